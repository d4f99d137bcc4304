"""Chat's dialect for Workspace add-ons: event objects and response actions (hosts.md 1.7, 2.5)."""

from __future__ import annotations

from collections.abc import Iterator

from sandbox.google.chat.conversations import App
from sandbox.hosts.cards import CardRules
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
from sandbox.hosts.installation import Installation
from sandbox.hosts.responses import Answer, read_response
from sandbox.hosts.responses import Kind as ResponseKind
from sandbox.hosts.wire import Complaint, Host, Json, member, members

DATA_ACTION = ("hostAppDataAction", "host_app_data_action")
MESSAGE_PATH = "hostAppDataAction.chatDataAction"

_PAYLOADS = {
    Kind.MESSAGE: "messagePayload",
    Kind.ADDED: "addedToSpacePayload",
    Kind.REMOVED: "removedFromSpacePayload",
    Kind.COMMAND: "appCommandPayload",
    Kind.CLICK: "buttonClickedPayload",
    Kind.SUGGEST: "widgetUpdatedPayload",
}


class AddonDialect:
    """Speaks with an add-on that extends Chat.

    Args:
        installation: the person's grants and tokens.
        config: the Chat configuration.
        app: the app.
    """

    added_with_message = False
    forgives = False

    def __init__(self, installation: Installation, config: ChatConfiguration, app: App) -> None:
        self._installation = installation
        self._config = config
        self._app = app
        self._message_rules = CardRules(Host.CHAT_MESSAGE, link_prefixes=None)
        self._dialog_rules = CardRules(Host.CHAT_DIALOG, link_prefixes=None)

    @property
    def sends_cancel(self) -> bool:
        """Whether the add-on hears of a dialog that is closed by its cross (hosts.md 1.7.5)."""
        return self._installation.knobs.cancel_told

    def url(self, happening: Happening) -> str:
        """Where it is POSTed: clicks go to the URL in the card (hosts.md 1.8)."""
        return happening.function or self._config.endpoint_url

    def context(self, happening: Happening) -> Json:
        """The part of the event that stays the same when it is sent again."""
        knobs = self._installation.knobs
        payload: Json = {}
        if happening.message is not None and happening.kind is not Kind.SUGGEST:
            told = clicked_json if happening.kind is Kind.CLICK else message_json
            payload["message"] = told(happening.message, knobs)
        payload["space"] = space_json(happening.space, knobs)
        if happening.kind is Kind.COMMAND:
            payload |= command_metadata(happening, knobs)
            if happening.message is not None and happening.command_is_in_message:
                payload["thread"] = {"name": happening.message.thread}
        if happening.more_follows:
            payload["interactionAdd"] = True
        if happening.dialog is not DialogStep.NONE:
            payload |= {"isDialogEvent": True, "dialogEventType": happening.dialog.value}
        if happening.redirect is not None:
            payload["configCompleteRedirectUri"] = happening.redirect
        return {
            "chat": {
                "user": user_json(happening.user, knobs),
                "eventTime": moment_text(happening.moment),
                _PAYLOADS[happening.kind]: payload,
            }
        }

    def event(self, call: Call) -> tuple[Json, dict[str, str]]:
        """The event with the present grants, freshly signed, and its headers."""
        return self._installation.event(
            call.url,
            "CHAT",
            with_locale=call.happening.with_locale,
            interaction=call.happening.interaction,
            context=call.context,
        )

    def read(self, body: object, call: Call) -> ChatAnswer:
        """What a response asks for, with what Chat does not accept of it."""
        is_message = isinstance(body, dict) and any(name in body for name in DATA_ACTION)
        rules = self._message_rules if is_message else self._dialog_rules
        found = read_response(body, rules)
        answer = _answer(found, self._installation.deployment.scopes)
        complaints = [*found.complaints, *self._unaccepted(found, answer, call.happening)]
        return ChatAnswer(**{**vars(answer), "complaints": tuple(complaints)})

    def _unaccepted(
        self, found: Answer, answer: ChatAnswer, happening: Happening
    ) -> Iterator[Complaint]:
        if found.kind is ResponseKind.UNKNOWN:
            return
        unlisted = sorted({*(answer.scopes or ())} - {*self._installation.deployment.scopes})
        if unlisted:
            yield Complaint("", f"asks for scopes not in oauthScopes: {unlisted}")
        if len(found.navigations) > 1:
            yield Complaint("action.navigations", "a dialog takes one navigation")
        if "updateInlinePreviewAction" in _data_action(found.body):
            yield Complaint(MESSAGE_PATH, "there is no link preview to update")
        if found.link is not None:
            yield Complaint("action.link", "Chat follows no links of a response")
        for name, message in (("create", answer.create), ("update", answer.update)):
            if message is not None:
                path = f"{MESSAGE_PATH}.{name}MessageAction.message"
                yield from check_message(message, happening, path)
        yield from misplaced(answer, happening, self._app, self._installation.knobs)


def _answer(found: Answer, all_scopes: tuple[str, ...]) -> ChatAnswer:
    data = _data_action(found.body)
    navigation = found.navigations[0] if found.navigations else {}
    prompt = member(found.body, "basicAuthorizationPrompt") or {}
    return ChatAnswer(
        create=member(member(data, "createMessageAction"), "message"),
        update=member(member(data, "updateMessageAction"), "message"),
        dialog=member(navigation, "pushCard") or member(navigation, "updateCard"),
        keeps_values="updateCard" in navigation,
        closes_dialog="endNavigation" in navigation,
        notification=found.notification,
        scopes=all_scopes if found.all_scopes else found.scopes,
        prompt_url=prompt.get("authorizationUrl"),
        suggestions=_suggestions(found.body),
    )


def _data_action(body: Json) -> Json:
    return member(member(body, "hostAppDataAction"), "chatDataAction") or {}


def _suggestions(body: Json) -> tuple[Json, ...] | None:
    for operation in members(member(body, "action"), "modifyOperations"):
        widget = member(operation, "updateWidget")
        return tuple(members(member(widget, "selectionInputWidgetSuggestions"), "suggestions"))
    return None
