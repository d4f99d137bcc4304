"""Judges what an organization has decided: no press of the add-on's turns on what is to be off."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sandbox.google.meet.meetings import Space
from torture.chronicle import Chronicle
from torture.presses import SETTINGS, Press
from torture.violations import DECIDED


class Deciding:
    """Judges the Meets of a story.

    Args:
        seen: what happened.
        kept: by user, what their administrator keeps ON or OFF, whoever has decided what.
        off: the names of the switches that the organization has set off.
    """

    def __init__(
        self, seen: Chronicle, kept: Mapping[str, Mapping[str, str]], off: Collection[str]
    ) -> None:
        self._seen = seen
        self._kept = kept
        self.off = frozenset(off)

    def chosen(self, form: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """What of a form counts: whatever was sent, what is set off was not chosen."""
        return {name: values for name, values in form.items() if name not in self.off}

    def judge_write(
        self, press: Press, space: Space, before: Mapping[str, str] | None, after: Mapping[str, str]
    ) -> None:
        """Judge what a press made of a Meet; `before` is `None` where it made it."""
        kept = self._kept.get(space.owner, {})
        for name in self.off:
            path = SETTINGS[name]
            turned = before is None or before.get(path) != after[path]
            if turned and after[path] == "ON" and kept.get(name) != "ON":
                self._seen.report(
                    DECIDED, f"{press.intent.kind} turned {name} on, which is set off"
                )
