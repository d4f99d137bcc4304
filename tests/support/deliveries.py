"""Ways of delivering an event twice, to one instance of the function or to two."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.exchange import Exchange
from tests.support.chat import in_room
from tests.support.people import BO
from tests.support.requests import Reply, post
from tests.support.stage import Function, Stage, start_function

LATER = timedelta(minutes=9)
"""Longer than Chat goes on delivering: "within a few minutes" (hosts.md 7.3)."""


@dataclass(frozen=True)
class Way:
    """How the second copy of an event arrives.

    Attributes:
        together: at the same time as the first, else after its answer.
        elsewhere: at another instance of the function.
    """

    together: bool = False
    elsewhere: bool = False

    def __str__(self) -> str:
        """For the test's name."""
        when = "at once" if self.together else "afterwards"
        return f"{when}, {'another' if self.elsewhere else 'one'} instance"


WAYS = [Way(together, elsewhere) for elsewhere in (False, True) for together in (False, True)]


@dataclass
class Twins:
    """Two instances of the function behind one URL, with one store between them.

    Attributes:
        stage: the first instance and the stand-in.
        second: the other instance.
    """

    stage: Stage
    second: Function

    def twice(
        self, chat: ChatHost, way: Way, action: Callable[[], object]
    ) -> tuple[Exchange, Exchange]:
        """Deliver what a person does twice; the calls before it are forgotten."""
        self.stage.called()
        also_to = self.second.url if way.elsewhere else None
        return chat.deliver_twice(action, together=way.together, also_to=also_to)


@contextmanager
def twins(stage: Stage, store: str) -> Iterator[Twins]:
    """A second instance beside a stage's own."""
    main = sys.modules["main"]
    settings = {"ADDON_STORE": store, "ADDON_URL": stage.function.url}
    second = start_function({**stage.google.settings(), **settings}, clock=stage.function.clock)
    sys.modules["main"] = main
    try:
        yield Twins(stage, second)
    finally:
        second.close()


def scheduling(stage: Stage) -> ChatHost:
    """Ana's Chat with the dialog for an event filled in, whose guests are to be told.

    The calls so far are forgotten.
    """
    chat = in_room(stage)
    chat.slash_command("/schedule", "Budget")
    chat.form.set_input("addresses", f"{BO}, cy@example.com")
    chat.form.set_input("notify", "all")
    stage.called()
    return chat


def answers(*exchanges: Exchange) -> list[str]:
    """The answers as they came over the wire."""
    return [json.dumps(exchange.response, ensure_ascii=False) for exchange in exchanges]


def again(stage: Stage, exchange: Exchange) -> Reply:
    """Have Chat deliver an event once more, tokens and all."""
    assert exchange.url is not None
    assert exchange.request is not None
    path = exchange.url.removeprefix(stage.function.url)
    return post(stage.function, path, exchange.request, {})


def finish(stage: Stage) -> None:
    """Wait for all work that goes on behind answers; the function takes no more of it."""
    stage.function.addon.close()
