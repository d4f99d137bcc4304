"""A false add-on: it writes to the stand-in over HTTP and answers as a test tells it to."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

import urllib3

from sandbox.google.world import World
from sandbox.hosts.delivery import Reply
from sandbox.hosts.wire import Json
from torture.oracle import Oracle
from torture.presses import Intent, Press
from torture.weather import TroubledGoogle, Weather

ANA, BO = "ana@example.com", "bo@example.com"
SCOPES = ("calendar.events", "meetings.space.created", "meetings.space.settings")


class FalseAddon:
    """Ana's presses, judged by an oracle.

    Attributes:
        world: with Ana, Bo and one event of Ana's that Bo is a guest of.
        event_id: the event.
        stored: the links of the Meets in its store.
        kept: by user, what their administrator keeps ON or OFF.
    """

    def __init__(
        self,
        google: TroubledGoogle,
        set_off: Collection[str] = (),
        **event: Any,  # noqa: ANN401  # as add_event
    ) -> None:
        self.google = google
        self.world = google.world = World()
        for email in (ANA, BO):
            self.world.add_user(email)
        self.event_id = self.world.calendar.add_event(ANA, attendees=[BO], **event)
        self.stored: set[str] = set()
        self.kept: dict[str, dict[str, str]] = {}
        google.kept = self.kept
        self.oracle = Oracle(self.world, lambda link: link in self.stored, self.kept, set_off)
        google.called, google.answered = self.oracle.called, self.oracle.answered
        self._token = self.world.people.issue_token(ANA, SCOPES)
        self._tokens: dict[int, str] = {}
        self._pool = urllib3.PoolManager(retries=False)

    @property
    def seen(self) -> list[str]:
        """The kinds of what the oracle saw, in order."""
        return [violation.kind for violation in self.oracle.violations]

    @contextmanager
    def press(
        self,
        kind: str,
        form: dict[str, list[str]] | None = None,
        shown: dict[str, object] | None = None,
        *,
        goes_on: bool = False,
        **intent: Any,  # noqa: ANN401  # as Intent
    ) -> Iterator[Press]:
        """A press of Ana's, during which `call` calls Google; `says` ends it.

        Args:
            shown: who may do what, as the clicked card showed it.
            goes_on: with what an earlier press left.
        """
        user = intent.pop("user", ANA)
        self._token = self.world.people.issue_token(user, SCOPES)
        inputs = {name: {"stringInputs": {"value": value}} for name, value in (form or {}).items()}
        told = {} if shown is None else {"rules": json.dumps(shown)}
        told |= {"left": "1"} if goes_on else {}
        self._request: Json = {
            "authorizationEventObject": {"userOAuthToken": self._token},
            "commonEventObject": {"formInputs": inputs, "parameters": told},
        }
        about = {"event": self.event_id} if kind in {"create", "replace", "update"} else {}
        self._press = self.oracle.begins(Intent(kind, user, **{**about, **intent}), self._request)
        self._tokens[id(self._press)] = self._token
        yield self._press

    def goes_on(self, press: Press) -> None:
        """From now on `call` calls for an earlier press again."""
        self._press, self._token = press, self._tokens[id(press)]

    def says(self, *cards: Json, status: int | None = 200, milliseconds: float = 5) -> None:
        """The answer: cards that are pushed."""
        body = {"action": {"navigations": [{"pushCard": card} for card in cards]}}
        self.oracle.ends(self._press, self._request, Reply(status, body, milliseconds, ()))

    def is_killed(self) -> None:
        """It is killed, the press is never answered, and another one starts."""
        self.oracle.killed()
        self.oracle.ends(self._press, self._request, Reply(None, None, 5, ()))
        self.oracle.goes_on()

    def call(self, method: str, path: str, body: Json, **headers: str) -> Json:
        """Call Google as Ana."""
        answer = self._pool.request(
            method,
            self.google.url + path,
            body=json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self._token}", **headers},
        )
        found: Json = json.loads(answer.data)
        return found

    def make_space(self, recording: str = "OFF") -> Json:
        """Make a space."""
        config = {"recordingConfig": {"autoRecordingGeneration": recording}}
        return self.call("POST", "/v2/spaces", {"config": {"artifactConfig": config}})

    def attach(self, space: Json, event_id: str = "") -> None:
        """Put a space on the event, whatever is there."""
        self.patch(
            {
                "conferenceData": {
                    "conferenceId": space["meetingCode"],
                    "conferenceSolution": {"key": {"type": "hangoutsMeet"}},
                    "entryPoints": [{"entryPointType": "video", "uri": space["meetingUri"]}],
                }
            },
            event_id,
        )

    def patch(self, body: Json, event_id: str = "") -> None:
        """Write to the event."""
        path = f"/calendar/v3/calendars/{ANA}/events/{event_id or self.event_id}"
        self.call("PATCH", f"{path}?conferenceDataVersion=1", body)

    def close(self) -> None:
        """Stop watching."""
        self._pool.clear()
        self.oracle.close()


def card(title: str, *texts: str, **facts: str) -> Json:
    """A card that says something first, with facts, such as `Recording="On"`."""
    said = [f"<b>{title}</b>", *texts]
    widgets: list[Json] = [{"textParagraph": {"text": text}} for text in said]
    widgets += [
        {"decoratedText": {"topLabel": label, "text": text}} for label, text in facts.items()
    ]
    return {"header": {"title": "Planning"}, "sections": [{"widgets": widgets}]}


def ready(space: Json, *texts: str, **facts: str) -> Json:
    """The card of a Meet that is ready, with what it says besides."""
    uri = space["meetingUri"]
    link = f'<a href="{uri}">{uri.removeprefix("https://")}</a>'
    return card("Your Meet is ready", *texts, link, **facts)


@contextmanager
def false_google() -> Iterator[TroubledGoogle]:
    """A stand-in without trouble."""
    with TroubledGoogle(Weather()) as google:
        yield google
