"""Cards as text."""

from __future__ import annotations

from typing import Any

from sandbox.hosts.card_text import card_text, columns, plain, wrapped

Json = dict[str, Any]
GO = {"action": {"function": "https://example.com/go"}}


def test_a_whole_card() -> None:
    """Header, switches, texts, buttons, footer and menu stand in a frame of the given width."""
    recording = {
        "text": "Record the meeting",
        "bottomLabel": "The file goes to your Drive; guests get a link.",
        "switchControl": {"name": "recording", "value": "on", "selected": True},
    }
    transcript = {"text": "Transcribe", "switchControl": {"name": "transcription", "value": "on"}}
    card: Json = {
        "header": {"title": "Sprint review", "subtitle": "Today at 10:00"},
        "sections": [
            {
                "header": "Records",
                "widgets": [{"decoratedText": recording}, {"decoratedText": transcript}],
            },
            {
                "widgets": [
                    {"textParagraph": {"text": "Ready: <b>abc</b><br>会議 &amp; more"}},
                    {"divider": {}},
                    {
                        "buttonList": {
                            "buttons": [
                                {"text": "Join", "onClick": GO},
                                {"text": "Help", "onClick": GO, "disabled": True},
                            ]
                        }
                    },
                ]
            },
        ],
        "fixedFooter": {
            "primaryButton": {"text": "Create", "onClick": GO},
            "secondaryButton": {"text": "Later", "onClick": GO},
        },
        "cardActions": [{"actionLabel": "Reset", "onClick": GO}],
    }
    drawn = card_text(card, menu=["Help"], width=40)
    expected = """\
╭──────────────────────────────────────╮
│ Sprint review                        │
│ Today at 10:00                       │
├──────────────────────────────────────┤
│ RECORDS                              │
│                                      │
│ [x] Record the meeting               │
│     The file goes to your Drive;     │
│     guests get a link.               │
│                                      │
│ [ ] Transcribe                       │
├──────────────────────────────────────┤
│ Ready: abc                           │
│ 会議 & more                          │
│                                      │
│ ──────────────────────────────────── │
│                                      │
│ ( Join )  ( Help · off )             │
├──────────────────────────────────────┤
│                ( Later )  ( Create ) │
├──────────────────────────────────────┤
│ ⋮ Reset · Help                       │
╰──────────────────────────────────────╯"""
    assert expected == drawn
    assert {40} == {columns(line) for line in drawn.splitlines()}


def test_inputs_show_what_they_hold() -> None:
    """Text inputs, selections and pickers show the values of the form."""
    items = [{"text": "Red", "value": "r"}, {"text": "Blue", "value": "b", "selected": True}]
    widgets = [
        {"textInput": {"name": "title", "label": "Title", "value": "Review"}},
        {"selectionInput": {"name": "one", "type": "RADIO_BUTTON", "items": items}},
        {"selectionInput": {"name": "many", "label": "Many", "type": "CHECK_BOX", "items": items}},
        {"dateTimePicker": {"name": "day", "label": "Day", "type": "DATE_ONLY"}},
        {"dateTimePicker": {"name": "at", "label": "At", "valueMsEpoch": "60000"}},
        {"image": {"imageUrl": "https://e.com/a.png", "altText": "Logo"}},
        {"decoratedText": {"topLabel": "Code", "text": "abc", "button": {"text": "Copy"}}},
        {"grid": {"items": [{"title": "One", "subtitle": "first"}]}},
    ]
    drawn = card_text({"sections": [{"widgets": widgets}]}, width=40)
    lines = [line.strip("│ ") for line in drawn.splitlines()[1:-1]]
    assert [
        "Title: Review",
        "( ) Red",
        "(•) Blue",
        "Many",
        "[ ] Red",
        "[x] Blue",
        "Day: …",
        "At: 1970-01-01 00:01 UTC",
        "[image: Logo]",
        "Code",
        "abc",
        "( Copy )",
        "• One: first",
    ] == [line for line in lines if line]


def test_the_form_wins_over_the_card() -> None:
    """Given the current form, switches stand as the person left them."""
    switch = {"text": "A", "switchControl": {"name": "a", "value": "on", "selected": True}}
    card: Json = {"sections": [{"widgets": [{"decoratedText": switch}]}]}
    assert "[x] A" in card_text(card)
    assert "[ ] A" in card_text(card, form={})


def test_links_show_where_they_lead() -> None:
    """A link's address follows its text, unless the text is the address."""
    assert "the link (https://e.com/a)" == plain('the <a href="https://e.com/a">link</a>')
    assert "e.com/a" == plain('<a href="https://e.com/a">e.com/a</a>')


def test_long_words_are_cut() -> None:
    """A word wider than the line goes on in the next one; wide characters count twice."""
    assert ["abcde", "fg hi"] == wrapped("abcdefg hi", 5)
    assert ["会議", "会"] == wrapped("会議会", 4)
    assert ["a", "", "b"] == wrapped("a\n\nb", 5)


def test_what_only_chat_has_is_drawn() -> None:
    """Texts as widgets, people pickers and carousels are drawn by what they hold."""
    picker = {
        "name": "guests",
        "label": "Guests",
        "platformDataSource": {"commonDataSource": "USER"},
    }
    card: Json = {
        "sections": [
            {
                "widgets": [
                    {
                        "decoratedText": {
                            "topLabelText": {"text": "Top"},
                            "contentText": {"text": "Content"},
                            "bottomLabelText": {"text": "Bottom"},
                        }
                    },
                    {"selectionInput": picker},
                    {
                        "carousel": {
                            "carouselCards": [
                                {
                                    "widgets": [{"textParagraph": {"text": "One"}}],
                                    "footerWidgets": [
                                        {"buttonList": {"buttons": [{"text": "Go", "onClick": GO}]}}
                                    ],
                                }
                            ]
                        }
                    },
                ]
            }
        ]
    }
    drawn = card_text(card, {"guests": ("users/1", "users/2")})
    lines = [line.strip("│╭╮╰╯─ ") for line in drawn.splitlines()]
    assert ["Top", "Content", "Bottom", "Guests: users/1, users/2", "One", "( Go )"] == [
        line for line in lines if line
    ]
