"""Requests of google-api-python-client, made from one that it made before.

Of a method's request only some parameters of the URL and the body change from call to call. The
library works out all of it each time: the checks, the template, the query, the headers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote, quote_plus

from googleapiclient.discovery import Resource
from googleapiclient.http import HttpRequest

from meeting.values import dataclass

MOST_KINDS = 128
"""Of one method's requests, told apart by what is given besides. Masks make some dozens."""


@dataclass(frozen=True)
class _Model:
    """What requests with the same query have in common.

    Attributes:
        made: one of them.
        parts: its URL without the values of the parameters that change.
        names: those parameters, in between.
    """

    made: HttpRequest
    parts: tuple[str, ...]
    names: tuple[str, ...]


class Prepared:
    """A method of an API, called with a few parameters that change and otherwise much the same.

    Called by keywords, as the library's own is, it returns the same request.

    Args:
        collection: what has the method.
        method: its name.
        examples: a value for each parameter that changes, like nothing else in the URL. They are
            always given, as text. Where an example has a `/`, values are to have as many.
    """

    def __init__(self, collection: Resource, method: str, /, **examples: str) -> None:
        self._make: Callable[..., HttpRequest] = getattr(collection, method)
        self._examples = examples
        self._model = lru_cache(MOST_KINDS)(self._made)

    def __call__(
        self,
        *,
        body: Mapping[str, Any] | None = None,
        **parameters: Any,  # noqa: ANN401 - as the library's own
    ) -> HttpRequest:
        """A request, not sent yet.

        Raises:
            KeyError: a parameter that changes is missing.
            TypeError: what the library does not take.
            ValueError: what cannot be a name that the method takes.
        """
        changing = {name: parameters.pop(name) for name in self._examples}
        model = self._model(body is not None, tuple(parameters.items()))
        made, (uri, *parts) = model.made, model.parts
        for name, part in zip(model.names, parts, strict=True):
            uri += self._quoted(name, changing[name], in_query="?" in uri) + part
        return HttpRequest(
            None,
            made.postproc,
            uri,
            method=made.method,
            body=None if body is None else json.dumps(body),
            headers=dict(made.headers),
            methodId=made.methodId,
        )

    def _quoted(self, name: str, value: str, *, in_query: bool) -> str:
        if in_query:
            return quote_plus(value)
        slashes = self._examples[name].count("/")
        if slashes and value.count("/") != slashes:
            raise ValueError(f"no {name}")
        return quote(value, safe="/" if slashes else "")

    def _made(self, has_body: bool, query: tuple[tuple[str, Any], ...]) -> _Model:
        parameters = {**self._examples, **dict(query)}
        made = self._make(body={}, **parameters) if has_body else self._make(**parameters)
        uri: str = made.uri
        places = sorted((uri.index(quote(value)), name) for name, value in self._examples.items())
        parts, end = [], 0
        for start, name in places:
            parts.append(uri[end:start])
            end = start + len(quote(self._examples[name]))
        return _Model(made, (*parts, uri[end:]), tuple(name for _, name in places))
