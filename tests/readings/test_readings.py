"""Whatever Google does where that is not known, the main jobs end as they must."""

from __future__ import annotations

import pytest

from sandbox.google.knobs import Knob, Knobs, Reading, played, table
from tests.readings.jobs import JOBS, Job
from tests.readings.situations import AVOIDED, SITUATIONS
from tests.support.stage import ROOT, Stage

OTHERS = [(knob, reading) for knob in played() for reading in knob.readings[1:]]
ROWS = {knob.name: knob for knob in played()}
FURTHER = [
    (job, ROWS[name], reading)
    for job, names in SITUATIONS.items()
    for name in names
    for reading in ROWS[name].readings
]


def _name(value: object) -> str:
    if isinstance(value, Knob):
        return value.name
    if isinstance(value, Reading):
        return str(value.value)
    return getattr(value, "__name__", str(value))


@pytest.mark.parametrize("job", JOBS, ids=_name)
def test_a_main_job_ends_well(stage: Stage, job: Job) -> None:
    """With what is taken to be so of Google, each main job has the right outcome."""
    job(stage)


@pytest.mark.parametrize("job", JOBS, ids=_name)
@pytest.mark.parametrize(("knob", "reading"), OTHERS, ids=_name)
def test_it_ends_well_otherwise_too(stage: Stage, knob: Knob, reading: Reading, job: Job) -> None:
    """So it has under each other reading of each row of the table."""
    setattr(stage.world.knobs, knob.name, reading.value)
    job(stage)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The rows that the stand-in and the players look up from now on."""
    names: set[str] = set()

    def look_up(knobs: Knobs, name: str) -> object:
        names.add(name)
        return object.__getattribute__(knobs, name)

    monkeypatch.setattr(Knobs, "__getattribute__", look_up)
    return names


@pytest.mark.parametrize(("job", "knob", "reading"), FURTHER, ids=_name)
def test_a_further_job_ends_well(
    stage: Stage, asked: set[str], job: Job, knob: Knob, reading: Reading
) -> None:
    """So has a job that a row is decisive for, under each of its readings."""
    setattr(stage.world.knobs, knob.name, reading.value)
    job(stage)
    assert knob.name in asked


def test_no_row_is_turned_in_vain(stage: Stage, asked: set[str]) -> None:
    """Each row that the add-on depends on comes up in some job, or is one that it avoids."""
    for job in (*JOBS, *SITUATIONS):
        stage.renew()
        job(stage)
    assert AVOIDED == {name for name, knob in ROWS.items() if knob.where} - asked


@pytest.mark.parametrize("knob", table(), ids=_name)
def test_a_row_says_where_the_add_on_depends_on_it(knob: Knob) -> None:
    """The modules that a row names are there, and each reading has a source."""
    assert [] == [module for module in knob.where if not (ROOT / module).is_file()]
    assert all(reading.source and reading.says for reading in knob.readings)


def test_what_is_played_has_several_readings() -> None:
    """A row that the stand-in plays can be set to more than one reading."""
    assert [] == [knob.name for knob in played() if len(knob.readings) < 2]
