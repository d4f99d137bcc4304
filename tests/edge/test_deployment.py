"""`deployment.json` says what the code does (hosts.md 6)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from addon.chat.commands import COMMANDS
from addon.host import Registered
from addon.permissions.scopes import SCOPES
from addon.routes import ROUTES
from cards.actions import Action
from sandbox.hosts.deployment import read_deployment
from tests.support.stage import DEPLOYMENT, Json
from tools.manifest import PLACEHOLDER, manifest_text
from tools.schema import check_deployment


@pytest.fixture
def deployment() -> Json:
    """The file as it stands."""
    parsed: Json = json.loads(DEPLOYMENT.read_text())
    return parsed


def members(value: object, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every member of an object at every depth that is no object or list itself."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from members(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from members(inner, name)
    else:
        yield name, value


def paths(deployment: Json) -> list[str]:
    """The paths that the deployment registers."""
    urls = [value for name, value in members(deployment) if name == "runFunction"]
    assert all(url.startswith(f"{PLACEHOLDER}/") for url in urls)
    return [url.removeprefix(PLACEHOLDER) for url in urls]


def test_the_file_is_what_the_tables_make() -> None:
    """The file is current: making it from the tables again changes nothing."""
    assert DEPLOYMENT.read_text() == manifest_text()


def test_google_and_the_host_can_read_it(deployment: Json) -> None:
    """Google's types parse the file, and the host finds every trigger in it."""
    check_deployment(deployment)
    read = read_deployment(DEPLOYMENT, "https://addon.example.com")
    assert "https://addon.example.com/calendar/home" == read.home_url
    assert "https://addon.example.com/calendar/event" == read.event_open_url
    assert "https://addon.example.com/calendar/event/changed" == read.event_update_url


def test_every_url_of_ours_begins_with_the_placeholder(deployment: Json) -> None:
    """Deploying has one literal to replace, and no URL of another deployment is left behind."""
    urls = [str(value) for _, value in members(deployment) if "://" in str(value)]
    foreign = [url for url in urls if "googleapis.com/auth/" not in url]
    assert [
        "https://www.gstatic.com",
        "https://meet.google.com",
        "https://drive.google.com",
        "https://docs.google.com",
        "https://www.google.com",
        "https://calendar.google.com",
    ] == ["/".join(url.split("/")[:3]) for url in foreign]
    whole = DEPLOYMENT.read_text()
    assert whole.count("$") == whole.count(f'"{PLACEHOLDER}/') == len(paths(deployment))


def test_every_registered_url_is_a_route(deployment: Json) -> None:
    """The registered URLs are those of the routes that say so."""
    elsewhere = {Registered.NOT, Registered.CHAT}
    registered = {route.path for route in ROUTES if route.registered not in elsewhere}
    assert registered == set(paths(deployment))


def test_every_route_is_registered_or_an_action() -> None:
    """No route is out of reach, and each action of a card has its route."""
    routes = {route.path for route in ROUTES}
    registered = {route.path for route in ROUTES if route.registered is not Registered.NOT}
    assert routes == registered | {action.value for action in Action}
    assert registered.isdisjoint(action.value for action in Action)
    assert len(ROUTES) == len({route.path for route in ROUTES})


def test_the_scopes_are_those_of_the_table(deployment: Json) -> None:
    """The deployment asks for the scopes of the table and for nothing else."""
    assert [scope.url for scope in SCOPES] == deployment["oauthScopes"]
    needed = {scope for route in ROUTES for scope in route.needs}
    needed |= {scope for command in COMMANDS for scope in command.needs}
    assert needed <= set(SCOPES)


def test_what_the_issue_fixes_stands_in_it(deployment: Json) -> None:
    """Event access, locale, granular consent and the menus are as the issue says."""
    common, calendar = deployment["addOns"]["common"], deployment["addOns"]["calendar"]
    assert "READ" == calendar["currentEventAccess"]
    assert common["useLocaleFromApp"] is True
    http = deployment["addOns"]["httpOptions"]
    assert "OPT_IN" == http["granularOauthPermissionSupport"]
    assert "SYSTEM_ID_TOKEN" == http["authorizationHeader"]
    assert ["Defaults for new meetings", "Check my setup", "Help"] == [
        action["label"] for action in common["universalActions"]
    ]
