"""What every event of a series is to have after each press and each edit, as simply as can be said.

Nothing of the function is known here. A series has its own title, notes, call and time, and each of
its events what was changed of that for it alone. A press writes the call of what was chosen, the
series or the one event, and the line that tells its guests; it sets that call and no other.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tests.support.switches import Three


@dataclass(frozen=True)
class Notes:
    """A description: people's own words, and what its line tells guests, if it has one."""

    words: str = ""
    told: Three | None = None


@dataclass(frozen=True)
class Stands:
    """How an event stands: what it is called, says, and has for a call, and when it begins."""

    title: str
    notes: Notes
    call: str
    start: str


@dataclass
class Meet:
    """A Meet: who hosts it, what it makes, and whether it reports who came."""

    host: str
    makes: Three
    reports: bool = False


@dataclass
class Series:
    """A series.

    Attributes:
        stands: what its events have in common; its own start is the first one's.
        starts: of each event, by its id, when it begins.
        apart: by event, what was changed for it alone.
        gone: the events that were cancelled.
    """

    id: str
    stands: Stands
    starts: dict[str, str]
    apart: dict[str, dict[str, object]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def event(self, event_id: str) -> Stands:
        """How one of its events stands, or the series itself."""
        if event_id == self.id:
            return self.stands
        common = replace(self.stands, start=self.starts[event_id])
        return replace(common, **self.apart.get(event_id, {}))  # type: ignore[arg-type]

    def change(self, event_id: str, **changes: object) -> None:
        """Change the series, or one event of it alone."""
        if event_id == self.id:
            self.stands = replace(self.stands, **changes)  # type: ignore[arg-type]
        else:
            self.apart.setdefault(event_id, {}).update(changes)


@dataclass(frozen=True)
class Press:
    """A press on an opened event.

    Attributes:
        event: its id, or that of the series.
        for_series: the series was chosen, where there was that choice.
        makes: the switches.
        tells: guests are to be told.
        reports: an attendance report is wanted.
        parts: the event is to have a Meet of its own beside the series'.
    """

    who: str
    event: str
    for_series: bool
    makes: Three
    tells: bool
    reports: bool
    parts: bool = False


@dataclass
class Model:
    """All series, and all Meets by their links.

    Attributes:
        given: by who pressed and what for, the Meet that was last made for that.
    """

    series: dict[str, Series] = field(default_factory=dict)
    meets: dict[str, Meet] = field(default_factory=dict)
    given: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, event_id: str) -> Series:
        """The series that an event is one of."""
        return next(
            each for each in self.series.values() if event_id == each.id or event_id in each.starts
        )

    def shares(self, event_id: str) -> bool:
        """Whether an event has its series' call, or none as that has none."""
        series = self.of(event_id)
        return series.event(event_id).call == series.stands.call

    def is_host(self, who: str, event_id: str) -> bool:
        """Whether somebody hosts the Meet that an event has."""
        meet = self.meets.get(self.of(event_id).event(event_id).call)
        return meet is not None and meet.host == who

    def can_part(self, who: str, event_id: str) -> bool:
        """Whether one event can be given a Meet beside its series'."""
        is_one = event_id not in self.series
        return is_one and self.is_host(who, event_id) and self.shares(event_id)

    def target(self, press: Press) -> str:
        """What a press writes to: the series, if it shares its call and that was chosen."""
        series = self.of(press.event)
        if press.parts or press.event == series.id or not self.shares(press.event):
            return press.event
        hosts = self.is_host(press.who, press.event)
        return series.id if hosts or press.for_series else press.event

    def carry_out(self, press: Press, link: str) -> None:
        """Change what a press is to change.

        Args:
            link: the call that its target has afterwards.
        """
        series, target = self.of(press.event), self.target(press)
        if self.is_host(press.who, press.event) and not press.parts:
            assert link == series.event(target).call, "a Meet of one's own was replaced"
            meet = self.meets[link]
            meet.makes, meet.reports = press.makes, press.reports
        else:
            self._gives(press, target, link)
        before = series.event(target)
        told = press.makes if press.tells and any(press.makes) else None
        if before.call != link:
            series.change(target, call=link)
        if before.notes.told != told:
            series.change(target, notes=replace(before.notes, told=told))

    def _gives(self, press: Press, target: str, link: str) -> None:
        """A Meet of theirs is there: a new one, or that which they were given a moment ago."""
        known = self.meets.get(link)
        if known is None:
            self.meets[link] = Meet(press.who, press.makes, press.reports)
        else:
            assert self.given.get((press.who, target)) == link, "somebody else's Meet was put there"
            known.makes, known.reports = press.makes, known.reports or press.reports
        self.given[press.who, target] = link

    def split(self, event_id: str, new_id: str) -> Series:
        """From one event on a series goes on as another one."""
        series = self.of(event_id)
        later = [each for each in series.starts if each >= event_id]
        starts = {f"{new_id}_{each.rpartition('_')[2]}": series.starts[each] for each in later}
        for each in later:
            del series.starts[each]
        stands = replace(series.stands, start=next(iter(starts.values())))
        self.series[new_id] = Series(new_id, stands, starts)
        return self.series[new_id]
