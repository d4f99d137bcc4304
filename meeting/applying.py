"""Setting artifacts on a space, with what the account lacks left out and said."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from enum import Enum

from meeting.errors import FeatureUnavailable
from meeting.model import Artifact, Space, Switches
from meeting.values import dataclass


class ArtifactState(Enum):
    """How one artifact stands after a change."""

    ON = "on"
    OFF = "off"
    REFUSED = "refused"
    KEPT_ON = "kept on"
    KEPT_OFF = "kept off"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class ArtifactResult:
    """How one artifact stands after a change."""

    artifact: Artifact
    state: ArtifactState


def negotiate(
    change: Callable[[Mapping[Artifact, bool]], Space],
    wanted: Mapping[Artifact, bool],
    lacking: Collection[Artifact] = (),
) -> tuple[Space | None, frozenset[Artifact]]:
    """Call `change` with what is wanted of artifacts, leaving out those that the account lacks.

    Meet names one unavailable feature for each refusal and changes nothing
    (google-apis.md 2.6), so each artifact costs one more call at most.

    Args:
        lacking: what Meet refused the account lately; it is not asked for unless it is wanted.

    Returns:
        What the call that went through returned (`None` when every artifact was left out before
        one did), and which artifacts Meet refused.

    Raises:
        FeatureUnavailable: Meet names a feature that was not asked for.
    """
    asked = {artifact: on for artifact, on in wanted.items() if on or artifact not in lacking}
    refused: set[Artifact] = set()
    while asked:
        try:
            return change(asked), frozenset(refused)
        except FeatureUnavailable as refusal:
            if refusal.artifact is None or refusal.artifact not in asked:
                raise
            refused.add(refusal.artifact)
            asked = {key: on for key, on in asked.items() if key is not refusal.artifact}
    return None, frozenset(refused)


def results(
    space: Space, wanted: Switches, refused: Collection[Artifact]
) -> tuple[ArtifactResult, ...]:
    """Compare what Meet says it has with what was wanted; a 200 alone is no proof.

    What Meet shows wins over what was asked: an artifact that policy keeps on counts as on,
    even where turning it off was refused.
    """
    has = space.config or {}

    def result(artifact: Artifact) -> ArtifactResult:
        on = has.get(artifact)
        if wanted[artifact]:
            if on:
                return ArtifactResult(artifact, ArtifactState.ON)
            if artifact in refused:
                return ArtifactResult(artifact, ArtifactState.REFUSED)
            # Every level of a space's settings is optional (google-apis.md 2.2).
            state = ArtifactState.KEPT_OFF if artifact in has else ArtifactState.UNKNOWN
            return ArtifactResult(artifact, state)
        if on:
            return ArtifactResult(artifact, ArtifactState.KEPT_ON)
        return ArtifactResult(artifact, ArtifactState.OFF)

    return tuple(result(artifact) for artifact in Artifact)


def since(told: Iterable[ArtifactResult], space: Space) -> tuple[ArtifactResult, ...]:
    """The same when the space was seen again later.

    What stands otherwise by then was changed by somebody else: how it stands is theirs to say.
    """
    has = space.config or {}

    def seen(result: ArtifactResult) -> ArtifactResult:
        on = result.state in {ArtifactState.ON, ArtifactState.KEPT_ON}
        same = has.get(result.artifact, on) is on
        return result if same else ArtifactResult(result.artifact, ArtifactState.UNKNOWN)

    return tuple(map(seen, told))
