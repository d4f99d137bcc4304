"""The oracle of the torture sees what is wrong with meetings set up, and with one set apart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sandbox.google.world import World
from sandbox.hosts.wire import Json
from tests.torture.false_addon import ANA, BO, FalseAddon, card, false_google, ready
from torture import violations
from torture.weather import TroubledGoogle

NOT_RECORDED = "Will not be recorded, transcribed or noted."
RECORDED = "Will be recorded, not transcribed or noted."
LEFT_OUT = "Left out: it has somebody else's call, which is not replaced."
TELLS = "This call will be recorded (Records for Google Meet)."
TOLD = "The event's description tells guests what will be recorded."


@pytest.fixture(scope="module")
def google() -> Iterator[TroubledGoogle]:
    """A stand-in for all tests of the module, each with a world of its own."""
    with false_google() as made:
        yield made


@pytest.fixture
def addon(google: TroubledGoogle) -> Iterator[FalseAddon]:
    """A false add-on."""
    google.weather.begin(())
    made = FalseAddon(google, summary="One")
    yield made
    made.close()


def _another(addon: FalseAddon, title: str = "Two") -> str:
    with addon.oracle.others():
        return addon.world.calendar.add_event(ANA, attendees=[BO], summary=title)


def _answer(title: str, *lines: tuple[str, str], go_on: int = 0) -> Json:
    made = card("", *[])
    made["header"]["title"] = title
    made["sections"][0]["widgets"] = [
        {"decoratedText": {"topLabel": "Tomorrow", "text": text, "bottomLabel": below}}
        for text, below in lines
    ] or [{"textParagraph": {"text": "None."}}]
    if go_on:
        link = {"openLink": {"url": "https://example.com/"}}
        button = {"text": f"Go on with {go_on}", "onClick": link}
        made["fixedFooter"] = {"primaryButton": button}
    return made


def test_nothing_is_wrong_with_meetings_that_are_set_up(addon: FalseAddon) -> None:
    """One Meet for each, each line true, and a second press goes on with the rest."""
    other = _another(addon)
    boxes = {"meetings": [addon.event_id, other]}
    with addon.press("set up", boxes):
        addon.attach(addon.make_space("ON"))
        addon.says(_answer("1 of 2 meetings are set up", ("One", RECORDED), go_on=1))
    with addon.press("set up", goes_on=True):
        addon.attach(addon.make_space(), other)
        addon.says(_answer("1 of 1 meeting is set up", ("Two", NOT_RECORDED)))

    assert [] == addon.seen


def test_no_call_is_replaced_and_no_other_event_written(addon: FalseAddon) -> None:
    """What has a call is left out, and so is whatever was not ticked."""
    other = _another(addon)
    with addon.oracle.others():
        theirs = addon.world.meet.make_meet(BO)
        addon.world.calendar.edit_event(ANA, addon.event_id, conference=theirs)
    for ticked, event in ((addon.event_id, addon.event_id), (_another(addon), other)):
        with addon.press("set up", {"meetings": [ticked]}):
            addon.attach(addon.make_space(), event)

    assert [violations.REPLACED] * 2 == addon.seen


def test_an_event_that_is_set_up_gets_one_meet(addon: FalseAddon) -> None:
    """A space that waits for its event is used by the next press, whichever that is."""
    boxes = {"meetings": [addon.event_id]}
    for _ in range(2):
        with addon.press("set up", boxes):
            addon.make_space()
    assert [violations.EXTRA_SPACE] == addon.seen

    with addon.press("set up", boxes):
        addon.make_space()
        addon.make_space()
    assert violations.BLIND_CREATE in addon.seen


def test_a_space_that_another_press_made_for_the_event_is_used(addon: FalseAddon) -> None:
    """Who made a Meet on the event's own card, and could not attach it, needs no other."""
    with addon.press("create"):
        addon.make_space()
    with addon.press("set up", {"meetings": [addon.event_id]}):
        addon.make_space()

    assert [violations.EXTRA_SPACE] == addon.seen


def test_a_lost_meet_may_be_made_again(addon: FalseAddon) -> None:
    """What was not stored is lost with the process."""
    boxes = {"meetings": [addon.event_id]}
    with addon.press("set up", boxes):
        addon.make_space()
        addon.is_killed()
    with addon.press("set up", boxes):
        addon.attach(addon.make_space())
        addon.says(_answer("1 of 1 meeting is set up", ("One", NOT_RECORDED)))

    assert [] == addon.seen


@pytest.mark.parametrize(
    ("title", "lines", "expected"),
    [
        ("1 of 2 meetings are set up", [("One", NOT_RECORDED)], violations.UNTRUE),
        ("1 of 1 meeting is set up", [("Three", NOT_RECORDED)], violations.UNTRUE),
        ("1 of 1 meeting is set up", [("One", RECORDED)], violations.UNTRUE_STATE),
        ("0 of 1 meeting is set up", [("One", NOT_RECORDED)], violations.UNTRUE),
        ("0 of 1 meeting is set up", [("One", LEFT_OUT)], violations.UNTRUE),
        ("0 of 1 meeting is set up", [("One", "Nothing was done.")], violations.UNTRUE_NOTHING),
    ],
)
def test_a_line_that_is_not_so_is_seen(
    addon: FalseAddon, title: str, lines: list[tuple[str, str]], expected: str
) -> None:
    """Each line of the answer, and its title, is held against what became of the event."""
    with addon.press("set up", {"meetings": [addon.event_id]}):
        addon.attach(addon.make_space())
        addon.says(_answer(title, *lines))

    assert {expected} == {*addon.seen}


def test_what_is_left_is_not_forgotten(addon: FalseAddon) -> None:
    """A press that goes on finds as many as were left."""
    boxes = {"meetings": [addon.event_id, _another(addon)]}
    for title, said in (("0 of 1 meeting is set up", ""), ("", "Tick the meetings")):
        with addon.press("set up", boxes):
            addon.says(_answer("0 of 2 meetings are set up", go_on=2))
        with addon.press("set up", goes_on=True):
            words = f"{said} that are to be set up." if said else "None."
            addon.says(card("Coming meetings", words) if said else _answer(title, go_on=1))

    assert [violations.UNTRUE, violations.UNTRUE] == addon.seen


def test_meetings_are_set_up_with_the_defaults(addon: FalseAddon) -> None:
    """Another state than that of the defaults was not wanted."""
    with addon.press("defaults", {"recording": ["on"]}):
        addon.says(card("Records", "Your defaults are saved."))
    with addon.press("set up", {"meetings": [addon.event_id]}):
        addon.attach(addon.make_space())
        addon.says(_answer("1 of 1 meeting is set up", ("One", NOT_RECORDED)))

    assert [violations.IGNORED] == addon.seen


def _series(world: World) -> tuple[str, str]:
    week = ["RRULE:FREQ=WEEKLY;COUNT=3"]
    meet = world.meet.make_meet(ANA)
    series = world.calendar.add_event(ANA, attendees=[BO], recurrence=week, conference=meet)
    return series, next(iter(world.calendar.instances(world.calendar.find(ANA, series)))).id


def test_one_event_gets_its_own_meet_and_the_series_keeps_its(addon: FalseAddon) -> None:
    """What was agreed to is beside it for one event, and nowhere else."""
    with addon.oracle.others():
        series, event = _series(addon.world)
    link = addon.world.calendar.find(ANA, series).fields()["hangoutLink"]
    with addon.press("part", event=event, agreed=(link,)):
        space = addon.make_space()
        addon.attach(space, event)
        addon.says(ready(space))
    assert [] == addon.seen

    with addon.press("part", event=event, agreed=(link,)):
        addon.attach(space, series)
        addon.says(ready(space))
    assert [violations.REPLACED, violations.NO_LINK] == addon.seen


def test_guests_are_told_what_meet_has(addon: FalseAddon) -> None:
    """A card that says that guests are told is held against the description and the Meet."""
    for recording in ("ON", "OFF"):
        event = _another(addon)
        with addon.press("create", {"tell_guests": ["on"]}, event=event):
            space = addon.make_space(recording)
            addon.attach(space, event)
            addon.patch({"description": TELLS}, event)
            addon.says(ready(space, TOLD))

    assert [violations.UNTRUE] == addon.seen
