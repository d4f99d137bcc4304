"""Complaints about a card, shown as red notes where they occur."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from nicegui import ui

from sandbox.hosts.wire import Complaint


class Notes:
    """The complaints that have not been shown yet; each is shown once, as deep as it can be."""

    def __init__(self, complaints: Iterable[Complaint], root: str) -> None:
        self._left = [found for found in dict.fromkeys(complaints) if _is_below(found.path, root)]
        self.strips_card = any(found.strips_card for found in self._left)

    def take(self, path: str) -> list[Complaint]:
        """Those at `path` or below it that nobody has taken."""
        taken = [found for found in self._left if _is_below(found.path, path)]
        self._left = [found for found in self._left if found not in taken]
        return taken

    def draw(self, path: str, *, under: str | None = None) -> None:
        """Draw what is left at `path` or below it.

        Args:
            path: where.
            under: the notes say where they belong below this; below `path` when None.
        """
        for found in self.take(path):
            where = found.path.removeprefix(path if under is None else under).lstrip(".")
            draw_note(f"{where}: {found.reason}" if where else found.reason, found.path)


def draw_note(words: str, path: str = "") -> None:
    """Draw a red note.

    Args:
        words: what is wrong.
        path: where, in full.
    """
    note = ui.element("div").classes("gw-note")
    note.props["role"] = "note"
    note.props["title"] = path
    with note:
        ui.icon("o_error_outline").classes("gw-note-icon")
        ui.html(words, sanitize=escape, tag="span")


def _is_below(path: str, root: str) -> bool:
    return not root or path == root or path.startswith((f"{root}.", f"{root}["))
