"""What the cards of an opened event have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from cards.actions import Action, Input, Parameter
from cards.records import with_records
from cards.rules import written
from cards.widgets import (
    Json,
    Kit,
    button,
    card,
    fact,
    open_link,
    paragraph,
    section,
    switch,
)
from cards.words import link_text
from meeting.looking import Situation
from meeting.model import (
    Artifact,
    CalendarEvent,
    Conference,
    ConferenceKind,
    Host,
    Notify,
    Switches,
)
from meeting.recalling import Recalled
from meeting.rules import NO_RULES, Rules
from meeting.states import (
    Obstacle,
)
from meeting.values import dataclass
from meeting.wish import Wish


@dataclass(frozen=True)
class Remarks:
    """What else is true besides the event's own state.

    Attributes:
        store_down: the defaults could not be read; where they would show stand the built-in ones.
        unsaved_changes: the event is being edited and shown as it was last saved.
        lacking: what Meet refused the account lately.
        wish: what the user set the Meet to.
        recalled: what became of the event's Meet.
        tell: the user has guests told in events' descriptions.
    """

    store_down: bool = False
    unsaved_changes: bool = False
    lacking: Mapping[Artifact, date] = field(default_factory=dict)
    wish: Wish = field(default_factory=Wish)
    recalled: Recalled | None = None
    tell: bool = False


@dataclass(frozen=True)
class Chosen:
    """What is chosen on an event's card.

    Attributes:
        switches: as they stand, or the user's defaults.
        series: the Meet is for the series that the event is one of.
        notify: whom to e-mail.
        remember: the switches are to become the user's defaults.
        defaults: the user's defaults, where the switches may stand otherwise.
        host: who is to host the Meet, where that can be chosen.
        rules: who may do what, as the inputs stand.
        tell: whether guests are to be told, where the card that was clicked has a switch for it.
    """

    switches: Switches
    series: bool = True
    notify: Notify = Notify.NOBODY
    remember: bool = False
    defaults: Switches | None = None
    host: Host = Host.ORGANIZER
    rules: Rules = NO_RULES
    tell: bool | None = None

    @property
    def by_hand(self) -> bool:
        """Whether the switches were left so on a card."""
        return self.defaults is not None


def event_page(
    kit: Kit,
    remarks: Remarks,
    sections: list[Json | None],
    *,
    primary: Json | None = None,
    secondary: Json | None = None,
) -> Json:
    """A card about the open event, with what became of its Meet."""
    return card(
        "event",
        kit.header(kit.text.app_name(), kit.text.event_subtitle()),
        with_records(kit, sections, remarks.recalled),
        primary=primary,
        secondary=secondary,
    )


def refresh_button(kit: Kit) -> Json:
    """The button that looks again."""
    return button(kit.text.refresh(), kit.click(Action.REFRESH))


def vendor_of(conference: Conference | None) -> str:
    """Whose call it is, where it is none of Meet's and has a name."""
    if conference is None or conference.kind is ConferenceKind.MEET:
        return ""
    return conference.name


def remember_switch(kit: Kit, *, selected: bool) -> Json:
    """The switch that makes what is chosen the user's defaults."""
    return switch(Input.REMEMBER.value, kit.text.remember(), selected=selected)


def join_button(kit: Kit, conference: Conference | None) -> Json | None:
    """The button for a call of Google's: hosts open no others for an add-on."""
    if conference is None or conference.kind is not ConferenceKind.MEET or not conference.uri:
        return None
    return button(kit.text.join(), open_link(conference.uri))


def conference_line(kit: Kit, conference: Conference | None) -> Json | None:
    """A call's link."""
    if conference is None or not conference.uri:
        return None
    if conference.kind is ConferenceKind.MEET:
        return fact(link_text(conference.uri), icon="VIDEO_CAMERA")
    name = kit.text.title(conference.name) if conference.name else kit.text.link()
    return fact(link_text(conference.uri), above=name, icon="PHONE")


def as_drawn(chosen: Chosen) -> dict[Parameter, str]:
    """What the inputs are measured by when they come back."""
    return {Parameter.RULES: written(chosen.rules.chosen)}


def why_not_changeable(
    kit: Kit, situation: Situation, event: CalendarEvent, obstacle: Obstacle
) -> str:
    """Why the event is not the user's to change."""
    if obstacle is Obstacle.SOMEONE_ELSES and situation.own:
        return kit.text.own_event_elsewhere()
    return kit.text.obstacle(obstacle, event.organizer.label)


def plain_page(kit: Kit, words: str, *, refresh: bool = False) -> Json:
    """A card about the open event that says one thing."""
    again = refresh_button(kit) if refresh else None
    return event_page(kit, Remarks(), [section(paragraph(words))], primary=again)
