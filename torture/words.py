"""The sentences whose truth the stand-in can tell; a test holds them to the add-on's English."""

from __future__ import annotations

CREATED = "Your Meet is ready"
REPLACED = "Your new Meet is ready"
UPDATED = "The settings are updated"
NOTHING = (
    "Nothing was done",
    "Nothing was changed",
    "nothing was changed",
    "it stopped before doing anything",
)
STOPPED = "To overwrite nothing, the add-on stopped."
WITHOUT_MEET = "The event is in your calendar, without a Meet so far."
SCHEDULED = "An event with a Google Meet was scheduled."
MEET_NOW = "A Google Meet is ready."
EVENT_GONE = "The event was made, but has been deleted or changed since."
DONE_IN_SIDEBAR = (CREATED, REPLACED)
DONE = (CREATED, REPLACED, UPDATED, SCHEDULED, MEET_NOW)
NOT_HOST = "Meet does not let you change this Meet's settings. Only its host can."
UNEXPECTED = "Something went wrong in the add-on itself."
SAVED = "Your defaults are saved."
RESET = "All defaults are off again."
FORGOTTEN = "Everything stored about you is deleted."
REMEMBERED = "These switches are your defaults now."
STORE_DOWN = "Your saved defaults cannot be reached at the moment."
EMAILED = {
    "Calendar e-mails the guests about it.": "all",
    "Calendar e-mails the guests without Google Calendar about it.": "externalOnly",
}
EVERY_EVENT = "This applies to every event in the series."

LINK = "Link"
ARTIFACTS = {"Recording": "recording", "Transcript": "transcription", "Notes": "smart_notes"}
ON = ("On", "Still on")
OFF = ("Off", "Still off")
DEFAULTS = "Defaults for new meetings"

CREATE = "Create Meet"
UPDATE = "Update settings"
ASK_REPLACE = "Replace with a Meet I host"
REPLACE = "Replace"
SCHEDULE = "Schedule"
START = "Start a Meet"
SETTINGS = "Settings"
SAVE = "Save"
CHANGE = "Change settings"
END_CALL = "End call"
GRANT = "Give permission"
DELETE = "Delete"
HOME_ENTRY = "Defaults for new meetings"

SENTENCES = (
    CREATED,
    REPLACED,
    UPDATED,
    *NOTHING,
    STOPPED,
    WITHOUT_MEET,
    SCHEDULED,
    MEET_NOW,
    EVENT_GONE,
    NOT_HOST,
    UNEXPECTED,
    SAVED,
    RESET,
    FORGOTTEN,
    REMEMBERED,
    STORE_DOWN,
    *EMAILED,
    EVERY_EVENT,
    LINK,
    *ARTIFACTS,
    *ON,
    *OFF,
    DEFAULTS,
    CREATE,
    UPDATE,
    ASK_REPLACE,
    REPLACE,
    SCHEDULE,
    START,
    SETTINGS,
    SAVE,
    CHANGE,
    END_CALL,
    GRANT,
    DELETE,
)
