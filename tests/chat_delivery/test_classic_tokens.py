"""Who may speak as classic Chat: both forms of its token, and all that only looks like one."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from addon.routes import ROUTES
from sandbox.addon import SERVICE_ACCOUNT
from sandbox.google.identity import hmac_signed, resigned
from sandbox.hosts.chat.classic_host import ClassicToken
from sandbox.hosts.installation import Header
from tests.chat_delivery.classic_events import chat_headers, classic_event, saving
from tests.support.log import log_lines
from tests.support.requests import Reply, post, signed
from tests.support.stage import Json, Stage, staged
from tests.support.switches import Three, three
from tests.support.tokens import CLAIMS, REFUSED, REWORKED, system_token, user_token
from tests.support.words import SAYS

NUMBER = "1234567890"
CHAT_ACCOUNT = "chat@system.gserviceaccount.com"
FORMS = list(ClassicToken)
ACTIONS = [route.path for route in ROUTES if route.path != "/chat"]


@dataclass
class Door:
    """The function's front door with a project number set, and what is behind it."""

    stage: Stage
    store: Path

    def token(self, form: ClassicToken, **changes: object) -> str:
        """A genuine token of a form, but for the changed claims."""
        signer = self.stage.google.signer
        if form is ClassicToken.ENDPOINT_URL:
            return signer.chat_token(f"{self.stage.function.url}/chat", **changes)
        return signer.chat_project_token(NUMBER, **changes)

    def certificate(self, form: ClassicToken) -> str:
        """The public certificate that tokens of a form are checked with."""
        signer = self.stage.google.signer
        url_form = form is ClassicToken.ENDPOINT_URL
        found = signer.certificates() if url_form else signer.chat_certificates()
        return next(iter(found.values()))

    def refuses(
        self, headers: dict[str, str], event: Json | None = None, path: str = "/chat"
    ) -> None:
        """Check that a press of Save is refused as every forgery is, and that nothing is done."""
        before = self._stored()
        with log_lines() as lines:
            reply = post(self.stage.function, path, event or saving(self.stage), headers)
        assert (401, REFUSED) == (reply.status, reply.json)
        assert before == self._stored()
        assert [] == self.stage.google.calls
        assert [("rejected", 401)] == [(line["outcome"], line["status"]) for line in lines.fields()]

    def _stored(self) -> bytes:
        return self.store.read_bytes() if self.store.exists() else b""


def bearer(token: str) -> dict[str, str]:
    """The header that carries a token."""
    return {"Authorization": f"Bearer {token}"}


def press_save(stage: Stage, token: str) -> Reply:
    """Press Save with a token."""
    return post(stage.function, "/chat", saving(stage), bearer(token))


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A function that knows its project number; forgeries leave no traces in it."""
    path = tmp_path_factory.mktemp("store") / "addon.db"
    settings = {"ADDON_STORE": f"sqlite:{path}", "ADDON_CHAT_PROJECT_NUMBER": NUMBER}
    with staged(settings) as stage:
        yield Door(stage, path)


# Genuine tokens


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_both_forms_are_accepted(tmp_path: Path, form: ClassicToken) -> None:
    """Where the project number is set, an app may be configured for either form."""
    settings = {
        "ADDON_STORE": f"sqlite:{tmp_path / 'a.db'}",
        "ADDON_CHAT_PROJECT_NUMBER": NUMBER,
    }
    with (
        staged(settings) as stage,
        stage.addon.classic_chat_of(stage.ana, token=form, project_number=NUMBER) as chat,
    ):
        space = stage.world.chat.add_space("Team", [stage.ana])
        stage.world.chat.join(space, chat.app)
        chat.in_space(space).slash_command("/settings")
        chat.form.set_switch("recording", True)
        chat.press("Save")
        assert SAYS.saved() == chat.notification
        sidebar = stage.host()
        sidebar.open_home()
        assert Three(recording=True) == three(sidebar.card)


def test_without_a_project_number_only_the_url_proves(stage: Stage) -> None:
    """A self-signed token of Chat's for whatever project is refused where none is set."""
    signer = stage.google.signer
    for number in (NUMBER, "", "0"):
        assert 401 == press_save(stage, signer.chat_project_token(number)).status
    assert 200 == press_save(stage, signer.chat_token(f"{stage.function.url}/chat")).status


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_clocks_may_differ_by_seconds(door: Door, form: ClassicToken) -> None:
    """A token that has just run out by our clock is still good by Google's."""
    now = int(time.time())
    token = door.token(form, exp=now - 5)
    event = classic_event(door.stage, "APP_HOME")
    assert 200 == post(door.stage.function, "/chat", event, bearer(token)).status


# Forgeries


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize("name", CLAIMS)
def test_a_token_with_a_wrong_claim_is_refused(door: Door, form: ClassicToken, name: str) -> None:
    """Another audience, issuer or time than it must be is no proof, though Google signed it."""
    door.refuses(bearer(door.token(form, **CLAIMS[name])))


@pytest.mark.parametrize(
    "claims",
    [
        {"email": SERVICE_ACCOUNT},
        {"email": "ana@example.com"},
        {"email": CHAT_ACCOUNT.upper()},
        {"email": f"{CHAT_ACCOUNT}.example.com"},
        {"email": None},
        {"email": [CHAT_ACCOUNT]},
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "true"},
        {"iss": CHAT_ACCOUNT},
    ],
    ids=str,
)
def test_another_account_than_chats_is_refused(door: Door, claims: Json) -> None:
    """In the URL form the token must name Chat's account, verified, and Google as its issuer."""
    door.refuses(bearer(door.token(ClassicToken.ENDPOINT_URL, **claims)))


@pytest.mark.parametrize(
    "issuer",
    ["https://accounts.google.com", "accounts.google.com", SERVICE_ACCOUNT, f"{CHAT_ACCOUNT} ", ""],
)
def test_another_issuer_than_chats_is_refused(door: Door, issuer: str) -> None:
    """In the project form the token must be issued by Chat's account itself."""
    door.refuses(bearer(door.token(ClassicToken.PROJECT_NUMBER, iss=issuer)))


@pytest.mark.parametrize(
    "audience",
    [
        "{url}",
        "{url}/",
        "{url}/chat/",
        "{url}/chat?x=1",
        "{url}/CHAT",
        "{url}//chat",
        "{url}/chat/settings/save",
        "{url}/calendar/home",
        "https://other.example.com/chat",
        NUMBER,
    ],
)
def test_the_endpoint_is_compared_exactly(door: Door, audience: str) -> None:
    """A token for another URL than the one that is registered with Chat is refused."""
    wrong = audience.format(url=door.stage.function.url)
    door.refuses(bearer(door.stage.google.signer.chat_token(wrong)))


@pytest.mark.parametrize(
    "audience", ["9999999999", f"0{NUMBER}", f"{NUMBER} ", NUMBER[:-1], "", "{url}/chat"]
)
def test_the_project_is_compared_exactly(door: Door, audience: str) -> None:
    """A token for another project is refused, whoever signed it."""
    wrong = audience.format(url=door.stage.function.url)
    door.refuses(bearer(door.stage.google.signer.chat_project_token(wrong)))


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize("name", REWORKED)
def test_a_reworked_token_is_refused(door: Door, form: ClassicToken, name: str) -> None:
    """What Google, or Chat, did not sign as it stands is refused: no header may lack its own."""
    door.refuses(bearer(REWORKED[name](door.token(form))))


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize("other", FORMS, ids=str)
def test_a_public_certificate_is_no_secret(
    door: Door, form: ClassicToken, other: ClassicToken
) -> None:
    """A token under HS256 with either public certificate as its secret is refused."""
    door.refuses(bearer(hmac_signed(door.token(form), door.certificate(other))))


def test_each_form_has_its_own_keys(door: Door) -> None:
    """Google's key does not sign for Chat's account, nor Chat's key for Google."""
    signer, url = door.stage.google.signer, f"{door.stage.function.url}/chat"
    door.refuses(bearer(signer.token({"iss": CHAT_ACCOUNT, "aud": NUMBER})))
    by_chat = {
        "iss": "https://accounts.google.com",
        "email": CHAT_ACCOUNT,
        "email_verified": True,
    }
    door.refuses(bearer(signer.chat_project_token(url, **by_chat)))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer "},
        {"Authorization": "Basic YW5hOmFuYQ=="},
        {"Authorization": "Bearer x.y.z"},
        {"X-Authorization": "{token}"},
        {"Authorization": "{token}"},
        {"Authorization": "Token {token}"},
    ],
    ids=str,
)
def test_no_header_is_no_proof(door: Door, headers: dict[str, str]) -> None:
    """The token stands in the header, as a bearer's, or nowhere."""
    token = door.token(ClassicToken.ENDPOINT_URL)
    event = {**saving(door.stage), "token": token}
    event["authorizationEventObject"] = {"systemIdToken": token}
    door.refuses({key: value.format(token=token) for key, value in headers.items()}, event)


@pytest.mark.parametrize("header", [Header.MISSING, Header.SIGNATURE_REMOVED], ids=str)
@pytest.mark.parametrize("form", FORMS, ids=str)
def test_chat_without_its_signature_is_not_heard(
    door: Door, header: Header, form: ClassicToken
) -> None:
    """Nothing in a classic body proves anything: what Cloud Run leaves of a header is refused."""
    with door.stage.addon.classic_chat_of(door.stage.ana, token=form, strict=False) as chat:
        space = door.stage.world.chat.add_space("Team", [door.stage.ana])
        door.stage.world.chat.join(space, chat.app)
        chat.installation.header = header
        assert 401 == chat.in_space(space).slash_command("/help").status


# Tokens in the wrong place


def addon_event(stage: Stage) -> Json:
    """A press of Save as Chat sends it to an add-on, with nothing that proves it."""
    event, _ = signed(stage, "/chat/settings/save", form={"recording": ("on",)})
    event["commonEventObject"]["hostApp"] = "CHAT"
    event["chat"] = {
        "user": {"name": f"users/{stage.ana.sub}", "type": "HUMAN"},
        "eventTime": "2026-11-20T09:00:00.000000Z",
        "buttonClickedPayload": {"isDialogEvent": True, "dialogEventType": "SUBMIT_DIALOG"},
    }
    return event


@pytest.mark.parametrize("audience", ["", "/chat", "/chat/settings/save"])
def test_an_add_ons_token_is_none_of_classic_chats(door: Door, audience: str) -> None:
    """A genuine add-on token with a classic body is refused."""
    door.refuses(bearer(system_token(door.stage, door.stage.function.url + audience)))


def test_a_users_token_is_none_of_classic_chats(door: Door) -> None:
    """A person's ID token proves nothing about who sends."""
    door.refuses(bearer(user_token(door.stage)))
    door.refuses(bearer(user_token(door.stage, aud=f"{door.stage.function.url}/chat")))


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize("path", ["/chat", *ACTIONS])
def test_classic_chats_token_opens_no_add_on_event(
    door: Door, form: ClassicToken, path: str
) -> None:
    """Anywhere, an add-on's event with a classic token in body and header is refused."""
    token, event = door.token(form), addon_event(door.stage)
    event["authorizationEventObject"]["systemIdToken"] = token
    door.refuses(bearer(token), event, path)
    for_this = door.stage.google.signer.chat_token(door.stage.function.url + path)
    event["authorizationEventObject"]["systemIdToken"] = for_this
    door.refuses(bearer(for_this), event, path)


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize("path", ACTIONS)
def test_classic_chat_is_heard_at_one_url_only(door: Door, form: ClassicToken, path: str) -> None:
    """A good classic token with a classic body is refused on every URL but Chat's."""
    door.refuses(bearer(door.token(form)), path=path)
    for_this = door.stage.google.signer.chat_token(door.stage.function.url + path)
    door.refuses(bearer(for_this), path=path)


def test_a_genuine_body_does_not_help_a_classic_header(door: Door) -> None:
    """Both proofs at once are held to what the body is: an add-on's header must hold, too."""
    token = door.token(ClassicToken.ENDPOINT_URL)
    door.refuses(bearer(token), addon_event(door.stage))
    door.refuses(bearer(resigned(token)), addon_event(door.stage))
    mixed = {**addon_event(door.stage), **saving(door.stage)}
    door.refuses(bearer(token), mixed)


def test_the_press_that_is_forged_here_is_obeyed_when_genuine(stage: Stage) -> None:
    """What all forgeries imitate saves when Chat sends it."""
    reply = post(stage.function, "/chat", saving(stage), chat_headers(stage))
    assert (200, True) == (reply.status, SAYS.saved() in json.dumps(reply.json))
