"""What people press, as one table, and what others do to the same events meanwhile.

A feature that is new joins by a row of `PRESSES` here and in `torture.story`. Switches and inputs
are taken from the card that is shown, so what they are called matters to nobody.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from sandbox.conversations import ChatMessage
from sandbox.function import CHAT_CONFIGURATION, CLIENT_ID, DEPLOYMENT, SERVICE_ACCOUNT
from sandbox.host.calendar_host import CalendarHost
from sandbox.host.chat_host import ChatHost
from sandbox.host.chat_surface import CardSurface
from sandbox.host.delivery import Reply
from sandbox.host.deployment import read_deployment
from sandbox.host.exchange import Exchange, HostRefusal
from sandbox.host.installation import Installation
from sandbox.host.parts import NoSuchPartError, inputs, platform_sources, switches
from sandbox.host.wire import member
from sandbox.people import Feature
from sandbox.world import World
from torture import words
from torture.oracle import SETTINGS, Intent, Oracle, Press
from torture.story import PEOPLE, Step
from torture.weather import TroubledGoogle

Json = dict[str, Any]
Guests = list[Json]

TEAM = "team@group.calendar.google.com"
WRITES = {TEAM: (0, 1, 2), "ana@example.com": (0, 1)}
"""Who may write to whose calendar."""
OUTSIDERS = ("eve@example.org", "finn@example.org")
VENDOR = ("Sooma", "https://sooma.example.com/j/1")
MEET_COMMAND = 1
LIKELY_CONSENT = 0.7
SAID = {
    "help": "open",
    "what?": "open",
    "": "open",
    "settings": "open",
    "schedule Retro": "open",
    "schedule the retro for us": "open",
    "meet": "meet",
    "meet Standup": "meet",
    "/meet Retro of the team": "meet",
    "meet me at noon, please": "open",
    "meet?": "open",
}
"""What may be said to the app, and what is wanted with it: a sentence makes no Meet by itself."""
SENTENCES = ("meet me at noon, please", "meet you there tomorrow", "meet the new colleagues?")
KINDS = {
    words.CREATE: "create",
    words.UPDATE: "update",
    words.ASK_REPLACE: "ask",
    words.REPLACE: "replace",
    words.SCHEDULE: "schedule",
    words.SAVE: "defaults",
    words.DELETE: "forget",
}


def _moved(_world: World, chance: random.Random) -> Json:
    start = datetime.now(UTC).replace(microsecond=0) + timedelta(days=chance.randrange(1, 9))
    return {"start": start, "end": start + timedelta(hours=1)}


def _somebodys_meet(world: World, chance: random.Random) -> Json:
    return {"conference": world.make_meet(world.users[address(chance.randrange(len(PEOPLE)))])}


def _guest_added(chance: random.Random, guests: Guests, _home: str) -> Guests | None:
    return [*guests, {"email": f"guest{chance.randrange(99)}@example.net"}]


def _guest_removed(chance: random.Random, guests: Guests, home: str) -> Guests | None:
    others = [guest for guest in guests if guest["email"] != home]
    gone = chance.choice(others) if others else None
    return [guest for guest in guests if guest != gone] if gone else None


def _guest_answered(chance: random.Random, guests: Guests, home: str) -> Guests | None:
    others = [guest for guest in guests if guest["email"] != home]
    if not others:
        return None
    chance.choice(others)["responseStatus"] = chance.choice(("accepted", "declined"))
    return guests


EDITED: dict[str, Callable[[World, random.Random], Json]] = {
    "rename": lambda _, chance: {"summary": f"Renamed {chance.randrange(1000)}"},
    "describe": lambda _, chance: {"description": f"Agenda {chance.randrange(1000)}"},
    "move": _moved,
    "remove conference": lambda _world, _chance: {"conference": None},
    "other vendor": lambda world, _: {"conference": world.vendor_conference(*VENDOR)},
    "other Meet": _somebodys_meet,
}
EDITED_GUESTS: dict[str, Callable[[random.Random, Guests, str], Guests | None]] = {
    "add guest": _guest_added,
    "remove guest": _guest_removed,
    "answer": _guest_answered,
}


def address(person: int) -> str:
    """A person's address."""
    return f"{PEOPLE[person]}@example.com"


def build_world(world: World, seed: int) -> list[tuple[str, str]]:
    """People, calendars and events; the calendars and ids of the events."""
    chance = random.Random(f"world {seed}")  # noqa: S311  # repeatable, no secret
    ana, bo, cy, _dee = (
        world.add_user(address(index), display_name=name.title())
        for index, name in enumerate(PEOPLE)
    )
    cy.features -= {chance.choice((Feature.RECORDING, Feature.TRANSCRIPTION))}
    world.add_calendar(TEAM, ana, roles={bo.email: "writer", cy.email: "writer"})
    world.share_calendar(ana.email, bo.email, "writer")
    world.share_calendar(ana.email, cy.email, "reader")
    guests = [bo.email, cy.email]
    week = {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=6"]}
    places = [
        (ana.email, world.add_event(ana.email)),
        (ana.email, world.add_event(ana.email, attendees=guests, guests_can_modify=True)),
        (ana.email, world.add_event(ana.email, attendees=[*guests, OUTSIDERS[0]])),
        (ana.email, world.add_event(ana.email, conference=world.make_meet(ana))),
        (ana.email, world.add_event(ana.email, conference=world.make_meet(bo), attendees=guests)),
        (bo.email, world.add_event(bo.email, conference=world.vendor_conference(*VENDOR))),
        (TEAM, world.add_event(TEAM, attendees=[bo.email])),
        (TEAM, world.add_event(TEAM, conference=world.make_meet(cy))),
        (TEAM, world.add_event(TEAM, attendees=[ana.email, *guests], guests_can_modify=True)),
    ]
    series = [
        world.add_event(ana.email, attendees=guests, **week),  # type: ignore[arg-type]
        world.add_event(ana.email, attendees=guests, conference=world.make_meet(bo), **week),  # type: ignore[arg-type]
        world.add_event(TEAM, attendees=[bo.email], **week),  # type: ignore[arg-type]
    ]
    for event_id in series:
        home = TEAM if event_id == series[2] else ana.email
        found = list(islice(world.instances(world.find(home, event_id)), 3))
        places += [(home, entry.id) for entry in found]
        if event_id == series[0]:
            # A guest of the series may change this one occurrence.
            world.edit_event(home, found[2].id, guests_can_modify=True)
    return places


class Cast:
    """The people of a story with their Calendar and Chat.

    Args:
        google: the stand-in, with the story's world.
        url: of the function.
        oracle: watches.
        places: see `build_world`.

    Attributes:
        go_on: sees to it that the function runs, also if it was killed before.
    """

    def __init__(
        self,
        google: TroubledGoogle,
        url: str,
        oracle: Oracle,
        places: list[tuple[str, str]],
        seed: int,
    ) -> None:
        self.go_on: Callable[[], None] = lambda: None
        self.google = google
        self.world = google.world
        self.oracle = oracle
        self.places = list(places)
        self.target = places[0]
        self.dialogs: dict[int, str] = {}
        self._intent = Intent("open", "")
        self._together = False
        self._declining = False
        self._agreed: dict[int, tuple[str, ...]] = {}
        self._posted: tuple[Callable[..., Reply], str, Json, dict[str, str], Intent] | None = None
        self._opened: dict[int, tuple[str, str]] = {}
        self._count = 0
        self._last_press: Press | None = None
        chance = random.Random(f"cast {seed}")  # noqa: S311  # repeatable, no secret
        self._consenting = chance
        scopes = sorted(read_deployment(DEPLOYMENT, url).scopes)
        self.calendars: list[CalendarHost] = []
        self.chats: list[ChatHost] = []
        for index in range(len(PEOPLE)):
            user = self.world.users[address(index)]
            few = None if index < 2 else {each for each in scopes if chance.random() < 0.5}
            options: Json = {
                "service_account": SERVICE_ACCOUNT,
                "client_id": CLIENT_ID,
                "granted": few,
                "consent": self._consent,
                "strict": False,
                "timeout": 60.0,
            }
            host = CalendarHost(google, DEPLOYMENT, url, user, **options)
            chat = ChatHost(google, DEPLOYMENT, CHAT_CONFIGURATION, url, user, **options)
            for installation in (host.installation, chat.installation):
                self._watch(installation)
            self.calendars.append(host)
            self.chats.append(chat)
        people = [self.world.users[address(index)] for index in range(len(PEOPLE))]
        room = self.world.chat.add_space("Team", people)
        self.world.chat.join(room, self.chats[0].app)
        for chat in self.chats:
            chat.in_space(room)
        google.weather.edit = self.edit
        google.weather.again = self._deliver_again

    @property
    def hosts(self) -> list[CalendarHost | ChatHost]:
        """Everybody's Calendar and Chat."""
        return [*self.calendars, *self.chats]

    def close(self) -> None:
        """Take the hosts away."""
        for host in self.hosts:
            host.close()

    def play(self, step: Step) -> None:
        """Do what a step says, under its troubles."""
        chance = random.Random(step.seed)  # noqa: S311  # repeatable, no secret
        self._consenting = random.Random(step.seed)  # noqa: S311  # likewise
        seen = {id(host): len(host.exchanges) for host in self.hosts}
        with suppress(NoSuchPartError, HostRefusal):
            PRESSES[step.does](self, step, chance)
        for host in self.hosts:
            for exchange in host.exchanges[seen[id(host)] :]:
                self._check(exchange)

    # what others do

    def edit(self, what: str, seed: int) -> None:
        """Somebody else edits an event in Calendar's own pages."""
        chance = random.Random(seed)  # noqa: S311  # repeatable, no secret
        places = [self.target] if chance.random() < 0.75 else self.places
        home, event_id = chance.choice(places)
        if chance.random() < 0.4:
            event_id = event_id.partition("_")[0]
        with suppress(LookupError), self.oracle.others(), self.world.transaction():
            entry = self.world.find(home, event_id)
            fields = entry.fields()
            if fields.get("status") == "cancelled":
                return
            changes = self._edited(what, chance, fields, home)
            if changes is None:
                self.oracle.tell(f"somebody deletes {event_id} on {home}")
                self.world.delete(entry)
            elif changes:
                self.oracle.tell(f"somebody edits {event_id} on {home}: {what}")
                self.world.edit_event(home, event_id, **changes)

    def _edited(self, what: str, chance: random.Random, fields: Json, home: str) -> Json | None:
        """The fields that an edit changes; nothing where it does not apply, `None` to delete."""
        if what == "delete":
            return None
        if what in EDITED_GUESTS:
            guests = [dict(guest) for guest in fields.get("attendees") or []]
            changed = EDITED_GUESTS[what](chance, guests, home)
            return {} if changed is None else {"attendees": changed}
        return EDITED[what](self.world, chance)

    # how a press reaches the function

    def _watch(self, installation: Installation) -> None:
        real = installation.post

        def post(url: str, event: Json, headers: dict[str, str]) -> Reply:
            intent = self._intent
            self._posted = (real, url, event, headers, intent)
            return self._post(real, url, event, headers, intent)

        installation.post = post  # type: ignore[method-assign]

    def _post(
        self,
        real: Callable[..., Reply],
        url: str,
        event: Json,
        headers: dict[str, str],
        intent: Intent,
    ) -> Reply:
        self.go_on()
        press = self.oracle.begins(intent, event, together=self._together)
        self._last_press = press
        reply = real(url, event, headers)
        self.oracle.ends(press, event, reply)
        return reply

    def _deliver_again(self, seed: int = 0) -> None:
        """The press once more; of an odd seed from another window, with other switches."""
        if self._posted is None:
            return
        real, url, event, headers, intent = self._posted
        authorization = dict(event.get("authorizationEventObject") or {})
        token = self.world.token(str(authorization.get("userOAuthToken", "")))
        if token is not None:
            # Another token that grants the same, so that the two can be told apart.
            again = self.world.issue_token(token.user, token.scopes)
            authorization["userOAuthToken"] = again
        copied = {**event, "authorizationEventObject": authorization}
        common = event.get("commonEventObject") or {}
        if seed % 2 and common.get("formInputs"):
            chance = random.Random(seed)  # noqa: S311  # repeatable, no secret
            form = dict(common["formInputs"])
            for name in SETTINGS:
                form.pop(name, None)
                if chance.random() < 0.5:
                    form[name] = {"stringInputs": {"value": ["on"]}}
            copied["commonEventObject"] = {**common, "formInputs": form}
        self._post(real, url, copied, headers, intent)

    def _consent(self, asked: list[str]) -> list[str]:
        return [] if self._declining or self._consenting.random() > LIKELY_CONSENT else asked

    def _check(self, exchange: Exchange) -> None:
        if exchange.complaints and exchange.status == 200:
            path = (exchange.url or "").partition("//")[2].partition("/")[2]
            complaint = "; ".join(map(str, exchange.complaints))
            self.oracle.report("answers that are no valid card", f"/{path}: {complaint}"[:300])

    @contextmanager
    def _meaning(self, intent: Intent) -> Iterator[None]:
        before, self._intent = self._intent, intent
        try:
            yield
        finally:
            self._intent = before

    def _storm(self, step: Step) -> None:
        self.google.weather.begin(step.troubles)

    # Calendar

    def open(self, person: int, place: tuple[str, str]) -> None:
        """Somebody opens an event."""
        self.target = place
        self._opened[person] = place
        calendar_id = self._seen_on(person, place)
        intent = Intent("open", address(person), place[1])
        with self._meaning(intent):
            self.calendars[person].open_event(calendar_id, place[1])

    def _seen_on(self, person: int, place: tuple[str, str], *, elsewhere: bool = False) -> str:
        """The calendar on which somebody sees an event: their own, if it is there."""
        home, event_id = place
        own = address(person)
        with suppress(LookupError):
            self.world.find(own, event_id)
            return home if elsewhere else own
        return home

    def fill(self, surface: CardSurface | CalendarHost, chance: random.Random) -> None:
        """Turn switches and fill in inputs as they come."""
        for switch in list(switches(surface.card)):
            if chance.random() < 0.5:
                with suppress(NoSuchPartError):
                    surface.set_switch(switch["name"], chance.random() < 0.6, switch.get("value"))
        for kind, found in list(inputs(surface.card)):
            if chance.random() < 0.6:
                self._fill_in(surface, kind, found, chance)

    def _fill_in(
        self, surface: CardSurface | CalendarHost, kind: str, found: Json, chance: random.Random
    ) -> None:
        name = str(found.get("name", ""))
        with suppress(NoSuchPartError, TypeError):
            if kind == "dateTimePicker":
                start = datetime.now(UTC).replace(second=0, microsecond=0)
                surface.set_input(name, start + timedelta(days=chance.randrange(1, 9)))
            elif kind == "textInput":
                addresses = "address" in name
                some = chance.sample([*OUTSIDERS, *map(address, range(4))], chance.randrange(3))
                text = ", ".join(some) if addresses else f"Talk {chance.randrange(1000)}"
                surface.set_input(name, text)
            elif isinstance(surface, CardSurface) and platform_sources(found)[0]:
                people = [self.world.users[address(index)] for index in range(len(PEOPLE))]
                surface.pick(name, *chance.sample(people, chance.randrange(3)))
            elif items := [str(item["value"]) for item in found.get("items", ())]:
                surface.set_input(name, chance.choice(items))

    def press_main(self, step: Step) -> None:
        """Press the visible card's primary button, as often as the step says."""
        host = self.calendars[step.person]
        button = member(member(host.card, "fixedFooter"), "primaryButton")
        if button is None:
            return
        place = self._opened.get(step.person, self.target)
        kind = KINDS.get(str(button.get("text", "")), "other")
        agreed = self._agreed.get(step.person, ()) if kind == "replace" else ()
        event_id = "" if kind in {"defaults", "forget"} else place[1]
        intent = Intent(kind, address(step.person), event_id, agreed)
        with self._meaning(intent):
            if step.delivery == "together":
                self._together = True
                try:
                    host.press_twice()
                finally:
                    self._together = False
            else:
                host.press_primary()
            if step.delivery == "then again":
                self._deliver_again()
        if kind == "ask" and self._last_press is not None:
            self._agreed[step.person] = self.oracle.links_on(place[1], self._last_press)

    def do_open_event(self, step: Step, chance: random.Random) -> None:
        """Open an event, and look again."""
        self._storm(step)
        self.open(step.person, chance.choice(self.places))
        if chance.random() < 0.3:
            self.calendars[step.person].refresh()

    def do_open_home(self, step: Step, chance: random.Random) -> None:
        """Open the sidebar without an event."""
        del chance
        self._storm(step)
        with self._meaning(Intent("open", address(step.person))):
            self.calendars[step.person].open_home()

    def do_give(self, step: Step, chance: random.Random) -> None:
        """Open an event of the kind that the step is about, choose, and press."""
        wanted = {"create": self._has_none, "replace": self._has_foreign}.get(
            step.does, self._has_own
        )
        fitting = [place for place in self.places if wanted(place, step.person)]
        same = self.target in fitting and chance.random() < 0.6
        place = self.target if same else chance.choice(fitting or self.places)
        if chance.random() < 0.25:
            self._storm(step)
        self.open(step.person, place)
        if step.does == "replace":
            self.press_main(replace(step, delivery="once"))
        self.fill(self.calendars[step.person], chance)
        self._storm(step)
        self.press_main(step)

    def _conference(self, place: tuple[str, str]) -> str | None:
        try:
            fields = self.world.find(*place).fields()
        except LookupError:
            return None
        if fields.get("status") == "cancelled":
            return None
        points = (fields.get("conferenceData") or {}).get("entryPoints") or [{}]
        return str(points[0].get("uri", ""))

    def _has_none(self, place: tuple[str, str], person: int) -> bool:
        del person
        return self._conference(place) == ""

    def _has_own(self, place: tuple[str, str], person: int) -> bool:
        space = self.world.space_by_code((self._conference(place) or "").rpartition("/")[2])
        return space is not None and space.owner == address(person)

    def _has_foreign(self, place: tuple[str, str], person: int) -> bool:
        return bool(self._conference(place)) and not self._has_own(place, person)

    def do_press_again(self, step: Step, chance: random.Random) -> None:
        """Go back from what went wrong, choose anew at times, and press again."""
        host = self.calendars[step.person]
        if host.shown is None or not self._sends(host.card):
            self.do_give(replace(step, does="create"), chance)
            return
        if host.card.get("name") in {"problem", "permission"} and chance.random() < 0.8:
            host.back()
        if chance.random() < 0.3:
            self.fill(host, chance)
        self._storm(step)
        self.press_main(step)

    @staticmethod
    def _sends(card: Json) -> bool:
        """Whether the primary button asks the add-on for something."""
        button = member(member(card, "fixedFooter"), "primaryButton") or {}
        return member(member(button, "onClick"), "action") is not None

    def do_elsewhere(self, step: Step, chance: random.Random) -> None:
        """Open the same event on another calendar, and press; it was pressed before, or is now."""
        place, storm = self.target, True
        if not self._on_two(step.person, place):
            several = [each for each in self.places if self._on_two(step.person, each)]
            bare = [each for each in several if self._has_none(each, step.person)]
            place = chance.choice(bare or several or [place])
            self.open(step.person, place)
            self.fill(self.calendars[step.person], chance)
            self._storm(step)
            self.press_main(step)
            storm = chance.random() < 0.3
        self._storm(step if storm else replace(step, troubles=()))
        self._opened[step.person] = place
        calendar_id = self._seen_on(step.person, place, elsewhere=True)
        with self._meaning(Intent("open", address(step.person), place[1])):
            self.calendars[step.person].open_event(calendar_id, place[1])
        self.fill(self.calendars[step.person], chance)
        self.press_main(step)

    def _on_two(self, person: int, place: tuple[str, str]) -> bool:
        """Whether somebody has an event on their own calendar, and may write to its home."""
        home, event_id = place
        own = address(person)
        with suppress(LookupError):
            self.world.find(own, event_id)
            return home != own and person in WRITES.get(home, ())
        return False

    def do_other_button(self, step: Step, chance: random.Random) -> None:
        """Press the secondary button of the visible card."""
        del chance
        self._storm(step)
        place = self._opened.get(step.person, self.target)
        with self._meaning(Intent("open", address(step.person), place[1])):
            self.calendars[step.person].press_secondary()

    def do_menu(self, step: Step, chance: random.Random) -> None:
        """Choose an entry of the menus; what opens may be confirmed."""
        host = self.calendars[step.person]
        labels = [action.label for action in host.deployment.universal_actions]
        self._storm(step)
        with self._meaning(Intent("menu", address(step.person))):
            if host.shown is not None and host.card.get("cardActions") and chance.random() < 0.5:
                host.card_action(str(chance.choice(host.card["cardActions"])["actionLabel"]))
            else:
                host.universal_action(chance.choice(labels))
        if chance.random() < 0.5:
            self.press_main(replace(step, delivery="once"))

    def do_defaults(self, step: Step, chance: random.Random) -> None:
        """Change the defaults in the sidebar and save them."""
        host = self.calendars[step.person]
        with self._meaning(Intent("open", address(step.person))):
            host.open_home()
        if host.stack is host.stacks.home:
            self.fill(host, chance)
        self._storm(step)
        self.press_main(step)

    def do_grant(self, step: Step, chance: random.Random) -> None:
        """Open an event, and press "Give permission", where it is asked for."""
        host = self.calendars[step.person]
        self.open(step.person, chance.choice(self.places))
        if host.shown is not None and host.card.get("name") == "permission":
            self._storm(step)
            self.press_main(step)

    def do_edit(self, step: Step, chance: random.Random) -> None:
        """Somebody else edits an event."""
        self._storm(step)
        from torture.story import EDITS  # noqa: PLC0415  # the table, beside its only use

        self.edit(chance.choices(tuple(EDITS), tuple(EDITS.values()))[0], chance.getrandbits(32))

    def do_change_event(self, step: Step, chance: random.Random) -> None:
        """Change guests or conference of an open event in its editor, and press without saving."""
        host = self.calendars[step.person]
        self.open(step.person, self.target)
        changes: list[Json] = [
            {"conference": None},
            {"attendees": ()},
            {"attendees": ({"email": OUTSIDERS[1]},)},
        ]
        self._storm(step)
        with self._meaning(Intent("open", address(step.person), self.target[1])):
            host.update_event(**chance.choice(changes))
        if chance.random() < 0.5:
            self.press_main(step)

    # Chat

    def _tell(self, step: Step, intent: Intent, action: Callable[[], object]) -> None:
        chat = self.chats[step.person]
        with self._meaning(intent):
            if step.delivery == "together":
                self._together = True
                try:
                    chat.deliver_twice(action, together=True)
                finally:
                    self._together = False
            elif step.delivery == "then again":
                chat.deliver_twice(action)
            else:
                action()

    def _named(self, kind: str, person: int) -> Intent:
        self._count += 1
        return Intent(kind, address(person), name=f"{kind} {self._count}")

    def do_meet(self, step: Step, chance: random.Random) -> None:
        """`/meet`, with a title at times."""
        chat = self.chats[step.person]
        title = f"Call {chance.randrange(100)}" if chance.random() < 0.5 else ""
        self._storm(step)
        self._tell(
            step, self._named("meet", step.person), lambda: chat.slash_command("/meet", title)
        )

    def do_change_meet(self, step: Step, chance: random.Random) -> None:
        """Change the settings of a Meet that was posted."""
        chat = self.chats[step.person]
        with self._meaning(Intent("open", address(step.person))):
            chat.click(words.CHANGE, self._posted_meet(step.person, words.CHANGE))
        if chat.dialog is not None:
            self.fill(chat.dialog, chance)
        self._storm(step)
        form = chat.form
        label = str(
            (member(member(form.card, "fixedFooter"), "primaryButton") or {}).get("text", "")
        )
        kind = "update" if label == words.SAVE else "other"
        self._tell(step, Intent(kind, address(step.person)), form.press_primary)

    def do_end(self, step: Step, chance: random.Random) -> None:
        """End the call of a posted Meet."""
        del chance
        chat = self.chats[step.person]
        self._storm(step)
        with self._meaning(Intent("open", address(step.person))):
            chat.click(words.END_CALL, self._posted_meet(step.person, words.END_CALL))
        self._tell(step, Intent("other", address(step.person)), chat.form.press_primary)

    def do_schedule(self, step: Step, chance: random.Random) -> None:
        """`/schedule`, its dialog filled in and sent."""
        chat = self.chats[step.person]
        intent = self._named("schedule", step.person)
        self.dialogs[step.person] = intent.name
        with self._meaning(intent):
            chat.slash_command("/schedule", f"Plan {chance.randrange(100)}")
        self._send_schedule(step, chance, intent)

    def do_schedule_again(self, step: Step, chance: random.Random) -> None:
        """Press Schedule again in the open dialog, typed otherwise at times."""
        name = self.dialogs.get(step.person)
        if name is None or self.chats[step.person].dialog is None:
            self.do_schedule(step, chance)
            return
        intent = Intent("schedule", address(step.person), name=name)
        self._send_schedule(step, chance, intent, again=True)

    def _send_schedule(
        self, step: Step, chance: random.Random, intent: Intent, *, again: bool = False
    ) -> None:
        chat = self.chats[step.person]
        button = member(member(chat.form.card, "fixedFooter"), "primaryButton") or {}
        if button.get("text") != words.SCHEDULE:
            return
        if not again or chance.random() < 0.5:
            self.fill(chat.form, chance)
        self._storm(step)
        try:
            self._tell(step, intent, chat.form.press_primary)
        finally:
            for event_id in self.oracle.made_by(intent.name):
                self.target = (address(step.person), event_id)
                if self.target not in self.places:
                    self.places.append(self.target)

    def do_settings(self, step: Step, chance: random.Random) -> None:
        """`/settings`, its dialog filled in and saved."""
        chat = self.chats[step.person]
        user = address(step.person)
        with self._meaning(Intent("open", user)):
            chat.slash_command("/settings")
        self.fill(chat.form, chance)
        self._storm(step)
        self._tell(step, Intent("defaults", user), chat.form.press_primary)

    def do_say(self, step: Step, chance: random.Random) -> None:
        """Mention the app, or write to it directly, with words that may be a command."""
        chat, said = self.chats[step.person], chance.choice(tuple(SAID))
        intent = self._named(SAID[said], step.person)
        self._storm(step)
        if chance.random() < 0.6:
            self._tell(step, intent, lambda: chat.say(said, mention=True))
        else:
            with self._direct(chat):
                self._tell(step, intent, lambda: chat.say(said))

    def do_offered(self, step: Step, chance: random.Random) -> None:
        """Write a sentence that begins with a command's word, and press what is offered for it."""
        chat = self.chats[step.person]
        with self._meaning(Intent("open", address(step.person))):
            chat.say(chance.choice(SENTENCES), mention=True)
        self._storm(step)
        self._tell(step, self._named("meet", step.person), lambda: chat.click(words.START))

    def do_help(self, step: Step, chance: random.Random) -> None:
        """`/help`, and one of its buttons."""
        chat = self.chats[step.person]
        with self._meaning(Intent("open", address(step.person))):
            chat.slash_command("/help")
        self.dialogs.pop(step.person, None)
        label = chance.choice((words.START, words.SCHEDULE, words.SETTINGS))
        kind = "meet" if label == words.START else "open"
        self._storm(step)
        self._tell(step, self._named(kind, step.person), lambda: chat.click(label))

    def do_quick(self, step: Step, chance: random.Random) -> None:
        """Choose a quick command, or one from the menu of a message."""
        chat, number = self.chats[step.person], chance.randrange(1, 6)
        message = chat.messages[-1] if chat.messages and chance.random() < 0.3 else None
        kind = "meet" if number == MEET_COMMAND and message is None else "open"
        self.dialogs.pop(step.person, None)

        def choose() -> None:
            if message is None:
                chat.quick_command(number)
            else:
                chat.message_action(number, message)

        self._storm(step)
        self._tell(step, self._named(kind, step.person), choose)

    def do_close(self, step: Step, chance: random.Random) -> None:
        """Open a dialog, and close it by its cross or its second button."""
        chat = self.chats[step.person]
        with self._meaning(Intent("open", address(step.person))):
            self.dialogs.pop(step.person, None)
            chat.slash_command(chance.choice(("/schedule", "/settings")))
        self._storm(step)
        with self._meaning(Intent("open", address(step.person))):
            if chance.random() < 0.6:
                chat.form.close()
            else:
                chat.form.press_secondary()

    def do_grant_in_chat(self, step: Step, chance: random.Random) -> None:
        """Ask for a Meet in Chat, and press "Give permission", where it is asked for."""
        del chance
        chat = self.chats[step.person]
        self._declining = True
        try:
            with self._meaning(self._named("meet", step.person)):
                chat.slash_command("/meet")
        finally:
            self._declining = False
        self._storm(step)
        found = self._newest(step.person, words.GRANT)
        intent = Intent("other", address(step.person))
        self._tell(step, intent, lambda: chat.click(words.GRANT, found))

    def do_leave(self, step: Step, chance: random.Random) -> None:
        """Take the app out of the conversation and back in, by a mention at times."""
        chat = self.chats[step.person]
        said = chance.choice((None, "", "help"))
        self._storm(step)
        with self._meaning(Intent("open", address(step.person))):
            chat.remove_from_space()
            chat.add_to_space(by_mention=said)

    def _newest(self, person: int, label: str) -> ChatMessage:
        """The newest message with a button that says so, the person's own where there is one.

        Raises:
            NoSuchPartError: there is none.
        """
        chat = self.chats[person]
        found = [
            message
            for message in reversed(chat.messages)
            for index in range(len(message.cards))
            if any(part.label == label for part in chat.card(message, index).pressables())
        ]
        own = [each for each in found if f"Hosted by {PEOPLE[person].title()}" in str(each.cards)]
        if not found:
            raise NoSuchPartError(label)
        return (own or found)[0]

    def _posted_meet(self, person: int, label: str) -> ChatMessage:
        """The same; a Meet is asked for first where none was posted."""
        try:
            return self._newest(person, label)
        except NoSuchPartError:
            with self._meaning(self._named("meet", person)):
                self.chats[person].slash_command("/meet")
            return self._newest(person, label)

    @contextmanager
    def _direct(self, chat: ChatHost) -> Iterator[None]:
        """In the direct message with the app."""
        room = chat.space
        try:
            with self._meaning(Intent("open", chat.user.email)):
                chat.open_dm()
            yield
        finally:
            if room is not None:
                chat.in_space(room)


PRESSES: dict[str, Callable[[Cast, Step, random.Random], None]] = {
    "open home": Cast.do_open_home,
    "open event": Cast.do_open_event,
    "create": Cast.do_give,
    "update": Cast.do_give,
    "replace": Cast.do_give,
    "press again": Cast.do_press_again,
    "same event elsewhere": Cast.do_elsewhere,
    "other button": Cast.do_other_button,
    "menu": Cast.do_menu,
    "save defaults": Cast.do_defaults,
    "give permission": Cast.do_grant,
    "edit": Cast.do_edit,
    "change unsaved event": Cast.do_change_event,
    "/meet": Cast.do_meet,
    "change posted Meet": Cast.do_change_meet,
    "end call": Cast.do_end,
    "/schedule": Cast.do_schedule,
    "press Schedule again": Cast.do_schedule_again,
    "/settings": Cast.do_settings,
    "say": Cast.do_say,
    "press offered Meet": Cast.do_offered,
    "press in help": Cast.do_help,
    "quick command": Cast.do_quick,
    "close dialog": Cast.do_close,
    "give permission in Chat": Cast.do_grant_in_chat,
    "leave and join": Cast.do_leave,
}
