"""Every call that `make live` can send, in the order in which it does; there is no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from addon.permissions.scopes import (
    CHAT_MEMBERS,
    DIRECTORY,
    MEET_CREATE,
    MEET_SETTINGS,
    OWN_EVENTS,
    Scope,
)

_EVENTS = "/calendar/v3/calendars/primary/events"
_EVENT = _EVENTS + "/{event}"
_SILENT = "conferenceDataVersion=1&sendUpdates=none"
_ARTIFACTS = "config.artifactConfig"


@dataclass(frozen=True)
class Call:
    """A call, with `{…}` where an id goes.

    Attributes:
        says: what it is for, after the call itself.
        scope: what the add-on has for it.
        given: the option without which it is not sent.
        leaves: how many spaces it leaves behind, when Google does as asked.
    """

    method: str
    api: str
    path: str
    says: str
    scope: Scope
    given: str = ""
    leaves: int = 0

    def url(self, root: str, values: Mapping[str, str]) -> str:
        """The call's address below an API's root, with the ids put in."""
        return root + self.path.format_map({k: quote(v, safe="") for k, v in values.items()})


ROLE = Call(
    "GET",
    "calendar",
    f"{_EVENTS}?maxResults=1&fields=accessRole",
    "asks for your role on your calendar, and for no event",
    OWN_EVENTS,
)
CREATE = Call(
    "POST",
    "meet",
    "/v2/spaces",
    "makes a space with recording, transcript and notes off",
    MEET_CREATE,
    leaves=1,
)
CREATE_PLAIN = Call(
    "POST",
    "meet",
    "/v2/spaces",
    "makes it without settings, where those were refused",
    MEET_CREATE,
)
INSERT = Call(
    "POST",
    "calendar",
    f"{_EVENTS}?{_SILENT}",
    "makes the scratch event, without guests",
    OWN_EVENTS,
)
REQUEST = Call(
    "PATCH",
    "calendar",
    f"{_EVENT}?{_SILENT}",
    "has Calendar make a Meet for it",
    OWN_EVENTS,
    leaves=1,
)
READ = Call("GET", "calendar", _EVENT, "reads the event, after each change", OWN_EVENTS)
ATTACH = Call(
    "PATCH",
    "calendar",
    f"{_EVENT}?{_SILENT}",
    "attaches the space, with notes and a made-up phone number; without, where that is refused",
    OWN_EVENTS,
)
REPLACE = Call(
    "PATCH",
    "calendar",
    f"{_EVENT}?{_SILENT}",
    "puts another Meet in its place, and says nothing of the notes",
    OWN_EVENTS,
)
FORGET = Call(
    "PATCH",
    "calendar",
    f"{_EVENT}?{_SILENT}",
    "sends the notes as `null`, where they are still there",
    OWN_EVENTS,
)
PUT = Call(
    "PUT",
    "calendar",
    f"{_EVENT}?{_SILENT}",
    "puts the event anew, without a conference",
    OWN_EVENTS,
)
ATTACH_UNKNOWN = Call(
    "PATCH",
    "calendar",
    f"{_EVENT}?{_SILENT}",
    "attaches a made-up meeting code",
    OWN_EVENTS,
)
GET_MADE = Call(
    "GET", "meet", "/v2/spaces/{code}", "finds the space that Calendar made", MEET_SETTINGS
)
PATCH_MADE = Call(
    "PATCH",
    "meet",
    "/v2/spaces/{space}?updateMask=config.moderation",
    "sets its moderation to what it is",
    MEET_SETTINGS,
)
TURN = Call(
    "PATCH",
    "meet",
    f"/v2/spaces/{{space}}?updateMask={_ARTIFACTS}.{{setting}}",
    "turns on recording, transcript and notes of the first space, one by one; off where refused",
    MEET_SETTINGS,
)
PARENT = Call(
    "PATCH",
    "meet",
    f"/v2/spaces/{{space}}?updateMask={_ARTIFACTS}",
    "turns all three off by one mask",
    MEET_SETTINGS,
)
NO_MASK = Call(
    "PATCH",
    "meet",
    "/v2/spaces/{space}",
    "changes its moderation without a mask",
    MEET_SETTINGS,
)
RESTORE = Call(
    "PATCH",
    "meet",
    "/v2/spaces/{space}?updateMask={paths}",
    "turns off what is on",
    MEET_SETTINGS,
)
GET_OTHERS = Call(
    "GET",
    "meet",
    "/v2/spaces/{code}",
    "reads the Meet of somebody else",
    MEET_SETTINGS,
    given="OTHERS_MEETING_CODE",
)
FOREIGN = Call(
    "GET",
    "calendar",
    "/calendar/v3/calendars/{calendar}/events?maxResults=1&fields=accessRole",
    "asks for your role on the calendar of somebody else",
    OWN_EVENTS,
    given="OTHERS_CALENDAR",
)
DELETE = Call(
    "DELETE",
    "calendar",
    f"{_EVENT}?sendUpdates=none",
    "removes the scratch event, whatever happened",
    OWN_EVENTS,
)
_MEMBERS = "/v1/spaces/{space}/members?pageSize=100&filter=member.type%20%3D%20%22HUMAN%22"
CHAT_MISSING = Call(
    "GET",
    "chat",
    _MEMBERS,
    "lists the members of a made-up conversation",
    CHAT_MEMBERS,
)
CHAT_OTHERS = Call(
    "GET",
    "chat",
    _MEMBERS,
    "lists the members of a conversation that you are not in",
    CHAT_MEMBERS,
    given="OTHERS_CHAT_SPACE",
)
CHAT_OWN = Call(
    "GET",
    "chat",
    _MEMBERS,
    "lists the members of a conversation that you are in",
    CHAT_MEMBERS,
    given="CHAT_SPACE",
)
PERSON = Call(
    "GET",
    "people",
    "/v1/people:batchGet?resourceNames=people%2F{person}&personFields=emailAddresses",
    "looks up somebody of another domain",
    DIRECTORY,
    given="STRANGER",
)

CALLS: tuple[Call, ...] = (
    ROLE,
    CREATE,
    CREATE_PLAIN,
    INSERT,
    REQUEST,
    READ,
    ATTACH,
    REPLACE,
    FORGET,
    PUT,
    ATTACH_UNKNOWN,
    GET_MADE,
    PATCH_MADE,
    TURN,
    PARENT,
    NO_MASK,
    RESTORE,
    GET_OTHERS,
    FOREIGN,
    CHAT_MISSING,
    CHAT_OTHERS,
    CHAT_OWN,
    PERSON,
    DELETE,
)
LEAVES = sum(call.leaves for call in CALLS)
"""How many spaces are left behind, when Google does as asked."""


def listed(roots: Mapping[str, str], given: Mapping[str, str]) -> Iterator[str]:
    """The calls as a dry run prints them; those that take an option only where it is given."""
    for call in CALLS:
        if not call.given or call.given in given:
            yield f"{call.method} {roots[call.api]}{call.path}  # {call.says}"
