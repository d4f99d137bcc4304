"""Events as Calendar sends them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sandbox.google.knobs import Knobs
from sandbox.hosts.deployment import (
    EMAIL,
    EXECUTE,
    LOCALE,
    READ_EVENT,
    Deployment,
    parse_deployment,
)
from sandbox.hosts.events import (
    Client,
    Interaction,
    OpenEvent,
    Tokens,
    authorization_event_object,
    calendar_event_object,
    common_event_object,
    form_inputs,
    tells_locale,
    time_zone,
)
from sandbox.hosts.parts import Form, Moment, picker_value

Json = dict[str, Any]
WINTER = datetime(2026, 11, 20, 9, tzinfo=UTC)
SUMMER = datetime(2026, 7, 20, 9, tzinfo=UTC)
ALL = (EXECUTE, READ_EVENT, LOCALE, EMAIL)
TOKENS = Tokens("system", "user", "access")
KNOBS = Knobs()


def deployed(access: str | None = "READ", *, use_locale: bool = True) -> Deployment:
    """A deployment with all scopes."""
    common = {
        "name": "Tiny",
        "logoUrl": "https://example.com/l.png",
        "useLocaleFromApp": use_locale,
    }
    return parse_deployment(
        {
            "oauthScopes": list(ALL),
            "addOns": {"common": common, "calendar": {"currentEventAccess": access}},
        }
    )


SAVED: Json = {
    "id": "evt1_20261120T090000Z",
    "recurringEventId": "evt1",
    "summary": "Secret",
    "organizer": {"email": "bo@example.com", "displayName": "Bo"},
    "attendees": [{"email": "ana@example.com", "self": True, "resource": False, "comment": ""}],
    "guestsCanSeeOtherGuests": False,
}


@pytest.mark.parametrize(
    ("moment", "zone", "offset"),
    [
        (WINTER, "Europe/Madrid", 3_600_000),
        (SUMMER, "Europe/Madrid", 7_200_000),
        (SUMMER, "America/New_York", -14_400_000),
        (WINTER, "Asia/Kolkata", 19_800_000),
        (WINTER, "UTC", 0),
    ],
)
def test_offset_is_milliseconds_at_the_moment(moment: datetime, zone: str, offset: int) -> None:
    """The zone's offset is in milliseconds and follows the date."""
    assert {"id": zone, "offset": offset} == time_zone(zone, moment, KNOBS)


def test_trigger_has_no_form() -> None:
    """A trigger's common object has neither formInputs nor parameters."""
    common = common_event_object("CALENDAR", Client(), WINTER, KNOBS, with_locale=False)
    assert {"hostApp": "CALENDAR", "platform": "WEB"} == common


def test_empty_form_and_parameters_are_left_out() -> None:
    """A click without inputs and parameters adds nothing."""
    common = common_event_object(
        "CALENDAR", Client(), WINTER, KNOBS, with_locale=False, interaction=Interaction({}, {})
    )
    assert {"hostApp": "CALENDAR", "platform": "WEB"} == common


def test_every_kind_of_input() -> None:
    """Each input is exactly one of strings, date and time, date, or time."""
    form: Form = {
        "days": ("mon", "wed"),
        "when": Moment("DATE_AND_TIME", 5),
        "day": Moment("DATE_ONLY", 86_400_000),
        "start": Moment("TIME_ONLY", (9 * 60 + 30) * 60_000),
    }
    assert {
        "days": {"stringInputs": {"value": ["mon", "wed"]}},
        "when": {"dateTimeInput": {"msSinceEpoch": 5, "hasDate": True, "hasTime": True}},
        "day": {"dateInput": {"msSinceEpoch": 86_400_000}},
        "start": {"timeInput": {"hours": 9, "minutes": 30}},
    } == form_inputs(form)


def test_a_zone_can_be_told_by_its_offset_or_not_at_all() -> None:
    """The zone's name may be one that nobody knows, and the zone may be left out."""
    unknown, nothing = Knobs(zone_told="unknown id"), Knobs(zone_told="nothing")
    told = common_event_object("CHAT", Client(), SUMMER, unknown, with_locale=True)
    untold = common_event_object("CHAT", Client(), SUMMER, nothing, with_locale=True)
    assert {"id": "Etc/Unknown", "offset": 7_200_000} == told["timeZone"]
    assert {"hostApp": "CHAT", "platform": "WEB", "userLocale": "en-US"} == untold


def test_texts_that_nobody_filled_in_are_empty_or_left_out() -> None:
    """An unfilled text input is one empty text, or is not told."""
    interaction = Interaction({}, {"title": ("Review",)}, ("place",))
    empty, absent = (
        common_event_object(
            "CHAT", Client(), WINTER, knobs, with_locale=False, interaction=interaction
        )["formInputs"]
        for knobs in (KNOBS, Knobs(empty_inputs_told=False))
    )
    filled = {"title": {"stringInputs": {"value": ["Review"]}}}
    assert {**filled, "place": {"stringInputs": {"value": [""]}}} == empty
    assert filled == absent


def test_pickers_take_dates_and_times() -> None:
    """A date becomes midnight UTC, a time the milliseconds after midnight."""
    assert Moment("DATE_ONLY", 86_400_000) == picker_value(
        {"type": "DATE_ONLY"}, datetime(1970, 1, 2, 23, tzinfo=UTC)
    )
    assert Moment("TIME_ONLY", 3_600_000) == picker_value({"type": "TIME_ONLY"}, timedelta(hours=1))


@pytest.mark.parametrize(
    ("use_locale", "granted", "tells"),
    [(True, ALL, True), (False, ALL, False), (True, (EXECUTE,), False)],
)
def test_locale_needs_manifest_and_scope(
    use_locale: bool, granted: tuple[str, ...], tells: bool
) -> None:
    """Locale and time zone need useLocaleFromApp and script.locale."""
    assert tells == tells_locale(deployed(use_locale=use_locale), granted)


def test_user_id_token_needs_the_email_scope() -> None:
    """Without userinfo.email there is no user ID token."""
    assert {
        "systemIdToken": "system",
        "userOAuthToken": "access",
        "authorizedScopes": [EXECUTE, LOCALE],
    } == authorization_event_object(deployed(), {LOCALE, EXECUTE}, TOKENS, KNOBS)


def test_the_email_scope_brings_another_with_it() -> None:
    """`openid` is told beside `userinfo.email`, although the manifest does not list it."""
    told = authorization_event_object(deployed(), {EMAIL, EXECUTE}, TOKENS, KNOBS)
    assert [EXECUTE, EMAIL, "openid"] == told["authorizedScopes"]


def test_scopes_may_be_granted_and_not_told() -> None:
    """A token can carry scopes that `authorizedScopes` does not tell of."""
    told = authorization_event_object(deployed(), {EMAIL}, TOKENS, Knobs(scopes_told=False))
    assert {
        "systemIdToken": "system",
        "userIdToken": "user",
        "userOAuthToken": "access",
    } == told


def test_metadata_only() -> None:
    """METADATA access tells ids and organizer, nothing that people wrote."""
    opened = OpenEvent("ana@example.com", "evt1_20261120T090000Z", SAVED)
    assert {
        "id": "evt1_20261120T090000Z",
        "calendarId": "ana@example.com",
        "recurringEventId": "evt1",
        "organizer": {"email": "bo@example.com"},
    } == calendar_event_object(opened, deployed("METADATA"), ALL, KNOBS)


@pytest.mark.parametrize(("access", "granted"), [(None, ALL), ("READ", (LOCALE,))])
def test_no_metadata(access: str | None, granted: tuple[str, ...]) -> None:
    """Without currentEventAccess or calendar.addons.execute nothing of the event is told."""
    opened = OpenEvent("ana@example.com", "evt1", SAVED)
    sends_empty = Knobs(empty_calendar_sent=True)
    assert calendar_event_object(opened, deployed(access), granted, KNOBS) is None
    assert {} == calendar_event_object(opened, deployed(access), granted, sends_empty)


def test_read_access_omits_what_is_false() -> None:
    """False booleans and empty strings are omitted, of capabilities too."""
    opened = OpenEvent("ana@example.com", "evt1", SAVED)
    told = calendar_event_object(opened, deployed(), ALL, KNOBS)
    assert told is not None
    assert [{"email": "ana@example.com", "self": True}] == told["attendees"]
    assert {"canSeeConferenceData": True} == told["capabilities"]


def test_what_can_be_set_may_need_no_write_access() -> None:
    """Under the other reading READ access is enough for what the organizer can set."""
    opened = OpenEvent("ana@example.com", "evt1", {"organizer": {"self": True}})
    told = calendar_event_object(opened, deployed(), ALL, Knobs(set_capabilities_need_write=False))
    assert told is not None
    assert {
        "canSeeAttendees": True,
        "canAddAttendees": True,
        "canSeeConferenceData": True,
        "canSetConferenceData": True,
        "canAddAttachments": True,
    } == told["capabilities"]


def test_conference_that_is_being_made_is_not_told() -> None:
    """A conference without id and entry points is left out; server-side members always are."""
    pending = {"createRequest": {"requestId": "r", "status": {"statusCode": "pending"}}}
    opened = OpenEvent("ana@example.com", "evt1", {**SAVED, "conferenceData": pending})
    told = calendar_event_object(opened, deployed(), ALL, KNOBS)
    assert told is not None
    assert "conferenceData" not in told
