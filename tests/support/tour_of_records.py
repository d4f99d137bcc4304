"""The tour's cards about calls: the one that is running, files, and who was there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sandbox.google.meet.meetings import Conference, Space
from sandbox.google.world import World
from tests.support.consent import declines
from tests.support.held import CALLS, EVERYTHING, RECORDINGS, ago, met_at, set_ago
from tests.support.people import ANA, BO
from tests.support.words import said_in

if TYPE_CHECKING:
    from sandbox.hosts.calendar.player import CalendarHost
    from tests.support.tour import Tour

ALL: dict[str, Any] = {"recording": True, "transcription": True, "smart_notes": True}
OURS = "api:addon"
MANY = 34
"""More people than stand on one card."""


def see_records(seen: Tour) -> None:
    """Visit them, each in a world whose past was lived for it."""
    _ready(seen)
    _running(seen)
    _missing(seen)
    _hidden(seen)
    _series(seen)
    _attendance(seen)
    _home(seen)


def _open(seen: Tour, name: str, event_id: str, calendar_id: str = ANA) -> CalendarHost:
    host = seen.host(granted=EVERYTHING)
    host.open_event(calendar_id, event_id)
    seen.see(name, host)
    return host


def _recorded(world: World, minutes: int = 30) -> tuple[Space, str, Conference]:
    space = world.meet.make_meet(ANA, **ALL)
    event_id = met_at(world, space)
    return (
        space,
        event_id,
        world.meet.hold_conference(space, [ANA, BO], length=timedelta(minutes=minutes)),
    )


def _ready(seen: Tour) -> None:
    with ago(seen.stage, hours=2) as world:
        _, event_id, _ = _recorded(world)
    _open(seen, "records", event_id)
    host = seen.host(consent=declines)
    host.open_event(ANA, event_id)
    seen.see("records, not permitted", host)
    nothing = seen.host(
        granted=[
            each for each in EVERYTHING if "meetings.space." not in each or "settings" in each
        ],
        consent=declines,
    )
    nothing.open_event(ANA, event_id)
    nothing.press(said_in(seen.locale).show_records())
    seen.see("permission meetings.space.readonly", nothing)
    with ago(seen.stage, minutes=31) as world:
        _, event_id, _ = _recorded(world)
    _open(seen, "records being prepared", event_id)


def _running(seen: Tour) -> None:
    says = said_in(seen.locale)
    with ago(seen.stage, minutes=20) as world:
        space = world.meet.make_meet(ANA, origin=OURS, **ALL)
        event_id = met_at(world, space, minutes=60)
        held = world.meet.start_conference(space, [ANA, BO])
        theirs = world.meet.make_meet(BO)
        invited = world.calendar.add_event(BO, attendees=[ANA], conference=theirs)
        world.meet.start_conference(theirs, [BO, ANA])
    _open(seen, "a call of another's is running", invited)
    host = seen.host()
    host.open_event(ANA, event_id)
    seen.see("a call is running, not permitted", host)
    host = _open(seen, "a call is running", event_id)
    space.origin = "calendar"
    host.press(says.end_for_everyone())
    seen.press("not ended", host)
    space.origin = OURS
    host.press(says.attendance())
    seen.see("who is there", host)
    host.back()
    host.press(says.end_for_everyone())
    seen.see("end?", host)
    seen.press("ended", host)
    assert held.ended


def _missing(seen: Tour) -> None:
    with ago(seen.stage, days=2) as world:
        space = world.meet.make_meet(ANA, **ALL)
        not_begun = met_at(world, space)
        world.meet.hold_conference(space, [BO], length=timedelta(minutes=10))
        space, no_file, held = _recorded(world)
        for made in held.artifacts:
            made.ready = None
        nobody = met_at(world, world.meet.make_meet(ANA, **ALL))
    set_ago(seen.stage, not_begun, days=3)
    _open(seen, "records missing", not_begun)
    _open(seen, "records without files", no_file)
    _open(seen, "nobody came", nobody)
    with ago(seen.stage, days=40) as world:
        _, event_id, _ = _recorded(world)
    _open(seen, "records of long ago", event_id)


def _hidden(seen: Tour) -> None:
    faults = seen.stage.google.faults
    with ago(seen.stage, hours=2) as world:
        _, event_id, _ = _recorded(world)
        plain = world.meet.make_meet(ANA)
        unrecorded = met_at(world, plain)
        world.meet.hold_conference(plain, [ANA])
    _open(seen, "nothing recorded", unrecorded)
    faults.order(CALLS, status=500, headers={"Retry-After": "0"}, times=4)
    _open(seen, "records out of reach", event_id)
    for kind in (
        RECORDINGS,
        RECORDINGS.replace("recordings", "transcripts"),
        RECORDINGS.replace("recordings", "smartNotes"),
    ):
        faults.order(kind, status=404)
    host = _open(seen, "records not shown", event_id)
    world.clock.advance(timedelta(days=31))
    host.press(said_in(seen.locale).attendance())
    seen.see("a call that Meet no longer lists", host)


def _series(seen: Tour) -> None:
    says = said_in(seen.locale)
    with ago(seen.stage, days=15) as world:
        space = world.meet.make_meet(ANA, **ALL)
        start = world.clock.now()
        weekly = world.calendar.add_event(
            ANA, start=start.isoformat(), recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"], conference=space
        )
        for _ in range(2):
            world.meet.hold_conference(space, [ANA])
            world.clock.advance(timedelta(days=7, minutes=-30))
        for _ in range(6):
            world.meet.hold_conference(space, [ANA], length=timedelta(minutes=2))
    last = (start + timedelta(days=14)).strftime("%Y%m%dT%H%M%SZ")
    host = _open(seen, "records of a series", f"{weekly}_{last}")
    host.press(says.earlier_calls())
    seen.see("earlier calls", host)
    seen.press("calls before these", host)


def _attendance(seen: Tour) -> None:
    says = said_in(seen.locale)
    with ago(seen.stage, hours=2) as world:
        space = world.meet.make_meet(ANA)
        event_id = met_at(world, space)
        strangers = [f"Guest {number}" for number in range(MANY)]
        held = world.meet.start_conference(
            space, [ANA], anonymous=[*strangers, ""], phones=["+49 ••• 42"]
        )
        world.clock.advance(timedelta(minutes=10))
        bo = world.meet.join(held, BO)
        world.clock.advance(timedelta(seconds=30))
        world.meet.leave(held, bo)
        world.clock.advance(timedelta(minutes=10))
        world.meet.end_conference(held)
    host = seen.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    host.press(says.attendance())
    seen.see("who attended", host)
    seen.press("who attended, more", host)


def _home(seen: Tour) -> None:
    with ago(seen.stage, days=2) as world:
        _recorded(world)
        world.meet.hold_conference(world.meet.make_meet(ANA), [ANA])
    host = seen.host(granted=EVERYTHING)
    host.open_home()
    seen.see("home, last calls", host)
    line = next(w for w in host.card["sections"][-1]["widgets"] if "decoratedText" in w)
    host.click(line["decoratedText"]["onClick"]["action"])
    seen.see("a call", host)
    seen.stage.google.faults.order(CALLS, status=404)
    host.open_home()
    seen.see("home, last calls out of reach", host)
    with ago(seen.stage, days=8):
        pass
    host = seen.host(granted=EVERYTHING)
    host.open_home()
    seen.see("home, no calls", host)
