"""The job with nothing between it and Google: one pool, certificates at hand, no client library.

What can go out beside something else does. It keeps nothing: neither what was chosen, nor which
Meet was made for a press that is repeated.
"""

from __future__ import annotations

import base64
import json
import os
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote, urlencode

import flask
import urllib3
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import load_pem_x509_certificate

from bench import bare
from bench.bare import Asked, Json

BASE = os.environ["ADDON_URL"]
CLIENT_ID = os.environ["ADDON_OAUTH_CLIENT_ID"]
SERVICE_ACCOUNT = os.environ["ADDON_SERVICE_ACCOUNT"]
CERTIFICATES = os.environ["GOOGLE_CERTS_URL"]
EVENTS = os.environ["CALENDAR_API_ENDPOINT"] + "/calendar/v3/calendars/{}/events"
SPACES = os.environ["MEET_API_ENDPOINT"] + "/v2/"

POOL = urllib3.PoolManager(maxsize=64, retries=False)
BESIDE = ThreadPoolExecutor(64)
KEYS: dict[str, RSAPublicKey] = {}


def handle_event(request: flask.Request) -> Json:
    """Answer one request of a host.

    Raises:
        ValueError: it is not from Google, or Google refused.
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
            listed = _call(asked, "GET", f"{EVENTS.format('primary')}?{urlencode(bare.coming())}")
            return bare.home_card(listed.get("items", []))
        case bare.EVENT:
            return _show(asked)
        case bare.CREATE:
            return _create(asked)
        case _:
            return _change(asked)


def _show(asked: Asked) -> Json:
    reading = BESIDE.submit(_read, asked)
    space = _call(asked, "GET", f"{SPACES}spaces/{asked.code}") if asked.code else None
    return bare.event_card(BASE, reading.result(), space)


def _create(asked: Asked) -> Json:
    reading = BESIDE.submit(_read, asked)
    space = _call(asked, "POST", f"{SPACES}spaces", bare.config(asked.chosen))
    event = reading.result()
    if "conferenceData" in event:
        raise ValueError("the event has a conference by now")
    url = f"{_event(asked)}?conferenceDataVersion=1&sendUpdates=none"
    patched = _call(asked, "PATCH", url, bare.conference(space), {"If-Match": event["etag"]})
    return bare.result_card(patched, space, asked.chosen)


def _change(asked: Asked) -> Json:
    reading = BESIDE.submit(_read, asked)
    url = f"{SPACES}{asked.space}?updateMask={bare.MASK}"
    space = _call(asked, "PATCH", url, bare.config(asked.chosen))
    event = reading.result()
    if event.get("conferenceData", {}).get("conferenceId") != space["meetingCode"]:
        raise ValueError("the event has another conference by now")
    return bare.result_card(event, space, asked.chosen)


def _read(asked: Asked) -> Json:
    return _call(asked, "GET", _event(asked))


def _event(asked: Asked) -> str:
    return f"{EVENTS.format(quote(asked.calendar_id))}/{asked.event_id}"


def _call(
    asked: Asked,
    method: str,
    url: str,
    body: Json | None = None,
    headers: Mapping[str, str] = {},
) -> Json:
    every = {"Authorization": f"Bearer {asked.token}", **headers}
    answer = POOL.request(method, url, headers=every, json=body)
    if answer.status != 200:
        raise ValueError(f"Google answered with {answer.status}")
    found: Json = answer.json()
    return found


def _claims(token: str, audience: str) -> Mapping[str, Any]:
    """The claims of a token that is signed, current and meant for an audience."""
    signed, _, signature = token.rpartition(".")
    head, _, payload = signed.partition(".")
    header, claims = json.loads(_decoded(head)), json.loads(_decoded(payload))
    if header["alg"] != "RS256":
        raise ValueError("not signed as Google signs")
    key = _key(header["kid"])
    key.verify(_decoded(signature), signed.encode(), PKCS1v15(), SHA256())
    current = claims["iat"] - 10 <= time.time() <= claims["exp"] + 10
    if not current or claims["aud"] != audience or claims["iss"] != "https://accounts.google.com":
        raise ValueError("not a token for this")
    return dict(claims)


def _key(key_id: str) -> RSAPublicKey:
    if key_id not in KEYS:
        for name, pem in POOL.request("GET", CERTIFICATES).json().items():
            key = load_pem_x509_certificate(pem.encode()).public_key()
            if isinstance(key, RSAPublicKey):
                KEYS[name] = key
    return KEYS[key_id]


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
