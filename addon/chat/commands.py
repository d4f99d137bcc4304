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


SENTENCE_MARKS = frozenset("?!.,;:…。，、？！")


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


@dataclass(frozen=True)
class Meant:
    """A command that words begin with.

    Attributes:
        rest: what follows it.
        certain: the words are the command and no sentence that begins like it.
    """

    command: Command
    rest: str
    certain: bool


def command_in(words: str, *, direct: bool) -> Meant | None:
    """The command that words begin with, with or without its slash.

    Without the slash the command's word counts alone: whoever writes more may well be talking to
    somebody. To the app alone, in a direct message, a title of one word may follow.
    """
    first, *following = words.split(maxsplit=1) or [""]
    name = first.removeprefix("/").casefold()
    found = next((command for command in COMMANDS if command.word == name), None)
    if found is None:
        return None
    rest = "".join(following).strip()
    return Meant(found, rest, first.startswith("/") or _is_title(rest, most=1 if direct else 0))


def _is_title(rest: str, *, most: int) -> bool:
    """Whether so few words are spoken, beside links and emoji, and none ends like a sentence."""
    spoken = [word for word in rest.split() if "://" not in word and any(map(str.isalnum, word))]
    return len(spoken) <= most and not any(word[-1] in SENTENCE_MARKS for word in rest.split())
