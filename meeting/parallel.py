"""Doing several things at a time, but not too many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, wait
from itertools import count
from typing import TypeVar

AT_ONCE = 8
"""So many requests to Google one click sends at the same time."""

Item = TypeVar("Item")
Made = TypeVar("Made")


def each_at_once(
    pool: Executor, work: Callable[[Item], Made], items: Sequence[Item], most: int = AT_ONCE
) -> list[Made]:
    """Do the same for each item; what comes out is in the items' order.

    Not for work of the pool's own threads, which could wait for one another.

    Raises:
        Exception: the first that the work raised, once all has ended.
    """
    turns, made = count(), {}

    def go_on() -> None:
        while (turn := next(turns)) < len(items):
            made[turn] = work(items[turn])

    jobs = [pool.submit(go_on) for _ in range(min(most, len(items)))]
    wait(jobs)
    for job in jobs:
        job.result()
    return [made[turn] for turn in range(len(items))]
