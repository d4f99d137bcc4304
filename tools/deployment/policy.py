"""The organization's policy that is deployed: from a file, and against the one that is there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from addon.policy import FILE, PolicyError, parse_policy
from meeting.policy import Locks, Policy
from tools.words import OptionError

LONGEST_SETTING = 32 * 1024
"""In bytes: as long as an environment variable of Cloud Run's may be."""


def read_policy_file(path: str) -> str:
    """A policy as the function's setting has it: JSON on one line and in ASCII.

    Raises:
        OptionError: there is no such file, or the function would not start with it.
    """
    try:
        written = Path(path).read_text(encoding="utf-8-sig")
        parse_policy(written)
    except UnicodeDecodeError as error:
        raise OptionError(f"POLICY {json.dumps(path)} is not UTF-8") from error
    except (OSError, ValueError) as error:
        raise OptionError(f"POLICY {json.dumps(path)} cannot be read") from error
    except PolicyError as error:
        raise OptionError(f"POLICY {json.dumps(path)} {error}") from error
    # A shell that is shown it would read a `$` as a variable.
    setting = json.dumps(json.loads(written), separators=(",", ":")).replace("$", "\\u0024")
    if len(setting) > LONGEST_SETTING:
        raise OptionError(f"POLICY {json.dumps(path)} is longer than {LONGEST_SETTING} bytes")
    return setting


def changes(before: str, after: str) -> list[str]:
    """What one policy decides otherwise than another, in lines that begin with `-` or `+`.

    Args:
        before: the setting of the function that runs; empty for none.
        after: what it is to be.
    """
    was, will_be = _lines_of(before), _lines_of(after)
    gone = [f"- {line}" for line in was if line not in will_be]
    return [*gone, *(f"+ {line}" for line in will_be if line not in was)]


def _lines_of(setting: str) -> list[str]:
    if not setting:
        return []
    if setting.startswith(FILE):
        return [_printable(f"what {setting} below its source says")]
    try:
        policy = parse_policy(setting)
    except PolicyError:
        return ["a policy that cannot be read"]
    return [*map(_printable, dict.fromkeys(_said(policy)))]


def _said(policy: Policy) -> Iterable[str]:
    for name, on in policy.defaults.as_dict().items():
        if on:
            yield f"defaults: {name} on"
    yield from _decided("locked", policy.locked)
    yield from _decided("with guests outside", policy.external)
    for rule in policy.words:
        holds = json.dumps(rule.contains, ensure_ascii=False)
        yield from _decided(f"where the title holds {holds}", rule.locked)
    if policy.contact:
        yield f"contact: {policy.contact}"


def _decided(where: str, locks: Locks) -> Iterable[str]:
    for artifact, on in locks.decided.items():
        yield f"{where}: {artifact} {'on' if on else 'off'}"


def _printable(line: str) -> str:
    """A line for a terminal, which takes some signs for commands."""
    return "".join(each if each.isprintable() else "?" for each in line)
