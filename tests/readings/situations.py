"""Further jobs, each for the rows of the table that the main ones do not touch."""

from __future__ import annotations

from collections.abc import Mapping

from meeting.model import Artifact, Notify, Switches
from sandbox.google.people.accounts import Feature
from tests.readings.jobs import ZOOM, Job
from tests.support.cards import buttons, did, footer, lines, paragraphs, results
from tests.support.chat import as_recorded, card_of, in_room, labels, own, records, save_defaults
from tests.support.consent import ALL_EVENTS
from tests.support.people import ANA, BO
from tests.support.rules import USUAL, rules_of
from tests.support.schedule import complaints, planned, pressed
from tests.support.sidebar import agree_to_replace, ask_to_replace
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.switches import Three, choose, has
from tests.support.words import SAYS

FIRST = "2036-12-02T08:30:00+00:00"
"""When a series begins."""
AFTER_THREE = 3
"""Refreshes: more than any reading has Calendar take for a link."""


def calendar_of_another(stage: Stage) -> None:
    """On a calendar that somebody shares, its permission is asked for once, then a Meet made."""
    stage.world.calendar.share_calendar(BO, ANA, "writer")
    event_id = stage.world.calendar.add_event(BO)
    host = stage.host()
    host.installation.granted -= {ALL_EVENTS}
    host.open_event(BO, event_id)
    host.set_input("host", "me")
    host.press_primary()
    if "event" == host.card["name"]:
        host.press_primary()
    [space] = stage.world.meet.spaces
    assert SAYS.created() == did(host.card)
    assert space.uri == link(stage, BO, event_id)
    assert 1 == len(host.consents)


def link_in_the_making(stage: Stage) -> None:
    """A link that Calendar is asked for ends as its Meet, or as an event without one."""
    event_id = stage.world.calendar.add_event(ANA)
    [entry] = stage.world.calendar.entries(ANA)
    stage.world.calendar.request_conference(entry, "request-1", caller=ANA)
    host = stage.host()
    host.open_event(ANA, event_id)
    for _ in range(AFTER_THREE):
        if [SAYS.refresh()] == footer(host.card):
            assert [SAYS.link_pending()] == paragraphs(host.card)
            host.refresh()
    if stage.world.meet.spaces:
        assert [SAYS.update(), SAYS.join()] == footer(host.card)
    else:
        assert [SAYS.create()] == footer(host.card)


def meet_of_another(stage: Stage) -> None:
    """A Meet that somebody else hosts can be replaced, and not be set."""
    theirs = stage.world.meet.make_meet(BO)
    event_id = stage.world.calendar.add_event(ANA, conference=theirs)
    host = stage.host()
    host.open_event(ANA, event_id)
    assert ([], [SAYS.join(), SAYS.replace()]) == (footer(host.card), buttons(host.card))
    ask_to_replace(host)
    agree_to_replace(host)
    [mine] = [space for space in stage.world.meet.spaces if space is not theirs]
    assert SAYS.replaced() == did(host.card)
    assert mine.uri == link(stage, ANA, event_id)


def account_without_notes(stage: Stage) -> None:
    """What the account lacks is left out and told, the rest is made as wanted."""
    stage.ana.features -= {Feature.SMART_NOTES}
    event_id = stage.world.calendar.add_event(ANA)
    host = stage.host()
    host.open_event(ANA, event_id)
    choose(host, Three(recording=True, smart_notes=True))
    host.press_primary()
    [space] = stage.world.meet.spaces
    assert {"Recording": "On", "Transcript": "Off", "Notes": "Not available"} == results(host.card)
    assert Three(recording=True) == has(space)


def everybody_in_a_room(stage: Stage) -> None:
    """Who is in the room is invited as far as addresses are told, who is not is counted."""
    stranger = stage.world.add_user("eve@elsewhere.example")
    chat = in_room(stage)
    assert chat.space is not None
    stage.world.chat.join(chat.space, stranger)
    exchange = pressed(planned(chat, invite_members=True))
    [event] = [
        stage.world.calendar.event(ANA, each.event.id, ANA)
        for each in stage.world.calendar.entries(ANA)
    ]
    invited = {guest["email"] for guest in event["attendees"] if not guest.get("self")}
    left_out = [SAYS.members_left_out(1)] if stranger.email not in invited else []
    assert BO in invited
    assert left_out == paragraphs(card_of(exchange))


def picked_stranger(stage: Stage) -> None:
    """Who was picked is invited, or the dialog says whose address is to be typed."""
    stranger = stage.world.add_user("eve@elsewhere.example")
    chat = planned(in_room(stage), picked=(BO, stranger.email))
    pressed(chat)
    events = [
        stage.world.calendar.event(ANA, each.event.id, ANA)
        for each in stage.world.calendar.entries(ANA)
    ]
    if events:
        invited = {guest["email"] for guest in events[0]["attendees"]}
        assert {BO, stranger.email} <= invited
    else:
        assert [SAYS.hidden_guests(1)] == complaints(chat)


def room_that_was_left(stage: Stage) -> None:
    """Whoever is no longer in a conversation is not told who is."""
    chat = planned(in_room(stage), invite_members=True)
    assert chat.space is not None
    stage.world.chat.leave(chat.space, stage.ana)
    pressed(chat)
    assert SAYS.addresses_hidden() in paragraphs(chat.form.card)
    assert [] == stage.world.meet.spaces


def settings_of_a_posted_meet(stage: Stage) -> None:
    """They open in a dialog; closed by its cross nothing is changed, saved the message tells."""
    chat = in_room(stage)
    chat.slash_command("/meet")
    [space] = stage.world.meet.spaces
    chat.click(SAYS.change_settings())
    chat.form.close()
    assert Three() == has(space)
    chat.click(SAYS.change_settings())
    chat.form.set_switch("recording", True)
    chat.form.press_primary()
    assert Three(recording=True) == has(space)
    assert as_recorded(Three(recording=True)) == records(chat.messages[-1].card)
    assert SAYS.join() in labels(chat.messages[-1].card)


def refused_in_a_room(stage: Stage) -> None:
    """Why a Meet is not as wanted is its host's to read: from the app, and behind its button."""
    stage.ana.features.remove(Feature.RECORDING)
    chat = in_room(stage)
    save_defaults(chat, Three(recording=True))
    exchange = chat.slash_command("/meet")
    stage.function.settle()
    assert as_recorded(Three()) == records(card_of(exchange))
    reason = SAYS.not_for_your_account(Artifact.RECORDING)
    posted = [paragraphs(message.card) for message in own(chat) if message.viewer]
    assert posted in ([], [[reason, SAYS.administrator_can_change()]])
    [message] = [message for message in own(chat) if message.viewer is None]
    chat.click(SAYS.change_settings(), message)
    assert SAYS.refused() in [above for above, _, _ in lines(chat.form.card)]


def one_event_of_a_series(stage: Stage) -> None:
    """What is chosen among radio buttons and in a folded section counts at the press."""
    series = stage.world.calendar.add_event(
        ANA, start=FIRST, recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"], attendees=[BO]
    )
    second = f"{series}_20361209T083000Z"
    host = stage.host()
    host.open_event(ANA, second)
    host.set_input("applies_to", "event")
    host.set_input("notify", "all")
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert SAYS.guests_emailed(Notify.EVERYBODY) in paragraphs(host.card)
    [space] = stage.world.meet.spaces
    assert space.uri == link(stage, ANA, second)
    assert None is link(stage, ANA, series)


def guests_told(stage: Stage) -> None:
    """The line comes with the link, after others' words, and goes when that is wanted."""
    event_id = stage.world.calendar.add_event(
        ANA, attendees=[BO], description="Agenda", conference=ZOOM
    )
    host = stage.host()
    host.open_event(ANA, event_id)
    ask_to_replace(host)
    choose(host, Three(recording=True))
    for name in ("tell_guests", "remember"):
        host.set_switch(name, True)
    agree_to_replace(host)
    assert SAYS.guests_told() in paragraphs(host.card)
    line = SAYS.guest_line(Switches(recording=True))
    event = stage.world.calendar.event(ANA, event_id, ANA)
    assert f"Agenda\n\n{line}" == event["description"]
    assert "zoom" not in str(event)
    another = stage.world.calendar.add_event(ANA, attendees=[BO])
    host.open_event(ANA, another)
    host.press_primary()
    assert line == stage.world.calendar.event(ANA, another, ANA)["description"]
    host.open_event(ANA, event_id)
    host.set_switch("tell_guests", False)
    host.press_primary()
    assert SAYS.guests_no_longer_told() in paragraphs(host.card)
    assert "Agenda" == stage.world.calendar.event(ANA, event_id, ANA)["description"]


def conference_in_an_editor(stage: Stage) -> None:
    """A Meet that is made while another conference waits to be saved is one that was asked for."""
    event_id = stage.world.calendar.add_event(ANA)
    host = stage.host()
    host.open_event(ANA, event_id)
    of_bo = stage.world.calendar.calendar_conference(stage.world.meet.make_meet(BO))
    host.update_event(conference=of_bo)
    assert [SAYS.unsaved_changes()] == paragraphs(host.card)
    host.press_primary()
    if [SAYS.refresh()] == footer(host.card):
        assert [SAYS.unsaved_changes()] == paragraphs(host.card)
        assert [ANA] != [space.owner for space in stage.world.meet.spaces]
    else:
        host.press_primary()
        assert SAYS.created() == did(host.card)


def rules_in_a_folded_section(stage: Stage) -> None:
    """Who may do what stays as it is while nobody unfolds it, and is set by whoever does."""
    space = stage.world.meet.make_meet(ANA, accessType="OPEN", moderation="ON")
    host = stage.host()
    host.open_event(ANA, stage.world.calendar.add_event(ANA, conference=space))
    choose(host, Three(recording=True))
    host.press_primary()
    assert {**USUAL, "access": "OPEN", "moderation": "ON"} == rules_of(space)
    host.press_primary()
    host.set_switch("moderation", False)
    host.set_switch("attendance", True)
    host.press_primary()
    assert {**USUAL, "access": "OPEN", "attendance": "GENERATE_REPORT"} == rules_of(space)
    assert Three(recording=True) == has(space)


SITUATIONS: Mapping[Job, tuple[str, ...]] = {
    calendar_of_another: (
        "owned_scope_on_foreign_calendar",
        "role_told",
        "radio_change_told",
        "shared_properties_taken",
    ),
    link_in_the_making: (
        "create_request_status",
        "create_request_pending_reads",
        "create_request_fails",
        "create_request_owner",
    ),
    meet_of_another: ("get_by_non_owner",),
    account_without_notes: ("smart_notes_feature", "off_refused_without_feature"),
    everybody_in_a_room: ("chat_users_tell_email",),
    picked_stranger: ("strangers_in_people",),
    room_that_was_left: ("chat_space_not_joined",),
    settings_of_a_posted_meet: ("cancel_told", "update_replaces_message"),
    one_event_of_a_series: ("radio_change_told", "folded_inputs_sent"),
    guests_told: ("patch_objects", "hangout_link_answered", "folded_inputs_sent"),
    conference_in_an_editor: ("clicks_tell_editor",),
    rules_in_a_folded_section: (
        "folded_inputs_sent",
        "only_touched_values_kept",
        "redraw_resets_form",
    ),
    refused_in_a_room: ("app_messages_taken", "metadata_scopes_heard"),
}
"""Each job, and the rows that its outcome must not depend on."""

AVOIDED = frozenset(
    {
        "chat_space_missing",
        "click_needs_an_answer",
        "co_host_starts_artifacts",
        "dialog_request_needs_a_dialog",
        "locked_refuses_conference",
        "missing_mask",
        "past_events_mailed",
        "replies_stay_in_threads",
        "submit_needs_an_answer",
        "updated_dialog_keeps_values",
    }
)
"""Rows that Google is never brought to decide: what the add-on does fits all of their readings."""
