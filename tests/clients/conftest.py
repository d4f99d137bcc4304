"""Google with two people, for other people's clients."""

from collections.abc import Iterator

import pytest

from tests.sandbox.google_client import Stage, staged


@pytest.fixture
def stage() -> Iterator[Stage]:
    """Google with Ana and Bo."""
    with staged() as stage:
        yield stage
