"""Presses, repetitions and others' edits of one event, played by hypothesis: the right one wins."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.chat.surface import ChatDialog
from sandbox.hosts.exchange import Exchange
from tests.model.model import Model, Press, Told, Typed
from tests.model.scene import (
    IN_CALENDAR,
    TROUBLES,
    Edit,
    check_card,
    check_words,
    event_ids,
    event_in,
    fill_in,
    id_in,
    meets_in,
    readings_of,
    shown_in,
    spaces_made,
    told_in,
)
from tests.support.calls import CREATE_SPACE, PATCH_EVENT, PATCH_SPACE
from tests.support.cards import buttons, footer, offers
from tests.support.cards import switches as switches_of
from tests.support.chat import in_room
from tests.support.people import ANA, BO, CY, DEE
from tests.support.schedule import START
from tests.support.sidebar import ask_to_replace, press_on, try_again
from tests.support.stage import Stage
from tests.support.switches import OFF, ON, Three
from tests.support.words import SAYS
from torture import words

PROFILES = {
    # Not made shorter: that would take minutes, and a story has a dozen steps at most.
    "ci": settings(
        max_examples=50, stateful_step_count=12, derandomize=True, phases=[Phase.generate]
    ),
    "deep": settings(max_examples=6000, stateful_step_count=20),
}
PROFILE = settings(
    PROFILES[os.environ.get("HYPOTHESIS_PROFILE", "ci")],
    deadline=None,
    database=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
BUTTONS = {**dict.fromkeys(words.CREATE, "create"), **dict.fromkeys(words.UPDATE, "update")}
HALF = timedelta(minutes=30)

switches = st.sampled_from([OFF, ON, Three(recording=True)])
windows = st.sampled_from([0, 1])
places = st.sampled_from([ANA, BO])
starts = st.sampled_from([START, START + HALF, START + timedelta(days=1)])
lengths = st.sampled_from([HALF, 2 * HALF])
people = st.sampled_from([BO, CY, DEE])
typings = st.builds(
    Typed, st.sampled_from(["Plan", "My plan"]), starts, lengths, st.frozensets(people, max_size=2)
)
answers = st.tuples(people, st.sampled_from(["accepted", "declined"]))
details = st.one_of(
    st.builds(Edit, st.just("rename"), st.sampled_from(["Their plan", "My plan"])),
    st.builds(Edit, st.just("describe"), st.just("Agenda")),
    st.builds(Edit, st.just("move"), st.tuples(starts, lengths)),
    st.builds(Edit, st.sampled_from(["invite", "uninvite"]), people),
    st.builds(Edit, st.just("answer"), answers),
)
calls = st.one_of(
    st.just(Edit("take the call away")),
    st.builds(Edit, st.just("add a Meet"), st.sampled_from([ANA, BO])),
    st.builds(Edit, st.just("add another call"), st.just("https://sooma.example.com/j/1")),
    st.just(Edit("delete")),
)
edits = details | calls


class Overtaken(NamedTuple):
    """Another press of Ana's, in a window that she does not press in, at a call of this one's."""

    method: str
    wanted: Three


class Meanwhile(NamedTuple):
    """Somebody's edit at a call of a press."""

    method: str
    edit: Edit


TWICE = "the press arrives twice at once"
AGAIN = "it is delivered again"
Amiss = str | Overtaken | Meanwhile
# While a press still reads, its own change may be under way, and either may be the later one.
others_meanwhile = st.builds(
    Overtaken, st.sampled_from([PATCH_EVENT, PATCH_SPACE]), switches
) | st.builds(Meanwhile, st.sampled_from([PATCH_EVENT, CREATE_SPACE]), edits)


def _presses_on(host: CalendarHost, *, twice: bool) -> tuple[Exchange, ...]:
    """Press what the card is for, once or twice at the same moment."""
    if not twice:
        return (press_on(host),)
    on_replace = host.card["name"] == "replace"
    return host.press_twice(footer(host.card)[1] if on_replace else None)


def amiss(*troubles: str) -> st.SearchStrategy[list[Amiss]]:
    """What goes wrong while a press is at work: mostly nothing or one thing."""
    return st.lists(st.sampled_from(troubles) | others_meanwhile, max_size=2)


class OneEvent(RuleBasedStateMachine):
    """Ana's two windows on an event, her dialog in Chat that may have made it, and everybody else.

    Attributes:
        windows: her Calendar, with the event as she opened it; `places`: on whose calendar.
        agreed: by window, the link of the call that she was asked whether to replace.
        pressed: by window, what the problem card's own button repeats.
        busy: the windows that wait for an answer.
        pressing: the presses that do; `changed`: whether each has been seen to change something.
        spent: the ids of events that she made and that were deleted.
        used: the troubles that have come true since Ana last pressed or looked.
        spaces_allowed: one for the event, and one for each of which nobody can know any more.
    """

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        stage.renew()
        self.stage = stage
        self.model = Model(ANA, open_to_guests=True)
        self.event_id = ""
        self.dialog: ChatDialog | None = None
        self.typed: Typed | None = None
        self.chat: ChatHost | None = None
        self.windows: dict[int, CalendarHost] = {}
        self.places: dict[int, str] = {}
        self.agreed: dict[int, str] = {}
        self.pressed: dict[int, Press] = {}
        self.spent: list[str] = []
        self.spaces_allowed = 1
        self.used: list[str] = []
        self.busy: list[CalendarHost] = []
        self.pressing: list[Press] = []
        self.changed: list[bool] = []
        self.failures: list[AssertionError] = []

    @initialize(begin=st.sampled_from([ANA, BO, "Chat"]))
    def begin(self, begin: str) -> None:
        """The event is Ana's, or Bo's, who lets guests change it, or is to be made from Chat."""
        self.stage.world.calendar.share_calendar(BO, ANA, "writer")
        if begin == "Chat":
            self.model = Model(ANA, open_to_guests=False)
            self.chat = in_room(self.stage)
            self.chat.slash_command("/schedule")
            self.dialog = self.chat.form
            self.event_id = id_in(self.dialog)
            return
        self.model = Model(begin, open_to_guests=True)
        guests = [ANA if begin == BO else BO, CY]
        self.event_id = self.stage.world.calendar.add_event(
            begin, start=START, end=START + HALF, attendees=guests, guests_can_modify=True
        )
        self.model.event = event_in(self.stage, begin, self.event_id)
        for window, place in enumerate([ANA, BO]):
            self.look(window, place)

    # What Ana does

    @precondition(lambda self: self.model.event)
    @rule(window=windows, place=places)
    def look(self, window: int, place: str) -> None:
        """Ana opens the event in a window, on her calendar or on Bo's."""
        if window not in self.windows:
            self.windows[window] = self.stage.host()
        host = self.windows[window]
        self.places[window] = place
        self.busy.append(host)
        self._looks(lambda: self._open(host, place))
        self.busy.remove(host)

    def _open(self, host: CalendarHost, place: str) -> Exchange:
        opened = host.open_event(place, self.event_id)
        if offers(host.card, "host"):
            # On Bo's calendar the Meet could be his; here all are Ana's.
            return host.set_input("host", "me") or opened
        return opened

    @precondition(lambda self: self.windows)
    @rule(window=windows, wanted=switches, amiss=amiss(TWICE, *IN_CALENDAR), persists=st.booleans())
    def press(self, window: int, wanted: Three, amiss: list[Amiss], persists: bool) -> None:
        """She presses the main button of a card that may be old; in trouble perhaps once more."""
        self._arm(amiss)
        self._presses(window, wanted, twice=TWICE in amiss)
        self._settled()
        if persists:
            self.press_try_again(window, [])

    @precondition(lambda self: self.pressed)
    @rule(window=windows, amiss=amiss(*IN_CALENDAR))
    def press_try_again(self, window: int, amiss: list[Amiss]) -> None:
        """She presses the problem card's own button, which repeats the press as it was."""
        host, press = self.windows.get(window), self.pressed.get(window)
        if host is None or press is None or SAYS.again() not in footer(host.card):
            return
        self._arm(amiss)
        self.busy.append(host)
        self._plays(press, lambda: (try_again(host),))
        self.busy.remove(host)
        self._settled()

    def _presses(self, window: int, wanted: Three, *, twice: bool = False) -> None:
        host = self.windows.get(window)
        if host is None or host in self.busy:
            return
        if host.card["name"] == "problem" and len(host.stack.cards) > 1:
            host.back()
        kind = "replace" if host.card["name"] == "replace" else ""
        kind = kind or BUTTONS.get((*footer(host.card), "")[0], "")
        self.busy.append(host)
        if words.ASK_REPLACE in buttons(host.card):
            self.agreed[window] = self.model.event.call if self.model.event else ""
            self.pressed.pop(window, None)
            self._looks(partial(ask_to_replace, host))
        elif not kind:
            self._looks(host.refresh)
        else:
            chosen = self._chooses(host, wanted)
            agreed, shown = self.agreed.get(window, ""), shown_in(host.card)
            press = Press(kind, chosen, self.places[window], agreed, shown=shown)
            self.pressed[window] = press
            self._plays(press, lambda: _presses_on(host, twice=twice))
        self.busy.remove(host)

    def _chooses(self, host: CalendarHost, wanted: Three) -> Three:
        """Set the switches that the card has; what it has none for cannot be wanted."""
        there = switches_of(host.card)
        for name, on in wanted._asdict().items():
            if name in there:
                host.set_switch(name, on)
        return Three(**{name: on and name in there for name, on in wanted._asdict().items()})

    @precondition(lambda self: self.dialog)
    @rule(typed=typings, wanted=switches, amiss=amiss(AGAIN, TWICE, *TROUBLES))
    def schedule(self, typed: Typed, wanted: Three, amiss: list[Amiss]) -> None:
        """She presses Schedule, with whatever is typed then."""
        dialog = self.dialog
        assert dialog
        self.typed = typed
        fill_in(dialog, typed, wanted)
        self._arm(amiss)
        self._plays(Press("schedule", wanted, ANA, typed=typed), lambda: self._delivers(amiss))
        self._settled()
        event_id = id_in(dialog)
        if event_id != self.event_id:
            assert self.model.event, "made anew, though it was never made"
            assert self.model.event.deleted, "made anew, though it is there"
            self._begins_anew(event_id)

    @precondition(lambda self: self.typed)
    @rule(wanted=switches, amiss=amiss(AGAIN, TWICE, *TROUBLES))
    def schedule_again(self, wanted: Three, amiss: list[Amiss]) -> None:
        """She presses Schedule again as it stands, but for the switches."""
        assert self.typed
        self.schedule(self.typed, wanted, amiss)

    def _delivers(self, amiss: list[Amiss]) -> tuple[Exchange, ...]:
        dialog, chat = self.dialog, self.chat
        assert dialog
        assert chat
        if AGAIN in amiss or TWICE in amiss:
            return chat.deliver_twice(dialog.press_primary, together=TWICE in amiss)
        return (dialog.press_primary(),)

    def _begins_anew(self, event_id: str) -> None:
        """The event is gone, and she has been told so: what she presses now makes another one."""
        self.model.event = self.model.written = None
        self.spent.append(self.event_id)
        self.event_id = event_id
        self.spaces_allowed += 1
        self.windows.clear()
        self.agreed.clear()
        self.pressed.clear()

    # What others do, and what goes wrong, at Ana's next press

    @rule(edit=details)
    def others(self, edit: Edit) -> None:
        """Somebody edits the event."""
        edit.make(self.stage, self.model, self.event_id)

    @rule(edit=calls)
    def others_call(self, edit: Edit) -> None:
        """Somebody changes its call, or deletes it."""
        edit.make(self.stage, self.model, self.event_id)

    # What goes wrong

    def _arm(self, amiss: list[Amiss]) -> None:
        if {AGAIN, TWICE} & {*amiss}:
            return  # Trouble enough: what each of the two met could not be told.
        for each in amiss:
            if isinstance(each, Meanwhile):
                edit = each.edit
                self._order(each.method, partial(edit.make, self.stage, self.model, self.event_id))
            elif isinstance(each, Overtaken):
                self._order(each.method, partial(self._overtakes, each.wanted))
            else:
                for order in TROUBLES[each].orders:
                    then = partial(self.used.append, each)
                    self.stage.google.faults.order(TROUBLES[each].method, **order, then=then)

    def _overtakes(self, wanted: Three) -> None:
        for window, host in self.windows.items():
            if host not in self.busy:
                self._presses(window, wanted)
                return

    def _order(self, method: str, happen: Callable[[], None]) -> None:
        def then() -> None:
            self.used.append("others")
            try:
                if self.pressing:
                    self._judge(Told.UNKNOWN, alone=False)
                happen()
            except AssertionError as failure:
                self.failures.append(failure)

        self.stage.google.faults.order(method, then=then)

    # How it is judged

    def _looks(self, act: Callable[[], Exchange]) -> None:
        before = len(self.used)
        [*readings] = readings_of(act())
        event = self.model.event
        if event and len(self.used) == before:
            for reading in readings:
                check_card(reading, event, self.model.meets)
        if not self.pressing:
            self._settled()

    def _plays(self, press: Press, act: Callable[[], tuple[Exchange, ...]]) -> None:
        before = len(self.used)
        self.pressing.append(press)
        self.changed.append(False)
        readings = readings_of(*act())
        told = told_in(readings)
        if len(self.used) == before:
            expected = Told.DONE if self.model.carried_out(press) else Told.NOTHING
            assert expected is told, f"{press}: {[reading.text for reading in readings]}"
        self._judge(told, alone=len(self.used) == before)
        self.pressing.pop()
        changed = self.changed.pop()
        assert not (changed and told is Told.NOTHING), f"{press} has changed something"
        check_words(readings, self.model.event, self.model.meets)
        if len(self.used) == before and self.model.event and told is Told.NOTHING:
            for reading in readings:
                check_card(reading, self.model.event, self.model.meets)

    def _judge(self, told: Told, *, alone: bool) -> None:
        now = event_in(self.stage, self.model.home, self.event_id)
        if self.model.judge(self.pressing[-1], told, now, meets_in(self.stage), alone=alone):
            self.changed[-1] = True

    def _settled(self) -> None:
        """Ana has her answer: what has not gone wrong by then does not."""
        for failure in self.failures:
            raise failure
        self.stage.google.faults.clear()
        self.spaces_allowed += sum(
            TROUBLES[name].lost_spaces for name in self.used if name in TROUBLES
        )
        self.used.clear()
        assert spaces_made(self.stage) <= self.spaces_allowed, "a second space"
        assert set(event_ids(self.stage)) <= {self.event_id, *self.spent}, "a second event"


def test_others_and_the_last_typed_win(stage: Stage) -> None:
    """Whatever is pressed, repeated and edited in whatever order, the right one wins."""
    run_state_machine_as_test(partial(OneEvent, stage), settings=PROFILE)  # type: ignore[arg-type]
