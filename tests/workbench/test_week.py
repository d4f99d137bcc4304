"""Calendar's week as eyes see it, in the words and times of the language that it is set to."""

from __future__ import annotations

import re
import string

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.workbench.desk import Workbench
from workbench.words import LANGUAGES, Word

LAPTOP, PHONE = 1366, 360


@pytest.mark.parametrize("width", [LAPTOP, PHONE])
def test_times_are_whole(page: Page, workbench: Workbench, width: int) -> None:
    """However narrow and short an event's box is, its title and its start are not cut in half."""
    page.set_viewport_size({"width": width, "height": 768})
    desk = workbench.open(page)
    starts = desk.calendar.locator("button.wb-event .wb-event-time > :first-child:visible")
    expect(starts.first).to_be_visible()

    assert [] == [start.inner_text() for start in starts.all() if not lies_whole(start)]
    assert 10 <= starts.count()
    assert lies_whole(desk.event("Planning with Bo").locator(".wb-event-name"))


def test_whose_events(page: Page, workbench: Workbench) -> None:
    """An assistant sees whose calendar each event is from: by colour, by initial, by legend."""
    desk = workbench.open(page, person="cy@example.com")
    meanings = desk.calendar.get_by_role("listitem")
    expect(meanings).to_contain_text(["My events", "Invitations", "Ana’s calendar"])

    boss = desk.event("Budget review").and_(desk.event("Ana’s calendar"))
    guest = desk.calendar.locator("button.wb-invited", has_text="Budget review")
    expect(boss).to_contain_text("A")
    expect(boss).not_to_have_css("background-color", color(guest))
    assert color(boss) == color(meanings.last.locator("*").first)
    assert color(guest) == color(meanings.nth(1).locator("*").first)


def test_language(page: Page, workbench: Workbench) -> None:
    """Calendar and Chat speak the chosen language, and write times and months as it does."""
    desk = workbench.open(page)
    expect(desk.event("Budget review")).to_contain_text("9:30 AM")
    desk.choose("Language", "Deutsch")
    expect(desk.calendar.get_by_role("heading", name="Januar 2027")).to_be_visible()
    desk.button("Vorherige Woche").click()
    desk.button("Vorherige Woche").click()
    expect(desk.calendar.get_by_role("heading", name="Dez. 2026 – Jan. 2027")).to_be_visible()
    desk.button("Nächste Woche").click()
    desk.button("Nächste Woche").click()

    desk.event("Budget review, Mo., 11. Jan., 09:30 – 10:30").click()
    expect(desk.editor.get_by_label("Beginn")).to_have_value("09:30")
    desk.button("Datum auswählen").click()
    page.get_by_role("dialog").or_(page.get_by_role("menu")).get_by_text("14", exact=True).click()
    expect(desk.editor.get_by_label("Datum").first).to_have_value("14.1.2027")
    desk.button("Uhrzeit auswählen").first.click()
    page.get_by_role("menuitem", name="13:00").click()
    expect(desk.editor.get_by_label("Ende")).to_have_value("14:00")
    assert [] == english(desk.editor)

    desk.button("Chat").click()
    page.get_by_role("textbox", name="Nachricht").fill("/schedule")
    page.keyboard.press("Enter")
    expect(desk.dialog.get_by_label("Uhrzeit").first).to_have_value(re.compile(r"^\d\d:\d\d$"))
    assert [] == english(page.get_by_role("navigation", name="Conversations"))
    assert [] == english(desk.dialog)


def test_words() -> None:
    """Each word of the hosts is there in every language, with the same things put in."""
    put_in = {
        word: [
            {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for text in word.value
        ]
        for word in Word
    }

    assert set(LANGUAGES) == set(Word.SAVE.value._fields)
    assert [] == [word for word in Word if not all(word.value)]
    assert [] == [word for word, names in put_in.items() if names.count(names[0]) != len(names)]


def english(shown: Locator) -> list[str]:
    """The hosts' English words that stand where another language should."""
    texts = [*shown.all_inner_texts(), *labels(shown)]
    lines = {line.strip() for text in texts for line in text.splitlines()}
    return sorted(
        word.value.en for word in Word if word.value.en in lines and word.value.en != word.value.de
    )


def labels(shown: Locator) -> list[str]:
    """What screen readers call the elements of a part of the page."""
    return [
        label.get_attribute("aria-label") or "" for label in shown.locator("[aria-label]").all()
    ]


def color(shown: Locator) -> str:
    """The colour behind an element."""
    return str(shown.evaluate("shown => getComputedStyle(shown).backgroundColor"))


def lies_whole(shown: Locator) -> bool:
    """Whether nothing of an element is cut off at the box of its event."""
    return bool(
        shown.evaluate(
            """shown => {
                const [inner, outer] = [shown, shown.closest("button")].map(
                    (element) => element.getBoundingClientRect());
                return inner.top >= outer.top && inner.bottom <= outer.bottom
                    && inner.left >= outer.left && inner.right <= outer.right
                    && inner.height % 15 < 1.5;
            }"""
        )
    )
