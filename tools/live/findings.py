"""What was found of each row of sandbox/google/knobs.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sandbox.google.knobs import Knob, Reading
from tools.live.client import Answer
from tools.live.shapes import part, shape

_SHOWN: Mapping[str, tuple[str, ...]] = {
    "calendar": ("accessRole", "conferenceData", "hangoutLink")
}
"""Of these APIs' answers only what matters is shown."""


class Verdict(StrEnum):
    """What is said of a row."""

    CONFIRMED = "confirmed"
    OTHERWISE = "otherwise"
    NOT_TRIED = "not tried"


@dataclass(frozen=True)
class Finding:
    """What was found of one row.

    Attributes:
        reading: which reading of the table holds; None for none of them, or not tried.
        shape: of the answer that showed it.
        why: more about it; for what was not tried, why not and how to see it.
    """

    row: Knob
    verdict: Verdict
    reading: Reading | None = None
    shape: str = ""
    why: str = ""


class Findings:
    """Collects what is found.

    Args:
        rows: the table.
        reasons: for each row why it is not tried, as long as nothing is found.
    """

    def __init__(self, rows: Iterable[Knob], reasons: Mapping[str, str]) -> None:
        self._found = {
            row.name: Finding(row, Verdict.NOT_TRIED, why=reasons[row.name]) for row in rows
        }

    def all(self) -> list[Finding]:
        """The findings, in the order of the table."""
        return list(self._found.values())

    def undecided(self, name: str) -> bool:
        """Whether nothing was found of a row so far."""
        return self._found[name].verdict is Verdict.NOT_TRIED

    def saw(self, name: str, value: object, answer: Answer, why: str = "") -> None:
        """A reading was seen, or, for a value that is in none, none of the table's.

        Args:
            name: of the row.
            value: the reading's value.
            answer: the one that shows it.
            why: more about it.
        """
        row = self._found[name].row
        reading = next((each for each in row.readings if each.value == value), None)
        confirmed = reading == row.default
        verdict = Verdict.CONFIRMED if confirmed else Verdict.OTHERWISE
        self._found[name] = Finding(row, verdict, reading, _told(answer), why)

    def fits_none(self, name: str, answer: Answer, why: str) -> None:
        """What was seen is no reading of the table."""
        row = self._found[name].row
        self._found[name] = Finding(row, Verdict.OTHERWISE, None, _told(answer), why)

    def judge(self, name: str, answer: Answer, readings: Mapping[int, object]) -> None:
        """Take an answer's status for a reading, unless something else stood in the way.

        Args:
            name: of the row.
            answer: the one that shows it.
            readings: values by statuses; another status fits none of the readings.
        """
        if answer.hindrance:
            self.not_tried(name, answer.hindrance)
        elif answer.status in readings:
            self.saw(name, readings[answer.status], answer)
        else:
            self.fits_none(name, answer, f"the answer was {answer.said}")

    def not_tried(self, names: str | Iterable[str], why: str) -> None:
        """Rows cannot be tried; what was found of them before stands."""
        for name in [names] if isinstance(names, str) else names:
            if self.undecided(name):
                self._found[name] = Finding(self._found[name].row, Verdict.NOT_TRIED, why=why)


def _told(answer: Answer) -> str:
    if not answer.ok:
        return answer.said
    names = _SHOWN.get(answer.call.api)
    body: Mapping[str, Any] = part(answer.body, names) if names else answer.body
    return f"{answer.status} {shape(body)}"
