"""Calendar v3: what each method checks and does (google-apis.md 4 and 6).

A write answers in this order: scope, existence (404), access role, ETag, body, organizer; then
the change is applied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from sandbox.google import errors
from sandbox.google.api import Answer, Handler, Request, page
from sandbox.google.calendar import conference_data
from sandbox.google.calendar import queries as event_query
from sandbox.google.calendar.book import view
from sandbox.google.calendar.calendars import ROLES, Calendar
from sandbox.google.calendar.events import COPY_FIELDS, Entry, Event, moment_instant, parse_moment
from sandbox.google.calendar.patching import Reading, patched, without_nulls
from sandbox.google.calendar.recurrence import Moment, RuleError, occurrences
from sandbox.google.clock import rfc3339
from sandbox.google.people.accounts import ADDRESS

JsonObject = dict[str, Any]

# What a client may send back but never changes.
_READ_ONLY = frozenset(
    {
        "kind",
        "etag",
        "id",
        "htmlLink",
        "created",
        "updated",
        "creator",
        "organizer",
        "hangoutLink",
        "recurringEventId",
        "originalStartTime",
        "iCalUID",
        "locked",
        "privateCopy",
        "endTimeUnspecified",
        "attendeesOmitted",
        "sequence",
    }
)
# Shown although nobody set them; sending them back changes nothing.
_DEFAULTS: JsonObject = {"reminders": {"useDefault": True}}
_LOCKED_FIELDS = frozenset({"summary", "description", "location", "start", "end", "recurrence"})
# What an exception still tells once it is cancelled (calendar.v3, Event.status).
_OF_A_CANCELLED_INSTANCE = frozenset(
    {"kind", "etag", "id", "status", "recurringEventId", "originalStartTime"}
)
_TIME_MEMBERS = {"date", "dateTime"}
_OWN_ATTENDEE_FIELDS = ("responseStatus", "comment", "additionalGuests")
_CLIENT_ID = re.compile(r"[a-v0-9]{5,1024}")
# Scopes that cover every calendar that the user can reach.
_ANY_CALENDAR = (
    "calendar",
    "calendar.readonly",
    "calendar.events",
    "calendar.events.readonly",
)
_OWNED = ("calendar.events.owned", "calendar.events.owned.readonly")
_DEFAULT_COLORS = {"colorId": "14", "backgroundColor": "#9fe1e7", "foregroundColor": "#000000"}
_NOTIFICATIONS = [
    {"type": kind, "method": "email"}
    for kind in ("eventCreation", "eventChange", "eventCancellation", "eventResponse")
]
_NOT_IN_A_LIST_SYNC = ("minAccessRole", "showOwnOrganizationOnly")


def get_event(request: Request) -> JsonObject | Answer:
    """`events.get`: a deleted event is there with status `cancelled`."""
    calendar, role = _calendar(request)
    entry = _entry(request, calendar)
    request.world.calendar.read(entry)
    if request.headers.get("if-none-match") == entry.etag:
        return Answer(None, 304, {"ETag": entry.etag})
    return Answer(_shown(request, entry, role), headers={"ETag": entry.etag})


def list_events(request: Request) -> JsonObject:
    """`events.list`: with `singleEvents`, instances take the place of their series.

    Without it, changed instances stand beside their series; cancelled ones do so in few words.
    """
    calendar, role = _calendar(request)
    found = event_query.listed(request, request.world.calendar.entries(calendar.id))
    for entry in found:
        request.world.calendar.read(entry)
    return _events(request, calendar, role, found)


def list_instances(request: Request) -> JsonObject:
    """`events.instances`: the instances of one series, or the one of an `originalStart`."""
    calendar, role = _calendar(request)
    entry = _entry(request, calendar)
    request.world.calendar.read(entry)
    found = event_query.instances(request, entry)
    return _events(request, calendar, role, found)


def insert_event(request: Request) -> JsonObject:
    """`events.insert`, with an id of the client's where it brings one."""
    calendar, role = _calendar(request)
    _require_writer(role)
    body = request.checked_body()
    event_id = body.get("id") or request.world.calendar.new_event_id()
    if "id" in body and not _CLIENT_ID.fullmatch(event_id):
        raise errors.calendar("invalid", "Invalid resource id value.")
    if request.world.calendar.event_exists(event_id):
        raise errors.calendar("duplicate")
    for name in ("start", "end"):
        if not body.get(name):
            raise errors.calendar("required", f"Missing {name} time.")
    given = without_nulls(_writable(request, body))
    fields = {"status": "confirmed", "eventType": "default", **given}
    _check_fields(fields, calendar.time_zone)
    conference = _conference_change(request, calendar, body)
    event = Event(
        id=event_id,
        home=calendar.id,
        organizer_name="" if calendar.primary else calendar.summary,
        creator=request.user.email,
        created=request.world.clock.now(),
    )
    entry = request.world.calendar.insert(event, calendar.id, fields)
    conference(entry)
    ignores_setting = request.number("conferenceDataVersion", 0) > 0
    has_meet = conference_data.MEET in calendar.allowed_conference_types
    wants_meet = request.user.settings.get("autoAddHangouts") == "true" and has_meet
    if wants_meet and not ignores_setting:
        request.world.calendar.request_conference(
            entry, f"auto-{event_id}", caller=request.user.email
        )
    _notify(request, entry, "insert")
    return _answered(request, entry, role, attached=conference is not _no_change)


def patch_event(request: Request) -> JsonObject:
    """`events.patch`: lists are replaced, objects treated as `Knobs.patch_objects` says."""
    reading = request.world.knobs.patch_objects

    def merged(entry: Entry, body: JsonObject) -> JsonObject:
        current = entry.fields()
        return {name: patched(current.get(name), value, reading) for name, value in body.items()}

    return _change(request, "patch", merged)


def update_event(request: Request) -> JsonObject:
    """`events.update`: what the body leaves out falls back to its default."""

    def replaced(entry: Entry, body: JsonObject) -> JsonObject:
        for name in ("start", "end"):
            if not body.get(name):
                raise errors.calendar("required", f"Missing {name} time.")
        kept = _READ_ONLY | {"status", "eventType", "conferenceData"}
        gone = {name: None for name in entry.fields() if name not in kept and name not in body}
        return {**gone, **{name: without_nulls(value) for name, value in body.items()}}

    return _change(request, "update", replaced)


def delete_event(request: Request) -> Answer:
    """`events.delete`: for everybody on the organizer's calendar, else only on this one."""
    calendar, role = _calendar(request)
    entry = _entry(request, calendar)
    _require_writer(role)
    _require_etag(request, entry)
    if entry.fields()["status"] == "cancelled":
        raise errors.calendar("deleted")
    request.world.calendar.delete(entry)
    _notify(request, entry, "delete")
    return Answer(None, 204)


def get_calendar_entry(request: Request) -> JsonObject:
    """`calendarList.get`: the calendar with the caller's access role."""
    calendar, role = _calendar(request)
    return _list_entry(calendar, role)


def list_calendar_entries(request: Request) -> JsonObject:
    """`calendarList.list`: the calendars the caller has a role on."""
    since = event_query.sync_token(request, _NOT_IN_A_LIST_SYNC, ("showDeleted", "showHidden"))
    least = ROLES.index(request.query.get("minAccessRole", ROLES[0]))
    email = request.user.email
    entries = []
    for calendar in request.world.calendar.calendars.values():
        role = calendar.role_of(email)
        if since is not None and calendar.revision_for(email) <= since:
            continue
        if role and ROLES.index(role) >= least:
            entries.append(_list_entry(calendar, role))
        elif role is None and since is not None and email in calendar.shared:
            entries.append(_left_entry(calendar))
    listed = page(entries, request, "items", usual=100, most=250, size="maxResults")
    shown = {"kind": "calendar#calendarList", "etag": '"p1"', "items": [], **listed}
    return _with_sync_token(request, shown)


def get_calendar(request: Request) -> JsonObject:
    """`calendars.get`."""
    calendar, _ = _calendar(request)
    shown = _calendar_fields(calendar)
    return {"kind": "calendar#calendar", **shown}


def get_setting(request: Request) -> JsonObject:
    """`settings.get`: one that the user never changed may be missing."""
    name = request.params["setting"]
    if name not in request.user.settings:
        raise errors.calendar("notFound")
    return _setting(name, request.user.settings[name])


def list_settings(request: Request) -> JsonObject:
    """`settings.list`."""
    items = [_setting(name, value) for name, value in request.user.settings.items()]
    listed = page(items, request, "items", usual=100, most=250, size="maxResults")
    return {"kind": "calendar#settings", "etag": '"p1"', "items": [], **listed}


METHODS: dict[str, Handler] = {
    "calendar.events.get": get_event,
    "calendar.events.list": list_events,
    "calendar.events.instances": list_instances,
    "calendar.events.insert": insert_event,
    "calendar.events.patch": patch_event,
    "calendar.events.update": update_event,
    "calendar.events.delete": delete_event,
    "calendar.calendarList.get": get_calendar_entry,
    "calendar.calendarList.list": list_calendar_entries,
    "calendar.calendars.get": get_calendar,
    "calendar.settings.get": get_setting,
    "calendar.settings.list": list_settings,
}


# access


def _calendar(request: Request) -> tuple[Calendar, str]:
    """The calendar in the path and the caller's role; 404 for one out of reach."""
    calendar_id = request.params["calendarId"]
    if calendar_id == "primary":
        calendar_id = request.user.email
    calendar = request.world.calendar.calendars.get(calendar_id)
    role = calendar.role_of(request.user.email) if calendar else None
    if calendar is None or role is None:
        raise errors.calendar("notFound")
    if request.method.id.startswith("calendar.events."):
        return calendar, _role_by_scope(request, role)
    return calendar, role


def _role_by_scope(request: Request, role: str) -> str:
    """The role that remains under the granted scopes (the narrow ones are [I])."""
    if request.token.has(*_ANY_CALENDAR):
        return role
    if request.token.has(*_OWNED):
        if role == "owner":
            return role
        if request.world.knobs.owned_scope_on_foreign_calendar == 403:
            raise request.insufficient_scope()
        raise errors.calendar("notFound")
    if request.token.has("calendar.events.freebusy"):
        return "freeBusyReader"
    # calendar.app.created and the public calendars: nothing here is one of those.
    raise errors.calendar("notFound")


def _entry(request: Request, calendar: Calendar) -> Entry:
    try:
        return request.world.calendar.find(calendar.id, request.params["eventId"])
    except LookupError:
        raise errors.calendar("notFound") from None


def _require_writer(role: str) -> None:
    if ROLES.index(role) < ROLES.index("writerWithoutPrivateAccess"):
        raise errors.calendar("requiredAccessLevel")


def _require_etag(request: Request, entry: Entry) -> None:
    wanted = request.headers.get("if-match", "*")
    if wanted not in {"*", entry.etag}:
        raise errors.calendar("conditionNotMet")


# changes


def _change(
    request: Request, action: str, result: Callable[[Entry, JsonObject], JsonObject]
) -> JsonObject:
    calendar, role = _calendar(request)
    entry = _entry(request, calendar)
    _require_writer(role)
    _require_etag(request, entry)
    body = request.checked_body()
    changes = _differences(entry, result(entry, _writable(request, body)))
    changes.pop("eventType", None)  # cannot be modified after the event is created
    fields = {**entry.fields(), **changes}
    _check_fields({k: v for k, v in fields.items() if v is not None}, calendar.time_zone)
    source = body
    if action == "update" and request.world.knobs.put_without_conference_removes:
        source = {"conferenceData": None, **body}
    conference = _conference_change(
        request,
        calendar,
        source,
        current=entry.fields().get("conferenceData"),
        reading=request.world.knobs.patch_objects if action == "patch" else "replace",
    )
    touched = set(changes) | ({"conferenceData"} if conference is not _no_change else set())
    _require_organizer(request, entry, touched, changes)
    if changes:
        request.world.calendar.write(entry, changes)
    conference(entry)
    _notify(request, entry, action)
    return _answered(request, entry, role, attached=conference is not _no_change)


def _writable(request: Request, body: JsonObject) -> JsonObject:
    left_out = {"conferenceData"}
    if not request.flag("supportsAttachments"):
        left_out.add("attachments")
    fields = {k: v for k, v in body.items() if k not in _READ_ONLY | left_out}
    if fields.get("attendees"):
        fields["attendees"] = [_stored_attendee(guest) for guest in fields["attendees"]]
    return fields


def _stored_attendee(guest: JsonObject) -> JsonObject:
    if not guest.get("email"):
        raise errors.calendar("required", "Missing attendee email.")
    if not ADDRESS.fullmatch(guest["email"]):
        raise errors.calendar("invalid", "Invalid attendee email.")
    kept = {k: v for k, v in guest.items() if k not in {"self", "organizer", "id"}}
    return {"responseStatus": "needsAction", **kept}


def _differences(entry: Entry, wanted: JsonObject) -> JsonObject:
    """What of the wanted fields is not so already; a client may send back what it read."""
    current = {**_DEFAULTS, **entry.fields()}
    return {
        name: value
        for name, value in wanted.items()
        if value != current.get(name) and not _same_moment(entry, current.get(name), value)
    }


def _same_moment(entry: Entry, old: object, new: object) -> bool:
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return False
    same_kind = _TIME_MEMBERS & set(old) == _TIME_MEMBERS & set(new) != set()
    same_zone = (new.get("timeZone") or entry.zone) == (old.get("timeZone") or entry.zone)
    try:
        same = parse_moment(old, entry.zone) == parse_moment(new, entry.zone)
    except (ValueError, KeyError):
        return False
    return same and same_kind and same_zone


def _check_fields(fields: JsonObject, zone: str) -> None:
    start, end = (_checked_time(fields, name, zone) for name in ("start", "end"))
    if isinstance(start, datetime) != isinstance(end, datetime):
        raise errors.calendar("invalid", "Invalid start or end time.")
    # In UTC: wall-clock times of one zone do not tell which is first when clocks go back.
    first, last = (moment_instant(each, zone).astimezone(UTC) for each in (start, end))
    if last < first:
        raise errors.calendar("timeRangeEmpty")
    if not fields.get("recurrence"):
        return
    if isinstance(start, datetime) and not fields["start"].get("timeZone"):
        raise errors.calendar("required", "Missing time zone definition for start time.")
    try:
        next(occurrences(start, fields["recurrence"]), None)
    except RuleError:
        raise errors.calendar("invalid", "Invalid recurrence rule.") from None


def _checked_time(fields: JsonObject, name: str, zone: str) -> Moment:
    """A start or an end; `date` beside `dateTime` is neither (google-apis.md 9.1, 9.7)."""
    value = fields[name]
    try:
        moment = parse_moment(value, zone)
        unclear = bool(value.get("date")) and bool(value.get("dateTime"))
    except (ValueError, KeyError):
        unclear = True
    if unclear:
        raise errors.calendar("invalid", f"Invalid {name} time.")
    local = value.get("dateTime") and datetime.fromisoformat(value["dateTime"]).tzinfo is None
    if local and not value.get("timeZone"):
        raise errors.calendar("required", f"Missing time zone definition for {name} time.")
    return moment


def _require_organizer(
    request: Request, entry: Entry, touched: Iterable[str], changes: JsonObject
) -> None:
    shared = set(touched) - COPY_FIELDS
    if set((changes.get("extendedProperties") or {"": ""}).keys()) == {"private"}:
        shared.discard("extendedProperties")
    fields = entry.fields()
    if fields.get("locked"):
        refused = set(_LOCKED_FIELDS)
        if request.world.knobs.locked_refuses_conference:
            refused.add("conferenceData")
        if shared & refused:
            raise errors.calendar("forbiddenForNonOrganizer")
    creators = entry.event.creator == request.user.email
    taken = creators or request.world.knobs.shared_properties_taken
    if "extendedProperties" in shared and not taken:
        raise errors.calendar("forbiddenForNonCreator")
    if entry.is_organizers or fields.get("guestsCanModify"):
        return
    if "attendees" in shared and _guest_may_set(entry, fields, changes["attendees"] or []):
        shared.discard("attendees")
    if shared:
        raise errors.calendar("forbiddenForNonOrganizer")


def _guest_may_set(entry: Entry, fields: JsonObject, wanted: list[JsonObject]) -> bool:
    """Whether a guest only answers, or invites others where guests may."""
    before = {guest["email"]: guest for guest in fields.get("attendees") or []}
    after = {guest["email"]: guest for guest in wanted}
    if set(before) - set(after):
        return False
    if set(after) - set(before) and fields.get("guestsCanInviteOthers") is False:
        return False

    def shared_part(guest: JsonObject) -> JsonObject:
        own = guest["email"] == entry.calendar_id
        return {k: v for k, v in guest.items() if not (own and k in _OWN_ATTENDEE_FIELDS)}

    return all(shared_part(before[email]) == shared_part(after[email]) for email in before)


# conference data


def _no_change(_: Entry) -> None:
    """The request leaves the conference as it is."""


def _conference_change(
    request: Request,
    calendar: Calendar,
    body: JsonObject,
    *,
    current: JsonObject | None = None,
    reading: Reading = "replace",
) -> Callable[[Entry], None]:
    """What a write does to the conference, once it is sure to be allowed.

    Without `conferenceDataVersion=1` the body's conference data is dropped in silence.

    Args:
        request: the write.
        calendar: where the event is written.
        body: what may hold conference data; null clears it as a whole.
        current: the event's conference data.
        reading: how the body's conference data is put onto the current one.

    Raises:
        ApiError: 400 for conference data that Calendar does not take.
    """
    if request.number("conferenceDataVersion", 0) != 1 or "conferenceData" not in body:
        return _no_change
    given = body["conferenceData"]
    if given is None:
        return (lambda entry: _set(request, entry, None)) if current else _no_change
    asked = (given.get("createRequest") or {}).get("requestId")
    previous = ((current or {}).get("createRequest") or {}).get("requestId")
    if asked and asked != previous:
        _require_type(calendar, conference_data.requested_type(given))
        return lambda entry: request.world.calendar.request_conference(
            entry, asked, caller=request.user.email
        )
    wanted = patched(current, given, reading)
    if wanted == current or (asked and "entryPoints" not in given):
        return _no_change
    data = _attachable(request, calendar, cast(JsonObject, wanted), current or {})
    return lambda entry: _set(request, entry, data)


def _attachable(
    request: Request, calendar: Calendar, wanted: JsonObject, current: JsonObject
) -> JsonObject:
    wrong = conference_data.problem(wanted)
    if wrong:
        raise errors.calendar("invalid", wrong)
    data = conference_data.kept(wanted)
    if data["conferenceSolution"]["key"]["type"] == conference_data.MEET:
        _require_type(calendar, conference_data.MEET)
        if request.world.knobs.attached_phones != "kept":
            fewer = conference_data.without_new_phones(data, current)
            if fewer != data and request.world.knobs.attached_phones == "refused":
                raise errors.calendar("invalid", "Invalid conference entry point.")
            data = fewer
        code = conference_data.meeting_code(data)
        if request.world.knobs.attach_checks_code and (
            code is None or request.world.meet.space_by_code(code) is None
        ):
            raise errors.calendar("invalid", "Invalid conference data.")
    return data


def _require_type(calendar: Calendar, kind: str | None) -> None:
    if kind not in calendar.allowed_conference_types:
        raise errors.calendar("invalid", "Invalid conference type value.")


def _set(request: Request, entry: Entry, data: JsonObject | None) -> None:
    entry.record.pending = None
    link = conference_data.video_uri(data)
    request.world.calendar.write(entry, {"conferenceData": data, "hangoutLink": link})


def _notify(request: Request, entry: Entry, action: str) -> None:
    usual = "all" if request.flag("sendNotifications") else "none"
    send_updates = request.query.get("sendUpdates", usual)
    if send_updates != "none":
        request.world.calendar.notify(entry, send_updates, action)


# answers


def _answered(request: Request, entry: Entry, role: str, *, attached: bool) -> JsonObject:
    """The answer to a write, which may lack a link that a read has (google-apis.md 9.1)."""
    shown = _shown(request, entry, role)
    if attached and request.world.knobs.hangout_link_answered == "later":
        shown.pop("hangoutLink", None)
    return shown


def _shown(request: Request, entry: Entry, role: str) -> JsonObject:
    zone = request.query.get("timeZone")
    if zone:
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            raise errors.calendar("invalid", "Invalid time zone.") from None
    shown = view(entry, role, zone)
    most = request.number("maxAttendees", 0)
    if 0 < most < len(shown.get("attendees", [])):
        shown["attendees"] = [guest for guest in shown["attendees"] if guest.get("self")]
        shown["attendeesOmitted"] = True
    return shown


def _listed(request: Request, entry: Entry, role: str) -> JsonObject:
    shown = _shown(request, entry, role)
    beside_its_series = request.method.id.endswith(".list") and not request.flag("singleEvents")
    if entry.instance and beside_its_series and shown["status"] == "cancelled":
        return {name: value for name, value in shown.items() if name in _OF_A_CANCELLED_INSTANCE}
    return shown


def _events(request: Request, calendar: Calendar, role: str, found: list[Entry]) -> JsonObject:
    items = [_listed(request, entry, role) for entry in found]
    revision = max((entry.revision for entry in found), default=calendar.revision)
    listed = page(items, request, "items", usual=250, most=2500, size="maxResults")
    shown = {
        "kind": "calendar#events",
        "etag": f'"{revision * 2000}"',
        "summary": calendar.summary,
        "updated": rfc3339(request.world.clock.now()),
        "timeZone": calendar.time_zone,
        "defaultReminders": [],
        "items": [],
        **listed,
    }
    if request.world.knobs.role_told:
        shown["accessRole"] = role
    return _with_sync_token(request, shown)


def _with_sync_token(request: Request, shown: JsonObject) -> JsonObject:
    """A page, the last of which tells where the next list may begin."""
    if "nextPageToken" in shown:
        return shown
    return {**shown, "nextSyncToken": event_query.new_sync_token(request)}


def _calendar_fields(calendar: Calendar) -> JsonObject:
    shown: JsonObject = {
        "etag": f'"{calendar.revision * 2000}"',
        "id": calendar.id,
        "summary": calendar.summary,
        "timeZone": calendar.time_zone,
        "conferenceProperties": {
            "allowedConferenceSolutionTypes": calendar.allowed_conference_types
        },
    }
    return shown if calendar.primary else {**shown, "dataOwner": calendar.owner}


def _list_entry(calendar: Calendar, role: str) -> JsonObject:
    shown = {
        "kind": "calendar#calendarListEntry",
        **_calendar_fields(calendar),
        **_DEFAULT_COLORS,
        "selected": True,
        "accessRole": role,
        "defaultReminders": [],
    }
    if calendar.primary and role == "owner":
        shown |= {"primary": True, "notificationSettings": {"notifications": _NOTIFICATIONS}}
    return shown


def _left_entry(calendar: Calendar) -> JsonObject:
    return {
        "kind": "calendar#calendarListEntry",
        "etag": f'"{calendar.revision * 2000}"',
        "id": calendar.id,
        "deleted": True,
    }


def _setting(name: str, value: str) -> JsonObject:
    return {"kind": "calendar#setting", "etag": '"0"', "id": name, "value": value}
