"""What Chat draws around an app's cards: a message with its sender, and a dialog with its bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from nicegui import ui

from workbench.buttons import icon_button
from workbench.words import Word


@contextmanager
def message_frame(
    sender: str,
    language: str,
    *,
    app: bool,
    sent: str = "",
    edited: bool = False,
    private: bool = False,
) -> Iterator[None]:
    """A message, into which its text and cards are drawn.

    Args:
        sender: what its sender is called.
        language: of Chat.
        app: whether that is an app.
        sent: when, as Chat writes it.
        edited: whether it was changed since.
        private: whether nobody else sees it.
    """
    face = ui.element("div").classes("wb-face wb-face-app" if app else "wb-face")
    face.props["aria-hidden"] = "true"
    with face:
        if app:
            ui.icon("o_video_call")
        else:
            ui.label(sender[:1])
    with ui.element("div").classes("wb-message-body"):
        with ui.element("div").classes("wb-row"):
            ui.label(sender).classes("wb-strong")
            if app:
                ui.label(Word.APP.of(language)).classes("wb-chip")
            if sent:
                ui.label(sent).classes("wb-small")
            if edited:
                ui.label(Word.EDITED.of(language)).classes("wb-small")
        if private:
            ui.label(Word.PRIVATE.of(language)).classes("wb-small wb-private")
        yield


@contextmanager
def dialog_frame(app: str, language: str, on_close: Callable[[], object]) -> Iterator[None]:
    """A dialog, into which its card is drawn.

    Args:
        app: what the app is called.
        language: of Chat.
        on_close: what its cross does.
    """
    with ui.card().classes("wb-dialog wb-chat-dialog"):
        with ui.element("div").classes("wb-row wb-dialog-bar"):
            ui.label(app).classes("wb-strong")
            ui.space()
            icon_button("close", Word.CLOSE_DIALOG.of(language), on_close)
        yield
