"""The organization's policy, as its setting or file says it: read and checked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from meeting.model import Artifact, Switches
from meeting.policy import NO_LOCKS, NO_POLICY, Locks, Policy, WordRule, is_word

SOURCE = Path(__file__).parent.parent
"""The folder that `main.py` is in."""
FILE = "file:"
ADDRESS = re.compile(r"[^@\s<>()\",;]+@[^@\s<>()\",;]+\.[^@\s<>()\",;]+")
LONGEST_ADDRESS = 320
LONGEST_POLICY = 64 * 1024
"""In bytes: more than an environment variable may hold on Cloud Run."""
LONGEST_SHOWN = 40
LOCKED = {"on": True, "off": False}
MEMBERS = ("defaults", "locked", "external", "words", "contact")
OF_WORDS = ("contains", "locked")


class PolicyError(Exception):
    """A policy is malformed; the message is one line that says where."""


def read_policy(setting: str, source: Path = SOURCE) -> Policy:
    """Read a policy.

    Args:
        setting: a JSON object, or `file:PATH` with a path below the source; empty for none.
        source: the folder with the function's source.

    Raises:
        PolicyError: it cannot be read, or says something that is not known.
    """
    if not setting:
        return NO_POLICY
    if setting.startswith(FILE):
        setting = _file(setting.removeprefix(FILE), source)
    return parse_policy(setting)


def parse_policy(written: str) -> Policy:
    """Read a policy from its JSON.

    Raises:
        PolicyError: see `read_policy`.
    """
    told = _object(_json(written), "", MEMBERS)
    contact = told.get("contact", "")
    return Policy(
        Switches.of(_switches(told, "defaults", "", {True: True, False: False}, "true or false")),
        _locks(told, "locked", ""),
        _locks(told, "external", ""),
        tuple(_word_rule(each, f"words[{at}]") for at, each in enumerate(_list(told, "words"))),
        _address(contact) if contact != "" else "",
    )


def _file(path: str, source: Path) -> str:
    """What a file below the source holds.

    Raises:
        PolicyError: it is elsewhere, or cannot be read.
    """
    shown = _shown(path)
    try:
        place, root = (source / path).resolve(), source.resolve()
        if Path(path).is_absolute() or not place.is_relative_to(root) or place == root:
            raise PolicyError(f"names {shown}, which is not below the source")
        with place.open("rb") as file:
            content = file.read(LONGEST_POLICY + 1)
    except (OSError, ValueError, RuntimeError) as error:
        raise PolicyError(f"names {shown}, which cannot be read") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PolicyError(f"names {shown}, which is not UTF-8") from error


def _json(written: str) -> object:
    def once(members: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(members)
        if len(found) < len(members):
            names = [name for name, _ in members]
            twice = next(name for name in names if names.count(name) > 1)
            raise PolicyError(f"has the member {_shown(twice)} twice")
        return found

    def no_number(name: str) -> NoReturn:
        raise PolicyError(f"holds {name}, which is no JSON")

    try:
        if len(written.encode()) > LONGEST_POLICY:
            raise PolicyError(f"is longer than {LONGEST_POLICY} bytes")
        found: object = json.loads(written, object_pairs_hook=once, parse_constant=no_number)
        # JSON can spell half of a surrogate pair, which no encoding can write.
        json.dumps(found, ensure_ascii=False).encode()
    except RecursionError as error:
        raise PolicyError("nests too deeply") from error
    except ValueError as error:
        raise PolicyError("must be a JSON object, or file:PATH") from error
    return found


def _word_rule(value: object, where: str) -> WordRule:
    told = _object(value, where, OF_WORDS)
    for name in OF_WORDS:
        if name not in told:
            raise PolicyError(f"{where}.{name} is required")
    contains = told["contains"]
    if not isinstance(contains, str) or not is_word(contains):
        raise PolicyError(f"{where}.contains must be text that is not blank")
    return WordRule(contains, _locks(told, "locked", where))


def _locks(told: Mapping[str, object], name: str, within: str) -> Locks:
    decided = _switches(told, name, within, LOCKED, '"on" or "off"')
    return Locks({Artifact(each): on for each, on in decided.items()}) if decided else NO_LOCKS


def _switches(
    told: Mapping[str, object], name: str, within: str, values: Mapping[Any, bool], words: str
) -> dict[str, bool]:
    """A member that has the switches' names.

    Args:
        values: what each may be, `words` the same in words.
    """
    if name not in told:
        return {}
    where = _below(within, name)
    found: dict[str, bool] = {}
    for switch, value in _object(told[name], where, tuple(Artifact)).items():
        # 1 is no `true`, though they are equal to Python.
        if not any(type(value) is type(each) and value == each for each in values):
            raise PolicyError(f"{where}.{switch} must be {words}")
        found[switch] = values[value]
    return found


def _object(value: object, where: str, members: Sequence[str]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise PolicyError(f"{where} must be a JSON object".lstrip())
    for name in value:
        if name not in members:
            known = ", ".join(members)
            raise PolicyError(f"{_below(where, '')}{_shown(name)} is not known: only {known} are")
    return value


def _list(told: Mapping[str, object], name: str) -> list[object]:
    value = told.get(name, [])
    if not isinstance(value, list):
        raise PolicyError(f"{name} must be a list")
    return value


def _address(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_ADDRESS or not ADDRESS.fullmatch(value):
        raise PolicyError("contact must be an e-mail address")
    return value


def _below(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _shown(name: str) -> str:
    """A name that somebody wrote, on one line and in few letters."""
    shown = name if len(name) <= LONGEST_SHOWN else f"{name[: LONGEST_SHOWN - 1]}…"
    return json.dumps(shown)
