"""What scenarios share in which Schedule is pressed again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sandbox.hosts.chat.host import ChatHost
from tests.support.calls import INSERT, PATCH_EVENT
from tests.support.cards import anchor
from tests.support.chat import in_room, own
from tests.support.people import ANA, BO, CY, DEE
from tests.support.schedule import (
    START,
    complaints,
    event_id_of,
    event_of,
    fill,
    kept,
    planned,
    pressed,
)
from tests.support.stage import Json, Stage
from tests.support.state import only_space
from tests.support.words import SAYS


def without_its_link(stage: Stage, start: datetime = START, **values: str) -> ChatHost:
    """Ana's Chat after a press whose event Calendar took without the Meet; the dialog stays.

    The calls that took are forgotten.
    """
    chat = planned(in_room(stage), start=start, addresses=f"{BO}, {CY}")
    fill(chat, **values)  # type: ignore[arg-type]  # inputs by name
    event_id = event_id_of(chat)
    taken: Json = {}

    def insert() -> None:
        end, guests = start + timedelta(minutes=30), [BO, CY]
        stage.world.calendar.add_event(
            ANA, event_id=event_id, summary="Plan", start=start, end=end, attendees=guests
        )
        taken.update(event_of(stage, event_id))

    stage.google.faults.order(INSERT, then=insert, status=200, body=taken)
    stage.google.faults.order(PATCH_EVENT, status=200, body=taken)
    kept(chat, lambda: pressed(chat))
    space = only_space(stage)
    words = (
        "A Meet was made, but Calendar did not keep its link on the event. Try again to use the "
        f"same Meet, or paste the link yourself: {anchor(space.uri)}"
    )
    assert [words, SAYS.event_without_meet()] == complaints(chat)
    assert [] == own(chat)
    stage.called()
    return chat


def of_others(stage: Stage, event_id: str) -> None:
    """Somebody renames the event, invites Dee, and Bo accepts."""
    guests = [
        {"email": BO, "responseStatus": "accepted"},
        {"email": CY, "responseStatus": "declined"},
        {"email": DEE, "responseStatus": "tentative"},
    ]
    stage.world.calendar.edit_event(ANA, event_id, summary="Their plan", attendees=guests)


def guests_of(event: Json) -> dict[str, str]:
    """The guests of an event with their answers."""
    return {
        guest["email"]: guest.get("responseStatus", "needsAction")
        for guest in event["attendees"]
        if not guest.get("self")
    }


def span(event: Json) -> tuple[datetime, timedelta]:
    """When an event begins, and how long it is."""
    start, end = (datetime.fromisoformat(event[name]["dateTime"]) for name in ("start", "end"))
    assert "date" not in {*event["start"], *event["end"]}
    return start, end - start


def linked(stage: Stage, event_id: str) -> Json:
    """The event, which has the one Meet that there is."""
    event = event_of(stage, event_id)
    assert only_space(stage).uri == event["hangoutLink"]
    return event
