"""The store in Firestore: shared by every instance of the function.

Documents stand at `owners/{owner}/records/{name}`. Their field `expireAt` is that of the TTL
policy which deploying sets on the collection group `records`; since Firestore deletes some
hours late, a document past it is treated as absent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from google.api_core.exceptions import AlreadyExists, FailedPrecondition, GoogleAPIError, NotFound
from google.api_core.retry import Retry, if_transient_error
from google.auth.exceptions import GoogleAuthError
from google.cloud import firestore

from addon.meeting.errors import StoreUnavailable
from addon.store.documents import Data

COLLECTION_GROUP = "records"
EXPIRE_FIELD = "expireAt"
DATA_FIELD = "data"
ATTEMPT_SECONDS = 1.5
# `timeout` alone bounds an attempt, not the default retry, which goes on for 300 s.
RETRY = Retry(predicate=if_transient_error, initial=0.1, maximum=0.5, timeout=2.0)
BOUNDED: dict[str, Any] = {"retry": RETRY, "timeout": ATTEMPT_SECONDS}
ADD_ROUNDS = 3


def _now() -> datetime:
    return datetime.now(UTC)


class FirestoreDocuments:
    """`Documents` in the project's default Firestore database.

    The client is made when it is first needed: gRPC does not survive the fork between loading
    the function and serving it.

    Args:
        clock: the time now, aware.
    """

    def __init__(self, clock: Callable[[], datetime] = _now) -> None:
        self._clock = clock

    @cached_property
    def _client(self) -> firestore.Client:
        return firestore.Client()

    def read(self, owner: str, name: str) -> Data | None:
        """See `Documents.read`."""
        with _unavailable():
            return self._data(self._reference(owner, name).get(**BOUNDED))

    def write(
        self, owner: str, name: str, data: Data, *, lifetime: timedelta | None = None
    ) -> None:
        """See `Documents.write`."""
        with _unavailable():
            self._reference(owner, name).set(self._fields(data, lifetime), **BOUNDED)

    def add(
        self, owner: str, name: str, data: Data, *, lifetime: timedelta | None = None
    ) -> Data | None:
        """See `Documents.add`."""
        with _unavailable():
            reference, fields = self._reference(owner, name), self._fields(data, lifetime)
            for _ in range(ADD_ROUNDS):
                try:
                    # Without a retry: after a lost answer, a second `create` would find the
                    # first one's document and take it for somebody else's.
                    reference.create(fields, retry=None, timeout=ATTEMPT_SECONDS)
                except AlreadyExists:
                    snapshot = reference.get(**BOUNDED)
                else:
                    return None
                there = self._data(snapshot)
                if there is not None:
                    return there
                if snapshot.exists:
                    self._delete_unchanged(snapshot)
        raise StoreUnavailable

    def delete(self, owner: str, name: str) -> None:
        """See `Documents.delete`."""
        with _unavailable():
            self._reference(owner, name).delete(**BOUNDED)

    def delete_all(self, owner: str) -> None:
        """See `Documents.delete_all`."""
        with _unavailable():
            batch = self._client.batch()  # all in one call, however many there are
            for reference in self._records(owner).list_documents(**BOUNDED):
                batch.delete(reference)
            batch.commit(**BOUNDED)

    def _delete_unchanged(self, snapshot: firestore.DocumentSnapshot[Any]) -> None:
        option = self._client.write_option(last_update_time=snapshot.update_time)
        try:
            snapshot.reference.delete(option=option, retry=None, timeout=ATTEMPT_SECONDS)
        except (FailedPrecondition, NotFound):
            # Somebody else removed or renewed it first; the next round sees what they left.
            return

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
