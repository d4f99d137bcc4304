"""People v1: names and addresses of colleagues, for people with their own token."""

from __future__ import annotations

from typing import Any

from sandbox.google import errors
from sandbox.google.api import Handler, Request
from sandbox.google.people.accounts import User

JsonObject = dict[str, Any]

_PREFIX = "people/"
_MOST_NAMES = 200
_NOT_FOUND = 5
_DIRECTORY = "directory.readonly"


def get_person(request: Request) -> JsonObject:
    """`people.get`: oneself, or somebody of one's domain with `directory.readonly`."""
    fields = _fields(request)
    person = _find(request, request.params["resourceName"])
    if person is None:
        raise errors.usual(404)
    return _shown(person, fields)


def get_batch(request: Request) -> JsonObject:
    """`people.getBatchGet`: up to 200 people, each with a status of their own."""
    fields = _fields(request)
    names = [name for name in request.query.get("resourceNames", "").split(",") if name]
    if not names:
        raise errors.bad_payload("people", "Request must have resource names.", "resource_names")
    if len(names) > _MOST_NAMES:
        raise errors.bad_payload(
            "people", f"At most {_MOST_NAMES} resource names are allowed.", "resource_names"
        )
    return {"responses": [_response(request, name, fields) for name in names]}


def _response(request: Request, name: str, fields: frozenset[str]) -> JsonObject:
    person = _find(request, name)
    if person is None:
        return {
            "httpStatusCode": 404,
            "requestedResourceName": name,
            "status": {"code": _NOT_FOUND, "message": "Requested entity was not found."},
        }
    return {
        "httpStatusCode": 200,
        "person": _shown(person, fields),
        "requestedResourceName": name,
        "status": {},
    }


def _find(request: Request, name: str) -> User | None:
    """Oneself, or a colleague; strangers are answered as `Knobs.strangers_in_people` says."""
    account = name.removeprefix(_PREFIX)
    if account in ("me", request.user.sub):
        return request.user
    found = next(
        (user for user in request.world.people.users.values() if user.sub == account), None
    )
    if found is None or not request.token.has(_DIRECTORY):
        return None
    same_domain = found.domain == request.user.domain
    return found if same_domain or request.world.knobs.strangers_in_people else None


def _fields(request: Request) -> frozenset[str]:
    asked = frozenset(filter(None, request.query.get("personFields", "").split(",")))
    if not asked:
        raise errors.bad_payload(
            "people", "personFields mask is required. Please specify one or more valid paths."
        )
    unknown = sorted(asked - request.method.schema("Person")["properties"].keys())
    if unknown:
        raise errors.bad_payload(
            "people", f'Invalid personFields mask path: "{unknown[0]}".', "person_fields"
        )
    return asked


def _shown(person: User, fields: frozenset[str]) -> JsonObject:
    metadata = {
        "primary": True,
        "verified": True,
        "source": {"type": "DOMAIN_PROFILE", "id": person.sub},
    }
    first, _, last = person.display_name.partition(" ")
    shown: JsonObject = {
        "resourceName": f"{_PREFIX}{person.sub}",
        "etag": f"%{person.sub[-8:]}",
    }
    if "names" in fields:
        name = {"metadata": metadata, "displayName": person.display_name, "givenName": first}
        shown["names"] = [name | ({"familyName": last} if last else {})]
    if "emailAddresses" in fields:
        shown["emailAddresses"] = [{"metadata": metadata, "value": person.email}]
    if "photos" in fields:
        shown["photos"] = [{"metadata": metadata, "url": person.picture, "default": True}]
    if "metadata" in fields:
        profile = {"type": "PROFILE", "id": person.sub}
        shown["metadata"] = {"sources": [profile, metadata["source"]], "objectType": "PERSON"}
    return shown


METHODS: dict[str, Handler] = {
    "people.people.get": get_person,
    "people.people.getBatchGet": get_batch,
}
