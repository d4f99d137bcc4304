"""The add-on: from a host's event to the answer it gets."""

from __future__ import annotations

VERSION = "0.1.0"
"""Told by the health check; CHANGELOG.md tells what it brings."""
