"""The part with hostile input: what no host would send, to the function as it is deployed."""

from __future__ import annotations

import copy
import gzip
import json
import random
import socket
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from bench.process import rss_mib, workers
from sandbox.addon import ROOT, AddOn
from sandbox.google.server import GoogleServer
from sandbox.google.world import World
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.chat.host import ChatHost
from torture.report import Figures
from torture.words import ASK_REPLACE, ASK_RESET, DEFAULTS

Json = dict[str, Any]

SENDERS = 4
WAVE = 500
SLOWEST_SECONDS = 1.0
PATIENCE_SECONDS = 20.0
MOST_GROWTH_MIB = 40.0
RAW = "\ue000raw:"
"""Begins a text that stands for JSON as it is written, such as `1e999`."""
MIB = 1024 * 1024

JUNK: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1.5,
    2**63,
    -(2**53) - 1,
    f"{RAW}1e999",
    f"{RAW}-1E+400",
    f"{RAW}1e-999",
    f"{RAW}NaN",
    f"{RAW}-Infinity",
    RAW + "9" * 5000,
    f"{RAW}0.1e1",
    f'{RAW}"\\ud800"',
    f'{RAW}"\\udc00\\ud83d"',
    f'{RAW}{{"a":1,"a":2,"a":{{"a":3}}}}',
    "",
    " ",
    "\0",
    "a\0b",
    "\u202eevil\u202c",
    "\u2066\u2067\u2068\u2069",
    "\r\nX-Header: x",
    "../../etc/passwd",
    "a/b?c#d%e",
    "%00%2e%2e",
    "{title}%s{0}",
    "<b>&amp;</b><a href='https://example.com'>x</a>",
    "é漢🎉",
    "x" * 70_000,
    [],
    [None],
    ["x", 1, {}],
    [[[[[]]]]],
    ["on"] * 5_000,
    {},
    {"": {}},
    {"value": ["on"]},
    {"stringInputs": {"value": ["on"]}},
    {"stringInputs": {"value": [{}]}},
    {"dateTimeInput": {"msSinceEpoch": "1e30"}},
    ", ".join(f"guest{number}@example.com" for number in range(700)),
    "a" * 50_000 + "@" + "b." * 20_000,
    "<" * 30_000,
    ";" * 30_000,
)
"""What may stand in a field's place."""


TYPED = (
    "a@b.cc,",
    "a@b.cc ",
    "guest@example.com; ",
    "Name <guest@example.com>, ",
    "x",
    "<",
    "a b ",
    ",",
    "@",
    "a@",
    "\n",
    "漢",
    "&",
    "users/1,",
)
"""What may be typed again and again."""


@dataclass(frozen=True)
class Shape:
    """An event as a host sent it."""

    path: str
    event: Json
    headers: dict[str, str]


@dataclass
class Tally:
    """What came back."""

    sent: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    slow: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0


@dataclass(frozen=True)
class Attack:
    """Bytes to send, and what they are.

    Attributes:
        pieces: sent one after the other, with so many seconds in between.
        cut: whether the sender goes away without listening.
    """

    name: str
    pieces: list[bytes]
    pause: float = 0.0
    cut: bool = False


def record_shapes(google: GoogleServer, addon: AddOn) -> list[Shape]:
    """What Calendar and Chat send in an ordinary morning, freshly signed."""
    google.world = world = World(seed=random.getrandbits(30))
    ana, bo = (world.add_user(f"{name}@example.com") for name in ("ana", "bo"))

    def keep(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        kept.append((event, headers))
        return event, headers

    kept: list[tuple[Json, dict[str, str]]] = []
    with (
        addon.calendar_of(ana, strict=False) as calendar,
        addon.chat_of(ana, strict=False) as chat,
    ):
        calendar.installation.tamper = keep
        chat.installation.tamper = keep
        for step in _morning(world, calendar, chat, bo.email):
            step()
        exchanges = [each for host in (calendar, chat) for each in host.exchanges]
        paths = {id(each.request): urlsplit(each.url or "").path for each in exchanges}
        return [Shape(paths[id(e)], e, h) for e, h in kept if id(e) in paths]


def _morning(
    world: World, calendar: CalendarHost, chat: ChatHost, bo: str
) -> Iterator[Callable[[], object]]:
    ana = calendar.installation.user
    event_id = world.calendar.add_event(ana.email, attendees=[bo])
    series = world.calendar.add_event(ana.email, recurrence=["RRULE:FREQ=WEEKLY;COUNT=5"])
    first = next(iter(world.calendar.instances(world.calendar.find(ana.email, series))))
    foreign = world.calendar.add_event(ana.email, conference=world.meet.make_meet(bo))
    yield calendar.open_home
    yield calendar.press_primary
    yield lambda: calendar.open_event(ana.email, event_id)
    yield calendar.press_primary
    yield lambda: calendar.open_event(ana.email, event_id)
    yield calendar.press_primary
    yield lambda: calendar.open_event(ana.email, first.id)
    yield lambda: calendar.set_input("applies_to", "event")
    yield lambda: calendar.open_event(ana.email, foreign)
    yield lambda: calendar.press(ASK_REPLACE)
    yield calendar.press_secondary
    yield lambda: calendar.universal_action(DEFAULTS)
    yield lambda: calendar.card_action(ASK_RESET)
    yield calendar.press_primary
    room = world.chat.add_space("Team", [ana, world.people.user(bo)])
    world.chat.join(room, chat.app)
    chat.in_space(room)
    yield lambda: chat.say("help", mention=True)
    yield lambda: chat.slash_command("/meet", "Budget")
    yield lambda: chat.slash_command("/settings")
    yield lambda: chat.form.press_primary()  # noqa: PLW0108  # another form by then
    yield lambda: chat.slash_command("/schedule", "Budget")
    yield lambda: chat.form.set_input("addresses", bo)
    yield lambda: chat.form.press_primary()  # noqa: PLW0108  # another form by then


def make_attack(chance: random.Random, shapes: list[Shape]) -> Attack:
    """Something that no host would send."""
    shape = chance.choice(shapes)
    kind = chance.choices(tuple(ATTACKS), [weight for weight, _ in ATTACKS.values()])[0]
    return ATTACKS[kind][1](chance, shape)


def _mutated(chance: random.Random, shape: Shape) -> Attack:
    event = copy.deepcopy(shape.event)
    told = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        places = [place for place in _places(event) if "systemIdToken" not in place]
        if not places:
            break
        place = chance.choice(places)
        told.append("/".join(map(str, place)))
        _put(chance, event, place)
    return _posted(f"{shape.path} with {', '.join(told)}", shape, _written(event))


def _deep(chance: random.Random, shape: Shape) -> Attack:
    depth = chance.choice((50, 500, 5_000, 50_000))
    nest = (
        (b'{"a":' * depth + b"1" + b"}" * depth)
        if chance.random() < 0.5
        else (b"[" * depth + b"]" * depth)
    )
    body = _written(shape.event)
    inside = body[:-1] + b',"deep":' + nest + b"}"
    return _posted(f"{depth} deep", shape, inside if chance.random() < 0.7 else nest)


def _huge(chance: random.Random, shape: Shape) -> Attack:
    event = copy.deepcopy(shape.event)
    unit = chance.choice(("x", "漢", "<", "\u202e", "@", "a@b.c,", "\0"))
    room = MIB - len(_written(event)) - 100
    place = chance.choice([place for place in _places(event) if "systemIdToken" not in place])
    _at(event, place[:-1])[place[-1]] = unit * (room // len(json.dumps(unit)[1:-1]))
    return _posted(f"a huge {'/'.join(map(str, place))}", shape, _written(event))


def _typed(chance: random.Random, shape: Shape) -> Attack:
    """Far more than anybody types, in an input of the card or a parameter of the button."""
    event = copy.deepcopy(shape.event)
    common = event.get("commonEventObject", {})
    inputs, parameters = common.get("formInputs") or {}, common.get("parameters") or {}
    if not inputs and not parameters:
        return _mutated(chance, shape)
    unit = chance.choice(TYPED)
    text = unit * min((MIB - 30_000) // len(unit.encode()), chance.choice((9, 700, 9_000, MIB)))
    name = chance.choice([*inputs, *parameters])
    if name in inputs:
        many = chance.random() < 0.3
        inputs[name] = {"stringInputs": {"value": text.split() if many else [text]}}
    else:
        parameters[name] = text
    return _posted(f"{unit!r} many times as {name}", shape, _written(event))


def _doubled(chance: random.Random, shape: Shape) -> Attack:
    body = _written(shape.event)
    extra = chance.choice(
        (
            b'"commonEventObject":{"hostApp":"DOCS"}',
            b'"calendar":[]',
            b'"chat":{}',
            b'"authorizationEventObject":{}',
        )
    )
    whole = (
        b"{" + extra + b"," + body[1:] if chance.random() < 0.5 else body[:-1] + b"," + extra + b"}"
    )
    return _posted("doubled keys", shape, whole)


def _no_json(chance: random.Random, shape: Shape) -> Attack:
    body = _written(shape.event)
    cut = chance.randrange(len(body))
    junk = chance.choice(
        (
            b"",
            b"\xff\xfe" + body,
            body.decode().encode("utf-16"),
            body[:cut],
            body[:cut] + b"\0" + body[cut:],
            body[:cut] + bytes([chance.randrange(256)]) + body[cut + 1 :],
            b"null",
            b"[]",
            b"1" * 6_000,
            b'"' + b"\\u0000" * 9_000 + b'"',
            b"{" * 100_000,
        )
    )
    return _posted("no JSON", shape, junk)


def _bomb(chance: random.Random, shape: Shape) -> Attack:
    plain = _written(shape.event) if chance.random() < 0.3 else b"{" + b" " * (32 * MIB) + b"}"
    return _posted("a gzip bomb", shape, gzip.compress(plain), {"Content-Encoding": "gzip"})


def _headers(chance: random.Random, shape: Shape) -> Attack:
    odd = chance.choice(
        (
            {"Authorization": "Bearer " + "a" * 9_000},
            {"Authorization": "Bearer \xff"},
            {"Authorization": "Bearer ..."},
            {"Content-Type": "text/plain; charset=utf-7"},
            {"Content-Type": "multipart/form-data"},
            {"Content-Length": "99999999999999999999"},
            {"Content-Length": "-1"},
            {"Content-Length": "x"},
            {"Transfer-Encoding": "chunked, chunked"},
            {"Transfer-Encoding": "gzip, chunked"},
            {"X-Cloud-Trace-Context": "\x01" * 300},
            {"Host": "evil.example.com"},
            {"Expect": "200-maybe"},
            {"X-HTTP-Method-Override": "DELETE"},
            {f"X-{number}": "x" for number in range(90)},
        )
    )
    return _posted(f"odd headers {[*odd][:1]}", shape, _written(shape.event), odd)


def _elsewhere(chance: random.Random, shape: Shape) -> Attack:
    path = chance.choice(("/", "//", "/..", "/%00", "/calendar//event", "/health", "/x" * 2_000))
    moved = Shape(path, shape.event, shape.headers)
    method = chance.choice(("POST", "GET", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"))
    return _posted(f"{method} {path[:20]}", moved, _written(shape.event), method=method)


def _half(chance: random.Random, shape: Shape) -> Attack:
    whole = b"".join(_posted("", shape, _written(shape.event)).pieces)
    return Attack("half a request", [whole[: chance.randrange(1, len(whole))]], cut=True)


def _slow(chance: random.Random, shape: Shape) -> Attack:
    whole = b"".join(_posted("", shape, _written(shape.event)).pieces)
    size = max(1, len(whole) // chance.choice((3, 8)))
    pieces = [whole[start : start + size] for start in range(0, len(whole), size)]
    return Attack("a slow sender", pieces, pause=0.1)


ATTACKS: dict[str, tuple[float, Callable[[random.Random, Shape], Attack]]] = {
    "mutated": (60, _mutated),
    "deep": (6, _deep),
    "huge": (3, _huge),
    "typed": (6, _typed),
    "doubled": (6, _doubled),
    "no JSON": (10, _no_json),
    "bomb": (1, _bomb),
    "headers": (6, _headers),
    "elsewhere": (5, _elsewhere),
    "half": (2, _half),
    "slow": (0.5, _slow),
}
"""Kinds of attacks, and how often each."""


def _places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:  # noqa: ANN401
    found = [path] if path else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += _places(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += _places(inner, (*path, index))
    return found


def _at(event: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401
    for key in path:
        event = event[key]
    return event


def _put(chance: random.Random, event: Json, place: tuple[str | int, ...]) -> None:
    parent, key = _at(event, place[:-1]), place[-1]
    roll = chance.random()
    if roll < 0.1 and isinstance(parent, dict):
        del parent[key]
    elif roll < 0.2 and isinstance(parent, dict):
        parent[str(chance.choice(("", "\0", "__class__", "x" * 9_000)))] = parent.pop(key)
    else:
        parent[key] = copy.deepcopy(chance.choice(JUNK))


def _written(event: Json) -> bytes:
    text = json.dumps(event)
    raw = json.dumps(RAW)[1:-1]
    while raw in text:
        start = text.index(f'"{raw}')
        end = start + 1
        while text[end] != '"' or text[end - 1] == "\\":
            end += 1
        inside = json.loads(text[start : end + 1]).removeprefix(RAW)
        text = text[:start] + inside + text[end + 1 :]
    return text.encode()


def _posted(
    name: str,
    shape: Shape,
    body: bytes,
    headers: dict[str, str] | None = None,
    *,
    method: str = "POST",
) -> Attack:
    lines = {
        "Host": "127.0.0.1",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Connection": "close",
        **shape.headers,
        **(headers or {}),
    }
    head = [f"{method} {shape.path} HTTP/1.1", *(f"{key}: {value}" for key, value in lines.items())]
    return Attack(name, ["\r\n".join([*head, "", ""]).encode("latin-1", "replace"), body])


def send(address: tuple[str, int], attack: Attack) -> tuple[int, float]:
    """Send it; the status (0 for none) and the seconds from the last byte sent to the answer."""
    with socket.create_connection(address, timeout=PATIENCE_SECONDS) as connection:
        sent = time.perf_counter()
        try:
            for piece in attack.pieces:
                sent = time.perf_counter()
                connection.sendall(piece)
                if attack.pause:
                    time.sleep(attack.pause)
            if attack.cut:
                return 0, 0.0
            sent = time.perf_counter()
        except OSError:
            pass  # it was refused before its end: the answer may be there all the same
        with suppress(OSError, HTTPException):
            answer = HTTPResponse(connection)
            answer.begin()
            answer.read()
            return answer.status, time.perf_counter() - sent
    return 0, time.perf_counter() - sent


class _Battle:
    def __init__(self, addon: AddOn, seed: int) -> None:
        parts = urlsplit(addon.url)
        self._address = (str(parts.hostname), int(parts.port or 80))
        self._seed = seed
        self._lock = threading.Lock()
        self._suspects: list[tuple[int, Attack, float]] = []
        self.tally = Tally()

    def wave(self, shapes: list[Shape], first: int, count: int) -> None:
        """Send so many, from several senders at once."""
        with ThreadPoolExecutor(SENDERS) as pool:
            list(pool.map(lambda number: self._attack(shapes, number), range(first, first + count)))
        for number, attack, seconds in self._suspects:
            self._judge_time(number, attack, seconds)
        self._suspects.clear()

    def _judge_time(self, number: int, attack: Attack, seconds: float) -> None:
        """Slow by itself, or for want of a core: what is sent again alone tells."""
        with suppress(OSError):
            seconds = min(seconds, *(send(self._address, attack)[1] for _ in range(2)))
        self.tally.slowest = max(self.tally.slowest, seconds)
        if seconds > SLOWEST_SECONDS:
            self.tally.slow.append(f"#{number}, {attack.name[:200]}: {seconds:.1f} s")

    def _attack(self, shapes: list[Shape], number: int) -> None:
        chance = random.Random(f"hostile {self._seed} {number}")  # noqa: S311  # repeatable
        attack = make_attack(chance, shapes)
        try:
            status, seconds = send(self._address, attack)
        except OSError as error:
            status, seconds = 599, 0.0
            attack = Attack(f"{attack.name}: {type(error).__name__}", [])
        with self._lock:
            tally = self.tally
            tally.sent += 1
            tally.statuses[status] += 1
            if status >= 500:
                tally.wrong.append(f"#{number}, {attack.name[:200]}: {status}")
            if seconds > SLOWEST_SECONDS:
                self._suspects.append((number, attack, seconds))
            else:
                tally.slowest = max(tally.slowest, seconds)


def torture(seed: int, count: int) -> Figures:
    """Send so many attacks, and look at answers, log and memory."""
    figures = Figures("hostile")
    with tempfile.TemporaryDirectory() as folder, GoogleServer() as google:
        log = Path(folder) / "log"
        store = {"ADDON_STORE": f"sqlite:{Path(folder) / 'addon.db'}", "THREADS": "16"}
        with (
            log.open("wb") as stream,
            AddOn(ROOT, google, settings=store, log=stream) as addon,
        ):
            battle = _Battle(addon, seed)
            memory = []
            random.seed(seed)
            for first in range(0, count, WAVE):
                shapes = record_shapes(google, addon)
                battle.wave(shapes, first, min(WAVE, count - first))
                google.calls.clear()
                memory.append(_memory(addon))
        errors, tracebacks = _read_log(log.open("rb"))
    _fill_in(figures, battle.tally, memory)
    figures.must_be_zero("ERROR lines", sum(errors.values()))
    figures.must_be_zero("tracebacks", tracebacks)
    for line, times in errors.most_common(8):
        figures.tell(f"hostile input, {times} ERROR lines like {line}")
    return figures


def _fill_in(figures: Figures, tally: Tally, memory: list[float]) -> None:
    figures.say("events", tally.sent)
    kinds = (f"{status or 'none'}: {times}" for status, times in sorted(tally.statuses.items()))
    figures.say("answers", ", ".join(kinds))
    figures.must_be_zero("answers from 500 up", len(tally.wrong))
    figures.must_be_zero("answers over 1 s", len(tally.slow))
    figures.say("slowest answer, s", f"{tally.slowest:.2f}")
    for each in (*tally.wrong[:8], *tally.slow[:8]):
        figures.tell(f"hostile input {each}")
    early = memory[len(memory) // 4]
    growth = memory[-1] - early
    figures.say("memory, MiB", f"{early:.0f} → {memory[-1]:.0f}")
    figures.must_be("its growth, MiB", f"{growth:.0f}", met=growth <= MOST_GROWTH_MIB)


def _memory(addon: AddOn) -> float:
    found = workers(addon.pid or 0)
    return sum(rss_mib(pid) for pid in found or [addon.pid or 0])


def _read_log(log: IO[bytes]) -> tuple[Counter[str], int]:
    errors: Counter[str] = Counter()
    tracebacks = 0
    with log:
        for line in log:
            if b'"severity": "ERROR"' in line or b'"severity": "CRITICAL"' in line:
                fields = json.loads(line)
                where = [str(each).strip() for each in fields.get("error", [])][-2:]
                errors[" ".join([str(fields.get("message")), *where])] += 1
            tracebacks += line.startswith(b"Traceback")
    return errors, tracebacks
