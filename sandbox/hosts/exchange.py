"""What passed between a host and an add-on."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.hosts.wire import Complaint, Json


@dataclass(frozen=True)
class OpenedLink:
    """A link that the host opened.

    Attributes:
        url: where it leads.
        open_as: `FULL_SIZE` or `OVERLAY`.
        reloads: whether closing it runs the root trigger again (`onClose: RELOAD`).
    """

    url: str
    open_as: str = "FULL_SIZE"
    reloads: bool = False

    @classmethod
    def parse(cls, link: Json) -> OpenedLink:
        """Read an `OpenLink`."""
        reloads = link.get("onClose") == "RELOAD"
        return cls(link.get("url", ""), link.get("openAs", "FULL_SIZE"), reloads)


@dataclass(frozen=True)
class Exchange:
    """One event and its answer, or something the host did without asking the add-on.

    Attributes:
        url: where the event was POSTed; None where nothing was sent.
        request: the event.
        response: the answer as it was sent; None where it is no JSON object.
        status: the HTTP status; None where no answer came or nothing was sent.
        milliseconds: how long the add-on took.
        complaints: what the host does not accept about the answer.
        links: the links that were opened.
        notification: the line the answer asked to show.
        missing: required inputs that are empty; then nothing was sent (hosts.md 8).
    """

    url: str | None = None
    request: Json | None = None
    response: Json | None = None
    status: int | None = None
    milliseconds: float = 0.0
    complaints: tuple[Complaint, ...] = ()
    links: tuple[OpenedLink, ...] = ()
    notification: str | None = None
    missing: tuple[str, ...] = ()


def too_many_prompts(rounds: int) -> str:
    """What is wrong with an answer that asks for consent once more than a host repeats an event."""
    return f"asks for consent more than {'once' if rounds == 1 else f'{rounds} times'}"


class HostRefusal(AssertionError):
    """A strict host got an answer that a host would not accept.

    Attributes:
        exchange: the exchange; its `complaints` say what is wrong.
    """

    def __init__(self, exchange: Exchange) -> None:
        reasons = "\n".join(f"  {complaint}" for complaint in exchange.complaints)
        super().__init__(f"the host refuses the answer of {exchange.url}:\n{reasons}")
        self.exchange = exchange
