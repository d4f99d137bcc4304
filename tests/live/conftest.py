"""Google with Ana, who deploys, a colleague and a stranger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.google.server import GoogleServer
from tests.live.deployer import Deployer
from tests.support.people import ANA


@pytest.fixture
def deployer(tmp_path: Path) -> Iterator[Deployer]:
    """Ana with a token that has every scope that the add-on's calls need."""
    with GoogleServer() as google:
        google.world.add_user(ANA)
        google.world.add_user("bo@example.com")
        google.world.add_user("cy@elsewhere.example")
        yield Deployer(google, tmp_path)
