"""How a host reads answers."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.hosts.cards import CardRules
from sandbox.hosts.responses import Kind, read_response
from sandbox.hosts.wire import Complaint, Host

Json = dict[str, Any]
CARD: Json = {"header": {"title": "Hi"}, "sections": [{"widgets": [{"divider": {}}]}]}
CALENDAR = CardRules(Host.CALENDAR, ("https://meet.google.com/",))
MESSAGE = CardRules(Host.CHAT_MESSAGE, None)
DIALOG = CardRules(Host.CHAT_DIALOG, None)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({}, Kind.EMPTY),
        ({"action": {"navigations": [{"pushCard": CARD}]}}, Kind.RENDER_ACTIONS),
        ({"renderActions": {"action": {"notification": {"text": "x"}}}}, Kind.SUBMIT_FORM),
        ({"renderActions": {}, "stateChanged": True}, Kind.SUBMIT_FORM),
        ({"autoComplete": {"items": [{"text": "C++"}]}}, Kind.AUTOCOMPLETION),
        ({"requesting_google_scopes": {"all_scopes": True}}, Kind.AUTHORIZATION),
        (
            {"basic_authorization_prompt": {"authorization_url": "https://e.com", "resource": "E"}},
            Kind.AUTHORIZATION,
        ),
        (
            {"customAuthorizationPrompt": {"action": {"navigations": [{"pushCard": CARD}]}}},
            Kind.AUTHORIZATION,
        ),
    ],
)
def test_kinds_are_told_by_their_keys(body: Json, kind: Kind) -> None:
    """Calendar tells the response types apart by their top-level keys."""
    answer = read_response(body, CALENDAR)
    assert (kind, ()) == (answer.kind, answer.complaints)


def test_snake_case_is_accepted() -> None:
    """A response in snake_case says the same as one in camelCase."""
    navigation = {"update_card": {"sections": [{"widgets": [{"text_paragraph": {"text": "x"}}]}]}}
    answer = read_response({"render_actions": {"action": {"navigations": [navigation]}}}, CALENDAR)
    assert () == answer.complaints
    assert (
        {"updateCard": {"sections": [{"widgets": [{"textParagraph": {"text": "x"}}]}]}},
    ) == answer.navigations


def test_what_an_answer_asks_for() -> None:
    """Notification, link, state and navigations are taken from inside renderActions."""
    answer = read_response(
        {
            "renderActions": {
                "action": {
                    "navigations": [{"pop": True}, {"pushCard": CARD}],
                    "notification": {"text": "Saved"},
                    "link": {"url": "https://meet.google.com/abc"},
                }
            },
            "stateChanged": True,
        },
        CALENDAR,
    )
    assert () == answer.complaints
    assert ({"pop": True}, {"pushCard": CARD}) == answer.navigations
    assert ("Saved", {"url": "https://meet.google.com/abc"}, True) == (
        answer.notification,
        answer.link,
        answer.state_changed,
    )


def test_requested_scopes() -> None:
    """A request for consent lists scopes, or asks for all."""
    some = read_response({"requesting_google_scopes": {"scopes": ["s"]}}, CALENDAR)
    every = read_response({"requestingGoogleScopes": {"allScopes": True}}, CALENDAR)
    assert (("s",), False, True) == (some.scopes, some.all_scopes, some.asks_for_scopes)
    assert (None, True, True) == (every.scopes, every.all_scopes, every.asks_for_scopes)


def navigations(*steps: Json) -> Json:
    """An answer with these navigations."""
    return {"action": {"navigations": list(steps)}}


FIRST = "action.navigations[0]"
CHOICE = "needs exactly one of pushCard, updateCard, pop, popToRoot, popToCard, endNavigation"


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ([], Complaint("", "is no JSON object")),
        ({"text": "hi"}, Complaint("", "no response type has text")),
        (
            {"actionResponse": {"type": "DIALOG"}},
            Complaint("actionResponse", "belongs to classic Chat apps, not to add-ons"),
        ),
        (
            {"action": {}, "hostAppDataAction": {}},
            Complaint(
                "",
                "mixes response types that exclude each other: action, hostAppDataAction",
            ),
        ),
        ({"action": {}, "extra": 1}, Complaint("extra", "RenderActions has no such member")),
        (
            {"action": {"notifications": {}}},
            Complaint("action.notifications", "RenderAction has no such member"),
        ),
        (navigations({}), Complaint(FIRST, f"{CHOICE}; has none")),
        (
            navigations({"pop": True, "popToRoot": True}),
            Complaint(FIRST, f"{CHOICE}; has pop and popToRoot"),
        ),
        (
            navigations({"popCard": True}),
            Complaint(f"{FIRST}.popCard", "the member is named `pop`"),
        ),
        (
            navigations({"popToCardName": "x"}),
            Complaint(f"{FIRST}.popToCardName", "the member is named `popToCard`"),
        ),
        (navigations({"pop": False}), Complaint(f"{FIRST}.pop", "can only be true")),
        (
            navigations({"pushCard": {"header": {}}}),
            Complaint(f"{FIRST}.pushCard.header.title", "is missing"),
        ),
        (
            navigations({"push_card": CARD, "pushCard": CARD}),
            Complaint(f"{FIRST}.pushCard", "given twice, in two spellings"),
        ),
        (
            navigations({"endNavigation": {"action": "CLOSE_DIALOG"}}),
            Complaint(f"{FIRST}.endNavigation", "not available in the Calendar sidebar"),
        ),
        (
            {"action": {"link": {"url": "https://example.com/"}}},
            Complaint(
                "action.link.url", "'https://example.com/' matches none of openLinkUrlPrefixes"
            ),
        ),
        (
            {"action": {"modifyOperations": []}},
            Complaint("action.modifyOperations", "not available in the Calendar sidebar"),
        ),
        (
            {"hostAppDataAction": {"chatDataAction": {"createMessageAction": {"message": {}}}}},
            Complaint("hostAppDataAction", "not available in the Calendar sidebar"),
        ),
        (
            {"hostAppAction": {"calendarDataAction": {}}},
            Complaint(
                "hostAppAction.calendarDataAction",
                "does not exist: calendar edits are `hostAppAction.calendarAction`",
            ),
        ),
        (
            {"requestingGoogleScopes": {"scopes": ["s"], "allScopes": True}},
            Complaint(
                "requestingGoogleScopes",
                "needs exactly one of scopes, allScopes; has scopes and allScopes",
            ),
        ),
    ],
)
def test_what_calendar_refuses(body: object, complaint: Complaint) -> None:
    """Everything that hosts.md does not allow is named with its path."""
    assert complaint in read_response(body, CALENDAR).complaints


def test_paths_lead_through_the_wrapper() -> None:
    """A complaint about a card says where in the response the card stands."""
    bad = {"sections": [{"widgets": [{"textParagraph": {"text": "<p>x</p>"}}]}]}
    answer = read_response(
        {"renderActions": {"action": {"navigations": [{"pushCard": bad}]}}}, CALENDAR
    )
    widget = "renderActions.action.navigations[0].pushCard.sections[0].widgets[0]"
    assert (
        Complaint(f"{widget}.textParagraph.text", "<p> is not in the HTML subset"),
    ) == answer.complaints


def test_chat_reads_data_actions() -> None:
    """Chat takes a message, and refuses classic members in it."""
    message = {"text": "Hi", "cardsV2": [{"cardId": "c", "card": CARD}]}
    action = {"chatDataAction": {"createMessageAction": {"message": message}}}
    answer = read_response({"hostAppDataAction": action}, MESSAGE)
    assert (Kind.DATA_ACTIONS, ()) == (answer.kind, answer.complaints)
    message["actionResponse"] = {"type": "NEW_MESSAGE"}  # type: ignore[assignment]
    assert (
        Complaint(
            "hostAppDataAction.chatDataAction.createMessageAction.message.actionResponse",
            "belongs to classic Chat apps, not to add-ons",
        ),
    ) == read_response({"hostAppDataAction": action}, MESSAGE).complaints


@pytest.mark.parametrize("end", ["CLOSE_DIALOG", {"action": "CLOSE_DIALOG"}])
def test_both_forms_of_end_navigation(end: object) -> None:
    """A dialog is closed by the object and by the bare string."""
    answer = read_response(navigations({"endNavigation": end}), DIALOG)
    assert () == answer.complaints
    assert ({"endNavigation": {"action": "CLOSE_DIALOG"}},) == answer.navigations
