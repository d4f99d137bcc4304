"""Google with two people, for every test of the stand-in."""

from __future__ import annotations

import pytest

from tests.sandbox.calendar_words import EVENTS
from tests.support.google_client import Client, Stage, stage

__all__ = ["stage"]


@pytest.fixture
def ana(stage: Stage) -> Client:
    """Ana, who granted all that is to be done with events."""
    return stage.client("ana@example.com", EVENTS)
