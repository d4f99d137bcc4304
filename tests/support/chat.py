"""Steps in Google Chat that scenarios share, and what they read off messages and dialogs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.google.chat.conversations import ChatMessage, ChatSpace
from sandbox.google.people.accounts import User
from sandbox.hosts.card_text import plain
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.exchange import Exchange
from sandbox.hosts.parts import pressables
from tests.support.cards import lines, paragraphs
from tests.support.stage import Json, Stage, messages_in
from tests.support.switches import Three
from tests.support.words import SAYS
from torture.words import MADE, NOT_MADE

MEMBERS = "chat.spaces.members.list"
PEOPLE = "people.people.getBatchGet"
INSERT = "calendar.events.insert"
END = "meet.spaces.endActiveConference"
POST = "chat.spaces.messages.create"


def room(stage: Stage, *others: User) -> ChatSpace:
    """A named space with Ana, others (Bo if nobody is named) and the app."""
    space = stage.world.chat.add_space("Team", [stage.ana, *(others or (stage.bo,))])
    stage.world.chat.join(space, stage.chat().app)
    return space


def in_room(stage: Stage, **options: Any) -> ChatHost:  # noqa: ANN401  # as ChatHost
    """Ana's Chat with a room open that she shares with Bo and the app."""
    return stage.chat(**options).in_space(room(stage))


def of_bo(stage: Stage, chat: ChatHost) -> ChatHost:
    """Bo's Chat with the same conversation open."""
    assert chat.space is not None
    return stage.chat(stage.bo).in_space(chat.space)


def in_dm(stage: Stage, **options: Any) -> ChatHost:  # noqa: ANN401  # as ChatHost
    """Ana's Chat with her direct message with the app open."""
    chat = stage.chat(**options)
    stage.world.chat.join(stage.world.chat.direct_message(stage.ana, chat.app), chat.app)
    chat.open_dm()
    return chat


# What was answered


def posted(exchange: Exchange | None) -> Json:
    """The message that an answer posts, or puts in place of another."""
    assert exchange is not None
    [message] = messages_in(exchange)
    return message


def card_of(exchange: Exchange | None) -> Json:
    """The card of the message that an answer posts."""
    [entry] = posted(exchange)["cardsV2"]
    card: Json = entry["card"]
    return card


def private_words(chat: ChatHost, exchange: Exchange | None) -> list[str]:
    """What a message for this person's eyes only says."""
    assert {"name": f"users/{chat.user.sub}"} == posted(exchange).get("privateMessageViewer")
    return paragraphs(card_of(exchange))


def written(card: Json) -> list[str]:
    """Everything that a posted Meet's card says, as plain text: its header and its lines."""
    header = card["header"]
    texts = [words for line in lines(card) for words in line]
    return [plain(words) for words in (header["title"], header["subtitle"], *texts) if words]


def records(card: Json) -> list[str]:
    """What a posted Meet's card says of the three."""
    return [words for words in written(card) if words in MADE or words in NOT_MADE]


def as_recorded(wanted: Three) -> list[str]:
    """The same of what stands so: a line for each that is on, one for all that are off."""
    off = tuple(name for name, on in wanted._asdict().items() if not on)
    made = [words for words, name in MADE.items() if name not in off]
    return [*made, *(words for words, told in NOT_MADE.items() if told == off)]


def dialog_words(chat: ChatHost) -> list[str]:
    """What the open dialog says."""
    return paragraphs(chat.form.card)


def labels(card: Json) -> list[str]:
    """The labels of a card's buttons."""
    return [part.label for part in pressables(card)]


def shown(chat: ChatHost) -> list[str]:
    """The names of all messages that the person sees."""
    return [message.name for message in chat.messages]


def own(chat: ChatHost) -> list[ChatMessage]:
    """The app's messages that the person sees."""
    return [message for message in chat.messages if message.sender == chat.app]


def inputs(card: Json) -> dict[str, Json]:
    """The inputs of a card by name, switches left out."""
    kinds = ("textInput", "selectionInput", "dateTimePicker")
    widgets = [widget for section in card["sections"] for widget in section["widgets"]]
    found = [widget[kind] for widget in widgets for kind in kinds if kind in widget]
    return {each["name"]: each for each in found}


def selected(selection: Json) -> list[str]:
    """The values that a selection has chosen."""
    return [item["value"] for item in selection.get("items", []) if item.get("selected")]


# What is done


def set_switches(chat: ChatHost, wanted: Three) -> None:
    """Set the three switches of the open dialog."""
    for name, on in wanted._asdict().items():
        chat.form.set_switch(name, on)


def save_defaults(chat: ChatHost, wanted: Three) -> None:
    """Save defaults by `/settings`."""
    chat.slash_command("/settings")
    set_switches(chat, wanted)
    chat.press("Save")
    assert SAYS.saved() == chat.notification


def forging(chat: ChatHost, **parameters: str | None) -> None:
    """Change the parameters of the clicks to come, as a browser could; `None` removes one."""

    def tamper(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        told = event["commonEventObject"].setdefault("parameters", {})
        for key, value in parameters.items():
            if value is None:
                told.pop(key, None)
            else:
                told[key] = value
        return event, headers

    chat.installation.tamper = tamper


def forging_inputs(chat: ChatHost, **values: Json | None) -> None:
    """Change what the inputs of the clicks to come hold; `None` removes one."""

    def tamper(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        told = event["commonEventObject"].setdefault("formInputs", {})
        for key, value in values.items():
            if value is None:
                told.pop(key, None)
            else:
                told[key] = value
        return event, headers

    chat.installation.tamper = tamper


def only_seen_by(chat: ChatHost, act: Callable[[], object], *others: ChatHost) -> list[ChatMessage]:
    """Do something of which others see nothing; the app's messages that this person then has."""
    before, theirs = len(own(chat)), [own(other) for other in others]
    act()
    assert theirs == [own(other) for other in others]
    return own(chat)[before:]
