"""The line in an event's description that tells guests what will be recorded."""

from __future__ import annotations

import html
from itertools import product

import pytest

from cards.languages import LANGUAGES, text_for
from meeting.model import Switches
from sandbox.google.errors import DOCUMENTED, Documented
from sandbox.google.faults import Drop
from sandbox.google.meet.meetings import Space
from sandbox.google.people.accounts import Feature
from sandbox.hosts.calendar.player import CalendarHost
from tests.scenarios.series import add_series, occurrence
from tests.support.calls import (
    AT_ONCE,
    CREATE_SPACE,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    calls_of,
)
from tests.support.cards import did, remarks, switches
from tests.support.conferences import attachment, made_by
from tests.support.people import ANA, BO, CY
from tests.support.sidebar import agree_to_replace, ask_to_replace, opened, press_again
from tests.support.stage import Json, Stage
from tests.support.state import has_link_of, only_space
from tests.support.switches import OFF, ON, Three, choose, has
from tests.support.words import REOPEN, SAYS

ALL_OF_IT = "This call will be recorded, transcribed and noted (Records for Google Meet)."
RECORDED = "This call will be recorded (Records for Google Meet)."
TOLD = "The event's description tells guests what will be recorded."
GONE = "The event's description no longer says what will be recorded."
FAILED = "The event's description could not be changed. Check what it tells guests."
AGENDA = "Agenda\n- Money"
SOME = [Three(*each) for each in product([False, True], repeat=3) if any(each)]
CALENDARS_ERRORS = [each for each in DOCUMENTED if each.api == "calendar"]
QUIET = {"alt": "json", "conferenceDataVersion": "1", "sendUpdates": "none"}


def line(wanted: Three, locale: str = "en") -> str:
    """The sentence for these settings."""
    return text_for(locale).guest_line(Switches(*wanted))


def description(stage: Stage, event_id: str, calendar_id: str = ANA) -> str:
    """An event's description as Calendar has it."""
    shown: Json = stage.world.calendar.event(calendar_id, event_id, calendar_id)
    return str(shown.get("description", ""))


def planned(stage: Stage, words: str | None = AGENDA, **fields: object) -> tuple[str, CalendarHost]:
    """An event of Ana's with a guest and no Meet, open in her Calendar."""
    event_id = stage.world.calendar.add_event(
        ANA,
        attendees=[BO],
        description=words,
        **fields,  # type: ignore[arg-type]  # as add_event
    )
    return event_id, opened(stage, event_id)


def met(
    stage: Stage, words: str | None = AGENDA, has: Three = OFF
) -> tuple[str, Space, CalendarHost]:
    """The same with a Meet of hers."""
    space = stage.world.meet.make_meet(ANA, **has._asdict())
    event_id = stage.world.calendar.add_event(
        ANA, attendees=[BO], description=words, conference=space
    )
    return event_id, space, opened(stage, event_id)


def press(host: CalendarHost, wanted: Three, tell: bool | None = None) -> None:
    """Choose and press the main button."""
    choose(host, wanted)
    if tell is not None:
        host.set_switch("tell_guests", tell)
    host.press_primary()


# Create


@pytest.mark.parametrize("wanted", SOME, ids=str)
def test_the_line_comes_with_the_meet(stage: Stage, wanted: Three) -> None:
    """One patch has link and line, after what others wrote; nobody is mailed for it."""
    event_id, host = planned(stage)
    assert False is switches(host.card)["tell_guests"]
    press(host, wanted, tell=True)
    [patch] = calls_of(stage, PATCH_EVENT)
    space = only_space(stage)
    said = f"{AGENDA}\n\n{line(wanted)}"
    assert {**attachment(space), "description": said} == patch.body
    assert QUIET == patch.query
    assert said == description(stage, event_id)
    assert [REOPEN, TOLD] == remarks(host.card)
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT] == stage.called()


def test_without_a_description_the_line_is_all_of_it(stage: Stage) -> None:
    """Nothing is put before it."""
    event_id, host = planned(stage, None)
    press(host, ON, tell=True)
    assert ALL_OF_IT == description(stage, event_id)


def test_in_html_it_stands_apart_by_tags(stage: Stage) -> None:
    """What Calendar's editor made of the description stays HTML."""
    event_id, host = planned(stage, "<b>Agenda</b><br>Money &amp; more")
    press(host, ON, tell=True)
    expected = f"<b>Agenda</b><br>Money &amp; more<br><br>{ALL_OF_IT}"
    assert expected == description(stage, event_id)


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_it_is_in_the_hosts_language(stage: Stage, language: str) -> None:
    """Whoever presses says it in their own words."""
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO])
    host = opened(stage, event_id, locale=language)
    press(host, ON, tell=True)
    assert line(ON, language) == description(stage, event_id)
    assert text_for(language).guests_told() in remarks(host.card)


@pytest.mark.parametrize("tell", [None, False])
def test_unasked_the_description_is_not_touched(stage: Stage, tell: bool | None) -> None:
    """Neither written nor told of."""
    event_id, host = planned(stage)
    press(host, ON, tell=tell)
    [patch] = calls_of(stage, PATCH_EVENT)
    assert attachment(only_space(stage)) == patch.body
    assert [REOPEN] == remarks(host.card)
    assert AGENDA == description(stage, event_id)


def test_where_nothing_is_recorded_there_is_nothing_to_tell(stage: Stage) -> None:
    """With all three off, the switch adds no line."""
    event_id, host = planned(stage)
    press(host, OFF, tell=True)
    [patch] = calls_of(stage, PATCH_EVENT)
    assert attachment(only_space(stage)) == patch.body
    assert [REOPEN] == remarks(host.card)
    assert AGENDA == description(stage, event_id)


def test_without_guests_there_is_no_switch(stage: Stage) -> None:
    """There is nobody to tell; a line that is there is kept true all the same."""
    event_id = stage.world.calendar.add_event(ANA, description=f"{AGENDA}\n\n{RECORDED}")
    host = opened(stage, event_id)
    assert "tell_guests" not in switches(host.card)
    press(host, ON)
    assert f"{AGENDA}\n\n{ALL_OF_IT}" == description(stage, event_id)


def test_it_says_what_meet_really_has(stage: Stage) -> None:
    """What Meet refuses the account, guests are not told of."""
    stage.ana.features -= {Feature.TRANSCRIPTION, Feature.SMART_NOTES}
    event_id, host = planned(stage)
    press(host, ON, tell=True)
    assert Three(recording=True) == has(only_space(stage))
    assert f"{AGENDA}\n\n{RECORDED}" == description(stage, event_id)


def test_a_space_of_an_earlier_press_is_told_as_it_is_at_last(stage: Stage) -> None:
    """The line comes with the link, and is written once more when the settings follow."""
    event_id, host = planned(stage)
    stage.google.faults.order(PATCH_EVENT, status=503, headers=AT_ONCE, times=4)
    press(host, Three(recording=True), tell=True)
    host.back()
    stage.called()
    stage.google.faults.clear()
    press(host, ON, tell=True)
    attached, told = calls_of(stage, PATCH_EVENT)
    space = only_space(stage)
    assert {**attachment(space), "description": f"{AGENDA}\n\n{RECORDED}"} == attached.body
    assert {"description": f"{AGENDA}\n\n{ALL_OF_IT}"} == told.body
    assert QUIET == told.query
    assert (ON, f"{AGENDA}\n\n{ALL_OF_IT}") == (has(space), description(stage, event_id))
    assert TOLD in remarks(host.card)


@pytest.mark.parametrize("kind", ["merge", "replace", "merge without null"])
@pytest.mark.parametrize("shows", ["at once", "later"])
def test_however_calendar_patches(stage: Stage, kind: str, shows: str) -> None:
    """Link and line are there, and nothing is written twice."""
    stage.world.knobs.patch_objects = kind  # type: ignore[assignment]
    stage.world.knobs.hangout_link_answered = shows  # type: ignore[assignment]
    event_id, host = planned(stage)
    press(host, ON, tell=True)
    assert f"{AGENDA}\n\n{ALL_OF_IT}" == description(stage, event_id)
    assert has_link_of(stage, event_id, only_space(stage))
    assert 1 == len(calls_of(stage, PATCH_EVENT))
    assert [REOPEN, TOLD] == remarks(host.card)


def test_an_edit_meanwhile_is_kept(stage: Stage) -> None:
    """412: the event is read again, and the line goes after what somebody wrote just then."""
    event_id, host = planned(stage)

    def somebody_writes() -> None:
        stage.world.calendar.edit_event(ANA, event_id, description="Agenda 2")

    stage.google.faults.order(PATCH_EVENT, then=somebody_writes)
    press(host, ON, tell=True)
    assert f"Agenda 2\n\n{ALL_OF_IT}" == description(stage, event_id)
    assert [412, 200] == [call.status for call in calls_of(stage, PATCH_EVENT)]
    assert TOLD in remarks(host.card)


def test_a_lost_answer_is_no_second_line(stage: Stage) -> None:
    """The patch took effect: the next try finds link and line."""
    event_id, host = planned(stage)
    stage.google.faults.order(PATCH_EVENT, drop="after")
    press(host, ON, tell=True)
    assert f"{AGENDA}\n\n{ALL_OF_IT}" == description(stage, event_id)
    assert TOLD in remarks(host.card)


def test_a_description_that_calendar_refuses_holds_nothing_up(stage: Stage) -> None:
    """The Meet is made, and the card says that guests are not told."""
    event_id, host = planned(stage)
    stage.google.faults.order(
        PATCH_EVENT, status=400, times=9, when=lambda call: "description" in (call.body or {})
    )
    press(host, ON, tell=True)
    assert SAYS.created() == did(host.card)
    assert has_link_of(stage, event_id, only_space(stage))
    assert (FAILED, AGENDA) == (remarks(host.card)[-1], description(stage, event_id))


def test_a_description_that_calendar_drops_is_told(stage: Stage) -> None:
    """A 200 is no proof: what came back has no line, and nobody's words are lost for it."""
    event_id, host = planned(stage)
    press(host, OFF)
    host.press_primary()
    stage.called()
    shown = stage.world.calendar.event(ANA, event_id, ANA)
    for _ in range(3):
        stage.google.faults.order(PATCH_EVENT, status=200, body=shown)
    press(host, ON, tell=True)
    assert (FAILED, AGENDA) == (remarks(host.card)[-1], description(stage, event_id))
    assert ON == has(only_space(stage))


def test_an_answer_without_its_description_loses_nothing(stage: Stage) -> None:
    """What is written next is made of what is read, never of a write's answer."""
    event_id, host = planned(stage)

    def bare() -> Json:
        space = only_space(stage)
        stage.world.calendar.edit_event(ANA, event_id, conference=space)
        shown: Json = stage.world.calendar.event(ANA, event_id, ANA)
        return {name: value for name, value in shown.items() if name != "description"}

    answer: Json = {}
    stage.google.faults.order(
        PATCH_EVENT, then=lambda: answer.update(bare()), status=200, body=answer
    )
    press(host, ON, tell=True)
    assert f"{AGENDA}\n\n{ALL_OF_IT}" == description(stage, event_id)
    assert TOLD in remarks(host.card)


def test_the_longest_description_stays(stage: Stage) -> None:
    """Where the line finds no room, nothing is cut off for it."""
    full = "x" * 8150
    event_id, host = planned(stage, full)
    press(host, ON, tell=True)
    assert (FAILED, full) == (remarks(host.card)[-1], description(stage, event_id))
    assert 1 == len(calls_of(stage, PATCH_EVENT))


def test_a_doubled_press_adds_one_line(stage: Stage) -> None:
    """Both succeed, and the line is there once."""
    event_id, host = planned(stage)
    choose(host, ON)
    host.set_switch("tell_guests", True)
    host.press_twice(SAYS.create())
    assert f"{AGENDA}\n\n{ALL_OF_IT}" == description(stage, event_id)
    assert 1 == len(stage.world.meet.spaces)


def test_an_assistant_tells_too(stage: Stage) -> None:
    """The line stands beside who made the Meet; without a switch where the organizer hosts."""
    stage.world.calendar.share_calendar(BO, ANA, "writer")
    event_id = stage.world.calendar.add_event(BO, attendees=[CY], description=AGENDA)
    host = opened(stage, event_id, BO)
    assert {} == switches(host.card)
    host.set_input("host", "me")
    assert False is switches(host.card)["tell_guests"]
    press(host, ON, tell=True)
    [patch] = calls_of(stage, PATCH_EVENT)
    space = only_space(stage)
    said = f"{AGENDA}\n\n{ALL_OF_IT}"
    assert {**attachment(space), **made_by(space.code, ANA), "description": said} == patch.body


def test_an_assistant_who_may_not_be_remembered_tells_all_the_same(stage: Stage) -> None:
    """Where only the creator may write who made it, the line is written without that."""
    stage.world.knobs.shared_properties_taken = False
    stage.world.calendar.share_calendar(BO, ANA, "writer")
    event_id = stage.world.calendar.add_event(BO, attendees=[CY], description=AGENDA)
    host = opened(stage, event_id, BO)
    host.set_input("host", "me")
    press(host, ON, tell=True)
    assert f"{AGENDA}\n\n{ALL_OF_IT}" == description(stage, event_id, BO)
    assert TOLD in remarks(host.card)


# Replace


def test_replacing_changes_the_line(stage: Stage) -> None:
    """A line of the Meet before, in whichever language, becomes the new one's where it stands."""
    theirs = stage.world.meet.make_meet(BO)
    words = f"{AGENDA}\n\n{line(ON, 'ja')}\nPS"
    event_id, host = planned(stage, words, conference=theirs)
    ask_to_replace(host)
    assert True is switches(host.card)["tell_guests"]
    choose(host, Three(recording=True))
    agree_to_replace(host)
    assert f"{AGENDA}\n\n{RECORDED}\nPS" == description(stage, event_id)
    assert TOLD in remarks(host.card)


# Update


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_an_update_keeps_the_line_true(stage: Stage, language: str) -> None:
    """One more patch, with the description alone; the line stays where it is."""
    event_id, space, host = met(stage, f"{AGENDA}\n\n{line(ON, language)}\n\nPS", has=ON)
    assert True is switches(host.card)["tell_guests"]
    press(host, Three(recording=True))
    [patch] = calls_of(stage, PATCH_EVENT)
    assert {"description": f"{AGENDA}\n\n{RECORDED}\n\nPS"} == patch.body
    assert QUIET == patch.query
    assert Three(recording=True) == has(space)
    assert [TOLD] == remarks(host.card)
    assert [READ_EVENT, PATCH_SPACE, PATCH_EVENT] == stage.called()
    assert [] == stage.world.calendar.notifications
    assert f"{AGENDA}\n\n{RECORDED}\n\nPS" == description(stage, event_id)


def test_the_line_can_be_added_later(stage: Stage) -> None:
    """The switch shows that it is not there; settings need not change for it."""
    event_id, _, host = met(stage, has=ON)
    assert False is switches(host.card)["tell_guests"]
    press(host, ON, tell=True)
    assert f"{AGENDA}\n\n{ALL_OF_IT}" == description(stage, event_id)
    assert [TOLD] == remarks(host.card)
    assert SAYS.updated() == did(host.card)


def test_the_line_can_be_taken_away(stage: Stage) -> None:
    """Others' words are to the byte what they were before."""
    event_id, _, host = met(stage, has=ON)
    press(host, ON, tell=True)
    host.press_primary()
    press(host, ON, tell=False)
    assert AGENDA == description(stage, event_id)
    assert [GONE] == remarks(host.card)


def test_the_line_goes_when_nothing_is_recorded(stage: Stage) -> None:
    """With all three off it would say what is not so."""
    event_id, _, host = met(stage, f"{AGENDA}\n\n{ALL_OF_IT}", has=ON)
    press(host, OFF)
    assert AGENDA == description(stage, event_id)
    assert [GONE] == remarks(host.card)


@pytest.mark.parametrize("words", [AGENDA, None, f"{AGENDA}\n\n{RECORDED}"])
def test_what_need_not_change_is_not_written(stage: Stage, words: str | None) -> None:
    """An update leaves Calendar alone unless the line has to change."""
    before = Three(recording=True)
    _, _, host = met(stage, words, has=before)
    press(host, before)
    assert [] == calls_of(stage, PATCH_EVENT)


@pytest.mark.parametrize(
    "theirs", ["{line} No!", "Note: {line}", "<b>{line}</b>", "{line} 1", "{shorter}"]
)
def test_what_somebody_made_of_the_line_is_theirs(stage: Stage, theirs: str) -> None:
    """One letter more or less, and it is neither changed nor removed."""
    words = theirs.format(line=ALL_OF_IT, shorter=ALL_OF_IT[:-1])
    event_id, _, host = met(stage, words, has=ON)
    assert False is switches(host.card)["tell_guests"]
    press(host, OFF)
    assert words == description(stage, event_id)
    assert [] == calls_of(stage, PATCH_EVENT)


def test_it_is_found_after_calendars_editor(stage: Stage) -> None:
    """Breaks and blanks written as HTML, and apostrophes as entities, are the same line."""
    said = html.escape(line(ON, "fr")).replace(" ", "&nbsp;", 1)
    event_id, _, host = met(stage, f"Agenda<br><br>{said}<br>PS", has=ON)
    assert True is switches(host.card)["tell_guests"]
    press(host, Three(recording=True))
    assert f"Agenda<br><br>{RECORDED}<br>PS" == description(stage, event_id)


@pytest.mark.parametrize("times", [1, 2])
def test_edits_during_an_update_are_kept(stage: Stage, times: int) -> None:
    """412: what somebody wrote meanwhile stands, with the line."""
    event_id, _, host = met(stage, has=ON)
    written = iter(["Agenda 2", "Agenda 3"])

    def somebody_writes() -> None:
        stage.world.calendar.edit_event(ANA, event_id, description=next(written))

    for _ in range(times):
        stage.google.faults.order(PATCH_EVENT, then=somebody_writes)
    press(host, ON, tell=True)
    assert f"Agenda {times + 1}\n\n{ALL_OF_IT}" == description(stage, event_id)
    assert [TOLD] == remarks(host.card)


def test_who_edits_the_line_meanwhile_keeps_it(stage: Stage) -> None:
    """What was the line when it was read is somebody's own when it is to be written."""
    event_id, _, host = met(stage, f"{AGENDA}\n\n{ALL_OF_IT}", has=ON)
    theirs = f"{AGENDA}\n\n{ALL_OF_IT} So behave."
    stage.google.faults.order(
        PATCH_EVENT,
        then=lambda: stage.world.calendar.edit_event(ANA, event_id, description=theirs),
    )
    press(host, OFF, tell=False)
    assert theirs == description(stage, event_id)


def test_an_event_that_keeps_changing_is_left_alone(stage: Stage) -> None:
    """After three tries the settings stand, and the card says that the line may not be so."""
    event_id, space, host = met(stage, f"{AGENDA}\n\n{ALL_OF_IT}", has=ON)

    def somebody_edits() -> None:
        count = len(calls_of(stage, PATCH_EVENT))
        stage.world.calendar.edit_event(ANA, event_id, summary=f"Renamed {count}")

    for _ in range(3):
        stage.google.faults.order(PATCH_EVENT, then=somebody_edits)
    press(host, OFF)
    assert (OFF, [FAILED]) == (has(space), remarks(host.card))
    assert 3 == len(calls_of(stage, PATCH_EVENT))
    assert f"{AGENDA}\n\n{ALL_OF_IT}" == description(stage, event_id)


def test_another_meet_meanwhile_is_not_told_of(stage: Stage) -> None:
    """Who put another call there meanwhile has nothing written about it."""
    event_id, _, host = met(stage, has=ON)
    other = stage.world.meet.make_meet(BO)
    stage.google.faults.order(
        PATCH_EVENT,
        then=lambda: stage.world.calendar.edit_event(ANA, event_id, conference=other),
    )
    press(host, ON, tell=True)
    assert (AGENDA, [FAILED]) == (description(stage, event_id), remarks(host.card))


@pytest.mark.parametrize("error", CALENDARS_ERRORS, ids=lambda error: error.name)
def test_settings_stand_where_the_description_cannot_be_changed(
    stage: Stage, error: Documented
) -> None:
    """Whatever Calendar says, Meet has been told, and the card says both."""
    event_id, space, host = met(stage)
    stage.google.faults.order(PATCH_EVENT, error=error.error, headers=AT_ONCE, times=99)
    press(host, ON, tell=True)
    assert ON == has(space)
    assert SAYS.updated() == did(host.card)
    assert ([FAILED], AGENDA) == (remarks(host.card), description(stage, event_id))


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_lost_answer_to_the_line_is_looked_up(stage: Stage, when: Drop) -> None:
    """Whether it took effect or not, the line is there once in the end."""
    event_id, _, host = met(stage, has=ON)
    stage.google.faults.order(PATCH_EVENT, drop=when)
    press(host, ON, tell=True)
    assert f"{AGENDA}\n\n{ALL_OF_IT}" == description(stage, event_id)
    assert [TOLD] == remarks(host.card)
    assert SAYS.updated() == did(host.card)


def test_who_may_not_change_the_event_has_no_switch(stage: Stage) -> None:
    """A line that is no longer so is told, and nothing written."""
    space = stage.world.meet.make_meet(ANA, **ON._asdict())
    words = f"{AGENDA}\n\n{ALL_OF_IT}"
    event_id = stage.world.calendar.add_event(
        BO, attendees=[ANA, CY], conference=space, description=words
    )
    host = opened(stage, event_id)
    assert "tell_guests" not in switches(host.card)
    press(host, OFF)
    assert FAILED in remarks(host.card)
    assert words == description(stage, event_id, BO)
    assert [] == calls_of(stage, PATCH_EVENT)


# Series


def test_the_line_of_a_shared_meet_is_the_series(stage: Stage) -> None:
    """Opened at one of its events, the series is written, and no event set apart."""
    space = stage.world.meet.make_meet(ANA)
    series = add_series(stage, conference=space, attendees=[BO], description=AGENDA)
    host = opened(stage, occurrence(series))
    press(host, ON, tell=True)
    [patch] = calls_of(stage, PATCH_EVENT)
    assert patch.path.endswith(f"/events/{series}")
    assert {"description": f"{AGENDA}\n\n{ALL_OF_IT}"} == patch.body
    assert f"{AGENDA}\n\n{ALL_OF_IT}" == description(stage, occurrence(series))
    assert TOLD in remarks(host.card)
    [entry] = stage.world.calendar.entries(ANA)
    assert [] == stage.world.calendar.exceptions(entry)


@pytest.mark.parametrize("scope", ["event", "series"])
def test_creating_tells_whom_it_is_for(stage: Stage, scope: str) -> None:
    """The line is where the link is: on the series, or on the one event."""
    series = add_series(stage, attendees=[BO], description=AGENDA)
    host = opened(stage, occurrence(series, 1))
    host.set_input("applies_to", scope)
    press(host, ON, tell=True)
    told = f"{AGENDA}\n\n{ALL_OF_IT}"
    expected = [told if scope == "series" else AGENDA, told]
    assert expected == [description(stage, occurrence(series, each)) for each in (0, 1)]


def test_an_event_that_parts_is_told_by_itself(stage: Stage) -> None:
    """Its own settings stand in its own description; the series' line stays."""
    space = stage.world.meet.make_meet(ANA, **ON._asdict())
    words = f"{AGENDA}\n\n{ALL_OF_IT}"
    series = add_series(stage, conference=space, attendees=[BO], description=words)
    host = opened(stage, occurrence(series, 1))
    host.press(SAYS.part())
    assert True is switches(host.card)["tell_guests"]
    choose(host, Three(recording=True))
    host.press_secondary()
    assert f"{AGENDA}\n\n{RECORDED}" == description(stage, occurrence(series, 1))
    assert words == description(stage, occurrence(series, 0))


def test_an_event_with_a_description_of_its_own_is_told_to_be_missed(stage: Stage) -> None:
    """The series' line is kept true; that of the event, which would part, is for its host."""
    space = stage.world.meet.make_meet(ANA, **ON._asdict())
    words = f"{AGENDA}\n\n{ALL_OF_IT}"
    series = add_series(stage, conference=space, attendees=[BO], description=words)
    own = f"Only today\n\n{ALL_OF_IT}"
    stage.world.calendar.edit_event(ANA, occurrence(series, 1), description=own)
    host = opened(stage, occurrence(series, 1))
    press(host, Three(recording=True))
    assert f"{AGENDA}\n\n{RECORDED}" == description(stage, series)
    assert own == description(stage, occurrence(series, 1))
    assert FAILED in remarks(host.card)


def test_where_the_series_cannot_be_read_nothing_is_written(stage: Stage) -> None:
    """Whether the event shares its Meet is unknown: no switch, and the card says what is left."""
    space = stage.world.meet.make_meet(ANA, **ON._asdict())
    words = f"{AGENDA}\n\n{ALL_OF_IT}"
    series = add_series(stage, conference=space, attendees=[BO], description=words)
    stage.google.faults.order(
        READ_EVENT, status=404, times=9, when=lambda call: call.path.endswith(f"/{series}")
    )
    host = opened(stage, occurrence(series))
    assert "tell_guests" not in switches(host.card)
    press(host, OFF)
    assert (OFF, words) == (has(space), description(stage, occurrence(series)))
    assert FAILED in remarks(host.card)
    assert [] == calls_of(stage, PATCH_EVENT)


# Remembering


def test_it_is_remembered_with_the_defaults(stage: Stage) -> None:
    """The next event's switch stands so, and is seen without unfolding; saved defaults keep it."""
    _, host = planned(stage)
    host.set_switch("remember", True)
    press(host, ON, tell=True)
    home = stage.host()
    home.open_home()
    home.press_primary()
    event_id, host = planned(stage)
    assert True is switches(host.card)["tell_guests"]
    [folded] = [each for each in host.card["sections"] if each.get("collapsible")]
    assert 2 == folded["uncollapsibleWidgetsCount"]
    press(host, ON)
    assert f"{AGENDA}\n\n{ALL_OF_IT}" == description(stage, event_id)


def test_what_had_no_switch_is_not_forgotten(stage: Stage) -> None:
    """An event without guests leaves the default as it is; one with it off turns it off."""
    _, host = planned(stage)
    host.set_switch("remember", True)
    press(host, ON, tell=True)
    alone = opened(stage, stage.world.calendar.add_event(ANA))
    alone.set_switch("remember", True)
    press(alone, ON)
    _, host = planned(stage)
    assert True is switches(host.card)["tell_guests"]
    host.set_switch("remember", True)
    press(host, ON, tell=False)
    _, host = planned(stage)
    assert False is switches(host.card)["tell_guests"]


def test_all_defaults_off_turns_it_off(stage: Stage) -> None:
    """Reset does."""
    _, host = planned(stage)
    host.set_switch("remember", True)
    press(host, ON, tell=True)
    home = stage.host()
    home.open_home()
    home.card_action(SAYS.reset())
    home.press_primary()
    _, host = planned(stage)
    assert False is switches(host.card)["tell_guests"]


@pytest.mark.parametrize("sent", [True, False])
@pytest.mark.parametrize("default", [True, False])
@pytest.mark.parametrize("tell", [True, False, None])
def test_whether_folded_inputs_are_sent_or_not(
    stage: Stage, sent: bool, default: bool, tell: bool | None
) -> None:
    """What the card shows is what is done."""
    if default:
        _, host = planned(stage)
        host.set_switch("remember", True)
        press(host, ON, tell=True)
    stage.world.knobs.folded_inputs_sent = sent
    event_id, host = planned(stage)
    press(host, ON, tell=tell)
    is_told = default if tell is None else tell
    expected = f"{AGENDA}\n\n{ALL_OF_IT}" if is_told else AGENDA
    assert expected == description(stage, event_id)


def test_a_redrawn_card_keeps_the_choice(stage: Stage) -> None:
    """Another choice of scope leaves the switch as it was put."""
    series = add_series(stage, attendees=[BO], description=AGENDA)
    host = opened(stage, occurrence(series))
    host.set_switch("tell_guests", True)
    host.set_input("applies_to", "event")
    assert True is switches(host.card)["tell_guests"]


def test_pressing_again_after_trouble_tells(stage: Stage) -> None:
    """What failed is pressed again with the same choice."""
    event_id, host = planned(stage)
    stage.google.faults.order(CREATE_SPACE, status=503, headers=AT_ONCE, times=4)
    choose(host, ON)
    host.set_switch("tell_guests", True)
    host.press_primary()
    stage.google.faults.clear()
    press_again(host)
    assert f"{AGENDA}\n\n{ALL_OF_IT}" == description(stage, event_id)
