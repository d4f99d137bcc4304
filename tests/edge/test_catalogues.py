"""Every language says everything, in its own words, and is spoken to whoever reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from cards.languages import LANGUAGES, text_for
from cards.text import Text
from meeting.model import Apart, Notify
from tests.support.people import BO
from tests.support.stage import Stage
from tools.catalogues import catalogue_path, catalogue_text, template, template_text

MARKS = re.compile(r"\{[^{}]*\}|</?\w+[^<>]*>|…")
"""What a translation has to leave as it is: placeholders, HTML tags and the ellipsis."""
NO_BREAK_SPACES = str.maketrans("\u00a0\u202f", "  ")
COUNTS = (0, 1, 2, 5, 21)
PLURAL_FORMS = {"de": 2, "es": 2, "fr": 2, "ja": 1, "pt": 2, "ru": 3}
WHEN = (datetime(2026, 12, 1, 8, 30, tzinfo=UTC), datetime(2026, 12, 1, 9, 0, tzinfo=UTC))
WRITTEN_WHEN = {
    "de-AT": "Di., 1. Dez. 2026, 09:30 – 10:00",
    "es-MX": "mar, 1 de dic de 2026, 9:30 a.m. – 10:00 a.m.",
    "fr": "mar. 1 déc. 2026, 09:30 – 10:00",
    "ja": "2026年12月1日(火) 9:30 – 10:00",
    "pt-BR": "ter., 1 de dez. de 2026 09:30 – 10:00",
    "ru": "вт, 1 дек. 2026 г., 09:30 – 10:00",
}

each_language = pytest.mark.parametrize("language", LANGUAGES)


def catalogue(language: str) -> Catalog:
    """A language's catalogue as it stands in the repository."""
    return read_po(BytesIO(catalogue_path(language).read_bytes()), locale=language)


def messages(found: Catalog) -> dict[tuple[str, ...], Message]:
    """The messages of a catalogue by their English forms, without its header."""
    return {forms(message.id): message for message in found if message.id}


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Every form of a message: one, or one for each plural of the language."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def marks(text: str) -> list[str]:
    """What of a text stays, sorted: languages order words as they like."""
    return sorted(MARKS.findall(text))


def plurals(text: Text) -> Iterator[list[str]]:
    """Each text that counts something, for each of the counts."""
    yield [text.title_too_long(count) for count in COUNTS]
    yield [text.hidden_guests(count) for count in COUNTS]
    yield [text.too_many_guests(count, 200) for count in COUNTS]
    yield [text.members_left_out(count) for count in COUNTS]
    yield [text.guest_count(count) for count in COUNTS]
    yield [text.and_more("Bo", count) for count in COUNTS]
    yield [text.guests_mailed(Notify.EVERYBODY, count) for count in COUNTS]
    yield [text.notify_all(count) for count in COUNTS]
    yield [text.series_except(count) for count in COUNTS]
    yield [text.set_up(count) for count in COUNTS]
    yield [text.left_to_set_up(count) for count in COUNTS]
    yield [text.left_elsewhere(count) for count in COUNTS]
    yield [text.were_set_up(7, count) for count in COUNTS]
    yield [text.go_on_with(count) for count in COUNTS]
    yield [text.still_to_do(count) for count in COUNTS]
    yield [text.attended(count) for count in COUNTS]
    yield [text.call_running(WHEN[0], count) for count in COUNTS]
    yield [text.standing_apart([Apart("", None, None)] * count) for count in COUNTS]


def test_the_template_is_current() -> None:
    """`messages.pot` has the messages of the source."""
    path = catalogue_path("messages").with_suffix(".pot")
    assert template_text() == path.read_text(encoding="utf-8")


def test_every_catalogue_is_of_a_language() -> None:
    """There is a catalogue for each language and no other."""
    files = {path.stem for path in catalogue_path("any").parent.glob("*.po")}
    assert set(LANGUAGES) == files


@each_language
def test_a_catalogue_is_current(language: str) -> None:
    """Making a catalogue from the source again changes nothing."""
    assert catalogue_text(language) == catalogue_path(language).read_text(encoding="utf-8")


@each_language
def test_a_catalogue_has_every_message_and_no_other(language: str) -> None:
    """A language misses no message of the source, and has none that the source lacks."""
    assert set(messages(template())) == set(messages(catalogue(language)))


@each_language
def test_no_translation_is_empty(language: str) -> None:
    """Every form of every message says something, and none is marked as doubtful."""
    unsaid = {
        english
        for english, message in messages(catalogue(language)).items()
        if message.fuzzy or not all(form.strip() for form in forms(message.string))
    }
    assert set() == unsaid


@each_language
def test_a_message_has_the_plural_forms_of_its_language(language: str) -> None:
    """What counts has as many forms as the language, and everything else has one."""
    found = catalogue(language)
    assert PLURAL_FORMS[language] == found.num_plurals
    for english, message in messages(found).items():
        expected = found.num_plurals if len(english) > 1 else 1
        assert (english, expected) == (english, len(forms(message.string)))


@each_language
def test_a_translation_keeps_placeholders_and_tags(language: str) -> None:
    """Each form holds exactly what is filled in and marked up in the English, and its ellipsis."""
    for english, message in messages(catalogue(language)).items():
        for form in forms(message.string):
            assert (form, marks(english[-1])) == (form, marks(form))


@each_language
def test_every_count_is_said(language: str) -> None:
    """Each text that counts names its number, in the language's words."""
    spoken, english = list(plurals(text_for(language))), list(plurals(text_for("en")))
    counting = [english for english in messages(template()) if len(english) > 1]
    assert len(counting) == len(spoken)
    for said, original in zip(spoken, english, strict=True):
        for count, words, english_words in zip(COUNTS, said, original, strict=True):
            assert (words, True) == (words, re.search(rf"(?<!\d){count}(?!\d)", words) is not None)
            assert english_words != words


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["0 guests", "1 guest", "2 guests", "5 guests", "21 guests"]),
        ("fr", ["0 invité", "1 invité", "2 invités", "5 invités", "21 invités"]),
        ("ja", ["ゲスト 0 人", "ゲスト 1 人", "ゲスト 2 人", "ゲスト 5 人", "ゲスト 21 人"]),
        ("pt", ["0 convidados", "1 convidado", "2 convidados", "5 convidados", "21 convidados"]),
        ("ru", ["0 гостей", "1 гость", "2 гостя", "5 гостей", "21 гость"]),
    ],
)
def test_a_count_takes_the_form_of_its_language(language: str, said: list[str]) -> None:
    """The form for a number is chosen as the language does."""
    text = text_for(language)
    assert said == [text.guest_count(count) for count in COUNTS]


@each_language
def test_the_meets_host_is_not_taken_for_the_events_organizer(language: str) -> None:
    """Whose Drive a record goes to is told in other words than who organizes the event."""
    text = text_for(language)
    organizer = text.organizer("").rstrip(" :：\u00a0\u202f").casefold()
    whose_drive = [
        text.your_files(),
        text.files_of_meetings(),
        text.you_will_host(BO),
        text.you_host(BO),
        text.replace_vendor(),
        text.replace_meet(BO),
        text.replace_meet(""),
    ]
    # Some languages have one word for both: Meet's is then named as Meet's.
    word = re.compile(organizer if language == "ja" else rf"\b{organizer}\b")
    sentences = [each for words in whose_drive for each in re.split(r"(?<=[.;。])\s*", words)]
    mistaken = [each for each in sentences if word.search(each.casefold()) and "Meet" not in each]
    assert [] == mistaken


def test_nobody_else_is_taken_for_the_reader_in_german() -> None:
    """A German sentence begins with "Sie" only where it means the reader, as in English."""
    mistaken = {
        english
        for english, message in messages(catalogue("de")).items()
        if any(re.search(r"(?:^|[.:?!] )Sie\b", form) for form in forms(message.string))
        and not re.search(r"\byou\b", " ".join(english), re.IGNORECASE)
    }
    assert set() == mistaken


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        *((language, language) for language in LANGUAGES),
        ("pt-BR", "pt"),
        ("pt-PT", "pt"),
        ("de-AT", "de"),
        ("es-419", "es"),
        ("fr-CA", "fr"),
        ("ja-JP", "ja"),
        ("ru-RU", "ru"),
    ],
)
def test_a_locale_chooses_its_languages_catalogue(locale: str, language: str) -> None:
    """Whatever the country, somebody gets the catalogue of their language."""
    text = text_for(locale)
    [said] = forms(messages(catalogue(language))[("Your defaults are saved.",)].string)
    assert isinstance(text.translations, GNUTranslations)
    assert said == text.saved()


@pytest.mark.parametrize("locale", ["en", "en-US", "en-GB", "it", "zh-TW", "xx", "", "de_AT", "*"])
def test_any_other_locale_is_spoken_to_in_english(locale: str) -> None:
    """Without a catalogue the texts are English."""
    text = text_for(locale)
    assert NullTranslations is type(text.translations)
    assert "Your defaults are saved." == text.saved()


@pytest.mark.parametrize("locale", WRITTEN_WHEN)
def test_calendar_shows_the_add_on_in_the_users_language(shared: Stage, locale: str) -> None:
    """In Calendar the home card has the catalogue's words, and an event's time the locale's."""
    language = locale.partition("-")[0]
    said = {
        english[0]: message.string for english, message in messages(catalogue(language)).items()
    }
    start, end = (moment.isoformat() for moment in WHEN)
    event_id = shared.world.calendar.add_event(shared.ana.email, start=start, end=end, summary="")
    host = shared.host(locale=locale, time_zone="Europe/Madrid")
    host.open_home()
    assert {"title": said["Defaults for new meetings"]} == host.card["header"]
    assert said["Save"] == host.card["fixedFooter"]["primaryButton"]["text"]
    host.open_event(shared.ana.email, event_id)
    header = host.card["header"]
    assert said["(No title)"] == header["title"]
    assert WRITTEN_WHEN[locale] == header["subtitle"].translate(NO_BREAK_SPACES)
