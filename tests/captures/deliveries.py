"""Delivers captured events to the real function, signed, with their numbers as they are spelled."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import partial

from sandbox.google.faults import Call
from sandbox.google.meet.meetings import Space
from tests.captures.files import Capture
from tests.support.log import Lines, log_lines
from tests.support.people import ANA
from tests.support.requests import Reply, send
from tests.support.stage import SCOPE, USUAL, Json, Stage

EMAIL = f"{SCOPE}userinfo.email"
SHORT_NAMES = {"email": EMAIL, "openid": "openid"}
ADDON_HEADERS = {
    "User-Agent": "Google-gsuiteaddons",
    "Accept": "application/json",
    "Accept-Encoding": "gzip, br",
    "Content-Type": "application/json; charset=utf-8",
}
"""As captured over HTTP (hosts.md 12.2)."""
CLASSIC_HEADERS = {"User-Agent": "Google-Dynamite", "Content-Type": "application/json"}
NINE_UTC = {"dateTime": "2031-06-05T09:00:00Z", "timeZone": "UTC"}
TEN_UTC = {"dateTime": "2031-06-05T10:00:00Z", "timeZone": "UTC"}
READS = ("get", "list", "getBatchGet", "instances")


@dataclass(frozen=True)
class Scene:
    """What is there before an event is delivered, and what it may name.

    Attributes:
        event: the id of an event of Ana's without a Meet, titled "Weekly".
        draft: the id of one that she has not saved yet.
        met: the id of one that has a Meet of hers.
        vendors: the id of one that uses another vendor's conference.
        meet: a Meet that she hosts and that stands in no event.
        met_space: the Meet of `met`.
    """

    event: str
    draft: str
    met: str
    vendors: str
    meet: Space
    met_space: Space


@dataclass(frozen=True)
class Delivered:
    """What became of a delivery.

    Attributes:
        capture: what was delivered.
        event: its body, as the function could read it.
        scene: what was there before.
        replies: the answers, one for each delivery.
        calls: the calls of Google's APIs, counted over all deliveries.
        writes: those that changed something.
        lines: what the add-on logged.
    """

    capture: Capture
    event: Json
    scene: Scene
    replies: list[Reply]
    calls: Counter[str]
    writes: Counter[str]
    lines: Lines


def set_scene(stage: Stage) -> Scene:
    """Give Ana the events and Meets that captures name."""
    world = stage.world
    met_space = world.meet.make_meet(stage.ana)
    vendor = world.calendar.vendor_conference("Acme Call", "https://acme.example/j/4711")
    add = partial(world.calendar.add_event, ANA, summary="Weekly", start=NINE_UTC, end=TEN_UTC)
    return Scene(
        event=add(),
        draft=add(draft=True),
        met=add(conference=met_space),
        vendors=add(conference=vendor),
        meet=world.meet.make_meet(stage.ana),
        met_space=met_space,
    )


def deliver(stage: Stage, capture: Capture, times: int = 1) -> Delivered:
    """POST an event, as often as asked: the same bytes each time, as Chat repeats itself."""
    scene = set_scene(stage)
    text = capture.filled(
        {
            "@USER@": f"users/{stage.ana.sub}",
            "@URL@": stage.function.url,
            "@EVENT@": scene.event,
            "@DRAFT@": scene.draft,
            "@METEVENT@": scene.met,
            "@METCODE@": scene.met_space.code,
            "@VENDOREVENT@": scene.vendors,
            "@MEETSPACE@": scene.meet.name,
        }
    )
    event = json.loads(text)
    body, headers = _signed(stage, capture, text)
    stage.called()
    with log_lines() as lines:
        replies = [
            send(stage.function, "POST", capture.url, body.encode(), headers) for _ in range(times)
        ]
    calls = stage.google.calls
    return Delivered(
        capture=capture,
        event=event,
        scene=scene,
        replies=replies,
        calls=Counter(call.method_id for call in calls),
        writes=Counter(call.method_id for call in calls if _has_changed_something(call)),
        lines=lines,
    )


def _has_changed_something(call: Call) -> bool:
    method = call.method_id.rpartition(".")[2]
    return method not in READS and call.status is not None and call.status < 300


def _signed(stage: Stage, capture: Capture, text: str) -> tuple[str, dict[str, str]]:
    """The body with its tokens put in front of what the capture spells, and its headers."""
    url = stage.function.url + capture.url
    if capture.classic:
        token = stage.google.signer.chat_token(stage.function.url + "/chat")
        return text, {**CLASSIC_HEADERS, "Authorization": f"Bearer {token}"}
    authorization, headers = _authorized(stage, capture.grants, url)
    headers = {**ADDON_HEADERS, **headers}
    rest = text.lstrip().removeprefix("{").lstrip()
    comma = "" if rest.startswith("}") else ","
    return f'{{"authorizationEventObject": {json.dumps(authorization)}{comma}{rest}', headers


def _authorized(stage: Stage, grants: str, url: str) -> tuple[Json, dict[str, str]]:
    """The `authorizationEventObject` for what was granted, and the headers."""
    if grants in {"all", "all-untold"}:
        scopes = USUAL
    elif grants in {"system", "none"}:
        scopes = frozenset()
    else:
        names = grants.split("+")
        scopes = frozenset(SHORT_NAMES.get(name, f"{SCOPE}{name}") for name in names)
    installation = stage.chat(granted=scopes).installation
    event, headers = installation.event(url, "CHAT", with_locale=False)
    authorization: Json = event["authorizationEventObject"]
    if scopes and "openid" in scopes:
        authorization["authorizedScopes"] = [*authorization["authorizedScopes"], "openid"]
    if grants == "none":
        authorization["authorizedScopes"] = []
    if grants == "all-untold":
        del authorization["authorizedScopes"]
    return authorization, headers
