"""Chat's configuration page, made from the add-on's tables: for deployers and the stand-in."""

from __future__ import annotations

import json
from typing import Any

from addon.chat.commands import COMMANDS, MENU
from addon.routes import CHAT
from cards.languages import text_for
from tools.manifest import LOGO, PLACEHOLDER

LONGEST_NAME = 25
LONGEST_DESCRIPTION = 40
"""hosts.md 6.4"""


def configuration() -> dict[str, Any]:
    """What to enter, by field (hosts.md 6.4)."""
    words = text_for("en")
    if len(words.app_name()) > LONGEST_NAME or len(words.chat_hello()) > LONGEST_DESCRIPTION:
        raise ValueError("the app's name or description is too long for Chat's configuration")
    return {
        "appName": words.app_name(),
        "avatarUrl": LOGO,
        "description": words.chat_hello(),
        "endpointUrl": f"{PLACEHOLDER}{CHAT}",
        "commands": [
            {
                "id": slash.id,
                "type": "SLASH_COMMAND",
                "name": f"/{slash.command}",
                "description": words.chat_command(slash.command),
                "opensDialog": slash.opens_dialog,
            }
            for slash in COMMANDS
        ]
        + [
            {
                "id": each.id,
                "type": "MESSAGE_ACTION" if each.about_message else "QUICK_COMMAND",
                "name": words.chat_menu(each.does.command, about_message=each.about_message),
                "description": words.chat_command(each.does.command),
                "opensDialog": each.does.opens_dialog,
            }
            for each in MENU
        ],
    }


def configuration_text() -> str:
    """The file as it stands in the repository."""
    return json.dumps(configuration(), indent=2) + "\n"


def fields() -> list[tuple[str, str]]:
    """The page's fields and the value to enter in each."""
    made = configuration()
    return [
        ("App name", made["appName"]),
        ("Avatar URL", f"`{made['avatarUrl']}`"),
        ("Description", made["description"]),
        ("Build this Chat app as a Workspace add-on", "on"),
        ("Interactive features", "on"),
        ("Functionality", "join spaces and group conversations: on"),
        ("Connection settings", "HTTP endpoint URL"),
        ("Triggers", "use a common HTTP endpoint URL for all triggers"),
        ("HTTP endpoint URL", f"`{made['endpointUrl']}`"),
        *((f"Command {command['id']}", _command(command)) for command in made["commands"]),
        ("Service account email", "shown there; `make deploy` reads the same one"),
        ("Link previews", "none"),
        ("Visibility", "the people or groups who may use it"),
        ("Logs", "log errors to Logging: on"),
    ]


def _command(command: dict[str, Any]) -> str:
    dialog = "yes" if command["opensDialog"] else "no"
    description = f"description “{command['description']}”"
    kind = str(command["type"]).replace("_", " ").lower()
    return f"{kind}; name `{command['name']}`; {description}; opens a dialog: {dialog}"
