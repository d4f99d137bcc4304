"""A press that met trouble: told under the event's title, and repeated by the problem's button."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs

import pytest

from cards.actions import Action, Input, Parameter
from meeting.model import Artifact
from meeting.rules import Rule
from sandbox.google.calendar.book import Conferencing
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.exchange import Exchange
from sandbox.hosts.parts import Form
from tests.scenarios.series import add_series, links, occurrence
from tests.support.calls import AT_ONCE, CREATE_SPACE, PATCH_SPACE, READ_EVENT
from tests.support.cards import did, footer, headline, offers
from tests.support.coming import home, meeting, wants
from tests.support.people import ANA, BO
from tests.support.requests import post, signed
from tests.support.sidebar import (
    agree_to_replace,
    ask_to_replace,
    defaults,
    met,
    opened,
    told,
    try_again,
)
from tests.support.stage import Json, Stage
from tests.support.state import link
from tests.support.store import Store
from tests.support.switches import ON, Three, choose, has, three
from tests.support.words import SAYS

MIXED = Three(recording=True, smart_notes=True)
ALL_TOLD = "This call will be recorded, transcribed and noted (Records for Google Meet)."
MARKUP = "<b>Plan</b> & <i>more</i>"


def busy(stage: Stage) -> None:
    """Calendar answers no read, however often it is asked, and Meet changes nothing."""
    stage.google.faults.order(READ_EVENT, status=503, headers=AT_ONCE, times=99)
    stage.google.faults.order(PATCH_SPACE, status=429, headers=AT_ONCE, times=99)


def well(stage: Stage) -> None:
    """Google is as usual again."""
    stage.google.faults.clear()
    stage.called()


def create(stage: Stage) -> tuple[str, CalendarHost]:
    """An event without a Meet."""
    event_id = stage.world.calendar.add_event(ANA, summary=MARKUP, attendees=[BO])
    return event_id, opened(stage, event_id)


def with_call(stage: Stage, conference: Conferencing) -> tuple[str, CalendarHost]:
    """An event with a call."""
    event_id = stage.world.calendar.add_event(
        ANA, summary=MARKUP, attendees=[BO], conference=conference
    )
    return event_id, opened(stage, event_id)


def update(stage: Stage) -> tuple[str, CalendarHost]:
    """An event with a Meet of Ana's."""
    return with_call(stage, stage.world.meet.make_meet(ANA))


def replace(stage: Stage) -> tuple[str, CalendarHost]:
    """An event with a Meet of Bo's, which Ana is asked whether to replace."""
    event_id, host = with_call(stage, stage.world.meet.make_meet(BO))
    ask_to_replace(host)
    return event_id, host


Begin = Callable[[Stage], tuple[str, CalendarHost]]
Press = Callable[[CalendarHost], Exchange]
JOBS: list[tuple[Begin, Press, str]] = [
    (create, CalendarHost.press_primary, SAYS.created()),
    (update, CalendarHost.press_primary, SAYS.updated()),
    (replace, agree_to_replace, SAYS.replaced()),
]
each_job = pytest.mark.parametrize(
    ("begin", "press", "done"), JOBS, ids=["create", "update", "replace"]
)


@each_job
def test_the_same_press_is_repeated_with_all_that_was_chosen(
    stage: Stage, begin: Begin, press: Press, done: str
) -> None:
    """Even a second time in vain; title and time stand above, and the result takes the place."""
    event_id, host = begin(stage)
    header = host.card["header"]
    assert "<\u2060b>Plan<\u2060/b> &\u2060 <\u2060i>more<\u2060/i>" == header["title"]
    choose(host, MIXED)
    host.set_switch("remember", True)
    if begin is not update:
        host.set_input("notify", "all")
    busy(stage)
    press(host)
    for _ in range(2):
        assert [SAYS.try_again()] == told(host)
        assert (header, SAYS.problem_title()) == (host.card["header"], headline(host.card))
        assert ["Try again", "Refresh"] == footer(host.card)
        host.press_primary()
    well(stage)

    host.press_primary()
    assert (header, done) == (host.card["header"], did(host.card))
    assert ["result"] == [shown.card["name"] for shown in host.stack.cards]
    space = stage.world.meet.spaces[-1]
    assert (ANA, MIXED) == (space.owner, has(space))
    assert space.uri == link(stage, ANA, event_id)
    assert (begin is not create) + (begin is not update) == len(stage.world.meet.spaces)
    mailed = [] if begin is update else [(BO,)]
    assert mailed == [sent.to for sent in stage.world.calendar.notifications]
    assert MIXED == defaults(stage)


@each_job
def test_the_card_below_keeps_what_was_chosen(
    stage: Stage, begin: Begin, press: Press, done: str
) -> None:
    """Going back leads to the clicked card as it was left, from which the press is made anew."""
    event_id, host = begin(stage)
    choose(host, MIXED)
    busy(stage)
    press(host)
    well(stage)
    host.back()
    press(host)
    assert done == did(host.card)
    assert MIXED == has(stage.world.meet.spaces[-1])
    assert stage.world.meet.spaces[-1].uri == link(stage, ANA, event_id)


def test_refresh_on_the_problem_shows_the_event_with_the_defaults(stage: Stage) -> None:
    """It looks at the event anew and repeats nothing."""
    _, host = create(stage)
    choose(host, ON)
    busy(stage)
    host.press_primary()
    well(stage)
    host.press_secondary()
    assert [READ_EVENT] == stage.called()
    assert ["Create Meet"] == footer(host.card)
    assert Three() == three(host.card)
    assert 1 == len(host.stack.cards)


@pytest.mark.parametrize("chosen", ["series", "event"])
def test_the_choice_of_a_series_comes_along(stage: Stage, chosen: str) -> None:
    """Repeated, the press reaches what it was to reach."""
    series = add_series(stage)
    host = opened(stage, occurrence(series))
    host.set_input("applies_to", chosen)
    busy(stage)
    host.press_primary()
    well(stage)
    host.press_primary()
    [space] = stage.world.meet.spaces
    others = space.uri if chosen == "series" else None
    assert [others, space.uri, others] == links(stage, series)


def test_a_question_that_could_not_be_asked_is_asked_again(stage: Stage) -> None:
    """Trying again asks whether to replace; it replaces nothing."""
    event_id, host = with_call(stage, stage.world.meet.make_meet(BO))
    before = link(stage, ANA, event_id)
    busy(stage)
    ask_to_replace(host)
    well(stage)
    host.press_primary()
    assert ("replace", "Replace this call?") == (host.card["name"], headline(host.card))
    assert before == link(stage, ANA, event_id)


def test_defaults_that_could_not_be_saved_are_saved_by_trying_again(stage: Stage) -> None:
    """The switches come along; there is no event to look at."""
    host = stage.host()
    host.open_home()
    choose(host, ON)
    host.press_primary()
    choose(host, MIXED)
    store = Store(stage.store)
    store.spoil()
    host.press_primary()
    assert [SAYS.store_unavailable()] == told(host)
    assert ["Try again"] == footer(host.card)
    store.mend()
    host.press_primary()
    assert (SAYS.saved(), MIXED) == (host.notification, three(host.card))
    assert MIXED == defaults(stage)


def press_of_again(problem: Json) -> dict[str, str]:
    """What the button of a problem's card sends that does the same once more."""
    [pushed] = problem["renderActions"]["action"]["navigations"]
    button = pushed["pushCard"]["fixedFooter"]["primaryButton"]
    assert SAYS.again() == button["text"]
    return {each["key"]: each["value"] for each in button["onClick"]["action"]["parameters"]}


def test_all_that_was_sent_is_sent_again(stage: Stage) -> None:
    """Whatever any input and any button holds, also when it is tried a second time in vain."""
    defaults(stage)
    stage.host().open_home()
    path = Action.SAVE_DEFAULTS.value
    sent = {each.value: f"{each} & more" for each in Parameter if each is not Parameter.FORM}
    form = {each.value: (f"{each}=1", "two & more") for each in (*Artifact, *Rule, *Input)}
    store = Store(stage.store)
    store.spoil()

    def pressed(parameters: dict[str, str], form: Form) -> dict[str, str]:
        event = signed(stage, path, form=form, parameters=parameters)
        return press_of_again(post(stage.function, path, *event).json)

    again = pressed(sent, {**form})
    kept = again[Parameter.FORM]
    assert sent | {Parameter.FORM.value: kept} == again
    assert {name: list(values) for name, values in form.items()} == parse_qs(kept)
    assert again == pressed(again, {})


def test_guests_are_told_as_was_chosen(stage: Stage) -> None:
    """The line that tells them comes with the link, also if that takes a second press."""
    event = stage.world.calendar.add_event(ANA, attendees=[BO])
    host = opened(stage, event)
    choose(host, ON)
    host.set_switch("tell_guests", on=True)
    stage.google.faults.order(CREATE_SPACE, times=9, status=429, headers=AT_ONCE)
    host.press_primary()
    well(stage)
    try_again(host)
    assert SAYS.created() == did(host.card)
    assert ALL_TOLD == stage.world.calendar.event(ANA, event, ANA)["description"]


def test_what_others_changed_meanwhile_is_left_to_them(stage: Stage) -> None:
    """As by the first press: what stands on the form as it was drawn, nobody chose."""
    space, host = met(stage)
    host.set_switch("recording", on=True)
    stage.google.faults.order(PATCH_SPACE, times=9, status=429, headers=AT_ONCE)
    host.press_primary()
    well(stage)
    space.settings["artifactConfig.smartNotesConfig.autoSmartNotesGeneration"] = "ON"
    try_again(host)
    assert SAYS.updated() == did(host.card)
    assert Three(recording=True, smart_notes=True) == has(space)


def test_the_ticked_meetings_come_along(stage: Stage) -> None:
    """Those are set up that were ticked when the store could not be read, and no others."""
    wants(stage)
    events = [meeting(stage, f"M{number}", 1 + number) for number in range(3)]
    host = home(stage)
    host.set_input("meetings", [each.value for each in offers(host.card, "meetings")][1:])
    store = Store(stage.store)
    store.spoil()
    host.press_primary()
    assert [SAYS.store_unavailable()] == told(host)
    store.mend()
    try_again(host)
    assert [False, True, True] == [link(stage, ANA, each) is not None for each in events]
