"""Of a space that one press gives up and another takes over, one of them has it afterwards."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from addon.store.mint_records import StoredMintRecords
from meeting.minting import Minted
from meeting.model import Artifact, Space, Switches
from tests.store.kinds import Stores

EVENT = ("event", "planning@google.com")
OFF = Switches()
MADE = Minted(
    Space(
        "spaces/a",
        "abc-mnop-xyz",
        "https://meet.google.com/abc-mnop-xyz",
        dict.fromkeys(Artifact, False),
    ),
    OFF,
    frozenset(),
)
ROUNDS = 12


def press(stores: Stores, owner: str) -> StoredMintRecords:
    """The records as one press has them, on an instance of its own."""
    return StoredMintRecords(stores.open(), owner)


def test_at_the_same_moment_one_of_both_happens(stores: Stores, owner: str) -> None:
    """What is taken over stays remembered; what is given up can be claimed anew."""
    start = Barrier(2, timeout=20)

    def forsaken(records: StoredMintRecords) -> bool:
        start.wait()
        return records.forsake(*EVENT)

    def adopted(records: StoredMintRecords) -> Minted | None:
        start.wait()
        return records.adopt(*EVENT)

    with ThreadPoolExecutor(2) as pool:
        for number in range(ROUNDS):
            mine = f"{owner}{number}"
            first, second = press(stores, mine), press(stores, mine)
            first.keep(*EVENT, MADE)
            giving, taking = pool.submit(forsaken, first), pool.submit(adopted, second)
            kept = None if giving.result() else MADE
            assert kept == taking.result()
            assert kept == press(stores, mine).known(*EVENT)


def test_one_after_the_other(stores: Stores, owner: str) -> None:
    """Its own it forgets, another's it leaves; what is only being made nobody takes over."""
    first, second = press(stores, owner), press(stores, owner)
    assert not first.forsake(*EVENT)
    assert second.adopt(*EVENT) is None
    assert first.claim(*EVENT).granted
    assert second.adopt(*EVENT) is None
    assert not second.claim(*EVENT).granted
    first.keep(*EVENT, MADE)
    assert MADE == second.adopt(*EVENT)
    assert not first.forsake(*EVENT)
    assert MADE == first.known(*EVENT)
    assert second.forsake(*EVENT)
    assert first.claim(*EVENT).granted
