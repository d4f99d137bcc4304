"""What people press in Calendar's sidebar."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import Any

from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.exchange import HostRefusal
from sandbox.hosts.parts import NoSuchPartError, inputs, widgets
from sandbox.hosts.wire import member, members
from torture.cast import Cast
from torture.people import TEAM, Place
from torture.presses import SEVERAL, Intent
from torture.reading import read_selected
from torture.story import Step

Json = dict[str, Any]

MOST_AT_ONCE = 6
KINDS = {
    "/calendar/event/create": "create",
    "/calendar/event/update": "update",
    "/calendar/event/replace": "ask",
    "/calendar/event/replace/confirm": "replace",
    "/calendar/event/part": "ask part",
    "/calendar/event/part/confirm": "part",
    "/calendar/event/again": "again",
    "/calendar/event/keep": "keep",
    "/calendar/event/cohosts": "ask cohosts",
    "/calendar/event/cohosts/save": "cohosts",
    "/calendar/event/scope": "scope",
    "/calendar/event/check": "check",
    "/calendar/coming/setup": SEVERAL,
    "/calendar/defaults/save": "defaults",
    "/calendar/defaults/reset": "ask reset",
    "/calendar/defaults/reset/confirm": "reset",
    "/calendar/forget/confirm": "forget",
}
"""What is meant by a button, by where it leads."""
DEFAULTS = "Defaults for new meetings"
ABOUT_NO_EVENT = {"ask reset", "check", "defaults", "forget", "reset", SEVERAL}
AGREED = {"replace", "part"}
"""What a card asks about before it is done."""
MEETINGS, COHOSTS = "meetings", "cohosts"
"""Selections in which several may be picked."""


def open_event(cast: Cast, person: int, place: Place) -> None:
    """Somebody opens an event."""
    cast.target = place
    cast.opened[person] = place
    calendar_id = _seen_on(cast, person, place)
    intent = Intent("open", cast.address(person), place[1])
    with cast.meaning(intent):
        cast.calendars[person].open_event(calendar_id, place[1])


def _seen_on(cast: Cast, person: int, place: Place, *, elsewhere: bool = False) -> str:
    """The calendar on which somebody sees an event: their own, if it is there."""
    home, event_id = place
    own = cast.address(person)
    with suppress(LookupError):
        cast.world.calendar.find(own, event_id)
        return home if elsewhere else own
    return home


def _kind(button: Json) -> str:
    """What is meant by a button; empty where it asks the add-on for nothing."""
    path = _path(button)
    return KINDS.get(path, "other") if path else ""


def _path(button: Json) -> str:
    """Where a button leads; empty where it asks the add-on for nothing."""
    action = member(member(button, "onClick"), "action")
    url = str((action or {}).get("function", ""))
    return "/" + url.partition("//")[2].partition("/")[2] if action else ""


def _offered(card: Json, kind: str) -> Json | None:
    """The button of a kind on a card, wherever it stands."""
    footer = member(card, "fixedFooter")
    found = [member(footer, name) for name in ("primaryButton", "secondaryButton")]
    for widget in widgets(card):
        found += members(member(widget, "buttonList"), "buttons")
    return next((button for button in found if button and _kind(button) == kind), None)


def _main_button(card: Json) -> Json | None:
    """The button that a card is for: the primary one, unless another one is agreed to."""
    primary = member(member(card, "fixedFooter"), "primaryButton")
    return _offered(card, "replace") or _offered(card, "part") or primary


def press_main(cast: Cast, step: Step) -> None:
    """Press the button that the visible card is for, as often as the step says."""
    button = _main_button(cast.calendars[step.person].card)
    if button is not None:
        _press(cast, step, button)


def press_offered(cast: Cast, step: Step, kind: str) -> None:
    """Press the button of a kind that the visible card has, if it has one."""
    button = _offered(cast.calendars[step.person].card, kind)
    if button is not None:
        _press(cast, step, button)


def _press(cast: Cast, step: Step, button: Json) -> None:
    host = cast.calendars[step.person]
    place = cast.opened.get(step.person, cast.target)
    kind = _kind(button) or "other"
    agreed = cast.agreed.get(step.person, ()) if kind in AGREED else ()
    event_id = "" if kind in ABOUT_NO_EVENT else place[1]
    cohosts = read_selected(host.card).get(COHOSTS, ()) if kind == "cohosts" else ()
    intent = Intent(kind, cast.address(step.person), event_id, agreed, cohosts=cohosts)
    with cast.meaning(intent):
        if step.delivery == "together":
            cast.together = True
            try:
                host.press_twice(button)
            finally:
                cast.together = False
        else:
            host.press(button)
        if step.delivery == "then again":
            cast.deliver_again()


def do_open_event(cast: Cast, step: Step, chance: random.Random) -> None:
    """Open an event, and look again."""
    cast.storm(step)
    open_event(cast, step.person, chance.choice(cast.places))
    if chance.random() < 0.3:
        cast.calendars[step.person].refresh()


def do_open_home(cast: Cast, step: Step, chance: random.Random) -> None:
    """Open the sidebar without an event."""
    del chance
    cast.storm(step)
    with cast.meaning(Intent("open", cast.address(step.person))):
        cast.calendars[step.person].open_home()


def do_give(cast: Cast, step: Step, chance: random.Random) -> None:
    """Open an event of the kind that the step is about, choose, and press."""
    wanted = {"create": _has_none, "replace": _has_foreign}.get(step.does, _has_own)
    fitting = [place for place in cast.places if wanted(cast, place, step.person)]
    same = cast.target in fitting and chance.random() < 0.6
    place = cast.target if same else chance.choice(fitting or cast.places)
    if chance.random() < 0.25:
        cast.storm(step)
    open_event(cast, step.person, place)
    if step.does == "replace":
        press_offered(cast, replace(step, delivery="once"), "ask")
    cast.fill(cast.calendars[step.person], chance)
    cast.storm(step)
    press_main(cast, step)


def _conference(cast: Cast, place: Place) -> str | None:
    try:
        fields = cast.world.calendar.find(*place).fields()
    except LookupError:
        return None
    if fields.get("status") == "cancelled":
        return None
    points = (fields.get("conferenceData") or {}).get("entryPoints") or [{}]
    return str(points[0].get("uri", ""))


def _has_none(cast: Cast, place: Place, person: int) -> bool:
    del person
    return _conference(cast, place) == ""


def _has_own(cast: Cast, place: Place, person: int) -> bool:
    space = cast.world.meet.space_by_code((_conference(cast, place) or "").rpartition("/")[2])
    return space is not None and space.owner == cast.address(person)


def _has_foreign(cast: Cast, place: Place, person: int) -> bool:
    return bool(_conference(cast, place)) and not _has_own(cast, place, person)


def do_set_up(cast: Cast, step: Step, chance: random.Random) -> None:
    """Open the sidebar without an event, tick meetings, have them set up, and go on."""
    host = cast.calendars[step.person]
    if chance.random() < 0.25:
        cast.storm(step)
    with cast.meaning(Intent("open", cast.address(step.person))):
        try:
            host.close_event()
        except NoSuchPartError:  # none is open
            host.open_home()
        if chance.random() < 0.6 or not read_selected(host.card).get(MEETINGS):
            _tick(host, MEETINGS, chance)
    cast.storm(step)
    if _kind(_main_button(host.card) or {}) == SEVERAL:
        press_main(cast, step)
    while host.card.get("name") == "setup" and chance.random() < 0.7:
        cast.storm(replace(step, troubles=()))
        if _kind(_main_button(host.card) or {}) != SEVERAL:
            break
        press_main(cast, replace(step, delivery="once"))


def _tick(host: CalendarHost, name: str, chance: random.Random) -> None:
    """Tick some of the boxes of a selection, or none."""
    for _, found in list(inputs(host.card)):
        if found.get("name") == name:
            values = [str(item["value"]) for item in members(found, "items")]
            host.set_input(name, [each for each in values if chance.random() < 0.6])


def do_part(cast: Cast, step: Step, chance: random.Random) -> None:
    """Give one event of a series whose Meet is one's own another one."""
    place = _of_series(cast, step.person, chance)
    if place is None:
        return
    open_event(cast, step.person, place)
    press_offered(cast, replace(step, delivery="once"), "ask part")
    cast.fill(cast.calendars[step.person], chance)
    cast.storm(step)
    press_offered(cast, step, "part")


def _of_series(cast: Cast, person: int, chance: random.Random) -> Place | None:
    """An event of a series that has a Meet of somebody's; the series gets one if none has."""
    places = [place for place in cast.places if "_" in place[1]]
    own = [place for place in places if _has_own(cast, place, person)]
    if own:
        return chance.choice(own)
    bare = [place for place in places if _has_none(cast, place, person)]
    if not bare:
        return None
    place, host = chance.choice(bare), cast.calendars[person]
    open_event(cast, person, place)
    with suppress(NoSuchPartError):
        host.set_input("applies_to", "series")
    press_main(cast, Step(person, "create", 0))
    return place


def do_cohosts(cast: Cast, step: Step, chance: random.Random) -> None:
    """Choose co-hosts of a Meet that the add-on made, which is made first if there is none."""
    host = cast.calendars[step.person]
    own = [place for place in cast.places if _has_made(cast, place, step.person)]
    bare = [place for place in cast.places if _has_none(cast, place, step.person)]
    if not own and not bare:
        return
    place = chance.choice(own or bare)
    open_event(cast, step.person, place)
    if not own:
        press_main(cast, Step(step.person, "create", 0))
        open_event(cast, step.person, place)
    press_offered(cast, replace(step, delivery="once"), "ask cohosts")
    _tick(host, COHOSTS, chance)
    cast.storm(step)
    if _kind(_main_button(host.card) or {}) == "cohosts":
        press_main(cast, step)


def _has_made(cast: Cast, place: Place, person: int) -> bool:
    """Whether an event has a Meet that the add-on made for somebody."""
    space = cast.world.meet.space_by_code((_conference(cast, place) or "").rpartition("/")[2])
    own = space is not None and space.owner == cast.address(person)
    return own and space is not None and space.origin != "calendar"


def do_set_again(cast: Cast, step: Step, chance: random.Random) -> None:
    """Set a Meet, have somebody change it in Meet's own pages, and set it again or keep it so."""
    own = [place for place in cast.places if _has_own(cast, place, step.person)]
    if not own:
        return
    place = cast.target if cast.target in own else chance.choice(own)
    open_event(cast, step.person, place)
    cast.fill(cast.calendars[step.person], chance)
    press_main(cast, replace(step, delivery="once"))
    cast.edit_meet(place, chance)
    open_event(cast, step.person, place)
    cast.storm(step)
    press_offered(cast, step, chance.choice(("again", "again", "keep")))


def do_press_again(cast: Cast, step: Step, chance: random.Random) -> None:
    """Go back from what went wrong, choose anew at times, and press again."""
    host = cast.calendars[step.person]
    if host.shown is None or not _sends(host.card):
        do_give(cast, replace(step, does="create"), chance)
        return
    if host.card.get("name") in {"problem", "permission"} and chance.random() < 0.8:
        host.back()
    if chance.random() < 0.3:
        cast.fill(host, chance)
    cast.storm(step)
    press_main(cast, step)


def _sends(card: Json) -> bool:
    """Whether the primary button asks the add-on for something."""
    return bool(_kind(_main_button(card) or {}))


def do_elsewhere(cast: Cast, step: Step, chance: random.Random) -> None:
    """Open the same event on another calendar, and press; it was pressed before, or is now."""
    place, storm = cast.target, True
    if not _on_two(cast, step.person, place):
        several = [each for each in cast.places if _on_two(cast, step.person, each)]
        bare = [each for each in several if _has_none(cast, each, step.person)]
        place = chance.choice(bare or several or [place])
        open_event(cast, step.person, place)
        cast.fill(cast.calendars[step.person], chance)
        cast.storm(step)
        press_main(cast, step)
        storm = chance.random() < 0.3
    cast.storm(step if storm else replace(step, troubles=()))
    cast.opened[step.person] = place
    calendar_id = _seen_on(cast, step.person, place, elsewhere=True)
    with cast.meaning(Intent("open", cast.address(step.person), place[1])):
        cast.calendars[step.person].open_event(calendar_id, place[1])
    cast.fill(cast.calendars[step.person], chance)
    press_main(cast, step)


def _on_two(cast: Cast, person: int, place: Place) -> bool:
    """Whether somebody has an event on their own calendar, and may write to its home."""
    home, event_id = place
    own = cast.address(person)
    with suppress(LookupError):
        cast.world.calendar.find(own, event_id)
        return home != own and cast.company.writes(person, home)
    return False


def do_other_button(cast: Cast, step: Step, chance: random.Random) -> None:
    """Press the secondary button of the visible card."""
    del chance
    cast.storm(step)
    button = member(member(cast.calendars[step.person].card, "fixedFooter"), "secondaryButton")
    if button is not None:
        _press(cast, replace(step, delivery="once"), button)


def do_choose_scope(cast: Cast, step: Step, chance: random.Random) -> None:
    """Open an event of a series, choose, choose what is to have the Meet, and press."""
    host = cast.calendars[step.person]
    places = [place for place in cast.places if "_" in place[1]]
    open_event(cast, step.person, chance.choice(places or cast.places))
    cast.fill(host, chance)
    cast.storm(step)
    for _, found in list(inputs(host.card)):
        if member(found, "onChangeAction") is not None:
            items = [str(item["value"]) for item in members(found, "items")]
            host.set_input(str(found["name"]), chance.choice(items))
    press_main(cast, step)


def do_check_again(cast: Cast, step: Step, chance: random.Random) -> None:
    """Have what Meet refused offered anew, at an event or at home; press what it is for then."""
    host = cast.calendars[step.person]
    if chance.random() < 0.3:
        with cast.meaning(Intent("open", cast.address(step.person))):
            host.universal_action(DEFAULTS)
    else:
        open_event(cast, step.person, chance.choice(cast.places))
    cast.storm(step)
    press_offered(cast, step, "check")
    cast.fill(host, chance)
    press_main(cast, step)


def do_menu(cast: Cast, step: Step, chance: random.Random) -> None:
    """Choose an entry of the menus; what opens may be confirmed."""
    host = cast.calendars[step.person]
    labels = [action.label for action in host.deployment.universal_actions]
    cast.storm(step)
    with cast.meaning(Intent("menu", cast.address(step.person))):
        if host.shown is not None and host.card.get("cardActions") and chance.random() < 0.5:
            host.card_action(str(chance.choice(host.card["cardActions"])["actionLabel"]))
        else:
            host.universal_action(chance.choice(labels))
    if chance.random() < 0.5:
        press_main(cast, replace(step, delivery="once"))


def do_defaults(cast: Cast, step: Step, chance: random.Random) -> None:
    """Change the defaults in the sidebar and save them."""
    host = cast.calendars[step.person]
    with cast.meaning(Intent("open", cast.address(step.person))):
        host.universal_action(DEFAULTS)
    if host.stack is host.stacks.home:
        cast.fill(host, chance)
    cast.storm(step)
    press_main(cast, step)


def do_grant(cast: Cast, step: Step, chance: random.Random) -> None:
    """Open an event, and press "Give permission", where it is asked for."""
    host = cast.calendars[step.person]
    open_event(cast, step.person, chance.choice(cast.places))
    if host.shown is not None and host.card.get("name") == "permission":
        cast.storm(step)
        press_main(cast, step)


def do_change_event(cast: Cast, step: Step, chance: random.Random) -> None:
    """Change guests or conference of an open event in its editor, and press without saving."""
    host = cast.calendars[step.person]
    open_event(cast, step.person, cast.target)
    changes: list[Json] = [
        {"conference": None},
        {"attendees": ()},
        {"attendees": ({"email": cast.company.others[-1]},)},
    ]
    cast.storm(step)
    with cast.meaning(Intent("open", cast.address(step.person), cast.target[1])):
        host.update_event(**chance.choice(changes))
    if chance.random() < 0.5:
        press_main(cast, step)


def do_all_press(cast: Cast, step: Step, chance: random.Random) -> None:
    """Several people open the same event, choose, and press at the same moment."""
    bare = [each for each in cast.places if _has_none(cast, each, step.person)]
    shared = [each for each in bare if each[0] == TEAM]
    place = chance.choice(shared or bare or cast.places)
    people = range(len(cast.calendars))
    some = chance.sample(people, min(len(people), chance.randrange(2, MOST_AT_ONCE + 1)))
    for person in some:
        with suppress(NoSuchPartError, HostRefusal):
            open_event(cast, person, place)
            cast.fill(cast.calendars[person], chance)

    def press(person: int) -> None:
        with suppress(NoSuchPartError, HostRefusal):
            press_main(cast, replace(step, person=person, delivery="once"))

    cast.storm(step)
    with ThreadPoolExecutor(len(some)) as pool:
        list(pool.map(press, some))


PRESSES: dict[str, Callable[[Cast, Step, random.Random], None]] = {
    "open home": do_open_home,
    "open event": do_open_event,
    "create": do_give,
    "update": do_give,
    "replace": do_give,
    "press again": do_press_again,
    "same event elsewhere": do_elsewhere,
    "set up several": do_set_up,
    "part": do_part,
    "choose co-hosts": do_cohosts,
    "set again": do_set_again,
    "other button": do_other_button,
    "choose scope": do_choose_scope,
    "check again": do_check_again,
    "menu": do_menu,
    "save defaults": do_defaults,
    "give permission": do_grant,
    "change unsaved event": do_change_event,
    "all press": do_all_press,
}
