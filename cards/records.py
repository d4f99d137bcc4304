"""What the cards show of calls: the one that is running, files, and who was there."""

from __future__ import annotations

from collections.abc import Sequence

from cards.actions import Action, Parameter
from cards.text import Text
from cards.widgets import (
    ICONS,
    LONGEST_TITLE,
    Json,
    Kit,
    button,
    buttons,
    card,
    fact,
    folded,
    open_link,
    paragraph,
    section,
)
from cards.words import escape, shorten
from meeting.attending import Attended
from meeting.lately import Latest
from meeting.model import Artifact
from meeting.recalling import Absent, Recalled, Running, Seen
from meeting.records import Kept, Record


def with_records(
    kit: Kit, sections: Sequence[Json | None], recalled: Recalled | None
) -> list[Json | None]:
    """An event's sections with what became of its Meet among them.

    A running call comes first; what there is of an event that is over comes before the settings,
    and else below all.
    """
    if recalled is None:
        return [*sections]
    kept = [_kept_section(kit, recalled), _absent_section(kit.text, recalled.absent)]
    there = [each for each in sections if each]
    place = 1 if recalled.over else len(there)
    return [_running_section(kit, recalled.running), *there[:place], *kept, *there[place:]]


def _running_section(kit: Kit, running: Running | None) -> Json | None:
    if running is None:
        return None
    text = kit.text
    end = kit.click(Action.ASK_END, {Parameter.SPACE: running.space})
    return section(
        fact(f"<b>{text.call_running(running.since, running.present)}</b>", icon="VIDEO_PLAY"),
        buttons(button(text.end_for_everyone(), end)) if running.space else None,
    )


def _kept_section(kit: Kit, recalled: Recalled) -> Json | None:
    text = kit.text
    offer = None
    if recalled.seen is Seen.NEEDS_PERMISSION:
        offer = buttons(button(text.show_records(), kit.click(Action.SHOW_RECORDS)))
    earlier = None
    if recalled.before is not None:
        asked = {Parameter.SPACE: recalled.space, Parameter.BEFORE: recalled.before.isoformat()}
        earlier = buttons(button(text.earlier_calls(), kit.click(Action.EARLIER, asked)))
    failed = recalled.seen is Seen.FAILED
    return section(
        *(widget for kept in recalled.kept for widget in call_widgets(kit, kept)),
        paragraph(text.records_unavailable()) if failed else None,
        paragraph(text.no_call()) if recalled.no_call else None,
        paragraph(text.calls_expired()) if recalled.too_old else None,
        earlier,
        offer,
    )


def _absent_section(text: Text, absent: Sequence[Absent]) -> Json | None:
    """What was asked for and is not there; below the fold the causes that Google documents."""
    notes = any(each.artifact is Artifact.SMART_NOTES and each.short for each in absent)
    return folded(
        *(fact(text.absent(each.artifact, begun=each.begun)) for each in absent),
        paragraph(text.causes_of_none()) if any(not each.begun for each in absent) else None,
        paragraph(text.causes_of_no_file()) if absent else None,
        paragraph(text.too_short_for_notes()) if notes else None,
        shown=len(absent),
    )


def call_widgets(kit: Kit, kept: Kept) -> list[Json]:
    """A call, its files, and a button for who was there."""
    text, call = kit.text, kept.call
    length = text.duration(call.end - call.start) if call.end else ""
    asked = kit.click(Action.ATTENDANCE, {Parameter.CALL: call.name})
    return [
        fact(text.call_when(call), below=length, icon="CLOCK"),
        *file_lines(text, kept),
        buttons(button(text.attendance(), asked)),
    ]


def file_lines(text: Text, kept: Kept) -> list[Json]:
    """What there is of a call, each file with its state and a button that opens it."""
    lines = [_file_line(text, record) for record in kept.records]
    if kept.unread:
        lines.append(paragraph(text.records_unavailable()))
    if kept.hidden:
        lines.append(paragraph(text.call_not_shown()))
    if not lines and kept.call.end is not None:
        lines.append(paragraph(text.nothing_kept()))
    return lines


def _file_line(text: Text, record: Record) -> Json:
    line = fact(
        text.artifact(record.artifact),
        below=text.record_state(record),
        icon=ICONS[record.artifact],
    )
    if record.link:
        line["decoratedText"]["button"] = button(text.open(), open_link(record.link))
    return line


def earlier_card(kit: Kit, space: str, found: Sequence[Kept], *, more: bool) -> Json:
    """Calls of a space that lie before those of another card."""
    text = kit.text
    following = {
        Parameter.SPACE: space,
        Parameter.BEFORE: found[-1].call.start.isoformat() if found else "",
    }
    return card(
        "calls",
        kit.header(text.earlier_calls()),
        [
            section(kit.headline(text.earlier_calls())),
            *(section(*call_widgets(kit, kept)) for kept in found),
            None if found else section(paragraph(text.no_earlier_calls())),
        ],
        primary=button(text.more(), kit.click(Action.EARLIER, following)) if more else None,
    )


def call_card(kit: Kit, kept: Kept) -> Json:
    """One call."""
    return card("calls", kit.header(kit.text.records()), [section(*call_widgets(kit, kept))])


def attendance_card(kit: Kit, attended: Attended) -> Json:
    """Who was in a call: a part of them."""
    text, count = kit.text, attended.count
    whole = attended.page == 0 and attended.last == count
    following = {
        Parameter.CALL: attended.call.name,
        Parameter.PAGE: str(attended.page + 1),
    }
    return card(
        "attendance",
        kit.header(text.attendance()),
        [
            section(
                kit.headline(text.attendance()),
                fact(
                    text.attended(count),
                    below=text.call_when(attended.call),
                    icon="MULTIPLE_PEOPLE",
                ),
                None
                if whole or not attended.people
                else paragraph(text.part_of(attended.first, attended.last, count)),
            ),
            section(
                *(
                    fact(
                        text.attendee(each.attendee),
                        above=text.entrance(each.attendee.entrance),
                        below=text.presence(each),
                    )
                    for each in attended.people
                )
            ),
        ],
        primary=button(text.more(), kit.click(Action.ATTENDANCE, following))
        if attended.last < count
        else None,
    )


def end_card(kit: Kit, space: str) -> Json:
    """Ask before a call is ended."""
    text = kit.text
    return card(
        "end",
        kit.header(text.end_title()),
        [section(kit.headline(text.end_title()), paragraph(text.end_explanation()))],
        primary=button(text.end_call(), kit.click(Action.END, {Parameter.SPACE: space})),
        secondary=button(text.cancel(), kit.click(Action.BACK)),
    )


def last_sections(kit: Kit, latest: Latest | Seen | None, *beside: Json) -> list[Json | None]:
    """The home card's last: further buttons, and the last days' calls, or a button for these.

    Args:
        beside: the further buttons.
        latest: `None` leaves the calls out.
    """
    if latest is Seen.NEEDS_PERMISSION:
        show = button(kit.text.show_records(), kit.click(Action.SHOW_LAST))
        return [section(buttons(*beside, show))]
    return [
        section(buttons(*beside)) if beside else None,
        None if latest is None else _last(kit, latest),
    ]


def _last(kit: Kit, latest: Latest | Seen) -> Json | None:
    text = kit.text
    if isinstance(latest, Seen):
        return section(paragraph(text.records_unavailable()), header=text.last_days())
    lines = []
    for named in latest.calls:
        call = named.kept.call
        title = shorten(text.call_title(named.title, named.code), LONGEST_TITLE)
        when = text.call_when(call)
        line = fact(escape(title), below=when)
        line["decoratedText"]["onClick"] = kit.click(
            Action.SHOW_CALL,
            {Parameter.CALL: call.name, Parameter.TITLE: title, Parameter.WHEN: when},
        )
        lines.append(line)
    none = None if lines else paragraph(text.no_calls_lately())
    return section(*lines, none, header=text.last_days())
