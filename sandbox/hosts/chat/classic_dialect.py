"""Chat's dialect for classic apps: the event with its `type`, the answer as a message (hosts.md 4).

One URL hears everything; no tokens of the person come with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from sandbox.google.chat.conversations import App
from sandbox.google.knobs import Knobs
from sandbox.hosts.cards import CardRules, check_meaning
from sandbox.hosts.chat.answers import ChatAnswer, check_message, misplaced
from sandbox.hosts.chat.calls import Call
from sandbox.hosts.chat.configuration import ChatConfiguration
from sandbox.hosts.chat.happenings import DialogStep, Happening, Kind
from sandbox.hosts.chat.shapes import (
    clicked_json,
    command_metadata,
    message_json,
    moment_text,
    space_json,
    user_json,
)
from sandbox.hosts.responses import RESPONSE_SHAPES, check_message_meaning
from sandbox.hosts.shapes import Checker, Many, Scalar, Shape
from sandbox.hosts.wire import (
    Complaint,
    Host,
    Json,
    camel_case,
    join,
    member,
    members,
    without_nulls,
)

STATUS_CODES = (
    "OK",
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "UNAUTHENTICATED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
)
DIALOG, NEW, UPDATE, CONFIG, WIDGET, PREVIEW = (
    "DIALOG",
    "NEW_MESSAGE",
    "UPDATE_MESSAGE",
    "REQUEST_CONFIG",
    "UPDATE_WIDGET",
    "UPDATE_USER_MESSAGE_CARDS",
)
RESPONSE_PATH = "actionResponse"
DIALOG_BODY = "actionResponse.dialogAction.dialog.body"

HINTS: Mapping[str, str] = dict.fromkeys(
    (
        "action",
        "hostAppAction",
        "hostAppDataAction",
        "renderActions",
        "requestingGoogleScopes",
        "basicAuthorizationPrompt",
        "customAuthorizationPrompt",
    ),
    "belongs to add-ons, not to classic Chat apps",
)

CLASSIC_SHAPES: Mapping[str, Shape] = {
    **RESPONSE_SHAPES,
    "ClassicAnswer": Shape({**RESPONSE_SHAPES["Message"].fields, "actionResponse": "Response"}),
    "Response": Shape(
        {
            "type": (NEW, UPDATE, PREVIEW, CONFIG, DIALOG, WIDGET),
            "url": Scalar.STRING,
            "dialogAction": "DialogAction",
            "updatedWidget": "UpdatedWidget",
        },
        at_most_one=("url", "dialogAction", "updatedWidget"),
    ),
    "DialogAction": Shape(
        {"dialog": "Dialog", "actionStatus": "ActionStatus"},
        any_of=("dialog", "actionStatus"),
    ),
    "Dialog": Shape({"body": "Card"}, required=("body",)),
    "ActionStatus": Shape(
        {"statusCode": STATUS_CODES, "userFacingMessage": Scalar.STRING}, required=("statusCode",)
    ),
    "UpdatedWidget": Shape(
        {"suggestions": "SelectionItems", "widget": Scalar.STRING}, required=("suggestions",)
    ),
    "SelectionItems": Shape({"items": Many("SelectionItem")}),
}

_TYPES = {
    Kind.MESSAGE: "MESSAGE",
    Kind.ADDED: "ADDED_TO_SPACE",
    Kind.REMOVED: "REMOVED_FROM_SPACE",
    Kind.CLICK: "CARD_CLICKED",
    Kind.SUGGEST: "WIDGET_UPDATED",
}


class Line(Protocol):
    """What the dialect needs to finish an event."""

    @property
    def knobs(self) -> Knobs:
        """How Chat behaves now."""

    def event(self, url: str, happening: Happening, context: Json) -> tuple[Json, dict[str, str]]:
        """The event with its `common` part, and signed headers."""


class ClassicDialect:
    """Speaks with a classic Chat app.

    Args:
        line: signs events.
        config: the Chat configuration.
        app: the app.
    """

    added_with_message = True
    forgives = False
    sends_cancel = True

    def __init__(self, line: Line, config: ChatConfiguration, app: App) -> None:
        self._line = line
        self._config = config
        self._app = app

    def url(self, _happening: Happening) -> str:
        """Where it is POSTed: always the one endpoint."""
        return self._config.endpoint_url

    def context(self, happening: Happening) -> Json:
        """The part of the event that stays the same when it is sent again."""
        knobs = self._line.knobs
        is_told_apart = happening.kind is Kind.COMMAND and not happening.command_is_in_message
        kind = "APP_COMMAND" if is_told_apart else _TYPES.get(happening.kind, "MESSAGE")
        event: Json = {
            "type": kind,
            "eventTime": moment_text(happening.moment),
            "user": user_json(happening.user, knobs),
            "space": space_json(happening.space, knobs),
        }
        if happening.message is not None:
            told = clicked_json if happening.kind is Kind.CLICK else message_json
            event["message"] = told(happening.message, knobs)
            event["thread"] = {"name": happening.message.thread}
        if happening.command_id is not None:
            event |= command_metadata(happening, knobs)
        if happening.dialog is not DialogStep.NONE:
            event |= {"isDialogEvent": True, "dialogEventType": happening.dialog.value}
        if happening.kind is Kind.CLICK and happening.interaction is not None:
            parameters = happening.interaction.parameters
            event["action"] = {
                "actionMethodName": happening.function,
                "parameters": [{"key": key, "value": value} for key, value in parameters.items()],
            }
        if happening.redirect is not None:
            event["configCompleteRedirectUrl"] = happening.redirect
        return event

    def event(self, call: Call) -> tuple[Json, dict[str, str]]:
        """The event, freshly signed, and its headers."""
        return self._line.event(call.url, call.happening, call.context)

    def read(self, body: object, call: Call) -> ChatAnswer:
        """What an answer asks for, with what Chat does not accept of it."""
        happening = call.happening
        renamed, found = camel_case(body)
        if not isinstance(renamed, dict):
            return ChatAnswer(complaints=(Complaint("", "is no JSON object"),))
        response = member(renamed, RESPONSE_PATH) or {}
        _spell_out_status(response)
        is_dialog = response.get("type") == DIALOG
        host = Host.CHAT_DIALOG if is_dialog else Host.CHAT_MESSAGE
        rules = CardRules(host, link_prefixes=None, functions_are_urls=False)
        found += Checker(CLASSIC_SHAPES, host, HINTS).check(renamed, "ClassicAnswer")
        renamed = without_nulls(renamed)
        response = member(renamed, RESPONSE_PATH) or {}
        if HINTS.keys() & renamed.keys():
            return ChatAnswer(complaints=tuple(found))
        answer = _answer(renamed, response, self._line.knobs)
        found += _unaccepted(renamed, response, answer, happening, rules)
        found += misplaced(answer, happening, self._app, self._line.knobs)
        return ChatAnswer(**{**vars(answer), "complaints": tuple(found)})


def _spell_out_status(response: Json) -> None:
    """Samples write the status as a bare code too; the object is the documented form."""
    action = member(response, "dialogAction") or {}
    if isinstance(action.get("actionStatus"), str):
        action["actionStatus"] = {"statusCode": action["actionStatus"]}


def _answer(body: Json, response: Json, knobs: Knobs) -> ChatAnswer:
    message = {name: value for name, value in body.items() if name != RESPONSE_PATH}
    match response.get("type", NEW):
        case "NEW_MESSAGE":
            return ChatAnswer(create=message) if body else ChatAnswer()
        case "UPDATE_MESSAGE":
            return ChatAnswer(update=message)
        case "REQUEST_CONFIG":
            return ChatAnswer(prompt_url=response.get("url", ""))
        case "UPDATE_WIDGET":
            suggestions = member(member(response, "updatedWidget"), "suggestions")
            return ChatAnswer(suggestions=tuple(members(suggestions, "items")))
        case "DIALOG":
            return _dialog_answer(member(response, "dialogAction") or {}, knobs)
        case _:
            return ChatAnswer()


def _dialog_answer(action: Json, knobs: Knobs) -> ChatAnswer:
    """A dialog shows whatever status comes with it; a status by itself ends the open one."""
    card = member(member(action, "dialog"), "body")
    status = member(action, "actionStatus")
    if card is not None or status is None:
        return ChatAnswer(dialog=card)
    succeeded = status.get("statusCode") == "OK"
    return ChatAnswer(
        closes_dialog=succeeded or not knobs.failed_status_keeps_dialog,
        notification=status.get("userFacingMessage") or status.get("statusCode"),
    )


def _unaccepted(
    body: Json, response: Json, answer: ChatAnswer, happening: Happening, rules: CardRules
) -> Iterator[Complaint]:
    kind = response.get("type", NEW)
    if kind == PREVIEW:
        yield Complaint(RESPONSE_PATH, "there is no link preview to update")
    if kind in (DIALOG, CONFIG, WIDGET) and len(body) > 1:
        yield Complaint("", f"everything besides {RESPONSE_PATH} is ignored")
    if kind == CONFIG and not rules.is_web_url(str(response.get("url", ""))):
        yield Complaint(join(RESPONSE_PATH, "url"), "is no https URL")
    if answer.dialog is not None:
        yield from check_meaning(answer.dialog, "Card", rules, DIALOG_BODY)
    for message in (answer.create, answer.update):
        if message is not None:
            yield from check_message_meaning(message, rules)
            yield from check_message(message, happening, "")
