"""Takes away whatever a failing story does not need, until only the reason is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from torture.story import Step, Story

Part = TypeVar("Part")


def shortest(parts: Sequence[Part], fails: Callable[[Sequence[Part]], bool]) -> list[Part]:
    """A part of a list that still fails, and does not without any single member.

    Delta debugging: ever smaller pieces are left out, as long as what remains fails.

    Args:
        parts: a list that fails.
        fails: whether a list does.
    """
    kept, pieces = list(parts), 2
    while kept:
        size = max(1, len(kept) // pieces)
        for start in range(0, len(kept), size):
            fewer = kept[:start] + kept[start + size :]
            if fails(fewer):
                kept, pieces = fewer, max(2, pieces - 1)
                break
        else:
            if size == 1:
                break
            pieces = min(len(kept), pieces * 2)
    return kept


def shrink(story: Story, fails: Callable[[Story], bool]) -> Story:
    """The shortest story that fails alike: steps first, then troubles, then how presses come."""
    steps = shortest(story.steps, lambda kept: fails(story.without_steps(kept)))
    story = story.without_steps(steps)
    for index in range(len(story.steps)):
        story = _calmer(story, index, fails)
    for index, step in enumerate(story.steps):
        once = _with(story, index, replace(step, delivery="once"))
        if step.delivery != "once" and fails(once):
            story = once
    return story


def _calmer(story: Story, index: int, fails: Callable[[Story], bool]) -> Story:
    step = story.steps[index]
    if not step.troubles:
        return story
    kept = shortest(
        step.troubles,
        lambda some: fails(_with(story, index, replace(step, troubles=tuple(some)))),
    )
    return _with(story, index, replace(step, troubles=tuple(kept)))


def _with(story: Story, index: int, step: Step) -> Story:
    return replace(story, steps=(*story.steps[:index], step, *story.steps[index + 1 :]))
