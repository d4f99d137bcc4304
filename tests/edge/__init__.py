"""Tokens, bad input, settings, the process; and the project: its pages, imports, texts."""
