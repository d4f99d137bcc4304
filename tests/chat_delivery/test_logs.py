"""Whatever happens in Chat, nothing private is written to standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sandbox.google import errors
from sandbox.google.faults import Gate
from sandbox.hosts.chat.classic_host import ClassicChatHost
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.exchange import Exchange
from sandbox.hosts.installation import Header
from sandbox.hosts.wire import Json
from tests.support.calls import CREATE_SPACE, INSERT
from tests.support.recording import GUEST, LEAK, TITLE, Recorded, recording
from tests.support.stage import SCOPE

TEAM = "Takeover of Initech"
SAID_TOO_MUCH = (
    f'Not "{TITLE}" of {GUEST} on c_hushhush@group.calendar.google.com '
    "with ya29.a0hushhushhushhushhushhush."
)
"""A refusal as Google words one: it quotes what it was given, and a token is long."""


def opened(recorded: Recorded, **options: object) -> ChatHost:
    """The person's Chat in a space with a telling name."""
    world = recorded.stage.world
    space = world.chat.add_space(TEAM, [recorded.person, recorded.stage.bo])
    chat = recorded.stage.chat(recorded.person, **options)
    world.chat.join(space, chat.app)
    return chat.in_space(space)


def secrets_of(exchange: Exchange) -> Iterator[str]:
    """What of a Chat event must not be written."""
    yield from _strings(exchange.request)


def _strings(value: object) -> Iterator[str]:
    kept_from_logs = ("name", "displayName", "email", "text", "argumentText", "avatarUrl")
    if isinstance(value, dict):
        for key, inner in value.items():
            telling = key in kept_from_logs or key.startswith(("configComplete", "space"))
            if telling and isinstance(inner, str) and len(inner) > 3:
                yield inner.strip()
                yield inner.rpartition("=")[2]
                yield inner.rpartition("/")[2]
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def leaks(recorded: Recorded, chats: list[ChatHost] | list[ClassicChatHost]) -> list[str]:
    """What was written of all that must not be."""
    written = recorded.stream.getvalue()
    own = {"/settings", "settings"}
    found = [
        secret
        for chat in chats
        for exchange in chat.exchanges
        for secret in secrets_of(exchange)
        if len(secret) > 4 and secret not in own and secret in written
    ]
    return [*found, *recorded.leaks()]


def meets(recorded: Recorded) -> tuple[ChatHost, str]:
    """A Meet is made, changed and ended."""
    chat = opened(recorded)
    chat.slash_command("/meet", TITLE)
    chat.click("Change settings")
    chat.press("Save")
    chat.click("End call")
    chat.press("End call")
    chat.say(f"/meet {TITLE}", mention=True)
    return chat, "meet created"


def offers(recorded: Recorded) -> tuple[ChatHost, str]:
    """A sentence that begins like a command is answered with a button."""
    chat = opened(recorded)
    chat.say(f"meet {TITLE}", mention=True)
    return chat, "meet offered"


def schedules(recorded: Recorded) -> tuple[ChatHost, str]:
    """An event with guests is corrected and made."""
    chat = opened(recorded)
    chat.slash_command("/schedule", TITLE)
    chat.form.set_input("addresses", f"{GUEST}, {LEAK}")
    chat.press("Schedule")
    chat.form.set_input("addresses", GUEST)
    chat.form.set_switch("invite_members", True)
    chat.press("Schedule")
    return chat, "scheduled"


def comes_and_goes(recorded: Recorded) -> tuple[ChatHost, str]:
    """The app is added with words that it does not know, and removed."""
    chat = opened(recorded)
    chat.remove_from_space()
    chat.add_to_space(by_mention=LEAK)
    chat.slash_command(77, LEAK)
    chat.remove_from_space()
    return chat, "removed"


def refused(recorded: Recorded) -> tuple[ChatHost, str]:
    """Google refuses with words that say too much."""
    chat = opened(recorded)
    recorded.stage.google.faults.order(CREATE_SPACE, error=errors.meet(400, SAID_TOO_MUCH))
    chat.slash_command("/meet", TITLE)
    assert ["400 Not … of … on … with …"] == recorded.last()["googleRefusals"]
    return chat, "Refused"


def refused_in_a_dialog(recorded: Recorded) -> tuple[ChatHost, str]:
    """Calendar refuses an event likewise."""
    chat = opened(recorded)
    chat.slash_command("/schedule", TITLE)
    chat.form.set_input("addresses", GUEST)
    refusal = errors.calendar("invalid", SAID_TOO_MUCH)
    recorded.stage.google.faults.order(INSERT, error=refusal, times=2)
    chat.press("Schedule")
    assert ["400 invalid Not … of … on … with …"] * 2 == recorded.last()["googleRefusals"]
    return chat, "Refused"


def declined(recorded: Recorded) -> tuple[ChatHost, str]:
    """A permission is declined."""
    chat = opened(recorded, consent=lambda _: [])
    chat.installation.granted -= {SCOPE + "meetings.space.created"}
    chat.slash_command("/meet", TITLE)
    return chat, "permission"


def unforeseen(recorded: Recorded) -> tuple[ChatHost, str]:
    """An answer that the client library itself stumbles over."""
    chat = opened(recorded)
    body = {"error": {"message": [LEAK], "code": 400}}
    recorded.stage.google.faults.order(CREATE_SPACE, status=400, body=body)
    chat.slash_command("/meet", TITLE)
    return chat, ""


def forged(recorded: Recorded) -> tuple[ChatHost, str]:
    """An event that proves nothing."""
    chat = opened(recorded, strict=False)

    def tamper(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        event["authorizationEventObject"]["systemIdToken"] += "x"
        return event, headers

    chat.installation.tamper = tamper
    chat.slash_command("/meet", TITLE)
    return chat, "rejected"


def malformed(recorded: Recorded) -> tuple[ChatHost, str]:
    """An event whose fields hold each other's values."""
    chat = opened(recorded, strict=False)

    def tamper(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        event["chat"]["appCommandPayload"]["appCommandMetadata"] = LEAK
        event["chat"]["appCommandPayload"]["message"]["thread"] = {"name": LEAK}
        event["chat"]["appCommandPayload"]["message"]["slashCommand"] = {"commandId": LEAK}
        event["chat"]["appCommandPayload"]["message"]["annotations"] = [LEAK]
        event["commonEventObject"] = {"userLocale": LEAK, "timeZone": {"id": LEAK}}
        return event, headers

    chat.installation.tamper = tamper
    chat.slash_command("/meet", TITLE)
    return chat, "help"


SCENARIOS = [
    meets,
    offers,
    schedules,
    comes_and_goes,
    refused,
    refused_in_a_dialog,
    declined,
    unforeseen,
    forged,
    malformed,
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_no_line_tells_anything_private(
    tmp_path: Path, scenario: Callable[[Recorded], tuple[ChatHost, str]]
) -> None:
    """No token, address, title, name, space, message or redirect is ever written."""
    with recording(tmp_path) as recorded:
        chat, outcome = scenario(recorded)
        assert outcome in {"", recorded.last()["outcome"]}
        assert [] == leaks(recorded, [chat])


def test_a_store_that_is_down_tells_nothing_private(tmp_path: Path) -> None:
    """A store that cannot be reached is named as such, without its path or its keys."""
    (tmp_path / "hushhush").write_text("in the way")
    with recording(tmp_path, "hushhush/addon.db") as recorded:
        chat = opened(recorded)
        chat.slash_command("/meet", TITLE)
        assert "StoreUnavailable" == recorded.last()["outcome"]
        assert [] == leaks(recorded, [chat])


def test_work_that_outlasts_its_answer_tells_nothing_private(tmp_path: Path) -> None:
    """Neither the answer in time nor the failure after it writes more than it must."""
    with recording(tmp_path) as recorded:
        chat = opened(recorded)
        gate = Gate()
        body = {"error": {"message": [LEAK], "code": 400}}
        faults = recorded.stage.google.faults
        faults.order(CREATE_SPACE, then=gate.wait, status=400, body=body)
        recorded.stage.function.clock.spent = 18.9
        chat.slash_command("/meet", TITLE)
        assert "StillWorking" == recorded.last()["outcome"]
        gate.open()
        recorded.stage.function.addon.close()
        assert ("/chat, later", "OutcomeUnknown") == (
            recorded.last()["route"],
            recorded.last()["outcome"],
        )
        assert [] == leaks(recorded, [chat])


@pytest.mark.parametrize("header", [Header.INTACT, Header.MISSING], ids=str)
def test_classic_events_are_as_private(tmp_path: Path, header: Header) -> None:
    """A classic event, obeyed or refused, is told by its route and outcome alone."""
    with recording(tmp_path) as recorded:
        world = recorded.stage.world
        space = world.chat.add_space(TEAM, [recorded.person])
        with recorded.stage.addon.classic_chat_of(recorded.person, strict=False) as chat:
            world.chat.join(space, chat.app)
            chat.installation.header = header
            chat.in_space(space)
            chat.slash_command("/meet", TITLE)
            chat.slash_command("/settings")
            chat.say(LEAK, mention=True)
            expected = "help" if header is Header.INTACT else "rejected"
            assert expected == recorded.last()["outcome"]
            assert [] == leaks(recorded, [chat])
