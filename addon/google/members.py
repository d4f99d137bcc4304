"""Members of Meet spaces as the domain's `Members` port (google-apis.md 2.7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import urllib3

from addon.google.answers import Refusal, meet_problem
from addon.google.caller import Caller
from addon.google.calling import Sender
from addon.google.meet import READ_SECONDS, WRITE_SECONDS, Spaces
from addon.wire.lenient import objects, text
from meeting.errors import AddressRefused, AlreadyThere, Problem
from meeting.model import Member

COHOST = "COHOST"
PAGE = 500
MOST_PAGES = 4


class MembersClient:
    """Members of spaces as one caller.

    Args:
        spaces: Meet's, made once.
    """

    def __init__(self, spaces: Spaces, pool: urllib3.PoolManager, caller: Caller) -> None:
        self._cohosts = spaces.all.members()
        self._sender = Sender(pool, caller, member_problem)

    def members(self, space_name: str) -> list[Member]:
        """See `meeting.ports.Members.members`."""
        found: list[Member] = []
        token = ""
        for _ in range(MOST_PAGES):
            more = {"pageToken": token} if token else {}
            request = self._cohosts.list(parent=space_name, pageSize=PAGE, **more)
            answer = self._sender.send(request, seconds=READ_SECONDS)
            found += [_member(each) for each in objects(answer.get("members"))]
            token = text(answer.get("nextPageToken"))
            if not token:
                break
        return [member for member in found if member.name and member.email]

    def add(self, space_name: str, email: str) -> None:
        """See `meeting.ports.Members.add`. Added twice, the second answer is 409."""
        body = {"email": email, "role": COHOST}
        request = self._cohosts.create(parent=space_name, body=body)
        self._sender.send(request, seconds=WRITE_SECONDS)

    def promote(self, member_name: str) -> None:
        """See `meeting.ports.Members.promote`."""
        request = self._cohosts.patch(name=member_name, body={"role": COHOST}, updateMask="role")
        self._sender.send(request, seconds=WRITE_SECONDS)

    def remove(self, member_name: str) -> None:
        """See `meeting.ports.Members.remove`."""
        self._sender.send(self._cohosts.delete(name=member_name), seconds=WRITE_SECONDS)


def member_problem(refusal: Refusal, verb: str) -> Problem:
    """What a refusal by a method of members means; `verb` as in `calendar_problem`."""
    if verb == "create" and refusal.status == 409:
        return AlreadyThere()
    if verb == "create" and refusal.status == 400:
        return AddressRefused()
    return meet_problem(refusal, f"members.{verb}")


def _member(body: Mapping[str, Any]) -> Member:
    email = text(body.get("email")).casefold()
    return Member(text(body.get("name")), email, text(body.get("role")) == COHOST)
