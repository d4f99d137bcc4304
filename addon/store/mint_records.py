"""Which space was made for which event: the domain's `MintRecords` in the store."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from addon.loose import mapping, text
from addon.meeting.minting import Claim, Minted
from addon.meeting.model import Artifact, Space, Switches
from addon.store.documents import Data, Documents

CLAIM_LIFETIME = timedelta(seconds=30)
"""Longer than any request lives, so a claim that outlasts it has been abandoned."""
UNATTACHED_LIFETIME = timedelta(days=30)
ATTACHED_LIFETIME = timedelta(seconds=60)
"""Long enough for a doubled press to find the space; short, so that a host who takes the Meet
out of the event and presses again gets a new link."""


class StoredMintRecords:
    """`MintRecords` under one owner: a user, or a conversation."""

    def __init__(self, documents: Documents, owner: str) -> None:
        self._documents = documents
        self._owner = owner

    def claim(self, place: str, name: str) -> Claim:
        """See `MintRecords.claim`."""
        there = self._documents.add(self._owner, _key(place, name), {}, lifetime=CLAIM_LIFETIME)
        if there is None:
            return Claim(granted=True)
        return Claim(minted=_minted(there) if there else None)

    def keep(self, place: str, name: str, minted: Minted) -> None:
        """See `MintRecords.keep`."""
        self._write(place, name, minted, UNATTACHED_LIFETIME)

    def settle(self, place: str, name: str, minted: Minted) -> None:
        """See `MintRecords.settle`."""
        self._write(place, name, minted, ATTACHED_LIFETIME)

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
