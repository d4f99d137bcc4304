"""Consent prompts and repeated delivery of Chat's player."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from sandbox.hosts.exchange import HostRefusal
from sandbox.hosts.installation import Header
from sandbox.hosts.parts import NoSuchPartError
from tests.host.chat_stage import (
    CREATED,
    EMAIL,
    MEMBERS,
    SCOPES,
    ChatStage,
    button,
    buttons,
    closing,
    dialog,
    page,
    posted,
    with_card,
    without_tokens,
)
from tests.support.people import ANA
from tests.support.tiny_addon import running_addon

Json = dict[str, Any]

PROMPT: Json = {
    "basic_authorization_prompt": {"authorization_url": "https://example.com/a", "resource": "Tiny"}
}


def asking(*scopes: str, then: Json) -> Any:  # noqa: ANN401  # an answer of the tiny app
    """Asks for scopes until they are granted."""

    def answer(event: Json) -> Json:
        granted = event["authorizationEventObject"].get("authorizedScopes", [])
        missing = [scope for scope in scopes if scope not in granted]
        return {"requesting_google_scopes": {"scopes": missing}} if missing else then

    return answer


def test_prompt_leads_to_the_same_event_with_the_grants(stage: ChatStage) -> None:
    """After consent the very same event comes again, with tokens for what was granted."""
    stage.answers(asking(CREATED, EMAIL, then=posted(text="Made")))
    host = stage.host(granted=()).in_space(stage.room(ANA))
    host.slash_command("/meet", "Budget")
    first, second = (it.body for it in stage.addon.received)
    assert without_tokens(first) == without_tokens(second)
    assert {"systemIdToken"} == first["authorizationEventObject"].keys()
    assert [EMAIL, CREATED, "openid"] == second["authorizationEventObject"]["authorizedScopes"]
    assert [[CREATED, EMAIL]] == host.consents
    assert {CREATED, EMAIL} == host.granted
    assert ["/meet Budget", "Made"] == [message.text for message in host.messages]


def test_declining_sends_the_event_again_without(stage: ChatStage) -> None:
    """A person may grant less than was asked for; the app is asked again all the same."""
    asked = {"requesting_google_scopes": {"all_scopes": True}}
    stage.answers(lambda _: asked if len(stage.addon.received) == 1 else posted(text="Cannot"))
    host = stage.host(granted=(), consent=lambda _: [MEMBERS]).in_space(stage.room(ANA))
    host.slash_command("/meet")
    assert [SCOPES] == host.consents
    assert [MEMBERS] == stage.addon.last.body["authorizationEventObject"]["authorizedScopes"]
    assert "Cannot" == host.messages[-1].text


def test_clicks_and_dialogs_are_sent_again_too(stage: ChatStage) -> None:
    """A submit that asks for a scope is repeated with the same form, and then closes."""
    save = {"primaryButton": button("Save", f"{stage.addon.url}/chat")}
    stage.answers(dialog(page({"textInput": {"name": "t", "label": "T"}}, fixedFooter=save)))
    host = stage.host(granted=[EMAIL]).in_space(stage.room(ANA))
    host.slash_command("/plan")
    host.form.set_input("t", "Review")
    stage.answers(asking(MEMBERS, then=closing("Invited")))
    host.press("Save")
    first, second = (without_tokens(it.body) for it in stage.addon.received[1:])
    assert first == second
    assert {"t": {"stringInputs": {"value": ["Review"]}}} == second["commonEventObject"][
        "formInputs"
    ]
    assert "Invited" == host.notification


def test_endless_prompts_are_refused(stage: ChatStage) -> None:
    """An app that asks again and again is stopped."""
    stage.answers({"requesting_google_scopes": {"scopes": [EMAIL]}})
    host = stage.host(granted=(), consent=lambda _: []).in_space(stage.room(ANA))
    with pytest.raises(HostRefusal, match="more than 5 times"):
        host.slash_command("/meet")


def test_scopes_have_to_be_listed(stage: ChatStage) -> None:
    """Scopes outside the deployment cannot be asked for."""
    stage.answers({"requesting_google_scopes": {"scopes": ["https://example.com/scope"]}})
    with pytest.raises(HostRefusal, match="not in oauthScopes"):
        stage.host().in_space(stage.room(ANA)).slash_command("/meet")


def test_basic_prompt_is_private_and_leads_back(stage: ChatStage) -> None:
    """Following the event's own redirect ends the prompt and sends the event again."""
    stage.answers(PROMPT)
    host = stage.host().in_space(stage.room(ANA))
    host.slash_command("/meet")
    prompts = [host.prompt]
    first = without_tokens(stage.addon.last.body)
    stage.answers(posted(text="Ready"))
    host.follow(stage.payload["configCompleteRedirectUri"])
    prompts.append(host.prompt)
    assert ["https://example.com/a", None] == prompts
    assert first == without_tokens(stage.addon.last.body)
    assert ["/meet", "Ready"] == [message.text for message in host.messages]


def test_basic_prompt_does_not_answer_clicks(stage: ChatStage) -> None:
    """A click is not answered by a prompt."""
    card = page(buttons(button("Go", f"{stage.addon.url}/go")))
    stage.answers(posted(cardsV2=with_card(card)))
    stage.answers(PROMPT, "/go")
    host = stage.host().in_space(stage.room(ANA))
    host.slash_command("/meet")
    with pytest.raises(HostRefusal, match="as the answer to a click"):
        host.click("Go")


def test_redelivery_brings_the_very_same_event(stage: ChatStage) -> None:
    """Body and tokens are the same twice, and both answers are applied and on record."""
    stage.answers(lambda _: posted(text=str(len(stage.addon.received))))
    host = stage.host().in_space(stage.room(ANA))
    first, second = host.deliver_twice(lambda: host.slash_command("/meet"))
    assert stage.addon.received[0].body == stage.addon.received[1].body
    authorization = [it.headers["Authorization"] for it in stage.addon.received]
    assert authorization[0] == authorization[1]
    assert [posted(text="1"), posted(text="2")] == [first.response, second.response]
    assert [first, second] == host.exchanges
    assert ["/meet", "1", "2"] == [message.text for message in host.messages]


def test_lost_answer_is_not_applied(stage: ChatStage) -> None:
    """Where the first answer got lost, Chat shows what the second says."""
    stage.answers(lambda _: posted(text=str(len(stage.addon.received))))
    host = stage.host().in_space(stage.room(ANA))
    first, second = host.deliver_twice(lambda: host.slash_command("/meet"), lost=True)
    assert [posted(text="1"), posted(text="2")] == [first.response, second.response]
    assert ["/meet", "2"] == [message.text for message in host.messages]


def test_redelivery_can_come_at_the_same_time(stage: ChatStage) -> None:
    """Both deliveries are on their way before either is answered."""
    both = threading.Barrier(2, timeout=10)

    def answer(_: Json) -> Json:
        both.wait()
        return posted(text="Once")

    stage.answers(answer)
    host = stage.host().in_space(stage.room(ANA))
    pair = host.deliver_twice(lambda: host.slash_command("/meet"), together=True)
    assert pair[0].response == pair[1].response == posted(text="Once")


def test_redelivery_can_reach_another_instance(stage: ChatStage) -> None:
    """The second delivery can go to another base URL, with the path and token of the first."""
    with running_addon() as other:
        stage.answers({})
        other.answers["/chat"] = posted(text="Other")
        host = stage.host().in_space(stage.room(ANA))
        host.deliver_twice(lambda: host.say("hi", mention=True), also_to=other.url)
        assert stage.addon.last.body == other.last.body
    assert "Other" == host.messages[-1].text


def test_submit_can_be_delivered_twice(stage: ChatStage) -> None:
    """The second answer finds the dialog closed and is applied all the same."""
    save = {"primaryButton": button("Save", f"{stage.addon.url}/chat")}
    stage.answers(dialog(page({"divider": {}}, fixedFooter=save)))
    host = stage.host().in_space(stage.room(ANA))
    host.slash_command("/plan")
    stage.answers(closing("Saved"))
    host.deliver_twice(lambda: host.press("Save"))
    assert (None, "Saved") == (host.dialog, host.notification)
    assert 3 == len(stage.addon.received)


def test_redelivery_needs_something_to_deliver(stage: ChatStage) -> None:
    """What the app does not hear cannot be delivered twice."""
    host = stage.host().in_space(stage.room(ANA))
    with pytest.raises(NoSuchPartError, match="nothing was sent"):
        host.deliver_twice(lambda: host.say("Hello"))


def test_exchanges_can_be_judged_as_they_happen(stage: ChatStage) -> None:
    """A witness sees each exchange before its message is posted, and may refuse it."""
    stage.answers(posted(text="Hi"))
    host = stage.host().in_space(stage.room(ANA))
    seen: list[tuple[object, int]] = []
    host.show_exchanges_to(lambda it: seen.append((it.response, len(host.messages))))
    host.slash_command("/meet")
    assert [(posted(text="Hi"), 1)] == seen


def test_events_can_be_forged(stage: ChatStage) -> None:
    """The installation's switches change header and event just before they are sent."""
    stage.answers({})
    host = stage.host().in_space(stage.room(ANA))
    host.installation.header = Header.MISSING
    host.installation.tamper = lambda event, headers: (event | {"gmail": {}}, headers)
    host.slash_command("/meet")
    assert "Authorization" not in stage.addon.last.headers
    assert {} == stage.addon.last.body["gmail"]
