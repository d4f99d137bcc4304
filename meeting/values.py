"""Frozen dataclasses that are quickly made: a cold start makes some hundred of them.

The standard library compiles six methods for each, which takes 0.4 ms. Here one is, `__init__`,
and the others are shared. That nothing is assigned is left to the type checker, which takes these
for the standard library's.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool) -> Callable[[type], type]:
        """As the standard library's; `frozen` is always meant."""
        del frozen
        return _made


def _made(cls: Any) -> Any:  # noqa: ANN401 - a class that is given methods
    made: Any = dataclasses.dataclass(eq=False, repr=False)(cls)
    names = [each.name for each in dataclasses.fields(made)]
    values: Callable[[Any], Any] = attrgetter(*names) if names else _nothing

    def equal(self: object, other: object) -> Any:  # noqa: ANN401 - or `NotImplemented`
        if type(other) is not type(self):
            return NotImplemented
        return values(self) == values(other)

    def hashed(self: object) -> int:
        return hash(values(self))

    made.__eq__, made.__hash__, made.__repr__ = equal, hashed, _shown
    return made


def _nothing(_: object) -> tuple[()]:
    return ()


def _shown(self: Any) -> str:  # noqa: ANN401 - an object of such a class
    shown = [each.name for each in dataclasses.fields(self) if each.repr]
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{type(self).__qualname__}({values})"
