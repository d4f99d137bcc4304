"""What outlasts its answer, or is for one person alone, is posted by the app itself, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sandbox.google import errors
from sandbox.google.chat.conversations import ChatMessage
from sandbox.google.faults import Gate
from sandbox.google.people.accounts import ALL, Feature
from sandbox.google.server import GoogleServer
from sandbox.hosts.chat.host import ChatHost
from tests.chat_delivery.long_work import Making
from tests.support.calls import AT_ONCE, CREATE_SPACE
from tests.support.cards import lines, paragraphs
from tests.support.chat import (
    INSERT,
    POST,
    as_recorded,
    card_of,
    in_dm,
    in_room,
    labels,
    of_bo,
    own,
    private_words,
    records,
    save_defaults,
    set_switches,
    written,
)
from tests.support.clock import Clock
from tests.support.deliveries import again, scheduling
from tests.support.late import MOMENT, WORKS
from tests.support.log import log_lines
from tests.support.schedule import complaints
from tests.support.stage import Json, Stage, staged
from tests.support.store import Rows
from tests.support.switches import OFF, ON, Three
from tests.support.words import SAYS
from tools.schema import check_message

pytestmark = pytest.mark.own_stage

BOT = "https://www.googleapis.com/auth/chat.bot"
FOLLOWS = (
    "Google is still creating your Meet. It is posted here as soon as it is ready. If it isn't "
    "here in two minutes, send “/meet Budget” again: you won't get a second one."
)
EVENT_FOLLOWS = (
    "Google is still creating the event. It is posted here as soon as it is ready, so you can "
    "close this. If it isn't here in two minutes, press Schedule again: you won't get a second "
    "event."
)
LACKING = [
    "Transcript: your Google Workspace edition or your administrator does not allow it.",
    "Your Google Workspace administrator can say why, and can change it.",
]


@pytest.fixture
def making(stage: Stage, clock: Clock) -> Iterator[Making]:
    """A Meet that is not made by the time of its answer."""
    made = Making(stage, clock)
    yield made
    made.end()


def public(chat: ChatHost) -> list[ChatMessage]:
    """The app's messages that everybody sees."""
    return [message for message in own(chat) if message.viewer is None]


def ended(making: Making) -> ChatHost:
    """The same chat, once all work has ended."""
    making.end()
    making.stage.function.settle()
    return making.chat


def bodies(google: GoogleServer) -> list[Json]:
    """What the app posted by itself; each is one that Chat takes."""
    found = [call.body or {} for call in google.calls_of(POST)]
    for body in found:
        check_message(body)
    return found


# A Meet that outlasts its answer


def test_a_meet_is_posted_when_it_is_there(making: Making) -> None:
    """The answer says so; then the app posts for everybody what the answer would have posted."""
    assert [FOLLOWS] == private_words(making.chat, making.told)
    chat = ended(making)
    [space] = making.stage.world.meet.spaces
    [message] = public(chat)
    assert [message] == public(of_bo(making.stage, chat))
    assert chat.app == message.sender
    assert ["Budget", "Hosted by Ana", f"meet.google.com/{space.code}"] == written(message.card)[:3]
    assert as_recorded(OFF) == records(message.card)
    assert [SAYS.join(), SAYS.change_settings(), SAYS.end_call()] == labels(message.card)
    assert "A Google Meet is ready." == message.fallback_text
    assert [CREATE_SPACE, POST] == making.stage.called()
    assert [BOT] == making.stage.google.metadata_fetches


def test_its_buttons_work(stage: Stage, clock: Clock) -> None:
    """The message that the app posted is changed like one that was answered."""
    making = Making(stage, clock)
    chat = ended(making)
    chat.click(SAYS.change_settings(), public(chat)[0])
    set_switches(chat, ON)
    assert as_recorded(ON) == records(card_of(chat.press(SAYS.save())))


@pytest.mark.parametrize("locale", ["de", "ja"])
def test_it_has_the_language_of_who_asked(stage: Stage, clock: Clock, locale: str) -> None:
    """What follows is said as the answer would have been."""
    making = Making(stage, clock, chat=in_room(stage, locale=locale))
    titles = {"de": "Host: Ana", "ja": "Meet の主催者: Ana"}
    assert titles[locale] == written(public(ended(making))[0].card)[1]


def test_it_stands_in_the_thread_of_the_command(stage: Stage, clock: Clock) -> None:
    """A command in a thread is followed there."""
    chat = in_room(stage)
    chat.say("Shall we?")
    thread = chat.messages[-1].thread
    gate = Gate()
    stage.google.faults.order(CREATE_SPACE, then=gate.wait)
    clock.spent = WORKS - MOMENT
    chat.slash_command("/meet", thread=thread)
    gate.open()
    stage.function.settle()
    assert [thread] == [message.thread for message in public(chat)]


def test_between_one_person_and_the_app_it_is_the_same(stage: Stage, clock: Clock) -> None:
    """In a direct message the Meet follows, too."""
    chat = ended(Making(stage, clock, chat=in_dm(stage)))
    assert "Budget" in written(public(chat)[-1].card)


@pytest.mark.parametrize(
    "trouble",
    [
        {"drop": "after"},
        {"drop": "before"},
        {"status": 503, "headers": AT_ONCE},
        {"status": 429, "headers": AT_ONCE},
    ],
    ids=str,
)
def test_it_is_posted_once_whatever_is_lost(making: Making, trouble: Json) -> None:
    """Where Chat's answer to the app is lost or late, the same message is sent, not another."""
    making.stage.google.faults.order(POST, **trouble)
    assert 1 == len(public(ended(making)))
    first, second = making.stage.google.calls_of(POST)
    assert first.query["requestId"] == second.query["requestId"]


def test_it_is_not_posted_again_where_it_may_be_there(stage: Stage, clock: Clock) -> None:
    """Where every answer of Chat's to the app is lost, nobody posts the same Meet once more."""
    making = Making(stage, clock)
    stage.google.faults.order(POST, drop="after", times=4)
    chat = ended(making)
    reply = again(stage, making.told).content.decode()
    assert SAYS.meet_posted("/meet Budget") in reply
    chat.slash_command("/meet", "Next")
    titles = [message.card["header"]["title"] for message in public(chat)]
    assert (["Budget", "Next"], 2) == (titles, len(stage.world.meet.spaces))


def test_delivered_again_it_is_not_posted_twice(stage: Stage, clock: Clock) -> None:
    """The command that outlasted its answer, delivered again, says that its Meet is posted."""
    making = Making(stage, clock)
    chat = ended(making)
    reply = again(stage, making.told).content.decode()
    assert SAYS.meet_posted("/meet Budget") in reply
    assert "privateMessageViewer" in reply
    stage.function.settle()
    assert 1 == len(public(chat))
    assert 1 == len(stage.world.meet.spaces)


def test_once_posted_the_next_command_makes_another(stage: Stage, clock: Clock) -> None:
    """What the app posted is finished: from then on the command means a new Meet."""
    making = Making(stage, clock)
    chat = ended(making)
    chat.slash_command("/meet", "Next")
    titles = [message.card["header"]["title"] for message in public(chat)]
    assert ["Budget", "Next"] == titles
    assert 2 == len(stage.world.meet.spaces)


def test_asked_for_meanwhile_it_is_posted_once(making: Making) -> None:
    """Whoever asks again before it is there gets it as the answer, or from the app: not twice."""
    gate = making.stage.google.faults.hold(POST)
    making.end()
    gate.open()
    making.chat.slash_command("/meet", "Budget")
    making.stage.function.settle()
    codes = {space.code for space in making.stage.world.meet.spaces}
    shown = [written(message.card)[2] for message in public(making.chat)]
    assert {f"meet.google.com/{code}" for code in codes} == set(shown)
    assert len(set(shown)) == len(shown)


@pytest.mark.parametrize(("ago", "lost"), [(30, False), (61, True)])
def test_what_the_app_dies_over_is_posted_by_the_next_asking(
    making: Making, rows: Rows, *, ago: int, lost: bool
) -> None:
    """For a minute the app may still be about to post what it claimed; then it never does."""
    posting = Gate()
    making.stage.google.faults.order(POST, then=posting.wait, status=500)
    making.stage.google.faults.order(POST, status=500, headers=AT_ONCE, times=9)
    making.end()
    assert posting.reached.wait(10)
    rows.date_back("followed", "since", ago)
    reply = again(making.stage, making.told).content.decode()
    posting.open()
    [space] = making.stage.world.meet.spaces
    assert (lost, not lost) == (space.code in reply, SAYS.meet_posted("/meet Budget") in reply)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, SAYS.refused_by_google()),
        (404, SAYS.meet_unavailable()),
        (503, SAYS.outcome_unknown()),
    ],
)
def test_what_failed_behind_the_answer_is_told_to_who_asked(
    stage: Stage, clock: Clock, status: int, words: str
) -> None:
    """Nobody else hears of it, and it says what to send again."""
    chat = ended(Making(stage, clock, status))
    message = own(chat)[-1]
    assert stage.ana == message.viewer
    assert "Budget" == message.card["header"]["title"]
    assert [words, "To try again, send “/meet Budget”."] == paragraphs(message.card)
    assert [] == own(of_bo(stage, chat))


def test_where_chat_refuses_the_next_command_finds_it(stage: Stage, clock: Clock) -> None:
    """If the app may not post, the Meet is not lost: the next command posts it as its answer."""
    stage.world.knobs.app_messages_taken = False
    finds_it_by_asking_again(Making(stage, clock))


def test_without_the_scope_the_next_command_finds_it(stage: Stage, clock: Clock) -> None:
    """Nor is it lost where the account's token may not post."""
    stage.world.knobs.metadata_scopes_heard = False
    finds_it_by_asking_again(Making(stage, clock))


def test_without_a_metadata_server_the_next_command_finds_it(tmp_path: Path, clock: Clock) -> None:
    """Nor where there is no such account after all."""
    nowhere = {"ADDON_STORE": f"sqlite:{tmp_path / 'addon.db'}", "GCE_METADATA_HOST": "127.0.0.1:1"}
    with staged(nowhere) as stage:
        finds_it_by_asking_again(Making(stage, clock))
        assert [] == stage.google.calls_of(POST)


def finds_it_by_asking_again(making: Making) -> None:
    """What the app could not post, the next command does: the Meet that was made."""
    chat = ended(making)
    assert [] == public(chat)
    found = chat.slash_command("/meet", "Budget")
    [space] = making.stage.world.meet.spaces
    assert f"meet.google.com/{space.code}" in written(card_of(found))
    assert 1 == len(public(making.chat))


def test_being_removed_meanwhile_ends_it(making: Making, rows: Rows) -> None:
    """Where the app is no member any more it posts nothing, and keeps nothing for long."""
    making.chat.remove_from_space()
    chat = ended(making)
    assert [] == public(chat)
    assert all(end is not None for _, _, end in rows.all())


def test_what_follows_is_logged_without_what_is_anybodys(making: Making) -> None:
    """A line says that it was posted; neither title nor names are in it."""
    with log_lines() as log:
        ended(making)
    [line] = [fields for fields in log.fields() if fields["route"] == "/chat, later"]
    assert "meet created" == line["outcome"]
    assert "Budget" not in str(log.fields())
    assert "Ana" not in str(log.fields())


# An event that outlasts its answer


def slow_event(stage: Stage, clock: Clock, status: int | None = None) -> tuple[ChatHost, Gate]:
    """Ana's dialog, pressed with a Calendar that takes longer than the answer may."""
    chat, gate = scheduling(stage), Gate()
    stage.google.faults.order(INSERT, then=gate.wait, status=status)
    clock.spent = WORKS - MOMENT
    chat.press("Schedule")
    clock.spent = 0.0
    return chat, gate


def test_an_event_is_posted_when_it_is_there(stage: Stage, clock: Clock) -> None:
    """The dialog says that it may be closed; the app posts the event for everybody."""
    chat, gate = slow_event(stage, clock)
    assert [EVENT_FOLLOWS] == complaints(chat)
    gate.open()
    stage.function.settle()
    [message] = public(chat)
    [body] = bodies(stage.google)
    assert "Budget" == message.card["header"]["title"]
    assert "2 guests were e-mailed" in written(message.card)
    assert "privateMessageViewer" not in body
    assert 1 == len(stage.world.calendar.entries(stage.ana.email))


def test_pressed_again_an_event_is_not_posted_twice(stage: Stage, clock: Clock) -> None:
    """Once the app has posted it, another press closes the dialog and says so."""
    chat, gate = slow_event(stage, clock)
    gate.open()
    stage.function.settle()
    chat.press("Schedule")
    assert (None, SAYS.event_posted()) == (chat.dialog, chat.notification)
    stage.function.settle()
    assert 1 == len(public(chat))
    assert 1 == len(stage.world.meet.spaces)


def test_pressed_again_with_other_switches_the_event_is_posted_anew(
    stage: Stage, clock: Clock
) -> None:
    """The message that the app posted says what is no longer so: what is so follows it."""
    chat, gate = slow_event(stage, clock)
    gate.open()
    stage.function.settle()
    set_switches(chat, ON)
    chat.press("Schedule")
    stage.function.settle()
    former, latter = public(chat)
    assert (as_recorded(OFF), as_recorded(ON)) == (records(former.card), records(latter.card))
    assert 1 == len(stage.world.calendar.entries(stage.ana.email))


def test_an_event_that_failed_is_told_to_who_scheduled_it(stage: Stage, clock: Clock) -> None:
    """What Calendar refused behind the answer is said with its reason, to nobody else."""
    chat, gate = scheduling(stage), Gate()
    refused = errors.calendar("quotaExceeded", "Calendar usage limits exceeded.")
    stage.google.faults.order(INSERT, then=gate.wait, error=refused)
    clock.spent = WORKS - MOMENT
    chat.press("Schedule")
    gate.open()
    stage.function.settle()
    message = own(chat)[-1]
    assert stage.ana == message.viewer
    assert SAYS.invitation_limit() in paragraphs(message.card)
    assert [] == own(of_bo(stage, chat))


# What is for the host alone


def test_the_host_alone_reads_why_something_is_off(stage: Stage) -> None:
    """In a room the message says what is off; the app tells its host alone the reason."""
    stage.ana.features = set(ALL - {Feature.TRANSCRIPTION})
    chat = in_room(stage)
    save_defaults(chat, ON)
    exchange = chat.slash_command("/meet", "Budget")
    stage.function.settle()
    assert as_recorded(Three(recording=True, smart_notes=True)) == records(card_of(exchange))
    assert "edition" not in str(exchange.response)
    [message] = [message for message in own(chat) if message.viewer]
    assert stage.ana == message.viewer
    assert ("Budget", LACKING) == (message.card["header"]["title"], paragraphs(message.card))
    [body] = bodies(stage.google)
    assert {"name": f"users/{stage.ana.sub}"} == body["privateMessageViewer"]
    assert [] == [message for message in own(of_bo(stage, chat)) if message.viewer]


def test_the_host_alone_reads_which_rules_were_refused(stage: Stage) -> None:
    """Who may do what is nobody's business but the host's, and what of it could not be set."""
    chat = in_room(stage)
    chat.slash_command("/settings")
    chat.form.set_input("access", "OPEN")
    chat.press(SAYS.save())
    stage.ana.features.discard(Feature.ACCESS_TYPE)
    chat.deliver_twice(lambda: chat.slash_command("/meet", "Budget"))
    stage.function.settle()
    assert 1 == len(stage.world.meet.spaces)
    [message] = [message for message in own(chat) if message.viewer]
    refused = "Your account may not set this in Google Meet: Who may join without asking."
    assert (stage.ana, [refused]) == (message.viewer, paragraphs(message.card))
    assert "may not set" not in str([message.card for message in public(chat)])


def test_alone_with_the_app_the_message_itself_says_why(stage: Stage) -> None:
    """In the direct message nobody else reads it, and the app posts nothing besides."""
    stage.ana.features = set(ALL - {Feature.TRANSCRIPTION})
    chat = in_dm(stage)
    save_defaults(chat, ON)
    exchange = chat.slash_command("/meet")
    stage.function.settle()
    assert LACKING == paragraphs(card_of(exchange))
    assert [] == stage.google.calls_of(POST)


def test_the_settings_dialog_says_why_too(stage: Stage) -> None:
    """Where the app may not post, its host finds the reason behind Change settings."""
    stage.world.knobs.app_messages_taken = False
    stage.ana.features = set(ALL - {Feature.TRANSCRIPTION})
    chat = in_room(stage)
    save_defaults(chat, ON)
    chat.slash_command("/meet")
    chat.click(SAYS.change_settings())
    today = datetime.now(UTC).date()
    assert [("Not available", "Transcript", SAYS.lacking(today))] == lines(chat.form.card)[1:]


def test_a_delivery_again_explains_once(stage: Stage) -> None:
    """However often Chat delivers the command, its host reads the reason one time."""
    stage.ana.features = set(ALL - {Feature.TRANSCRIPTION})
    chat = in_room(stage)
    save_defaults(chat, ON)
    chat.deliver_twice(lambda: chat.slash_command("/meet", "Budget"))
    stage.function.settle()
    assert 1 == len([message for message in own(chat) if message.viewer])


def test_changed_settings_are_explained_each_time(stage: Stage) -> None:
    """What Meet refuses when the settings are changed is told to the host behind the answer."""
    stage.ana.features = set(ALL - {Feature.TRANSCRIPTION})
    chat = in_room(stage)
    chat.slash_command("/meet", "Budget")
    for _ in range(2):
        chat.click(SAYS.change_settings(), public(chat)[0])
        if lines(chat.form.card)[1:]:
            chat.press(SAYS.check_again())
        set_switches(chat, ON)
        chat.press(SAYS.save())
    stage.function.settle()
    told = [paragraphs(message.card) for message in own(chat) if message.viewer]
    assert [LACKING, LACKING] == told
    assert [BOT] == stage.google.metadata_fetches
