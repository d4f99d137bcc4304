"""The main jobs under every reading of what is not known about Google."""
