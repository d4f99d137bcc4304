"""`make live`: what a real account says about the rows of sandbox/knobs.py."""
