"""The torture knows the add-on's words and the names of what it may press."""

from __future__ import annotations

from pathlib import Path

from cards.actions import Action
from tests.support.stage import ROOT
from torture import acting, cast, editing, sidebar, story, words

TEXTS = ("text.py", "chat_text.py", "coming_text.py", "rules_text.py")


def test_every_sentence_is_one_that_the_addon_says() -> None:
    """A sentence whose truth is told by the oracle stands in the add-on's texts."""
    modules = [Path(ROOT / "cards" / name) for name in TEXTS]
    texts = "".join(module.read_text(encoding="utf-8") for module in modules)
    joined = "".join(texts.split()).replace('""', "")

    missing = [sentence for sentence in words.SENTENCES if "".join(sentence.split()) not in joined]

    assert [] == missing


def test_every_button_leads_to_the_addon() -> None:
    """What is meant by a button is told by an action of the add-on's."""
    assert set() == {*sidebar.KINDS, *cast.ASKS} - {action.value for action in Action}


def test_every_press_of_a_story_can_be_done() -> None:
    """The tables of stories and of acting have the same rows."""
    assert set(story.PRESSES) == set(acting.PRESSES)
    done = {*editing.EDITED, *editing.EDITED_GUESTS, *editing.DESCRIBED, editing.DELETE}
    done |= {*editing.EDITED_MEETS}
    assert set(story.EDITS) == done
