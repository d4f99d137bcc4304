"""The caller's last calls, whichever events they belong to, by the titles of these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from meeting.errors import Problem
from meeting.parallel import each_at_once
from meeting.ports import Meet, Records, Titles
from meeting.recalling import Recaller
from meeting.records import LISTED_FOR, Call, Kept, Planned, title_of

EARLY = timedelta(days=1)
"""A call may begin before its event does."""
MOST_MEETS = 8
"""So many meetings are looked into whose titles have the words that are looked for."""


@dataclass(frozen=True)
class Named:
    """A call by what it was about.

    Attributes:
        title: of its event; empty without one.
        code: of its Meet, where that could be found out.
        kept: the call, and what there is of it where that was read.
    """

    title: str
    code: str
    kept: Kept


@dataclass(frozen=True)
class Latest:
    """Calls, the newest first.

    Attributes:
        next_page: what asks for those that follow, or empty.
    """

    calls: tuple[Named, ...]
    next_page: str = ""


class Lately:
    """Looks the caller's last calls up."""

    def __init__(
        self, records: Records, titles: Titles, meet: Meet, recaller: Recaller, pool: Executor
    ) -> None:
        self._records = records
        self._titles = titles
        self._meet = meet
        self._recaller = recaller
        self._pool = pool

    def since(self, moment: datetime, most: int) -> Latest:
        """The calls since a moment, by their titles alone.

        Raises:
            Problem: see `meeting.errors`.
        """
        with self._planned(moment) as planned:
            calls = self._records.calls(since=moment, most=most)
        return Latest(self._name(calls.found, planned.result()), calls.next_page)

    def page(self, page: str, most: int) -> Latest:
        """The last calls with what there is of each.

        Args:
            page: what an earlier answer said asks for those that follow, or empty.

        Raises:
            Problem: see `meeting.errors`.
        """
        with self._planned(datetime.now(UTC) - LISTED_FOR) as planned:
            calls = self._records.calls(most=most, page=page)
        kept = self._recaller.kept(calls.found)
        named = self._name(calls.found, planned.result())
        return Latest(
            tuple(Named(each.title, each.code, own) for each, own in zip(named, kept, strict=True)),
            calls.next_page,
        )

    def about(self, words: Sequence[str], start: int, most: int) -> Latest:
        """The last calls of events whose titles have all of these words.

        Args:
            start: how many of them to pass over.

        Raises:
            Problem: see `meeting.errors`.
        """
        wanted = [word.casefold() for word in words]
        planned = [
            each
            for each in self._titles.planned(
                datetime.now(UTC) - LISTED_FOR - EARLY, datetime.now(UTC) + EARLY
            )
            if all(word in f"{each.title} {each.code}".casefold() for word in wanted)
        ]
        latest = sorted(planned, key=lambda each: each.start, reverse=True)
        codes = list(dict.fromkeys(each.code for each in latest))[:MOST_MEETS]
        listed = each_at_once(self._pool, self._of, codes)
        coded = [(call, code) for code, found in zip(codes, listed, strict=True) for call in found]
        coded.sort(key=lambda pair: pair[0].start, reverse=True)
        part = coded[start : start + most]
        kept = self._recaller.kept([call for call, _ in part])
        more = len(coded) > start + most
        return Latest(
            tuple(
                Named(title_of(call, code, planned), code, own)
                for (call, code), own in zip(part, kept, strict=True)
            ),
            str(start + most) if more else "",
        )

    def _of(self, code: str) -> tuple[Call, ...]:
        return self._records.calls(code=code, most=100).found

    @contextmanager
    def _planned(self, since: datetime) -> Iterator[Future[Sequence[Planned]]]:
        """What the caller's calendar tells, read meanwhile; without it a call has no title."""

        def read() -> Sequence[Planned]:
            try:
                return self._titles.planned(since - EARLY, datetime.now(UTC) + EARLY)
            except Problem:
                return ()

        job = self._pool.submit(read)
        try:
            yield job
        finally:
            wait([job])

    def _name(self, calls: Sequence[Call], planned: Sequence[Planned]) -> tuple[Named, ...]:
        spaces = list(dict.fromkeys(call.space for call in calls if call.space))
        found = dict(zip(spaces, each_at_once(self._pool, self._code, spaces), strict=True))
        codes = [found.get(call.space, "") for call in calls]
        return tuple(
            Named(title_of(call, code, planned), code, Kept(call))
            for call, code in zip(calls, codes, strict=True)
        )

    def _code(self, space: str) -> str:
        try:
            found = self._meet.named(space)
        except Problem:
            return ""
        return found.code if found else ""
