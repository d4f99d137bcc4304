"""The stand-in's event in the model's terms: how it stands, what others do to it, what is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sandbox.google import errors
from sandbox.google.people.accounts import Feature
from sandbox.hosts.chat.surface import ChatDialog
from sandbox.hosts.exchange import Exchange
from tests.model.model import UNANSWERED, Event, Model, Told, Typed
from tests.support.calls import (
    AT_ONCE,
    CREATE_SPACE,
    INSERT,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    READ_SPACE,
)
from tests.support.people import ANA
from tests.support.stage import Json, Stage
from tests.support.switches import Three, has
from tests.support.words import SAYS
from torture import words
from torture.reading import Reading, read_answer

UNCERTAIN = (
    SAYS.outcome_unknown(),
    SAYS.settings_not_set(),
    SAYS.still_working(),
    SAYS.still_scheduling(follows=False),
    SAYS.still_scheduling(follows=True),
    SAYS.event_maybe_without_meet(),
    SAYS.event_without_meet(),
    SAYS.event_stays_without_meet(),
    SAYS.link_not_kept("").strip(),
)
DONE = (words.CREATED, words.REPLACED, words.UPDATED, words.ALREADY_SO)
LATER = {"Retry-After": "100"}

Order = dict[str, Any]


class Trouble(NamedTuple):
    """What goes wrong once, and how many spaces it may leave of which nobody knows."""

    method: str
    orders: tuple[Order, ...]
    lost_spaces: int = 0


LOST: Order = {"drop": "after"}
TROUBLES = {
    "Meet is busy": Trouble(CREATE_SPACE, ({"status": 429, "headers": AT_ONCE},)),
    "Meet makes a space and does not say so": Trouble(CREATE_SPACE, (LOST,), 1),
    "Meet withholds recording": Trouble(
        CREATE_SPACE, ({"error": errors.feature_unavailable(Feature.RECORDING)},)
    ),
    "Meet hides a space": Trouble(READ_SPACE, ({"error": errors.permission_denied("Space")},), 1),
    "Meet refuses settings": Trouble(PATCH_SPACE, ({"status": 403},)),
    "Meet sets and does not say so": Trouble(PATCH_SPACE, (LOST,)),
    "Calendar hides the event": Trouble(READ_EVENT, ({"status": 404},)),
    "Calendar knows no such event": Trouble(PATCH_EVENT, ({"status": 404},)),
    "Calendar refuses a change": Trouble(PATCH_EVENT, ({"error": errors.calendar("forbidden")},)),
    "Calendar writes and does not say so": Trouble(PATCH_EVENT, (LOST,)),
    "Calendar writes and is gone": Trouble(PATCH_EVENT, (LOST, {"status": 503, "headers": LATER})),
    "Calendar refuses an event": Trouble(INSERT, ({"error": errors.calendar("forbidden")},)),
    "Calendar makes an event and does not say so": Trouble(INSERT, (LOST,)),
    "Calendar makes an event and is gone": Trouble(
        INSERT, (LOST, {"status": 503, "headers": LATER})
    ),
}

IN_CALENDAR = [name for name, trouble in TROUBLES.items() if trouble.method != INSERT]
"""Those that a press in the sidebar may meet."""

# How the event stands


def event_in(stage: Stage, home: str, event_id: str) -> Event | None:
    """The event as it is, or `None` before it is made."""
    try:
        shown = stage.world.calendar.event(home, event_id, ANA)
    except LookupError:
        return None
    start, end = (datetime.fromisoformat(shown[name]["dateTime"]) for name in ("start", "end"))
    return Event(
        title=shown["summary"],
        start=start,
        length=end - start,
        guests=_answers(shown.get("attendees", ()), home),
        notes=shown.get("description", ""),
        call=_link(shown.get("conferenceData")),
        deleted=shown["status"] == "cancelled",
    )


def _link(conference: Mapping[str, Any] | None) -> str:
    points = (conference or {}).get("entryPoints", ())
    return next((each["uri"] for each in points if each["entryPointType"] == "video"), "")


def _answers(attendees: Iterable[Mapping[str, Any]], home: str) -> dict[str, str]:
    return {
        each["email"]: each.get("responseStatus", UNANSWERED)
        for each in attendees
        if each["email"] != home
    }


def meets_in(stage: Stage) -> dict[str, Three]:
    """The Meets of Ana's with their settings, by their links."""
    return {space.uri: has(space) for space in stage.world.meet.spaces if space.owner == ANA}


def spaces_made(stage: Stage) -> int:
    """How many of them the function made."""
    return sum(space.origin != "calendar" for space in stage.world.meet.spaces)


def event_ids(stage: Stage) -> list[str]:
    """The ids of the events on Ana's calendar."""
    return [entry.id for entry in stage.world.calendar.entries(ANA)]


# What is typed


def id_in(dialog: ChatDialog) -> str:
    """The id that a dialog gives its event."""
    action = dialog.card["fixedFooter"]["primaryButton"]["onClick"]["action"]
    return next(str(each["value"]) for each in action["parameters"] if each["key"] == "event")


def shown_in(card: Json) -> Three | None:
    """How the Meet stood that a card was drawn for, as its main button tells."""
    action = card["fixedFooter"]["primaryButton"]["onClick"].get("action", {})
    told = {each["key"]: each["value"] for each in action.get("parameters", [])}
    if "shown" not in told:
        return None
    return Three(**{name: name in told["shown"].split() for name in Three._fields})


def fill_in(dialog: ChatDialog, typed: Typed, wanted: Three) -> None:
    """Fill in a dialog."""
    dialog.set_input("title", typed.title)
    dialog.set_input("start", typed.start)
    dialog.set_input("length", str(typed.length // timedelta(minutes=1)))
    dialog.set_input("addresses", ", ".join(sorted(typed.guests)))
    for name, on in wanted._asdict().items():
        dialog.set_switch(name, on)


# What others do


class Edit(NamedTuple):
    """Somebody's edit in Calendar's own pages: what is changed, and to what."""

    what: str
    value: Any = None

    def make(self, stage: Stage, model: Model, event_id: str) -> None:
        """Edit the event, in the stand-in and in the model alike."""
        event, home = model.event, model.home
        if event is None or event.deleted or (self.what == "invite" and self.value == home):
            return
        theirs, ours = self._changes(stage, event)
        if theirs.get("guests") is not None:
            theirs["attendees"] = [
                {"email": who, "responseStatus": says} for who, says in theirs.pop("guests").items()
            ]
        stage.world.calendar.edit_event(home, event_id, **theirs)
        model.meets = meets_in(stage)
        model.edit(**ours)

    def _changes(self, stage: Stage, event: Event) -> tuple[dict[str, Any], dict[str, Any]]:
        """What that is to Calendar, and what to the model."""
        value = self.value
        match self.what:
            case "rename":
                return {"summary": value}, {"title": value}
            case "describe":
                return {"description": value}, {"notes": value}
            case "move":
                start, length = value
                return {"start": start, "end": start + length}, {"start": start, "length": length}
            case "invite":
                guests = {value: UNANSWERED, **event.guests}
            case "uninvite":
                guests = {who: says for who, says in event.guests.items() if who != value}
            case "answer":
                who, says = value
                guests = {each: says if each == who else was for each, was in event.guests.items()}
            case "delete":
                return {"status": "cancelled"}, {"deleted": True}
            case "take the call away":
                return {"conference": None}, {"call": ""}
            case "add a Meet":
                space = stage.world.meet.make_meet(value)
                return {"conference": space}, {"call": space.uri}
            case _:
                return {"conference": stage.world.calendar.vendor_conference("Sooma", value)}, {
                    "call": value
                }
        return {"guests": guests}, {"guests": guests}


# What is told


def readings_of(*exchanges: Exchange) -> list[Reading]:
    """All that a person reads in some answers."""
    return [reading for each in exchanges for reading in read_answer(each.response)]


def told_in(readings: Iterable[Reading]) -> Told:
    """What answers say of a press; of one that came twice, the most that either says."""
    said = "\n".join(reading.text for reading in readings)
    titles = {reading.title for reading in readings}
    if any(title.startswith(DONE) for title in titles) or words.SCHEDULED in said:
        return Told.DONE
    return Told.UNKNOWN if any(each in said for each in UNCERTAIN) else Told.NOTHING


def check_words(
    readings: Iterable[Reading], event: Event | None, meets: Mapping[str, Three]
) -> None:
    """Hold what is told of Meet and event to what is."""
    for reading in readings:
        # The card of an event may have been read while another press was still at work.
        done = reading.title.startswith(DONE)
        told = _told_of_artifacts(reading) if done else ()
        for link in reading.links:
            for each, is_on in zip(told, meets.get(link, ()), strict=False):
                assert each not in (words.OFF if is_on else words.ON), f"{link}: {told}"
        ready = reading.title.startswith((words.CREATED, words.REPLACED))
        if ready or reading.says(words.SCHEDULED):
            assert event is not None
            assert event.call in reading.links, f"{event.call} is none of {reading.links}"
        if reading.says(words.WITHOUT_MEET, SAYS.event_stays_without_meet()):
            assert event is not None, "an event is told that is not there"
            assert not event.call, f"without a Meet, and has {event.call}"
        if reading.says(words.EVENT_GONE):
            assert event is not None, "told as gone, which it never was"
            assert event.deleted, "told as gone, which it is not"


def _told_of_artifacts(reading: Reading) -> tuple[str | None, ...]:
    """What is told of each artifact: in one sentence, and in lines for what is otherwise."""
    said = reading.says(*words.WILL_BE)
    nothing = reading.title.endswith(words.NOTHING_ON)
    told = words.WILL_BE[said] if said else ("Off" if nothing else None,) * len(words.ARTIFACTS)
    return tuple(
        reading.facts.get(name, all_told)
        for name, all_told in zip(words.ARTIFACTS, told, strict=True)
    )


def check_card(reading: Reading, event: Event, meets: Mapping[str, Three]) -> None:
    """Hold the card of an event to how it stands."""
    if set(words.CREATE) & set(reading.labels):
        assert not event.call
    if words.ASK_REPLACE in reading.labels:
        assert event.call
        assert event.call not in meets
    if set(words.UPDATE) & set(reading.labels):
        # What has no switch is not available, and off.
        shown = Three(*(reading.switches.get(name, False) for name in words.ARTIFACTS.values()))
        assert meets[event.call] == shown
