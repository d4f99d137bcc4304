"""Plays one person's Google Chat with an app, over real HTTP, in either dialect."""

from __future__ import annotations

import hashlib
from typing import Self

from sandbox.google.chat.conversations import (
    App,
    ChatMessage,
    ChatSpace,
    SpaceType,
    user_name,
)
from sandbox.google.knobs import Knobs
from sandbox.google.people.accounts import User
from sandbox.google.world import World
from sandbox.hosts.chat.answers import ChatAnswer
from sandbox.hosts.chat.calls import Call, Dialect
from sandbox.hosts.chat.configuration import ChatConfiguration, Command
from sandbox.hosts.chat.happenings import DialogStep, Happening, Kind
from sandbox.hosts.chat.shapes import invocation, mention
from sandbox.hosts.chat.surface import CardSurface, ChatDialog
from sandbox.hosts.chat.text import conversation_text
from sandbox.hosts.courier import Consent, Line
from sandbox.hosts.events import Interaction
from sandbox.hosts.exchange import Exchange
from sandbox.hosts.parts import NoSuchPartError
from sandbox.hosts.player import Player
from sandbox.hosts.wire import Json, member

REDIRECT = "https://chat.google.com/api/bot_config_complete?token="


class ChatPlayer(Player[Call, ChatAnswer]):
    """One person's Google Chat; made by `ChatHost` and `ClassicChatHost`.

    Args:
        world: the stand-in's state.
        user: the person.
        app: the app.
        config: the app's Chat configuration.
        addon_url: the app's base URL.
        dialect: how the app is spoken to.
        line: how events reach it.
        consent: asked for a list of scopes, answers with those the person grants.
        strict: whether a complaint raises `HostRefusal` instead of only being recorded.

    Attributes:
        space: the conversation that is open.
        dialog: the open dialog; None without one.
        notification: the line that the last thing the person did made Chat show, if any.
        prompt: where the app's private authorization prompt leads; None without one.
    """

    def __init__(
        self,
        *,
        world: World,
        user: User,
        app: App,
        config: ChatConfiguration,
        addon_url: str,
        dialect: Dialect,
        line: Line,
        consent: Consent | None,
        strict: bool,
    ) -> None:
        super().__init__(dialect, line, addon_url=addon_url, consent=consent, strict=strict)
        self.user = user
        self.app = app
        self.config = config
        self.space: ChatSpace | None = None
        self.dialog: ChatDialog | None = None
        self.notification: str | None = None
        self.prompt: str | None = None
        self._world = world
        self._chat = world.chat
        self._dialect = dialect
        self._redirects: dict[str, Call] = {}
        self._surfaces: dict[tuple[str, int], CardSurface] = {}

    @property
    def knobs(self) -> Knobs:
        """How Chat behaves now."""
        return self._world.knobs

    # What the person sees.

    @property
    def form(self) -> ChatDialog:
        """The open dialog, to fill in.

        Raises:
            NoSuchPartError: no dialog is open.
        """
        if self.dialog is None:
            raise NoSuchPartError("no dialog is open")
        return self.dialog

    @property
    def messages(self) -> tuple[ChatMessage, ...]:
        """The messages of the open conversation that the person sees, the oldest first."""
        found = self._open_space().messages
        return tuple(message for message in found if message.visible_to(self.user))

    def text(self) -> str:
        """The open conversation, and the dialog above it, as readable text."""
        drawn = conversation_text(self.messages, self.user)
        return drawn if self.dialog is None else f"{drawn}\n\n{self.dialog.text()}"

    def card(self, message: ChatMessage | None = None, index: int = 0) -> CardSurface:
        """A card of a message, to fill in or press.

        Args:
            message: the message; the newest visible one that has cards or buttons when None.
            index: which of its cards.

        Raises:
            NoSuchPartError: there is none.
        """
        chosen = message or self._newest_card()
        cards = [entry.get("card", {}) for entry in chosen.cards] or [{}]
        key = (chosen.name, index)
        known = self._surfaces.get(key)
        if known is None or known.card is not cards[index]:
            known = CardSurface(
                self, cards[index], chosen, () if index else chosen.accessory_widgets
            )
            self._surfaces[key] = known
        return known

    # What the person does in Chat.

    def in_space(self, space: ChatSpace | str) -> Self:
        """Open a conversation.

        Raises:
            NoSuchPartError: the person is not in it.
        """
        found = self._chat.space(space) if isinstance(space, str) else space
        if found is None or not found.has(self.user):
            raise NoSuchPartError(f"{self.user.email} is not in {space}")
        self.space = found
        return self

    def open_dm(self) -> Exchange | None:
        """Open the direct message with the app; return the exchange where that adds it."""
        self.space = self._chat.direct_message(self.user, self.app)
        return None if self.space.has(self.app) else self.add_to_space()[0]

    def say(
        self, text: str, *, mention: bool = False, thread: str | None = None
    ) -> Exchange | None:
        """Write a message.

        Args:
            text: what; after the app's mention where there is one.
            mention: whether it begins with the app's mention.
            thread: the thread to answer in; a new one when None.

        Returns:
            The exchange; None where the app does not hear it.
        """
        space = self._open_space()
        if mention:
            self._require_app(space)
        heard = mention or (space.type is SpaceType.DIRECT_MESSAGE and space.has(self.app))
        message = self._write(text, mentions="MENTION" if mention else None, thread=thread)
        return self._tell(Kind.MESSAGE, message=message) if heard else None

    def slash_command(
        self, command: str | int, text: str = "", *, thread: str | None = None
    ) -> Exchange:
        """Send a slash command.

        Args:
            command: its name with the slash, or an id, which the app may not know.
            text: what follows it.
            thread: the thread to answer in; a new one when None.

        Raises:
            NoSuchPartError: the configuration has no command of this name.
        """
        self._require_app(self._open_space())
        found = self._command(command, "SLASH_COMMAND")
        message = self._write_command(found, text, "INVOKE", thread)
        return self._tell_command(found, message)

    def quick_command(self, command: str | int) -> Exchange:
        """Choose a quick command by name or id, which the app may not know."""
        self._require_app(self._open_space())
        return self._tell_command(self._command(command, "QUICK_COMMAND"), None)

    def message_action(self, command: str | int, message: ChatMessage) -> Exchange:
        """Choose a command from the menu of a message (hosts.md 12.4).

        Args:
            command: its name, or an id, which the app may not know.
            message: the message that it is about, anybody's.
        """
        self._require_app(self._open_space())
        return self._tell_command(self._command(command, "MESSAGE_ACTION"), message)

    def add_to_space(
        self, by_mention: str | None = None, by_command: str | int | None = None, text: str = ""
    ) -> tuple[Exchange, ...]:
        """Add the app to the open conversation.

        Args:
            by_mention: what follows the mention that adds it; may be empty.
            by_command: the slash command that adds it.
            text: what follows the command.

        Returns:
            One exchange; two where a mention or command adds an add-on (hosts.md 1.7.3).
        """
        space = self._open_space()
        self._chat.join(space, self.app)
        if by_mention is not None:
            message = self._write(by_mention, mentions="ADD")
            if self._dialect.added_with_message:
                return (self._tell(Kind.ADDED, message=message, with_locale=False),)
            added = self._tell(Kind.ADDED, with_locale=False, more_follows=True)
            return added, self._tell(Kind.MESSAGE, message=message, with_locale=False)
        if by_command is not None:
            command = self._command(by_command, "SLASH_COMMAND")
            message = self._write_command(command, text, "ADD", None)
            if self._dialect.added_with_message:
                return (self._tell(Kind.ADDED, message=message, with_locale=False),)
            added = self._tell(Kind.ADDED, with_locale=False, more_follows=True)
            return added, self._tell_command(command, message)
        return (self._tell(Kind.ADDED, with_locale=False),)

    def remove_from_space(self) -> Exchange:
        """Remove the app from the open conversation."""
        space = self._open_space()
        self._require_app(space)
        self._chat.leave(space, self.app)
        return self._tell(Kind.REMOVED)

    def click(self, label: str, message: ChatMessage | None = None) -> Exchange:
        """Press a button of a message.

        Args:
            label: what stands on it.
            message: the message; the newest visible one that has cards or buttons when None.

        Raises:
            NoSuchPartError: there is none or several with this label, or it is disabled.
        """
        chosen = message or self._newest_card()
        surfaces = [self.card(chosen, index) for index in range(max(len(chosen.cards), 1))]
        labelled = [
            surface
            for surface in surfaces
            if any(part.label == label for part in surface.pressables())
        ]
        return (labelled or surfaces)[0].press(label)

    def press(self, label: str) -> Exchange:
        """Press a button of the open dialog.

        Raises:
            NoSuchPartError: no dialog is open, or it has no such button.
        """
        return self.form.press(label)

    def follow(self, redirect: str) -> Exchange:
        """Visit a `configCompleteRedirectUri`: the prompt vanishes, the event is sent again."""
        self.prompt = None
        return self._courier.send(self._redirects[redirect])

    # What surfaces ask for.

    def act(
        self, surface: CardSurface, action: Json, interaction: Interaction, *, changed: bool
    ) -> Exchange:
        """Fire an action of a card."""
        step = DialogStep.NONE
        if isinstance(surface, ChatDialog):
            step = DialogStep.SUBMIT
        elif action.get("interaction") == "OPEN_DIALOG":
            step = DialogStep.REQUEST
        return self._tell(
            Kind.CLICK,
            message=surface.message,
            dialog=step,
            interaction=interaction,
            function=action.get("function", ""),
            changed=changed,
            surface=surface,
        )

    def suggest(self, surface: CardSurface, action: Json, interaction: Interaction) -> Exchange:
        """Asks for the items of a selection."""
        return self._tell(
            Kind.SUGGEST,
            message=surface.message,
            interaction=interaction,
            function=action["function"],
            surface=surface,
            input_name=action["name"],
        )

    def note(self, exchange: Exchange) -> Exchange:
        """Records what happened without asking the app."""
        self.notification = None
        return self._courier.record(exchange)

    def person(self, who: User | str) -> User:
        """Somebody by address."""
        return who if isinstance(who, User) else self._world.people.users[who]

    def forget(self, dialog: ChatDialog) -> Exchange | None:
        """Close a dialog by its cross."""
        self._close(dialog)
        if not self._dialect.sends_cancel:
            return None
        return self._tell(Kind.CLICK, message=dialog.message, dialog=DialogStep.CANCEL)

    # How it is done.

    def _tell_command(self, command: Command, message: ChatMessage | None) -> Exchange:
        return self._tell(
            Kind.COMMAND,
            message=message,
            command_id=command.id,
            command_type=command.type,
            dialog=DialogStep.REQUEST if command.opens_dialog else DialogStep.NONE,
        )

    def _tell(
        self,
        kind: Kind,
        *,
        surface: CardSurface | None = None,
        input_name: str = "",
        **facts: object,
    ) -> Exchange:
        redirect = None
        if kind in (Kind.MESSAGE, Kind.ADDED, Kind.COMMAND):
            redirect = self._new_redirect()
        happening = Happening(
            kind,
            self.user,
            self._open_space(),
            self._world.clock.now(),
            redirect=redirect,
            **facts,  # type: ignore[arg-type]  # members of Happening
        )
        context = self._dialect.context(happening)
        call = Call(happening, self._dialect.url(happening), context, surface, input_name)
        if redirect is not None:
            self._redirects[redirect] = call
        self.notification = None
        return self._courier.send(call)

    def _apply(self, call: Call, answer: ChatAnswer) -> None:
        removed = call.happening.kind is Kind.REMOVED
        if answer.create is not None and not removed:
            self._post(call.happening, answer.create)
        if answer.update is not None and call.happening.message is not None:
            self._update(call.happening.message, answer.update)
        if answer.dialog is not None:
            self._show_dialog(call, answer.dialog, update=answer.keeps_values)
        if answer.suggestions is not None and call.surface is not None:
            call.surface.suggested[call.input_name] = answer.suggestions
        self.prompt = answer.prompt_url or self.prompt
        if isinstance(call.surface, ChatDialog):
            call.surface.notification = answer.notification
            changes = answer.create is not None or answer.update is not None
            if answer.closes_dialog or changes:
                self._close(call.surface)

    def _post(self, happening: Happening, message: Json) -> None:
        thread = (member(message, "thread") or {}).get("name")
        answered = happening.message
        if thread is None and answered is not None and answered.is_reply:
            thread = answered.thread if self.knobs.replies_stay_in_threads else None
        self._chat.post(
            happening.space,
            self.app,
            message.get("text", ""),
            cards=message.get("cardsV2", ()),
            accessory_widgets=message.get("accessoryWidgets", ()),
            fallback_text=message.get("fallbackText", ""),
            viewer=self._viewer(happening.space, message),
            thread=thread,
        )

    def _update(self, message: ChatMessage, content: Json) -> None:
        replaces = self.knobs.update_replaces_message
        self._chat.change(
            message,
            text=content.get("text", "" if replaces else None),
            cards=content.get("cardsV2", () if replaces else None),
            accessory_widgets=content.get("accessoryWidgets", () if replaces else None),
            fallback_text=content.get("fallbackText", "" if replaces else None),
        )

    def _show_dialog(self, call: Call, card: Json, *, update: bool) -> None:
        if isinstance(call.surface, ChatDialog):
            call.surface.show(card, update=update)
            return
        happening = call.happening
        carried = happening.kind is Kind.CLICK or self.knobs.dialog_carries_message
        self.dialog = ChatDialog(self, card, happening.message if carried else None)

    def _close(self, dialog: ChatDialog) -> None:
        self.notification = dialog.notification
        if self.dialog is dialog:
            self.dialog = None

    def _viewer(self, space: ChatSpace, message: Json) -> User | None:
        wanted = (member(message, "privateMessageViewer") or {}).get("name")
        return next((person for person in space.people if user_name(person) == wanted), None)

    def _write(
        self, text: str, *, mentions: str | None = None, thread: str | None = None
    ) -> ChatMessage:
        space = self._open_space()
        if mentions is None:
            heard = space.type is SpaceType.DIRECT_MESSAGE and space.has(self.app)
            argument = text if heard else None
            return self._chat.post(space, self.user, text, thread=thread, argument_text=argument)
        return self._chat.post(
            space,
            self.user,
            " ".join(filter(None, (f"@{self.app.display_name}", text))),
            thread=thread,
            annotations=[mention(self.app, mentions)],
            argument_text=f" {text}" if text else None,
        )

    def _write_command(
        self, command: Command, text: str, kind: str, thread: str | None
    ) -> ChatMessage:
        annotation = invocation(
            self.app, command.name, command.id, kind, opens_dialog=command.opens_dialog
        )
        return self._chat.post(
            self._open_space(),
            self.user,
            " ".join(filter(None, (command.name, text))),
            thread=thread,
            annotations=[annotation],
            argument_text=f" {text}" if text else None,
            command_id=command.id,
        )

    def _command(self, which: str | int, kind: str) -> Command:
        found = self.config.command(which, kind)
        if found is not None:
            return found
        if isinstance(which, str):
            raise NoSuchPartError(f"the app has no command {which!r}")
        name = f"/command{which}" if kind == "SLASH_COMMAND" else f"Command {which}"
        return Command(which, kind, name)

    def _newest_card(self) -> ChatMessage:
        for message in reversed(self.messages):
            if message.cards or message.accessory_widgets:
                return message
        raise NoSuchPartError("no message with a card is visible")

    def _open_space(self) -> ChatSpace:
        if self.space is None:
            raise NoSuchPartError("no conversation is open")
        return self.space

    def _require_app(self, space: ChatSpace) -> None:
        if not space.has(self.app):
            raise NoSuchPartError(f"{self.app.display_name} is not in {space.name}")

    def _new_redirect(self) -> str:
        own = f"{self.user.sub} {len(self._redirects)}"
        return REDIRECT + hashlib.sha256(own.encode()).hexdigest()
