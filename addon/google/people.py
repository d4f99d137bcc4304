"""Who is in a conversation, and under which address: the Chat API v1 and the People API v1.

The Chat API does not tell everybody's address; the People API does to those whose organization
shares its directory with them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import urllib3
from googleapiclient.discovery import Resource

from addon.google.answers import people_problem
from addon.google.caller import Caller
from addon.google.calling import Sender, build_api
from addon.wire.lenient import mapping, objects, text
from meeting.model import Person

READ_SECONDS = 6.0
SPACE_NAME = re.compile(r"spaces/[^/]+")
MEMBERS_A_PAGE = 1000
PERSON_FIELDS = "emailAddresses,names"
MOST_AT_ONCE = 200
"""As many people as one `people.getBatchGet` takes."""


def build_members(endpoint: str | None) -> Resource:
    """The Chat API's members; `endpoint` is the API's root, or `None` for Google's."""
    return build_api("chat", "v1", endpoint).spaces().members()


def build_people(endpoint: str | None) -> Resource:
    """The People API's people; `endpoint` is the API's root, or `None` for Google's."""
    return build_api("people", "v1", endpoint).people()


class PeopleClient:
    """Conversations' members and people's addresses, as one caller."""

    def __init__(
        self, members: Resource, people: Resource, pool: urllib3.PoolManager, caller: Caller
    ) -> None:
        self._members = members
        self._people = people
        self._sender = Sender(pool, caller, people_problem)

    def members(self, space: str, most: int) -> dict[str, Person]:
        """The people in a conversation by their `users/{id}`.

        An address is empty where Chat does not tell it, as it does only to those who know each
        other (chat.v1, User). Apps are left out.

        Args:
            space: its resource name; nobody is in what cannot be one.
            most: listing ends with the page on which there are more than these and oneself.

        Raises:
            Problem: see `meeting.errors`.
        """
        found: dict[str, Person] = {}
        page = ""
        if not SPACE_NAME.fullmatch(space):
            return found
        while True:
            request = self._members.list(
                parent=space,
                pageSize=MEMBERS_A_PAGE,
                pageToken=page or None,
                filter='member.type = "HUMAN"',
            )
            answer = self._sender.send(request, seconds=READ_SECONDS)
            people = [mapping(each.get("member")) for each in objects(answer.get("memberships"))]
            for person in people:
                if person.get("type") != "BOT" and text(person.get("name")):
                    found[text(person.get("name"))] = Person(
                        text(person.get("email")), text(person.get("displayName"))
                    )
            page = text(answer.get("nextPageToken"))
            if not page or len(found) > most + 1:
                return found

    def people(self, users: Sequence[str]) -> Mapping[str, Person]:
        """People by their `users/{id}`; those whose address is hidden are missing.

        Raises:
            Problem: see `meeting.errors`.
        """
        found: dict[str, Person] = {}
        for start in range(0, len(users), MOST_AT_ONCE):
            names = [f"people/{_id(user)}" for user in users[start : start + MOST_AT_ONCE]]
            request = self._people.getBatchGet(resourceNames=names, personFields=PERSON_FIELDS)
            answer = self._sender.send(request, seconds=READ_SECONDS)
            for response in objects(answer.get("responses")):
                person = mapping(response.get("person"))
                emails, called = objects(person.get("emailAddresses")), objects(person.get("names"))
                asked = text(response.get("requestedResourceName")).removeprefix("people/")
                address = next((text(email.get("value")) for email in emails), "")
                name = next((text(each.get("displayName")) for each in called), "")
                if asked and address:
                    found[f"users/{asked}"] = Person(address, name)
        return found


def _id(user: str) -> str:
    return user.removeprefix("users/")
