"""A conversation as readable text, for the terminal and for tests."""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.google.chat.conversations import ChatMessage
from sandbox.google.people.accounts import User
from sandbox.hosts.card_text import buttons_text, card_text
from sandbox.hosts.wire import member, members

ONLY_YOU = "(only you see this)"


def conversation_text(messages: Iterable[ChatMessage], person: User) -> str:
    """Draw messages as somebody sees them, the oldest first."""
    return "\n\n".join(message_text(message, person) for message in messages)


def message_text(message: ChatMessage, person: User) -> str:
    """Draw one message: who wrote it, its text, its cards and its buttons."""
    name = message.sender.display_name
    private = f" {ONLY_YOU}" if message.viewer is not None else ""
    sender = f"{name} (you)" if message.sender == person else name
    lines = [f"{sender}{private}: {message.text}".rstrip()]
    lines += [card_text(entry.get("card", {})) for entry in message.cards]
    for widget in message.accessory_widgets:
        lines.append(buttons_text(members(member(widget, "buttonList"), "buttons")))
    return "\n".join(lines)
