"""How Calendar speaks with an add-on: event objects, and what it accepts of answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sandbox.hosts.calendar.stack import CardStack
from sandbox.hosts.cards import CardRules
from sandbox.hosts.deployment import WRITE_EVENT
from sandbox.hosts.events import Interaction, OpenEvent, calendar_event_object, tells_locale
from sandbox.hosts.installation import Installation
from sandbox.hosts.responses import Answer, read_response
from sandbox.hosts.wire import Complaint, Host, Json


@dataclass(frozen=True)
class Call:
    """A trigger or a click on its way.

    Attributes:
        url: where it is POSTed.
        stack: the cards that the answer is applied to.
        opened: the event that is open; None for the homepage.
        interaction: what was done in a card; None for a trigger.
        is_root: whether the answer becomes the root of the stack.
        wants_link: whether the answer has to bring a link.
    """

    url: str
    stack: CardStack
    opened: OpenEvent | None
    interaction: Interaction | None = None
    is_root: bool = False
    wants_link: bool = False


class CalendarDialect:
    """Speaks with an add-on that extends Calendar.

    Args:
        installation: the person's grants and tokens.
    """

    forgives = True

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._deployment = installation.deployment
        self._rules = CardRules(Host.CALENDAR, self._deployment.open_link_prefixes)

    def event(self, call: Call) -> tuple[Json, dict[str, str]]:
        """The event with the present grants, freshly signed, and its headers."""
        calendar = None if call.opened is None else self._event_object(call.opened)
        return self._installation.event(
            call.url,
            "CALENDAR",
            with_locale=tells_locale(self._deployment, self._installation.granted),
            interaction=call.interaction,
            context=None if calendar is None else {"calendar": calendar},
        )

    def read(self, body: object, call: Call) -> Answer:
        """What a response asks for, with what Calendar does not accept of it."""
        found = read_response(body, self._rules)
        complaints = (*found.complaints, *self._unaccepted(found, call))
        scopes = self._deployment.scopes if found.all_scopes else found.scopes
        return replace(found, scopes=scopes, complaints=complaints)

    def _event_object(self, opened: OpenEvent) -> Json | None:
        installation = self._installation
        try:
            calendar = installation.google.world.calendar
            saved = calendar.event(opened.calendar_id, opened.event_id, installation.user)
        except LookupError:
            saved = None
        return calendar_event_object(
            replace(opened, saved=saved),
            self._deployment,
            installation.granted,
            installation.knobs,
        )

    def _unaccepted(self, answer: Answer, call: Call) -> Iterator[Complaint]:
        unlisted = sorted({*(answer.scopes or ())} - {*self._deployment.scopes})
        if unlisted:
            yield Complaint("", f"asks for scopes not in oauthScopes: {unlisted}")
        if answer.calendar_action is not None and not self._may_edit(call):
            reason = "needs an open event, WRITE access and calendar.addons.current.event.write"
            yield Complaint("hostAppAction.calendarAction", reason)
        if call.wants_link and answer.link is None and not answer.asks_for_scopes:
            yield Complaint("action.link", "openDynamicLinkAction needs a link")
        pushed = sum("pushCard" in navigation for navigation in answer.navigations)
        if call.is_root and pushed > 1:
            yield Complaint("action.navigations", "a trigger should push one card")

    def _may_edit(self, call: Call) -> bool:
        return (
            call.opened is not None
            and self._deployment.may_write_event
            and WRITE_EVENT in self._installation.granted
        )
