"""Work in Chat that outlasts its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from addon.app import ANSWER_SECONDS
from sandbox.google.faults import Gate
from tests.support.stage import Stage

WORKS = ANSWER_SECONDS
"""Seconds after which an answer waits for nothing any more."""
MOMENT = 0.02
"""What is left of them: not enough for a Google that stands still."""


def outlasting(
    stage: Stage,
    method: str,
    act: Callable[[], object],
    *,
    then: Callable[[], object] = lambda: None,
    **fault: Any,  # noqa: ANN401  # as Faults.order
) -> None:
    """Do something of which one call of Google's outlasts the answer, and wait for its end.

    Args:
        method: of the call.
        act: what is done.
        then: what happens at Google before the call is answered.
        fault: how it is answered, if otherwise than usual.
    """
    gate = Gate()

    def hold() -> None:
        gate.wait()
        then()

    stage.google.faults.order(method, then=hold, **fault)
    stage.function.clock.spent = WORKS - MOMENT
    try:
        act()
    finally:
        stage.function.clock.spent = 0.0
        gate.open()
    stage.function.settle()
