"""What a host accepts in a card."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.hosts.cards import CardRules, check_card
from sandbox.hosts.parts import initial_form, platform_sources, pressables
from sandbox.hosts.wire import Complaint, Host
from tests.host.chat_stage import page as card

Json = dict[str, Any]
PREFIXES = ("https://meet.google.com/", "docs.example.com/", "http://old.example.com/")
CALENDAR = CardRules(Host.CALENDAR, PREFIXES)
WIDGET = "sections[0].widgets[0]"
URL = "https://e.com/a.png"
GO = {"function": "https://example.com/go"}


def buttons(on_click: Json) -> Json:
    """A widget with one button."""
    return {"buttonList": {"buttons": [{"text": "Go", "onClick": on_click}]}}


def text(content: str) -> Json:
    """A text paragraph."""
    return {"textParagraph": {"text": content}}


def switch(name: str, value: str = "on", *, selected: bool = False) -> Json:
    """A text with a switch."""
    control = {"name": name, "value": value, "selected": selected}
    return {"decoratedText": {"text": name, "switchControl": control}}


def test_a_good_card_has_no_complaints() -> None:
    """A card that uses what Calendar knows is accepted."""
    good = card(
        text('<b>Bold</b> <a href="https://meet.google.com/abc">link</a><br/>'),
        switch("recording", selected=True),
        switch("days", "mon"),
        switch("days", "tue"),
        {"textInput": {"name": "title", "label": "Title"}},
        buttons({"action": GO | {"parameters": [{"key": "k", "value": "v"}]}}),
        header={"title": "Hi"},
        name="home",
        cardActions=[{"actionLabel": "Reset", "onClick": {"action": GO}}],
        fixedFooter={"primaryButton": {"text": "Save", "onClick": {"action": GO}}},
    )
    assert [] == check_card(good, CALENDAR)


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        (card(text("x"), sectoins=[]), Complaint("sectoins", "Card has no such member")),
        (card(), Complaint("sections[0].widgets", "is missing")),
        (
            card({"image": {"imageURL": "https://e.com/a.png"}}),
            Complaint(f"{WIDGET}.image.imageURL", "Image has no such member"),
        ),
        (
            card({"image": {"imageUrl": "https://e.com/a.svg"}}),
            Complaint(f"{WIDGET}.image.imageUrl", "SVG images are not shown"),
        ),
        (
            card({"image": {"imageUrl": "http://e.com/a.png"}}),
            Complaint(f"{WIDGET}.image.imageUrl", "'http://e.com/a.png' is no https URL"),
        ),
        (
            card({"decoratedText": {"text": "x", "wrapText": "true"}}),
            Complaint(f"{WIDGET}.decoratedText.wrapText", "is not true or false"),
        ),
        (
            card({"decoratedText": {"topLabel": "x"}}),
            Complaint(f"{WIDGET}.decoratedText", "needs one of text, contentText, button"),
        ),
        (
            card({"decoratedText": {"text": "x", "contentText": {"text": "x"}}}),
            Complaint(
                f"{WIDGET}.decoratedText.contentText", "not available in the Calendar sidebar"
            ),
        ),
        (
            card({"dateTimePicker": {"name": "d", "valueMsEpoch": 1.5}}),
            Complaint(
                f"{WIDGET}.dateTimePicker.valueMsEpoch",
                "is not an integer, as a string of digits or a number",
            ),
        ),
        (
            card({"dateTimePicker": {"name": "d", "type": "DATE"}}),
            Complaint(
                f"{WIDGET}.dateTimePicker.type", "is none of DATE_AND_TIME, DATE_ONLY, TIME_ONLY"
            ),
        ),
        (
            card({"textInput": {"label": "x"}}),
            Complaint(f"{WIDGET}.textInput.name", "is missing", strips_card=True),
        ),
        (
            card(buttons({})),
            Complaint(
                f"{WIDGET}.buttonList.buttons[0].onClick",
                "needs exactly one of action, openLink, openDynamicLinkAction, card, overflowMenu;"
                " has none",
                strips_card=True,
            ),
        ),
        (
            card(text("x"), fixedFooter={}),
            Complaint("fixedFooter.primaryButton", "is missing", strips_card=True),
        ),
        (
            card(buttons({"action": {"function": "save"}})),
            Complaint(
                f"{WIDGET}.buttonList.buttons[0].onClick.action.function",
                "'save' is no absolute https URL",
            ),
        ),
        (
            card(buttons({"action": GO | {"interaction": "OPEN_DIALOG"}})),
            Complaint(
                f"{WIDGET}.buttonList.buttons[0].onClick.action.interaction",
                "OPEN_DIALOG is for Chat: elsewhere the entire card is stripped",
                strips_card=True,
            ),
        ),
        (
            card(buttons({"action": GO | {"parameters": [{"key": "k", "value": {}}]}})),
            Complaint(
                f"{WIDGET}.buttonList.buttons[0].onClick.action.parameters[0].value",
                "is not a string, a number, true or false",
            ),
        ),
        (
            card(buttons({"action": GO | {"parameters": [{"key": "k"}, {"key": "k"}]}})),
            Complaint(
                f"{WIDGET}.buttonList.buttons[0].onClick.action.parameters", "'k' is given 2 times"
            ),
        ),
        (
            card(buttons({"action": GO | {"requiredWidgets": ["title"]}})),
            Complaint(
                f"{WIDGET}.buttonList.buttons[0].onClick.action.requiredWidgets",
                "the card has no input 'title'",
            ),
        ),
        (
            card({"buttonList": {"buttons": [{"onClick": {"action": GO}}]}}),
            Complaint(f"{WIDGET}.buttonList.buttons[0]", "has neither text nor icon"),
        ),
        (
            card({"divider": {}, "grid": {}}),
            Complaint(
                WIDGET,
                "needs exactly one of textParagraph, image, decoratedText, buttonList, textInput,"
                " selectionInput, dateTimePicker, chipList, divider, grid, columns, carousel;"
                " has divider and grid",
            ),
        ),
        (
            card({"columns": {"columnItems": []}}),
            Complaint(f"{WIDGET}.columns", "not available in the Calendar sidebar"),
        ),
        (
            card(
                {"textInput": {"name": "a", "label": "A"}},
                {"selectionInput": {"name": "a", "items": []}},
            ),
            Complaint("", "several inputs are named 'a'"),
        ),
        (
            card(switch("a"), {"textInput": {"name": "a", "label": "A"}}),
            Complaint("", "several inputs are named 'a'"),
        ),
        (
            card(text("<p>x</p>")),
            Complaint(f"{WIDGET}.textParagraph.text", "<p> is not in the HTML subset"),
        ),
        (
            card(text("<b>x")),
            Complaint(f"{WIDGET}.textParagraph.text", "<b> is never closed"),
        ),
        (
            card(text("x</b>")),
            Complaint(f"{WIDGET}.textParagraph.text", "</b> closes nothing"),
        ),
        (
            card(text('<b onclick="x">x</b>')),
            Complaint(f"{WIDGET}.textParagraph.text", "<b onclick> is not allowed"),
        ),
        (
            card(text('<a href="https://evil.example.com/">x</a>')),
            Complaint(
                f"{WIDGET}.textParagraph.text",
                "'https://evil.example.com/' matches none of openLinkUrlPrefixes",
            ),
        ),
        (
            card(*[text("x")] * 101),
            Complaint(
                "sections",
                "101 widgets: the section that crosses 100 and all after it vanish",
            ),
        ),
        (
            card(buttons({"card": {"header": {}}})),
            Complaint(f"{WIDGET}.buttonList.buttons[0].onClick.card.header.title", "is missing"),
        ),
    ],
)
def test_what_calendar_refuses(bad: Json, complaint: Complaint) -> None:
    """What hosts.md 7 and 8 do not allow is named with its path."""
    assert complaint in check_card(bad, CALENDAR)


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        ("1 &lt; 2 &amp; 3 > 2", []),
        ("1 < 2", ["a bare < has to be written &lt;"]),
        ('<font color="#ff0000">x</font><time>now</time>', []),
        ("<![CDATA[x]]>", ["<![CDATA[x]> is not in the HTML subset"]),
        ("<?php x>", ["<?php x> is not in the HTML subset"]),
        ("<!doctype x>", ["<!doctype x> is not in the HTML subset"]),
        ("<!--x-->", ["<!--x--> is not in the HTML subset"]),
        ("<b/>", ["<b> is never closed"]),
    ],
)
def test_text_is_a_subset_of_html(content: str, reasons: list[str]) -> None:
    """Only some tags are allowed, balanced, and what is no tag has to be escaped."""
    assert reasons == [complaint.reason for complaint in check_card(card(text(content)), CALENDAR)]


@pytest.mark.parametrize(
    ("url", "opens"),
    [
        ("https://meet.google.com/abc", True),
        ("https://docs.example.com/help", True),
        ("https://old.example.com/", True),
        ("mailto:ana@example.com", True),
        ("tel:+34600000000", True),
        ("https://example.com/", False),
        ("http://meet.google.com/abc", False),
        ("javascript:alert(1)", False),
        ("/relative", False),
        ("https://[", False),
    ],
)
def test_links_need_a_scheme_and_a_prefix(url: str, opens: bool) -> None:
    """Links are https with a listed prefix, mailto or tel."""
    assert opens == (not check_card(card(buttons({"openLink": {"url": url}})), CALENDAR))


def test_loopback_counts_as_https_only_in_the_sandbox() -> None:
    """Plain http is good enough for 127.0.0.1, unless the rules forbid it."""
    local = card(buttons({"action": {"function": "http://127.0.0.1:8080/go"}}))
    strict = CardRules(Host.CALENDAR, PREFIXES, allow_loopback=False)
    assert [] == check_card(local, CALENDAR)
    assert 1 == len(check_card(local, strict))


def test_chat_has_other_features() -> None:
    """Chat opens dialogs and has no card menu; a footer belongs to dialogs."""
    message = CardRules(Host.CHAT_MESSAGE, None)
    dialog = CardRules(Host.CHAT_DIALOG, None)
    opens = card(buttons({"action": GO | {"interaction": "OPEN_DIALOG"}}))
    footer = card(
        text("x"),
        fixedFooter={"primaryButton": buttons({"action": GO})["buttonList"]["buttons"][0]},
    )
    menu = card(text("x"), cardActions=[])
    assert [] == check_card(opens, message)
    assert [] == check_card(footer, dialog)
    assert [Complaint("fixedFooter", "not available in a Chat message")] == check_card(
        footer, message
    )
    assert [Complaint("cardActions", "not available in a Chat message")] == check_card(
        menu, message
    )


@pytest.mark.parametrize(
    "bad",
    [
        None,
        [],
        "x",
        {"sections": {"widgets": 1}},
        {"sections": [{"widgets": [1, {"grid": 2}]}]},
        {"sections": [{"widgets": [{"textInput": {"name": 1}}]}]},
    ],
)
def test_anything_can_be_checked(bad: object) -> None:
    """Values of wrong types are complaints, never exceptions."""
    assert check_card(bad, CALENDAR)


def test_initial_form_holds_what_the_card_proposes() -> None:
    """Switches that are on, texts, selected items and picker values make up the form."""
    items = [{"text": "A", "value": "a"}, {"text": "B", "value": "b", "selected": True}]
    form = initial_form(
        card(
            switch("recording", selected=True),
            switch("transcription"),
            switch("days", "mon", selected=True),
            switch("days", "tue", selected=True),
            {"textInput": {"name": "title", "label": "T", "value": "Review"}},
            {"textInput": {"name": "empty", "label": "E"}},
            {"selectionInput": {"name": "room", "items": items}},
        )
    )
    assert {
        "recording": ("on",),
        "days": ("mon", "tue"),
        "title": ("Review",),
        "room": ("b",),
    } == form


def test_everything_that_can_be_pressed_is_found() -> None:
    """Buttons, menu items, chips, clickable texts and the footer are found by what they say."""
    menu = {"overflowMenu": {"items": [{"text": "Later", "onClick": {"action": GO}}]}}
    found = pressables(
        card(
            buttons(menu),
            {"chipList": {"chips": [{"label": "Chip", "onClick": {"action": GO}}]}},
            {"decoratedText": {"text": "Row", "onClick": {"action": GO}}},
            {
                "image": {
                    "imageUrl": "https://e.com/a.png",
                    "altText": "Image",
                    "onClick": {"action": GO},
                }
            },
            fixedFooter={"primaryButton": {"text": "Save", "onClick": {"action": GO}}},
        )
    )
    assert ["Go", "Later", "Chip", "Row", "Image", "Save"] == [part.label for part in found]


ODD = [None, 3, "x", [], {}, [["a"]], {"a": 1}, True, "9" * 40]
SWITCH = {"name": "a", "value": "v", "selected": True}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("host", list(Host))
def test_odd_members_are_complained_of(host: Host, odd: object) -> None:
    """A card with anything at all where a name or a value belongs is judged, and has a form."""
    shown = card(
        buttons({"action": GO | {"requiredWidgets": [odd], "parameters": [{"key": odd}] * 2}}),
        buttons({"action": GO | {"requiredWidgets": odd, "parameters": odd}}),
        {"dateTimePicker": {"name": "when", "label": "When", "valueMsEpoch": odd}},
        {"decoratedText": {"text": "x", "switchControl": SWITCH | {"value": odd}}},
        {"decoratedText": {"text": "x", "switchControl": SWITCH | {"name": odd}}},
        {"selectionInput": {"name": "s", "items": [{"value": odd, "selected": True}, odd]}},
        {"textInput": {"name": "t", "label": "T", "value": odd}},
        fixedFooter=odd,
    )

    assert check_card(shown, CardRules(host=host))
    assert {*initial_form(shown)} <= {"when", "a", "s", "t", odd if isinstance(odd, str) else "a"}


def test_a_pushed_card_requires_its_own_inputs() -> None:
    """What a card that a button pushes requires is looked for in that card."""
    url = "https://example.com/a"
    send = {
        "text": "Send",
        "onClick": {"action": {"function": url, "requiredWidgets": ["inner"]}},
    }
    inner = [{"textInput": {"name": "inner", "label": "L"}}, {"buttonList": {"buttons": [send]}}]
    push = {"text": "Go", "onClick": {"card": {"sections": [{"widgets": inner}]}}}
    card = {"sections": [{"widgets": [{"buttonList": {"buttons": [push]}}]}]}

    assert [] == check_card(card, CardRules())
    inner.pop(0)
    assert ["the card has no input 'inner'"] == [
        complaint.reason for complaint in check_card(card, CardRules())
    ]


def test_chats_own_sources_are_known_wherever_they_stand() -> None:
    """People and spaces may be a selection's one source or among several."""
    people = {"platformDataSource": {"commonDataSource": "USER"}}
    spaces: Json = {"hostAppDataSource": {"chatDataSource": {"spaceDataSource": {}}}}

    assert (True, False) == platform_sources(people)
    assert (False, True) == platform_sources({"platformDataSource": spaces})
    assert (True, True) == platform_sources(
        {"dataSourceConfigs": [people, {"platformDataSource": spaces}]}
    )
    assert (False, False) == platform_sources({"dataSourceConfigs": [{"remoteDataSource": {}}]})
