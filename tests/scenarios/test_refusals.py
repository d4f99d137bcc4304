"""Features that an account lacks: left out, said, and nothing else is lost over them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from sandbox.google import errors
from sandbox.google.errors import ApiError
from sandbox.google.meet.meetings import Space
from sandbox.google.people.accounts import ALL, Feature, PolicyDefaults
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import (
    CREATE_SPACE,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    READ_SPACE,
    calls_of,
)
from tests.support.cards import did, footer, headline, lines, meet_line, results, switches
from tests.support.people import ANA
from tests.support.sidebar import told
from tests.support.stage import Json, Stage
from tests.support.state import link
from tests.support.switches import MASK, OFF, ON, Three, all_three, artifacts, choose, has, three
from tests.support.words import SAYS

FEATURE = {
    "recording": Feature.RECORDING,
    "transcription": Feature.TRANSCRIPTION,
    "smart_notes": Feature.SMART_NOTES,
}
LABEL = {"recording": "Recording", "transcription": "Transcript", "smart_notes": "Notes"}
WHO = "Your Google Workspace edition or your administrator does not allow it."
KEPT_ON = {
    "Recording": "Your organization keeps recording on.",
    "Transcript": "Your organization keeps transcripts on.",
    "Notes": "Your organization keeps notes on.",
}
REFUSED = "Not available"
NOT_YOURS = (
    "Your account may not use this in Google Meet. Your Google Workspace administrator "
    "can tell you why, and can change that."
)

each_feature = pytest.mark.parametrize("lacking", list(FEATURE))
each_two = pytest.mark.parametrize(
    "lacking",
    [
        ("recording", "transcription"),
        ("recording", "smart_notes"),
        ("transcription", "smart_notes"),
    ],
    ids="-".join,
)


def without(stage: Stage, lacking: Iterable[str]) -> None:
    """Take features away from Ana's account."""
    stage.ana.features = set(ALL) - {FEATURE[name] for name in lacking}


def creating(stage: Stage, wanted: Three) -> CalendarHost:
    """Ana has pressed Create Meet on an event without a conference."""
    host = stage.host()
    host.open_event(ANA, stage.world.calendar.add_event(ANA))
    stage.called()
    choose(host, wanted)
    host.press_primary()
    return host


def updating(stage: Stage, space: Space, wanted: Three) -> CalendarHost:
    """Ana has pressed Update settings on an event with a Meet of hers."""
    host = stage.host()
    host.open_event(ANA, stage.world.calendar.add_event(ANA, conference=space))
    stage.called()
    choose(host, wanted)
    host.press_primary()
    return host


def pressed(stage: Stage, wanted: Three, *, create: bool) -> CalendarHost:
    """Ana has pressed either button."""
    if create:
        return creating(stage, wanted)
    return updating(stage, stage.world.meet.make_meet(stage.ana), wanted)


def reasons(host: CalendarHost) -> dict[str, str]:
    """Why it is otherwise, below each line of the result that says so; but for the link."""
    link_line, *others = lines(host.card)
    assert ("", "") == (link_line[0], link_line[2])
    return {above: below for above, _, below in others}


def asked_with(names: Iterable[str], value: str = "ON") -> Json:
    """The body that sets these artifacts."""
    return artifacts(**dict.fromkeys(names, value))


def expected_results(lacking: Iterable[str]) -> dict[str, str]:
    """All wanted, these refused."""
    refused = set(lacking)
    return {LABEL[name]: "Not available" if name in refused else "On" for name in FEATURE}


@each_feature
def test_create_leaves_out_what_the_account_lacks(stage: Stage, lacking: str) -> None:
    """One refused feature costs one more call, and the event has its Meet with the others."""
    without(stage, [lacking])
    host = creating(stage, ON)
    rest = [name for name in FEATURE if name != lacking]
    assert [
        all_three(ON),
        asked_with(rest),
    ] == [call.body for call in calls_of(stage, CREATE_SPACE)]
    assert [READ_EVENT, CREATE_SPACE, CREATE_SPACE, PATCH_EVENT] == stage.called()
    [space] = stage.world.meet.spaces
    assert ON._replace(**{lacking: False}) == has(space)
    assert "result" == host.card["name"]
    assert expected_results([lacking]) == results(host.card)
    assert {REFUSED: WHO} == reasons(host)


@each_feature
def test_update_leaves_out_what_the_account_lacks(stage: Stage, lacking: str) -> None:
    """The repeated update masks only what is left, so the refused one is not touched."""
    without(stage, [lacking])
    space = stage.world.meet.make_meet(stage.ana)
    host = updating(stage, space, ON)
    rest = [name for name in FEATURE if name != lacking]
    first, second = calls_of(stage, PATCH_SPACE)
    assert (all_three(ON), ",".join(MASK.values())) == (first.body, first.query["updateMask"])
    assert asked_with(rest) == second.body
    assert ",".join(MASK[name] for name in rest) == second.query["updateMask"]
    assert ON._replace(**{lacking: False}) == has(space)
    assert expected_results([lacking]) == results(host.card)
    assert {REFUSED: WHO} == reasons(host)


@each_two
def test_create_leaves_out_two(stage: Stage, lacking: tuple[str, str]) -> None:
    """Two refused features cost two more calls; the third is set."""
    without(stage, lacking)
    host = creating(stage, ON)
    [rest] = set(FEATURE) - set(lacking)
    bodies = [call.body for call in calls_of(stage, CREATE_SPACE)]
    assert (3, asked_with([rest])) == (len(bodies), bodies[-1])
    assert 1 == len(stage.world.meet.spaces)
    assert expected_results(lacking) == results(host.card)


@each_two
def test_update_leaves_out_two(stage: Stage, lacking: tuple[str, str]) -> None:
    """The last of three updates masks the one leaf that is left."""
    without(stage, lacking)
    space = stage.world.meet.make_meet(stage.ana)
    host = updating(stage, space, ON)
    [rest] = set(FEATURE) - set(lacking)
    masks = [call.query["updateMask"] for call in calls_of(stage, PATCH_SPACE)]
    assert (3, MASK[rest]) == (len(masks), masks[-1])
    assert "The settings are updated" == did(host.card)
    assert expected_results(lacking) == results(host.card)


def test_create_without_any_feature_still_makes_the_meet(stage: Stage) -> None:
    """With all three refused the event gets a plain Meet, and one line says why."""
    without(stage, FEATURE)
    host = creating(stage, ON)
    assert [
        all_three(ON),
        asked_with(["transcription", "smart_notes"]),
        asked_with(["smart_notes"]),
        {},
    ] == [call.body for call in calls_of(stage, CREATE_SPACE)]
    [space] = stage.world.meet.spaces
    assert OFF == has(space)
    assert "Your Meet is ready" == did(host.card)
    assert expected_results(FEATURE) == results(host.card)
    assert [(REFUSED, "Recording, Transcript, and Notes", WHO)] == lines(host.card)[1:]


def test_update_without_any_feature_changes_nothing(stage: Stage) -> None:
    """With all three refused the last call is a refused one, and the result says so."""
    without(stage, FEATURE)
    space = stage.world.meet.make_meet(stage.ana)
    host = updating(stage, space, ON)
    # Only then does the space have to be read.
    assert [READ_EVENT, *[PATCH_SPACE] * 3, READ_SPACE] == stage.called()
    assert "Nothing was changed" == did(host.card)
    assert expected_results(FEATURE) == results(host.card)
    assert OFF == has(space)


def test_off_costs_nothing_where_meet_takes_it(stage: Stage) -> None:
    """An account without any feature gets its Meet in one call when all are off."""
    without(stage, FEATURE)
    host = creating(stage, OFF)
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT] == stage.called()
    assert {"Recording": "Off", "Transcript": "Off", "Notes": "Off"} == results(host.card)


@pytest.mark.parametrize("lacking", [["recording"], list(FEATURE)], ids=["one", "all"])
@pytest.mark.parametrize("create", [True, False], ids=["create", "update"])
def test_an_off_that_is_refused_counts_as_off(
    stage: Stage, create: bool, lacking: list[str]
) -> None:
    """Where Meet refuses even OFF, what is wanted is so: off, without a reason."""
    stage.world.knobs.off_refused_without_feature = True
    without(stage, lacking)
    host = pressed(stage, OFF, create=create)
    [space] = stage.world.meet.spaces
    assert OFF == has(space)
    assert (SAYS.created(nothing=True) if create else SAYS.already_so()) == headline(host.card)
    assert [meet_line(space.uri)] == lines(host.card)


def test_a_wanted_and_an_unwanted_feature_are_refused(stage: Stage) -> None:
    """Of two refused features only the one that was wanted is told as not available."""
    stage.world.knobs.off_refused_without_feature = True
    without(stage, ["recording", "smart_notes"])
    host = creating(stage, Three(recording=True, transcription=True))
    assert {"Recording": "Not available", "Transcript": "On", "Notes": "Off"} == results(host.card)


@pytest.mark.parametrize("create", [True, False], ids=["create", "update"])
def test_a_policy_that_keeps_a_feature_on_is_told(stage: Stage, create: bool) -> None:
    """If notes are on by policy and cannot be turned off, the result says that they are on."""
    stage.world.knobs.off_refused_without_feature = True
    without(stage, ["smart_notes"])
    stage.ana.policy_defaults = PolicyDefaults(smart_notes="ON")
    host = pressed(stage, Three(recording=True), create=create)
    assert [Three(True, False, True)] == [has(space) for space in stage.world.meet.spaces]
    assert {"Recording": "On", "Transcript": "Off", "Notes": "Could not be turned off"} == results(
        host.card
    )
    assert {"Notes": KEPT_ON["Notes"]} == reasons(host)


def test_nothing_that_is_refused_was_changed(stage: Stage) -> None:
    """Where all three stay on although they were turned off, the result does not say "updated"."""
    stage.world.knobs.off_refused_without_feature = True
    without(stage, FEATURE)
    stage.ana.policy_defaults = PolicyDefaults(recording="ON", transcription="ON", smart_notes="ON")
    space = stage.world.meet.make_meet(stage.ana)
    host = updating(stage, space, OFF)
    assert "Nothing was changed" == did(host.card)
    assert {"Could not be turned off"} == set(results(host.card).values())
    assert KEPT_ON == reasons(host)
    assert ON == has(space)


def test_what_is_refused_but_on_anyway_is_on(stage: Stage) -> None:
    """If a policy has turned on what the user may not, the wanted feature is told as on."""
    without(stage, ["smart_notes"])
    stage.ana.policy_defaults = PolicyDefaults(smart_notes="ON")
    host = creating(stage, ON)
    assert {"Recording": "On", "Transcript": "On", "Notes": "On"} == results(host.card)


def test_remember_keeps_what_was_wanted(stage: Stage) -> None:
    """Remembered are the switches as pressed, the refused one too: it shows once checked again."""
    without(stage, ["recording"])
    host = stage.host()
    host.open_event(ANA, stage.world.calendar.add_event(ANA))
    choose(host, ON)
    host.set_switch("remember", True)
    host.press_primary()
    host.close_event()
    assert {"transcription": True, "smart_notes": True} == switches(host.card)
    host.press("Check again")
    assert ON == three(host.card)


def reworded(message: str, **metadata: str) -> ApiError:
    """A refusal of a feature in other words."""
    info = {
        "@type": errors.ERROR_INFO,
        "reason": "FEATURE_UNAVAILABLE_TO_USER",
        "domain": "meet.googleapis.com",
        "metadata": metadata,
    }
    return errors.meet(403, message, details=[info])


@pytest.mark.parametrize(
    ("refusal", "lacking"),
    [
        (reworded("updateSmartNotes is not available."), "smart_notes"),
        (reworded("No.", feature_name="AUTO_TRANSCRIPTION"), "transcription"),
        (reworded("<b>Recording</b> & co"), "recording"),
    ],
    ids=["by its message", "by another name", "with markup"],
)
def test_a_feature_is_known_however_it_is_named(
    stage: Stage, refusal: ApiError, lacking: str
) -> None:
    """A feature is told by a part of its name or of the message, which itself is not shown."""
    stage.google.faults.order(CREATE_SPACE, error=refusal)
    host = creating(stage, ON)
    assert expected_results([lacking]) == results(host.card)
    assert {REFUSED: WHO} == reasons(host)


@pytest.mark.parametrize("create", [True, False], ids=["create", "update"])
def test_a_feature_that_was_not_asked_for_ends_it(stage: Stage, create: bool) -> None:
    """A refusal of the access type, which is never set, is told once and nothing is changed."""
    method = CREATE_SPACE if create else PATCH_SPACE
    refusal = errors.feature_unavailable(Feature.ACCESS_TYPE)
    stage.google.faults.order(method, error=refusal)
    host = pressed(stage, ON, create=create)
    assert 1 == len(calls_of(stage, method))
    assert [] == calls_of(stage, PATCH_EVENT)
    assert ([] if create else [OFF]) == [has(space) for space in stage.world.meet.spaces]
    assert [NOT_YOURS] == told(host)
    assert ["Refresh"] == footer(host.card)


def test_the_next_press_after_such_a_refusal_works(stage: Stage) -> None:
    """Nothing that was kept for the refused press stands in the way of the next."""
    refusal = errors.feature_unavailable(Feature.ACCESS_TYPE)
    stage.google.faults.order(CREATE_SPACE, error=refusal)
    host = creating(stage, ON)
    host.back()
    host.press_primary()
    [space] = stage.world.meet.spaces
    assert ON == has(space)
    [patch] = calls_of(stage, PATCH_EVENT)
    event_id = patch.path.rpartition("/")[2]
    assert space.uri == link(stage, ANA, event_id)


def test_a_feature_that_is_refused_again_after_it_was_left_out_ends_it(stage: Stage) -> None:
    """Each feature is left out once at most, so a refusal that repeats itself ends the press."""
    refusal = errors.feature_unavailable(Feature.RECORDING)
    stage.google.faults.order(CREATE_SPACE, error=refusal, times=9)
    host = creating(stage, ON)
    assert 2 == len(calls_of(stage, CREATE_SPACE))
    assert [] == stage.world.meet.spaces
    assert [NOT_YOURS] == told(host)


def test_a_refused_update_keeps_the_events_meet(stage: Stage) -> None:
    """An update in which everything is refused reads and patches the Meet, nothing else."""
    without(stage, FEATURE)
    space = stage.world.meet.make_meet(stage.ana)
    updating(stage, space, ON)
    assert {READ_EVENT, READ_SPACE, PATCH_SPACE} == set(stage.called())
