"""Draws Google Workspace cards from their JSON inside a NiceGUI page, as their hosts show them.

Anyone with a card of `google.apps.card.v1` (a dict in lowerCamelCase) can use it:

    from nicegui import ui
    from sandbox.hosts.cards import CardRules, check_card
    from sandbox.hosts.parts import initial_form
    from workbench.drawing import Handlers, draw_card

    @ui.page("/")
    def page() -> None:
        form = initial_form(card)
        draw_card(
            card,
            form=form,
            handlers=Handlers(on_action=post, on_link=lambda link: ui.notify(link["url"])),
            complaints=check_card(card, CardRules()),
        )

`draw_card`, `draw_peek`, `draw_accessories` and `draw_note` put one element into the current slot;
its width is its container's. A card is not redrawn in place: clear the container and draw again.

What is typed or chosen is written into `form` (`sandbox.hosts.parts.Form`, the values that the
hosts send) before anything else happens, then `Handlers.on_change` is told the input's name, then
`Handlers.on_action` gets the input's `onChangeAction`, if it has one. Actions whose required inputs
are empty are not fired: the inputs are marked instead.

Members that the host does not know, or that are of the wrong type, are left out. Complaints are
shown where they occur; their paths begin with `path`, which is where the card stands in what was
checked (`action.navigations[0].pushCard`; nothing for a card checked by itself).

Modules: `card` (header, sections, footer, menu), `widgets` (the table of widgets, and those that
hold others), `texts`, `buttons`, `inputs`, `pickers` (days and times), `selections`, `tiles` (grids
and chips), `canvas` (what all of them share), `readable` (what the host reads of a card), `notes`
(complaints), `rich_text` (the HTML subset), `icons`, `gallery` (a page with everything on it).
"""

from __future__ import annotations

from workbench.drawing.canvas import Handlers, MenuEntry
from workbench.drawing.card import draw_accessories, draw_card, draw_peek
from workbench.drawing.notes import draw_note

__all__ = ["Handlers", "MenuEntry", "draw_accessories", "draw_card", "draw_note", "draw_peek"]
