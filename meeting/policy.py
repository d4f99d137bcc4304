"""What an organization has decided about its Meets, and what that is for one of them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import field

from meeting.model import Artifact, CalendarEvent, Space, Switches
from meeting.outside import may_have_outside_guests
from meeting.values import dataclass

UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2065\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e0fff]"
)
"""Signs without a shape besides formatting characters (Unicode's Default_Ignorable_Code_Point)."""


@dataclass(frozen=True)
class Locks:
    """What is decided for one Meet, whoever wants it otherwise.

    Attributes:
        decided: whether each is made; of all others its host decides.
    """

    decided: Mapping[Artifact, bool] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything is decided."""
        return bool(self.decided)

    def over(self, switches: Switches) -> Switches:
        """The switches as they may be."""
        if not self.decided:
            return switches
        return Switches.of(
            {each.value: self.decided.get(each, switches[each]) for each in Artifact}
        )

    def overruled(self, switches: Switches) -> frozenset[Artifact]:
        """What is decided otherwise than it was chosen."""
        return frozenset(each for each, on in self.decided.items() if switches[each] is not on)

    def broken_by(self, space: Space) -> tuple[Artifact, ...]:
        """What a Meet has otherwise, as far as Meet shows it."""
        has = space.config or {}
        return tuple(
            each
            for each in Artifact
            if each in self.decided and has.get(each, self.decided[each]) is not self.decided[each]
        )


NO_LOCKS = Locks()


@dataclass(frozen=True)
class WordRule:
    """What is decided for events whose title holds something.

    Attributes:
        contains: what, as somebody wrote it.
    """

    contains: str
    locked: Locks

    def applies_to(self, title: str) -> bool:
        """Whether a title holds it: also as part of a longer word, so that none slips through."""
        return _comparable(self.contains) in _comparable(title)


@dataclass(frozen=True)
class Policy:
    """What an organization has decided; by default nothing.

    Attributes:
        defaults: the switches of users who saved none.
        locked: what is decided for every Meet.
        external: the same for events with guests outside the organizer's domain.
        words: the same for events by their titles.
        contact: the address of whom to ask, or empty.
    """

    defaults: Switches = field(default_factory=Switches)
    locked: Locks = NO_LOCKS
    external: Locks = NO_LOCKS
    words: tuple[WordRule, ...] = ()
    contact: str = ""

    @property
    def asks_for_event(self) -> bool:
        """Whether anything depends on the event that a Meet is for."""
        return bool(self.external or any(rule.locked for rule in self.words))

    @property
    def decides(self) -> bool:
        """Whether anything is decided for any Meet."""
        return bool(self.locks_of_unknown())

    def locks(self, title: str, *, outside: bool) -> Locks:
        """What is decided for a Meet. Where several rules apply, off wins.

        Args:
            title: of its event, or what it is about.
            outside: guests may be outside the organizer's domain.
        """
        of_title = [rule.locked for rule in self.words if rule.applies_to(title)]
        return together([self.locked, *([self.external] if outside else []), *of_title])

    def locks_of(self, event: CalendarEvent, caller_email: str) -> Locks:
        """What is decided for an event's Meet, by the event as Calendar shows it."""
        if not self.asks_for_event:
            return self.locked
        return self.locks(event.title, outside=may_have_outside_guests(event, caller_email))

    def locks_of_unknown(self) -> Locks:
        """What is decided for a Meet of whose event nothing is known: all that may be."""
        return together([self.locked, self.external, *(rule.locked for rule in self.words)])


NO_POLICY = Policy()


def together(several: Iterable[Locks]) -> Locks:
    """What several rules decide: off wins."""
    decided: dict[Artifact, bool] = {}
    for locks in several:
        for artifact, on in locks.decided.items():
            decided[artifact] = on and decided.get(artifact, True)
    return Locks(decided) if decided else NO_LOCKS


def is_word(contains: str) -> bool:
    """Whether a title can be asked for it: it holds more than blanks."""
    return bool(_comparable(contains))


def _comparable(written: str) -> str:
    """The same however it is written: in capitals, in full width, with marks that nobody sees."""
    seen = "".join(each for each in written if not _is_unseen(each))
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
    return " ".join(folded.split())


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf" or UNSEEN.fullmatch(sign) is not None
