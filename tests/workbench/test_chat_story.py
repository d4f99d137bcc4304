"""Chat in the workbench, used as a person would: by what is read and heard."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from cards.languages import text_for
from meeting.model import Artifact
from tests.workbench.desk import Desk, Workbench
from tests.workbench.pages import violations
from workbench.words import Word

ROOM = "Design team"
APP = "Records for Google Meet"


def in_room(
    workbench: Workbench, page: Page, *, person: str = "ana@example.com", language: str = "en"
) -> Desk:
    """Open the room with two people."""
    desk = workbench.open(page, person=person, view="chat", language=language)
    expect(page.get_by_role("heading", name=ROOM)).to_be_visible()
    return desk


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ja", "dark")])
def test_story(
    page: Page, workbench: Workbench, language: str, scheme: Literal["light", "dark"]
) -> None:
    """The app is added, a Meet is posted, changed in a dialog and ended; the card is updated."""
    text = text_for(language, "Europe/Madrid")
    page.emulate_media(color_scheme=scheme)
    desk = in_room(workbench, page, language=language)
    desk.button(desk.word(Word.ADD_APP)).click()
    expect(desk.messages.get_by_role("article")).to_have_count(1)
    assert [] == violations(page)

    desk.message.fill("/")
    menu = page.get_by_role("menu", name=desk.word(Word.COMMANDS))
    expect(menu.get_by_role("menuitem")).to_contain_text(
        ["/meet", "/schedule", "/settings", "/help"]
    )
    assert [] == violations(page)
    menu.get_by_role("menuitem", name="/meet").click()
    expect(desk.message).to_have_value("/meet ")
    desk.message.press_sequentially("Budget")
    desk.message.press("Enter")
    card = desk.messages.get_by_role("article").last
    expect(card.get_by_text("Budget", exact=True)).to_be_visible()
    expect(card.get_by_text("meet.google.com/")).to_be_visible()
    assert [] == violations(page)

    card.get_by_role("button", name=text.change_settings()).click()
    desk.dialog.get_by_role("switch", name=text.switch(Artifact.RECORDING)).click()
    assert [] == violations(page)
    desk.dialog.get_by_role("button", name=text.save()).click()
    expect(desk.dialog).to_have_count(0)
    expect(desk.messages.get_by_text(desk.word(Word.EDITED))).to_be_visible()
    expect(card.get_by_text(text.is_made(Artifact.RECORDING))).to_be_visible()

    card.get_by_role("button", name=text.join()).click()
    expect(desk.dialog.get_by_text("meet.google.com/")).to_be_visible()


def test_commands_by_keyboard(page: Page, workbench: Workbench) -> None:
    """The arrow keys go through the commands, Enter takes one, Escape goes back to the words."""
    desk = in_room(workbench, page)
    menu = page.get_by_role("menu", name="Commands")
    desk.message.press_sequentially("/")
    expect(menu.get_by_role("menuitem")).to_have_count(5)

    desk.message.press("ArrowDown")
    expect(menu.get_by_role("menuitem", name="/meet")).to_be_focused()
    page.keyboard.press("Escape")
    expect(desk.message).to_be_focused()
    desk.message.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(menu.get_by_role("menuitem", name="/schedule")).to_be_focused()
    page.keyboard.press("Enter")

    expect(desk.message).to_have_value("/schedule ")
    expect(desk.message).to_be_focused()


def test_schedule(page: Page, workbench: Workbench) -> None:
    """A dialog plans an event with people from the picker; its buttons stay in sight."""
    page.set_viewport_size({"width": 1280, "height": 600})
    desk = in_room(workbench, page)
    desk.say("/schedule Plan Q3")
    title = desk.dialog.get_by_role("textbox", name="Title")
    expect(title).to_have_value("Plan Q3")
    assert [] == violations(page)
    expect(desk.dialog.get_by_role("button", name="Schedule")).to_be_in_viewport(ratio=1)
    title.fill("")
    desk.dialog.get_by_label("Guests", exact=True).fill("bo")
    expect(page.get_by_text("Type at least 3 letters")).to_be_visible()
    desk.dialog.get_by_label("Guests", exact=True).fill("bo@")
    page.get_by_role("option", name="Bo").click()
    page.keyboard.press("Escape")
    title.fill("Plan Q4")
    desk.dialog.get_by_role("button", name="Schedule").click()
    expect(desk.dialog).to_have_count(0)
    expect(desk.messages.get_by_role("article").last.get_by_text("Plan Q4")).to_be_visible()
    expect(desk.timeline.get_by_text("calendar.events.insert")).to_be_visible()


def test_settings_are_shared(page: Page, workbench: Workbench) -> None:
    """What the dialog of /settings saves is what the sidebar shows."""
    desk = in_room(workbench, page)
    desk.say("/settings")
    desk.dialog.get_by_role("switch", name="Transcribe the call").click()
    desk.dialog.get_by_role("button", name="Save").click()
    expect(desk.notice("Saved")).to_be_visible()
    desk.button("Calendar").click()
    desk.button("Refresh").click()

    expect(desk.card.get_by_role("switch", name="Transcribe the call")).to_be_checked()


def test_dialog_is_closed(page: Page, workbench: Workbench) -> None:
    """A dialog's cross closes it and nothing is saved."""
    desk = in_room(workbench, page)
    desk.say("/settings")
    desk.dialog.get_by_role("switch", name="Transcribe the call").click()
    desk.button("Close dialog").click()
    expect(desk.dialog).to_have_count(0)
    desk.say("/settings")

    expect(desk.dialog.get_by_role("switch", name="Transcribe the call")).not_to_be_checked()


def test_two_people(browser: Browser, page: Page, workbench: Workbench) -> None:
    """Two tabs share a room: messages and cards arrive by themselves, dialogs are one's own."""
    ana = in_room(workbench, page)
    with browser.new_context() as context:
        bo = in_room(workbench, context.new_page(), person="bo@example.com")
        bo.say("Shall we meet?")
        expect(ana.messages.get_by_text("Shall we meet?")).to_be_visible()

        ana.say("/meet")
        card = bo.messages.get_by_role("article").last
        expect(card.get_by_text("meet.google.com/")).to_be_visible()
        card.get_by_role("button", name="Change settings").click()
        expect(bo.dialog.get_by_text("who hosts this Meet, can")).to_be_visible()
        expect(ana.dialog).to_have_count(0)


def test_direct_message(page: Page, workbench: Workbench) -> None:
    """In the direct message the app hears plain words and answers them."""
    desk = workbench.open(page, view="chat", person="cy@example.com")
    desk.page.get_by_role("navigation", name="Conversations").get_by_role(
        "button", name=APP
    ).click()
    expect(desk.messages.get_by_role("article")).to_have_count(1)
    desk.say("what can you do?")

    expect(desk.messages.get_by_role("article")).to_have_count(2)


def test_add_and_remove(page: Page, workbench: Workbench) -> None:
    """A command adds the app with two requests; removed, it does not hear any more."""
    desk = in_room(workbench, page)
    desk.say("/help")
    expect(desk.messages.get_by_role("article")).to_have_count(1)
    expect(desk.exchange(3)).to_be_visible()
    desk.button("Remove the app").click()
    expect(desk.button(desk.word(Word.ADD_APP))).to_be_visible()
    expect(desk.exchange(4)).to_be_visible()
    desk.say("hello?")
    expect(desk.messages.get_by_text("hello?")).to_be_visible()

    expect(desk.exchange(5)).to_have_count(0)


def test_mention(page: Page, workbench: Workbench) -> None:
    """A mention with a command's word runs it."""
    desk = in_room(workbench, page)
    desk.button(desk.word(Word.ADD_APP)).click()
    expect(desk.messages.get_by_role("article")).to_have_count(1)
    desk.say(f"@{APP} meet")

    expect(desk.messages.get_by_text("meet.google.com/")).to_be_visible()


def test_consent(page: Page, workbench: Workbench) -> None:
    """A command asks for what it needs, and runs by itself once that is granted."""
    desk = in_room(workbench, page)
    desk.button("Permissions").click()
    desk.button("Withdraw all").click()
    desk.button("Apply").click()
    desk.say("/meet")
    desk.button("Select all").click()
    desk.button("Continue").click()

    expect(desk.messages.get_by_text("meet.google.com/")).to_be_visible()


def test_declined(browser: Browser, page: Page, workbench: Workbench) -> None:
    """Declined, a card that only the person sees says what cannot be done; all in one language."""
    desk = in_room(workbench, page, language="de")
    desk.button("Permissions").click()
    desk.button("Withdraw all").click()
    desk.button("Apply").click()
    desk.say("/meet")
    expect(
        desk.dialog.get_by_text("Wählen Sie aus, worauf zugegriffen werden darf")
    ).to_be_visible()
    expect(desk.dialog.get_by_role("checkbox", name="Ihre E-Mail-Adresse ansehen")).to_be_visible()
    desk.button("Abbrechen").click()

    expect(desk.messages.get_by_text("Nur für Sie sichtbar")).to_be_visible()
    with browser.new_context() as context:
        bo = in_room(workbench, context.new_page(), person="bo@example.com")
        expect(bo.messages.get_by_text("/meet")).to_be_visible()
        expect(bo.messages.get_by_role("article")).to_have_count(0)
