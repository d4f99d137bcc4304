"""How `events.patch` puts a nested object onto the one that is there (google-apis.md 9.1)."""

from __future__ import annotations

from typing import Any, Literal

JsonObject = dict[str, Any]
Reading = Literal["merge", "replace", "merge without null"]


def patched(old: object, new: object, reading: Reading) -> object:
    """A member of an event after a patch.

    A list takes the old one's place in every reading, and so does whatever is no object.

    Args:
        old: what is there, None for nothing.
        new: what the body says; not None, which clears the member as a whole.
        reading: of `Knobs.patch_objects`.
    """
    if reading == "replace" or not isinstance(old, dict) or not isinstance(new, dict):
        return without_nulls(new)
    merged = dict(old)
    for name, value in new.items():
        if value is not None:
            merged[name] = patched(old.get(name), value, reading)
        elif reading == "merge":
            merged.pop(name, None)
    return merged


def without_nulls(value: Any) -> Any:  # noqa: ANN401  # any JSON
    """A value in which no object has a null member: proto3 JSON takes it for an absent one."""
    if isinstance(value, list):
        return [without_nulls(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: without_nulls(item) for name, item in value.items() if item is not None}
