"""The commands of a deployment, held against the Google Cloud SDK that is installed."""
# asserts read `expected == actual`

from __future__ import annotations

import re
import runpy
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.support.sdk import gcloud
from tools.deploy import main

ROOT = Path(__file__).parent.parent.parent
Tree = dict[str, Any]
TOLD = ["PROJECT=my-project", "REGION=europe-west1", "DRY_RUN=1"]


@cache
def sdk_tree() -> Tree:
    """Every group, command and flag: the table from which the SDK completes command lines."""
    root = gcloud().resolve().parent.parent
    table = runpy.run_path(str(root / "data/cli/gcloud_completions.py"))
    tree: Tree = table["STATIC_COMPLETION_CLI_TREE"]
    return tree


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    """The commands that a dry run prints, without `gcloud`."""
    policy = tmp_path / "policy.json"
    policy.write_text('{"locked": {"recording": "off", "transcription": "off"}}')
    main(TOLD, {"POLICY": str(policy)})
    return [shlex.split(line)[1:] for line in capsys.readouterr().out.splitlines()]


def unknown(command: list[str]) -> Iterator[str]:
    """What the SDK does not know in a command."""
    node, rest = sdk_tree(), list(command)
    while rest and rest[0] in node["commands"]:
        node = node["commands"][rest.pop(0)]
    if node["commands"]:
        yield f"{' '.join(command)}: no such command"
    flags = {**sdk_tree()["flags"], **node["flags"]}
    for word in rest:
        name, separator, _ = word.partition("=")
        if not name.startswith("--"):
            continue
        positive = name.replace("--no-", "--", 1)
        kind = flags.get(name) or ("bool" if flags.get(positive) == "bool" else None)
        if kind is None:
            yield f"{' '.join(command)}: no flag {name}"
        elif (kind == "bool") is bool(separator):
            yield f"{' '.join(command)}: {name} with or without a value"


def test_sdk_knows_every_command_and_flag(commands: list[list[str]]) -> None:
    """Each command of a deployment, and each of its flags, is one of the SDK's."""
    sdk_tree()
    assert 24 == len(commands)
    assert [] == [problem for command in commands for problem in unknown(command)]


def test_sdk_knows_the_commands_of_the_pages() -> None:
    """Each command that a page has somebody type, and each of its flags, is one of the SDK's."""
    pages = "".join(page.read_text() for page in (ROOT / "docs").glob("*.md"))
    blocks = "".join(re.findall(r"```sh\n(.*?)```", pages, re.DOTALL)).replace("\\\n", "")
    lines = [
        *re.findall(r"^gcloud .*", blocks, re.MULTILINE),
        *re.findall(r"`(gcloud .*?)`", pages),
    ]
    typed = [shlex.split(line, comments=True)[1:] for line in lines]
    assert typed
    assert [] == [problem for command in typed for problem in unknown(command)]


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ("workspace-add-ons deployments make x", "no such command"),
        ("run services update x --custom-audiences=y", "no flag --custom-audiences"),
        ("functions deploy x --gen2=yes", "--gen2 with or without a value"),
        ("functions deploy x --no-runtime", "no flag --no-runtime"),
        ("functions deploy x --runtime", "--runtime with or without a value"),
    ],
)
def test_check_sees_mistakes(command: str, problem: str) -> None:
    """A command or flag that the SDK does not know is seen."""
    assert [f"{command}: {problem}"] == list(unknown(command.split()))
