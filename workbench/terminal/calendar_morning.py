"""The morning in Calendar: defaults, an event without a Meet, and one that has a Meet already."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.addon import AddOn
from sandbox.google.people.accounts import User
from sandbox.google.server import GoogleServer
from workbench.terminal.telling import ZONE, Teller


def play_calendar(google: GoogleServer, addon: AddOn, ana: User, guest: User) -> None:
    """Play it: Ana and her sidebar."""
    world, teller = google.world, Teller(google)
    start = datetime.now(ZoneInfo(ZONE)).replace(hour=10, minute=0, second=0, microsecond=0)
    start, length = start + timedelta(days=1), timedelta(minutes=30)
    budget = world.calendar.add_event(
        ana.email,
        summary="Budget review",
        start=start,
        end=start + length,
        attendees=[guest.email],
    )
    weekly = world.calendar.add_event(
        ana.email,
        summary="Design weekly",
        start=start + length,
        end=start + 2 * length,
        attendees=[guest.email],
        conference=world.meet.make_meet(ana),
    )
    with addon.calendar_of(ana, time_zone=ZONE) as host:
        opened = host.open_home()
        teller.scene("Ana opens the sidebar: what comes next", opened, host.text())

        defaults = host.press("Change my defaults")
        teller.scene("Ana presses Change my defaults", defaults, host.text())

        host.set_switch("recording", True)
        host.set_switch("smart_notes", True)
        saved = host.press_primary()
        teller.scene("Ana turns on recording and notes and presses Save", saved, host.text())

        opened = host.open_home()
        teller.scene("Ana opens the sidebar again: both meetings are ticked", opened, host.text())

        opened = host.open_event(ana.email, budget)
        teller.scene("Ana opens “Budget review”, which has no Meet", opened, host.text())

        created = host.press_primary()
        teller.scene("Ana presses Create Meet", created, host.text())
        teller.event(ana.email, budget, ana)

        opened = host.open_event(ana.email, weekly)
        teller.scene("Ana opens “Design weekly”; Calendar made its Meet", opened, host.text())

        host.set_switch("transcription", True)
        updated = host.press_primary()
        teller.scene("Ana turns on the transcript, presses Update settings", updated, host.text())
        teller.event(ana.email, weekly, ana)
