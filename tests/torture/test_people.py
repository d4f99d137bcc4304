"""Two dozen people, of whom each story has its own."""

from __future__ import annotations

from sandbox.google.world import World
from torture.people import ROLES, TEAM, build_world, draw
from torture.story import CROWDED, PEOPLE, is_crowded


def test_each_story_draws_its_people_from_two_dozen() -> None:
    """Everybody acts in some story, one of each role in all, and many in a crowded one."""
    companies = [draw(seed) for seed in range(200)]

    assert {24} == {len({*company.everybody}) for company in companies}
    assert {*companies[0].everybody} == {each for company in companies for each in company.active}
    assert {len(PEOPLE)} == {len(draw(seed).active) for seed in range(200) if is_crowded(seed)}
    assert {len(ROLES)} == {len(draw(seed).active) for seed in range(200) if not is_crowded(seed)}
    assert draw(7) == draw(7)


def test_a_crowd_writes_to_the_team_and_the_delegate_to_the_organizer() -> None:
    """Who may write where is what their world says."""
    company, world = draw(CROWDED - 1), World()
    build_world(world, company)

    for home in (TEAM, *company.active):
        calendar = world.calendar.calendars[home]
        writers = {email for email, role in calendar.roles.items() if role == "writer"}
        may = {email for person, email in enumerate(company.active) if company.writes(person, home)}
        assert may - {calendar.owner} == writers
