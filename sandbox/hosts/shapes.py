"""Checks JSON against declared message shapes: unknown members, types, enums, oneofs, hosts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from sandbox.hosts.wire import Complaint, Host, Json, join, present


class Scalar(Enum):
    """Kinds of plain values as proto JSON writes them."""

    STRING = "a string"
    BOOL = "true or false"
    INT = "an integer"
    INT64 = "an integer, as a string of digits or a number"
    NUMBER = "a number"
    COERCED = "a string, a number, true or false"


@dataclass(frozen=True)
class Many:
    """A list whose elements are all of one type."""

    of: FieldType


FieldType = Scalar | str | tuple[str, ...] | Many
"""A scalar, the name of a shape, the names of an enum, or a list."""


@dataclass(frozen=True)
class Shape:
    """What one message may hold.

    Attributes:
        fields: each member and its type.
        required: members that must be there and not be empty.
        exactly_one: members of which exactly one must be there.
        at_most_one: members of which no two may be there.
        any_of: members of which at least one must be there.
        only: members that only some hosts know.
        vital: whether a missing member makes the host drop the entire card.
    """

    fields: Mapping[str, FieldType]
    required: tuple[str, ...] = ()
    exactly_one: tuple[str, ...] = ()
    at_most_one: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    only: Mapping[str, frozenset[Host]] = field(default_factory=dict)
    vital: bool = False


@dataclass(frozen=True)
class Node:
    """One message found inside a larger one."""

    path: str
    shape: str
    value: Json


Shapes = Mapping[str, Shape]


@dataclass(frozen=True)
class Checker:
    """Checks values for one host.

    Attributes:
        shapes: the shapes that types refer to, by name.
        host: the surface that receives the values.
        hints: what to say about well-known wrong members, by name.
    """

    shapes: Shapes
    host: Host
    hints: Mapping[str, str] = field(default_factory=dict)

    def check(self, value: object, expected: FieldType, path: str = "") -> Iterator[Complaint]:
        """Yield what is wrong with `value` (lowerCamelCase JSON), at every depth.

        A member that is null counts as absent, as proto JSON has it (hosts.md 12.3).
        """
        match expected:
            case str():
                yield from self._check_message(value, expected, path)
            case Many(of=of):
                if not isinstance(value, list):
                    yield Complaint(path, "is not a list")
                    return
                for index, item in enumerate(value):
                    yield from self.check(item, of, join(path, index))
            case tuple():
                if value not in expected:
                    yield Complaint(path, f"is none of {', '.join(expected)}")
            case Scalar():
                if not _is_scalar(value, expected):
                    yield Complaint(path, f"is not {expected.value}")

    def _check_message(self, value: object, name: str, path: str) -> Iterator[Complaint]:
        if not isinstance(value, dict):
            yield Complaint(path, "is not an object")
            return
        shape = self.shapes[name]
        yield from _check_presence(value, shape, path)
        for key, inner in value.items():
            where = join(path, key)
            if key not in shape.fields:
                yield Complaint(where, self.hints.get(key, f"{name} has no such member"))
            elif self.host not in shape.only.get(key, {self.host}):
                yield Complaint(where, f"not available in {self.host.value}")
            elif inner is not None:
                yield from self.check(inner, shape.fields[key], where)


def walk(value: object, expected: FieldType, shapes: Shapes, path: str = "") -> Iterator[Node]:
    """Yield every message in `value`, outermost first; parts that are no messages are left out."""
    match expected, value:
        case str(), dict():
            yield Node(path, expected, value)
            for name, kind in shapes[expected].fields.items():
                if name in value:
                    yield from walk(value[name], kind, shapes, join(path, name))
        case Many(of=of), list():
            for index, item in enumerate(value):
                yield from walk(item, of, shapes, join(path, index))


def _check_presence(value: Json, shape: Shape, path: str) -> Iterator[Complaint]:
    for name in shape.required:
        if value.get(name) in (None, "", []):
            yield Complaint(join(path, name), "is missing", shape.vital)
    chosen = list(present(value, *shape.exactly_one))
    if shape.exactly_one and len(chosen) != 1:
        given = " and ".join(chosen) or "none"
        reason = f"needs exactly one of {', '.join(shape.exactly_one)}; has {given}"
        yield Complaint(path, reason, shape.vital)
    together = list(present(value, *shape.at_most_one))
    if len(together) > 1:
        yield Complaint(path, f"has {' and '.join(together)}, which exclude each other")
    if shape.any_of and not any(present(value, *shape.any_of)):
        yield Complaint(path, f"needs one of {', '.join(shape.any_of)}", shape.vital)


def _is_scalar(value: object, kind: Scalar) -> bool:
    whole = isinstance(value, int) and not isinstance(value, bool)
    match kind:
        case Scalar.STRING:
            return isinstance(value, str)
        case Scalar.BOOL:
            return isinstance(value, bool)
        case Scalar.INT:
            return whole
        case Scalar.INT64:
            digits = isinstance(value, str) and re.fullmatch(r"-?\d+", value) is not None
            return whole or digits
        case Scalar.NUMBER:
            return whole or isinstance(value, float)
        case Scalar.COERCED:
            return isinstance(value, str | int | float)
