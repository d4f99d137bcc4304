"""What a command is told: options in the environment or as `NAME=VALUE` words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


class OptionError(Exception):
    """An option is missing, malformed or unknown; one line that holds no secret."""


@dataclass(frozen=True)
class Option:
    """One option.

    Attributes:
        pattern: what all of its value matches.
        example: shown when the value is malformed.
    """

    name: str
    pattern: str
    example: str


def read_words(
    arguments: Sequence[str], options: Iterable[Option], *, secret: bool = False
) -> dict[str, str]:
    """The values of `NAME=VALUE` words, by name.

    Args:
        secret: what is unknown may be one, so the complaint does not repeat it.

    Raises:
        OptionError: one is unknown.
    """
    known = [option.name for option in options]
    words = {}
    for argument in arguments:
        name, separator, value = argument.partition("=")
        if not separator or name not in known:
            what = "An option" if secret else argument
            raise OptionError(f"{what} is unknown: NAME=VALUE with one of {', '.join(known)}")
        words[name] = value
    return words


def checked(option: Option, told: Mapping[str, str]) -> str:
    """An option's value, empty where there is none.

    Raises:
        OptionError: it is malformed.
    """
    value = told.get(option.name, "")
    if value and not re.fullmatch(option.pattern, value):
        raise OptionError(f"{option.name} is malformed; it looks like {option.example}")
    return value
