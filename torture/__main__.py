"""The command line: `python -m torture`; its status is 1 where something is not as it must be."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from torture import hurry
from torture.report import Figures, machine, on_page, table

SHORT_CLICKS = 5000
LONG_CLICKS = 200_000
SHORT_EVENTS, LONG_EVENTS = 5_000, 1_000_000
LONG_SHRINK_SECONDS = 1800.0


def main(arguments: Sequence[str]) -> int:
    """Torture, print, and say whether all went well."""
    parser = argparse.ArgumentParser(prog="torture", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="what all chance comes from")
    parser.add_argument("--part", choices=tuple(PARTS), help="only this one")
    parser.add_argument("--clicks", type=int, help="of the part with faults, about")
    parser.add_argument("--events", type=int, help="of the part with hostile input")
    parser.add_argument("--story", type=int, help="play this one story of the part with faults")
    parser.add_argument("--until", nargs="+", metavar="KIND", help="play until such is seen")
    parser.add_argument("--planted", action="store_true", help="find faults put into copies")
    parser.add_argument("--tell", action="store_true", help="of that story, all that happens")
    parser.add_argument("--long", action="store_true", help="hours instead of minutes")
    parser.add_argument("--page", type=Path, metavar="FILE", help="put the figures there, too")
    options = parser.parse_args(arguments)
    if options.story is not None:
        return _tell_story(options.story) if options.tell else _one_story(options.story)
    if options.until:
        return _look_for(options)
    parts = []
    asked = {"planted": _planted} if options.planted else PARTS
    for name, run in asked.items():
        if options.part in {None, name}:
            started, worked = hurry.real_monotonic(), _worked()
            figures = run(options)
            figures.say("seconds", f"{hurry.real_monotonic() - started:.0f}")
            figures.say("of a core", f"{_worked() - worked:.0f}")
            parts.append(figures)
            for story in figures.stories:
                print(story, end="\n\n")
    print(f"seed {options.seed}, {machine()}")
    print(table(parts))
    if options.page:
        page = options.page.read_text(encoding="utf-8")
        name = "planted" if options.planted else "figures"
        options.page.write_text(on_page(page, _command(options), parts, name), encoding="utf-8")
    return int(any(part.failed for part in parts))


def _worked() -> float:
    """Seconds that this process and those that it has waited for have spent on a core."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _command(options: argparse.Namespace) -> str:
    """The command that makes these figures again."""
    said = {
        "SEED": options.seed,
        "PART": options.part,
        "CLICKS": options.clicks,
        "EVENTS": options.events,
        "PLANTED": int(options.planted),
        "LONG": int(options.long),
    }
    return " ".join(["make torture", *(f"{name}={each}" for name, each in said.items() if each)])


def _faults(options: argparse.Namespace) -> Figures:
    from torture.faults import SHRINK_SECONDS, torture  # noqa: PLC0415  # each part loads what it needs

    clicks = options.clicks or (LONG_CLICKS if options.long else SHORT_CLICKS)
    # A story waits for about half of its time.
    processes = 2 * len(os.sched_getaffinity(0))
    seconds = LONG_SHRINK_SECONDS if options.long else SHRINK_SECONDS
    return torture(options.seed, clicks, processes=processes, seconds=seconds)


def _planted(options: argparse.Namespace) -> Figures:
    from torture.planted import MOST_CLICKS, torture  # noqa: PLC0415

    return torture(options.seed, options.clicks or MOST_CLICKS)


def _look_for(options: argparse.Namespace) -> int:
    """Play stories until something is seen, and say where."""
    from torture.faults import look_for  # noqa: PLC0415
    from torture.planted import FOUND, MOST_CLICKS  # noqa: PLC0415

    found = look_for(options.until, options.seed, options.clicks or MOST_CLICKS)
    print(f"{FOUND}{found}" if found else "not found")
    return 0


def _tell_story(seed: int) -> int:
    """Play a story and print all that happens in it."""
    from torture.faults import tell_story  # noqa: PLC0415

    lines, failed = tell_story(seed)
    print("\n".join(lines))
    return int(failed)


def _one_story(seed: int) -> int:
    """Play a story and shrink all that is wrong with it."""
    from torture.faults import play_batch, shrink_all, tell  # noqa: PLC0415

    batch = play_batch([seed])
    for shrunk in shrink_all([(key, seed) for key in sorted(batch.failed)], LONG_SHRINK_SECONDS):
        print(tell(shrunk, seeds=[seed]), end="\n\n")
    print(f"story {seed}: {batch.presses} clicks, {sum(batch.seen.values())} faults")
    return int(bool(batch.failed))


def _crashes(options: argparse.Namespace) -> Figures:
    from torture.crashes import torture  # noqa: PLC0415

    del options
    return torture()


def _instances(options: argparse.Namespace) -> Figures:
    from torture.instances import torture  # noqa: PLC0415

    return torture(long=options.long)


def _hostile(options: argparse.Namespace) -> Figures:
    from torture.hostile import torture  # noqa: PLC0415

    count = options.events or (LONG_EVENTS if options.long else SHORT_EVENTS)
    return torture(options.seed, count)


def _isolation(options: argparse.Namespace) -> Figures:
    from torture.isolation import torture  # noqa: PLC0415

    return torture(options.seed)


PARTS: dict[str, Callable[[argparse.Namespace], Figures]] = {
    "faults": _faults,
    "crashes": _crashes,
    "instances": _instances,
    "hostile": _hostile,
    "isolation": _isolation,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
