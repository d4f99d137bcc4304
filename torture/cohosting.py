"""Judges co-hosts: who was picked is added or removed, nobody else, and cards say who is one."""

from __future__ import annotations

from collections.abc import Mapping

from torture import words
from torture.chronicle import Chronicle
from torture.presses import Press
from torture.reading import Reading
from torture.violations import COHOSTED, UNTRUE

COHOST = "COHOST"


class Cohosting:
    """Judges the co-hosts of a story.

    Args:
        seen: what happened.
    """

    def __init__(self, seen: Chronicle) -> None:
        self._seen = seen

    def judge_write(
        self, press: Press, before: Mapping[str, str], after: Mapping[str, str]
    ) -> None:
        """Judge what a press changed about the people with a role in a Meet."""
        intent = press.intent
        adds, removes = _picked(press)
        if intent.kind == "create" and intent.event:
            # Who hosts for an organizer has them beside.
            adds = adds | {self._seen.home(intent.series)}
        for email in set(before) | set(after):
            was, now = before.get(email), after.get(email)
            if was == now:
                continue
            if now == COHOST and email not in adds:
                self._seen.report(COHOSTED, f"{intent.kind} made somebody a co-host")
            if now != COHOST and email not in removes:
                self._seen.report(COHOSTED, f"{intent.kind} took somebody's role away")

    def judge_answer(self, press: Press, reading: Reading) -> None:
        """Judge who is told to be one, or not."""
        kind = press.intent.kind
        if kind not in {"cohosts", "ask cohosts"}:
            return
        for state in (words.COHOSTS, words.ALSO_COHOSTS):
            for email in filter(None, reading.facts.get(state, "").split(", ")):
                self._is(press, email, one=True)
        for email in reading.selected.get("cohosts", ()):
            self._is(press, email, one=True)
        if reading.says(words.NO_COHOSTS) and all(_cohosts(each) for each in self._states(press)):
            self._seen.report(UNTRUE, "a Meet is told to have no co-hosts, which it has")
        if kind == "cohosts" and reading.title == words.COHOSTS_SET:
            adds, removes = _picked(press)
            other = "\n".join(text for top, text, _ in reading.lines if top != words.COHOSTS)
            for email in adds | removes:
                if email not in other:
                    self._is(press, email, one=email in adds)

    def _is(self, press: Press, email: str, *, one: bool) -> None:
        """Somebody is told to be one, or not."""
        if not any((email in _cohosts(each)) is one for each in self._states(press)):
            told = "a co-host" if one else "no co-host"
            self._seen.report(UNTRUE, f"{press.intent.kind}: somebody is told to be {told}")

    def _states(self, press: Press) -> list[dict[str, str]]:
        """The roles in the event's Meets of whoever pressed, at any time since they did."""
        links = self._seen.links_since(press.intent.series, press.began)
        spaces = [self._seen.space(link) for link in links]
        return [
            state
            for space in spaces
            if space is not None and space.owner == press.intent.user
            for state in self._seen.members_since(space.id, press.began)
        ]


def _picked(press: Press) -> tuple[set[str], set[str]]:
    """Who was picked to become a co-host, and who to be one no longer."""
    if press.intent.kind != "cohosts":
        return set(), set()
    shown, wished = set(press.intent.cohosts), set(press.form.get("cohosts", []))
    return wished - shown, shown - wished


def _cohosts(roles: Mapping[str, str]) -> set[str]:
    return {email for email, role in roles.items() if role == COHOST}
