"""Faults that are put into copies of the code on purpose: the torture has to find each of them.

Each is one change of a source, which a copy of the tree gets by itself; then stories are played
there until what it is expected to do wrong is seen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sandbox.addon import ROOT
from torture.report import Figures
from torture.violations import (
    BLIND_CREATE,
    COHOSTED,
    DECIDED,
    ERRORS,
    EXTRA_SPACE,
    IGNORED,
    LOST_EDIT,
    NO_LINK,
    REPLACED,
    RULED,
    TWICE,
    UNTRUE,
    UNTRUE_NOTHING,
    UNTRUE_STATE,
)

MOST_CLICKS = 20_000
COPIED = ("addon", "bench", "cards", "meeting", "sandbox", "tools", "torture")
FOUND = "found: "


class NoSuchSourceError(LookupError):
    """The code has no such place any more: the table is to be brought in step with it."""


@dataclass(frozen=True)
class Plant:
    """A fault.

    Attributes:
        name: what is wrong then.
        path: of the source.
        old: what stands there once.
        new: what is put in its place.
        seen: as which kinds of violations it may be seen first.
    """

    name: str
    path: str
    old: str
    new: str
    seen: tuple[str, ...]


PLANTS = (
    Plant(
        "an event is written without If-Match",
        "addon/google/calendar.py",
        """            sendUpdates=SEND_UPDATES[notify],
        )
        request.headers["If-Match"] = event.etag
""",
        """            sendUpdates=SEND_UPDATES[notify],
        )
""",
        (REPLACED, LOST_EDIT),
    ),
    Plant(
        "the line for guests takes others' words with it",
        "meeting/guest_line.py",
        "    return description + (HTML_GAP if MARKUP.search(description) else PLAIN_GAP) + line\n",
        "    return line\n",
        (LOST_EDIT,),
    ),
    Plant(
        "somebody's own words are taken for the line",
        "meeting/guest_line.py",
        'says = lines.says(html.unescape(words[1]).replace("\\xa0", " "))',
        'says = lines.says(html.unescape(words[1]).partition(").")[0] + ").")',
        (LOST_EDIT,),
    ),
    Plant(
        "nothing is stored after a create",
        "meeting/minter.py",
        "        self.keep(place, name, minted)\n        return minted\n",
        "        return minted\n",
        (EXTRA_SPACE,),
    ),
    Plant(
        "a create is repeated",
        "addon/google/meet.py",
        "self._sender.send_once(request, reserve=ATTACH_RESERVE_SECONDS)",
        "self._sender.send(request, seconds=WRITE_SECONDS)",
        (BLIND_CREATE,),
    ),
    Plant(
        "the result says On for Off",
        "cards/result.py",
        "IS_ON = {ArtifactState.ON, ArtifactState.KEPT_ON}",
        "IS_ON = {ArtifactState.ON, ArtifactState.KEPT_ON, ArtifactState.OFF}",
        (UNTRUE_STATE, IGNORED),
    ),
    Plant(
        "the message in Chat says On for Off",
        "cards/chat.py",
        "in {ArtifactState.ON, ArtifactState.KEPT_ON}",
        "in {ArtifactState.ON, ArtifactState.KEPT_ON, ArtifactState.OFF}",
        (UNTRUE_STATE, IGNORED),
    ),
    Plant(
        "what is kept on is told as Off",
        "cards/result.py",
        "(text.still_on(), text.kept_on(artifact))",
        "(text.still_off(), text.kept_off())",
        (UNTRUE_STATE,),
    ),
    Plant(
        "what is kept on is not told as kept",
        "cards/result.py",
        "EXPLAINED = {ArtifactState.KEPT_ON, ",
        "EXPLAINED = {",
        (UNTRUE, IGNORED),
    ),
    Plant(
        "the card of an event says what will be as if all were off",
        "cards/hosted.py",
        "paragraph(text.will_be(space.switches))",
        "paragraph(text.will_be(Switches()))",
        (UNTRUE_STATE,),
    ),
    Plant(
        "what would be is told as if all defaults were on",
        "cards/giving.py",
        "text.would_be(would_be)",
        "text.would_be(Switches(recording=True, transcription=True, smart_notes=True))",
        (UNTRUE,),
    ),
    Plant(
        "a card that is drawn anew forgets what was chosen",
        "addon/sidebar/event.py",
        "turn.chosen() if space else usual.where(offered, turn.chosen()),\n",
        "usual,\n",
        (IGNORED,),
    ),
    Plant(
        "the card of an event shows its switches inverted",
        "cards/hosted.py",
        "*artifact_switches(kit, shown, lacking),",
        "*artifact_switches(kit, Switches.of({name: not on"
        " for name, on in shown.as_dict().items()}), lacking),",
        (UNTRUE_STATE,),
    ),
    Plant(
        "so it does where the event is to be looked at only",
        "cards/hosted.py",
        "*artifact_switches(kit, shown, lacking),",
        "*artifact_switches(kit, Switches.of({name: on is not bool(why_not)"
        " for name, on in shown.as_dict().items()}), lacking),",
        (UNTRUE_STATE,),
    ),
    Plant(
        "the switches are ignored",
        "addon/turn.py",
        "locks.get(each, self.event.is_on(each))",
        "locks.get(each, False)",
        (IGNORED,),
    ),
    Plant(
        "“only this event” is ignored",
        "addon/sidebar/event.py",
        "whole_series=EVENT not in applies_to",
        "whole_series=True",
        (IGNORED,),
    ),
    Plant(
        "whom to e-mail is ignored",
        "addon/turn.py",
        "return next((each for each in Notify if each.value in chosen), Notify.NOBODY)",
        "return Notify.NOBODY",
        (IGNORED,),
    ),
    Plant(
        "a second press of Schedule writes all anew",
        "meeting/scheduling.py",
        "in now.fields.items() if earlier.fields.get(name) != digest}",
        "in now.fields.items()}",
        (LOST_EDIT,),
    ),
    Plant(
        "a second press of Schedule takes off whom others added",
        "meeting/scheduling.py",
        "kept = {address for address in there.invited if _digest(address) not in dropped}",
        "kept = {address for address in there.invited if _digest(address) in now.guests}",
        (LOST_EDIT,),
    ),
    Plant(
        "a passing 404 has the event made anew",
        "meeting/scheduling.py",
        "    raise OutcomeUnknown if isinstance(done.state, NotSaved) else AlreadyScheduled\n",
        "    raise EventGone if isinstance(done.state, NotSaved) else AlreadyScheduled\n",
        (TWICE, UNTRUE),
    ),
    Plant(
        "a lost answer is forgotten when the next is a refusal",
        "addon/google/calling.py",
        "maybe_done = changes\n",
        "maybe_done = False\n",
        (UNTRUE_NOTHING,),
    ),
    Plant(
        "a Meet is ready although Calendar did not keep it",
        "meeting/scheduling.py",
        "if not event.has(minted.space):",
        "if False:",
        (NO_LINK,),
    ),
    Plant(
        "a press that goes on with a kept Meet breaks",
        "meeting/minter.py",
        "    def bring(self, minted: Minted, wanted: Switches) -> Minted:\n",
        "    def bring(self, minted: Minted, wanted: Switches) -> Minted:\n"
        "        if minted.kept:\n            raise KeyError\n",
        (ERRORS,),
    ),
    Plant(
        "setting up replaces a call that it finds",
        "meeting/setting_up.py",
        "            done = self._arranger().create(spot, order)\n",
        "            arranger = self._arranger()\n"
        "            done = arranger.create(spot, order)\n"
        "            if isinstance(done, Situation) and done.fingerprint:\n"
        "                from dataclasses import replace\n"
        "                agreed = replace(order, replacing=done.fingerprint)\n"
        "                done = arranger.replace(spot, agreed)\n",
        (REPLACED,),
    ),
    Plant(
        "setting up makes a Meet for an event that has its own already",
        "meeting/minter.py",
        "            if claim.granted:\n                return None\n",
        "            if claim.granted or place == EVENTS:\n                return None\n",
        (EXTRA_SPACE,),
    ),
    Plant(
        "a meeting that is left out is told as set up",
        "cards/coming.py",
        "        return text.left_out_call()\n",
        "        return text.will_be(Switches())\n",
        (UNTRUE, UNTRUE_STATE),
    ),
    Plant(
        "meetings are set up with all on",
        "addon/sidebar/coming.py",
        "        defaults.switches,\n        whole_series",
        "        Switches(recording=True, transcription=True, smart_notes=True),\n"
        "        whole_series",
        (IGNORED,),
    ),
    Plant(
        "what is left to be set up is forgotten",
        "addon/sidebar/coming.py",
        "        notes.note([*others, *left])\n",
        "        notes.note(others)\n",
        (UNTRUE,),
    ),
    Plant(
        "a Meet for one event is put on its series",
        "meeting/arranging.py",
        "            replace(order, whole_series=False),\n            Done.CREATED,\n",
        "            replace(order, whole_series=True, chosen=True),\n            Done.CREATED,\n",
        (REPLACED,),
    ),
    Plant(
        "all rules of a form are written, not only those that were chosen",
        "addon/rules_form.py",
        "    return sent if shown is None else changes(shown, sent)\n",
        "    return sent\n",
        (RULED,),
    ),
    Plant(
        "rules that were chosen are neither set nor told",
        "meeting/arranging.py",
        "self._minter.rule(arranged.space, order.rules, beside=True)",
        "self._minter.rule(arranged.space, Rules(), beside=True)",
        (IGNORED,),
    ),
    Plant(
        "a rule that Meet did not take is told as set",
        "meeting/ruling.py",
        "            return RuleState.FAILED\n",
        "            return RuleState.SET\n",
        (UNTRUE,),
    ),
    Plant(
        "the card of an event shows who may do what as if nothing were set",
        "cards/hosted.py",
        "        rules_section(kit.text, rules, of_meet=True, more=more),\n",
        "        rules_section(kit.text, type(rules)(), of_meet=True, more=more),\n",
        (UNTRUE_STATE,),
    ),
    Plant(
        "setting a Meet again sets what the user never had",
        "addon/sidebar/event.py",
        "        rules=wish.rules,\n",
        "        rules=Rules(restrict_chat=True, restrict_present=True),\n",
        (RULED,),
    ),
    Plant(
        "what the organization has set off is turned on by what a browser sends",
        "meeting/arranging.py",
        "        return replace(self, wanted=locks.over(self.wanted), locks=locks,",
        "        return replace(self, locks=locks,",
        (DECIDED,),
    ),
    Plant(
        "whoever is no guest is a co-host no longer",
        "meeting/cohosts.py",
        "        for email in sorted({*shown}.intersection(guests).difference(wished))\n",
        "        for email in sorted({*there}.difference(wished))\n",
        (COHOSTED,),
    ),
    Plant(
        "who was picked is told to be a co-host whatever Meet said",
        "meeting/cohosts.py",
        "        if step.outcome is Outcome.DONE:\n",
        "        if step.adds or step.outcome is Outcome.DONE:\n",
        (UNTRUE,),
    ),
    Plant(
        "the line for guests is left as it was",
        "meeting/guest_line.py",
        "    if first.says == records:\n",
        "    if first.says:\n",
        (UNTRUE,),
    ),
)


def torture(seed: int, most: int = MOST_CLICKS) -> Figures:
    """Look for each of them, on every core, from a seed on; not to find one must not be."""
    figures = Figures("planted faults")
    cores = len(os.sched_getaffinity(0))
    with ThreadPoolExecutor(cores) as pool:
        found = pool.map(lambda plant: hunt(plant, seed, most), PLANTS)
        for plant, told in zip(PLANTS, found, strict=True):
            figures.must_be(plant.name, told or f"not in {most} clicks", met=bool(told))
    return figures


def hunt(plant: Plant, seed: int, most: int) -> str:
    """Where a fault is found in a copy of the code, for a person to read; empty if it is not.

    Raises:
        NoSuchSourceError: see there.
        RuntimeError: the stories could not be played.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy_code(Path(folder), plant)
        command = ["-m", "torture", "--seed", str(seed), "--clicks", str(most)]
        played = subprocess.run(  # noqa: S603  # our own command
            [sys.executable, "-W", "ignore", *command, "--until", *plant.seen],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
    told = [line for line in played.stdout.splitlines() if line.startswith(FOUND)]
    if not told and played.returncode != 0:
        raise RuntimeError(f"{plant.name}: {played.stderr}")
    return told[0].removeprefix(FOUND) if told else ""


def copy_code(folder: Path, plant: Plant) -> None:
    """Copy what the torture plays, with a fault in it.

    Raises:
        NoSuchSourceError: see there.
    """
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("main.py", "deployment.json", "chat.json"):
        shutil.copy(ROOT / name, folder / name)
    source = folder / plant.path
    text = source.read_text(encoding="utf-8")
    if text.count(plant.old) != 1:
        raise NoSuchSourceError(f"{plant.path}: {plant.old}")
    source.write_text(text.replace(plant.old, plant.new), encoding="utf-8")


def missing() -> Sequence[str]:
    """The names of those for which the code has no place."""
    return [
        plant.name
        for plant in PLANTS
        if (ROOT / plant.path).read_text(encoding="utf-8").count(plant.old) != 1
    ]
