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


class Milliseconds(Enum):
    """How `msSinceEpoch` is written: the sources disagree, backends must take both (1.4, 11.3)."""

    NUMBER = "number"
    STRING = "string"


class Audience(Enum):
    """What `aud` of the system ID token is (5.1, 11.1)."""

    INVOKED_URL = "the URL that is POSTed"
    BASE_URL = "the add-on's base URL"
