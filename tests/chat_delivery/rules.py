"""What any answer must be, whatever the event was like."""

from __future__ import annotations

from sandbox.hosts.cards import CardRules, check_meaning
from sandbox.hosts.chat.answers import MESSAGE_BYTES, message_bytes
from sandbox.hosts.chat.classic_dialect import CLASSIC_SHAPES, HINTS
from sandbox.hosts.responses import check_message_meaning, read_response
from sandbox.hosts.shapes import Checker
from sandbox.hosts.wire import Host, Json, member
from tools.schema import check_card, check_message

IN_MESSAGE = CardRules(Host.CHAT_MESSAGE, link_prefixes=None)
IN_DIALOG = CardRules(Host.CHAT_DIALOG, link_prefixes=None)


def judge_addon(answer: Json) -> None:
    """Hold an answer to what Chat takes from an add-on, and to Google's published types."""
    data = member(member(answer, "hostAppDataAction"), "chatDataAction")
    found = read_response(answer, IN_DIALOG if data is None else IN_MESSAGE)
    assert not found.complaints, found.complaints
    for navigation in found.navigations:
        card = member(navigation, "pushCard")
        if card is not None:
            check_card(card)
    for kind in ("createMessageAction", "updateMessageAction"):
        message = member(member(data, kind), "message")
        if message is not None:
            _judge_message(message)


def judge_classic(answer: Json) -> None:
    """Hold an answer to what Chat takes from a classic app, and to Google's published types."""
    dialog = member(member(answer, "actionResponse"), "dialogAction")
    host = Host.CHAT_MESSAGE if dialog is None else Host.CHAT_DIALOG
    complaints = [*Checker(CLASSIC_SHAPES, host, HINTS).check(answer, "ClassicAnswer")]
    card = member(member(dialog, "dialog"), "body")
    if card is not None:
        complaints += check_meaning(card, "Card", IN_DIALOG, "")
        check_card(card)
    message = {key: value for key, value in answer.items() if key != "actionResponse"}
    if message:
        complaints += check_message_meaning(message, IN_MESSAGE)
        _judge_message(message)
    assert not complaints, complaints


def _judge_message(message: Json) -> None:
    check_message(message)
    assert message_bytes(message) <= MESSAGE_BYTES
