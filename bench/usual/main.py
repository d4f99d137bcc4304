"""The job as samples do it: google-auth as it comes, and a client built for each request.

Each verification fetches the certificates, each client reads its discovery document and opens a
connection of its own, and one call follows another. All that is used anywhere is imported at the
top, Firestore's client too, though it keeps nothing, as the floor does not.
"""

from __future__ import annotations

import os
from typing import Any

import flask
from google.auth.transport import requests
from google.cloud import firestore
from google.oauth2 import id_token
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build

from bench import bare
from bench.bare import Asked, Json

__all__ = ["firestore", "handle_event"]

BASE = os.environ["ADDON_URL"]
CLIENT_ID = os.environ["ADDON_OAUTH_CLIENT_ID"]
SERVICE_ACCOUNT = os.environ["ADDON_SERVICE_ACCOUNT"]
CERTIFICATES = os.environ["GOOGLE_CERTS_URL"]
CALENDAR = os.environ["CALENDAR_API_ENDPOINT"] + "/calendar/v3/"
MEET = os.environ["MEET_API_ENDPOINT"]


def handle_event(request: flask.Request) -> Json:
    """Answer one request of a host.

    Raises:
        ValueError: it is not from Google.
        googleapiclient.errors.HttpError: Google refused.
    """
    if request.path == bare.HEALTH:
        return {}
    event = request.get_json()
    tokens = event["authorizationEventObject"]
    sender = _claims(tokens["systemIdToken"], BASE + request.path)
    if sender["email"] != SERVICE_ACCOUNT:
        raise ValueError("not the add-on's account")
    _claims(tokens["userIdToken"], CLIENT_ID)
    asked = bare.read(event)
    match request.path:
        case bare.HOME:
            found = _calendar(asked).events().list(calendarId="primary", **bare.coming()).execute()
            return bare.home_card(found.get("items", []))
        case bare.EVENT:
            shown = _read(asked)
            return bare.event_card(BASE, shown, _space(asked) if asked.code else None)
        case bare.CREATE:
            return _create(asked)
        case _:
            return _change(asked)


def _create(asked: Asked) -> Json:
    event = _read(asked)
    if "conferenceData" in event:
        raise ValueError("the event has a conference by now")
    space = _meet(asked).spaces().create(body=bare.config(asked.chosen)).execute()
    patch = (
        _calendar(asked)
        .events()
        .patch(
            calendarId=asked.calendar_id,
            eventId=asked.event_id,
            body=bare.conference(space),
            conferenceDataVersion=1,
            sendUpdates="none",
        )
    )
    patch.headers["If-Match"] = event["etag"]
    return bare.result_card(patch.execute(), space, asked.chosen)


def _change(asked: Asked) -> Json:
    event, space = _read(asked), _space(asked)
    if event.get("conferenceData", {}).get("conferenceId") != space["meetingCode"]:
        raise ValueError("the event has another conference by now")
    spaces = _meet(asked).spaces()
    body = bare.config(asked.chosen)
    changed = spaces.patch(name=space["name"], updateMask=bare.MASK, body=body).execute()
    return bare.result_card(event, changed, asked.chosen)


def _read(asked: Asked) -> Json:
    events = _calendar(asked).events()
    event: Json = events.get(calendarId=asked.calendar_id, eventId=asked.event_id).execute()
    return event


def _space(asked: Asked) -> Json:
    space: Json = _meet(asked).spaces().get(name=f"spaces/{asked.code}").execute()
    return space


def _calendar(asked: Asked) -> Any:  # noqa: ANN401  # built at run time
    return _built("calendar", "v3", asked, CALENDAR)


def _meet(asked: Asked) -> Any:  # noqa: ANN401  # built at run time
    return _built("meet", "v2", asked, MEET)


def _built(api: str, version: str, asked: Asked, endpoint: str) -> Any:  # noqa: ANN401
    options = {"api_endpoint": endpoint}
    credentials = Credentials(asked.token)  # type: ignore[no-untyped-call]  # ships no types
    return build(api, version, credentials=credentials, client_options=options)


def _claims(token: str, audience: str) -> Json:
    request = requests.Request()
    claims = dict(id_token.verify_token(token, request, audience=audience, certs_url=CERTIFICATES))
    if claims["iss"] not in {"https://accounts.google.com", "accounts.google.com"}:
        raise ValueError("not Google's")
    return claims
