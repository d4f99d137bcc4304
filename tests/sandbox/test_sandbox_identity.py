"""Google's signing side and the forgeries."""

from __future__ import annotations

import pytest
from google.auth import jwt
from google.auth.exceptions import InvalidValue, MalformedError

from sandbox.google import identity
from sandbox.google.identity import Signer
from tests.support.google_client import Stage

AUDIENCE = "https://addon.example.com/home"
ACCOUNT = "service-1@gcp-sa-gsuiteaddons.iam.gserviceaccount.com"


@pytest.fixture(scope="module")
def signer() -> Signer:
    """A signer with one key for all tests."""
    return Signer()


def test_a_system_token_verifies_with_the_published_certificates(signer: Signer) -> None:
    """A verifier that has the certificates accepts the add-on's system token."""
    token = signer.system_token(AUDIENCE, email=ACCOUNT)
    claims = jwt.decode(token, certs=signer.certificates(), audience=AUDIENCE)
    assert claims == {
        "iss": "https://accounts.google.com",
        "aud": AUDIENCE,
        "azp": identity.subject(ACCOUNT),
        "email": ACCOUNT,
        "email_verified": True,
        "sub": identity.subject(ACCOUNT),
        "iat": claims["iat"],
        "exp": claims["iat"] + 3600,
    }


def test_an_account_id_has_21_digits() -> None:
    """Every account id has the length of Google's."""
    assert (21, True) == (len(identity.subject(ACCOUNT)), identity.subject(ACCOUNT).isdigit())


def test_a_user_token_names_the_user(signer: Signer) -> None:
    """The user's token carries the client id, the stable id and the address."""
    token = signer.user_token(audience="client", sub="1", email="ana@example.com")
    claims = jwt.decode(token, certs=signer.certificates())
    assert ("client", "1", "ana@example.com") == (claims["aud"], claims["sub"], claims["email"])


def test_claims_can_be_replaced_or_left_out(signer: Signer) -> None:
    """A change replaces a claim, and None removes it."""
    token = signer.system_token(AUDIENCE, email=ACCOUNT, iss="someone", email_verified=None)
    claims = jwt.decode(token, verify=False)
    assert ("someone", False) == (claims["iss"], "email_verified" in claims)


@pytest.mark.parametrize(
    "forge", [identity.unsigned, identity.resigned, identity.signature_removed]
)
def test_a_forged_token_does_not_verify(signer: Signer, forge: object) -> None:
    """Tokens without Google's signature keep their claims and fail verification."""
    assert callable(forge)
    forged = forge(signer.system_token(AUDIENCE, email=ACCOUNT))
    assert AUDIENCE == jwt.decode(forged, verify=False)["aud"]
    with pytest.raises((InvalidValue, MalformedError)):
        jwt.decode(forged, certs=signer.certificates())


def test_a_token_signed_with_the_public_certificate_does_not_verify(signer: Signer) -> None:
    """HS256 with the certificate as its secret names its algorithm and fails verification."""
    certificate = next(iter(signer.certificates().values()))
    forged = identity.hmac_signed(signer.system_token(AUDIENCE, email=ACCOUNT), certificate)
    assert "HS256" == jwt.decode_header(forged)["alg"]
    with pytest.raises((InvalidValue, MalformedError)):
        jwt.decode(forged, certs=signer.certificates())


def test_a_removed_signature_is_replaced_by_cloud_runs_words(signer: Signer) -> None:
    """The token that Cloud Run forwards ends in its literal."""
    token = identity.signature_removed(signer.system_token(AUDIENCE, email=ACCOUNT))
    assert "SIGNATURE_REMOVED_BY_GOOGLE" == token.rpartition(".")[2]


def test_rotation_signs_with_a_new_key_and_keeps_the_old_certificate() -> None:
    """After a rotation both keys are published and the new one signs."""
    signer = Signer()
    before = signer.system_token(AUDIENCE, email=ACCOUNT)
    kid = signer.rotate()
    after = signer.system_token(AUDIENCE, email=ACCOUNT)
    old = jwt.decode_header(before)["kid"]
    assert [old, kid] == list(signer.certificates())
    assert kid == jwt.decode_header(after)["kid"]


def test_rotation_can_withdraw_the_old_certificate() -> None:
    """A rotation that keeps nothing publishes the new key alone."""
    signer = Signer()
    signer.certificates()
    assert [signer.rotate(keep_old=False)] == list(signer.certificates())


def test_certificates_are_served_apart_from_the_apis(stage: Stage) -> None:
    """The certificate path gives the x509 map, may be cached, and is counted on its own."""
    google = stage.google
    google.certificate_max_age = 60
    reply = stage.client_with("")("GET", "/certs")
    assert (200, google.signer.certificates()) == (reply.status, reply.body)
    assert "public, max-age=60, must-revalidate, no-transform" == reply.headers["Cache-Control"]
    assert (1, []) == (len(google.certificate_fetches), google.calls)


def test_classic_chat_has_an_id_token_for_its_endpoint(signer: Signer) -> None:
    """Google's keys sign it; it names Chat's account and the endpoint's URL."""
    claims = jwt.decode(signer.chat_token(AUDIENCE), certs=signer.certificates())
    assert (AUDIENCE, "chat@system.gserviceaccount.com", "https://accounts.google.com") == (
        claims["aud"],
        claims["email"],
        claims["iss"],
    )


def test_classic_chat_signs_for_a_project_by_itself(stage: Stage) -> None:
    """Chat's account issues the other token, and its own certificates check it."""
    signer = stage.google.signer
    token = signer.chat_project_token("1234567890")
    path = "/service_accounts/v1/metadata/x509/chat@system.gserviceaccount.com"
    certificates = stage.client_with("")("GET", path).body
    claims = jwt.decode(token, certs=certificates, audience="1234567890")
    assert "chat@system.gserviceaccount.com" == claims["iss"]
    with pytest.raises((InvalidValue, MalformedError)):
        jwt.decode(token, certs=signer.certificates())


@pytest.mark.parametrize("make", ["chat_token", "chat_project_token"])
def test_classic_tokens_can_lack_claims(signer: Signer, make: str) -> None:
    """A claim that is None is left out."""
    token = getattr(signer, make)("1", aud=None)
    assert "aud" not in jwt.decode(token, verify=False)


def test_settings_point_a_function_at_the_server(stage: Stage) -> None:
    """The settings are the contract's and those for People and classic Chat, all on one root."""
    url = stage.google.url
    assert {
        "CALENDAR_API_ENDPOINT": url,
        "MEET_API_ENDPOINT": url,
        "CHAT_API_ENDPOINT": url,
        "PEOPLE_API_ENDPOINT": url,
        "GOOGLE_CERTS_URL": f"{url}/certs",
        "CHAT_CERTS_URL": (
            f"{url}/service_accounts/v1/metadata/x509/chat@system.gserviceaccount.com"
        ),
        "GCE_METADATA_HOST": url.removeprefix("http://"),
    } == stage.google.settings()
