"""The one way to gcloud: it runs commands, or prints them."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

ROOT = Path(__file__).parent.parent.parent

Answer = TypeVar("Answer", list[dict[str, Any]], dict[str, Any])


class DeployFailed(Exception):
    """A step failed; the message says why, in gcloud's own words where it spoke."""


class Gcloud(Protocol):
    """What the steps use.

    Attributes:
        now: the step that is being done.
    """

    now: str

    def step(self, says: str) -> None:
        """Say what comes next."""

    def say(self, line: str) -> None:
        """Say what a step has found."""

    def run(self, *arguments: str) -> None:
        """Run a command; what it prints is of no interest.

        Raises:
            DeployFailed: the command failed.
        """

    def read(self, *arguments: str, unread: Answer) -> Answer:
        """Run a command and return its answer.

        Args:
            unread: stands for the answer in a dry run, and is of its type.

        Raises:
            DeployFailed: the command failed or its answer is not what was expected.
        """

    def may(self, condition: bool) -> bool:
        """Whether something comes to pass. In a dry run everything may: nothing is known."""


def complete(project: str, arguments: Sequence[str]) -> list[str]:
    """A command as it is run: for one project, whatever gcloud is set to, and never asking."""
    return ["gcloud", *arguments, f"--project={project}", "--quiet"]


class LiveGcloud:
    """Runs the commands, without a shell, in the repository's root."""

    def __init__(self, project: str) -> None:
        self._project = project
        self.now = ""
        self._program = shutil.which("gcloud")

    def step(self, says: str) -> None:
        """See `Gcloud.step`."""
        self.now = says
        sys.stdout.write(f"{says} ...\n")
        sys.stdout.flush()

    def say(self, line: str) -> None:
        """See `Gcloud.say`."""
        sys.stdout.write(f"  {line}\n")
        sys.stdout.flush()

    def run(self, *arguments: str) -> None:
        """See `Gcloud.run`."""
        self._output(arguments)

    def read(self, *arguments: str, unread: Answer) -> Answer:
        """See `Gcloud.read`."""
        output = self._output([*arguments, "--format=json"])
        try:
            answer = json.loads(output)
        except ValueError:
            answer = None
        if not isinstance(answer, type(unread)):
            raise DeployFailed(f"gcloud {shlex.join(arguments)} did not answer as expected.")
        return answer

    def may(self, condition: bool) -> bool:
        """See `Gcloud.may`."""
        return condition

    def _output(self, arguments: Sequence[str]) -> str:
        if self._program is None:
            raise DeployFailed(
                "gcloud is not on the PATH: https://cloud.google.com/sdk/docs/install"
            )
        done = subprocess.run(  # noqa: S603  # a list of arguments, checked by options.py
            [self._program, *complete(self._project, arguments)[1:]],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise DeployFailed(done.stderr.strip() or f"gcloud ended with {done.returncode}.")
        return done.stdout


class PrintedGcloud:
    """Prints every command that might be run; what for goes to standard error as a comment."""

    def __init__(self, project: str) -> None:
        self._project = project
        self.now = ""

    def step(self, says: str) -> None:
        """See `Gcloud.step`."""
        self.now = says
        sys.stderr.write(f"# {says}\n")
        sys.stderr.flush()

    def say(self, line: str) -> None:
        """See `Gcloud.say`."""
        sys.stderr.write(f"#   {line}\n")
        sys.stderr.flush()

    def run(self, *arguments: str) -> None:
        """See `Gcloud.run`."""
        words = complete(self._project, arguments)
        sys.stdout.write(" ".join(_quoted(word) for word in words) + "\n")
        sys.stdout.flush()

    def read(self, *arguments: str, unread: Answer) -> Answer:
        """See `Gcloud.read`."""
        self.run(*arguments, "--format=json")
        return unread

    def may(self, condition: bool) -> bool:
        """See `Gcloud.may`."""
        del condition
        return True


def _quoted(word: str) -> str:
    """A word for a shell. Placeholders such as `$PROJECT_NUMBER` stay variables."""
    if "$" not in word:
        return shlex.quote(word)
    return '"{}"'.format(re.sub(r'(["\\`])', r"\\\1", word))
