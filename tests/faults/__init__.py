"""Trouble: what Google refuses, loses or does late, stores that fail, permissions that lack."""
