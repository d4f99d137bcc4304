"""Google Chat as one person uses it, with an add-on or a classic app."""
