"""The caller's last calls, whichever events they belong to, by the titles of these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, wait
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from meeting.deadline import Deadline
from meeting.errors import Problem
from meeting.parallel import each_at_once
from meeting.ports import Meet, Records, Titles
from meeting.recalling import Recaller
from meeting.records import LISTED_FOR, Call, Kept, Planned, title_of
from meeting.searching import Place, search
from meeting.values import dataclass

EARLY = timedelta(days=1)
"""A call may begin before its event does."""


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
        next_page: what asks for those that follow, or for what is still to be looked through, or
            empty.
        partly: others could not be read.
    """

    calls: tuple[Named, ...]
    next_page: str = ""
    partly: bool = False


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

    def about(self, words: Sequence[str], page: str, most: int, deadline: Deadline) -> Latest:
        """The last calls of events whose titles have all of these words.

        Args:
            page: what an earlier answer said asks for those that follow, or empty.
            deadline: when the answer must be on its way.

        Raises:
            Problem: see `meeting.errors`; where something was found, `ScopesMissing` alone.
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
        codes = list(dict.fromkeys(each.code for each in latest))
        begin = Place.read(page)
        found = search(self._records, self._pool, codes, begin=begin, most=most, deadline=deadline)
        if found.problem is not None and not found.calls:
            raise found.problem
        kept = self._recaller.kept([call for call, _ in found.calls])
        return Latest(
            tuple(
                Named(title_of(call, code, planned), code, own)
                for (call, code), own in zip(found.calls, kept, strict=True)
            ),
            str(found.next_place) if found.next_place else "",
            partly=found.problem is not None,
        )

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
