"""The strict checks against Google's published types."""

from __future__ import annotations

from typing import Any

import pytest

from tools.schema import SchemaError, check_card, check_deployment, check_message

Json = dict[str, Any]


def test_a_good_card_passes() -> None:
    """A card that both schemas know passes."""
    check_card(
        {
            "header": {"title": "Hi"},
            "sections": [
                {"widgets": [{"dateTimePicker": {"name": "d", "valueMsEpoch": "86400000"}}]},
                {"widgets": [{"columns": {"columnItems": [{"widgets": []}]}}]},
            ],
        }
    )


@pytest.mark.parametrize(
    ("card", "reason"),
    [
        ({"titel": "x"}, 'no field named "titel"'),
        ({"sections": [{"widgets": [{"divider": {}, "grid": {}}]}]}, "multiple .* oneof"),
        ({"displayStyle": "BIG"}, "BIG"),
        ({"section_divider_style": "NO_DIVIDER"}, "'section_divider_style' was unexpected"),
    ],
)
def test_bad_cards_are_refused(card: Json, reason: str) -> None:
    """Unknown members, two members of a oneof, bad enums and snake_case are refused."""
    with pytest.raises(SchemaError, match=reason):
        check_card(card)


def test_newer_members_are_known_by_discovery() -> None:
    """Members newer than google-apps-card still have to fit chat.v1.json."""
    data_source: Json = {"commonDataSource": "USER"}
    selection = {"name": "who", "dataSourceConfigs": [{"platformDataSource": data_source}]}
    card = {"sections": [{"widgets": [{"selectionInput": selection}]}]}
    check_card(card)
    data_source["commonDataSource"] = "EVERYBODY"
    with pytest.raises(SchemaError, match="EVERYBODY"):
        check_card(card)


def test_deployments_are_parsed_as_far_as_the_types_reach() -> None:
    """Members that the types do not know are passed over, all others have to fit."""
    deployment: Json = {
        "oauthScopes": ["https://www.googleapis.com/auth/userinfo.email"],
        "addOns": {
            "common": {"name": "Tiny", "logoUrl": "https://example.com/l.png"},
            "calendar": {"currentEventAccess": "READ", "eventAttachmentTrigger": {}},
            "chat": {},
            "httpOptions": {"granularOauthPermissionSupport": "OPT_IN"},
        },
    }
    check_deployment(deployment)
    assert "chat" in deployment["addOns"]
    deployment["addOns"]["calendar"]["currentEventAccess"] = "EVERYTHING"
    with pytest.raises(SchemaError, match="EVERYTHING"):
        check_deployment(deployment)


def test_a_good_message_passes() -> None:
    """Text, cards, buttons below, thread and viewer are what a message may have."""
    check_message(
        {
            "text": "Hi",
            "cardsV2": [{"cardId": "c", "card": {"sections": [{"widgets": [{"divider": {}}]}]}}],
            "accessoryWidgets": [{"buttonList": {"buttons": [{"text": "Go"}]}}],
            "thread": {"name": "spaces/S/threads/T"},
            "privateMessageViewer": {"name": "users/1"},
        }
    )


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ({"actionResponse": {"type": "NEW_MESSAGE"}}, "no actionResponse"),
        ({"name": "spaces/S/messages/M"}, "no name"),
        ({"text": 1}, '1 is not of type "string"'),
        ({"cardsV2": [{"cardID": "c", "card": {}}]}, "'cardID' was unexpected"),
        (
            {"cardsV2": [{"card": {"sections": [{"widgets": [{"divider": {}, "grid": {}}]}]}}]},
            "oneof",
        ),
        ({"accessoryWidgets": [{"buttons": []}]}, "'buttons' was unexpected"),
    ],
)
def test_bad_messages_are_refused(message: Json, reason: str) -> None:
    """Members that an answer may not have, wrong types and bad cards are refused."""
    with pytest.raises(SchemaError, match=reason):
        check_message(message)
