"""Cards in the browser: looked at, pressed and filled in as a person does."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pytest
import urllib3
from playwright.sync_api import Locator, Page, expect

from sandbox.hosts.cards import CardRules, check_card
from sandbox.hosts.wire import Complaint, Host, Json
from tests.workbench.pages import environment, violations
from workbench.drawing.buttons import css_colors
from workbench.drawing.readable import readable, shown_sections
from workbench.drawing.rich_text import plain, safe_html, safe_markdown
from workbench.drawing.samples import ADDON, HALF_PAST_NINE, mistakes, samples
from workbench.drawing.widgets import WIDGETS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def gallery() -> Iterator[str]:
    """The gallery's address, while it is served by a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "workbench.drawing.gallery", "--port", str(port)]
    with subprocess.Popen(  # noqa: S603
        command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert "ready" in process.stdout.readline()
        address = f"http://127.0.0.1:{port}/"
        # It says so shortly before it listens.
        urllib3.request("GET", address, retries=urllib3.Retry(connect=10, backoff_factor=0.05))
        yield address
        process.terminate()


def sample(page: Page, gallery: str, name: str, host: str = "calendar") -> Locator:
    """Open one card of the gallery."""
    page.goto(f"{gallery}?host={host}&only={name}")
    return page.get_by_role("region", name=name, exact=True)


def expect_form(shown: Locator, name: str, value: object) -> None:
    """Wait until the card's form holds a value under a name; None for nothing."""
    said = json.dumps(value, ensure_ascii=False)
    log = shown.get_by_role("status", name="Heard")
    if value is None:
        expect(log).not_to_contain_text(f'"{name}": ')
    else:
        expect(log).to_contain_text(f'"{name}": {said}')


def expect_heard(shown: Locator, heard: dict[str, Any]) -> None:
    """Wait until a handler has heard exactly this."""
    expect(shown.get_by_role("status", name="Heard")).to_contain_text(
        f'"heard": {json.dumps(heard, ensure_ascii=False)}'
    )


def called(name: str, **members: object) -> dict[str, Any]:
    """What a handler hears of a sample's action."""
    return {"action": {"function": f"{ADDON}/{name}", **members}}


@pytest.mark.parametrize(("host", "dark"), [("calendar", 0), ("message", 1), ("dialog", 0)])
def test_nobody_is_shut_out(page: Page, gallery: str, host: str, dark: int) -> None:
    """Axe finds nothing in any card; the hosts differ in place and width, not in colour."""
    page.goto(f"{gallery}?host={host}&dark={dark}")
    expect(page.get_by_role("article").last).to_be_visible()

    assert [] == violations(page)


def test_open_popups_shut_nobody_out(page: Page, gallery: str) -> None:
    """Axe finds nothing in an open menu, an open list and with an input marked."""
    sample(page, gallery, "Sidebar").get_by_role("button", name="More options").click()
    expect(page.get_by_role("menuitem", name="Docs")).to_be_visible()
    assert [] == violations(page)
    sample(page, gallery, "Selections").get_by_role("combobox", name="Language").click()
    expect(page.get_by_role("option", name="English")).to_be_visible()
    assert [] == violations(page)
    sample(page, gallery, "Inputs").get_by_role("button", name="Send").click()
    expect(page.get_by_text("This field is required")).to_be_visible()
    assert [] == violations(page)


def test_samples_hold_every_widget() -> None:
    """Each widget that there is stands in a sample of a host that shows it."""
    held = {
        kind
        for host in Host
        for _, card in samples(host, "https://example.com/")
        for section in readable(card, host)["sections"]
        for widget in section["widgets"]
        for kind in widget
    }

    assert set(WIDGETS) == held & set(WIDGETS)


@pytest.mark.parametrize("host", list(Host))
def test_good_samples_are_good(host: Host) -> None:
    """Only the samples that are meant to be wrong are complained about."""
    meant = {name for name, _ in mistakes()} | {"For Chat only", "For Calendar only"}
    rules = CardRules(host, None)
    found = {
        name: check_card(card, rules)
        for name, card in samples(host, "https://example.com/")
        if name not in meant
    }

    assert {name: [] for name in found} == found


# Texts.


def test_texts_are_formatted(page: Page, gallery: str) -> None:
    """A paragraph shows its bold words, its link and its line break."""
    shown = sample(page, gallery, "Texts")

    expect(shown.locator("b", has_text="Bold")).to_be_visible()
    expect(shown.get_by_text("red", exact=True)).to_have_css("color", "rgb(179, 38, 30)")
    expect(shown.get_by_role("heading", level=2)).to_have_text("Texts and switches")
    expect(shown.get_by_role("img", name="A blue picture")).to_be_visible()
    expect(shown.get_by_role("separator")).to_be_visible()


def test_links_in_texts_go_to_the_handler(page: Page, gallery: str) -> None:
    """A link in a text opens nothing by itself."""
    shown = sample(page, gallery, "Texts")
    shown.get_by_role("link", name="a link").press("Enter")

    expect_heard(shown, {"link": {"url": "https://meet.google.com/abc"}})
    assert 1 == len(page.context.pages)


def test_markup_of_cards_is_inert(page: Page, gallery: str) -> None:
    """Scripts, handlers and foreign tags of a card are shown as text and never run."""
    shown = sample(page, gallery, "Mistakes")

    expect(shown.get_by_text("<script>document.title = 'owned'</script>")).to_be_visible()
    expect(shown.get_by_text("<img src=x onerror=")).to_be_visible()
    expect(shown.get_by_text("<blink>a</blink>")).to_be_visible()
    expect(shown.get_by_role("link")).to_have_count(0)
    expect(page).to_have_title("Cards")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("<b>a", "<b>a</b>"),
        ("a</b>", "a"),
        ("<i><b>a</i></b>", "<i><b>a</b></i>"),
        (
            '<font color="#0b57d0">a</font>',
            '<span class="gw-colored" style="--gw-color:#0b57d0">a</span>',
        ),
        ('<font color="red;background:url(x)">a</font>', "<span>a</span>"),
        ("<a href='javascript:x'>a</a>", "<span>a</span>"),
        ("<svg/onload=x>", "&lt;svg/onload=x&gt;"),
        ("<!--x-->a<?x>", "&lt;!--x--&gt;a&lt;?x&gt;"),
        ("&lt;b&gt;", "&lt;b&gt;"),
        ("a<br/>b", "a<br>b"),
    ],
)
def test_texts_are_written_anew(text: str, html: str) -> None:
    """Only the tags of the subset are written, closed and without foreign attributes."""
    assert html == safe_html(text)


def test_markdown_brings_no_html() -> None:
    """Markdown is formatted, HTML in it is text and its links are safe."""
    assert "<p><b>a</b> &lt;img src=x&gt; <span>b</span></p>" == (
        safe_markdown("**a** <img src=x> [b](javascript:x)").strip()
    )


def test_names_are_plain() -> None:
    """Screen readers hear the words of a text without its markup."""
    assert "a b & c" == plain("<b>a</b><br>b &amp; c")


# Switches, buttons and what they fire.


def test_switches_write_into_the_form(page: Page, gallery: str) -> None:
    """A switch is named by its text, holds its value while on, and fires its change action."""
    shown = sample(page, gallery, "Texts")
    recording = shown.get_by_role("switch", name="Record the meeting")
    expect(recording).to_be_checked()
    expect(recording).to_have_accessible_description("Saved to the organizer's Drive")
    recording.press("Space")

    expect_form(shown, "recording", None)
    expect_heard(shown, called("recording-changed"))

    shown.get_by_role("checkbox", name="Tell the guests").click()

    expect_form(shown, "tell", ["on"])


@pytest.mark.parametrize(
    ("card", "actions"),
    [
        ("Texts", {"A picture to press": "picture", "To press": "row", "Change": "change"}),
        ("Buttons", {"Filled tonal": "FILLED_TONAL", "Call": "phone"}),
        ("Tiles", {"Icon": "star", "Number 6": "chip-6"}),
        ("Sidebar", {"Save": "save", "Cancel": "cancel"}),
    ],
)
def test_presses_fire_their_action(
    page: Page, gallery: str, card: str, actions: dict[str, str]
) -> None:
    """Whatever has an action fires it, by the keyboard too."""
    shown = sample(page, gallery, card)
    for name, action in actions.items():
        shown.get_by_role("button", name=name, exact=True).press("Enter")

        expect_heard(shown, called(action))


def test_a_bar_shows_while_an_action_runs(page: Page, gallery: str) -> None:
    """The card shows that it waits from the press until the action is done."""
    shown = sample(page, gallery, "Buttons")
    shown.get_by_role("button", name="Wait").click()
    expect(shown.get_by_role("progressbar", name="Loading")).to_be_visible()
    shown.get_by_role("button", name="Go on").click()

    expect(shown.get_by_role("progressbar", name="Loading")).to_be_hidden()


def test_links_and_cards_are_told_apart(page: Page, gallery: str) -> None:
    """A button that opens a link or pushes a card says so, without an action."""
    shown = sample(page, gallery, "Buttons")
    shown.get_by_role("button", name="Link").click()
    expect_heard(shown, {"link": {"url": "https://meet.google.com/"}})
    shown.get_by_role("button", name="Card").click()
    expect_heard(shown, {"card": "Pushed"})


@pytest.mark.parametrize(
    ("card", "role", "name"),
    [("Sidebar", "button", "Save"), ("Texts", "switch", "Transcribe"), ("Tiles", "button", "Icon")],
)
def test_focus_is_seen(
    page: Page, gallery: str, card: str, role: Literal["button", "switch"], name: str
) -> None:
    """Whatever has the keyboard's focus has a ring around it."""
    focused = sample(page, gallery, card).get_by_role(role, name=name, exact=True)
    expect(focused).to_be_visible()
    page.keyboard.press("Tab")
    focused.focus()
    expect(focused).to_be_focused()
    style = focused.evaluate(
        "element => { const seen = getComputedStyle(element);"
        " return [seen.boxShadow, seen.outlineStyle]; }"
    )

    assert ["none", "none"] != style


def test_overflow_menus_open(page: Page, gallery: str) -> None:
    """A button with an overflow menu opens it; its entries fire, the disabled one does not."""
    shown = sample(page, gallery, "Buttons")
    shown.get_by_role("button", name="More", exact=True).click()
    expect(page.get_by_role("menuitem", name="Never")).to_be_disabled()
    page.get_by_role("menuitem", name="Later").click()

    expect_heard(shown, called("later"))
    expect(page.get_by_role("menu")).to_have_count(0)


def test_rows_open_their_menu(page: Page, gallery: str) -> None:
    """Whatever may be pressed can have an overflow menu."""
    shown = sample(page, gallery, "Texts")
    shown.get_by_role("button", name="With a menu").press("Enter")
    page.get_by_role("menuitem", name="Archive").click()

    expect_heard(shown, called("archive"))


def test_the_card_menu_has_both_kinds_of_entries(page: Page, gallery: str) -> None:
    """The card's own actions come first in the menu, then the host's."""
    shown = sample(page, gallery, "Sidebar")
    shown.get_by_role("button", name="More options").click()
    expect(page.get_by_role("menuitem")).to_have_text(["Reset", "Docs", "Help"])
    page.get_by_role("menuitem", name="Reset").press("Enter")

    expect_heard(shown, called("reset"))


def test_menus_are_gone_through_with_the_arrow_keys(page: Page, gallery: str) -> None:
    """Down goes to the first entry and on to the next, up from the first to the last."""
    sample(page, gallery, "Sidebar").get_by_role("button", name="More options").press("Enter")
    expect(page.get_by_role("menuitem", name="Reset")).to_be_visible()
    for key, entry in (("Down", "Reset"), ("Down", "Docs"), ("Up", "Reset"), ("Up", "Help")):
        page.keyboard.press(f"Arrow{key}")
        expect(page.get_by_role("menuitem", name=entry)).to_be_focused()


def test_disabled_buttons_are_disabled(page: Page, gallery: str) -> None:
    """Disabled buttons and chips cannot be pressed."""
    expect(
        sample(page, gallery, "Buttons").get_by_role("button", name="Off").first
    ).to_be_disabled()
    expect(sample(page, gallery, "Tiles").get_by_role("button", name="Off")).to_be_disabled()


def test_colours_are_readable() -> None:
    """Text on a button's colour is black or white, whichever is read better."""
    assert "color: #000" in css_colors({"red": 1, "green": 1})
    assert "color: #fff" in css_colors({"blue": 1, "alpha": 0})


def test_grids_tell_which_item(page: Page, gallery: str) -> None:
    """An item of a grid fires the grid's action with the item's id."""
    shown = sample(page, gallery, "Tiles")
    shown.get_by_role("button", name="Rectangle 4 3").click()

    parameters = [{"key": "grid_item_identifier", "value": "rectangle_4_3"}]
    expect_heard(shown, called("room", parameters=parameters))


# Inputs.


def test_typed_texts_are_in_the_form(page: Page, gallery: str) -> None:
    """Texts go into the form as they are typed; the change action fires when they are left."""
    shown = sample(page, gallery, "Inputs")
    shown.get_by_label("Title").fill("Planning")
    expect_form(shown, "title", ["Planning"])
    shown.get_by_label("Title").fill("")
    expect_form(shown, "title", None)
    shown.get_by_label("Agenda").fill("One\nTwo")
    expect_form(shown, "agenda", ["One\nTwo"])
    shown.get_by_label("Room").fill("Bern")
    expect_heard(shown, {"changed": "room"})
    shown.get_by_label("Room").press("Tab")
    expect_heard(shown, called("room-changed"))


def test_suggestions_are_offered(page: Page, gallery: str) -> None:
    """A text input lists its suggestions for the browser to offer."""
    shown = sample(page, gallery, "Inputs")
    offered = shown.get_by_label("Room").evaluate(
        "field => [...field.list.options].map(option => option.value)"
    )

    assert ["Berlin", "Bern"] == offered


def test_completions_are_asked_for(page: Page, gallery: str) -> None:
    """A text input with an autoCompleteAction offers what the page finds for what was typed."""
    shown = sample(page, gallery, "Inputs")
    shown.get_by_label("Guest", exact=True).fill("b")

    expect(shown.locator("datalist option[value=Bo]")).to_be_attached()


def test_wrong_formats_are_said(page: Page, gallery: str) -> None:
    """A value that its validation refuses is marked, until it is right."""
    shown = sample(page, gallery, "Inputs")
    shown.get_by_label("Number of guests").fill("two")
    expect(shown.get_by_text("Enter a whole number")).to_be_visible()
    shown.get_by_label("Number of guests").fill("2")
    expect(shown.get_by_text("Enter a whole number")).to_have_count(0)
    expect(shown.get_by_label("Agenda")).to_have_attribute("maxlength", "200")


def test_required_inputs_are_asked_for(page: Page, gallery: str) -> None:
    """An action whose required inputs are empty is not fired; they are marked instead."""
    shown = sample(page, gallery, "Inputs")
    shown.get_by_role("button", name="Send").click()
    expect(shown.get_by_text("This field is required")).to_have_count(1)
    expect_heard(shown, {})
    shown.get_by_label("Email").fill("bo@example.com")
    expect(shown.get_by_text("This field is required")).to_have_count(0)
    shown.get_by_role("button", name="Send").click()

    expect_heard(shown, called("send", requiredWidgets=["email", "start"]))


def test_pickers_hold_moments(page: Page, gallery: str) -> None:
    """Pickers show the zone that they ask for, and write instants, dates and times."""
    shown = sample(page, gallery, "Inputs")
    start = shown.get_by_role("group", name="Start")
    expect(start.get_by_label("Start: time")).to_have_value("10:00 AM")
    start.get_by_label("Start: time").fill("11:15")
    instant = int(datetime(2026, 1, 1, 10, 15, tzinfo=UTC).timestamp() * 1000)
    expect_form(shown, "start", {"kind": "DATE_AND_TIME", "milliseconds": instant})
    shown.get_by_label("Day").fill("2026-03-02")
    day = int(datetime(2026, 3, 2, tzinfo=UTC).timestamp() * 1000)
    expect_form(shown, "day", {"kind": "DATE_ONLY", "milliseconds": day})
    expect(shown.get_by_label("Hour")).to_have_value("9:30 AM")
    shown.get_by_label("Hour").fill("10:30")
    expect_form(shown, "hour", {"kind": "TIME_ONLY", "milliseconds": HALF_PAST_NINE + 3_600_000})
    shown.get_by_label("Hour").fill("")
    expect_form(shown, "hour", None)


def test_a_date_is_told_once_it_is_typed(page: Page, gallery: str) -> None:
    """The first digit of a year is a year, too: an action waits until the field is left."""
    shown = sample(page, gallery, "Inputs")
    shown.get_by_label("Day").fill("3/2")
    shown.get_by_label("Day").press_sequentially("/2026")
    day = int(datetime(2026, 3, 2, tzinfo=UTC).timestamp() * 1000)
    expect_form(shown, "day", {"kind": "DATE_ONLY", "milliseconds": day})
    expect_heard(shown, {"changed": "day"})
    page.keyboard.press("Enter")

    expect_heard(shown, called("day-changed"))


def test_choices_are_in_the_form(page: Page, gallery: str) -> None:
    """Checkboxes, radio buttons, switches and dropdowns write the values of their items."""
    shown = sample(page, gallery, "Selections")
    days = shown.get_by_role("group", name="Days")
    days.get_by_role("checkbox", name="Wednesday").press("Space")
    expect_form(shown, "days", ["mon", "wed"])
    shown.get_by_role("radiogroup", name="Applies to").get_by_role("radio", name="Monday").click()
    expect_form(shown, "applies", ["mon"])
    shown.get_by_role("switch", name="Audio").click()
    expect_form(shown, "records", ["a", "v"])
    shown.get_by_role("combobox", name="Language").click()
    page.get_by_role("option", name="English").click()
    expect_form(shown, "language", ["en"])


def test_several_can_be_chosen(page: Page, gallery: str) -> None:
    """A multi-select is searched by typing and takes no more than it may."""
    shown = sample(page, gallery, "Selections")
    guests = shown.get_by_role("combobox", name="Guests")
    guests.fill("bo")
    page.get_by_role("option", name="Bo").click()
    expect_form(shown, "guests", ["ana@example.com", "bo@example.com"])
    guests.fill("c")
    page.get_by_role("option", name="Cy").click()
    expect_form(shown, "guests", ["ana@example.com", "bo@example.com"])
    guests.press("Escape")
    guests.fill("")
    guests.press("Backspace")
    expect_form(shown, "guests", ["ana@example.com"])


def test_people_are_looked_up(page: Page, gallery: str) -> None:
    """A multi-select of people offers whom the page knows, once something is typed."""
    shown = sample(page, gallery, "Layouts", "dialog")
    people = shown.get_by_role("combobox", name="People")
    people.click()
    expect(page.get_by_text("Type to search")).to_be_visible()
    people.fill("cy")
    page.get_by_role("option", name="Cy").click()

    expect_form(shown, "people", ["users/cy"])


def test_one_can_be_looked_up(page: Page, gallery: str) -> None:
    """A dropdown with a data source is searched by typing and holds one value."""
    shown = sample(page, gallery, "Layouts", "message")
    shown.get_by_role("combobox", name="Colleague").fill("a")
    page.get_by_role("option", name="Ana").click()

    expect_form(shown, "colleague", ["users/ana"])
    expect(shown.get_by_role("combobox", name="Colleague")).to_have_value("Ana")


# Sections, carousels, what stands outside.


def test_sections_unfold(page: Page, gallery: str) -> None:
    """A collapsible section shows its first widgets, and the others on demand."""
    shown = sample(page, gallery, "Sections")
    expect(shown.get_by_role("heading", level=3)).to_have_count(2)
    expect(shown.get_by_text("Always here.")).to_be_visible()
    expect(shown.get_by_text("Here on demand.")).to_be_hidden()
    more = shown.get_by_role("button", name="Show more", expanded=False)
    more.press("Enter")
    expect(shown.get_by_text("Here on demand.")).to_be_visible()
    shown.get_by_role("button", name="Show less", expanded=True).click()
    expect(shown.get_by_text("Here on demand.")).to_be_hidden()
    shown.get_by_role("button", name="Details").click()
    expect(shown.get_by_role("button", name="Fewer details")).to_be_visible()


def test_carousels_move(page: Page, gallery: str) -> None:
    """The button Next brings the next card of a carousel into sight."""
    shown = sample(page, gallery, "Layouts", "message")
    blue = shown.get_by_role("button", name="Take blue")
    expect(blue).not_to_be_in_viewport()
    shown.get_by_role("button", name="Next").click()
    shown.get_by_role("button", name="Next").click()

    expect(blue).to_be_in_viewport()


@pytest.mark.parametrize(
    ("host", "name", "heard"),
    [
        ("calendar", "Peeking Press to open", {"link": {"url": "peek"}}),
        ("message", "Accessory", called("aside")),
    ],
)
def test_what_stands_outside_cards(
    page: Page, gallery: str, host: str, name: str, heard: dict[str, Any]
) -> None:
    """Peeking headers and accessory buttons are drawn without a card and can be pressed."""
    shown = sample(page, gallery, "Outside cards", host)
    shown.get_by_role("button", name=name).click()

    expect_heard(shown, heard)


# Mistakes.


@pytest.mark.parametrize(
    ("host", "card", "notes"),
    [
        ("calendar", "For Chat only", ["columns: not available in the Calendar sidebar"]),
        (
            "calendar",
            "Mistakes",
            [
                "textParagraph.text: <script> is not in the HTML subset",
                "textParagraph.maxlines: TextParagraph has no such member",
                "image.imageUrl: SVG images are not shown",
                "selectionInput.name: is missing",
                "several inputs are named 'twice'",
            ],
        ),
        (
            "calendar",
            "Stripped",
            [
                "The Calendar sidebar shows nothing of this card",
                "buttonList.buttons[0].onClick: is missing",
            ],
        ),
        ("calendar", "Untitled", ["header.title: is missing"]),
        ("message", "For Calendar only", ["fixedFooter: not available in a Chat message"]),
        ("dialog", "For Calendar only", ["cardActions: not available in a Chat dialog"]),
    ],
)
def test_mistakes_are_noted(
    page: Page, gallery: str, host: str, card: str, notes: list[str]
) -> None:
    """What the host does not accept is said in a note."""
    shown = sample(page, gallery, card, host)

    for note in notes:
        expect(shown.get_by_role("note").filter(has_text=note).first).to_be_visible()


def test_notes_stand_where_the_mistake_is(page: Page, gallery: str) -> None:
    """A note is inside the widget that it is about."""
    shown = sample(page, gallery, "Mistakes")
    widget = shown.locator(".gw-widget").filter(has_text="A misspelt member.")

    expect(widget.get_by_role("note")).to_have_count(1)


def test_parts_that_lack_something_are_not_drawn(page: Page, gallery: str) -> None:
    """A dead button, an unnamed input and what stands beyond the limit are not shown."""
    expect(sample(page, gallery, "Stripped").get_by_role("button", name="Dead")).to_have_count(0)
    expect(sample(page, gallery, "Mistakes").get_by_role("combobox")).to_have_count(0)
    crossing = sample(page, gallery, "Too many widgets")
    expect(crossing.get_by_text("Widget 59")).to_be_visible()
    expect(crossing.get_by_text("Beyond the limit")).to_have_count(0)


def test_every_complaint_is_shown_once(page: Page, gallery: str) -> None:
    """No complaint of the checker is lost, none is shown twice."""
    for name, card in mistakes():
        found = check_card(card, CardRules(Host.CALENDAR))
        stripped = any(complaint.strips_card for complaint in found)
        shown = sample(page, gallery, name)
        expect(shown.get_by_role("note")).to_have_count(len(set(found)) + stripped)


@pytest.mark.parametrize("card", [None, [], {"sections": 1}, {"sections": [None, {"widgets": 3}]}])
def test_anything_can_be_read(card: object) -> None:
    """What is no card is read as one that has nothing to show."""
    assert [] == [
        widget
        for section in shown_sections(readable(card, Host.CALENDAR))
        for widget in section.get("widgets", [])
    ]


def test_paths_stay_true() -> None:
    """A widget that cannot be read leaves its place in the list to an empty one."""
    card: Json = {"sections": [{"widgets": [{"image": {}}, {"divider": {}}]}]}

    assert {"sections": [{"widgets": [{}, {"divider": {}}]}]} == readable(card, Host.CALENDAR)
    assert Complaint("sections[0].widgets[0].image.imageUrl", "is missing") in check_card(
        card, CardRules()
    )
