"""Fixtures that every test may use."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.clock import Clock
    from tests.support.stage import Stage
    from tests.support.store import Rows

pytest_plugins = ["tests.support.workers"]
# What stands in helpers is asserted for tests, whose failures pytest is to explain.
pytest.register_assert_rewrite("tests.support", "tests.captures")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let calls that go out side by side arrive in the other order, which no test may rely on."""
    parser.addoption("--late", default="", help="the Google method whose calls arrive late")


def _staged(folder: Path, config: pytest.Config) -> AbstractContextManager[Stage]:
    # Imported here, since the process that hands out the tests needs nothing of the add-on.
    from tests.support.stage import staged  # noqa: PLC0415

    settings = {"ADDON_STORE": f"sqlite:{folder / 'addon.db'}"}
    return staged(settings, config.getoption("--late"))


@pytest.fixture(scope="session")
def lasting_stage(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[Stage]:
    """A stand-in for Google and the function, with a SQLite store, for all tests of a worker."""
    with _staged(tmp_path_factory.mktemp("store"), pytestconfig) as made:
        yield made


@pytest.fixture
def own_stage(tmp_path: Path, pytestconfig: pytest.Config) -> Iterator[Stage]:
    """A stage for one test alone: for those to which connections, keys or late work matter."""
    with _staged(tmp_path, pytestconfig) as made:
        yield made


@pytest.fixture
def stage(request: pytest.FixtureRequest) -> Stage:
    """The lasting stage as if it were new, or a new one where a test is marked with `own_stage`."""
    if request.node.get_closest_marker("own_stage"):
        made: Stage = request.getfixturevalue("own_stage")
        return made
    lasting: Stage = request.getfixturevalue("lasting_stage")
    lasting.renew()
    return lasting


@pytest.fixture
def clock(stage: Stage) -> Clock:
    """The clock that the stage's function goes by."""
    return stage.function.clock


@pytest.fixture
def rows(stage: Stage) -> Rows:
    """What the stage's store holds."""
    from tests.support.store import Rows  # noqa: PLC0415

    return Rows(stage.store)


@pytest.fixture
def down(tmp_path: Path, pytestconfig: pytest.Config) -> Iterator[Stage]:
    """A stage whose store never was there: its path leads through a file."""
    (tmp_path / "file").write_text("in the way")
    with _staged(tmp_path / "file", pytestconfig) as made:
        yield made


@pytest.fixture
def no_collection() -> Iterator[None]:
    """Keep finalizers from running where JSON is at its deepest: they would lack the stack."""
    gc.disable()
    yield
    gc.enable()
