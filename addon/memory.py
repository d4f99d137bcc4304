"""How the process gets its memory."""

from __future__ import annotations

import ctypes
import gc

M_ARENA_MAX = -8
"""glibc's name for the parameter (`mallopt(3)`)."""
ARENAS = 2


def share_memory() -> None:
    """Let all threads take memory from few places.

    By default glibc gives threads up to eight for each core, and each keeps what its busiest
    moment took: with many threads that only wait, memory grows for hours. Elsewhere than on glibc
    nothing is changed.
    """
    try:
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)
    except (OSError, AttributeError):
        return


def spare_what_stays() -> None:
    """Look for garbage again, but never in what is there by now.

    Each full look takes 15 ms otherwise, some of them within a request, and writes to what the
    server's processes share.
    """
    gc.freeze()
    gc.enable()
