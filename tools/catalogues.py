"""The catalogues of texts: the template from the source, and each language kept in step with it."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from cards.languages import CATALOGUES

WIDTH = 100
# A catalogue says when it was made; a fixed moment keeps it the same when it is made again.
MOMENT = datetime(2026, 11, 20, tzinfo=UTC)


def template() -> Catalog:
    """Every message of `cards/`, in the order of the source."""
    catalogue = Catalog(project="meet-addon", version="1", creation_date=MOMENT)
    for file, _, message, comments, context in extract_from_dir(str(CATALOGUES.parent)):
        place = [(f"cards/{file}", 0)]
        catalogue.add(message, None, place, auto_comments=comments, context=context)
    return catalogue


def template_text() -> str:
    """`messages.pot` as it stands in the repository."""
    return _written(template(), omit_header=True)


def catalogue_path(language: str) -> Path:
    """Where a language's catalogue stands."""
    return CATALOGUES / f"{language}.po"


def catalogue_text(language: str) -> str:
    """A language's catalogue with the source's messages: new ones empty, removed ones gone."""
    path = catalogue_path(language)
    written = path.read_bytes() if path.is_file() else b""
    before = read_po(io.BytesIO(written), locale=language)
    after = Catalog(
        locale=language,
        project="meet-addon",
        version="1",
        header_comment="#",
        msgid_bugs_address="the project's issues",
        creation_date=MOMENT,
        revision_date=MOMENT,
        last_translator="the project's founders",
        language_team=f"{language}",
        fuzzy=False,
    )
    for message in template():
        if message.id:
            known = before.get(message.id, message.context)
            string = known.string if known is not None else None
            after.add(message.id, string, message.locations, context=message.context)
    return _written(after)


def _written(catalogue: Catalog, *, omit_header: bool = False) -> str:
    out = io.BytesIO()
    write_po(out, catalogue, width=WIDTH, omit_header=omit_header, include_lineno=False)
    return out.getvalue().decode()
