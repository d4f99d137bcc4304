"""The line that tells guests what is recorded, among whatever people write beside it."""

from __future__ import annotations

import html
from functools import reduce
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.guest_lines import guest_lines
from cards.languages import LANGUAGES, text_for
from meeting.guest_line import LONGEST_LINE, GuestLines, described, told
from meeting.model import Switches

EVERYWHERE = ("en", *LANGUAGES)
SOME = [Switches(*each) for each in product([False, True], repeat=3) if any(each)]
NOTHING = Switches()
ALL_OF_IT = Switches(recording=True, transcription=True, smart_notes=True)
LINES = guest_lines(text_for("en"))
GERMAN = guest_lines(text_for("de"))
PARTS = (
    *("Agenda", "\n", "\n\n", "\r\n", " ", "<br>", "<br><br>", "<br/>", "<p>", "</p>", "<b>", "&"),
    *("&nbsp;", "&amp;", "<", "<!--", "<html-blob>", "</html-blob>", "ü", "録画", "\xa0"),
    *(
        "Records for Google Meet",
        f"{LINES.saying(ALL_OF_IT)} Really?",
        f"PS: {LINES.saying(SOME[0])}",
    ),
)
others = st.lists(st.sampled_from(PARTS) | st.text(max_size=5), max_size=8).map("".join)
orders = st.lists(
    st.tuples(
        st.sampled_from([*SOME, NOTHING]),
        st.sampled_from([True, False, None]),
        st.sampled_from([LINES, GERMAN]),
    ),
    max_size=6,
)


def removed(description: str) -> str:
    """A description without the line."""
    return described(description, NOTHING, LINES, tell=False)


@given(others, orders)
def test_others_words_are_to_the_byte_what_they_were(
    words: str, given_orders: list[tuple[Switches, bool | None, GuestLines]]
) -> None:
    """After adding, changing and removing the line in any order, nothing of them is lost."""
    now = words
    for records, tell, lines in given_orders:
        now = described(now, records, lines, tell=tell)
        assert words == removed(now)


@given(others, st.sampled_from(SOME), st.sampled_from(SOME))
def test_the_line_is_there_once_and_says_the_last(
    words: str, first: Switches, then: Switches
) -> None:
    """Telling twice adds one line; it says what is so now."""
    once = described(words, first, LINES, tell=True)
    twice = described(once, then, LINES, tell=True)
    assert then == told(twice, LINES)
    assert len(words) < len(twice)
    assert 1 == twice.count(LINES.saying(then)) - words.count(LINES.saying(then))


@given(others, others, st.sampled_from(SOME))
def test_what_is_written_around_the_line_stays(before: str, after: str, records: Switches) -> None:
    """Whoever writes above and below keeps every word of it when the line goes."""
    now = f"{before}\n{described('', records, LINES, tell=True)}\n{after}"
    assert "".join(f"{before}\n\n{after}".split()) == "".join(removed(now).split())


@pytest.mark.parametrize("language", EVERYWHERE)
@pytest.mark.parametrize("records", SOME, ids=str)
def test_each_language_finds_the_lines_of_every_other(language: str, records: Switches) -> None:
    """A line that says what is so stays in its language; another is said in the host's."""
    theirs = guest_lines(text_for(language)).saying(records)
    assert records == told(theirs, LINES)
    assert theirs == described(theirs, records, GERMAN, tell=True)
    changed = next(each for each in SOME if each != records)
    assert GERMAN.saying(changed) == described(theirs, changed, GERMAN, tell=None)
    assert "" == described(theirs, records, GERMAN, tell=False)


@pytest.mark.parametrize("language", EVERYWHERE)
def test_the_sentences_are_plain_and_differ(language: str) -> None:
    """They read the same as text and as HTML, name the add-on, and fit a line."""
    lines = guest_lines(text_for(language))
    sentences = [lines.saying(each) for each in SOME]
    assert len(SOME) == len(set(sentences))
    assert "" == lines.saying(NOTHING)
    assert sentences == [html.escape(each, quote=False) for each in sentences]
    assert {True} == {"Records for Google Meet" in each for each in sentences}
    assert max(map(len, sentences)) < LONGEST_LINE / 2


@pytest.mark.parametrize(
    "written",
    [
        "Agenda<br><br>{line}",
        "Agenda<br><br>{line}<br>",
        "<p>Agenda</p><p>{line}</p>",
        "<html-blob>Agenda<br><br>{line}</html-blob>",
        "Agenda\r\n\r\n {line} ",
        "Agenda<br>&nbsp;{line}&nbsp;<br>Bye",
        "{line}\nAgenda",
    ],
)
def test_it_is_found_again_after_calendars_editor(written: str) -> None:
    """Line breaks, blanks and entities may have been written otherwise since."""
    line = guest_lines(text_for("fr")).saying(ALL_OF_IT)
    as_html = written.format(line=html.escape(line).replace(" ", "&nbsp;", 1))
    assert ALL_OF_IT == told(written.format(line=line), LINES)
    assert ALL_OF_IT == told(as_html, LINES)
    assert "Agenda" in removed(as_html)
    assert "Records" not in removed(as_html)


@pytest.mark.parametrize(
    "theirs",
    [
        "{line}!",
        "Yes: {line}",
        "“{line}”",
        "<b>{line}</b>",
        "{line} <br/ >",
        "> {line}",
        "{shorter}",
    ],
)
def test_a_letter_more_or_less_makes_it_somebodys_own(theirs: str) -> None:
    """What somebody made of the line is theirs: it is neither read, nor changed, nor removed."""
    line = LINES.saying(ALL_OF_IT)
    written = theirs.format(line=line, shorter=line[:-1])
    assert None is told(written, LINES)
    assert written == described(written, ALL_OF_IT, LINES, tell=None)
    assert written == removed(written)


@pytest.mark.parametrize(
    ("words", "gap"),
    [("Agenda", "\n\n"), ("1 < 2 & 3", "\n\n"), ("A<br>B", "<br><br>"), ("A &amp; B", "<br><br>")],
)
def test_it_stands_apart_as_fits_what_is_there(words: str, gap: str) -> None:
    """Plain text gets line breaks, HTML tags; an empty description the line alone."""
    line = LINES.saying(ALL_OF_IT)
    assert f"{words}{gap}{line}" == described(words, ALL_OF_IT, LINES, tell=True)
    assert line == described("", ALL_OF_IT, LINES, tell=True)


def test_several_lines_become_one() -> None:
    """Where copies stand, the first is kept true, and the others go."""
    copies = [LINES.saying(each) for each in SOME]
    several = reduce(lambda text, line: f"{text}\n\n{line}", copies, "Agenda")
    now = described(several, ALL_OF_IT, LINES, tell=None)
    assert f"Agenda\n\n{LINES.saying(ALL_OF_IT)}" == now
    assert "Agenda" == removed(several)
