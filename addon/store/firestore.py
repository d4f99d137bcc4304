"""The store in Firestore: shared by every instance of the function.

Documents stand at `owners/{owner}/records/{name}`. Their field `expireAt` is that of the TTL
policy which deploying sets on the collection group `records`; since Firestore deletes some
hours late, a document past it is treated as absent.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from google.api_core.exceptions import (
    AlreadyExists,
    DeadlineExceeded,
    FailedPrecondition,
    GoogleAPIError,
    NotFound,
)
from google.api_core.retry import Retry, if_transient_error
from google.auth.exceptions import GoogleAuthError
from google.cloud import firestore

from addon.store.documents import Data
from meeting.errors import StoreUnavailable
from meeting.values import dataclass

COLLECTION_GROUP = "records"
EXPIRE_FIELD = "expireAt"
DATA_FIELD = "data"
MARK_FIELD = "mark"
PAUSE_SECONDS = 300.0
"""After so long without a call, the connection may have to be made anew."""
ADD_ROUNDS = 3


@dataclass(frozen=True)
class Bounds:
    """How long a call may take.

    Attributes:
        attempt: seconds for one try.
        tries: seconds after which no further try is begun, so that one may outlast them.
    """

    attempt: float
    tries: float

    def options(self) -> dict[str, Any]:
        """As the client library takes them.

        `timeout` alone bounds an attempt, not the default retry, which goes on for 300 s.
        """
        retry = Retry(predicate=_passes, initial=0.1, maximum=0.5, timeout=self.tries)
        return {"retry": retry, "timeout": self.attempt}


USUAL = Bounds(attempt=1.5, tries=4.0)
AFTER_A_PAUSE = Bounds(attempt=4.0, tries=5.0)
"""The first call after a start or a pause waits for a name, a handshake and a token, and may find
its connection closed (seen as 2 to 5 seconds, or one 503)."""


def _passes(error: Exception) -> bool:
    """Whether the same call may succeed a little later."""
    return isinstance(error, DeadlineExceeded) or if_transient_error(error)


def _now() -> datetime:
    return datetime.now(UTC)


class FirestoreDocuments:
    """`Documents` in the project's default Firestore database.

    The client is made when it is first needed: gRPC does not survive the fork between loading
    the function and serving it.

    Args:
        clock: the time now, aware.
        ticks: seconds on a clock that never goes back.
        usual: how long a call may take.
        after_a_pause: how long the first one in a while may take.
    """

    def __init__(
        self,
        clock: Callable[[], datetime] = _now,
        ticks: Callable[[], float] = time.monotonic,
        *,
        usual: Bounds = USUAL,
        after_a_pause: Bounds = AFTER_A_PAUSE,
    ) -> None:
        self._clock = clock
        self._ticks = ticks
        self._usual = usual
        self._after_a_pause = after_a_pause
        self._called: float | None = None

    @cached_property
    def _client(self) -> firestore.Client:
        return firestore.Client()

    def read(self, owner: str, name: str) -> Data | None:
        """See `Documents.read`."""
        with _unavailable():
            return self._data(self._reference(owner, name).get(**self._bounded()))

    def write(
        self, owner: str, name: str, data: Data, *, lifetime: timedelta | None = None
    ) -> None:
        """See `Documents.write`."""
        with _unavailable():
            self._reference(owner, name).set(self._fields(data, lifetime), **self._bounded())

    def add(
        self, owner: str, name: str, data: Data, *, lifetime: timedelta | None = None
    ) -> Data | None:
        """See `Documents.add`.

        A `create` whose answer was lost is repeated, and then finds its own document: the mark in
        it tells that from somebody else's.
        """
        mark = secrets.token_hex(8)
        with _unavailable():
            reference = self._reference(owner, name)
            fields = {**self._fields(data, lifetime), MARK_FIELD: mark}
            for _ in range(ADD_ROUNDS):
                try:
                    reference.create(fields, **self._bounded())
                except AlreadyExists:
                    snapshot = reference.get(**self._bounded())
                else:
                    return None
                if (snapshot.to_dict() or {}).get(MARK_FIELD) == mark:
                    return None
                there = self._data(snapshot)
                if there is not None:
                    return there
                if snapshot.exists:
                    self._delete_unchanged(snapshot)
        raise StoreUnavailable

    def exchange(
        self, owner: str, name: str, former: Data, data: Data, *, lifetime: timedelta | None = None
    ) -> bool:
        """See `Documents.exchange`."""
        with _unavailable():
            snapshot = self._reference(owner, name).get(**self._bounded())
            if self._data(snapshot) != former:
                return False
            nothing = dict.fromkeys((EXPIRE_FIELD, MARK_FIELD), firestore.DELETE_FIELD)
            option = self._client.write_option(last_update_time=snapshot.update_time)
            try:
                snapshot.reference.update(
                    {**nothing, **self._fields(data, lifetime)}, option=option, **self._bounded()
                )
            except (FailedPrecondition, NotFound):
                return False
            return True

    def take(self, owner: str, name: str) -> Data | None:
        """See `Documents.take`.

        Where the answer to the deletion was lost, its repetition finds nothing: the document is
        then nobody's, rather than perhaps two callers'.
        """
        with _unavailable():
            snapshot = self._reference(owner, name).get(**self._bounded())
            there = self._data(snapshot)
            if there is None:
                return None
            return there if self._delete_unchanged(snapshot) else None

    def delete(self, owner: str, name: str) -> None:
        """See `Documents.delete`."""
        with _unavailable():
            self._reference(owner, name).delete(**self._bounded())

    def delete_all(self, owner: str) -> None:
        """See `Documents.delete_all`."""
        with _unavailable():
            batch = self._client.batch()  # all in one call, however many there are
            for reference in self._records(owner).list_documents(**self._bounded()):
                batch.delete(reference)
            batch.commit(**self._bounded())

    def _delete_unchanged(self, snapshot: firestore.DocumentSnapshot[Any]) -> bool:
        """Delete a document that is still as it was read; whether this call did."""
        option = self._client.write_option(last_update_time=snapshot.update_time)
        try:
            snapshot.reference.delete(option=option, **self._bounded())
        except (FailedPrecondition, NotFound):
            # Somebody else removed or renewed it first; the next round sees what they left.
            return False
        return True

    def _bounded(self) -> dict[str, Any]:
        """How long the next call may take: longer if it is the first in a while."""
        now = self._ticks()
        paused = self._called is None or now - self._called > PAUSE_SECONDS
        self._called = now
        return (self._after_a_pause if paused else self._usual).options()

    def _records(self, owner: str) -> firestore.CollectionReference:
        records: firestore.CollectionReference = (
            self._client.collection("owners").document(owner).collection(COLLECTION_GROUP)
        )
        return records

    def _reference(self, owner: str, name: str) -> firestore.DocumentReference:
        return self._records(owner).document(name)

    def _fields(self, data: Data, lifetime: timedelta | None) -> dict[str, Any]:
        fields: dict[str, Any] = {DATA_FIELD: dict(data)}
        if lifetime:
            fields[EXPIRE_FIELD] = self._clock() + lifetime
        return fields

    def _data(self, snapshot: firestore.DocumentSnapshot[Any]) -> Data | None:
        fields = snapshot.to_dict() if snapshot.exists else None
        if fields is None:
            return None
        expires = fields.get(EXPIRE_FIELD)
        if expires is not None and expires <= self._clock():
            return None
        data: Data = fields[DATA_FIELD]
        return data


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except (GoogleAPIError, GoogleAuthError, OSError, ValueError) as error:
        raise StoreUnavailable from error
