"""Repeated delivery and the witness of Calendar's player."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest

from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.exchange import Exchange, HostRefusal
from sandbox.hosts.parts import NoSuchPartError
from tests.host.chat_stage import ChatStage
from tests.support.people import ANA
from tests.support.tiny_addon import running_addon

Json = dict[str, Any]

DEPLOYMENT = {
    "oauthScopes": [],
    "addOns": {
        "common": {"name": "Tiny", "logoUrl": "https://www.example.com/logo.png"},
        "calendar": {"homepageTrigger": {"runFunction": "${ADDON_URL}/home"}},
    },
}


def showing(title: str) -> Json:
    """An answer that pushes a card."""
    card = {"header": {"title": title}, "sections": [{"widgets": [{"divider": {}}]}]}
    return {"action": {"navigations": [{"pushCard": card}]}}


@pytest.fixture
def host(stage: ChatStage) -> CalendarHost:
    """Ana's Calendar."""
    (stage.folder / "deployment.json").write_text(json.dumps(DEPLOYMENT))
    return stage.players.calendar_of(stage.user(ANA))


def test_redelivery_brings_the_very_same_event(stage: ChatStage, host: CalendarHost) -> None:
    """Body and tokens are the same twice; both answers are on record, the second one is shown."""
    stage.answers(lambda _: showing(str(len(stage.addon.received))), "/home")
    first, second = host.deliver_twice(host.open_home)
    assert stage.addon.received[0].body == stage.addon.received[1].body
    assert [showing("1"), showing("2")] == [first.response, second.response]
    assert [first, second] == host.exchanges
    assert "2" == host.card["header"]["title"]


def test_a_lost_answer_is_not_shown(stage: ChatStage, host: CalendarHost) -> None:
    """Only the second answer arrives, which brings a line and no card."""
    added: Json = {"notification": {"text": "Again"}}
    stage.answers(
        lambda _: showing("1") if len(stage.addon.received) == 1 else {"action": added}, "/home"
    )
    host.deliver_twice(host.open_home, lost=True)
    assert host.shown is None
    assert "Again" == host.notification


def test_both_copies_arrive_at_once_at_two_instances(stage: ChatStage, host: CalendarHost) -> None:
    """Each of two instances gets one copy while the other one still thinks."""
    both = threading.Barrier(2)

    def answer(_event: Json) -> Json:
        both.wait(10)
        return showing("Home")

    with running_addon() as other:
        stage.answers(answer, "/home")
        other.answers["/home"] = answer
        host.deliver_twice(host.open_home, together=True, also_to=other.url)
        assert [it.body for it in other.received] == [it.body for it in stage.addon.received]


def test_nothing_sent_is_nothing_to_deliver_twice(host: CalendarHost) -> None:
    """What asks the add-on nothing cannot be delivered."""
    with pytest.raises(NoSuchPartError, match="nothing was sent"):
        host.deliver_twice(host.back)


def test_a_witness_sees_what_is_refused_too(stage: ChatStage, host: CalendarHost) -> None:
    """Whoever watches hears of each exchange before the host makes anything of it."""
    seen: list[Exchange] = []
    host.show_exchanges_to(seen.append)
    stage.answers({"cards": []}, "/home")
    with pytest.raises(HostRefusal) as refusal:
        host.open_home()
    assert [refusal.value.exchange] == seen
