"""The tours' cards under an organization's policy."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sandbox.google.people.accounts import Feature
from tests.support.people import ANA, BO
from tests.support.policy import CONTACT, force
from tests.support.schedule import START, fill, planned
from tests.support.switches import OFF, Three

if TYPE_CHECKING:
    from tests.support.chat_tour import ChatTour
    from tests.support.stage import Json
    from tests.support.tour import Tour

KIM, LEE = "kim@customer.example", "lee@partner.example"
INTERVIEW = "Interview"
SET_ON: dict[str, str] = dict.fromkeys(Three._fields, "on")
SET_OFF: dict[str, str] = dict.fromkeys(Three._fields, "off")
MIXED: Json = {
    "defaults": {"smart_notes": True},
    "locked": {"recording": "on", "transcription": "off"},
    "external": SET_OFF,
    "words": [{"contains": INTERVIEW, "locked": {"recording": "off"}}],
    "contact": CONTACT,
}
"""A policy of which some of a card is the user's to choose."""


# The sidebar


def see_policy(seen: Tour) -> None:
    """Visit those in the sidebar, in a new world: its meetings to come are seen."""
    seen.stage.renew()
    with seen.stage.under(MIXED):
        _coming(seen)
        _event(seen)
        _defaults(seen)
        _new_meeting(seen)
    for name, locked in (("on", SET_ON), ("off", SET_OFF)):
        with seen.stage.under({"locked": locked}):
            _all_three(seen, name, stands=name == "off")
    with seen.stage.under({"locked": SET_ON, "contact": CONTACT}):
        _lacking(seen)


def _event(seen: Tour) -> None:
    """An event of which two switches are the organization's."""
    world, text = seen.stage.world, seen.text
    event = world.calendar.add_event(ANA, attendees=[BO])
    host = seen.open("no conference, under a policy", event)
    seen.press("created under a policy", host)
    space = world.meet.make_meet(ANA, transcription=True)
    event = world.calendar.add_event(ANA, attendees=[BO], conference=space)
    host = seen.open("hosted by me, against a policy", event)
    host.press(text.set_right())
    seen.see("set as the organization has it", host)
    sooma = world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    event = world.calendar.add_event(ANA, summary=INTERVIEW, conference=sooma)
    seen.ask_to_replace("replace under a policy", seen.enter(event))
    event = world.calendar.add_event(ANA, attendees=[KIM, LEE])
    seen.open("no conference, guests outside, under a policy", event)


def _defaults(seen: Tour) -> None:
    host = seen.host()
    host.universal_action("Defaults for new meetings")
    seen.see("home under a policy", host)
    host.press(seen.text.outside_defaults())
    seen.see("defaults with guests outside, under a policy", host)
    host.back()
    host.card_action(seen.text.reset_to_policy())
    seen.see("asked to reset to a policy", host)
    seen.press("reset to a policy", host)
    host.universal_action("Check my setup")
    seen.see("setup under a policy", host)


def _coming(seen: Tour) -> None:
    """Meetings of which some come out otherwise than by default."""
    calendar = seen.stage.world.calendar
    start = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    made = [
        calendar.add_event(ANA, summary=title, start=start, end=start, attendees=[guest])
        for title, guest in (("Planning", BO), (INTERVIEW, BO), ("Offer", KIM))
    ]
    host = seen.host()
    host.open_home()
    seen.see("coming, under a policy", host)
    host.set_input("meetings", made)
    seen.press("set up under a policy", host)
    for event in made:
        calendar.edit_event(ANA, event, status="cancelled")


def _new_meeting(seen: Tour) -> None:
    host = seen.host()
    host.open_home()
    host.press(seen.text.new_meeting())
    seen.see("new meeting, under a policy", host)
    host.set_input("title", INTERVIEW)
    host.set_input("start", START)
    host.set_input("addresses", BO)
    seen.press("scheduled under a policy", host)


def _all_three(seen: Tour, name: str, *, stands: bool) -> None:
    """Every sentence of a lock: in a switch's place, of what stands otherwise, and of a result."""
    world = seen.stage.world
    three: dict[str, Any] = dict.fromkeys(Three._fields, stands)
    space = world.meet.make_meet(ANA, **three)
    seen.open(f"no conference, all set {name}", world.calendar.add_event(ANA))
    event = world.calendar.add_event(ANA, conference=space)
    seen.open(f"hosted by me, all set {name} and standing otherwise", event)


def _lacking(seen: Tour) -> None:
    """What is to be on and is not allowed by Meet."""
    ana, calendar = seen.stage.ana, seen.stage.world.calendar
    ana.features -= {Feature.RECORDING}
    seen.press("refused under a policy", seen.enter(calendar.add_event(ANA)))
    seen.open("lacking under a policy", calendar.add_event(ANA))
    ana.features |= {Feature.RECORDING}
    host = seen.enter(calendar.add_event(ANA))
    host.press(seen.text.check_again())


# Chat


def see_policy_in_chat(tour: ChatTour) -> None:
    """Visit those in Chat."""
    stage = tour.stage
    _defaults_outside(tour)
    with stage.under(MIXED):
        _meets(tour)
        _scheduling(tour)
        chat = tour.room()
        chat.slash_command("/settings")
        tour.dialog("settings, under a policy", chat.form)
        chat.press(tour.text.outside_defaults())
        tour.dialog("defaults with guests outside, under a policy", chat.form)


def _defaults_outside(tour: ChatTour) -> None:
    """Other defaults for meetings with guests outside."""
    chat, text = tour.room(), tour.text
    chat.slash_command("/settings")
    chat.press(text.outside_defaults())
    chat.press(text.save())
    chat.press(text.outside_defaults())
    tour.dialog("defaults with guests outside, others", chat.form)
    chat.press(text.outside_same())
    chat.form.close()


def _meets(tour: ChatTour) -> None:
    alone = tour.alone()
    alone.slash_command("/meet", "Planning")
    tour.message("a Meet, set otherwise by the organization", alone)
    chat = tour.room()
    chat.slash_command("/meet", "Planning")
    space = tour.stage.world.meet.spaces[-1]
    space.settings |= {
        "artifactConfig.recordingConfig.autoRecordingGeneration": "OFF",
        "artifactConfig.transcriptionConfig.autoTranscriptionGeneration": "ON",
    }
    chat.click(tour.text.change_settings(), tour.posted(chat))
    tour.dialog("this meeting, against a policy", chat.form)
    force(chat, OFF)
    chat.press(tour.text.save())
    chat.installation.tamper = None
    tour.message("a Meet, otherwise than was pressed for, to its host", chat)


def _scheduling(tour: ChatTour) -> None:
    chat = tour.room()
    planned(chat, INTERVIEW)
    tour.dialog("schedule, under a policy", chat.form)
    chat.form.close()
    chat = tour.alone()
    planned(chat, "Planning")
    fill(chat, title=INTERVIEW, addresses=KIM)
    chat.form.set_switch("smart_notes", on=True)
    chat.form.press_primary()
    tour.message("an event, set otherwise by the organization", chat)
