"""`make live`: what a real account says about the rows of sandbox/google/knobs.py."""
