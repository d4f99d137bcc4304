"""Fixtures of the tests of Chat's deliveries."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.deliveries import Twins, twins
from tests.support.stage import Stage
from tests.support.store import Store


@pytest.fixture(scope="session")
def lasting_pair(lasting_stage: Stage) -> Iterator[Twins]:
    """The lasting stage and a second instance of the function, with one SQLite store."""
    with twins(lasting_stage, f"sqlite:{lasting_stage.store}") as made:
        yield made


@pytest.fixture
def pair(stage: Stage, lasting_pair: Twins) -> Twins:
    """Two instances of the function as if they were new."""
    assert stage is lasting_pair.stage
    lasting_pair.second.settle()
    return lasting_pair


@pytest.fixture
def store(stage: Stage) -> Store:
    """The file of the stage's store, to be spoilt."""
    return Store(stage.store)
