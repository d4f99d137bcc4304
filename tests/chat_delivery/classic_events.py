"""Events of a classic Chat app, made by hand (hosts.md 4.1)."""

from __future__ import annotations

from tests.support.stage import Json, Stage

SPACE = {
    "name": "spaces/AAAAclassic1",
    "type": "ROOM",
    "spaceType": "SPACE",
    "displayName": "Team",
    "spaceThreadingState": "THREADED_MESSAGES",
}


def chat_headers(stage: Stage) -> dict[str, str]:
    """The headers that classic Chat sends to an endpoint that authenticates by its URL."""
    token = stage.google.signer.chat_token(f"{stage.function.url}/chat")
    return {"Authorization": f"Bearer {token}", "User-Agent": "Google-Dynamite"}


def classic_event(stage: Stage, kind: str, **more: object) -> Json:
    """What every classic event has, of Ana's."""
    return {
        "type": kind,
        "eventTime": "2026-11-20T09:00:00.000000Z",
        "user": {
            "name": f"users/{stage.ana.sub}",
            "displayName": "Ana",
            "email": stage.ana.email,
            "type": "HUMAN",
        },
        "space": SPACE,
        "common": {
            "hostApp": "CHAT",
            "userLocale": "en",
            "timeZone": {"id": "Europe/Madrid", "offset": 3600000},
        },
        **more,
    }


def saving(stage: Stage, path: str = "/chat/settings/save") -> Json:
    """A press of Save in the settings dialog, with recording turned on."""
    function = stage.function.url + path if path else ""
    event = classic_event(
        stage,
        "CARD_CLICKED",
        isDialogEvent=True,
        dialogEventType="SUBMIT_DIALOG",
        action={"actionMethodName": function, "parameters": []},
    )
    event["common"]["invokedFunction"] = function
    event["common"]["formInputs"] = {"recording": {"stringInputs": {"value": ["on"]}}}
    return event
