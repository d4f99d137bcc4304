"""The interface of the store; `firestore` and `sqlite` are its two implementations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Protocol

Data = Mapping[str, Any]


class Documents(Protocol):
    """Documents by owner and name. A document past its lifetime counts as absent.

    Owners and names hold letters, digits and `:._@-` only. Each method raises
    `meeting.errors.StoreUnavailable` when the store does not answer in time.
    """

    def read(self, owner: str, name: str) -> Data | None:
        """The document, or `None`."""

    def write(
        self, owner: str, name: str, data: Data, *, lifetime: timedelta | None = None
    ) -> None:
        """Write a document, whatever was there."""

    def add(
        self, owner: str, name: str, data: Data, *, lifetime: timedelta | None = None
    ) -> Data | None:
        """Write a document if there is none.

        Of several callers at the same time, on any instance, exactly one succeeds.

        Returns:
            `None` when it was written, else the document that was there.
        """

    def exchange(
        self, owner: str, name: str, former: Data, data: Data, *, lifetime: timedelta | None = None
    ) -> bool:
        """Write a document if it still holds what it was read with; whether it did.

        Of several callers at the same time, on any instance, one at most succeeds. Where an answer
        was lost it may have been written although this says no.
        """

    def take(self, owner: str, name: str) -> Data | None:
        """Delete a document and return what it held; `None` if there is none.

        Of several callers at the same time, on any instance, one at most gets it.
        """

    def delete(self, owner: str, name: str) -> None:
        """Delete a document, if there is one."""

    def delete_all(self, owner: str) -> None:
        """Delete every document of an owner."""
