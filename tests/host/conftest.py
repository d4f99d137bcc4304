"""What several tests of the hosts share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.google.identity import Signer
from tests.host.chat_stage import ChatStage, chat_stage


@pytest.fixture(scope="session")
def chat_signer() -> Signer:
    """One set of keys for all tests."""
    return Signer()


@pytest.fixture
def stage(chat_signer: Signer, tmp_path: Path) -> Iterator[ChatStage]:
    """A world with Ana, Bo and Cy, and a running app."""
    with chat_stage(chat_signer, tmp_path) as made:
        yield made
