"""Imports go in one direction."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import grimp

from tests.support.stage import ROOT


def test_the_contracts_of_importlinter_are_kept() -> None:
    """Every contract in `.importlinter` is kept."""
    # In a process of its own: the library configures logging anew for whoever calls it.
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    linted = subprocess.run(  # noqa: S603 - our own command
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert 0 == linted.returncode, linted.stdout


def test_the_domain_needs_the_standard_library_only() -> None:
    """Nothing below `meeting` imports a library that has to be installed."""
    graph = grimp.build_graph("meeting", include_external_packages=True, cache_dir=None)
    domain = {"meeting", *graph.find_descendants("meeting")}
    imported = {
        found.partition(".")[0]
        for module in domain
        for found in graph.find_modules_directly_imported_by(module)
    }
    assert "dataclasses" in imported
    assert {"meeting"} == imported - sys.stdlib_module_names


def test_no_test_is_imported() -> None:
    """What tests share stands beside them or in `tests.support`, not in a test or a conftest."""
    graph = grimp.build_graph("tests", cache_dir=None)
    alone = {name for name in graph.modules if is_pytests(name.rpartition(".")[2])}
    assert len(alone) > 100
    importers = {name: graph.find_modules_that_directly_import(name) for name in alone}
    assert {} == {name: found for name, found in importers.items() if found}


def is_pytests(name: str) -> bool:
    """Whether a module's name makes it one that pytest alone is to import."""
    return name.startswith("test_") or name == "conftest"
