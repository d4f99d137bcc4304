"""The public face of the stand-in: two lines make the function and its players."""

from __future__ import annotations

import doctest
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import sandbox
from sandbox import AddOn, GoogleServer, NotReadyError
from sandbox.process import FunctionProcess
from tests.support.stage import ROOT
from tests.support.tiny_addon import TinyAddon, running_addon

Json = dict[str, Any]

HELLO = {"header": {"title": "Hello"}, "sections": [{"widgets": [{"divider": {}}]}]}
DEPLOYMENT = {
    "oauthScopes": [],
    "addOns": {
        "common": {"name": "Tiny", "logoUrl": "https://www.example.com/logo.png"},
        "calendar": {"homepageTrigger": {"runFunction": "${ADDON_URL}/home"}},
    },
}
CHAT: Json = {
    "appName": "Tiny",
    "avatarUrl": "https://www.example.com/avatar.png",
    "description": "Meets in Chat",
    "endpointUrl": "${ADDON_URL}/chat",
    "commands": [
        {"id": 1, "type": "SLASH_COMMAND", "name": "/meet", "description": "Meet now"},
    ],
}

TELLING_ITS_STORE = """
import os

def handle_event(request):
    return {"action": {"notification": {"text": os.environ["ADDON_STORE"]}}}
"""

NEVER_ANSWERING = """
import threading

def handle_event(request):
    if request.path == "/health":
        return {}
    threading.Event().wait()
"""


@pytest.fixture
def google() -> Iterator[GoogleServer]:
    """Google with Ana."""
    with GoogleServer() as server:
        server.world.add_user("ana@example.com")
        yield server


@pytest.fixture
def tiny() -> Iterator[TinyAddon]:
    """A function that runs elsewhere."""
    with running_addon() as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What describes it to Calendar and Chat."""
    (tmp_path / "deployment.json").write_text(json.dumps(DEPLOYMENT))
    (tmp_path / "chat.json").write_text(json.dumps(CHAT))
    return tmp_path


def is_free(url: str) -> bool:
    """Whether nothing listens at a URL."""
    parts = urlsplit(url)
    with socket.socket() as asking:
        return asking.connect_ex((str(parts.hostname), int(parts.port or 0))) != 0


def test_the_example_of_the_docstring_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `sandbox` says of itself runs as it stands, with the project's own function."""
    monkeypatch.chdir(ROOT)
    result = doctest.testmod(sandbox)
    assert doctest.TestResults(failed=0, attempted=2) == result


def test_what_is_promised_is_there() -> None:
    """Each name of the face can be imported, and they stand in order."""
    assert sorted(sandbox.__all__) == sandbox.__all__
    assert {*sandbox.__all__} <= vars(sandbox).keys()


def test_a_function_ends_with_its_add_on(google: GoogleServer) -> None:
    """Calendar and Chat of the project's own function work, and nothing is left afterwards."""
    ana = google.world.people.user("ana@example.com")
    with AddOn(ROOT, google) as addon:
        calendar, chat = addon.calendar_of(ana, locale="de"), addon.chat_of(ana)
        calendar.open_home()
        chat.open_dm()
        chat.slash_command("/help")
        ran = not is_free(addon.url)
        pid = addon.pid
    assert "Speichern" in calendar.text()
    assert "/schedule" in chat.text()
    assert ran
    assert pid is not None
    assert is_free(addon.url)
    assert addon.pid is None


def test_a_function_that_cannot_start_leaves_nothing(google: GoogleServer, tmp_path: Path) -> None:
    """Settings reach the function; what refuses them is told, and its log is where it was put."""
    log = tmp_path / "log"
    with log.open("wb") as written:
        addon = AddOn(ROOT, google, settings={"ADDON_STORE": "paper"}, log=written)
        with pytest.raises(NotReadyError, match="the function ended with status"):
            addon.start()
    assert "ADDON_STORE must be 'firestore' or 'sqlite:PATH'" in log.read_text()
    assert addon.pid is None


def test_a_url_is_taken_as_it_is(google: GoogleServer, tiny: TinyAddon, folder: Path) -> None:
    """A function that runs elsewhere is neither started nor ended; all three hosts call it."""
    ana = google.world.people.user("ana@example.com")
    tiny.answers |= {
        "/home": {"action": {"navigations": [{"pushCard": HELLO}]}},
        "/chat": lambda event: {"text": "Classic"} if event.get("type") else {},
    }
    with AddOn(f"{tiny.url}/", google, folder=folder) as addon:
        calendar = addon.calendar_of(ana)
        calendar.open_home()
        addon.chat_of(ana).open_dm()
        classic = addon.classic_chat_of(ana)
        classic.open_dm()
        classic.slash_command("/meet")
    assert ["/home", "/chat", "/chat"] == [it.path for it in tiny.received]
    assert HELLO == calendar.card
    assert "Classic" == classic.messages[-1].text
    assert not is_free(tiny.url)


def test_a_folder_is_anybodys(google: GoogleServer, folder: Path) -> None:
    """The function of any folder is started, with a store that lasts as long as it does."""
    (folder / "main.py").write_text(TELLING_ITS_STORE)
    ana = google.world.people.user("ana@example.com")
    with AddOn(folder, google) as addon:
        told = addon.calendar_of(ana).open_home().notification
        assert told is not None
        store = Path(told.removeprefix("sqlite:"))
        assert store.parent.is_dir()
    assert not store.parent.exists()


def test_a_function_that_does_not_end_is_ended(google: GoogleServer, folder: Path) -> None:
    """A worker that is stuck in a request does not outlive its process."""
    (folder / "main.py").write_text(NEVER_ANSWERING)
    ana = google.world.people.user("ana@example.com")
    process = FunctionProcess(folder, patience=0.5)
    process.start({})
    with AddOn(process.url, google, folder=folder) as addon:
        opened = addon.calendar_of(ana, strict=False, timeout=0.5).open_home()
    process.stop()
    assert opened.status is None
    assert is_free(process.url)
