"""Judges what is written to events: what is others' stays, and guests are mailed as chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sandbox.google.faults import Call
from torture.chronicle import WATCHED, Chronicle, Written, uri_of
from torture.presses import GIVES_A_MEET, NEW_EVENT, SEVERAL, Press
from torture.several import Several
from torture.violations import IGNORED, LOST_EDIT, REPLACED, TWICE

Json = dict[str, Any]

LINE = re.compile(r"(?:\A|\n\n)[^\n]*[(（]Records for Google Meet[)）][.。](?=\n|\Z)")
"""What tells guests, with the blank line before it."""
AGREED = {"replace", "part"}
"""What is done to the conference that somebody agreed to have replaced, or to leave."""
_INPUTS = {
    "summary": ("title",),
    "start": ("start",),
    "end": ("start", "length"),
    "attendees": ("guests", "addresses", "invite_members"),
}


class Writes:
    """Judges the writes of a story.

    Args:
        seen: what happened.
        several: judges what is written for several meetings at once.
    """

    def __init__(self, seen: Chronicle, several: Several) -> None:
        self._seen = seen
        self._several = several
        self._tells: set[str] = set()

    def judge_new(self, press: Press, event_id: str, new: dict[str, Json]) -> None:
        """Judge an event that a press made."""
        press.wrote.append(NEW_EVENT)
        intent = press.intent
        if intent.kind != "schedule":
            self._seen.report(TWICE, f"an event was made by {intent.kind}")
            return
        living = [each for each in self._seen.made[intent.name] if self._seen.lives(each)]
        if living:
            self._seen.report(TWICE, "one dialog made a second event while its first is there")
        self._seen.made[intent.name].append(event_id)
        self._seen.maker[event_id] = intent.name
        self._seen.written[event_id] = Written(new[""], press.form)
        for name in _otherwise(new[""], press):
            self._seen.report(IGNORED, f"an event is made with another {name} than was typed")

    def judge(
        self, press: Press, event_id: str, old: dict[str, Json], new: dict[str, Json]
    ) -> None:
        """Judge what a press changed about an event."""
        for suffix, after in new.items():
            before = old.get(suffix, {})
            if before == after:
                continue
            where = f"occurrence {suffix}" if suffix else "the event"
            changed = [name for name in WATCHED if before.get(name) != after.get(name)]
            press.wrote += [f"{name} of {where}" for name in changed]
            press.wrote_to.setdefault(event_id, []).extend(changed)
            if "conferenceData" in changed:
                shown = before if "conferenceData" in before else old.get("", {})
                self._judge_conference(press, event_id, suffix, uri_of(shown), uri_of(after))
            rest = [name for name in changed if name != "conferenceData"]
            if "description" not in before:
                # An occurrence that stood not apart yet had its series' words.
                before = {**before, "description": old.get("", {}).get("description")}
            self._judge_fields(press, event_id, rest, before, after)

    def _judge_conference(
        self, press: Press, event_id: str, suffix: str, before: str, after: str
    ) -> None:
        intent = press.intent
        if before == after:
            return
        self._seen.attached[after] = self._seen.clock
        if before:
            self._seen.replacers[event_id].append(intent.user)
        if not after:
            self._seen.report(REPLACED, f"{intent.kind} took {before} off")
            return
        if intent.kind == SEVERAL:
            self._several.judge_conference(press, event_id, suffix, before, after)
            return
        expected = intent.series if intent.event else ""
        if intent.kind == "schedule":
            expected = event_id if self._seen.maker.get(event_id) == intent.name else ""
        if intent.kind not in GIVES_A_MEET or event_id != expected:
            self._seen.report(
                REPLACED, f"{intent.kind} put a link on an event that it is not about"
            )
        elif before and not (intent.kind in AGREED and before in intent.agreed):
            self._seen.report(REPLACED, f"{intent.kind} put a Meet in place of another conference")
        space = self._seen.world.meet.space_by_code(after.rpartition("/")[2])
        by_organizer = press.form.get("host") == ["organizer"]
        if space is not None and space.owner != intent.user and not by_organizer:
            self._seen.report(REPLACED, f"{intent.kind} put somebody else's Meet on the event")
        self._judge_scope(press, suffix)

    def _judge_scope(self, press: Press, suffix: str) -> None:
        """A series is written, or one event of it, as that was chosen."""
        intent = press.intent
        opened = intent.event.partition("_")[2]
        if intent.kind == "part" and suffix != opened:
            self._seen.report(REPLACED, "the Meet for one event was put on its series")
        if opened and not suffix and "event" in press.form.get("applies_to", []):
            self._seen.report(IGNORED, "“only this event” was chosen and the series written")
        if opened and suffix and "series" in press.form.get("applies_to", []):
            self._seen.report(IGNORED, "“every event” was chosen and one event written")

    def _judge_fields(
        self, press: Press, event_id: str, names: Sequence[str], before: Json, after: Json
    ) -> None:
        written = self._seen.written.get(event_id)
        mine = written is not None and self._seen.maker.get(event_id) == press.intent.name
        for name in names:
            if name == "description":
                self._judge_description(press, before.get(name) or "", after.get(name) or "")
            elif written is None or not mine or press.intent.kind != "schedule":
                self._seen.report(LOST_EDIT, f"{press.intent.kind} changed {name}")
            elif name == "attendees":
                self._judge_guests(press, written, before, after)
            elif before.get(name) != written.fields.get(name) and not retyped(
                name, written.typed, press.form
            ):
                self._seen.report(
                    LOST_EDIT, f"a second press of Schedule wrote over others' {name}"
                )
        if written is not None and mine and names:
            fields = {**written.fields, **{name: after.get(name) for name in names}}
            self._seen.written[event_id] = Written(fields, press.form)

    def _judge_description(self, press: Press, before: str, after: str) -> None:
        """Beside what others wrote a line of the add-on's may come, change and go."""
        if _others(before) != _others(after):
            self._seen.report(LOST_EDIT, f"{press.intent.kind} wrote over others' description")
        elif not LINE.search(before) and not self._tells_guests(press):
            self._seen.report(IGNORED, "guests are told in the description, which was not chosen")
        elif len(LINE.findall(after)) > 1:
            self._seen.report(TWICE, f"{press.intent.kind} told guests twice")

    def _tells_guests(self, press: Press) -> bool:
        """Whether guests are to be told: as chosen, or by default where several are set up."""
        user = press.intent.user
        return press.is_on("tell_guests") or (press.intent.kind == SEVERAL and user in self._tells)

    def begins(self, press: Press) -> None:
        """A press is delivered: what is on with it may become somebody's defaults."""
        if press.is_on("tell_guests") and press.is_on("remember"):
            self._tells.add(press.intent.user)

    def _judge_guests(self, press: Press, written: Written, before: Json, after: Json) -> None:
        mine = {guest["email"] for guest in written.fields.get("attendees") or []}
        had = {guest["email"]: guest for guest in before.get("attendees") or []}
        has = {guest["email"]: guest for guest in after.get("attendees") or []}
        lost = set(had) - mine - set(has) - {press.intent.user}
        if lost:
            self._seen.report(
                LOST_EDIT, "a second press of Schedule took a guest off whom others added"
            )
        typed_anew = retyped("attendees", written.typed, press.form)
        if (set(has) & mine) - set(had) and not typed_anew:
            self._seen.report(LOST_EDIT, "a second press of Schedule put a guest back")
        for email in set(had) & set(has):
            answer = had[email].get("responseStatus", "needsAction")
            if answer not in {"needsAction", has[email].get("responseStatus", "needsAction")}:
                self._seen.report(LOST_EDIT, "a second press of Schedule lost a guest's answer")

    def judge_mail(self, press: Press, call: Call, written: Sequence[str]) -> None:
        """Judge whom a call has Calendar mail about the events that it wrote."""
        if call.method_id.rpartition(".")[2] not in {"patch", "insert", "update"}:
            return
        mails = call.query.get("sendUpdates", "none")
        if mails not in {"none", press.notify}:
            self._seen.report(IGNORED, f"guests are e-mailed ({mails}), which was not chosen")
        for event_id in written:
            if mails != "none":
                press.mailed.add(mails)
            elif not press.mailed and self._seen.has_others(event_id, press.intent.user):
                press.silent = any("conferenceData" in e or e == NEW_EVENT for e in press.wrote)


def _others(description: str) -> str:
    """What others wrote into a description."""
    return LINE.sub("", description)


def _otherwise(made: Mapping[str, Any], press: Press) -> list[str]:
    """What of a new event is not as it was typed."""
    form = press.form
    title, length = (next(iter(form.get(name, [])), "").strip() for name in ("title", "length"))
    start, end = (_milliseconds(made.get(name)) for name in ("start", "end"))
    asked = {each.strip() for each in ",".join(form.get("addresses", [])).split(",")}
    asked = {each for each in asked | {*form.get("guests", [])} if "@" in each}
    invited = {guest["email"] for guest in made.get("attendees") or []}
    right = {
        "title": not title or made.get("summary") == title,
        "start": not form.get("start") or str(start) == form["start"][0],
        "length": not length.isdigit() or end - start == int(length) * 60_000,
        "list of guests": asked - {press.intent.user} <= invited,
    }
    return [name for name, is_right in right.items() if not is_right]


def _milliseconds(moment: Any) -> int:  # noqa: ANN401  # an EventDateTime
    return int(datetime.fromisoformat(str(moment["dateTime"])).timestamp() * 1000)


def retyped(name: str, before: Mapping[str, list[str]], now: Mapping[str, list[str]]) -> bool:
    """Whether somebody typed a member otherwise than at the press before."""
    return any(before.get(each) != now.get(each) for each in _INPUTS.get(name, ()))
