"""What people are told when something does not work, and what whoever runs the add-on can do."""

from __future__ import annotations

from dataclasses import dataclass

from cards.languages import text_for
from cards.notice import problem_words
from meeting.errors import (
    AskAdministrator,
    CalendarUnavailable,
    CallHidden,
    FeatureUnavailable,
    GrantNotAccepted,
    InvitationLimit,
    LinkNotKept,
    LinksNotAllowed,
    MeetUnavailable,
    NotTheHost,
    OutcomeUnknown,
    OutOfReach,
    Problem,
    Refused,
    ReopenAddon,
    StoreUnavailable,
    TryAgain,
    UsageLimit,
)


@dataclass(frozen=True)
class Remedy:
    """What whoever runs the add-on can do about a problem.

    Attributes:
        problem: with whatever its words name.
        does: as a sentence.
    """

    problem: Problem
    does: str


REMEDIES: tuple[Remedy, ...] = (
    Remedy(
        TryAgain(),
        "Passes by itself. If it stays, `googleRefusals` in the log tells a quota (429) from an "
        "outage (5xx); without refusals nothing answered in time.",
    ),
    Remedy(
        OutcomeUnknown(),
        "Pressing again is safe: it goes on with what is there. Nobody knows the link of a Meet "
        "that came of a lost answer.",
    ),
    Remedy(
        ReopenAddon(),
        "The user's access token has run out. If opening again does not help, the user removes "
        "the add-on under the connections of their Google Account.",
    ),
    Remedy(
        GrantNotAccepted(),
        "As the card says. If it happens to everybody, look whether the scopes of "
        "`deployment.json` are those of the OAuth consent screen, and whether the admin console "
        "(Security, API controls) limits the app.",
    ),
    Remedy(
        AskAdministrator("Google Meet API"),
        "Enable that API in the function's project; `make deploy` does it, too.",
    ),
    Remedy(
        StoreUnavailable(),
        "Firestore cannot be reached or refuses: the database is missing, or the function's "
        "service account lacks `roles/datastore.user`. `make deploy` mends both.",
    ),
    Remedy(
        FeatureUnavailable(None),
        "The user's edition lacks the feature, or the admin console (Apps, Google Workspace, "
        "Google Meet) has it off for their unit.",
    ),
    Remedy(
        MeetUnavailable(),
        "The user has no licence for Meet, or the admin console has it off for their unit.",
    ),
    Remedy(
        CalendarUnavailable(),
        "The admin console has Calendar off for the user's unit, or the account is so new that it "
        "has no calendar yet.",
    ),
    Remedy(
        LinksNotAllowed(),
        "Conferences of that calendar are limited to other vendors', in the admin console or by "
        "the calendar's owner. The add-on asks again after an hour.",
    ),
    Remedy(
        LinkNotKept("https://meet.google.com/…"),
        "Calendar dropped the link without an error. Press again; if it stays, look whether the "
        "calendar takes Meet links at all.",
    ),
    Remedy(
        InvitationLimit(),
        "Google limits how many guests an account invites. Nothing to be done but wait.",
    ),
    Remedy(UsageLimit(), "The same for calls of Calendar's API by that account."),
    Remedy(
        NotTheHost(),
        "Only the host of a Meet sets it. Whoever made the Meet is its host, usually the event's "
        "organizer; an administrator of the domain is not.",
    ),
    Remedy(
        CallHidden(),
        "Meet tells of a call for 30 days, and only to its host and to who took part. The files "
        "lie in the host's Google Drive, whose search finds them.",
    ),
    Remedy(
        OutOfReach(),
        "The calendar is not shared with the user, or only as busy and free; or the user has "
        "declined the permission for calendars of others.",
    ),
    Remedy(
        Refused(400),
        "Look up `googleRefusals` of that request in the log, and report it: the add-on should "
        "have words for it.",
    ),
)
FAULT = (
    "A fault of the add-on's own: `error` in the log tells where, by files and lines. Report it."
)


def rows() -> list[tuple[str, str, str]]:
    """What a card says, what the log calls it, and what can be done about it."""
    words = text_for("en")
    told = [
        (problem_words(words, remedy.problem), f"`{type(remedy.problem).__name__}`", remedy.does)
        for remedy in REMEDIES
    ]
    return [*told, (problem_words(words, None), "name of a Python exception", FAULT)]
