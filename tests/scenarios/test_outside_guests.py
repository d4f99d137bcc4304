"""Guests outside the organization: they are named, and their meetings can have other defaults."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.google.people.accounts import Feature
from sandbox.hosts.calendar.player import CalendarHost
from tests.scenarios.series import add_series, occurrence
from tests.support.calls import AT_ONCE, CREATE_SPACE
from tests.support.cards import footer, lines, paragraphs, switches, widgets
from tests.support.chat import in_room
from tests.support.coming import home, listed, meeting
from tests.support.people import ANA, BO, CY
from tests.support.policy import NO_RECORDING, OUTSIDERS, RECORDING_OFF
from tests.support.schedule import START, planned, pressed
from tests.support.sidebar import opened
from tests.support.stage import Json, Stage
from tests.support.state import link, only_space
from tests.support.store import Store, stored
from tests.support.switches import OFF, ON, Three, choose, has, three
from tests.support.words import SAYS

KIM = "kim@customer.example"
LEE = "lee@partner.example"
OTHERS = SAYS.outside_defaults()
USUAL = Three(recording=True, transcription=True)
CAREFUL = Three(smart_notes=True)


def defaults(stage: Stage) -> CalendarHost:
    """Ana's Calendar with the card of her usual defaults."""
    host = stage.host()
    host.universal_action("Defaults for new meetings")
    return host


def careful(stage: Stage, usual: Three = USUAL, others: Three = CAREFUL) -> None:
    """Ana has these defaults, and others for meetings with guests outside."""
    host = defaults(stage)
    choose(host, usual)
    host.press_primary()
    host.press(OTHERS)
    choose(host, others)
    host.press_primary()
    assert "Your defaults with outside guests are saved." == host.notification
    stage.called()


def told(host: CalendarHost) -> list[tuple[str, str, str]]:
    """The lines about guests outside."""
    return [line for line in lines(host.card) if line[0] == SAYS.outside_guests()]


@pytest.mark.parametrize("hosted", [False, True])
def test_they_are_named_with_what_that_means(stage: Stage, *, hosted: bool) -> None:
    """Where the files go is said before anything is switched on, and of a Meet that is there."""
    space = stage.world.meet.make_meet(ANA) if hosted else None
    event = stage.world.calendar.add_event(ANA, attendees=[BO, KIM], conference=space)
    assert [
        (
            "Outside the organization",
            KIM,
            "They don't get the files by themselves; on joining they are told of the recording.",
        )
    ] == told(opened(stage, event))


def test_many_are_counted(stage: Stage) -> None:
    """The card stays short: the line is as long as the host lets it be, their number is told."""
    guests = [BO, KIM, LEE, "max@partner.example"]
    host = opened(stage, stage.world.calendar.add_event(ANA, attendees=guests))
    [line] = [each for each in lines(host.card) if each[0].startswith(SAYS.outside_guests())]
    assert ("Outside the organization (3)", f"{KIM}, {LEE}, max@partner.example") == line[:2]
    [drawn] = [
        each for each in widgets(host.card) if each.get("decoratedText", {}).get("text") == line[1]
    ]
    assert drawn["decoratedText"]["wrapText"] is False


@pytest.mark.parametrize("guests", [[], [BO, CY]])
def test_nobody_outside_is_no_line(stage: Stage, guests: list[str]) -> None:
    """Colleagues find the files attached to the event."""
    event = stage.world.calendar.add_event(ANA, attendees=guests)
    assert [] == told(opened(stage, event))


def test_of_an_event_that_is_over_nothing_is_foretold(stage: Stage) -> None:
    """Nobody will join any more."""
    start = datetime.now(UTC) - timedelta(days=3)
    times: Json = {"start": start.isoformat(), "end": (start + timedelta(hours=1)).isoformat()}
    space = stage.world.meet.make_meet(ANA)
    event = stage.world.calendar.add_event(ANA, attendees=[KIM], conference=space, **times)
    assert [] == told(opened(stage, event))


def test_their_meetings_start_like_all_others(stage: Stage) -> None:
    """As long as nobody chose otherwise; the card that lets them choose says so."""
    host = defaults(stage)
    choose(host, USUAL)
    host.press_primary()
    event = stage.world.calendar.add_event(ANA, attendees=[KIM])
    assert USUAL == three(opened(stage, event).card)
    host.press(OTHERS)
    assert USUAL == three(host.card)
    assert "So far they start like all other meetings." in paragraphs(host.card)
    assert ["Save", "Cancel"] == footer(host.card)


def test_they_can_have_defaults_of_their_own(stage: Stage) -> None:
    """Those of all other meetings stay, whichever is changed; it costs no call."""
    careful(stage)
    inside = stage.world.calendar.add_event(ANA, attendees=[BO])
    outside = stage.world.calendar.add_event(ANA, attendees=[BO, KIM])
    assert USUAL == three(opened(stage, inside).card)
    host = opened(stage, outside)
    assert CAREFUL == three(host.card)
    assert (
        "No Meet yet. With your defaults, it will be noted, not recorded or transcribed."
        in paragraphs(host.card)
    )
    host.press_primary()
    [space] = stage.world.meet.spaces
    assert CAREFUL == has(space)
    host = defaults(stage)
    assert USUAL == three(host.card)
    choose(host, ON)
    host.press_primary()
    assert CAREFUL == three(
        opened(stage, stage.world.calendar.add_event(ANA, attendees=[KIM])).card
    )


def test_they_can_become_the_same_again(stage: Stage) -> None:
    """The button stands on their card as long as they are others."""
    careful(stage)
    host = defaults(stage)
    host.press(OTHERS)
    assert CAREFUL == three(host.card)
    assert ["Save", "As for all meetings"] == footer(host.card)
    host.press_secondary()
    assert "All meetings have the same defaults now." == host.notification
    assert USUAL == three(opened(stage, stage.world.calendar.add_event(ANA, attendees=[KIM])).card)


def test_guests_that_are_hidden_may_be_outside(stage: Stage) -> None:
    """Nobody is named then, and the more careful defaults hold."""
    careful(stage)
    event = stage.world.calendar.add_event(
        BO, attendees=[ANA], guestsCanSeeOtherGuests=False, guestsCanModify=True
    )
    host = stage.host()
    host.open_event(ANA, event)
    assert [] == told(host)
    assert CAREFUL == three(host.card)


@pytest.mark.parametrize("chosen", ["series", "event"])
def test_guests_of_the_series_count_where_it_gets_the_meet(stage: Stage, chosen: str) -> None:
    """For an event of it without them: with the series' Meet they meet, with its own they do not.

    What is remembered becomes the defaults of the one or the other.
    """
    careful(stage)
    series = add_series(stage, attendees=[BO, KIM])
    stage.world.calendar.edit_event(ANA, occurrence(series), attendees=[BO])
    host = opened(stage, occurrence(series))
    assert CAREFUL == three(host.card)
    if chosen == "event":
        host.set_input("applies_to", "event")
        assert (
            "No Meet yet. With your defaults, it will be recorded and transcribed, not noted."
            in paragraphs(host.card)
        )
    choose(host, ON)
    host.set_switch("remember", on=True)
    host.press_primary()
    assert (USUAL if chosen == "series" else ON) == three(defaults(stage).card)


def test_they_do_not_count_for_a_meet_apart(stage: Stage) -> None:
    """The question whether to part starts with the defaults for those who will meet there."""
    careful(stage)
    series = add_series(stage, stage.world.meet.make_meet(ANA), attendees=[BO, KIM])
    stage.world.calendar.edit_event(ANA, occurrence(series), attendees=[BO])
    host = opened(stage, occurrence(series))
    host.press(SAYS.part())
    assert USUAL == three(host.card)


def test_they_count_where_several_are_set_up(stage: Stage) -> None:
    """Of a series with guests outside the first event to come has none: its Meet is theirs, too."""
    careful(stage)
    start = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
    times: Json = {"start": start.isoformat(), "end": (start + timedelta(minutes=30)).isoformat()}
    rule = ["RRULE:FREQ=DAILY;COUNT=9"]
    series = stage.world.calendar.add_event(ANA, attendees=[BO, KIM], recurrence=rule, **times)
    first = f"{series}_{start:%Y%m%dT%H%M%SZ}"
    stage.world.calendar.edit_event(ANA, first, attendees=[BO])
    host = stage.host()
    host.open_home()
    host.press_primary()
    assert [CAREFUL] == [has(space) for space in stage.world.meet.spaces]


def test_using_them_again_is_for_such_meetings(stage: Stage) -> None:
    """What is remembered on their event becomes their defaults, and nobody else's."""
    careful(stage)
    host = opened(stage, stage.world.calendar.add_event(ANA, attendees=[KIM]))
    choose(host, ON)
    host.set_switch("remember", on=True)
    host.press_primary()
    assert USUAL == three(defaults(stage).card)
    assert ON == three(opened(stage, stage.world.calendar.add_event(ANA, attendees=[KIM])).card)


def test_using_them_again_without_others_is_for_all(stage: Stage) -> None:
    """There is one set of defaults as long as nobody made two."""
    host = opened(stage, stage.world.calendar.add_event(ANA, attendees=[KIM]))
    choose(host, ON)
    host.set_switch("remember", on=True)
    host.press_primary()
    assert ON == three(defaults(stage).card)


def test_several_at_once_get_each_their_own(stage: Stage) -> None:
    """Which meetings lack what is wanted is judged likewise, and the card says both."""
    careful(stage)
    start = datetime.now(UTC) + timedelta(hours=1)
    times: Json = {"start": start.isoformat(), "end": (start + timedelta(minutes=30)).isoformat()}
    made = stage.world.meet.make_meet(ANA, smart_notes=True)
    inside = stage.world.calendar.add_event(ANA, attendees=[BO], **times)
    outside = stage.world.calendar.add_event(ANA, attendees=[KIM], **times)
    stage.world.calendar.add_event(ANA, attendees=[LEE], conference=made, **times)
    host = stage.host()
    host.open_home()
    assert "With outside guests: Notes" in paragraphs(host.card)
    assert "Set up 2 with my defaults" == footer(host.card)[0]
    host.press_primary()
    wanted = {inside: USUAL, outside: CAREFUL}
    for event, three_of in wanted.items():
        link = stage.world.calendar.event(ANA, event, ANA)["hangoutLink"]
        [space] = [each for each in stage.world.meet.spaces if each.uri == link]
        assert three_of == has(space)
    assert CAREFUL == has(made)


def test_who_is_not_told_counts_as_a_colleague_until_the_press(stage: Stage) -> None:
    """Of many guests the list does not say who they are; each meeting gets what is right for it."""
    careful(stage, others=OFF)
    colleagues = [f"colleague{number}@example.com" for number in range(6)]
    meetings = {
        "Few": (colleagues[:2], USUAL),
        "Many": (colleagues, USUAL),
        "Customers": ([KIM], None),
        "All": ([*colleagues, KIM], OFF),
    }
    events = {
        title: meeting(stage, title, hours, attendees=guests)
        for hours, (title, (guests, _)) in enumerate(meetings.items(), 1)
    }
    host = home(stage)
    assert {"Few": True, "Many": True, "Customers": False, "All": True} == {
        title: ticked for title, (_, ticked) in listed(host).items()
    }
    host.press_primary()
    spaces = {space.uri: has(space) for space in stage.world.meet.spaces}
    assert [wanted for _, wanted in meetings.values()] == [
        spaces.get(link(stage, ANA, event) or "") for event in events.values()
    ]


def test_what_was_set_for_guests_whom_the_list_leaves_out_is_done(stage: Stage) -> None:
    """Nothing of it is still to be set up although the list would have it otherwise."""
    careful(stage)
    colleagues = [f"colleague{number}@example.com" for number in range(6)]
    event = meeting(stage, "All", 1, attendees=[*colleagues, KIM])
    stage.google.faults.order(CREATE_SPACE, status=429, headers=AT_ONCE)
    home(stage).press_primary()
    assert SAYS.left_to_set_up(1) in paragraphs(home(stage).card)
    opened(stage, event).press_primary()
    assert [CAREFUL] == [has(space) for space in stage.world.meet.spaces]
    assert SAYS.left_to_set_up(1) not in paragraphs(home(stage).card)


def test_turning_all_off_ends_them(stage: Stage) -> None:
    """There are none left then, of either kind."""
    careful(stage)
    host = defaults(stage)
    host.card_action("Turn all defaults off…")
    host.press_primary()
    assert [] == [name for _, name in stored(stage) if name == "preferences"]
    assert OFF == three(opened(stage, stage.world.calendar.add_event(ANA, attendees=[KIM])).card)


def test_with_the_store_down_they_are_not_shown(stage: Stage) -> None:
    """What cannot be read could not be saved either."""
    host = defaults(stage)
    Store(stage.store).spoil()
    host.press(OTHERS)
    assert [SAYS.store_unavailable()] == paragraphs(host.card)


def test_what_the_account_lacks_keeps_its_default(stage: Stage) -> None:
    """It has a line in the place of its switch, and is not turned off by saving the others."""
    careful(stage, others=ON)
    stage.ana.features.remove(Feature.RECORDING)
    opened(stage, stage.world.calendar.add_event(ANA, attendees=[KIM])).press_primary()
    host = defaults(stage)
    host.press(OTHERS)
    assert {"transcription", "smart_notes"} == set(switches(host.card))
    host.set_switch("transcription", on=False)
    host.press_primary()
    stage.ana.features.add(Feature.RECORDING)
    host.press(SAYS.check_again())
    event = stage.world.calendar.add_event(ANA, attendees=[KIM])
    assert ON._replace(transcription=False) == three(opened(stage, event).card)


def test_what_the_organization_has_set_is_a_line(stage: Stage) -> None:
    """Its rules for guests outside count on this card, as do those for everybody."""
    with stage.under(NO_RECORDING | OUTSIDERS):
        host = defaults(stage)
        host.press(OTHERS)
        assert {"smart_notes"} == set(switches(host.card))
        assert RECORDING_OFF in [text for _, text, _ in lines(host.card)]
        assert "So far they start like all other meetings." not in paragraphs(host.card)


def test_where_all_is_set_off_no_files_are_foretold(stage: Stage) -> None:
    """Outside guests are named still; of a Meet that stands otherwise it is said as ever."""
    policy = {"external": dict.fromkeys(Three._fields, "off")}
    space = stage.world.meet.make_meet(ANA, recording=True)
    bare, hosted = (
        stage.world.calendar.add_event(ANA, attendees=[KIM], conference=each)
        for each in (None, space)
    )
    with stage.under(policy):
        assert [("Outside the organization", KIM, "")] == told(opened(stage, bare))
        assert [SAYS.outside_get_no_files()] == [
            below for _, _, below in told(opened(stage, hosted))
        ]
        host = defaults(stage)
        host.press(OTHERS)
        assert SAYS.outside_get_no_files() not in paragraphs(host.card)


# In Chat


def test_in_chat_they_are_the_same(stage: Stage) -> None:
    """The dialog opens from that of the usual ones, and goes back to what was chosen there."""
    careful(stage)
    chat = in_room(stage)
    chat.slash_command("/settings")
    chat.form.set_switch("smart_notes", on=True)
    chat.press(OTHERS)
    assert CAREFUL == three(chat.form.card)
    chat.form.set_switch("recording", on=True)
    chat.press(SAYS.save())
    assert ON == three(chat.form.card)
    chat.press(SAYS.save())
    assert ON == three(defaults(stage).card)
    event = stage.world.calendar.add_event(ANA, attendees=[KIM])
    assert CAREFUL._replace(recording=True) == three(opened(stage, event).card)


def test_in_chat_they_can_become_the_same_again(stage: Stage) -> None:
    """What was chosen beside is not lost by that either."""
    careful(stage)
    chat = in_room(stage)
    chat.slash_command("/settings")
    chat.form.set_switch("recording", on=False)
    chat.press(OTHERS)
    chat.press("As for all meetings")
    assert USUAL._replace(recording=False) == three(chat.form.card)
    chat.press(OTHERS)
    assert ["Save", "Cancel"] == footer(chat.form.card)
    chat.form.set_switch("smart_notes", on=True)
    chat.press("Cancel")
    assert USUAL._replace(recording=False) == three(chat.form.card)


# Scheduling a new meeting


def scheduling(stage: Stage, *addresses: str) -> CalendarHost:
    """The form of a new meeting, with these guests typed."""
    host = stage.host()
    host.open_home()
    host.press(SAYS.new_meeting())
    for name, value in (("title", "Plan"), ("start", START), ("addresses", ", ".join(addresses))):
        host.set_input(name, value)
    return host


def test_their_defaults_are_offered_once_they_are_typed(stage: Stage) -> None:
    """The form opens before anybody is invited: nothing is made before the switches were seen."""
    careful(stage)
    host = scheduling(stage, BO, KIM)
    host.press_primary()
    assert SAYS.outside_switches(KIM) in paragraphs(host.card)
    assert CAREFUL == three(host.card)
    assert [] == stage.world.meet.spaces
    host.press_primary()
    assert CAREFUL == has(only_space(stage))


def test_whoever_puts_the_switches_back_has_chosen(stage: Stage) -> None:
    """What was offered is not offered again."""
    careful(stage)
    host = scheduling(stage, KIM)
    host.press_primary()
    choose(host, USUAL)
    host.press_primary()
    assert USUAL == has(only_space(stage))


@pytest.mark.parametrize(("guests", "wanted"), [([BO], USUAL), ([KIM], ON)])
def test_nothing_is_offered_to_whom_it_is_nothing(
    stage: Stage, guests: list[str], wanted: Three
) -> None:
    """For colleagues the usual defaults count, and what was chosen by hand for everybody."""
    careful(stage)
    host = scheduling(stage, *guests)
    choose(host, wanted)
    host.press_primary()
    assert wanted == has(only_space(stage))


def test_in_chat_they_are_offered_likewise(stage: Stage) -> None:
    """The dialog says it above what was typed."""
    careful(stage)
    chat = planned(in_room(stage), "Budget", addresses=KIM)
    chat.form.press_primary()
    assert [SAYS.outside_switches(KIM)] == paragraphs({"sections": chat.form.card["sections"][:1]})
    assert CAREFUL == three(chat.form.card)
    assert [] == stage.world.meet.spaces
    pressed(chat)
    assert CAREFUL == has(only_space(stage))


# What else is chosen, and what the organization decides


def test_what_is_chosen_on_the_card_below_stays(stage: Stage) -> None:
    """Switches that are not saved yet are not lost by saving the others."""
    host = defaults(stage)
    choose(host, ON)
    host.press(OTHERS)
    choose(host, CAREFUL)
    host.press_primary()
    assert ON == three(host.card)
    assert OFF == three(defaults(stage).card)


def test_the_organizations_defaults_stay_its_own(stage: Stage) -> None:
    """Whoever saves these alone has not chosen the usual ones: they follow the organization."""
    with stage.under({"defaults": {"recording": True}}):
        host = defaults(stage)
        host.press(OTHERS)
        choose(host, OFF)
        host.press_primary()
    with stage.under({"defaults": {"transcription": True}}):
        assert Three(transcription=True) == three(defaults(stage).card)
        event = stage.world.calendar.add_event(ANA, attendees=[KIM])
        assert OFF == three(opened(stage, event).card)


def test_they_are_not_called_the_same_where_they_are_not(stage: Stage) -> None:
    """The organization may set them apart whatever the user has."""
    careful(stage)
    with stage.under({"external": {"recording": "off"}}):
        host = defaults(stage)
        host.press(OTHERS)
        host.press("As for all meetings")
        assert "Your defaults are saved." == host.notification


@pytest.mark.parametrize("button", ["Save", "Cancel"])
def test_in_chat_a_lock_of_theirs_takes_no_switch_of_the_settings(
    stage: Stage, button: str
) -> None:
    """What has a line in the place of a switch above is chosen below as it was."""
    with stage.under({"external": {"recording": "off"}}):
        chat = in_room(stage)
        chat.slash_command("/settings")
        chat.form.set_switch("recording", on=True)
        chat.press(OTHERS)
        chat.press(button)
        assert Three(recording=True) == three(chat.form.card)
        chat.press(SAYS.save())
        assert Three(recording=True) == three(defaults(stage).card)


@pytest.mark.parametrize(("wanted", "named"), [(ON, [KIM]), (OFF, [])])
def test_a_scheduled_meetings_result_names_them(
    stage: Stage, wanted: Three, named: list[str]
) -> None:
    """Nothing said before who gets no files; where there will be none, nothing is to be said."""
    host = scheduling(stage, BO, KIM)
    choose(host, wanted)
    host.press_primary()
    assert "result" == host.card["name"]
    assert named == [names for _, names, _ in told(host)]
