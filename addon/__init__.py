"""The add-on: from a host's event to the answer it gets."""
