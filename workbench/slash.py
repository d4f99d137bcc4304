"""What a line in Chat's message box is: a command, a mention, or just words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.hosts.chat.configuration import Command

SLASH = "SLASH_COMMAND"


@dataclass(frozen=True)
class Line:
    """A line that is sent.

    Attributes:
        text: the words, without the command or the mention.
        command: the slash command's name.
        mention: whether the app is mentioned.
    """

    text: str
    command: str | None = None
    mention: bool = False


def read_line(line: str, commands: Sequence[Command], app_name: str) -> Line:
    """Read a line; unknown commands are just words, as in Chat."""
    word, _, rest = line.strip().partition(" ")
    if any(word == command.name for command in commands if command.type == SLASH):
        return Line(rest.strip(), command=word)
    mention = f"@{app_name}"
    if line.strip().startswith(mention):
        return Line(line.strip().removeprefix(mention).strip(), mention=True)
    return Line(line.strip())


def offered(line: str, commands: Sequence[Command]) -> list[Command]:
    """The commands that the menu offers while a line is typed."""
    if not line.startswith("/") or " " in line:
        return []
    return [
        command for command in commands if command.type == SLASH and command.name.startswith(line)
    ]
