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
WRITES_DATES: frozenset[str] = frozenset(
    [
        *("af", "am", "ar", "az", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en"),
        *("es", "et", "eu", "fa", "fi", "fil", "fr", "gl", "gu", "he", "hi", "hr", "hu", "hy"),
        *("id", "is", "it", "ja", "ka", "kk", "km", "kn", "ko", "lo", "lt", "lv", "mk", "ml"),
        *("mn", "mr", "ms", "my", "nb", "ne", "nl", "no", "pa", "pl", "pt", "ro", "ru", "si"),
        *("sk", "sl", "sq", "sr", "sv", "sw", "ta", "te", "th", "tr", "uk", "ur", "vi", "zh", "zu"),
    ]
)
"""The languages of Google's hosts. Babel keeps what it reads of each locale for good, up to a MiB:
whatever else comes from the wire must not fill the memory."""
REGIONS = {
    "de": {"AT", "CH"},
    "en": {"AU", "CA", "GB", "IE", "IN", "NZ", "SG", "ZA"},
    "es": {"419", "AR", "CL", "CO", "MX", "PE", "US"},
    "fr": {"BE", "CA", "CH"},
    "pt": {"PT"},
    "zh": {"HK", "TW"},
}
"""Where people write dates otherwise than most of their language do."""


def text_for(locale: str, zone: str = "", offset_ms: int | None = None) -> Text:
    """The words for a user.

    Args:
        locale: as a host writes it, such as `pt-BR`; unknown ones give English.
        zone: IANA id of the time zone, or empty.
        offset_ms: offset from UTC, used when the zone is unknown.
    """
    written = find_locale(locale)
    return Text(_translations(written.language), written, find_zone(zone, offset_ms))


@lru_cache(maxsize=256)
def find_locale(locale: str) -> Locale:
    """The locale of that name as far as its dates are of their own, or English."""
    try:
        found = Locale.parse(locale, sep="-")
    except (ValueError, UnknownLocaleError, TypeError):
        return Locale(SOURCE_LANGUAGE)
    if found.language not in WRITES_DATES.union(LANGUAGES):
        return Locale(SOURCE_LANGUAGE)
    if found.territory in REGIONS.get(found.language, ()):
        return found
    return Locale(found.language)


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
