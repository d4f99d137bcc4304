"""The meetings to come on the home card, and what became of those that were set up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from cards.actions import Action, Input, Parameter
from cards.home import home_menu, new_meeting_button
from cards.notice import problem_words
from cards.outside import for_outside
from cards.records import last_sections
from cards.text import Text
from cards.widgets import (
    Json,
    Kit,
    button,
    buttons,
    card,
    contact_line,
    fact,
    paragraph,
    section,
)
from cards.words import headline
from meeting.coming import Agenda, Coming, Span
from meeting.lately import Latest
from meeting.model import Switches
from meeting.recalling import Seen
from meeting.setting_up import Became, Set
from meeting.states import HostedByCaller, HostedByOther, LinkPending, NoConference, OtherVendor
from meeting.values import dataclass

LONGEST_TITLE = 60


@dataclass(frozen=True)
class Listed:
    """What the home card lists.

    Attributes:
        span: until when.
        since: from when on, which stays the same from page to page.
        skip: how many came before those that are listed.
        ticked: the values of the boxes that are ticked.
        left: how many of the meetings listed an earlier press left to be done.
        left_elsewhere: how many others it left.
    """

    agenda: Agenda
    span: Span
    since: datetime
    skip: int
    ticked: Collection[str]
    left: int = 0
    left_elsewhere: int = 0

    def leads_to(self, skip: int) -> dict[Parameter, str]:
        """What a button carries that leads to a page of the same list."""
        about = {Parameter.SPAN: self.span.value}
        page = {Parameter.SKIP: str(skip), Parameter.SINCE: self.since.isoformat()}
        return {**about, **page} if skip else {**about}

    @property
    def bare(self) -> dict[Parameter, str]:
        """Which events are shown as free to be given a conference, and since when."""
        free = [each for each in self.agenda.meetings if each.free]
        told = " ".join(each.event.id for each in free)
        return {Parameter.BARE: told, Parameter.DRAWN: datetime.now(UTC).isoformat()}


def value_of(meeting: Coming) -> str:
    """What the box of a meeting sends: its id, and that of its series, if it is of one."""
    event = meeting.event
    return f"{event.id} {event.series_id}".strip()


def coming_card(
    kit: Kit,
    listed: Listed,
    defaults: Switches,
    latest: Latest | Seen | None,
    *,
    outside: Switches | None = None,
) -> Json:
    """The meetings to come, with a box each, and what to set them up with.

    Args:
        latest: the last calls, or why they are not shown; `None` leaves them out.
        outside: the defaults for meetings with guests outside the organization, if others.
    """
    text, agenda = kit.text, listed.agenda
    count = sum(value_of(each) in listed.ticked for each in agenda.meetings)
    here, others = listed.leads_to(listed.skip), listed.left_elsewhere
    go_on = kit.click(Action.SET_UP, {**here, Parameter.LEFT: str(others)})
    return card(
        "home",
        kit.header(text.coming_meetings()),
        [
            section(
                paragraph(text.left_elsewhere(others)) if others else None,
                buttons(button(text.go_on_with(others + listed.left), go_on)) if others else None,
                paragraph(text.left_to_set_up(listed.left)) if listed.left else None,
                _boxes(kit, listed)
                if agenda.meetings
                else paragraph(text.none_coming(listed.span)),
                buttons(*_further(kit, listed)),
            ),
            section(buttons(new_meeting_button(kit))),
            section(
                paragraph(text.your_defaults(kit.policy.locked.over(defaults))),
                None
                if outside is None
                else paragraph(text.your_outside_defaults(for_outside(kit).locks.over(outside))),
                buttons(button(text.change_defaults(), kit.click(Action.SHOW_DEFAULTS))),
            ),
            *last_sections(kit, latest),
        ],
        primary=button(
            text.set_up(count) if count else text.set_up_ticked(),
            kit.click(Action.SET_UP, here | listed.bare, keep_form=True),
        )
        if agenda.meetings
        else None,
        menu=home_menu(kit),
    )


def _boxes(kit: Kit, listed: Listed) -> Json:
    text = kit.text
    recount = kit.call(Action.COUNT_COMING, listed.leads_to(listed.skip))
    return {
        "selectionInput": {
            "name": Input.MEETINGS.value,
            "label": text.coming(listed.span),
            "type": "CHECK_BOX",
            "items": [
                {
                    "text": _line(text, each),
                    "value": value_of(each),
                    "selected": value_of(each) in listed.ticked,
                }
                for each in listed.agenda.meetings
            ],
            "onChangeAction": {**recount, "persistValues": True},
        }
    }


def _line(text: Text, meeting: Coming) -> str:
    """Time, title and state, as plain text."""
    event = meeting.event
    when = text.starts(event.when) if event.when else ""
    title = headline(text.plain_title(event.title))
    return text.coming_line(when, title, state_of(text, meeting), series=bool(event.series_id))


def state_of(text: Text, meeting: Coming) -> str:
    """How a meeting stands, in a word or two of plain text."""
    match meeting.state:
        case NoConference():
            call = meeting.event.call_in_text
            return text.in_a_call(call.name) if call else text.no_meet()
        case HostedByCaller(space=space):
            return text.records_of(space.switches)
        case HostedByOther():
            return text.hosted_by_somebody()
        case OtherVendor():
            conference = meeting.event.conference
            return text.in_a_call(conference.name if conference else "")
        case LinkPending():
            return text.link_on_its_way()
    return text.not_known()


def _further(kit: Kit, listed: Listed) -> list[Json]:
    """What else can be listed."""
    text = kit.text
    spans = [each for each in Span if each is not listed.span]
    found = [
        button(text.show_span(each), kit.click(Action.SHOW_COMING, {Parameter.SPAN: each.value}))
        for each in spans
    ]
    if listed.agenda.further:
        more = listed.leads_to(listed.agenda.further)
        found.insert(0, button(text.later_meetings(), kit.click(Action.SHOW_COMING, more)))
    return found


def set_up_card(
    kit: Kit, became: Sequence[Set], span: Span, titles: Mapping[str, str], others: int
) -> Json:
    """What became of each meeting, and a button that goes on where some are left.

    Args:
        span: until when those were listed.
        titles: of the events, by their ids, as far as they are known.
        others: how many an earlier press left, besides these.
    """
    text = kit.text
    left = sum(each.became is Became.TO_DO for each in became)
    done = sum(each.arranged is not None for each in became)
    told = [each for each in became if each.became is not Became.TO_DO]
    about = {Parameter.SPAN: span.value}
    again = kit.click(Action.SET_UP, {**about, Parameter.LEFT: str(left + others)})
    overruled = any(each.arranged is not None and each.arranged.overruled for each in became)
    listing = button(text.coming_meetings(), kit.click(Action.SHOW_COMING, about))
    return card(
        "setup",
        kit.header(text.were_set_up(done, len(became))),
        [
            section(
                *(_result(text, each, titles) for each in told),
                paragraph(text.still_to_do(left)) if left else None,
                paragraph(text.left_elsewhere(others)) if others else None,
            ),
            section(paragraph(text.some_locked()), contact_line(kit)) if overruled else None,
        ],
        primary=button(text.go_on_with(left + others), again) if left + others else listing,
        secondary=listing if left + others else None,
    )


def _result(text: Text, became: Set, titles: Mapping[str, str]) -> Json:
    arranged, situation = became.arranged, became.situation
    event = arranged.opened if arranged else situation.event if situation else None
    title = event.title if event else titles.get(became.spot.event_id)
    return fact(
        text.untold_meeting() if title is None else text.title(title),
        above=text.when(event.when) if event and event.when else "",
        below=_words(text, became),
    )


def _words(text: Text, became: Set) -> str:
    if became.arranged is not None:
        return text.will_be(became.arranged.space.switches)
    if became.problem is not None:
        return problem_words(text, became.problem)
    if isinstance(became.state, OtherVendor | HostedByOther):
        return text.left_out_call()
    return text.left_out()
