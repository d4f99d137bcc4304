"""`make live`: ask Google's real APIs about rows of sandbox/google/knobs.py, see docs/live.md."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TextIO

from addon.google.transport import new_pool
from sandbox.google.knobs import table
from tools.live import report
from tools.live.calls import listed
from tools.live.client import Client, TokenRefused
from tools.live.findings import Findings, Verdict
from tools.live.options import read_options, read_token
from tools.live.reasons import PROBED, REASONS
from tools.live.scratch import Scratch
from tools.live.walk import Walk
from tools.words import OptionError

CONFIRMED, OTHERWISE, USAGE, INTERRUPTED = 0, 1, 2, 130


def main(
    arguments: Sequence[str],
    environ: Mapping[str, str],
    *,
    answers: TextIO = sys.stdin,
    pause: Callable[[float], object] = time.sleep,
) -> int:
    """Walk the table.

    Args:
        arguments: `NAME=VALUE` words, see `tools.live.options.OPTIONS`.
        environ: where options stand, too, and the APIs' roots.
        answers: where the question is answered.
        pause: waits for some seconds.

    Returns:
        0 when all that was tried was confirmed, 1 when something is otherwise, 2 when nothing
        could be tried: for how it was called, for the answer no, or for the token; 130 when it
        was interrupted.
    """
    try:
        options = read_options(arguments, environ)
        if options.dry_run:
            _print(listed(options.roots, options.given))
            return CONFIRMED
        token = read_token(options.token_file)
    except OptionError as error:
        return _complain(str(error))
    if not options.agreed and not _agreed(answers):
        return _complain("Nothing was sent.")
    pool = new_pool()
    client = Client(pool, token, options.roots)
    findings = Findings(table(), REASONS)
    scratch = Scratch()
    ended = _walked(Walk(client, findings, scratch, options.given, pause))
    pool.clear()
    found = findings.all()
    _print(report.rows(found))
    _print(["", report.summary(found)])
    _print(report.put_where(found))
    _print(report.scopes(client.lacking))
    _print(report.left(scratch))
    if ended:
        return ended
    verdicts = {finding.verdict for finding in found}
    if verdicts == {Verdict.NOT_TRIED}:
        return _complain("Nothing could be tried.")
    return OTHERWISE if Verdict.OTHERWISE in verdicts else CONFIRMED


def _walked(walk: Walk) -> int:
    """Walk, and say what ended it before its time; 0 for nothing."""
    try:
        walk.play()
    except TokenRefused:
        ended = _complain("Google does not accept the token (401): wrong, or its hour has passed.")
    except KeyboardInterrupt:
        _complain("Interrupted.")
        ended = INTERRUPTED
    else:
        return 0
    walk.findings.not_tried(PROBED, "the walk ended before it")
    return ended


def _agreed(answers: TextIO) -> bool:
    """Whether whoever sits there says yes; no input is a no."""
    sys.stdout.write(report.QUESTION)
    sys.stdout.flush()
    said = answers.readline().strip().lower()
    sys.stdout.write("\n")
    return said in {"y", "yes"}


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _complain(line: str) -> int:
    sys.stderr.write(f"{line}\n")
    return USAGE


if __name__ == "__main__":
    # Whoever ends it, and whoever started it: the scratch event is removed.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    sys.exit(main(sys.argv[1:], os.environ))
