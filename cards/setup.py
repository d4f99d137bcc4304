"""The card that says whether everything is in place for a user, and the same as a text for IT."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from cards.actions import Action, Input, Parameter, Permission
from cards.notice import problem_words
from cards.text import Text
from cards.widgets import (
    ICONS,
    Json,
    Kit,
    button,
    buttons,
    card,
    contact_line,
    fact,
    folded,
    lacking_facts,
    paragraph,
    section,
)
from meeting.errors import Problem
from meeting.model import Artifact
from meeting.policy import NO_POLICY, Locks, Policy
from meeting.values import dataclass


class Service(StrEnum):
    """What the add-on stands on, by the name that an administrator looks for."""

    CALENDAR = "Google Calendar API"
    MEET = "Google Meet REST API"
    CHAT = "Google Chat API"
    STORE = "store"


class Unasked(StrEnum):
    """Why it is not known whether something works."""

    NOT_PERMITTED = "not tried"


@dataclass(frozen=True)
class Setup:
    """What was found.

    Attributes:
        services: each with what is wrong with it, or `None`.
        refusals: what Google said of what is wrong, without anything of anybody's.
        given: the permissions that the user has given; `None` where the host does not say.
        missing: those without which the main job is not done.
        later: those that are asked for when they are needed, and are not given.
        lacking: what Meet refused the account lately; `None` where that is not known.
        version: of the add-on.
        now: when this was found, in UTC.
    """

    services: Mapping[Service, Problem | Unasked | None]
    refusals: Mapping[Service, Sequence[str]]
    given: Sequence[Permission] | None
    missing: Sequence[Permission]
    later: Sequence[Permission]
    lacking: Mapping[Artifact, date] | None
    version: str
    now: datetime

    @property
    def well(self) -> bool:
        """Whether the main job can be done."""
        return not self.missing and not any(self.services.values())


def setup_card(kit: Kit, setup: Setup, attempt: str) -> Json:
    """Say what is in place and what is not.

    Args:
        attempt: tells this card's prompt for permissions from earlier ones.
    """
    text = kit.text
    return card(
        "check",
        kit.header(text.setup_title()),
        [
            section(
                paragraph(f"<b>{text.setup_well() if setup.well else text.setup_not_well()}</b>"),
                *(_service(text, each, found) for each, found in setup.services.items()),
            ),
            _permissions(kit, setup, attempt),
            None
            if setup.lacking is None
            else section(
                *(lacking_facts(kit, setup.lacking) or [paragraph(text.setup_nothing_refused())]),
                header=text.setup_account(),
            ),
            section(*_decided(kit), header=text.setup_organization()),
            section(fact(setup.version, above=text.setup_version())),
        ],
        primary=button(text.copy_for_it(), kit.click(Action.COPY_SETUP)),
        secondary=button(text.check_again(), kit.click(Action.CHECK_SETUP)),
    )


def copy_card(kit: Kit, setup: Setup) -> Json:
    """The same as a text that can be selected and copied: cards have no way to copy by a press."""
    text = kit.text
    return card(
        "copy",
        kit.header(text.copy_for_it()),
        [
            section(
                paragraph(text.copy_for_it_explanation()),
                {
                    "textInput": {
                        "name": Input.COPIED.value,
                        "label": text.copy_for_it_text(),
                        "type": "MULTIPLE_LINE",
                        "value": setup_lines(setup, kit.policy),
                    }
                },
            )
        ],
        primary=button(text.close(), kit.click(Action.BACK)),
    )


def setup_lines(setup: Setup, policy: Policy) -> str:
    """What was found, in the names of the log, the console and the API: for whoever reads these.

    It holds no name of a meeting or a person: of the policy's words and contact only whether there
    are some.
    """
    lines = [
        f"Records for Google Meet {setup.version}",
        setup.now.strftime("%Y-%m-%d %H:%M UTC"),
        *(
            line
            for service, found in setup.services.items()
            for line in (
                f"{service}: {_outcome(found)}",
                *dict.fromkeys(setup.refusals.get(service, ())),
            )
        ),
        *_told(setup),
        *_refused(setup.lacking),
        *_policy_lines(policy),
    ]
    return "\n".join(lines)


def _told(setup: Setup) -> list[str]:
    if setup.given is None:
        return ["permissions: not told by the host"]
    kinds = (("given", setup.given), ("missing", setup.missing), ("not given yet", setup.later))
    return [f"{each}: {kind}" for kind, several in kinds for each in several]


def _refused(lacking: Mapping[Artifact, date] | None) -> list[str]:
    if lacking is None:
        return ["refused by Meet: not known"]
    return [f"refused by Meet: {each} {day.isoformat()}" for each, day in lacking.items()]


def _policy_lines(policy: Policy) -> list[str]:
    if policy == NO_POLICY:
        return ["policy: none"]
    on = [each for each in Artifact if policy.defaults[each]]
    return [
        f"policy defaults: {' '.join(on) or '-'}",
        f"policy locked: {_written(policy.locked)}",
        f"policy external: {_written(policy.external)}",
        *(f"policy words: {_written(rule.locked)}" for rule in policy.words),
        f"policy contact: {'set' if policy.contact else '-'}",
    ]


def _written(locks: Locks) -> str:
    return " ".join(f"{each}={'on' if on else 'off'}" for each, on in locks.decided.items()) or "-"


def _outcome(found: Problem | Unasked | None) -> str:
    """As the log has it."""
    if isinstance(found, Problem):
        return type(found).__name__
    return "ok" if found is None else found.value


def _service(text: Text, service: Service, found: Problem | Unasked | None) -> Json:
    named = text.setup_store() if service is Service.STORE else service.value
    if isinstance(found, Problem):
        return fact(problem_words(text, found), above=named)
    return fact(text.setup_works() if found is None else text.setup_not_tried(), above=named)


def _permissions(kit: Kit, setup: Setup, attempt: str) -> Json | None:
    text = kit.text
    if setup.given is None:
        return section(paragraph(text.setup_permissions_untold()), header=text.setup_permissions())
    missing = [
        _listed(text, text.setup_not_given(), setup.missing),
        _give(kit, setup.missing, attempt),
    ]
    return folded(
        *missing,
        _listed(text, text.setup_given(), setup.given),
        _listed(text, text.setup_given_later(), setup.later),
        shown=len([each for each in missing if each]),
        header=text.setup_permissions(),
    )


def _listed(text: Text, heading: str, permissions: Collection[Permission]) -> Json | None:
    if not permissions:
        return None
    lines = (f"• {text.permission_needed(each)}" for each in permissions)
    return paragraph("<br>".join([f"<b>{heading}</b>", *lines]))


def _give(kit: Kit, missing: Sequence[Permission], attempt: str) -> Json | None:
    if not missing:
        return None
    asked = {Parameter.SCOPES: " ".join(missing), Parameter.ATTEMPT: attempt}
    return buttons(button(kit.text.grant(), kit.click(Action.GRANT, asked)))


def _decided(kit: Kit) -> list[Json | None]:
    text, policy = kit.text, kit.policy
    free = [each for each in Artifact if each not in policy.locked.decided]
    on = [each for each in free if policy.defaults[each]]
    lines: list[Json | None] = [
        fact(text.artifacts(on), above=text.setup_organization_defaults()) if on else None,
        *_locked(text, policy.locked),
        *_locked(text, policy.external, text.outside_defaults()),
    ]
    for rule in policy.words:
        lines += _locked(text, rule.locked, text.setup_titles_with(rule.contains))
    if not any(lines):
        return [paragraph(text.setup_nothing_decided())]
    return [*lines, contact_line(kit)]


def _locked(text: Text, locks: Locks, above: str = "") -> list[Json]:
    return [
        fact(text.locked(each, on=on), above=above, icon=ICONS[each])
        for each, on in locks.decided.items()
    ]
