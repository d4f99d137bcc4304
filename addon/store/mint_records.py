"""Which space was made for which event: the domain's `MintRecords` in the store."""

from __future__ import annotations

import secrets
from dataclasses import asdict, replace
from datetime import timedelta
from functools import cached_property

from addon.store.documents import Data, Documents
from addon.store.remembered import MINTED, MINTED_IN_CHAT, REFUSED, SPARE
from addon.wire.lenient import mapping, objects, text
from meeting.minting import Claim, Minted
from meeting.model import Artifact, Phone, Sip, Space, Switches
from meeting.values import dataclass


@dataclass(frozen=True)
class Lifetimes:
    """How long records stay.

    Attributes:
        claim: longer than its work can last, so that a claim which outlasts it is abandoned.
        unused: of a space that is not yet where it belongs.
        settled: of one that is: as long as a doubled press, or delivery, may still come.
    """

    claim: timedelta
    unused: timedelta | None
    settled: timedelta | None


FOR_EVENTS = Lifetimes(timedelta(seconds=30), MINTED.lifetime, MINTED.served)
FOR_PATIENT_WORK = replace(FOR_EVENTS, claim=timedelta(seconds=120))
FOR_CONVERSATIONS = Lifetimes(
    FOR_PATIENT_WORK.claim, MINTED_IN_CHAT.lifetime, MINTED_IN_CHAT.lifetime
)

PRESS, SETTLED = "press", "settled"
NO_LINKS = "\n"
"""No event has this id."""


class StoredMintRecords:
    """`MintRecords` under one owner: a user, or a conversation."""

    def __init__(self, documents: Documents, owner: str, lifetimes: Lifetimes = FOR_EVENTS) -> None:
        self._documents = documents
        self._owner = owner
        self._lifetimes = lifetimes

    def claim(self, place: str, name: str) -> Claim:
        """See `MintRecords.claim`."""
        there = self._documents.add(
            self._owner, MINTED.of(place, name), {}, lifetime=self._lifetimes.claim
        )
        if there is None:
            return Claim(granted=True)
        return Claim(minted=_minted(there) if there else None)

    def known(self, place: str, name: str) -> Minted | None:
        """See `MintRecords.known`."""
        there = self._read(place, name)
        return _minted(there) if there else None

    def keep(self, place: str, name: str, minted: Minted) -> None:
        """See `MintRecords.keep`."""
        self._write(place, name, _data(minted), self._lifetimes.unused)

    def settle(self, place: str, name: str, minted: Minted) -> None:
        """See `MintRecords.settle`."""
        self._write(place, name, {**_data(minted), SETTLED: True}, self._lifetimes.settled)

    def adopt(self, place: str, name: str) -> Minted | None:
        """See `MintRecords.adopt`."""
        there = self._read(place, name)
        if not there or not self._exchange(place, name, there, {**there, PRESS: self._press}):
            return None
        return _minted(there)

    def forsake(self, place: str, name: str) -> bool:
        """See `MintRecords.forsake`. In between nobody can claim it."""
        there = self._read(place, name)
        if not there or there.get(PRESS) != self._press:
            return False
        if not self._exchange(place, name, there, {}):
            return False
        self.release(place, name)
        return True

    def release(self, place: str, name: str) -> None:
        """See `MintRecords.release`."""
        self._documents.delete(self._owner, MINTED.of(place, name))

    def keep_spare(self, minted: Minted) -> bool:
        """See `MintRecords.keep_spare`."""
        data = _data(minted)
        there = self._documents.add(self._owner, SPARE.name, data, lifetime=SPARE.lifetime)
        return there is None

    def take_spare(self) -> Minted | None:
        """See `MintRecords.take_spare`."""
        there = self._documents.take(self._owner, SPARE.name)
        return _minted(there) if there else None

    def refuse(self, place: str) -> None:
        """See `MintRecords.refuse`."""
        name = MINTED.of(place, NO_LINKS)
        self._documents.write(self._owner, name, {}, lifetime=REFUSED.lifetime)

    def refuses(self, place: str) -> bool:
        """See `MintRecords.refuses`."""
        return self._documents.read(self._owner, MINTED.of(place, NO_LINKS)) is not None

    @cached_property
    def _press(self) -> str:
        """Tells this press from others, for as long as its records are there."""
        return secrets.token_hex(8)

    def _read(self, place: str, name: str) -> Data | None:
        return self._documents.read(self._owner, MINTED.of(place, name))

    def _exchange(self, place: str, name: str, former: Data, data: Data) -> bool:
        lifetimes = self._lifetimes
        lifetime = lifetimes.settled if data.get(SETTLED) else lifetimes.unused
        if not data:
            lifetime = lifetimes.claim
        named = MINTED.of(place, name)
        return self._documents.exchange(self._owner, named, former, data, lifetime=lifetime)

    def _write(self, place: str, name: str, data: Data, lifetime: timedelta | None) -> None:
        data = {**data, PRESS: self._press}
        self._documents.write(self._owner, MINTED.of(place, name), data, lifetime=lifetime)


def _data(minted: Minted) -> Data:
    space = minted.space
    return {
        "space": space.name,
        "code": space.code,
        "uri": space.uri,
        "config": {artifact.value: on for artifact, on in (space.config or {}).items()},
        "phones": [asdict(phone) for phone in space.phones],
        "sip": asdict(space.sip) if space.sip else None,
        "wanted": minted.wanted.as_dict(),
        "refused": sorted(minted.refused),
    }


def _minted(data: Data) -> Minted:
    config, sip = mapping(data.get("config")), mapping(data.get("sip"))
    return Minted(
        Space(
            text(data.get("space")),
            text(data.get("code")),
            text(data.get("uri")),
            {Artifact(name): on is True for name, on in config.items()},
            tuple(
                Phone(text(each.get("number")), text(each.get("pin")), text(each.get("region")))
                for each in objects(data.get("phones"))
            ),
            Sip(text(sip.get("uri")), text(sip.get("code"))) if sip else None,
        ),
        Switches.of(mapping(data.get("wanted"))),
        frozenset(Artifact(name) for name in data.get("refused") or ()),
    )
