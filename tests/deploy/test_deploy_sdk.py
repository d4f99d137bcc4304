"""The commands of a deployment, held against the Google Cloud SDK that is installed."""
# asserts read `expected == actual`

import os
import runpy
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tools.deploy import main
from tools.deployment.gcloud import ROOT

Tree = dict[str, Any]
TOLD = ["PROJECT=my-project", "REGION=europe-west1", "DRY_RUN=1"]


def gcloud() -> Path:
    """The installed gcloud; without it the test is skipped, or fails where CI should have it."""
    program = shutil.which("gcloud")
    if program is None:
        missing = "The Google Cloud SDK is not installed: the commands are not checked"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return Path(program)


@cache
def sdk_tree() -> Tree:
    """Every group, command and flag: the table from which the SDK completes command lines."""
    root = gcloud().resolve().parent.parent
    table = runpy.run_path(str(root / "data/cli/gcloud_completions.py"))
    tree: Tree = table["STATIC_COMPLETION_CLI_TREE"]
    return tree


@pytest.fixture
def commands(capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    """The commands that a dry run prints, without `gcloud`."""
    main(TOLD, {})
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
    assert 23 == len(commands)
    assert [] == [problem for command in commands for problem in unknown(command)]


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


def test_only_the_function_is_uploaded(tmp_path: Path) -> None:
    """What is uploaded is the function and what it is built from: no test, tool or stand-in."""
    listed = subprocess.run(  # noqa: S603  # fixed arguments
        [gcloud(), "meta", "list-files-for-upload", str(ROOT)],
        env={**os.environ, "CLOUDSDK_CONFIG": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    needed = {"main.py", "requirements.txt", "constraints.txt", "addon", "cards"}
    assert needed == {Path(file).parts[0] for file in listed}
    assert {".py", ".txt", ".po", ".pot", ".mo"} >= {Path(file).suffix for file in listed}
    assert "addon/routes.py" in listed
