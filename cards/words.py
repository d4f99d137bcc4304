"""What all the words stand on: a catalogue, and what people wrote, made safe for cards."""

from __future__ import annotations

import html
from datetime import tzinfo
from gettext import NullTranslations

from babel import Locale

from meeting.values import dataclass

SCHEME = "https://"
MEET_PREFIX = "https://meet.google.com/"


def escape(written: str) -> str:
    """What a person wrote, made safe for card text."""
    return html.escape(written, quote=False)


def shorten(written: str, most: int) -> str:
    """What a person wrote, cut to so many characters if it is longer."""
    return written if len(written) <= most else f"{written[: most - 1]}…"


def headline(written: str) -> str:
    """What a person wrote, for a card's header: it looks the same and is no markup to any host.

    Whether a host reads the HTML subset there, too, is not documented (hosts.md 8): a word joiner
    keeps `<` from opening a tag and `&` from beginning an entity.
    """
    return written.replace("<", "<\u2060").replace("&", "&\u2060")


def link_text(uri: str) -> str:
    """A link as people read it, short enough for one line where it is Google's; card text.

    Hosts let an add-on link to nobody but those whom `deployment.json` names (hosts.md 6.1).
    """
    shown = escape(uri.removeprefix(SCHEME))
    if not uri.startswith(MEET_PREFIX):
        return shown
    return f'<a href="{html.escape(uri)}">{shown}</a>'


@dataclass(frozen=True)
class Words:
    """The words for one user.

    Attributes:
        translations: the catalogue of their language.
        locale: how they write dates.
        zone: their time zone, or `None` where the host does not say.
    """

    translations: NullTranslations
    locale: Locale
    zone: tzinfo | None

    def _(self, message: str) -> str:
        return self.translations.gettext(message)

    def _fill(self, message: str, **written: str) -> str:
        return message.format(**{key: escape(value) for key, value in written.items()})

    def _with_link(self, message: str, uri: str) -> str:
        return message.format(uri=link_text(uri))
