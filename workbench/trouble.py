"""Trouble that can be ordered by name."""

from dataclasses import dataclass

from sandbox.google.faults import Drop, Faults

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

    def order(self, faults: Faults) -> None:
        """Order it."""
        headers = None if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        faults.order(
            self.method,
            status=self.status,
            headers=headers,
            delay=self.delay,
            drop=self.drop,
            times=self.times,
        )


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
