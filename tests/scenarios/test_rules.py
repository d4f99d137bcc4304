"""Who may do what: shown as Meet has it, and only what is chosen otherwise is written."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.google.errors import insufficient_scope
from sandbox.google.people.accounts import Feature
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import (
    AT_ONCE,
    CREATE_SPACE,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    READ_SPACE,
    calls_of,
)
from tests.support.cards import did, headline, offers, remarks, results
from tests.support.people import ANA, BO
from tests.support.rules import OFF, ON, USUAL, leaves, regulated, rules_of, said, section_of, shown
from tests.support.sidebar import agree_to_replace, ask_to_replace, opened, told, try_again
from tests.support.stage import Json, Stage
from tests.support.state import only_space
from tests.support.switches import MASK, Three, all_three, choose, has
from tests.support.switches import ON as ALL_ON
from tests.support.words import REOPEN, SAYS

UNDER_MODERATION = ["restrict_chat", "restrict_present", "restrict_reactions", "join_as_viewer"]
STAYS = "Host management stays on, since what you chose needs it."
UNCONFIRMED = "Meet did not confirm this. Change settings shows how it stands."
NOT_TAKEN = "Meet did not take this. Change settings lets you try again."
REMEMBERED_TOO = (
    "These switches are your defaults now, and so is what you chose under “Who may do what”."
)
IMPLIED = "Host management was switched on, since what you chose needs it."
NOT_ALLOWED = "Your Google Workspace edition or your administrator does not allow it."
UNKNOWN_FEATURE = {
    "error": {
        "code": 403,
        "message": "updateSomething is not available to the user.",
        "status": "PERMISSION_DENIED",
        "details": [
            {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "FEATURE_UNAVAILABLE_TO_USER",
                "domain": "meet.googleapis.com",
                "metadata": {"feature_name": "updateSomething"},
            }
        ],
    }
}
NAMES = {
    "access": "Who may join without asking",
    "moderation": "Host management",
    "restrict_chat": "Chat for hosts only",
    "restrict_present": "Presenting for hosts only",
    "restrict_reactions": "Reactions for hosts only",
    "join_as_viewer": "Guests join as viewers",
    "attendance": "Attendance report",
}


def hosted(stage: Stage, **config: Any) -> CalendarHost:  # noqa: ANN401  # as make_meet
    """Ana's Calendar with an event open that has a Meet of hers; the calls so far are forgotten."""
    space = stage.world.meet.make_meet(ANA, **config)
    return opened(stage, stage.world.calendar.add_event(ANA, conference=space))


def patches(stage: Stage) -> list[tuple[str, Json | None]]:
    """The masks and bodies of the changes to spaces so far."""
    return [(call.query["updateMask"], call.body) for call in calls_of(stage, PATCH_SPACE)]


def planned(stage: Stage) -> CalendarHost:
    """Ana's Calendar with an event open that has no Meet."""
    return opened(stage, stage.world.calendar.add_event(ANA))


def save_by_default(stage: Stage, **inputs: str | bool) -> None:
    """Ana saves defaults of who may do what; the calls so far are forgotten."""
    home = stage.host()
    home.open_home()
    put(home, **inputs)
    home.press_primary()
    stage.called()


def put(host: CalendarHost, **inputs: str | bool) -> None:
    """Fill in the section of the visible card."""
    for name, value in inputs.items():
        if isinstance(value, bool):
            host.set_switch(name, value)
        else:
            host.set_input(name, value)


# What is shown


def test_a_hosted_meet_shows_what_it_has(stage: Stage) -> None:
    """The section is folded and costs no call; its inputs stand as Meet has them."""
    space = stage.world.meet.make_meet(
        ANA,
        accessType="RESTRICTED",
        moderation="ON",
        moderationRestrictions={"presentRestriction": "HOSTS_ONLY"},
    )
    host = stage.host()
    host.open_event(ANA, stage.world.calendar.add_event(ANA, conference=space))
    assert [READ_EVENT, READ_SPACE] == sorted(stage.called())
    section = section_of(host.card)
    assert ("Who may do what", None) == (
        section["header"],
        section.get("uncollapsibleWidgetsCount"),
    )
    assert {
        **dict.fromkeys(OFF, False),
        "access": "RESTRICTED",
        "moderation": True,
        "restrict_present": True,
    } == shown(host.card)


def test_a_meet_to_be_made_begins_with_nothing_chosen(stage: Stage) -> None:
    """Without defaults everything is left to Meet."""
    host = planned(stage)
    section = section_of(host.card)
    assert 1 == section["uncollapsibleWidgetsCount"]
    assert {"textParagraph": {"text": "<b>Who may do what</b>"}} in section["widgets"]
    assert {**dict.fromkeys(OFF, False), "access": "MEET"} == shown(host.card)


def test_a_meet_of_somebody_elses_has_no_such_section(stage: Stage) -> None:
    """Rules are the host's, like the artifacts."""
    theirs = stage.world.meet.make_meet(BO)
    host = opened(stage, stage.world.calendar.add_event(ANA, conference=theirs))
    assert [] == offers(host.card, "access")


# Changing a Meet


@pytest.mark.parametrize("name", ["moderation", "attendance"])
def test_a_rule_alone_is_one_patch_with_its_leaf(stage: Stage, name: str) -> None:
    """Only what is chosen otherwise is written, not even the three artifacts."""
    host = hosted(stage, recording=True)
    put(host, **{name: True})
    host.press_primary()
    assert [(leaves(name), regulated(**{name: ON[name]}))] == patches(stage)
    assert [READ_EVENT, PATCH_SPACE] == stage.called()
    assert {**USUAL, name: ON[name]} == rules_of(only_space(stage))
    assert "The settings are updated" == did(host.card)
    assert {"Recording": "On", "Transcript": "Off", "Notes": "Off"} == results(host.card)
    assert [("Set as chosen", NAMES[name], "")] == said(host.card)


@pytest.mark.parametrize("door", ["OPEN", "RESTRICTED"])
def test_who_may_join_is_one_patch_with_its_leaf(stage: Stage, door: str) -> None:
    """Access is chosen from three, and written alone."""
    host = hosted(stage)
    put(host, access=door)
    host.press_primary()
    assert [(leaves("access"), regulated(access=door))] == patches(stage)
    assert {**USUAL, "access": door} == rules_of(only_space(stage))


@pytest.mark.parametrize("name", UNDER_MODERATION)
def test_a_restriction_brings_host_management_along(stage: Stage, name: str) -> None:
    """Without it Meet would forget the restriction: both are written at once, and it is told."""
    host = hosted(stage)
    put(host, **{name: True})
    host.press_primary()
    wanted = {"moderation": "ON", name: ON[name]}
    assert [(leaves(*wanted), regulated(**wanted))] == patches(stage)
    assert {**USUAL, **wanted} == rules_of(only_space(stage))
    assert [("Set as chosen", f"Host management and {NAMES[name]}", "")] == said(host.card)
    assert [IMPLIED] == remarks(host.card)


@pytest.mark.parametrize("name", UNDER_MODERATION)
def test_with_host_management_on_a_restriction_is_written_alone(stage: Stage, name: str) -> None:
    """What is there already is not written again."""
    host = hosted(stage, moderation="ON")
    put(host, **{name: True})
    host.press_primary()
    assert [(leaves(name), regulated(**{name: ON[name]}))] == patches(stage)
    assert [] == remarks(host.card)


def test_turning_host_management_off_ends_the_restrictions(stage: Stage) -> None:
    """The card says so before; only the one leaf is written, since Meet does the rest."""
    host = hosted(stage, moderation="ON", moderationRestrictions={"chatRestriction": "HOSTS_ONLY"})
    [below] = [
        line["bottomLabel"]
        for widget in section_of(host.card)["widgets"]
        if (line := widget.get("decoratedText", {})).get("switchControl", {}).get("name")
        == "moderation"
    ]
    assert "The next four need it and switch it on. Turning it off ends them." == below
    put(host, moderation=False)
    host.press_primary()
    assert [(leaves("moderation"), regulated(moderation="OFF"))] == patches(stage)
    assert USUAL == rules_of(only_space(stage))


def test_a_restriction_chosen_while_host_management_is_turned_off_keeps_it(stage: Stage) -> None:
    """Of two wishes that exclude each other the one that says more wins."""
    host = hosted(stage, moderation="ON")
    put(host, moderation=False, restrict_chat=True)
    host.press_primary()
    assert [leaves("restrict_chat")] == [mask for mask, _ in patches(stage)]
    assert "ON" == rules_of(only_space(stage))["moderation"]
    assert [("Set as chosen", "Chat for hosts only", "")] == said(host.card)
    assert [STAYS] == remarks(host.card)


def test_artifacts_go_first_and_rules_after_them(stage: Stage) -> None:
    """Where both are changed each has a call of its own."""
    host = hosted(stage)
    choose(host, ALL_ON)
    put(host, attendance=True)
    host.press_primary()
    assert [
        (",".join(MASK.values()), all_three(ALL_ON)),
        (leaves("attendance"), regulated(attendance="GENERATE_REPORT")),
    ] == patches(stage)
    assert ALL_ON == has(only_space(stage))
    assert [("Set as chosen", "Attendance report", "")] == said(host.card)


def test_two_windows_that_set_different_rules_lose_nothing(stage: Stage) -> None:
    """Each press writes what was chosen on its card, not what its card showed otherwise."""
    space = stage.world.meet.make_meet(ANA)
    event_id = stage.world.calendar.add_event(ANA, conference=space)
    one, another = opened(stage, event_id), opened(stage, event_id)
    put(one, moderation=True)
    put(another, access="OPEN")
    one.press_primary()
    another.press_primary()
    assert [leaves("moderation"), leaves("access")] == [mask for mask, _ in patches(stage)]
    assert {**USUAL, "moderation": "ON", "access": "OPEN"} == rules_of(space)


def test_what_is_so_meanwhile_is_told_as_set(stage: Stage) -> None:
    """What somebody else has set as chosen is set once more, and nothing else."""
    space = stage.world.meet.make_meet(ANA)
    host = opened(stage, stage.world.calendar.add_event(ANA, conference=space))
    put(host, attendance=True)
    stage.world.meet.edit_space(space, attendanceReportGenerationType="GENERATE_REPORT")
    host.press_primary()
    assert [leaves("attendance")] == [mask for mask, _ in patches(stage)]
    assert [("Set as chosen", "Attendance report", "")] == said(host.card)


def test_a_folded_section_that_is_not_sent_changes_nothing(stage: Stage) -> None:
    """Where the host leaves out what nobody unfolded, rules stay as they are."""
    stage.world.knobs.folded_inputs_sent = False
    config = {"accessType": "OPEN", "moderation": "ON"}
    host = hosted(stage, **config)
    choose(host, Three(recording=True))
    host.press_primary()
    assert [MASK["recording"]] == [mask for mask, _ in patches(stage)]
    assert {**USUAL, "access": "OPEN", "moderation": "ON"} == rules_of(only_space(stage))


# Refusals


def test_what_an_edition_lacks_holds_nothing_else_up(stage: Stage) -> None:
    """Without access control recording and the other rules are set; a line says what lacks."""
    stage.ana.features.discard(Feature.ACCESS_TYPE)
    host = hosted(stage)
    choose(host, Three(recording=True))
    put(host, access="OPEN", attendance=True)
    host.press_primary()
    assert [
        MASK["recording"],
        leaves("access", "attendance"),
        leaves("attendance"),
    ] == [mask for mask, _ in patches(stage)]
    assert Three(recording=True) == has(only_space(stage))
    assert {**USUAL, "attendance": "GENERATE_REPORT"} == rules_of(only_space(stage))
    assert [
        ("Set as chosen", "Attendance report", ""),
        ("Not available", "Who may join without asking", NOT_ALLOWED),
    ] == said(host.card)


def test_each_refusal_is_a_line(stage: Stage) -> None:
    """Two rules that the account may not set are told one by one, and cost a call each."""
    stage.ana.features -= {Feature.ACCESS_TYPE, Feature.ATTENDANCE}
    host = hosted(stage)
    put(host, access="OPEN", attendance=True)
    host.press_primary()
    assert [leaves("access", "attendance"), leaves("attendance")] == [
        mask for mask, _ in patches(stage)
    ]
    assert "Nothing was changed" == headline(host.card)
    assert [
        ("Not available", "Who may join without asking", NOT_ALLOWED),
        ("Not available", "Attendance report", NOT_ALLOWED),
    ] == said(host.card)


def test_an_unknown_feature_is_found_one_by_one(stage: Stage) -> None:
    """If Meet's word for what it refuses says nothing, each rule is sent by itself, once."""
    host = hosted(stage)
    put(host, access="OPEN", moderation=True, attendance=True)
    stage.google.faults.order(PATCH_SPACE, status=403, body=UNKNOWN_FEATURE, times=2)
    host.press_primary()
    assert [
        leaves("access", "moderation", "attendance"),
        leaves("access"),
        leaves("moderation"),
        leaves("attendance"),
    ] == [mask for mask, _ in patches(stage)]
    assert {**USUAL, "moderation": "ON", "attendance": "GENERATE_REPORT"} == (
        rules_of(only_space(stage))
    )
    assert [
        ("Set as chosen", "Host management and Attendance report", ""),
        ("Not available", "Who may join without asking", NOT_ALLOWED),
    ] == said(host.card)


def test_without_host_management_its_restrictions_are_not_tried(stage: Stage) -> None:
    """They could not act: both are told as not available after one more call at most."""
    host = hosted(stage)
    put(host, restrict_chat=True, attendance=True)
    stage.google.faults.order(PATCH_SPACE, status=403, body=UNKNOWN_FEATURE, times=2)
    host.press_primary()
    assert [
        leaves("moderation", "restrict_chat", "attendance"),
        leaves("moderation"),
        leaves("attendance"),
    ] == [mask for mask, _ in patches(stage)]
    assert [
        ("Set as chosen", "Attendance report", ""),
        ("Not available", "Host management", NOT_ALLOWED),
        ("Not available", "Chat for hosts only", NOT_ALLOWED),
    ] == said(host.card)


def test_a_rule_that_meet_refuses_without_a_word_holds_no_other_up(stage: Stage) -> None:
    """Refused for a reason that nobody foresaw, each is sent by itself, and the others are set."""
    host = hosted(stage)
    put(host, access="OPEN", moderation=True, attendance=True)
    stage.google.faults.order(
        PATCH_SPACE,
        status=400,
        times=2,
        when=lambda call: "config.moderation" in call.query["updateMask"].split(","),
    )
    host.press_primary()
    assert [
        leaves("access", "moderation", "attendance"),
        leaves("access"),
        leaves("moderation"),
        leaves("attendance"),
    ] == [mask for mask, _ in patches(stage)]
    assert {**USUAL, "access": "OPEN", "attendance": "GENERATE_REPORT"} == (
        rules_of(only_space(stage))
    )
    assert [
        ("Set as chosen", "Who may join without asking and Attendance report", ""),
        ("Not set", "Host management", NOT_TAKEN),
    ] == said(host.card)


@pytest.mark.parametrize(
    ("status", "line"),
    [
        (429, ("Not set", "Host management and Attendance report", NOT_TAKEN)),
        (500, ("Not set", "Attendance report", NOT_TAKEN)),
    ],
)
def test_trouble_after_a_rule_was_set_does_not_hide_that_it_was(
    stage: Stage, status: int, line: tuple[str, str, str]
) -> None:
    """One by one, the first is set and the second is not: each is told as it stands.

    A busy Meet is not asked for the third.
    """
    host = hosted(stage)
    put(host, access="RESTRICTED", moderation=True, attendance=True)
    stage.google.faults.order(
        PATCH_SPACE, status=400, when=lambda call: "," in call.query["updateMask"]
    )
    stage.google.faults.order(
        PATCH_SPACE,
        status=status,
        headers=AT_ONCE,
        times=4,
        when=lambda call: call.query["updateMask"] == leaves("moderation"),
    )
    host.press_primary()
    assert [
        leaves("access", "moderation", "attendance"),
        leaves("access"),
        *[leaves("moderation")] * 4,
    ] == [mask for mask, _ in patches(stage)]
    assert {**USUAL, "access": "RESTRICTED"} == rules_of(only_space(stage))
    assert "The settings are updated" == did(host.card)
    uncertain = [("Not certain", "Host management", UNCONFIRMED)] if status == 500 else []
    assert [
        ("Set as chosen", "Who may join without asking", ""),
        line,
        *uncertain,
    ] == said(host.card)


@pytest.mark.parametrize(
    ("status", "words"), [(429, SAYS.try_again()), (500, SAYS.outcome_unknown())]
)
def test_trouble_before_a_rule_was_set_is_a_problem(stage: Stage, status: int, words: str) -> None:
    """One by one, not even the first is set: the problem is told as ever."""
    host = hosted(stage)
    put(host, access="RESTRICTED", attendance=True)
    stage.google.faults.order(
        PATCH_SPACE, status=400, when=lambda call: "," in call.query["updateMask"]
    )
    stage.google.faults.order(PATCH_SPACE, status=status, headers=AT_ONCE, times=4)
    host.press_primary()
    assert [words] == told(host)
    assert USUAL == rules_of(only_space(stage))


def test_a_single_rule_that_meet_refuses_is_a_problem(stage: Stage) -> None:
    """Where nothing else was to be done, the refusal is told as ever."""
    host = hosted(stage)
    put(host, moderation=True)
    stage.google.faults.order(PATCH_SPACE, status=400)
    host.press_primary()
    assert [SAYS.refused_by_google()] == told(host)
    assert USUAL == rules_of(only_space(stage))


def test_what_meet_shows_otherwise_is_told(stage: Stage) -> None:
    """A 200 is no proof: the card says what did not become so, and what Meet did not say."""
    host = hosted(stage)
    put(host, access="OPEN", attendance=True)
    body = only_space(stage).resource(with_config=True, with_conference=False)
    config = {key: value for key, value in body["config"].items() if "attendance" not in key}
    stage.google.faults.order(PATCH_SPACE, status=200, body={**body, "config": config})
    host.press_primary()
    assert [
        (
            "Not changed",
            "Who may join without asking",
            (
                "Meet took the change but shows something else. Your Google Workspace "
                "administrator can say why."
            ),
        ),
        ("Unknown", "Attendance report", "Meet took the change but did not say how it stands."),
    ] == said(host.card)
    assert "Not certain" == did(host.card)


def test_a_rule_that_fails_beside_artifacts_is_told(stage: Stage) -> None:
    """The artifacts are set; what came of the rule is not certain, and the card says so."""
    host = hosted(stage)
    choose(host, ALL_ON)
    put(host, attendance=True)
    stage.google.faults.order(
        PATCH_SPACE,
        status=500,
        headers=AT_ONCE,
        times=4,
        when=lambda call: call.query["updateMask"] == leaves("attendance"),
    )
    host.press_primary()
    assert ALL_ON == has(only_space(stage))
    assert [("Not certain", "Attendance report", UNCONFIRMED)] == said(host.card)


def test_what_may_have_changed_is_not_called_unchanged(stage: Stage) -> None:
    """Where Meet refuses the artifact and does not confirm the rule, nothing is certain."""
    stage.ana.features.discard(Feature.RECORDING)
    host = hosted(stage)
    choose(host, Three(recording=True))
    put(host, attendance=True)
    stage.google.faults.order(
        PATCH_SPACE,
        drop="after",
        times=4,
        when=lambda call: call.query["updateMask"] == leaves("attendance"),
    )
    host.press_primary()
    assert {**USUAL, "attendance": "GENERATE_REPORT"} == rules_of(only_space(stage))
    assert "Not certain" == headline(host.card)
    assert ("Not certain", "Attendance report", UNCONFIRMED) in said(host.card)


def test_a_rule_that_fails_alone_can_be_tried_again(stage: Stage) -> None:
    """The problem's own button presses the same once more, and writes the same leaf."""
    host = hosted(stage, accessType="OPEN", moderation="ON")
    put(host, attendance=True)
    stage.google.faults.order(PATCH_SPACE, status=503, headers=AT_ONCE, times=4)
    host.press_primary()
    stage.called()
    try_again(host)
    assert [(leaves("attendance"), regulated(attendance="GENERATE_REPORT"))] == patches(stage)
    assert "result" == host.card["name"]


# Making a Meet


def test_a_new_meet_gets_what_was_chosen_and_no_more(stage: Stage) -> None:
    """Rules follow the link in one call; what was not chosen is not written."""
    host = planned(stage)
    put(host, access="RESTRICTED", restrict_present=True)
    host.press_primary()
    wanted = {"access": "RESTRICTED", "moderation": "ON", "restrict_present": "HOSTS_ONLY"}
    assert [(leaves(*wanted), regulated(**wanted))] == patches(stage)
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT, PATCH_SPACE] == stage.called()
    assert {**USUAL, **wanted} == rules_of(only_space(stage))
    assert "Your Meet is ready" == did(host.card)
    assert [
        (
            "Set as chosen",
            "Who may join without asking, Host management, and Presenting for hosts only",
            "",
        )
    ] == said(host.card)


def test_a_meet_without_chosen_rules_costs_no_further_call(stage: Stage) -> None:
    """What nobody chose is Meet's to say."""
    stage.ana.policy_defaults.moderation = "ON"
    host = planned(stage)
    host.press_primary()
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT] == stage.called()
    assert "ON" == rules_of(only_space(stage))["moderation"]
    assert [] == said(host.card)


def test_what_a_new_meet_has_already_is_not_written(stage: Stage) -> None:
    """A choice that is Meet's own default costs nothing, and is told as set."""
    host = planned(stage)
    put(host, access="TRUSTED")
    host.press_primary()
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT] == stage.called()
    assert [("Set as chosen", "Who may join without asking", "")] == said(host.card)


def test_a_new_meet_stands_when_its_rules_fail(stage: Stage) -> None:
    """The event has its Meet whatever becomes of the rules, and the card says which."""
    host = planned(stage)
    put(host, attendance=True)
    stage.google.faults.order(PATCH_SPACE, status=500, headers=AT_ONCE, times=4)
    host.press_primary()
    assert "Your Meet is ready" == did(host.card)
    assert ["Not certain"] == [above for above, _, _ in said(host.card)]


@pytest.mark.parametrize("status", [400, 403, 429])
def test_what_a_new_meet_certainly_lacks_is_told_so(stage: Stage, status: int) -> None:
    """A rule that Meet refused, or was too busy for, is not called uncertain."""
    host = planned(stage)
    put(host, access="OPEN", attendance=True)
    stage.google.faults.order(PATCH_SPACE, status=status, headers=AT_ONCE, times=12)
    host.press_primary()
    assert "Your Meet is ready" == did(host.card)
    assert USUAL == rules_of(only_space(stage))
    assert [("Not set", "Who may join without asking and Attendance report", NOT_TAKEN)] == (
        said(host.card)
    )


def test_a_permission_that_google_misses_for_the_rules_is_asked_for(stage: Stage) -> None:
    """As at every other step; the same press is made again then, and sets them."""
    host = planned(stage)
    put(host, attendance=True)
    stage.google.faults.order(PATCH_SPACE, error=insufficient_scope("meet", "UpdateSpace", []))
    host.press_primary()
    assert [leaves("attendance")] * 2 == [mask for mask, _ in patches(stage)]
    assert {**USUAL, "attendance": "GENERATE_REPORT"} == rules_of(only_space(stage))
    assert "Your Meet is ready" == did(host.card)
    assert [("Set as chosen", "Attendance report", "")] == said(host.card)


@pytest.mark.parametrize("sent", [True, False])
def test_a_new_meet_has_the_rules_of_the_defaults(stage: Stage, sent: bool) -> None:
    """Whether or not the host sends what nobody unfolded, the defaults apply."""
    stage.world.knobs.folded_inputs_sent = sent
    save_by_default(stage, access="OPEN", attendance=True)
    host = planned(stage)
    assert ("OPEN", True) == (shown(host.card)["access"], shown(host.card)["attendance"])
    host.press_primary()
    assert [leaves("access", "attendance")] == [mask for mask, _ in patches(stage)]


def test_a_default_can_be_left_out_of_one_meet(stage: Stage) -> None:
    """Off on the card is left to Meet."""
    save_by_default(stage, access="OPEN", attendance=True)
    host = planned(stage)
    put(host, access="MEET", attendance=False)
    host.press_primary()
    assert [] == patches(stage)
    assert USUAL == rules_of(only_space(stage))


def test_a_meet_in_anothers_place_gets_them_too(stage: Stage) -> None:
    """The card that asks before replacing has the section."""
    theirs = stage.world.meet.make_meet(BO)
    host = opened(stage, stage.world.calendar.add_event(ANA, conference=theirs))
    ask_to_replace(host)
    put(host, attendance=True)
    agree_to_replace(host)
    assert [leaves("attendance")] == [mask for mask, _ in patches(stage)]
    assert "Your new Meet is ready" == did(host.card)


def test_the_choice_between_series_and_event_keeps_what_was_chosen(stage: Stage) -> None:
    """Redrawn for another scope, the section stands as it was left."""
    weekly = stage.world.calendar.add_event(
        ANA, start="2036-12-02T08:30:00+00:00", recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"]
    )
    host = opened(stage, f"{weekly}_20361202T083000Z")
    put(host, access="OPEN", attendance=True)
    host.set_input("applies_to", "event")
    assert ("OPEN", True) == (shown(host.card)["access"], shown(host.card)["attendance"])
    host.press_primary()
    assert [leaves("access", "attendance")] == [mask for mask, _ in patches(stage)]


# Defaults


def test_defaults_are_saved_and_shown(stage: Stage) -> None:
    """The home card keeps what is chosen, beside the switches."""
    save_by_default(stage, access="RESTRICTED", restrict_chat=True)
    home = stage.host()
    home.open_home()
    assert {
        **dict.fromkeys(OFF, False),
        "access": "RESTRICTED",
        "restrict_chat": True,
    } == shown(home.card)


def test_a_reset_leaves_them_to_meet_again(stage: Stage) -> None:
    """Back to the built-in defaults, nothing is chosen."""
    save_by_default(stage, access="RESTRICTED", attendance=True)
    home = stage.host()
    home.open_home()
    home.card_action("Turn all defaults off…")
    home.press_primary()
    assert {**dict.fromkeys(OFF, False), "access": "MEET"} == shown(home.card)
    host = planned(stage)
    host.press_primary()
    assert [] == patches(stage)


def test_saving_switches_keeps_rules_that_are_not_sent(stage: Stage) -> None:
    """Where the host leaves out what nobody unfolded, saved rules stay."""
    save_by_default(stage, access="RESTRICTED")
    stage.world.knobs.folded_inputs_sent = False
    home = stage.host()
    home.open_home()
    home.set_switch("recording", True)
    home.press_primary()
    assert "RESTRICTED" == shown(home.card)["access"]


def at_home(stage: Stage) -> dict[str, object]:
    """The saved defaults of who may do what, as the home card shows them."""
    home = stage.host()
    home.open_home()
    return shown(home.card)


@pytest.mark.parametrize("sent", [True, False])
def test_what_a_meet_has_is_not_taken_for_a_default(stage: Stage, sent: bool) -> None:
    """Remembered is what is chosen; how the Meet stands otherwise nobody chose."""
    save_by_default(stage, access="RESTRICTED")
    stage.world.knobs.folded_inputs_sent = sent
    host = hosted(stage, accessType="OPEN", moderation="ON")
    host.set_switch("remember", True)
    host.set_switch("recording", True)
    host.press_primary()
    assert {**dict.fromkeys(OFF, False), "access": "RESTRICTED"} == at_home(stage)
    assert [SAYS.remembered()] == remarks(host.card)


def test_what_is_changed_of_a_meet_becomes_a_default(stage: Stage) -> None:
    """Of the saved rules those are kept that were not changed on the card, which says so."""
    save_by_default(stage, access="RESTRICTED", attendance=True, restrict_chat=True)
    host = hosted(
        stage,
        accessType="TRUSTED",
        moderation="ON",
        attendanceReportGenerationType="GENERATE_REPORT",
    )
    host.set_switch("remember", True)
    put(host, attendance=False, restrict_present=True)
    host.press_primary()
    assert {
        **dict.fromkeys(OFF, False),
        "access": "RESTRICTED",
        "restrict_chat": True,
        "restrict_present": True,
    } == at_home(stage)
    assert [REMEMBERED_TOO] == remarks(host.card)


def test_host_management_turned_off_leaves_no_default_that_needs_it(stage: Stage) -> None:
    """What ends with it is not switched on again by the next Meet."""
    save_by_default(stage, access="OPEN", moderation=True, restrict_chat=True)
    host = hosted(stage, moderation="ON")
    host.set_switch("remember", True)
    put(host, moderation=False)
    host.press_primary()
    assert {**dict.fromkeys(OFF, False), "access": "OPEN"} == at_home(stage)


def test_what_is_chosen_for_a_new_meet_becomes_the_default(stage: Stage) -> None:
    """All of it, since the card began with the defaults; the card says so."""
    save_by_default(stage, access="RESTRICTED", attendance=True)
    host = planned(stage)
    host.set_switch("remember", True)
    put(host, access="MEET", attendance=False)
    host.press_primary()
    assert {**dict.fromkeys(OFF, False), "access": "MEET"} == at_home(stage)
    assert [REMEMBERED_TOO, REOPEN] == remarks(host.card)


def test_a_new_meet_without_rules_has_its_switches_remembered(stage: Stage) -> None:
    """Where nothing was chosen of who may do what, nothing is said of it."""
    host = planned(stage)
    host.set_switch("remember", True)
    host.press_primary()
    assert [SAYS.remembered(), REOPEN] == remarks(host.card)


@pytest.mark.parametrize("way", ["part", "check again", "me"])
def test_defaults_apply_whichever_card_they_come_through(stage: Stage, way: str) -> None:
    """Also where the host sends nothing of a section that nobody unfolded."""
    save_by_default(stage, access="RESTRICTED", moderation=True)
    stage.world.knobs.folded_inputs_sent = False
    if way == "part":
        series = stage.world.calendar.add_event(
            ANA,
            start="2036-12-02T09:30:00+01:00",
            recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
            conference=stage.world.meet.make_meet(ANA),
        )
        host = opened(stage, f"{series}_20361209T083000Z")
        host.press(SAYS.part())
        host.press_secondary()
    elif way == "me":
        stage.world.calendar.share_calendar(BO, ANA, "writer")
        host = opened(stage, stage.world.calendar.add_event(BO), BO)
        host.set_input("host", "me")
        host.press_primary()
    else:
        stage.ana.features -= {Feature.RECORDING}
        host = opened(stage, stage.world.calendar.add_event(ANA))
        host.set_switch("recording", True)
        host.press_primary()
        host = opened(stage, stage.world.calendar.add_event(ANA))
        host.press(SAYS.check_again())
        host.press_primary()
    assert SAYS.created(nothing=True).partition(".")[0] in did(host.card)
    settings = stage.world.meet.spaces[-1].settings
    assert ("RESTRICTED", "ON") == (settings["accessType"], settings["moderation"])
