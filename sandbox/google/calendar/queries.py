"""Which events a list asks for (calendar.v3, `events.list` and `events.instances`)."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice, takewhile
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.google import errors
from sandbox.google.api import Request
from sandbox.google.calendar.events import Entry, instant, moment_field
from sandbox.google.calendar.recurrence import instance_suffix

JsonObject = dict[str, Any]

_UNDONE = timedelta(days=29)
_AHEAD = timedelta(days=730)
_MOST_INSTANCES = 2500
_NOT_IN_A_SYNC = (
    "iCalUID",
    "orderBy",
    "privateExtendedProperty",
    "q",
    "sharedExtendedProperty",
    "timeMin",
    "timeMax",
    "updatedMin",
)


def listed(request: Request, entries: list[Entry]) -> list[Entry]:
    """What `events.list` answers of the events and series on a calendar."""
    since = sync_token(request, _NOT_IN_A_SYNC, ("showDeleted",))
    single = request.flag("singleEvents")
    # A client that expands series itself must hear of every instance that is gone.
    wanted = _wanted(request, every_instance=not single)
    order = request.query.get("orderBy")
    if order == "startTime" and not single:
        raise errors.calendar(
            "invalid", "The requested ordering is not available for the particular query."
        )
    each = (one for entry in entries for one in _expanded(request, entry, single=single))
    found = [one for one in each if (since is None or one.revision > since) and wanted(one)]
    if order == "startTime":
        found.sort(key=lambda one: instant(one.fields()["start"], one.zone))
    if order == "updated":
        found.sort(key=lambda one: one.revision)
    return found


def instances(request: Request, series: Entry) -> list[Entry]:
    """What `events.instances` answers of a series."""
    wanted = _wanted(request, every_instance=False)
    original = _original_start(request, series)
    return [
        one
        for one in _instances(request, series)
        if one.instance and wanted(one) and original in {None, one.suffix}
    ]


def new_sync_token(request: Request) -> str:
    """Where the next list may begin."""
    return f"since-{request.world.next_revision()}"


def sync_token(request: Request, excluded: Iterable[str], always_on: Iterable[str]) -> int | None:
    """The revision since which changes are asked for, None where everything is.

    Args:
        request: the list.
        excluded: parameters that cannot stand beside a sync token.
        always_on: flags that a sync token turns on, so that they cannot be false.

    Raises:
        ApiError: 410 for a token of another kind, 400 for what cannot stand beside one (text [I]).
    """
    token = request.query.get("syncToken")
    if token is None:
        return None
    beside = [name for name in excluded if name in request.query]
    beside += [name for name in always_on if request.query.get(name) == "false"]
    if beside:
        raise errors.calendar("invalid", f"A sync token cannot be used together with {beside[0]}.")
    match = re.fullmatch(r"since-(\d+)", token)
    if match is None:
        raise errors.calendar("fullSyncRequired")
    return int(match[1])


def _expanded(request: Request, entry: Entry, *, single: bool) -> Iterator[Entry]:
    """A series as its instances, or as itself and what differs from it."""
    if single:
        yield from _instances(request, entry)
        return
    yield entry
    fields = entry.fields()
    if fields.get("recurrence") and fields["status"] != "cancelled":
        yield from request.world.calendar.exceptions(entry)


def _instances(request: Request, entry: Entry) -> Iterator[Entry]:
    if not entry.fields().get("recurrence"):
        yield entry
        return
    latest = _bound(request, "timeMax") or request.world.clock.now() + _AHEAD
    soon = takewhile(
        lambda one: instant(one.fields()["start"], one.zone) < latest or bool(one.suffix is None),
        request.world.calendar.instances(entry),
    )
    yield from islice(soon, _MOST_INSTANCES)


def _original_start(request: Request, series: Entry) -> str | None:
    """The suffix of the instance that `originalStart` names."""
    text = request.query.get("originalStart")
    if text is None:
        return None
    try:
        if "T" not in text:
            return instance_suffix(date.fromisoformat(text))
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise errors.calendar("invalid", "Bad Request") from None
    zone = series.fields()["start"].get("timeZone") or series.zone
    return instance_suffix(moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone)))


def _wanted(request: Request, *, every_instance: bool) -> Callable[[Entry], bool]:
    """Whether the query of a list asks for an entry; cancelled instances count where told."""
    earliest, latest = _bound(request, "timeMin"), _bound(request, "timeMax")
    if earliest and latest and latest <= earliest:
        raise errors.calendar("timeRangeEmpty")
    updated = _bound(request, "updatedMin")
    if updated and updated < request.world.clock.now() - _UNDONE:
        raise errors.calendar("updatedMinTooLongAgo")
    deleted = request.flag("showDeleted") or "syncToken" in request.query
    words = request.query.get("q", "").lower().split()
    types = set(filter(None, request.query.get("eventTypes", "").split(",")))
    uid = request.query.get("iCalUID")
    properties = _properties(request)

    def wanted(entry: Entry) -> bool:
        fields = entry.fields()
        with_deleted = deleted or (every_instance and entry.instance is not None)
        spoken = _spoken(entry, fields)
        return all(
            (
                with_deleted or fields["status"] != "cancelled",
                not uid or uid == fields.get("iCalUID", f"{entry.event.id}@google.com"),
                all(word in spoken for word in words),
                not types or fields.get("eventType", "default") in types,
                not latest or instant(fields["start"], entry.zone) < latest,
                not earliest or _last_end(entry, fields) > earliest,
                not updated or entry.revision >= updated.timestamp() * 1000,
                _has_properties(fields, properties),
            )
        )

    return wanted


def _spoken(entry: Entry, fields: JsonObject) -> str:
    """The words of an event that `q` looks in."""
    texts = [fields.get(name) for name in ("summary", "description", "location")]
    texts += [entry.event.home, entry.event.organizer_name]
    for guest in fields.get("attendees") or []:
        texts += [guest.get("displayName"), guest["email"]]
    return " ".join(filter(None, texts)).lower()


def _last_end(entry: Entry, fields: JsonObject) -> datetime:
    end = instant(fields["end"], entry.zone)
    if not fields.get("recurrence"):
        return end
    length = end - instant(fields["start"], entry.zone)
    last = deque(entry.event.starts(entry.zone), maxlen=1)
    return instant(moment_field(last[0], None), entry.zone) + length if last else end


def _properties(request: Request) -> list[tuple[str, str, str]]:
    asked = []
    for kind in ("private", "shared"):
        for pair in filter(None, request.query.get(f"{kind}ExtendedProperty", "").split(",")):
            name, _, value = pair.partition("=")
            asked.append((kind, name, value))
    return asked


def _has_properties(fields: JsonObject, asked: list[tuple[str, str, str]]) -> bool:
    held = fields.get("extendedProperties") or {}
    return all((held.get(kind) or {}).get(name) == value for kind, name, value in asked)


def _bound(request: Request, name: str) -> datetime | None:
    text = request.query.get(name)
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise errors.calendar("invalid", "Bad Request") from None
    if moment.tzinfo is None:
        raise errors.calendar("invalid", "Bad Request")
    return moment
