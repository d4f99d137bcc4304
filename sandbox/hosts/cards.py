"""Checks a card as the host that shows it would (hosts.md 7 and 8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import SplitResult, urlsplit

from sandbox.hosts.parts import input_names, switch_names, widget_count
from sandbox.hosts.shapes import Checker, Many, Node, Scalar, Shape, walk
from sandbox.hosts.wire import Complaint, Host, Json, join, members

MAX_WIDGETS = 100
MAX_SECTIONS = 100
MAX_ITEMS = 100
MAX_COLUMNS = 2

STRING, BOOL, INT, INT64, NUMBER = (
    Scalar.STRING,
    Scalar.BOOL,
    Scalar.INT,
    Scalar.INT64,
    Scalar.NUMBER,
)
CHAT = frozenset({Host.CHAT_MESSAGE, Host.CHAT_DIALOG})
CALENDAR = frozenset({Host.CALENDAR})
IMAGE_TYPE = ("SQUARE", "CIRCLE")
ALIGNMENT = ("START", "CENTER", "END")

_COLUMN_WIDGETS: Mapping[str, str] = {
    "textParagraph": "TextParagraph",
    "image": "Image",
    "decoratedText": "DecoratedText",
    "buttonList": "ButtonList",
    "textInput": "TextInput",
    "selectionInput": "SelectionInput",
    "dateTimePicker": "DateTimePicker",
    "chipList": "ChipList",
}
_WIDGETS: Mapping[str, str] = {
    **_COLUMN_WIDGETS,
    "divider": "Divider",
    "grid": "Grid",
    "columns": "Columns",
    "carousel": "Carousel",
}
_NESTED_WIDGETS: Mapping[str, str] = {
    "textParagraph": "TextParagraph",
    "buttonList": "ButtonList",
    "image": "Image",
}

CARD_SHAPES: Mapping[str, Shape] = {
    "Card": Shape(
        {
            "header": "CardHeader",
            "sections": Many("Section"),
            "sectionDividerStyle": ("SOLID_DIVIDER", "NO_DIVIDER"),
            "cardActions": Many("CardAction"),
            "name": STRING,
            "fixedFooter": "CardFixedFooter",
            "displayStyle": ("PEEK", "REPLACE"),
            "peekCardHeader": "CardHeader",
        },
        only={
            "cardActions": CALENDAR,
            "name": frozenset({Host.CALENDAR, Host.CHAT_MESSAGE}),
            "displayStyle": CALENDAR,
            "peekCardHeader": CALENDAR,
            "fixedFooter": frozenset({Host.CALENDAR, Host.CHAT_DIALOG}),
        },
    ),
    "CardHeader": Shape(
        {
            "title": STRING,
            "subtitle": STRING,
            "imageType": IMAGE_TYPE,
            "imageUrl": STRING,
            "imageAltText": STRING,
        },
        required=("title",),
    ),
    "CardAction": Shape(
        {"actionLabel": STRING, "onClick": "OnClick"}, required=("actionLabel", "onClick")
    ),
    "CardFixedFooter": Shape(
        {"primaryButton": "Button", "secondaryButton": "Button"},
        required=("primaryButton",),
        vital=True,
    ),
    "Section": Shape(
        {
            "header": STRING,
            "widgets": Many("Widget"),
            "collapsible": BOOL,
            "uncollapsibleWidgetsCount": INT,
            "collapseControl": "CollapseControl",
        },
        required=("widgets",),
    ),
    "CollapseControl": Shape(
        {"horizontalAlignment": ALIGNMENT, "expandButton": "Button", "collapseButton": "Button"}
    ),
    "Widget": Shape(
        {**_WIDGETS, "horizontalAlignment": ALIGNMENT},
        exactly_one=tuple(_WIDGETS),
        only={"carousel": CHAT, "columns": CHAT},
    ),
    "TextParagraph": Shape(
        {"text": STRING, "maxLines": INT, "textSyntax": ("HTML", "MARKDOWN")},
        required=("text",),
        only={"textSyntax": CHAT},
    ),
    "Image": Shape(
        {"imageUrl": STRING, "onClick": "OnClick", "altText": STRING}, required=("imageUrl",)
    ),
    "DecoratedText": Shape(
        {
            "icon": "Icon",
            "startIcon": "Icon",
            "startIconVerticalAlignment": ("TOP", "MIDDLE", "BOTTOM"),
            "topLabel": STRING,
            "topLabelText": "TextParagraph",
            "text": STRING,
            "contentText": "TextParagraph",
            "wrapText": BOOL,
            "bottomLabel": STRING,
            "bottomLabelText": "TextParagraph",
            "onClick": "OnClick",
            "button": "Button",
            "switchControl": "SwitchControl",
            "endIcon": "Icon",
        },
        any_of=("text", "contentText", "button"),
        at_most_one=("button", "switchControl", "endIcon"),
        only={
            "startIconVerticalAlignment": CHAT,
            "topLabelText": CHAT,
            "contentText": CHAT,
            "bottomLabelText": CHAT,
        },
    ),
    "SwitchControl": Shape(
        {
            "name": STRING,
            "value": STRING,
            "selected": BOOL,
            "onChangeAction": "Action",
            "controlType": ("SWITCH", "CHECK_BOX", "CHECKBOX"),
        },
        required=("name", "value"),
    ),
    "ButtonList": Shape({"buttons": Many("Button")}, required=("buttons",)),
    "Button": Shape(
        {
            "text": STRING,
            "icon": "Icon",
            "color": "Color",
            "onClick": "OnClick",
            "disabled": BOOL,
            "altText": STRING,
            "type": ("OUTLINED", "FILLED", "FILLED_TONAL", "BORDERLESS"),
            "width": "Width",
        },
        required=("onClick",),
        vital=True,
    ),
    "Width": Shape({"type": ("TYPE_UNSPECIFIED", "TYPE_FILL_CONTAINER")}),
    "Color": Shape({"red": NUMBER, "green": NUMBER, "blue": NUMBER, "alpha": NUMBER}),
    "TextInput": Shape(
        {
            "name": STRING,
            "label": STRING,
            "hintText": STRING,
            "value": STRING,
            "type": ("SINGLE_LINE", "MULTIPLE_LINE"),
            "onChangeAction": "Action",
            "initialSuggestions": "Suggestions",
            "autoCompleteAction": "Action",
            "validation": "Validation",
            "placeholderText": STRING,
        },
        required=("name",),
        any_of=("label", "hintText"),
        only={"autoCompleteAction": CALENDAR, "placeholderText": CHAT},
        vital=True,
    ),
    "Suggestions": Shape({"items": Many("SuggestionItem")}),
    "SuggestionItem": Shape({"text": STRING}, required=("text",)),
    "Validation": Shape(
        {
            "characterLimit": INT,
            "inputType": ("TEXT", "INTEGER", "FLOAT", "EMAIL", "EMOJI_PICKER"),
        }
    ),
    "SelectionInput": Shape(
        {
            "name": STRING,
            "label": STRING,
            "type": ("CHECK_BOX", "RADIO_BUTTON", "SWITCH", "DROPDOWN", "MULTI_SELECT"),
            "items": Many("SelectionItem"),
            "onChangeAction": "Action",
            "multiSelectMaxSelectedItems": INT,
            "multiSelectMinQueryLength": INT,
            "externalDataSource": "Action",
            "platformDataSource": "PlatformDataSource",
            "dataSourceConfigs": Many("DataSourceConfig"),
        },
        required=("name",),
        at_most_one=("externalDataSource", "platformDataSource"),
        only={"externalDataSource": CHAT, "platformDataSource": CHAT, "dataSourceConfigs": CHAT},
    ),
    "SelectionItem": Shape(
        {
            "text": STRING,
            "value": STRING,
            "selected": BOOL,
            "startIconUri": STRING,
            "bottomText": STRING,
        }
    ),
    "PlatformDataSource": Shape(
        {"commonDataSource": ("USER",), "hostAppDataSource": "HostAppDataSource"},
        exactly_one=("commonDataSource", "hostAppDataSource"),
    ),
    "HostAppDataSource": Shape({"chatDataSource": "ChatDataSource"}),
    "ChatDataSource": Shape({"spaceDataSource": "SpaceDataSource"}),
    "SpaceDataSource": Shape({"defaultToCurrentSpace": BOOL}),
    "DataSourceConfig": Shape(
        {
            "remoteDataSource": "Action",
            "platformDataSource": "PlatformDataSource",
            "minCharactersTrigger": INT,
        },
        exactly_one=("remoteDataSource", "platformDataSource"),
    ),
    "DateTimePicker": Shape(
        {
            "name": STRING,
            "label": STRING,
            "type": ("DATE_AND_TIME", "DATE_ONLY", "TIME_ONLY"),
            "valueMsEpoch": INT64,
            "timezoneOffsetDate": INT,
            "onChangeAction": "Action",
        },
        required=("name",),
    ),
    "Divider": Shape({}),
    "Grid": Shape(
        {
            "title": STRING,
            "items": Many("GridItem"),
            "borderStyle": "BorderStyle",
            "columnCount": INT,
            "onClick": "OnClick",
        }
    ),
    "GridItem": Shape(
        {
            "id": STRING,
            "image": "ImageComponent",
            "title": STRING,
            "subtitle": STRING,
            "textAlignment": ALIGNMENT,
            "layout": ("TEXT_BELOW", "TEXT_ABOVE"),
        }
    ),
    "ImageComponent": Shape(
        {
            "imageUri": STRING,
            "altText": STRING,
            "cropStyle": "ImageCropStyle",
            "borderStyle": "BorderStyle",
        }
    ),
    "ImageCropStyle": Shape(
        {
            "type": ("SQUARE", "CIRCLE", "RECTANGLE_CUSTOM", "RECTANGLE_4_3"),
            "aspectRatio": NUMBER,
        }
    ),
    "BorderStyle": Shape(
        {"type": ("NO_BORDER", "STROKE"), "strokeColor": "Color", "cornerRadius": INT}
    ),
    "Columns": Shape({"columnItems": Many("Column")}),
    "Column": Shape(
        {
            "horizontalSizeStyle": ("FILL_AVAILABLE_SPACE", "FILL_MINIMUM_SPACE"),
            "horizontalAlignment": ALIGNMENT,
            "verticalAlignment": ("CENTER", "TOP", "BOTTOM"),
            "widgets": Many("ColumnWidget"),
        }
    ),
    "ColumnWidget": Shape(_COLUMN_WIDGETS, exactly_one=tuple(_COLUMN_WIDGETS)),
    "ChipList": Shape(
        {"layout": ("WRAPPED", "HORIZONTAL_SCROLLABLE"), "chips": Many("Chip")},
        required=("chips",),
    ),
    "Chip": Shape(
        {
            "icon": "Icon",
            "label": STRING,
            "onClick": "OnClick",
            "disabled": BOOL,
            "altText": STRING,
        }
    ),
    "Carousel": Shape({"carouselCards": Many("CarouselCard")}),
    "CarouselCard": Shape({"widgets": Many("NestedWidget"), "footerWidgets": Many("NestedWidget")}),
    "NestedWidget": Shape(_NESTED_WIDGETS, exactly_one=tuple(_NESTED_WIDGETS)),
    "Icon": Shape(
        {
            "knownIcon": STRING,
            "iconUrl": STRING,
            "materialIcon": "MaterialIcon",
            "altText": STRING,
            "imageType": IMAGE_TYPE,
        },
        exactly_one=("knownIcon", "iconUrl", "materialIcon"),
    ),
    "MaterialIcon": Shape(
        {"name": STRING, "fill": BOOL, "weight": INT, "grade": INT}, required=("name",)
    ),
    "OnClick": Shape(
        {
            "action": "Action",
            "openLink": "OpenLink",
            "openDynamicLinkAction": "Action",
            "card": "Card",
            "overflowMenu": "OverflowMenu",
        },
        exactly_one=("action", "openLink", "openDynamicLinkAction", "card", "overflowMenu"),
        only={"openDynamicLinkAction": CALENDAR, "card": CALENDAR},
        vital=True,
    ),
    "OpenLink": Shape(
        {"url": STRING, "openAs": ("FULL_SIZE", "OVERLAY"), "onClose": ("NOTHING", "RELOAD")},
        required=("url",),
        only={"openAs": CALENDAR, "onClose": CALENDAR},
    ),
    "OverflowMenu": Shape({"items": Many("OverflowMenuItem")}, required=("items",)),
    "OverflowMenuItem": Shape(
        {"startIcon": "Icon", "text": STRING, "onClick": "OnClick", "disabled": BOOL},
        required=("text", "onClick"),
    ),
    "Action": Shape(
        {
            "function": STRING,
            "parameters": Many("ActionParameter"),
            "loadIndicator": ("SPINNER", "NONE"),
            "persistValues": BOOL,
            "interaction": ("OPEN_DIALOG",),
            "requiredWidgets": Many(STRING),
            "allWidgetsAreRequired": BOOL,
        },
        required=("function",),
    ),
    "ActionParameter": Shape({"key": STRING, "value": Scalar.COERCED}, required=("key",)),
}
"""The messages of `google.apps.card.v1` as hosts.md 8 lists them, and what Google's samples send
besides: a button's `width`, an item's `textAlignment`, material icons in Calendar."""


@dataclass(frozen=True)
class CardRules:
    """What a card is judged by besides its shape.

    Attributes:
        host: the surface that shows it.
        link_prefixes: the deployment's `openLinkUrlPrefixes`; None where no such list applies:
            Chat ignores `addOns.common`, and a deployment without a list restricts nothing
            (hosts.md 6.4 and 12.3).
        allow_loopback: whether `http://127.0.0.1` counts as https, for an add-on under development.
        functions_are_urls: whether an action's `function` is a URL, as in add-ons, rather than any
            name, as in classic Chat apps (hosts.md 4.1).
    """

    host: Host = Host.CALENDAR
    link_prefixes: tuple[str, ...] | None = ()
    allow_loopback: bool = True
    functions_are_urls: bool = True

    def is_web_url(self, url: str) -> bool:
        """Whether `url` is absolute https, or loopback http where that is allowed."""
        parts = split_url(url)
        loopback = self.allow_loopback and is_loopback(url)
        return bool(parts.netloc) and (parts.scheme == "https" or loopback)


def split_url(url: str) -> SplitResult:
    """The parts of `url`; all of them empty where it is no URL."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")


def is_loopback(url: str) -> bool:
    """Whether `url` is plain http to 127.0.0.1."""
    parts = split_url(url)
    return parts.scheme == "http" and parts.hostname == "127.0.0.1"


def check_card(card: object, rules: CardRules, path: str = "") -> list[Complaint]:
    """What the host would not accept in `card` (lowerCamelCase), in the order it stands there.

    Args:
        card: A card of `google.apps.card.v1`.
        rules: the host and the deployment it is judged by.
        path: where the card is in the response, for the complaints.
    """
    shape_complaints = Checker(CARD_SHAPES, rules.host).check(card, "Card", path)
    return [*shape_complaints, *check_meaning(card, "Card", rules, path)]


def check_meaning(
    value: object, shape: str | Many, rules: CardRules, path: str = ""
) -> Iterator[Complaint]:
    """Yield what the shapes cannot say: URLs, limits, unique names, text, host-only features."""
    for node in walk(value, shape, CARD_SHAPES, path):
        for rule in _RULES.get(node.shape, ()):
            yield from rule(node, rules)


def check_link(url: str, rules: CardRules, path: str) -> Iterator[Complaint]:
    """Yield a complaint where a card may not open `url` (hosts.md 6.1)."""
    scheme = split_url(url).scheme
    if scheme in ("mailto", "tel"):
        return
    if not rules.is_web_url(url):
        yield Complaint(path, f"{url!r} is no https, mailto or tel link")
    elif rules.link_prefixes is not None and not any(
        url.startswith(_full_prefix(prefix)) for prefix in rules.link_prefixes
    ):
        yield Complaint(path, f"{url!r} matches none of openLinkUrlPrefixes")


def _full_prefix(prefix: str) -> str:
    if is_loopback(prefix):
        return prefix
    if prefix.startswith("http://"):
        return "https://" + prefix.removeprefix("http://")
    return prefix if "://" in prefix else f"https://{prefix}"


def _card_limits(node: Node, _rules: CardRules) -> Iterator[Complaint]:
    widgets = widget_count(node.value)
    if widgets > MAX_WIDGETS:
        reason = (
            f"{widgets} widgets: the section that crosses {MAX_WIDGETS} and all after it vanish"
        )
        yield Complaint(join(node.path, "sections"), reason)
    sections = _length(node.value, "sections")
    if sections > MAX_SECTIONS:
        yield Complaint(join(node.path, "sections"), f"{sections} sections, {MAX_SECTIONS} allowed")


def _input_names(node: Node, _rules: CardRules) -> Iterator[Complaint]:
    names = Counter(input_names(node.value))
    switches = set(switch_names(node.value))
    for name, count in names.items():
        if count > 1 or name in switches:
            yield Complaint(node.path, f"several inputs are named {name!r}")


def _required_widgets(node: Node, _rules: CardRules) -> Iterator[Complaint]:
    known = {*input_names(node.value), *switch_names(node.value)}
    pushed: list[str] = []
    for inner in walk(node.value, "Card", CARD_SHAPES, node.path):
        wanted = inner.value.get("requiredWidgets")
        if inner.shape == "Card" and inner.path != node.path:
            pushed.append(join(inner.path, ""))
        if inner.path.startswith(tuple(pushed)):
            continue  # a card of its own
        if inner.shape == "Action" and isinstance(wanted, list):
            for name in wanted:
                if isinstance(name, str) and name not in known:
                    where = join(inner.path, "requiredWidgets")
                    yield Complaint(where, f"the card has no input {name!r}")


def _action(node: Node, rules: CardRules) -> Iterator[Complaint]:
    url = node.value.get("function")
    names_nothing = isinstance(url, str) and url and not rules.is_web_url(url)
    if rules.functions_are_urls and names_nothing:
        yield Complaint(join(node.path, "function"), f"{url!r} is no absolute https URL")
    if node.value.get("interaction") == "OPEN_DIALOG" and rules.host is Host.CALENDAR:
        reason = "OPEN_DIALOG is for Chat: elsewhere the entire card is stripped"
        yield Complaint(join(node.path, "interaction"), reason, strips_card=True)
    keys = Counter(
        parameter.get("key")
        for parameter in members(node.value, "parameters")
        if isinstance(parameter.get("key"), str)
    )
    for key, count in keys.items():
        if count > 1:
            yield Complaint(join(node.path, "parameters"), f"{key!r} is given {count} times")


def _open_link(node: Node, rules: CardRules) -> Iterator[Complaint]:
    url = node.value.get("url")
    if isinstance(url, str) and url:
        yield from check_link(url, rules, join(node.path, "url"))


def _overflow_menu(node: Node, _rules: CardRules) -> Iterator[Complaint]:
    for inner in walk(node.value, "OverflowMenu", CARD_SHAPES, node.path):
        if inner.shape == "OverflowMenu" and inner.path != node.path:
            yield Complaint(inner.path, "overflow menus cannot be nested")


def _button(node: Node, _rules: CardRules) -> Iterator[Complaint]:
    if not node.value.get("text") and not node.value.get("icon"):
        yield Complaint(node.path, "has neither text nor icon")


def _collapse_control(node: Node, _rules: CardRules) -> Iterator[Complaint]:
    if ("expandButton" in node.value) != ("collapseButton" in node.value):
        yield Complaint(node.path, "needs both expandButton and collapseButton, or neither")


def _images(*names: str, also_svg: bool = False) -> Rule:
    def rule(node: Node, rules: CardRules) -> Iterator[Complaint]:
        for name in names:
            url = node.value.get(name)
            if not isinstance(url, str) or not url:
                continue
            if not rules.is_web_url(url):
                yield Complaint(join(node.path, name), f"{url!r} is no https URL")
            elif not also_svg and split_url(url).path.lower().endswith(".svg"):
                yield Complaint(join(node.path, name), "SVG images are not shown")

    return rule


def _at_most(limit: int, name: str) -> Rule:
    def rule(node: Node, _rules: CardRules) -> Iterator[Complaint]:
        count = _length(node.value, name)
        if count > limit:
            yield Complaint(join(node.path, name), f"{count} of at most {limit}")

    return rule


def _html(*names: str) -> Rule:
    def rule(node: Node, rules: CardRules) -> Iterator[Complaint]:
        if node.value.get("textSyntax") == "MARKDOWN":
            return
        for name in names:
            text = node.value.get(name)
            if isinstance(text, str):
                yield from check_html(text, rules, join(node.path, name))

    return rule


def check_html(text: str, rules: CardRules, path: str) -> Iterator[Complaint]:
    """Yield what a text field may not hold: tags outside the subset of hosts.md 8, bad links."""
    reader = _TextReader()
    reader.feed(text)
    reader.close()
    yield from (Complaint(path, reason) for reason in reader.problems)
    yield from (Complaint(path, f"<{tag}> is never closed") for tag in reader.open)
    for url in reader.links:
        yield from check_link(url, rules, path)


class _TextReader(HTMLParser):
    """Collects the tags and links of a text field that are not allowed there."""

    ALLOWED: Mapping[str, frozenset[str]] = {
        "b": frozenset(),
        "i": frozenset(),
        "u": frozenset(),
        "s": frozenset(),
        "br": frozenset(),
        "font": frozenset({"color"}),
        "a": frozenset({"href"}),
        "time": frozenset({"datetime"}),
    }

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.problems: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = self.ALLOWED.get(tag)
        if allowed is None:
            self.problems.append(f"<{tag}> is not in the HTML subset")
            return
        self.problems += [f"<{tag} {key}> is not allowed" for key, _ in attrs if key not in allowed]
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        if tag != "br":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            return
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag in self.ALLOWED:
            self.problems.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if "<" in data:
            self.problems.append("a bare < has to be written &lt;")

    def unknown_decl(self, data: str) -> None:
        self.problems.append(f"<![{data}]> is not in the HTML subset")

    def handle_pi(self, data: str) -> None:
        self.problems.append(f"<?{data}> is not in the HTML subset")

    def handle_comment(self, data: str) -> None:
        self.problems.append(f"<!--{data}--> is not in the HTML subset")

    def handle_decl(self, decl: str) -> None:
        self.problems.append(f"<!{decl}> is not in the HTML subset")


def _length(value: Json, name: str) -> int:
    found = value.get(name)
    return len(found) if isinstance(found, list) else 0


Rule = Callable[[Node, CardRules], Iterator[Complaint]]

_RULES: Mapping[str, tuple[Rule, ...]] = {
    "Card": (_card_limits, _input_names, _required_widgets),
    "CardHeader": (_images("imageUrl"),),
    "Section": (_html("header"),),
    "TextParagraph": (_html("text"),),
    "DecoratedText": (_html("topLabel", "text", "bottomLabel"),),
    "Image": (_images("imageUrl"),),
    "ImageComponent": (_images("imageUri"),),
    "Icon": (_images("iconUrl", also_svg=True),),
    "Button": (_button,),
    "CollapseControl": (_collapse_control,),
    "Columns": (_at_most(MAX_COLUMNS, "columnItems"),),
    "SelectionInput": (_at_most(MAX_ITEMS, "items"),),
    "SelectionItem": (_images("startIconUri"),),
    "Suggestions": (_at_most(MAX_ITEMS, "items"),),
    "Action": (_action,),
    "OpenLink": (_open_link,),
    "OverflowMenu": (_overflow_menu,),
}
