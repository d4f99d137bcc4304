"""The card of an event whose Meet is the user's to set."""

from __future__ import annotations

from dataclasses import replace

from cards.actions import Action, Parameter
from cards.event_parts import (
    Chosen,
    Remarks,
    event_page,
    remember_switch,
    why_not_changeable,
)
from cards.outside import outside_line
from cards.policy import drift_section
from cards.rules import rule_widgets, rules_section, written
from cards.telling import tell_switch, told_now
from cards.text import Scope
from cards.widgets import (
    ICONS,
    Json,
    Kit,
    artifact_switches,
    button,
    buttons,
    fact,
    folded,
    lacking_lines,
    open_link,
    paragraph,
    section,
)
from cards.words import link_text
from meeting.looking import Situation
from meeting.model import (
    Artifact,
    CalendarEvent,
    Space,
)
from meeting.states import (
    HostedByCaller,
)


def hosted_card(
    kit: Kit,
    situation: Situation,
    event: CalendarEvent,
    state: HostedByCaller,
    *,
    chosen: Chosen,
    remarks: Remarks,
) -> Json:
    """The card of a Meet that is the user's to set: how it stands, and what to change."""
    text, space, apart = kit.text, state.space, situation.apart
    shared = situation.shares_series or event.recurring
    why_not = why_not_changeable(kit, situation, event, state.obstacle) if state.obstacle else ""
    alone = situation.series is not None and not shared
    # What an administrator keeps on stays to be seen and tried.
    lacking = {each: day for each, day in remarks.lacking.items() if not space.switches[each]}
    shown = chosen.switches if chosen.by_hand else space.switches
    tell = None if remarks.unsaved_changes else told_now(text, situation)
    locks = situation.locks_for(series=situation.shares_series)
    kit = replace(kit, tells=tell is not None, locks=locks)
    if tell is not None and chosen.tell is not None:
        tell = chosen.tell
    about = {Parameter.SPACE: space.name, Parameter.RULES: written(space.rules)}
    again = kit.click(Action.CHECK_AGAIN, about, keep_form=True)
    return event_page(
        kit,
        remarks,
        [
            drift_section(kit, space, remarks.lacking),
            _drift(kit, space, remarks),
            section(
                paragraph(text.editing_hosted()) if remarks.unsaved_changes else None,
                paragraph(text.over()) if situation.over else None,
                # What became of an event that is over, its records say.
                paragraph(text.will_be(space.switches))
                if space.tells_all and not situation.over
                else None,
                paragraph(text.series_shares_settings(every=apart == ())) if shared else None,
                paragraph(text.standing_apart(apart)) if shared and apart else None,
                paragraph(text.stands_apart()) if alone else None,
                _made_for_caller(kit, situation, event),
                paragraph(why_not) if why_not else None,
                paragraph(text.host_all_the_same()) if why_not else None,
                fact(link_text(space.uri), icon="VIDEO_CAMERA"),
            ),
            section(
                *artifact_switches(kit, shown, lacking),
                *lacking_lines(kit, lacking, again),
                None if remarks.unsaved_changes else paragraph(text.your_files()),
                None if situation.over else outside_line(kit, situation.outside, space.switches),
            ),
            *_below_switches(
                kit, situation, event, space, chosen=chosen, remarks=remarks, tell=tell
            ),
        ],
        primary=button(
            text.update(Scope.SERIES if shared else Scope.ALONE),
            kit.click(Action.UPDATE, _of_space(space), keep_form=True),
        ),
        secondary=button(text.join(), open_link(space.uri)),
    )


def _of_space(space: Space) -> dict[Parameter, str]:
    """Which Meet a card is about and how it stood: what stands so on the form was not chosen."""
    on = [artifact.value for artifact in Artifact if space.switches[artifact]]
    return {
        Parameter.CODE: space.code,
        Parameter.SPACE: space.name,
        Parameter.SHOWN: " ".join(on),
        Parameter.RULES: written(space.rules),
    }


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
    remember = None if remarks.store_down else remember_switch(kit, selected=chosen.remember)
    if remarks.unsaved_changes:
        # What is said of these needs the place of a header.
        widgets = rule_widgets(kit.text, rules, of_meet=True)
        return [folded(remember, *widgets, shown=1 if remember else 0)]
    further = buttons(
        button(
            kit.text.choose_cohosts(),
            kit.click(Action.CHOOSE_COHOSTS, {Parameter.CODE: space.code}),
        )
    )
    more: list[Json | None] = [further] if event.guests or situation.another_organizer else []
    telling = None if tell is None else tell_switch(kit.text, selected=tell)
    if tell is not None:
        # Both above the fold would not leave room for the rest.
        more, remember = [*more, remember], None
    if situation.outside and not tell and not situation.over:
        more, telling = [telling, *more], None
    part = buttons(button(kit.text.part(), kit.click(Action.ASK_PART)))
    return [
        section(telling, remember),
        rules_section(kit.text, rules, of_meet=True, more=more),
        section(part) if situation.can_part and not remarks.store_down else None,
    ]


def _drift(kit: Kit, space: Space, remarks: Remarks) -> Json | None:
    """What is otherwise than the user set it, and what can be done about that."""
    text, switches = kit.text, space.switches
    artifacts, rules = remarks.wish.drifted(space)
    # What the organization has set is nobody else's to wish.
    artifacts = [each for each in artifacts if each not in kit.locks.decided]
    if not artifacts and not rules:
        return None
    about = {Parameter.CODE: space.code}
    return section(
        paragraph(f"<b>{text.drifted()}</b>"),
        *(
            fact(text.changed_since(each, on=switches[each]), icon=ICONS[each])
            for each in artifacts
        ),
        fact(text.rule_names(rules), above=text.ruled_otherwise()) if rules else None,
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
