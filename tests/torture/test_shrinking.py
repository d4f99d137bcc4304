"""What is left of a failing story once everything that it does not need is taken away."""

from __future__ import annotations

from torture.shrinking import shortest, shrink
from torture.story import Step, Story, Trouble, make_story


def test_shortest_keeps_what_fails_only_in_company() -> None:
    """Two members that fail only together are both kept, in their order, and nothing else is."""
    assert [3, 17] == shortest(range(40), lambda some: {3, 17} <= set(some))


def test_shortest_of_what_always_fails_is_nothing() -> None:
    """Where even nothing fails, nothing is left."""
    assert [] == shortest(range(9), lambda some: len(some) >= 0)


def test_shrink_drops_steps_troubles_and_deliveries_that_do_not_matter() -> None:
    """Of a whole story one step with one trouble remains, delivered once."""
    reason = Trouble("meet.spaces.create", 1, "404")
    noise = tuple(Trouble("store", number, "slow") for number in range(4))
    needed = Step(0, "create", 7, "then again", (*noise, reason))
    others = make_story(1, 12).steps
    story = Story(1, (*others[:6], needed, *others[6:]))

    left = shrink(
        story,
        lambda some: any(reason in step.troubles and step.seed == 7 for step in some.steps),
    )

    assert (Step(0, "create", 7, "once", (reason,)),) == left.steps


def test_the_same_seed_makes_the_same_story() -> None:
    """A story is repeatable, and another seed makes another one."""
    assert make_story(5, 20) == make_story(5, 20)
    assert make_story(5, 20) != make_story(6, 20)
