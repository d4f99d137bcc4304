"""The commands of the Chat app: Chat's configuration, the help and the routing are made of this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Does(Enum):
    """What a command leads to."""

    MEET = "meet"
    SCHEDULE = "schedule"
    SETTINGS = "settings"
    HELP = "help"


@dataclass(frozen=True)
class Command:
    """A slash command (contract.md "Chat commands").

    Attributes:
        id: as registered in Chat's configuration.
        word: what is typed after the slash, or after a mention of the app.
        takes_title: whether words may follow.
        opens_dialog: registered as opening a dialog.
    """

    id: int
    word: str
    does: Does
    takes_title: bool = False
    opens_dialog: bool = False


COMMANDS: tuple[Command, ...] = (
    Command(1, "meet", Does.MEET, takes_title=True),
    Command(2, "schedule", Does.SCHEDULE, takes_title=True, opens_dialog=True),
    Command(3, "settings", Does.SETTINGS, opens_dialog=True),
    Command(4, "help", Does.HELP),
)


def command_of(number: int | None) -> Command | None:
    """The command with that id."""
    return next((command for command in COMMANDS if command.id == number), None)


def command_in(words: str) -> tuple[Command, str] | None:
    """The command that words begin with, with or without its slash, and what follows it."""
    first, *rest = words.split(maxsplit=1) or [""]
    name = first.removeprefix("/").casefold()
    found = next((command for command in COMMANDS if command.word == name), None)
    return (found, "".join(rest).strip()) if found else None
