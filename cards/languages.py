"""Choosing a user's language."""

from __future__ import annotations

import io
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale, UnknownLocaleError

from cards.text import Text
from cards.times import find_zone

CATALOGUES = Path(__file__).parent / "locales"
SOURCE_LANGUAGE = "en"
LANGUAGES = ("de", "es", "fr", "ja", "pt", "ru")
"""Besides English, in which the texts are written."""


def text_for(locale: str, zone: str = "", offset_ms: int | None = None) -> Text:
    """The words for a user.

    Args:
        locale: as a host writes it, such as `pt-BR`; unknown ones give English.
        zone: IANA id of the time zone, or empty.
        offset_ms: offset from UTC, used when the zone is unknown.
    """
    written = find_locale(locale)
    return Text(_translations(written.language), written, find_zone(zone, offset_ms))


def find_locale(locale: str) -> Locale:
    """The locale of that name, or English."""
    try:
        found = Locale.parse(locale, sep="-")
    except (ValueError, UnknownLocaleError, TypeError):
        return Locale(SOURCE_LANGUAGE)
    # "root" is nobody's language, and using it spoils Babel's data for the others.
    return Locale(SOURCE_LANGUAGE) if found.language == "root" else found


@lru_cache(maxsize=64)
def _translations(language: str) -> NullTranslations:
    """A language's catalogue, compiled when it is first needed; without one it is English."""
    path = CATALOGUES / f"{language}.po"
    if language not in LANGUAGES or not path.is_file():
        return NullTranslations()
    # Only those who do not read English pay for the import.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(path.read_bytes()), locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
