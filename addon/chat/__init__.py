"""Google Chat: its events, its commands, what is done in it, and its answers."""
