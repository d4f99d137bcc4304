"""When a meeting is to be, as people write it after `/schedule`, each in their language.

What is not certain stays in the title: nobody is to find a meeting at a time that they did not
mean.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from cards.schedule import LENGTHS
from meeting.values import dataclass

HOURS = re.compile(
    r"(?<![\d:.])(\d{1,2})\s*(?:uhr|h|ч|час(?:а|ов)?|時)(?:\s*([0-5]\d)\s*分?)?(?!\w)",
    re.IGNORECASE,
)
"""An hour that is not written as on a clock: `15 Uhr`, `15h30`, `15時`."""
CLOCK = re.compile(r"\d{1,2}:[0-5]\d")
LENGTH = re.compile(
    r"(?:^|\s)(\d{1,3})\s*(?:m|min\.?|mins|minutes?|minuten|minutos?|мин\.?|минут[аы]?|分間?)$",
    re.IGNORECASE,
)
HOURS_LONG = re.compile(
    r"(?:^|\s)([1-4])\s*(?:h|hr|hrs|hours?|std\.?|stunden?|heures?|horas?|ч|час(?:а|ов)?|時間)$",
    re.IGNORECASE,
)
LEADING = re.compile(r"^(?:um|at|on|am|à|le|a las|el|às|em|в|во|の)\s+", re.IGNORECASE)
MOST_WORDS = 8
"""As many as a date and its time take."""
FARTHEST = timedelta(days=400)
NUMBER = re.compile(r"\d[\d./:-]*")
PAST = datetime(1, 1, 1, tzinfo=UTC)
"""Stands for what lies behind, or too far ahead."""
OTHER_TIME = timedelta(hours=5, minutes=23)


@dataclass(frozen=True)
class Spoken:
    """What was meant.

    Attributes:
        title: what is left of the words.
        start: with the user's time zone, or `None` where none was written for certain.
        length: minutes, or `None`.
    """

    title: str
    start: datetime | None = None
    length: int | None = None


def read_words(words: str, language: str, now: datetime) -> Spoken:
    """Take a date with its time, and a length, off the end of what was written.

    Args:
        language: two letters.
        now: in the user's time zone.
    """
    if not any(map(str.isdigit, words)):
        return Spoken(words)
    shorter, length = _without_length(words)
    for text, minutes in ((shorter, length), (words, None)):
        title, start = _without_start(text, language, now)
        if start is not None:
            return Spoken(title, start, minutes)
    return Spoken(words)


def _without_length(words: str) -> tuple[str, int | None]:
    for pattern, factor in ((LENGTH, 1), (HOURS_LONG, 60)):
        found = pattern.search(words)
        if found and int(found[1]) * factor in LENGTHS:
            return words[: found.start()].rstrip(), int(found[1]) * factor
    return words, None


def _without_start(words: str, language: str, now: datetime) -> tuple[str, datetime | None]:
    """The longest end of the words that is a moment, taken off."""
    parts = [(match.start(), match.group()) for match in re.finditer(r"\S+", words)]
    for begins, _ in parts[-MOST_WORDS:]:
        told = _moment(words[begins:], language, now)
        if told is None:
            continue
        title = words[:begins].rstrip(" ,;:–-")
        # A number before it may be half of another date.
        if told is PAST or (title and NUMBER.fullmatch(title.split()[-1])):
            break
        return title, told
    return words, None


def _moment(words: str, language: str, now: datetime) -> datetime | None:
    """The moment that these words are, `None` where they are none; `PAST` where nobody meets."""
    clear = HOURS.sub(lambda hour: f" {int(hour[1]):02}:{hour[2] or '00'} ", words).strip()
    clear = LEADING.sub("", clear)
    if not CLOCK.search(clear) and not re.search(r"\d\s*[ap]\.?m\.?\b", clear, re.IGNORECASE):
        return None
    first, second = (_parsed(clear, language, base) for base in (now, now - OTHER_TIME))
    # What depends on the time of asking tells none: a word of it was not understood.
    if first is None or second is None or first.time() != second.time():
        return None
    start = first.replace(tzinfo=now.tzinfo)
    return start if now < start < now + FARTHEST else PAST


def _parsed(words: str, language: str, base: datetime) -> datetime | None:
    # Its tables take longer to read than a cold start; few commands have a date.
    import dateparser  # noqa: PLC0415

    return dateparser.parse(
        words,
        languages=[language],
        settings={"RELATIVE_BASE": base.replace(tzinfo=None), "PREFER_DATES_FROM": "future"},
    )
