"""One kind of refusal, one answer: every call, with every error that Google documents for it."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from addon.log import LOGGER, JsonFormatter
from cards.languages import text_for
from cards.text import Text
from sandbox.google.errors import DOCUMENTED, Documented, calendar
from sandbox.hosts.wire import Json
from tests.refusals.calls import CALLS, Place, Says, Told
from tests.refusals.meanings import PASSING, Meaning, meaning_of
from tests.refusals.seats import Seat
from tests.support.calls import AT_ONCE, READ_EVENT
from tests.support.people import ANA
from tests.support.sidebar import opened
from tests.support.stage import ROOT, Stage
from tests.support.state import only_space

ENGLISH, GERMAN = "en-US", "de-DE"
RESOURCES = {
    "events": "calendar.events",
    "spaces": "meet.spaces",
    "members": "chat.spaces.members",
    "people": "people.people",
    "conversations": "chat.spaces",
}
"""What `addon.google` calls the collections of Google's APIs."""
COLLECTIONS = {
    "calls": ("meet.conferenceRecords",),
    "artifacts": tuple(
        f"meet.conferenceRecords.{kind}" for kind in ("recordings", "transcripts", "smartNotes")
    ),
    "participants": ("meet.conferenceRecords.participants",),
    "sessions": ("meet.conferenceRecords.participants.participantSessions",),
}
"""What `addon.google.records` calls its collections, which are all of one API's."""
NESTED = {"cohosts": "meet.spaces.members", "messages": "chat.spaces.messages"}
"""The same of a collection within another one."""
UNTOLD = {
    "chat.spaces.get",
    "chat.spaces.messages.create",
    "meet.spaces.members.create",
    "meet.spaces.members.patch",
    "meet.spaces.members.delete",
}
"""What the app does by itself: nobody is to be told where Chat refuses a post, and a refusal is all
that the check of the setup asks for. And what is done for several people at once: a line names of
whom it is not certain (tests/scenarios)."""
MANY = 99
FOUR = 4
LOOK_FIRST: set[Says] = {Text.outcome_unknown, Text.event_keeps_changing, Text.settings_not_set}
"""What leaves open how the event stands: the card's first offer is to look."""
PRESS_AGAIN: set[Says] = {*LOOK_FIRST, Text.try_again, Text.refused_by_google}
"""What the same press may not meet again: the card offers it."""
SOMEBODYS = re.compile(r"@|[\"“”']|\d{6}|[a-z]{3}-[a-z]{4}-[a-z]{3}")


class Written(logging.Handler):
    """What the add-on logs, as it would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonFormatter())
        self.lines: list[Json] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(json.loads(self.format(record)))


@contextmanager
def listening() -> Iterator[Written]:
    """Hear what is logged meanwhile."""
    written = Written()
    LOGGER.addHandler(written)
    try:
        yield written
    finally:
        LOGGER.removeHandler(written)


def documented(place: Place) -> list[Documented]:
    """The errors of the API that a call goes to; first those that leave all as it was."""
    found = [each for each in DOCUMENTED if each.api == place.api]
    return sorted(found, key=lambda each: place.answer(meaning_of(each)).anew)


@pytest.mark.parametrize("place", CALLS, ids=lambda place: place.name)
def test_every_refusal_is_told_in_our_words(stage: Stage, place: Place) -> None:
    """Each error is told by its one sentence, in both languages, and pressing again goes on."""
    wrong: list[str] = []
    for locale in (ENGLISH, GERMAN):
        stage.renew()
        seat = place.arrange(stage, locale)
        heard: set[Meaning] = set()
        for each in documented(place):
            meaning = meaning_of(each)
            if locale != ENGLISH and meaning in heard:
                continue
            heard.add(meaning)
            try:
                _refuse(stage, seat, place, each, text_for(locale))
            except AssertionError as error:
                wrong.append(f"{locale}, {each.name} ({meaning.name}): {error}")
                seat = _anew(stage, place, locale)
            else:
                if place.answer(meaning).anew:
                    seat = _anew(stage, place, locale)
        seat.ready()
        seat.press()
        if place.spaces != len(stage.world.meet.spaces):
            wrong.append(f"{locale}: {len(stage.world.meet.spaces)} spaces in the end")
        if seat.read()[0] == "problem":
            wrong.append(f"{locale}: pressing again does not help: {seat.read()}")
    assert [] == wrong, "\n\n".join(wrong)


def _anew(stage: Stage, place: Place, locale: str) -> Seat:
    stage.renew()
    return place.arrange(stage, locale)


def _refuse(stage: Stage, seat: Seat, place: Place, error: Documented, text: Text) -> None:
    """Press while Google answers a call with this error, and judge what comes of it."""
    seat.ready()
    stage.google.calls.clear()
    refused: list[object] = []

    def mine(call: object) -> bool:
        fits = place.mine(call, stage.google.calls)  # type: ignore[arg-type]  # a Call
        refused.extend([call] if fits else [])
        return fits

    stage.google.faults.order(
        place.method, error=error.error, headers=AT_ONCE, times=MANY, when=mine
    )
    before = len(seat.exchanges)
    with listening() as written:
        seat.press()
    stage.google.faults.clear()
    exchanges = seat.exchanges[before:]
    meaning = meaning_of(error)
    told = place.answer(meaning)

    assert {200} == {exchange.status for exchange in exchanges}
    assert () == sum((exchange.complaints for exchange in exchanges), ())
    _is_told(stage, seat, place, told, text)
    answers = json.dumps([exchange.response for exchange in exchanges])
    assert [] == [word for word in _googles_own(error) if word in answers]
    without_numbers = place.dial_in and error.status == 400 and meaning is Meaning.OTHER
    most = told.calls or (FOUR if meaning in PASSING else 2 if without_numbers else 1)
    assert 1 <= len(refused) <= most * len(exchanges), f"{len(refused)} calls"
    if meaning in PASSING and not told.calls:
        assert FOUR <= len(refused), f"only {len(refused)} calls"
    _is_logged(written.lines, error)
    if place.schedules and not told.unsaid:
        _leaves_nothing_behind(stage, seat, text)


def _is_told(stage: Stage, seat: Seat, place: Place, told: Told, text: Text) -> None:
    seen, words, footer = seat.read()
    assert (told.seen or place.seen) == seen, words
    look_first = seen == "problem" and LOOK_FIRST & set(told.says)
    aside = [text.press_refresh()] if look_first else []
    if told.with_link:
        assert [text.link_not_kept(only_space(stage).uri)] == words
    elif not told.says:
        assert {text.unexpected(), text.unexpected_in_chat()}.isdisjoint(words)
    else:
        assert [*(says(text) for says in told.says), *aside] == words
    if seen == "problem":
        again = seat.repeats and (told.with_link or PRESS_AGAIN & set(told.says))
        offered = [text.again(), text.refresh()] if again else [text.refresh()]
        assert (offered[::-1] if look_first else offered) == footer


def _googles_own(error: Documented) -> Iterator[str]:
    """What only Google says: its message, and reasons that are no plain words."""
    said = error.body["error"]
    reasons = [part.get("reason", "") for part in said.get("details", []) + said.get("errors", [])]
    yield from (each for each in [said["message"], *reasons] if re.search(r"[ _]|[a-z][A-Z]", each))
    yield from ("artifactConfig", "updateMask", "events.patch", "spaces.create", "PERMISSION_")


def _is_logged(lines: list[Json], error: Documented) -> None:
    """Google's status and reasons are in the log, nothing of anybody's is, and no ERROR."""
    assert {line["severity"] for line in lines} <= {"INFO", "WARNING"}
    refusals = [said for line in lines for said in line.get("googleRefusals", [])]
    found = error.body["error"]
    reasons = [part.get("reason") for part in found.get("details", []) + found.get("errors", [])]
    begins = " ".join([str(error.status), *sorted(set(filter(None, reasons)))])
    assert any(said.startswith(begins) for said in refusals), refusals
    assert [] == [said for said in refusals if SOMEBODYS.search(said)]


def _leaves_nothing_behind(stage: Stage, seat: Seat, text: Text) -> None:
    """An event without its Meet is there only if the words say so."""
    ids = [entry.event.id for entry in stage.world.calendar.entries(ANA)]
    events = [stage.world.calendar.event(ANA, each, ANA) for each in ids]
    assert len(events) <= 1
    assert len(stage.world.meet.spaces) <= 1 + len(seat.exchanges)
    _, words, _ = seat.read()
    said = {
        text.event_without_meet(),
        text.event_stays_without_meet(),
        text.event_maybe_without_meet(),
        text.event_gone(),
    }
    if any("conferenceData" not in event for event in events):
        assert said & set(words)


def test_what_google_says_of_somebody_is_not_logged(stage: Stage) -> None:
    """Addresses, names of spaces, meeting codes and what is quoted are left out of the log."""
    host = opened(stage, stage.world.calendar.add_event(ANA))
    said = 'No "Merger" for ana@example.com in spaces/jQCFfuBOdN5z or abc-mnop-xyz.'
    stage.google.faults.order(READ_EVENT, error=calendar("invalid", said))
    with listening() as written:
        host.refresh()
    [line] = written.lines
    assert ["400 invalid No … for … in … or …."] == line["googleRefusals"]


def test_what_does_not_pass_promises_no_minute() -> None:
    """Only what is over in a minute is told as such, and all of that is."""
    text = text_for(ENGLISH)
    for place in CALLS:
        for meaning in Meaning:
            words = " ".join(says(text) for says in place.answer(meaning).says)
            if meaning not in PASSING:
                assert "minute" not in words, (place.name, meaning)
                assert "moment" not in words, (place.name, meaning)
            partly = (
                text.outcome_unknown(),
                text.settings_not_set(),
                text.event_maybe_without_meet(),
            )
            if Meaning.BUSY is meaning and words and not any(each in words for each in partly):
                assert "minute" in words, (place.name, meaning)


def test_every_method_that_is_called_is_in_the_table() -> None:
    """No call of `addon.google` goes without its errors."""
    source = "".join(
        path.read_text() for path in sorted(Path(ROOT / "addon" / "google").glob("*.py"))
    )
    assert len(RESOURCES) + 1 == len(re.findall(r"= build_api\(|return build_api\(", source))
    collections = {**RESOURCES, **NESTED}
    called = {
        # Of a method that is prepared for some of its calls, what they are comes behind its name.
        f"{collections[collection]}.{verb.partition('_')[0]}"
        for collection, verb in re.findall(r"self\._(\w+)\.(?:all\.)?(\w+)\(", source)
        if collection in collections
    }
    records = (ROOT / "addon" / "google" / "records.py").read_text()
    for collection, verb in re.findall(r"\b(\w+)\.(list|get)\(", records):
        called |= {f"{each}.{verb}" for each in COLLECTIONS.get(collection, ())}
    assert called == {place.method for place in CALLS} | UNTOLD


def test_every_api_has_errors_that_mean_something() -> None:
    """No meaning is without an error, and an unknown one means what its status says."""
    assert set(Meaning) == {meaning_of(each) for each in DOCUMENTED}
