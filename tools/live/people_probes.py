"""What Chat and People tell of conversations and of people; calendars of others, too."""

from __future__ import annotations

from addon.wire.lenient import mapping, objects, text
from tools.live import calls
from tools.live.client import Client
from tools.live.findings import Findings
from tools.live.scratch import unknown_conversation


class PeopleProbes:
    """The probes that make nothing."""

    def __init__(self, client: Client, findings: Findings) -> None:
        self._client = client
        self._findings = findings

    def role(self) -> None:
        """Ask for the caller's role on their own calendar."""
        answer = self._client.send(calls.ROLE)
        if answer.ok:
            self._findings.saw("role_told", "accessRole" in answer.body, answer)
        else:
            self._findings.judge("role_told", answer, {})

    def foreign_calendar(self, calendar: str) -> None:
        """Look at a calendar of somebody else, with a token that reaches one's own."""
        name = "owned_scope_on_foreign_calendar"
        answer = self._client.send(calls.FOREIGN, calendar=calendar)
        if answer.ok:
            why = "the token reaches it: give one with calendar.events.owned alone"
            self._findings.not_tried(name, why)
        elif answer.lacks_scope and not self._findings.undecided("role_told"):
            # One's own calendar was reached: the scope is there, and does not do for this one.
            self._client.lacking.discard(calls.FOREIGN.scope)
            self._findings.saw(name, answer.status, answer)
        else:
            self._findings.judge(name, answer, {403: 403, 404: 404})

    def missing_conversation(self) -> None:
        """List the members of a conversation that does not exist."""
        answer = self._client.send(calls.CHAT_MISSING, space=unknown_conversation())
        self._findings.judge("chat_space_missing", answer, {403: 403, 404: 404})

    def others_conversation(self, space: str) -> None:
        """List the members of a conversation that the caller is not in."""
        name = "chat_space_not_joined"
        answer = self._client.send(calls.CHAT_OTHERS, space=space.removeprefix("spaces/"))
        if answer.ok:
            self._findings.not_tried(name, "you are in that conversation: give another")
        else:
            self._findings.judge(name, answer, {403: 403, 404: 404})

    def own_conversation(self, space: str) -> None:
        """List the members of a conversation that the caller is in."""
        name = "chat_users_tell_email"
        answer = self._client.send(calls.CHAT_OWN, space=space.removeprefix("spaces/"))
        members = objects(answer.body.get("memberships"))
        if answer.ok and members:
            told = any(text(mapping(each.get("member")).get("email")) for each in members)
            self._findings.saw(name, told, answer)
        elif answer.ok:
            self._findings.not_tried(name, "nobody is in that conversation")
        else:
            why = answer.hindrance or f"the conversation was refused: {answer.said}"
            self._findings.not_tried(name, why)

    def stranger(self, person: str) -> None:
        """Look up the address of somebody of another domain."""
        name = "strangers_in_people"
        answer = self._client.send(calls.PERSON, person=person.rpartition("/")[2])
        if not answer.ok:
            self._findings.judge(name, answer, {403: False, 404: False})
            return
        people = [mapping(one.get("person")) for one in objects(answer.body.get("responses"))]
        self._findings.saw(name, any(person.get("emailAddresses") for person in people), answer)
