"""What is loaded when: a cold start waits for nothing that its request does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import grimp
import pytest

from addon.later import Later
from addon.routes import ROUTES
from sandbox.addon import AddOn, required_settings
from sandbox.google.people.accounts import User
from sandbox.google.server import GoogleServer
from sandbox.process import free_port
from tests.support.people import ANA
from tests.support.stage import ROOT, check_answer

SERVING = """
import sys, threading
import functions_framework
from werkzeug.serving import make_server
app = functions_framework.create_app("handle_event", "main.py")
started = set(sys.modules)
server = make_server("127.0.0.1", int(sys.argv[1]), app, threaded=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
print("ready", flush=True)
sys.stdin.read()
print(*started)
print(*set(sys.modules) - started)
"""
"""Serves until its input ends, then tells what was loaded at the start, and what since."""
RARE = (
    *(
        "google.cloud.firestore",
        "google.cloud.firestore_v1",
        "grpc",
        "requests",
        "dateparser",
        "jsonschema",
        "regex",
    ),
    *("babel.messages", "oauthlib", "pyparsing"),
)
"""What most requests do without, and takes long to load."""
TABLE = {
    *("addon.chat", "addon.chat.route"),
    *("addon.sidebar", "addon.sidebar.asked", "addon.sidebar.route"),
}
Loaded = tuple[set[str], set[str]]
Use = Callable[[AddOn, GoogleServer, User], None]


@pytest.fixture
def loaded(tmp_path: Path) -> Iterator[Callable[[Use], Loaded]]:
    """What a function that was just started has loaded before and after somebody used it."""
    with GoogleServer() as google:
        ana = google.world.add_user(ANA, display_name="Ana")

        def after(use: Use) -> Loaded:
            port = free_port()
            url = f"http://127.0.0.1:{port}"
            settings = {**required_settings(url), **google.settings()}
            settings["ADDON_STORE"] = f"sqlite:{tmp_path}/addon.db"
            with subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-c", SERVING, str(port)],
                cwd=ROOT,
                env={**os.environ, **settings},
                text=True,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            ) as process:
                assert process.stdout is not None
                assert "ready\n" == process.stdout.readline()
                with AddOn(url, google) as made:
                    use(made, google, ana)
                told, _ = process.communicate(timeout=20)
            started, since = told.splitlines()
            return set(started.split()), set(since.split())

        yield after


def ask_for_nothing(_made: AddOn, _google: GoogleServer, _ana: User) -> None:
    """Nobody uses it."""


def open_home(made: AddOn, _google: GoogleServer, ana: User) -> None:
    """Ana opens Calendar's sidebar."""
    host = made.calendar_of(ana)
    host.show_exchanges_to(check_answer)
    host.open_home()
    assert "home" == host.card["name"]


def say_meet(made: AddOn, google: GoogleServer, ana: User) -> None:
    """Ana has a Meet made in Chat."""
    chat = made.chat_of(ana)
    room = google.world.chat.add_space("Team", [ana])
    google.world.chat.join(room, chat.app)
    chat.in_space(room)
    assert 200 == chat.slash_command("/meet", "Budget").status


def below(modules: set[str], *packages: str) -> set[str]:
    """Those in packages, but for what the table of URLs is made of."""
    found = {
        each for each in modules if f"{each}.".startswith(tuple(f"{name}." for name in packages))
    }
    return found - TABLE


def test_a_start_loads_neither_host(loaded: Callable[[Use], Loaded]) -> None:
    """Before anybody asks, nothing of a host is there but the tables of URLs."""
    started, _ = loaded(ask_for_nothing)
    assert set() == below(started, "addon.chat", "addon.sidebar", *RARE)


def test_the_sidebars_first_card_loads_nothing_of_chat(loaded: Callable[[Use], Loaded]) -> None:
    """Nor what other cards of the sidebar need: those that save, set up and show records."""
    started, since = loaded(open_home)
    assert "addon.sidebar.home" in since
    assert set() == below(started | since, "addon.chat", *RARE)
    others = {"event", "cohosts", "new_meeting", "setup"}
    assert set() == {f"addon.sidebar.{name}" for name in others} & since


def test_a_first_command_loads_nothing_of_the_sidebar(loaded: Callable[[Use], Loaded]) -> None:
    """Nor what the other commands need, such as reading dates."""
    started, since = loaded(say_meet)
    assert "addon.chat.meet" in since
    assert set() == below(started | since, "addon.sidebar", *RARE)
    others = {"schedule", "records", "settings", "cohosts"}
    assert set() == {f"addon.chat.{name}" for name in others} & since


def test_every_route_has_a_handler() -> None:
    """What the table names is there, and a function of that module."""
    for route in ROUTES:
        module = __import__(route.handle.__module__, fromlist=["x"])
        assert callable(getattr(module, route.handle.__name__)), route.path


def test_what_is_loaded_later_is_imported_for_the_types() -> None:
    """So the contracts of `.importlinter` hold for it as well."""
    graph = grimp.build_graph("addon", cache_dir=None)
    later = {
        (name, value.__name__)
        for name in graph.modules
        for value in vars(sys.modules.get(name) or __import__(name, fromlist=["x"])).values()
        if isinstance(value, Later)
    }
    assert len(later) > 10
    for importer, imported in later:
        assert imported in graph.find_modules_directly_imported_by(importer), importer
