"""The meetings in Meet: which come, which were held, who was there, what was kept."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from html import escape
from zoneinfo import ZoneInfo

from nicegui import background_tasks, ui
from nicegui.events import ValueChangeEventArguments

from sandbox.google.calendar.events import instant
from sandbox.google.meet.meetings import (
    RECORDING,
    SMART_NOTES,
    TRANSCRIPTION,
    Artifact,
    Conference,
    Participant,
    Space,
)
from sandbox.google.people.accounts import Feature
from sandbox.hosts.exchange import OpenedLink
from sandbox.hosts.wire import member
from workbench.buttons import filled_button, text_button
from workbench.desk import Desk
from workbench.dialogs import answer, dialog
from workbench.moments import clock, clocks, day
from workbench.seed import PEOPLE
from workbench.stage import FILES

LANGUAGE = "en"
KINDS = {
    "recordings": ("Recording", RECORDING, Feature.RECORDING),
    "transcripts": ("Transcript", TRANSCRIPTION, Feature.TRANSCRIPTION),
    "smartNotes": ("Notes", SMART_NOTES, Feature.SMART_NOTES),
}
A_FILE_SECONDS = 0.7
"""How long somebody at the workbench waits for a file that takes minutes elsewhere."""
ABOUT = (
    "Holding one moves the stand-in’s clock on by 35 minutes. What is ticked is changed in Meet "
    "itself, as somebody may do behind the add-on’s back."
)
COMING, HELD, NOT_HELD = "Coming up", "Held", "Nobody came"


@dataclass(frozen=True)
class Meeting:
    """A space with what is known of it.

    Attributes:
        space: the space.
        title: the title of its event.
        start: when its event begins; None without an event.
        end: when its event ends.
        held: the conferences that took place in it, the newest first.
    """

    space: Space
    title: str
    start: datetime | None
    end: datetime | None
    held: list[Conference]

    def group(self, now: datetime) -> str:
        """Under which heading it stands."""
        if self.held:
            return HELD
        return NOT_HELD if self.end is not None and self.end < now else COMING


class Meetings:
    """The page of meetings.

    Args:
        desk: the browser tab.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def show(self) -> None:
        """Show it until it is closed."""
        stage = self._desk.stage
        with dialog("Meetings") as shown, ui.card().classes("wb-dialog wb-tall wb-meetings"):
            _heading("Meetings", "h2", "wb-h2")
            ui.label(ABOUT).classes("wb-small")
            found = sorted(self._find(), key=lambda meeting: _order(meeting, stage.now))
            groups = {meeting.group(stage.now) for meeting in found}
            with ui.element("div").classes("wb-scrolled") as listed:
                listed.props["tabindex"] = "0"
                for group in (COMING, HELD, NOT_HELD):
                    if group in groups:
                        _heading(group, "h3", "wb-meeting-group")
                    for meeting in found:
                        if meeting.group(stage.now) == group:
                            self._draw(meeting)
            with ui.row().classes("wb-actions"):
                filled_button("Done", lambda: shown.submit(None))
        await answer(shown)

    def _find(self) -> Iterator[Meeting]:
        stage = self._desk.stage
        conferences = stage.world.meet.conferences[::-1]
        for space in stage.world.meet.spaces:
            event = stage.event_of(space)
            held = [conference for conference in conferences if conference.space is space]
            if event is None:
                yield Meeting(space, "Without an event", None, None, held)
            else:
                start, end = (
                    instant(event[name], self._desk.seat.zone) for name in ("start", "end")
                )
                yield Meeting(space, event.get("summary", ""), start, end, held)

    def _draw(self, meeting: Meeting) -> None:
        space = meeting.space
        with ui.element("section").classes("wb-space") as section:
            section.props["aria-label"] = f"{meeting.title}, {space.code}"
            with ui.element("div").classes("wb-space-head"):
                with ui.element("div").classes("wb-space-titles"):
                    _heading(meeting.title, "h4", "wb-meeting-title")
                    about = [
                        "" if meeting.held else self._when(meeting.start, meeting.end),
                        f"{self._name(space.owner)} hosts",
                        space.code,
                    ]
                    ui.label(" · ".join(filter(None, about))).classes("wb-small")
                hold = text_button("Hold it")
                hold.props["aria-label"] = f"Hold {meeting.title}"
            if not meeting.held:
                self._draw_settings(meeting)
            held = ui.element("div")
        hold.on_click(partial(self._hold, space, held))
        self._draw_held(meeting.held, held)

    def _draw_settings(self, meeting: Meeting) -> None:
        """What Meet is to make of it, to be changed there."""
        with ui.element("div").classes("wb-row wb-records"):
            ui.label("In Meet:").classes("wb-small")
            for name, setting, _ in KINDS.values():
                box = ui.checkbox(name, value=meeting.space.settings[setting] == "ON")
                box.props("dense").props["aria-label"] = f"{name} of {meeting.title} in Meet"
                box.on_value_change(partial(self._set, meeting.space, setting))

    def _set(self, space: Space, setting: str, event: ValueChangeEventArguments[bool]) -> None:
        value = "ON" if event.value else "OFF"
        self._desk.stage.world.meet.change_space(space, {setting: value})

    def _hold(self, space: Space, held: ui.element) -> None:
        stage = self._desk.stage
        call = stage.hold_conference(space, [stage.user(person.email) for person in PEOPLE])
        self._redraw(space, held)
        background_tasks.create(self._prepare_files(call, held))

    async def _prepare_files(self, call: Conference, held: ui.element) -> None:
        """Let the files appear one by one, whether or not somebody looks on."""
        for _ in range(FILES):
            await asyncio.sleep(A_FILE_SECONDS)
            self._desk.stage.prepare_files(call)
            if not held.is_deleted:
                self._redraw(call.space, held)

    def _redraw(self, space: Space, held: ui.element) -> None:
        conferences = self._desk.stage.world.meet.conferences[::-1]
        self._draw_held([found for found in conferences if found.space is space], held)

    def _draw_held(self, conferences: list[Conference], held: ui.element) -> None:
        held.clear()
        with held:
            for conference in conferences:
                with ui.element("div").classes("wb-held"):
                    when = self._when(conference.started, conference.ended)
                    ui.label(f"Held {when}" if conference.ended else f"Begun {when}")
                    people = ", ".join(self._presence(conference))
                    ui.label(f"With {people}" if people else "With nobody").classes("wb-small")
                    with ui.element("div").classes("wb-row wb-records"):
                        for kind in KINDS:
                            self._draw_record(conference, kind)

    def _draw_record(self, conference: Conference, kind: str) -> None:
        name = KINDS[kind][0]
        artifacts = [found for found in conference.artifacts if found.kind == kind]
        for artifact in artifacts:
            uri = self._file(conference, artifact)
            if uri:
                link = ui.link(name, uri).classes("wb-link")
                opened = OpenedLink.parse({"url": uri})
                link.on("click", partial(self._desk.open_link, opened), js_handler=STAY)
            else:
                ui.label(f"{name}: {'being prepared' if artifact.ended else 'running'}")
        if not artifacts:
            ui.label(f"{name}: {self._why_none(conference, kind)}").classes("wb-small")

    def _file(self, conference: Conference, artifact: Artifact) -> str:
        """Where the file is; empty while there is none."""
        shown = artifact.resource(conference.name, self._desk.stage.now)
        for place in ("driveDestination", "docsDestination"):
            found = member(shown, place)
            if found is not None:
                return str(found["exportUri"])
        return ""

    def _why_none(self, conference: Conference, kind: str) -> str:
        _, setting, feature = KINDS[kind]
        space = conference.space
        if space.settings[setting] != "ON":
            return "off"
        if feature not in self._desk.stage.user(space.owner).features:
            return f"not in {self._name(space.owner)}’s edition"
        if all(user.email != space.owner for user in conference.users()):
            return f"on, but {self._name(space.owner)} did not come"
        return "none"

    def _presence(self, conference: Conference) -> Iterator[str]:
        """Who took part, with when they came and went where that was not all the time."""
        for person in conference.participants:
            remarks = list(self._remarks(conference, person))
            yield (
                f"{person.display_name} ({', '.join(remarks)})" if remarks else person.display_name
            )

    def _remarks(self, conference: Conference, person: Participant) -> Iterator[str]:
        if person.user is None:
            yield "no account"
        if person.joined > conference.started:
            yield f"from {self._clock(person.joined)}"
        if person.left is not None and person.left != conference.ended:
            yield f"until {self._clock(person.left)}"

    def _when(self, start: datetime | None, end: datetime | None) -> str:
        if start is None:
            return ""
        first = self._local(start)
        shown = day(first, LANGUAGE)
        if end is None:
            return f"{shown}, {clock(first, LANGUAGE)}"
        return f"{shown}, {clocks(first, self._local(end), LANGUAGE)}"

    def _clock(self, moment: datetime) -> str:
        return clock(self._local(moment), LANGUAGE)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self._desk.seat.zone))

    def _name(self, email: str) -> str:
        """Somebody's name, or the address of somebody from elsewhere."""
        known = self._desk.stage.world.people.users.get(email)
        return known.display_name if known else email


STAY = "event => { event.preventDefault(); emit() }"
"""The page stays where it is: what would be opened is only shown."""


def _heading(words: str, tag: str, classes: str) -> None:
    ui.html(words, sanitize=escape, tag=tag).classes(classes)


def _order(meeting: Meeting, now: datetime) -> float:
    """What comes next first, and what was held last."""
    if meeting.held:
        return -meeting.held[0].started.timestamp()
    return (meeting.start or now).timestamp()
