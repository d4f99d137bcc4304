"""Whatever Google does where that is not known, the main jobs end as they must."""

from __future__ import annotations

import pytest

from sandbox.knobs import Knob, Reading, played, table
from tests.readings.jobs import JOBS, Job
from tests.stage import ROOT, Stage

OTHERS = [(knob, reading) for knob in played() for reading in knob.readings[1:]]


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


@pytest.mark.parametrize("knob", table(), ids=_name)
def test_a_row_says_where_the_add_on_depends_on_it(knob: Knob) -> None:
    """The modules that a row names are there, and each reading has a source."""
    assert [] == [module for module in knob.where if not (ROOT / module).is_file()]
    assert all(reading.source and reading.says for reading in knob.readings)


def test_what_is_played_has_several_readings() -> None:
    """A row that the stand-in plays can be set to more than one reading."""
    assert [] == [knob.name for knob in played() if len(knob.readings) < 2]
