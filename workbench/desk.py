"""Joins one browser tab's state to what is drawn in it: work off the loop, and who hears of it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Collection, Coroutine
from dataclasses import replace
from typing import Generic, ParamSpec
from urllib.parse import urlencode

from nicegui import Client, background_tasks, run, ui

from sandbox.google.shared import Change
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.exchange import Exchange, OpenedLink
from sandbox.hosts.parts import NoSuchPartError
from workbench.dialogs import ask_consent, show_links
from workbench.stage import RESET, Seat, Stage
from workbench.tab import Outcome, Tab
from workbench.words import Word

GATHERING_SECONDS = 0.05
NOTICE_SECONDS = 6000

P = ParamSpec("P")


class Signal(Generic[P]):
    """Tells whoever connected."""

    def __init__(self) -> None:
        self._handlers: list[Callable[P, object]] = []

    def connect(self, handler: Callable[P, object]) -> None:
        """Have the handler called from now on."""
        self._handlers.append(handler)

    def send(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Call every handler; those that are coroutine functions go on by themselves."""
        for handler in self._handlers:
            going = handler(*args, **kwargs)
            if isinstance(going, Coroutine):
                background_tasks.create(going)


class Desk:
    """One browser tab.

    Args:
        stage: what all tabs share.
        seat: who sits there.
        client: the browser tab.

    Attributes:
        tab: the state.
        view: `calendar` or `chat`.
        on_seat: somebody sat down, or the stage was reset.
        on_busy: the add-on is being asked, or has answered.
        on_outcome: something was done in a host.
        on_world: the stand-in changed; gets the kinds of changes.
    """

    def __init__(self, stage: Stage, seat: Seat, client: Client, view: str) -> None:
        self.stage = stage
        self.view = view
        self.tab = Tab(stage, seat, self._consent)
        self.on_seat: Signal[[]] = Signal()
        self.on_busy: Signal[[bool]] = Signal()
        self.on_outcome: Signal[[Outcome]] = Signal()
        self.on_world: Signal[[frozenset[str]]] = Signal()
        self._client = client
        self._loop = asyncio.get_running_loop()
        self._working = 0
        self._heard: set[Change] = set()
        unsubscribe = stage.subscribe(self._hear)

        async def leave() -> None:
            unsubscribe()
            await run.io_bound(self.tab.close)

        client.on_delete(leave)
        client.on_connect(self._catch_up)

    @property
    def seat(self) -> Seat:
        """Who sits here."""
        return self.tab.seat

    async def calendar(
        self, action: Callable[[CalendarHost], object], *, asks: bool = False
    ) -> Outcome | None:
        """Do something in Calendar, or ask for suggestions; None where it could not be done."""
        return await self._do(lambda: replace(self.tab.in_calendar(action), asks=asks), asks)

    async def chat(
        self, action: Callable[[ChatHost], object], *, asks: bool = False
    ) -> Outcome | None:
        """Do something in Chat, or ask for suggestions; None where it could not be done."""
        return await self._do(lambda: replace(self.tab.in_chat(action), asks=asks), asks)

    async def sit(self, seat: Seat) -> None:
        """Have somebody else sit down, or change a setting."""
        await run.io_bound(self.tab.sit, seat)
        self._require_somebody()
        self.remember()
        with self._client:
            self.on_seat.send()

    def show(self, view: str) -> None:
        """Turn to Calendar or Chat; reloading the page comes back to it."""
        self.view = view
        self.remember()

    def remember(self) -> None:
        """Keep in the page's address what reloading it shall bring back."""
        seat = self.seat
        query = {"view": self.view, "as": seat.email, "language": seat.locale, "zone": seat.zone}
        with self._client:
            ui.navigate.history.replace(f"/?{urlencode(query, safe='@/')}")

    def word(self, word: Word, **values: object) -> str:
        """A word of the hosts' own, in the language of whoever sits here."""
        return word.of(self.seat.locale, **values)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Show a line for a while."""
        with self._client:
            ui.notify(
                text,
                position="bottom-left",
                timeout=NOTICE_SECONDS,
                group="notice",  # a later one takes its place
                badgeClass="wb-none",
                classes="wb-wrong" if wrong else "wb-notice",
                actions=[{"label": "Dismiss", "color": "white", "noCaps": True}],
            )

    async def open_links(self, exchange: Exchange) -> None:
        """Show what a host would have opened, and what closing it does."""
        if not exchange.links:
            return
        with self._client:
            await show_links(exchange.links)
        if any(link.reloads for link in exchange.links):
            await self.calendar(lambda host: host.close_link(exchange))

    async def open_link(self, link: OpenedLink) -> None:
        """Show a link that was followed in Chat."""
        with self._client:
            await show_links((link,))

    async def _do(self, action: Callable[[], Outcome], asks: bool) -> Outcome | None:
        self._work(not asks)
        try:
            outcome = await run.io_bound(action)
            self._require_somebody()
        except NoSuchPartError as error:
            self._require_somebody()
            self.say(f"That cannot be done: {error}", wrong=True)
            return None
        finally:
            self._work(-(not asks))
        if outcome is None:  # the workbench ends
            return None
        with self._client:
            self.on_outcome.send(outcome)
        if outcome.notification:
            self.say(outcome.notification)
        await self.open_links(outcome.last)
        return outcome

    def _require_somebody(self) -> None:
        """End what goes on where the browser tab was closed meanwhile: nothing can be shown."""
        if self._client.is_deleted:
            raise asyncio.CancelledError

    def _work(self, more: int) -> None:
        self._working += more
        if not self._client.is_deleted:
            with self._client:
                self.on_busy.send(self._working > 0)

    def _consent(self, asked: list[str]) -> Collection[str]:
        """Ask the person, from the thread that waits for the host."""
        answer = asyncio.run_coroutine_threadsafe(self._ask(asked), self._loop)
        return answer.result()

    async def _ask(self, asked: list[str]) -> Collection[str]:
        if self._client.is_deleted:
            return ()
        with self._client:
            return await ask_consent(self.stage.deployment.name, asked, self.seat.locale)

    def _hear(self, change: Change) -> None:
        with contextlib.suppress(RuntimeError):  # the workbench has ended
            self._loop.call_soon_threadsafe(self._gather, change)

    def _gather(self, change: Change) -> None:
        if not self._heard:
            self._loop.call_later(GATHERING_SECONDS, self._pass_on)
        self._heard.add(change)

    def _catch_up(self) -> None:
        """The browser is back: tell what it has missed."""
        if self._heard:
            self._pass_on()

    def _pass_on(self) -> None:
        if not self._client.has_socket_connection:
            return  # until it is back
        heard, self._heard = self._heard, set()
        if RESET in heard:
            background_tasks.create(self.sit(self.seat))
        with self._client:
            self.on_world.send(frozenset(change.kind for change in heard))
