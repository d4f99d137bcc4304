"""Logs: one JSON object a line, as Cloud Logging reads them. Never a token, address or title.

Messages and fields are the add-on's own words and names of types, and what Google says of a
refusal without what may be somebody's own (`Refusal.for_log`); nothing else that a request, an
answer of Google's or an exception's message holds is written.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

from addon.google.caller import Tally
from meeting.deadline import Deadline

LOGGER = logging.getLogger("addon")
LATER = "/chat, later"
"""In the place of a route: what is done for a message in Chat after its answer."""
TRACE_FIELD = "logging.googleapis.com/trace"


class JsonFormatter(logging.Formatter):
    """One record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line. A library's own message is left out: it may hold a URL with an address."""
        ours = record.name == LOGGER.name
        line: dict[str, Any] = {
            "severity": record.levelname,
            "message": record.getMessage() if ours else f"{record.name} logged a message",
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = [*_where(record.exc_info[1])]
        return json.dumps(line)


def start_logging() -> None:
    """Send every record to standard error as JSON; other libraries' from warnings up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    LOGGER.setLevel(logging.INFO)


class RequestLine:
    """What became of one request; written once, at its end.

    Args:
        deadline: made when the request came in.
        trace_header: `X-Cloud-Trace-Context` as it came.
        project: of the trace; without it there is no trace in the line.

    Attributes:
        route: the path of the route that was asked for; requests to no route are distinguished by
            their status only, and those without either (health checks) are not written.
        outcome: the label of the handler's outcome.
        tally: what the request cost.
    """

    def __init__(self, deadline: Deadline, trace_header: str | None, project: str) -> None:
        self.route = ""
        self.outcome = ""
        self.tally = Tally()
        self._deadline = deadline
        self._trace = trace_name(trace_header, project)
        self._severity = logging.INFO
        self._error: BaseException | None = None
        self._fields: dict[str, str | int] = {}

    def rejected(self, status: int, reason: str) -> None:
        """It was not answered with a card, for a reason that is kept from the sender."""
        self._severity = logging.WARNING
        self.outcome = "rejected"
        self._fields = {"status": status, "reason": reason}

    def problem(self, problem: BaseException) -> None:
        """The user was told about a problem."""
        self._severity = logging.WARNING
        self.outcome = type(problem).__name__

    def failure(self, error: BaseException) -> None:
        """Something unforeseen happened."""
        self._severity = logging.ERROR
        self.outcome = type(error).__name__
        self._error = error

    def write(self) -> None:
        """Write the line."""
        if not self.outcome:
            return
        line: dict[str, str | int | list[str]] = {
            "route": self.route,
            "outcome": self.outcome,
            "milliseconds": round(self._deadline.elapsed() * 1000),
            "googleCalls": self.tally.google_calls,
            **self._fields,
        }
        if self.tally.refusals:
            line["googleRefusals"] = list(self.tally.refusals)
        if self._trace:
            line[TRACE_FIELD] = self._trace
        message = f"{self.route or 'no route'}: {self.outcome}"
        LOGGER.log(self._severity, message, extra={"fields": line}, exc_info=self._error)


def trace_name(header: str | None, project: str) -> str:
    """The trace that `X-Cloud-Trace-Context` names, as Cloud Logging wants it, or empty."""
    trace = (header or "").partition("/")[0]
    if not project or not trace.isalnum() or not trace.isascii():
        return ""
    return f"projects/{project}/traces/{trace}"


def _where(error: BaseException | None) -> list[str]:
    """An exception and its causes: types, files and lines; their messages may hold anything."""
    lines: list[str] = []
    while error is not None:
        lines.append(type(error).__qualname__)
        lines.extend(_frames(error.__traceback__))
        error = error.__cause__ or error.__context__
    return lines


def _frames(traceback: TracebackType | None) -> list[str]:
    frames = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        name = Path(code.co_filename).name
        frames.append(f"  {name}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return frames
