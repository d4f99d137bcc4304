"""Holds answers to captured events to the rules of the hosts' players and to Google's types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.google.chat.conversations import App, ChatMessage, ChatSpace, Membership, SpaceType
from sandbox.google.knobs import Knobs
from sandbox.hosts.cards import CardRules
from sandbox.hosts.chat.addon_dialect import AddonDialect
from sandbox.hosts.chat.answers import ChatAnswer
from sandbox.hosts.chat.calls import Call
from sandbox.hosts.chat.classic_dialect import ClassicDialect
from sandbox.hosts.chat.configuration import read_chat_configuration
from sandbox.hosts.chat.happenings import DialogStep, Happening, Kind
from sandbox.hosts.deployment import read_deployment
from sandbox.hosts.responses import Kind as ResponseKind
from sandbox.hosts.responses import read_response
from sandbox.hosts.wire import Host, member
from tests.captures.deliveries import Delivered
from tests.captures.files import Capture, Told, told
from tests.support.requests import Reply
from tests.support.stage import CHAT_FILE, DEPLOYMENT, Json, Stage
from tools.schema import check_card, check_message

KINDS = {
    "messagePayload": Kind.MESSAGE,
    "appCommandPayload": Kind.COMMAND,
    "addedToSpacePayload": Kind.ADDED,
    "removedFromSpacePayload": Kind.REMOVED,
    "buttonClickedPayload": Kind.CLICK,
    "MESSAGE": Kind.MESSAGE,
    "APP_COMMAND": Kind.COMMAND,
    "ADDED_TO_SPACE": Kind.ADDED,
    "REMOVED_FROM_SPACE": Kind.REMOVED,
    "CARD_CLICKED": Kind.CLICK,
    "SUBMIT_FORM": Kind.CLICK,
}
"""Kinds whose answers the players judge by what happened; the others take `{}` alone."""
TRIGGERS = ("/calendar/home", "/calendar/event", "/calendar/event/changed")
MENU = ("/calendar/defaults", "/calendar/help")


@dataclass(frozen=True)
class Answer:
    """What an answer asks its host to do, whichever host that is.

    Attributes:
        body: as it came over the wire.
        post: a message to post.
        redraw: what the clicked message becomes.
        card: a dialog, or a card of the sidebar.
        closes: whether the dialog closes.
        scopes: the scopes that are asked for.
        notification: a line that passes by.
    """

    body: Json
    post: Json | None = None
    redraw: Json | None = None
    card: Json | None = None
    closes: bool = False
    scopes: tuple[str, ...] | None = None
    notification: str = ""


def read_answers(stage: Stage, delivered: Delivered) -> list[Answer]:
    """The answers, each of which the host takes and Google's published types allow."""
    read = _read_chat if delivered.capture.in_chat else _read_calendar
    return [read(stage, delivered, reply) for reply in delivered.replies]


def words(answer: Answer) -> str:
    """All that a person reads in an answer, in one text."""
    shown = [part for part in (answer.post, answer.redraw, answer.card) if part is not None]
    return "\n".join([*_texts(shown), answer.notification])


def clicks(answer: Answer) -> list[str]:
    """The functions that the answer's buttons name."""
    shown = [part for part in (answer.post, answer.redraw, answer.card) if part is not None]
    return list(_strings(shown, ("function",)))


def links(answer: Answer) -> list[str]:
    """The links that the answer's buttons open."""
    shown = [part for part in (answer.post, answer.redraw, answer.card) if part is not None]
    return list(_strings(shown, ("url",)))


def inputs(answer: Answer) -> dict[str, Json]:
    """The inputs and switches of a card, by name."""
    return {found["name"]: found for found in _objects(answer.card) if _is_input(found)}


def _read_chat(stage: Stage, delivered: Delivered, reply: Reply) -> Answer:
    body = reply.json
    if not body:
        return Answer(body)
    said = told(delivered.event)
    assert said.kind in KINDS, f"only {{}} answers {said.kind or 'what is of no kind'}: {body}"
    happening = _happening(stage, said)
    found = _dialect(stage, delivered.capture).read(body, Call(happening, "", {}))
    assert not found.complaints, [str(complaint) for complaint in found.complaints]
    _check_types(found)
    return Answer(
        body=body,
        post=found.create,
        redraw=found.update,
        card=found.dialog,
        closes=found.closes_dialog,
        scopes=found.scopes,
        notification=found.notification or "",
    )


def _check_types(found: ChatAnswer) -> None:
    for message in (found.create, found.update):
        if message is not None:
            check_message(message)
    if found.dialog is not None:
        check_card(found.dialog)


def _dialect(stage: Stage, capture: Capture) -> AddonDialect | ClassicDialect:
    config = read_chat_configuration(CHAT_FILE, stage.function.url)
    chat = stage.chat()
    if capture.classic:
        return ClassicDialect(_NoLine(stage.world.knobs), config, chat.app)
    return AddonDialect(chat.installation, config, chat.app)


@dataclass
class _NoLine:
    """A line that sends nothing: answers are read without it."""

    knobs: Knobs

    def event(self, url: str, happening: Happening, context: Json) -> tuple[Json, dict[str, str]]:
        """Nothing is sent."""
        raise NotImplementedError


def _happening(stage: Stage, said: Told) -> Happening:
    """What happened, as the players know it."""
    now, app = stage.world.clock.now(), stage.chat().app
    people = {f"users/{user.sub}": Membership(user, "ROLE_MEMBER", now) for user in (stage.ana,)}
    direct = said.space.get("type") == "DM" or said.space.get("spaceType") == "DIRECT_MESSAGE"
    space = ChatSpace(
        name=str(said.space.get("name", "")),
        type=SpaceType.DIRECT_MESSAGE if direct else SpaceType.SPACE,
        display_name="",
        created=now,
        last_active=now,
        domain="example.com",
        members=people,
    )
    return Happening(
        kind=KINDS[said.kind],
        user=stage.ana,
        space=space,
        moment=now,
        message=_message(stage, said, space, app) if said.message else None,
        dialog=DialogStep(said.dialog),
    )


def _message(stage: Stage, said: Told, space: ChatSpace, app: App) -> ChatMessage:
    clicked = KINDS[said.kind] is Kind.CLICK
    return ChatMessage(
        name=str(said.message.get("name", "")),
        space=space,
        sender=app if clicked else stage.ana,
        created=stage.world.clock.now(),
        thread=str((member(said.message, "thread") or {}).get("name", "")),
    )


def _read_calendar(stage: Stage, delivered: Delivered, reply: Reply) -> Answer:
    deployment = read_deployment(DEPLOYMENT, stage.function.url)
    found = read_response(reply.json, CardRules(Host.CALENDAR, deployment.open_link_prefixes))
    assert not found.complaints, [str(complaint) for complaint in found.complaints]
    if found.scopes is None:
        _check_kind(delivered.capture.url, found.kind)
    shown = [
        card
        for navigation in found.navigations
        for kind in ("pushCard", "updateCard")
        if (card := member(navigation, kind)) is not None
    ]
    for card in shown:
        check_card(card)
    return Answer(
        body=reply.json,
        card=shown[-1] if shown else None,
        scopes=found.scopes,
        notification=found.notification or "",
    )


def _check_kind(url: str, kind: ResponseKind) -> None:
    """Trigger and the menu are answered with `action`, clicks with `renderActions`."""
    trigger = url in TRIGGERS or url in MENU
    right = ResponseKind.RENDER_ACTIONS if trigger else ResponseKind.SUBMIT_FORM
    assert right is kind, f"{url} is answered with {kind.value}"


def _texts(value: object) -> Iterator[str]:
    """What a person reads, without tags."""
    keys = ("title", "subtitle", "text", "topLabel", "bottomLabel", "label", "fallbackText")
    yield from _strings(value, keys)


def _strings(value: object, keys: tuple[str, ...]) -> Iterator[str]:
    for found in _objects(value):
        yield from (found[key] for key in keys if isinstance(found.get(key), str))


def _objects(value: object) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _objects(part)


def _is_input(found: Json) -> bool:
    kinds = ("type", "controlType", "valueMsEpoch", "label", "value")
    return isinstance(found.get("name"), str) and any(kind in found for kind in kinds)
