"""Writes what is made from the code's tables: `python -m tools.documents [--check]`.

That is `deployment.json`, `chat.json`, the tables in README.md, the page of licences, and the
catalogues of texts. `--check` writes nothing and says what is not current.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from addon.host import Registered
from addon.permissions.scopes import SCOPES
from addon.routes import HEALTH, ROUTES
from addon.settings import SETTINGS
from addon.store.remembered import KINDS, Kind
from cards.languages import CATALOGUES, LANGUAGES
from sandbox.knobs import table
from tools.catalogues import catalogue_path, catalogue_text, template_text
from tools.chat_configuration import configuration_text, fields
from tools.manifest import manifest_text
from tools.supply.licences import licences_text
from tools.tables import markdown_table

ROOT = Path(__file__).parent.parent
UNITS = {unit: timedelta(**{f"{unit}s": 1}) for unit in ("day", "hour", "minute", "second")}


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


def readme() -> str:
    """README.md with its generated parts made anew."""
    text = _read(ROOT / "README.md")
    for name, make in PARTS.items():
        text = _replaced(text, name, make())
    return text


def _replaced(text: str, name: str, part: str) -> str:
    begin, end = f"<!-- {name}: made by `make documents` -->\n", f"<!-- /{name} -->"
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise LookupError(f"README.md has no part {name!r}")
    return f"{before}{begin}{part}\n{end}{after}"


def permissions_table() -> str:
    """Each scope and why."""
    rows = ((f"`{scope.name}`", scope.why, scope.asked) for scope in SCOPES)
    return markdown_table(("permission", "what for", "asked"), rows)


def kept_table() -> str:
    """Each kind of note."""
    rows = ((kind.what, kind.owner.value, _how_long(kind)) for kind in KINDS)
    return markdown_table(("what is kept", "by", "how long"), rows)


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
    return markdown_table(("name", "meaning", "default"), rows)


def routes_table() -> str:
    """Each URL."""
    registered = {
        Registered.NOT: "a button",
        Registered.HOMEPAGE: "Calendar: sidebar opened",
        Registered.EVENT_OPEN: "Calendar: event opened",
        Registered.EVENT_UPDATE: "Calendar: guests or conference edited",
        Registered.DEFAULTS: "menu: defaults",
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
    return markdown_table(
        ("URL", "comes from", "handled by"),
        [*rows, (f"`GET {HEALTH}`", "monitoring", "`addon.app`")],
    )


def chat_table() -> str:
    """Chat's configuration page."""
    return markdown_table(("field", "value"), fields())


def unknowns_table() -> str:
    """What is not known about Google: what is taken to be so, and what else may be."""
    return markdown_table(
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


PARTS: dict[str, Callable[[], str]] = {
    "permissions": permissions_table,
    "kept": kept_table,
    "settings": settings_table,
    "chat": chat_table,
    "routes": routes_table,
    "unknowns": unknowns_table,
}
FILES: dict[Path, Callable[[], str]] = {
    ROOT / "deployment.json": manifest_text,
    ROOT / "chat.json": configuration_text,
    ROOT / "README.md": readme,
    ROOT / "docs" / "licences.md": licences_text,
    CATALOGUES / "messages.pot": template_text,
    **{catalogue_path(language): partial(catalogue_text, language) for language in LANGUAGES},
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
