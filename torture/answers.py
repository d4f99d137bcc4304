"""Judges what a person is told: every sentence is held against what Meet and Calendar have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.hosts.delivery import Reply
from tools.schema import SchemaError, check_card, check_message
from torture import words
from torture.chronicle import Chronicle, links_in, uri_of
from torture.cohosting import Cohosting
from torture.presses import (
    GIVES_A_MEET,
    IN_SIDEBAR,
    NEW_EVENT,
    SETS_DEFAULTS,
    SETTINGS,
    SEVERAL,
    Press,
)
from torture.reading import Reading, cards_in, messages_in, read_answer
from torture.ruling import Ruling
from torture.several import Several
from torture.violations import (
    ERRORS,
    IGNORED,
    INVALID,
    NO_LINK,
    SLOW,
    STATUS,
    UNTRUE,
    UNTRUE_NOTHING,
    UNTRUE_STATE,
)

Json = dict[str, Any]

Defaults = dict[str, bool | None]
"""How each switch stands on the cards for what is new; `None` where that is not known."""
SLOWEST_MILLISECONDS = 25_000.0


class Answers:
    """Judges the answers of a story.

    Args:
        seen: what happened.
        kept: by user, what their administrator keeps ON or OFF.
        ruling: judges who may do what.
        cohosting: judges co-hosts.
        several: judges the press that sets up several meetings.
    """

    def __init__(
        self,
        seen: Chronicle,
        kept: Mapping[str, Mapping[str, str]],
        ruling: Ruling,
        cohosting: Cohosting,
        several: Several,
    ) -> None:
        self._seen = seen
        self._kept = kept
        self._ruling = ruling
        self._cohosting = cohosting
        self._several = several
        self._defaults: dict[str, Defaults | None] = {}
        self._refused: dict[str, set[str]] = defaultdict(set)

    def never_comes(self, press: Press) -> None:
        """A press is cut short: what it would have saved may be saved or not."""
        if press.intent.kind in SETS_DEFAULTS or press.is_on("remember"):
            self._defaults[press.intent.user] = None
            self._ruling.forget(press.intent.user)
        self._several.never_comes(press)

    def judge(self, press: Press, reply: Reply) -> None:
        """Judge an answer when it comes."""
        kind = press.intent.kind
        if reply.status != 200:
            self._seen.report(STATUS, f"{kind} was answered with {reply.status}")
            return
        if reply.milliseconds > SLOWEST_MILLISECONDS:
            self._seen.report(SLOW, f"{kind} took {reply.milliseconds / 1000:.0f} s")
        if isinstance(reply.body, dict):
            self._judge_shape(kind, reply.body)
        readings = read_answer(reply.body)
        with self._seen.lock:
            for reading in readings:
                self._judge_nothing(press, reading)
                self._judge_link(press, reading)
                self._judge_chosen(press, reading)
                self._judge_told_mail(press, reading)
                self._judge_every(press, reading)
                self._judge_states(press, reading)
                self._judge_kept_form(press, reading)
                self._judge_schedule(press, reading)
                self._judge_line_for_guests(press, reading)
                self._judge_wanted(press, reading)
                self._ruling.judge_answer(press, reading)
                self._cohosting.judge_answer(press, reading)
            self._several.judge_answer(press, readings)
            self._judge_defaults(press, readings)
            self._ruling.judge_defaults(press, "\n".join(each.text for each in readings))

    def _judge_shape(self, kind: str, body: Json) -> None:
        try:
            for card in cards_in(body):
                check_card(card)
            for message in messages_in(body):
                check_message(message)
        except SchemaError as error:
            self._seen.report(INVALID, f"{kind}: {error}")

    def _judge_nothing(self, press: Press, reading: Reading) -> None:
        if reading.says(words.UNEXPECTED):
            self._seen.report(
                ERRORS, f"{press.intent.kind} says that something went wrong in the add-on"
            )
        claim = reading.says(*words.NOTHING, words.STOPPED)
        wrote = press.wrote
        if claim == words.STOPPED:
            wrote = [each for each in wrote if each != NEW_EVENT]
        if claim and wrote and not press.together and press.intent.kind != SEVERAL:
            self._seen.report(
                UNTRUE_NOTHING, f"{press.intent.kind} says “{claim}” and wrote {wrote}"
            )

    def _judge_link(self, press: Press, reading: Reading) -> None:
        if not reading.title.startswith(words.DONE_IN_SIDEBAR):
            return
        links, intent = reading.links, press.intent
        if not links or not set(links) <= set(self._seen.links_since(intent.series, press.began)):
            self._seen.report(
                NO_LINK, f"{intent.kind} says “{reading.title}” and the event has no such link"
            )
        if intent.kind == "part" and self._seen.edited[intent.series] < press.began:
            snaps = self._seen.snaps[intent.series]
            own = uri_of(snaps.get(intent.event.partition("_")[2], {}))
            if [own] != links or own == uri_of(snaps[""]):
                self._seen.report(NO_LINK, "an event is told to have its own Meet, and has not")

    def _judge_line_for_guests(self, press: Press, reading: Reading) -> None:
        """A description that is told to tell guests does, and tells what Meet has."""
        series, opened = press.intent.series, press.intent.event.partition("_")[2]
        told = reading.says(words.TOLD) and press.intent.kind in IN_SIDEBAR | {"again"}
        if not told or press.together or self._seen.edited[series] >= press.began:
            return
        snaps = self._seen.snaps.get(series, {})
        described = [str(snaps.get(each, {}).get("description") or "") for each in ("", opened)]
        lines = [line for line in words.TELLS if any(line in each for each in described)]
        spaces = [space for link in reading.links if (space := self._seen.space(link))]
        states = [
            state
            for space in spaces
            for state in self._seen.states_since(
                space.id, press.last_write.get(space.id, press.began)
            )
        ]
        if not any(_says(words.TELLS[line], state) for line in lines for state in states):
            self._seen.report(UNTRUE, f"{press.intent.kind}: guests are told something else")

    def _judge_wanted(self, press: Press, reading: Reading) -> None:
        """Several meetings are set up with the defaults."""
        user = press.intent.user
        known, kept = self._defaults.get(user), self._kept.get(user, {})
        told = [words.WILL_BE[line[2]] for line in reading.lines if line[2] in words.WILL_BE]
        if press.intent.kind != SEVERAL or known is None or press.together:
            return
        for each in told:
            for name, state in _by_name(each).items():
                on = known[name]
                excused = kept.get(name) == state.upper() or name in self._refused[user]
                if on is not None and on != (state == "On") and not excused:
                    self._seen.report(IGNORED, f"{SEVERAL}: {name} is “{state}”, not as by default")

    def _judge_chosen(self, press: Press, reading: Reading) -> None:
        """What is told as done is what was chosen; of `/meet`, what was saved as defaults."""
        kind, chosen = press.intent.kind, {name: press.is_on(name) for name in SETTINGS}
        if kind == "meet":
            known = self._defaults.get(press.intent.user)
            if known is None or not press.made or press.together or self._seen.store_troubled:
                return
            chosen = {name: on for name, on in known.items() if on is not None}
        elif kind not in GIVES_A_MEET | {"update"} or not reading.says(*words.DONE):
            return
        kept = self._kept.get(press.intent.user, {})
        for name in words.ARTIFACTS.values():
            told = _told(reading, name)
            if told not in {"On", "Off"} or chosen.get(name, told == "On") == (told == "On"):
                continue
            if press.shown is not None and press.is_on(name) is (name in press.shown):
                # It was left as it stood, and somebody else has set it meanwhile.
                continue
            if kept.get(name) != told.upper():
                self._seen.report(IGNORED, f"{kind}: {name} was chosen otherwise than “{told}”")
            elif kind in IN_SIDEBAR and reading.says(*words.DONE_IN_SIDEBAR):
                self._seen.report(UNTRUE, f"{kind} does not say that {name} is kept “{told}”")

    def _judge_told_mail(self, press: Press, reading: Reading) -> None:
        if press.together:
            return
        told = words.EMAILED.get(reading.says(*words.EMAILED), "")
        # A call whose answer is late has not been heard of here, and a doubled press mails once.
        attached = max((self._seen.attached.get(link, 0) for link in reading.links), default=0)
        if told and (told != press.notify or attached < press.began):
            self._seen.report(UNTRUE, f"{press.intent.kind} says that guests are e-mailed: {told}")
        done = reading.says(words.CREATED, words.REPLACED, words.SCHEDULED)
        if done and press.silent and not press.mailed and press.notify != "none":
            self._seen.report(IGNORED, f"guests are not e-mailed, though {press.notify} was chosen")
        if done and press.mailed and not told and not reading.says(words.SCHEDULED):
            self._seen.report(UNTRUE, f"{press.intent.kind} does not say that guests are e-mailed")

    def _judge_every(self, press: Press, reading: Reading) -> None:
        series = press.intent.series
        if not reading.says(words.EVERY_EVENT) or self._seen.edited[series] >= press.began:
            return
        snaps = self._seen.snaps.get(series, {})
        apart = [
            suffix
            for suffix, snap in snaps.items()
            if suffix and "conferenceData" in snap and snap.get("status") != "cancelled"
            if uri_of(snap) != uri_of(snaps[""])
        ]
        if apart:
            self._seen.report(UNTRUE, "a Meet is told to be every event's, and some have another")

    def _judge_states(self, press: Press, reading: Reading) -> None:
        if len(reading.links) != 1:
            return
        space = self._seen.world.meet.space_by_code(reading.links[0].rpartition("/")[2])
        if space is None:
            return
        since = press.last_write.get(space.id, press.began)
        states = self._seen.states_since(space.id, press.began if press.together else since)
        for name, path in SETTINGS.items():
            has = {state[path] for state in states}
            for told in filter(None, (_line(reading, name), _sentence(reading).get(name))):
                untrue = (told in words.ON and "ON" not in has) or (
                    told in words.OFF and "OFF" not in has
                )
                if untrue:
                    self._seen.report(
                        UNTRUE_STATE, f"{press.intent.kind} says “{told}” of {name}, Meet: {has}"
                    )
            shown = reading.switches.get(name)
            shows_meet = shown is not None and not set(words.UPDATE).isdisjoint(reading.labels)
            if shows_meet and ("ON" if shown else "OFF") not in has:
                self._seen.report(UNTRUE_STATE, f"a switch shows {name} otherwise than Meet has it")

    def _judge_kept_form(self, press: Press, reading: Reading) -> None:
        """A card that is drawn anew for another choice keeps the switches as they stand."""
        if press.intent.kind != "scope" or words.CREATE[0] not in "".join(reading.labels):
            return
        if "host" in press.form and not any(press.is_on(name) for name in SETTINGS):
            # There may have been no switches before: they come with the choice of a host.
            return
        if any(on != press.is_on(name) for name, on in reading.switches.items()):
            self._seen.report(IGNORED, "a card that is drawn anew has other switches")

    def _judge_schedule(self, press: Press, reading: Reading) -> None:
        intent = press.intent
        if reading.says(words.MEET_NOW) and not any(
            self._seen.exists(link) for link in reading.links
        ):
            self._seen.report(UNTRUE, f"{intent.kind} posts a Meet that does not exist")
        if intent.kind in {"meet", "schedule"} and reading.says(words.NOT_HOST):
            self._seen.report(UNTRUE, f"{intent.kind} is told to be somebody else's Meet")
        if intent.kind != "schedule":
            return
        events = self._seen.made[intent.name]
        if reading.says(words.SCHEDULED):
            seen = {link for each in events for link in self._seen.links_since(each, press.began)}
            if not set(reading.links) <= seen or not reading.links:
                self._seen.report(NO_LINK, "an event is told as scheduled that has no such link")
        living = [each for each in events if self._seen.lives(each)]
        if reading.says(words.WITHOUT_MEET):
            bare = [each for each in events if not links_in(self._seen.snaps[each])]
            if not events:
                self._seen.report(UNTRUE, "an event is told to be there that was never made")
            elif not bare and not press.together and press.gave_a_meet:
                self._seen.report(UNTRUE, "an event is told to be without its Meet, which it has")
        unchanged = bool(living) and all(self._is_as_written(each) for each in living)
        if reading.says(words.EVENT_GONE) and unchanged and not press.together:
            self._seen.report(UNTRUE, "an event is told to be gone or changed, which it is not")

    def _is_as_written(self, event_id: str) -> bool:
        return self._seen.written[event_id].fields == {
            **self._seen.snaps[event_id][""],
            "conferenceData": self._seen.written[event_id].fields.get("conferenceData"),
        }

    def _judge_defaults(self, press: Press, readings: Sequence[Reading]) -> None:
        user, kind = press.intent.user, press.intent.kind
        said = "\n".join(reading.text for reading in readings)
        former = self._defaults.get(user)
        self._refused[user] |= {name for each in readings for name in _lacking(each)}
        touches = kind in SETS_DEFAULTS or press.is_on("remember")
        if touches or press.together or self._seen.store_troubled:
            self._defaults[user] = None
        saved = (words.SAVED, words.REMEMBERED, words.REMEMBERED_WITH_RULES)
        if any(each in said for each in saved):
            self._defaults[user] = None if press.together else self._saved(press, former)
        elif words.RESET in said or words.FORGOTTEN in said:
            self._defaults[user] = dict.fromkeys(SETTINGS, False)
        known = self._defaults.get(user)
        for reading in readings:
            is_form = reading.says(*words.WOULD_BE) or (
                words.DEFAULTS in reading.texts and words.SAVE in reading.labels
            )
            if not is_form or words.STORE_DOWN in said:
                continue
            free = set(SETTINGS) - press.decided
            if set(reading.switches) & set(SETTINGS) != free - _lacking(reading):
                self._seen.report(UNTRUE, "a switch is missing, and not as not available")
            if known is not None and not _are_told(reading, known, chosen=kind == "scope"):
                self._seen.report(
                    UNTRUE, "the defaults that are shown are not those that were saved"
                )

    def _saved(self, press: Press, former: Defaults | None) -> Defaults:
        """What is saved of what was chosen; what may have had no switch may be as it was."""
        saved: Defaults = {name: press.is_on(name) for name in SETTINGS}
        for name in self._refused[press.intent.user]:
            if not saved[name] and (former or {}).get(name) is not False:
                saved[name] = None
        return saved


def _are_told(reading: Reading, known: Defaults, *, chosen: bool) -> bool:
    """Whether a card for what is new is so, as far as the defaults are known.

    Args:
        chosen: its switches stand as somebody has turned them.
    """
    lacking, would_be = _lacking(reading), reading.says(*words.WOULD_BE)
    promised = _by_name(words.WOULD_BE[would_be]) if would_be else {}
    for name, on in known.items():
        if on is None:
            continue
        if not chosen and reading.switches.get(name, on) != on:
            return False
        if promised and (promised[name] == "On") != (on and name not in lacking):
            return False
    return True


def _told(reading: Reading, name: str) -> str | None:
    """What a reading says of an artifact: in a line of its own, or else in one for all."""
    return _line(reading, name) or _sentence(reading).get(name)


def _line(reading: Reading, name: str) -> str | None:
    for label, each in words.ARTIFACTS.items():
        if each == name and label in reading.facts:
            return reading.facts[label]
    for line in reading.texts:
        if words.MADE.get(line) == name:
            return "On"
        if name in words.NOT_MADE.get(line, ()):
            # Whether that was chosen, or refused, its host alone is told.
            return words.OFF[1]
    return words.NOT_AVAILABLE if name in _lacking(reading) else None


def _lacking(reading: Reading) -> set[str]:
    listed = reading.facts.get(words.NOT_AVAILABLE, "").casefold()
    return {name for label, name in words.ARTIFACTS.items() if label.casefold() in listed}


def _sentence(reading: Reading) -> dict[str, str]:
    if reading.title.endswith(words.NOTHING_ON):
        return dict.fromkeys(SETTINGS, "Off")
    said = reading.says(*words.WILL_BE)
    return _by_name(words.WILL_BE[said]) if said else {}


def _says(told: tuple[str, str, str], state: Mapping[str, str]) -> bool:
    """Whether a line for guests says what a Meet has."""
    return all(state[SETTINGS[name]] == on.upper() for name, on in _by_name(told).items())


def _by_name(told: tuple[str, str, str]) -> dict[str, str]:
    return dict(zip(words.ARTIFACTS.values(), told, strict=True))
