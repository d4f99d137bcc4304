"""What people read in several scenarios."""

from __future__ import annotations

from cards.languages import text_for
from cards.text import Text

SAYS = text_for("en-US", "Europe/Madrid", None)
NOTIFY = [
    ("none", "To nobody", True),
    ("external", "To guests without Google Calendar", False),
    ("all", "To the 1 guest", False),
]
"""Whom Calendar mails, to choose from: the value, its words, and nobody to begin with."""
MAIL_EXPLAINED = (
    "Guests who use Google Calendar see it there. The others learn of it by e-mail only."
)
MAILED_ALL = "Calendar e-mails the guests about it."
MAILED_EXTERNAL = "Calendar e-mails the guests without Google Calendar about it."
REFUSED = (
    "Google refused this for a reason that the add-on does not know. Try once more. "
    "If it is refused again, tell your IT team: the add-on's log holds the reason."
)
REOPEN = (
    "If you have this event open for editing, reopen it before you save, "
    "so that Calendar does not overwrite the link."
)
CHANGED = "The event changed in the meantime. Nothing was done. This is how it stands now."
NO_MEET = "No Meet yet. With your defaults, it will not be recorded, transcribed or noted."
FILES = (
    "You host it. Files go to your Google Drive; guests in your organization find them attached "
    "to the event."
)
ASKS = "Replace with my Meet…"


def said_in(locale: str) -> Text:
    """The words in a language."""
    return text_for(locale, "Europe/Madrid", None)
