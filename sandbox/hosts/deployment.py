"""Reads the Workspace Add-ons deployment resource as the Calendar host needs it (hosts.md 6.1)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from sandbox.hosts.wire import Json, member, members

SCOPE = "https://www.googleapis.com/auth/"
EXECUTE = f"{SCOPE}calendar.addons.execute"
READ_EVENT = f"{SCOPE}calendar.addons.current.event.read"
WRITE_EVENT = f"{SCOPE}calendar.addons.current.event.write"
LOCALE = f"{SCOPE}script.locale"
EMAIL = f"{SCOPE}userinfo.email"

URL_PLACEHOLDER = "${ADDON_URL}"


class DeploymentError(ValueError):
    """The deployment resource cannot be used in Calendar; the message names the member."""


@dataclass(frozen=True)
class UniversalAction:
    """An entry of every card's menu: exactly one of the two is set (hosts.md 2.10)."""

    label: str
    run_function: str | None
    open_link: str | None


@dataclass(frozen=True)
class Deployment:
    """What Calendar knows about an add-on.

    Attributes:
        scopes: the manifest's `oauthScopes`, in its order.
        home_url: where the homepage trigger is POSTed; None without one or when it is disabled.
        event_open_url: where opening an event is POSTed.
        event_update_url: where a change of guests or conference is POSTed, before it is saved.
        event_access: `currentEventAccess`; None when omitted, then no event metadata is sent.
        use_locale_from_app: whether locale and time zone are sent (given the scope).
        open_link_prefixes: what an https link must begin with; None without a list, then nothing
            is restricted (hosts.md 12.3).
        universal_actions: the entries of every card's menu.
        authorization_header: `SYSTEM_ID_TOKEN`, `USER_ID_TOKEN` or `NONE`.
    """

    name: str
    scopes: tuple[str, ...]
    home_url: str | None
    event_open_url: str | None
    event_update_url: str | None
    event_access: str | None
    use_locale_from_app: bool
    open_link_prefixes: tuple[str, ...] | None
    universal_actions: tuple[UniversalAction, ...]
    authorization_header: str

    @property
    def may_read_event(self) -> bool:
        """Whether guests, conference and capabilities may be sent (hosts.md 1.6)."""
        return self.event_access in ("READ", "READ_WRITE")

    @property
    def may_write_event(self) -> bool:
        """Whether calendar actions may be answered (hosts.md 2.4)."""
        return self.event_access in ("WRITE", "READ_WRITE")


def read_deployment(file: Path, addon_url: str) -> Deployment:
    """Read `file`, putting `addon_url` in place of `${ADDON_URL}` (contract.md).

    Raises:
        DeploymentError: the file is no deployment that Calendar can use.
    """
    text = file.read_text(encoding="utf-8").replace(URL_PLACEHOLDER, addon_url.rstrip("/"))
    try:
        resource = json.loads(text)
    except ValueError as error:
        raise DeploymentError(f"{file.name} is not JSON: {error}") from error
    return parse_deployment(resource)


def parse_deployment(resource: object) -> Deployment:
    """Takes from a deployment resource what Calendar needs.

    Raises:
        DeploymentError: A member that Calendar needs is missing.
    """
    addons = member(resource, "addOns")
    common = member(addons, "common")
    calendar = member(addons, "calendar")
    if not isinstance(resource, dict) or addons is None or common is None:
        raise DeploymentError("addOns.common is missing")
    if calendar is None:
        raise DeploymentError("addOns.calendar is missing: the add-on is off in Calendar")
    for required in ("name", "logoUrl"):
        if not common.get(required):
            raise DeploymentError(f"addOns.common.{required} is missing")
    options = member(addons, "httpOptions") or {}
    return Deployment(
        name=common["name"],
        scopes=tuple(resource.get("oauthScopes", ())),
        home_url=_home_url(calendar, common),
        event_open_url=_function(calendar, "eventOpenTrigger"),
        event_update_url=_function(calendar, "eventUpdateTrigger"),
        event_access=calendar.get("currentEventAccess"),
        use_locale_from_app=common.get("useLocaleFromApp", False),
        open_link_prefixes=tuple(common.get("openLinkUrlPrefixes", ())) or None,
        universal_actions=tuple(
            UniversalAction(
                action.get("label", ""), action.get("runFunction"), action.get("openLink")
            )
            for action in members(common, "universalActions")
        ),
        authorization_header=options.get("authorizationHeader", "SYSTEM_ID_TOKEN"),
    )


def _home_url(calendar: Json, common: Json) -> str | None:
    for block in (calendar, common):
        trigger = member(block, "homepageTrigger")
        if trigger is not None:
            return trigger.get("runFunction") if trigger.get("enabled", True) else None
    return None


def _function(calendar: Json, trigger: str) -> str | None:
    return (member(calendar, trigger) or {}).get("runFunction")
