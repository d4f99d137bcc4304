"""Trouble made to order: statuses, delays, lost answers, and other people's edits in between."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sandbox.google.errors import ApiError

JsonObject = dict[str, Any]
Drop = Literal["before", "after"]


@dataclass
class Call:
    """A request to an API as the stand-in saw it.

    Attributes:
        method_id: e.g. `calendar.events.patch`; empty where no method has the path.
        method: the HTTP method.
        path: the path as it was sent, percent-encoded.
        query: query parameters, decoded; repeated ones joined by commas.
        body: the JSON body, None without one.
        headers: headers by lower-case name, without the access token.
        user: the caller's address, None for an unknown token.
        scopes: what the token grants, as URLs.
        connection: the number of the TCP connection, counted from 1.
        started: `time.monotonic()` when the request had been read.
        ended: the same when the answer was ready, None before.
        status: the answer's status, None before and where the connection was dropped.
        dropped: where a fault closed the connection.
    """

    method_id: str
    method: str
    path: str
    query: Mapping[str, str]
    body: JsonObject | None
    headers: Mapping[str, str]
    user: str | None
    scopes: frozenset[str]
    connection: int
    started: float
    ended: float | None = None
    status: int | None = None
    dropped: Drop | None = None

    @property
    def if_match(self) -> str | None:
        """The ETag that a write was bound to."""
        return self.headers.get("if-match")


@dataclass
class Fault:
    """One order; see `Faults.order`."""

    method_id: str
    status: int | None = None
    body: JsonObject | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    answer_delay: float = 0.0
    drop: Drop | None = None
    times: int = 1
    when: Callable[[Call], bool] | None = None
    then: Callable[[], object] | None = None
    spoil: Callable[[JsonObject], bytes] | None = None
    gate: Gate | None = None

    def fits(self, call: Call) -> bool:
        """Whether the order is for this call."""
        return self.method_id in {"*", call.method_id} and (self.when is None or self.when(call))


class Gate:
    """Holds a request until it is let through.

    Attributes:
        reached: set once a request waits at the gate.
    """

    def __init__(self) -> None:
        self.reached = threading.Event()
        self._opened = threading.Event()

    def open(self) -> None:
        """Let every request through, those that wait and those to come."""
        self._opened.set()

    def wait(self) -> None:
        """Wait at the gate."""
        self.reached.set()
        self._opened.wait()


class Faults:
    """The orders that stand, each used up by the calls that it is for.

    Attributes:
        latency: seconds that every API call takes before it is handled.
        ways: seconds that a call takes to arrive, by method: what is sent later may overtake it.
    """

    def __init__(self) -> None:
        self.latency = 0.0
        self.ways: Mapping[str, float] = {}
        self._lock = threading.Lock()
        self._orders: list[Fault] = []
        self._gates: list[Gate] = []
        self._closing = threading.Event()

    def order(
        self,
        method_id: str,
        *,
        status: int | None = None,
        body: JsonObject | None = None,
        headers: Mapping[str, str] | None = None,
        error: ApiError | None = None,
        delay: float = 0.0,
        answer_delay: float = 0.0,
        drop: Drop | None = None,
        times: int = 1,
        when: Callable[[Call], bool] | None = None,
        then: Callable[[], object] | None = None,
        spoil: Callable[[JsonObject], bytes] | None = None,
    ) -> Fault:
        """Order trouble for the next calls of a method; orders are used in the order given.

        Args:
            method_id: a discovery id such as `meet.spaces.create`, or `*` for every method.
            status: answer this instead of handling the request.
            body: the body to go with it, the API's usual one for the status by default.
            headers: headers to go with it, e.g. `{"Retry-After": "1"}`.
            error: status, body and headers in one, e.g. `errors.feature_unavailable(…)`.
            delay: seconds to wait before the request is handled.
            answer_delay: seconds to wait after it was handled, before it is answered.
            drop: close the TCP connection `before` the request is handled, or `after`.
            times: how many calls the order is for.
            when: which calls it is for.
            then: what happens just before the request is handled.
            spoil: makes what is sent of the body that would have been.

        Returns:
            The order, as `standing` has it while it is not used up.
        """
        if error is not None:
            status, body, headers = error.status, error.body, {**error.headers, **(headers or {})}
        fault = Fault(
            method_id=method_id,
            status=status,
            body=body,
            headers=headers or {},
            delay=delay,
            answer_delay=answer_delay,
            drop=drop,
            times=times,
            when=when,
            then=then,
            spoil=spoil,
        )
        with self._lock:
            self._orders.append(fault)
        return fault

    def hold(self, method_id: str, *, times: int = 1) -> Gate:
        """Keep the next calls of a method waiting until the returned gate is opened."""
        gate = Gate()
        with self._lock:
            self._gates.append(gate)
            self._orders.append(Fault(method_id, times=times, gate=gate))
        return gate

    def clear(self) -> None:
        """Forget all orders and let waiting requests through."""
        with self._lock:
            self._orders.clear()
            gates, self._gates = self._gates, []
        for gate in gates:
            gate.open()

    def withdraw(self, order: Fault) -> None:
        """Take back an order; nothing where it is used up."""
        with self._lock:
            self._orders = [kept for kept in self._orders if kept is not order]

    def standing(self) -> list[Fault]:
        """The orders that are not used up; their `times` are the calls that they are still for."""
        with self._lock:
            return list(self._orders)

    @property
    def open_orders(self) -> int:
        """How many orders are not used up."""
        with self._lock:
            return len(self._orders)

    def take(self, call: Call) -> Fault | None:
        """Use the first order that is for a call."""
        with self._lock:
            fault = next((order for order in self._orders if order.fits(call)), None)
            if fault is None:
                return None
            fault.times -= 1
            if fault.times <= 0:
                self._orders.remove(fault)
            return fault

    def wait(self, seconds: float) -> None:
        """Wait, unless the server closes meanwhile."""
        if seconds > 0:
            self._closing.wait(seconds)

    def close(self) -> None:
        """End every wait, now and from now on."""
        self._closing.set()
        self.clear()
