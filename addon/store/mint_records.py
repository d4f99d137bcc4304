"""Which space was made for which event: the domain's `MintRecords` in the store."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta

from addon.loose import mapping, text
from addon.meeting.minting import Claim, Minted
from addon.meeting.model import Artifact, Space, Switches
from addon.store.documents import Data, Documents


@dataclass(frozen=True)
class Lifetimes:
    """How long records stay.

    Attributes:
        claim: longer than its work can last, so that a claim which outlasts it is abandoned.
        unused: of a space that is not yet where it belongs.
        settled: of one that is: as long as a doubled press, or delivery, may still come.
    """

    claim: timedelta
    unused: timedelta
    settled: timedelta


FOR_EVENTS = Lifetimes(
    claim=timedelta(seconds=30),
    unused=timedelta(days=30),
    # Short, so that a host who takes the Meet out of the event and presses again gets a new link.
    settled=timedelta(seconds=60),
)
FOR_PATIENT_WORK = replace(FOR_EVENTS, claim=timedelta(seconds=120))
FOR_CONVERSATIONS = Lifetimes(
    claim=FOR_PATIENT_WORK.claim,
    # Chat delivers again within a few minutes (hosts.md 7.3).
    unused=timedelta(minutes=10),
    settled=timedelta(minutes=10),
)


class StoredMintRecords:
    """`MintRecords` under one owner: a user, or a conversation."""

    def __init__(self, documents: Documents, owner: str, lifetimes: Lifetimes = FOR_EVENTS) -> None:
        self._documents = documents
        self._owner = owner
        self._lifetimes = lifetimes

    def claim(self, place: str, name: str) -> Claim:
        """See `MintRecords.claim`."""
        there = self._documents.add(
            self._owner, _key(place, name), {}, lifetime=self._lifetimes.claim
        )
        if there is None:
            return Claim(granted=True)
        return Claim(minted=_minted(there) if there else None)

    def known(self, place: str, name: str) -> Minted | None:
        """See `MintRecords.known`."""
        there = self._documents.read(self._owner, _key(place, name))
        return _minted(there) if there else None

    def keep(self, place: str, name: str, minted: Minted) -> None:
        """See `MintRecords.keep`."""
        self._write(place, name, minted, self._lifetimes.unused)

    def settle(self, place: str, name: str, minted: Minted) -> None:
        """See `MintRecords.settle`."""
        self._write(place, name, minted, self._lifetimes.settled)

    def release(self, place: str, name: str) -> None:
        """See `MintRecords.release`."""
        self._documents.delete(self._owner, _key(place, name))

    def _write(self, place: str, name: str, minted: Minted, lifetime: timedelta) -> None:
        self._documents.write(self._owner, _key(place, name), _data(minted), lifetime=lifetime)


def _key(place: str, name: str) -> str:
    """Hashed, so that the store holds no address and the ids need no escaping."""
    digest = hashlib.sha256(f"{place}\n{name}".encode()).hexdigest()
    return f"minted-{digest[:40]}"


def _data(minted: Minted) -> Data:
    space = minted.space
    return {
        "space": space.name,
        "code": space.code,
        "uri": space.uri,
        "config": {artifact.value: on for artifact, on in (space.config or {}).items()},
        "wanted": minted.wanted.as_dict(),
        "refused": {artifact.value: reason for artifact, reason in minted.refused.items()},
    }


def _minted(data: Data) -> Minted:
    config, refused = mapping(data.get("config")), mapping(data.get("refused"))
    return Minted(
        Space(
            text(data.get("space")),
            text(data.get("code")),
            text(data.get("uri")),
            {Artifact(name): on is True for name, on in config.items()},
        ),
        Switches.of(mapping(data.get("wanted"))),
        {Artifact(name): text(reason) for name, reason in refused.items()},
    )
