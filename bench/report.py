"""The results as tables for the terminal and for docs/figures.md, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from bench.clicks import ClickCost
from bench.figures import Figure
from tools.pages import table

CLICK_HEADER = (
    "click",
    "median",
    "p10-p90 ms",
    "target",
    "",
    "rounds",
    "calls",
    "own CPU ms",
    "new TCP",
)
FIGURE_HEADER = ("figure", "value", "target", "", "remark")

Row = tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """Everything that was measured.

    Attributes:
        latency: seconds that every Google call took.
        facts: what the figures depend on: cores, versions.
        clicks: what each click cost.
        figures: all the rest.
    """

    latency: float
    facts: dict[str, str]
    clicks: tuple[ClickCost, ...]
    figures: tuple[Figure, ...]

    @property
    def met(self) -> bool:
        """Whether every target is met."""
        results = chain(map(self._click_figure, self.clicks), self.figures)
        return all(figure.met for figure in results)

    def text(self) -> str:
        """For the terminal: columns lined up."""
        return "\n".join(
            [
                self._preface(),
                "",
                *_columns([CLICK_HEADER, *map(self._click_row, self.clicks)]),
                "",
                *_columns([FIGURE_HEADER, *map(_figure_row, self.figures)]),
            ]
        )

    def markdown(self) -> str:
        """For docs/figures.md: two tables."""
        return "\n".join(
            [
                self._preface(),
                "",
                table(CLICK_HEADER, map(self._click_row, self.clicks)),
                "",
                table(FIGURE_HEADER, map(_figure_row, self.figures)),
            ]
        )

    def as_dict(self) -> dict[str, object]:
        """For programs; clicks in milliseconds, figures in the unit they name."""
        return {
            "latencyMilliseconds": self.latency * 1000,
            "facts": self.facts,
            "met": self.met,
            "clicks": [
                {
                    "name": cost.scenario.name,
                    "medianMilliseconds": cost.milliseconds.median,
                    "p10Milliseconds": cost.milliseconds.p10,
                    "p90Milliseconds": cost.milliseconds.p90,
                    "multipleOfLatency": self._click_figure(cost).value,
                    "target": cost.scenario.target,
                    "met": self._click_figure(cost).met,
                    "rounds": cost.rounds,
                    "calls": list(cost.calls),
                    "cpuMilliseconds": cost.cpu_milliseconds,
                    "newConnections": cost.connections,
                }
                for cost in self.clicks
            ],
            "figures": [
                {
                    "name": figure.name,
                    "value": figure.value,
                    "unit": figure.unit,
                    "target": figure.target,
                    "met": figure.met,
                    "remark": figure.remark,
                }
                for figure in self.figures
            ],
        }

    def _preface(self) -> str:
        facts = ", ".join(f"{name} {value}" for name, value in self.facts.items())
        return f"L = {self.latency * 1000:.0f} ms for every Google call. {facts}."

    def _click_figure(self, cost: ClickCost) -> Figure:
        multiple = cost.milliseconds.median / 1000 / self.latency
        return Figure(cost.scenario.name, multiple, "L", cost.scenario.target)

    def _click_row(self, cost: ClickCost) -> Row:
        figure, spread = self._click_figure(cost), cost.milliseconds
        return (
            figure.name,
            f"{figure.value:.2f} L",
            f"{spread.p10:.0f}-{spread.p90:.0f}",
            _target(figure),
            _verdict(figure),
            str(cost.rounds),
            str(len(cost.calls)),
            f"{cost.cpu_milliseconds:.1f}",
            str(cost.connections),
        )


def _figure_row(figure: Figure) -> Row:
    value = f"{_number(figure.value)} {figure.unit}".strip()
    return (figure.name, value, _target(figure), _verdict(figure), figure.remark)


def _target(figure: Figure) -> str:
    if figure.target is None:
        return ""
    return f"≤ {figure.target:g} {figure.unit}".strip()


def _verdict(figure: Figure) -> str:
    if figure.target is None:
        return ""
    return "PASS" if figure.met else "MISS"


def _number(value: float) -> str:
    return f"{value:.2f}" if value < 10 and value != int(value) else f"{value:.0f}"


def _columns(rows: Sequence[Row]) -> Iterable[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(map(str.ljust, row, widths)).rstrip()
