"""What an answer asks Chat to do, in either dialect, and what Chat does not accept of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sandbox.google.chat.conversations import App, user_name
from sandbox.google.knobs import Knobs
from sandbox.hosts.chat.happenings import DialogStep, Happening, Kind
from sandbox.hosts.exchange import OpenedLink
from sandbox.hosts.wire import Complaint, Json, join, member, members

MESSAGE_BYTES = 32_000
COULD_NOT_LOAD = "could not load dialog: invalid response returned by the app"


@dataclass(frozen=True)
class ChatAnswer:
    """An answer in the terms that both dialects share; at most one thing is asked for.

    Attributes:
        create: A message to post.
        update: what the clicked message, or the one the dialog came from, becomes.
        dialog: A card to open a dialog with, or to show in the open one.
        keeps_values: whether that card is an update of the shown one.
        closes_dialog: whether the dialog closes and nothing else happens.
        notification: A line to show when the dialog closes.
        scopes: scopes to ask the person for.
        prompt_url: where a private prompt of the app leads.
        suggestions: items for a selection.
        complaints: what Chat does not accept.
    """

    create: Json | None = None
    update: Json | None = None
    dialog: Json | None = None
    keeps_values: bool = False
    closes_dialog: bool = False
    notification: str | None = None
    scopes: tuple[str, ...] | None = None
    prompt_url: str | None = None
    suggestions: tuple[Json, ...] | None = None
    complaints: tuple[Complaint, ...] = field(default=())

    @property
    def links(self) -> tuple[OpenedLink, ...]:
        """None ever: Chat opens only links that are pressed."""
        return ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not any(
            (
                self.create is not None,
                self.update is not None,
                self.dialog is not None,
                self.closes_dialog,
                self.notification,
                self.scopes is not None,
                self.prompt_url,
                self.suggestions is not None,
            )
        )

    @property
    def says_nothing(self) -> bool:
        """Whether nothing would be seen of it: also a message without a word (hosts.md 12.3)."""
        rest = ChatAnswer(**{**vars(self), "create": None, "complaints": ()})
        return rest.is_empty and not any((self.create or {}).values())

    @property
    def only_suggests(self) -> bool:
        """Whether it asks for nothing besides items for a selection."""
        return ChatAnswer(**{**vars(self), "suggestions": None, "complaints": ()}).is_empty

    @property
    def prompts(self) -> bool:
        """Whether it asks the person for something before it goes on."""
        return self.scopes is not None or self.prompt_url is not None


def misplaced(
    answer: ChatAnswer, happening: Happening, app: App, knobs: Knobs
) -> Iterator[Complaint]:
    """Yield what cannot be answered to what happened (hosts.md 1.7.4, 2.5, 2.6 and 2.9)."""
    if happening.kind is Kind.REMOVED and not answer.says_nothing:
        yield Complaint("", "the app is no member any longer: only {} can be answered")
    if happening.kind is Kind.CLICK and answer.prompt_url is not None:
        yield Complaint("", "Chat refuses an authorization prompt as the answer to a click")
    suggests = answer.suggestions is not None
    asked = happening.kind is Kind.SUGGEST
    if (not answer.only_suggests) if asked else suggests:
        yield Complaint("", "suggestions answer typing into a selection, and nothing else does")
    yield from _misplaced_dialog(answer, happening, knobs)
    if answer.update is not None:
        clicked = happening.message if happening.kind is Kind.CLICK else None
        if clicked is None or clicked.sender != app:
            yield Complaint("", "updates need a click on a message of the app, or its dialog")
        elif _viewer(answer.update) not in (None, clicked.viewer and user_name(clicked.viewer)):
            yield Complaint("", "who sees a message cannot be changed")


def _misplaced_dialog(
    answer: ChatAnswer, happening: Happening, knobs: Knobs
) -> Iterator[Complaint]:
    step = happening.dialog
    if step is DialogStep.REQUEST:
        opened = answer.dialog is not None or answer.prompts
        if not opened and knobs.dialog_request_needs_a_dialog:
            yield Complaint("", COULD_NOT_LOAD)
        return
    if step is DialogStep.NONE:
        if answer.dialog is not None:
            yield Complaint("", "a dialog opens only where Chat asked for one")
        if answer.closes_dialog or answer.notification:
            yield Complaint("", "no dialog is open that could close")
        clicked = happening.kind is Kind.CLICK and not happening.changed
        if clicked and answer.is_empty and knobs.click_needs_an_answer:
            yield Complaint("", "shown as: unable to process your request (hosts.md 12.3)")
        return
    pressed = step is DialogStep.SUBMIT and not happening.changed
    if pressed and answer.is_empty and knobs.submit_needs_an_answer:
        yield Complaint("", COULD_NOT_LOAD)


def check_message(message: Json, happening: Happening, path: str) -> Iterator[Complaint]:
    """Yield what Chat refuses of a message besides its shape (hosts.md 2.5 and 7).

    Args:
        message: the message, in lowerCamelCase.
        happening: what it answers.
        path: where it stands in the response.
    """
    speaks = happening.kind is not Kind.REMOVED
    if speaks and not any(message.get(name) for name in ("text", "cardsV2")):
        yield Complaint(path, "has neither text nor cards")
    size = message_bytes(message)
    if size > MESSAGE_BYTES:
        yield Complaint(path, f"{size} bytes, {MESSAGE_BYTES} allowed")
    ids = Counter(card.get("cardId") for card in members(message, "cardsV2"))
    for card_id, count in ids.items():
        if count > 1:
            yield Complaint(join(path, "cardsV2"), f"{count} cards have the id {card_id!r}")
    viewer = _viewer(message)
    known = {user_name(person) for person in happening.space.people}
    if viewer is not None and viewer not in known:
        where = join(path, "privateMessageViewer")
        yield Complaint(where, f"{viewer!r} is nobody in this space")
    thread = (member(message, "thread") or {}).get("name")
    if thread is not None and not str(thread).startswith(f"{happening.space.name}/threads/"):
        yield Complaint(join(path, "thread"), f"{thread!r} is no thread of this space")


def _viewer(message: Json) -> object:
    return (member(message, "privateMessageViewer") or {}).get("name")


def message_bytes(message: Json) -> int:
    """The size of a message with its cards, as compact JSON in UTF-8 (what counts is [I])."""
    return len(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode())
