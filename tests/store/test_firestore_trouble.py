"""Firestore over a line that is slow, breaks or loses answers: nothing is stored twice or lost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta

import pytest

from addon.store import firestore as store
from addon.store.documents import Documents
from addon.store.firestore import Bounds, FirestoreDocuments
from meeting.errors import StoreUnavailable
from tests.store.proxy import Proxy, proxied
from tests.support.calls import CREATE_SPACE, PATCH_EVENT, READ_EVENT
from tests.support.cards import did, lines, meet_line
from tests.support.clock import StillClock
from tests.support.people import ANA
from tests.support.stage import staged
from tests.support.state import link
from tests.support.words import SAYS

MINUTE = timedelta(minutes=1)
DELAY = 0.3
IMPATIENT = Bounds(attempt=DELAY / 6, tries=DELAY / 5)


@pytest.fixture
def beside(firestore: str, clock: StillClock, owner: str) -> Documents:
    """The store as another instance has it, whose line is in order."""
    assert "firestore" == firestore
    documents = FirestoreDocuments(lambda: clock.now)
    assert documents.read(owner, "preferences") is None
    return documents


@pytest.fixture
def proxy(beside: Documents, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """A proxy before the emulator, which stores made from now on take for Firestore."""
    del beside
    with proxied(os.environ["FIRESTORE_EMULATOR_HOST"]) as made:
        monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", made.address)
        yield made


@pytest.fixture
def ticks() -> StillClock:
    """The clock by which pauses are told."""
    return StillClock()


@pytest.fixture
def documents(proxy: Proxy, clock: StillClock, ticks: StillClock) -> Documents:
    """The store behind the proxy."""
    del proxy
    return FirestoreDocuments(lambda: clock.now, ticks.timestamp)


# A slow or failing first call


def test_a_first_call_that_fails_once_succeeds(
    proxy: Proxy, documents: Documents, owner: str
) -> None:
    """The first connection is cut as soon as it is made; the call goes over the next one."""
    proxy.cut_next = 1
    documents.write(owner, "preferences", {"recording": True})
    assert {"recording": True} == documents.read(owner, "preferences")
    assert 2 == proxy.connections


def test_a_connection_that_was_cut_is_made_anew(
    proxy: Proxy, documents: Documents, owner: str
) -> None:
    """Whatever the next use is, it succeeds over a new connection."""
    documents.write(owner, "preferences", {"a": 1})
    proxy.cut()
    assert {"a": 1} == documents.read(owner, "preferences")
    proxy.cut()
    assert documents.add(owner, "minted-1", {"b": 2}, lifetime=MINUTE) is None
    proxy.cut()
    documents.write(owner, "preferences", {"c": 3})
    proxy.cut()
    assert {"b": 2} == documents.read(owner, "minted-1")
    documents.delete_all(owner)
    assert documents.read(owner, "preferences") is None
    assert 5 == proxy.connections


def test_the_first_call_has_longer_and_so_has_one_after_a_pause(
    proxy: Proxy, clock: StillClock, ticks: StillClock, owner: str
) -> None:
    """An answer too late for a usual call is waited for at first, and after five minutes."""
    documents = FirestoreDocuments(lambda: clock.now, ticks.timestamp, usual=IMPATIENT)
    proxy.delay = DELAY
    documents.write(owner, "preferences", {"a": 1})
    for seconds in (1, store.PAUSE_SECONDS - 1):
        ticks.pass_(seconds=seconds)
        with pytest.raises(StoreUnavailable):
            documents.read(owner, "preferences")
    ticks.pass_(seconds=store.PAUSE_SECONDS + 1)
    assert {"a": 1} == documents.read(owner, "preferences")


def test_an_answer_that_does_not_come_is_asked_for_again(
    proxy: Proxy, clock: StillClock, owner: str
) -> None:
    """A first try that takes too long is followed by another, which is answered."""
    at_first = Bounds(attempt=0.5, tries=2.0)
    documents = FirestoreDocuments(lambda: clock.now, after_a_pause=at_first)
    asked: list[bytes] = []

    def slow_at_first(chunk: bytes) -> bool:
        if b"preferences" in chunk:
            asked.append(chunk)
            proxy.delay = 0.0 if len(asked) > 1 else 1.0
        return True

    proxy.on_request = slow_at_first
    assert documents.read(owner, "preferences") is None
    assert 2 <= len(asked)


# An answer to `create` that is lost


def lose_the_answer(proxy: Proxy, beside: Documents, owner: str, name: str) -> list[bytes]:
    """Cut the connection once the document is there, before the answer; what was lost."""
    lost: list[bytes] = []

    def lose(chunk: bytes) -> bool:
        if lost or beside.read(owner, name) is None:
            return True
        lost.append(chunk)
        return False

    proxy.on_answer = lose
    return lost


def test_an_add_whose_answer_was_lost_was_ones_own(
    proxy: Proxy, documents: Documents, beside: Documents, owner: str
) -> None:
    """The repeated `create` finds its own document, and says that it was written."""
    lost = lose_the_answer(proxy, beside, owner, "minted-1")
    assert documents.add(owner, "minted-1", {"by": "me"}, lifetime=MINUTE) is None
    assert 1 == len(lost)
    assert {"by": "me"} == beside.read(owner, "minted-1")
    assert {"by": "me"} == beside.add(owner, "minted-1", {"by": "other"}, lifetime=MINUTE)


def test_an_add_over_what_has_run_out_whose_answer_was_lost(
    proxy: Proxy, documents: Documents, beside: Documents, clock: StillClock, owner: str
) -> None:
    """The same goes where a document that has run out had to be removed first."""
    beside.write(owner, "minted-1", {"by": "old"}, lifetime=MINUTE)
    clock.pass_(minutes=2)
    lost = lose_the_answer(proxy, beside, owner, "minted-1")
    assert documents.add(owner, "minted-1", {"by": "me"}, lifetime=MINUTE) is None
    assert 1 == len(lost)
    assert {"by": "me"} == beside.read(owner, "minted-1")


def let_another_be_first(proxy: Proxy, beside: Documents, owner: str, name: str) -> None:
    """Before the next request for a document arrives, somebody else adds it; the line breaks."""
    sent: list[bytes] = []

    def cut(chunk: bytes) -> bool:
        if sent or name.encode() not in chunk:
            return True
        sent.append(chunk)
        assert beside.add(owner, name, {"by": "other"}, lifetime=MINUTE) is None
        return False

    proxy.on_request = cut


def test_an_add_that_never_arrived_finds_somebody_elses(
    proxy: Proxy, documents: Documents, beside: Documents, owner: str
) -> None:
    """What another instance added meanwhile is told as theirs, and stays."""
    let_another_be_first(proxy, beside, owner, "minted-1")
    there = documents.add(owner, "minted-1", {"by": "me"}, lifetime=MINUTE)
    assert {"by": "other"} == there
    assert {"by": "other"} == beside.read(owner, "minted-1")


def test_the_same_content_of_somebody_elses_is_theirs(
    proxy: Proxy, documents: Documents, beside: Documents, owner: str
) -> None:
    """Not what a document holds tells whose it is, but who wrote it."""
    let_another_be_first(proxy, beside, owner, "minted-1")
    assert {"by": "other"} == documents.add(owner, "minted-1", {"by": "other"}, lifetime=MINUTE)


# Through the front door


def test_a_press_over_a_line_that_loses_answers_makes_one_meet(proxy: Proxy) -> None:
    """The function's first calls to the store fail once and lose an answer: one space is made."""
    proxy.cut_next = 1
    with staged({"ADDON_STORE": "firestore"}) as stage:
        event_id = stage.world.calendar.add_event(ANA)
        host = stage.host()
        host.open_event(ANA, event_id)
        stage.called()
        lost: list[bytes] = []

        def lose(chunk: bytes) -> bool:
            if b"minted-" in chunk and not lost:
                lost.append(chunk)
                return False
            return True

        proxy.on_request = lose
        host.press_primary()
        [space] = stage.world.meet.spaces
        assert 1 == len(lost)
        assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT] == stage.called()
        assert SAYS.created() == did(host.card)
        assert [meet_line(space.uri)] == lines(host.card)
        assert space.uri == link(stage, ANA, event_id)
