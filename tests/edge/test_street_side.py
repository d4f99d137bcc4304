"""What somebody meets who has just cloned the project: its version, commands and checks."""

from __future__ import annotations

import os
import re
import subprocess

from addon import VERSION
from tests.support.stage import ROOT


def make(*arguments: str) -> str:
    """What `make` prints, with nothing in its environment from a `make` that runs the tests."""
    done = subprocess.run(  # noqa: S603 - our own commands
        ["make", "--no-print-directory", *arguments],  # noqa: S607 - Debian's make
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_changelog_begins_with_the_version() -> None:
    """The newest entry of CHANGELOG.md is the version that the health check tells."""
    assert VERSION == re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.M)[0]


def test_make_alone_lists_every_command() -> None:
    """Plain `make` prints each command that may be given, with what it does."""
    declared = re.findall(r"^\.PHONY: (help .*)$", (ROOT / "Makefile").read_text(), re.M)[0]
    told = [line.split(maxsplit=2) for line in make().splitlines()]
    assert sorted(declared.split()) == sorted(name for _, name, _ in told)
    assert ["make"] * len(told) == [word for word, _, _ in told]
    assert make() == make("help")


def test_make_unit_runs_a_part_without_coverage() -> None:
    """`make unit T=…` hands its part to pytest, and measures no coverage; without T it does."""
    part, whole = make("--dry-run", "unit", "T=tests/chat"), make("--dry-run", "unit")
    assert "pytest -n auto --dist worksteal tests/chat\n" in part
    assert "slipcover" not in part
    assert "--fail-under" in whole


def test_checks_elsewhere_are_the_same_commands() -> None:
    """The last step on GitHub is what CI runs, and pre-commit does what `make check` does."""
    steps = re.findall(r"- run: (.*)", (ROOT / ".github/workflows/check.yml").read_text())
    hooks = re.findall(r"entry: make (.*)", (ROOT / ".pre-commit-config.yaml").read_text())
    assert (ROOT / ".ci/run").samefile(ROOT / steps[-1])
    assert os.access(ROOT / steps[-1], os.X_OK)
    assert [make("--dry-run", "check")] == [make("--dry-run", *hook.split()) for hook in hooks]
