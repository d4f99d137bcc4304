"""Series: presses on one event and on all, by two people, and others' edits, against a model.

Played by hypothesis, through the sidebar.
"""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sandbox.hosts.calendar.player import CalendarHost
from tests.model.series_model import Meet, Model, Notes, Press, Series, Stands
from tests.support.cards import buttons, footer, headline, offers
from tests.support.people import ANA, BO, CY
from tests.support.sidebar import ask_to_replace, press_on
from tests.support.stage import Json, Stage
from tests.support.switches import EIGHT, Three, choose, has
from tests.support.words import SAYS
from torture import words

EXAMPLES = {"ci": 60, "deep": 1500}[os.environ.get("HYPOTHESIS_PROFILE", "ci")]
SOOMA = "https://sooma.example.com/j/1"
COUNT = 4
OF_ONE = ("move", "cancel", "split")
"""What is edited about one event: of a split, about it and all that follow."""
DONE = (words.CREATED, words.REPLACED, words.UPDATED, words.ALREADY_SO)
REPORTS = "attendanceReportGenerationType"


class Kind(NamedTuple):
    """How a series recurs, and when it begins."""

    start: str
    frequency: str


class Pressed(NamedTuple):
    """Somebody opens an event, chooses, and presses.

    Attributes:
        event: which of those that are there; 0 for the series itself.
    """

    who: str
    event: int
    for_series: bool
    makes: Three
    tells: bool
    reports: bool
    parts: bool


class Edited(NamedTuple):
    """Somebody edits a series or one event of it in Calendar's own pages."""

    event: int
    what: str
    value: str


kinds = st.sampled_from(
    [
        Kind("2036-12-02T09:30:00+01:00", "WEEKLY"),
        Kind("2036-12-02T09:30:00+01:00", "DAILY"),
        Kind("2036-12-02", "DAILY"),
        Kind("2036-12-02", "WEEKLY"),
    ]
)
numbers = st.integers(0, COUNT)
presses = st.builds(
    Pressed,
    st.sampled_from([ANA, BO]),
    numbers,
    st.booleans(),
    st.sampled_from(EIGHT),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
edits = st.builds(
    Edited,
    numbers,
    st.sampled_from(["rename", "describe", "take the call away", "add a Meet", "add another call"]),
    st.sampled_from([ANA, BO, CY]),
) | st.builds(Edited, st.integers(1, COUNT), st.sampled_from(OF_ONE), st.just(""))
stories = st.lists(presses | presses | edits, min_size=3, max_size=9)


class Scene:
    """A series of Ana's that Bo may change, too, with the model of it."""

    def __init__(self, stage: Stage, kind: Kind) -> None:
        stage.renew()
        self.stage, self.kind = stage, kind
        self.model = Model()
        stage.world.calendar.share_calendar(ANA, BO, "writer")
        self.hosts = {ANA: stage.host(), BO: stage.host(stage.bo)}
        self.series(stage.world.calendar.add_event(ANA, **self._fields(COUNT, kind.start)))
        self.judge()

    def _fields(self, count: int, start: Any) -> dict[str, Any]:  # noqa: ANN401  # as add_event
        rule = [f"RRULE:FREQ={self.kind.frequency};COUNT={count}"]
        return {"summary": "Weekly", "start": start, "recurrence": rule, "attendees": [BO, CY]}

    def series(self, series_id: str) -> None:
        """Take a series into the model."""
        shown = self.shown(series_id)
        starts = {each: self.shown(each).start for each in self._instances(series_id)}
        self.model.series[series_id] = Series(series_id, shown, starts)

    def _instances(self, series_id: str) -> list[str]:
        entry = self.stage.world.calendar.find(ANA, series_id)
        return [each.id for each in self.stage.world.calendar.instances(entry)]

    def shown(self, event_id: str) -> Stands:
        """How an event stands at Calendar."""
        event = self.stage.world.calendar.event(ANA, event_id, ANA)
        start = event["start"].get("dateTime") or event["start"]["date"]
        return Stands(event["summary"], _notes(event), _call(event), start)

    def living(self) -> list[str]:
        """The series, and each event of one that is there."""
        return [
            event_id
            for series in self.model.series.values()
            for event_id in (
                series.id,
                *(each for each in series.starts if each not in series.gone),
            )
        ]

    def pick(self, number: int) -> str:
        """One of the events that are there, or a series for 0."""
        living = [each for each in self.living() if (each in self.model.series) is (number == 0)]
        return living[number % len(living)] if living else next(iter(self.model.series))

    # What is pressed

    def press(self, pressed: Pressed) -> None:
        """Open an event, press what its card is for, and hold all to the model."""
        event_id = self.pick(pressed.event)
        parts = pressed.parts and self.model.can_part(pressed.who, event_id)
        press = Press(pressed.who, event_id, *pressed[2:6], parts)
        host = self.hosts[pressed.who]
        host.open_event(ANA, event_id)
        assert self.model.can_part(press.who, event_id) is (SAYS.part() in buttons(host.card))
        self._reach(host, press)
        choose(host, press.makes)
        host.set_switch("attendance", press.reports)
        host.set_switch("tell_guests", press.tells)
        if press.parts:
            host.press_secondary()
        else:
            press_on(host)
        assert headline(host.card).startswith(DONE), host.card
        target = self.model.target(press)
        self.model.carry_out(press, self.shown(target).call)
        self.judge()

    def _reach(self, host: CalendarHost, press: Press) -> None:
        """Come to the card with the switches, and choose there what is to have the Meet."""
        call = self.model.of(press.event).event(press.event).call
        if press.parts:
            host.press(SAYS.part())
        elif self.model.is_host(press.who, press.event):
            assert footer(host.card)[0] in words.UPDATE
        elif call:
            ask_to_replace(host)
            assert "replace" == host.card["name"]
        elif offers(host.card, "host"):
            host.set_input("host", "me")
        if offers(host.card, "applies_to"):
            host.set_input("applies_to", "series" if press.for_series else "event")

    # What others do

    def edit(self, edited: Edited) -> None:
        """Edit in Calendar, and in the model alike."""
        event_id = self.pick(edited.event)
        series = self.model.of(event_id)
        if edited.what in OF_ONE:
            if event_id != series.id:
                self._edit_one(series, event_id, edited.what)
        elif edited.what != "take the call away" or series.event(event_id).call:
            theirs, ours = self._changes(edited)
            self.stage.world.calendar.edit_event(ANA, event_id, **theirs)
            series.change(event_id, **ours)
        self.judge()

    def _changes(self, edited: Edited) -> tuple[dict[str, Any], dict[str, Any]]:
        """What an edit is to Calendar, and what to the model."""
        match edited.what:
            case "rename":
                title = f"Of {edited.value}"
                return {"summary": title}, {"title": title}
            case "describe":
                words = f"By {edited.value}"
                return {"description": words}, {"notes": Notes(words)}
            case "take the call away":
                return {"conference": None}, {"call": ""}
            case "add a Meet":
                meet = self.stage.world.meet.make_meet(edited.value)
                self.model.meets[meet.uri] = Meet(edited.value, has(meet))
                return {"conference": meet}, {"call": meet.uri}
        vendor = self.stage.world.calendar.vendor_conference("Sooma", SOOMA)
        return {"conference": vendor}, {"call": SOOMA}

    def _edit_one(self, series: Series, event_id: str, what: str) -> None:
        """Edit what only one event can be edited about."""
        if what == "split":
            self._split(series, event_id)
        elif what == "cancel":
            series.gone.add(event_id)
            self.stage.world.calendar.edit_event(ANA, event_id, status="cancelled")
        else:
            later = self._later(series, event_id)
            self.stage.world.calendar.edit_event(ANA, event_id, **later)

    def _later(self, series: Series, event_id: str) -> dict[str, Any]:
        """An event begins a little later than it did."""
        start = series.event(event_id).start
        if "T" in start:
            moved = datetime.fromisoformat(start) + timedelta(minutes=15)
            series.change(event_id, start=moved.isoformat())
            return {"start": moved, "end": moved + timedelta(hours=1)}
        day = date.fromisoformat(start) + timedelta(days=1)
        series.change(event_id, start=day.isoformat())
        return {"start": day, "end": day + timedelta(days=1)}

    def _split(self, series: Series, event_id: str) -> None:
        """What is changed of an event and of all that follow makes a series of these."""
        order = list(series.starts)
        earlier, later = order[: order.index(event_id)], order[order.index(event_id) :]
        if not earlier or set(later) & {*series.apart, *series.gone}:
            return
        calendar, stands = self.stage.world.calendar, series.stands
        meet = self.stage.world.meet.space_by_code(stands.call.rpartition("/")[2])
        other = calendar.vendor_conference("Sooma", SOOMA) if stands.call == SOOMA else None
        new = calendar.add_event(
            ANA,
            event_id=f"{series.id}_R{event_id.rpartition('_')[2]}",
            conference=meet or other,
            description=calendar.event(ANA, series.id, ANA).get("description"),
            **{**self._fields(len(later), series.starts[event_id]), "summary": stands.title},
        )
        calendar.edit_event(
            ANA, series.id, recurrence=self._fields(len(earlier), None)["recurrence"]
        )
        self.model.split(event_id, new)

    # How it is judged

    def judge(self) -> None:
        """Each event stands as the model has it, and each Meet; nothing was lost, nor made."""
        for series in self.model.series.values():
            for event_id in (series.id, *series.starts):
                if event_id in series.gone:
                    event = self.stage.world.calendar.event(ANA, event_id, ANA)
                    assert "cancelled" == event["status"]
                else:
                    assert series.event(event_id) == self.shown(event_id), event_id
        ids = {each.id for each in self.stage.world.calendar.entries(ANA)}
        assert {*self.model.series} == ids
        assert self.model.meets == {
            space.uri: Meet(space.owner, has(space), space.settings[REPORTS] == "GENERATE_REPORT")
            for space in self.stage.world.meet.spaces
        }


def _call(event: Json) -> str:
    points = (event.get("conferenceData") or {}).get("entryPoints", ())
    return next((each["uri"] for each in points if each["entryPointType"] == "video"), "")


def _notes(event: Json) -> Notes:
    text = event.get("description") or ""
    for line, told in words.TELLS.items():
        if text == line or text.endswith(f"\n\n{line}"):
            own = text.removesuffix(line).removesuffix("\n\n")
            return Notes(own, Three(*(each == "On" for each in told)))
    return Notes(text)


@given(kind=kinds, story=stories)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize="HYPOTHESIS_PROFILE" not in os.environ,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
def test_each_event_has_what_was_chosen_for_it(
    stage: Stage, kind: Kind, story: list[Pressed | Edited]
) -> None:
    """Whatever is pressed and edited, the series and each of its events have what they are to."""
    scene = Scene(stage, kind)
    for each in story:
        if isinstance(each, Pressed):
            scene.press(each)
        else:
            scene.edit(each)
