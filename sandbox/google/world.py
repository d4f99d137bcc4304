"""Everything the stand-in for Google remembers, apart from how it is talked to."""

import copy
import random
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import Any

from sandbox.google.calendar import conference_data
from sandbox.google.calendar.calendars import Calendar
from sandbox.google.calendar.conference_data import Pending
from sandbox.google.calendar.events import (
    COPY_FIELDS,
    Entry,
    Event,
    Record,
    default_times,
    moment_field,
    parse_moment,
)
from sandbox.google.calendar.recurrence import Moment, instance_suffix
from sandbox.google.chat.conversations import Conversations
from sandbox.google.clock import Clock
from sandbox.google.identity import subject
from sandbox.google.knobs import Knobs
from sandbox.google.meet.meetings import (
    CODE_LIFETIME,
    RECORDING,
    SMART_NOTES,
    TRANSCRIPTION,
    Artifact,
    Conference,
    Member,
    Participant,
    Space,
    default_settings,
    flatten,
)
from sandbox.google.people.accounts import (
    ALL,
    USUAL_PHONE,
    AccessToken,
    Feature,
    Phone,
    PolicyDefaults,
    User,
    full_scopes,
)
from sandbox.google.quotas import Quotas

__all__ = [
    "ALL",
    "AccessToken",
    "Calendar",
    "Change",
    "Clock",
    "Conference",
    "Event",
    "Feature",
    "Knobs",
    "Notification",
    "Pending",
    "Phone",
    "PolicyDefaults",
    "Space",
    "User",
    "World",
]

JsonObject = dict[str, Any]
When = Moment | str | JsonObject | None

_BASE32HEX = "0123456789abcdefghijklmnopqrstuv"
_ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
_CODE_LETTERS = "abcdefghijkmnopqrstuvwxyz"
_SHORT_SETTINGS = {
    "recording": RECORDING,
    "transcription": TRANSCRIPTION,
    "smart_notes": SMART_NOTES,
}
_ARTIFACTS = (
    ("recordings", RECORDING, Feature.RECORDING),
    ("transcripts", TRANSCRIPTION, Feature.TRANSCRIPTION),
    ("smartNotes", SMART_NOTES, Feature.SMART_NOTES),
)
# What makes an event another one for its guests, who are to answer anew.
_MOVING = {"start", "end", "recurrence"}
_FIELD_NAMES = {
    "event_type": "eventType",
    "guests_can_modify": "guestsCanModify",
}


@dataclass(frozen=True)
class Notification:
    """A mail to guests that Calendar sent.

    Attributes:
        event_id: the event.
        send_updates: `all` or `externalOnly`.
        action: `insert`, `patch`, `update` or `delete`.
        to: the addresses.
    """

    event_id: str
    send_updates: str
    action: str
    to: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """Something that became different: its kind (`event`, `space`, …) and its id."""

    kind: str
    id: str


Listener = Callable[[Change], None]
Conferencing = JsonObject | Pending | Space | None


class World:
    """Users, tokens, calendars, events, spaces and conferences, shared by all APIs.

    Every public method may be called from any thread. Several steps that belong together go
    into one `transaction`.

    Args:
        clock: the time; real time by default.
        knobs: what is not established about Google.
        seed: makes ids and meeting codes repeatable.

    Attributes:
        notifications: the mails that Calendar sent to guests.
        not_google: addresses that Meet refuses as members.
        disabled_apis: pairs of project and API (`calendar`, `meet`) that are not enabled.
        chat: Google Chat's spaces and messages.
    """

    def __init__(
        self, *, clock: Clock | None = None, knobs: Knobs | None = None, seed: int = 0
    ) -> None:
        self.clock = clock or Clock()
        self.knobs = knobs or Knobs()
        self.quotas = Quotas(self.clock)
        self.users: dict[str, User] = {}
        self.calendars: dict[str, Calendar] = {}
        self.notifications: list[Notification] = []
        self.not_google: set[str] = set()
        self.disabled_apis: set[tuple[str, str]] = set()
        self._random = random.Random(seed)  # noqa: S311  # ids of made-up things, not secrets
        self._lock = threading.RLock()
        self._depth = 0
        self._last_revision = 0
        self._tokens: dict[str, AccessToken] = {}
        self._events: dict[str, Event] = {}
        self._spaces: dict[str, Space] = {}
        self._conferences: dict[str, Conference] = {}
        self._listeners: list[Listener] = []
        self._changes: list[Change] = []
        self.chat = Conversations(self.clock, self.transaction, self._changed, self._random)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the world still; listeners hear of changes after the outermost one ends."""
        heard: list[Change] = []
        try:
            with self._lock:
                self._depth += 1
                try:
                    yield
                finally:
                    self._depth -= 1
                    if self._depth == 0:
                        heard, self._changes = self._changes, []
        finally:
            for change in heard:
                for listener in tuple(self._listeners):
                    listener(change)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call the listener after every change; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # users and tokens

    def add_user(
        self,
        email: str,
        *,
        display_name: str | None = None,
        features: Iterable[Feature] = ALL,
        policy_defaults: PolicyDefaults | None = None,
        time_zone: str = "Europe/Berlin",
        settings: dict[str, str] | None = None,
        meet: bool = True,
        phones: Iterable[Phone] = (USUAL_PHONE,),
        sip_gateway: str = "",
    ) -> User:
        """Add a Google account with its primary calendar.

        Args:
            email: the address.
            display_name: the name, made from the address by default.
            features: what edition and admin allow.
            policy_defaults: what new spaces start with.
            time_zone: of the user's calendar and settings.
            settings: further Calendar settings, e.g. `locale`.
            meet: whether the account has Meet; without it nothing makes one for it.
            phones: numbers by which people join the user's meetings.
            sip_gateway: address of a gateway for room systems, e.g. `gw.example.com`.
        """
        with self.transaction():
            user = User(
                email=email,
                sub=subject(email),
                display_name=display_name or email.partition("@")[0].title(),
                features=set(features),
                policy_defaults=policy_defaults or PolicyDefaults(),
                settings={"timezone": time_zone, "locale": "en", **(settings or {})},
                meet=meet,
                phones=tuple(phones),
                sip_gateway=sip_gateway,
            )
            self.users[email] = user
            self.calendars[email] = Calendar(
                email,
                email,
                email,
                time_zone,
                allowed_conference_types=[conference_data.MEET] if meet else [],
                revision=self.next_revision(),
            )
            self._changed("user", email)
            return user

    def user(self, who: User | str) -> User:
        """A user by address.

        Raises:
            KeyError: when there is none.
        """
        return who if isinstance(who, User) else self.users[who]

    def issue_token(
        self,
        user: User | str,
        scopes: Iterable[str],
        *,
        project: str = "addon",
        expired: bool = False,
    ) -> str:
        """An access token that a user granted to a project.

        Args:
            user: who granted it.
            scopes: URLs, or names without the common prefix such as `calendar.events`.
            project: the Cloud project of the app.
            expired: whether its hour has passed.
        """
        with self.transaction():
            value = f"ya29.{self._letters(_ID_LETTERS, 40)}"
            self._tokens[value] = AccessToken(
                self.user(user), full_scopes(scopes), project, expired=expired
            )
            return value

    def token(self, value: str) -> AccessToken | None:
        """What an access token stands for, None for one that was never issued."""
        return self._tokens.get(value)

    # calendars

    def add_calendar(
        self,
        calendar_id: str,
        owner: User | str,
        *,
        roles: dict[str, str] | None = None,
        time_zone: str = "Europe/Berlin",
        summary: str | None = None,
        allowed_conference_types: Iterable[str] = (conference_data.MEET,),
    ) -> Calendar:
        """Add a secondary calendar.

        Args:
            calendar_id: usually ends in `@group.calendar.google.com`.
            owner: whose it is.
            roles: access role by address for others.
            time_zone: the calendar's zone.
            summary: the title, the id by default.
            allowed_conference_types: conference solutions that may be created.
        """
        with self.transaction():
            calendar = Calendar(
                id=calendar_id,
                owner=self.user(owner).email,
                summary=summary or calendar_id,
                time_zone=time_zone,
                roles=dict(roles or {}),
                allowed_conference_types=list(allowed_conference_types),
                revision=self.next_revision(),
            )
            self.calendars[calendar_id] = calendar
            self._changed("calendar", calendar_id)
            return calendar

    def share_calendar(self, calendar_id: str, email: str, role: str | None) -> None:
        """Give somebody a role on a calendar, or take it away with None."""
        with self.transaction():
            calendar = self.calendars[calendar_id]
            calendar.roles.pop(email, None)
            if role:
                calendar.roles[email] = role
            calendar.shared[email] = self.next_revision()
            self._changed("calendar", calendar_id)

    # events

    def add_event(
        self,
        calendar_id: str,
        *,
        event_id: str | None = None,
        summary: str = "Planning",
        start: When = None,
        end: When = None,
        time_zone: str | None = None,
        attendees: Iterable[str | JsonObject] = (),
        status: str = "confirmed",
        locked: bool = False,
        recurrence: list[str] | None = None,
        conference: Conferencing = None,
        organizer: str | None = None,
        draft: bool = False,
        **fields: object,
    ) -> str:
        """Somebody makes an event in Calendar's own pages.

        Args:
            calendar_id: the calendar, which makes its owner the organizer.
            event_id: the id, made up by default.
            summary: the title.
            start: a moment, a day, their ISO form or an EventDateTime; tomorrow at ten by default.
            end: like start; an hour, or a day, later by default.
            time_zone: the event's zone, the calendar's by default.
            attendees: guests as addresses or EventAttendees; the organizer is put first, as
                Calendar's pages do.
            status: `confirmed`, `tentative` or `cancelled`.
            locked: whether main fields can be changed.
            recurrence: RRULE lines for a series.
            conference: a space, conference data, or what `pending_conference` gives.
            organizer: an address outside this world whose invitation lies on the calendar.
            draft: whether it is unsaved still.
            fields: further fields by Calendar's names, `event_type` or `guests_can_modify`.

        Returns:
            The event id.
        """
        with self.transaction():
            calendar = self.calendars[calendar_id]
            zone = time_zone or calendar.time_zone
            first, last = self._times(start, end, zone)
            home = organizer or calendar_id
            event = Event(
                id=event_id or self.new_event_id(),
                home=home,
                organizer_name="" if calendar.primary or organizer else calendar.summary,
                creator=organizer or calendar.owner,
                created=self.clock.now(),
                also_on={calendar_id} - {home},
                draft=draft,
            )
            self._events[event.id] = event
            entry = Entry(event, calendar_id, calendar.time_zone)
            guests = self._guests(attendees, organizer or calendar.owner)
            values: JsonObject = {
                "status": status,
                "summary": summary,
                "start": first,
                "end": last,
                "eventType": "default",
                "locked": locked or None,
                "recurrence": recurrence,
                "attendees": guests or None,
                **_camel(fields),
            }
            self._write(entry, values)
            self._set_conference(entry, conference)
            return event.id

    def add_draft(self, calendar_id: str, **fields: Any) -> str:  # noqa: ANN401  # as add_event
        """Somebody opens the editor for a new event; the API answers 404 until it is saved.

        Args:
            calendar_id: the calendar.
            fields: as for `add_event`.

        Returns:
            The id that the event will have.
        """
        return self.add_event(calendar_id, draft=True, **fields)

    def save_draft(self, event_id: str) -> None:
        """The editor's Save is pressed."""
        with self.transaction():
            event = self._events[event_id]
            event.draft = False
            event.revision = self.next_revision()
            self._changed("event", event_id)

    def edit_event(self, calendar_id: str, event_id: str, **changes: object) -> None:
        """Somebody changes an event in Calendar's own pages.

        Args:
            calendar_id: the calendar it is edited on.
            event_id: an event, a series or an instance.
            changes: as for `add_event`; None removes a field.

        Raises:
            LookupError: when there is no such event on the calendar.
        """
        with self.transaction():
            entry = self.find(calendar_id, event_id)
            values = _camel(changes)
            conference = values.pop("conference", _UNCHANGED)
            zone = values.pop("time_zone", None) or entry.zone
            for name in {"start", "end"} & set(values):
                values[name] = _moment(values[name], zone)
            if values.get("attendees"):
                values["attendees"] = self._guests(values["attendees"], entry.event.home)
            self.write(entry, values)
            if conference is not _UNCHANGED:
                self._set_conference(entry, conference)

    def event(self, calendar_id: str, event_id: str, viewer: User | str) -> JsonObject:
        """The event as `events.get` gives it to somebody on a calendar.

        Looking does not count as a read of a pending conference.

        Raises:
            LookupError: when it is not there, is a draft, or the viewer has no access.
        """
        with self.transaction():
            calendar = self.calendars[calendar_id]
            role = calendar.role_of(self.user(viewer).email)
            if role is None:
                raise LookupError(calendar_id)
            return view(self.find(calendar_id, event_id), role)

    def find(self, calendar_id: str, event_id: str) -> Entry:
        """An event, series or instance as it stands on a calendar.

        Raises:
            LookupError: when it is not there, or not saved yet.
        """
        with self.transaction():
            calendar = self.calendars[calendar_id]
            series, _, suffix = event_id.rpartition("_")
            event = self._events.get(event_id) or self._events.get(series)
            if event is None or event.draft or calendar_id not in self._places(event):
                raise LookupError(event_id)
            entry = Entry(event, calendar_id, calendar.time_zone)
            if event.id == event_id:
                return entry
            starts = event.starts(calendar.time_zone) if event.fields.get("recurrence") else ()
            for start in takewhile(lambda moment: instance_suffix(moment) <= suffix, starts):
                if instance_suffix(start) == suffix:
                    entry.instance = start
                    return entry
            raise LookupError(event_id)

    def entries(self, calendar_id: str) -> list[Entry]:
        """All saved events and series on a calendar, cancelled ones too, oldest change first."""
        with self.transaction():
            zone = self.calendars[calendar_id].time_zone
            found = [
                Entry(event, calendar_id, zone)
                for event in self._events.values()
                if not event.draft and calendar_id in self._places(event)
            ]
            return sorted(found, key=lambda entry: entry.revision)

    def instances(self, entry: Entry) -> Iterator[Entry]:
        """The instances of a series in order."""
        for start in entry.event.starts(entry.zone):
            yield Entry(entry.event, entry.calendar_id, entry.zone, start)

    def exceptions(self, entry: Entry) -> list[Entry]:
        """The instances of a series that differ from it on the calendar, in order."""
        with self.transaction():
            own = {suffix for place, suffix in entry.event.copies if place == entry.calendar_id}
            changed = (own | set(entry.event.exceptions)) - {None}
            if not changed:
                return []
            return [one for one in self.instances(entry) if one.suffix in changed]

    def event_exists(self, event_id: str) -> bool:
        """Whether an id is taken, be it by a draft."""
        return event_id in self._events

    def new_event_id(self) -> str:
        """An id as Calendar makes them."""
        with self._lock:
            return self._letters(_BASE32HEX, 26)

    def insert(self, event: Event, calendar_id: str, fields: JsonObject) -> Entry:
        """Store a new event that came through the API."""
        with self.transaction():
            self._events[event.id] = event
            entry = Entry(event, calendar_id, self.calendars[calendar_id].time_zone)
            self._write(entry, fields)
            return entry

    def write(self, entry: Entry, changes: JsonObject) -> None:
        """Change fields of an event, a series or an instance; None removes a field."""
        with self.transaction():
            self._write(entry, changes)

    def delete(self, entry: Entry) -> None:
        """Cancel the event for everybody, or on a guest's calendar only there."""
        with self.transaction():
            if entry.is_organizers:
                self._write(entry, {"status": "cancelled"})
                return
            entry.copy.deleted = True
            entry.copy.revision = self.next_revision()
            self._changed("event", entry.event.id)

    def notify(self, entry: Entry, send_updates: str, action: str) -> None:
        """Send mail about a change to the guests that `sendUpdates` names.

        `externalOnly` leaves out whoever uses Google Calendar, which is everybody in this world.
        """
        with self.transaction():
            if entry.over(self.clock.now()) and not self.knobs.past_events_mailed:
                return
            guests = sorted(set(entry.event.guests()) - {entry.event.home})
            if send_updates == "externalOnly":
                guests = [guest for guest in guests if guest not in self.users]
            self.notifications.append(Notification(entry.id, send_updates, action, tuple(guests)))

    # conferences on events

    def calendar_conference(self, space: Space) -> JsonObject:
        """Conference data as Calendar makes it for a space of its own."""
        with self._lock:
            return conference_data.calendar_made(space, self._letters(_BASE32HEX, 10))

    def vendor_conference(self, name: str, uri: str) -> JsonObject:
        """Conference data of another vendor, e.g. `("Sooma", "https://sooma.example.com/j/1")`."""
        return conference_data.of_vendor(name, uri)

    def pending_conference(self, reads: int = 2) -> Pending:
        """A Meet that Calendar is still making: that many reads answer `pending`."""
        with self._lock:
            return Pending(reads, self._letters(_BASE32HEX, 10))

    def read(self, entry: Entry) -> None:
        """Count a read of an event, after which its pending conference may be there."""
        with self.transaction():
            record = entry.pending
            if record is None or record.pending is None:
                return
            if record.pending.reads > 0:
                record.pending.reads -= 1
            else:
                self._settle(entry, record, record.pending.request_id)

    def request_conference(self, entry: Entry, request_id: str, *, caller: str) -> None:
        """Carry out a create request on an event.

        Args:
            entry: the event.
            request_id: the request's id.
            caller: address of who asked.
        """
        with self.transaction():
            entry.record.pending = Pending(self.knobs.create_request_pending_reads, request_id)
            self._write(
                entry,
                {
                    "conferenceData": self._in_the_making(request_id),
                    "hangoutLink": None,
                },
            )
            if self.knobs.create_request_pending_reads == 0:
                self._settle(entry, entry.record, request_id, caller=caller)

    # Meet

    def make_meet(self, owner: User | str, *, origin: str = "calendar", **config: object) -> Space:
        """Make a meeting space.

        Args:
            owner: whose it is; an address outside this world will do.
            origin: `calendar`, or `api:` and the project whose app made it.
            config: fields of SpaceConfig, and `recording`, `transcription`, `smart_notes` as
                `ON`, `OFF` or a bool.
        """
        with self.transaction():
            email = owner.email if isinstance(owner, User) else owner
            known = self.users.get(email)
            policy = known.policy_defaults if known else PolicyDefaults()
            space = Space(
                id=self._letters(_ID_LETTERS, 11) + "B",
                code=self._new_code(),
                owner=email,
                origin=origin,
                settings=default_settings(policy),
                last_used=self.clock.now(),
                phones=known.phones if known else (),
                sip_gateway=known.sip_gateway if known else "",
            )
            space.change(_settings(config))
            self._spaces[space.id] = space
            self._changed("space", space.id)
            return space

    @property
    def spaces(self) -> list[Space]:
        """All spaces, the oldest first."""
        with self._lock:
            return list(self._spaces.values())

    def space(self, space_id: str) -> Space | None:
        """A space by its id, or by its name `spaces/{space}`; case-sensitive."""
        return self._spaces.get(space_id.removeprefix("spaces/"))

    def space_by_code(self, code: str) -> Space | None:
        """A space by its meeting code, in any case, unless the code has expired."""
        with self._lock:
            living = self.clock.now() - CODE_LIFETIME
            matches = (
                space
                for space in self._spaces.values()
                if space.code == code.lower() and space.last_used > living
            )
            return next(matches, None)

    def change_space(self, space: Space, settings: dict[str, str]) -> None:
        """Change settings of a space by their paths below `config`."""
        with self.transaction():
            space.change(settings)
            self._changed("space", space.id)

    def edit_space(self, space: Space, **config: object) -> None:
        """The owner changes settings in Meet's own pages; arguments as for `make_meet`."""
        self.change_space(space, _settings(config))

    def policy_of(self, space: Space) -> PolicyDefaults:
        """What the owner's policy sets where nothing else does."""
        owner = self.users.get(space.owner)
        return owner.policy_defaults if owner else PolicyDefaults()

    def add_member(self, space: Space, email: str, role: str = "COHOST") -> Member:
        """Give somebody a role in a space."""
        with self.transaction():
            member = Member(self._digits(21), email, role)
            space.members[member.id] = member
            self._changed("space", space.id)
            return member

    def remove_member(self, space: Space, member_id: str) -> None:
        """Take somebody's role in a space away."""
        with self.transaction():
            del space.members[member_id]
            self._changed("space", space.id)

    # conferences held in spaces

    @property
    def conferences(self) -> list[Conference]:
        """The conference records that Meet still has, the oldest first."""
        with self._lock:
            now = self.clock.now()
            return [held for held in self._conferences.values() if not held.expired(now)]

    def conference(self, conference_id: str) -> Conference | None:
        """A conference record by its id."""
        return next((held for held in self.conferences if held.id == conference_id), None)

    def start_conference(
        self, space: Space, joined: Iterable[User | str] = (), anonymous: Iterable[str] = ()
    ) -> Conference:
        """People join a space and a conference runs.

        Artifacts start as the space is set, once somebody with the privilege is in the call.

        Args:
            space: where.
            joined: users of this world.
            anonymous: names of guests without an account.
        """
        with self.transaction():
            now = self.clock.now()
            held = Conference(self._letters(_ID_LETTERS, 20), space, now)
            self._conferences[held.id] = held
            space.active_conference = held.id
            space.last_used = now
            for name in anonymous:
                held.participants.append(Participant(self._digits(21), name, now))
            for who in joined:
                self.join(held, who)
            self._changed("conference", held.id)
            return held

    def join(self, held: Conference, who: User | str) -> Participant:
        """A user joins a conference that runs."""
        with self.transaction():
            user = self.user(who)
            now = self.clock.now()
            person = Participant(user.sub, user.display_name, now, user=user)
            held.participants.append(person)
            for kind, setting, feature in _ARTIFACTS:
                running = any(artifact.kind == kind for artifact in held.artifacts)
                wanted = held.space.settings[setting] == "ON"
                if wanted and not running and self._may_start(held.space, user, feature):
                    document = self._letters(_ID_LETTERS, 33)
                    held.artifacts.append(Artifact(kind, self._digits(20), document, now))
            self._changed("conference", held.id)
            return person

    def leave(self, held: Conference, person: Participant) -> None:
        """Somebody leaves a conference that goes on."""
        with self.transaction():
            person.left = self.clock.now()
            self._changed("conference", held.id)

    def end_conference(self, held: Conference) -> None:
        """Everybody leaves; files are generated a while later."""
        with self.transaction():
            now = self.clock.now()
            held.ended = now
            held.space.active_conference = None
            held.space.last_used = now
            for person in held.participants:
                person.left = person.left or now
            for artifact in held.artifacts:
                artifact.ended = now
                artifact.ready = now + self.knobs.artifact_delay
            self._changed("conference", held.id)

    def hold_conference(
        self,
        space: Space,
        joined: Iterable[User | str] = (),
        *,
        anonymous: Iterable[str] = (),
        length: timedelta = timedelta(minutes=30),
    ) -> Conference:
        """A whole conference takes place while the clock moves on by its length."""
        held = self.start_conference(space, joined, anonymous)
        self.clock.advance(length)
        self.end_conference(held)
        return held

    def say(self, held: Conference, who: User | str, text: str) -> None:
        """Somebody says something; where a transcript runs it gets an entry."""
        with self.transaction():
            now = self.clock.now()
            for artifact in held.artifacts:
                if artifact.kind == "transcripts" and not artifact.ended:
                    stamp = now.astimezone(UTC).isoformat(timespec="milliseconds")
                    moment = stamp.replace("+00:00", "Z")
                    parent = f"{held.name}/transcripts/{artifact.id}"
                    artifact.entries.append(
                        {
                            "name": f"{parent}/entries/{self._digits(20)}",
                            "participant": f"{held.name}/participants/{self.user(who).sub}",
                            "text": text,
                            "languageCode": "en-US",
                            "startTime": moment,
                            "endTime": moment,
                        }
                    )

    def next_revision(self) -> int:
        """Milliseconds since 1970, always more than the last time."""
        with self._lock:
            now = int(self.clock.now().timestamp() * 1000)
            self._last_revision = max(now, self._last_revision + 1)
            return self._last_revision

    # inner workings

    def _may_start(self, space: Space, user: User, feature: Feature) -> bool:
        owner = self.users.get(space.owner)
        allowed = feature in (owner.features if owner else user.features)
        co_hosts = {member.email for member in space.members.values() if member.role == "COHOST"}
        privileged = user.email == space.owner or (
            self.knobs.co_host_starts_artifacts and user.email in co_hosts
        )
        return allowed and privileged

    def _places(self, event: Event) -> set[str]:
        guests = {guest for guest in event.guests() if guest in self.calendars}
        return {event.home} | event.also_on | guests

    def _write(self, entry: Entry, changes: JsonObject) -> None:
        shared = {k: v for k, v in changes.items() if k not in COPY_FIELDS}
        own = {k: v for k, v in changes.items() if k in COPY_FIELDS}
        properties = shared.get("extendedProperties")
        if properties and "private" in properties:
            own["extendedProperties"] = {"private": properties["private"]}
            shared["extendedProperties"] = {
                k: v for k, v in properties.items() if k != "private"
            } or None
        revision = self.next_revision()
        if own:
            entry.copy.fields |= copy.deepcopy(own)
            entry.copy.revision = revision
        if shared:
            record: Record = entry.record
            if record is entry.event:
                shared = {k: v for k, v in shared.items() if v is not None or k in record.fields}
            begun = record is not entry.event or record.revision > 0
            if begun and _MOVING & set(shared):
                record.sequence += 1
            record.fields |= copy.deepcopy(shared)
            record.revision = revision
        self._changed("event", entry.event.id)

    def _set_conference(self, entry: Entry, conference: Conferencing) -> None:
        entry.record.pending = None
        if isinstance(conference, Pending):
            entry.record.pending = copy.copy(conference)
            data: JsonObject | None = self._in_the_making(conference.request_id)
        elif isinstance(conference, Space):
            data = self.calendar_conference(conference)
        else:
            data = conference
        if data is not None or "conferenceData" in entry.fields():
            link = conference_data.video_uri(data)
            self._write(entry, {"conferenceData": data, "hangoutLink": link})

    def _in_the_making(self, request_id: str) -> JsonObject:
        told = self.knobs.create_request_status == "told"
        return conference_data.in_the_making(request_id, "pending" if told else None)

    def _settle(
        self, entry: Entry, record: Record, request_id: str, *, caller: str | None = None
    ) -> None:
        record.pending = None
        if self.knobs.create_request_fails:
            data = conference_data.failed(request_id)
        else:
            home = self.calendars.get(entry.event.home)
            owner = home.owner if home else entry.event.home
            if caller and self.knobs.create_request_owner == "caller":
                owner = caller
            data = conference_data.calendar_made(self.make_meet(owner), request_id)
        target = entry if record is not entry.event else _series(entry)
        link = conference_data.video_uri(data)
        self._write(target, {"conferenceData": data, "hangoutLink": link})

    def _times(self, start: When, end: When, zone: str) -> tuple[JsonObject, JsonObject]:
        usual_start, usual_end = default_times(self.clock.now(), zone)
        if start is None:
            return _moment(usual_start, zone), _moment(end or usual_end, zone)
        first = _moment(start, zone)
        if end is not None:
            return first, _moment(end, zone)
        moment = parse_moment(first, zone)
        length = timedelta(hours=1) if isinstance(moment, datetime) else timedelta(days=1)
        return first, _moment(moment + length, zone)

    def _guests(self, attendees: Iterable[str | JsonObject], organizer: str) -> list[JsonObject]:
        guests = [
            {
                "responseStatus": "needsAction",
                **({"email": guest} if isinstance(guest, str) else guest),
            }
            for guest in attendees
        ]
        if guests and organizer not in {guest["email"] for guest in guests}:
            guests.insert(0, {"email": organizer, "responseStatus": "accepted"})
        return guests

    def _changed(self, kind: str, name: str) -> None:
        self._changes.append(Change(kind, name))

    def _new_code(self) -> str:
        while True:
            letters = self._letters(_CODE_LETTERS, 10)
            code = f"{letters[:3]}-{letters[3:7]}-{letters[7:]}"
            if all(space.code != code for space in self._spaces.values()):
                return code

    def _letters(self, alphabet: str, length: int) -> str:
        return "".join(self._random.choices(alphabet, k=length))

    def _digits(self, length: int) -> str:
        return "1" + self._letters("0123456789", length - 1)


_UNCHANGED: Any = object()


def view(entry: Entry, role: str, zone: str | None = None) -> JsonObject:
    """An event as somebody with an access role sees it; without the right, only when it is."""
    shown = entry.resource(zone)
    private = shown.get("visibility") in {"private", "confidential"}
    hidden = {"reader", "writerWithoutPrivateAccess"}
    if role == "freeBusyReader" or (private and role in hidden):
        names = {"kind", "etag", "id", "status", "start", "end", "iCalUID", "eventType"}
        return {k: v for k, v in shown.items() if k in names} | {"visibility": "private"}
    return shown


def _series(entry: Entry) -> Entry:
    return Entry(entry.event, entry.calendar_id, entry.zone)


def _camel(fields: dict[str, Any]) -> JsonObject:
    return {_FIELD_NAMES.get(name, name): value for name, value in fields.items()}


def _moment(value: When, zone: str) -> JsonObject:
    if isinstance(value, dict):
        return value
    if isinstance(value, str):
        key = "dateTime" if "T" in value else "date"
        value = parse_moment({key: value}, zone)
    if value is None:
        raise TypeError(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        value = parse_moment({"dateTime": value.isoformat()}, zone)
    return moment_field(value, zone)


def _settings(config: dict[str, Any]) -> dict[str, str]:
    short = {
        _SHORT_SETTINGS[name]: value for name, value in config.items() if name in _SHORT_SETTINGS
    }
    switches = {
        path: ("ON" if value else "OFF") if isinstance(value, bool) else str(value)
        for path, value in short.items()
    }
    rest = {name: value for name, value in config.items() if name not in _SHORT_SETTINGS}
    return flatten(rest) | switches
