"""Plays Google Calendar's sidebar around an add-on, over real HTTP: what a person does in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from sandbox.google.knobs import Knobs
from sandbox.google.people.accounts import User
from sandbox.hosts.calendar.dialect import CalendarDialect, Call
from sandbox.hosts.calendar.sidebar import Sidebar
from sandbox.hosts.courier import Consent
from sandbox.hosts.deployment import read_deployment
from sandbox.hosts.events import Client, Conference, Interaction, OpenEvent
from sandbox.hosts.exchange import Exchange, OpenedLink
from sandbox.hosts.installation import Google, Installation
from sandbox.hosts.parts import NoSuchPartError, Pressable, card_actions, find, inputs
from sandbox.hosts.player import Player
from sandbox.hosts.responses import Answer
from sandbox.hosts.wire import Json, join, member


class CalendarHost(Player[Call, Answer], Sidebar):
    """Calendar in one person's browser, with the add-on installed.

    Args:
        google: the stand-in for Google.
        deployment_file: `deployment.json`.
        addon_url: what `${ADDON_URL}` stands for, without a trailing slash.
        user: the person.
        service_account: e-mail of the project's add-on service account.
        client_id: audience of the person's ID token.
        locale: the language of the person's Calendar.
        time_zone: the IANA zone of the person's Calendar.
        granted: scopes granted before; all of the deployment's when None.
        consent: asked for a list of scopes, answers with those the person grants; grants all when
            None.
        strict: whether a complaint raises `HostRefusal` instead of only being recorded.
        timeout: seconds that the add-on has to answer (hosts.md 7).

    Attributes:
        installation: the grants so far, and the switches for forged events.
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
        deployment = read_deployment(deployment_file, addon_url)
        self.installation = Installation(
            google,
            deployment,
            addon_url=addon_url,
            user=user,
            client=Client(locale, time_zone),
            service_account=service_account,
            client_id=client_id,
            granted=granted,
            timeout=timeout,
        )
        Sidebar.__init__(self, deployment)
        Player.__init__(
            self,
            CalendarDialect(self.installation),
            self.installation,
            addon_url=addon_url,
            consent=consent,
            strict=strict,
        )

    @property
    def notification(self) -> str | None:
        """The line that the last thing the person did made the host show, if any."""
        return self.exchanges[-1].notification if self.exchanges else None

    # What the person does in Calendar.

    def open_home(self) -> Exchange:
        """Open the sidebar without an event: the homepage trigger."""
        url = self._trigger(self.deployment.home_url, "homepageTrigger")
        return self._send(Call(url, self.stacks.home, None, is_root=True))

    def open_event(
        self, calendar_id: str, event_id: str, *, conference: Conference = "saved"
    ) -> Exchange:
        """Open an event: the event-open trigger.

        Args:
            calendar_id: the calendar of the opened copy.
            event_id: the event; one that is not saved is opened as a draft.
            conference: what the editor has as the conference: the saved one, none, or this.
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
        """Change guests or conference of the open event: the event-update trigger, before saving.

        Args:
            conference: what the editor has as the conference now.
            attendees: what the editor has as the guests now; None for the saved ones.
        """
        url = self._trigger(self.deployment.event_update_url, "eventUpdateTrigger")
        self._opened = replace(self._event(), conference=conference, attendees=attendees)
        return self._send(Call(url, self._event_stack(), self._opened))

    def close_event(self) -> Exchange | None:
        """Leave the event: drop its cards and run the homepage again, where there is one."""
        self._event()
        self._opened = None
        self.stacks.leave_event()
        return self.open_home() if self.deployment.home_url else None

    def refresh(self) -> Exchange:
        """Run the root trigger of the visible context again."""
        sees_home = self.stack is self.stacks.home and bool(self.stacks.home.cards)
        if self._opened is None or sees_home:
            return self.open_home()
        return self._run_event_trigger()

    def back(self) -> None:
        """Press the sidebar's back arrow."""
        self.stack.pop()

    def open_peek(self) -> None:
        """Clicks the header of a contextual card that only peeks."""
        self.stacks.peek_opened = True

    def close_link(self, exchange: Exchange) -> Exchange | None:
        """Close what a press opened; run the root trigger again if the link asked for that."""
        return self.refresh() if any(link.reloads for link in exchange.links) else None

    # What the person does in a card.

    def press_twice(self, target: str | Json | None = None) -> tuple[Exchange, Exchange]:
        """Send one click twice at the same moment, then apply the answers in order.

        Args:
            target: the label or the button; the footer's primary button when None.
        """
        found = self._footer_button("primaryButton") if target is None else self._find(target)
        action = member(found.on_click, "action")
        if action is None or found.disabled:
            raise NoSuchPartError(f"{found.label!r} sends nothing")
        return self._courier.send_both(self._call(action, self._sent_by(action)))

    def card_action(self, label: str) -> Exchange:
        """Choose an entry of the card's own menu."""
        return self._press(find(card_actions(self.card), label))

    def universal_action(self, label: str) -> Exchange:
        """Choose an entry of the menu that every card has."""
        for action in self.deployment.universal_actions:
            if action.label == label:
                if action.open_link is not None:
                    return self._note(Exchange(links=(OpenedLink(action.open_link),)))
                url = self._trigger(action.run_function, f"universal action {label!r}")
                return self._send(Call(url, self.stack, self._context()))
        raise NoSuchPartError(f"no universal action is labelled {label!r}")

    def click(self, action: Json) -> Exchange:
        """Fire an `Action` as if a widget of the visible card had it."""
        return self._press(Pressable("", {"action": action}))

    def autocomplete(self, name: str, text: str) -> Exchange:
        """Type into a text input that asks the add-on for completions (hosts.md 2.8)."""
        self.set_input(name, text)
        for _, found in inputs(self.card):
            action = member(found, "autoCompleteAction")
            if found.get("name") == name and action is not None:
                interaction = self._visible().interaction(
                    action, folded=self._knobs.folded_inputs_sent
                )
                return self._send(self._call(action, interaction))
        raise NoSuchPartError(f"input {name!r} has no autoCompleteAction")

    # How it is done.

    def _press_otherwise(self, found: Pressable) -> Exchange:
        match found.on_click:
            case {"openDynamicLinkAction": dict() as action}:
                call = self._call(action, self._sent_by(action))
                return self._send(replace(call, wants_link=True))
            case {"card": dict() as card}:
                self.stack.push(card)
                return self._note(Exchange())
            case _:
                return super()._press_otherwise(found)

    def _act(self, action: Json, interaction: Interaction, _changed: bool, /) -> Exchange:
        return self._send(self._call(action, interaction))

    def _call(self, action: Json, interaction: Interaction) -> Call:
        opened = self._context()
        if opened is not None and not self._knobs.clicks_tell_editor:
            opened = replace(opened, conference="saved")
        return Call(action["function"], self.stack, opened, interaction)

    def _run_event_trigger(self) -> Exchange:
        url = self._trigger(self.deployment.event_open_url, "eventOpenTrigger")
        return self._send(Call(url, self._event_stack(), self._event(), is_root=True))

    def _send(self, call: Call) -> Exchange:
        return self._courier.send(call)

    def _note(self, exchange: Exchange) -> Exchange:
        return self._courier.record(exchange)

    def _apply(self, call: Call, answer: Answer) -> None:
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

    @staticmethod
    def _trigger(url: str | None, name: str) -> str:
        if url is None:
            raise NoSuchPartError(f"the deployment has no {name}")
        return url
