"""What Calendar takes from a deployment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sandbox.hosts.deployment import (
    DeploymentError,
    UniversalAction,
    parse_deployment,
    read_deployment,
)

Json = dict[str, Any]
COMMON = {"name": "Tiny", "logoUrl": "https://www.example.com/logo.png"}


def deployment(common: Json | None = None, calendar: Json | None = None) -> Json:
    """A small deployment."""
    return {"addOns": {"common": COMMON | (common or {}), "calendar": calendar or {}}}


def test_placeholder_becomes_the_url(tmp_path: Path) -> None:
    """`${ADDON_URL}` is replaced wherever it stands."""
    file = tmp_path / "deployment.json"
    file.write_text(
        '{"addOns": {"common": {"name": "Tiny", "logoUrl": "${ADDON_URL}/logo.png",'
        '"universalActions": [{"label": "Help", "openLink": "${ADDON_URL}/help"}]},'
        '"calendar": {"eventOpenTrigger": {"runFunction": "${ADDON_URL}/open"}}}}'
    )
    read = read_deployment(file, "http://127.0.0.1:8080/")
    assert "http://127.0.0.1:8080/open" == read.event_open_url
    assert (UniversalAction("Help", None, "http://127.0.0.1:8080/help"),) == read.universal_actions


def test_broken_json_is_refused(tmp_path: Path) -> None:
    """A file that is no JSON is named."""
    file = tmp_path / "deployment.json"
    file.write_text("{")
    with pytest.raises(DeploymentError, match=r"deployment.json is not JSON"):
        read_deployment(file, "https://example.com")


def test_calendar_homepage_comes_before_the_common_one() -> None:
    """Calendar's own homepage trigger overrides the common one."""
    common = {"homepageTrigger": {"runFunction": "https://example.com/common"}}
    calendar = {"homepageTrigger": {"runFunction": "https://example.com/calendar"}}
    assert "https://example.com/common" == parse_deployment(deployment(common)).home_url
    assert "https://example.com/calendar" == parse_deployment(deployment(common, calendar)).home_url


def test_homepage_can_be_disabled() -> None:
    """A disabled homepage trigger is none."""
    calendar = {"homepageTrigger": {"runFunction": "https://example.com/", "enabled": False}}
    assert parse_deployment(deployment(None, calendar)).home_url is None


@pytest.mark.parametrize(
    ("access", "reads", "writes"),
    [
        (None, False, False),
        ("METADATA", False, False),
        ("READ", True, False),
        ("WRITE", False, True),
        ("READ_WRITE", True, True),
    ],
)
def test_event_access(access: str | None, reads: bool, writes: bool) -> None:
    """CurrentEventAccess says what may be read and written."""
    read = parse_deployment(deployment(None, {"currentEventAccess": access}))
    assert (reads, writes) == (read.may_read_event, read.may_write_event)


@pytest.mark.parametrize(
    ("resource", "reason"),
    [
        ([], "addOns.common is missing"),
        ({"addOns": {"common": COMMON}}, "addOns.calendar is missing"),
        ({"addOns": {"common": {"name": "Tiny"}, "calendar": {}}}, "common.logoUrl is missing"),
    ],
)
def test_missing_parts_are_named(resource: object, reason: str) -> None:
    """A deployment that Calendar cannot use says which member is missing."""
    with pytest.raises(DeploymentError, match=reason):
        parse_deployment(resource)
