"""The bench: what it measures, and what it says of it."""
