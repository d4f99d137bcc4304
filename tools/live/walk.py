"""One walk over the table: the probes in their order, and tidying up whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ParamSpec

from tools.live import calendar_probes, calls, meet_probes
from tools.live.calendar_probes import CalendarProbes
from tools.live.client import Client, TokenRefused, Unanswered
from tools.live.findings import Findings
from tools.live.meet_probes import MeetProbes
from tools.live.people_probes import PeopleProbes
from tools.live.scratch import Scratch, event_body

P = ParamSpec("P")

_REMOVALS = 3
_GONE = {200, 204, 404, 410}
_NO_ANSWER = "Google did not answer as it should; repeat it later"


@dataclass
class Walk:
    """The probes' common ground.

    Attributes:
        given: what of others' may be looked at, by the option's name.
        pause: waits for some seconds.
    """

    client: Client
    findings: Findings
    scratch: Scratch
    given: Mapping[str, str]
    pause: Callable[[float], object]

    def play(self) -> None:
        """Try everything that can be tried. The scratch event is removed in any case.

        Raises:
            TokenRefused: the token is not accepted, or no longer.
        """
        people = PeopleProbes(self.client, self.findings)
        meet = MeetProbes(self.client, self.findings, self.scratch)
        # Nothing is made before a call that makes nothing has shown that the token is good.
        self._try(["role_told"], people.role)
        try:
            self._try(meet_probes.ROWS, meet.create)
            self._try(calendar_probes.ROWS, self._use_event)
            self._try(meet_probes.ROWS, meet.look_at_made)
            self._try(meet_probes.ROWS, meet.turn)
            self._try(meet_probes.ROWS, meet.masks)
        finally:
            self._remove_event()
            self._turn_off(meet)
        named: Mapping[str, tuple[str, Callable[[str], None]]] = {
            "OTHERS_MEETING_CODE": ("get_by_non_owner", meet.others),
            "OTHERS_CALENDAR": ("owned_scope_on_foreign_calendar", people.foreign_calendar),
            "OTHERS_CHAT_SPACE": ("chat_space_not_joined", people.others_conversation),
            "CHAT_SPACE": ("chat_users_tell_email", people.own_conversation),
            "STRANGER": ("strangers_in_people", people.stranger),
        }
        self._try(["chat_space_missing"], people.missing_conversation)
        for option, (row, probe) in named.items():
            if option in self.given:
                self._try([row], probe, self.given[option])

    def _use_event(self) -> None:
        probes = CalendarProbes(self.client, self.findings, self.scratch, self.pause)
        event = event_body(datetime.now(UTC))
        if not probes.insert(event):
            return
        self._try(calendar_probes.ROWS, probes.request_meet)
        self._try(calendar_probes.ROWS, probes.attach)
        self._try(calendar_probes.ROWS, probes.put, event)
        self._try(calendar_probes.ROWS, probes.attach_unknown)

    def _try(
        self, rows: Iterable[str], probe: Callable[P, None], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        try:
            probe(*args, **kwargs)
        except Unanswered:
            self.findings.not_tried(rows, _NO_ANSWER)

    def _remove_event(self) -> None:
        """Remove the scratch event; `Scratch.inserted` stays true where that fails."""
        for attempt in range(_REMOVALS):
            if not self.scratch.inserted:
                return
            if attempt:
                self.pause(attempt)
            try:
                answer = self.client.send(calls.DELETE, event=self.scratch.event)
            except Unanswered:
                continue
            except TokenRefused:
                return
            self.scratch.inserted = answer.status not in _GONE

    def _turn_off(self, meet: MeetProbes) -> None:
        try:
            meet.restore()
        except (Unanswered, TokenRefused):
            # The space is never used again, so its settings do nothing.
            return
