"""Icons of cards, drawn from the Material Icons that NiceGUI brings along."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nicegui import ui

from sandbox.hosts.cards import CardRules, split_url
from sandbox.hosts.wire import Json, member

KNOWN_ICONS: Mapping[str, str] = {
    "AIRPLANE": "flight",
    "BOOKMARK": "bookmark_border",
    "BUS": "directions_bus",
    "CAR": "directions_car",
    "CLOCK": "schedule",
    "CONFIRMATION_NUMBER_ICON": "confirmation_number",
    "DESCRIPTION": "description",
    "DOLLAR": "attach_money",
    "EMAIL": "email",
    "EVENT_PERFORMER": "mic_external_on",
    "EVENT_SEAT": "event_seat",
    "FLIGHT_ARRIVAL": "flight_land",
    "FLIGHT_DEPARTURE": "flight_takeoff",
    "HOTEL": "hotel",
    "HOTEL_ROOM_TYPE": "king_bed",
    "INVITE": "event",
    "MAP_PIN": "place",
    "MEMBERSHIP": "card_membership",
    "MULTIPLE_PEOPLE": "people",
    "OFFER": "local_offer",
    "PERSON": "person",
    "PHONE": "phone",
    "RESTAURANT_ICON": "restaurant",
    "SHOPPING_CART": "shopping_cart",
    "STAR": "star_border",
    "STORE": "store",
    "TICKET": "confirmation_number",
    "TRAIN": "train",
    "VIDEO_CAMERA": "videocam",
    "VIDEO_PLAY": "play_circle",
}
"""The names that `knownIcon` may have, and what the bundled font calls them."""

_IMAGES = CardRules()
_UNKNOWN = "help_outline"
_FONT_NAME = re.compile(r"[a-z0-9_]+")


def draw_icon(icon: Json, classes: str = "") -> ui.element:
    """Draw an `Icon`; one without an `altText` is decoration and hidden from screen readers."""
    alt = str(icon.get("altText", ""))
    shape = " gw-round" if icon.get("imageType") == "CIRCLE" else ""
    if icon.get("iconUrl"):
        return draw_image(icon["iconUrl"], alt).classes(f"gw-icon{shape} {classes}")
    material = member(icon, "materialIcon")
    if material is not None:
        name = material["name"] if _FONT_NAME.fullmatch(material["name"]) else _UNKNOWN
        family = "" if material.get("fill") else "o_"
    else:
        name, family = KNOWN_ICONS.get(icon.get("knownIcon", ""), _UNKNOWN), "o_"
    drawn = ui.icon(f"{family}{name}").classes(f"gw-icon {classes}")
    if alt:
        drawn.props["role"] = "img"
        drawn.props["aria-label"] = alt
        drawn.props["aria-hidden"] = "false"
    return drawn


def is_shown(url: str) -> bool:
    """Whether a host shows the picture at this address: one from the web, but no SVG."""
    return _IMAGES.is_web_url(url) and not split_url(url).path.lower().endswith(".svg")


def draw_image(url: str, alt: str) -> ui.element:
    """Draw a picture from the web, but no SVG; else its text stands in a grey box."""
    drawn = ui.element("img").classes("gw-image")
    if is_shown(url):
        drawn.props["src"] = url
    drawn.props["alt"] = alt
    drawn.props["referrerpolicy"] = "no-referrer"
    return drawn
