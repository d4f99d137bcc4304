"""Forged requests get 401 and nothing is done; genuine ones pass (hosts.md 5)."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from addon.routes import ROUTES
from sandbox.addon import SERVICE_ACCOUNT
from sandbox.google.identity import Key, hmac_signed, resigned, signature_removed, unsigned
from tests.support.log import log_lines
from tests.support.requests import Reply, post, signed
from tests.support.stage import Json, Stage
from tests.support.tokens import (
    CLAIMS,
    GARBAGE,
    NO_TOKENS,
    NOW,
    OTHER_PROJECT,
    REFUSED,
    REWORKED,
    SYSTEM_CLAIMS,
    USER_CLAIMS,
    encoded,
    system_token,
    user_token,
)

SAVE = "/calendar/defaults/save"


def press_save(shared: Stage, change: Callable[[Json, dict[str, str]], None]) -> Reply:
    """Press Save with all switches on in an event that `change` has forged."""
    on = ("on",)
    event, headers = signed(
        shared, SAVE, form={"recording": on, "transcription": on, "smart_notes": on}
    )
    change(event["authorizationEventObject"], headers)
    return post(shared.function, SAVE, event, headers)


def refused(shared: Stage, store: Path, change: Callable[[Json, dict[str, str]], None]) -> None:
    """Check that a forged press is refused as every other one, and that nothing is done."""
    before = store.read_bytes() if store.exists() else b""
    with log_lines() as lines:
        reply = press_save(shared, change)
    assert (401, REFUSED) == (reply.status, reply.json)
    assert [] == shared.google.calls
    assert before == (store.read_bytes() if store.exists() else b"")
    assert [("rejected", 401)] == [(line["outcome"], line["status"]) for line in lines.fields()]


def system(token: object) -> Callable[[Json, dict[str, str]], None]:
    """Put a system token into the body, and none into the header."""

    def change(authorization: Json, headers: dict[str, str]) -> None:
        authorization["systemIdToken"] = token
        headers.clear()

    return change


def untouched(authorization: Json, headers: dict[str, str]) -> None:
    """Leave a press genuine."""
    del authorization, headers


def user(token: object) -> Callable[[Json, dict[str, str]], None]:
    """Put a user token into the body."""

    def change(authorization: Json, headers: dict[str, str]) -> None:
        del headers
        authorization["userIdToken"] = token

    return change


def header(value: str) -> Callable[[Json, dict[str, str]], None]:
    """Put a value into the header, beside a genuine token in the body."""

    def change(authorization: Json, headers: dict[str, str]) -> None:
        del authorization
        headers["Authorization"] = value

    return change


@pytest.mark.parametrize("name", [*CLAIMS, *SYSTEM_CLAIMS])
def test_a_system_token_with_a_wrong_claim_is_refused(
    shared: Stage, store_file: Path, name: str
) -> None:
    """A token of Google's that says anything else than it must is no proof."""
    claims = {**CLAIMS, **SYSTEM_CLAIMS}[name]
    refused(shared, store_file, system(system_token(shared, shared.function.url + SAVE, **claims)))


@pytest.mark.parametrize("name", [*CLAIMS, *USER_CLAIMS])
def test_a_user_token_with_a_wrong_claim_is_refused(
    shared: Stage, store_file: Path, name: str
) -> None:
    """A user's token for somebody else, from somebody else or out of date is refused."""
    refused(shared, store_file, user(user_token(shared, **{**CLAIMS, **USER_CLAIMS}[name])))


@pytest.mark.parametrize("name", REWORKED)
def test_a_reworked_system_token_is_refused(shared: Stage, store_file: Path, name: str) -> None:
    """A system token that Google did not sign as it stands is refused."""
    genuine = system_token(shared, shared.function.url)
    refused(shared, store_file, system(REWORKED[name](genuine)))


@pytest.mark.parametrize("name", REWORKED)
def test_a_reworked_user_token_is_refused(shared: Stage, store_file: Path, name: str) -> None:
    """A user's token that Google did not sign as it stands is refused."""
    refused(shared, store_file, user(REWORKED[name](user_token(shared))))


@pytest.mark.parametrize("place", [system, user])
def test_a_public_certificate_is_no_secret(
    shared: Stage, store_file: Path, place: Callable[[object], Any]
) -> None:
    """A token under HS256 with a public certificate as its secret is refused."""
    certificate = next(iter(shared.google.signer.certificates().values()))
    genuine = system_token(shared, shared.function.url) if place is system else user_token(shared)
    refused(shared, store_file, place(hmac_signed(genuine, certificate)))


@pytest.mark.parametrize("place", [system, user])
@pytest.mark.parametrize("garbage", GARBAGE, ids=ascii)
def test_garbage_is_refused(
    shared: Stage, store_file: Path, garbage: str, place: Callable[[object], Any]
) -> None:
    """What is no token at all is refused like a forged one."""
    refused(shared, store_file, place(garbage))


@pytest.mark.parametrize("nothing", NO_TOKENS, ids=repr)
def test_no_system_token_is_no_proof(shared: Stage, store_file: Path, nothing: object) -> None:
    """An event without a system token, or with something else in its place, is refused."""
    refused(shared, store_file, system(nothing))


def test_the_header_alone_is_no_proof(shared: Stage, store_file: Path) -> None:
    """A genuine token in the header does not stand in for the one in the body."""

    def change(authorization: Json, headers: dict[str, str]) -> None:
        del headers
        del authorization["systemIdToken"]

    refused(shared, store_file, change)


@pytest.mark.parametrize("field", ["authorizationEventObject", "authorization"])
@pytest.mark.parametrize("value", [None, [], "x", 1, {}], ids=repr)
def test_no_authorization_is_no_proof(shared: Stage, field: str, value: object) -> None:
    """An event whose authorization is missing or malformed is refused on every route."""
    for route in ROUTES:
        reply = post(shared.function, route.path, {field: value}, {})
        assert (401, REFUSED) == (reply.status, reply.json)


def test_tokens_do_not_stand_in_for_each_other(shared: Stage, store_file: Path) -> None:
    """A user's token does not prove the sender, nor the sender's token a user."""
    refused(shared, store_file, system(user_token(shared)))
    refused(shared, store_file, system(user_token(shared, aud=shared.function.url)))
    refused(shared, store_file, user(system_token(shared, shared.function.url)))


@pytest.mark.parametrize(
    "audience",
    [
        "{url}/",
        "{url}?x=1",
        "{url}#x",
        "{url}/calendar/home/",
        "{url}/calendar/home?x=1",
        "{url}/calendar",
        "{url}/health",
        "{url}/CALENDAR/HOME",
        "{url}//calendar/home",
        "https://{host}",
        "HTTP://{host}",
        "http://localhost:{port}",
        "http://127.0.0.1",
        "https://other.example.com/calendar/home",
        "/calendar/home",
    ],
)
def test_audiences_are_compared_exactly(shared: Stage, store_file: Path, audience: str) -> None:
    """A token for a URL that only resembles one of the add-on's is refused."""
    url = shared.function.url
    wrong = audience.format(url=url, host=url[len("http://") :], port=url.rpartition(":")[2])
    refused(shared, store_file, system(system_token(shared, wrong)))


@pytest.mark.parametrize("path", ["", *(route.path for route in ROUTES)])
def test_each_url_of_the_add_on_is_an_audience(shared: Stage, path: str) -> None:
    """A token may be meant for the base URL or for any URL that the add-on serves."""
    event, _ = signed(shared, "/calendar/help")
    token = system_token(shared, shared.function.url + path)
    event["authorizationEventObject"]["systemIdToken"] = token
    reply = post(shared.function, "/calendar/help", event, {"Authorization": f"Bearer {token}"})
    assert 200 == reply.status


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("iss", "accounts.google.com"),
        ("exp", timedelta(seconds=-5)),
        ("iat", timedelta(seconds=5)),
        ("more", "claims"),
    ],
)
def test_what_google_may_write_is_accepted(
    shared: Stage, claim: str, value: str | timedelta
) -> None:
    """Both spellings of the issuer, clocks that differ by seconds and further claims pass."""
    claims = {claim: value if isinstance(value, str) else int(time.time() + value.total_seconds())}
    event, _ = signed(shared, "/calendar/help")
    authorization = event["authorizationEventObject"]
    authorization["systemIdToken"] = system_token(shared, shared.function.url, **claims)
    authorization["userIdToken"] = user_token(shared, **claims)
    assert 200 == post(shared.function, "/calendar/help", event, {}).status


@pytest.mark.parametrize("forge", [resigned, unsigned, lambda token: token[:-4]])
def test_a_header_that_kept_its_signature_must_hold(
    shared: Stage, store_file: Path, forge: Callable[[str], str]
) -> None:
    """A forged token in the header is refused although the body's is genuine."""
    genuine = system_token(shared, shared.function.url)
    refused(shared, store_file, header(f"Bearer {forge(genuine)}"))


@pytest.mark.parametrize("value", ["", "x", "  {}", "{},{}", "{}.x"])
def test_a_header_of_garbage_is_refused(shared: Stage, store_file: Path, value: str) -> None:
    """What is no token in the header is refused although the body's is genuine."""
    genuine = system_token(shared, shared.function.url)
    refused(shared, store_file, header(f"Bearer {value.format(genuine, genuine)}"))


@pytest.mark.parametrize(
    "claims", [{"email": OTHER_PROJECT}, {"exp": NOW - 60}], ids=["account", "time"]
)
def test_a_header_from_somebody_else_is_refused(
    shared: Stage, store_file: Path, claims: Json
) -> None:
    """A header of Google's for another account or another time is refused."""
    token = system_token(shared, shared.function.url, **claims)
    refused(shared, store_file, header(f"Bearer {token}"))


@pytest.mark.parametrize(
    "value", ["", "Basic YW5hOmFuYQ==", "Bearer", "Token {}", "{}", "Bearer:{}"]
)
def test_a_header_of_another_scheme_is_refused(shared: Stage, store_file: Path, value: str) -> None:
    """A header that carries something else than a bearer token is refused."""
    token = system_token(shared, shared.function.url)
    refused(shared, store_file, header(value.format(token)))


def test_a_forged_body_is_refused_below_any_header(shared: Stage, store_file: Path) -> None:
    """The body decides: a genuine header, or one without its signature, does not help."""
    genuine = system_token(shared, shared.function.url)
    for value in (genuine, signature_removed(genuine)):

        def change(authorization: Json, headers: dict[str, str], value: str = value) -> None:
            authorization["systemIdToken"] = resigned(genuine)
            headers["Authorization"] = f"Bearer {value}"

        refused(shared, store_file, change)


@pytest.mark.parametrize("kind", ["intact", "lower case", "signature removed", "missing"])
def test_every_genuine_header_is_accepted(shared: Stage, kind: str) -> None:
    """The header may be intact, without its signature as Cloud Run leaves it, or missing."""
    event, headers = signed(shared, "/calendar/help")
    token = event["authorizationEventObject"]["systemIdToken"]
    sent = {
        "intact": headers,
        "lower case": {"authorization": f"bearer {token}"},
        "signature removed": {"Authorization": f"Bearer {signature_removed(token)}"},
        "missing": {},
    }[kind]
    assert 200 == post(shared.function, "/calendar/help", event, sent).status


def test_keys_that_google_does_not_publish_prove_nothing(shared: Stage, store_file: Path) -> None:
    """A token signed by a key of one's own is refused, whatever key id it claims."""
    key = Key()
    for kid in (key.kid, next(iter(shared.google.signer.certificates()))):
        head = encoded({"alg": "RS256", "typ": "JWT", "kid": kid})
        claims = {
            "iss": "https://accounts.google.com",
            "aud": shared.function.url,
            "email": SERVICE_ACCOUNT,
            "email_verified": True,
            "iat": NOW,
            "exp": NOW + 600,
        }
        signing = f"{head}.{encoded(claims)}"
        signature = encoded(key.signer.sign(signing.encode()))
        refused(shared, store_file, system(f"{signing}.{signature}"))


def test_the_same_press_by_its_owner_is_obeyed(shared: Stage, store_file: Path) -> None:
    """The press that all forgeries here imitate saves when it is genuine."""
    before = store_file.read_bytes() if store_file.exists() else b""
    reply = press_save(shared, untouched)
    assert 200 == reply.status
    assert (
        "Your defaults are saved." == reply.json["renderActions"]["action"]["notification"]["text"]
    )
    assert before != store_file.read_bytes()
