"""What hosts.md only infers ([I]): one place to change when a real deployment shows otherwise."""

from enum import Enum

CONSENT_ROUNDS = 5
"""How often one action is re-executed after a consent prompt before the host gives up (2.9)."""

SEND_EMPTY_CALENDAR = False
"""Whether an event trigger without event metadata still carries `calendar: {}` (1.6, 11.5)."""

SET_CAPABILITIES_NEED_WRITE = True
"""Whether `canAdd…` and `canSet…` are true only with WRITE access; the one real capture, taken with
read access, has none of them (1.6)."""

MIXED_CONFERENCE_FIELDS = ("conferenceData", "setConferenceData")
"""Both names in use for the content of `editConferenceDataActionMarkup` (2.4)."""

KEEP_ONLY_TOUCHED_VALUES = True
"""Whether `updateCard` keeps only what the person changed, not what the old card proposed (2.2)."""

REDRAW_RESETS_FORM = True
"""Whether an action without `persistValues` clears what the person changed when it fires (8)."""


COMMAND_DIALOG_CARRIES_MESSAGE = False
"""Whether clicks in a dialog that a command opened carry the command's message; `message` is said
to be the one that holds the card, and such a dialog has none (1.7.5)."""

ADDON_SENDS_CANCEL_DIALOG = False
"""Whether an add-on hears of a dialog closed by its cross; documented for classic apps (1.7.5)."""

UPDATED_DIALOG_KEEPS_VALUES = False
"""Whether `updateCard` keeps what was filled in of a dialog; values are said not to carry over
between dialog pages (2.6)."""

SUBMIT_NEEDS_AN_ANSWER = True
"""Whether `{}` to a button of a dialog counts as an invalid response (2.6)."""

DIALOG_REQUEST_NEEDS_A_DIALOG = True
"""Whether a command or button that opens a dialog may be answered with nothing else (2.6)."""

UPDATE_REPLACES_MESSAGE = True
"""Whether `updateMessageAction` replaces text, cards and accessory widgets alike, those that it
leaves out included (2.5)."""

REPLIES_STAY_IN_THREADS = True
"""Whether an answer without a thread goes to the thread of a message that is itself a reply (the
text of `messageReplyOption` in chat.v1)."""


FAILED_STATUS_KEEPS_DIALOG = True
"""Whether a classic `actionStatus` other than OK leaves the dialog open with its message (4.2)."""


class Milliseconds(Enum):
    """How `msSinceEpoch` is written: the sources disagree, backends must take both (1.4, 11.3)."""

    NUMBER = "number"
    STRING = "string"


class Audience(Enum):
    """What `aud` of the system ID token is (5.1, 11.1)."""

    INVOKED_URL = "the URL that is POSTed"
    BASE_URL = "the add-on's base URL"
