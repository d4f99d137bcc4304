"""Reads what the Chat API's configuration page holds, from a file (hosts.md 6.4)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sandbox.hosts.cards import CardRules
from sandbox.hosts.deployment import URL_PLACEHOLDER
from sandbox.hosts.wire import Host, Json

COMMAND_TYPES = ("SLASH_COMMAND", "QUICK_COMMAND", "MESSAGE_ACTION")
NAME_LENGTH = 25
DESCRIPTION_LENGTH = 40
COMMAND_NAME_LENGTH = 50
COMMAND_DESCRIPTION_LENGTH = 50
COMMAND_IDS = range(1, 1001)

FIELDS = ("appName", "avatarUrl", "description", "endpointUrl", "commands")
COMMAND_FIELDS = ("id", "type", "name", "description", "opensDialog")


class ChatConfigurationError(ValueError):
    """The configuration page would not take these values; the message says which and why."""


@dataclass(frozen=True)
class Command:
    """A command of the app.

    Attributes:
        id: from 1 to 1000.
        type: one of `COMMAND_TYPES`.
        name: what people see; a slash command's begins with the slash.
        description: one line.
        opens_dialog: whether "Open a dialog" is ticked.
    """

    id: int
    type: str
    name: str
    description: str = ""
    opens_dialog: bool = False


@dataclass(frozen=True)
class ChatConfiguration:
    """The Chat app as the configuration page describes it.

    Attributes:
        app_name: its name.
        avatar_url: its picture.
        description: one line.
        endpoint_url: where every trigger is POSTed.
        commands: its commands.
    """

    app_name: str
    avatar_url: str
    description: str
    endpoint_url: str
    commands: tuple[Command, ...]

    def command(self, which: str | int, *types: str) -> Command | None:
        """The command of this name or id, among those of the given types."""
        for command in self.commands:
            if which in (command.id, command.name) and command.type in (types or COMMAND_TYPES):
                return command
        return None


def read_chat_configuration(file: Path, addon_url: str) -> ChatConfiguration:
    """Read `file`, putting `addon_url` in place of `${ADDON_URL}`.

    Raises:
        ChatConfigurationError: the configuration page would refuse a value.
    """
    text = file.read_text(encoding="utf-8").replace(URL_PLACEHOLDER, addon_url.rstrip("/"))
    try:
        values = json.loads(text)
    except ValueError as error:
        raise ChatConfigurationError(f"{file.name} is not JSON: {error}") from error
    if not isinstance(values, dict):
        raise ChatConfigurationError(f"{file.name} is no JSON object")
    return parse_chat_configuration(values)


def parse_chat_configuration(values: Json) -> ChatConfiguration:
    """Take the configuration from parsed JSON.

    Raises:
        ChatConfigurationError: the configuration page would refuse a value.
    """
    problems = list(_problems(values))
    if problems:
        raise ChatConfigurationError("; ".join(problems))
    return ChatConfiguration(
        app_name=values["appName"],
        avatar_url=values["avatarUrl"],
        description=values["description"],
        endpoint_url=values["endpointUrl"],
        commands=tuple(
            Command(
                id=command["id"],
                type=command["type"],
                name=command["name"],
                description=command["description"],
                opens_dialog=command.get("opensDialog", False),
            )
            for command in values.get("commands", ())
        ),
    )


def _problems(values: Json) -> Iterator[str]:
    yield from (f"{name} is no field of the page" for name in values if name not in FIELDS)
    yield from _text(values, "appName", NAME_LENGTH)
    yield from _text(values, "description", DESCRIPTION_LENGTH)
    rules = CardRules(Host.CHAT_MESSAGE)
    for name in ("avatarUrl", "endpointUrl"):
        if not rules.is_web_url(str(values.get(name, ""))):
            yield f"{name} is no https URL"
    seen: set[object] = set()
    for index, command in enumerate(values.get("commands", ())):
        where = f"commands[{index}]"
        yield from (f"{where}.{problem}" for problem in _command_problems(command))
        for name in ("id", "name"):
            if command.get(name) in seen:
                yield f"{where}.{name} is taken"
            seen.add(command.get(name))


def _command_problems(command: Json) -> Iterator[str]:
    yield from (
        f"{name} is no field of a command" for name in command if name not in COMMAND_FIELDS
    )
    if not isinstance(command.get("id"), int) or command["id"] not in COMMAND_IDS:
        yield f"id is none of {COMMAND_IDS.start} to {COMMAND_IDS.stop - 1}"
    if command.get("type") not in COMMAND_TYPES:
        yield f"type is none of {', '.join(COMMAND_TYPES)}"
    if not isinstance(command.get("opensDialog", False), bool):
        yield "opensDialog is neither true nor false"
    yield from _text(command, "name", COMMAND_NAME_LENGTH)
    yield from _text(command, "description", COMMAND_DESCRIPTION_LENGTH)
    is_slash = command.get("type") == "SLASH_COMMAND"
    if is_slash != str(command.get("name", "")).startswith("/"):
        yield "name begins with a slash for slash commands, and only for them"


def _text(values: Json, name: str, longest: int) -> Iterator[str]:
    value = values.get(name)
    if not isinstance(value, str) or not value:
        yield f"{name} is missing"
    elif len(value) > longest:
        yield f"{name} has {len(value)} of at most {longest} characters"
