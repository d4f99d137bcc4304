"""`/schedule` with a date: what was written fills the dialog, in each language."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from addon.chat.spoken import Spoken, read_words
from tests.support.chat import in_room
from tests.support.schedule import values
from tests.support.stage import Stage

NOW = datetime(2026, 12, 1, 10, 7, tzinfo=ZoneInfo("Europe/Berlin"))
"""A Tuesday."""
READ = [
    ("en", "Plan Q3 tomorrow 15:00 45m", "Plan Q3", (2, 15, 0), 45),
    ("en", "Plan Q3 tomorrow at 3pm", "Plan Q3", (2, 15, 0), None),
    ("en", "Budget friday 9:30 1h", "Budget", (4, 9, 30), 60),
    ("en", "Review, Dec 24 at 8am", "Review", (24, 8, 0), None),
    ("de", "Planung Q3 morgen 15:00 45 min", "Planung Q3", (2, 15, 0), 45),
    ("de", "Planung morgen um 15 Uhr", "Planung", (2, 15, 0), None),
    ("de", "Planung Freitag 9:30 90 Minuten", "Planung", (4, 9, 30), 90),
    ("fr", "Plan T3 demain à 15h30", "Plan T3", (2, 15, 30), None),
    ("fr", "Budget vendredi 9:30 2 heures", "Budget", (4, 9, 30), 120),
    ("es", "Plan mañana a las 15:00", "Plan", (2, 15, 0), None),
    ("pt", "Plano amanhã às 15h 30 minutos", "Plano", (2, 15, 0), 30),
    ("ru", "План завтра в 15:00 45 минут", "План", (2, 15, 0), 45),
    ("ja", "計画 明日 15:00 30分", "計画", (2, 15, 0), 30),
    ("ja", "計画 明日15時", "計画", (2, 15, 0), None),
]
LEFT = [
    "Plan Q3",
    "Plan for tomorrow",
    "May numbers",
    "Budget 2027",
    "Plan 2026-11-01 15:00",
    "Yesterday 15:00",
    "Retro 45m",
    "Catch 22",
    "24/7 support",
    "1:1",
]


@pytest.mark.parametrize(("language", "words", "title", "start", "length"), READ)
def test_what_is_certain_is_taken(
    language: str, words: str, title: str, start: tuple[int, int, int], length: int | None
) -> None:
    """A day with its time, and a length that the dialog offers, stand at the end of the words."""
    day, hour, minute = start
    moment = datetime(2026, 12, day, hour, minute, tzinfo=NOW.tzinfo)
    assert Spoken(title, moment, length) == read_words(words, language, NOW)


@pytest.mark.parametrize("words", LEFT)
def test_what_is_not_certain_stays_in_the_title(words: str) -> None:
    """A day without a time, a number, a time in the past: none is guessed at."""
    assert Spoken(words) == read_words(words, "en", NOW)


def test_the_dialog_opens_filled_in(stage: Stage) -> None:
    """Title, start in the user's zone, and length; all of it can still be changed."""
    chat = in_room(stage)
    chat.slash_command("/schedule", "Plan Q3 tomorrow 15:00 45m")
    held = values(chat.form.card)
    assert ("Plan Q3", ["45"]) == (held["title"], held["length"])
    start = datetime.fromtimestamp(int(held["start"]) / 1000, UTC)
    shown = start.astimezone(ZoneInfo("Europe/Berlin"))
    assert (15, 0) == (shown.hour, shown.minute)
