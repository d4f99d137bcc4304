"""Co-hosts brought in step, whoever they are, whoever is picked, and whatever Meet does meanwhile.

Played by hypothesis, through the sidebar.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.google.meet.meetings import Space
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import AT_ONCE
from tests.support.cards import lines, offers
from tests.support.people import ANA, BO, CY, DEE, EVE
from tests.support.stage import Stage

ADD = "meet.spaces.members.create"
CHANGE = "meet.spaces.members.patch"
REMOVE = "meet.spaces.members.delete"
GUESTS = (BO, CY, DEE)
STRANGERS = (EVE, "fay@example.com")
TROUBLES = ("refused", "lost", "busy")
EXAMPLES = {"ci": 40, "deep": 2000}[os.environ.get("HYPOTHESIS_PROFILE", "ci")]


class Story(NamedTuple):
    """One press and what happens around it.

    Attributes:
        cohosts: who is a co-host when the card is drawn; some are no guests.
        plain: guests who are members without the role then.
        picked: who is picked on it.
        joined: who becomes a co-host between the card and the press.
        left: who is one no longer.
        outside: guests without a Google account.
        troubles: what happens to the calls of the first press, in the order in which they come.
    """

    cohosts: frozenset[str]
    plain: frozenset[str]
    picked: frozenset[str]
    joined: frozenset[str]
    left: frozenset[str]
    outside: frozenset[str]
    troubles: list[tuple[str, str]]


def some_of(*people: str) -> st.SearchStrategy[frozenset[str]]:
    """Any of these people."""
    return st.frozensets(st.sampled_from(people))


stories = st.builds(
    Story,
    cohosts=some_of(*GUESTS, *STRANGERS),
    plain=some_of(*GUESTS),
    picked=some_of(*GUESTS),
    joined=some_of(*GUESTS, *STRANGERS),
    left=some_of(*GUESTS, *STRANGERS),
    outside=some_of(*GUESTS),
    troubles=st.lists(
        st.tuples(st.sampled_from(TROUBLES), st.sampled_from([ADD, CHANGE, REMOVE])), max_size=4
    ),
)


def cohosts(space: Space) -> frozenset[str]:
    """Who is a co-host of a space."""
    members = space.members.values()
    return frozenset(member.email for member in members if member.role == "COHOST")


def edit(stage: Stage, space: Space, story: Story) -> None:
    """Somebody else adds and removes co-hosts in Meet."""
    for email in story.joined:
        member = next((each for each in space.members.values() if each.email == email), None)
        if member:
            member.role = "COHOST"
        else:
            stage.world.meet.add_member(space, email)
    for member in [each for each in space.members.values() if each.email in story.left]:
        stage.world.meet.remove_member(space, member.id)


def order(stage: Stage, troubles: list[tuple[str, str]]) -> None:
    """Have Meet refuse, lose or be too busy for calls to come."""
    for kind, method in troubles:
        match kind:
            case "refused":
                stage.google.faults.order(method, status=403)
            case "lost":
                stage.google.faults.order(method, drop="after")
            case "busy":
                stage.google.faults.order(method, status=503, headers=AT_ONCE, times=4)


def named(host: CalendarHost, above: str) -> set[str]:
    """Whom a line of the card names."""
    return {
        name for label, text, _ in lines(host.card) if label == above for name in text.split(", ")
    }


def pick(host: CalendarHost, picked: frozenset[str]) -> None:
    """Pick these guests and nobody else, and save."""
    host.set_input("cohosts", sorted(picked))
    host.press_primary()


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(story=stories)
def test_co_hosts_end_as_they_were_picked(stage: Stage, story: Story) -> None:
    """Nobody is changed who was not picked otherwise than shown; pressing again makes it so.

    Whom Meet does not take and what is not certain is named, and nobody else.
    """
    stage.renew()
    space = stage.world.meet.make_meet(ANA, origin="api:addon")
    event_id = stage.world.calendar.add_event(ANA, attendees=[*GUESTS], conference=space)
    for email in sorted(story.cohosts):
        stage.world.meet.add_member(space, email)
    for email in sorted(story.plain - story.cohosts):
        stage.world.meet.add_member(space, email, "ROLE_UNSPECIFIED")
    host = stage.host()
    host.open_event(ANA, event_id)
    host.press("Choose co-hosts")
    shown = frozenset(offer.value for offer in offers(host.card, "cohosts") if offer.selected)
    assert story.cohosts & {*GUESTS} == shown

    edit(stage, space, story)
    before = cohosts(space)
    members = {member.email for member in space.members.values()}
    removed, added = shown - story.picked, story.picked - shown
    refused = {email for email in story.outside & added if email not in members}
    stage.world.people.not_google.update(story.outside)
    wanted = (before | (added - refused)) - removed

    order(stage, story.troubles)
    pick(host, story.picked)
    assert "co-hosts set" == host.card["name"]
    uncertain = named(host, "Not certain")
    assert refused == named(host, "Not available") | (refused & uncertain)
    assert uncertain <= (added | removed)
    assert wanted - uncertain == cohosts(space) - uncertain
    assert (before | added) >= cohosts(space) >= (before - removed)

    stage.google.faults.clear()
    host.back()
    host.press("Choose co-hosts")
    pick(host, (wanted & {*GUESTS}) | refused)
    assert wanted == cohosts(space)
    assert wanted == named(host, "Co-hosts")
    assert refused == named(host, "Not available")
    assert set() == named(host, "Not certain")
