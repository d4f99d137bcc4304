"""A stage that the tests of a module share, where each has a room of its own and needs no more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sandbox.knobs import Knobs
from tests.stage import Stage, staged


@pytest.fixture(scope="module")
def kept_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A stage that stays up for a module."""
    folder = tmp_path_factory.mktemp("store")
    with staged({"ADDON_STORE": f"sqlite:{folder / 'addon.db'}"}) as made:
        yield made


@pytest.fixture
def shared_stage(kept_stage: Stage) -> Stage:
    """The module's stage, its calls and mails so far forgotten, and Google as it usually is."""
    kept_stage.google.calls.clear()
    kept_stage.world.notifications.clear()
    kept_stage.world.knobs = Knobs()
    return kept_stage
