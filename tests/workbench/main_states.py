"""The main states of an event's card, and what stands before and after them, in a language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

from addon.permissions.scopes import LOCALE, MAIN_JOB
from cards.actions import Action
from cards.event import event_card
from cards.event_parts import Chosen, Remarks
from cards.giving import replace_card
from cards.home import home_card
from cards.languages import text_for
from cards.notice import permission_card, problem_card, welcome_card
from cards.result import Remembering, result_card
from cards.widgets import Kit
from meeting.applying import ArtifactResult, ArtifactState
from meeting.arranging import Arranged, Done
from meeting.errors import OutcomeUnknown, TryAgain
from meeting.looking import Situation
from meeting.model import (
    Apart,
    Artifact,
    CalendarEvent,
    Conference,
    ConferenceKind,
    Notify,
    Person,
    Space,
    Switches,
    When,
)
from meeting.policy import Locks, Policy
from meeting.states import HostedByCaller, HostedByOther, NoConference, OtherVendor
from meeting.telling import Told
from tests.support.stage import Json

SENTENCE = "what is said of "
"""How the names of those begin that differ from one another in a sentence and their switches."""
BEGINS = datetime(2027, 1, 13, 17, 0, tzinfo=UTC)
WHEN = When(BEGINS, BEGINS + timedelta(minutes=30), "Europe/Madrid")
BOSS = Person("alexandra.hernandez@example.com", "Alexandra Hernández")
CODE = "mwm-qwmk-mwm"
"""As wide as a meeting code can be."""
SPACE = Space("spaces/a", CODE, f"https://meet.google.com/{CODE}", dict.fromkeys(Artifact, True))
EVENT = CalendarEvent(
    "ana@example.com",
    "planning",
    title="Quarterly planning with the whole team",
    when=WHEN,
    organizer=BOSS,
    guests=12,
)
MEET = Conference(ConferenceKind.MEET, CODE, "Google Meet", SPACE.uri)
SOOMA = Conference(ConferenceKind.OTHER, "", "Sooma", "https://sooma.example.com/j/4711")
OUTSIDE = ("kim.nguyen@customer.example", "lee@partner.example")
SOME = Switches(recording=True, smart_notes=True)
LOCKS = Locks({Artifact.RECORDING: True, Artifact.TRANSCRIPTION: False})
LACKING = dict.fromkeys(Artifact, date(2027, 1, 11))


def main_states(language: str) -> dict[str, Json]:
    """The cards by what they are for."""
    kit = Kit(text_for(language, "Europe/Madrid"), "https://addon.example.com")
    own = Situation(NoConference(), EVENT, own=True)
    decided = replace(own, locks=LOCKS)
    once = replace(EVENT, id="planning_20270113", series_id="planning")
    series = replace(own, event=once, series=replace(EVENT, organizer_is_here=True, recurring=True))
    foreign = replace(series, own=False)
    apart = tuple(Apart(f"planning_{day}", WHEN, None) for day in range(2))
    met = replace(EVENT, conference=MEET, organizer_is_here=True)
    hosted = Situation(HostedByCaller(SPACE), met, own=True)
    chosen = Chosen(SOME)
    theirs = Situation(HostedByOther(SPACE), met)
    about = kit.for_event(EVENT)
    made = Arranged(Done.CREATED, EVENT, EVENT, SPACE, _results(ArtifactState.ON))
    cards = {
        "home": home_card(kit, SOME),
        "home, lacking": home_card(kit, SOME, lacking=LACKING),
        "welcome": welcome_card(kit, [scope.name for scope in (*MAIN_JOB, LOCALE)], (), "1"),
        "permission": permission_card(about, [MAIN_JOB[-1].name], "1"),
        "no Meet": event_card(kit, own, chosen),
        "no Meet, lacking": event_card(kit, own, chosen, Remarks(lacking=LACKING)),
        "no Meet, guests told": event_card(kit, own, chosen, Remarks(tell=True)),
        "no Meet, two set by the organization": event_card(
            replace(kit, policy=Policy(locked=LOCKS, contact="it-support@example.com")),
            decided,
            chosen,
        ),
        "no Meet, guests outside": event_card(kit, replace(own, outside=OUTSIDE), chosen),
        "hosted, guests outside": event_card(kit, replace(hosted, outside=OUTSIDE), chosen),
        "no Meet, series": event_card(kit, series, chosen),
        "no Meet, somebody else's series": event_card(kit, foreign, chosen),
        "no Meet, one event of the series": event_card(kit, series, replace(chosen, series=False)),
        "no Meet, series with some apart": event_card(kit, replace(series, apart=apart), chosen),
        "no Meet, store down": event_card(kit, own, chosen, Remarks(store_down=True)),
        "hosted": event_card(kit, hosted, chosen),
        "hosted, being edited": event_card(kit, hosted, chosen, Remarks(unsaved_changes=True)),
        "hosted by another": event_card(kit, theirs, chosen),
        "another vendor": event_card(
            kit, Situation(OtherVendor(), replace(EVENT, conference=SOOMA), own=True), chosen
        ),
        "replace?": replace_card(kit, theirs, chosen),
        "made": result_card(kit, made, Remembering(wanted=True, done=True)),
        "made, guests told": result_card(
            kit,
            replace(made, notified=Notify.EVERYBODY, told=Told.THERE),
            Remembering(wanted=True, done=True),
        ),
        "made for a series": result_card(
            kit,
            replace(
                made,
                whole_series=True,
                apart=apart,
                notified=Notify.EVERYBODY,
                instead_of=BOSS.label,
            ),
            Remembering(),
        ),
        "refused": result_card(
            kit, replace(made, results=_results(ArtifactState.REFUSED)), Remembering()
        ),
        "outcome unknown": problem_card(
            about, OutcomeUnknown(), refresh=True, again=about.click(Action.CREATE)
        ),
        "try again": problem_card(
            about, TryAgain(), refresh=True, again=about.click(Action.CREATE)
        ),
    }
    for number in range(len(Artifact) + 1):
        for on in combinations(Artifact, number):
            switches = Switches.of(dict.fromkeys((each.value for each in on), True))
            cards[f"{SENTENCE}{'+'.join(on) or 'nothing'}"] = event_card(kit, own, Chosen(switches))
    return {name: card for name, card in cards.items() if card}


def _results(state: ArtifactState) -> tuple[ArtifactResult, ...]:
    return tuple(ArtifactResult(artifact, state) for artifact in Artifact)
