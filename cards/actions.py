"""What a button can ask the add-on for."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """A click's path below `ADDON_URL`. `addon.routes` gives each its handler."""

    SAVE_DEFAULTS = "/calendar/defaults/save"
    SHOW_COMING = "/calendar/coming"
    COUNT_COMING = "/calendar/coming/count"
    SET_UP = "/calendar/coming/setup"
    SHOW_DEFAULTS = "/calendar/coming/defaults"
    NEW_MEETING = "/calendar/meeting"
    CHECK_NEW = "/calendar/meeting/check"
    SCHEDULE = "/calendar/meeting/schedule"
    OUTSIDE_DEFAULTS = "/calendar/defaults/outside"
    SAVE_OUTSIDE = "/calendar/defaults/outside/save"
    SAME_OUTSIDE = "/calendar/defaults/outside/same"
    CHECK_SETUP = "/calendar/setup/check"
    COPY_SETUP = "/calendar/setup/copy"
    ASK_RESET = "/calendar/defaults/reset"
    RESET_DEFAULTS = "/calendar/defaults/reset/confirm"
    ASK_FORGET = "/calendar/forget"
    FORGET = "/calendar/forget/confirm"
    REFRESH = "/calendar/event/refresh"
    CHOOSE_SCOPE = "/calendar/event/scope"
    CHECK_AGAIN = "/calendar/event/check"
    CREATE = "/calendar/event/create"
    UPDATE = "/calendar/event/update"
    SET_AGAIN = "/calendar/event/again"
    KEEP_AS_IS = "/calendar/event/keep"
    SET_RIGHT = "/calendar/event/right"
    ASK_REPLACE = "/calendar/event/replace"
    REPLACE = "/calendar/event/replace/confirm"
    ASK_PART = "/calendar/event/part"
    PART = "/calendar/event/part/confirm"
    SHOW_RECORDS = "/calendar/event/records"
    EARLIER = "/calendar/event/records/earlier"
    ATTENDANCE = "/calendar/call/attendance"
    SHOW_CALL = "/calendar/call"
    ASK_END = "/calendar/call/end"
    END = "/calendar/call/end/confirm"
    SHOW_LAST = "/calendar/home/records"
    CHOOSE_COHOSTS = "/calendar/event/cohosts"
    SAVE_COHOSTS = "/calendar/event/cohosts/save"
    GRANT = "/calendar/grant"
    BACK = "/calendar/back"

    CHAT_MEET = "/chat/meet"
    CHAT_MEET_SETTINGS = "/chat/meet/settings"
    CHAT_UPDATE_MEET = "/chat/meet/settings/save"
    CHAT_COHOSTS = "/chat/meet/cohosts"
    CHAT_SAVE_COHOSTS = "/chat/meet/cohosts/save"
    CHAT_ASK_END = "/chat/meet/end"
    CHAT_END = "/chat/meet/end/confirm"
    CHAT_SCHEDULE = "/chat/schedule"
    CHAT_SUBMIT_SCHEDULE = "/chat/schedule/submit"
    CHAT_SETTINGS = "/chat/settings"
    CHAT_SAVE_SETTINGS = "/chat/settings/save"
    CHAT_OUTSIDE_DEFAULTS = "/chat/settings/outside"
    CHAT_SAVE_OUTSIDE = "/chat/settings/outside/save"
    CHAT_SAME_OUTSIDE = "/chat/settings/outside/same"
    CHAT_CHECK_AGAIN = "/chat/check"
    CHAT_RECORDS = "/chat/records"
    CHAT_GRANT = "/chat/grant"
    CHAT_CLOSE = "/chat/close"


class Command(StrEnum):
    """A command of the Chat app, by the word after the slash or after a mention of the app."""

    MEET = "meet"
    SCHEDULE = "schedule"
    SETTINGS = "settings"
    HELP = "help"
    RECORDS = "records"

    @property
    def takes_title(self) -> bool:
        """Whether words may follow."""
        return self in {Command.MEET, Command.SCHEDULE}


class Permission(StrEnum):
    """What a user may be asked to permit: the OAuth scopes without their common prefix."""

    EXECUTE = "calendar.addons.execute"
    READ_OPEN_EVENT = "calendar.addons.current.event.read"
    LOCALE = "script.locale"
    EMAIL = "userinfo.email"
    OWN_EVENTS = "calendar.events.owned"
    ALL_EVENTS = "calendar.events"
    MEET_SETTINGS = "meetings.space.settings"
    MEET_CREATE = "meetings.space.created"
    RECORDS = "meetings.space.readonly"
    CHAT_MEMBERS = "chat.memberships.readonly"
    DIRECTORY = "directory.readonly"


class Parameter(StrEnum):
    """The parameters that a button may carry. They come back from the browser: never trusted."""

    REPLACING = "replacing"
    CODE = "code"
    SHOWN = "shown"
    SPAN = "span"
    LEFT = "left"
    SKIP = "skip"
    SINCE = "since"
    PARTING = "parting"
    DRAWN_FOR = "drawn_for"
    TELLS = "tells"
    LOCKED = "locked"
    OFFERED = "offered"
    SCOPES = "scopes"
    ATTEMPT = "attempt"
    BELOW = "below"
    FIRST = "first"
    SPACE = "space"
    HOST = "host"
    CALLED = "called"
    SCHEDULED = "scheduled"
    TITLE = "title"
    WHEN = "when"
    FORM = "form"
    FORM_BELOW = "form_below"
    EVENT = "event"
    CALL = "call"
    BEFORE = "before"
    PAGE = "page"
    WORDS = "words"
    RULES = "rules"
    COHOSTS = "cohosts"


class Input(StrEnum):
    """The form inputs of the cards besides those of artifacts and rules, which have their names."""

    REMEMBER = "remember"
    NOTIFY = "notify"
    APPLIES_TO = "applies_to"
    MEETINGS = "meetings"
    HOST = "host"
    TELL_GUESTS = "tell_guests"
    TITLE = "title"
    START = "start"
    LENGTH = "length"
    GUESTS = "guests"
    ADDRESSES = "addresses"
    INVITE_MEMBERS = "invite_members"
    COHOSTS = "cohosts"
    COPIED = "copied"


SERIES = "series"
EVENT = "event"
