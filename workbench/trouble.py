"""Trouble that can be ordered by name."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.google.faults import Drop, Fault, Faults

PATCH_EVENT = "calendar.events.patch"
GET_EVENT = "calendar.events.get"
CREATE_SPACE = "meet.spaces.create"
GET_SPACE = "meet.spaces.get"
PATCH_SPACE = "meet.spaces.patch"


@dataclass(frozen=True)
class Trouble:
    """One kind of trouble, for the next call of a method.

    Attributes:
        name: what it is called.
        method: the method's discovery id.
        status: what is answered instead.
        retry_after: seconds that the answer asks to wait.
        delay: seconds that the call takes longer.
        drop: when the connection is closed.
        times: how many calls it is for.
    """

    name: str
    method: str
    status: int | None = None
    retry_after: int | None = None
    delay: float = 0.0
    drop: Drop | None = None
    times: int = 1

    def order(self, faults: Faults) -> Fault:
        """Order it."""
        headers = None if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        return faults.order(
            self.method,
            status=self.status,
            headers=headers,
            delay=self.delay,
            drop=self.drop,
            times=self.times,
        )


@dataclass(frozen=True)
class Order:
    """Trouble that was ordered.

    Attributes:
        trouble: which.
        fault: the order as the stand-in has it.
    """

    trouble: Trouble
    fault: Fault

    @property
    def calls(self) -> int:
        """How many calls it is still for."""
        return self.fault.times


class Orders:
    """The trouble that was ordered in any tab.

    Args:
        faults: the stand-in's orders.
    """

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._orders: list[Order] = []

    def place(self, trouble: Trouble) -> None:
        """Order trouble for the next calls that it is for."""
        self._orders = [*self.standing(), Order(trouble, trouble.order(self._faults))]

    def take_back(self, order: Order) -> None:
        """Have it not happen any more."""
        self._faults.withdraw(order.fault)

    def clear(self) -> None:
        """Take back everything."""
        self._faults.clear()

    def standing(self) -> list[Order]:
        """What is not used up, in the order in which it was ordered."""
        standing = self._faults.standing()
        return [order for order in self._orders if any(order.fault is kept for kept in standing)]


TROUBLES = (
    Trouble("Slow Meet: 4 seconds to make a space", CREATE_SPACE, delay=4),
    Trouble("Very slow Meet: 40 seconds to make a space", CREATE_SPACE, delay=40),
    Trouble("Calendar is busy: 429 once, then it works", GET_EVENT, status=429, retry_after=1),
    Trouble("Meet is busy: 429 when a space is to be made", CREATE_SPACE, status=429),
    Trouble("Google stays busy: 429 ten times", "*", status=429, times=10),
    Trouble("Lost answer: the space is made, nobody hears of it", CREATE_SPACE, drop="after"),
    Trouble("Lost answer: the event is changed, nobody hears of it", PATCH_EVENT, drop="after"),
    Trouble("Somebody else changed the event first: 412", PATCH_EVENT, status=412),
    Trouble("Calendar is broken: 503 three times", GET_EVENT, status=503, times=3),
    Trouble("Meet refuses to change the settings: 403", PATCH_SPACE, status=403),
)
