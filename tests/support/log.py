"""The add-on's log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.stage import Json


class Lines(logging.Handler):
    """The add-on's log records while the context lasts."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.records.append(record)

    def fields(self) -> list[Json]:
        """What the lines say besides their message."""
        return [getattr(record, "fields", {}) for record in self.records]

    def errors(self) -> list[str]:
        """The messages of what went wrong in the add-on itself."""
        return [r.getMessage() for r in self.records if r.levelno >= logging.ERROR]


@contextmanager
def log_lines() -> Iterator[Lines]:
    """Listen to the add-on's log."""
    lines, logger = Lines(), logging.getLogger("addon")
    logger.addHandler(lines)
    try:
        yield lines
    finally:
        logger.removeHandler(lines)


def outcomes(log: Lines) -> list[tuple[str, str]]:
    """Severity and outcome of each line that was logged."""
    levels = [record.levelname for record in log.records]
    return list(zip(levels, [fields["outcome"] for fields in log.fields()], strict=True))
