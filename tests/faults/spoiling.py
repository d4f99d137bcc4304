"""A store that fails."""

from __future__ import annotations

from pathlib import Path


class Store:
    """The file of a stage's store, which can be spoilt and put right again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sound: bytes | None = None

    def spoil(self) -> None:
        """Make it unreadable."""
        self._sound = self._path.read_bytes()
        self._path.write_bytes(b"This is no database. " * 400)

    def mend(self) -> None:
        """Put it back as it was."""
        assert self._sound is not None
        self._path.write_bytes(self._sound)
