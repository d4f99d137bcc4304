"""A call and what comes of it: a late guest, its end, files one by one, and who was there."""

from __future__ import annotations

from datetime import timedelta

from sandbox.addon import AddOn
from sandbox.google.people.accounts import User
from sandbox.google.server import GoogleServer
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.wire import Json
from workbench.terminal.telling import ZONE, Teller

LATE = timedelta(minutes=10)
REST = timedelta(minutes=20)
FILES = 3
WHO = "Who attended"


def told(host: CalendarHost) -> str:
    """What the card says of the call, without all that it says besides."""
    [section] = [
        section["widgets"]
        for section in host.card["sections"]
        if any(button["text"] == WHO for button in buttons(section))
    ]
    lines = [widget["decoratedText"] for widget in section if "decoratedText" in widget]
    return "\n".join(f"  {line['text']} ({line.get('bottomLabel', '')})" for line in lines)


def buttons(section: Json) -> list[Json]:
    """The buttons of a section's rows."""
    rows = [widget["buttonList"] for widget in section["widgets"] if "buttonList" in widget]
    return [button for row in rows for button in row["buttons"]]


def play_call(google: GoogleServer, addon: AddOn, ana: User, guest: User, retro: str) -> None:
    """Play it: Ana hosts, her guest comes late, and she reads the records.

    Args:
        retro: the id of her event, which begins now.
    """
    world, teller = google.world, Teller(google)
    event = world.calendar.event(ana.email, retro, ana)
    space = world.meet.space_by_code(event["conferenceData"]["conferenceId"])
    if space is None:
        raise LookupError(retro)
    with addon.calendar_of(ana, time_zone=ZONE) as host:
        held = world.meet.start_conference(space, [ana])
        world.clock.advance(LATE)
        world.meet.join(held, guest)
        opened = host.open_event(ana.email, retro)
        teller.scene("The call of “Retrospective” is running, Bo came late", opened, host.text())

        world.clock.advance(REST)
        world.meet.end_conference(held)
        teller.scene("The call has ended, its files are being prepared", host.refresh(), told(host))
        for number in range(1, FILES + 1):
            world.clock.advance(world.knobs.artifact_delay / FILES)
            opened = host.refresh()
            teller.scene(f"A little later, {number} of {FILES} files there", opened, told(host))

        asked = host.press(WHO)
        teller.scene("Ana presses Who attended", asked, host.text())

    with addon.chat_of(ana, time_zone=ZONE) as chat:
        chat.open_dm()
        listed = chat.slash_command("/records", "retro")
        teller.scene("Ana types /records retro", listed, chat.card().text())
