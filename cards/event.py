"""The card of an opened event: one for each state that it can be in."""

from __future__ import annotations

from dataclasses import dataclass

from cards.actions import EVENT, SERIES, Action, Input, Parameter
from cards.text import escape
from cards.widgets import (
    Json,
    Kit,
    artifact_switches,
    button,
    card,
    choice,
    fact,
    notify_choice,
    open_link,
    paragraph,
    section,
    switch,
)
from meeting.looking import Situation
from meeting.model import CalendarEvent, Conference, Notify, Switches
from meeting.states import (
    Cancelled,
    HostedByCaller,
    HostedByOther,
    LinkPending,
    NoConference,
    NotChangeable,
    NotOrdinary,
    NotSaved,
    Obstacle,
    OtherVendor,
    PublicCalendar,
)


@dataclass(frozen=True)
class Remarks:
    """What else is true besides the event's own state.

    Attributes:
        store_down: the defaults could not be read; where they would show stand the built-in ones.
        unsaved_changes: the event is being edited and shown as it was last saved.
    """

    store_down: bool = False
    unsaved_changes: bool = False


def event_card(
    kit: Kit, situation: Situation, defaults: Switches, remarks: Remarks | None = None
) -> Json:
    """The card for an event as it stands."""
    remarks = remarks or Remarks()
    event, state = situation.event, situation.state
    if isinstance(state, PublicCalendar):
        return _plain(kit, None, remarks, kit.text.public_calendar(birthdays=state.birthdays))
    if isinstance(state, Cancelled):
        return _plain(kit, event, remarks, kit.text.cancelled())
    if event is None or isinstance(state, NotSaved):
        return _plain(kit, None, remarks, kit.text.not_saved(), refresh=True)
    if isinstance(state, NotOrdinary):
        return _plain(kit, event, remarks, kit.text.not_ordinary(state.kind))
    if isinstance(state, LinkPending):
        return _plain(kit, event, remarks, kit.text.link_pending(), refresh=True)
    if isinstance(state, NotChangeable):
        return _not_changeable(kit, situation, event, state, remarks)
    if remarks.unsaved_changes and not isinstance(state, HostedByCaller):
        # Calendar's own Save would overwrite what is put into the event now (google-apis.md 4.4).
        return _card(kit, event, remarks, [], primary=_refresh(kit))
    if isinstance(state, NoConference):
        return _no_conference(kit, situation, event, defaults, remarks)
    if isinstance(state, HostedByCaller):
        return _hosted_by_caller(kit, situation, event, state, remarks)
    return _replaceable(kit, situation, event, state, remarks)


def replace_card(
    kit: Kit, situation: Situation, defaults: Switches, *, store_down: bool = False
) -> Json | None:
    """Ask before an event's conference is replaced; `None` when there is none to replace."""
    event, text = situation.event, kit.text
    if event is None or event.conference is None:
        return None
    if not isinstance(situation.state, HostedByOther | OtherVendor):
        return None
    replacing = {Parameter.REPLACING: event.conference.fingerprint}
    return card(
        "replace",
        text.replace_title(),
        text.app_name(),
        [
            section(
                _title(kit, event), paragraph(text.replace_explanation(_label(event.conference)))
            ),
            _default_switches(kit, defaults, store_down=store_down),
            _options(kit, situation, event),
        ],
        primary=button(
            text.replace_confirm(), kit.click(Action.REPLACE, replacing, keep_form=True)
        ),
        secondary=button(text.keep(), kit.click(Action.BACK)),
    )


def _plain(
    kit: Kit, event: CalendarEvent | None, remarks: Remarks, words: str, *, refresh: bool = False
) -> Json:
    again = _refresh(kit) if refresh else None
    return _card(kit, event, remarks, [section(paragraph(words))], primary=again)


def _refresh(kit: Kit) -> Json:
    return button(kit.text.refresh(), kit.click(Action.REFRESH))


def _not_changeable(
    kit: Kit,
    situation: Situation,
    event: CalendarEvent,
    state: NotChangeable,
    remarks: Remarks,
) -> Json:
    text, organizer = kit.text, event.organizer.label
    someone_elses = state.obstacle is Obstacle.SOMEONE_ELSES
    return _card(
        kit,
        event,
        remarks,
        [
            section(
                paragraph(_why_not(kit, situation, event, state.obstacle)),
                fact(text.organizer(organizer), icon="PERSON")
                if organizer and not someone_elses
                else None,
            ),
            _out_of_reach(kit, event.conference),
        ],
    )


def _why_not(kit: Kit, situation: Situation, event: CalendarEvent, obstacle: Obstacle) -> str:
    """Why the event is not the user's to change."""
    if obstacle is Obstacle.SOMEONE_ELSES and situation.own:
        return kit.text.own_event_elsewhere()
    return kit.text.obstacle(obstacle, event.organizer.label)


def _no_conference(
    kit: Kit, situation: Situation, event: CalendarEvent, defaults: Switches, remarks: Remarks
) -> Json:
    text = kit.text
    return _card(
        kit,
        event,
        remarks,
        [
            _call_in_text(kit, event),
            _default_switches(kit, defaults, store_down=remarks.store_down),
            _options(kit, situation, event),
        ],
        primary=button(text.create(), kit.click(Action.CREATE, keep_form=True)),
    )


def _call_in_text(kit: Kit, event: CalendarEvent) -> Json | None:
    """Names a call that Calendar itself does not know of, before another one is made."""
    call = event.call_in_text
    if call is None:
        return None
    return section(paragraph(kit.text.call_in_text(call.name)), _link(kit, call))


def _default_switches(kit: Kit, defaults: Switches, *, store_down: bool) -> Json | None:
    """The three switches as the user's defaults have them, or the built-in ones, and says so."""
    remark = paragraph(kit.text.store_down()) if store_down else None
    return section(remark, *artifact_switches(kit.text, defaults))


def _hosted_by_caller(
    kit: Kit,
    situation: Situation,
    event: CalendarEvent,
    state: HostedByCaller,
    remarks: Remarks,
) -> Json:
    text, space, apart = kit.text, state.space, situation.apart
    shared = situation.shares_series or event.recurring
    why_not = _why_not(kit, situation, event, state.obstacle) if state.obstacle else ""
    return _card(
        kit,
        event,
        remarks,
        [
            section(
                fact(escape(space.uri), above=text.link(), icon="VIDEO_CAMERA"),
                paragraph(why_not) if why_not else None,
                paragraph(text.host_all_the_same()) if why_not else None,
                paragraph(text.series_shares_settings(every=apart == ())) if shared else None,
                paragraph(text.standing_apart(apart)) if shared and apart else None,
            ),
            section(*artifact_switches(text, space.switches)),
            section(_remember(kit)),
        ],
        primary=button(text.update(), kit.click(Action.UPDATE, keep_form=True)),
        secondary=button(text.join(), open_link(space.uri)),
    )


def _replaceable(
    kit: Kit,
    situation: Situation,
    event: CalendarEvent,
    state: HostedByOther | OtherVendor,
    remarks: Remarks,
) -> Json:
    text = kit.text
    if isinstance(state, HostedByOther):
        another = _other_organizer(situation, event)
        hidden = state.space is None and not another
        who = text.settings_out_of_reach() if hidden else text.hosted_by_other(another)
    else:
        who = text.other_vendor(event.conference.name if event.conference else "")
    return _card(
        kit,
        event,
        remarks,
        [section(paragraph(who), _link(kit, event.conference), paragraph(text.replace_offer()))],
        primary=button(text.replace(), kit.click(Action.ASK_REPLACE)),
    )


def _card(
    kit: Kit,
    event: CalendarEvent | None,
    remarks: Remarks,
    sections: list[Json | None],
    *,
    primary: Json | None = None,
    secondary: Json | None = None,
) -> Json:
    text = kit.text
    return card(
        "event",
        text.app_name(),
        text.event_subtitle(),
        [
            section(
                _title(kit, event) if event else None,
                paragraph(text.unsaved_changes()) if remarks.unsaved_changes else None,
            ),
            *sections,
        ],
        primary=primary,
        secondary=secondary,
    )


def _title(kit: Kit, event: CalendarEvent) -> Json:
    when = kit.text.when(event.when) if event.when else ""
    return fact(f"<b>{kit.text.title(event.title)}</b>", below=when, icon="INVITE")


def _options(kit: Kit, situation: Situation, event: CalendarEvent) -> Json | None:
    """What else there is to choose before a Meet is put into an event."""
    text, another = kit.text, _other_organizer(situation, event)
    apart = situation.apart
    in_series = situation.offers_series
    mails = event.guests > 0 and (in_series or not situation.over)
    return section(
        choice(
            Input.APPLIES_TO,
            text.applies_to(),
            {SERIES: text.whole_series(apart), EVENT: text.this_event()},
            SERIES,
        )
        if in_series
        else None,
        paragraph(text.applied_to_series(every=apart == ())) if event.recurring else None,
        paragraph(text.standing_apart(apart)) if apart and (in_series or event.recurring) else None,
        _remember(kit),
        *(notify_choice(text, text.notify_of_change(), Notify.NOBODY) if mails else ()),
        paragraph(text.you_will_host(another)) if another else None,
    )


def _other_organizer(situation: Situation, event: CalendarEvent) -> str:
    """What the organizer is called, if it is a person other than the caller; else nothing."""
    return "" if situation.own or event.organizer.is_calendar else event.organizer.label


def _remember(kit: Kit) -> Json:
    return switch(Input.REMEMBER.value, kit.text.remember(), selected=False)


def _out_of_reach(kit: Kit, conference: Conference | None) -> Json | None:
    """A conference that is not the caller's to set: Meet shows its settings to its host alone."""
    if conference is None:
        return None
    return section(_link(kit, conference), paragraph(kit.text.settings_hidden()))


def _link(kit: Kit, conference: Conference | None) -> Json | None:
    if conference is None or not conference.uri:
        return None
    name = kit.text.title(conference.name) if conference.name else kit.text.link()
    return fact(escape(conference.uri), above=name, icon="VIDEO_CAMERA")


def _label(conference: Conference) -> str:
    return conference.name or conference.uri
