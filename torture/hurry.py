"""Time that runs forty times as fast while somebody waits, and as ever while somebody works.

Retries pause and deadlines run out as they would, without anybody sitting them out. It has to be
installed before the function is imported, which keeps some of the functions that it replaces.
"""

from __future__ import annotations

import contextlib
import select
import socket
import sys
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, SupportsIndex

SPEED = 40.0
SLICE_SECONDS = 0.2
"""Of hurried time: what one look at the clock may be late."""
QUIET_SECONDS = 300.0

_real_monotonic = time.monotonic
_real_perf_counter = time.perf_counter
_real_sleep = time.sleep
_real_wait = threading.Condition.wait
_real_readinto = socket.SocketIO.readinto
_real_submit = ThreadPoolExecutor.submit
_lock = threading.Lock()


class _State:
    ahead = 0.0
    at_work = 0
    installed = False


def monotonic() -> float:
    """Seconds on the hurried clock."""
    return _real_monotonic() + _State.ahead


def perf_counter() -> float:
    """The same for measuring."""
    return _real_perf_counter() + _State.ahead


def real_monotonic() -> float:
    """Seconds that really pass."""
    return _real_monotonic()


def real_sleep(seconds: float) -> None:
    """Really wait."""
    _real_sleep(seconds)


def sleep(seconds: float | SupportsIndex) -> None:
    """Wait so many hurried seconds."""
    ends = monotonic() + float(seconds)
    while (left := ends - monotonic()) > 0:
        step = min(left, SLICE_SECONDS)
        _real_sleep(step / SPEED)
        with _lock:
            _State.ahead += step


def _wait(condition: Any, timeout: float | None = None) -> bool:  # noqa: ANN401  # its inside
    """As `Condition.wait`, looking at the hurried clock while the condition is let go of."""
    if timeout is None or timeout <= 0:
        return _real_wait(condition, timeout)
    waiter = threading.Lock()
    waiter.acquire()
    condition._waiters.append(waiter)  # noqa: SLF001
    saved = condition._release_save()  # noqa: SLF001
    ends, notified = monotonic() + timeout, False
    try:
        while not notified and (left := ends - monotonic()) > 0:
            notified = waiter.acquire(timeout=min(left, SLICE_SECONDS / SPEED))
        return notified
    finally:
        condition._acquire_restore(saved)  # noqa: SLF001
        if not notified:
            with contextlib.suppress(ValueError):
                condition._waiters.remove(waiter)  # noqa: SLF001


def _readinto(stream: Any, buffer: Any) -> int | None:  # noqa: ANN401  # as the replaced method
    sock = getattr(stream, "_sock", None)
    timeout = sock.gettimeout() if sock is not None else None
    if sock is not None and timeout:
        ends = monotonic() + timeout
        poll = select.poll()
        poll.register(sock.fileno(), select.POLLIN | select.POLLERR | select.POLLHUP)
        while not poll.poll(SLICE_SECONDS * 1000 / SPEED):
            if monotonic() > ends:
                raise TimeoutError("timed out")
    return _real_readinto(stream, buffer)


def _submit(pool: ThreadPoolExecutor, work: Any, /, *args: Any, **options: Any) -> Future[Any]:  # noqa: ANN401
    with _lock:
        _State.at_work += 1

    def ended(_: object) -> None:
        with _lock:
            _State.at_work -= 1

    try:
        job: Future[Any] = _real_submit(pool, work, *args, **options)
    except BaseException:
        ended(None)
        raise
    job.add_done_callback(ended)
    return job


def quiet() -> bool:
    """Wait until no work is left behind that outlasts its answer; whether it ended in time."""
    ends = monotonic() + QUIET_SECONDS
    while _State.at_work:
        if monotonic() > ends:
            return False
        _real_sleep(0.0005)
    return True


def install() -> None:
    """Hurry this process, once and for all.

    Raises:
        RuntimeError: the function has been imported already.
    """
    if _State.installed:
        return
    if "addon" in sys.modules:
        raise RuntimeError("the function keeps the clock that it was imported with")
    _State.installed = True
    time.monotonic = monotonic
    time.perf_counter = perf_counter
    time.sleep = sleep
    replaced: list[tuple[Any, str, Any]] = [
        (threading.Condition, "wait", _wait),
        (socket.SocketIO, "readinto", _readinto),
        (ThreadPoolExecutor, "submit", _submit),
    ]
    for owner, name, by in replaced:
        with contextlib.suppress(TypeError):
            setattr(owner, name, by)
