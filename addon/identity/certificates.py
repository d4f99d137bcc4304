"""Google's certificates, fetched as rarely as their `Cache-Control` allows."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Mapping

import urllib3
from urllib3.exceptions import HTTPError

from addon.google.transport import NoAnswer, read_whole, within
from meeting.values import dataclass

FETCH_SECONDS = 4.0
DEFAULT_AGE_SECONDS = 300.0
LEAST_AGE_SECONDS = 60.0
MOST_AGE_SECONDS = 86_400.0
PAUSE_SECONDS = 30.0
"""How often an unknown key id, or a fetch that failed while certificates are at hand, may cause
another fetch: enough for a rotation, too little for a flood."""
STALE_SECONDS = 3_600.0
"""How long certificates past their age still serve when fresh ones cannot be had."""
MAX_AGE = re.compile(r"max-age=(\d+)")


class CertificatesUnavailable(Exception):
    """Google's certificates could not be fetched and none usable are at hand."""


@dataclass(frozen=True)
class _Fetched:
    certificates: Mapping[str, str]
    at: float
    expires: float


class Certificates:
    """The certificates at a URL in the x509 map form (key id to PEM), shared by all threads.

    Args:
        url: where they are.
        pool: shared connections.
        clock: seconds on a clock that never goes back.
        patience: how many seconds a fetch may take.
    """

    def __init__(
        self,
        url: str,
        pool: urllib3.PoolManager,
        clock: Callable[[], float] = time.monotonic,
        patience: float = FETCH_SECONDS,
    ) -> None:
        self._url = url
        self._pool = pool
        self._clock = clock
        self._patience = patience
        self._lock = threading.Lock()
        self._attempts = 0
        self._fetched: _Fetched | None = None

    def for_key(self, key_id: str | None) -> Mapping[str, str]:
        """The certificates, fetched anew when they are past their age or lack `key_id`.

        Raises:
            CertificatesUnavailable: they cannot be had.
        """
        attempts, fetched = self._attempts, self._fetched
        if fetched is not None and self._serves(fetched, key_id):
            return fetched.certificates
        with self._lock:
            # Those who waited for another's attempt share its outcome, lest they queue for more
            # of the same while the certificates are out of reach.
            if self._attempts == attempts:
                try:
                    self._fetched = self._fetch(self._fetched)
                except CertificatesUnavailable:
                    self._fetched = None
                self._attempts += 1
            if self._fetched is None:
                raise CertificatesUnavailable
            return self._fetched.certificates

    def _serves(self, fetched: _Fetched, key_id: str | None) -> bool:
        now = self._clock()
        if now < fetched.at + PAUSE_SECONDS:
            return True
        return now < fetched.expires and (key_id is None or key_id in fetched.certificates)

    def _fetch(self, before: _Fetched | None) -> _Fetched:
        now = self._clock()
        try:
            response = self._pool.request(
                "GET",
                self._url,
                timeout=within(self._patience),
                retries=False,
                redirect=False,
                preload_content=False,
            )
            content = read_whole(response)
            certificates = json.loads(content) if response.status == 200 else None
        except (HTTPError, OSError, ValueError, NoAnswer):
            certificates = None
        if isinstance(certificates, dict) and certificates:
            age = _age(response.headers.get("cache-control", ""))
            return _Fetched(certificates, now, now + age)
        if before is not None and now < before.expires + STALE_SECONDS:
            return _Fetched(before.certificates, now, before.expires)
        raise CertificatesUnavailable


def _age(cache_control: str) -> float:
    match = MAX_AGE.search(cache_control)
    age = float(match[1]) if match else DEFAULT_AGE_SECONDS
    return min(max(age, LEAST_AGE_SECONDS), MOST_AGE_SECONDS)
