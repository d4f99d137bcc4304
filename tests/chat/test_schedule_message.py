"""The message of a scheduled event: its guests, and what its host can do from it."""

from __future__ import annotations

import json

import pytest

from sandbox.google.chat.conversations import ChatMessage
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.exchange import Exchange
from tests.support.calls import PATCH_SPACE, READ_EVENT, READ_SPACE
from tests.support.cards import lines
from tests.support.chat import (
    END,
    as_recorded,
    card_of,
    dialog_words,
    forging,
    in_room,
    labels,
    of_bo,
    own,
    records,
    set_switches,
    written,
)
from tests.support.people import ANA, BO
from tests.support.schedule import START, fill, planned, pressed
from tests.support.stage import Stage
from tests.support.state import only_space
from tests.support.switches import OFF, ON, Three, has
from tests.support.words import SAYS

KIM = "kim@customer.example"
BUTTONS = [SAYS.join(), SAYS.open_in_calendar(), SAYS.change_settings(), SAYS.end_call()]


def guests_of(exchange: Exchange) -> tuple[str, str, str]:
    """The line about guests."""
    [line] = [line for line in lines(card_of(exchange)) if "uest" in line[0] + line[2]]
    return line


@pytest.fixture
def chat(stage: Stage) -> ChatHost:
    """Ana's Chat, in a room with Bo, after an event was scheduled with Bo and Kim."""
    made = planned(in_room(stage), addresses=f"{BO}, {KIM}", notify="all")
    pressed(made)
    stage.called()
    return made


def message_of(chat: ChatHost) -> ChatMessage:
    """The newest message with a Meet that the person sees."""
    return [each for each in own(chat) if SAYS.end_call() in labels(each.card)][-1]


# Guests


def test_guests_are_called_by_name(stage: Stage) -> None:
    """Whom the directory names comes first, by name; whoever was typed only, by the address."""
    exchange = pressed(planned(in_room(stage), picked=(BO,), addresses=KIM))
    assert (
        "2 guests",
        "Bo, kim@customer.example",
        "Guests without Google Calendar were e-mailed",
    ) == guests_of(exchange)


@pytest.mark.parametrize("told", [True, False])
def test_members_are_called_by_name(stage: Stage, told: bool) -> None:
    """So are the members of the conversation, whoever tells their address."""
    stage.world.knobs.chat_users_tell_email = told
    exchange = pressed(planned(in_room(stage), invite_members=True))
    assert "Bo" == guests_of(exchange)[1]


@pytest.mark.parametrize(
    ("count", "named"),
    [
        (1, "guest0@example.com"),
        (5, ", ".join(f"guest{number}@example.com" for number in range(5))),
        (6, f"{', '.join(f'guest{number}@example.com' for number in range(4))} and 2 more"),
        (200, f"{', '.join(f'guest{number}@example.com' for number in range(4))} and 196 more"),
    ],
)
def test_many_guests_are_named_in_part(stage: Stage, count: int, named: str) -> None:
    """As many as a line takes; of the others there is a number."""
    addresses = ", ".join(f"guest{number}@example.com" for number in range(count))
    exchange = pressed(planned(in_room(stage), addresses=addresses))
    assert (f"{count} guest{'s' * (count > 1)}", named) == guests_of(exchange)[:2]


@pytest.mark.parametrize(
    ("locale", "more"),
    [
        ("de", " und 3 weitere"),
        ("es", " y 3 más"),
        ("fr", " et 3 autres"),
        ("ja", "、ほか 3 人"),
        ("pt-BR", " e mais 3"),
        ("ru", " и ещё 3"),
    ],
)
def test_guests_are_counted_in_the_posters_language(stage: Stage, locale: str, more: str) -> None:
    """How many more there are is said as the language does."""
    addresses = ", ".join(f"guest{number}@example.com" for number in range(7))
    exchange = planned(in_room(stage, locale=locale), addresses=addresses).form.press_primary()
    named = ", ".join(f"guest{number}@example.com" for number in range(4))
    assert f"{named}{more}" in [text for _, text, _ in lines(card_of(exchange))]


@pytest.mark.parametrize(
    ("notify", "words"),
    [
        ("none", "Guests were not e-mailed"),
        ("external", "Guests without Google Calendar were e-mailed"),
        ("all", "2 guests were e-mailed"),
    ],
)
def test_the_message_says_who_was_mailed(stage: Stage, notify: str, words: str) -> None:
    """Whether guests were e-mailed is there for everybody to read."""
    exchange = pressed(planned(in_room(stage), addresses=f"{BO}, {KIM}", notify=notify))
    assert words == guests_of(exchange)[2]


def test_a_name_is_text(stage: Stage) -> None:
    """HTML in a guest's name is none in the card."""
    stage.world.add_user("eve@example.com", display_name="Eve <b>& Co</b>")
    exchange = pressed(planned(in_room(stage), picked=("eve@example.com",)))
    assert "Eve &lt;b&gt;&amp; Co&lt;/b&gt;" == guests_of(exchange)[1]


# What its host can do


def test_its_host_changes_its_settings(stage: Stage, chat: ChatHost) -> None:
    """Change settings sets the Meet; what else the message tells of the event stays."""
    message = message_of(chat)
    before = [line for line in written(message.card) if line not in as_recorded(OFF)]
    assert BUTTONS == labels(message.card)
    chat.click(SAYS.change_settings())
    assert "This meeting" == chat.form.card["header"]["title"]
    set_switches(chat, ON)
    exchange = chat.press(SAYS.save())
    assert [READ_SPACE, READ_EVENT, READ_SPACE, PATCH_SPACE] == stage.called()
    assert ON == has(only_space(stage))
    card = message_of(of_bo(stage, chat)).card
    assert [*before, *as_recorded(ON)] == written(card) == written(card_of(exchange))
    assert BUTTONS == labels(card)


def test_its_settings_may_be_changed_again_and_again(chat: ChatHost) -> None:
    """The changed message can be changed like the first."""
    first = written(message_of(chat).card)
    for wanted in (ON, Three(transcription=True), OFF):
        chat.click(SAYS.change_settings())
        set_switches(chat, wanted)
        assert as_recorded(wanted) == records(card_of(chat.press(SAYS.save())))
    assert first == written(message_of(chat).card)


def test_its_host_ends_its_call(stage: Stage, chat: ChatHost) -> None:
    """End call ends the running call for everybody."""
    held = stage.world.meet.start_conference(only_space(stage), [stage.ana, stage.bo])
    chat.click(SAYS.end_call())
    chat.press(SAYS.end_call())
    assert (None, "The call has ended.") == (chat.dialog, chat.notification)
    assert held.ended is not None
    assert END in stage.called()


@pytest.mark.parametrize(
    ("button", "words"),
    [
        (SAYS.change_settings(), "Only Ana, who hosts this Meet, can change its settings."),
        (SAYS.end_call(), "Only Ana, who hosts this Meet, can end its call."),
    ],
)
def test_others_read_who_can(stage: Stage, chat: ChatHost, button: str, words: str) -> None:
    """Bo's press is refused with the name of who may, before Google is asked."""
    bo = of_bo(stage, chat)
    bo.click(button)
    assert [words] == dialog_words(bo)
    assert [] == stage.called()


FORGED = [
    *("", "{", "[]", "null", "1", '"x"', "[" * 1000, "{}", "x" * 5000),
    json.dumps({"when": None, "guests": 1, "count": 0, "notified": "all", "link": ""}),
    json.dumps(
        {
            "when": ["soon", "later", ""],
            "guests": [],
            "count": 0,
            "notified": "all",
            "link": "",
            "left_out": 0,
        }
    ),
    json.dumps(
        {
            "when": ["2031-05-14T09:30:00", "2031-05-14T10:00:00", ""],
            "guests": [],
            "count": 0,
            "notified": "none",
            "link": "",
            "left_out": 0,
        }
    ),
]
"""What no button of ours carries."""


@pytest.mark.parametrize("forged", FORGED, ids=lambda value: value[:20])
def test_what_no_button_carries_is_told_of_no_event(chat: ChatHost, forged: str) -> None:
    """Where a browser changes what the button carries, the Meet's card tells of no event."""
    chat.click(SAYS.change_settings())
    forging(chat, scheduled=forged)
    card = card_of(chat.press(SAYS.save()))
    assert [SAYS.join(), SAYS.change_settings(), SAYS.end_call()] == labels(card)


def test_a_forged_event_stays_text_and_leads_to_calendar_alone(chat: ChatHost) -> None:
    """Names are text and short, counts are no more than they can be, and links are Calendar's."""
    chat.click(SAYS.change_settings())
    told = {
        "when": ["2031-05-14", "2031-05-15", ""],
        "guests": ["<b>", "x" * 1000],
        "count": 10**30,
        "notified": "none",
        "link": "https://www.google.com.example/calendar/",
        "left_out": -1,
    }
    forging(chat, scheduled=json.dumps(told))
    card = card_of(chat.press(SAYS.save()))
    assert SAYS.open_in_calendar() not in labels(card)
    names = f"&lt;b&gt;, {'x' * 79}… and 9997 more"
    assert ("9999 guests", names, "Guests were not e-mailed") in lines(card)


def test_a_corrected_dialog_tells_of_the_event_that_was_made(stage: Stage) -> None:
    """The message has what Calendar has, not what was typed first."""
    chat = planned(in_room(stage), title="First", addresses="nobody")
    pressed(chat)
    fill(chat, title="Second", addresses=BO, start=START)
    exchange = pressed(chat)
    assert "Second" == card_of(exchange)["header"]["title"]
    assert BO == guests_of(exchange)[1]
    [entry] = stage.world.calendar.entries(ANA)
    assert "Second" == entry.event.fields["summary"]
