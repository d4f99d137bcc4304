"""The settings are checked once at start (contract.md, Settings)."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from addon.settings import (
    GOOGLE_CERTIFICATES,
    LOCAL_STORE,
    SETTINGS,
    SettingError,
    Settings,
    read_settings,
)
from addon.store.opening import open_store
from addon.store.sqlite import SqliteDocuments
from tests.support.process import REQUIRED

OVERRIDES = ("CALENDAR_API_ENDPOINT", "MEET_API_ENDPOINT", "CHAT_API_ENDPOINT", "GOOGLE_CERTS_URL")
ON_CLOUD_RUN = {**REQUIRED, "K_SERVICE": "meet-addon"}

MALFORMED_URLS = [
    " ",
    "addon.example.com",
    "//addon.example.com",
    "ftp://addon.example.com",
    "https://",
    "https:///path",
    "https://:443",
    "https://addon.example.com/",
    "https://addon.example.com/path/",
    "https://addon.example.com?x=1",
    "https://addon.example.com#x",
    "https://addon.example.com/a b",
    "https://addon.example.com\n",
    "https://addon.example.com:0",
    "https://addon.example.com:99999",
    "https://addon.example.com:port",
    "https://[::1",
    "https://ana@addon.example.com",
    "https://ana:secret@addon.example.com",
    "https://other.example.com\\@addon.example.com",
]


def complaint(environ: dict[str, str]) -> str:
    """Why these settings are refused."""
    with pytest.raises(SettingError) as error:
        read_settings(environ)
    return str(error.value)


def names_it(line: str, name: str) -> bool:
    """Whether a complaint is one line that names this setting and no other."""
    others = [setting.name for setting in SETTINGS if setting.name != name and setting.name in line]
    return line.startswith(name) and len(line.splitlines()) == 1 and not others


def test_the_required_settings_are_enough() -> None:
    """With the three required settings everything else has its default."""
    expected = Settings(
        addon_url=REQUIRED["ADDON_URL"],
        service_account=REQUIRED["ADDON_SERVICE_ACCOUNT"],
        oauth_client_id=REQUIRED["ADDON_OAUTH_CLIENT_ID"],
        store=LOCAL_STORE,
        certificates_url=GOOGLE_CERTIFICATES,
    )
    assert expected == read_settings(REQUIRED)


def test_the_table_says_which_settings_are_required() -> None:
    """The three required settings are those without a default in the table."""
    assert [*REQUIRED] == [setting.name for setting in SETTINGS if not setting.default]


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_required_setting_is_named(name: str, value: str | None) -> None:
    """Without a required setting, or with an empty one, the complaint is one line about it."""
    environ = {key: kept for key, kept in REQUIRED.items() if key != name}
    if value is not None:
        environ[name] = value
    assert names_it(complaint(environ), name)


@pytest.mark.parametrize("name", ["ADDON_URL", *OVERRIDES])
@pytest.mark.parametrize("value", MALFORMED_URLS, ids=ascii)
def test_a_malformed_url_is_named(name: str, value: str) -> None:
    """What is no plain http(s) URL without a trailing slash is refused."""
    assert names_it(complaint({**REQUIRED, name: value}), name)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADDON_SERVICE_ACCOUNT", "service-1234567890"),
        ("ADDON_SERVICE_ACCOUNT", "@example.com"),
        ("ADDON_SERVICE_ACCOUNT", "a b@example.com"),
        ("ADDON_SERVICE_ACCOUNT", "a@b@example.com"),
        ("ADDON_SERVICE_ACCOUNT", "a@example.com\n"),
        ("ADDON_OAUTH_CLIENT_ID", "a b"),
        ("ADDON_OAUTH_CLIENT_ID", " "),
        ("ADDON_OAUTH_CLIENT_ID", "a\n"),
        ("ADDON_STORE", "sqlite"),
        ("ADDON_STORE", "sqlite:"),
        ("ADDON_STORE", "Firestore"),
        ("ADDON_STORE", "firestore:x"),
        ("ADDON_STORE", "redis://localhost"),
        ("ADDON_STORE", " firestore"),
        ("THREADS", "0"),
        ("THREADS", "-1"),
        ("THREADS", "many"),
        ("THREADS", "1.5"),
        ("THREADS", "64\n"),
    ],
)
def test_a_malformed_setting_is_named(name: str, value: str) -> None:
    """Every other malformed setting is refused in one line that names it, too."""
    assert names_it(complaint({**REQUIRED, name: value}), name)


@pytest.mark.parametrize("name", REQUIRED)
def test_a_complaint_does_not_repeat_the_value(name: str) -> None:
    """The line names the setting and says what is wrong, not what was there."""
    assert "secret" not in complaint({**REQUIRED, name: "secret value"})


@pytest.mark.parametrize("name", OVERRIDES)
@pytest.mark.parametrize(
    "url",
    [
        "https://calendar.example.com",
        "http://www.googleapis.com",
        "http://127.0.0.1:9000",
        "https://127.0.0.1",
        "https://googleapis.com.evil.example",
        "https://evilgoogleapis.com",
        "https://evil.example/googleapis.com",
        "https://evil.example/.googleapis.com",
        "https://x@evil.example",
        "https://www.googleapis.com@evil.example",
        "https://evil.example\\@www.googleapis.com",
        "https://evil.example\\.googleapis.com",
        "https://evil.example#.googleapis.com",
        "https://evil.example?.googleapis.com",
        "https://www.googleapis.com.",
        "https://www.googleapıs.com",
    ],
)
def test_a_real_deployment_talks_to_google_only(name: str, url: str) -> None:
    """Where K_SERVICE is set, an endpoint that is not https at googleapis.com is refused."""
    assert names_it(complaint({**ON_CLOUD_RUN, name: url}), name)


@pytest.mark.parametrize("name", OVERRIDES)
@pytest.mark.parametrize(
    "url",
    [
        "https://www.googleapis.com",
        "https://googleapis.com/x",
        "https://meet.googleapis.com:443",
        "https://WWW.GoogleAPIs.com",
    ],
)
def test_a_real_deployment_may_use_another_endpoint_of_googles(name: str, url: str) -> None:
    """Where K_SERVICE is set, https on a googleapis.com host is accepted."""
    settings = read_settings({**ON_CLOUD_RUN, name: url})
    assert url in {
        settings.calendar_endpoint,
        settings.meet_endpoint,
        settings.chat_endpoint,
        settings.certificates_url,
    }


@pytest.mark.parametrize(
    "host", ["localhost:8080", "127.0.0.1:8080", "evil.example:443", "http://127.0.0.1:8080", " "]
)
def test_a_real_deployment_keeps_its_store_in_googles_firestore(host: str) -> None:
    """Where K_SERVICE is set, an emulator in Firestore's place is refused; elsewhere it is fine."""
    emulator = {"FIRESTORE_EMULATOR_HOST": host}
    assert names_it(complaint({**ON_CLOUD_RUN, **emulator}), "FIRESTORE_EMULATOR_HOST")
    assert read_settings(REQUIRED) == read_settings({**REQUIRED, **emulator})


def test_a_real_deployment_is_served_over_https() -> None:
    """Where K_SERVICE is set, an ADDON_URL of http is refused; elsewhere it is fine."""
    plain = {"ADDON_URL": "http://127.0.0.1:8080/base"}
    assert "http://127.0.0.1:8080/base" == read_settings({**REQUIRED, **plain}).addon_url
    assert names_it(complaint({**ON_CLOUD_RUN, **plain}), "ADDON_URL")


@pytest.mark.parametrize(
    ("more", "store"),
    [
        ({}, LOCAL_STORE),
        ({"K_SERVICE": ""}, LOCAL_STORE),
        ({"K_SERVICE": "meet-addon"}, "firestore"),
        ({"ADDON_STORE": "firestore"}, "firestore"),
        ({"ADDON_STORE": "sqlite:x.db"}, "sqlite:x.db"),
        (
            {"ADDON_STORE": "sqlite:/tmp/a b/x.db", "K_SERVICE": "meet-addon"},
            "sqlite:/tmp/a b/x.db",
        ),
    ],
    ids=str,
)
def test_the_store_has_its_default(more: dict[str, str], store: str) -> None:
    """The store is Firestore on Cloud Run, a file elsewhere, and what the setting says at all."""
    assert store == read_settings({**REQUIRED, **more}).store


def test_a_store_may_be_any_file(tmp_path: Path) -> None:
    """The file and its folders are made when first used, for their owner only."""
    path = tmp_path / "a folder" / "below" / "addon.db"
    documents = open_store(f"sqlite:{path}")
    assert isinstance(documents, SqliteDocuments)
    assert not path.parent.exists()
    assert documents.read("user:1", "preferences") is None
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)


def test_a_file_may_be_named_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that does not begin at the root begins where the function runs."""
    monkeypatch.chdir(tmp_path)
    open_store(LOCAL_STORE).write("user:1", "preferences", {})
    assert (tmp_path / ".data" / "addon.db").is_file()
