"""A user's defaults for new meetings."""

from __future__ import annotations

from addon.store.documents import Documents
from addon.store.remembered import DEFAULTS, owner_of
from addon.wire.lenient import mapping
from meeting.model import Switches
from meeting.rules import NO_RULES, Rules

RULES = "rules"


class Preferences:
    """Reads and writes defaults. Each method raises `StoreUnavailable`."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def load(self, sub: str) -> Switches:
        """The user's switches; all off when none were saved."""
        return self.load_all(sub)[0]

    def load_all(self, sub: str) -> tuple[Switches, Rules]:
        """The user's switches, and the rules that they chose: none when none were saved."""
        saved = self._documents.read(owner_of(sub), DEFAULTS.name) or {}
        return Switches.of(saved), Rules.of(mapping(saved.get(RULES)))

    def save(self, sub: str, defaults: Switches, rules: Rules = NO_RULES) -> None:
        """Save the user's defaults, in the place of whatever was saved."""
        chosen = {RULES: rules.as_dict()} if rules != NO_RULES else {}
        self._documents.write(owner_of(sub), DEFAULTS.name, {**defaults.as_dict(), **chosen})

    def reset(self, sub: str) -> None:
        """Back to the built-in defaults."""
        self._documents.delete(owner_of(sub), DEFAULTS.name)

    def forget(self, sub: str) -> None:
        """Delete everything that is stored about a user."""
        self._documents.delete_all(owner_of(sub))
