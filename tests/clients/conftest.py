"""Google with two people, for other people's clients."""

from __future__ import annotations

from tests.support.google_client import stage

__all__ = ["stage"]
