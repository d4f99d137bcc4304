"""Faults that are put into copies of the code on purpose are found there."""

from __future__ import annotations

from torture.planted import PLANTS, hunt, missing


def test_the_code_has_the_place_of_each_planted_fault() -> None:
    """What is planted is one change of what the code says once."""
    assert [] == missing()


def test_a_planted_fault_is_found() -> None:
    """A card that says On for Off is found within a story or two."""
    plant = next(each for each in PLANTS if each.name == "the result says On for Off")

    told = hunt(plant, seed=1, most=200)

    assert told.startswith("after ")
    assert any(kind in told for kind in plant.seen)
