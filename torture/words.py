"""The sentences whose truth the stand-in can tell, for the tests, too.

A test holds them to the add-on's English.
"""

from __future__ import annotations

CREATED = "Your Meet is ready"
REPLACED = "Your new Meet is ready"
UPDATED = "The settings are updated"
ALREADY_SO = "The settings were already so"
NOTHING = (
    "Nothing was done",
    "Nothing was changed",
    "it stopped before doing anything",
    ALREADY_SO,
)
STOPPED = "To overwrite nothing, the add-on stopped."
WITHOUT_MEET = "The event is in your calendar, without a Meet so far."
SCHEDULED = "An event with a Google Meet was scheduled."
MEET_NOW = "A Google Meet is ready."
EVENT_GONE = "The event was made, but has been deleted or changed since."
DONE_IN_SIDEBAR = (CREATED, REPLACED)
DONE = (CREATED, REPLACED, UPDATED, ALREADY_SO, SCHEDULED, MEET_NOW)
NOT_HOST = "Meet does not let you change this Meet's settings. Only its host can."
UNEXPECTED = "Something went wrong in the add-on itself."
SAVED = "Your defaults are saved."
RESET = "All defaults are off now."
FORGOTTEN = "Everything stored about you is deleted."
REMEMBERED = "These switches are your defaults now."
REMEMBERED_WITH_RULES = (
    "These switches are your defaults now, and so is what you chose under “Who may do what”."
)
STORE_DOWN = "Your saved defaults cannot be reached at the moment."
EMAILED = {
    "Calendar e-mails the guests about it.": "all",
    "Calendar e-mails the guests without Google Calendar about it.": "externalOnly",
}
TOLD = "The event's description tells guests what will be recorded."
TELLS = {
    f"This call will be {told} (Records for Google Meet).": on
    for told, on in {
        "recorded, transcribed and noted": ("On", "On", "On"),
        "recorded and transcribed": ("On", "On", "Off"),
        "recorded and noted": ("On", "Off", "On"),
        "recorded": ("On", "Off", "Off"),
        "transcribed and noted": ("Off", "On", "On"),
        "transcribed": ("Off", "On", "Off"),
        "noted": ("Off", "Off", "On"),
    }.items()
}
"""The lines in descriptions, and what each says of `ARTIFACTS`."""
EVERY_EVENT = "All events of this series have this Meet"

ARTIFACTS = {"Recording": "recording", "Transcript": "transcription", "Notes": "smart_notes"}
# The first is the oracle's own word for what a sentence says, the second stands on a line.
ON = ("On", "Could not be turned off")
OFF = ("Off", "Could not be turned on")
NOTHING_ON = "Nothing will be recorded."
WILL_BE = {
    "Will be recorded, transcribed and noted.": ("On", "On", "On"),
    "Will be recorded and transcribed, not noted.": ("On", "On", "Off"),
    "Will be recorded and noted, not transcribed.": ("On", "Off", "On"),
    "Will be recorded, not transcribed or noted.": ("On", "Off", "Off"),
    "Will be transcribed and noted, not recorded.": ("Off", "On", "On"),
    "Will be transcribed, not recorded or noted.": ("Off", "On", "Off"),
    "Will be noted, not recorded or transcribed.": ("Off", "Off", "On"),
    "Will not be recorded, transcribed or noted.": ("Off", "Off", "Off"),
}
"""What a card says of a call to come, and what that is for each of `ARTIFACTS`."""
WOULD_BE = {
    f"No Meet yet. With your defaults, it w{sentence[1:]}": told
    for sentence, told in WILL_BE.items()
}
"""The same of an event without a Meet, by what is switched on for new ones."""
NOT_AVAILABLE = "Not available"
MADE = {
    "Will be recorded": "recording",
    "Will be transcribed": "transcription",
    "Gemini will take notes": "smart_notes",
}
NOT_MADE = {
    "Not recorded": ("recording",),
    "Not transcribed": ("transcription",),
    "No notes by Gemini": ("smart_notes",),
    "Not recorded, not transcribed": ("recording", "transcription"),
    "Not recorded, no notes by Gemini": ("recording", "smart_notes"),
    "Not transcribed, no notes by Gemini": ("transcription", "smart_notes"),
    "Not recorded, not transcribed, no notes by Gemini": tuple(MADE.values()),
}
"""What a message in Chat says of a Meet: a line for each that is on, one for all that are off."""
RULES = {
    "Who may join without asking": "access",
    "Host management": "moderation",
    "Chat for hosts only": "restrict_chat",
    "Presenting for hosts only": "restrict_present",
    "Reactions for hosts only": "restrict_reactions",
    "Guests join as viewers": "join_as_viewer",
    "Attendance report": "attendance",
}
RULES_SET = "Set as chosen"
MODERATION_STAYS = "Host management stays on, since what you chose needs it."

SEVERAL_DONE = " set up"
"""How the title of a card ends that says what became of several meetings."""
LEFT_OUT_CALL = "Left out: it has somebody else's call, which is not replaced."
NONE_TICKED = "Tick the meetings that are to be set up."
SOME_MEETING = "A meeting"

COHOSTS = "Co-hosts"
ALSO_COHOSTS = "Also co-hosts"
COHOSTS_SET = "The co-hosts are set"
NO_COHOSTS = "This Meet has no co-hosts."
DEFAULTS = "Defaults for new meetings"

CREATE = ("Create Meet", "Create Meet for the series", "Create Meet for this event")
UPDATE = ("Update settings", "Update the series")
ASK_REPLACE = "Replace with my Meet…"
ASK_RESET = "Turn all defaults off…"
SCHEDULE = "Schedule"
START = "Start a Meet"
SETTINGS = "Defaults"
SAVE = "Save"
CHANGE = "Change settings"
END_CALL = "End call"
GRANT = "Give permission"

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
    REMEMBERED_WITH_RULES,
    STORE_DOWN,
    *EMAILED,
    TOLD,
    *TELLS,
    EVERY_EVENT,
    *RULES,
    RULES_SET,
    MODERATION_STAYS,
    SEVERAL_DONE,
    LEFT_OUT_CALL,
    NONE_TICKED,
    SOME_MEETING,
    COHOSTS,
    ALSO_COHOSTS,
    COHOSTS_SET,
    NO_COHOSTS,
    *ARTIFACTS,
    ON[1],
    OFF[1],
    NOTHING_ON,
    *WILL_BE,
    *WOULD_BE,
    NOT_AVAILABLE,
    *MADE,
    *NOT_MADE,
    DEFAULTS,
    *CREATE,
    *UPDATE,
    ASK_REPLACE,
    ASK_RESET,
    SCHEDULE,
    START,
    SETTINGS,
    SAVE,
    CHANGE,
    END_CALL,
    GRANT,
)
