"""Whatever happens, nothing private is written to standard error."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox.google import errors
from sandbox.google.people.accounts import Feature
from tests.support.calls import (
    AT_ONCE,
    CREATE_SPACE,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    READ_SPACE,
)
from tests.support.clock import WORKS
from tests.support.recording import GUEST, LEAK, TEAM, TITLE, VENDOR, Recorded, recording
from tests.support.sidebar import agree_to_replace, ask_to_replace
from tests.support.stage import SCOPE
from tests.support.switches import OFF, ON, choose

# Scenarios: what is done, and the outcome that the last line names.


def home(recorded: Recorded) -> str:
    """Defaults are changed and everything is deleted."""
    host = recorded.host()
    host.open_home()
    choose(host, ON)
    host.press_primary()
    host.universal_action("Help")
    host.open_home()
    host.card_action("Delete everything stored about me…")
    host.press_primary()
    return "forgotten"


def created(recorded: Recorded) -> str:
    """A Meet is made, guests are e-mailed, the switches remembered, settings changed."""
    host = recorded.opened()
    host.set_switch("remember", on=True)
    host.set_input("notify", "all")
    host.press_primary()
    host.press_primary()
    choose(host, ON)
    host.press_primary()
    return "updated"


def replaced(recorded: Recorded) -> str:
    """Another vendor's conference is replaced."""
    host = recorded.opened(
        conference=recorded.stage.world.calendar.vendor_conference("Sooma", VENDOR)
    )
    ask_to_replace(host)
    agree_to_replace(host)
    return "replaced"


def features_refused(recorded: Recorded) -> str:
    """Meet refuses what the account lacks."""
    recorded.person.features -= {Feature.RECORDING, Feature.SMART_NOTES}
    host = recorded.opened()
    choose(host, ON)
    host.press_primary()
    return "created"


def shared_calendar(recorded: Recorded) -> str:
    """An event on a calendar that somebody shares."""
    world = recorded.stage.world
    world.calendar.add_calendar(TEAM, recorded.stage.bo, roles={recorded.person.email: "reader"})
    host = recorded.host()
    host.open_event(*recorded.event(TEAM))
    host.open_event(TEAM, "nosuchevent")
    return "NotSaved"


def declined(recorded: Recorded) -> str:
    """Permissions are missing, then granted at once."""
    host = recorded.host()
    host.installation.granted -= {SCOPE + "meetings.space.settings"}
    host.open_event(*recorded.event())
    host.installation.granted -= {SCOPE + "userinfo.email"}
    host.close_event()
    assert "welcome" == recorded.last()["outcome"]
    host.press_primary()
    return "home"


def busy(recorded: Recorded) -> str:
    """Google is busy at a read, then at the attachment."""
    faults = recorded.stage.google.faults
    host = recorded.opened()
    faults.order(READ_EVENT, error=errors.calendar("rateLimitExceeded", LEAK), headers=AT_ONCE)
    faults.order(PATCH_EVENT, error=errors.meet(503, LEAK), headers=AT_ONCE, times=4)
    host.press_primary()
    return "OutcomeUnknown"


def lost(recorded: Recorded) -> str:
    """Answers are lost at every step."""
    faults = recorded.stage.google.faults
    host = recorded.opened()
    faults.order(READ_EVENT, drop="after")
    faults.order(CREATE_SPACE, drop="after")
    host.press_primary()
    return "OutcomeUnknown"


def refused(recorded: Recorded) -> str:
    """Google refuses with words that say too much."""
    faults = recorded.stage.google.faults
    space = recorded.stage.world.meet.make_meet(recorded.person)
    host = recorded.opened(conference=space)
    for method, wanted in ((READ_SPACE, OFF), (READ_EVENT, OFF), (PATCH_SPACE, ON)):
        for status in (400, 403):
            faults.order(method, error=errors.meet(status, LEAK))
            choose(host, wanted)
            host.press_primary()
            host.back()
    return "Refused"


def unauthorized(recorded: Recorded) -> str:
    """The access token has expired, then lacks scopes, then an API is disabled."""
    faults = recorded.stage.google.faults
    host = recorded.opened()
    for error in (
        errors.unauthenticated("calendar", READ_EVENT, expired=True),
        errors.service_disabled("calendar", "addon"),
    ):
        faults.order(READ_EVENT, error=error)
        host.press_primary()
        host.back()
    return "AskAdministrator"


def edited(recorded: Recorded) -> str:
    """Somebody else edits the event at every try."""
    world = recorded.stage.world
    place, event_id = recorded.event()
    host = recorded.host()
    host.open_event(place, event_id)

    def edit() -> None:
        world.calendar.edit_event(place, event_id, location=GUEST)
        world.calendar.edit_event(place, event_id, location=TITLE)

    recorded.stage.google.faults.order(PATCH_EVENT, then=edit, times=3)
    host.press_primary()
    return "EventKeepsChanging"


def not_kept(recorded: Recorded) -> str:
    """Calendar drops the link."""
    place, event_id = recorded.event()
    host = recorded.host()
    host.open_event(place, event_id)
    answer = recorded.stage.world.calendar.event(place, event_id, recorded.person)
    recorded.stage.google.faults.order(PATCH_EVENT, status=200, body=answer)
    host.press_primary()
    return "LinkNotKept"


def unforeseen(recorded: Recorded) -> str:
    """The store holds what the add-on never wrote there."""
    host = recorded.host()
    recorded.spoil_defaults(host, LEAK)
    host.open_home()
    return "JSONDecodeError"


SCENARIOS = [
    home,
    created,
    replaced,
    features_refused,
    shared_calendar,
    declined,
    busy,
    lost,
    refused,
    unauthorized,
    edited,
    not_kept,
    unforeseen,
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_no_line_tells_anything_private(
    tmp_path: Path, scenario: Callable[[Recorded], str]
) -> None:
    """Whatever happens, no token, address, title, id or link is written."""
    with recording(tmp_path) as recorded:
        outcome = scenario(recorded)
        assert outcome == recorded.last()["outcome"]
        assert [] == recorded.leaks()


def test_a_store_that_is_down_tells_nothing_private(tmp_path: Path) -> None:
    """A store that cannot be reached is named as such, without its path or its keys."""
    (tmp_path / "hushhush").write_text("in the way")
    with recording(tmp_path, "hushhush/addon.db") as recorded:
        host = recorded.opened()
        host.press_primary()
        assert "NoConference" == recorded.last()["outcome"]
        host.installation.granted -= {SCOPE + "userinfo.email"}
        host.close_event()
        host.press_primary()
        assert "StoreUnavailable" == recorded.last()["outcome"]
        assert [] == recorded.leaks()


def test_a_silent_google_tells_nothing_private(tmp_path: Path) -> None:
    """A call that is given up is told by its outcome alone."""
    with recording(tmp_path) as recorded:
        host = recorded.opened()
        recorded.stage.function.clock.spent = WORKS - 6.0 - 0.7
        recorded.stage.google.faults.order(CREATE_SPACE, delay=60)
        host.press_primary()
        assert "OutcomeUnknown" == recorded.last()["outcome"]
        assert [] == recorded.leaks()


@pytest.mark.parametrize("name", ["urllib3.connectionpool", "googleapiclient.http", "werkzeug"])
def test_a_librarys_warning_is_written_without_its_words(tmp_path: Path, name: str) -> None:
    """A library's own warning counts, but its words may hold a URL: they are left out."""
    with recording(tmp_path) as recorded:
        try:
            raise ValueError(LEAK)
        except ValueError:
            logging.getLogger(name).warning("Retrying %s", LEAK, exc_info=True)
        line = recorded.last()
        assert ("WARNING", f"{name} logged a message") == (line["severity"], line["message"])
        assert "ValueError" == line["error"][0]
        assert [] == recorded.leaks()


def test_the_client_librarys_warnings_of_refusals_come_that_way(tmp_path: Path) -> None:
    """google-api-python-client warns of every 403 in Google's words: the add-on has them itself."""
    with recording(tmp_path) as recorded:
        host = recorded.opened()
        recorded.stage.google.faults.order(READ_EVENT, error=errors.calendar("requiredAccessLevel"))
        host.press_primary()
        *_, warning, line = recorded.written()
        assert ("WARNING", "googleapiclient.http logged a message") == (
            warning["severity"],
            warning["message"],
        )
        assert "requiredAccessLevel" not in str(warning)
        said = "403 requiredAccessLevel You need to have writer access to this calendar."
        assert ("NotShown", [said]) == (line["outcome"], line["googleRefusals"])


def test_googles_words_are_written_without_what_is_somebodys_own(tmp_path: Path) -> None:
    """Of a refusal the log has Google's message; addresses, quotes and long words are left out."""
    with recording(tmp_path) as recorded:
        host = recorded.opened()
        recorded.stage.google.faults.order(READ_EVENT, error=errors.meet(400, LEAK))
        host.press_primary()
        assert ["400 … of … on … with …"] == recorded.last()["googleRefusals"]
        assert [] == recorded.leaks()
