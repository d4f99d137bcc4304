"""The buttons of the pages around the card, and where the keyboard is."""

from __future__ import annotations

from collections.abc import Callable

from nicegui import ui

Act = Callable[..., object]


def icon_button(icon: str, name: str, act: Act) -> ui.button:
    """A round button with an icon; its name is said by screen readers and shown on hovering."""
    button = ui.button(icon=icon, on_click=act, color=None).props("flat round dense")
    button.classes("wb-icon-button")
    button.props["aria-label"] = name
    button.props["title"] = name
    return button


def filled_button(words: str, act: Act) -> ui.button:
    """The button for what most people want."""
    return _button(words, act, "wb-filled")


def tonal_button(words: str, act: Act, icon: str | None = None) -> ui.button:
    """A button that stands out less."""
    return _button(words, act, "wb-tonal", icon)


def text_button(words: str, act: Act | None = None, icon: str | None = None) -> ui.button:
    """A button without a background."""
    return _button(words, act, "wb-plain", icon)


def watch_focus() -> None:
    """Have the page know where the keyboard's focus was last."""
    ui.run_javascript(
        "document.addEventListener('focusin', event => { window.focused = event.composedPath() })"
    )


def keep_focus(region: ui.element) -> None:
    """Move the keyboard's focus into a region that is drawn anew, if it was lost there.

    Where what had it is gone, it was in whatever is left around that.
    """
    ui.run_javascript(
        f"const region = getHtmlElement({region.id});"
        "const left = window.focused?.find(node => node.isConnected);"
        "if (document.activeElement === document.body && region && left"
        " && (region.contains(left) || left.contains(region)))"
        " region.focus({preventScroll: true})"
    )


def _button(words: str, act: Act | None, look: str, icon: str | None = None) -> ui.button:
    button = ui.button(words, on_click=act, icon=icon, color=None)
    return button.props("flat no-caps").classes(f"wb-button {look}")
