"""Cards that hold every widget and every kind of mistake once, for the gallery."""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.hosts.wire import Host, Json

ADDON = "https://addon.example.com"
NINE_OCLOCK = 1_767_258_000_000
"""1 January 2026, 9:00 UTC."""

MIDNIGHT = NINE_OCLOCK - NINE_OCLOCK % 86_400_000
HALF_PAST_NINE = 34_200_000
WAIT, GO_ON = "wait", "go-on"
"""Actions of which the first ends when the second is fired."""

PEOPLE = ("Ana", "Bo", "Cy")
MANY = 60


def samples(host: Host, pictures: str) -> list[tuple[str, Json]]:
    """The cards for a host, each with what it shows.

    Args:
        host: the surface.
        pictures: where pictures are had from: an address that a name such as `blue` is added to.
    """
    named = [
        ("Texts", texts(pictures)),
        ("Buttons", buttons(host)),
        ("Inputs", inputs(host)),
        ("Selections", selections(pictures)),
        ("Tiles", tiles(pictures)),
        ("Sections", sections()),
    ]
    if host is Host.CALENDAR:
        named += [("Sidebar", sidebar()), ("For Chat only", chat_only(pictures))]
    else:
        named += [("Layouts", layouts(pictures)), ("For Calendar only", sidebar())]
    return [*named, *mistakes()]


def texts(pictures: str) -> Json:
    """Paragraphs, decorated texts, pictures, dividers."""
    return card(
        "Texts",
        paragraph(
            "<b>Bold</b>, <i>italic</i>, <u>underlined</u>, <s>struck</s>, "
            '<font color="#b3261e">red</font>, <a href="https://meet.google.com/abc">a link</a>, '
            '<time datetime="2026-01-01">New Year</time>.<br>A second line.'
        ),
        {"textParagraph": {"text": "One line of many. " * 12, "maxLines": 2}},
        {"divider": {}},
        {"image": {"imageUrl": f"{pictures}blue", "altText": "A blue picture"}},
        {
            "image": {
                "imageUrl": f"{pictures}green",
                "altText": "A picture to press",
                "onClick": call("picture"),
            }
        },
        decorated("Plain", topLabel="Above", bottomLabel="Below"),
        decorated("With an icon", startIcon={"knownIcon": "PERSON", "altText": "Guest"}),
        decorated("To press", startIcon={"knownIcon": "EMAIL"}, onClick=call("row")),
        decorated(
            "With a menu",
            onClick={"overflowMenu": {"items": [{"text": "Archive", "onClick": call("archive")}]}},
        ),
        decorated(
            "A long text that goes on over more than one line", wrapText=True, bottomLabel="Wrapped"
        ),
        decorated("A long text that is cut because it does not wrap"),
        decorated("With a button", button={"text": "Change", "onClick": call("change")}),
        decorated("With an icon at the end", endIcon={"knownIcon": "STAR", "altText": "Starred"}),
        decorated(
            "Record the meeting",
            startIcon={"knownIcon": "VIDEO_CAMERA"},
            bottomLabel="Saved to the organizer's Drive",
            wrapText=True,
            switchControl={
                "name": "recording",
                "value": "on",
                "selected": True,
                "onChangeAction": action("recording-changed"),
            },
        ),
        decorated("Transcribe", switchControl={"name": "transcript", "value": "on"}),
        decorated(
            "Tell the guests",
            switchControl={"name": "tell", "value": "on", "controlType": "CHECK_BOX"},
        ),
        title="Texts and switches",
        subtitle="What there is to read",
        imageUrl=f"{pictures}red",
        imageType="CIRCLE",
        imageAltText="A red picture",
    )


def buttons(host: Host) -> Json:
    """Buttons of all looks, and what each `onClick` leads to."""
    kinds = ("OUTLINED", "FILLED", "FILLED_TONAL", "BORDERLESS")
    clicks: list[Json] = [
        {"text": "Link", "onClick": {"openLink": {"url": "https://meet.google.com/"}}},
        {
            "text": "More",
            "icon": {"knownIcon": "CLOCK"},
            "onClick": {
                "overflowMenu": {
                    "items": [
                        {
                            "text": "Later",
                            "startIcon": {"knownIcon": "CLOCK"},
                            "onClick": call("later"),
                        },
                        {"text": "Never", "onClick": call("never"), "disabled": True},
                    ]
                }
            },
        },
    ]
    if host is Host.CALENDAR:
        pushed = card("Pushed", paragraph("Pushed without a request."))
        clicks.append({"text": "Card", "onClick": {"card": pushed}})
    return card(
        "Buttons",
        {
            "buttonList": {
                "buttons": [
                    {
                        "text": kind.replace("_", " ").capitalize(),
                        "type": kind,
                        "onClick": call(kind),
                    }
                    for kind in kinds
                ]
            }
        },
        {
            "buttonList": {
                "buttons": [
                    {
                        "text": "Blue",
                        "color": {"red": 0.1, "green": 0.3, "blue": 0.8},
                        "onClick": call("blue"),
                    },
                    {
                        "text": "Yellow",
                        "color": {"red": 1, "green": 0.9, "blue": 0.3},
                        "onClick": call("yellow"),
                    },
                    {"text": "Off", "onClick": call("off"), "disabled": True},
                    {"text": "Off", "type": "FILLED", "onClick": call("off"), "disabled": True},
                ]
            }
        },
        {
            "buttonList": {
                "buttons": [
                    {
                        "text": "With icon",
                        "icon": {"knownIcon": "INVITE"},
                        "onClick": call("icon"),
                    },
                    {
                        "icon": {"knownIcon": "PHONE", "altText": "Call"},
                        "onClick": call("phone"),
                    },
                ]
            }
        },
        {"buttonList": {"buttons": clicks}},
        {
            "buttonList": {
                "buttons": [
                    {"text": "Wait", "onClick": call(WAIT)},
                    {"text": "Go on", "onClick": call(GO_ON)},
                ]
            }
        },
        {
            "buttonList": {"buttons": [{"text": "Centred", "onClick": call("centred")}]},
            "horizontalAlignment": "CENTER",
        },
        {
            "buttonList": {"buttons": [{"text": "At the end", "onClick": call("end")}]},
            "horizontalAlignment": "END",
        },
    )


def inputs(host: Host) -> Json:
    """Text inputs and pickers of all kinds."""
    completed = {"name": "guest", "label": "Guest", "autoCompleteAction": action("complete")}
    return card(
        "Inputs",
        *([{"textInput": completed}] if host is Host.CALENDAR else []),
        {"textInput": {"name": "title", "label": "Title", "value": "Review"}},
        {
            "textInput": {
                "name": "agenda",
                "label": "Agenda",
                "type": "MULTIPLE_LINE",
                "hintText": "One line for each point",
                "validation": {"characterLimit": 200},
            }
        },
        {
            "textInput": {
                "name": "room",
                "label": "Room",
                "hintText": "Suggestions come while typing",
                "initialSuggestions": {"items": [{"text": "Berlin"}, {"text": "Bern"}]},
                "onChangeAction": action("room-changed"),
            }
        },
        {
            "textInput": {
                "name": "count",
                "label": "Number of guests",
                "validation": {"inputType": "INTEGER"},
            }
        },
        {
            "textInput": {
                "name": "email",
                "label": "Email",
                "validation": {"inputType": "EMAIL"},
            }
        },
        {
            "dateTimePicker": {
                "name": "start",
                "label": "Start",
                "type": "DATE_AND_TIME",
                "valueMsEpoch": str(NINE_OCLOCK),
                "timezoneOffsetDate": 60,
            }
        },
        {
            "dateTimePicker": {
                "name": "day",
                "label": "Day",
                "onChangeAction": action("day-changed"),
                "type": "DATE_ONLY",
                "valueMsEpoch": str(MIDNIGHT),
            }
        },
        {
            "dateTimePicker": {
                "name": "hour",
                "label": "Hour",
                "type": "TIME_ONLY",
                "valueMsEpoch": HALF_PAST_NINE,
            }
        },
        {
            "buttonList": {
                "buttons": [
                    {
                        "text": "Send",
                        "type": "FILLED",
                        "onClick": {"action": action("send", requiredWidgets=["email", "start"])},
                    }
                ]
            }
        },
    )


def selections(pictures: str) -> Json:
    """Selections of all types with static items."""
    days = [("Monday", "mon"), ("Tuesday", "tue"), ("Wednesday", "wed")]
    return card(
        "Selections",
        selection("days", "Days", "CHECK_BOX", days, {"mon"}),
        selection("applies", "Applies to", "RADIO_BUTTON", days[:2], {"tue"}),
        selection("records", "Records", "SWITCH", [("Audio", "a"), ("Video", "v")], {"v"}),
        selection(
            "language", "Language", "DROPDOWN", [("English", "en"), ("日本語", "ja")], {"ja"}
        ),
        {
            "selectionInput": {
                "name": "guests",
                "label": "Guests",
                "type": "MULTI_SELECT",
                "multiSelectMaxSelectedItems": 2,
                "items": [
                    {
                        "text": name,
                        "value": f"{name.lower()}@example.com",
                        "bottomText": f"{name.lower()}@example.com",
                        "startIconUri": f"{pictures}{color}",
                        "selected": name == "Ana",
                    }
                    for name, color in zip(PEOPLE, ("red", "green", "blue"), strict=True)
                ],
            }
        },
        {
            "buttonList": {
                "buttons": [
                    {
                        "text": "Choose",
                        "onClick": {"action": action("choose", allWidgetsAreRequired=True)},
                    }
                ]
            }
        },
    )


def tiles(pictures: str) -> Json:
    """Grids and chips."""
    crops = ("SQUARE", "CIRCLE", "RECTANGLE_4_3", "RECTANGLE_CUSTOM")
    return card(
        "Tiles",
        {
            "grid": {
                "title": "Rooms",
                "columnCount": 2,
                "borderStyle": {"type": "STROKE", "cornerRadius": 8},
                "onClick": call("room"),
                "items": [
                    {
                        "id": crop.lower(),
                        "title": crop.replace("_", " ").capitalize(),
                        "subtitle": "A subtitle",
                        "layout": "TEXT_ABOVE" if crop == "CIRCLE" else "TEXT_BELOW",
                        "image": {
                            "imageUri": f"{pictures}{color}",
                            "altText": "",
                            "cropStyle": {"type": crop, "aspectRatio": 3},
                        },
                    }
                    for crop, color in zip(crops, ("red", "green", "blue", "red"), strict=True)
                ],
            }
        },
        {
            "chipList": {
                "chips": [
                    {"label": "Plain", "onClick": call("chip")},
                    {"label": "Icon", "icon": {"knownIcon": "STAR"}, "onClick": call("star")},
                    {"label": "Off", "onClick": call("off"), "disabled": True},
                    {"label": "Only to read"},
                ]
            }
        },
        {
            "chipList": {
                "layout": "HORIZONTAL_SCROLLABLE",
                "chips": [
                    {"label": f"Number {number}", "onClick": call(f"chip-{number}")}
                    for number in range(1, 7)
                ],
            }
        },
    )


def sections() -> Json:
    """Sections with headers, and collapsible ones."""
    made = card("Sections", paragraph("A section without a header."))
    made["sections"] += [
        {
            "header": "A <i>collapsible</i> section",
            "collapsible": True,
            "uncollapsibleWidgetsCount": 1,
            "widgets": [paragraph("Always here."), paragraph("Here on demand.")],
        },
        {
            "header": "With its own buttons",
            "collapsible": True,
            "collapseControl": {
                "horizontalAlignment": "START",
                "expandButton": {"text": "Details", "onClick": call("unused")},
                "collapseButton": {"text": "Fewer details", "onClick": call("unused")},
            },
            "widgets": [paragraph("Hidden at first.")],
        },
    ]
    return made


def sidebar() -> Json:
    """What only Calendar shows: a menu, a footer, a peeking header."""
    made = card("Sidebar", paragraph("A card with a menu and a footer."), subtitle="An event")
    made |= {
        "name": "sidebar",
        "displayStyle": "PEEK",
        "peekCardHeader": {"title": "Peeking", "subtitle": "Press to open"},
        "cardActions": [
            {"actionLabel": "Reset", "onClick": call("reset")},
            {"actionLabel": "Docs", "onClick": {"openLink": {"url": "https://meet.google.com/"}}},
        ],
        "fixedFooter": {
            "primaryButton": {"text": "Save", "onClick": call("save")},
            "secondaryButton": {"text": "Cancel", "onClick": call("cancel")},
        },
    }
    return made


def layouts(pictures: str) -> Json:
    """What only Chat shows: columns, carousels, Markdown, people to choose from."""
    return card(
        "Layouts",
        {
            "textParagraph": {
                "text": "**Bold** and [a link](https://meet.google.com/)\n\n- One\n- Two",
                "textSyntax": "MARKDOWN",
            }
        },
        *_chat_widgets(pictures),
        {
            "selectionInput": {
                "name": "people",
                "label": "People",
                "type": "MULTI_SELECT",
                "multiSelectMinQueryLength": 1,
                "platformDataSource": {"commonDataSource": "USER"},
            }
        },
        {
            "selectionInput": {
                "name": "colleague",
                "label": "Colleague",
                "type": "DROPDOWN",
                "dataSourceConfigs": [
                    {"remoteDataSource": action("colleagues"), "minCharactersTrigger": 1}
                ],
            }
        },
        decorated("A Material icon", startIcon={"materialIcon": {"name": "summarize"}}),
        {
            "textInput": {
                "name": "note",
                "label": "Note",
                "placeholderText": "Only for yourself",
            }
        },
    )


def chat_only(pictures: str) -> Json:
    """What Calendar does not show."""
    return card("For Chat only", *_chat_widgets(pictures))


def _chat_widgets(pictures: str) -> list[Json]:
    return [
        {
            "columns": {
                "columnItems": [
                    {"widgets": [paragraph("Left"), paragraph("Below left")]},
                    {
                        "horizontalAlignment": "END",
                        "verticalAlignment": "CENTER",
                        "horizontalSizeStyle": "FILL_MINIMUM_SPACE",
                        "widgets": [
                            {"buttonList": {"buttons": [{"text": "Right", "onClick": call("r")}]}}
                        ],
                    },
                ]
            }
        },
        {
            "carousel": {
                "carouselCards": [
                    {
                        "widgets": [
                            {"image": {"imageUrl": f"{pictures}{color}", "altText": color}},
                            paragraph(f"Slide {color}"),
                        ],
                        "footerWidgets": [
                            {
                                "buttonList": {
                                    "buttons": [{"text": f"Take {color}", "onClick": call(color)}]
                                }
                            }
                        ],
                    }
                    for color in ("red", "green", "blue")
                ]
            }
        },
    ]


def mistakes() -> Iterable[tuple[str, Json]]:
    """Cards with something that their host drops, strips or refuses."""
    yield (
        "Mistakes",
        card(
            "Mistakes",
            paragraph("<script>document.title = 'owned'</script>"),
            paragraph("<img src=x onerror=\"document.title = 'owned'\"> <blink>a</blink>"),
            paragraph("<a href=\"javascript:document.title = 'owned'\">A bad link</a>"),
            paragraph('<font color="red;position:fixed" onclick="alert(1)">Bad colour</font>'),
            {"textParagraph": {"text": "A misspelt member.", "maxlines": 1}},
            {"image": {"imageUrl": "https://example.com/picture.svg", "altText": "An SVG picture"}},
            {"image": {"imageURL": "https://example.com/picture.png"}},
            {"selectionInput": {"label": "Without a name", "type": "DROPDOWN", "items": []}},
            {
                "buttonList": {
                    "buttons": [{"text": "No URL", "onClick": {"action": {"function": "send"}}}]
                }
            },
            {"holder": {}},
            {"textInput": {"name": "twice", "label": "Twice"}},
            {"textInput": {"name": "twice", "label": "Twice again"}},
        ),
    )
    stripped = card("Stripped", paragraph("Nobody sees this."))
    stripped["sections"][0]["widgets"].append(
        {"buttonList": {"buttons": [{"text": "Without onClick"}, {"text": "Dead", "onClick": {}}]}}
    )
    yield "Stripped", stripped
    untitled = {"header": {"subtitle": "Without a title"}, "sections": [{"widgets": []}]}
    yield "Untitled", untitled
    crossing = card("Too many", *(paragraph(f"Widget {number}") for number in range(MANY)))
    crossing["sections"].append({"widgets": [paragraph("Beyond the limit")] * MANY})
    yield "Too many widgets", crossing


def card(name: str, *widgets: Json, **header: str) -> Json:
    """A card with one section."""
    return {"header": {"title": name} | header, "sections": [{"widgets": list(widgets)}]}


def paragraph(text: str) -> Json:
    """A `textParagraph`."""
    return {"textParagraph": {"text": text}}


def decorated(text: str, **members: object) -> Json:
    """A `decoratedText`."""
    return {"decoratedText": {"text": text, **members}}


def selection(
    name: str, label: str, kind: str, items: Iterable[tuple[str, str]], selected: set[str]
) -> Json:
    """A `selectionInput` with static items."""
    return {
        "selectionInput": {
            "name": name,
            "label": label,
            "type": kind,
            "items": [
                {"text": text, "value": value, "selected": value in selected}
                for text, value in items
            ],
        }
    }


def action(name: str, **members: object) -> Json:
    """An `Action` that is told apart by its URL."""
    return {"function": f"{ADDON}/{name}", **members}


def call(name: str) -> Json:
    """An `OnClick` with such an action."""
    return {"action": action(name)}
