"""The home card lists the meetings to come, and sets several up with one press."""

from __future__ import annotations

import pytest

from meeting.model import Switches
from sandbox.google import errors
from sandbox.google.meet.meetings import RECORDING
from sandbox.google.people.accounts import Feature
from tests.support.calls import (
    AT_ONCE,
    CREATE_SPACE,
    LIST,
    PATCH_EVENT,
    PATCH_SPACE,
    calls_of,
)
from tests.support.cards import buttons, footer, lines, offers, paragraphs, switches
from tests.support.coming import at, home, listed, meeting, wants
from tests.support.consent import ALL_EVENTS, OWNED
from tests.support.people import ANA, BO
from tests.support.sidebar import opened
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.switches import ON, RECORDED, Three, has
from tests.support.words import SAYS


def kinds(stage: Stage) -> None:
    """One meeting of each kind."""
    world = stage.world
    meeting(stage, "Bare", 1)
    meeting(stage, "Recorded", 2, world.meet.make_meet(ANA, recording=True))
    meeting(stage, "Silent", 3, world.meet.make_meet(ANA))
    meeting(stage, "Noted", 4, world.meet.make_meet(ANA, smart_notes=True, transcription=True))
    meeting(stage, "Bos", 5, world.meet.make_meet(BO))
    sooma = world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    meeting(stage, "Elsewhere", 6, sooma)
    meeting(stage, "Zoomed", 7, location="https://zoom.us/j/123456789")


def test_each_meeting_says_how_it_stands(stage: Stage) -> None:
    """Those that lack what the defaults want are ticked, nobody's call is up to be replaced."""
    wants(stage)
    kinds(stage)
    host = home(stage)
    assert {
        "Bare": ("No Meet", True),
        "Recorded": ("Recording", False),
        "Silent": ("Not recorded", True),
        "Noted": ("Transcript and Notes", True),
        "Bos": ("Hosted by somebody else", False),
        "Elsewhere": ("In a Sooma call", False),
        "Zoomed": ("In a Zoom call", False),
    } == listed(host)
    assert ["Set up 3 with my defaults"] == footer(host.card)
    assert {"title": "Coming meetings"} == host.card["header"]
    assert "Your defaults: Recording" in paragraphs(host.card)


def test_what_is_not_ones_own_is_not_listed(stage: Stage) -> None:
    """Nor what has no guests, was cancelled, is over, or no meeting at all."""
    wants(stage)
    meeting(stage, "Alone", 1, attendees=())
    meeting(stage, "Past", -2)
    meeting(stage, "Cancelled", 1, status="cancelled")
    meeting(stage, "Focus", 1, event_type="focusTime")
    stage.world.calendar.add_event(BO, summary="Bos", start=at(1), attendees=[ANA])
    assert {} == listed(home(stage))
    meeting(stage, "Own", 1)
    assert ["Own"] == list(listed(home(stage)))


def test_a_series_is_one_line(stage: Stage) -> None:
    """However many of its events come, and set up it is a whole."""
    wants(stage)
    series = stage.world.calendar.add_event(
        ANA,
        summary="Daily",
        start=at(1),
        end=at(1.5),
        recurrence=["RRULE:FREQ=DAILY;COUNT=9"],
        attendees=[BO],
    )
    host = home(stage)
    [line] = offers(host.card, "meetings")
    assert line.text.endswith("Daily (series): No Meet")
    host.press_primary()
    [space] = stage.world.meet.spaces
    assert (space.uri, RECORDED) == (link(stage, ANA, series), has(space))


def test_two_presses_set_up_tomorrow(stage: Stage) -> None:
    """Each gets what a press on its own card would do, and others' calls stay."""
    wants(stage)
    kinds(stage)
    host = home(stage)
    stage.called()
    host.press_primary()
    assert "setup" == host.card["name"]
    assert SAYS.were_set_up(3, 3) == host.card["header"]["title"]
    assert {"Will be recorded, not transcribed or noted."} == {
        below for _, _, below in lines(host.card)
    }
    states = {name: state for name, (state, _) in listed(home(stage)).items()}
    assert {
        "Bare": "Recording",
        "Recorded": "Recording",
        "Silent": "Recording",
        "Noted": "Recording",
        "Bos": "Hosted by somebody else",
        "Elsewhere": "In a Sooma call",
        "Zoomed": "In a Zoom call",
    } == states
    assert ["Set up with my defaults"] == footer(home(stage).card)


def test_where_people_meet_elsewhere_a_meet_is_made_only_if_ticked(stage: Stage) -> None:
    """A call that stands in the location is no reason to get another; its host may want one."""
    wants(stage)
    event = meeting(stage, "Zoomed", 1, location="https://zoom.us/j/123456789")
    host = home(stage)
    assert ["Set up with my defaults"] == footer(host.card)
    host.press_primary()
    assert [] == calls_of(stage, CREATE_SPACE)
    host = home(stage)
    host.set_input("meetings", [event])
    host.press_primary()
    assert 1 == len(calls_of(stage, CREATE_SPACE))
    assert link(stage, ANA, event)


def test_a_meet_with_more_than_the_defaults_want_is_set_only_if_ticked(stage: Stage) -> None:
    """What its host turned on besides is no lack; ticked by hand it gets the defaults."""
    wants(stage)
    space = stage.world.meet.make_meet(ANA, recording=True, smart_notes=True)
    event = meeting(stage, "More", 1, space)
    host = home(stage)
    assert {"More": ("Recording and Notes", False)} == listed(host)
    host.press_primary()
    assert SAYS.none_ticked() == host.notification
    assert [] == calls_of(stage, PATCH_SPACE)
    host.set_input("meetings", [event])
    host.press_primary()
    assert RECORDED == has(space)


def test_what_meet_refused_and_has_on_all_the_same_stays_on(stage: Stage) -> None:
    """Where it is wanted; it is asked for nowhere else, and its lack is nothing to be set up."""
    both = Three(recording=True, transcription=True)
    wants(stage, both)
    stage.ana.features.remove(Feature.RECORDING)
    opened(stage, stage.world.calendar.add_event(ANA)).press_primary()
    stage.ana.features.add(Feature.RECORDING)
    make = stage.world.meet.make_meet
    meets = {
        "Both": make(ANA, recording=True, transcription=True),
        "Recorded": make(ANA, recording=True),
        "Written": make(ANA, transcription=True),
    }
    for hours, (title, space) in enumerate(meets.items(), 1):
        meeting(stage, title, hours, space)
    bare = meeting(stage, "Bare", 4)
    host = home(stage)
    assert {
        "Both": ("Recording and Transcript", False),
        "Recorded": ("Recording", True),
        "Written": ("Transcript", False),
        "Bare": ("No Meet", True),
    } == listed(host)
    stage.google.calls.clear()
    host.set_input("meetings", [offer.value for offer in offers(host.card, "meetings")])
    host.press_primary()
    assert SAYS.were_set_up(4, 4) == host.card["header"]["title"]
    assert [both, both, Three(transcription=True)] == [has(space) for space in meets.values()]
    [made] = [each for each in stage.world.meet.spaces if each.uri == link(stage, ANA, bare)]
    assert Three(transcription=True) == has(made)
    assert (1, 1) == (len(calls_of(stage, CREATE_SPACE)), len(calls_of(stage, PATCH_SPACE)))


def test_what_is_unticked_is_left_alone(stage: Stage) -> None:
    """The button counts what is ticked, and only that is set up."""
    wants(stage)
    first, second = meeting(stage, "First", 1), meeting(stage, "Second", 2)
    host = home(stage)
    host.set_input("meetings", [first])
    assert ["Set up 1 with my defaults"] == footer(host.card)
    host.press_primary()
    assert [True, False] == [bool(link(stage, ANA, each)) for each in (first, second)]


def test_nothing_ticked_does_nothing(stage: Stage) -> None:
    """With defaults that want nothing, nothing is ticked; the press says to tick something."""
    meeting(stage, "Bare", 1)
    host = home(stage)
    assert ["Set up with my defaults"] == footer(host.card)
    host.press_primary()
    assert SAYS.none_ticked() == host.notification
    assert [] == stage.world.meet.spaces


def test_meet_makes_ten_a_minute_and_the_rest_goes_on(stage: Stage) -> None:
    """What is left is counted, remembered on the home card, and gone on with; nothing twice."""
    wants(stage)
    events = [meeting(stage, f"M{number}", 1 + number / 10) for number in range(14)]
    host = home(stage)
    host.press_primary()
    assert SAYS.were_set_up(10, 14) == host.card["header"]["title"]
    assert SAYS.still_to_do(4) in paragraphs(host.card)
    assert ["Go on with 4", "Coming meetings"] == footer(host.card)
    assert 10 == len(stage.world.meet.spaces)

    again = home(stage)
    assert SAYS.left_to_set_up(4) in paragraphs(again.card)
    assert ["Set up 4 with my defaults"] == footer(again.card)
    host.press_primary()
    assert 14 == len(stage.world.meet.spaces)
    assert all(link(stage, ANA, each) for each in events)
    assert SAYS.were_set_up(4, 4) == host.card["header"]["title"]
    assert SAYS.left_to_set_up(4) not in paragraphs(home(stage).card)


@pytest.mark.parametrize(
    "trouble", [{"status": 429, "headers": AT_ONCE}, {"status": 503, "headers": AT_ONCE}], ids=str
)
def test_what_meet_is_too_busy_for_stays_to_be_done(
    stage: Stage, trouble: dict[str, object]
) -> None:
    """The others are set up all the same."""
    wants(stage)
    for number in range(3):
        meeting(stage, f"M{number}", 1 + number)
    host = home(stage)
    stage.google.faults.order(CREATE_SPACE, times=1, **trouble)  # type: ignore[arg-type]
    host.press_primary()
    assert SAYS.still_to_do(1) in paragraphs(host.card)
    host.press_primary()
    assert {"Recording"} == {state for state, _ in listed(home(stage)).values()}


def test_a_doubled_press_makes_nothing_twice(stage: Stage) -> None:
    """Two presses at the same moment set up each meeting once."""
    wants(stage)
    for number in range(4):
        meeting(stage, f"M{number}", 1 + number)
    home(stage).press_twice()
    assert 4 == len(stage.world.meet.spaces)


def test_somebody_elses_call_that_came_meanwhile_stays(stage: Stage) -> None:
    """It is left out with the reason."""
    wants(stage)
    event = meeting(stage, "Bare", 1)
    host = home(stage)
    theirs = stage.world.meet.make_meet(BO)
    stage.world.calendar.edit_event(ANA, event, conference=theirs)
    host.press_primary()
    assert SAYS.were_set_up(0, 1) == host.card["header"]["title"]
    assert [SAYS.left_out_call()] == [below for _, _, below in lines(host.card)]
    assert theirs.uri == link(stage, ANA, event)


def test_what_calendar_refuses_is_told_by_name(stage: Stage) -> None:
    """Each line says what became of that meeting."""
    wants(stage)
    meeting(stage, "Refused", 1)
    host = home(stage)
    stage.google.faults.order(PATCH_EVENT, error=errors.calendar("forbidden"))
    host.press_primary()
    assert [("", "Refused", SAYS.ask_organizer())] == lines(host.card)


def test_further_weeks_and_pages_are_a_press_away(stage: Stage) -> None:
    """Of three hundred meetings the first twenty are listed, and the next ones on demand."""
    wants(stage)
    for number in range(60):
        meeting(stage, f"M{number:02}", 0.5 + number / 10)
    host = home(stage)
    names = list(listed(host))
    assert (20, "M00", "M19") == (len(names), names[0], names[-1])
    host.press("Later ones")
    names = list(listed(host))
    assert ("M20", "M39") == (names[0], names[-1])
    host.press("Next week")
    assert "Your meetings this week and next" in str(host.card)


def test_without_the_permission_home_shows_the_defaults(stage: Stage) -> None:
    """Nothing is asked by itself."""
    meeting(stage, "Bare", 1)
    host = stage.host()
    host.installation.granted -= {ALL_EVENTS, OWNED}
    host.open_home()
    assert {"recording", "transcription", "smart_notes"} == set(switches(host.card))
    assert [] == stage.called()


def test_with_calendar_down_home_shows_the_defaults(stage: Stage) -> None:
    """The list is not worth an error."""
    meeting(stage, "Bare", 1)
    stage.google.faults.order(LIST, status=503, headers=AT_ONCE, times=9)
    host = home(stage)
    assert {"recording", "transcription", "smart_notes"} == set(switches(host.card))


def test_the_defaults_are_a_press_away(stage: Stage) -> None:
    """From the list, and from the menu."""
    wants(stage, ON)
    meeting(stage, "Bare", 1)
    host = home(stage)
    assert "Your defaults: Recording, Transcript, and Notes" in paragraphs(host.card)
    host.press("Change my defaults")
    assert {"recording", "transcription", "smart_notes"} == set(switches(host.card))


def test_a_title_is_no_markup_to_any_card(stage: Stage) -> None:
    """In the list and in what became of it a title looks as it was written."""
    wants(stage)
    meeting(stage, "<b>Q3</b> & <a href='https://evil.example.com'>more</a>", 1)
    host = home(stage)
    [offer] = offers(host.card, "meetings")
    assert "<b>" not in offer.text
    assert "<\u2060b>Q3<\u2060/b> &\u2060 <\u2060a href" in offer.text
    host.press_primary()
    [(_, told, _)] = [line for line in lines(host.card) if "Q3" in line[1]]
    assert "&lt;b&gt;Q3&lt;/b&gt; &amp; &lt;a href" in told


def test_an_event_set_up_so_shows_as_if_pressed_on_its_card(stage: Stage) -> None:
    """Its card has the Meet with these settings, and nothing drifted."""
    wants(stage)
    event = meeting(stage, "Bare", 1)
    home(stage).press_primary()
    assert 1 == len(calls_of(stage, CREATE_SPACE))
    host = opened(stage, event)
    assert SAYS.will_be(Switches(recording=True)) in paragraphs(host.card)
    assert f"<b>{SAYS.drifted()}</b>" not in paragraphs(host.card)
    assert SAYS.part() not in buttons(host.card)


def test_what_somebody_changes_of_meets_set_up_so_is_told(stage: Stage) -> None:
    """What was wanted of each is remembered, of one made and of one that was there."""
    wants(stage)
    events = [
        meeting(stage, "Bare", 1),
        meeting(stage, "Silent", 2, stage.world.meet.make_meet(ANA)),
    ]
    home(stage).press_primary()
    for space in stage.world.meet.spaces:
        space.settings |= {RECORDING: "OFF"}
    for event in events:
        assert f"<b>{SAYS.drifted()}</b>" == paragraphs(opened(stage, event).card)[0]
