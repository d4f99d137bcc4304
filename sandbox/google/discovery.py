"""The wire contract, from the discovery documents that google-api-python-client ships."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import unquote

from sandbox.google import errors

JsonObject = dict[str, Any]

_DOCUMENTS = "googleapiclient.discovery_cache.documents"
_TYPE_NAMES = {
    "string": "TYPE_STRING",
    "boolean": "TYPE_BOOL",
    "integer": "TYPE_INT32",
    "number": "TYPE_DOUBLE",
}
_JSON_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}
# Names of nested messages and enums where they are not "schema.Property" (the protos' layout [I]).
_PROTO_TYPES = {
    "Space.config": "SpaceConfig",
    "RecordingConfig.autoRecordingGeneration": "SpaceConfig.ArtifactConfig.AutoGenerationType",
    "TranscriptionConfig.autoTranscriptionGeneration": (
        "SpaceConfig.ArtifactConfig.AutoGenerationType"
    ),
    "SmartNotesConfig.autoSmartNotesGeneration": "SpaceConfig.ArtifactConfig.AutoGenerationType",
    "ModerationRestrictions.chatRestriction": "SpaceConfig.ModerationRestrictions.RestrictionType",
    "ModerationRestrictions.reactionRestriction": (
        "SpaceConfig.ModerationRestrictions.RestrictionType"
    ),
    "ModerationRestrictions.presentRestriction": (
        "SpaceConfig.ModerationRestrictions.RestrictionType"
    ),
    "ModerationRestrictions.defaultJoinAsViewerType": (
        "SpaceConfig.ModerationRestrictions.DefaultJoinAsViewerType"
    ),
    "SpaceConfig.attendanceReportGenerationType": "SpaceConfig.AttendanceReportGenerationType",
}
_PACKAGES = {
    "calendar": "google.apps.calendar.v3",
    "meet": "google.apps.meet.v2",
    "chat": "google.chat.v1",
    "people": "google.people.v1",
}
# Methods whose body is a resource stand in error messages under the resource's name; a request
# message stands at the root.
_REQUEST_MESSAGE = re.compile(r"Request$")
_RPC_VERBS = {"patch": "Update"}
_RPC_NOUNS = {"members": "Memberships"}
_PARAMETER_CHECKS = {
    "integer": re.compile(r"-?\d+"),
    "boolean": re.compile(r"true|false"),
}


@dataclass(frozen=True)
class Method:
    """One method of an API.

    Attributes:
        id: e.g. `meet.spaces.create`.
        http_method: `GET`, `POST` and so on.
        scopes: the scopes any one of which suffices.
        parameters: path and query parameters, those of every method included.
        request: name of the body's schema, None without a body.
        response: name of the answer's schema, None without one.
        document: the whole discovery document.
    """

    id: str
    http_method: str
    scopes: tuple[str, ...]
    parameters: Mapping[str, JsonObject] = field(repr=False, compare=False)
    request: str | None
    response: str | None
    document: JsonObject = field(repr=False, compare=False)
    flat_path: re.Pattern[str] = field(repr=False, compare=False)
    path: re.Pattern[str] = field(repr=False, compare=False)

    @property
    def api(self) -> str:
        """`calendar`, `meet`, `chat` or `people`."""
        return self.id.partition(".")[0]

    @property
    def is_newer(self) -> bool:
        """Whether the API is one of those that speak the JSON form of proto3."""
        return self.api != "calendar"

    @property
    def rpc(self) -> str:
        """The method's name in Google's error details (Meet's form is [I])."""
        _, *collections, verb = self.id.split(".")
        if self.api == "calendar":
            resource = _capital(collections[-1])
            return f"calendar.v3.{resource}.{_capital(verb)}"
        service = "Chat" if self.api == "chat" else _capital(collections[0])
        many = _RPC_NOUNS.get(collections[-1], _capital(collections[-1]))
        noun = many if verb in {"list", "batchUpdate"} else many.removesuffix("s")
        action = _RPC_VERBS.get(verb, _capital(verb))
        name = action if verb == "endActiveConference" else action + noun
        return f"{_PACKAGES[self.api]}.{service}Service.{name}"

    def schema(self, name: str) -> JsonObject:
        """A schema of the document by its name."""
        found: JsonObject = self.document["schemas"][name]
        return found


@dataclass(frozen=True)
class Match:
    """A method and the parameters in the path that led to it."""

    method: Method
    params: dict[str, str]


class Discovery:
    """Finds methods of the given APIs by HTTP method and path.

    Args:
        apis: names and versions, e.g. `("meet", "v2")`.
    """

    def __init__(self, *apis: tuple[str, str]) -> None:
        self.methods = [
            method for name, version in apis for method in _methods(_load(name, version))
        ]

    def find(self, http_method: str, path: str) -> Match | None:
        """The method for a request, None where no API has one.

        Args:
            http_method: `GET`, `POST` and so on.
            path: the path as it was sent, still percent-encoded.
        """
        for method in self.methods:
            if method.http_method == http_method and method.flat_path.fullmatch(path):
                found = method.path.fullmatch(path)
                groups = found.groupdict() if found else {}
                return Match(method, {name: unquote(value) for name, value in groups.items()})
        return None

    def scope_refusal(self, method: Method, granted: frozenset[str]) -> errors.ApiError | None:
        """The answer to a token whose scopes the method does not accept, else None."""
        if not granted.isdisjoint(method.scopes):
            return None
        return errors.insufficient_scope(method.api, method.rpc, method.scopes)


def check_query(method: Method, query: Mapping[str, list[str]]) -> dict[str, str]:
    """The query parameters, once they are all known and of the right kind.

    The newer APIs take names in snake_case, too, and system parameters with a `$` in front, of
    which those that change nothing here are left out (google-apis.md 9.7).

    Raises:
        ApiError: 400 that names the parameter.
    """
    checked = {}
    for name, values in query.items():
        usual = _usual_name(method, name)
        if usual in method.parameters or not (method.is_newer and name.startswith("$")):
            checked[usual] = _checked_parameter(method, usual, values)
    return checked


def _usual_name(method: Method, name: str) -> str:
    if not method.is_newer or name in method.parameters:
        return name
    plain = name.removeprefix("$")
    return _camel(plain) if _camel(plain) in method.parameters else name


def _checked_parameter(method: Method, name: str, values: list[str]) -> str:
    declared = method.parameters.get(name)
    if declared is None or declared["location"] != "query":
        raise errors.bad_payload(
            method.api,
            f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter.'
            f" Field '{name}' could not be found in request message.",
        )
    for value in values:
        kind = declared["type"]
        fits = kind not in _PARAMETER_CHECKS or _PARAMETER_CHECKS[kind].fullmatch(value)
        # What follows the format in `alt`, such as `enum-encoding`, is no part of the enum.
        chosen = value.partition(";")[0] if name == "alt" else value
        if not fits or ("enum" in declared and chosen not in declared["enum"]):
            shown = _TYPE_NAMES[kind]
            text = f"Invalid value at '{_snake(name)}' ({shown}), \"{value}\""
            raise errors.bad_payload(method.api, text, _snake(name))
    return ",".join(values) if declared.get("repeated") else values[-1]


def checked_body(method: Method, body: JsonObject) -> JsonObject:
    """A request body, once it fits the method's schema.

    Read-only fields may be sent, as clients do that send back what they read. The newer APIs take
    what the JSON form of proto3 allows: names in snake_case and enums as numbers; both are given
    back in their usual form.

    Raises:
        ApiError: 400 that names the first field that does not fit.
    """
    if method.request is None:
        if body:
            raise errors.bad_payload(
                method.api, "Invalid JSON payload received. The method takes no body."
            )
        return body
    root = "" if _REQUEST_MESSAGE.search(method.request) else _snake(method.request)
    return _read_message(method, method.request, method.schema(method.request), body, root)


def _read_message(
    method: Method, schema_name: str, schema: JsonObject, value: JsonObject, path: str
) -> JsonObject:
    properties = schema.get("properties", {})
    read = {}
    for given, item in value.items():
        name = _camel(given) if method.is_newer and given not in properties else given
        below = f"{path}.{_snake(name)}" if path else _snake(name)
        if name in properties:
            read[name] = _read_value(method, f"{schema_name}.{name}", properties[name], item, below)
        elif "additionalProperties" in schema:
            extra = schema["additionalProperties"]
            read[given] = _read_value(method, schema_name, extra, item, below)
        else:
            place = f" at '{path}'" if path else ""
            raise errors.bad_payload(
                method.api,
                f'Invalid JSON payload received. Unknown name "{given}"{place}: Cannot find field.',
                path,
            )
    return read


def _read_value(method: Method, name: str, schema: JsonObject, value: object, path: str) -> object:
    if value is None:
        return None
    if schema.get("type") == "array":
        if not isinstance(value, list):
            raise _invalid(method, path, _proto_type(method, name), value)
        return [
            _read_value(method, name, schema["items"], item, f"{path}[{index}]")
            for index, item in enumerate(value)
        ]
    if "$ref" in schema or schema.get("type") == "object":
        if not isinstance(value, dict):
            raise _invalid(method, path, _proto_type(method, name), value)
        target = schema.get("$ref", name)
        message = method.schema(schema["$ref"]) if "$ref" in schema else schema
        return _read_message(method, target, message, value, path)
    if "enum" in schema:
        return _read_enum(method, name, schema["enum"], value, path)
    kind = schema.get("type", "any")
    if kind in _JSON_TYPES and not _is_a(kind, value, schema.get("format", "")):
        raise _invalid(method, path, _TYPE_NAMES[kind], value)
    return value


def _read_enum(method: Method, name: str, known: list[str], value: object, path: str) -> str:
    """The name of an enum's value; the discovery document lists them by their numbers."""
    if method.is_newer and isinstance(value, int) and not isinstance(value, bool):
        value = known[value] if 0 <= value < len(known) else value
    if not isinstance(value, str) or value not in known:
        raise _invalid(method, path, _proto_type(method, name), value)
    return value


def numbered(method: Method, body: JsonObject) -> JsonObject:
    """An answer whose enums are numbers, as `alt=json;enum-encoding=int` asks for."""
    shown = _with_numbers(method, {"$ref": method.response} if method.response else {}, body)
    return shown if isinstance(shown, dict) else body


def _with_numbers(method: Method, schema: JsonObject, value: object) -> object:
    if "$ref" in schema:
        schema = method.schema(schema["$ref"])
    if isinstance(value, list):
        return [_with_numbers(method, schema.get("items", {}), item) for item in value]
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        extra = schema.get("additionalProperties", {})
        return {
            name: _with_numbers(method, properties.get(name, extra), item)
            for name, item in value.items()
        }
    return schema["enum"].index(value) if value in schema.get("enum", ()) else value


def _is_a(kind: str, value: object, form: str) -> bool:
    if kind == "string" and form in {"int64", "uint64"} and isinstance(value, int):
        return True
    if isinstance(value, bool) and kind != "boolean":
        return False
    return isinstance(value, _JSON_TYPES[kind])


def _invalid(method: Method, path: str, kind: str, value: object) -> errors.ApiError:
    text = f"Invalid value at '{path}' ({kind}), {json.dumps(value)}"
    return errors.bad_payload(method.api, text, path)


def _proto_type(method: Method, name: str) -> str:
    schema, _, member = name.rpartition(".")
    inner = _PROTO_TYPES.get(name, f"{schema}.{_capital(member)}")
    return f"type.googleapis.com/{_PACKAGES[method.api]}.{inner}"


def partial(method: Method, body: JsonObject, fields: str) -> JsonObject:
    """The part of an answer that the `fields` parameter asks for.

    Args:
        method: whose answer it is.
        body: the whole answer.
        fields: e.g. `id,etag,items(id,start/dateTime)`.

    Raises:
        ApiError: 400 for a field that the answer's schema does not have.
    """
    tree = _Selection(method, fields).parse()
    schema = {"$ref": method.response} if method.response else {}
    _check_selection(method, tree, schema)
    picked = _pick(body, tree)
    return picked if isinstance(picked, dict) else {}


class _Selection:
    """Parser of the `fields` parameter; the result is a tree of names, `{}` at its leaves."""

    def __init__(self, method: Method, text: str) -> None:
        self._method = method
        self._text = text
        self._tokens = re.findall(r"[\w$*-]+|[^\s]", text)

    def parse(self) -> JsonObject:
        tree = self._names()
        if self._tokens:
            raise _bad_selection(self._method, self._text)
        return tree

    def _names(self) -> JsonObject:
        tree: JsonObject = {}
        while True:
            _merge(tree, self._path())
            if not self._took(","):
                return tree

    def _path(self) -> JsonObject:
        if not self._tokens or not re.fullmatch(r"[\w$*-]+", self._tokens[0]):
            raise _bad_selection(self._method, self._text)
        name = self._tokens.pop(0)
        if self._took("/"):
            return {name: self._path()}
        if self._took("("):
            below = self._names()
            if not self._took(")"):
                raise _bad_selection(self._method, self._text)
            return {name: below}
        return {name: {}}

    def _took(self, token: str) -> bool:
        if self._tokens and self._tokens[0] == token:
            self._tokens.pop(0)
            return True
        return False


def _merge(tree: JsonObject, more: JsonObject) -> None:
    for name, below in more.items():
        _merge(tree.setdefault(name, {}), below)


def _check_selection(method: Method, tree: JsonObject, schema: JsonObject) -> None:
    while schema.get("type") == "array":
        schema = schema["items"]
    if "$ref" in schema:
        schema = method.schema(schema["$ref"])
    properties = schema.get("properties", {})
    for name, below in tree.items():
        if name == "*" or "additionalProperties" in schema:
            continue
        if name not in properties:
            raise _bad_selection(method, name)
        _check_selection(method, below, properties[name])


def _bad_selection(method: Method, text: str) -> errors.ApiError:
    message = f"Invalid field selection {text}"
    if method.api == "calendar":
        return errors.calendar("invalidParameter", message)
    return errors.bad_payload(method.api, message, text)


def _pick(value: object, tree: JsonObject) -> object:
    if not tree or "*" in tree:
        return value
    if isinstance(value, list):
        return [_pick(item, tree) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: _pick(item, tree[name]) for name, item in value.items() if name in tree}


@cache
def _load(name: str, version: str) -> JsonObject:
    text = (resources.files(_DOCUMENTS) / f"{name}.{version}.json").read_text()
    document: JsonObject = json.loads(text)
    return document


def _methods(document: JsonObject) -> Iterator[Method]:
    def walk(resource: JsonObject) -> Iterator[JsonObject]:
        yield from resource.get("methods", {}).values()
        for below in resource.get("resources", {}).values():
            yield from walk(below)

    prefix = "/" + document["servicePath"]
    for described in walk(document):
        flat = described.get("flatPath", described["path"])
        yield Method(
            id=described["id"],
            http_method=described["httpMethod"],
            scopes=tuple(described.get("scopes", ())),
            parameters={**document.get("parameters", {}), **described.get("parameters", {})},
            request=described.get("request", {}).get("$ref"),
            response=described.get("response", {}).get("$ref"),
            document=document,
            # A colon begins a custom verb in the APIs that have flat paths.
            flat_path=_pattern(prefix + flat, "[^/:]+" if "flatPath" in described else "[^/]+"),
            path=_pattern(prefix + described["path"], "[^/]+"),
        )


def _pattern(template: str, plain: str) -> re.Pattern[str]:
    text = ""
    for literal, plus, name in re.findall(r"([^{]*)(?:\{(\+?)(\w+)\})?", template):
        text += re.escape(literal)
        if name:
            text += f"(?P<{name}>{'.+' if plus else plain})"
    return re.compile(text)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(_capital, rest))


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
