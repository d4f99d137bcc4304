"""Work that may outlast the answer: it goes on, and asking again finds what it made."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import TimeoutError as NotInTime
from dataclasses import replace
from typing import TypeVar

from addon.chat.turn import ChatTurn
from meeting.errors import StillWorking

PATIENT_SECONDS = 90.0

Made = TypeVar("Made")


def patiently(turn: ChatTurn, work: Callable[[ChatTurn], Made]) -> Made:
    """Do work with more time than the answer has.

    Raises:
        StillWorking: it is still at work when the answer is due.
        Exception: whatever the work raised before that.
    """
    answer = turn.caller.deadline
    patient = replace(turn, caller=replace(turn.caller, deadline=answer.anew(PATIENT_SECONDS)))
    job = turn.services.workers.submit(work, patient)
    try:
        return job.result(timeout=answer.remaining())
    except NotInTime as error:
        raise StillWorking from error
