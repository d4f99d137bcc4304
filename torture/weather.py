"""Brings a step's troubles about: in the stand-in's answers, and in the store."""

from __future__ import annotations

import contextlib
import json
import random
import socket
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sandbox.google import errors
from sandbox.google import server as google_module
from sandbox.google.api import Answer
from sandbox.google.discovery import Match
from sandbox.google.faults import Call, Fault, Faults
from sandbox.google.identity import Signer
from sandbox.google.people.accounts import AccessToken
from sandbox.google.server import Dropped, GoogleServer, Incoming
from torture import hurry
from torture.presses import SETTINGS
from torture.story import KILLED, KILLED_DONE, NOT_KEPT, Trouble
from torture.uses import is_use, is_write

SLOW_SECONDS = 3.0
TOO_SLOW_SECONDS = 9.0
STORE_SLOW_SECONDS = 1.5
DEEP = b'{"a":' * 20_000
DOOR = "life-"
"""What begins the name of the doors of one life of the function (`torture.lives`)."""

Json = dict[str, Any]

_SET_SETTINGS = {"meet.spaces.create", "meet.spaces.patch"}
_DONE = {"503 done", "too slow done"}
_SPOILED = {"cut", "empty", "no JSON", "list", "odd", "deep"}
LOSE_THE_ANSWER = _DONE | _SPOILED | {"dropped done", "too slow", KILLED_DONE}
"""Troubles after which whoever called cannot know what was done."""


@dataclass
class Happened:
    """A call that was handled, and whether its caller could tell.

    Attributes:
        trouble: what went wrong with it; empty for nothing.
    """

    call: Call
    trouble: str = ""


@dataclass
class Weather(Faults):
    """The troubles of the step that is played.

    Attributes:
        edit: does what `edit: …` names to an event, as somebody else.
        again: delivers the present press once more.
        kill: kills the function.
        killed: whether it has been, and has not started again.
        store_hit: hears that the store has trouble.
        fired: the troubles that came about in this step.
    """

    edit: Callable[[str, int], None] = lambda _what, _seed: None
    again: Callable[[int], None] = lambda _seed: None
    kill: Callable[[], None] = lambda: None
    killed: Callable[[], bool] = lambda: False
    fired: list[Trouble] = field(default_factory=list)
    store_hit: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        super().__init__()
        self.local = threading.local()
        self._troubles: list[Trouble] = []
        self._counts: Counter[tuple[str, str]] = Counter()
        self._guard = threading.Lock()

    def begin(self, troubles: Sequence[Trouble]) -> None:
        """From now on these."""
        with self._guard:
            self._troubles = list(troubles)
            self._counts.clear()
            self.fired = []

    def take(self, call: Call) -> Fault | None:
        """What goes wrong with a call."""
        self.local.trouble = ""
        self.local.call = call
        hooks: list[Trouble] = []
        chosen: Trouble | None = None
        for trouble in self._due(call.method_id, call.path):
            if trouble.what == "again" or trouble.what.startswith("edit: "):
                hooks.append(trouble)
            elif chosen is None:
                chosen = trouble
        fault = Fault("*") if chosen is None else self._fault(call, chosen)
        kills = chosen is not None and chosen.what in {KILLED, KILLED_DONE}
        if hooks or kills:
            fault = replace(fault, then=lambda: self._run(hooks, call, kills=kills))
        return fault

    def wait(self, seconds: float) -> None:
        """Wait hurried seconds."""
        if seconds > 0:
            hurry.sleep(seconds)

    def store_trouble(self) -> str:
        """What goes wrong with the next use of the store; empty for nothing."""
        what = next((each.what for each in self._due("store", "")), "")
        if what and what not in {KILLED, KILLED_DONE}:
            self.store_hit()
        return what

    def _due(self, where: str, path: str) -> list[Trouble]:
        with self._guard:
            self._counts[where, path] += 1
            count = self._counts[where, path]
            due = [
                trouble
                for trouble in self._troubles
                if trouble.where == where
                and (count == trouble.nth or (trouble.lasting and count > trouble.nth))
            ]
            # What is done meanwhile is done once, whatever the path.
            once = [each for each in due if each.what == "again" or each.what[:5] == "edit:"]
            self._troubles = [each for each in self._troubles if each not in once]
            self.fired += due
        return due

    def _run(self, hooks: Sequence[Trouble], call: Call, *, kills: bool) -> None:
        trouble = self.local.trouble
        for hook in hooks:
            if hook.what != "again":
                self.edit(hook.what.removeprefix("edit: "), hook.seed)
            elif not self.killed():
                self.again(hook.seed)
        if kills:
            self.kill()
        self.local.call, self.local.trouble = call, trouble

    def _fault(self, call: Call, trouble: Trouble) -> Fault:
        what = self.local.trouble = trouble.what
        api = call.method_id.partition(".")[0]
        match what:
            case "dropped" | "killed":
                return Fault("*", drop="before")
            case "dropped done" | "killed done":
                return Fault("*", drop="after")
            case "slow":
                return Fault("*", delay=SLOW_SECONDS)
            case "too slow":
                return Fault("*", delay=TOO_SLOW_SECONDS)
            case "too slow done":
                return Fault("*", answer_delay=TOO_SLOW_SECONDS)
        if what in _DONE | _SPOILED | {NOT_KEPT}:
            return Fault("*")
        return _refusal(api, what, random.Random(trouble.seed))  # noqa: S311  # repeatable


def _refusal(api: str, what: str, chance: random.Random) -> Fault:
    headers = {"429 soon": {"Retry-After": "1"}, "429 late": {"Retry-After": "40"}}.get(what, {})
    if what == "odd refusal":
        return Fault("*", status=chance.choice((400, 403, 404)), body=_odd_error(chance))
    if what == "403 space":
        message = "Permission denied on resource Space (or it might not exist)."
        return Fault("*", status=403, body=_plain_error(403, message, "PERMISSION_DENIED"))
    if what == "403 feature":
        refused = errors.feature_unavailable(*_feature(chance))
        return Fault("*", status=refused.status, body=refused.body, headers=refused.headers)
    if what == "403 rate":
        reasons = [{"domain": "usageLimits", "reason": "rateLimitExceeded", "message": "Rate"}]
        body = {"error": {"code": 403, "message": "Rate Limit Exceeded", "errors": reasons}}
        return Fault("*", status=403, body=body)
    status = int(what.partition(" ")[0])
    return Fault("*", status=status, body=errors.for_status(api, status), headers=headers)


def _feature(chance: random.Random) -> tuple[Any, ...]:
    from sandbox.google.people.accounts import Feature  # noqa: PLC0415  # beside its only use

    return (chance.choice((Feature.RECORDING, Feature.TRANSCRIPTION, Feature.SMART_NOTES)),)


def _plain_error(code: int, message: str, status: str) -> Json:
    return {"error": {"code": code, "message": message, "status": status}}


def _odd_error(chance: random.Random) -> Json:
    info = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": ["x"], "metadata": []}
    bodies: list[Json] = [
        {},
        {"error": None},
        {"error": "invalid_grant"},
        {"error": {"code": "x", "message": [], "details": [info, None, 5], "errors": {"a": 1}}},
        {"error": {"details": [{**info, "reason": {"a": 1}, "metadata": {"service": [1]}}]}},
        {"error": {"errors": [{"reason": ["notFound"]}, {"reason": {}}]}},
    ]
    return chance.choice(bodies)


def _spoil(what: str, body: bytes) -> bytes | None:
    """The body as it is sent; `None` where it is cut."""
    return {
        "empty": b"",
        "no JSON": b"<html><title>Error 502 (Server Error)!!1</title></html>",
        "list": b"[" + body + b"]",
        "odd": b'{"id":5,"etag":[],"start":"x","name":{},"meetingCode":[],"config":7,"items":"x"}',
        "deep": DEEP,
    }.get(what)


class TroubledGoogle(GoogleServer):
    """The stand-in under a `Weather`, which also says who called for what.

    Args:
        weather: the troubles.
        signer: its keys.

    Attributes:
        private_copies: whether a guest's change to what is not theirs lies on their own copy alone,
            instead of being refused (google-apis.md 4.4 has both).
        kept: by user, what their administrator keeps ON or OFF: Meet takes what it is asked for
            and keeps that as it is (google-apis.md 2.6).
        is_shut: whether the door of a name is shut, so that whatever comes through it is dropped.
        called: hears of each call before it is handled, in its thread, with its access token.
        answered: likewise when it was handled or dropped.
    """

    def __init__(self, weather: Weather, signer: Signer | None = None) -> None:
        super().__init__(signer=signer)
        self.weather = weather
        self.faults = weather
        self.private_copies = False
        self._copies: dict[str, Json] = {}
        self.kept: Mapping[str, Mapping[str, str]] = {}
        self.is_shut: Callable[[str], bool] = lambda _door: False
        self.called: Callable[[str], None] = lambda _token: None
        self.answered: Callable[[Happened], None] = lambda _happened: None

    def answer(self, incoming: Incoming) -> Answer:
        """See `GoogleServer.answer`; may answer something else than what was done."""
        local = self.weather.local
        local.call, local.trouble, local.spoil = None, "", ""
        door, slash, path = incoming.path.removeprefix("/").partition("/")
        if door.startswith(DOOR):
            incoming = replace(incoming, path=slash + path)
            if self.is_shut(door):
                raise Dropped
        self.called(incoming.headers.get("authorization", "").partition(" ")[2])
        try:
            answer = super().answer(incoming)
        finally:
            call: Call | None = local.call
            if call is not None:
                self.answered(Happened(call, local.trouble))
        if call is not None and self.private_copies:
            answer = self._on_copy(incoming, call, answer)
        if local.trouble == "503 done":
            return Answer(errors.for_status("meet", 503), 503)
        if local.trouble in _SPOILED and answer.status == 200:
            local.spoil = local.trouble
        return answer

    def _handle(self, incoming: Incoming, match: Match | None, token: AccessToken | None) -> Answer:
        if self.weather.local.trouble == NOT_KEPT and incoming.body:
            kept = json.loads(incoming.body)
            kept.pop("conferenceData", None)
            incoming = replace(incoming, body=json.dumps(kept).encode())
        if token is not None and match is not None and match.method.id in _SET_SETTINGS:
            incoming = _as_kept(incoming, self.kept.get(token.user.email, {}))
        return super()._handle(incoming, match, token)

    def _on_copy(self, incoming: Incoming, call: Call, answer: Answer) -> Answer:
        """What a guest sees of an event whose conference they changed for themselves."""
        if call.method_id == "calendar.events.get" and call.path in self._copies:
            copied = {**(answer.body or {}), **self._copies[call.path]}
            return replace(answer, body=copied) if answer.status == 200 else answer
        refused = call.method_id == "calendar.events.patch" and answer.status == 403
        if not refused or "forbiddenForNonOrganizer" not in json.dumps(answer.body):
            return answer
        data = json.loads(incoming.body).get("conferenceData") or {}
        points = data.get("entryPoints") or [{}]
        self._copies[call.path] = {"conferenceData": data, "hangoutLink": points[0].get("uri")}
        seen = self.answer(replace(incoming, method="GET", query="", body=b""))
        return Answer({**(seen.body or {}), **self._copies[call.path]})

    def forget_copies(self) -> None:
        """Another world, without any of them."""
        self._copies.clear()

    def _serve(self, connection: socket.socket, number: int) -> None:
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            _Spoiling(connection, self, number)
        except OSError:
            pass  # the client went away
        finally:
            with self._lock:
                self._open.pop(number, None)
            with contextlib.suppress(OSError):
                # A stream that was cut off still holds on to the descriptor.
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()


def _as_kept(incoming: Incoming, kept: Mapping[str, str]) -> Incoming:
    """A request for settings as an administrator lets it be carried out."""
    try:
        body = json.loads(incoming.body)
    except ValueError:
        return incoming
    for name, value in kept.items():
        *parents, last = SETTINGS[name].split(".")
        level = body.get("config") or {}
        for parent in parents:
            level = level.get(parent) or {}
        if last in level:
            level[last] = value
    return replace(incoming, body=json.dumps(body).encode()) if kept else incoming


class _Spoiling(google_module._Conversation):  # noqa: SLF001  # what is sent is spoiled last
    def _play(self) -> None:
        plain = self.wfile
        self.wfile = _Spoiler(plain, self._google)  # type: ignore[assignment]
        try:
            super()._play()
        finally:
            self.wfile = plain

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _play  # noqa: N815  # the base's names


class _Spoiler:
    """Holds head and body back until both are there."""

    def __init__(self, plain: Any, google: GoogleServer) -> None:  # noqa: ANN401  # a stream
        self._plain = plain
        self._local = google.weather.local if isinstance(google, TroubledGoogle) else None
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        """Keep a part."""
        self._parts.append(part)
        return len(part)

    def flush(self) -> None:
        """Send everything, spoiled if that was ordered."""
        what = getattr(self._local, "spoil", "")
        whole = b"".join(self._parts)
        self._parts.clear()
        if what:
            head, _, body = whole.partition(b"\r\n\r\n")
            spoiled = _spoil(what, body)
            if spoiled is None:
                self._plain.write(whole[: len(whole) - len(body) // 2 - 1])
                self._plain.flush()
                raise ConnectionAbortedError
            lines = [x for x in head.split(b"\r\n") if not x.lower().startswith(b"content-length")]
            lines.append(b"Content-Length: %d" % len(spoiled))
            whole = b"\r\n".join(lines) + b"\r\n\r\n" + spoiled
        self._plain.write(whole)
        self._plain.flush()


class _TroubledConnection(sqlite3.Connection):
    begin: Callable[[], str] = staticmethod(lambda: "")
    kill: Callable[[], None] = staticmethod(lambda: None)
    is_shut: Callable[[], bool] = staticmethod(lambda: False)
    trouble = ""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401
        if self.is_shut():
            raise sqlite3.OperationalError("the process is gone")
        if is_use(sql):
            self.trouble = self.begin()
        cursor = super().execute(sql, parameters)
        if is_write(sql):
            if self.trouble == "lost":
                raise sqlite3.OperationalError("disk I/O error")
            if self.trouble == KILLED_DONE:
                self.kill()
                raise sqlite3.OperationalError("the process is gone")
        return cursor


class TroubledStore:
    """Lets a weather into every SQLite store that is opened in this process, from its making on.

    Args:
        weather: the troubles.
        kept: by user, what their administrator keeps ON or OFF: Meet takes what it is asked for
            and keeps that as it is (google-apis.md 2.6).
        is_shut: whether the door of a name is: the folder that the store is found in.
    """

    def __init__(self, weather: Weather, is_shut: Callable[[str], bool]) -> None:
        self._weather = weather
        self._is_shut = is_shut
        self._connect = sqlite3.connect
        sqlite3.connect = self._opened  # type: ignore[assignment]

    def remove(self) -> None:
        """Leave SQLite alone again."""
        sqlite3.connect = self._connect

    def _opened(self, path: str | Path, **options: Any) -> sqlite3.Connection:  # noqa: ANN401
        door = Path(path).parent.name
        if not door.startswith(DOOR):
            plain: sqlite3.Connection = self._connect(path, **options)
            return plain
        if self._is_shut(door):
            raise sqlite3.OperationalError("the process is gone")
        connection: _TroubledConnection = self._connect(
            path, factory=_TroubledConnection, **options
        )
        connection.begin, connection.kill = self._begin, self._weather.kill
        connection.is_shut = lambda: self._is_shut(door)
        return connection

    def _begin(self) -> str:
        """What goes wrong with a use after it has begun, if nothing has by then."""
        trouble = self._weather.store_trouble()
        if trouble == KILLED:
            self._weather.kill()
        if trouble in {"down", KILLED}:
            raise sqlite3.OperationalError("unable to open database file")
        if trouble == "slow":
            hurry.sleep(STORE_SLOW_SECONDS)
        return trouble
