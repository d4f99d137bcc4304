"""The card of an opened event: one for each state that it can be in."""

from __future__ import annotations

from cards.actions import Action
from cards.event_parts import (
    Chosen,
    Remarks,
    conference_line,
    event_page,
    join_button,
    plain_page,
    refresh_button,
    vendor_of,
    why_not_changeable,
)
from cards.giving import giving_card
from cards.hosted import hosted_card
from cards.widgets import (
    Json,
    Kit,
    button,
    buttons,
    fact,
    paragraph,
    section,
)
from meeting.looking import Situation
from meeting.model import (
    CalendarEvent,
    Conference,
    ConferenceKind,
)
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


def event_card(
    kit: Kit, situation: Situation, chosen: Chosen, remarks: Remarks | None = None
) -> Json:
    """The card for an event as it stands."""
    remarks = remarks or Remarks()
    event, state = situation.event, situation.state
    kit = kit.for_event(event) if event else kit
    if isinstance(state, PublicCalendar):
        return plain_page(kit, kit.text.public_calendar(birthdays=state.birthdays))
    if isinstance(state, Cancelled):
        return plain_page(kit, kit.text.cancelled())
    if event is None or isinstance(state, NotSaved):
        return plain_page(kit, kit.text.not_saved(), refresh=True)
    if isinstance(state, NotOrdinary):
        return plain_page(kit, kit.text.not_ordinary(state.kind))
    if isinstance(state, LinkPending):
        return plain_page(kit, kit.text.link_pending(), refresh=True)
    if isinstance(state, NotChangeable):
        return _not_changeable(kit, situation, event, state, remarks)
    if isinstance(state, HostedByCaller):
        return hosted_card(kit, situation, event, state, chosen=chosen, remarks=remarks)
    if remarks.unsaved_changes or situation.edited:
        # Calendar's own Save would overwrite what is put into the event now (google-apis.md 4.4).
        return plain_page(kit, kit.text.unsaved_changes(), refresh=True)
    if isinstance(state, NoConference):
        return giving_card(kit, situation, event, chosen, remarks)
    return _hosted_by_other(kit, situation, event, state, remarks)


def _not_changeable(
    kit: Kit,
    situation: Situation,
    event: CalendarEvent,
    state: NotChangeable,
    remarks: Remarks,
) -> Json:
    text, organizer = kit.text, event.organizer.label
    someone_elses = state.obstacle is Obstacle.SOMEONE_ELSES
    return event_page(
        kit,
        remarks,
        [
            section(
                paragraph(why_not_changeable(kit, situation, event, state.obstacle)),
                paragraph(text.change_it_there(organizer))
                if organizer and someone_elses and not situation.own
                else None,
                fact(text.organizer(organizer), icon="PERSON")
                if organizer and not someone_elses
                else None,
            ),
            _out_of_reach(kit, situation, event.conference),
        ],
        primary=join_button(kit, event.conference) if situation.near else None,
    )


def _hosted_by_other(
    kit: Kit,
    situation: Situation,
    event: CalendarEvent,
    state: HostedByOther | OtherVendor,
    remarks: Remarks,
) -> Json:
    """Somebody else's call: to join, or in a second step to replace."""
    text = kit.text
    if isinstance(state, HostedByOther):
        maker, another = event.maker, situation.another_organizer
        hidden = state.space is None and not another
        if maker and maker.hosts:
            who = text.hosted_by_maker(maker.email, maker.day)
        else:
            who = text.settings_out_of_reach() if hidden else text.hosted_by_other(another)
    else:
        who = text.other_vendor(vendor_of(event.conference))
    join = join_button(kit, event.conference)
    now = join if situation.near else None
    replacing = button(text.replace(), kit.click(Action.ASK_REPLACE))
    offers = [] if now or join is None else [join]
    offers += [] if remarks.store_down else [replacing]
    return event_page(
        kit,
        remarks,
        [
            section(
                paragraph(text.over()) if situation.over else None,
                paragraph(who),
                conference_line(kit, event.conference),
            ),
            section(
                paragraph(text.store_down_at_event()) if remarks.store_down else None,
                buttons(*offers) if offers else None,
            ),
        ],
        primary=now or (refresh_button(kit) if remarks.store_down else None),
    )


def _out_of_reach(kit: Kit, situation: Situation, conference: Conference | None) -> Json | None:
    """A conference that is not the caller's to set: Meet shows its settings to its host alone."""
    if conference is None:
        return None
    text, join = kit.text, join_button(kit, conference)
    is_meet = conference.kind is ConferenceKind.MEET
    return section(
        conference_line(kit, conference),
        paragraph(text.settings_hidden() if is_meet else text.not_a_meet(vendor_of(conference))),
        buttons(join) if join and not situation.near else None,
    )
