"""The torture knows the add-on's words and the names of what it may press."""

from __future__ import annotations

from pathlib import Path

from tests.support.stage import ROOT
from torture import acting, editing, story, words


def test_every_sentence_is_one_that_the_addon_says() -> None:
    """A sentence whose truth is told by the oracle stands in the add-on's texts."""
    texts = "".join(Path(ROOT / "cards" / "text.py").read_text(encoding="utf-8").split())
    joined = texts.replace('""', "")

    missing = [sentence for sentence in words.SENTENCES if "".join(sentence.split()) not in joined]

    assert [] == missing


def test_every_press_of_a_story_can_be_done() -> None:
    """The tables of stories and of acting have the same rows."""
    assert set(story.PRESSES) == set(acting.PRESSES)
    assert set(story.EDITS) == {*editing.EDITED, *editing.EDITED_GUESTS, editing.DELETE}
