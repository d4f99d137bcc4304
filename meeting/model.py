"""What the add-on talks about: artifacts, switches, calendar events, conferences, spaces."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum

from meeting.rules import NO_RULES, Rules
from meeting.values import dataclass

PRIMARY = "primary"
"""Calendar's name for the caller's own calendar, whatever its id is."""
JOINED_EARLY = timedelta(minutes=15)
SECONDARY_CALENDAR = "@group.calendar.google.com"
"""How the id of every calendar ends that is nobody's primary one."""


class Notify(StrEnum):
    """Whom Calendar e-mails about a change; the values are those of the selection on cards."""

    NOBODY = "none"
    EXTERNAL = "external"
    EVERYBODY = "all"


class Host(StrEnum):
    """Who is to host the Meet of somebody else's event; the values are those on cards."""

    ORGANIZER = "organizer"
    ME = "me"


class Artifact(StrEnum):
    """A record that Meet can make of a call; the value is the name of its switch on every card."""

    RECORDING = "recording"
    TRANSCRIPTION = "transcription"
    SMART_NOTES = "smart_notes"


ARTIFACTS = tuple(Artifact)


@dataclass(frozen=True)
class Switches:
    """Which artifacts a host wants. All are off until somebody turns them on."""

    recording: bool = False
    transcription: bool = False
    smart_notes: bool = False

    def __getitem__(self, artifact: Artifact) -> bool:
        """Whether `artifact` is wanted."""
        return bool(getattr(self, artifact))

    def as_dict(self) -> dict[str, bool]:
        """The switches by their names."""
        return {artifact.value: self[artifact] for artifact in ARTIFACTS}

    def where(self, kept: Collection[Artifact], others: Switches) -> Switches:
        """These for the artifacts of `kept`, and `others` for the rest."""
        return Switches.of(
            {each: self[each] if each in kept else others[each] for each in ARTIFACTS}
        )

    def as_config(self) -> dict[Artifact, bool]:
        """The switches as a space's settings."""
        return {artifact: self[artifact] for artifact in ARTIFACTS}

    @classmethod
    def of(cls, values: Mapping[str, object]) -> Switches:
        """Switches from a mapping by name; whatever is missing or is not `True` is off."""
        return cls(*(values.get(artifact) is True for artifact in ARTIFACTS))


@dataclass(frozen=True)
class Person:
    """An organizer as Calendar names one; both parts may be unknown (empty)."""

    email: str = ""
    name: str = ""

    @property
    def label(self) -> str:
        """What to call this person: the name, else the address, else nothing."""
        return self.name or self.email

    @property
    def is_calendar(self) -> bool:
        """Whether this is a secondary calendar, which stands as organizer of its own events."""
        return self.email.casefold().endswith(SECONDARY_CALENDAR)


@dataclass(frozen=True)
class Maker:
    """Who put the Meet of somebody else's event there with this add-on, as the event tells.

    Whoever may change the event may write that: it is told, and nothing is decided by it.

    Attributes:
        email: their address.
        day: in UTC.
        hosts: they host it; else Calendar made it for the organizer.
    """

    email: str
    day: date
    hosts: bool


class ConferenceKind(Enum):
    """What sits in an event's conference slot."""

    MEET = "meet"
    OTHER = "other"
    PENDING = "pending"


@dataclass(frozen=True)
class Conference:
    """An event's conference.

    Attributes:
        kind: Google Meet, another vendor's, or one that Calendar is still making.
        code: the meeting code (`abc-mnop-xyz`) of a Meet; empty when its link holds none
            (a `lookup/` link does not).
        name: the solution's name as Calendar shows it.
        uri: the link to join by video, if there is one.
    """

    kind: ConferenceKind
    code: str = ""
    name: str = ""
    uri: str = ""

    @property
    def fingerprint(self) -> str:
        """Tells one conference of an event from the next one in its place."""
        return self.code or self.uri or self.name


@dataclass(frozen=True)
class When:
    """Start and end of an event.

    Attributes:
        start: an aware datetime, or a date for an all-day event.
        end: likewise; exclusive.
        time_zone: the IANA zone the event was made in, or empty.
    """

    start: datetime | date
    end: datetime | date
    time_zone: str = ""


class EventKind(StrEnum):
    """What kind of event it is; the values are Calendar's `eventType` (google-apis.md 4.4)."""

    DEFAULT = "default"
    BIRTHDAY = "birthday"
    FOCUS_TIME = "focusTime"
    FROM_GMAIL = "fromGmail"
    OUT_OF_OFFICE = "outOfOffice"
    WORKING_LOCATION = "workingLocation"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class CalendarEvent:
    """A saved event as its calendar shows it to the caller.

    Attributes:
        etag: Calendar's version of the event, quotes included; sent back as `If-Match`.
        organizer_is_here: the event belongs to the calendar it was read from, rather than
            being a guest's copy.
        series_id: the recurring event that this is an occurrence of, or empty.
        recurring: this is itself a recurring event.
        guests: how many others are invited.
        invited: their addresses, in small letters.
        guests_hidden: Calendar does not show all of them.
        link: the event's page in Calendar.
        organizer_is_caller: on the caller's primary calendar: they organize it.
        uid: what all events of one series share, wherever they are seen.
        call_in_text: a call that stands in location or description only.
        of_one_call: what of the conference data another call must not keep.
        requested: the id of the request that Calendar made or makes the conference for, or empty.
        maker: who put the Meet there with this add-on, where that was not the organizer.
        properties: what apps keep on the event, by whom it shows to and by name.
        description: plain text or HTML; somebody's own words.
    """

    calendar_id: str
    id: str
    etag: str = ""
    title: str = ""
    when: When | None = None
    kind: EventKind = EventKind.DEFAULT
    cancelled: bool = False
    locked: bool = False
    organizer: Person = Person()
    organizer_is_here: bool = False
    guests_can_modify: bool = False
    guests: int = 0
    invited: frozenset[str] = frozenset()
    guests_hidden: bool = False
    series_id: str = ""
    recurring: bool = False
    conference: Conference | None = None
    link: str = ""
    organizer_is_caller: bool = False
    uid: str = ""
    call_in_text: Conference | None = None
    of_one_call: frozenset[str] = frozenset()
    requested: str = ""
    maker: Maker | None = None
    properties: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    description: str = ""

    @property
    def lasting_id(self) -> str:
        """The same for an event, or one occurrence of it, on whichever calendar it is seen."""
        occurrence = self.id.removeprefix(self.series_id) if self.series_id else ""
        return f"{self.uid or self.id}{occurrence}"

    def has(self, space: Space) -> bool:
        """Whether its conference data alone says that it is this space (google-apis.md 9.1)."""
        return self.conference is not None and self.conference.code == space.code

    @property
    def all_day(self) -> bool:
        """Whether it has dates in place of times."""
        return self.when is not None and not isinstance(self.when.start, datetime)

    def over(self, now: datetime) -> bool:
        """Whether it has ended, in every time zone."""
        if self.when is None or self.recurring:
            return False
        end = self.when.end
        if isinstance(end, datetime):
            return end <= now
        return end <= (now - timedelta(hours=12)).date()

    def near(self, now: datetime) -> bool:
        """Whether its call may be joined: from shortly before the start until the end."""
        if self.when is None or self.recurring or self.cancelled:
            return False
        start, end = self.when.start, self.when.end
        if isinstance(start, datetime) and isinstance(end, datetime):
            return start - JOINED_EARLY <= now < end
        return False


@dataclass(frozen=True)
class Apart:
    """An occurrence that was changed apart from its series, and does not follow it.

    Attributes:
        event_id: its own id.
        day: when it is.
        conference: its own, if it has one.
    """

    event_id: str
    day: When | None
    conference: Conference | None


class Access(Enum):
    """What the caller may do on a calendar that is not their own."""

    WRITE = "write"
    READ = "read"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Phone:
    """A number to dial into a space.

    Attributes:
        number: as E.164, such as `+15550100`.
        region: two letters, or empty.
    """

    number: str
    pin: str = ""
    region: str = ""


@dataclass(frozen=True)
class Sip:
    """A gateway for SIP systems, with the code that it asks for."""

    uri: str
    code: str = ""


@dataclass(frozen=True)
class Space:
    """A Meet space.

    Attributes:
        name: the canonical `spaces/{space}`; the only form that accepts changes
            (google-apis.md 0.1).
        code: the meeting code.
        uri: the link to join.
        config: for each artifact whether Meet makes it by itself, where Meet said so; `None`
            when Meet shows no settings, which is how one who is not the host is told
            (google-apis.md 2.1).
        phones: numbers to dial in.
        sip: where SIP systems dial in, if Meet has that for the host.
        call: the canonical name of the call that is running, as far as Meet tells the caller.
        rules: who may do what, as far as Meet said.
    """

    name: str
    code: str
    uri: str
    config: Mapping[Artifact, bool] | None = None
    phones: tuple[Phone, ...] = ()
    sip: Sip | None = None
    call: str = ""
    rules: Rules = NO_RULES

    @property
    def hosted_by_caller(self) -> bool:
        """Whether Meet let the caller see the settings, as it does for the host only."""
        return self.config is not None

    @property
    def tells_all(self) -> bool:
        """Whether Meet said of each artifact how it stands."""
        return self.config is not None and all(each in self.config for each in Artifact)

    def differs(self, before: Space) -> bool:
        """Whether it has a setting otherwise than it had, as far as Meet said both times."""
        had, has = before.config or {}, self.config or {}
        artifacts = any(has[each] is not on for each, on in had.items() if each in has)
        ruled = self.rules.said
        known = before.rules.only(ruled).said
        rules = any(ruled[each] != value for each, value in known.items())
        return artifacts or rules

    @property
    def switches(self) -> Switches:
        """What Meet has now; what it did not say counts as off."""
        return Switches.of({artifact.value: on for artifact, on in (self.config or {}).items()})


@dataclass(frozen=True)
class Member:
    """Somebody whom a space has among its members.

    Attributes:
        name: `spaces/{space}/members/{member}`.
        email: in small letters.
        cohost: they have that role.
    """

    name: str
    email: str
    cohost: bool


@dataclass(frozen=True)
class Written:
    """What a press wrote into an event, as digests: enough to tell what a later one changes.

    Attributes:
        fields: digest of each member by its name, as in `Draft`.
        guests: digests of the addresses.
        notify: whom Calendar was to e-mail.
    """

    fields: Mapping[str, str]
    guests: frozenset[str]
    notify: Notify = Notify.NOBODY


@dataclass(frozen=True)
class Draft:
    """An event to be made.

    Attributes:
        id: made by the client, so that making it twice makes one.
        time_zone: IANA id, or empty.
        guests: addresses.
        notify: whom Calendar e-mails an invitation.
        earlier: what an earlier press of the same dialog wrote, if there was one.
        rules: who may do what, as far as that is chosen.
        tell: whether its description tells guests what will be recorded; `None` if not decided.
    """

    id: str
    title: str
    start: datetime
    end: datetime
    time_zone: str
    guests: Sequence[str]
    wanted: Switches
    notify: Notify = Notify.NOBODY
    earlier: Written | None = None
    rules: Rules = NO_RULES
    tell: bool | None = None
