"""The results as tables for the terminal and for docs/figures.md, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import chain

from bench.beside import Beside
from bench.clicks import ClickCost
from bench.counting import ClickCount
from bench.figures import Figure
from bench.measuring import Measured
from bench.price import Cost
from bench.side import FLOOR, OURS, USUAL
from bench.size import CREATE, HOME, OPEN, Sized
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
BESIDE_HEADER = ("figure", "of usual", "of floor", "target", "", OURS, USUAL, FLOOR)
SIZE_HEADER = (
    "with",
    *(f"{click} {what}" for click in (HOME, OPEN, CREATE) for what in ("L", "CPU ms")),
    "remark",
)
COUNT_HEADER = ("click", "Google calls", "reads", "writes", "deletes", "Firestore, 10,000 times")
FIGURE_HEADER = ("figure", "value", "target", "", "remark")

Row = tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """Everything that was measured.

    Attributes:
        latency: seconds that every Google call took.
        facts: what the figures depend on: cores, versions.
        measured: all results.
    """

    latency: float
    facts: dict[str, str]
    measured: Measured

    @property
    def met(self) -> bool:
        """Whether every target is met."""
        clicks = map(self._click_figure, self.measured.clicks)
        figures = chain(clicks, self.measured.figures)
        return all(row.met for row in self.measured.beside) and all(row.met for row in figures)

    def text(self) -> str:
        """For the terminal: columns lined up."""
        tables = [line for rows in self._tables() for line in ("", *_columns(rows))]
        return "\n".join([self._preface(), *tables])

    def markdown(self) -> str:
        """For docs/figures.md: the same tables."""
        tables = [part for rows in self._tables() for part in ("", table(rows[0], rows[1:]))]
        return "\n".join([self._preface(), *tables])

    def as_dict(self) -> dict[str, object]:
        """For programs; clicks in milliseconds, figures in the unit they name."""
        return {
            "latencyMilliseconds": self.latency * 1000,
            "facts": self.facts,
            "met": self.met,
            "beside": [
                {
                    "name": row.name,
                    "unit": row.unit,
                    "values": dict(row.values),
                    "target": row.asked,
                    "met": row.met,
                }
                for row in self.measured.beside
            ],
            "sizes": [asdict(sized) for sized in self.measured.sizes],
            "counts": [asdict(count) for count in self.measured.counts],
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
                for cost in self.measured.clicks
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
                for figure in self.measured.figures
            ],
        }

    def _tables(self) -> list[list[Row]]:
        measured = self.measured
        return [
            [BESIDE_HEADER, *map(_beside_row, measured.beside)],
            [CLICK_HEADER, *map(self._click_row, measured.clicks)],
            [FIGURE_HEADER, *map(_figure_row, measured.figures)],
            [SIZE_HEADER, *map(_size_row, measured.sizes)],
            [COUNT_HEADER, *map(_count_row, measured.counts)],
        ]

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


def _beside_row(row: Beside) -> Row:
    verdict = ("PASS" if row.met else "MISS") if row.asked else ""
    values = (f"{_number(row.values[name])} {row.unit}".strip() for name in (OURS, USUAL, FLOOR))
    return (
        row.name,
        f"{row.of_usual:.2f}",
        f"{row.of_floor:.2f}",
        row.asked,
        verdict,
        *values,
    )


def _size_row(sized: Sized) -> Row:
    cells = []
    for click in (HOME, OPEN, CREATE):
        took = sized.took.get(click)
        cells += [f"{took.calls:.2f}", f"{took.cpu:.1f}"] if took else ["", ""]
    return (sized.name, *cells, sized.remark)


def _count_row(count: ClickCount) -> Row:
    calls = (f"{often} × {name}" if often > 1 else name for name, often in count.calls)
    stored = Cost(count.reads, count.writes, count.deletes, 0, 0).stored * 10_000
    numbers = map(str, (count.reads, count.writes, count.deletes))
    return (count.name, ", ".join(calls), *numbers, f"$ {stored:.3f}")


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
