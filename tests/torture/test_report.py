"""The torture's figures stand in a page that the command writes."""

from __future__ import annotations

import pytest

from torture.report import Figures, machine, on_page

BEGIN = "<!-- figures: made by `make torture PAGE=…` -->\n"
END = "<!-- /figures -->"


def _figures() -> Figures:
    figures = Figures("faults")
    figures.say("clicks", 12)
    figures.must_be_zero("others' edits lost", 1)
    return figures


def test_a_page_gets_its_figures_with_machine_and_command() -> None:
    """What stood between the marks gives way; what a person wrote around them stays."""
    page = on_page(f"Before.\n{BEGIN}old\n{END}\nAfter.\n", "make torture SEED=1", [_figures()])

    expected = (
        f"Before.\n{BEGIN}`make torture SEED=1` on {machine()}:\n\n"
        "| part | figure | came to |\n|---|---|---|\n"
        "| faults | clicks | 12 |\n"
        "| faults | others' edits lost | 1 **must not be** |\n"
        f"{END}\nAfter.\n"
    )
    assert expected == page


def test_a_page_without_a_place_for_figures_is_refused() -> None:
    """A mark that is missing is said, and nothing is written anywhere else."""
    with pytest.raises(LookupError):
        on_page(f"Before.\n{BEGIN}old\n", "make torture", [_figures()])
