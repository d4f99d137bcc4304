"""Connections over TLS."""
