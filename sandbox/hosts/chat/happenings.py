"""What happens in Chat that an app hears about, before either dialect puts it into words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sandbox.google.chat.conversations import ChatMessage, ChatSpace
from sandbox.google.people.accounts import User
from sandbox.hosts.events import Interaction


class Kind(Enum):
    """The kinds of events of hosts.md 1.7 and 4.1."""

    MESSAGE = "message"
    ADDED = "added to a space"
    REMOVED = "removed from a space"
    COMMAND = "app command"
    CLICK = "click in a card"
    SUGGEST = "typing into a selection"


class DialogStep(Enum):
    """Where in a dialog's life an event stands (hosts.md 1.7.5)."""

    NONE = ""
    REQUEST = "REQUEST_DIALOG"
    SUBMIT = "SUBMIT_DIALOG"
    CANCEL = "CANCEL_DIALOG"


@dataclass(frozen=True)
class Happening:
    """Something that happened in a space.

    Attributes:
        kind: what.
        user: who did it.
        space: where.
        moment: when.
        message: the message that was written, that holds the card, or that a command is about.
        command_id: the app command's id.
        command_type: `SLASH_COMMAND`, `QUICK_COMMAND` or `MESSAGE_ACTION`.
        dialog: where in a dialog's life it stands.
        interaction: what was done in a card.
        function: the clicked action's `function`.
        changed: whether an input's `onChangeAction` fired, not a button.
        with_locale: whether Chat tells locale and time zone.
        more_follows: whether the interaction that added the app follows (`interactionAdd`).
        redirect: the `configCompleteRedirectUri`; a bearer secret.
    """

    kind: Kind
    user: User
    space: ChatSpace
    moment: datetime
    message: ChatMessage | None = None
    command_id: int | None = None
    command_type: str = "SLASH_COMMAND"
    dialog: DialogStep = DialogStep.NONE
    interaction: Interaction | None = None
    function: str = ""
    changed: bool = False
    with_locale: bool = True
    more_follows: bool = False
    redirect: str | None = None

    @property
    def command_is_in_message(self) -> bool:
        """Whether the message says which command was given."""
        return self.command_type == "SLASH_COMMAND" and self.message is not None
