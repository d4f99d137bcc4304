"""The oracle of the torture sees what is wrong about who may do what, and about co-hosts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sandbox.google.meet.meetings import Space
from sandbox.hosts.wire import Json
from tests.support.rules import OFF, ON, PATHS
from tests.torture.false_addon import ANA, BO, FalseAddon, card, false_google
from torture import ruling, violations
from torture.weather import TroubledGoogle

CY = "cy@example.com"
SHOWN: dict[str, object] = {"access": "TRUSTED", "moderation": False, "attendance": False}


@pytest.fixture(scope="module")
def google() -> Iterator[TroubledGoogle]:
    """A stand-in for all tests of the module, each with a world of its own."""
    with false_google() as made:
        yield made


@pytest.fixture
def addon(google: TroubledGoogle) -> Iterator[FalseAddon]:
    """A false add-on."""
    google.weather.begin(())
    made = FalseAddon(google)
    yield made
    made.close()


def _with_meet(addon: FalseAddon, *, owner: str = ANA) -> Space:
    space = addon.world.meet.make_meet(owner, origin="api:addon")
    with addon.oracle.others():
        addon.world.calendar.edit_event(ANA, addon.event_id, conference=space)
    return space


def _set(addon: FalseAddon, space: Space, **rules: str) -> None:
    config: Json = {}
    for name, value in rules.items():
        *parents, leaf = PATHS[name].split(".")
        place = config
        for parent in parents:
            place = place.setdefault(parent, {})
        place[leaf] = value
    mask = ",".join(f"config.{PATHS[name]}" for name in rules)
    addon.call("PATCH", f"/v2/{space.name}?updateMask={mask}", {"config": config})


def _form(**on: bool) -> dict[str, list[str]]:
    return {"access": ["TRUSTED"], **{name: ["on"] for name, is_on in on.items() if is_on}}


def test_the_oracle_calls_rules_as_meet_does() -> None:
    """Each rule stands where Meet has it, and is on and off in Meet's words."""
    assert PATHS == ruling.PATHS
    assert {name: (OFF[name], ON[name]) for name in ON} == ruling.MEANS


def test_what_was_chosen_and_what_it_needs_may_be_written(addon: FalseAddon) -> None:
    """Whoever has chat for hosts only gets host management with it, and it can be ended."""
    space = _with_meet(addon)
    with addon.press("update", _form(restrict_chat=True), shown=SHOWN):
        _set(addon, space, moderation="ON", restrict_chat="HOSTS_ONLY")
        told = "Host management and Chat for hosts only"
        addon.says(card("The settings are updated", space.uri, **{"Set as chosen": told}))
    with addon.press("update", _form(), shown={**SHOWN, "moderation": True}):
        _set(addon, space, moderation="OFF")

    assert [] == addon.seen


@pytest.mark.parametrize("kind", ["update", "create", "set up", "again"])
def test_a_rule_that_nobody_chose_is_seen(addon: FalseAddon, kind: str) -> None:
    """A leaf that stood on the form as it was shown is nobody's wish."""
    space = _with_meet(addon)
    with addon.press(kind, _form(), shown=SHOWN):
        _set(addon, space, attendance="GENERATE_REPORT")

    assert [violations.RULED] == addon.seen


def test_what_others_changed_in_meet_is_not_undone(addon: FalseAddon) -> None:
    """A form that was drawn before is no wish for what it shows of the rest."""
    space = _with_meet(addon)
    with addon.oracle.others():
        addon.world.meet.edit_space(space, attendanceReportGenerationType="GENERATE_REPORT")
    with addon.press("update", _form(moderation=True), shown=SHOWN):
        _set(addon, space, moderation="ON", attendance="DO_NOT_GENERATE")

    assert [violations.RULED] == addon.seen


def test_looking_sets_nothing(addon: FalseAddon) -> None:
    """A press that only shows a card changes no Meet, with or without a wish on it."""
    space = _with_meet(addon)
    with addon.press("open", _form(moderation=True), shown=SHOWN):
        _set(addon, space, moderation="ON")

    assert [violations.RULED] == addon.seen


def test_set_again_is_what_was_once_so(addon: FalseAddon) -> None:
    """What a Meet had before somebody changed it may come back."""
    space = _with_meet(addon)
    for value in ("ON", "OFF"):
        with addon.oracle.others():
            addon.world.meet.edit_space(space, moderation=value)
    with addon.press("again"):
        _set(addon, space, moderation="ON")

    assert [] == addon.seen


def test_a_rule_that_is_told_as_set_is(addon: FalseAddon) -> None:
    """A line that is not so, one of what nobody chose, and a choice without a line."""
    space = _with_meet(addon)
    for form, told in (
        (_form(attendance=True), {"Set as chosen": "Attendance report"}),
        (_form(), {"Set as chosen": "Attendance report"}),
        (_form(attendance=True), {}),
        (_form(attendance=True), {"Not certain": "Attendance report"}),
    ):
        with addon.press("update", form, shown=SHOWN):
            addon.says(card("The settings are updated", space.uri, **told))

    assert [violations.UNTRUE, violations.UNTRUE, violations.IGNORED] == addon.seen


def _hosted(space: Space, door: str, *, moderation: bool) -> Json:
    switch = {"name": "moderation", "value": "on", "selected": moderation}
    items = [
        {"text": each, "value": each, "selected": each == door}
        for each in ("OPEN", "TRUSTED", "RESTRICTED")
    ]
    made = card("Planning", space.uri)
    made["sections"][0]["widgets"] += [
        {"decoratedText": {"text": "Host management", "switchControl": switch}},
        {"selectionInput": {"name": "access", "type": "DROPDOWN", "items": items}},
    ]
    link = {"openLink": {"url": space.uri}}
    made["fixedFooter"] = {"primaryButton": {"text": "Update settings", "onClick": link}}
    return made


def test_a_form_shows_what_meet_has(addon: FalseAddon) -> None:
    """Switches and selection stand as Meet has them."""
    space = _with_meet(addon)
    for door, moderation in (("TRUSTED", False), ("OPEN", False), ("TRUSTED", True)):
        with addon.press("open", event=addon.event_id):
            addon.says(_hosted(space, door, moderation=moderation))

    assert [violations.UNTRUE_STATE, violations.UNTRUE_STATE] == addon.seen


def _adds(addon: FalseAddon, space: Space, email: str) -> None:
    addon.call("POST", f"/v2/{space.name}/members", {"email": email, "role": "COHOST"})


def _removes(addon: FalseAddon, space: Space, email: str) -> None:
    [found] = [member.id for member in space.members.values() if member.email == email]
    addon.call("DELETE", f"/v2/{space.name}/members/{found}", {})


def test_who_was_picked_may_be_added_and_removed(addon: FalseAddon) -> None:
    """Only what was picked otherwise than it was shown is a wish."""
    space = _with_meet(addon)
    event = addon.event_id
    with addon.press("cohosts", {"cohosts": [BO]}, event=event):
        _adds(addon, space, BO)
        addon.says(card("The co-hosts are set", **{"Co-hosts": BO}))
    with addon.press("cohosts", {}, cohosts=(BO,), event=event):
        _removes(addon, space, BO)
        addon.says(card("The co-hosts are set", "This Meet has no co-hosts."))
    assert [] == addon.seen

    with addon.press("cohosts", {"cohosts": [BO]}, cohosts=(BO,), event=event):
        _adds(addon, space, CY)
        _removes(addon, space, CY)
    with addon.press("update"):
        _adds(addon, space, BO)
    assert [violations.COHOSTED] * 3 == addon.seen


def test_who_is_told_to_be_a_cohost_is_one(addon: FalseAddon) -> None:
    """Names that are not so, a choice that was not carried out, and none where there are some."""
    space = _with_meet(addon)
    event = addon.event_id
    with addon.press("cohosts", {"cohosts": [BO]}, event=event):
        addon.says(card("The co-hosts are set", "This Meet has no co-hosts."))
        assert [violations.UNTRUE] == addon.seen
    with addon.press("ask cohosts", event=event):
        addon.says(card("Co-hosts", **{"Also co-hosts": CY}))
    with addon.oracle.others():
        addon.world.meet.add_member(space, BO)
    with addon.press("cohosts", event=event):
        addon.says(card("The settings were already so", "This Meet has no co-hosts."))

    assert [violations.UNTRUE] * 3 == addon.seen
