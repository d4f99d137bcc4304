"""`make live`, against the stand-in."""
