"""The people of a story with their Calendar and Chat, and how what they press is delivered."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.addon import CHAT_CONFIGURATION, CLIENT_ID, DEPLOYMENT, SERVICE_ACCOUNT
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.chat.surface import CardSurface
from sandbox.hosts.delivery import Reply
from sandbox.hosts.deployment import read_deployment
from sandbox.hosts.exchange import Exchange
from sandbox.hosts.installation import Installation
from sandbox.hosts.parts import NoSuchPartError, inputs, platform_sources, switches
from torture.editing import EDITED_MEETS, changes
from torture.oracle import Oracle
from torture.people import Company, Place
from torture.presses import SETTINGS, Intent, Press
from torture.story import FEW_GRANTS, Step
from torture.violations import INVALID
from torture.weather import TroubledGoogle

Json = dict[str, Any]
Post = Callable[..., Reply]

LIKELY_CONSENT = 0.7
FORGED = 0.3
"""How likely a browser sends what no card has, where an organization has decided something."""
SET = "locked"
"""The parameter of a button that says what the organization has set."""
REDRAWS = "/calendar/event/scope"
ASKS = ("/calendar/event/replace", "/calendar/event/part", REDRAWS)
"""After these a card may ask about the conference that the event has: whether to replace it, or to
have another one beside it."""


class Cast:
    """The people of a story with their Calendar and Chat.

    Args:
        google: the stand-in, with the story's world.
        url: of the function.
        oracle: watches.
        company: who they are.
        places: the events.

    Attributes:
        go_on: sees to it that the function runs, also if it was killed before.
        target: the event that was last opened by anybody; `opened` is each person's.
        dialogs: by person, the name of the open dialog that makes an event.
        agreed: by person, the links of the conference that they agreed to replace.
        together: whether the press is delivered twice at the same moment.
        declining: whether nobody grants anything.
        count: of what has a name of its own.
        last: by person, their last press.
    """

    def __init__(
        self,
        google: TroubledGoogle,
        url: str,
        oracle: Oracle,
        company: Company,
        places: list[Place],
    ) -> None:
        self.go_on: Callable[[], None] = lambda: None
        self.google = google
        self.world = google.world
        self.oracle = oracle
        self.company = company
        self.places = list(places)
        self.target = places[0]
        self.opened: dict[int, Place] = {}
        self.dialogs: dict[int, str] = {}
        self.agreed: dict[int, tuple[str, ...]] = {}
        self.last: dict[str, Press] = {}
        self.together = False
        self.declining = False
        self.count = 0
        self._intents: dict[str, Intent] = {}
        self._posted: tuple[Post, str, Json, dict[str, str], Intent] | None = None
        chance = random.Random(f"cast {company.seed}")  # noqa: S311  # repeatable, no secret
        self._consenting = self._forging = chance
        scopes = sorted(read_deployment(DEPLOYMENT, url).scopes)
        self.calendars: list[CalendarHost] = []
        self.chats: list[ChatHost] = []
        for index, email in enumerate(company.active):
            user = self.world.people.users[email]
            few = {each for each in scopes if chance.random() < 0.5}
            options: Json = {
                "service_account": SERVICE_ACCOUNT,
                "client_id": CLIENT_ID,
                "granted": few if index in FEW_GRANTS else None,
                "consent": self._consent,
                "strict": False,
                "timeout": 60.0,
            }
            host = CalendarHost(google, DEPLOYMENT, url, user, **options)
            chat = ChatHost(google, DEPLOYMENT, CHAT_CONFIGURATION, url, user, **options)
            for installation in (host.installation, chat.installation):
                self._watch(installation, index)
            self.calendars.append(host)
            self.chats.append(chat)
        room = self.world.chat.add_space(
            "Team", [self.world.people.users[each] for each in company.room]
        )
        self.world.chat.join(room, self.chats[0].app)
        for chat in self.chats:
            chat.in_space(room)
        google.weather.edit = self.edit
        google.weather.again = self._deliver_meanwhile

    @property
    def hosts(self) -> list[CalendarHost | ChatHost]:
        """Everybody's Calendar and Chat."""
        return [*self.calendars, *self.chats]

    def close(self) -> None:
        """Take the hosts away."""
        for host in self.hosts:
            host.close()

    def address(self, person: int) -> str:
        """The address of somebody who acts."""
        return self.company.active[person]

    @contextmanager
    def playing(self, step: Step) -> Iterator[None]:
        """In the context a step is done; what no host takes of what it brings is reported."""
        self._consenting = random.Random(step.seed)  # noqa: S311  # repeatable, no secret
        self._forging = random.Random(f"forging {step.seed}")  # noqa: S311  # the same
        seen = {id(host): len(host.exchanges) for host in self.hosts}
        yield
        for host in self.hosts:
            for exchange in host.exchanges[seen[id(host)] :]:
                self._check(exchange)

    def edit(self, what: str, seed: int) -> None:
        """Somebody else edits an event in Calendar's own pages."""
        chance = random.Random(seed)  # noqa: S311  # repeatable, no secret
        places = [self.target] if chance.random() < 0.75 else self.places
        home, event_id = chance.choice(places)
        if chance.random() < 0.4:
            event_id = event_id.partition("_")[0]
        with suppress(LookupError), self.oracle.others(), self.world.transaction():
            entry = self.world.calendar.find(home, event_id)
            fields = entry.fields()
            if fields.get("status") == "cancelled":
                return
            if what in EDITED_MEETS:
                self._edit_meet(what, fields, chance)
                return
            changed = changes(self.world, what, chance, fields, home)
            if changed is None:
                self.oracle.tell(f"somebody deletes {event_id} on {home}")
                self.world.calendar.delete(entry)
            elif changed:
                self.oracle.tell(f"somebody edits {event_id} on {home}: {what}")
                self.world.calendar.edit_event(home, event_id, **changed)

    def _edit_meet(self, what: str, fields: Json, chance: random.Random) -> None:
        space = self.oracle.meet_of(fields)
        if space is not None:
            self.oracle.tell(f"somebody edits {space.code}: {what}")
            EDITED_MEETS[what](self.world, chance, space, self.company.everybody)

    def edit_meet(self, place: Place, chance: random.Random) -> None:
        """Somebody changes what an event's Meet is set to, in Meet's own pages."""
        with suppress(LookupError), self.oracle.others(), self.world.transaction():
            self._edit_meet("set in Meet", self.world.calendar.find(*place).fields(), chance)

    def storm(self, step: Step) -> None:
        """From now on the step's troubles."""
        self.google.weather.begin(step.troubles)

    @contextmanager
    def meaning(self, intent: Intent) -> Iterator[None]:
        """In the context somebody presses with that in mind."""
        before = self._intents.get(intent.user, Intent("open", intent.user))
        self._intents[intent.user] = intent
        try:
            yield
        finally:
            self._intents[intent.user] = before

    def _watch(self, installation: Installation, person: int) -> None:
        real, user = installation.post, installation.user.email

        def post(url: str, event: Json, headers: dict[str, str]) -> Reply:
            intent = self._intents.get(user, Intent("open", user))
            if url.endswith(REDRAWS):
                intent = Intent("scope", user, self.opened.get(person, self.target)[1])
            event = self._forged(event)
            self._posted = (real, url, event, headers, intent)
            self.go_on()
            reply = self._post(real, url, event, headers, intent)
            if url.endswith(ASKS):
                seen = self.oracle.links_on(intent.event, self.last[user])
                self.agreed[person] = seen
            return reply

        installation.post = post  # type: ignore[method-assign]

    def _post(
        self, real: Post, url: str, event: Json, headers: dict[str, str], intent: Intent
    ) -> Reply:
        press = self.oracle.begins(intent, event, together=self.together)
        self.last[intent.user] = press
        reply = real(url, event, headers)
        self.oracle.ends(press, event, reply)
        return reply

    def _forged(self, event: Json) -> Json:
        """What a host sends, or now and then what a browser makes of it.

        It turns on what the organization has set off, and does not say that this had no switch.
        """
        common = event.get("commonEventObject") or {}
        form, told = common.get("formInputs"), common.get("parameters") or {}
        if not form or not self.company.set_off or self._forging.random() > FORGED:
            return event
        form = form | {name: {"stringInputs": {"value": ["on"]}} for name in self.company.set_off}
        told = {name: value for name, value in told.items() if name != SET}
        return {**event, "commonEventObject": {**common, "formInputs": form, "parameters": told}}

    def deliver_again(self) -> None:
        """The press once more, after it was answered."""
        self.go_on()
        self._deliver_meanwhile()

    def _deliver_meanwhile(self, seed: int = 0) -> None:
        """The press once more; of an odd seed from another window, with other switches.

        It comes to whoever lives: if that is killed, nobody waits for the next life here, whose
        beginning waits for the press during which this happens.
        """
        if self._posted is None:
            return
        real, url, event, headers, intent = self._posted
        authorization = dict(event.get("authorizationEventObject") or {})
        token = self.world.people.token(str(authorization.get("userOAuthToken", "")))
        if token is not None:
            # Another token that grants the same, so that the two can be told apart.
            again = self.world.people.issue_token(token.user, token.scopes)
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
        return [] if self.declining or self._consenting.random() > LIKELY_CONSENT else asked

    def _check(self, exchange: Exchange) -> None:
        if exchange.complaints and exchange.status == 200:
            path = (exchange.url or "").partition("//")[2].partition("/")[2]
            complaint = "; ".join(map(str, exchange.complaints))
            self.oracle.report(INVALID, f"/{path}: {complaint}"[:300])

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
                some = chance.sample(self.company.everybody, chance.randrange(3))
                text = ", ".join(some) if addresses else f"Talk {chance.randrange(1000)}"
                surface.set_input(name, text)
            elif isinstance(surface, CardSurface) and platform_sources(found)[0]:
                people = [self.world.people.users[email] for email in self.company.room]
                surface.pick(name, *chance.sample(people, chance.randrange(3)))
            elif items := [str(item["value"]) for item in found.get("items", ())]:
                surface.set_input(name, chance.choice(items))
