"""What the add-on remembers: small JSON documents, each with an owner and perhaps a lifetime."""
