"""Turns the texts of cards into HTML that is safe to put into a page.

A text is read and written anew: the tags of hosts.md 8 with the attributes that they may have, and
everything else as text. No markup of a card reaches the page as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser

import markdown2  # type: ignore[import-untyped]

from sandbox.hosts.cards import split_url

_PLAIN_TAGS: Mapping[str, str] = {"b": "b", "i": "i", "u": "u", "s": "s", "br": "br"}
_MARKDOWN_TAGS: Mapping[str, str] = {
    "strong": "b",
    "em": "i",
    "p": "p",
    "ul": "ul",
    "ol": "ol",
    "li": "li",
    "code": "code",
    "pre": "pre",
}
_COLOR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-zA-Z]{1,30}|rgb\([0-9 ,%]{1,30}\)")
_LINK_SCHEMES = ("https", "http", "mailto", "tel")


def safe_html(text: str) -> str:
    """The HTML subset of a card's texts; line breaks of the text are kept."""
    return _written(text, _PLAIN_TAGS)


def safe_markdown(text: str) -> str:
    """The Markdown that Chat reads where `textSyntax` asks for it."""
    return _written(markdown2.markdown(text, safe_mode="escape"), {**_PLAIN_TAGS, **_MARKDOWN_TAGS})


def plain(text: str) -> str:
    """The words alone, for names that screen readers say."""
    reader = _Writer({}, keeps_unknown=False)
    reader.feed(text)
    reader.close()
    return " ".join("".join(reader.words).split())


def _written(text: str, tags: Mapping[str, str]) -> str:
    writer = _Writer(tags)
    writer.feed(text)
    writer.close()
    return writer.html()


class _Writer(HTMLParser):
    """Writes what it reads; tags that it does not know become text."""

    def __init__(self, tags: Mapping[str, str], *, keeps_unknown: bool = True) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._tags = tags
        self._keeps_unknown = keeps_unknown
        self._html: list[str] = []
        self._open: list[tuple[str, str]] = []

    def html(self) -> str:
        """What has been written, with every tag closed."""
        return "".join([*self._html, *(f"</{written}>" for _, written in reversed(self._open))])

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        self._html.append(escape(data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.words.append(" ")
        given = {name: value or "" for name, value in attrs}
        start = self._start(tag, given)
        if start is None:
            self._unknown(self.get_starttag_text() or f"<{tag}>")
            return
        self._html.append(start)
        if tag != "br":
            self._open.append((tag, start[1:].split()[0].rstrip(">")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self._html.append(f"</{self._open.pop()[1]}>")
        elif self._start(tag, {}) is None:
            self._unknown(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        self._unknown(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._unknown(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self._unknown(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self._unknown(f"<![{data}]>")

    def _unknown(self, source: str) -> None:
        if self._keeps_unknown:
            self.handle_data(source)

    def _start(self, tag: str, given: Mapping[str, str]) -> str | None:
        match tag:
            case "font":
                color = given.get("color", "")
                if not _COLOR.fullmatch(color):
                    return "<span>"
                return f'<span class="gw-colored" style="--gw-color:{color}">'
            case "a":
                href = given.get("href", "")
                if split_url(href).scheme not in _LINK_SCHEMES:
                    return "<span>"
                return f'<a href="{escape(href)}" target="_blank" rel="noopener noreferrer">'
            case "time":
                when = given.get("datetime", "")
                return f'<time datetime="{escape(when)}">' if when else "<time>"
            case _ if tag in self._tags:
                return f"<{self._tags[tag]}>"
            case _:
                return None
