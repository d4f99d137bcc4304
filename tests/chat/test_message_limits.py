"""Chat takes 32,000 bytes a message: kept with the longest titles, most guests, long refusals."""

from __future__ import annotations

import json

import pytest

from addon.permissions.scopes import LOCALE, SCOPES
from cards.languages import LANGUAGES, text_for
from sandbox.google import errors
from sandbox.hosts.chat.answers import MESSAGE_BYTES, message_bytes
from sandbox.hosts.exchange import Exchange
from tests.support.calls import CREATE_SPACE, INSERT
from tests.support.cards import lines, paragraphs
from tests.support.chat import (
    dialog_words,
    forging,
    in_dm,
    in_room,
    inputs,
    own,
    posted,
    private_words,
    set_switches,
)
from tests.support.consent import declines
from tests.support.log import log_lines
from tests.support.schedule import complaints, fill, kept, planned, pressed
from tests.support.stage import Json, Stage
from tests.support.switches import ON
from tests.support.words import SAYS

LONGEST = [
    pytest.param("🙂" * 1024, id="emoji"),
    pytest.param("&" * 1024, id="html"),
    pytest.param("<b>\"'\\" * 170 + "<b>'", id="tags"),
    pytest.param("\x01" * 1024, id="control characters"),
    pytest.param("👩‍👩‍👧‍👦" * 146, id="families"),
]
FLOOD = [
    pytest.param("🙂" * 7_900, id="emoji"),
    pytest.param("&" * 31_000, id="html"),
    pytest.param("word " * 6_200, id="words"),
]


def sizes(message: Json) -> list[int]:
    """The bytes of a message or card: as UTF-8, and as it goes over the wire."""
    return [message_bytes(message), len(json.dumps(message, separators=(",", ":")))]


def fits(exchange: Exchange | None) -> bool:
    """Whether what was posted is within the limit, however it is counted."""
    return max(sizes(posted(exchange))) <= MESSAGE_BYTES


@pytest.mark.parametrize("title", [*LONGEST, *FLOOD])
def test_a_meet_with_a_very_long_title_fits(stage: Stage, title: str) -> None:
    """Its title is cut, since three places carry it; changing its settings changes no length."""
    chat = in_room(stage)
    exchange = chat.slash_command("/meet", title)
    assert fits(exchange)
    before = own(chat)[-1].card["header"]
    chat.click(SAYS.change_settings())
    set_switches(chat, ON)
    assert fits(chat.press(SAYS.save()))
    assert before == own(chat)[-1].card["header"]


@pytest.mark.parametrize("title", LONGEST)
def test_an_event_with_the_longest_title_and_most_guests_fits(stage: Stage, title: str) -> None:
    """The event has the whole title, of two hundred guests a few are named; both buttons fit."""
    guests = ", ".join(f"somebody.with.a.long.name{number}@example.com" for number in range(200))
    chat = planned(in_room(stage), title=title, addresses=guests)
    exchange = pressed(chat)
    assert fits(exchange)
    [insert] = stage.google.calls_of(INSERT)
    assert (title.strip(), 200) == (
        (insert.body or {})["summary"],
        len((insert.body or {})["attendees"]),
    )
    assert "200 guests" in [above for above, _, _ in lines(own(chat)[-1].card)]
    chat.click(SAYS.change_settings())
    set_switches(chat, ON)
    assert fits(chat.press(SAYS.save()))


@pytest.mark.parametrize("title", [*LONGEST, *FLOOD])
def test_the_button_that_opens_the_dialog_fits(stage: Stage, title: str) -> None:
    """The card that a mention gets carries as much of a title as a dialog could complain of."""
    chat = in_room(stage)
    assert fits(chat.say(f"schedule {title}", mention=True))
    chat.click(SAYS.open_dialog())
    kept_title = inputs(chat.form.card)["title"]["value"]
    assert title.strip()[:1024] == kept_title[:1024]
    assert (len(title.strip()) > 1024) == (len(kept_title) > 1024)


@pytest.mark.parametrize("title", FLOOD)
def test_the_dialog_of_a_very_long_title_fits(stage: Stage, title: str) -> None:
    """Words without end after `/schedule` are cut, and still too many for a title."""
    chat = in_room(stage)
    chat.slash_command("/schedule", title)
    assert max(sizes(chat.form.card)) <= MESSAGE_BYTES
    pressed(chat)
    assert [SAYS.title_too_long(1024)] == complaints(chat)


def test_a_full_dialog_fits(stage: Stage) -> None:
    """With the longest title, a hundred picked, a hundred typed and a complaint, it is not more."""
    people = [stage.world.add_user(f"guest{number}@example.com") for number in range(100)]
    chat = planned(
        in_room(stage),
        title="🙂" * 1024,
        picked=tuple(f"users/{person.sub}" for person in people),
        invite_members=True,
        wanted=ON,
    )
    typed = [f"somebody{number}@example.com" for number in range(99)]
    fill(chat, addresses=", ".join([*typed, "&" * 200]))
    kept(chat, lambda: pressed(chat))
    assert 1 == len(complaints(chat))
    assert message_bytes(chat.form.card) <= MESSAGE_BYTES


@pytest.mark.parametrize("reason", ["&" * 40_000, "🙂" * 40_000])
def test_whatever_google_says_fits(stage: Stage, reason: str) -> None:
    """A reason without end shows nowhere, neither in messages nor in dialogs."""
    chat = in_room(stage)
    refusal = errors.meet(400, reason).body
    stage.google.faults.order(CREATE_SPACE, status=400, body=refusal)
    exchange = chat.slash_command("/meet")
    assert [SAYS.refused_by_google()] == private_words(chat, exchange)
    assert fits(exchange)

    planned(chat)
    stage.google.faults.order(CREATE_SPACE, status=400, body=refusal)
    kept(chat, lambda: pressed(chat))
    assert [SAYS.refused_by_google()] == complaints(chat)
    assert max(sizes(chat.form.card)) <= MESSAGE_BYTES


def test_a_card_about_every_permission_fits(stage: Stage) -> None:
    """Even one that names all of them, with an attempt that a browser made long."""
    chat = in_dm(stage, granted=[], consent=declines)
    chat.slash_command("/meet")
    names = " ".join(scope.name for scope in SCOPES if scope != LOCALE)
    forging(chat, scopes=names * 500, attempt="long" * 20_000)
    assert fits(chat.click(SAYS.grant()))


@pytest.mark.parametrize("command", ["/help", "/settings"])
def test_words_that_a_command_has_no_use_for_are_left_out(stage: Stage, command: str) -> None:
    """What follows a command that takes no title shows nowhere."""
    chat = in_room(stage)
    exchange = chat.slash_command(command, "x" * 31_000)
    assert "xxxx" not in json.dumps(exchange.response)
    if command == "/settings":
        assert [SAYS.defaults_intro(), SAYS.to_your_drive()] == dialog_words(chat)


# Over the limit by what somebody types, or a browser sends

every_language = pytest.mark.parametrize("locale", ["en-US", *LANGUAGES])
ADDRESSES = [
    pytest.param("somebody.with.a.long.name{}@example.com", id="long"),
    pytest.param("🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂{}@example.com", id="emoji"),
    pytest.param('"{}"', id="none"),
]


@every_language
@pytest.mark.parametrize("address", ADDRESSES)
def test_seven_hundred_typed_addresses_are_answered(
    stage: Stage, locale: str, address: str
) -> None:
    """They are too many, and the dialog that says so fits; nothing is made."""
    chat = planned(
        in_room(stage, locale=locale),
        title="🙂" * 1024,
        addresses=", ".join(address.format(number) for number in range(700)),
    )
    with log_lines() as log:
        pressed(chat)
    assert [] == log.errors()
    text = text_for(locale)
    card = chat.form.card
    first = {"sections": card["sections"][:1]}
    [heading], words = paragraphs(first), [words for _, words, _ in lines(first)]
    said = [text.too_many_guests(700, 200)]
    if "@" not in address:
        said = [text.unreadable_address(address.format(number)) for number in range(5)]
    assert (f"<b>{text.correct_this()}</b>", said) == (heading, words)
    assert message_bytes(card) <= MESSAGE_BYTES
    assert [] == stage.called()


@every_language
@pytest.mark.parametrize("title", FLOOD)
def test_a_long_title_in_a_parameter_is_cut(stage: Stage, locale: str, title: str) -> None:
    """What a browser makes of a button's title is cut in what it leads to."""
    text = text_for(locale)
    chat = in_room(stage, locale=locale)
    chat.say("schedule", mention=True)
    forging(chat, title=title * 4)
    with log_lines() as log:
        chat.click(text.open_dialog())
        assert message_bytes(chat.form.card) <= MESSAGE_BYTES
        chat.form.close()
        chat.installation.tamper = None
        chat.slash_command("/meet", "Plan")
        forging(chat, title=title * 4)
        chat.click(text.change_settings())
        assert message_bytes(chat.form.card) <= MESSAGE_BYTES
        assert fits(chat.press(text.save()))
        chat.installation.tamper = None
        chat.slash_command("/help")
        forging(chat, title=title * 4)
        assert fits(chat.click(text.start_meet()))
    assert [] == log.errors()
