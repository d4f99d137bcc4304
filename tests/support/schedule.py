"""Steps of scheduling that scenarios share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.exchange import Exchange
from sandbox.hosts.filling import InputValue
from tests.support.calls import CREATE_SPACE, INSERT, PATCH_EVENT, calls_of
from tests.support.cards import lines, paragraphs, switches
from tests.support.chat import inputs, selected
from tests.support.people import ANA
from tests.support.stage import Json, Stage
from tests.support.switches import Three
from tests.support.words import SAYS

START = datetime(2031, 5, 14, 9, 30, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MADE = [CREATE_SPACE, INSERT]
"""The calls of a press that makes an event."""


def milliseconds(moment: datetime) -> int:
    """A moment as pickers hold it."""
    return (moment - EPOCH) // timedelta(milliseconds=1)


def planned(
    chat: ChatHost,
    title: str = "Plan",
    *,
    wanted: Three | None = None,
    picked: tuple[str, ...] = (),
    **values: InputValue | bool,
) -> ChatHost:
    """Open the dialog by `/schedule` and fill it in; nothing is pressed yet.

    Args:
        wanted: the three switches, as they stand if not given.
        picked: chosen in the people picker: addresses, or `users/…`.
        values: the other inputs by name; the start is far ahead if not given.
    """
    chat.slash_command("/schedule", title)
    fill(chat, wanted=wanted, picked=picked, **{"start": START, **values})
    return chat


def fill(
    chat: ChatHost,
    *,
    wanted: Three | None = None,
    picked: tuple[str, ...] = (),
    **values: InputValue | bool,
) -> None:
    """Fill in the open dialog."""
    for name, value in values.items():
        if isinstance(value, bool):
            chat.form.set_switch(name, value)
        else:
            chat.form.set_input(name, value)
    for name, on in (wanted._asdict() if wanted else {}).items():
        chat.form.set_switch(name, on)
    if picked:
        chat.form.pick("guests", *picked)


def pressed(chat: ChatHost) -> Exchange:
    """Press the dialog's main button."""
    return chat.form.press_primary()


def values(card: Json) -> Json:
    """Everything that the inputs of the schedule dialog hold, as it was drawn."""
    held = inputs(card)
    return {
        "title": held["title"].get("value", ""),
        "start": held["start"].get("valueMsEpoch"),
        "length": selected(held["length"]),
        "guests": selected(held["guests"]),
        "addresses": held["addresses"].get("value", ""),
        "notify": selected(held["notify"]),
        **switches(card),
    }


def complaints(chat: ChatHost) -> list[str]:
    """What the open dialog says against what was typed, or of trouble."""
    return [words for _, words in corrections(chat)]


def corrections(chat: ChatHost) -> list[tuple[str, str]]:
    """The same, each after the label of its field; something to be corrected is called so."""
    first = {"sections": chat.form.card["sections"][:1]}
    words, fields = paragraphs(first), [(above, each) for above, each, _ in lines(first)]
    heading = f"<b>{SAYS.correct_this()}</b>"
    assert ([heading] if fields else []) == [each for each in words if each.startswith("<b>")]
    return [*(("", each) for each in words if each != heading), *fields]


def event_of(stage: Stage, event_id: str) -> Json:
    """Ana's event as Calendar has it."""
    event: Json = stage.world.calendar.event(ANA, event_id, ANA)
    return event


def inserted(stage: Stage) -> Json:
    """The body of the one event that was inserted."""
    [insert] = calls_of(stage, INSERT)
    return insert.body or {}


def event_id_of(chat: ChatHost) -> str:
    """The id that the open dialog gives the event."""
    action = chat.form.card["fixedFooter"]["primaryButton"]["onClick"]["action"]
    parameters = {each["key"]: str(each["value"]) for each in action["parameters"]}
    return parameters["event"]


def meetless(stage: Stage, chat: ChatHost, title: str = "Plan", **patch: Any) -> Json:  # noqa: ANN401
    """How Calendar takes the event of the open dialog without its Meet: as `Faults.order`'s.

    Args:
        title: as it was typed.
        patch: how it answers when the Meet is put on the event afterwards: as if nothing were
            wrong, and without the Meet's link, if that is not given.
    """
    event_id = event_id_of(chat)
    taken: Json = {}

    def insert() -> None:
        end = START + timedelta(minutes=30)
        stage.world.calendar.add_event(ANA, event_id=event_id, summary=title, start=START, end=end)
        taken.update(event_of(stage, event_id))
        stage.google.faults.order(PATCH_EVENT, **(patch or {"status": 200, "body": taken}))

    return {"then": insert, "status": 200, "body": taken}


def kept(chat: ChatHost, act: Callable[[], object]) -> None:
    """Do something after which the dialog is to be there still, with everything in it."""
    before = _typed(chat)
    event_id = event_id_of(chat)
    act()
    assert before == values(chat.form.card)
    assert event_id == event_id_of(chat)


def _typed(chat: ChatHost) -> Json:
    """What the form of the open dialog holds now, as a redrawn card would have it."""
    form = chat.form.shown.form
    start = form.get("start")
    return {
        "title": _text(form.get("title")),
        "start": str(start.milliseconds) if start and not isinstance(start, tuple) else None,
        "length": list(_strings(form.get("length"))),
        "guests": list(_strings(form.get("guests"))),
        "addresses": _text(form.get("addresses")),
        "notify": list(_strings(form.get("notify"))),
        **{name: name in form for name in switches(chat.form.card)},
    }


def _strings(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _text(value: object) -> str:
    return "".join(_strings(value))
