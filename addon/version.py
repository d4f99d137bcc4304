"""The version: told by the health check, and by CHANGELOG.md what it brings."""

from __future__ import annotations

VERSION = "0.1.0"
