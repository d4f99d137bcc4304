"""The card of an opened event: one for each state that it can be in, and what each asks Google."""

from __future__ import annotations

import pytest

from meeting.model import Switches
from sandbox.hosts.wire import Json
from tests.support.calls import READ_EVENT, READ_ROLE, READ_SPACE
from tests.support.cards import (
    buttons,
    footer,
    headline,
    lines,
    meet_line,
    offers,
    paragraphs,
    remarks,
    results,
    switches,
)
from tests.support.people import ANA, BO
from tests.support.sidebar import ask_to_replace, viewed
from tests.support.stage import Stage
from tests.support.switches import Three, choose, each_combination, three
from tests.support.words import ASKS, FILES, MAIL_EXPLAINED, NO_MEET, NOTIFY, SAYS

TITLE = "Planning"
HIDDEN = "Only the host can see this Meet's settings."
MIXED = Three(recording=True, smart_notes=True)
OTHER_HOST = (
    "Somebody else hosts this Meet, and only they can change what it records. "
    "Google does not say who."
)
OUT_OF_REACH = "Meet shows nothing about this link: somebody else hosts it, or it has expired."
ORGANIZER_HOSTS = (
    "Somebody else hosts this Meet, most likely bo@example.com, and only they can change what it "
    "records."
)
LOCKED = "This event is locked: its calendar does not let anybody change it."
READ_ONLY = "You can see this calendar but not change its events."
BOS_EVENT = "Only bo@example.com, the organizer, can change this event."
SHARED_WITH_YOU = "If bo@example.com shares that calendar with you, open the event there."


def meet_link(code_or_path: str) -> Json:
    """Conference data of a Google Meet with only a link."""
    return {
        "entryPoints": [
            {"entryPointType": "video", "uri": f"https://meet.google.com/{code_or_path}"}
        ],
        "conferenceSolution": {"key": {"type": "hangoutsMeet"}, "name": "Google Meet"},
    }


# Not saved


def test_an_unsaved_event_is_to_be_saved_first(stage: Stage) -> None:
    """A draft, which Calendar answers with 404, gets the advice to save it, and Refresh."""
    host = viewed(stage, stage.world.calendar.add_draft(ANA))
    assert ["This event isn't saved yet. Save the event, then open it again."] == paragraphs(
        host.card
    )
    assert ["Refresh"] == footer(host.card)
    assert [] == lines(host.card)
    assert [READ_EVENT] == stage.called()


def test_a_saved_draft_can_have_its_meet_after_refresh(stage: Stage) -> None:
    """Once the draft is saved, Refresh shows it like any event."""
    draft = stage.world.calendar.add_draft(ANA)
    host = viewed(stage, draft)
    stage.world.calendar.save_draft(draft)
    host.press_primary()
    assert ["Create Meet"] == footer(host.card)
    assert ["event"] == [shown.card["name"] for shown in host.stack.cards]


# Not the caller's to change


def test_a_guest_sees_whose_event_it_is(stage: Stage) -> None:
    """Somebody else's event without a Meet names its organizer and offers nothing to press."""
    host = viewed(stage, stage.world.calendar.add_event(BO, attendees=[ANA]))
    assert [BOS_EVENT, SHARED_WITH_YOU] == paragraphs(host.card)
    assert (TITLE, []) == (headline(host.card), lines(host.card))
    assert {} == switches(host.card)
    assert [] == footer(host.card)
    assert [READ_EVENT] == stage.called()


@pytest.mark.parametrize("knob", ["config-less", "403"])
def test_a_guest_does_not_see_what_the_host_has_set(stage: Stage, knob: str) -> None:
    """Of a Meet hosted by the organizer a guest sees the link, however Meet hides the rest."""
    stage.world.knobs.get_by_non_owner = knob  # type: ignore[assignment]  # one of the two
    space = stage.world.meet.make_meet(stage.bo, recording=True)
    host = viewed(stage, stage.world.calendar.add_event(BO, attendees=[ANA], conference=space))
    assert [BOS_EVENT, SHARED_WITH_YOU, HIDDEN] == paragraphs(host.card)
    assert [meet_line(space.uri)] == lines(host.card)
    assert {} == results(host.card)
    assert ([], ["Join"]) == (footer(host.card), buttons(host.card))
    assert [READ_EVENT, READ_SPACE] == sorted(stage.called())


def test_a_locked_event_is_only_shown(stage: Stage) -> None:
    """A locked event says so and shows the link of somebody else's Meet, to be looked at only."""
    space = stage.world.meet.make_meet(stage.bo, transcription=True)
    host = viewed(stage, stage.world.calendar.add_event(ANA, locked=True, conference=space))
    assert [LOCKED, HIDDEN] == paragraphs(host.card)
    assert [
        ("", "Organizer: ana@example.com", ""),
        meet_line(space.uri),
    ] == lines(host.card)
    assert {} == switches(host.card)
    assert ([], ["Join"]) == (footer(host.card), buttons(host.card))
    assert [READ_EVENT, READ_SPACE] == sorted(stage.called())


def test_a_locked_event_without_a_meet_gets_none(stage: Stage) -> None:
    """A locked event without a conference has no main action."""
    host = viewed(stage, stage.world.calendar.add_event(ANA, locked=True))
    assert [LOCKED] == paragraphs(host.card)
    assert {} == switches(host.card)
    assert [] == footer(host.card)
    assert [READ_EVENT] == stage.called()


@pytest.mark.parametrize("role", ["reader", "freeBusyReader"])
def test_a_readers_calendar_is_only_shown(stage: Stage, role: str) -> None:
    """On a calendar that the caller may only read, the event is shown without a main action."""
    stage.world.calendar.share_calendar(BO, ANA, role)
    host = viewed(stage, stage.world.calendar.add_event(BO), BO)
    assert [READ_ONLY] == paragraphs(host.card)
    assert {} == switches(host.card)
    assert [] == footer(host.card)
    assert [READ_EVENT, READ_EVENT, READ_ROLE] == sorted(stage.called())


def test_a_reader_sees_the_organizer_and_the_link(stage: Stage) -> None:
    """A reader's card names the organizer and shows the Meet, whose settings stay hidden."""
    stage.world.calendar.share_calendar(BO, ANA, "reader")
    space = stage.world.meet.make_meet(stage.bo)
    host = viewed(stage, stage.world.calendar.add_event(BO, conference=space), BO)
    assert TITLE == headline(host.card)
    assert [("", "Organizer: bo@example.com", ""), meet_line(space.uri)] == lines(host.card)
    assert [READ_ONLY, HIDDEN] == paragraphs(host.card)


# No place for a Meet


def test_a_cancelled_event_says_so(stage: Stage) -> None:
    """A cancelled event, with a Meet or without, gets the reason and nothing to press."""
    space = stage.world.meet.make_meet(stage.ana)
    host = viewed(stage, stage.world.calendar.add_event(ANA, status="cancelled", conference=space))
    assert ["This event was cancelled, so it can't have a Meet."] == paragraphs(host.card)
    assert [] == footer(host.card)
    assert {} == switches(host.card)


@pytest.mark.parametrize(
    ("event_type", "words"),
    [
        ("focusTime", "This is focus time. Focus time can't have a Meet."),
        ("outOfOffice", "This marks you as out of office. Such events can't have a Meet."),
        ("workingLocation", "This is a working location. Working locations can't have a Meet."),
        ("birthday", "This is a birthday. Birthdays can't have a Meet."),
        ("fromGmail", "Calendar made this event from an e-mail. Such events can't have a Meet."),
        ("unheardOf", "This isn't an ordinary event, so it can't have a Meet."),
    ],
)
def test_only_an_ordinary_event_can_have_a_meet(stage: Stage, event_type: str, words: str) -> None:
    """Every other type of event says what it is and why no Meet goes there."""
    host = viewed(stage, stage.world.calendar.add_event(ANA, event_type=event_type))
    assert [words] == paragraphs(host.card)
    assert (TITLE, []) == (headline(host.card), lines(host.card))
    assert [] == footer(host.card)
    assert {} == switches(host.card)
    assert [READ_EVENT] == stage.called()


# No conference


def test_an_event_without_a_conference_can_have_a_meet(stage: Stage) -> None:
    """Without guests there are the three switches and `remember`, and one call was enough."""
    host = viewed(stage, stage.world.calendar.add_event(ANA))
    assert [NO_MEET, FILES] == paragraphs(host.card)
    assert ["Create Meet"] == footer(host.card)
    assert {"recording", "transcription", "smart_notes", "remember"} == set(switches(host.card))
    assert [READ_EVENT] == stage.called()


@each_combination
def test_what_the_defaults_would_do_is_said_first(stage: Stage, wanted: Three) -> None:
    """A sentence tells what a press would come to, and the switches stand so."""
    home = stage.host()
    home.open_home()
    choose(home, wanted)
    home.press_primary()
    host = viewed(stage, stage.world.calendar.add_event(ANA))
    assert [SAYS.would_be(Switches(*wanted)), FILES] == paragraphs(host.card)
    assert wanted == three(host.card)
    host.press_primary()
    assert wanted.words == list(results(host.card).values())


def test_an_event_with_guests_offers_to_mail_them(stage: Stage) -> None:
    """With guests there is a list of whom to mail, at first nobody, and what that means."""
    host = viewed(stage, stage.world.calendar.add_event(ANA, attendees=[BO]))
    assert NOTIFY == offers(host.card, "notify")
    assert [NO_MEET, FILES, MAIL_EXPLAINED] == paragraphs(host.card)


def test_a_room_is_no_guest(stage: Stage) -> None:
    """An event that only Ana and a room attend offers no mail to guests."""
    room = {"email": "room@resource.calendar.google.com", "resource": True}
    host = viewed(stage, stage.world.calendar.add_event(ANA, attendees=[room]))
    assert [] == offers(host.card, "notify")
    assert [NO_MEET, FILES] == paragraphs(host.card)


def test_a_guest_who_may_change_the_event_can_give_it_a_meet(stage: Stage) -> None:
    """With `guestsCanModify` a guest's card is like the organizer's."""
    host = viewed(
        stage, stage.world.calendar.add_event(BO, attendees=[ANA], guests_can_modify=True)
    )
    assert ["Create Meet"] == footer(host.card)


def test_a_failed_request_for_a_link_is_no_conference(stage: Stage) -> None:
    """Where Calendar could not make a link, a Meet can be created."""
    failed = {
        "createRequest": {
            "requestId": "r1",
            "conferenceSolutionKey": {"type": "hangoutsMeet"},
            "status": {"statusCode": "failure"},
        }
    }
    host = viewed(stage, stage.world.calendar.add_event(ANA, conference=failed))
    assert ["Create Meet"] == footer(host.card)


# A Meet that the caller hosts


@each_combination
def test_the_hosts_switches_show_what_meet_has(stage: Stage, wanted: Three) -> None:
    """The host of a Meet that Calendar made sees its settings, not their own defaults."""
    space = stage.world.meet.make_meet(stage.ana, origin="calendar", **wanted._asdict())
    host = viewed(stage, stage.world.calendar.add_event(ANA, attendees=[BO], conference=space))
    assert wanted == three(host.card)
    assert {*wanted._asdict(), "remember", "tell_guests"} == set(switches(host.card))
    assert ["Update settings", "Join"] == footer(host.card)
    assert [meet_line(space.uri)] == lines(host.card)
    assert wanted.words == list(results(host.card).values())
    assert [FILES] == remarks(host.card)
    assert space.uri == host.press_secondary().links[0].url


@pytest.mark.parametrize("origin", ["api:addon", "api:other"])
def test_it_does_not_matter_which_app_made_the_meet(stage: Stage, origin: str) -> None:
    """A Meet made by this app or by another one is its host's all the same."""
    space = stage.world.meet.make_meet(stage.ana, origin=origin, **MIXED._asdict())
    host = viewed(stage, stage.world.calendar.add_event(ANA, conference=space))
    assert MIXED == three(host.card)
    assert ["Update settings", "Join"] == footer(host.card)


def test_an_event_with_a_known_meet_takes_one_round(stage: Stage) -> None:
    """The host tells the code, so the space is read while the event still is."""
    space = stage.world.meet.make_meet(stage.ana)
    event = stage.world.calendar.add_event(ANA, conference=space)
    gate = stage.google.faults.hold(READ_EVENT)
    stage.google.faults.order(READ_SPACE, then=gate.open)
    host = viewed(stage, event)
    assert ["Update settings", "Join"] == footer(host.card)
    assert [READ_EVENT, READ_SPACE] == sorted(stage.called())


def test_a_meet_that_the_host_does_not_tell_is_found_too(stage: Stage) -> None:
    """Without the code in the host's event the space is read after the event."""
    space = stage.world.meet.make_meet(stage.ana, recording=True)
    event = stage.world.calendar.add_event(ANA, conference=space)
    host = stage.host()
    host.open_event(ANA, event, conference=None)
    assert Three(recording=True) == three(host.card)
    assert [READ_EVENT, READ_SPACE] == stage.called()


def test_the_saved_meet_counts_and_not_the_editors(stage: Stage) -> None:
    """Another Meet in the editor is only a hint: the saved event's is shown."""
    saved = stage.world.meet.make_meet(stage.ana, recording=True)
    edited = stage.world.meet.make_meet(stage.ana, transcription=True)
    event = stage.world.calendar.add_event(ANA, conference=saved)
    host = stage.host()
    host.open_event(ANA, event, conference=stage.world.calendar.calendar_conference(edited))
    assert Three(recording=True) == three(host.card)
    assert [meet_line(saved.uri)] == lines(host.card)
    assert [READ_EVENT, READ_SPACE, READ_SPACE] == sorted(stage.called())


def test_a_meet_is_known_by_its_old_link_alone(stage: Stage) -> None:
    """An event with nothing but a `hangoutLink` has a Meet."""
    space = stage.world.meet.make_meet(stage.ana, smart_notes=True)
    host = viewed(stage, stage.world.calendar.add_event(ANA, hangoutLink=space.uri))
    assert Three(smart_notes=True) == three(host.card)


def test_a_meet_is_known_by_a_link_in_another_spelling(stage: Stage) -> None:
    """Capitals, a slash and a query do not hide the code of a link."""
    space = stage.world.meet.make_meet(stage.ana, smart_notes=True)
    spelt = meet_link(f"{space.code.upper()}/?authuser=1")
    host = viewed(stage, stage.world.calendar.add_event(ANA, conference=spelt))
    assert Three(smart_notes=True) == three(host.card)


def test_an_event_being_edited_is_not_written(stage: Stage) -> None:
    """While guests are being changed the card offers nothing that saving could overwrite."""
    host = viewed(stage, stage.world.calendar.add_event(ANA))
    host.update_event(attendees=({"email": BO},))
    assert [SAYS.unsaved_changes()] == paragraphs(host.card)
    assert ["Refresh"] == footer(host.card)
    assert 1 == len(host.stack.cards)


# A conference of somebody else's


@pytest.mark.parametrize(("knob", "said"), [("config-less", OTHER_HOST), ("403", OUT_OF_REACH)])
def test_a_meet_of_somebody_else_on_ones_own_event(stage: Stage, knob: str, said: str) -> None:
    """Its settings are not the organizer's to change, so replacing it is offered."""
    stage.world.knobs.get_by_non_owner = knob  # type: ignore[assignment]  # one of the two
    space = stage.world.meet.make_meet(stage.bo, recording=True)
    host = viewed(stage, stage.world.calendar.add_event(ANA, conference=space))
    assert [said] == paragraphs(host.card)
    assert [meet_line(space.uri)] == lines(host.card)
    assert ([], ["Join", ASKS]) == (footer(host.card), buttons(host.card))
    assert {} == switches(host.card)
    assert [READ_EVENT, READ_SPACE] == sorted(stage.called())


def test_a_meet_of_the_organizer_on_an_editable_event(stage: Stage) -> None:
    """A guest who may change the event learns who hosts, and may replace the Meet."""
    space = stage.world.meet.make_meet(stage.bo)
    event = stage.world.calendar.add_event(
        BO, attendees=[ANA], guests_can_modify=True, conference=space
    )
    host = viewed(stage, event)
    assert [ORGANIZER_HOSTS] == paragraphs(host.card)
    assert ([], ["Join", ASKS]) == (footer(host.card), buttons(host.card))


def test_a_nickname_link_holds_no_code(stage: Stage) -> None:
    """A `lookup/` link is a Meet that cannot be looked up, so only replacing it is offered."""
    host = viewed(
        stage, stage.world.calendar.add_event(ANA, conference=meet_link("lookup/planning"))
    )
    assert [OUT_OF_REACH] == paragraphs(host.card)
    assert [meet_line("https://meet.google.com/lookup/planning")] == lines(host.card)
    assert ([], ["Join", ASKS]) == (footer(host.card), buttons(host.card))
    assert [READ_EVENT] == stage.called()


def test_another_vendors_conference_is_named(stage: Stage) -> None:
    """The vendor's name and link are shown, and replacing it is offered."""
    conference = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    host = viewed(stage, stage.world.calendar.add_event(ANA, conference=conference))
    assert ["This event has a Sooma call."] == paragraphs(host.card)
    assert [("Sooma", "sooma.example.com/j/1", "")] == lines(host.card)
    assert ([], [ASKS]) == (footer(host.card), buttons(host.card))
    assert [READ_EVENT] == stage.called()


def without_a_name(stage: Stage) -> Json:
    """Another vendor's conference whose data do not say whose it is."""
    named = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    solution = {"key": named["conferenceSolution"]["key"]}
    return {**named, "conferenceSolution": solution}


def test_a_call_without_a_name_is_no_meet_either(stage: Stage) -> None:
    """Where its vendor is not told, neither is Google's name put in the place."""
    event_id = stage.world.calendar.add_event(ANA, conference=without_a_name(stage))
    host = viewed(stage, event_id)
    assert ["This event has a call that isn't Google Meet."] == paragraphs(host.card)
    assert [("Link", "sooma.example.com/j/1", "")] == lines(host.card)
    ask_to_replace(host)
    assert "Replace this call?" == headline(host.card)
    assert [
        (
            "A new Meet takes its place. You host it, and files go to your Google Drive. Guests "
            "who kept the old link will not find you there."
        )
    ] == remarks(host.card)
    assert ["Keep", "Replace"] == footer(host.card)


@pytest.mark.parametrize("named", [True, False], ids=["named", "without a name"])
def test_who_may_not_change_an_event_is_not_told_a_call_to_be_a_meet(
    stage: Stage, *, named: bool
) -> None:
    """On somebody else's event another vendor's call is told as what it is, to be read only."""
    sooma = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    conference = sooma if named else without_a_name(stage)
    host = viewed(stage, stage.world.calendar.add_event(BO, attendees=[ANA], conference=conference))
    told = (
        "This is a Sooma call; the add-on can set up Google Meet only."
        if named
        else "This is no Google Meet; the add-on can set up Google Meet only."
    )
    assert [BOS_EVENT, SHARED_WITH_YOU, told] == paragraphs(host.card)
    assert [("Sooma" if named else "Link", "sooma.example.com/j/1", "")] == lines(host.card)
    assert ([], []) == (footer(host.card), buttons(host.card))


# A link in the making


def test_a_pending_link_is_waited_for(stage: Stage) -> None:
    """While Calendar makes the link the card says so; Refresh then shows the new Meet."""
    event = stage.world.calendar.add_event(
        ANA, conference=stage.world.calendar.pending_conference(reads=1)
    )
    host = viewed(stage, event)
    assert ["Calendar is still making the Meet link. Press Refresh in a moment."] == (
        paragraphs(host.card)
    )
    assert ["Refresh"] == footer(host.card)
    assert [READ_EVENT] == stage.called()
    host.press_primary()
    assert ["Update settings", "Join"] == footer(host.card)
    assert [READ_EVENT, READ_SPACE] == stage.called()


def test_a_pending_link_may_fail(stage: Stage) -> None:
    """If Calendar gives up on the link, Refresh offers to create a Meet."""
    stage.world.knobs.create_request_fails = True
    event = stage.world.calendar.add_event(
        ANA, conference=stage.world.calendar.pending_conference(reads=1)
    )
    host = viewed(stage, event)
    host.press_primary()
    assert ["Create Meet"] == footer(host.card)
