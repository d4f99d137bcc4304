"""Choosing a user's language."""

from __future__ import annotations

from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.support import Translations

from cards.text import Text
from cards.times import find_zone

CATALOGUES = Path(__file__).parent / "locales"
SOURCE_LANGUAGE = "en"


def text_for(locale: str, zone: str = "", offset_ms: int | None = None) -> Text:
    """The words for a user.

    Args:
        locale: as a host writes it, such as `pt-BR`; unknown ones give English.
        zone: IANA id of the time zone, or empty.
        offset_ms: offset from UTC, used when the zone is unknown.
    """
    written = find_locale(locale)
    return Text(_translations(str(written)), written, find_zone(zone, offset_ms))


def find_locale(locale: str) -> Locale:
    """The locale of that name, or English."""
    try:
        found = Locale.parse(locale, sep="-")
    except (ValueError, UnknownLocaleError, TypeError):
        return Locale(SOURCE_LANGUAGE)
    # "root" is nobody's language, and using it spoils Babel's data for the others.
    return Locale(SOURCE_LANGUAGE) if found.language == "root" else found


@lru_cache(maxsize=64)
def _translations(locale: str) -> NullTranslations:
    return Translations.load(CATALOGUES, [locale, locale.partition("_")[0]])
