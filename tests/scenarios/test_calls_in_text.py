"""A call that stands only in an event's location or description is named before a second one."""

from __future__ import annotations

import pytest

from meeting.states import Obstacle
from tests.support.calls import CREATE_SPACE, PATCH_EVENT, READ_EVENT
from tests.support.cards import footer, lines, meet_line, paragraphs, remarks
from tests.support.people import ANA, BO
from tests.support.sidebar import opened
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.words import FILES, NO_MEET, REOPEN, SAYS

ZOOM = "https://us02web.zoom.us/j/81234567890?pwd=abcDEF"
TEAMS = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d"
TEAMS_SHORT = "https://teams.microsoft.com/meet/2345678901?p=abc"
WEBEX = "https://example.webex.com/example/j.php?MTID=m0123456789abcdef"
GOTO = "https://meet.goto.com/123456789"
TEAMS_CLOUD = "https://teams.cloud.microsoft/meet/2345678901?p=abc"
WEBEX_ROOM = "https://example.webex.com/example/meet/bo"
GOTO_APP = "https://app.goto.com/meeting/123456789"
DEFENDED = "https://urldefense.com/v3/__https://example.zoom.us/j/123456789__;!!Ab12!xyz$"
DEFENDED_BEFORE = (
    "https://urldefense.proofpoint.com/v2/url?u=https-3A__example.zoom.us_j_123456789&d=DwMF&c=x"
)
MEET = "https://meet.google.com/abc-mnop-xyz"
SAFELINK = (
    "https://emea01.safelinks.protection.outlook.com/?"
    "url=https%3A%2F%2Fexample.zoom.us%2Fj%2F123456789&data=05%7C02%7C"
)
REDIRECT = "https://www.google.com/url?q=https://example.zoom.us/j/123456789&sa=D&source=calendar"


def with_text(stage: Stage, place: str, written: str) -> str:
    """An event of Ana's with words in its location or description."""
    event_id = stage.world.calendar.add_event(ANA)
    stage.world.calendar.edit_event(ANA, event_id, **{place: written})
    return event_id


def warning(vendor: str) -> str:
    """What the card says of such a call."""
    return (
        f"This event already has a call: a {vendor} link stands in its location or description. "
        "A Meet would be a second one."
    )


def shown(uri: str) -> str:
    """A link as card text: a link where it is Google's, which hosts let an add-on open."""
    if uri.startswith("https://meet.google.com/"):
        return meet_line(uri)[1]
    return uri.removeprefix("https://").replace("&", "&amp;")


CALLS = [
    ("location", ZOOM, "Zoom", ZOOM),
    ("location", f"Room 1; {ZOOM}", "Zoom", ZOOM),
    ("description", f"Join here: {ZOOM}.", "Zoom", ZOOM),
    ("description", f'<p>Join <a href="{ZOOM}">the call</a></p>', "Zoom", ZOOM),
    ("description", "https://zoom.us/my/ana.example", "Zoom", "https://zoom.us/my/ana.example"),
    ("description", f"<span>{TEAMS}</span>", "Microsoft Teams", TEAMS),
    ("location", TEAMS_SHORT, "Microsoft Teams", TEAMS_SHORT),
    ("location", WEBEX, "Webex", WEBEX),
    ("description", f"({GOTO})", "GoTo Meeting", GOTO),
    ("location", MEET, "Google Meet", MEET),
    ("location", "HTTPS://ZOOM.US/J/123456789", "Zoom", "HTTPS://ZOOM.US/J/123456789"),
    ("description", f'<a href="{SAFELINK}">x</a>', "Zoom", "https://example.zoom.us/j/123456789"),
    ("description", REDIRECT, "Zoom", "https://example.zoom.us/j/123456789"),
    (
        "description",
        "&lt;a href=&quot;https://example.zoom.us/j/123456789?a=1&amp;b=2&quot;&gt;Join&lt;/a&gt;",
        "Zoom",
        "https://example.zoom.us/j/123456789?a=1&b=2",
    ),
    ("location", TEAMS_CLOUD, "Microsoft Teams", TEAMS_CLOUD),
    ("location", WEBEX_ROOM, "Webex", WEBEX_ROOM),
    ("location", GOTO_APP, "GoTo Meeting", GOTO_APP),
    ("location", "https://whereby.com/our-room", "Whereby", "https://whereby.com/our-room"),
    ("description", DEFENDED, "Zoom", "https://example.zoom.us/j/123456789"),
    ("description", DEFENDED_BEFORE, "Zoom", "https://example.zoom.us/j/123456789"),
    ("description", f"See https://example.com/agenda first, then {GOTO}", "GoTo Meeting", GOTO),
]


@pytest.mark.parametrize(("place", "written", "vendor", "uri"), CALLS)
def test_a_call_in_location_or_description_is_named(
    stage: Stage, place: str, written: str, vendor: str, uri: str
) -> None:
    """Before Create Meet stands whose call it is, with its link; Google is asked nothing more."""
    event_id = with_text(stage, place, written)
    host = stage.host()
    host.open_event(ANA, event_id)
    assert [NO_MEET, FILES] == paragraphs(host.card)
    assert [("", warning(vendor), shown(uri))] == lines(host.card)
    assert ["Create Meet"] == footer(host.card)
    assert [READ_EVENT] == stage.called()


@pytest.mark.parametrize("place", ["location", "description"])
@pytest.mark.parametrize(
    "written",
    [
        "https://example.com/agenda",
        "https://zoom.us/pricing",
        "https://support.zoom.us/hc/en-us/articles/201362033",
        "https://notzoom.us/j/123456789",
        "https://zoom.us.example.com/j/123456789",
        "https://example.com/?next=https%3A%2F%2Fzoom.us%2Fj%2F123456789",
        "http://zoom.us/j/123456789",
        "https://meet.google.com/",
        "https://docs.google.com/document/d/1/edit",
        "zoom.us/j/123456789",
        "Room 1, ground floor",
        "https://www.google.com/url?q=https://example.com/agenda",
        "https://[zoom.us/j/1",
        f"https://zoom.us/j/{'1' * 1400}",
    ],
)
def test_what_is_no_call_is_not_named(stage: Stage, place: str, written: str) -> None:
    """Ordinary links, other hosts and other pages of a vendor are no call."""
    host = opened(stage, with_text(stage, place, written))
    assert [NO_MEET, FILES] == paragraphs(host.card)
    assert [] == lines(host.card)
    assert ["Create Meet"] == footer(host.card)


def test_the_location_is_looked_at_first(stage: Stage) -> None:
    """Of two calls the one in the location is named."""
    host = opened(stage, stage.world.calendar.add_event(ANA, location=GOTO, description=ZOOM))
    assert [("", warning("GoTo Meeting"), shown(GOTO))] == lines(host.card)


def test_a_second_call_may_be_made_all_the_same(stage: Stage) -> None:
    """It is a warning and no more: pressing makes the Meet and leaves the text as it was."""
    event_id = stage.world.calendar.add_event(ANA, location=ZOOM, description="Agenda")
    host = opened(stage, event_id)
    host.press_primary()
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT] == stage.called()
    assert [REOPEN] == remarks(host.card)
    event = stage.world.calendar.event(ANA, event_id, ANA)
    assert (ZOOM, "Agenda") == (event["location"], event["description"])
    assert stage.world.meet.spaces[0].uri == link(stage, ANA, event_id)


def test_beside_a_conference_the_text_does_not_matter(stage: Stage) -> None:
    """Where Calendar knows of a conference, that one is shown, and only that one."""
    space = stage.world.meet.make_meet(ANA)
    host = opened(stage, stage.world.calendar.add_event(ANA, location=ZOOM, conference=space))
    assert [FILES] == remarks(host.card)
    assert [meet_line(space.uri)] == lines(host.card)


def test_who_may_not_change_the_event_is_offered_nothing(stage: Stage) -> None:
    """On somebody else's event, which gets no Meet from here, the call is not warned of."""
    event_id = stage.world.calendar.add_event(BO, attendees=[ANA], location=ZOOM)
    host = opened(stage, event_id)
    assert [
        SAYS.obstacle(Obstacle.SOMEONE_ELSES, BO),
        SAYS.change_it_there(BO),
    ] == paragraphs(host.card)
    assert ([], []) == (lines(host.card), footer(host.card))
