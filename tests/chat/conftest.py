"""Fixtures of the tests of Chat."""

from __future__ import annotations

import pytest

from tests.support.stage import Stage


@pytest.fixture
def hidden_addresses(stage: Stage) -> None:
    """Chat's API tells no addresses, so that people are looked up."""
    stage.world.knobs.chat_users_tell_email = False
