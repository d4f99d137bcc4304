"""What is one host's cannot be given to the other: that is an error of types."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.support.stage import ROOT

GIVEN = """
from addon.chat import meet
from addon.chat.outcomes import ChatOutcome, Silence
from addon.chat.route import ChatRoute
from addon.chat.turn import ChatTurn
from addon.host import Host
from addon.sidebar import home
from addon.sidebar.outcomes import GoBack, Outcome
from addon.sidebar.route import SidebarRoute
from addon.sidebar.turn import SidebarTurn

chat: Host[ChatTurn, ChatOutcome]
sidebar: Host[SidebarTurn, Outcome]
in_chat: ChatTurn
in_sidebar: SidebarTurn
"""
RIGHT = (
    'ChatRoute("/x", meet.ask_end)',
    'SidebarRoute("/x", home.go_back)',
    'chat.render(Silence("x"), in_chat)',
    "sidebar.render(GoBack(), in_sidebar)",
    "sidebar.route(in_sidebar).handle(in_sidebar)",
    "in_sidebar.spot, in_chat.chat",
)
WRONG = {
    'SidebarRoute("/x", meet.ask_end)': "arg-type",
    'ChatRoute("/x", home.go_back)': "arg-type",
    "chat.render(GoBack(), in_chat)": "arg-type",
    'sidebar.render(Silence("x"), in_sidebar)': "arg-type",
    "chat.route(in_chat).handle(in_sidebar)": "arg-type",
    "answered: Outcome = meet.ask_end(in_chat)": "assignment",
    "in_chat.spot": "attr-defined",
    "in_sidebar.chat": "attr-defined",
    "in_sidebar.event.authorization": "attr-defined",
    "in_chat.event.access_token": "attr-defined",
}
ERROR = re.compile(r":(\d+): error: .*\[([a-z-]+)\]$", re.MULTILINE)


def test_what_is_the_other_hosts_is_an_error_of_types(tmp_path: Path) -> None:
    """Each wrong line is one for mypy, and no right one is."""
    given = [*GIVEN.splitlines(), *RIGHT]
    source = tmp_path / "wrong.py"
    source.write_text("\n".join([*given, *WRONG]), encoding="utf-8")
    checked = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "mypy", str(source)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    expected = [(len(given) + number, code) for number, code in enumerate(WRONG.values(), 1)]
    found = [(int(line), code) for line, code in ERROR.findall(checked.stdout)]
    assert expected == found, checked.stdout
