"""What `make deploy` uploads, and what it is built with, is what the function needs: no more."""

from __future__ import annotations

import ast
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from modulefinder import ModuleFinder
from pathlib import Path

import pytest
import urllib3

from cards.languages import LANGUAGES
from sandbox.addon import AddOn
from sandbox.google.server import GoogleServer
from tests.support.process import running
from tests.support.sdk import files_for_upload
from tests.support.stage import ROOT, check_answer
from tools.catalogues import catalogue_path
from tools.supply.pins import DEPLOYED, SOURCES, read_source

UNIMPORTED = {"functions-framework", "tzdata"}
"""A command, and data that Python's zoneinfo finds by itself."""


@pytest.fixture
def uploaded(tmp_path: Path) -> set[str]:
    """The files that gcloud uploads, as paths in the project."""
    return files_for_upload(ROOT, tmp_path / "gcloud")


def test_only_what_the_function_needs_is_uploaded(uploaded: set[str]) -> None:
    """Uploaded is each module that `main.py` may import, each catalogue, and the requirements."""
    finder = ModuleFinder(path=[str(ROOT)])
    finder.run_script(str(ROOT / "main.py"))
    files = (vars(module)["__file__"] for module in finder.modules.values())
    loaded = [Path(file) for file in files if file]
    needed = [*loaded, *map(catalogue_path, LANGUAGES), ROOT / DEPLOYED]
    assert {file.relative_to(ROOT).as_posix() for file in needed} == uploaded


def test_the_function_answers_from_what_is_uploaded(uploaded: set[str], tmp_path: Path) -> None:
    """A folder that holds only what is uploaded answers monitoring, and Ana in her language."""
    folder = tmp_path / "uploaded"
    for file in uploaded:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / file, folder / file)
    with GoogleServer() as google:
        ana = google.world.add_user("ana@example.com")
        settings = {**google.settings(), "ADDON_STORE": f"sqlite:{tmp_path}/addon.db"}
        with running(settings, folder) as function:
            health = urllib3.request("GET", f"{function.url}/health", retries=False)
            with AddOn(function.url, google).calendar_of(ana, locale="de") as host:
                host.show_exchanges_to(check_answer)
                opened = host.open_home()
                host.press_primary()
            ended = function.end()
    assert (200, 200) == (health.status, opened.status)
    assert "Ihre Standardeinstellungen sind gespeichert." == host.notification
    assert 0 == ended.status


def test_each_requirement_is_imported_and_each_import_required(uploaded: set[str]) -> None:
    """What the function imports is asked for by name, and nothing else is."""
    asked = {one.name: modules(one.name) for one in read_source(SOURCES[DEPLOYED])}
    needed = {
        name: {asking for asking, own in asked.items() if {name, name.rpartition(".")[0]} & own}
        for file in uploaded
        if file.endswith(".py")
        for name in imports(ROOT / file)
        if name.partition(".")[0] not in {*sys.stdlib_module_names, "addon", "cards", "meeting"}
    }
    assert [] == [name for name, asking in needed.items() if not asking]
    assert UNIMPORTED == asked.keys() - set().union(*needed.values())


def imports(file: Path) -> Iterator[str]:
    """The full names that a file imports: of modules, or of something in them."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules(name: str) -> set[str]:
    """The modules and packages that an installed distribution brings, with their full names."""
    files = [file for file in distribution(name).files or [] if file.suffix in {".py", ".so"}]
    return {
        ".".join(file.with_name(file.name.partition(".")[0]).parts).removesuffix(".__init__")
        for file in files
    }
