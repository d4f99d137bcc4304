"""A user's defaults and what was minted for whom, in both stores."""

from __future__ import annotations

import pytest

from addon.store.documents import Documents
from addon.store.mint_records import StoredMintRecords
from addon.store.preferences import Preferences, Saved
from meeting.minting import Claim, Minted
from meeting.model import Artifact, Space, Switches
from meeting.rules import Door, Rules
from tests.support.clock import StillClock

CALENDAR, EVENT = "ana@example.com", "evt/1 ?#é"
SPACE = Space(
    "spaces/abcdefghijkB",
    "abc-defg-hij",
    "https://meet.google.com/abc-defg-hij",
    {Artifact.RECORDING: True, Artifact.SMART_NOTES: False},
)
MINTED = Minted(
    SPACE, Switches(recording=True, transcription=True), frozenset({Artifact.TRANSCRIPTION})
)


@pytest.fixture
def preferences(documents: Documents) -> Preferences:
    """The defaults of everybody."""
    return Preferences(documents)


@pytest.fixture
def sub(owner: str) -> str:
    """A user of whom nothing is stored."""
    return owner.removeprefix("user:")


@pytest.fixture
def records(documents: Documents, owner: str) -> StoredMintRecords:
    """What was minted for that user."""
    return StoredMintRecords(documents, owner)


def test_defaults_are_off_until_they_are_saved(preferences: Preferences, sub: str) -> None:
    """Who never saved anything has all three switches off."""
    assert Switches() == preferences.load(sub)


@pytest.mark.parametrize("bits", range(8))
def test_every_combination_is_kept(preferences: Preferences, sub: str, bits: int) -> None:
    """Each of the eight combinations of switches is loaded as it was saved."""
    switches = Switches(bool(bits & 1), bool(bits & 2), bool(bits & 4))
    preferences.save(sub, Saved(switches))
    assert switches == preferences.load(sub)


def test_resetting_turns_everything_off(preferences: Preferences, sub: str) -> None:
    """After a reset the defaults are the built-in ones."""
    preferences.save(sub, Saved(Switches(recording=True)))
    preferences.reset(sub)
    assert Switches() == preferences.load(sub)


def test_forgetting_removes_everything(
    preferences: Preferences, records: StoredMintRecords, sub: str
) -> None:
    """After forgetting a user neither defaults nor minted spaces are left, for them alone."""
    preferences.save(sub, Saved(Switches(recording=True)))
    preferences.save(f"{sub}0", Saved(Switches(smart_notes=True)))
    records.keep(CALENDAR, EVENT, MINTED)
    preferences.forget(sub)
    assert Switches() == preferences.load(sub)
    assert Switches(smart_notes=True) == preferences.load(f"{sub}0")
    assert Claim(granted=True) == records.claim(CALENDAR, EVENT)


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"recording": "on", "transcription": 1, "smart_notes": None},
        {"recording": [True], "unknown": True},
    ],
    ids=["empty", "wrong kinds", "unknown"],
)
def test_what_is_no_defaults_counts_as_off(
    documents: Documents, preferences: Preferences, owner: str, sub: str, stored: dict[str, object]
) -> None:
    """A document that this version did not write turns nothing on by accident."""
    documents.write(owner, "preferences", stored)
    assert Switches() == preferences.load(sub)


@pytest.mark.parametrize(
    "rules",
    [
        Rules(),
        Rules(access=Door.RESTRICTED),
        Rules(Door.OPEN, True, True, True, True, True, True),  # one after the other
        Rules(moderation=False, attendance=True),
    ],
    ids=["none", "access", "all", "off and on"],
)
def test_rules_are_kept_beside_the_switches(
    preferences: Preferences, sub: str, rules: Rules
) -> None:
    """What was chosen of who may do what is loaded as it was saved, until a reset."""
    switches = Switches(recording=True)
    preferences.save(sub, Saved(switches, rules))
    assert Saved(switches, rules) == preferences.load_all(sub)
    preferences.reset(sub)
    assert Saved(chosen=False) == preferences.load_all(sub)


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ({"recording": True, "transcription": False, "smart_notes": False}, Rules()),
        ({"recording": True, "rules": None}, Rules()),
        ({"recording": True, "rules": ["access"]}, Rules()),
        (
            {"recording": True, "rules": {"access": "ANYBODY", "moderation": "on", "x": True}},
            Rules(),
        ),
        (
            {"recording": True, "rules": {"access": "OPEN", "attendance": 1, "moderation": True}},
            Rules(access=Door.OPEN, moderation=True),
        ),
    ],
    ids=["saved before there were any", "null", "a list", "unknown values", "some of them"],
)
def test_what_is_no_rule_counts_as_not_chosen(
    documents: Documents,
    preferences: Preferences,
    owner: str,
    stored: dict[str, object],
    expected: Rules,
) -> None:
    """A document that this version did not write chooses nothing by accident."""
    sub = owner.removeprefix("user:")
    documents.write(owner, "preferences", stored)
    assert Saved(Switches(recording=True), expected) == preferences.load_all(sub)


def test_one_press_at_a_time_may_mint(records: StoredMintRecords, clock: StillClock) -> None:
    """A claim is granted once, until it is released or has been abandoned for half a minute."""
    assert Claim(granted=True) == records.claim(CALENDAR, EVENT)
    assert Claim() == records.claim(CALENDAR, EVENT)
    assert Claim(granted=True) == records.claim(CALENDAR, "another")
    records.release(CALENDAR, EVENT)
    assert Claim(granted=True) == records.claim(CALENDAR, EVENT)
    clock.pass_(seconds=31)
    assert Claim(granted=True) == records.claim(CALENDAR, EVENT)


def test_what_was_minted_is_found_again(records: StoredMintRecords, clock: StillClock) -> None:
    """A space that was made and not attached is found by every later press for a month."""
    records.claim(CALENDAR, EVENT)
    records.keep(CALENDAR, EVENT, MINTED)
    clock.pass_(days=29)
    assert Claim(minted=MINTED) == records.claim(CALENDAR, EVENT)
    clock.pass_(days=2)
    assert Claim(granted=True) == records.claim(CALENDAR, EVENT)


def test_what_was_attached_is_soon_forgotten(records: StoredMintRecords, clock: StillClock) -> None:
    """An attached space serves a doubled press for a minute, and no later one."""
    records.settle(CALENDAR, EVENT, MINTED)
    clock.pass_(seconds=59)
    assert Claim(minted=MINTED) == records.claim(CALENDAR, EVENT)
    clock.pass_(seconds=2)
    assert Claim(granted=True) == records.claim(CALENDAR, EVENT)


def test_spaces_of_others_are_out_of_reach(
    documents: Documents, records: StoredMintRecords, owner: str
) -> None:
    """Another user's press on the same event does not find this user's space."""
    records.keep(CALENDAR, EVENT, MINTED)
    assert Claim(granted=True) == StoredMintRecords(documents, f"{owner}0").claim(CALENDAR, EVENT)
