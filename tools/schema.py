"""Checks cards, Chat messages and deployments against Google's own published types, for tests."""

from __future__ import annotations

import copy
import json
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from google.apps.card_v1 import Card
from google.cloud.gsuiteaddons_v1 import Deployment
from google.protobuf import json_format
from jsonschema_rs import Draft202012Validator

Json = dict[str, Any]

DISCOVERY_DOCUMENT = "chat.v1.json"
CARD_TYPE = "GoogleAppsCardV1Card"
MESSAGE_TYPE = "Message"

ANSWERED_MESSAGE = (
    "text",
    "cardsV2",
    "accessoryWidgets",
    "thread",
    "fallbackText",
    "privateMessageViewer",
)
"""What an add-on may put into a message that it answers with (hosts.md 2.5)."""

NEWER_THAN_CARD_PROTO = ("dataSourceConfigs", "hostAppDataSource")
"""Members that hosts.md 8 lists and google-apps-card does not know yet (both belong to Chat's
selectionInput); they are left out, at every depth, before a card is parsed."""

NEWER_THAN_DEPLOYMENT_PROTO = (
    ("addOns", "httpOptions", "granularOauthPermissionSupport"),
    ("addOns", "chat"),
    ("addOns", "calendar", "eventAttachmentTrigger"),
    ("addOns", "calendar", "calendarNotificationTrigger"),
)
"""Members that the REST reference has and the published types do not (hosts.md 6.1)."""


class SchemaError(AssertionError):
    """A card, message or deployment that Google's types refuse; the message says where and why."""


def check_card(card: Json) -> None:
    """Parse a card as google-apps-card does and validate it against `chat.v1.json`.

    The one refuses two members of a oneof and unknown members, the other knows the newest members.

    Raises:
        SchemaError: either of them refuses the card.
    """
    _check_card(json.dumps(card))


@lru_cache(maxsize=4096)
def _check_card(written: str) -> None:
    """Check a card once, however often the scenarios of a process come to see it."""
    card = json.loads(written)
    try:
        json_format.ParseDict(_without(card, NEWER_THAN_CARD_PROTO), Card.pb(Card()))
    except json_format.ParseError as error:
        raise SchemaError(f"google.apps.card.v1.Card: {error}") from error
    _validate(card, CARD_TYPE)


def check_message(message: Json) -> None:
    """Validate a message to post or update against `chat.v1.json`, and its cards as cards.

    Raises:
        SchemaError: A member is none that an add-on may answer with, or a type refuses it.
    """
    unknown = sorted(message.keys() - set(ANSWERED_MESSAGE))
    if unknown:
        raise SchemaError(f"an answered message has no {', '.join(unknown)}")
    _validate(message, MESSAGE_TYPE)
    for entry in message.get("cardsV2", ()):
        check_card(entry["card"])


def check_deployment(deployment: Json) -> None:
    """Parse a deployment as google-cloud-gsuiteaddons does, as far as its types reach.

    Raises:
        SchemaError: it has unknown members or values.
    """
    known = copy.deepcopy(deployment)
    for path in NEWER_THAN_DEPLOYMENT_PROTO:
        _remove(known, path)
    try:
        json_format.ParseDict(known, Deployment.pb(Deployment()))
    except json_format.ParseError as error:
        raise SchemaError(f"google.cloud.gsuiteaddons.v1.Deployment: {error}") from error


def _validate(value: Json, type_name: str) -> None:
    errors = [
        f"/{'/'.join(map(str, error.instance_path))}: {error.message}"
        for error in _validator(type_name).iter_errors(value)
    ]
    if errors:
        raise SchemaError("\n".join(errors))


@cache
def _validator(type_name: str) -> Draft202012Validator:
    documents = resources.files("googleapiclient.discovery_cache") / "documents"
    document = json.loads((documents / DISCOVERY_DOCUMENT).read_text(encoding="utf-8"))
    definitions = {name: _json_schema(schema) for name, schema in document["schemas"].items()}
    return Draft202012Validator({"$ref": f"#/$defs/{type_name}", "$defs": definitions})


def _json_schema(discovery: Json) -> Json:
    """A schema of a discovery document as JSON Schema that refuses unknown members."""
    if "$ref" in discovery:
        return {"$ref": f"#/$defs/{discovery['$ref']}"}
    kind = discovery["type"]
    if kind == "object":
        extra = discovery.get("additionalProperties")
        return {
            "type": "object",
            "properties": {
                name: _json_schema(inner) for name, inner in discovery.get("properties", {}).items()
            },
            "additionalProperties": _json_schema(extra) if extra else False,
        }
    if kind == "array":
        return {"type": "array", "items": _json_schema(discovery["items"])}
    if kind == "any":
        return {}
    if discovery.get("format") in ("int64", "uint64"):
        return {"type": ["string", "integer"], "pattern": "^-?[0-9]+$"}
    return {"type": kind, **({"enum": discovery["enum"]} if "enum" in discovery else {})}


def _without(value: Any, names: tuple[str, ...]) -> Any:  # noqa: ANN401  # any JSON
    if isinstance(value, dict):
        return {key: _without(inner, names) for key, inner in value.items() if key not in names}
    if isinstance(value, list):
        return [_without(item, names) for item in value]
    return value


def _remove(value: Json, path: tuple[str, ...]) -> None:
    *parents, last = path
    for name in parents:
        value = value.get(name, {})
    value.pop(last, None)
