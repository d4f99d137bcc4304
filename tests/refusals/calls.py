"""Every call that the add-on makes to Google, where it is made, and what its refusal is told as."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from addon.google.answers import API_NAMES
from cards.languages import text_for
from cards.text import Text
from sandbox.google import errors
from sandbox.google.faults import Call
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.chat.host import ChatHost
from tests.refusals.meanings import Meaning
from tests.refusals.seats import AtCalendar, AtChat, Seat
from tests.support.calls import (
    CREATE_SPACE,
    END,
    INSERT,
    MEMBERS,
    PATCH_EVENT,
    PATCH_SPACE,
    PEOPLE,
    READ_EVENT,
    READ_ROLE,
    READ_SPACE,
)
from tests.support.chat import in_room
from tests.support.held import ATTENDEES, CALL, EVERYTHING, FILES
from tests.support.held import CALLS as CALLS_OF
from tests.support.held import STAYS as STAYS_OF
from tests.support.people import ANA, BO
from tests.support.schedule import START
from tests.support.sidebar import opened
from tests.support.stage import Stage

Says = Callable[[Text], str]
Arrange = Callable[[Stage, str], Seat]

UPDATE = "calendar.events.update"
SERIES = "weekly"
VENDOR = {
    "conferenceId": "88512345678",
    "conferenceSolution": {"key": {"type": "addOn"}, "name": "Zoom Meeting"},
    "entryPoints": [{"entryPointType": "video", "uri": "https://zoom.example/j/88512345678"}],
    "notes": "Passcode: 4711",
}


@dataclass(frozen=True)
class Told:
    """What a person reads.

    Attributes:
        says: the sentences, each a method of `Text`.
        seen: on what.
        anew: nothing is as it was then, so the next error needs another beginning.
        calls: how many calls it may take at most, where that is neither one nor, for what
            passes, four.
        unsaid: an event without its Meet may be there, of which nothing is said.
        with_link: also how to do without: the link of the space that was made.
    """

    says: tuple[Says, ...]
    seen: str = ""
    anew: bool = False
    calls: int = 0
    with_link: bool = False
    unsaid: bool = False


def told(*says: Says, seen: str = "", anew: bool = False, calls: int = 0) -> Told:
    """See `Told`."""
    return Told(says, seen, anew, calls)


AS_EVER = Told((), "event")
"""The call was only for a detail, so the card of the event is shown without."""


@dataclass(frozen=True)
class Place:
    """A call, and a press that makes it.

    Attributes:
        name: what tells it from the others.
        method: the call's id.
        arrange: what goes before the press; from a stage and a language.
        words: what is told for each meaning; for the others that the reason is not known.
        seen: on what that is told.
        mine: which calls of that method it is about; with all the calls of the press so far.
        otherwise: what is told for meanings that are not named.
        schedules: the press is to make an event.
        spaces: how many there are once the press has gone through.
        dial_in: the call tells numbers to dial in: what it may be refused for, so that it is made
            once more without them.
    """

    name: str
    method: str
    arrange: Arrange
    words: Mapping[Meaning, Told]
    seen: str = "problem"
    mine: Callable[[Call, list[Call]], bool] = lambda call, calls: True  # noqa: ARG005
    otherwise: Told = field(default_factory=lambda: told(Text.refused_by_google))
    schedules: bool = False
    spaces: int = 1
    dial_in: bool = False

    @property
    def api(self) -> str:
        """The first part of the method's id."""
        return self.method.partition(".")[0]

    def answer(self, meaning: Meaning) -> Told:
        """What is told for a meaning."""
        return self.words.get(meaning, self.otherwise)


# What is told, by where it is told


def _switched_off(api: str) -> Told:
    return told(lambda text: text.ask_administrator(API_NAMES[api]))


def _always(api: str, **passing: Says) -> dict[Meaning, Told]:
    return {
        Meaning.BUSY: told(passing["busy"]),
        Meaning.BROKEN: told(passing["broken"]),
        Meaning.SESSION: told(passing["session"]),
        Meaning.SCOPES: told(Text.grant_not_accepted),
        Meaning.SWITCHED_OFF: _switched_off(api),
    }


READING = {"busy": Text.read_again, "broken": Text.read_again, "session": Text.reopen_addon}
PRESSED = {"busy": Text.try_again, "broken": Text.try_again, "session": Text.reopen_addon}
WRITING = {**PRESSED, "broken": Text.outcome_unknown}
CHATTING = {
    "busy": Text.try_again_in_chat,
    "broken": Text.try_again_in_chat,
    "session": Text.send_again,
}
CHANGING = {**CHATTING, "broken": Text.outcome_unknown}
FEATURE = {Meaning.FEATURE: told(Text.feature_unavailable, calls=2)}
READ: dict[Meaning, Told] = {
    Meaning.LIMIT: told(Text.usage_limit),
    Meaning.NOT_YOURS: told(Text.out_of_reach),
    Meaning.MISSING: told(Text.not_saved, seen="event"),
    Meaning.GONE: told(Text.cancelled, seen="event"),
}
PATCHED: dict[Meaning, Told] = {
    Meaning.LIMIT: told(Text.invitation_limit),
    Meaning.NOT_YOURS: told(Text.ask_organizer),
    Meaning.MISSING: told(Text.event_deleted),
    Meaning.GONE: told(Text.event_deleted),
    Meaning.EXISTS: told(Text.event_keeps_changing, calls=3),
    Meaning.CHANGED: told(Text.event_keeps_changing, calls=3),
    Meaning.NO_LINKS: told(Text.links_not_allowed, anew=True),
    Meaning.ADDRESS: told(Text.address_refused),
}
OPENED = {**_always("calendar", **READING), **READ}
LOOKED = {
    **_always("calendar", **PRESSED),
    **READ,
    Meaning.MISSING: told(Text.not_saved, seen="event", anew=True),
    Meaning.GONE: told(Text.cancelled, seen="event", anew=True),
}
ATTACHED = {**_always("calendar", **WRITING), **PATCHED}
HIDDEN = told(Text.settings_out_of_reach, seen="event")
SHOWN = {
    **_always("meet", **READING),
    **FEATURE,
    Meaning.HIDDEN: HIDDEN,
    Meaning.MISSING: HIDDEN,
}
NO_MEET = told(Text.meet_unavailable)
MADE = {
    **_always("meet", **WRITING),
    **FEATURE,
    Meaning.HIDDEN: NO_MEET,
    Meaning.MISSING: NO_MEET,
    Meaning.BUSY: told(Text.try_again, calls=1),
    Meaning.BROKEN: told(Text.outcome_unknown, calls=1),
}
NOT_HOST = told(Text.not_the_host)
SET = {
    **_always("meet", **WRITING),
    **FEATURE,
    Meaning.HIDDEN: NOT_HOST,
    Meaning.MISSING: NOT_HOST,
}
MADE_IN_CHAT = {
    **_always("meet", **CHATTING),
    **FEATURE,
    Meaning.HIDDEN: NO_MEET,
    Meaning.MISSING: NO_MEET,
    Meaning.BUSY: told(lambda text: text.no_meet_made("/meet"), calls=1),
    Meaning.BROKEN: told(lambda text: text.meet_unknown("/meet"), calls=1),
}
ONLY_HOST = told(lambda text: text.only_host_sets(""))
HOSTED = {
    **_always("meet", **CHATTING),
    **FEATURE,
    Meaning.HIDDEN: ONLY_HOST,
    Meaning.MISSING: ONLY_HOST,
}
CHANGED_IN_CHAT = {
    **_always("meet", **CHANGING),
    **FEATURE,
    Meaning.HIDDEN: ONLY_HOST,
    Meaning.MISSING: ONLY_HOST,
}
ENDED = dict.fromkeys((Meaning.HIDDEN, Meaning.MISSING), told(lambda text: text.only_host_ends("")))
NO_ADDRESSES = told(Text.addresses_hidden)
INSERTED = {
    **_always("calendar", **CHANGING),
    Meaning.LIMIT: told(Text.invitation_limit),
    Meaning.NOT_YOURS: told(Text.event_not_allowed),
    Meaning.MISSING: told(Text.calendar_unavailable),
    Meaning.EXISTS: told(Text.outcome_unknown, anew=True),
    Meaning.NO_LINKS: told(Text.links_not_allowed, anew=True),
    Meaning.ADDRESS: told(Text.address_refused),
}
UNKNOWN = told(Text.outcome_unknown, anew=True)
UNKNOWN_KEPT = told(Text.outcome_unknown)
AGAIN, STAYS = Text.event_without_meet, Text.event_stays_without_meet
READ_IN_CHAT: dict[Meaning, Told] = {
    **_always("calendar", **CHATTING),
    Meaning.LIMIT: told(Text.usage_limit),
    Meaning.NOT_YOURS: told(Text.event_not_allowed),
    Meaning.GONE: told(Text.event_gone, anew=True),
    Meaning.MISSING: told(Text.event_gone, anew=True),
}
PATCHED_IN_CHAT: dict[Meaning, Told] = {
    **_always("calendar", **CHANGING),
    **PATCHED,
    Meaning.NOT_YOURS: told(Text.event_not_allowed),
    Meaning.GONE: told(Text.event_gone, anew=True),
    Meaning.MISSING: told(Text.event_gone, anew=True),
    Meaning.CHANGED: told(Text.event_keeps_changing_in_chat, calls=3),
    Meaning.EXISTS: told(Text.event_keeps_changing_in_chat, calls=3),
}
THERE_ALL_THE_SAME = {
    Meaning.GONE: told(Text.refused_by_google),
    Meaning.MISSING: told(Text.refused_by_google),
}
"""Of an event that is read afterwards, and is there."""
OVERTAKEN = {
    Meaning.CHANGED: told(Text.event_keeps_changing_in_chat, calls=3),
    Meaning.EXISTS: told(Text.event_keeps_changing_in_chat, calls=3),
}
"""Of an event that somebody changes at every try."""
MAY_PASS = {
    Meaning.ADDRESS,
    Meaning.BUSY,
    Meaning.BROKEN,
    Meaning.SESSION,
    Meaning.CHANGED,
    Meaning.EXISTS,
    Meaning.OTHER,
}


def _without_meet(words: Mapping[Meaning, Told]) -> dict[Meaning, Told]:
    """The same, where the event is in the calendar: it says so."""
    found = {}
    for meaning in Meaning:
        answer = words.get(meaning, told(Text.refused_by_google))
        if answer.says == (Text.outcome_unknown,):
            found[meaning] = replace(answer, says=(Text.event_maybe_without_meet,))
            continue
        again = meaning in MAY_PASS or answer.says == (Text.refused_by_google,)
        gone = answer.says == (Text.event_gone,)
        left = () if gone else (AGAIN if again else STAYS,)
        found[meaning] = Told((*answer.says, *left), answer.seen, answer.anew, answer.calls)
    return found


def _in_dialog(words: Mapping[Meaning, Told]) -> dict[Meaning, Told]:
    """The same, where a dialog was pressed: there it says that pressing again is safe."""
    return {
        **words,
        Meaning.BUSY: told(Text.try_again_in_chat, calls=words[Meaning.BUSY].calls),
        Meaning.BROKEN: told(Text.outcome_unknown, calls=words[Meaning.BROKEN].calls),
    }


# Calendar's sidebar


def _open(stage: Stage, locale: str) -> Seat:
    host = opened(stage, stage.world.calendar.add_event(ANA), locale=locale)
    return AtCalendar(host, host.refresh, on_top=False)


def _create(stage: Stage, locale: str) -> Seat:
    return AtCalendar(
        opened(stage, stage.world.calendar.add_event(ANA, attendees=[BO]), locale=locale)
    )


def _choose_cohosts(stage: Stage, locale: str) -> Seat:
    space = stage.world.meet.make_meet(ANA, origin="api:addon")
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO], conference=space)
    host = opened(stage, event_id, locale=locale)

    def press() -> None:
        if host.card["name"] != "event":
            host.back()
        host.press(text_for(locale).choose_cohosts())

    return AtCalendar(host, press)


def _weekly(stage: Stage) -> str:
    return stage.world.calendar.add_event(
        ANA,
        event_id=SERIES,
        start="2031-05-14T09:30:00+02:00",
        recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
    )


def _occurrence(stage: Stage, locale: str) -> Seat:
    host = opened(stage, f"{_weekly(stage)}_20310521T073000Z", locale=locale)
    return AtCalendar(host, host.refresh, on_top=False)


def _series(stage: Stage, locale: str) -> Seat:
    return AtCalendar(opened(stage, _weekly(stage), locale=locale))


def _shared(stage: Stage, locale: str) -> Seat:
    stage.world.calendar.share_calendar(BO, ANA, "writer")
    event_id = stage.world.calendar.add_event(BO)
    host = opened(stage, event_id, BO, locale=locale)
    return AtCalendar(host, host.refresh, on_top=False)


def _replace(stage: Stage, locale: str) -> Seat:
    """A vendor's call on an event in a calendar that merges, and takes no `null`."""
    stage.world.knobs.patch_objects = "merge without null"
    host = opened(stage, stage.world.calendar.add_event(ANA, conference=VENDOR), locale=locale)
    host.press(text_for(locale).replace())
    return AtCalendar(host, host.press_secondary)


def _unseen(stage: Stage, locale: str) -> Seat:
    """The answer to attaching lacks the Meet, so the event is read once more."""
    event_id = stage.world.calendar.add_event(ANA)
    host = opened(stage, event_id, locale=locale)

    def press() -> None:
        if stage.google.faults.open_orders:
            stage.google.faults.order(PATCH_EVENT, status=200, body={"id": event_id})
        host.press_primary()

    return AtCalendar(host, press)


def _with_meet(stage: Stage, locale: str) -> Seat:
    space = stage.world.meet.make_meet(ANA)
    host = opened(stage, stage.world.calendar.add_event(ANA, conference=space), locale=locale)
    return AtCalendar(host, host.refresh, on_top=False)


def _update(stage: Stage, locale: str) -> Seat:
    space = stage.world.meet.make_meet(ANA)
    host = opened(stage, stage.world.calendar.add_event(ANA, conference=space), locale=locale)
    for name in ("recording", "transcription", "smart_notes"):
        host.set_switch(name, True)
    return AtCalendar(host)


def _pressed_before(stage: Stage, locale: str) -> Seat:
    """A space is kept from a press whose attachment was refused."""
    host = opened(stage, stage.world.calendar.add_event(ANA), locale=locale)
    stage.google.faults.order(PATCH_EVENT, error=errors.calendar("forbidden"))
    host.press_primary()
    host.back()
    host.set_switch("recording", True)
    return AtCalendar(host)


# Google Chat


def _confirm(chat: ChatHost) -> None:
    """Press the main button of whichever dialog is open."""
    chat.form.press_primary()


def _meet(stage: Stage, locale: str) -> Seat:
    chat = in_room(stage, locale=locale)
    return AtChat(chat, lambda: chat.slash_command("/meet"))


def _met(stage: Stage, locale: str) -> tuple[ChatHost, Text]:
    chat = in_room(stage, locale=locale)
    chat.slash_command("/meet")
    return chat, text_for(locale)


def _ask_settings(stage: Stage, locale: str) -> Seat:
    chat, text = _met(stage, locale)
    return AtChat(chat, lambda: chat.click(text.change_settings()))


def _set_in_chat(stage: Stage, locale: str) -> Seat:
    chat, text = _met(stage, locale)

    def choose() -> None:
        chat.click(text.change_settings())
        chat.form.set_switch("recording", on=True)

    return AtChat(chat, partial(_confirm, chat), choose)


def _ask_end(stage: Stage, locale: str) -> Seat:
    chat, text = _met(stage, locale)
    return AtChat(chat, lambda: chat.click(text.end_call()))


def _end(stage: Stage, locale: str) -> Seat:
    chat, text = _met(stage, locale)
    return AtChat(chat, partial(_confirm, chat), lambda: chat.click(text.end_call()))


def _planned(stage: Stage, locale: str) -> ChatHost:
    chat = in_room(stage, locale=locale)
    chat.slash_command("/schedule", "Plan")
    chat.form.set_input("start", START)
    chat.form.set_input("addresses", BO)
    return chat


def _schedule(stage: Stage, locale: str) -> Seat:
    chat = _planned(stage, locale)
    return AtChat(chat, partial(_confirm, chat))


def _schedule_again(stage: Stage, locale: str) -> Seat:
    """The event was refused, its space is kept."""
    chat = _planned(stage, locale)
    stage.google.faults.order(INSERT, error=errors.calendar("forbidden"))
    chat.form.press_primary()
    chat.form.set_switch("recording", True)
    return AtChat(chat, partial(_confirm, chat))


def _everybody(stage: Stage, locale: str) -> Seat:
    stage.world.knobs.chat_users_tell_email = False
    chat = _planned(stage, locale)
    chat.form.set_switch("invite_members", True)
    return AtChat(chat, partial(_confirm, chat))


def _drop_the_meet(stage: Stage) -> None:
    """Have Calendar make the event and forget its conference."""

    def insert() -> None:
        call = stage.google.calls_of(INSERT)[-1]
        made = dict(call.body or {})
        event_id = str(made["id"])
        if event_id not in {entry.event.id for entry in stage.world.calendar.entries(ANA)}:
            stage.world.calendar.add_event(
                ANA,
                event_id=event_id,
                summary=str(made["summary"]),
                start=made["start"],
                end=made["end"],
                attendees=[BO],
            )

    body = {"id": "x"}
    stage.google.faults.order(INSERT, status=200, body=body, then=insert)


def _dropped(stage: Stage, locale: str) -> Seat:
    """Calendar makes the event without its Meet; the first press has to attach it."""
    chat = _planned(stage, locale)
    dropped = False

    def press() -> None:
        nonlocal dropped
        if not dropped:
            dropped = True
            _drop_the_meet(stage)
        chat.form.press_primary()

    return AtChat(chat, press)


def _retyped(stage: Stage, locale: str) -> Seat:
    """The event has no Meet yet, and what was typed is changed."""
    chat = _planned(stage, locale)
    _drop_the_meet(stage)
    stage.google.faults.order(PATCH_EVENT, error=errors.calendar("forbidden"))
    chat.form.press_primary()
    chat.form.set_input("title", "Another plan")
    chat.form.set_input("addresses", "")
    chat.form.set_input("length", "60")
    return AtChat(chat, partial(_confirm, chat))


def _all_day(stage: Stage, locale: str) -> Seat:
    """The same, but somebody turned the event all-day, and another length is typed."""
    seat = _retyped(stage, locale)
    [entry] = stage.world.calendar.entries(ANA)
    stage.world.calendar.edit_event(ANA, entry.event.id, start="2031-05-14", end="2031-05-15")
    return seat


def _lost(stage: Stage, locale: str) -> Seat:
    """The answer to making the event was lost; trying again finds it there."""
    chat = _planned(stage, locale)

    def press() -> None:
        if stage.google.faults.open_orders:
            stage.google.faults.order(INSERT, error=errors.calendar("duplicate"))
        chat.form.press_primary()

    return AtChat(chat, press)


def _reads(call: Call, event_id: str) -> bool:
    return call.path.endswith(f"/events/{event_id}")


def _is_primary(call: Call, _: list[Call]) -> bool:
    return "/calendars/primary/" in call.path


def _clears(call: Call, _: list[Call]) -> bool:
    return (call.body or {}) == {"conferenceData": None}


def _nth(method: str, number: int, call: Call, calls: list[Call]) -> bool:
    """Whether that many calls of a method went well before this one."""
    before = [each for each in calls if each is not call and each.method_id == method]
    return len([each for each in before if each.status == 200]) >= number


def _amends(call: Call, _: list[Call]) -> bool:
    return "summary" in (call.body or {})


def _amended_read(call: Call, calls: list[Call]) -> bool:
    """The second reading of the event in a press: for whom it invites."""
    return _nth(READ_EVENT, 1, call, calls)


def _after_insert(_: Call, calls: list[Call]) -> bool:
    return any(each.method_id == INSERT for each in calls)


def _by_code(call: Call, _: list[Call]) -> bool:
    return "-" in call.path.rpartition("/")[2]


_scheduling = partial(
    Place,
    seen="dialog",
    schedules=True,
)

IN_THE_SIDEBAR = (
    Place("open: the event", READ_EVENT, _open, OPENED, spaces=0),
    Place("create: the event", READ_EVENT, _create, LOOKED),
    Place(
        "open an occurrence: its series",
        READ_EVENT,
        _occurrence,
        {
            **OPENED,
            Meaning.MISSING: AS_EVER,
            Meaning.GONE: AS_EVER,
            Meaning.NOT_YOURS: AS_EVER,
        },
        mine=lambda call, _: _reads(call, SERIES),
        otherwise=AS_EVER,
        spaces=0,
    ),
    Place(
        "open a shared event: one's own copy",
        READ_EVENT,
        _shared,
        {},
        mine=_is_primary,
        otherwise=AS_EVER,
        spaces=0,
    ),
    Place(
        "open a shared event: the role",
        READ_ROLE,
        _shared,
        {
            Meaning.BUSY: told(Text.read_again),
            Meaning.BROKEN: told(Text.read_again),
            Meaning.SESSION: told(Text.reopen_addon),
        },
        otherwise=AS_EVER,
        spaces=0,
    ),
    Place(
        "open an occurrence: the entries",
        READ_ROLE,
        _occurrence,
        {},
        otherwise=AS_EVER,
        spaces=0,
    ),
    Place(
        "create for a series: the entries after it",
        READ_ROLE,
        _series,
        {},
        mine=lambda call, calls: _nth(PATCH_EVENT, 1, call, calls),
        otherwise=told(seen="result", anew=True),
    ),
    Place(
        "choose co-hosts: who they are",
        "meet.spaces.members.list",
        _choose_cohosts,
        {
            **_always("meet", **PRESSED),
            Meaning.FEATURE: told(Text.feature_unavailable),
            Meaning.HIDDEN: told(Text.no_cohosts_here, seen="co-hosts"),
            Meaning.MISSING: told(Text.no_cohosts_here, seen="co-hosts"),
        },
    ),
    Place("create: attach", PATCH_EVENT, _create, ATTACHED, dial_in=True),
    Place(
        "replace: clear what is left of the old call",
        PATCH_EVENT,
        _replace,
        {
            Meaning.CHANGED: told(seen="result", anew=True),
            Meaning.EXISTS: told(seen="result", anew=True),
        },
        mine=_clears,
        otherwise=UNKNOWN,
    ),
    Place(
        "replace: attach anew",
        PATCH_EVENT,
        _replace,
        {
            Meaning.CHANGED: told(Text.event_keeps_changing, anew=True, calls=3),
            Meaning.EXISTS: told(Text.event_keeps_changing, anew=True, calls=3),
        },
        mine=lambda call, calls: not _clears(call, calls) and _nth(PATCH_EVENT, 2, call, calls),
        otherwise=Told((), "problem", anew=True, with_link=True),
        dial_in=True,
    ),
    Place(
        "create: read what was attached",
        READ_EVENT,
        _unseen,
        {},
        mine=lambda call, calls: _nth(PATCH_EVENT, 1, call, calls),
        otherwise=UNKNOWN_KEPT,
    ),
    Place("open: the Meet", READ_SPACE, _with_meet, SHOWN, mine=_by_code),
    Place("create: the Meet", CREATE_SPACE, _create, MADE),
    Place("update: the Meet", PATCH_SPACE, _update, SET),
    Place(
        "create again: set the Meet that is kept",
        PATCH_SPACE,
        _pressed_before,
        {
            Meaning.SCOPES: told(Text.grant_not_accepted, anew=True),
            Meaning.FEATURE: told(Text.settings_not_set, anew=True, calls=2),
        },
        otherwise=told(Text.settings_not_set, anew=True),
    ),
    Place(
        "create again: read the Meet that is kept",
        READ_SPACE,
        _pressed_before,
        {
            **_always("meet", **PRESSED),
            **FEATURE,
            Meaning.HIDDEN: told(seen="result", anew=True),
            Meaning.MISSING: told(seen="result", anew=True),
        },
    ),
)
IN_CHAT = (
    Place("/meet: the Meet", CREATE_SPACE, _meet, MADE_IN_CHAT, seen="private"),
    Place("settings: the Meet", READ_SPACE, _ask_settings, HOSTED, seen="dialog"),
    Place("settings, pressed: the Meet", READ_SPACE, _set_in_chat, HOSTED, seen="dialog"),
    Place("settings, pressed: set", PATCH_SPACE, _set_in_chat, CHANGED_IN_CHAT, seen="dialog"),
    Place("end: the Meet", READ_SPACE, _ask_end, {**HOSTED, **ENDED}, seen="dialog"),
    Place(
        "end, pressed",
        END,
        _end,
        {**CHANGED_IN_CHAT, **ENDED, Meaning.NO_CALL: told(seen="nothing")},
        seen="dialog",
    ),
    _scheduling("/schedule: the Meet", CREATE_SPACE, _schedule, _in_dialog(MADE_IN_CHAT)),
    _scheduling("/schedule: the event", INSERT, _schedule, INSERTED, dial_in=True),
    _scheduling(
        "/schedule again: the event that may be there",
        READ_EVENT,
        _schedule_again,
        {**READ_IN_CHAT, Meaning.MISSING: told(seen="posted", anew=True)},
    ),
    _scheduling(
        "/schedule again: set the Meet that is kept",
        PATCH_SPACE,
        _schedule_again,
        {
            Meaning.SCOPES: told(Text.grant_not_accepted, anew=True),
            Meaning.FEATURE: told(Text.settings_not_set, anew=True, calls=2),
        },
        otherwise=told(Text.settings_not_set, anew=True),
    ),
    _scheduling(
        "/schedule again: read the Meet that is kept",
        READ_SPACE,
        _schedule_again,
        {
            **_always("meet", **CHATTING),
            **FEATURE,
            Meaning.HIDDEN: told(seen="posted", anew=True),
            Meaning.MISSING: told(seen="posted", anew=True),
        },
    ),
    _scheduling(
        "/schedule, lost: the event that is there",
        READ_EVENT,
        _lost,
        {
            Meaning.GONE: told(Text.event_gone, anew=True),
        },
        mine=_after_insert,
        otherwise=UNKNOWN_KEPT,
    ),
    _scheduling(
        "/schedule without its Meet: attach",
        PATCH_EVENT,
        _dropped,
        _without_meet({**PATCHED_IN_CHAT, **THERE_ALL_THE_SAME}),
        dial_in=True,
    ),
    _scheduling(
        "/schedule, retyped: whom it invites",
        READ_EVENT,
        _retyped,
        {
            **_without_meet(READ_IN_CHAT),
            Meaning.MISSING: told(Text.event_maybe_without_meet, calls=2),
            Meaning.GONE: told(Text.event_gone, anew=True, calls=2),
            # After the prompt the first reading is refused, too: nothing is known of the event.
            Meaning.SCOPES: Told((Text.grant_not_accepted,), unsaid=True),
        },
        mine=_amended_read,
    ),
    _scheduling(
        "/schedule, retyped: amend",
        PATCH_EVENT,
        _retyped,
        _without_meet({**PATCHED_IN_CHAT, **THERE_ALL_THE_SAME, **OVERTAKEN}),
        mine=_amends,
    ),
    _scheduling(
        "/schedule, retyped: all of an event that was turned all-day",
        UPDATE,
        _all_day,
        _without_meet({**PATCHED_IN_CHAT, **THERE_ALL_THE_SAME, **OVERTAKEN}),
    ),
    _scheduling(
        "/schedule for everybody: who is there",
        MEMBERS,
        _everybody,
        {
            **_always("chat", **CHATTING),
            Meaning.DENIED: NO_ADDRESSES,
            Meaning.MISSING: NO_ADDRESSES,
        },
    ),
    _scheduling(
        "/schedule for everybody: their addresses",
        PEOPLE,
        _everybody,
        {
            **_always("people", **CHATTING),
            Meaning.DENIED: NO_ADDRESSES,
            Meaning.MISSING: NO_ADDRESSES,
        },
    ),
)
# Calls and what Meet keeps of them

READ_OF_CALLS = {
    **_always("meet", **PRESSED),
    **FEATURE,
    Meaning.HIDDEN: told(Text.call_hidden),
    Meaning.MISSING: told(Text.call_hidden),
}
WITHOUT = Told((), "calls")
"""What else there is of the calls is shown."""


def _recorded(stage: Stage, locale: str) -> Seat:
    host = _of_calls(stage, locale)
    return AtCalendar(host, host.refresh, on_top=False)


def _attendance(stage: Stage, locale: str) -> Seat:
    host = _of_calls(stage, locale)
    return AtCalendar(host, lambda: _press_below(host, text_for(locale).attendance()))


def _earlier(stage: Stage, locale: str) -> Seat:
    host = _of_calls(stage, locale)
    return AtCalendar(host, lambda: _press_below(host, text_for(locale).earlier_calls()))


def _press_below(host: CalendarHost, label: str) -> None:
    """Press the event card's own button, whatever lies on the card."""
    if host.card["name"] != "event":
        host.back()
    pressables = [found for found in host.pressables() if found.label == label]
    host.press({"text": label, "onClick": pressables[0].on_click})


def _of_calls(stage: Stage, locale: str) -> CalendarHost:
    space = stage.world.meet.make_meet(ANA)
    event_id = stage.world.calendar.add_event(ANA, conference=space)
    for _ in range(3):
        stage.world.meet.hold_conference(space, [ANA])
    return opened(stage, event_id, locale=locale, granted=EVERYTHING)


def _is_of_earlier(call: Call, calls: list[Call]) -> bool:
    del calls
    return "start_time" in call.query.get("filter", "")


def _is_after(call: Call, calls: list[Call]) -> bool:
    """Whether it was made once earlier calls had been asked for."""
    return call is not calls[0] and any(each.method_id == CALLS_OF for each in calls)


OF_RECORDS: tuple[Place, ...] = (
    Place("the calls of an opened event", CALLS_OF, _recorded, {}, "event", otherwise=AS_EVER),
    Place("earlier calls", CALLS_OF, _earlier, READ_OF_CALLS, mine=_is_of_earlier),
    *(
        Place(
            f"{kind} of calls",
            kind,
            _earlier,
            {Meaning.SCOPES: READ_OF_CALLS[Meaning.SCOPES]},
            mine=_is_after,
            otherwise=WITHOUT,
        )
        for kind in FILES
    ),
    Place("a call whose people are asked for", CALL, _attendance, READ_OF_CALLS),
    Place("who attended", ATTENDEES, _attendance, READ_OF_CALLS),
    Place("how long they stayed", STAYS_OF, _attendance, {}, otherwise=Told((), "attendance")),
)


CALLS: tuple[Place, ...] = IN_THE_SIDEBAR + IN_CHAT + OF_RECORDS
