"""The main jobs, each as a person does it and as it must end, whatever is true about Google."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sandbox.google.meet.meetings import Space
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.cards import did, lines, meet_line, results
from tests.support.chat import card_of, in_room, posted, written
from tests.support.people import ANA, BO
from tests.support.sidebar import agree_to_replace, ask_to_replace
from tests.support.stage import Json, Stage
from tests.support.switches import Three, choose, has
from tests.support.words import SAYS

Job = Callable[[Stage], None]

WANTED = Three(recording=True, smart_notes=True)
SHOWN = {"Recording": "On", "Transcript": "Off", "Notes": "On"}
START = datetime(2031, 5, 14, 9, 30, tzinfo=UTC)
ZOOM: Json = {
    "conferenceId": "88512345678",
    "conferenceSolution": {
        "key": {"type": "addOn"},
        "name": "Zoom Meeting",
        "iconUri": "https://example.com/zoom.png",
    },
    "entryPoints": [
        {
            "entryPointType": "video",
            "uri": "https://zoom.example/j/88512345678",
            "meetingCode": "88512345678",
            "passcode": "4711",
        },
        {"entryPointType": "phone", "uri": "tel:+15550100", "passcode": "4711"},
    ],
    "notes": "Host: Bo<br>Passcode: 4711",
    "parameters": {"addOnParameters": {"parameters": {"realMeetingId": "88512345678"}}},
}
OF_ZOOM = ("notes", "parameters", "createRequest", "signature")


def open_an_event(stage: Stage) -> None:
    """Opening shows what the event is called, and offers a Meet."""
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO], summary="Planning")
    host = stage.host()
    host.open_event(ANA, event_id)
    _offers_a_meet(host)
    assert [] == stage.world.meet.spaces


def create(stage: Stage) -> None:
    """Create puts one Meet with exactly these settings into the event."""
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO])
    host = stage.host()
    host.open_event(ANA, event_id)
    choose(host, WANTED)
    host.press_primary()
    _is_ready(stage, host, event_id, SAYS.created())


def update(stage: Stage) -> None:
    """Update sets the Meet that is there, and leaves the event alone."""
    space = stage.world.meet.make_meet(ANA, transcription=True)
    event_id = stage.world.calendar.add_event(ANA, conference=space)
    before = stage.world.calendar.event(ANA, event_id, ANA)
    host = stage.host()
    host.open_event(ANA, event_id)
    choose(host, WANTED)
    host.press_primary()
    assert SAYS.updated() == did(host.card)
    assert (SHOWN, WANTED) == (results(host.card), has(space))
    assert before == stage.world.calendar.event(ANA, event_id, ANA)
    assert [space] == stage.world.meet.spaces


def replace(stage: Stage) -> None:
    """Replacing another vendor's call leaves nothing of it on the event."""
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO], conference=ZOOM)
    host = stage.host()
    host.open_event(ANA, event_id)
    ask_to_replace(host)
    choose(host, WANTED)
    agree_to_replace(host)
    _is_ready(stage, host, event_id, SAYS.replaced())
    data = stage.world.calendar.event(ANA, event_id, ANA)["conferenceData"]
    assert {} == {name: data[name] for name in OF_ZOOM if name in data}
    assert "4711" not in str(data)
    assert "zoom" not in str(data)


def meet(stage: Stage) -> None:
    """`/meet` posts one Meet that everybody can join."""
    chat = in_room(stage)
    exchange = chat.slash_command("/meet", "Standup")
    [space] = stage.world.meet.spaces
    card = card_of(exchange)
    assert "Standup" == card["header"]["title"]
    assert f"meet.google.com/{space.code}" in written(card)
    assert "privateMessageViewer" not in posted(exchange)
    assert ANA == space.owner


def schedule(stage: Stage) -> None:
    """`/schedule` makes one event with its Meet, at the moment that was chosen."""
    chat = in_room(stage)
    chat.slash_command("/schedule", "Kick-off")
    chat.form.set_input("start", START)
    chat.form.set_input("addresses", BO)
    for name, on in WANTED._asdict().items():
        chat.form.set_switch(name, on)
    exchange = chat.form.press_primary()
    [space] = stage.world.meet.spaces
    [event] = _events(stage)
    assert space.code == event["conferenceData"]["conferenceId"]
    assert WANTED == has(space)
    assert ("Kick-off", START) == (
        event["summary"],
        datetime.fromisoformat(event["start"]["dateTime"]),
    )
    assert BO in [guest["email"] for guest in event["attendees"]]
    assert "Kick-off" == card_of(exchange)["header"]["title"]


def granted(stage: Stage) -> None:
    """A newcomer who grants what is asked gets what they pressed for."""
    event_id = stage.world.calendar.add_event(ANA)
    host = stage.host(granted=())
    host.open_event(ANA, event_id)
    _goes_on_to_the_prompt(host)
    choose(host, WANTED)
    host.press_primary()
    _is_ready(stage, host, event_id, SAYS.created())
    chat = in_room(stage, granted=())
    chat.slash_command("/meet")
    assert 2 == len(stage.world.meet.spaces)


def declined(stage: Stage) -> None:
    """Who declines is told what for, and may think better of it; nobody is asked in a circle."""
    event_id = stage.world.calendar.add_event(ANA)
    willing = False
    host = stage.host(granted=(), consent=lambda asked: asked if willing else [])
    host.open_event(ANA, event_id)
    _goes_on_to_the_prompt(host)
    if host.shown is None:
        # A host that repeats nothing after a declined prompt leaves all as it is.
        host.open_event(ANA, event_id)
    elif host.card["name"] == "welcome":
        host.press_primary()
    assert "permission" == host.card["name"]
    assert 1 == len(host.consents)
    willing = True
    host.press_primary()
    _offers_a_meet(host)
    host.press_primary()
    _is_ready(stage, host, event_id, SAYS.created(), wanted=Three())
    assert len(host.consents) <= 3


JOBS: tuple[Job, ...] = (open_an_event, create, update, replace, meet, schedule, granted, declined)


def _offers_a_meet(host: CalendarHost) -> None:
    assert "event" == host.card["name"]
    assert "Planning" == host.card["header"]["title"]
    assert SAYS.create() == host.card["fixedFooter"]["primaryButton"]["text"]


def _goes_on_to_the_prompt(host: CalendarHost) -> None:
    """A host that does not tell what is granted has the prompt at once, others a card before it."""
    if host.shown is not None and host.card["name"] == "welcome":
        assert [] == host.consents
        host.press_primary()


def _is_ready(
    stage: Stage, host: CalendarHost, event_id: str, title: str, *, wanted: Three = WANTED
) -> None:
    """The one space is on the event, as it was wanted, and the card says so."""
    [space] = stage.world.meet.spaces
    event = stage.world.calendar.event(ANA, event_id, ANA)
    assert title == did(host.card)
    assert [meet_line(space.uri)] == lines(host.card)
    assert wanted == has(space)
    assert (ANA, space.uri) == (space.owner, _link(event, space))


def _link(event: Json, space: Space) -> str:
    """The link of the event's conference, if it is this space's."""
    data = event["conferenceData"]
    [video] = [part for part in data["entryPoints"] if part["entryPointType"] == "video"]
    assert space.code == data["conferenceId"]
    return str(video["uri"])


def _events(stage: Stage) -> list[Json]:
    """Ana's events as Calendar has them."""
    ids = [entry.event.id for entry in stage.world.calendar.entries(ANA)]
    return [stage.world.calendar.event(ANA, each, ANA) for each in ids]
