"""What a host set a Meet to, to be compared with what it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from meeting.model import Artifact, Space, Switches
from meeting.rules import NO_RULES, Rule, Rules, differences
from meeting.values import dataclass


@dataclass(frozen=True)
class Wish:
    """What a space was set to: how it stood after the user's last press.

    Attributes:
        artifacts: whether each is made, where Meet told that.
        rules: who may do what, likewise.
    """

    artifacts: Mapping[Artifact, bool] = field(default_factory=dict)
    rules: Rules = NO_RULES

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self.artifacts) or self.rules != NO_RULES

    @property
    def switches(self) -> Switches:
        """The artifacts; what is not known counts as off."""
        return Switches.of({artifact.value: on for artifact, on in self.artifacts.items()})

    def drifted(self, space: Space) -> tuple[list[Artifact], list[Rule]]:
        """Which artifacts and rules a space has otherwise, as far as Meet shows it."""
        has = space.config or {}
        artifacts = [each for each, on in self.artifacts.items() if has.get(each, on) is not on]
        known = self.rules.only(space.rules.said)
        return artifacts, list(differences(space.rules, known).said)
