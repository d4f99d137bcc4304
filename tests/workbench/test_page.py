"""What belongs to no host: the bar, the pane for engineers, notices, and where the keyboard is."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.workbench.desk import Workbench
from tests.workbench.pages import violations
from workbench.words import Word

LAPTOP = (1366, 768)
PHONE = (360, 740)
CARD_ROOM = 440
DRAWN_AS = """() => {
    const prototype = CanvasRenderingContext2D.prototype;
    prototype.drawLetter ??= prototype.fillText;
    prototype.fillText = function (text, ...where) { this.drawLetter(%s, ...where); };
}"""
"""Has the browser draw other letters than those asked for, as if it had other fonts."""


def test_keyboard_begins_at_the_bar(page: Page, workbench: Workbench) -> None:
    """Tab goes to the first control of a fresh page, and of one that begins anew."""
    desk = workbench.open(page, pane=False)
    with page.expect_response("**/reset"):
        page.evaluate("fetch('/reset', {method: 'POST'})")
    expect(desk.event("Budget review")).to_be_visible()
    page.keyboard.press("Tab")

    expect(desk.button("Calendar")).to_be_focused()


def test_pane_is_remembered(page: Page, workbench: Workbench) -> None:
    """The pane is closed at first, so that a laptop shows the card; what was chosen stays."""
    page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
    desk = workbench.open(page, pane=False)
    expect(desk.exchanges).to_be_hidden()
    card = desk.card.bounding_box()
    assert card is not None
    assert CARD_ROOM < card["height"]
    assert [] == violations(page)

    toggle = desk.button("Pane for engineers")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    toggle.click()
    expect(desk.exchanges).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    page.reload()
    expect(desk.exchange(1)).to_be_visible()
    toggle.click()
    expect(desk.exchanges).to_be_hidden()
    page.reload()
    expect(desk.card).to_be_visible()
    expect(desk.exchanges).to_be_hidden()


def test_path_is_seen(page: Page, workbench: Workbench) -> None:
    """The end of a long path is in sight, and the whole of it is the detail's heading."""
    desk = workbench.open(page)
    desk.open_event("Partner sync")
    desk.card.get_by_role("button", name="Replace").click()
    line = desk.exchanges.get_by_role("button", name="/calendar/event/replace,")
    expect(line).to_be_visible()

    path = line.get_by_text("/calendar/event/replace")
    assert "/replace" == shown_end(path, len("/replace"))
    expect(
        desk.exchanges.get_by_role("heading", name="POST /calendar/event/replace")
    ).to_be_visible()


def test_one_notice(page: Page, workbench: Workbench) -> None:
    """A notice takes the place of the one before, has no number, and hides no exchange."""
    desk = workbench.open(page)
    save = desk.card.get_by_role("button", name="Save")
    save.click()
    expect(desk.notice("Saved")).to_be_visible()
    save.click()
    expect(desk.exchange(3)).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(1)
    expect(page.get_by_role("alert").get_by_text("2", exact=True)).to_be_hidden()

    notice, pane = desk.notice("Saved").bounding_box(), desk.exchanges.bounding_box()
    assert notice is not None
    assert pane is not None
    assert notice["y"] + notice["height"] <= pane["y"]


def test_language_without_a_font(page: Page, workbench: Workbench) -> None:
    """Where no font has the letters of the chosen language, the page says so."""
    desk = workbench.open(page)
    warning = page.get_by_role("status").filter(has_text="no font for Japanese")
    page.evaluate(DRAWN_AS % "'A'")
    desk.choose("Language", "日本語")
    expect(warning).to_contain_text("Debian’s fonts-noto-cjk")
    assert [] == violations(page)

    page.evaluate(DRAWN_AS % "text === '語' ? 'A' : 'B'")
    desk.choose("Language", "English")
    expect(warning).to_be_hidden()
    desk.choose("Language", "日本語")
    expect(desk.button(Word.CREATE.of("ja"))).to_be_visible()
    expect(warning).to_be_hidden()


def shown_end(path: Locator, length: int) -> str:
    """How much of the last letters of a text lies within the box that it is cut to."""
    return str(
        path.evaluate(
            """(path, length) => {
                const box = path.parentElement.getBoundingClientRect();
                const text = path.firstChild;
                return [...text.data].slice(-length).filter((_, index) => {
                    const range = document.createRange();
                    const at = text.data.length - length + index;
                    range.setStart(text, at);
                    range.setEnd(text, at + 1);
                    const place = range.getBoundingClientRect();
                    return box.left <= place.left && place.right <= box.right + 1;
                }).join("");
            }""",
            length,
        )
    )
