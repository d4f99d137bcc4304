"""The licences of what is deployed are known, and let a server run it."""

from __future__ import annotations

from email.message import Message

import pytest

from tests.support.stage import ROOT
from tools.supply.licences import licence_of, licensed, refused
from tools.supply.pins import DEPLOYED, SOURCES, WHOLE, read_pins


@pytest.mark.parametrize("file", SOURCES)
def test_each_package_is_on_the_page(file: str) -> None:
    """`docs/licences.md` names every pinned package in its version, with some licence."""
    page = (ROOT / "docs/licences.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    listed = {row[0]: row[1] for row in rows if all(row)}
    pins = read_pins((ROOT / file).read_text(encoding="utf-8"))
    assert {name: pin.version for name, pin in pins.items()}.items() <= listed.items()
    if file == WHOLE:
        assert {"package"} == listed.keys() - pins.keys()


def test_what_is_deployed_is_under_permitted_licences() -> None:
    """No deployed package is under an unknown licence, or one that asks more of a server."""
    pins = read_pins((ROOT / DEPLOYED).read_text(encoding="utf-8"))
    assert {} == {
        one.pin.name: one.licence for one in licensed(pins.values()) if refused(one.licence)
    }


@pytest.mark.parametrize(
    "licence",
    [
        "",
        "AGPL-3.0-only",
        "GPL-3.0-or-later",
        "LGPL-2.1-only",
        "SSPL-1.0",
        "LicenseRef-Proprietary",
        "MIT AND AGPL-3.0-only",
        "MIT OR GPL-2.0-only",
        "Apache-2.0 AND (MIT OR LGPL-3.0-only)",
        "BSD, GNU General Public License (GPL)",
        "GPL-3.0-only WITH GCC-exception-3.1",
    ],
)
def test_other_licences_are_refused(licence: str) -> None:
    """A licence that is unknown, or has a part that is not permitted, is refused."""
    assert refused(licence)


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ({"License-Expression": "MIT OR Apache-2.0", "License": "x"}, "MIT OR Apache-2.0"),
        ({"License": "BSD 3-Clause OR Apache-2.0"}, "BSD-3-Clause OR Apache-2.0"),
        ({"License": "ISC", "Classifier": "License :: OSI Approved :: BSD License"}, "ISC"),
        (
            {
                "License": "the licence's whole text",
                "Classifier": "License :: OSI Approved :: Apache Software License",
            },
            "Apache-2.0",
        ),
        (
            {"Classifier": "License :: Other/Proprietary License"},
            "Other/Proprietary License",
        ),
        ({"Classifier": "Programming Language :: Python"}, ""),
        ({"License": "UNKNOWN"}, ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_licence_is_read_where_a_package_says_it(said: dict[str, str], licence: str) -> None:
    """The expression counts first, then a known wording, then the classifiers."""
    message = Message()
    for name, value in said.items():
        message[name] = value
    assert licence == licence_of(message)
