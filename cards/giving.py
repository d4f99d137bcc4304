"""The cards on which an event is given a Meet, whatever it has so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cards.actions import EVENT, SERIES, Action, Input, Parameter
from cards.event_parts import (
    Chosen,
    Remarks,
    as_drawn,
    event_page,
    plain_page,
    refresh_button,
    remember_switch,
    vendor_of,
)
from cards.outside import outside_line
from cards.rules import rule_widgets, written
from cards.telling import is_told, tell_switch
from cards.text import Scope
from cards.widgets import (
    Json,
    Kit,
    artifact_switches,
    button,
    card,
    choice,
    fact,
    folded,
    lacking_lines,
    notify_choice,
    paragraph,
    section,
)
from cards.words import headline, link_text
from meeting.looking import Situation
from meeting.model import (
    CalendarEvent,
    Host,
    Switches,
)
from meeting.policy import NO_LOCKS, Locks
from meeting.states import (
    HostedByOther,
    OtherVendor,
)


def replace_card(
    kit: Kit, situation: Situation, chosen: Chosen, remarks: Remarks | None = None
) -> Json | None:
    """Ask before an event's conference is replaced; `None` when there is none to replace.

    What keeps is the main button: replacing takes somebody's call away from them.
    """
    event, text = situation.event, kit.text
    remarks = remarks or Remarks()
    if event is None or event.conference is None or situation.edited:
        return None
    if not isinstance(situation.state, HostedByOther | OtherVendor):
        return None
    kit = kit.for_event(event)
    vendor, host = vendor_of(event.conference), situation.likely_host
    if isinstance(situation.state, OtherVendor):
        explained = text.replace_vendor()
    else:
        explained = text.replace_meet(host)
    title = text.replace_title(vendor, host)
    keep = button(text.keep_link(vendor), kit.click(Action.BACK))
    if remarks.store_down:
        down = paragraph(text.store_down_at_event())
        return card("replace", kit.header(title), [section(down)], primary=refresh_button(kit))
    tell = _to_tell(kit, situation, event, chosen, remarks)
    kit = replace(kit, tells=tell is not None, locks=_locks(situation, chosen))
    replacing = {
        Parameter.REPLACING: event.conference.fingerprint,
        Parameter.RULES: written(chosen.rules.chosen),
    }
    scope = _scope(situation, chosen)
    return card(
        "replace",
        kit.header(title),
        [
            section(
                kit.headline(title),
                paragraph(explained),
                *_reach(kit, situation, event, chosen, replacing=event.conference.fingerprint),
            ),
            _switches(kit, chosen, remarks, replacing, told=True, outside=situation.outside),
            _options(kit, situation, event, chosen, tell=tell),
        ],
        primary=keep,
        secondary=button(
            text.replace_confirm(scope), kit.click(Action.REPLACE, replacing, keep_form=True)
        ),
    )


def part_card(
    kit: Kit, situation: Situation, chosen: Chosen, remarks: Remarks | None = None
) -> Json | None:
    """Ask before an event gets a Meet apart from its series'; `None` where it cannot."""
    event, text = situation.event, kit.text
    remarks = remarks or Remarks()
    if event is None or not situation.can_part or situation.edited:
        return None
    kit = kit.for_event(event)
    title = text.part_title()
    if remarks.store_down:
        down = paragraph(text.store_down_at_event())
        return card("part", kit.header(title), [section(down)], primary=refresh_button(kit))
    tell = _to_tell(kit, situation, event, replace(chosen, series=False), remarks)
    kit = replace(kit, tells=tell is not None, locks=situation.locks_for(series=False))
    parting = {Parameter.PARTING: situation.fingerprint}
    return card(
        "part",
        kit.header(title),
        [
            section(kit.headline(title), paragraph(text.part_explanation())),
            _switches(kit, chosen, remarks, parting, told=True, outside=situation.outside),
            _options(kit, situation, event, chosen, tell=tell),
        ],
        primary=button(text.part_keep(), kit.click(Action.BACK)),
        secondary=button(
            text.create(Scope.EVENT),
            kit.click(Action.PART, parting | as_drawn(chosen), keep_form=True),
        ),
    )


def giving_card(
    kit: Kit, situation: Situation, event: CalendarEvent, chosen: Chosen, remarks: Remarks
) -> Json:
    """The card of an event that has no conference: what it could get, and what to choose."""
    text = kit.text
    if remarks.store_down:
        # Without the store no Meet is made, lest it be made twice.
        return plain_page(kit, text.store_down_at_event(), refresh=True)
    theirs = situation.offers_organizer and chosen.host is Host.ORGANIZER
    tell = None if theirs else _to_tell(kit, situation, event, chosen, remarks)
    locks = NO_LOCKS if theirs else _locks(situation, chosen)
    kit = replace(kit, tells=tell is not None, locks=locks)
    would_be = _usable(locks.over(chosen.defaults or chosen.switches), remarks)
    return event_page(
        kit,
        remarks,
        [
            section(
                paragraph(text.over()) if situation.over else None,
                _who_hosts(kit, situation, chosen),
                _host_warning(kit, situation, theirs=theirs),
                # What will be in the call of an event that is over is nothing to promise.
                None if theirs or situation.over else paragraph(text.would_be(would_be)),
                *_reach(kit, situation, event, chosen),
                _call_in_text(kit, event),
            ),
            None
            if theirs
            else _switches(
                kit,
                chosen,
                remarks,
                {},
                told=bool(situation.another_organizer),
                outside=situation.outside,
            ),
            _options(kit, situation, event, chosen, remembers=not theirs, tell=tell),
        ],
        primary=button(
            text.create(_scope(situation, chosen)),
            kit.click(
                Action.CREATE, _drawn_for(situation, chosen) | as_drawn(chosen), keep_form=True
            ),
        ),
    )


def _locks(situation: Situation, chosen: Chosen) -> Locks:
    """What the organization has decided for the Meet that is to be given."""
    return situation.locks_for(series=chosen.series and situation.offers_series)


def _who_hosts(kit: Kit, situation: Situation, chosen: Chosen) -> Json | None:
    """The choice of a host, on another person's own calendar."""
    if not situation.offers_organizer:
        return None
    text, organizer = kit.text, situation.another_organizer
    options = {Host.ORGANIZER.value: headline(organizer), Host.ME.value: text.i_host()}
    about = _drawn_for(situation, chosen) | as_drawn(chosen)
    redraw = kit.call(Action.CHOOSE_SCOPE, about) | {"persistValues": True}
    return choice(Input.HOST, text.who_hosts(), options, chosen.host.value, redraw)


def _drawn_for(situation: Situation, chosen: Chosen) -> dict[Parameter, str]:
    """For which host the card is, where that can be chosen: one has switches, the other none."""
    return {Parameter.DRAWN_FOR: chosen.host.value} if situation.offers_organizer else {}


def _call_in_text(kit: Kit, event: CalendarEvent) -> Json | None:
    """Names a call that Calendar itself does not know of, before another one is made."""
    call = event.call_in_text
    if call is None:
        return None
    return fact(kit.text.call_in_text(call.name), below=link_text(call.uri), icon="PHONE")


def _switches(
    kit: Kit,
    chosen: Chosen,
    remarks: Remarks,
    about: Mapping[Parameter, str],
    *,
    told: bool,
    outside: Sequence[str],
) -> Json | None:
    """The three switches.

    Args:
        about: what tells the card from the event's others.
        told: where the files go has been said.
        outside: the guests outside the organization.
    """
    return section(
        *artifact_switches(kit, chosen.switches, remarks.lacking),
        *lacking_lines(
            kit,
            remarks.lacking,
            kit.click(Action.CHECK_AGAIN, {**about, **as_drawn(chosen)}, keep_form=True),
        ),
        None if told else paragraph(kit.text.your_files()),
        outside_line(kit, outside),
    )


def _usable(switches: Switches, remarks: Remarks) -> Switches:
    """The switches as far as the account can have them."""
    return Switches().where(remarks.lacking, switches)


def _host_warning(kit: Kit, situation: Situation, *, theirs: bool) -> Json | None:
    """Who will host, and get the files, where the organizer is somebody else.

    Args:
        theirs: the organizer will.
    """
    another = situation.another_organizer
    if theirs:
        return paragraph(kit.text.organizer_will_host(another))
    return paragraph(f"<b>{kit.text.you_will_host(another)}</b>") if another else None


def _reach(
    kit: Kit, situation: Situation, event: CalendarEvent, chosen: Chosen, *, replacing: str = ""
) -> list[Json | None]:
    """Series or event: what is to be known before anything is switched on.

    Args:
        replacing: the fingerprint of the conference that is to be replaced, or empty.
    """
    text = kit.text
    apart, in_series = situation.apart, situation.offers_series
    parameters = as_drawn(chosen) | (
        {Parameter.REPLACING: replacing} if replacing else _drawn_for(situation, chosen)
    )
    redraw = kit.call(Action.CHOOSE_SCOPE, parameters) | {"persistValues": True}
    options = {SERIES: text.whole_series(apart), EVENT: text.this_event()}
    selected = SERIES if chosen.series else EVENT
    return [
        choice(Input.APPLIES_TO, text.applies_to(), options, selected, redraw)
        if in_series
        else None,
        paragraph(text.will_apply_to_series(every=apart == ())) if event.recurring else None,
        paragraph(text.standing_apart(apart)) if apart and event.recurring else None,
    ]


def _options(
    kit: Kit,
    situation: Situation,
    event: CalendarEvent,
    chosen: Chosen,
    *,
    remembers: bool = True,
    tell: bool | None,
) -> Json | None:
    """What else there is to choose before a Meet is put into an event.

    Args:
        remembers: there are switches, to become the user's defaults.
        tell: how the switch for telling guests stands; `None` for none.
    """
    text = kit.text
    mails = event.guests > 0 and (situation.offers_series or not situation.over)
    notify = notify_choice(text, text.notify_of_change(), chosen.notify, event.guests)
    # Where there is more to choose or to know above, what matters less makes room for it.
    more = situation.offers_series or situation.another_organizer or situation.outside
    shown = 0 if more else 1
    telling = None if tell is None else tell_switch(text, selected=tell)
    return folded(
        # What is on is seen, and so is sent by every host (hosts.md 1.4).
        telling if tell else None,
        remember_switch(kit, selected=chosen.remember) if remembers else None,
        None if tell else telling,
        paragraph(text.standing_apart(situation.apart))
        if situation.apart and situation.offers_series
        else None,
        *(notify if mails else ()),
        *(rule_widgets(text, chosen.rules, of_meet=False) if remembers else ()),
        shown=shown + bool(tell),
    )


def _to_tell(
    kit: Kit, situation: Situation, event: CalendarEvent, chosen: Chosen, remarks: Remarks
) -> bool | None:
    """How the switch for telling guests stands before a Meet is put into an event.

    As it was left on the card, else as the user's defaults have it or the description already is.

    Returns:
        `None` where there are no guests to tell.
    """
    if not event.guests or chosen.tell is not None:
        return chosen.tell if event.guests else None
    series = situation.series if chosen.series and situation.offers_series else None
    return remarks.tell or is_told(kit.text, series or event)


def _scope(situation: Situation, chosen: Chosen) -> Scope:
    """What the main button reaches."""
    event = situation.event
    if event is not None and event.recurring:
        return Scope.SERIES
    if not situation.offers_series:
        return Scope.EVENT if situation.series is not None else Scope.ALONE
    return Scope.SERIES if chosen.series else Scope.EVENT
