"""The part with faults: stories after stories, on every core, and the shortest of what fails."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from torture import hurry
from torture.report import Figures
from torture.shrinking import shrink
from torture.story import Story, make_story
from torture.violations import KINDS, SLOW, Violation

if TYPE_CHECKING:
    from torture.theatre import Theatre

STORY_STEPS = 30
PRESSES_PER_STORY = 50
"""About; a story's steps are partly edits, and partly several presses."""
STORIES_OF_A_SEED = 1_000_000
MOST_SHRINKS = 160
SHRINK_SECONDS = 50.0
"""After which whatever is not shrunk is told as it is."""
MOST_TOLD = 60
TRIES = 2
"""How often a story is played before it counts as one that does not fail."""


@dataclass
class Batch:
    """What some stories came to.

    Attributes:
        failed: by what is wrong, the seeds of the stories in which it is.
        seen: how often each thing was wrong.
        examples: the first violation of each.
    """

    presses: int = 0
    troubles: int = 0
    kills: int = 0
    stories: int = 0
    slowest: float = 0.0
    failed: dict[str, list[int]] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    examples: dict[str, Violation] = field(default_factory=dict)

    def add(self, other: Batch) -> None:
        """Take another's figures in."""
        self.presses += other.presses
        self.troubles += other.troubles
        self.kills += other.kills
        self.stories += other.stories
        self.slowest = max(self.slowest, other.slowest)
        self.seen += other.seen
        for key, seeds in other.failed.items():
            self.failed.setdefault(key, []).extend(seeds)
        self.examples = {**other.examples, **self.examples}


def play_batch(seeds: Sequence[int], steps: int = STORY_STEPS) -> Batch:
    """Play stories in this process."""
    hurry.install()
    from torture.theatre import open_theatre  # noqa: PLC0415  # imports the function

    batch = Batch()
    with open_theatre() as theatre:
        for seed in seeds:
            played = theatre.play(make_story(seed, steps))
            batch.stories += 1
            batch.presses += played.presses
            batch.troubles += played.troubles
            batch.kills += played.kills
            batch.slowest = max(batch.slowest, played.slowest)
            for violation in played.violations:
                batch.seen[violation.key] += 1
                batch.examples.setdefault(violation.key, violation)
                seeds_of = batch.failed.setdefault(violation.key, [])
                if seed not in seeds_of:
                    seeds_of.append(seed)
    return batch


@dataclass(frozen=True)
class Shrunk:
    """The shortest story of a fault.

    Attributes:
        seen: the violation in it; `None` where it shows no more.
        in_time: whether there was time to look.
    """

    key: str
    story: Story
    seen: Seen | None
    in_time: bool = True


def shrink_all(
    wanted: Sequence[tuple[str, int]],
    seconds: float = SHRINK_SECONDS,
    steps: int = STORY_STEPS,
) -> list[Shrunk]:
    """The shortest stories of some faults, each given with the seed of a story that shows it.

    Args:
        wanted: what is wrong, and the seed; the first get the most time.
        seconds: for all of them.
    """
    hurry.install()
    ends = hurry.real_monotonic() + seconds
    from torture.theatre import open_theatre  # noqa: PLC0415  # imports the function

    found = []
    with open_theatre() as theatre:
        for key, seed in wanted:
            left = [MOST_SHRINKS]

            def fails(story: Story, key: str = key, left: list[int] = left) -> bool:
                left[0] -= 1
                in_time = left[0] >= 0 and hurry.real_monotonic() < ends
                return in_time and _look(theatre, story, key) is not None

            story = make_story(seed, steps)
            in_time = hurry.real_monotonic() < ends
            seen = _look(theatre, story, key) if in_time else None
            if seen is not None:
                story = shrink(story.without_steps(story.steps[: seen.step + 1]), fails)
                seen = _look(theatre, story, key)
            found.append(Shrunk(key, story, seen, in_time))
    return found


def look_for(kinds: Sequence[str], seed: int, clicks: int) -> str:
    """Play stories from a seed on until something of these kinds is seen.

    Returns:
        After how many clicks, in which story, and what; empty for not within so many clicks.
    """
    hurry.install()
    from torture.theatre import open_theatre  # noqa: PLC0415  # imports the function

    presses, story = 0, seed * STORIES_OF_A_SEED
    with open_theatre() as theatre:
        while presses < clicks:
            played = theatre.play(make_story(story, STORY_STEPS))
            presses += played.presses
            for each in played.violations:
                if each.kind in kinds:
                    return f"after {presses} clicks, in story {story}: {each.kind}: {each.what}"
            story += 1
    return ""


def tell_story(seed: int, steps: int = STORY_STEPS) -> tuple[Sequence[str], bool]:
    """All that happens in a story, a line each, and whether something is wrong with it."""
    hurry.install()
    from torture.theatre import open_theatre  # noqa: PLC0415  # imports the function

    with open_theatre() as theatre:
        played = theatre.play(make_story(seed, steps))
    return played.told, bool(played.violations)


@dataclass(frozen=True)
class Seen:
    """A violation in a story.

    Attributes:
        step: the index of the step in which it is first seen.
        told: what happens in the story, a line each.
    """

    what: str
    step: int
    told: Sequence[str]


def _look(theatre: Theatre, story: Story, key: str) -> Seen | None:
    """What of a kind is wrong with a story."""
    for _ in range(TRIES):
        played = theatre.play(story)
        for each in played.violations:
            if each.key == key:
                return Seen(each.what, each.step, played.told)
    return None


def _in_turn(total: Batch) -> list[tuple[str, int]]:
    """What is to be shrunk: one of each kind first."""
    seen: Counter[str] = Counter()
    ranked = []
    for key, seeds_of in sorted(total.failed.items()):
        kind = total.examples[key].kind
        seen[kind] += 1
        ranked.append((seen[kind], key, seeds_of[0]))
    return [(key, seed) for _, key, seed in sorted(ranked)]


def torture(
    seed: int,
    clicks: int,
    *,
    processes: int = 2,
    shrinking: bool = True,
    seconds: float = SHRINK_SECONDS,
) -> Figures:
    """Play about so many clicks from a seed on; what was wrong, with its shortest stories.

    Args:
        seconds: for shrinking them.
    """
    stories = max(1, clicks // PRESSES_PER_STORY)
    first = seed * STORIES_OF_A_SEED
    seeds = range(first, first + stories)
    total = Batch()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        shares = [list(seeds[index::processes]) for index in range(processes)]
        for batch in pool.map(play_batch, [share for share in shares if share]):
            total.add(batch)
        wanted = _in_turn(total)
        shrunk: list[Shrunk] = []
        if shrinking and wanted:
            parts = [wanted[index::processes] for index in range(processes)]
            some = [part for part in parts if part]
            for found in pool.map(shrink_all, some, [seconds] * len(some)):
                shrunk += found
    figures = Figures("faults")
    figures.say("clicks", total.presses)
    figures.say("stories", total.stories)
    figures.say("calls with trouble", total.troubles)
    figures.say("kills", total.kills)
    figures.say("slowest answer, s", f"{total.slowest / 1000:.1f}")
    if shrinking:
        # Where others work in the background, time is hurried while an answer is made, too.
        slow = {
            each.key
            for each in shrunk
            if each.key.startswith(SLOW) and each.in_time and each.seen is None
        }
        for key in slow:
            del total.seen[key]
        shrunk = [each for each in shrunk if each.key not in slow]
    by_kind: Counter[str] = Counter()
    for key, count in total.seen.items():
        by_kind[total.examples[key].kind] += count
    for kind in KINDS:
        figures.must_be_zero(kind, by_kind[kind])
    for each in shrunk:
        figures.tell(tell(each, seeds=total.failed[each.key]))
    return figures


def tell(shrunk: Shrunk, *, seeds: Sequence[int]) -> str:
    """A failing story, for a person."""
    story = shrunk.story
    others = f", and {len(seeds) - 1} more stories" if len(seeds) > 1 else ""
    lines = [f"{shrunk.key}", f"  seen in story {story.seed}{others}"]
    if shrunk.seen is None:
        why = "a matter of timing" if shrunk.in_time else "there was no time to shrink it"
        lines.append(f"  it did not show again: {why}" if shrunk.in_time else f"  {why}")
        lines.append(f"  again: make torture PART=faults STORY={story.seed}")
        return "\n".join(lines)
    lines += [f"  {shrunk.seen.what}", "  the shortest story:"]
    lines += [f"  {number:3}. {step}" for number, step in enumerate(story.steps, 1)]
    lines += ["  what happens in it:", *(f"    {line}" for line in shrunk.seen.told[:MOST_TOLD])]
    lines.append(f"  again: make torture PART=faults STORY={story.seed}")
    return "\n".join(lines)
