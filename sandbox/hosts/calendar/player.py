"""Plays Google Calendar's sidebar around an add-on, over real HTTP."""

import threading
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from sandbox.google.knobs import Knobs
from sandbox.google.people.accounts import User
from sandbox.hosts.calendar.stack import CardStack, ShownCard, Stacks
from sandbox.hosts.card_text import card_text
from sandbox.hosts.cards import CardRules
from sandbox.hosts.delivery import Reply, is_success
from sandbox.hosts.deployment import WRITE_EVENT, read_deployment
from sandbox.hosts.events import (
    Client,
    Conference,
    Interaction,
    OpenEvent,
    calendar_event_object,
    tells_locale,
)
from sandbox.hosts.exchange import Exchange, HostRefusal, OpenedLink, too_many_prompts
from sandbox.hosts.filling import InputValue, fill_input, turn_switch
from sandbox.hosts.installation import Google, Installation
from sandbox.hosts.parts import (
    NoSuchPartError,
    Pressable,
    button_pressables,
    card_actions,
    empty_inputs,
    find,
    inputs,
    pressables,
)
from sandbox.hosts.responses import Answer, read_response
from sandbox.hosts.wire import Complaint, Host, Json, join, member

MEETING_SECONDS = 10

Consent = Callable[[list[str]], Collection[str]]


@dataclass(frozen=True)
class _Call:
    """Something to POST, kept so that it can be re-executed after a consent prompt."""

    url: str
    stack: CardStack
    opened: OpenEvent | None
    interaction: Interaction | None = None
    is_root: bool = False
    wants_link: bool = False


class CalendarHost:
    """Calendar in one person's browser, with the add-on installed.

    Args:
        google: The stand-in for Google.
        deployment_file: `deployment.json`.
        addon_url: What `${ADDON_URL}` stands for, without a trailing slash.
        user: The person.
        service_account: E-mail of the project's add-on service account.
        client_id: Audience of the person's ID token.
        locale: The language of the person's Calendar.
        time_zone: The IANA zone of the person's Calendar.
        granted: Scopes granted before; all of the deployment's when None.
        consent: Asked for a list of scopes, answers with those the person grants; grants all when
            None.
        strict: Whether a complaint raises `HostRefusal` instead of only being recorded.
        timeout: Seconds that the add-on has to answer (hosts.md 7).

    Attributes:
        deployment: What Calendar knows about the add-on.
        installation: The grants so far, and the switches for forged events.
        stacks: The cards.
        notification: The line that the last thing the person did made the host show, if any.
        consents: What each consent prompt asked for.
        exchanges: Everything that happened, in order.
    """

    def __init__(
        self,
        google: Google,
        deployment_file: Path,
        addon_url: str,
        user: User,
        *,
        service_account: str,
        client_id: str,
        locale: str = "en-US",
        time_zone: str = "Europe/Madrid",
        granted: Collection[str] | None = None,
        consent: Consent | None = None,
        strict: bool = True,
        timeout: float = 30,
    ) -> None:
        self.deployment = read_deployment(deployment_file, addon_url)
        self.installation = Installation(
            google,
            self.deployment,
            addon_url=addon_url,
            user=user,
            client=Client(locale, time_zone),
            service_account=service_account,
            client_id=client_id,
            granted=granted,
            timeout=timeout,
        )
        self.stacks = Stacks()
        self.notification: str | None = None
        self.consents: list[list[str]] = []
        self.exchanges: list[Exchange] = []
        self._consent: Consent = consent or (lambda asked: asked)
        self._strict = strict
        self._opened: OpenEvent | None = None
        self._rules = CardRules(Host.CALENDAR, self.deployment.open_link_prefixes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections to the add-on."""
        self.installation.close()

    # What the person sees.

    @property
    def granted(self) -> frozenset[str]:
        """The scopes granted so far."""
        return self.installation.granted

    @property
    def shown(self) -> ShownCard | None:
        """The visible card with what its form holds; None while there is none."""
        return self.stack.top

    @property
    def card(self) -> Json:
        """The visible card.

        Raises:
            NoSuchPartError: No card is visible.
        """
        return self._visible().card

    @property
    def stack(self) -> CardStack:
        """The stack of the visible card."""
        return self.stacks.current

    def text(self) -> str:
        """The visible card as readable text, with the values its form holds now."""
        shown = self._visible()
        menu = [action.label for action in self.deployment.universal_actions]
        return card_text(shown.card, shown.form, menu)

    # What the person does in Calendar.

    def open_home(self) -> Exchange:
        """Opens the sidebar without an event: the homepage trigger."""
        url = self._trigger(self.deployment.home_url, "homepageTrigger")
        return self._send(_Call(url, self.stacks.home, None, is_root=True))

    def open_event(
        self, calendar_id: str, event_id: str, *, conference: Conference = "saved"
    ) -> Exchange:
        """Opens an event: the event-open trigger.

        Args:
            calendar_id: The calendar of the opened copy.
            event_id: The event; one that is not saved is opened as a draft.
            conference: What the editor has as the conference: the saved one, none, or this.
        """
        self._opened = OpenEvent(calendar_id, event_id, conference=conference)
        self.stacks.enter_event()
        return self._run_event_trigger()

    def update_event(
        self,
        *,
        conference: Conference = "saved",
        attendees: tuple[Json, ...] | None = None,
    ) -> Exchange:
        """Changes guests or conference of the open event: the event-update trigger, before saving.

        Args:
            conference: What the editor has as the conference now.
            attendees: What the editor has as the guests now; None for the saved ones.
        """
        url = self._trigger(self.deployment.event_update_url, "eventUpdateTrigger")
        self._opened = replace(self._event(), conference=conference, attendees=attendees)
        return self._send(_Call(url, self._event_stack(), self._opened))

    def close_event(self) -> Exchange | None:
        """Leaves the event: drops its cards and runs the homepage again, where there is one."""
        self._event()
        self._opened = None
        self.stacks.leave_event()
        return self.open_home() if self.deployment.home_url else None

    def refresh(self) -> Exchange:
        """Runs the root trigger of the visible context again."""
        sees_home = self.stack is self.stacks.home and bool(self.stacks.home.cards)
        if self._opened is None or sees_home:
            return self.open_home()
        return self._run_event_trigger()

    def back(self) -> None:
        """Presses the sidebar's back arrow."""
        self.stack.pop()

    def open_peek(self) -> None:
        """Clicks the header of a contextual card that only peeks."""
        self.stacks.peek_opened = True

    def close_link(self, exchange: Exchange) -> Exchange | None:
        """Closes what a press opened; runs the root trigger again if the link asked for that."""
        return self.refresh() if any(link.reloads for link in exchange.links) else None

    # What the person does in a card.

    def press(self, target: str | Json) -> Exchange:
        """Presses a button, chip, menu item or clickable text of the visible card.

        Args:
            target: Its label, or the button itself.

        Raises:
            NoSuchPartError: There is none or several with this label, or it is disabled.
        """
        if isinstance(target, str):
            return self._press(find(pressables(self.card), target))
        return self._press(next(button_pressables(target)))

    def press_primary(self) -> Exchange:
        """Presses the footer's primary button."""
        return self._press(self._footer_button("primaryButton"))

    def press_secondary(self) -> Exchange:
        """Presses the footer's secondary button."""
        return self._press(self._footer_button("secondaryButton"))

    def press_twice(self, target: str | Json | None = None) -> tuple[Exchange, Exchange]:
        """Sends one click twice at the same moment, then applies the answers in order.

        Args:
            target: The label or the button; the footer's primary button when None.
        """
        if target is None:
            found = self._footer_button("primaryButton")
        elif isinstance(target, str):
            found = find(pressables(self.card), target)
        else:
            found = next(button_pressables(target))
        action = member(found.on_click, "action")
        if action is None or found.disabled:
            raise NoSuchPartError(f"{found.label!r} sends nothing")
        call = self._action_call(action)
        self._fire(action)
        start = threading.Barrier(2, timeout=MEETING_SECONDS)

        def send() -> tuple[Json, Reply]:
            event, headers = self._build(call)
            start.wait()
            return event, self.installation.post(call.url, event, headers)

        with ThreadPoolExecutor(max_workers=2) as pool:
            both = [pool.submit(send), pool.submit(send)]
        first, second = (self._settle(call, *sent.result()) for sent in both)
        return first, second

    def card_action(self, label: str) -> Exchange:
        """Chooses an entry of the card's own menu."""
        return self._press(find(card_actions(self.card), label))

    def universal_action(self, label: str) -> Exchange:
        """Chooses an entry of the menu that every card has."""
        for action in self.deployment.universal_actions:
            if action.label == label:
                if action.open_link is not None:
                    return self._record(Exchange(links=(OpenedLink(action.open_link),)))
                url = self._trigger(action.run_function, f"universal action {label!r}")
                return self._send(_Call(url, self.stack, self._context()))
        raise NoSuchPartError(f"no universal action is labelled {label!r}")

    def click(self, action: Json) -> Exchange:
        """Fires an `Action` as if a widget of the visible card had it."""
        return self._press(Pressable("", {"action": action}))

    def set_switch(self, name: str, on: bool, value: str | None = None) -> Exchange | None:
        """Turns a switch of the visible card on or off.

        Args:
            name: The switch's name.
            on: How it shall stand.
            value: Its value, where several switches share the name.

        Returns:
            The exchange, if the switch has an `onChangeAction`.
        """
        return self._changed(turn_switch(self._visible(), name, on=on, value=value))

    def set_input(self, name: str, value: InputValue) -> Exchange | None:
        """Fills in an input of the visible card.

        Args:
            name: The input's name.
            value: A text; the value or values of selected items; for a picker an aware datetime,
                or the time after midnight.

        Returns:
            The exchange, if the input has an `onChangeAction`.
        """
        return self._changed(fill_input(self._visible(), name, value))

    def autocomplete(self, name: str, text: str) -> Exchange:
        """Types into a text input that asks the add-on for completions (hosts.md 2.8)."""
        self.set_input(name, text)
        for _, found in inputs(self.card):
            action = member(found, "autoCompleteAction")
            if found.get("name") == name and action is not None:
                return self._send(self._action_call(action))
        raise NoSuchPartError(f"input {name!r} has no autoCompleteAction")

    # How it is done.

    def _press(self, found: Pressable) -> Exchange:
        if found.disabled:
            raise NoSuchPartError(f"{found.label!r} is disabled")
        match found.on_click:
            case {"action": dict() as action}:
                missing = empty_inputs(self.card, self._visible().form, action)
                if missing:
                    return self._record(Exchange(missing=missing))
                call = self._action_call(action)
            case {"openDynamicLinkAction": dict() as action}:
                call = replace(self._action_call(action), wants_link=True)
            case {"openLink": dict() as link}:
                return self._record(Exchange(links=(OpenedLink.parse(link),)))
            case {"card": dict() as card}:
                self.stack.push(card)
                return self._record(Exchange())
            case _:
                raise NoSuchPartError(f"{found.label!r} opens a menu or does nothing")
        self._fire(action)
        return self._send(call)

    def _action_call(self, action: Json) -> _Call:
        interaction = self._visible().interaction(action)
        return _Call(action["function"], self.stack, self._context(), interaction)

    def _fire(self, action: Json) -> None:
        if self._knobs.redraw_resets_form and not action.get("persistValues"):
            self._visible().reset()

    def _changed(self, found: Json) -> Exchange | None:
        action = member(found, "onChangeAction")
        if action is None:
            return None
        call = self._action_call(action)
        self._fire(action)
        return self._send(call)

    def _run_event_trigger(self) -> Exchange:
        url = self._trigger(self.deployment.event_open_url, "eventOpenTrigger")
        return self._send(_Call(url, self._event_stack(), self._event(), is_root=True))

    def _send(self, call: _Call) -> Exchange:
        event, headers = self._build(call)
        return self._settle(call, event, self.installation.post(call.url, event, headers))

    def _build(self, call: _Call) -> tuple[Json, dict[str, str]]:
        calendar = None if call.opened is None else self._calendar_event_object(call.opened)
        return self.installation.event(
            call.url,
            "CALENDAR",
            with_locale=tells_locale(self.deployment, self.granted),
            interaction=call.interaction,
            context=None if calendar is None else {"calendar": calendar},
        )

    def _calendar_event_object(self, opened: OpenEvent) -> Json | None:
        try:
            world = self.installation.google.world
            saved = world.calendar.event(
                opened.calendar_id, opened.event_id, self.installation.user
            )
        except LookupError:
            saved = None
        return calendar_event_object(
            replace(opened, saved=saved), self.deployment, self.granted, self._knobs
        )

    def _settle(self, call: _Call, event: Json, reply: Reply) -> Exchange:
        """Judges a reply and does what it asks for; re-executes the call after consent."""
        rounds = self._knobs.consent_rounds
        for rounds_left in range(rounds, -1, -1):
            answer = read_response(reply.body, self._rules)
            found = self._complaints(call, reply, answer)
            if answer.asks_for_scopes and rounds_left == 0:
                found.append(Complaint("", too_many_prompts(rounds)))
            exchange = self._record(
                Exchange(
                    url=call.url,
                    request=event,
                    response=reply.body if isinstance(reply.body, dict) else None,
                    status=reply.status,
                    milliseconds=reply.milliseconds,
                    complaints=tuple(found),
                    links=() if answer.link is None else (OpenedLink.parse(answer.link),),
                    notification=answer.notification,
                )
            )
            if not answer.asks_for_scopes or found:
                break
            if not self._ask_for(answer) and not self._knobs.prompt_repeats_declined:
                return exchange
            event, headers = self._build(call)
            reply = self.installation.post(call.url, event, headers)
        if is_success(reply.status):
            self._apply(call, answer)
        return exchange

    def _complaints(self, call: _Call, reply: Reply, answer: Answer) -> list[Complaint]:
        if reply.complaints:
            return list(reply.complaints)
        found = list(answer.complaints)
        unlisted = sorted({*(answer.scopes or ())} - {*self.deployment.scopes})
        if unlisted:
            found.append(Complaint("", f"asks for scopes not in oauthScopes: {unlisted}"))
        if answer.calendar_action is not None and not self._may_edit(call):
            reason = "needs an open event, WRITE access and calendar.addons.current.event.write"
            found.append(Complaint("hostAppAction.calendarAction", reason))
        if call.wants_link and answer.link is None and not answer.asks_for_scopes:
            found.append(Complaint("action.link", "openDynamicLinkAction needs a link"))
        pushed = sum("pushCard" in navigation for navigation in answer.navigations)
        if call.is_root and pushed > 1:
            found.append(Complaint("action.navigations", "a trigger should push one card"))
        return found

    def _may_edit(self, call: _Call) -> bool:
        return (
            call.opened is not None
            and self.deployment.may_write_event
            and WRITE_EVENT in self.granted
        )

    def _ask_for(self, answer: Answer) -> bool:
        """Prompts for scopes; returns whether any was granted."""
        asked = list(self.deployment.scopes if answer.all_scopes else answer.scopes or ())
        self.consents.append(asked)
        given = frozenset(self._consent(asked)) & frozenset(asked)
        self.installation.granted |= given
        return bool(given)

    def _record(self, exchange: Exchange) -> Exchange:
        self.exchanges.append(exchange)
        self.notification = exchange.notification
        if self._strict and exchange.complaints:
            raise HostRefusal(exchange)
        return exchange

    def _apply(self, call: _Call, answer: Answer) -> None:
        if call.is_root:
            call.stack.clear()
        stripped = {
            index
            for index, _ in enumerate(answer.navigations)
            for complaint in answer.complaints
            if complaint.strips_card and join("navigations", index) in complaint.path
        }
        kept = [step for index, step in enumerate(answer.navigations) if index not in stripped]
        if self.stacks.apply(call.stack, kept, self._knobs) and not call.is_root:
            self.open_home()

    @property
    def _knobs(self) -> Knobs:
        return self.installation.knobs

    def _visible(self) -> ShownCard:
        shown = self.shown
        if shown is None:
            raise NoSuchPartError("no card is visible")
        return shown

    def _footer_button(self, name: str) -> Pressable:
        button = member(member(self.card, "fixedFooter"), name)
        if button is None:
            raise NoSuchPartError(f"the card has no {name}")
        return next(button_pressables(button))

    def _context(self) -> OpenEvent | None:
        return None if self.stack is self.stacks.home else self._opened

    def _event(self) -> OpenEvent:
        if self._opened is None:
            raise NoSuchPartError("no event is open")
        return self._opened

    def _event_stack(self) -> CardStack:
        self._event()
        if self.stacks.event is None:
            self.stacks.enter_event()
        return self.stacks.event or self.stacks.home

    @staticmethod
    def _trigger(url: str | None, name: str) -> str:
        if url is None:
            raise NoSuchPartError(f"the deployment has no {name}")
        return url
