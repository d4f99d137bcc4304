"""The card of an opened event: one for each state that it can be in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from cards.actions import EVENT, SERIES, Action, Input, Parameter
from cards.records import with_records
from cards.rules import rule_widgets, rules_section, written
from cards.telling import is_told, tell_switch, told_now
from cards.text import Scope
from cards.widgets import (
    ICONS,
    Json,
    Kit,
    artifact_switches,
    button,
    buttons,
    card,
    choice,
    fact,
    folded,
    lacking_lines,
    link_text,
    notify_choice,
    open_link,
    paragraph,
    section,
    switch,
)
from cards.words import headline
from meeting.looking import Situation
from meeting.model import (
    Artifact,
    CalendarEvent,
    Conference,
    ConferenceKind,
    Host,
    Notify,
    Space,
    Switches,
)
from meeting.recalling import Recalled
from meeting.rules import NO_RULES, Rules
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
        lacking: what Meet refused the account lately.
        wish: what the user set the Meet to.
        recalled: what became of the event's Meet.
        tell: the user has guests told in events' descriptions.
    """

    store_down: bool = False
    unsaved_changes: bool = False
    lacking: Mapping[Artifact, date] = field(default_factory=dict)
    wish: Mapping[Artifact, bool] = field(default_factory=dict)
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


def event_card(
    kit: Kit, situation: Situation, chosen: Chosen, remarks: Remarks | None = None
) -> Json:
    """The card for an event as it stands."""
    remarks = remarks or Remarks()
    event, state = situation.event, situation.state
    kit = kit.for_event(event) if event else kit
    if isinstance(state, PublicCalendar):
        return _plain(kit, kit.text.public_calendar(birthdays=state.birthdays))
    if isinstance(state, Cancelled):
        return _plain(kit, kit.text.cancelled())
    if event is None or isinstance(state, NotSaved):
        return _plain(kit, kit.text.not_saved(), refresh=True)
    if isinstance(state, NotOrdinary):
        return _plain(kit, kit.text.not_ordinary(state.kind))
    if isinstance(state, LinkPending):
        return _plain(kit, kit.text.link_pending(), refresh=True)
    if isinstance(state, NotChangeable):
        return _not_changeable(kit, situation, event, state, remarks)
    if isinstance(state, HostedByCaller):
        return _hosted_by_caller(kit, situation, event, state, chosen=chosen, remarks=remarks)
    if remarks.unsaved_changes or situation.edited:
        # Calendar's own Save would overwrite what is put into the event now (google-apis.md 4.4).
        return _plain(kit, kit.text.unsaved_changes(), refresh=True)
    if isinstance(state, NoConference):
        return _no_conference(kit, situation, event, chosen, remarks)
    return _hosted_by_other(kit, situation, event, state, remarks)


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
    vendor, host = _vendor(event.conference), situation.likely_host
    if isinstance(situation.state, OtherVendor):
        explained = text.replace_vendor()
    else:
        explained = text.replace_meet(host)
    title = text.replace_title(vendor, host)
    keep = button(text.keep_link(vendor), kit.click(Action.BACK))
    if remarks.store_down:
        down = paragraph(text.store_down_at_event())
        return card("replace", kit.header(title), [section(down)], primary=_refresh(kit))
    tell = _to_tell(kit, situation, event, chosen, remarks)
    kit = replace(kit, tells=tell is not None)
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
            _switches(kit, chosen, remarks, replacing, told=True),
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
        return card("part", kit.header(title), [section(down)], primary=_refresh(kit))
    tell = _to_tell(kit, situation, event, replace(chosen, series=False), remarks)
    kit = replace(kit, tells=tell is not None)
    parting = {Parameter.PARTING: situation.fingerprint}
    return card(
        "part",
        kit.header(title),
        [
            section(kit.headline(title), paragraph(text.part_explanation())),
            _switches(kit, chosen, remarks, parting, told=True),
            _options(kit, situation, event, chosen, tell=tell),
        ],
        primary=button(text.part_keep(), kit.click(Action.BACK)),
        secondary=button(text.create(Scope.EVENT), kit.click(Action.PART, parting, keep_form=True)),
    )


def _plain(kit: Kit, words: str, *, refresh: bool = False) -> Json:
    again = _refresh(kit) if refresh else None
    return _card(kit, Remarks(), [section(paragraph(words))], primary=again)


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
        remarks,
        [
            section(
                paragraph(_why_not(kit, situation, event, state.obstacle)),
                paragraph(text.change_it_there(organizer))
                if organizer and someone_elses and not situation.own
                else None,
                fact(text.organizer(organizer), icon="PERSON")
                if organizer and not someone_elses
                else None,
            ),
            _out_of_reach(kit, situation, event.conference),
        ],
        primary=_join(kit, event.conference) if situation.near else None,
    )


def _why_not(kit: Kit, situation: Situation, event: CalendarEvent, obstacle: Obstacle) -> str:
    """Why the event is not the user's to change."""
    if obstacle is Obstacle.SOMEONE_ELSES and situation.own:
        return kit.text.own_event_elsewhere()
    return kit.text.obstacle(obstacle, event.organizer.label)


def _no_conference(
    kit: Kit, situation: Situation, event: CalendarEvent, chosen: Chosen, remarks: Remarks
) -> Json:
    text = kit.text
    if remarks.store_down:
        # Without the store no Meet is made, lest it be made twice.
        return _plain(kit, text.store_down_at_event(), refresh=True)
    theirs = situation.offers_organizer and chosen.host is Host.ORGANIZER
    tell = None if theirs else _to_tell(kit, situation, event, chosen, remarks)
    kit = replace(kit, tells=tell is not None)
    return _card(
        kit,
        remarks,
        [
            section(
                paragraph(text.over()) if situation.over else None,
                _who_hosts(kit, situation, chosen),
                _host_warning(kit, situation, theirs=theirs),
                None
                if theirs
                else paragraph(text.would_be(_usable(chosen.defaults or chosen.switches, remarks))),
                *_reach(kit, situation, event, chosen),
                _call_in_text(kit, event),
            ),
            None
            if theirs
            else _switches(kit, chosen, remarks, {}, told=bool(situation.another_organizer)),
            _options(kit, situation, event, chosen, remembers=not theirs, tell=tell),
        ],
        primary=button(
            text.create(_scope(situation, chosen)),
            kit.click(
                Action.CREATE, _drawn_for(situation, chosen) | _as_drawn(chosen), keep_form=True
            ),
        ),
    )


def _who_hosts(kit: Kit, situation: Situation, chosen: Chosen) -> Json | None:
    """The choice of a host, on another person's own calendar."""
    if not situation.offers_organizer:
        return None
    text, organizer = kit.text, situation.another_organizer
    options = {Host.ORGANIZER.value: headline(organizer), Host.ME.value: text.i_host()}
    redraw = kit.call(Action.CHOOSE_SCOPE, _drawn_for(situation, chosen)) | {"persistValues": True}
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
    kit: Kit, chosen: Chosen, remarks: Remarks, about: Mapping[Parameter, str], *, told: bool
) -> Json | None:
    """The three switches.

    Args:
        about: what tells the card from the event's others.
        told: where the files go has been said.
    """
    return section(
        *artifact_switches(kit.text, chosen.switches, remarks.lacking),
        *lacking_lines(kit, remarks.lacking, kit.click(Action.CHECK_AGAIN, about, keep_form=True)),
        None if told else paragraph(kit.text.your_files()),
    )


def _usable(switches: Switches, remarks: Remarks) -> Switches:
    """The switches as far as the account can have them."""
    return Switches().where(remarks.lacking, switches)


def _hosted_by_caller(
    kit: Kit,
    situation: Situation,
    event: CalendarEvent,
    state: HostedByCaller,
    *,
    chosen: Chosen,
    remarks: Remarks,
) -> Json:
    text, space, apart = kit.text, state.space, situation.apart
    shared = situation.shares_series or event.recurring
    why_not = _why_not(kit, situation, event, state.obstacle) if state.obstacle else ""
    alone = situation.series is not None and not shared
    # What an administrator keeps on stays to be seen and tried.
    lacking = {each: day for each, day in remarks.lacking.items() if not space.switches[each]}
    shown = chosen.switches if chosen.by_hand else space.switches
    tell = None if remarks.unsaved_changes else told_now(text, situation)
    kit = replace(kit, tells=tell is not None)
    if tell is not None and chosen.tell is not None:
        tell = chosen.tell
    about = {Parameter.SPACE: space.name, Parameter.RULES: written(space.rules)}
    again = kit.click(Action.CHECK_AGAIN, about, keep_form=True)
    return _card(
        kit,
        remarks,
        [
            _drift(kit, space, remarks),
            section(
                paragraph(text.editing_hosted()) if remarks.unsaved_changes else None,
                paragraph(text.over()) if situation.over else None,
                paragraph(text.will_be(space.switches)) if space.tells_all else None,
                paragraph(text.series_shares_settings(every=apart == ())) if shared else None,
                paragraph(text.standing_apart(apart)) if shared and apart else None,
                paragraph(text.stands_apart()) if alone else None,
                _made_for_caller(kit, situation, event),
                paragraph(why_not) if why_not else None,
                paragraph(text.host_all_the_same()) if why_not else None,
                fact(link_text(space.uri), icon="VIDEO_CAMERA"),
            ),
            section(
                *artifact_switches(text, shown, lacking),
                *lacking_lines(kit, lacking, again),
                None if remarks.unsaved_changes else paragraph(text.your_files()),
            ),
            *_below_switches(
                kit, situation, event, space, chosen=chosen, remarks=remarks, tell=tell
            ),
        ],
        primary=button(
            text.update(Scope.SERIES if shared else Scope.ALONE),
            kit.click(Action.UPDATE, {Parameter.RULES: written(space.rules)}, keep_form=True),
        ),
        secondary=button(text.join(), open_link(space.uri)),
    )


def _as_drawn(chosen: Chosen) -> dict[Parameter, str]:
    """What the inputs are measured by when they come back."""
    return {Parameter.RULES: written(chosen.rules.chosen)}


def _below_switches(
    kit: Kit,
    situation: Situation,
    event: CalendarEvent,
    space: Space,
    *,
    chosen: Chosen,
    remarks: Remarks,
    tell: bool | None,
) -> list[Json | None]:
    """What a hosted Meet has besides the switches, most of it folded.

    Args:
        tell: how the switch for telling guests stands; `None` where there is none.
    """
    rules = chosen.rules if chosen.by_hand else space.rules
    remember = None if remarks.store_down else _remember(kit, selected=chosen.remember)
    if remarks.unsaved_changes:
        # What is said of these needs the place of a header.
        widgets = rule_widgets(kit.text, rules, of_meet=True)
        return [folded(remember, *widgets, shown=1 if remember else 0)]
    further = buttons(button(kit.text.choose_cohosts(), kit.click(Action.CHOOSE_COHOSTS)))
    more = [further] if event.guests else []
    part = buttons(button(kit.text.part(), kit.click(Action.ASK_PART)))
    return [
        section(None if tell is None else tell_switch(kit.text, selected=tell), remember),
        rules_section(kit.text, rules, of_meet=True, more=more),
        section(part) if situation.can_part and not remarks.store_down else None,
    ]


def _drift(kit: Kit, space: Space, remarks: Remarks) -> Json | None:
    """What is otherwise than the user set it, and what can be done about that."""
    text, has = kit.text, space.config or {}
    changed = [each for each, on in remarks.wish.items() if has.get(each, on) is not on]
    if not changed:
        return None
    about = {Parameter.CODE: space.code}
    return section(
        paragraph(f"<b>{text.drifted()}</b>"),
        *(fact(text.changed_since(each, on=has[each]), icon=ICONS[each]) for each in changed),
        buttons(
            button(text.set_again(), kit.click(Action.SET_AGAIN, about)),
            button(text.keep_as_is(), kit.click(Action.KEEP_AS_IS, about)),
        ),
    )


def _made_for_caller(kit: Kit, situation: Situation, event: CalendarEvent) -> Json | None:
    """Who had Calendar make the Meet that the user hosts."""
    maker = event.maker
    if maker is None or maker.hosts or not situation.own:
        return None
    return paragraph(kit.text.made_for_you(maker.email, maker.day))


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
        who = text.other_vendor(_vendor(event.conference))
    join = _join(kit, event.conference)
    now = join if situation.near else None
    replacing = button(text.replace(), kit.click(Action.ASK_REPLACE))
    offers = [] if now or join is None else [join]
    offers += [] if remarks.store_down else [replacing]
    return _card(
        kit,
        remarks,
        [
            section(
                paragraph(text.over()) if situation.over else None,
                paragraph(who),
                _conference_link(kit, event.conference),
            ),
            section(
                paragraph(text.store_down_at_event()) if remarks.store_down else None,
                buttons(*offers) if offers else None,
            ),
        ],
        primary=now or (_refresh(kit) if remarks.store_down else None),
    )


def _join(kit: Kit, conference: Conference | None) -> Json | None:
    """The button for a call of Google's: hosts open no others for an add-on."""
    if conference is None or conference.kind is not ConferenceKind.MEET or not conference.uri:
        return None
    return button(kit.text.join(), open_link(conference.uri))


def _card(
    kit: Kit,
    remarks: Remarks,
    sections: list[Json | None],
    *,
    primary: Json | None = None,
    secondary: Json | None = None,
) -> Json:
    return card(
        "event",
        kit.header(kit.text.app_name(), kit.text.event_subtitle()),
        with_records(kit, sections, remarks.recalled),
        primary=primary,
        secondary=secondary,
    )


def _scope(situation: Situation, chosen: Chosen) -> Scope:
    """What the main button reaches."""
    event = situation.event
    if event is not None and event.recurring:
        return Scope.SERIES
    if not situation.offers_series:
        return Scope.EVENT if situation.series is not None else Scope.ALONE
    return Scope.SERIES if chosen.series else Scope.EVENT


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
    parameters = _as_drawn(chosen) | (
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
    # Where there is more to choose above, what matters less makes room for it.
    shown = 0 if situation.offers_series or situation.another_organizer else 1
    telling = None if tell is None else tell_switch(text, selected=tell)
    return folded(
        # What is on is seen, and so is sent by every host (hosts.md 1.4).
        telling if tell else None,
        _remember(kit, selected=chosen.remember) if remembers else None,
        None if tell else telling,
        paragraph(text.standing_apart(situation.apart))
        if situation.apart and situation.offers_series
        else None,
        *(notify if mails else ()),
        *rule_widgets(text, chosen.rules, of_meet=False),
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


def _vendor(conference: Conference | None) -> str:
    """Whose call it is, where it is none of Meet's and has a name."""
    if conference is None or conference.kind is ConferenceKind.MEET:
        return ""
    return conference.name


def _remember(kit: Kit, *, selected: bool) -> Json:
    return switch(Input.REMEMBER.value, kit.text.remember(), selected=selected)


def _out_of_reach(kit: Kit, situation: Situation, conference: Conference | None) -> Json | None:
    """A conference that is not the caller's to set: Meet shows its settings to its host alone."""
    if conference is None:
        return None
    text, join = kit.text, _join(kit, conference)
    is_meet = conference.kind is ConferenceKind.MEET
    return section(
        _conference_link(kit, conference),
        paragraph(text.settings_hidden() if is_meet else text.not_a_meet(_vendor(conference))),
        buttons(join) if join and not situation.near else None,
    )


def _conference_link(kit: Kit, conference: Conference | None) -> Json | None:
    """A call's link."""
    if conference is None or not conference.uri:
        return None
    if conference.kind is ConferenceKind.MEET:
        return fact(link_text(conference.uri), icon="VIDEO_CAMERA")
    name = kit.text.title(conference.name) if conference.name else kit.text.link()
    return fact(link_text(conference.uri), above=name, icon="PHONE")
