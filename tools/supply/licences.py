"""The licences of what is pinned, as the installed packages tell them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import cast

from tools.pages import table
from tools.supply.pins import DEPLOYED, ROOT, SOURCES, WHOLE, Pin, read_pins, read_source

ALLOWED = {
    "Apache-2.0": "",
    "CNRI-Python": "",
    "BSD": "",
    "BSD-2-Clause": "",
    "BSD-3-Clause": "",
    "ISC": "",
    "MIT": "",
    "MIT-0": "",
    "MPL-2.0": "copyleft by file: only who changes its files and passes them on has to show them",
    "PSF-2.0": "",
}
"""Licences of what may be deployed, and what one of them asks beyond a notice. BSD alone is what
some packages say of themselves: two clauses or three."""
SPDX = {
    "3-clause bsd license": "BSD-3-Clause",
    "apache 2": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD",
    "bsd 2-clause license": "BSD-2-Clause",
    "bsd 3-clause or apache-2.0": "BSD-3-Clause OR Apache-2.0",
    "bsd license": "BSD",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
    **{name.lower(): name for name in ALLOWED},
}
"""How packages write a licence, and its name in SPDX's list."""
CLASSIFIER = re.compile(r"License :: (?:OSI Approved :: )?(.+)")
INTRODUCTION = """\
# Licences

Made by `make documents` from what the packages of the requirements say of themselves.
Deployed is only what is under these, or a test fails:
{allowed}.
Each lets a server run the code; all but MIT-0 ask to keep the notices where it is passed on.
{more}"""


@dataclass(frozen=True)
class Licensed:
    """A pinned package with its licence, in SPDX's names as far as it is known, else empty."""

    pin: Pin
    licence: str


def licences_text() -> str:
    """The page of licences.

    Raises:
        LookupError: another version than the pinned one is installed, or none.
    """
    pins = read_pins(Path(ROOT, DEPLOYED).read_text(encoding="utf-8"))
    whole = read_pins(Path(ROOT, WHOLE).read_text(encoding="utf-8"))
    deployed = licensed(pins.values())
    others = licensed(pin for name, pin in whole.items() if name not in pins)
    more = (
        f"{name} ({_those_under(name, deployed)}) is {duty}.\n"
        for name, duty in ALLOWED.items()
        if duty and _those_under(name, deployed)
    )
    return "\n".join(
        [
            INTRODUCTION.format(allowed=", ".join(ALLOWED), more="".join(more)),
            "## Deployed with the function\n",
            _table(deployed, DEPLOYED),
            "\n## Besides, where it is run locally and tested\n",
            _table(others, WHOLE),
            "",
        ]
    )


def licensed(pins: Iterable[Pin]) -> list[Licensed]:
    """The pinned packages with their licences.

    Raises:
        LookupError: another version than the pinned one is installed, or none.
    """
    return [Licensed(pin, licence_of(_installed(pin))) for pin in pins]


def licence_of(said: Message) -> str:
    """A package's licence by its metadata, in SPDX's names where it has one; empty if unsaid."""
    if expression := said.get("License-Expression"):
        return str(expression)
    stated = str(said.get("License", "")).strip()
    if stated.lower() in SPDX:
        return SPDX[stated.lower()]
    named = (
        found[1] for one in said.get_all("Classifier", []) if (found := CLASSIFIER.fullmatch(one))
    )
    return ", ".join(SPDX.get(name.lower(), name) for name in named)


def refused(licence: str) -> bool:
    """Whether something under that licence must not be deployed: it is unknown, or asks more."""
    names = [name.strip("() ") for name in re.split(r" (?:AND|OR|WITH) |, ", licence)]
    return not ALLOWED.keys() >= set(names)


def _those_under(name: str, packages: list[Licensed]) -> str:
    return ", ".join(one.pin.name for one in packages if name in one.licence)


def _table(packages: list[Licensed], file: str) -> str:
    needed = {one.name: one.reason for one in read_source(SOURCES[file])}
    return table(
        ("package", "version", "licence", "needed for"),
        (
            (pin.name, pin.version, one.licence, needed.get(pin.name) or ", ".join(pin.because))
            for one in packages
            for pin in [one.pin]
        ),
    )


def _installed(pin: Pin) -> Message:
    try:
        said = cast("Message", metadata(pin.name))
    except PackageNotFoundError:
        said = Message()
    if said.get("Version") != pin.version:
        raise LookupError(f"{pin.name} {pin.version} is pinned, but not what is installed")
    return said
