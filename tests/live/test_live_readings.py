"""What `make live` says of each row, under each reading of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox.google.knobs import Knob, Knobs, Reading, played, table
from sandbox.google.people.accounts import Feature
from tests.live.deployer import CALENDAR, CHAT, CREATED, Deployer
from tests.support.people import ANA
from tools.live.calls import CALLS
from tools.live.options import OPTIONS
from tools.live.reasons import PROBED, REASONS

ROOT = Path(__file__).parent.parent.parent
ROWS = {row.name: row for row in table()}


def usual(_: Deployer) -> list[str]:
    """Nothing special."""
    return []


def lacks_smart_notes(deployer: Deployer) -> list[str]:
    """Ana's edition has no smart notes."""
    deployer.google.world.people.user(ANA).features.discard(Feature.SMART_NOTES)
    return []


def lacks_settings(deployer: Deployer) -> list[str]:
    """The token has no settings scope."""
    deployer.may(CALENDAR, CREATED, CHAT)
    return []


def takes_a_while(deployer: Deployer) -> list[str]:
    """A create request is pending for a while."""
    deployer.google.world.knobs.create_request_pending_reads = 2
    return []


def others_meet(deployer: Deployer) -> list[str]:
    """Bo hosts a Meet."""
    return [f"OTHERS_MEETING_CODE={deployer.google.world.meet.make_meet('bo@example.com').code}"]


def others_calendar(deployer: Deployer) -> list[str]:
    """Bo shares a calendar with Ana."""
    deployer.google.world.calendar.share_calendar("bo@example.com", ANA, "writer")
    return ["OTHERS_CALENDAR=bo@example.com"]


def own_conversation(deployer: Deployer) -> list[str]:
    """Ana and Bo are in a conversation."""
    world = deployer.google.world
    people = [world.people.user(ANA), world.people.user("bo@example.com")]
    return [f"CHAT_SPACE={world.chat.add_space('Team', people).name}"]


def others_conversation(deployer: Deployer) -> list[str]:
    """Bo is in a conversation."""
    world = deployer.google.world
    space = world.chat.add_space("Others", [world.people.user("bo@example.com")])
    return [f"OTHERS_CHAT_SPACE={space.name}"]


def a_stranger(deployer: Deployer) -> list[str]:
    """Cy is of another domain."""
    return [f"STRANGER=users/{deployer.google.world.people.user('cy@elsewhere.example').sub}"]


STAGED: dict[str, Callable[[Deployer], list[str]]] = {
    "create_request_status": takes_a_while,
    "create_needs_settings": lacks_settings,
    "off_refused_without_feature": lacks_smart_notes,
    "smart_notes_feature": lacks_smart_notes,
    "get_by_non_owner": others_meet,
    "owned_scope_on_foreign_calendar": others_calendar,
    "chat_users_tell_email": own_conversation,
    "chat_space_not_joined": others_conversation,
    "strangers_in_people": a_stranger,
}
"""What some rows need besides a usual account; what it returns are options."""


PROBED_READINGS = [(ROWS[name], each) for name in sorted(PROBED) for each in ROWS[name].readings]


@pytest.mark.parametrize(
    ("row", "reading"),
    PROBED_READINGS,
    ids=[f"{row.name}-{reading.value}" for row, reading in PROBED_READINGS],
)
def test_each_reading_is_named(deployer: Deployer, row: Knob, reading: Reading) -> None:
    """The report names the reading that holds, and what to change where it is not the default."""
    options = STAGED.get(row.name, usual)(deployer)
    setattr(deployer.google.world.knobs, row.name, reading.value)
    before = len(deployer.google.world.meet.spaces)
    ran = deployer.run(*options)
    default = reading == row.default
    verdict = "confirmed" if default else "otherwise"
    assert f"{verdict} {row.name}: {row.about} {reading.says}" in ran.words
    where = ", ".join(row.where) or "only the stand-in"
    todo = (
        f"- {row.name}: put its reading {reading.value!r} first in sandbox/google/knobs.py."
        f" What depends on it: {where}."
    )
    assert (not default) == (todo in ran.words)
    all_default = deployer.google.world.knobs == Knobs()
    assert (0 if all_default else 1, ["cancelled"]) == (ran.status, deployer.events())
    assert (len(deployer.google.world.meet.spaces) - before, 0) == ran.left


def test_every_row_is_probed_or_has_a_reason() -> None:
    """Each row has a reason for when nothing is found; what has a probe is a row that is played."""
    assert {row.name for row in table()} == set(REASONS)
    assert set() == PROBED - {row.name for row in played()}


def test_every_row_is_reported(deployer: Deployer) -> None:
    """One paragraph for each row, in the table's order."""
    lines = deployer.run().out.splitlines()
    verdicts = ("confirmed ", "otherwise ", "not tried ")
    told = [line[11:].partition(":")[0] for line in lines if line.startswith(verdicts)]
    assert [row.name for row in table()] == told


def test_a_name_without_note_fits_no_reading(deployer: Deployer) -> None:
    """A feature by a name that is in no reading is told as such, with its name."""
    lacks_smart_notes(deployer)
    setattr(deployer.google.world.knobs, "smart_notes_feature", "updateSummaries")  # noqa: B010
    ran = deployer.run()
    assert "otherwise smart_notes_feature:" in ran.words
    assert "it is called updateSummaries" in ran.words
    assert "- smart_notes_feature: add a reading to sandbox/google/knobs.py" in ran.words
    assert 1 == ran.status


def test_a_meet_of_ones_own_says_nothing_of_others(deployer: Deployer) -> None:
    """A code of a Meet that the caller hosts is not taken for somebody else's."""
    code = deployer.google.world.meet.make_meet(ANA).code
    ran = deployer.run(f"OTHERS_MEETING_CODE={code}")
    assert "not tried get_by_non_owner: you host that Meet yourself" in ran.words


def test_a_wide_token_says_nothing_of_the_owned_scope(deployer: Deployer) -> None:
    """A calendar that the token reaches by another scope is not taken for a reading."""
    options = others_calendar(deployer)
    deployer.may("calendar.events", CREATED)
    ran = deployer.run(*options)
    assert "not tried owned_scope_on_foreign_calendar: the token reaches it" in ran.words


def test_a_meet_that_is_never_done_fits_no_reading(deployer: Deployer) -> None:
    """A create request that stays pending is told, and that there may be a space."""
    deployer.google.world.knobs.create_request_pending_reads = 99
    ran = deployer.run()
    assert "otherwise create_request_pending_reads:" in ran.words
    assert "it was not done after 8 reads" in ran.words
    assert (1, 1) == ran.left


def test_the_page_shows_what_is_printed(deployer: Deployer) -> None:
    """Each line of the example in docs/live.md is one of such a walk."""
    deployer.google.world.knobs.hangout_link_answered = "later"
    printed = deployer.run().out.splitlines()
    shown = (ROOT / "docs/live.md").read_text().split("```\n")[-2].splitlines()
    assert [] == [line for line in shown if line not in printed]


def test_the_page_names_each_option_and_scope() -> None:
    """Whatever can be said, and whatever is to be granted, stands in docs/live.md."""
    page = (ROOT / "docs/live.md").read_text()
    words = [option.name for option in OPTIONS] + [call.scope.name for call in CALLS]
    assert [] == [word for word in words if word not in page]
