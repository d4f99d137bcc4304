"""Reading Chat's configuration file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sandbox.hosts.chat.configuration import (
    ChatConfigurationError,
    Command,
    parse_chat_configuration,
    read_chat_configuration,
)
from tests.host.chat_stage import CONFIGURATION

Json = dict[str, Any]

MEET: Json = {"id": 1, "type": "SLASH_COMMAND", "name": "/meet", "description": "Meet"}


def configured(**changes: object) -> Json:
    """A good configuration with changes."""
    return {**CONFIGURATION, "endpointUrl": "https://example.com/chat", **changes}


def test_file_is_read_with_the_addons_url(tmp_path: Path) -> None:
    """The placeholder becomes the add-on's URL, and commands are found by name and id."""
    file = tmp_path / "chat.json"
    file.write_text(json.dumps(CONFIGURATION))
    config = read_chat_configuration(file, "https://example.com/addon/")
    assert "https://example.com/addon/chat" == config.endpoint_url
    plan = Command(2, "SLASH_COMMAND", "/plan", "Plan", opens_dialog=True)
    assert plan == config.command("/plan") == config.command(2, "SLASH_COMMAND")
    assert config.command(2, "QUICK_COMMAND") is None
    assert config.command("/nothing") is None


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"appName": "x" * 26}, "appName has 26 of at most 25 characters"),
        ({"appName": ""}, "appName is missing"),
        ({"description": "x" * 41}, "description has 41 of at most 40"),
        ({"avatarUrl": "http://example.com/a.png"}, "avatarUrl is no https URL"),
        ({"endpointUrl": "/chat"}, "endpointUrl is no https URL"),
        ({"visibility": []}, "visibility is no field of the page"),
        ({"commands": [{**MEET, "id": 0}]}, r"commands\[0\].id is none of 1 to 1000"),
        ({"commands": [{**MEET, "id": "1"}]}, r"commands\[0\].id is none of 1 to 1000"),
        ({"commands": [MEET, MEET]}, r"commands\[1\].id is taken"),
        ({"commands": [{**MEET, "type": "SLASH"}]}, r"commands\[0\].type is none of"),
        ({"commands": [{**MEET, "name": "meet"}]}, r"commands\[0\].name begins with a slash"),
        ({"commands": [{**MEET, "name": "/" + "x" * 50}]}, "name has 51 of at most 50"),
        ({"commands": [{**MEET, "description": "x" * 51}]}, "description has 51 of at most 50"),
        ({"commands": [{**MEET, "opensDialog": 1}]}, "opensDialog is neither"),
        ({"commands": [{**MEET, "dialog": True}]}, "dialog is no field"),
    ],
)
def test_page_refuses_wrong_values(changes: Json, problem: str) -> None:
    """What the configuration page would not take is named."""
    with pytest.raises(ChatConfigurationError, match=problem):
        parse_chat_configuration(configured(**changes))


@pytest.mark.parametrize("text", ["{", "[]"])
def test_file_has_to_be_an_object(tmp_path: Path, text: str) -> None:
    """A file that is no JSON object is no configuration."""
    file = tmp_path / "chat.json"
    file.write_text(text)
    with pytest.raises(ChatConfigurationError, match=r"chat\.json is no"):
        read_chat_configuration(file, "https://example.com")
