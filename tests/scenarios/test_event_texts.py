"""What an event card says of the event itself: its title and its time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.wire import Json
from tests.support.calls import READ_EVENT
from tests.support.cards import did, footer, headline, lines, paragraphs
from tests.support.consent import LOCALE
from tests.support.people import ANA, BO
from tests.support.sidebar import ask_to_replace, opened
from tests.support.stage import Stage, staged
from tests.support.words import SAYS

MORNING = ("2026-12-01T09:30:00+01:00", "2026-12-01T10:15:00+01:00")
NIGHT = ("2026-12-01T22:00:00+01:00", "2026-12-02T01:00:00+01:00")
ONE_DAY = ("2026-12-24", "2026-12-25")
THREE_DAYS = ("2026-12-24", "2026-12-27")
NEW_YEAR = ("2026-12-30", "2027-01-02")
MARKUP = '<b>Plan</b> & <a href="https://evil.example.com">"click"</a> <br>'
JOINER = "\u2060"
"""An invisible character after `<` and `&`, which keeps what was typed from being markup."""
MARKUP_AS_TEXT = (
    f"<{JOINER}b>Plan<{JOINER}/b> &{JOINER} "
    f'<{JOINER}a href="https://evil.example.com">"click"<{JOINER}/a> <{JOINER}br>'
)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One stage for all: these tests only look."""
    path = tmp_path_factory.mktemp("texts") / "addon.db"
    with staged({"ADDON_STORE": f"sqlite:{path}"}) as made:
        yield made


def title(host: CalendarHost) -> str:
    """The event's title as the card's header has it."""
    shown = host.card["header"]["title"]
    assert isinstance(shown, str)
    return shown


def time(host: CalendarHost) -> str:
    """The event's time, with ordinary spaces for the narrow ones that some languages use."""
    shown = host.card["header"].get("subtitle", "")
    assert isinstance(shown, str)
    return shown.translate({0x202F: " ", 0x2009: " "})


@pytest.mark.parametrize(
    ("locale", "zone", "when", "expected"),
    [
        ("en-US", "Europe/Madrid", MORNING, "Tue, Dec 1, 2026, 9:30 AM – 10:15 AM"),
        ("en-US", "Asia/Kathmandu", MORNING, "Tue, Dec 1, 2026, 2:15 PM – 3:00 PM"),
        ("en-GB", "Europe/London", MORNING, "Tue, 1 Dec 2026, 08:30 – 09:15"),
        ("de", "Europe/Berlin", MORNING, "Di., 1. Dez. 2026, 09:30 – 10:15"),
        ("pt-BR", "America/Sao_Paulo", MORNING, "ter., 1 de dez. de 2026 05:30 – 06:15"),
        ("ja", "Asia/Tokyo", MORNING, "2026年12月1日(火) 17:30 – 18:15"),
        ("zh-Hant-TW", "Asia/Taipei", MORNING, "2026年12月1日 週二 下午4:30 – 下午5:15"),
        ("xx-YY", "Europe/Madrid", MORNING, "Tue, Dec 1, 2026, 9:30 AM – 10:15 AM"),
        ("en-GB", "Europe/Madrid", NIGHT, "Tue, 1 Dec 2026, 22:00 – Wed, 2 Dec 2026, 01:00"),
        ("ja", "Asia/Tokyo", NIGHT, "2026年12月2日(水) 6:00 – 9:00"),
        ("en-US", "America/New_York", NIGHT, "Tue, Dec 1, 2026, 4:00 PM – 7:00 PM"),
        ("en-US", "Pacific/Kiritimati", ONE_DAY, "Thu, Dec 24, 2026"),
        ("en-US", "America/Los_Angeles", ONE_DAY, "Thu, Dec 24, 2026"),
        ("de", "Europe/Berlin", THREE_DAYS, "Do., 24. – Sa., 26. Dez. 2026"),
        ("en-US", "Europe/Madrid", NEW_YEAR, "Wed, Dec 30, 2026 – Fri, Jan 1, 2027"),
    ],
)
def test_a_time_is_written_as_the_user_writes_it(
    stage: Stage, locale: str, zone: str, when: tuple[str, str], expected: str
) -> None:
    """Times stand in the user's language and zone; days of all-day events are not shifted."""
    event = stage.world.calendar.add_event(ANA, start=when[0], end=when[1])
    assert expected == time(opened(stage, event, locale=locale, time_zone=zone))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (MORNING, "Tue, Dec 1, 2026, 5:30 PM – 6:15 PM (GMT+9, Tokyo)"),
        (ONE_DAY, "Thu, Dec 24, 2026"),
    ],
)
def test_without_the_users_zone_the_events_own_is_used_and_named(
    stage: Stage, when: tuple[str, str], expected: str
) -> None:
    """A host that tells no time zone gets the event's, with its offset beside the time."""
    event = stage.world.calendar.add_event(ANA, start=when[0], end=when[1], time_zone="Asia/Tokyo")
    host = stage.host(locale="ja")
    host.installation.granted -= {LOCALE}
    host.open_event(ANA, event)
    assert expected == time(host)
    assert [] == host.consents


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ({"id": "Mars/Base", "offset": 7_200_000}, "Tue, Dec 1, 2026, 10:30 AM – 11:15 AM"),
        ({"offset": -12_600_000}, "Tue, Dec 1, 2026, 5:00 AM – 5:45 AM"),
        ({"id": "Mars/Base"}, "Tue, Dec 1, 2026, 9:30 AM – 10:15 AM (GMT+1, Berlin)"),
    ],
)
def test_an_unknown_zone_falls_back_to_its_offset(stage: Stage, zone: Json, expected: str) -> None:
    """A zone that the function does not know is taken by its offset, if that came along."""
    event = stage.world.calendar.add_event(ANA, start=MORNING[0], end=MORNING[1])
    host = stage.host()

    def change(sent: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        sent["commonEventObject"]["timeZone"] = zone
        return sent, headers

    host.installation.tamper = change
    host.open_event(ANA, event)
    assert expected == time(host)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Planning", "Planning"),
        (MARKUP, MARKUP_AS_TEXT),
        ("&lt;b&gt;", f"&{JOINER}lt;b&{JOINER}gt;"),
        ("{title} %s {0}", "{title} %s {0}"),
        ("Fête 🎉👩‍👩‍👧 שלום", "Fête 🎉👩‍👩‍👧 שלום"),
        ("<" * 1024, f"<{JOINER}" * 199 + "…"),
        ("", "(No title)"),
        (None, "(No title)"),
    ],
    ids=["plain", "markup", "entities", "braces", "emoji", "1024", "empty", "none"],
)
def test_a_title_is_shown_as_it_was_written(
    stage: Stage, written: str | None, expected: str
) -> None:
    """Whatever a title holds is text, never markup; where there is none the card says so."""
    event = stage.world.calendar.add_event(ANA, summary=written)  # type: ignore[arg-type]  # none at all
    assert expected == title(opened(stage, event))


@pytest.mark.parametrize("written", [MARKUP, "&lt;b&gt;", ""], ids=["markup", "entities", "none"])
def test_the_header_stays_through_press_and_result(stage: Stage, written: str) -> None:
    """The result of a press has the title and time that the event's card had."""
    event = stage.world.calendar.add_event(ANA, summary=written, start=MORNING[0], end=MORNING[1])
    host = opened(stage, event)
    header = host.card["header"]
    host.press_primary()
    assert ("result", header) == (host.card["name"], host.card["header"])
    assert SAYS.created() == did(host.card)


def test_a_person_without_rights_sees_markup_as_text_too(stage: Stage) -> None:
    """The organizer's name, chosen by somebody else, is escaped."""
    stage.world.calendar.add_calendar(
        "team@group.calendar.google.com", BO, summary="<i>Team</i> & co"
    )
    event = stage.world.calendar.add_event("team@group.calendar.google.com", attendees=[ANA])
    team = "&lt;i&gt;Team&lt;/i&gt; &amp; co"
    assert [
        f"Only {team}, the organizer, can change this event.",
        f"If {team} shares that calendar with you, open the event there.",
    ] == paragraphs(opened(stage, event).card)


def test_a_vendors_name_and_link_are_text(stage: Stage) -> None:
    """Another vendor's name and link are escaped on the card and on the question."""
    conference = stage.world.calendar.vendor_conference(
        "<b>Sooma</b>", "https://sooma.example.com/?a=1&b=2"
    )
    event = stage.world.calendar.add_event(ANA, summary=MARKUP, conference=conference)
    host = opened(stage, event)
    escaped = "&lt;b&gt;Sooma&lt;/b&gt;"
    assert [f"This event has a {escaped} call."] == paragraphs(host.card)
    assert [(escaped, "sooma.example.com/?a=1&amp;b=2", "")] == lines(host.card)
    ask_to_replace(host)
    assert f"Replace the {escaped} link?" == headline(host.card)
    # A button's label is plain text.
    assert ["Keep <b>Sooma</b>", "Replace"] == footer(host.card)
    assert MARKUP_AS_TEXT == title(host)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Madrid", "Fri, Dec 31, 9999, 10:30 PM – 11:15 PM"),
        ("Pacific/Kiritimati", "9999-12-31T22:30:00+01:00 – 9999-12-31T23:15:00+01:00"),
        ("Asia/Tokyo", "9999-12-31T22:30:00+01:00 – 9999-12-31T23:15:00+01:00"),
        ("America/New_York", "Fri, Dec 31, 9999, 4:30 PM – 5:15 PM"),
    ],
)
def test_an_event_at_the_end_of_the_calendar_has_its_card(
    stage: Stage, zone: str, expected: str
) -> None:
    """Where the user's zone has no such moment any more, the time stands as Calendar wrote it."""
    start, end = "9999-12-31T22:30:00+01:00", "9999-12-31T23:15:00+01:00"
    host = opened(stage, stage.world.calendar.add_event(ANA, start=start, end=end), time_zone=zone)
    assert expected == time(host)
    assert ["Create Meet"] == footer(host.card)


def test_an_event_that_ends_after_the_calendar_does_has_its_card(stage: Stage) -> None:
    """The last day of all ends in the year 10000, which is no date here: no time is shown."""
    event_id = stage.world.calendar.add_event(ANA)
    event = stage.world.calendar.event(ANA, event_id, ANA)
    day = {"start": {"date": "9999-12-31"}, "end": {"date": "10000-01-01"}}
    stage.google.faults.order(READ_EVENT, status=200, body={**event, **day})
    host = opened(stage, event_id)
    assert "" == time(host)
    assert ["Create Meet"] == footer(host.card)


@pytest.mark.parametrize("name", ["root", "ROOT", "root-US", "und"])
def test_the_root_of_all_languages_is_english(stage: Stage, name: str) -> None:
    """A locale that is nobody's gives English, and the next person has their own language."""
    event_id = stage.world.calendar.add_event(ANA, start=MORNING[0], end=MORNING[1])
    english = "Tue, Dec 1, 2026, 9:30 AM – 10:15 AM"
    for locale, expected in (
        (name, english),
        ("de", "Di., 1. Dez. 2026, 09:30 – 10:15"),
        ("en-US", english),
        ("ja", "2026年12月1日(火) 9:30 – 10:15"),
    ):
        host = opened(stage, event_id, locale=locale)
        assert expected == time(host)
        assert (expected == english) is (footer(host.card) == ["Create Meet"])
