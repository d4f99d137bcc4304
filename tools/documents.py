"""Writes what is made from the code's tables: `python -m tools.documents [--check]`.

That is `deployment.json`, `chat.json`, the tables in docs/, the page of licences, and the
catalogues of texts. `--check` writes nothing and says what is not current.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from addon.host import Registered
from addon.permissions.scopes import SCOPES
from addon.routes import HEALTH, ROUTES
from addon.settings import SETTINGS
from addon.store.remembered import KINDS, Kind
from cards.languages import CATALOGUES, LANGUAGES
from sandbox.google.knobs import table
from tools.catalogues import catalogue_path, catalogue_text, template_text
from tools.chat_configuration import configuration_text, fields
from tools.manifest import manifest_text
from tools.pages import table as as_table
from tools.pages import with_part
from tools.supply.licences import licences_text
from tools.troubleshooting import rows as remedies

ROOT = Path(__file__).parent.parent
UNITS = {unit: timedelta(**{f"{unit}s": 1}) for unit in ("day", "hour", "minute", "second")}
STOREYS = (
    *("main.py", "addon", "cards", "meeting"),
    *("sandbox", "workbench", "torture", "bench", "tools"),
)
"""What is deployed, from the top down, then what it is developed with."""


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` compare them; the exit status."""
    made = {path: make() for path, make in FILES.items()}
    stale = [path for path, content in made.items() if _read(path) != content]
    if "--check" in arguments:
        for path in stale:
            sys.stderr.write(f"{path.relative_to(ROOT)} is not current: run `make documents`\n")
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(exist_ok=True)
        path.write_text(made[path], encoding="utf-8")
    return 0


def page(name: str) -> str:
    """A page with its generated parts made anew."""
    text = _read(ROOT / name)
    for part, make in PARTS[name].items():
        text = with_part(text, part, make())
    return text


def permissions_table() -> str:
    """Each scope and why."""
    rows = ((f"`{scope.name}`", scope.why, scope.asked) for scope in SCOPES)
    return as_table(("permission", "what for", "asked"), rows)


def kept_table() -> str:
    """Each kind of note."""
    rows = ((kind.what, kind.owner.value, _how_long(kind)) for kind in KINDS)
    return as_table(("what is kept", "by", "how long"), rows)


def _how_long(kind: Kind) -> str:
    if kind.lifetime is None:
        return "until you reset or delete it"
    longest = _spelled(kind.lifetime)
    return f"{_spelled(kind.served)} after its use, at most {longest}" if kind.served else longest


def _spelled(time: timedelta) -> str:
    """A time in the largest unit that divides it."""
    unit, size = next((unit, size) for unit, size in UNITS.items() if not time % size)
    count = time // size
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def settings_table() -> str:
    """Each setting."""
    rows = (
        (f"`{setting.name}`", setting.meaning, setting.default or "none: required")
        for setting in SETTINGS
    )
    return as_table(("name", "meaning", "default"), rows)


def rooms_table() -> str:
    """Each room of the house with its own first sentence, from the top storey down."""
    modules = (module for storey in STOREYS for module in _rooms(ROOT / storey))
    return as_table(("where", "what"), ((f"`{name}`", says) for name, says in modules))


def _rooms(storey: Path) -> Iterator[tuple[str, str]]:
    """A file; or a package and the packages in it; of the add-on what stands between, too."""
    if storey.is_file():
        yield storey.name, _first_sentence(storey)
        return
    for room in sorted(storey.rglob("__init__.py"), key=lambda room: room.parent):
        yield f"{room.parent.relative_to(ROOT)}/", _first_sentence(room)
    if storey.name == "addon":
        yield from _modules(storey)


def _modules(folder: Path) -> Iterator[tuple[str, str]]:
    for module in sorted(folder.glob("*.py")):
        if module.name != "__init__.py":
            yield str(module.relative_to(ROOT)), _first_sentence(module)


def _first_sentence(module: Path) -> str:
    paragraph = (ast.get_docstring(ast.parse(_read(module))) or "").partition("\n\n")[0]
    return " ".join(paragraph.split())


def tests_table() -> str:
    """Each folder of tests with its own first sentence, and each module that they share."""
    folders = [room for room in _rooms(ROOT / "tests") if room[0] != "tests/"]
    shared = _modules(ROOT / "tests" / "support")
    return as_table(("where", "what"), ((f"`{name}`", says) for name, says in (*folders, *shared)))


def routes_table() -> str:
    """Each URL."""
    registered = {
        Registered.NOT: "a button",
        Registered.HOMEPAGE: "Calendar: sidebar opened",
        Registered.EVENT_OPEN: "Calendar: event opened",
        Registered.EVENT_UPDATE: "Calendar: guests or conference edited",
        Registered.DEFAULTS: "menu: defaults",
        Registered.SETUP: "menu: check my setup",
        Registered.HELP: "menu: help",
        Registered.CHAT: "Chat: every trigger",
    }
    rows = [
        (
            f"`POST {route.path}`",
            registered[route.registered],
            f"`{route.handle.__module__}.{route.handle.__name__}`",
        )
        for route in ROUTES
    ]
    return as_table(
        ("URL", "comes from", "handled by"),
        [*rows, (f"`GET {HEALTH}`", "monitoring", "`addon.app`")],
    )


def chat_table() -> str:
    """Chat's configuration page."""
    return as_table(("field", "value"), fields())


def remedies_table() -> str:
    """What people are told when something does not work, and what can be done."""
    return as_table(("the card says", "the log's `outcome`", "what can be done"), remedies())


def unknowns_table() -> str:
    """What is not known about Google: what is taken to be so, and what else may be."""
    return as_table(
        ("Google", "taken as", "says who", "else", "where it matters"),
        (
            (
                knob.about,
                knob.default.says,
                knob.default.source,
                "; ".join(f"{reading.says} [{reading.source}]" for reading in knob.readings[1:])
                or "not played by the stand-in",
                ", ".join(f"`{module}`" for module in knob.where) or "the players alone",
            )
            for knob in table()
        ),
    )


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


PARTS: dict[str, dict[str, Callable[[], str]]] = {
    "docs/admin.md": {
        "permissions": permissions_table,
        "kept": kept_table,
        "remedies": remedies_table,
    },
    "docs/building.md": {"rooms": rooms_table, "routes": routes_table, "tests": tests_table},
    "docs/deploying.md": {"chat": chat_table, "settings": settings_table},
    "docs/unknown.md": {"unknowns": unknowns_table},
}
"""What is made in each page."""
FILES: dict[Path, Callable[[], str]] = {
    ROOT / "deployment.json": manifest_text,
    ROOT / "chat.json": configuration_text,
    **{ROOT / name: partial(page, name) for name in PARTS},
    ROOT / "docs" / "licences.md": licences_text,
    CATALOGUES / "messages.pot": template_text,
    **{catalogue_path(language): partial(catalogue_text, language) for language in LANGUAGES},
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
