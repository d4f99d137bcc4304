"""Forged requests to Chat's URLs get 401 and nothing is done (hosts.md 5.1, 5.2, 5.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from addon.routes import ROUTES
from sandbox.google.chat.conversations import ChatSpace
from sandbox.google.identity import hmac_signed, resigned, signature_removed
from sandbox.hosts.chat.host import ChatHost
from tests.support.calls import CREATE_SPACE
from tests.support.chat import in_room
from tests.support.log import log_lines
from tests.support.requests import post
from tests.support.stage import Json, Stage, staged
from tests.support.tokens import (
    CLAIMS,
    GARBAGE,
    NO_TOKENS,
    OTHER_PROJECT,
    REFUSED,
    REWORKED,
    SYSTEM_CLAIMS,
    USER_CLAIMS,
    system_token,
    user_token,
)

ACTIONS = [route.path for route in ROUTES if route.path.startswith("/chat/")]
Forge = Callable[[Json, dict[str, str]], None]


@dataclass
class Door:
    """The front door, with Ana's genuine `/meet` to forge."""

    stage: Stage
    store: Path
    chat: ChatHost
    space: ChatSpace

    def event(self) -> tuple[Json, dict[str, str]]:
        """A new `/meet` as Chat would send it, and its headers."""
        caught: list[tuple[Json, dict[str, str]]] = []

        def catch(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
            caught.append((event, headers))
            return {"unsent": True}, {}

        self.chat.installation.tamper = catch
        self.chat.slash_command("/meet", "Budget")
        self.stage.google.calls.clear()
        [found] = caught
        return found

    def refuses(self, forge: Forge, path: str = "/chat") -> None:
        """Check that a forged `/meet` is refused as every forgery is, and that nothing is done."""
        event, headers = self.event()
        forge(event["authorizationEventObject"], headers)
        before = self._stored()
        with log_lines() as lines:
            reply = post(self.stage.function, path, event, headers)
        assert (401, REFUSED) == (reply.status, reply.json)
        assert [] == self.stage.google.calls
        assert [] == self.stage.world.meet.spaces
        assert before == self._stored()
        assert [("rejected", 401)] == [(line["outcome"], line["status"]) for line in lines.fields()]

    def _stored(self) -> bytes:
        return self.store.read_bytes() if self.store.exists() else b""


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """One stage for all forgeries, which leave no traces in it."""
    path = tmp_path_factory.mktemp("store") / "addon.db"
    with staged({"ADDON_STORE": f"sqlite:{path}"}) as stage:
        chat = in_room(stage, strict=False)
        assert chat.space is not None
        yield Door(stage, path, chat, chat.space)


def system(token: object) -> Forge:
    """Put a system token into the body, and none into the header."""

    def forge(authorization: Json, headers: dict[str, str]) -> None:
        authorization["systemIdToken"] = token
        headers.clear()

    return forge


def user(token: object) -> Forge:
    """Put a user token into the body."""

    def forge(authorization: Json, headers: dict[str, str]) -> None:
        del headers
        authorization["userIdToken"] = token

    return forge


def header(value: str) -> Forge:
    """Put a value into the header, beside a genuine token in the body."""

    def forge(authorization: Json, headers: dict[str, str]) -> None:
        del authorization
        headers["Authorization"] = value

    return forge


@pytest.mark.parametrize("name", [*CLAIMS, *SYSTEM_CLAIMS])
def test_a_system_token_with_a_wrong_claim_is_refused(door: Door, name: str) -> None:
    """A token of Google's that says anything else than it must is no proof."""
    claims = {**CLAIMS, **SYSTEM_CLAIMS}[name]
    door.refuses(system(system_token(door.stage, f"{door.stage.function.url}/chat", **claims)))


@pytest.mark.parametrize("name", [*CLAIMS, *USER_CLAIMS])
def test_a_user_token_with_a_wrong_claim_is_refused(door: Door, name: str) -> None:
    """A user's token for somebody else, from somebody else or out of date is refused."""
    door.refuses(user(user_token(door.stage, **{**CLAIMS, **USER_CLAIMS}[name])))


@pytest.mark.parametrize("name", REWORKED)
@pytest.mark.parametrize("place", [system, user])
def test_a_reworked_token_is_refused(
    door: Door, place: Callable[[object], Forge], name: str
) -> None:
    """A token that Google did not sign as it stands is refused."""
    genuine = system_token(door.stage, door.stage.function.url)
    token = genuine if place is system else user_token(door.stage)
    door.refuses(place(REWORKED[name](token)))


@pytest.mark.parametrize("garbage", [*GARBAGE, *NO_TOKENS], ids=ascii)
def test_no_system_token_is_no_proof(door: Door, garbage: object) -> None:
    """What is no token at all is refused like a forged one."""
    door.refuses(system(garbage))


@pytest.mark.parametrize("place", [system, user])
def test_a_public_certificate_is_no_secret(door: Door, place: Callable[[object], Any]) -> None:
    """A token under HS256 with a public certificate, Google's or Chat's, is refused."""
    signer = door.stage.google.signer
    token = system_token(door.stage, door.stage.function.url)
    genuine = token if place is system else user_token(door.stage)
    for certificates in (signer.certificates(), signer.chat_certificates()):
        door.refuses(place(hmac_signed(genuine, next(iter(certificates.values())))))


@pytest.mark.parametrize(
    "audience", ["{url}/", "{url}/chat/", "{url}/chat?x=1", "{url}/CHAT", "https://x.example.com"]
)
def test_audiences_are_compared_exactly(door: Door, audience: str) -> None:
    """A token for a URL that only resembles one of the add-on's is refused."""
    wrong = audience.format(url=door.stage.function.url)
    door.refuses(system(system_token(door.stage, wrong)))


@pytest.mark.parametrize("forge", [resigned, lambda token: token[:-4], lambda token: f"{token}.x"])
def test_a_header_that_kept_its_signature_must_hold(
    door: Door, forge: Callable[[str], str]
) -> None:
    """A forged token in the header is refused although the body's is genuine."""
    door.refuses(header(f"Bearer {forge(system_token(door.stage, door.stage.function.url))}"))
    elsewhere = system_token(door.stage, door.stage.function.url, email=OTHER_PROJECT)
    door.refuses(header(f"Bearer {elsewhere}"))


def test_a_forged_body_is_refused_below_any_header(door: Door) -> None:
    """The body decides: a genuine header, or one without its signature, does not help."""
    genuine = system_token(door.stage, door.stage.function.url)
    for value in (genuine, signature_removed(genuine)):

        def forge(authorization: Json, headers: dict[str, str], value: str = value) -> None:
            authorization["systemIdToken"] = resigned(genuine)
            headers["Authorization"] = f"Bearer {value}"

        door.refuses(forge)


@pytest.mark.parametrize("path", ACTIONS)
def test_every_action_is_guarded(door: Door, path: str) -> None:
    """None of the URLs that Chat's cards name does anything without a proof."""
    genuine = system_token(door.stage, door.stage.function.url + path)
    for token in (None, resigned(genuine), signature_removed(genuine)):
        door.refuses(system(token), path)
    door.refuses(user(resigned(user_token(door.stage))), path)


def test_who_wrote_is_told_by_the_token_alone(stage: Stage) -> None:
    """The body's own word for who acted is not believed: the token says whose Meet it is."""
    chat = in_room(stage)

    def disguise(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        event["chat"]["user"]["email"] = stage.bo.email
        event["chat"]["user"]["name"] = f"users/{stage.bo.sub}"
        return event, headers

    chat.installation.tamper = disguise
    chat.slash_command("/settings")
    chat.form.set_switch("recording", True)
    chat.press("Save")
    chat.slash_command("/meet")
    chat.installation.tamper = None
    [space] = stage.world.meet.spaces
    assert stage.ana.email == space.owner
    bos = stage.host(stage.bo)
    bos.open_home()
    assert "[x]" not in bos.text()


@pytest.mark.parametrize("kind", ["intact", "lower case", "signature removed", "missing"])
def test_every_genuine_header_is_accepted(stage: Stage, kind: str) -> None:
    """The header may be intact, without its signature as Cloud Run leaves it, or missing."""
    chat = in_room(stage)

    def change(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        token = event["authorizationEventObject"]["systemIdToken"]
        sent = {
            "intact": headers,
            "lower case": {"authorization": f"bearer {token}"},
            "signature removed": {"Authorization": f"Bearer {signature_removed(token)}"},
            "missing": {},
        }[kind]
        return event, sent

    chat.installation.tamper = change
    chat.slash_command("/meet")
    assert [CREATE_SPACE] == stage.called()
