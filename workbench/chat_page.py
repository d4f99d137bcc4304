"""Google Chat: the conversations, their messages and cards, the message box, and dialogs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from html import escape
from zoneinfo import ZoneInfo

from nicegui import ui

from sandbox.google.chat.conversations import App, ChatMessage, ChatSpace, SpaceType, user_name
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.chat.surface import CardSurface
from sandbox.hosts.exchange import OpenedLink
from sandbox.hosts.parts import platform_sources
from sandbox.hosts.wire import Complaint, Host, Json
from workbench.buttons import icon_button, keep_focus, text_button
from workbench.chat_frames import dialog_frame, message_frame
from workbench.desk import Desk
from workbench.drawing import Handlers, draw_accessories, draw_card
from workbench.drawing.notes import draw_note
from workbench.moments import clock
from workbench.seed import PEOPLE
from workbench.slash import offered, read_line
from workbench.tab import CHAT, Outcome
from workbench.words import Word

SLASH_KEYS = {
    "down": "event => event.currentTarget.nextElementSibling?.focus()",
    "up": "event => event.currentTarget.previousElementSibling?.focus()",
}
"""How the arrow keys go through the menu of commands."""


class ChatPage:
    """Chat in one browser tab."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._complaints: tuple[Complaint, ...] = ()
        self._drawn: dict[str, tuple[object, ui.element]] = {}
        self._listed: object = None
        self._dialog: ui.dialog | None = None
        with ui.element("div").classes("wb-chat") as self.root:
            with ui.element("nav").classes("wb-spaces") as nav:
                nav.props["aria-label"] = "Conversations"
                self._spaces = ui.element("div")
            with ui.element("section").classes("wb-conversation") as section:
                section.props["aria-label"] = "Conversation"
                self._head = ui.element("div").classes("wb-conversation-head")
                self._messages = ui.element("div").classes("wb-messages")
                self._messages.props["role"] = "log"
                self._messages.props["aria-label"] = "Messages"
                self._messages.props["tabindex"] = "0"
                self._busy = ui.linear_progress(show_value=False).props("indeterminate size=3px")
                self._foot = ui.element("div").classes("wb-composer")
        desk.on_world.connect(self._refresh)
        desk.on_outcome.connect(self._take)
        desk.on_busy.connect(self._show_busy)
        desk.on_seat.connect(self.start)
        self._show_busy(False)

    def start(self) -> None:
        """Show the conversations, with the first space open; opening the app's is up to people."""
        self.root.props["lang"] = self._desk.seat.locale
        self._drawn.clear()
        self._messages.clear()
        self._listed = None
        self._foot.clear()
        self._busy.props["aria-label"] = self._word(Word.WAITING)
        self._complaints = ()
        self._close_dialog()
        rooms = list(self._rooms())
        if rooms:
            self._host.in_space(rooms[0])
        self._draw()

    @property
    def _host(self) -> ChatHost:
        return self._desk.tab.chat

    def _word(self, word: Word, **values: object) -> str:
        return self._desk.word(word, **values)

    def _rooms(self) -> Iterator[ChatSpace]:
        """The spaces that the person is in."""
        for space in self._desk.stage.world.chat.spaces:
            if space.type is not SpaceType.DIRECT_MESSAGE and space.has(self._host.user):
                yield space

    # what the person does

    async def _open_dm(self) -> None:
        self._leave()
        await self._desk.chat(ChatHost.open_dm)

    def _open(self, space: ChatSpace) -> None:
        self._leave()
        self._host.in_space(space)
        self._draw()

    def _leave(self) -> None:
        self._drawn.clear()
        self._messages.clear()
        self._complaints = ()

    async def _send(self, text: str) -> None:
        host, space = self._host, self._host.space
        if space is None or not text.strip():
            return
        line = read_line(text, host.config.commands, host.app.display_name)
        there = space.has(host.app)
        command = line.command
        if command is not None and there:
            await self._desk.chat(lambda host: host.slash_command(command, line.text))
        elif command is not None:
            await self._desk.chat(
                lambda host: host.add_to_space(by_command=command, text=line.text)
            )
        elif line.mention and not there:
            await self._desk.chat(lambda host: host.add_to_space(by_mention=line.text))
        else:
            await self._desk.chat(lambda host: host.say(line.text, mention=line.mention))

    # drawing

    def _take(self, outcome: Outcome) -> None:
        if outcome.host == CHAT and outcome.changes:
            self._complaints = outcome.last.complaints
            self._draw()
            self._draw_dialog()

    def _refresh(self, kinds: frozenset[str]) -> None:
        if kinds & {"chat_space", "chat_message"}:
            self._draw()

    def _draw(self) -> None:
        self._draw_spaces()
        self._draw_head()
        self._draw_messages()
        self._draw_foot()

    def _draw_spaces(self) -> None:
        host = self._host
        direct = self._desk.stage.world.chat.direct_message(host.user, host.app)
        listed = (host, host.space, [(room, room.people) for room in self._rooms()])
        if listed == self._listed:
            return
        self._listed = listed
        self._spaces.clear()
        with self._spaces:
            ui.label(self._word(Word.DIRECT_MESSAGES)).classes("wb-small wb-group")
            _space_button(
                host.app.display_name, self._word(Word.APP), direct is host.space, self._open_dm
            )
            ui.label(self._word(Word.SPACES)).classes("wb-small wb-group")
            for space in self._rooms():
                names = ", ".join(person.display_name for person in space.people)
                opened = partial(self._open, space)
                _space_button(space.display_name, names, space is host.space, opened)

    def _draw_head(self) -> None:
        host, space = self._host, self._host.space
        self._head.clear()
        with self._head:
            if space is None:
                ui.label(self._word(Word.CHOOSE_CONVERSATION)).classes("wb-empty")
                return
            name = space.display_name or host.app.display_name
            ui.html(name, sanitize=escape, tag="h2").classes("wb-h2")
            ui.space()
            if space.has(host.app):
                text_button(
                    self._word(Word.REMOVE_APP),
                    lambda: self._desk.chat(ChatHost.remove_from_space),
                    "o_remove_circle_outline",
                )
            else:
                text_button(
                    self._word(Word.ADD_APP),
                    lambda: self._desk.chat(ChatHost.add_to_space),
                    "add_circle_outline",
                )

    def _draw_foot(self) -> None:
        self._foot.set_visibility(self._host.space is not None)
        if self._host.space is None or any(True for _ in self._foot):
            return
        with self._foot:
            with ui.element("div").classes("wb-row wb-composer-row"):
                field = ui.input(self._word(Word.MESSAGE)).props("dense outlined autocomplete=off")
                field.classes("wb-message-input")

                async def send() -> None:
                    text, field.value = str(field.value), ""
                    await self._send(text)

                field.on("keydown.enter", send)
                icon_button("send", self._word(Word.SEND_MESSAGE), send)
            menu = ui.element("div").classes("wb-slash")
            menu.props["role"] = "menu"
            menu.props["aria-label"] = self._word(Word.COMMANDS)
            into_menu = f"() => getHtmlElement({menu.id}).querySelector('button')?.focus()"
            field.on("keydown.down.prevent", js_handler=into_menu)
        field.on_value_change(lambda event: self._offer(menu, field, str(event.value)))
        self._offer(menu, field, "")

    def _offer(self, menu: ui.element, field: ui.input, typed: str) -> None:
        commands = offered(typed, self._host.config.commands)
        menu.clear()
        menu.set_visibility(bool(commands))
        with menu:
            for command in commands:
                entry = ui.element("button").props("type=button role=menuitem")
                entry.classes("wb-slash-entry")

                def choose(name: str = command.name) -> None:
                    field.value = f"{name} "
                    field.run_method("focus")

                entry.on("click", choose)
                for key, focus in SLASH_KEYS.items():
                    entry.on(f"keydown.{key}.prevent", js_handler=focus)
                entry.on("keydown.esc.prevent", lambda: field.run_method("focus"))
                with entry:
                    ui.label(command.name).classes("wb-strong")
                    ui.label(command.description).classes("wb-small")

    def _draw_messages(self) -> None:
        host = self._host
        shown = host.messages if host.space is not None else ()
        gone = self._drawn.keys() - {message.name for message in shown}
        for name in gone:
            self._drawn.pop(name)[1].delete()
        for message in shown:
            cards = range(len(message.cards))
            resets = [host.card(message, index).shown.resets for index in cards]
            state = (message.updated, resets, message.text)
            known = self._drawn.get(message.name)
            if known is not None and known[0] == state:
                continue
            if known is None:
                with self._messages:
                    holder = ui.element("div").classes("wb-message")
            else:
                holder = known[1]
                holder.clear()
            self._drawn[message.name] = (state, holder)
            with holder:
                self._draw_message(message)
        for name in [name for name in self._drawn if name == REFUSAL]:
            self._drawn.pop(name)[1].delete()
        self._draw_refusal()
        ui.run_javascript(
            f"const log = getHtmlElement({self._messages.id}); log.scrollTop = log.scrollHeight"
        )

    def _draw_refusal(self) -> None:
        prompt = self._host.prompt
        if not self._complaints and prompt is None:
            return
        with self._messages, ui.element("div").classes("wb-refusal") as holder:
            for complaint in self._complaints:
                draw_note(f"Chat refuses this: {complaint}", complaint.path)
            if prompt is not None:
                ui.label(self._word(Word.VISIT, url=prompt))
        self._drawn[REFUSAL] = (None, holder)

    def _draw_message(self, message: ChatMessage) -> None:
        sender = message.sender
        zone = ZoneInfo(self._desk.seat.zone)
        with message_frame(
            sender.display_name,
            self._desk.seat.locale,
            app=isinstance(sender, App),
            sent=clock(message.created.astimezone(zone), self._desk.seat.locale),
            edited=message.updated is not None,
            private=message.viewer is not None,
        ):
            if message.text:
                ui.label(message.text).classes("wb-text")
            for index in range(len(message.cards)):
                surface = self._host.card(message, index)
                self._draw_surface(surface, Host.CHAT_MESSAGE)
            if message.accessory_widgets:
                surface = self._host.card(message)
                draw_accessories(
                    message.accessory_widgets,
                    handlers=self._handlers(surface),
                    language=self._desk.seat.locale,
                )

    def _draw_surface(
        self, surface: CardSurface, host: Host, complaints: Sequence[Complaint] = ()
    ) -> None:
        drawn = draw_card(
            surface.card,
            form=surface.shown.form,
            handlers=self._handlers(surface),
            host=host,
            complaints=complaints,
            zone=ZoneInfo(self._desk.seat.zone),
            heading_level=3,
            language=self._desk.seat.locale,
        )
        drawn.props["lang"] = self._desk.seat.locale

    def _handlers(self, surface: CardSurface) -> Handlers:
        return Handlers(
            on_action=partial(self._fire, surface, changed=False),
            on_change_action=partial(self._fire, surface, changed=True),
            on_link=lambda link: self._desk.open_link(OpenedLink.parse(link)),
            on_change=surface.shown.touched.add,
            suggest=partial(self._suggest, surface),
        )

    async def _fire(self, surface: CardSurface, action: Json, *, changed: bool) -> None:
        await self._desk.chat(lambda _: surface.fire(action, changed=changed))

    async def _suggest(self, surface: CardSurface, found: Json, typed: str) -> Sequence[Json]:
        people, spaces = platform_sources(found)
        if people or spaces:
            offered = [
                *(self._people() if people else ()),
                *(self._spaces_to_pick() if spaces else ()),
            ]
            return [
                item
                for item in offered
                if typed.lower() in f"{item['text']} {item.get('bottomText', '')}".lower()
            ]
        name = found["name"]
        await self._desk.chat(lambda _: surface.suggest(name, typed), asks=True)
        return surface.suggested.get(name, ())

    def _people(self) -> Iterator[Json]:
        for person in PEOPLE:
            name = user_name(self._desk.stage.user(person.email))
            yield {"text": person.name, "value": name, "bottomText": person.email}

    def _spaces_to_pick(self) -> Iterator[Json]:
        for space in self._rooms():
            yield {"text": space.display_name, "value": space.name}

    def _draw_dialog(self) -> None:
        opened = self._host.dialog
        if opened is None:
            self._close_dialog()
            return
        if self._dialog is None:
            with self.root:
                self._dialog = ui.dialog().props("persistent")
            self._dialog.props["aria-label"] = self._host.app.display_name
            self._dialog.open()
        self._dialog.clear()
        with (
            self._dialog,
            dialog_frame(self._host.app.display_name, self._desk.seat.locale, self._cross),
        ):
            for complaint in self._complaints:
                draw_note(f"Chat refuses this: {complaint}", complaint.path)
            self._draw_surface(opened, Host.CHAT_DIALOG)
        keep_focus(self._dialog)

    async def _cross(self) -> None:
        opened = self._host.dialog
        if opened is not None:
            await self._desk.chat(lambda _: opened.close())

    def _close_dialog(self) -> None:
        shown, self._dialog = self._dialog, None
        if shown is not None and not shown.is_deleted:
            shown.delete()

    def _show_busy(self, busy: bool) -> None:
        self._busy.classes(remove="wb-unseen" if busy else "", add="" if busy else "wb-unseen")


REFUSAL = "refusal"


def _space_button(
    name: str,
    below: str,
    chosen: bool,
    act: Callable[[], Awaitable[object] | object],
) -> None:
    button = ui.element("button").props("type=button").classes("wb-space-button")
    button.props["aria-current"] = "true" if chosen else "false"
    button.on("click", act, [])
    with button:
        ui.label(name).classes("wb-strong")
        ui.label(below).classes("wb-small")
