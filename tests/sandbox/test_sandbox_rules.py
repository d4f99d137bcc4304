"""The stand-in's Meet API: who may do what in a space, and its members."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from sandbox.google.meet.meetings import Space
from sandbox.google.people.accounts import Feature
from tests.support.google_client import Client, JsonObject, Stage

CREATED = "meetings.space.created"
SETTINGS = "meetings.space.settings"
RESTRICTIONS = "config.moderationRestrictions"
RULES: list[tuple[str, JsonObject]] = [
    ("accessType", {"accessType": "OPEN"}),
    ("moderation", {"moderation": "ON"}),
    ("attendanceReportGenerationType", {"attendanceReportGenerationType": "GENERATE_REPORT"}),
]


def patch(client: Client, space: Space, mask: str, config: JsonObject) -> tuple[int, JsonObject]:
    """Patch a space's config; the status and body of the answer."""
    reply = client("PATCH", f"/v2/{space.name}", {"config": config}, updateMask=mask)
    return reply.status, reply.body


def settings_of(space: Space) -> dict[str, str]:
    """The rules that differ from those of a new space."""
    usual = {
        "accessType": "TRUSTED",
        "entryPointAccess": "ALL",
        "attendanceReportGenerationType": "DO_NOT_GENERATE",
    }
    return {
        path: value
        for path, value in space.settings.items()
        if value not in {"OFF", "NO_RESTRICTION", usual.get(path)}
    }


@pytest.mark.parametrize(("leaf", "config"), RULES)
def test_a_rule_is_set_by_its_leaf(stage: Stage, leaf: str, config: JsonObject) -> None:
    """The one leaf changes, and the whole space is answered."""
    space = stage.world.meet.make_meet(stage.ana)
    ana = stage.client("ana@example.com", SETTINGS)
    status, body = patch(ana, space, f"config.{leaf}", config)
    assert (200, config[leaf]) == (status, body["config"][leaf])
    assert {leaf: config[leaf]} == settings_of(space)


@pytest.mark.parametrize("name", ["chatRestriction", "presentRestriction", "reactionRestriction"])
def test_a_restriction_without_moderation_is_forgotten(stage: Stage, name: str) -> None:
    """It is taken and does not stay, while with moderation in the same call it does."""
    space = stage.world.meet.make_meet(stage.ana)
    ana = stage.client("ana@example.com", SETTINGS)
    restriction = {"moderationRestrictions": {name: "HOSTS_ONLY"}}
    assert 200 == patch(ana, space, f"{RESTRICTIONS}.{name}", restriction)[0]
    assert {} == settings_of(space)
    both = {"moderation": "ON", **restriction}
    patch(ana, space, f"config.moderation,{RESTRICTIONS}.{name}", both)
    assert {"moderation": "ON", f"moderationRestrictions.{name}": "HOSTS_ONLY"} == (
        settings_of(space)
    )


def test_a_parent_of_restrictions_stands_in_no_mask(stage: Stage) -> None:
    """Only their leaves do."""
    space = stage.world.meet.make_meet(stage.ana, moderation="ON")
    ana = stage.client("ana@example.com", SETTINGS)
    config = {"moderationRestrictions": {"chatRestriction": "HOSTS_ONLY"}}
    assert 400 == patch(ana, space, RESTRICTIONS, config)[0]
    assert {"moderation": "ON"} == settings_of(space)


@pytest.mark.parametrize(("value", "status"), [("GENERATE_REPORT", 403), ("DO_NOT_GENERATE", 200)])
def test_a_report_takes_its_feature(stage: Stage, value: str, status: int) -> None:
    """Without it only a report is refused, by a name of its own."""
    stage.ana.features.discard(Feature.ATTENDANCE)
    space = stage.world.meet.make_meet(stage.ana)
    ana = stage.client("ana@example.com", SETTINGS)
    leaf = "attendanceReportGenerationType"
    found, body = patch(ana, space, f"config.{leaf}", {leaf: value})
    assert status == found
    named = body.get("error", {}).get("message", "")
    assert ("updateAttendanceReportGeneration" in named) == (status != 200)
    assert {} == settings_of(space)


def test_different_leaves_at_the_same_time_all_stand(stage: Stage) -> None:
    """Several patches of one space at once lose nothing of each other's."""
    space = stage.world.meet.make_meet(stage.ana)
    ana = stage.client("ana@example.com", SETTINGS)
    with ThreadPoolExecutor(len(RULES)) as pool:
        answers = list(
            pool.map(lambda rule: patch(ana, space, f"config.{rule[0]}", rule[1])[0], RULES)
        )
    assert [200, 200, 200] == answers
    assert {leaf: config[leaf] for leaf, config in RULES} == settings_of(space)


# Members


@pytest.mark.parametrize(("size", "pages"), [(None, [250, 250, 100]), ("1000", [500, 100])])
def test_members_come_in_pages(stage: Stage, size: str | None, pages: list[int]) -> None:
    """250 at a time, or as many as are asked for, 500 at most."""
    space = stage.world.meet.make_meet(stage.ana, origin="api:addon")
    for number in range(600):
        stage.world.meet.add_member(space, f"guest{number}@example.com")
    ana = stage.client("ana@example.com", CREATED)
    found: list[list[str]] = []
    query = {"pageSize": size} if size else {}
    token = ""
    while not found or token:
        more = {"pageToken": token} if token else {}
        body = ana("GET", f"/v2/{space.name}/members", **query, **more).body
        found.append([member["email"] for member in body["members"]])
        token = body.get("nextPageToken", "")
    assert pages == [len(page) for page in found]
    assert 600 == len({email for page in found for email in page})


def test_somebody_is_a_member_once_however_many_ask(stage: Stage) -> None:
    """Of several calls that add the same person at once one does, and the others are told."""
    space = stage.world.meet.make_meet(stage.ana, origin="api:addon")
    ana = stage.client("ana@example.com", CREATED)
    body = {"email": "bo@example.com", "role": "COHOST"}
    path = f"/v2/{space.name}/members"
    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(lambda _: ana("POST", path, body).status, range(8)))
    assert [200, *([409] * 7)] == answers
    assert ["bo@example.com"] == [member.email for member in space.members.values()]


def test_who_is_removed_twice_is_hidden_the_second_time(stage: Stage) -> None:
    """Whom a space does not have is refused like a stranger."""
    space = stage.world.meet.make_meet(stage.ana, origin="api:addon")
    member = stage.world.meet.add_member(space, "bo@example.com")
    ana = stage.client("ana@example.com", CREATED)
    path = f"/v2/{space.name}/members/{member.id}"
    assert [200, 403] == [ana("DELETE", path).status for _ in range(2)]


def test_a_member_of_another_space_is_none_of_this_one(stage: Stage) -> None:
    """Names of members hold for their own space alone."""
    one, another = (stage.world.meet.make_meet(stage.ana, origin="api:addon") for _ in range(2))
    member = stage.world.meet.add_member(another, "bo@example.com")
    ana = stage.client("ana@example.com", CREATED)
    assert 403 == ana("DELETE", f"/v2/{one.name}/members/{member.id}").status
    assert [member] == list(another.members.values())
