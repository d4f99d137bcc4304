"""A user's defaults for new meetings."""

from __future__ import annotations

from dataclasses import field

from addon.store.documents import Documents
from addon.store.remembered import DEFAULTS, owner_of
from addon.wire.lenient import mapping
from meeting.model import Artifact, Switches
from meeting.rules import NO_RULES, Rules
from meeting.values import dataclass

RULES = "rules"
TELL_GUESTS = "tell_guests"
OUTSIDE = "outside"
ALL_OFF = Switches()


@dataclass(frozen=True)
class Saved:
    """A user's defaults; the built-in ones to begin with.

    Attributes:
        rules: what they chose of who may do what.
        tell: they have guests told in events' descriptions.
        outside: the switches for meetings with guests outside the organization, if others.
        chosen: they chose the switches; else those are the built-in ones, whatever these become.
    """

    switches: Switches = field(default_factory=Switches)
    rules: Rules = NO_RULES
    tell: bool = False
    outside: Switches | None = None
    chosen: bool = True


class Preferences:
    """Reads and writes defaults. Each method raises `StoreUnavailable`.

    Args:
        built_in: the switches of users who saved none.
    """

    def __init__(self, documents: Documents, built_in: Switches = ALL_OFF) -> None:
        self._documents = documents
        self._built_in = built_in

    def load(self, sub: str) -> Switches:
        """The user's switches; the built-in ones when none were saved."""
        return self.load_all(sub).switches

    def load_all(self, sub: str) -> Saved:
        """All of the user's defaults; the built-in ones where none were saved."""
        saved = self._documents.read(owner_of(sub), DEFAULTS.name)
        if not saved:
            return Saved(self._built_in, chosen=False)
        chosen = any(each in saved for each in Artifact)
        return Saved(
            Switches.of(saved) if chosen else self._built_in,
            Rules.of(mapping(saved.get(RULES))),
            tell=saved.get(TELL_GUESTS) is True,
            outside=Switches.of(mapping(saved[OUTSIDE])) if OUTSIDE in saved else None,
            chosen=chosen,
        )

    def save(self, sub: str, defaults: Saved) -> None:
        """Save the user's defaults, in the place of whatever was saved."""
        rules = {RULES: defaults.rules.as_dict()} if defaults.rules != NO_RULES else {}
        told = {TELL_GUESTS: True} if defaults.tell else {}
        other = {} if defaults.outside is None else {OUTSIDE: defaults.outside.as_dict()}
        switches = defaults.switches.as_dict() if defaults.chosen else {}
        data = {**switches, **rules, **told, **other}
        self._documents.write(owner_of(sub), DEFAULTS.name, data)

    def reset(self, sub: str) -> None:
        """Back to the built-in defaults."""
        self._documents.delete(owner_of(sub), DEFAULTS.name)

    def forget(self, sub: str) -> None:
        """Delete everything that is stored about a user."""
        self._documents.delete_all(owner_of(sub))
