"""Work that may outlast the answer: it goes on, and what it made is posted, or found again."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from concurrent.futures import TimeoutError as NotInTime
from dataclasses import replace
from typing import Any, TypeVar

from addon.chat.turn import ChatTurn
from addon.log import LATER, RequestLine

PATIENT_SECONDS = 90.0

Made = TypeVar("Made")


class Outlasted(Exception):
    """The work is not done, and the answer is due.

    Attributes:
        job: the work.
    """

    def __init__(self, job: Future[Any]) -> None:
        super().__init__(job)
        self.job = job

    def then(self, turn: ChatTurn, go_on: Callable[[Future[Any]], None]) -> None:
        """Go on with the job once it has ended; a fault is for the log alone."""
        turn.services.workers.submit(_go_on, turn, self.job, go_on)


def _go_on(turn: ChatTurn, job: Future[Any], go_on: Callable[[Future[Any]], None]) -> None:
    try:
        wait([job])
        go_on(job)
    except Exception as error:  # nobody is there to be told
        line = RequestLine(turn.caller.deadline.anew(0), None, turn.services.settings.project)
        line.route = LATER
        line.failure(error)
        line.write()


def patiently(turn: ChatTurn, work: Callable[[ChatTurn], Made]) -> Made:
    """Do work with more time than the answer has.

    Raises:
        Outlasted: it is still at work when the answer is due.
        Exception: whatever the work raised before that.
    """
    answer = turn.caller.deadline
    patient = replace(turn, caller=replace(turn.caller, deadline=answer.anew(PATIENT_SECONDS)))
    job = turn.services.workers.submit(work, patient)
    try:
        return job.result(timeout=answer.remaining())
    except NotInTime as error:
        raise Outlasted(job) from error
