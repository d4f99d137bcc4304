"""Who sent a request, and for whom: Google's ID tokens (hosts.md 5)."""
