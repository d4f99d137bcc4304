"""What `make live` leaves, asks and never tells."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.google.faults import Call
from tests.live.deployer import ALL, CALENDAR, CHAT, CREATED, SETTINGS, Deployer
from tests.support.people import ANA
from tools.live.__main__ import main
from tools.live.calls import CALLS, LEAVES

ROOT = Path(__file__).parent.parent.parent
USUAL_CALLS = 24
REMOVAL = 21
"""Which of them removes the event, counted from 0."""
QUESTION = f"It leaves {LEAVES} Meet spaces behind"


@pytest.mark.parametrize("trouble", ["before", "after", "503"])
@pytest.mark.parametrize("number", range(USUAL_CALLS))
def test_the_event_is_gone_whatever_fails(deployer: Deployer, number: int, trouble: str) -> None:
    """One call that fails or whose answer is lost leaves no event, and spaces that are told."""
    google = deployer.google

    def when(call: Call) -> bool:
        return google.calls.index(call) == number

    if trouble == "503":
        google.faults.order("*", status=503, when=when)
    else:
        google.faults.order("*", drop="before" if trouble == "before" else "after", when=when)
    ran = deployer.run()
    sure, perhaps = ran.left
    assert 0 == google.faults.open_orders
    assert set() == set(deployer.events()) - {"cancelled"}
    assert sure <= len(google.world.meet.spaces) <= sure + perhaps
    assert "otherwise" not in ran.words.replace("0 otherwise", "")


@pytest.mark.parametrize("number", range(REMOVAL))
def test_odd_answers_end_nothing(deployer: Deployer, number: int) -> None:
    """A 200 whose members are of other types than documented is survived; the event is gone."""
    odd = {
        "config": 3,
        "conferenceData": {"entryPoints": "none", "createRequest": []},
        "meetingCode": 7,
        "memberships": {},
    }
    google = deployer.google
    google.faults.order(
        "*", status=200, body=odd, when=lambda call: google.calls.index(call) == number
    )
    assert deployer.run().status in {0, 1}
    assert 0 == google.faults.open_orders
    assert set() == set(deployer.events()) - {"cancelled"}


def test_the_usual_walk_is_short(deployer: Deployer) -> None:
    """It takes as few calls as the tests above have trouble for."""
    deployer.run()
    assert USUAL_CALLS == len(deployer.google.calls)
    assert "calendar.events.delete" == deployer.google.calls[REMOVAL].method_id


def test_as_many_spaces_are_left_as_were_said(deployer: Deployer) -> None:
    """The question, the report and Google agree."""
    ran = deployer.run()
    assert QUESTION in ran.words
    assert (LEAVES, 0) == ran.left
    assert LEAVES == len(deployer.google.world.meet.spaces)


def test_the_space_that_is_left_records_nothing(deployer: Deployer) -> None:
    """What was turned on is off again."""
    deployer.run()
    settings = deployer.google.world.meet.spaces[0].settings
    assert "meet.spaces.create" == deployer.google.calls[1].method_id
    assert {"OFF"} == {value for path, value in settings.items() if path.endswith("Generation")}
    assert "OFF" == settings["moderation"]


def test_nothing_of_anybody_is_told(deployer: Deployer) -> None:
    """No id, link, code or address of what was made or looked at is printed."""
    world = deployer.google.world
    team = world.chat.add_space(
        "Team", [world.people.user(ANA), world.people.user("bo@example.com")]
    )
    others = world.meet.make_meet("bo@example.com")
    ran = deployer.run(f"CHAT_SPACE={team.name}", f"OTHERS_MEETING_CODE={others.code}")
    private = {part for user in world.people.users.values() for part in (user.email, user.sub)}
    private |= {part for space in world.meet.spaces for part in (space.id, space.code)}
    private |= {entry.event.id for entry in world.calendar.entries(ANA)} | {team.name}
    assert [] == [each for each in private if each in ran.out + ran.err]


def test_refusals_are_told_without_their_text(deployer: Deployer) -> None:
    """A refusal is told by status and reason; nothing is made."""
    body = {
        "error": {
            "code": 403,
            "message": "words of Google",
            "status": "PERMISSION_DENIED",
            "errors": [{"reason": "forbidden", "message": "words of Google"}],
        }
    }
    deployer.google.faults.order("*", status=403, body=body, times=99)
    ran = deployer.run()
    assert "the scratch event was refused: 403 PERMISSION_DENIED forbidden" in ran.words
    assert "words of Google" not in ran.words
    assert (0, []) == (len(deployer.google.world.meet.spaces), deployer.events())


@pytest.mark.parametrize("answer", ["", "\n", "n\n", "no\n", "maybe\n"])
def test_no_yes_sends_nothing(deployer: Deployer, answer: str) -> None:
    """Whatever is no yes, no input at all too, is a no."""
    ran = deployer.run(answer=answer)
    assert (2, []) == (ran.status, deployer.google.calls)
    assert QUESTION in ran.words
    assert "Nothing was sent." in ran.err


def test_yes_can_be_said_beforehand(deployer: Deployer) -> None:
    """`YES=1` asks nothing."""
    ran = deployer.run("YES=1", answer="")
    assert 0 == ran.status
    assert QUESTION not in ran.words


def test_a_dry_run_lists_the_calls_and_sends_none(deployer: Deployer) -> None:
    """Each call is a line, those for an option only with it; no token is needed."""
    ran = deployer.run("DRY_RUN=1", "TOKEN_FILE=nowhere")
    assert (0, []) == (ran.status, deployer.google.calls)
    lines = ran.out.splitlines()
    assert [call.method for call in CALLS if not call.given] == [line.split()[0] for line in lines]
    assert f"GET {deployer.google.url}/calendar/v3/calendars/primary/events?" in lines[0]
    with_meet = deployer.run("DRY_RUN=1", "OTHERS_MEETING_CODE=abc-mnop-xyz").out
    assert len(lines) + 1 == len(with_meet.splitlines())
    assert "abc-mnop-xyz" not in with_meet


def test_a_token_that_is_none_ends_it_at_once(deployer: Deployer) -> None:
    """401 is told as such, before anything is made."""
    deployer.may(*ALL, expired=True)
    ran = deployer.run()
    assert (2, 1) == (ran.status, len(deployer.google.calls))
    assert "Google does not accept the token (401)" in ran.err


def test_a_token_that_ends_in_the_middle_is_told(deployer: Deployer) -> None:
    """What was made is removed if that is still possible."""
    deployer.google.faults.order("calendar.events.patch", status=401)
    ran = deployer.run()
    assert (2, ["cancelled"]) == (ran.status, deployer.events())
    assert "not tried strict_parent_mask: the walk ended before it" in ran.words
    assert (1, 0) == ran.left


def test_an_event_that_cannot_be_removed_is_told(deployer: Deployer) -> None:
    """After three tries it says which event to delete."""
    deployer.google.faults.order("calendar.events.delete", status=503, times=3)
    ran = deployer.run()
    assert ["confirmed"] == deployer.events()
    assert "in your calendar delete “Scratch event of `make live`”, tomorrow at 03:00" in ran.words


def test_missing_scopes_are_named(deployer: Deployer) -> None:
    """What is out of reach is not tried, and the scopes to grant are listed."""
    deployer.may(CALENDAR)
    ran = deployer.run()
    assert 0 == ran.status
    assert "not tried strict_parent_mask: the token lacks meetings.space.created" in ran.words
    prefix = "https://www.googleapis.com/auth/"
    listed = [line.strip() for line in ran.out.splitlines() if line.startswith(f"  {prefix}")]
    assert [prefix + scope for scope in (CHAT, CREATED, SETTINGS)] == listed
    assert "confirmed patch_objects:" in ran.words
    assert (1, 0) == ran.left


def test_a_token_for_nothing_fails(deployer: Deployer) -> None:
    """Where nothing can be tried the status says so."""
    deployer.may("drive.readonly")
    ran = deployer.run()
    assert (2, 0) == (ran.status, len(deployer.google.world.meet.spaces))
    assert "Nothing could be tried." in ran.err


def test_an_api_that_is_off_is_named(deployer: Deployer) -> None:
    """An API that the token's project has not enabled is told by its name."""
    deployer.google.world.disabled_apis.add(("addon", "meet"))
    why = "the Google Meet REST API is not enabled in the token's project"
    assert f"not tried missing_mask: {why}" in deployer.run().words


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_walk_removes_its_event(deployer: Deployer, ending: signal.Signals) -> None:
    """Ctrl-C in the middle of a call ends it, without the event and with a report."""
    gate = deployer.google.faults.hold("calendar.events.patch")
    process = subprocess.Popen(  # noqa: S603  # our own words
        [sys.executable, "-m", "tools.live", deployer.file, "YES=1"],
        cwd=ROOT,
        env={**os.environ, **deployer.google.settings()},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert gate.reached.wait(30)
        process.send_signal(ending)
        out, err = process.communicate(timeout=30)
        gate.open()
    assert (130, ["cancelled"]) == (process.returncode, deployer.events())
    assert "Interrupted." in err
    assert "Left behind: 1 Meet space, and perhaps 1 more;" in out
    assert deployer.token not in out + err


@pytest.mark.parametrize(
    ("word", "complaint"),
    [
        ("OTHERS_MEETING_CODE=spaces/private", "OTHERS_MEETING_CODE is malformed"),
        ("CHAT_SPACE=private", "CHAT_SPACE is malformed; it looks like spaces/AAAA1234"),
        ("TOKEN=private", "An option is unknown: NAME=VALUE with one of TOKEN_FILE, DRY_RUN"),
        ("TOKEN_FILE=/private", "TOKEN_FILE cannot be read"),
    ],
)
def test_options_are_checked(deployer: Deployer, word: str, complaint: str) -> None:
    """A wrong option is told by its name, without its value, and nothing is sent."""
    ran = deployer.run(word)
    assert (2, []) == (ran.status, deployer.google.calls)
    assert complaint in ran.err
    assert "private" not in ran.err


@pytest.mark.parametrize("content", ["", "\n", "two words\n", "ünïcode"])
def test_a_file_without_a_token_is_told(deployer: Deployer, tmp_path: Path, content: str) -> None:
    """What cannot be a token is not sent."""
    file = tmp_path / "other"
    file.write_text(content)
    ran = deployer.run(f"TOKEN_FILE={file}")
    assert (2, []) == (ran.status, deployer.google.calls)
    assert "TOKEN_FILE" in ran.err


@pytest.mark.parametrize(
    ("root", "complaint"),
    [
        ("http://elsewhere.example", "CALENDAR_API_ENDPOINT must be https, or on this machine"),
        ("https://x.example/", "CALENDAR_API_ENDPOINT must not end with a slash"),
    ],
)
def test_the_token_goes_to_no_plain_http(
    capsys: pytest.CaptureFixture[str], root: str, complaint: str
) -> None:
    """A root that would get the token in the clear is refused."""
    assert 2 == main(["YES=1"], {"CALENDAR_API_ENDPOINT": root})
    assert f"{complaint}\n" == capsys.readouterr().err


@pytest.mark.parametrize(
    ("script", "status"), [("echo {token}", 0), ("echo {token} >&2; exit 1", 2), ("true", 2)]
)
def test_gcloud_is_asked_without_a_file(
    deployer: Deployer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    script: str,
    status: int,
) -> None:
    """Gcloud's token is as good as one from a file, and what gcloud says is not shown."""
    program = deployer.directory / "gcloud"
    program.write_text("#!/bin/sh\n" + script.format(token=deployer.token) + "\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{deployer.directory}:{os.environ['PATH']}")
    assert status == main(["YES=1"], deployer.google.settings())
    said = capsys.readouterr()
    assert deployer.token not in said.out + said.err
    assert (status == 2) == ("gcloud gave no access token" in said.err)


def test_without_gcloud_a_file_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a file nor gcloud: it says so."""
    monkeypatch.setenv("PATH", "")
    assert 2 == main(["YES=1"], {})
    assert "There is no TOKEN_FILE, and gcloud is not on the PATH\n" == capsys.readouterr().err
