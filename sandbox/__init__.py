"""A local stand-in for Google and for the hosts that call an add-on, Calendar and Chat.

Two lines make Google, and an add-on's function with its players; then somebody presses:

    >>> from sandbox import AddOn, GoogleServer
    >>> with GoogleServer() as google, AddOn(".", google) as addon:
    ...     ana = google.world.add_user("ana@example.com")
    ...     review = google.world.calendar.add_event(ana.email, summary="Budget review")
    ...     calendar = addon.calendar_of(ana)
    ...     opened = calendar.open_event(ana.email, review)
    ...     google.calls.clear()
    ...     pressed = calendar.press("Create Meet")
    ...     print(calendar.card["header"]["title"])
    ...     print(*(call.method_id for call in google.calls))
    Budget review
    calendar.events.get meet.spaces.create calendar.events.patch

Instead of a folder with `main.py`, `deployment.json` and `chat.json`, `AddOn` takes the URL of a
function that runs elsewhere with `google.settings()`. `chat_of` and `classic_chat_of` hand out a
person's Chat.

A host that is strict, as each is at first, raises `HostRefusal` where Google would not accept an
answer, and every exchange is on record. `google.faults` orders trouble, `google.calls` is what the
function asked, `google.world` the state to set up and to look at; its `knobs` choose among the
readings of what is not known about Google.

Rooms: `google` (the APIs over HTTP and the world behind them), `hosts` (Calendar and Chat around an
add-on), `addon` and `process` (the function in front of both).
"""

from __future__ import annotations

from sandbox.addon import AddOn
from sandbox.google.clock import Clock
from sandbox.google.faults import Call, Fault, Gate
from sandbox.google.knobs import Knobs
from sandbox.google.people.accounts import User
from sandbox.google.server import GoogleServer
from sandbox.google.world import World
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.chat.classic_host import ClassicChatHost, ClassicToken
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.exchange import Exchange, HostRefusal
from sandbox.hosts.parts import NoSuchPartError
from sandbox.hosts.wire import Complaint
from sandbox.process import NotReadyError

__all__ = [
    "AddOn",
    "CalendarHost",
    "Call",
    "ChatHost",
    "ClassicChatHost",
    "ClassicToken",
    "Clock",
    "Complaint",
    "Exchange",
    "Fault",
    "Gate",
    "GoogleServer",
    "HostRefusal",
    "Knobs",
    "NoSuchPartError",
    "NotReadyError",
    "User",
    "World",
]
