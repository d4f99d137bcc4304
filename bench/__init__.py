"""Measures the running function against the stand-in for Google: `python -m bench`."""
