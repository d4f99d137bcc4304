"""Scenarios need no stage of their own: they leave no work behind."""

from __future__ import annotations

import pytest

from tests.stage import Stage


@pytest.fixture
def stage(lasting_stage: Stage) -> Stage:
    """The stage as if it were new."""
    lasting_stage.renew()
    return lasting_stage
