"""A meeting is set up, somebody changes its Meet in Meet itself, and its host decides on that."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.addon import AddOn
from sandbox.google.people.accounts import User
from sandbox.google.server import GoogleServer
from workbench.terminal.telling import ZONE, Teller

LENGTH = timedelta(minutes=30)
AGAIN, KEEP = "Set it again", "Keep it so"


def play_setting(google: GoogleServer, addon: AddOn, ana: User, guest: User) -> str:
    """Play it, until the call can begin; the id of Ana's event."""
    world, teller = google.world, Teller(google)
    start = datetime.now(ZoneInfo(ZONE)).replace(second=0, microsecond=0)
    retro = world.calendar.add_event(
        ana.email,
        summary="Retrospective",
        start=start,
        end=start + LENGTH,
        attendees=[guest.email],
    )
    with addon.calendar_of(ana, time_zone=ZONE) as host:
        host.open_event(ana.email, retro)
        host.set_switch("transcription", True)
        created = host.press_primary()
        teller.scene("Ana sets “Retrospective” up, with a transcript, too", created, host.text())
        space = world.meet.spaces[-1]

        world.meet.edit_space(space, transcription="OFF")
        opened = host.open_event(ana.email, retro)
        teller.scene("Somebody turned that off in Meet; Ana looks again", opened, host.text())
        again = host.press(AGAIN)
        teller.scene(f"Ana presses {AGAIN}", again, host.text())

        world.meet.edit_space(space, moderation="ON")
        opened = host.open_event(ana.email, retro)
        teller.scene("Now host management is on, which she left off", opened, host.text())
        kept = host.press(KEEP)
        teller.scene(f"Ana presses {KEEP}", kept, host.text())
    return retro
