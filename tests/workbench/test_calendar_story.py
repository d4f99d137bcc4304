"""Calendar in the workbench, used as a person would: by what is read and heard."""

from __future__ import annotations

import json
import shlex
import subprocess
from typing import Literal

import pytest
import urllib3
from playwright.sync_api import Browser, Page, Request, expect

from cards.languages import text_for
from meeting.model import Artifact
from tests.workbench.desk import Desk, Workbench
from tests.workbench.pages import violations
from workbench.words import Word

SIDEBAR = 300
NARROW = 360
CALENDAR = "/calendar/v3/calendars/ana@example.com/events"


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ja", "dark")])
def test_story(
    page: Page, workbench: Workbench, language: str, scheme: Literal["light", "dark"]
) -> None:
    """Defaults are saved, an event gets its Meet, and nobody is shut out on the way."""
    text = text_for(language, "Europe/Madrid")
    page.emulate_media(color_scheme=scheme)
    desk = workbench.open(page, language=language)
    assert [] == violations(page)

    desk.card.get_by_role("switch", name=text.switch(Artifact.RECORDING)).click()
    desk.card.get_by_role("button", name=text.save()).click()
    expect(desk.notice(text.saved())).to_be_visible()

    desk.open_event("Budget review")
    title = desk.editor.get_by_role("textbox", name=desk.word(Word.TITLE))
    expect(title).to_have_value("Budget review")
    expect(desk.card.get_by_text("Budget review")).to_be_visible()
    switch = desk.card.get_by_role("switch", name=text.switch(Artifact.RECORDING))
    expect(switch).to_be_checked()
    assert [] == violations(page)

    desk.card.get_by_role("button", name=text.create()).click()
    expect(desk.card.get_by_text(text.created())).to_be_visible()
    expect(desk.editor.get_by_text("meet.google.com/")).to_be_visible()
    expect(desk.timeline.get_by_text("meet.spaces.create")).to_be_visible()
    expect(desk.timeline.get_by_text("calendar.events.patch")).to_be_visible()
    assert [] == violations(page)

    desk.card.get_by_role("button", name=text.join()).click()
    expect(desk.dialog.get_by_text("https://meet.google.com/")).to_be_visible()
    assert [] == violations(page)
    desk.button("Close").click()

    desk.button(desk.word(Word.CLOSE_EDITOR)).click()
    told = {"en": "Mon, Jan 11, 9:30 AM – 10:30 AM", "ja": "1月11日(月), 9:30 – 10:30"}
    expect(desk.event(f"Budget review, {told[language]}")).to_be_visible()
    expect(desk.card.get_by_text(text.home_subtitle())).to_be_visible()


def test_sidebar_width(page: Page, workbench: Workbench) -> None:
    """The sidebar is as narrow as Calendar's, and its card fits."""
    desk = workbench.open(page)
    box = desk.sidebar.bounding_box()
    overflow = desk.card.evaluate("card => card.scrollWidth - card.clientWidth")

    assert box is not None
    assert SIDEBAR == box["width"]
    assert 0 == overflow


def test_narrow_screen(page: Page, workbench: Workbench) -> None:
    """On a phone's width the sidebar stands below the week and can be used."""
    page.set_viewport_size({"width": NARROW, "height": 800})
    desk = workbench.open(page)
    desk.button("Pane for engineers").click()
    desk.card.get_by_role("button", name="Save").click()

    expect(desk.notice("Saved")).to_be_visible()
    assert [] == violations(page)


def test_keyboard(page: Page, workbench: Workbench) -> None:
    """An event is opened, a switch turned and the button pressed without a mouse."""
    desk = workbench.open(page)
    desk.event("Budget review").press("Enter")
    expect(desk.card.get_by_role("button", name="Create Meet")).to_be_visible()
    switch = desk.card.get_by_role("switch").first
    switch.press("Space")
    expect(switch).to_be_checked()
    desk.card.get_by_role("button", name="Create Meet").press("Enter")
    expect(desk.card.get_by_text("Your Meet is ready")).to_be_visible()
    expect(desk.sidebar.locator(":focus")).to_have_count(1)
    page.keyboard.press("Tab")

    expect(desk.card.get_by_role("button", name="More options")).to_be_focused()


def test_stacks(page: Page, workbench: Workbench) -> None:
    """A universal action puts a card on the stack, the arrow takes it off, Home leaves."""
    desk = workbench.open(page)
    desk.open_event("Budget review")
    expect(desk.card.get_by_role("button", name="Create Meet")).to_be_visible()
    expect(desk.button("Back")).to_be_hidden()

    desk.card.get_by_role("button", name="More options").click()
    page.get_by_role("menuitem", name="Help").click()
    expect(desk.button("Back")).to_be_visible()
    desk.button("Back").click()
    expect(desk.card.get_by_role("button", name="Create Meet")).to_be_visible()

    desk.button("Home").click()
    expect(desk.card.get_by_text("Defaults for new meetings")).to_be_visible()
    expect(desk.event("Budget review")).to_be_visible()


def test_card_menu(page: Page, workbench: Workbench) -> None:
    """The card's own menu entries stand before the universal ones, and work."""
    desk = workbench.open(page)
    desk.card.get_by_role("button", name="More options").click()
    expect(page.get_by_role("menuitem")).to_contain_text(
        ["Turn all defaults off", "Delete everything", "Defaults for new meetings", "Help"]
    )
    page.get_by_role("menuitem", name="Delete everything").click()

    expect(desk.button("Back")).to_be_visible()
    expect(desk.exchange(2)).to_be_visible()


def test_consent(page: Page, workbench: Workbench) -> None:
    """All is explained and asked for once; declined, it is explained; granted, the card comes."""
    text = text_for("en")
    desk = workbench.open(page)
    withdraw_all(desk)
    expect(desk.card.get_by_text(text.welcome_title())).to_be_visible()
    expect(desk.dialog).to_have_count(0)
    desk.card.get_by_role("button", name=text.welcome_confirm()).click()
    expect(desk.dialog.get_by_role("checkbox")).to_have_count(7)
    assert [] == violations(page)
    desk.button("Cancel").click()
    desk.card.get_by_role("button", name=text.grant()).click()
    desk.button("Select all").click()
    desk.dialog.get_by_role("button", name="Continue").click()
    expect(desk.card.get_by_role("button", name="Save")).to_be_visible()


def test_some_permissions(page: Page, workbench: Workbench) -> None:
    """Granting some of what is asked for leaves the rest to be explained."""
    desk = workbench.open(page)
    withdraw_all(desk)
    desk.card.get_by_role("button", name="Continue").click()
    desk.dialog.get_by_role("checkbox", name="See your language").click()
    desk.dialog.get_by_role("button", name="Continue").click()
    expect(desk.exchange(3)).to_be_visible()

    desk.button("Permissions").click()
    expect(desk.dialog.get_by_role("checkbox", name="See your language")).to_be_checked()
    expect(desk.dialog.get_by_role("checkbox", name="See your e-mail")).not_to_be_checked()


def test_unsaved_is_lost(page: Page, workbench: Workbench) -> None:
    """What is typed and added in the editor and not saved is gone when it is closed."""
    desk = workbench.open(page)
    desk.open_event("Budget review")
    desk.editor.get_by_role("textbox", name="Title").fill("Something else")
    desk.button("Add Google Meet video conferencing").click()
    expect(desk.editor.get_by_text("not saved yet")).to_be_visible()
    desk.button("Close without saving").click()

    expect(desk.event("Budget review")).to_be_visible()
    expect(desk.event("Something else")).to_have_count(0)
    expect(desk.event("Budget review").get_by_text("videocam")).to_have_count(0)


def test_save(page: Page, workbench: Workbench) -> None:
    """The add-on hears of changed guests before they are saved; title, time and guests are kept."""
    desk = workbench.open(page)
    desk.open_event("Budget review")
    desk.editor.get_by_role("textbox", name="Title").fill("Budget, final")
    desk.editor.get_by_label("Start").fill("16:00")
    expect(desk.editor.get_by_label("End")).to_have_value("5:00 PM")
    desk.editor.get_by_role("textbox", name="Add guest").fill("dee@example.com")
    desk.button("Add").click()
    expect(desk.exchanges.get_by_role("button", name="/calendar/event/changed")).to_be_visible()
    expect(desk.card.get_by_text(text_for("en").unsaved_changes())).to_be_visible()
    desk.save()
    expect(desk.notice("Event saved")).to_be_visible()

    desk.open_event("Budget, final, Mon, Jan 11, 4:00 PM – 5:00 PM")
    expect(desk.editor.get_by_role("list", name="Guests").get_by_role("listitem")).to_contain_text(
        ["bo@example.com", "cy@example.com", "dee@example.com"]
    )


def test_focus_time(page: Page, workbench: Workbench) -> None:
    """Focus time can have neither guests nor a conference, so its editor offers none."""
    desk = workbench.open(page)
    desk.open_event("Focus time")
    expect(desk.editor.get_by_text("Focus time", exact=True)).to_be_visible()

    expect(desk.button("Add Google Meet video conferencing")).to_be_hidden()
    expect(desk.editor.get_by_role("textbox", name="Add guest")).to_be_hidden()


def test_draft(page: Page, workbench: Workbench) -> None:
    """A draft gets no Meet before it is saved, and can have one then."""
    desk = workbench.open(page)
    desk.open_event("Roadmap")
    expect(desk.editor.get_by_text("Never saved")).to_be_visible()
    expect(desk.card.get_by_role("button", name="Create Meet")).to_have_count(0)
    desk.save()

    desk.open_event("Roadmap")
    expect(desk.card.get_by_role("button", name="Create Meet")).to_be_visible()


def test_new_event(page: Page, workbench: Workbench) -> None:
    """A new event is in the week once it is saved."""
    desk = workbench.open(page)
    desk.button("Create").click()
    desk.editor.get_by_role("textbox", name="Title").fill("Lunch")
    desk.save()

    expect(desk.event("Lunch, Mon, Jan 11, 10:00 AM – 11:00 AM")).to_be_visible()
    desk.button("Next week").click()
    desk.button("Create").click()
    desk.save()

    expect(desk.event("New event, Mon, Jan 18, 10:00 AM – 11:00 AM")).to_be_visible()


def test_week(page: Page, workbench: Workbench) -> None:
    """The week has an event of each kind, each told in words."""
    desk = workbench.open(page)

    for told in (
        "Design weekly, Mon, Jan 11, 11:30 AM – 12:15 PM, Organized by ana@example.com, repeats",
        "Planning with Bo, Tue, Jan 12, 10:00 AM – 11:00 AM, Organized by bo@example.com",
        "Interview prep, Tue, Jan 12, 10:30 AM – 11:30 AM, Organized by ana@example.com",
        "Focus time, Wed, Jan 13, 9:00 AM – 11:00 AM, Organized by ana@example.com",
        "Partner sync, Wed, Jan 13, 12:00 PM – 1:00 PM, Organized by ana@example.com, with Sooma",
        "Call with New York, Wed, Jan 13, 3:30 PM – 4:30 PM, Organized by ana@example.com",
        "Handover to Tokyo, Thu, Jan 14, 9:30 AM – 10:00 AM, Organized by ana@example.com",
        "Roadmap, Fri, Jan 15, 3:00 PM – 4:00 PM, Organized by ana@example.com, not saved yet",
    ):
        expect(desk.calendar.get_by_role("button", name=told, exact=True)).to_be_visible()
    customers = desk.event("Customer call, Tue, Jan 12, 2:00 PM – 3:00 PM, Organized by ana@")
    expect(customers.and_(desk.event("with Google Meet"))).to_be_visible()
    expect(desk.event("Offsite, Thu, Jan 14, all day")).to_have_count(1)
    expect(desk.event("Offsite, Fri, Jan 15, all day")).to_have_count(1)
    desk.button("Next week").click()
    expect(desk.event("Design weekly, Mon, Jan 18")).to_be_visible()
    expect(desk.event("Budget review")).to_have_count(0)
    desk.button("Previous week").dblclick()
    expect(desk.calendar.get_by_text("4", exact=True)).to_be_visible()


def test_zone(page: Page, workbench: Workbench) -> None:
    """In another time zone the week and the card show other times."""
    desk = workbench.open(page)
    desk.choose("Time zone", "America/New_York")
    desk.open_event("Call with New York, Wed, Jan 13, 9:30 AM – 10:30 AM")

    expect(desk.card.get_by_text("9:30")).to_be_visible()


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Tokyo"])
def test_every_hour(page: Page, workbench: Workbench, zone: str) -> None:
    """Whatever the time zone, no event lies over another: each can be clicked."""
    desk = workbench.open(page, zone=zone)
    events = desk.calendar.get_by_role("button", name="Organized by")
    expect(events.first).to_be_visible()
    for event in events.all():
        event.click(trial=True)


def test_people(page: Page, workbench: Workbench) -> None:
    """A guest cannot edit, an assistant finds the boss's events, each has a card of their own."""
    desk = workbench.open(page)
    desk.choose("Person", "Bo")
    desk.open_event("Budget review")
    expect(desk.editor.get_by_text("Only its organizer can change it")).to_be_visible()
    expect(desk.editor.get_by_role("button", name="Save")).to_be_disabled()

    desk.choose("Person", "Cy")
    desk.open_event("Customer call")
    expect(desk.editor.get_by_text("On the calendar ana@example.com")).to_be_visible()
    expect(desk.editor.get_by_role("textbox", name="Title")).to_be_editable()


def test_without_the_edition(page: Page, workbench: Workbench) -> None:
    """Where the edition has no recording, the result says so."""
    desk = workbench.open(page, person="dee@example.com")
    desk.open_event("Dee’s check-in")
    desk.card.get_by_role("switch", name="Record the call").click()
    desk.card.get_by_role("button", name="Create Meet").click()

    expect(desk.card.get_by_text("Not available", exact=True)).to_be_visible()


def test_language_of_two_tabs(browser: Browser, page: Page, workbench: Workbench) -> None:
    """Each tab has a person of its own; what one does shows in the other without a reload."""
    ana = workbench.open(page)
    with browser.new_context() as context:
        cy = workbench.open(context.new_page(), person="cy@example.com")
        cy.open_event("Interview prep")
        cy.card.get_by_role("button", name="Create Meet").click()
        expect(cy.card.get_by_text("meet.google.com/").first).to_be_visible()

        expect(ana.event("Interview prep").and_(ana.event("with Google Meet"))).to_be_visible()
        expect(ana.exchange(2)).to_have_count(0)


def test_change_through_the_api(page: Page, workbench: Workbench) -> None:
    """A change that comes through Google's API shows in the week and in the open editor."""
    desk = workbench.open(page)
    token = request_of(page, desk)["authorizationEventObject"]["userOAuthToken"]
    pool = urllib3.PoolManager(headers={"Authorization": f"Bearer {token}"})
    listed = pool.request("GET", f"{workbench.google}{CALENDAR}?q=Interview").json()
    event = f"{workbench.google}{CALENDAR}/{listed['items'][0]['id']}"

    pool.request("PATCH", event, json={"summary": "Interview, moved"})
    desk.open_event("Interview, moved")
    expect(desk.editor.get_by_role("textbox", name="Title")).to_have_value("Interview, moved")
    pool.request("PATCH", event, json={"attendees": [{"email": "bo@example.com"}]})
    guests = desk.editor.get_by_role("list", name="Guests")
    expect(guests).to_contain_text("bo@example.com")
    start = {"dateTime": "2027-01-12T16:00:00+01:00"}
    end = {"dateTime": "2027-01-12T18:00:00+01:00"}
    pool.request("PATCH", event, json={"summary": "Moved again", "start": start, "end": end})
    expect(desk.editor.get_by_role("textbox", name="Title")).to_have_value("Moved again")
    expect(desk.editor.get_by_label("Start")).to_have_value("4:00 PM")
    expect(desk.editor.get_by_label("End")).to_have_value("6:00 PM")
    desk.save()

    desk.open_event("Moved again, Tue, Jan 12, 4:00 PM – 6:00 PM")
    pool.request("DELETE", event)
    expect(desk.notice("Somebody has deleted this event.")).to_be_visible()
    expect(desk.event("Design weekly")).to_be_visible()
    expect(desk.event("Moved again")).to_have_count(0)
    pool.clear()


def test_saving_changes_nothing_else(page: Page, workbench: Workbench) -> None:
    """An event that nothing was changed of keeps its time zone."""
    desk = workbench.open(page)
    desk.open_event("Handover to Tokyo")
    token = request_of(page, desk)["authorizationEventObject"]["userOAuthToken"]
    desk.save()
    expect(desk.notice("Event saved")).to_be_visible()
    headers = {"Authorization": f"Bearer {token}"}
    listed = urllib3.request("GET", f"{workbench.google}{CALENDAR}?q=Tokyo", headers=headers).json()

    assert ["Asia/Tokyo"] == [event["start"]["timeZone"] for event in listed["items"]]


def test_pressed_twice(page: Page, workbench: Workbench) -> None:
    """A double click is one press, with what the switches said."""
    desk = workbench.open(page)
    desk.open_event("Budget review")
    desk.card.get_by_role("switch", name="Record the call").click()
    desk.card.get_by_role("button", name="Create Meet").dblclick()
    expect(desk.card.get_by_text("Your Meet is ready")).to_be_visible()

    told = desk.card.get_by_text("Will be recorded, not transcribed or noted.")
    expect(told).to_have_count(1)
    expect(desk.exchanges.get_by_role("button", name="/calendar/event/create")).to_have_count(1)


def test_curl(page: Page, workbench: Workbench) -> None:
    """A copied request works against the running function, and is the one that Calendar sent."""
    desk = workbench.open(page)
    words = shlex.split(copied(page, desk))
    answer = subprocess.run(words, capture_output=True, check=True, text=True)  # noqa: S603

    assert "User-Agent: Google-gsuiteaddons" in words
    assert '"offset": 3600000.0' in words[words.index("--data") + 1]
    assert "action" in json.loads(answer.stdout)


def test_tokens_are_shortened(page: Page, workbench: Workbench) -> None:
    """The pane shows requests and answers as JSON, and no whole token."""
    desk = workbench.open(page)
    token = request_of(page, desk)["authorizationEventObject"]["systemIdToken"]
    desk.button("Request").click()
    shown = page.get_by_role("region", name="Request", exact=True)
    expect(shown).to_contain_text(f'"systemIdToken": "{token[:12]}…"')
    assert [] == violations(page)
    desk.button("Response").click()

    expect(page.get_by_role("region", name="Response", exact=True)).to_contain_text("pushCard")


def test_trouble(page: Page, workbench: Workbench) -> None:
    """What is ordered is listed and can be taken back; what stays meets the next call."""
    desk = workbench.open(page)
    desk.button("Order trouble").click()
    assert [] == violations(page)
    ordered = desk.dialog.get_by_role("region", name="Ordered")
    expect(ordered.get_by_text("Nothing is ordered")).to_be_in_viewport(ratio=1)
    order = desk.button("Order: Google stays busy: 429 ten times")
    place = order.bounding_box()
    order.click()
    desk.button("Order: Calendar is busy: 429 once, then it works").click()
    expect(ordered.get_by_text("Google stays busy: 429 ten times")).to_be_in_viewport(ratio=1)
    expect(ordered.get_by_text("10 calls left")).to_be_visible()
    assert place == order.bounding_box()
    warning = page.locator(".wb-top [role=status]").first
    expect(warning).to_have_text("2 troubles ordered for 11 calls")
    assert [] == violations(page)
    desk.button("Take back: Google stays busy: 429 ten times").click()
    expect(ordered.get_by_text("Ordered: 1")).to_be_visible()
    desk.button("Done").click()
    expect(warning).to_have_text("1 trouble ordered for 1 call")
    desk.open_event("Budget review")
    expect(desk.card.get_by_role("button", name="Create Meet")).to_be_visible()

    expect(desk.timeline.get_by_role("listitem").filter(has_text="429")).to_have_count(1)
    expect(warning).to_have_text("")


def test_waiting(page: Page, workbench: Workbench) -> None:
    """While the add-on takes its time the page says so, and goes on working."""
    desk = workbench.open(page)
    desk.button("Order trouble").click()
    desk.button("Order: Slow Meet: 4 seconds to make a space").click()
    desk.button("Done").click()
    desk.open_event("Budget review")
    desk.card.get_by_role("button", name="Create Meet").click()
    expect(desk.sidebar).to_have_attribute("aria-busy", "true")
    desk.button("Request").click()
    expect(page.get_by_role("region", name="Request", exact=True)).to_be_visible()

    expect(desk.card.get_by_text("Your Meet is ready")).to_be_visible()
    expect(desk.sidebar).to_have_attribute("aria-busy", "false")


def test_store_down(page: Page, workbench: Workbench) -> None:
    """With the store down the card says so; once it is back the defaults are, too."""
    desk = workbench.open(page)
    desk.card.get_by_role("switch", name="Record the call").click()
    desk.card.get_by_role("button", name="Save").click()
    expect(desk.notice("Saved")).to_be_visible()

    turn_store(desk)
    expect(desk.card.get_by_text(text_for("en").store_down())).to_be_visible()
    expect(desk.card.get_by_role("switch")).to_have_count(0)
    turn_store(desk)
    expect(desk.card.get_by_role("switch", name="Record the call")).to_be_checked()


def test_meetings(page: Page, workbench: Workbench) -> None:
    """A meeting that is held leaves the records that its settings ask for, and who was there."""
    desk = workbench.open(page)
    desk.open_event("Customer call")
    desk.card.get_by_role("switch", name="Record the call").click()
    desk.card.get_by_role("button", name="Update settings").click()
    expect(desk.card.get_by_text("Will be recorded, not transcribed or noted.")).to_be_visible()
    desk.button("Meetings").click()
    meeting = desk.dialog.get_by_role("region", name="Customer call")
    hold = meeting.get_by_role("button", name="Hold Customer call")
    place = hold.bounding_box()
    hold.click()

    expect(meeting.get_by_text("With Ana, Bo, Cy, Dee")).to_be_visible()
    expect(meeting.get_by_text("Recording: being prepared")).to_be_visible()
    expect(meeting.get_by_role("link", name="Recording")).to_be_visible()
    expect(meeting.get_by_text("Transcript: off")).to_be_visible()
    assert place == hold.bounding_box()
    assert [] == violations(page)


def test_drift(page: Page, workbench: Workbench) -> None:
    """What is changed in Meet is told on the card as it was and is, and set again in one press."""
    desk = workbench.open(page)
    desk.open_event("Customer call")
    desk.card.get_by_role("switch", name="Record the call").click()
    desk.card.get_by_role("button", name="Update settings").click()
    expect(desk.card.get_by_text("The settings are updated")).to_be_visible()
    desk.button("Meetings").click()
    recording = desk.dialog.get_by_role("checkbox", name="Recording of Customer call in Meet")
    expect(recording).to_be_checked()
    recording.click()
    expect(recording).not_to_be_checked()
    assert [] == violations(page)
    desk.button("Done").click()

    desk.button(desk.word(Word.REFRESH)).click()
    expect(desk.card.get_by_text("Recording is off now, you had it on.")).to_be_visible()
    assert [] == violations(page)
    desk.card.get_by_role("button", name="Set it again").click()
    expect(desk.card.get_by_text("Will be recorded, not transcribed or noted.")).to_be_visible()
    desk.button("Meetings").click()
    expect(recording).to_be_checked()


def test_last_week(page: Page, workbench: Workbench) -> None:
    """The week before has meetings that were held, with what was kept, and why no more."""
    desk = workbench.open(page)
    desk.button("Previous week").click()
    expect(desk.event("Kick-off, Mon, Jan 4").and_(desk.event("with Google Meet"))).to_be_visible()
    desk.button("Meetings").click()
    told = {
        "Kick-off": [
            "Held Mon, Jan 4, 10:00 AM – 11:00 AM",
            "Bo (until 10:35 AM), Cy (from 10:05 AM)",
        ],
        "Customer demo": ["With Kim Lee (no account), Ana", "Transcript: off"],
        "Sprint review": ["With Ana, Dee", "Transcript: on, but Bo did not come", "Recording: off"],
        "Hiring round": ["Recording: not in Dee’s edition"],
        "Weekly wrap-up": ["Recording: off"],
    }
    for title, words in told.items():
        meeting = desk.dialog.get_by_role("region", name=title)
        for line in words:
            expect(meeting).to_contain_text(line)
    expect(desk.dialog.get_by_role("heading", level=3)).to_have_text(
        ["Coming up", "Held", "Nobody came"]
    )
    expect(desk.dialog.get_by_role("heading", level=4).last).to_have_text("Board preparation")
    links = desk.dialog.get_by_role("link")
    expect(links).to_have_text(["Notes", "Recording", "Recording", "Transcript", "Notes"])

    links.nth(3).click()
    expect(page.get_by_text("https://docs.google.com/document/d/")).to_be_visible()


def test_reset(browser: Browser, page: Page, workbench: Workbench) -> None:
    """Beginning anew brings every tab back to the seeded week and to empty defaults."""
    desk = workbench.open(page)
    desk.card.get_by_role("switch", name="Record the call").click()
    desk.card.get_by_role("button", name="Save").click()
    expect(desk.notice("Saved")).to_be_visible()
    desk.open_event("Budget review")
    desk.editor.get_by_role("textbox", name="Title").fill("Changed")
    desk.save()
    expect(desk.event("Changed")).to_be_visible()
    with browser.new_context() as context:
        other = workbench.open(context.new_page())
        expect(other.event("Changed")).to_be_visible()
        desk.button("Reset").click()
        desk.button("Reset everything").click()

        for tab in (desk, other):
            expect(tab.event("Budget review")).to_be_visible()
            expect(tab.card.get_by_role("switch", name="Record the call")).not_to_be_checked()


def test_nothing_from_elsewhere(page: Page, workbench: Workbench) -> None:
    """Every asset comes from the workbench itself."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    desk = workbench.open(page)
    desk.open_event("Customer call")
    expect(desk.card.get_by_text("Customer call")).to_be_visible()
    page.remove_listener("request", note)

    assert workbench.url in asked[0]
    assert [] == [url for url in asked if not url.startswith((workbench.url, "data:", "blob:"))]


def withdraw_all(desk: Desk) -> None:
    """Take all permissions away, and ask the add-on again."""
    desk.button("Permissions").click()
    desk.button("Withdraw all").click()
    desk.button("Apply").click()
    desk.button("Refresh").click()


def turn_store(desk: Desk) -> None:
    """Take the store away or bring it back, and ask the add-on again."""
    desk.button("Order trouble").click()
    desk.page.get_by_role("switch", name="The add-on’s store is down").click()
    desk.button("Done").click()
    desk.button("Refresh").click()


def copied(page: Page, desk: Desk) -> str:
    """The last request as curl."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.button("Copy as curl").click()
    expect(desk.notice("Copied")).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


def request_of(page: Page, desk: Desk) -> dict[str, dict[str, str]]:
    """The last request, tokens and all."""
    words = shlex.split(copied(page, desk))
    body: dict[str, dict[str, str]] = json.loads(words[words.index("--data") + 1])
    return body
