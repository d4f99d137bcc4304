"""Reads what an add-on answers, as strictly as hosts.md 2 says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from sandbox.hosts.cards import CARD_SHAPES, CardRules, check_link, check_meaning
from sandbox.hosts.exchange import OpenedLink
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

STRING, BOOL = Scalar.STRING, Scalar.BOOL
CHAT = frozenset({Host.CHAT_MESSAGE, Host.CHAT_DIALOG})
CALENDAR = frozenset({Host.CALENDAR})
NOWHERE: frozenset[Host] = frozenset()

MIXED_CONFERENCE_FIELDS = ("conferenceData", "setConferenceData")
"""Both names in use for the content of `editConferenceDataActionMarkup` (hosts.md 2.4)."""


class Kind(Enum):
    """The response types of hosts.md 2.1, by the shape of their root; a sample answers a card."""

    EMPTY = "Empty"
    RENDER_ACTIONS = "RenderActions"
    SUBMIT_FORM = "SubmitFormResponse"
    AUTOCOMPLETION = "GetAutocompletionResponse"
    DATA_ACTIONS = "DataActions"
    AUTHORIZATION = "AuthorizationError"
    BARE_CARD = "Card"
    UNKNOWN = "Unknown"


HINTS: Mapping[str, str] = {
    "popCard": "the member is named `pop`",
    "popToCardName": "the member is named `popToCard`",
    "actionResponse": "belongs to classic Chat apps, not to add-ons",
    "actionStatus": "belongs to classic Chat apps, not to add-ons",
    "calendarDataAction": "does not exist: calendar edits are `hostAppAction.calendarAction`",
}

RESPONSE_SHAPES: Mapping[str, Shape] = {
    **CARD_SHAPES,
    "RenderActions": Shape(
        {"action": "RenderAction", "hostAppAction": "HostAppAction", "schema": STRING}
    ),
    "SubmitFormResponse": Shape(
        {"renderActions": "RenderActions", "stateChanged": BOOL, "schema": STRING}
    ),
    "GetAutocompletionResponse": Shape(
        {"autoComplete": "Suggestions", "schema": STRING}, only={"autoComplete": CALENDAR}
    ),
    "DataActions": Shape(
        {"hostAppDataAction": "HostAppDataAction"}, only={"hostAppDataAction": CHAT}
    ),
    "AuthorizationError": Shape(
        {
            "basicAuthorizationPrompt": "BasicAuthorizationPrompt",
            "customAuthorizationPrompt": "RenderActions",
            "requestingGoogleScopes": "RequestingGoogleScopes",
        },
        exactly_one=(
            "basicAuthorizationPrompt",
            "customAuthorizationPrompt",
            "requestingGoogleScopes",
        ),
        only={"customAuthorizationPrompt": CALENDAR},
    ),
    "BasicAuthorizationPrompt": Shape(
        {"authorizationUrl": STRING, "resource": STRING}, required=("authorizationUrl", "resource")
    ),
    "RequestingGoogleScopes": Shape(
        {"scopes": Many(STRING), "allScopes": BOOL}, exactly_one=("scopes", "allScopes")
    ),
    "RenderAction": Shape(
        {
            "navigations": Many("Navigation"),
            "notification": "Notification",
            "link": "OpenLink",
            "linkPreview": "LinkPreview",
            "links": Many("Link"),
            "modifyOperations": Many("ModifyOperation"),
        },
        only={"linkPreview": NOWHERE, "links": NOWHERE, "modifyOperations": CHAT},
    ),
    "Navigation": Shape(
        {
            "pushCard": "Card",
            "updateCard": "Card",
            "pop": BOOL,
            "popToRoot": BOOL,
            "popToCard": STRING,
            "endNavigation": "EndNavigation",
        },
        exactly_one=("pushCard", "updateCard", "pop", "popToRoot", "popToCard", "endNavigation"),
        only={
            "pop": CALENDAR,
            "popToRoot": CALENDAR,
            "popToCard": CALENDAR,
            "endNavigation": CHAT,
        },
    ),
    "EndNavigation": Shape(
        {"action": ("CLOSE_DIALOG", "CLOSE_DIALOG_AND_EXECUTE")}, required=("action",)
    ),
    "Notification": Shape({"text": STRING}, required=("text",)),
    "LinkPreview": Shape({}),
    "Link": Shape({"url": STRING, "title": STRING}),
    "ModifyOperation": Shape({"updateWidget": "UpdateWidget"}, required=("updateWidget",)),
    "UpdateWidget": Shape({"selectionInputWidgetSuggestions": "WidgetSuggestions"}),
    "WidgetSuggestions": Shape({"suggestions": Many("SelectionItem")}),
    "HostAppAction": Shape(
        {"calendarAction": "CalendarAction"},
        required=("calendarAction",),
        only={"calendarAction": CALENDAR},
    ),
    "CalendarAction": Shape(
        {
            "editAttendeesActionMarkup": "EditAttendees",
            "editConferenceDataActionMarkup": "EditConferenceData",
            "addAttachmentsActionMarkup": "AddAttachments",
            "calendarSubscriptionActionMarkup": "CalendarSubscription",
        }
    ),
    "EditAttendees": Shape({"addAttendeeEmails": Many(STRING)}, required=("addAttendeeEmails",)),
    "EditConferenceData": Shape(
        dict.fromkeys(MIXED_CONFERENCE_FIELDS, "ConferenceData"),
        exactly_one=MIXED_CONFERENCE_FIELDS,
    ),
    "AddAttachments": Shape({"addonAttachments": Many("Attachment")}),
    "Attachment": Shape(
        {"resourceUrl": STRING, "title": STRING, "mimeType": STRING, "iconUrl": STRING}
    ),
    "CalendarSubscription": Shape(
        {"operation": ("CREATE",), "calendarId": STRING}, required=("operation", "calendarId")
    ),
    "ConferenceData": Shape(
        {
            "conferenceId": STRING,
            "conferenceSolutionId": STRING,
            "entryPoints": Many("EntryPoint"),
            "parameters": Many("ActionParameter"),
            "note": STRING,
            "error": "ConferenceError",
        }
    ),
    "EntryPoint": Shape(
        {
            "type": ("VIDEO", "PHONE", "SIP", "MORE"),
            "uri": STRING,
            "label": STRING,
            "meetingCode": STRING,
            "accessCode": STRING,
            "passcode": STRING,
            "password": STRING,
            "pin": STRING,
            "regionCode": STRING,
            "features": Many(("TOLL", "TOLL_FREE")),
        }
    ),
    "ConferenceError": Shape(
        {
            "type": (
                "AUTHENTICATION",
                "TEMPORARY",
                "PERMANENT",
                "PERMISSION_DENIED",
                "CONFERENCE_SOLUTION_FORBIDDEN",
                "UNKNOWN",
            ),
            "authenticationUrl": STRING,
        }
    ),
    "HostAppDataAction": Shape({"chatDataAction": "ChatDataAction"}, required=("chatDataAction",)),
    "ChatDataAction": Shape(
        {
            "createMessageAction": "MessageAction",
            "updateMessageAction": "MessageAction",
            "updateInlinePreviewAction": "PreviewAction",
        },
        exactly_one=("createMessageAction", "updateMessageAction", "updateInlinePreviewAction"),
    ),
    "MessageAction": Shape({"message": "Message"}, required=("message",)),
    "PreviewAction": Shape({"cardsV2": Many("CardWithId")}, required=("cardsV2",)),
    "CardWithId": Shape({"cardId": STRING, "card": "Card"}, required=("card",)),
    "Message": Shape(
        {
            "text": STRING,
            "cardsV2": Many("CardWithId"),
            "accessoryWidgets": Many("AccessoryWidget"),
            "thread": "Thread",
            "fallbackText": STRING,
            "privateMessageViewer": "User",
        }
    ),
    "AccessoryWidget": Shape({"buttonList": "ButtonList"}, required=("buttonList",)),
    "Thread": Shape({"name": STRING, "threadKey": STRING}),
    "User": Shape(
        {
            **dict.fromkeys(("name", "displayName", "avatarUrl", "email", "domainId"), STRING),
            "type": ("HUMAN", "BOT"),
            "isAnonymous": BOOL,
        },
        required=("name",),
    ),
    "Empty": Shape({}),
}

_SIGNATURES: Mapping[Kind, frozenset[str]] = {
    Kind.RENDER_ACTIONS: frozenset({"action", "hostAppAction"}),
    Kind.SUBMIT_FORM: frozenset({"renderActions", "stateChanged"}),
    Kind.AUTOCOMPLETION: frozenset({"autoComplete"}),
    Kind.DATA_ACTIONS: frozenset({"hostAppDataAction"}),
    Kind.AUTHORIZATION: frozenset(
        {"basicAuthorizationPrompt", "customAuthorizationPrompt", "requestingGoogleScopes"}
    ),
    Kind.BARE_CARD: frozenset({"sections", "header"}),
}


@dataclass(frozen=True)
class Answer:
    """What a response asks the host to do.

    Attributes:
        kind: which of the response types it is.
        body: the response in lowerCamelCase.
        navigations: each with exactly one member, in order; empty where the response is refused.
        notification: A line to show, plain text.
        link: an `OpenLink` to follow.
        calendar_action: the `calendarAction` to apply to the open event.
        state_changed: whether cards of other contexts are stale.
        suggestions: completions for a text input.
        scopes: the scopes to ask the person for; None where it asks for none.
        all_scopes: whether it asks for every scope of the deployment.
        complaints: what the host would not accept.
    """

    kind: Kind
    body: Json
    navigations: tuple[Json, ...] = ()
    notification: str | None = None
    link: Json | None = None
    calendar_action: Json | None = None
    state_changed: bool = False
    suggestions: tuple[str, ...] = ()
    scopes: tuple[str, ...] | None = None
    all_scopes: bool = False
    complaints: tuple[Complaint, ...] = ()

    @property
    def links(self) -> tuple[OpenedLink, ...]:
        """The link, where there is one, as a host opens it."""
        return () if self.link is None else (OpenedLink.parse(self.link),)

    @property
    def asks_for_scopes(self) -> bool:
        """Whether it is a request for the person's consent."""
        return self.scopes is not None or self.all_scopes


def read_response(body: object, rules: CardRules) -> Answer:
    """Classify a response by its keys and check all of it (hosts.md 2.1 to 2.9).

    Args:
        body: the parsed JSON, in camelCase or snake_case.
        rules: the host that reads it, and what it judges cards by.
    """
    renamed, complaints = camel_case(body)
    if not isinstance(renamed, dict):
        return Answer(Kind.UNKNOWN, {}, complaints=(Complaint("", "is no JSON object"),))
    kind, confusion = _classify(without_nulls(renamed))
    complaints += confusion
    if kind is Kind.UNKNOWN:
        return Answer(kind, renamed, complaints=tuple(complaints))
    _spell_out_end_navigation(renamed)
    complaints += Checker(RESPONSE_SHAPES, rules.host, HINTS).check(renamed, kind.value)
    renamed = without_nulls(renamed)
    complaints += _check_meaning(renamed, rules)
    return _answer(kind, renamed, tuple(complaints))


def render_actions(body: Json) -> Json:
    """The `RenderActions` of a response, wherever its type puts them; empty without any."""
    for wrapper in ("renderActions", "customAuthorizationPrompt"):
        found = member(body, wrapper)
        if found is not None:
            return found
    return body


def _classify(body: Json) -> tuple[Kind, list[Complaint]]:
    if not body:
        return Kind.EMPTY, []
    kinds = [kind for kind, keys in _SIGNATURES.items() if keys & body.keys()]
    if len(kinds) == 1:
        return kinds[0], []
    keys = ", ".join(sorted(body))
    if not kinds:
        hints = [Complaint(key, HINTS[key]) for key in body if key in HINTS]
        return Kind.UNKNOWN, [*hints, Complaint("", f"no response type has {keys}")]
    return Kind.UNKNOWN, [Complaint("", f"mixes response types that exclude each other: {keys}")]


def _spell_out_end_navigation(body: Json) -> None:
    """Both forms of `endNavigation` are in use; the object is the documented one (hosts.md 2.2)."""
    for navigation in members(member(render_actions(body), "action"), "navigations"):
        if isinstance(navigation.get("endNavigation"), str):
            navigation["endNavigation"] = {"action": navigation["endNavigation"]}


def _check_meaning(body: Json, rules: CardRules) -> Iterator[Complaint]:
    actions = render_actions(body)
    prefix = next((key for key in body if body[key] is actions), "")
    action = member(actions, "action") or {}
    where = join(prefix, "action")
    for index, navigation in enumerate(members(action, "navigations")):
        path = join(join(where, "navigations"), index)
        for name in ("pushCard", "updateCard"):
            yield from check_meaning(navigation.get(name), "Card", rules, join(path, name))
        for name in ("pop", "popToRoot"):
            if navigation.get(name) is False:
                yield Complaint(join(path, name), "can only be true")
    link = member(action, "link")
    if link is not None and isinstance(link.get("url"), str):
        yield from check_link(link["url"], rules, join(join(where, "link"), "url"))
    if "sections" in body:
        yield from check_meaning(body, "Card", rules)
    yield from _check_chat(body, rules)


def _check_chat(body: Json, rules: CardRules) -> Iterator[Complaint]:
    data = member(member(body, "hostAppDataAction"), "chatDataAction") or {}
    for name, content in data.items():
        path = f"hostAppDataAction.chatDataAction.{name}"
        message = member(content, "message")
        holder, where = (content, path) if message is None else (message, join(path, "message"))
        yield from check_message_meaning(holder, rules, where)


def check_message_meaning(message: object, rules: CardRules, path: str = "") -> Iterator[Complaint]:
    """Yield what the shapes cannot say about the cards and buttons of a Chat message."""
    cards = join(path, "cardsV2")
    for index, card in enumerate(members(message, "cardsV2")):
        yield from check_meaning(card.get("card"), "Card", rules, join(join(cards, index), "card"))
    widgets = join(path, "accessoryWidgets")
    for index, widget in enumerate(members(message, "accessoryWidgets")):
        buttons = join(join(widgets, index), "buttonList")
        yield from check_meaning(widget.get("buttonList"), "ButtonList", rules, buttons)


def _answer(kind: Kind, body: Json, complaints: tuple[Complaint, ...]) -> Answer:
    actions = render_actions(body)
    action = member(actions, "action") or {}
    asked = member(body, "requestingGoogleScopes") or {}
    navigations = members(action, "navigations")
    if kind is Kind.BARE_CARD:
        navigations = [{"pushCard": body}]
    return Answer(
        kind=kind,
        body=body,
        navigations=tuple(navigations),
        notification=(member(action, "notification") or {}).get("text"),
        link=member(action, "link"),
        calendar_action=member(member(actions, "hostAppAction"), "calendarAction"),
        state_changed=body.get("stateChanged") is True,
        suggestions=tuple(
            item.get("text", "") for item in members(member(body, "autoComplete"), "items")
        ),
        scopes=tuple(asked["scopes"]) if isinstance(asked.get("scopes"), list) else None,
        all_scopes=asked.get("allScopes") is True,
        complaints=complaints,
    )
