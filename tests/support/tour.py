"""Every card that the add-on has, seen in one person's Calendar."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cards.actions import Action
from cards.languages import text_for
from cards.notice import problem_card
from cards.text import Text
from cards.widgets import Kit
from meeting.errors import (
    AddressesHidden,
    AddressRefused,
    AlreadyScheduled,
    AlreadyThere,
    AskAdministrator,
    AskCreator,
    AskOrganizer,
    CalendarUnavailable,
    CallHidden,
    EventChanged,
    EventGone,
    EventKeepsChanging,
    FeatureUnavailable,
    GrantNotAccepted,
    HostOnly,
    InvitationLimit,
    LinkNotKept,
    LinksNotAllowed,
    MeetMissing,
    MeetNotMade,
    MeetUnavailable,
    NoCall,
    NoLongerItsMeet,
    NotShown,
    NotTheHost,
    OutcomeUnknown,
    OutOfReach,
    Problem,
    Refused,
    ReopenAddon,
    SaveEventFirst,
    ScopesMissing,
    SettingsNotSet,
    SetUnseen,
    SpaceGone,
    StillWorking,
    StoreUnavailable,
    TryAgain,
    UsageLimit,
)
from sandbox.google.meet.meetings import RECORDING, TRANSCRIPTION
from sandbox.google.people.accounts import Feature
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.consent import LOCALE, declines
from tests.support.people import ANA, BO, CY, DEE, EVE, TEAM
from tests.support.stage import Json, Stage, staged
from tests.support.store import Store
from tests.support.tour_of_policy import see_policy
from tests.support.tour_of_records import see_records

DAY = "2036-12-02T08:30:00+00:00"
INSTANCE = "20361202T083000Z"
PAST = "2020-01-07T08:30:00+00:00"
OPTIONAL = {
    *("script.locale", "calendar.events", "meetings.space.readonly"),
    *("chat.memberships.readonly", "directory.readonly"),
}
"""What the add-on does without on one's own calendar."""
KINDS = ["birthday", "focusTime", "fromGmail", "outOfOffice", "workingLocation", "newKind"]
PROBLEMS: list[Problem | None] = [
    None,
    AddressesHidden(),
    AddressRefused(),
    AlreadyScheduled(),
    AlreadyThere(),
    AskAdministrator("Google Meet REST API"),
    AskCreator(),
    AskOrganizer(),
    CalendarUnavailable(),
    CallHidden(),
    EventChanged(),
    EventGone(),
    EventKeepsChanging(),
    FeatureUnavailable(None),
    GrantNotAccepted(),
    HostOnly(),
    InvitationLimit(),
    LinkNotKept("https://meet.google.com/abc-defg-hij"),
    LinksNotAllowed(),
    MeetMissing(TryAgain()),
    NoLongerItsMeet(),
    SetUnseen(),
    MeetNotMade(),
    MeetUnavailable(),
    NoCall(),
    NotShown(),
    NotTheHost(),
    OutcomeUnknown(),
    OutOfReach(),
    Refused(400),
    ReopenAddon(),
    SaveEventFirst(),
    ScopesMissing(),
    SettingsNotSet(),
    SpaceGone(),
    StillWorking(),
    StoreUnavailable(),
    TryAgain(),
    UsageLimit(),
]
PUBLIC = {
    "birthdays": "addressbook#contacts@group.v.calendar.google.com",
    "holidays": "en.german#holiday@group.v.calendar.google.com",
}
"""Calendars that Google fills."""


@dataclass
class Tour:
    """What was seen.

    Attributes:
        cards: by what they were shown for.
        notifications: the lines that passed by.
    """

    stage: Stage
    locale: str
    cards: dict[str, Json] = field(default_factory=dict)
    notifications: list[str] = field(default_factory=list)

    @property
    def text(self) -> Text:
        """The add-on's words in the language of the tour."""
        return text_for(self.locale)

    def host(self, **options: Any) -> CalendarHost:  # noqa: ANN401  # as Stage.host
        """Ana's Calendar in the language of the tour."""
        return self.stage.host(locale=self.locale, **options)

    def see(self, name: str, host: CalendarHost) -> None:
        """Look at the visible card."""
        assert name not in self.cards
        self.cards[name] = host.card
        if host.notification is not None:
            self.notifications.append(host.notification)

    def open(self, name: str, event_id: str, calendar_id: str = ANA) -> CalendarHost:
        """Open an event and look at its card."""
        host = self.host()
        host.open_event(calendar_id, event_id)
        self.see(name, host)
        return host

    def as_bo(self, name: str, event_id: str) -> None:
        """Look at the card of an event as Bo, whose calendar it is on."""
        host = self.host(user=self.stage.bo)
        host.open_event(BO, event_id)
        self.see(name, host)

    def enter(self, event_id: str) -> CalendarHost:
        """Open an event for what comes next."""
        host = self.host()
        host.open_event(ANA, event_id)
        return host

    def press(self, name: str, host: CalendarHost) -> None:
        """Press the main action and look at what it shows."""
        host.press_primary()
        self.see(name, host)

    def ask_to_replace(self, name: str, host: CalendarHost) -> None:
        """Press the card's own button for it."""
        [line] = [each for each in host.card["sections"][-1]["widgets"] if "buttonList" in each]
        host.press(line["buttonList"]["buttons"][-1])
        self.see(name, host)


def tour(locale: str, folder: Path) -> Tour:
    """Visit every card in a language; the store is made in `folder`."""
    with staged({"ADDON_STORE": f"sqlite:{folder / 'addon.db'}"}) as stage:
        seen = Tour(stage, locale)
        stage.world.calendar.share_calendar(BO, ANA, "reader")
        stage.world.calendar.add_calendar(TEAM, BO, summary="Team")
        stage.world.calendar.share_calendar(TEAM, ANA, "writer")
        for visit in (
            _home,
            _coming,
            _new_meeting,
            _states,
            _moments,
            _assisting,
            _replacing,
            _results,
            _telling,
            _refusals,
            _changes,
            _permissions,
            _rules,
            _cohosts,
            see_records,
            see_policy,
        ):
            visit(seen)
        _problems(seen)
        _store_down_meanwhile(seen)
    (folder / "file").touch()
    with staged({"ADDON_STORE": f"sqlite:{folder / 'file' / 'addon.db'}"}) as stage:
        down = Tour(stage, locale, seen.cards, seen.notifications)
        _store_down(down)
    return seen


def _home(seen: Tour) -> None:
    host = seen.host()
    host.open_home()
    seen.see("home", host)
    seen.press("saved", host)
    _, reset, forget = (action["actionLabel"] for action in host.card["cardActions"])
    host.card_action(reset)
    seen.see("asked to reset", host)
    seen.press("reset", host)
    host.card_action(forget)
    seen.see("asked to forget", host)
    seen.press("forgotten", host)
    host.universal_action("Help")
    seen.see("help", host)
    host.universal_action("Check my setup")
    seen.see("setup", host)
    seen.press("text for IT", host)
    host = seen.host(granted=[LOCALE])
    off = {"error": {"code": 404, "message": "Google Chat app not found.", "status": "NOT_FOUND"}}
    seen.stage.google.faults.order("chat.spaces.get", status=404, body=off)
    host.universal_action("Check my setup")
    seen.see("setup, not complete", host)
    create = f"{seen.stage.function.url}/calendar/event/create"
    host.click({"function": create})
    seen.see("no event open", host)


def _states(seen: Tour) -> None:
    world = seen.stage.world
    mine, theirs = world.meet.make_meet(ANA), world.meet.make_meet(BO)
    seen.open("not saved", world.calendar.add_draft(ANA))
    seen.open("cancelled", world.calendar.add_event(ANA, status="cancelled"))
    for kind in KINDS:
        seen.open(kind, world.calendar.add_event(ANA, event_type=kind))
    invited = world.calendar.add_event(BO, attendees=[ANA], conference=theirs)
    seen.open("someone else's", invited)
    seen.open("someone else's, unseen Meet", world.calendar.add_event(BO, attendees=[ANA]))
    seen.open("read only", invited, BO)
    seen.open("locked", world.calendar.add_event(ANA, locked=True, conference=theirs))
    seen.open("locked, hosted by me", world.calendar.add_event(ANA, locked=True, conference=mine))
    mine_there = world.calendar.add_event(BO, attendees=[ANA], conference=mine)
    seen.open("someone else's, hosted by me", mine_there)
    for kind, calendar_id in PUBLIC.items():
        world.calendar.add_calendar(calendar_id, ANA)
        seen.open(kind, world.calendar.add_event(calendar_id), calendar_id)
    faults = seen.stage.google.faults
    nameless = {**world.calendar.event(ANA, invited, ANA), "organizer": {}}
    faults.order("calendar.events.get", status=200, body=nameless)
    seen.open("nobody's", invited)
    zoom = "https://zoom.us/j/123456789"
    seen.open("a call in the location", world.calendar.add_event(ANA, location=zoom))
    seen.open("no conference", world.calendar.add_event(ANA, attendees=[BO], summary=""))
    seen.open(
        "no conference, all day",
        world.calendar.add_event(ANA, start="2026-12-01", end="2026-12-03"),
    )
    seen.open("no conference, foreign", world.calendar.add_event(TEAM), TEAM)
    weekly = world.calendar.add_event(ANA, start=DAY, recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"])
    seen.open("no conference, series", f"{weekly}_{INSTANCE}")
    world.calendar.edit_event(ANA, weekly, conference=mine)
    host = seen.open("hosted by me, series", f"{weekly}_{INSTANCE}")
    seen.ask_to_replace("part", host)
    world.calendar.edit_event(ANA, f"{weekly}_{INSTANCE}", conference=theirs)
    seen.open("hosted by me, series with one apart", weekly)
    for when in ("20361209T083000Z", "20361216T083000Z"):
        world.calendar.edit_event(ANA, weekly, conference=None)
        world.calendar.edit_event(ANA, f"{weekly}_{when}", conference=theirs)
        seen.open(f"no conference, series with some apart, {when}", weekly)
    host = seen.open("hosted by me", world.calendar.add_event(ANA, conference=mine))
    host.update_event(attendees=({"email": BO},))
    seen.see("unsaved changes", host)
    drifting = world.meet.make_meet(ANA)
    host = seen.enter(world.calendar.add_event(ANA, conference=drifting))
    for name in ("recording", "transcription", "smart_notes"):
        host.set_switch(name, True)
    host.press_primary()
    drifting.settings |= {RECORDING: "OFF", TRANSCRIPTION: "OFF"}
    host.refresh()
    seen.see("hosted by me, changed since", host)
    seen.open("hosted by another", world.calendar.add_event(ANA, conference=theirs))
    guest_event = world.calendar.add_event(
        BO, attendees=[ANA], guests_can_modify=True, conference=theirs
    )
    seen.open("hosted by the organizer", guest_event)
    seen.open(
        "pending", world.calendar.add_event(ANA, conference=world.calendar.pending_conference())
    )


def _moments(seen: Tour) -> None:
    """Events that are over or about to start, and one event of a series by itself."""
    world = seen.stage.world
    mine, theirs = world.meet.make_meet(ANA), world.meet.make_meet(BO)
    soon = (datetime.now(UTC) + timedelta(minutes=5)).isoformat()
    for name, start in (("over", PAST), ("about to start", soon)):
        for whose, meet in (("nobody", None), ("me", mine), ("another", theirs)):
            event_id = world.calendar.add_event(ANA, start=start, conference=meet)
            seen.open(f"{name}, hosted by {whose}", event_id)
    other = world.calendar.add_event(ANA, start=DAY, recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"])
    host = seen.enter(f"{other}_{INSTANCE}")
    host.set_input("applies_to", "event")
    seen.see("no conference, one event of a series", host)
    world.calendar.edit_event(ANA, f"{other}_{INSTANCE}", conference=mine)
    seen.open("hosted by me, apart from its series", f"{other}_{INSTANCE}")


def _coming(seen: Tour) -> None:
    """Meetings to come, of every kind, before and after they are set up."""
    world = seen.stage.world
    host = seen.host()
    host.universal_action("Defaults for new meetings")
    host.set_switch("recording", True)
    host.press_primary()
    start = datetime.now(UTC) + timedelta(hours=1)
    meets = (
        None,
        world.meet.make_meet(ANA, recording=True, smart_notes=True),
        world.meet.make_meet(ANA),
        world.meet.make_meet(BO),
        world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1"),
        world.calendar.vendor_conference("", "https://sooma.example.com/j/2"),
        world.calendar.pending_conference(),
    )
    made = [
        world.calendar.add_event(
            ANA, start=start.isoformat(), end=start.isoformat(), attendees=[BO], conference=meet
        )
        for meet in meets
    ]
    host = seen.host()
    host.open_home()
    seen.see("coming", host)
    host.set_input("meetings", [])
    seen.see("coming, none ticked", host)
    host.press_primary()
    seen.notifications.append(host.notification or "")
    host.set_input("meetings", made)
    seen.press("set up", host)
    for event in made:
        world.calendar.edit_event(ANA, event, status="cancelled")


def _new_meeting(seen: Tour) -> None:
    """A meeting that is typed in the sidebar, until all of it is right."""
    host = seen.host()
    host.open_home()
    [line] = [
        widget
        for section in host.card["sections"]
        for widget in section["widgets"]
        if "buttonList" in widget
    ][:1]
    host.press(line["buttonList"]["buttons"][0])
    seen.see("new meeting", host)
    host.set_input("title", "x" * 1025)
    host.set_input("start", datetime(2020, 1, 7, 8, 30, tzinfo=UTC))
    host.set_input("addresses", "nobody")
    seen.press("new meeting, to be corrected", host)
    host.set_input("title", "Planning")
    host.set_input("start", datetime(2036, 12, 2, 8, 30, tzinfo=UTC))
    host.set_input("addresses", BO)
    later = {"Retry-After": "100"}
    seen.stage.google.faults.order("calendar.events.insert", status=503, headers=later)
    seen.press("new meeting, not certain", host)
    seen.stage.google.faults.clear()
    seen.press("scheduled", host)


def _assisting(seen: Tour) -> None:
    """On the calendar of a boss; and what the boss sees then."""
    world = seen.stage.world
    world.calendar.share_calendar(BO, ANA, "writer")
    event = world.calendar.add_event(BO)
    host = seen.open("no conference, the boss hosts", event, BO)
    host.set_input("host", "me")
    seen.see("no conference, the assistant hosts", host)
    host.set_input("host", "organizer")
    seen.press("requested", host)
    seen.as_bo("hosted by me, made by an assistant", event)
    event = world.calendar.add_event(BO)
    host = seen.host()
    host.open_event(BO, event)
    host.set_input("host", "me")
    seen.press("created, the assistant hosts", host)
    seen.as_bo("hosted by an assistant", event)


def _replacing(seen: Tour) -> None:
    world = seen.stage.world
    sooma = world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    host = seen.open("another vendor", world.calendar.add_event(ANA, conference=sooma))
    seen.ask_to_replace("replace", host)
    host.press_secondary()
    seen.see("replaced", host)
    unnamed = world.calendar.vendor_conference("", "https://sooma.example.com/j/2")
    host = seen.open("unnamed vendor", world.calendar.add_event(ANA, conference=unnamed))
    seen.ask_to_replace("replace unnamed", host)
    theirs = world.meet.make_meet(BO)
    event_id = world.calendar.add_event(
        BO, attendees=[ANA], guests_can_modify=True, conference=theirs
    )
    seen.ask_to_replace("replace the organizer's", seen.enter(event_id))
    event_id = world.calendar.add_event(ANA, conference=theirs)
    seen.ask_to_replace("replace somebody's", seen.enter(event_id))


def _results(seen: Tour) -> None:
    world = seen.stage.world
    host = seen.enter(world.calendar.add_event(ANA, attendees=[BO]))
    for name in ("recording", "transcription", "smart_notes", "remember"):
        host.set_switch(name, True)
    host.set_input("notify", "all")
    seen.press("created", host)
    host.press_primary()
    seen.press("already so", host)
    host.press_primary()
    host.set_switch("recording", False)
    seen.press("updated", host)
    host = seen.enter(world.calendar.add_event(ANA, attendees=[BO]))
    host.set_input("notify", "external")
    seen.press("created, mailed to some", host)
    weekly = world.calendar.add_event(ANA, start=DAY, recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"])
    seen.press("created for a series", seen.enter(f"{weekly}_{INSTANCE}"))
    apart = world.calendar.add_event(
        ANA,
        start=DAY,
        recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
        conference=world.meet.make_meet(ANA),
    )
    world.calendar.edit_event(ANA, f"{apart}_{INSTANCE}", conference=None)
    world.calendar.edit_event(ANA, apart, conference=None)
    host = seen.enter(f"{apart}_{INSTANCE}")
    seen.press("left out", host)


def _telling(seen: Tour) -> None:
    """The line in the event's description that tells guests."""
    world = seen.stage.world
    event_id = world.calendar.add_event(ANA, attendees=[BO], description="Agenda")
    host = seen.enter(event_id)
    for name in ("tell_guests", "remember"):
        host.set_switch(name, True)
    host.set_switch("recording", True)
    seen.press("created, guests told", host)
    host = seen.open("hosted by me, guests told", event_id)
    host.set_switch("tell_guests", False)
    seen.press("updated, guests no longer told", host)
    host = seen.enter(event_id)
    host.set_switch("tell_guests", True)
    seen.stage.google.faults.order("calendar.events.patch", status=403, times=9)
    seen.press("updated, guests not told", host)
    seen.stage.google.faults.clear()
    host = seen.enter(world.calendar.add_event(ANA, attendees=[BO]))
    seen.see("no conference, guests to be told", host)
    for name, on in (("tell_guests", False), ("remember", True)):
        host.set_switch(name, on)
    for name in ("recording", "transcription", "smart_notes"):
        host.set_switch(name, True)
    host.press_primary()


def _refusals(seen: Tour) -> None:
    world, ana = seen.stage.world, seen.stage.ana
    switches = ("recording", "transcription", "smart_notes")
    ana.features -= {Feature.RECORDING, Feature.TRANSCRIPTION, Feature.SMART_NOTES}
    host = seen.enter(world.calendar.add_event(ANA))
    for name in switches:
        host.set_switch(name, True)
    seen.press("refused", host)
    seen.open("lacking", world.calendar.add_event(ANA))
    host = seen.host()
    host.universal_action("Defaults for new meetings")
    seen.see("home, lacking", host)
    world.knobs.off_refused_without_feature = True
    required = world.meet.make_meet(ANA, recording="ON")
    host = seen.enter(world.calendar.add_event(ANA, conference=required))
    host.set_switch("recording", False)
    seen.press("kept on", host)
    world.knobs.off_refused_without_feature = False
    ana.features |= {Feature.RECORDING, Feature.TRANSCRIPTION, Feature.SMART_NOTES}
    space = world.meet.make_meet(ANA)
    host = seen.enter(world.calendar.add_event(ANA, conference=space))
    host.press(seen.text.check_again())
    seen.see("checked again", host)
    host.set_switch("recording", True)
    unmoved = space.resource(with_config=True, with_conference=False)
    seen.stage.google.faults.order("meet.spaces.patch", status=200, body=unmoved)
    seen.press("kept off", host)


def _changes(seen: Tour) -> None:
    world = seen.stage.world
    event_id = world.calendar.add_event(ANA)
    host = seen.enter(event_id)
    world.calendar.edit_event(ANA, event_id, conference=world.meet.make_meet(BO))
    seen.press("changed meanwhile", host)


def _permissions(seen: Tour) -> None:
    world = seen.stage.world
    every = {scope.rpartition("/auth/")[2]: scope for scope in seen.stage.host().deployment.scopes}
    for name in sorted(every.keys() - OPTIONAL):
        also = {"calendar.events"} if name == "calendar.events.owned" else set()
        granted = {scope for key, scope in every.items() if key not in {name, *also}}
        host = seen.host(granted=granted, consent=declines)
        host.open_event(ANA, world.calendar.add_event(ANA))
        if host.card["name"] == "event":
            host.press_primary()
        seen.see(f"permission {name}", host)
    for name, so_far in (("welcome", [every["script.locale"]]), ("welcome, language untold", [])):
        host = seen.host(granted=so_far)
        host.universal_action("Defaults for new meetings")
        seen.see(name, host)
    granted = set(every.values()) - {every["calendar.events"]}
    host = seen.host(granted=granted, consent=declines)
    host.open_event(TEAM, world.calendar.add_event(TEAM))
    seen.see("permission calendar.events", host)


def _rules(seen: Tour) -> None:
    """Who may do what, and what came of it."""
    world, ana, faults = seen.stage.world, seen.stage.ana, seen.stage.google.faults
    space = world.meet.make_meet(ANA, accessType="RESTRICTED", moderation="ON")
    event_id = world.calendar.add_event(ANA, attendees=[BO], conference=space)
    host = seen.open("hosted by me, with rules", event_id)
    host.set_switch("attendance", True)
    seen.press("rules set", host)
    host = seen.enter(world.calendar.add_event(ANA))
    host.set_input("access", "OPEN")
    for name in ("restrict_chat", "restrict_present", "restrict_reactions", "join_as_viewer"):
        host.set_switch(name, True)
    seen.press("created with rules", host)
    ana.features -= {Feature.ACCESS_TYPE, Feature.ATTENDANCE}
    host = seen.enter(world.calendar.add_event(ANA))
    host.set_input("access", "RESTRICTED")
    host.set_switch("attendance", True)
    seen.press("rules refused", host)
    ana.features |= {Feature.ACCESS_TYPE, Feature.ATTENDANCE}
    other = world.meet.make_meet(ANA)
    host = seen.enter(world.calendar.add_event(ANA, conference=other))
    host.set_input("access", "OPEN")
    host.set_switch("attendance", True)
    unmoved = other.resource(with_config=True, with_conference=False)
    del unmoved["config"]["attendanceReportGenerationType"]
    faults.order("meet.spaces.patch", status=200, body=unmoved)
    seen.press("rules kept", host)
    host = seen.enter(world.calendar.add_event(ANA))
    host.set_switch("attendance", True)
    busy = {"Retry-After": "0"}
    faults.order("meet.spaces.patch", status=503, headers=busy, times=4)
    seen.press("rules not certain", host)
    host = seen.host()
    host.universal_action("Defaults for new meetings")
    host.set_input("access", "TRUSTED")
    host.set_switch("moderation", True)
    seen.press("home, with rules", host)


def _cohosts(seen: Tour) -> None:
    """Co-hosts, and who may not be one."""
    world, faults = seen.stage.world, seen.stage.google.faults

    def choosing(name: str, event_id: str, calendar_id: str = ANA) -> CalendarHost:
        host = seen.host()
        host.open_event(calendar_id, event_id)
        host.click({"function": f"{seen.stage.function.url}{Action.CHOOSE_COHOSTS}"})
        seen.see(name, host)
        return host

    def pick(name: str, host: CalendarHost, *emails: str) -> None:
        host.set_input("cohosts", emails)
        seen.press(name, host)

    made = world.meet.make_meet(ANA, origin="api:addon")
    for email in (CY, EVE):
        world.meet.add_member(made, email)
    weekly = world.calendar.add_event(
        ANA, start=DAY, recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"], attendees=[BO], conference=made
    )
    choosing("co-hosts of a series", f"{weekly}_{INSTANCE}")
    event_id = world.calendar.add_event(ANA, attendees=[BO, CY, DEE], conference=made)
    pick("co-hosts set", choosing("co-hosts", event_id), BO, CY)
    world.people.not_google.add(DEE)
    host = choosing("co-hosts, some of whom will be refused", event_id)
    faults.order("meet.spaces.members.delete", status=403)
    pick("co-hosts refused", host, CY, DEE)
    alone = world.meet.make_meet(ANA, origin="api:addon", moderation="ON")
    event_id = world.calendar.add_event(ANA, attendees=[BO], conference=alone)
    pick("no co-hosts", choosing("co-hosts, with host management", event_id))
    world.meet.add_member(alone, BO)
    pick("the last co-host removed", choosing("co-hosts, one", event_id))
    only_me = world.calendar.add_event(TEAM, attendees=[ANA], conference=alone)
    choosing("co-hosts, without guests", only_me, TEAM)
    crowd = [f"guest{number}@example.com" for number in range(101)]
    many = world.calendar.add_event(ANA, attendees=crowd, conference=alone)
    choosing("co-hosts of many", many)
    theirs = world.meet.make_meet(ANA, origin="calendar")
    event_id = world.calendar.add_event(ANA, attendees=[BO], conference=theirs)
    choosing("no co-hosts here", event_id)


def _problems(seen: Tour) -> None:
    kit = Kit(text_for(seen.locale), seen.stage.function.url)
    for problem in PROBLEMS:
        name = f"problem {problem!r}"
        seen.cards[name] = problem_card(kit, problem, refresh=True)
        pressed = kit.click(Action.CREATE)
        seen.cards[f"pressed: {name}"] = problem_card(kit, problem, refresh=True, again=pressed)
    seen.stage.google.faults.order(
        "calendar.events.get", status=503, headers={"Retry-After": "0"}, times=4
    )
    seen.open("busy", seen.stage.world.calendar.add_event(ANA))


def _store_down(seen: Tour) -> None:
    host = seen.host()
    host.universal_action("Defaults for new meetings")
    seen.see("home, store down", host)
    space = seen.stage.world.meet.make_meet(ANA)
    host = seen.open(
        "hosted by me, store down", seen.stage.world.calendar.add_event(ANA, conference=space)
    )
    seen.open("no conference, store down", seen.stage.world.calendar.add_event(ANA))
    sooma = seen.stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    called = seen.stage.world.calendar.add_event(ANA, conference=sooma)
    seen.open("another vendor, store down", called)
    theirs = seen.stage.world.meet.make_meet(BO)
    seen.open(
        "hosted by another, store down", seen.stage.world.calendar.add_event(ANA, conference=theirs)
    )


def _store_down_meanwhile(seen: Tour) -> None:
    """What was offered before the store went down, and is pressed afterwards."""
    world = seen.stage.world
    sooma = world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    asking = seen.enter(world.calendar.add_event(ANA, conference=sooma))
    creating = seen.enter(world.calendar.add_event(ANA))
    home = seen.host()
    home.universal_action("Defaults for new meetings")
    Store(seen.stage.store).spoil()
    seen.ask_to_replace("replace, store down", asking)
    seen.press("pressed: create, store down", creating)
    seen.press("pressed: save, store down", home)
