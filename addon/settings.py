"""The settings: one table, read once at start; the one in docs/deploying.md is made from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from addon.policy import PolicyError, read_policy
from meeting.policy import NO_POLICY, Policy
from meeting.values import dataclass

GOOGLE_CERTIFICATES = "https://www.googleapis.com/oauth2/v1/certs"
CHAT_CERTIFICATES = (
    "https://www.googleapis.com/service_accounts/v1/metadata/x509/chat@system.gserviceaccount.com"
)
NO_URL = "must be an http(s) URL without user, query or fragment"
METADATA_HOST = "metadata.google.internal"
LOCAL_STORE = "sqlite:.data/addon.db"


class SettingError(Exception):
    """A setting is missing or malformed; the message is one line that names it."""


@dataclass(frozen=True)
class Setting:
    """An environment variable.

    Attributes:
        meaning: for the page.
        default: for the page; empty means required.
        check: says what is wrong with a value, or returns an empty string.
        overrides: points the add-on away from Google, which a real deployment must not.
    """

    name: str
    meaning: str
    default: str
    check: Callable[[str], str]
    overrides: bool = False


@dataclass(frozen=True)
class Settings:
    """The settings of a running function, checked.

    Attributes:
        addon_url: public base URL, without a trailing slash.
        calendar_endpoint: root of the Calendar API, or `None` for Google's; likewise the others.
        metadata_host: where the function's own service account gets its tokens; may be empty.
        project: the Google Cloud project, for traces in logs; may be empty.
        policy: what the organization has decided.
    """

    addon_url: str
    service_account: str
    oauth_client_id: str
    store: str
    calendar_endpoint: str | None = None
    meet_endpoint: str | None = None
    chat_endpoint: str | None = None
    people_endpoint: str | None = None
    certificates_url: str = GOOGLE_CERTIFICATES
    chat_certificates_url: str = CHAT_CERTIFICATES
    chat_project_number: str = ""
    metadata_host: str = ""
    project: str = ""
    policy: Policy = NO_POLICY


def _any(value: str) -> str:
    del value
    return ""


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
        sound = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        return NO_URL
    # Libraries disagree on where the host begins when there is an @ or a backslash.
    if not sound or "@" in parts.netloc or re.search(r"[\s?#\\]", value):
        return NO_URL
    return "must not end with a slash" if value.endswith("/") else ""


def _email(value: str) -> str:
    return "" if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value) else "must be an e-mail address"


def _word(value: str) -> str:
    return "" if re.fullmatch(r"\S+", value) else "must not hold spaces"


def _store(value: str) -> str:
    if value == "firestore" or re.fullmatch(r"sqlite:.+", value):
        return ""
    return "must be 'firestore' or 'sqlite:PATH'"


def _number(value: str) -> str:
    return "" if re.fullmatch(r"[1-9]\d*", value) else "must be a whole number above zero"


def _policy(value: str) -> str:
    try:
        read_policy(value)
    except PolicyError as error:
        return str(error)
    return ""


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "ADDON_URL",
        "Public base URL of the function, without a trailing slash. Tokens must be meant for it "
        "or for a URL that the add-on serves below it.",
        "",
        _url,
    ),
    Setting(
        "ADDON_SERVICE_ACCOUNT",
        "Exact e-mail address of the project's add-on service account.",
        "",
        _email,
    ),
    Setting(
        "ADDON_OAUTH_CLIENT_ID",
        "The add-on's OAuth client id: the audience of users' ID tokens.",
        "",
        _word,
    ),
    Setting(
        "ADDON_STORE",
        "Where preferences are kept: `firestore` or `sqlite:PATH`. While it runs, SQLite keeps two "
        "files beside `PATH` that belong to it: stop the function before you copy one.",
        f"`firestore` on Cloud Run, else `{LOCAL_STORE}`",
        _store,
    ),
    Setting(
        "GOOGLE_CLOUD_PROJECT",
        "The project of Firestore and of the traces in logs.",
        "as Google's client libraries find it",
        _any,
    ),
    Setting(
        "FIRESTORE_EMULATOR_HOST",
        "Firestore's emulator, as Google's client library defines it; refused on Cloud Run.",
        "Google's Firestore",
        _any,
        overrides=True,
    ),
    Setting(
        "CALENDAR_API_ENDPOINT",
        "Root of the Calendar API; `/calendar/v3/` is appended.",
        "Google's",
        _url,
        overrides=True,
    ),
    Setting("MEET_API_ENDPOINT", "Root of the Meet API.", "Google's", _url, overrides=True),
    Setting("CHAT_API_ENDPOINT", "Root of the Chat API.", "Google's", _url, overrides=True),
    Setting("PEOPLE_API_ENDPOINT", "Root of the People API.", "Google's", _url, overrides=True),
    Setting(
        "GOOGLE_CERTS_URL",
        "Certificates of Google's ID tokens, as a map of key id to PEM.",
        "Google's",
        _url,
        overrides=True,
    ),
    Setting(
        "CHAT_CERTS_URL",
        "Certificates of Chat's own tokens, for classic Chat apps with a project number.",
        "Google's, or `GOOGLE_CERTS_URL` where that is set",
        _url,
        overrides=True,
    ),
    Setting(
        "ADDON_CHAT_PROJECT_NUMBER",
        "Number of the project of a classic Chat app that authenticates by it.",
        "none: such tokens are refused",
        _number,
    ),
    Setting(
        "GCE_METADATA_HOST",
        "Where the function's own service account gets tokens, as Google's client libraries define "
        "it: with one, messages can follow an answer in Chat.",
        f"`{METADATA_HOST}` on Cloud Run, else none",
        _word,
    ),
    Setting(
        "ADDON_POLICY",
        "What the organization has decided: a JSON object, or `file:PATH` below the source; see "
        "[admin.md](admin.md#the-organizations-policy).",
        "none: every user decides",
        _policy,
    ),
    Setting(
        "THREADS",
        "How many requests an instance serves at once. Requests mostly wait for Google, so "
        "deployments set 64.",
        "functions-framework's: 4 for each core",
        _number,
    ),
)


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read and check the settings.

    Raises:
        SettingError: one is missing or malformed.
    """
    deployed = bool(environ.get("K_SERVICE"))
    values = {setting.name: _value(setting, environ, deployed) for setting in SETTINGS}
    if deployed and not values["ADDON_URL"].startswith("https://"):
        raise SettingError("ADDON_URL must be https on Cloud Run")
    return Settings(
        addon_url=values["ADDON_URL"],
        service_account=values["ADDON_SERVICE_ACCOUNT"],
        oauth_client_id=values["ADDON_OAUTH_CLIENT_ID"],
        store=values["ADDON_STORE"] or ("firestore" if deployed else LOCAL_STORE),
        calendar_endpoint=values["CALENDAR_API_ENDPOINT"] or None,
        meet_endpoint=values["MEET_API_ENDPOINT"] or None,
        chat_endpoint=values["CHAT_API_ENDPOINT"] or None,
        people_endpoint=values["PEOPLE_API_ENDPOINT"] or None,
        certificates_url=values["GOOGLE_CERTS_URL"] or GOOGLE_CERTIFICATES,
        chat_certificates_url=values["CHAT_CERTS_URL"]
        or values["GOOGLE_CERTS_URL"]
        or CHAT_CERTIFICATES,
        chat_project_number=values["ADDON_CHAT_PROJECT_NUMBER"],
        metadata_host=values["GCE_METADATA_HOST"] or (METADATA_HOST if deployed else ""),
        project=values["GOOGLE_CLOUD_PROJECT"],
        policy=read_policy(values["ADDON_POLICY"]),
    )


def _value(setting: Setting, environ: Mapping[str, str], deployed: bool) -> str:
    value = environ.get(setting.name, "")
    if not value:
        if not setting.default:
            raise SettingError(f"{setting.name} is required: {setting.meaning}")
        return ""
    wrong = setting.check(value)
    if not wrong and setting.overrides and deployed and not _is_googles(value):
        wrong = "must be https on a googleapis.com host on Cloud Run"
    if wrong:
        raise SettingError(f"{setting.name} {wrong}")
    return value


def _is_googles(url: str) -> bool:
    parts = urlsplit(url)
    host = parts.hostname or ""
    return parts.scheme == "https" and (
        host == "googleapis.com" or host.endswith(".googleapis.com")
    )
