"""Sending one request to a Google API: within the deadline, again where that is safe."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import Any

import urllib3
from googleapiclient.discovery import Resource, build
from googleapiclient.errors import HttpError
from googleapiclient.http import HttpRequest

from addon.google.answers import Refusal, read_refusal
from addon.google.caller import Caller
from addon.google.transport import NoAnswer, NotSent, PooledHttp
from meeting.errors import (
    AlreadyThere,
    EventChanged,
    NoCall,
    OutcomeUnknown,
    Problem,
    Refused,
    ReopenAddon,
    TryAgain,
)

MOST_ATTEMPTS = 4
FIRST_PAUSE_SECONDS = 0.25
TOLD_BY_LOOKING = (EventChanged, AlreadyThere, NoCall)
"""Refusals of a second try that the first one may have caused: whoever looks again knows."""
LEAST_SECONDS = 0.5
"""With less time than this left, a request is not begun."""


def build_api(name: str, version: str, endpoint: str | None) -> Resource:
    """A client for an API from the discovery document that comes with the library.

    Args:
        endpoint: root of the service including its service path, or `None` for Google's.
    """
    # The transport given here is never used: each call brings its own, with its token.
    unused = PooledHttp(urllib3.PoolManager(), "", 0)
    options = {"api_endpoint": endpoint} if endpoint else None
    return build(
        name,
        version,
        http=unused,
        static_discovery=True,
        cache_discovery=False,  # nothing is fetched that a cache could keep
        client_options=options,
    )


NO_SPACE = "spaces/none"
"""Neither Meet nor Chat has a space of that name: theirs are longer."""
INVALID = 400


@contextmanager
def asking_for_none() -> Iterator[None]:
    """Ask for what there is not: that nothing can have such a name is an answer, too."""
    try:
        yield
    except Refused as refused:
        if refused.status != INVALID:
            raise


class Sender:
    """Sends requests as one caller.

    Args:
        problem: says what a refusal by this API means, by the last part of the method's id.
    """

    def __init__(
        self, pool: urllib3.PoolManager, caller: Caller, problem: Callable[[Refusal, str], Problem]
    ) -> None:
        self._pool = pool
        self._caller = caller
        self._problem = problem

    def send(self, request: HttpRequest, *, seconds: float) -> Mapping[str, Any]:
        """Send a request that may be repeated: a read, or a write that is the same when doubled.

        Repeated with growing, random pauses on 429, 5xx and lost connections, or after as long
        as `Retry-After` says, while the deadline allows.

        Args:
            seconds: how long one attempt may take.

        Raises:
            TryAgain: Google stayed busy or out of reach.
            OutcomeUnknown: so it did, and one of the attempts may have changed something.
            Problem: what `problem` made of a refusal.
        """
        changes, maybe_done = request.method != "GET", False
        for attempt in range(MOST_ATTEMPTS):
            try:
                return self._once(request, seconds)
            except NotSent:
                pause = _pause(attempt)
            except NoAnswer:
                maybe_done = changes
                pause = _pause(attempt)
            except HttpError as error:
                refusal = self._refusal(error)
                if not refusal.busy:
                    raise self._meant(request, refusal, maybe_done=maybe_done) from error
                maybe_done = maybe_done or (changes and refusal.unclear)
                pause = _pause(attempt) if refusal.retry_after is None else refusal.retry_after
            if attempt + 1 == MOST_ATTEMPTS or pause + LEAST_SECONDS > self._remaining():
                break
            time.sleep(pause)
            if self._remaining() < LEAST_SECONDS:
                break
        raise OutcomeUnknown if maybe_done else TryAgain

    def send_once(self, request: HttpRequest, *, reserve: float) -> Mapping[str, Any]:
        """Send a request that must never be sent twice.

        Args:
            reserve: seconds to leave for what comes after it.

        Raises:
            TryAgain: it was not sent, or Google refused it as busy: nothing was done.
            OutcomeUnknown: no answer came.
            Problem: what `problem` made of a refusal.
        """
        try:
            return self._once(request, reserve=reserve)
        except NotSent as error:
            raise TryAgain from error
        except NoAnswer as error:
            raise OutcomeUnknown from error
        except HttpError as error:
            refusal = self._refusal(error)
            if refusal.unclear:
                raise OutcomeUnknown from error
            if refusal.busy:
                raise TryAgain from error
            raise self._meaning(request, refusal) from error

    def _once(
        self, request: HttpRequest, seconds: float = math.inf, *, reserve: float = 0.0
    ) -> Mapping[str, Any]:
        gate = self._caller.gate
        with gate.passing(self._remaining() - reserve) if gate else nullcontext():
            return self._exchange(request, min(seconds, self._remaining() - reserve))

    def _exchange(self, request: HttpRequest, seconds: float) -> Mapping[str, Any]:
        if not self._caller.access_token:
            raise ReopenAddon
        if seconds < LEAST_SECONDS:
            raise NotSent
        self._caller.tally.count()
        http = PooledHttp(self._pool, self._caller.access_token, seconds)
        try:
            answer = request.execute(http=http)
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            # What is not JSON, or an error of another shape than google-api-python-client expects.
            raise NoAnswer from error
        if not isinstance(answer, dict):
            raise NoAnswer
        return answer

    def _meant(self, request: HttpRequest, refusal: Refusal, *, maybe_done: bool) -> Problem:
        """What a refusal means, where an earlier try of the same may have been carried out."""
        problem = self._meaning(request, refusal)
        if maybe_done and not isinstance(problem, TOLD_BY_LOOKING):
            return OutcomeUnknown()
        problem.maybe_done = maybe_done
        return problem

    def _refusal(self, error: HttpError) -> Refusal:
        retry_after = error.resp.get("retry-after")
        refusal = read_refusal(error.resp.status, error.content, retry_after)
        self._caller.tally.refused(refusal.for_log)
        return refusal

    def _meaning(self, request: HttpRequest, refusal: Refusal) -> Problem:
        return self._problem(refusal, request.methodId.rpartition(".")[2])

    def _remaining(self) -> float:
        return self._caller.deadline.remaining()


def _pause(attempt: int) -> float:
    spread = random.uniform(0.5, 1.0)  # noqa: S311 - spreads retries, guards no secret
    return float(FIRST_PAUSE_SECONDS * 2**attempt * spread)
