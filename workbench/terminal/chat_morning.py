"""The morning in Chat: the same defaults, a Meet now, and an event with its Meet."""

from __future__ import annotations

from sandbox.addon import AddOn
from sandbox.google.people.accounts import User
from sandbox.google.server import GoogleServer
from workbench.terminal.telling import ZONE, Teller


def play_chat(google: GoogleServer, addon: AddOn, ana: User, guest: User) -> None:
    """Play it: Ana and a guest in a room."""
    world, teller = google.world, Teller(google)
    with addon.chat_of(ana, time_zone=ZONE) as host:
        host.in_space(world.chat.add_space("Design", [ana, guest]))
        added = host.add_to_space()
        teller.scene("Ana adds the app to a room of Chat", added[-1], host.card().text())

        opened = host.slash_command("/settings")
        teller.scene("Ana types /settings", opened, host.form.text())
        host.form.set_switch("transcription", True)
        saved = host.press("Save")
        teller.scene("Ana turns on the transcript and presses Save", saved, "  (the dialog closes)")

        started = host.slash_command("/meet", "Quick sync")
        teller.scene("Ana types /meet Quick sync", started, host.card().text())

        opened = host.slash_command("/schedule", "Plan the launch")
        teller.scene("Ana types /schedule Plan the launch", opened, host.form.text())
        host.form.set_switch("invite_members", True)
        scheduled = host.press("Schedule")
        calls = google.calls_of("calendar.events.insert")
        event_id = (calls[-1].body or {})["id"]
        teller.scene("Ana invites everybody and presses Schedule", scheduled, host.card().text())
        teller.event(ana.email, event_id, ana)
