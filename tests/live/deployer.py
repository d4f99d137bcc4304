"""Runs `make live`'s program against the stand-in, as somebody with a token of their own."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from sandbox.google.server import GoogleServer
from tests.support.people import ANA
from tools.live.__main__ import main

CALENDAR = "calendar.events.owned"
CREATED = "meetings.space.created"
SETTINGS = "meetings.space.settings"
CHAT = "chat.memberships.readonly"
DIRECTORY = "directory.readonly"
ALL = (CALENDAR, CREATED, SETTINGS, CHAT, DIRECTORY)


@dataclass(frozen=True)
class Ran:
    """A run that is over.

    Attributes:
        words: what it printed, with one blank wherever there were more.
    """

    status: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """See above; lines are wrapped."""
        return " ".join(f"{self.out} {self.err}".split())

    @property
    def left(self) -> tuple[int, int]:
        """How many spaces it says it left, and how many more perhaps."""
        said = re.search(r"Left behind: (\d+) Meet spaces?(?:, and perhaps (\d+) more)?;", self.out)
        assert said, self.out
        return int(said[1]), int(said[2] or 0)


class Deployer:
    """Ana, who has a token in a file.

    Args:
        google: the stand-in, in which she is.
        directory: where the file is; others may lie beside it.
    """

    def __init__(self, google: GoogleServer, directory: Path) -> None:
        self.google = google
        self.token = ""
        self.directory = directory
        self._file = directory / "token"
        self.may(*ALL)

    def may(self, *scopes: str, expired: bool = False) -> None:
        """Get another token, with these scopes."""
        self.token = self.google.world.people.issue_token(ANA, scopes, expired=expired)
        self._file.write_text(f"{self.token}\n")

    @property
    def file(self) -> str:
        """The option that names the token's file."""
        return f"TOKEN_FILE={self._file}"

    def run(self, *words: str, answer: str = "y\n") -> Ran:
        """Run it, and never wait.

        Args:
            words: options.
            answer: what is typed when it asks.
        """
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = main(
                [self.file, *words],
                self.google.settings(),
                answers=io.StringIO(answer),
                pause=lambda _: None,
            )
        ran = Ran(status, out.getvalue(), err.getvalue())
        assert self.token not in ran.out + ran.err
        return ran

    def events(self) -> list[str]:
        """The status of each event on Ana's calendar."""
        return [entry.fields()["status"] for entry in self.google.world.calendar.entries(ANA)]
