"""What is not known about Google, in one table.

A row is something that was inferred, is contradicted, or was captured in several forms. Each has
its possible readings; the first is the one that the stand-in and the players take by default: what
was captured or documented, else what is hardest on an add-on. `Knobs` turns them;
docs/unknown.md and `make live` are made from the same rows.

Sections are those of hosts.md where they begin with H, and of google-apis.md where with G; both
pages are in docs/google.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import timedelta
from typing import Any, Literal


@dataclass(frozen=True)
class Reading:
    """One of the ways in which Google may behave.

    Attributes:
        value: what the knob is set to.
        says: what Google does then, as the end of a sentence that begins with the question.
        source: who says so: captured, documented, reported or inferred, and where.
    """

    value: Any
    says: str
    source: str


@dataclass(frozen=True)
class Knob:
    """A row of the table.

    Attributes:
        name: of the attribute of `Knobs`; for what the stand-in cannot play, just a name.
        about: what is not known, as the beginning of a sentence.
        readings: the default first.
        where: the add-on's modules that depend on it; empty where only a player does.
        played: whether the stand-in can be set to each reading.
    """

    name: str
    about: str
    readings: tuple[Reading, ...]
    where: tuple[str, ...] = ()
    played: bool = True

    @property
    def default(self) -> Reading:
        """What the stand-in does unless it is told otherwise."""
        return self.readings[0]


def _knob(about: str, *readings: Reading, where: tuple[str, ...] = ()) -> Any:  # noqa: ANN401  # as dataclasses.field
    return field(default=readings[0].value, metadata={"row": (about, readings, where)})


@dataclass
class Knobs:
    """How Google behaves where that is not known; each attribute is a row of the table."""

    # What the hosts send.

    numbers: Literal["double", "exponent", "integer", "string"] = _knob(
        "A number in a host's event is written",
        Reading("double", "as `1.0`", "captured over HTTP (H12.1)"),
        Reading("exponent", "as `-3.6E6`", "captured over HTTP (H12.1)"),
        Reading("integer", "as `1`", "captured over Pub/Sub (H1.7.7)"),
        Reading("string", 'as `"1"`', "documented for 64-bit numbers (H1.4)"),
        where=("addon/wire/lenient.py",),
    )
    scopes_told: bool = _knob(
        "What a user has granted is",
        Reading(True, "told in `authorizedScopes`", "documented, captured (H1.5)"),
        Reading(False, "not told, although a token that carries it is", "captured (H12.2)"),
        where=("addon/wire/host_event.py", "addon/permissions/asking.py"),
    )
    zone_told: Literal["id and offset", "unknown id", "nothing"] = _knob(
        "The user's time zone is told by",
        Reading("id and offset", "its name and its offset from UTC", "captured (H1.3)"),
        Reading("unknown id", "a name that is in no database, and its offset", "inferred"),
        Reading("nothing", "nothing", "captured (H12.2)"),
        where=("cards/times.py", "addon/chat/schedule.py"),
    )
    argument_text_told: bool = _knob(
        "What was written to a Chat app without its mention or command is",
        Reading(True, "told in `argumentText`", "documented, captured (H1.7.2)"),
        Reading(False, "only to be taken out of `text`", "captured (H12.2)"),
        where=("addon/chat/words.py",),
    )
    command_told: Literal["metadata", "message"] = _knob(
        "Which command was given is told in",
        Reading("metadata", "`appCommandMetadata`", "documented, captured (H1.7.7)"),
        Reading("message", "the message's `slashCommand` alone", "captured (H12.2)"),
        where=("addon/chat/event.py",),
    )
    direct_told: Literal["type", "space type"] = _knob(
        "A direct message with the app is told by",
        Reading("type", "`type`, `singleUserBotDm` and `spaceType`", "captured (H1.7.1)"),
        Reading("space type", "`spaceType` alone", "captured (H12.2)"),
        where=("addon/chat/event.py",),
    )
    empty_inputs_told: bool = _knob(
        "A text input that nobody filled in is",
        Reading(True, 'sent as `{"stringInputs": {"value": [""]}}`', "captured (H12.2)"),
        Reading(False, "left out of `formInputs`", "documented by a sample (H1.4)"),
        where=("addon/wire/host_event.py",),
    )
    user_mail: Literal["calendar", "alias"] = _knob(
        "The address in a user's ID token is",
        Reading("calendar", "the id of their primary calendar", "inferred (G4.4)"),
        Reading("alias", "another address of theirs, which no calendar has", "inferred"),
        where=("meeting/looking.py", "addon/turn.py"),
    )
    audience: Literal["invoked URL", "base URL"] = _knob(
        "A system ID token is meant for",
        Reading("invoked URL", "the URL that is called", "captured for Chat (H12.2)"),
        Reading("base URL", "the add-on's base URL", "documented as the service URL (H5.1)"),
        where=("addon/routes.py",),
    )
    empty_calendar_sent: bool = _knob(
        "An event trigger that may tell nothing of the event carries",
        Reading(False, "no `calendar` at all", "inferred (H1.6)"),
        Reading(True, "an empty one", "inferred (H1.6)"),
        where=("addon/sidebar/opened.py",),
    )
    set_capabilities_need_write: bool = _knob(
        "`canAdd…` and `canSet…` are true",
        Reading(True, "only with WRITE access", "captured once (H1.6)"),
        Reading(False, "with READ access, too", "inferred (H1.6)"),
    )

    clicks_tell_editor: bool = _knob(
        "While an event is being edited, clicks tell as its conference",
        Reading(True, "what the editor has", "inferred from the update trigger (H1.6)"),
        Reading(False, "what is saved", "inferred"),
        where=("meeting/looking.py",),
    )
    radio_change_told: bool = _knob(
        "Another choice among radio buttons with an `onChangeAction`",
        Reading(True, "calls the add-on at once", "documented (H8)"),
        Reading(False, "is told with the next press", "inferred"),
        where=("cards/giving.py",),
    )

    # What the hosts do with answers.

    prompt_repeats_declined: bool = _knob(
        "After a prompt for scopes the host repeats the request",
        Reading(True, "whatever was granted", "documented (H2.9)"),
        Reading(False, "only if something was granted", "inferred"),
        where=("addon/permissions/asking.py",),
    )
    consent_rounds: int = _knob(
        "One action is repeated after prompts",
        Reading(5, "five times before the host gives up", "inferred (H2.9)"),
        Reading(1, "once", "inferred"),
        where=("addon/permissions/asking.py",),
    )
    only_touched_values_kept: bool = _knob(
        "`updateCard` keeps",
        Reading(True, "what the person changed", "inferred (H2.2)"),
        Reading(False, "all that the old card's inputs held", "inferred (H2.2)"),
        where=("addon/sidebar/answer.py",),
    )
    folded_inputs_sent: bool = _knob(
        "Inputs of a collapsible section that nobody unfolded are",
        Reading(True, "sent as they stand", "inferred"),
        Reading(False, "left out of `formInputs`", "inferred"),
        where=("addon/rules_form.py", "cards/giving.py", "cards/rules.py"),
    )
    redraw_resets_form: bool = _knob(
        "An action without `persistValues` clears what the person changed",
        Reading(True, "when it is pressed", "inferred (H8)"),
        Reading(False, "never", "inferred (H8)"),
        where=("cards/widgets.py",),
    )
    dialog_carries_message: bool = _knob(
        "Clicks in a dialog that a command opened carry",
        Reading(False, "no message", "inferred (H1.7.5)"),
        Reading(True, "the command's message", "inferred (H1.7.5)"),
        where=("addon/chat/event.py",),
    )
    cancel_told: bool = _knob(
        "A dialog that is closed by its cross is",
        Reading(True, "told to the add-on", "handled by a sample (H1.7.5)"),
        Reading(False, "not told", "documented for classic apps only (H1.7.5)"),
        where=("addon/app.py",),
    )
    updated_dialog_keeps_values: bool = _knob(
        "`updateCard` in a dialog",
        Reading(False, "forgets what was filled in", "documented (H2.6)"),
        Reading(True, "keeps it", "inferred (H2.6)"),
        where=("addon/chat/answer.py",),
    )
    submit_needs_an_answer: bool = _knob(
        "`{}` to a button of a dialog is",
        Reading(True, "an invalid response", "reported for clicks (H12.3)"),
        Reading(False, "accepted", "inferred (H2.6)"),
        where=("addon/chat/answer.py",),
    )
    click_needs_an_answer: bool = _knob(
        "`{}` to a click on a message's card is",
        Reading(True, "shown as a failure", "reported by a third party (H12.3)"),
        Reading(False, "accepted", "documented as an acknowledgement (H2.1)"),
        where=("addon/chat/fronts.py",),
    )
    dialog_request_needs_a_dialog: bool = _knob(
        "What opens a dialog may be answered",
        Reading(True, "with a dialog only", "documented (H2.6)"),
        Reading(False, "with a message, too", "inferred (H2.6)"),
        where=("addon/chat/helping.py",),
    )
    update_replaces_message: bool = _knob(
        "`updateMessageAction` replaces",
        Reading(True, "text, cards and accessory widgets alike", "inferred (H2.5)"),
        Reading(False, "what it names", "inferred (H2.5)"),
        where=("addon/chat/answer.py",),
    )
    replies_stay_in_threads: bool = _knob(
        "An answer without a thread to a reply in one goes",
        Reading(True, "to that thread", "documented for the API (chat.v1)"),
        Reading(False, "to a thread of its own", "inferred"),
        where=("addon/chat/answer.py",),
    )
    failed_status_keeps_dialog: bool = _knob(
        "A classic `actionStatus` other than OK leaves the dialog",
        Reading(True, "open, with its message", "inferred (H4.2)"),
        Reading(False, "closed", "inferred (H4.2)"),
    )

    # Calendar's API.

    patch_objects: Literal["merge", "replace", "merge without null"] = _knob(
        "`events.patch` treats a nested object such as `conferenceData` by",
        Reading("merge", "merging it, `null` removes a member", "measured on times by five (G9.1)"),
        Reading("replace", "putting it in the old one's place", "one client in production (G8)"),
        Reading("merge without null", "merging it, `null` changes nothing", "inferred"),
        where=("addon/google/calendar.py", "addon/google/conference_body.py"),
    )
    hangout_link_answered: Literal["at once", "later"] = _knob(
        "The answer to a write that attaches a Meet has `hangoutLink`",
        Reading("at once", "at once", "measured once (G4.2)"),
        Reading("later", "not yet", "reported (G9.1)"),
        where=("addon/google/calendar.py",),
    )
    attached_phones: Literal["kept", "dropped", "refused"] = _knob(
        "Phone entries that a client writes for a Meet are",
        Reading("kept", "kept", "inferred from clients that write them (G9.2)"),
        Reading("dropped", "dropped", "inferred (G9.2)"),
        Reading("refused", "refused, and the whole write with them", "inferred"),
        where=("addon/google/conference_body.py", "addon/google/calendar.py"),
    )
    owned_scope_on_foreign_calendar: Literal[403, 404] = _knob(
        "Under `calendar.events.owned` a calendar that the user does not own answers",
        Reading(404, "404", "inferred (G4.1)"),
        Reading(403, "403", "inferred (G4.1)"),
        where=("addon/sidebar/event.py", "meeting/looking.py"),
    )
    role_told: bool = _knob(
        "`events.list` tells the caller's role under the add-on's scopes:",
        Reading(True, "yes", "documented (G4.1)"),
        Reading(False, "no: it leaves the role out", "inferred"),
        where=("addon/google/calendar.py",),
    )
    locked_refuses_conference: bool = _knob(
        "A locked event",
        Reading(True, "refuses conference data", "inferred (G4.4)"),
        Reading(False, "takes conference data", "documented as main fields only (G4.4)"),
        where=("meeting/states.py",),
    )
    create_request_owner: Literal["organizer", "caller"] = _knob(
        "A Meet that Calendar makes for a create request belongs",
        Reading("organizer", "to the calendar's person", "documented for primary ones (G9.1)"),
        Reading("caller", "to who asked", "documented for secondary ones (G9.1)"),
        where=("cards/text.py",),
    )
    create_request_status: Literal["told", "left out"] = _knob(
        "A create request that is still pending is told",
        Reading("told", "by its `status`", "documented (G4.2)"),
        Reading("left out", "without a `status`", "inferred"),
        where=("addon/wire/conferences.py",),
    )
    create_request_pending_reads: int = _knob(
        "A create request answers `pending`",
        Reading(0, "never", "measured (G4.2)"),
        Reading(2, "for two reads", "documented (G4.2)"),
        where=("addon/wire/conferences.py",),
    )
    create_request_fails: bool = _knob(
        "A create request ends",
        Reading(False, "in success", "measured (G4.2)"),
        Reading(True, "in failure", "documented (G4.2)"),
        where=("addon/wire/conferences.py",),
    )
    shared_properties_taken: bool = _knob(
        "`extendedProperties.shared` is taken",
        Reading(True, "from whoever may change the event", "inferred from its description (G4.2)"),
        Reading(False, "from the event's creator alone", "documented as a reason to refuse (G9.1)"),
        where=("addon/google/calendar.py",),
    )
    put_without_conference_removes: bool = _knob(
        "PUT with version 1 and no `conferenceData`",
        Reading(True, "removes it", "inferred (G6)"),
        Reading(False, "keeps it", "inferred (G6)"),
    )
    attach_checks_code: bool = _knob(
        "A Meet that does not exist can be attached:",
        Reading(True, "no", "inferred (G8)"),
        Reading(False, "yes", "inferred (G8)"),
    )
    past_events_mailed: bool = _knob(
        "Changes to an event that is over are",
        Reading(False, "mailed to nobody", "reported once (G9.7)"),
        Reading(True, "mailed as asked", "documented (G4.1)"),
        where=("cards/giving.py", "cards/result.py"),
    )

    # Meet's API.

    create_needs_settings: bool = _knob(
        "`spaces.create` with artifact settings needs `meetings.space.settings`:",
        Reading(True, "yes", "documented in the guide, reported (G9.1)"),
        Reading(False, "no", "documented in the discovery, measured once (G2.1)"),
        where=("addon/routes.py", "addon/chat/commands.py"),
    )
    new_space_unseen_reads: int = _knob(
        "A space that was just made is found",
        Reading(0, "by the first read", "inferred"),
        Reading(1, "by the second read", "inferred"),
        where=("meeting/minter.py",),
    )
    patch_tells_settings: bool = _knob(
        "The answer to a PATCH of a space tells",
        Reading(True, "the whole space", "documented (G2.4)"),
        Reading(False, "no `config`", "inferred"),
        where=("meeting/ahead.py", "meeting/minter.py"),
    )
    strict_parent_mask: bool = _knob(
        "A mask path that is no leaf is",
        Reading(True, "refused", "measured once (G2.4)"),
        Reading(False, "accepted", "documented (G2.4)"),
        where=("addon/google/meet.py",),
    )
    missing_mask: Literal["present", "nothing"] = _knob(
        "A PATCH without a mask applies",
        Reading("present", "what is present", "documented (G2.4)"),
        Reading("nothing", "nothing", "reported once (G2.4)"),
        where=("addon/google/meet.py",),
    )
    get_by_non_owner: Literal["config-less", "403"] = _knob(
        "Who is not the host gets",
        Reading("config-less", "the space without `config`", "documented (G2.1)"),
        Reading("403", "403", "inferred (G2.1)"),
        where=("addon/google/meet.py",),
    )
    off_refused_without_feature: bool = _knob(
        "An OFF for a feature that the account lacks is",
        Reading(False, "accepted", "inferred (G2.6)"),
        Reading(True, "refused like an ON", "inferred (G2.6)"),
        where=("meeting/applying.py",),
    )
    smart_notes_feature: Literal["updateAutoSmartNotesGeneration", "updateAutoNotes"] = _knob(
        "The smart-notes feature is named in refusals",
        Reading(
            "updateAutoSmartNotesGeneration",
            "`updateAutoSmartNotesGeneration`",
            "inferred from its siblings (G2.6)",
        ),
        Reading("updateAutoNotes", "by another name that has `note` in it", "inferred"),
        where=("addon/google/answers.py",),
    )
    co_host_starts_artifacts: bool = _knob(
        "Artifacts start when somebody joins who is",
        Reading(True, "the host or a co-host", "documented (G2.6)"),
        Reading(False, "the host", "measured once (G2.6)"),
        where=("cards/text.py",),
    )
    artifact_delay: timedelta = _knob(  # noqa: RUF009  # as dataclasses.field
        "A file is there after the call's end",
        Reading(timedelta(minutes=5), "within minutes", "documented (G2.8)"),
        Reading(timedelta(hours=20), "within a day", "reported (G2.8)"),
    )

    # Chat's and People's APIs.

    chat_space_missing: Literal[403, 404] = _knob(
        "Chat answers for a space that does not exist",
        Reading(404, "404", "inferred"),
        Reading(403, "403", "inferred"),
        where=("addon/google/answers.py",),
    )
    chat_space_not_joined: Literal[403, 404] = _knob(
        "Chat answers for a space that the person is not in",
        Reading(403, "403", "inferred"),
        Reading(404, "404", "inferred"),
        where=("addon/google/answers.py",),
    )
    chat_users_tell_email: bool = _knob(
        "Members and senders in Chat's API",
        Reading(True, "carry `email`", "documented (chat.v1, User)"),
        Reading(False, "carry no address", "older descriptions of User"),
        where=("addon/google/people.py",),
    )
    app_messages_taken: bool = _knob(
        "A message that an add-on posts as the app, with its service account's token, is",
        Reading(True, "taken where the app is a member", "documented for Chat apps (H12.6)"),
        Reading(False, "refused", "inferred"),
        where=("addon/google/chat_app.py", "addon/chat/later.py"),
    )
    metadata_scopes_heard: bool = _knob(
        "The metadata server's token for `chat.bot` has",
        Reading(True, "that scope", "documented for Cloud Run (H12.6)"),
        Reading(False, "`cloud-platform` alone", "documented for Compute Engine"),
        where=("addon/google/chat_app.py", "addon/chat/later.py"),
    )
    strangers_in_people: bool = _knob(
        "People tells somebody of another domain to a token with `directory.readonly`:",
        Reading(False, "no", "inferred"),
        Reading(True, "yes", "inferred"),
        where=("addon/google/people.py",),
    )


UNPLAYED: tuple[Knob, ...] = (
    Knob(
        "entries_listed",
        "`events.list` with a series' uid",
        (
            Reading(
                True,
                "lists the occurrences that were changed apart from it",
                "documented, captured (G9.7)",
            ),
        ),
        ("meeting/looking.py",),
        played=False,
    ),
    Knob(
        "usual_uid",
        "The uid of an event that was made in Calendar",
        (Reading(True, "is its id before `@google.com`", "inferred"),),
        ("meeting/looking.py",),
        played=False,
    ),
    Knob(
        "copy_has_same_id",
        "A guest's copy of an event",
        (
            Reading(
                True,
                "has the same id, and `organizer.self` there means the guest",
                "inferred (G4.4)",
            ),
        ),
        ("meeting/looking.py",),
        played=False,
    ),
    Knob(
        "total_heeds_filter",
        "`totalSize` of a filtered list of participants counts",
        (
            Reading(True, "those whom the filter lets through", "inferred (G2.8)"),
            Reading(False, "everybody who ever came", "inferred (G2.8)"),
        ),
        ("addon/google/records.py",),
        played=False,
    ),
    Knob(
        "calls_before",
        "Calls are filtered by `start_time` with",
        (Reading(True, "`<`, as with `>=` and `<=`", "inferred (G2.8)"),),
        ("addon/google/records.py",),
        played=False,
    ),
    Knob(
        "null_clears",
        "`conferenceData: null` takes a conference off,",
        (Reading(True, "also where `null` members do nothing", "documented (G4.2)"),),
        ("addon/google/calendar.py",),
        played=False,
    ),
    Knob(
        "edited_description",
        "A description that was edited in Calendar's own pages",
        (Reading(True, "is HTML from then on, a line break `<br>`", "reported by clients"),),
        ("meeting/guest_line.py",),
        played=False,
    ),
    Knob(
        "longest_description",
        "A description of more than 8,192 characters",
        (Reading(True, "is refused or cut: none is written", "reported by a vendor"),),
        ("meeting/guest_line.py",),
        played=False,
    ),
    Knob(
        "start_index_unit",
        "`startIndex` of an annotation counts",
        (Reading(True, "characters or UTF-16 units: both are tried", "inferred (H1.7.2)"),),
        ("addon/chat/words.py",),
        played=False,
    ),
    Knob(
        "public_calendars",
        "The calendars that Google fills",
        (
            Reading(
                True,
                "have ids that end in `@group.v.calendar.google.com`",
                "captured for two (H12.5)",
            ),
        ),
        ("meeting/looking.py",),
        played=False,
    ),
    Knob(
        "words_of_400s",
        "What of an event Calendar does not take",
        (Reading(True, "is told by English words in its message alone", "measured (G4.2, G9.7)"),),
        ("addon/google/answers.py",),
        played=False,
    ),
    Knob(
        "series_shows",
        "A link put on a series shows on its occurrences,",
        (Reading(True, "save those edited on their own", "documented (G4.4)"),),
        ("meeting/arranging.py",),
        played=False,
    ),
    Knob(
        "likely_host",
        "The host of a Meet that is not the caller's is",
        (Reading(True, "most likely the organizer", "documented as usual (G4.4)"),),
        ("cards/text.py",),
        played=False,
    ),
    Knob(
        "header_html",
        "A card's header and the text of a check box show HTML",
        (Reading(True, "as it is written: links in titles are broken up", "inferred (H8)"),),
        ("cards/words.py",),
        played=False,
    ),
    Knob(
        "update_trigger_card",
        "The event-update trigger is answered with",
        (Reading(True, "a card that replaces the shown one", "inferred (H2.4)"),),
        ("addon/sidebar/answer.py",),
        played=False,
    ),
    Knob(
        "work_after_answer",
        "Work goes on after an answer",
        (Reading(True, "while CPU is not throttled", "documented by Cloud Run"),),
        ("addon/chat/patience.py", "tools/deployment/steps.py"),
        played=False,
    ),
    Knob(
        "private_in_direct",
        "Chat takes a private message in a direct message,",
        (Reading(True, "and a dialog that answers a prompt's repeat", "inferred (H2.5)"),),
        ("addon/chat/answer.py",),
        played=False,
    ),
    Knob(
        "chat_scopes_prompted",
        "Scopes of Chat users are prompted for",
        (Reading(True, "without `addOns.chat` in the deployment", "inferred (H6.4)"),),
        ("tools/manifest.py",),
        played=False,
    ),
    Knob(
        "no_such_space",
        "The name of a space that there is not, in Meet and in Chat, is answered",
        (Reading(True, "with 403, 404 or 400 once the API is reached", "inferred"),),
        ("addon/google/meet.py", "addon/google/chat_app.py"),
        played=False,
    ),
    Knob(
        "app_missing",
        "A Chat app that its API does not know is told",
        (
            Reading(True, "by 404 and “Google Chat app not found”", "inferred"),
            Reading(False, "like a space that there is not", "inferred"),
        ),
        ("addon/google/answers.py",),
        played=False,
    ),
    Knob(
        "listed_etag",
        "The etag of an event in a list is",
        (
            Reading(True, "that of the event read by itself", "inferred"),
            Reading(False, "another one, which a write refuses with 412", "inferred"),
        ),
        ("addon/google/calendar.py", "meeting/looking.py"),
        played=False,
    ),
    Knob(
        "logo_served",
        "The add-on's logo is served to Workspace",
        (Reading(True, "by its public address", "inferred"),),
        ("tools/manifest.py",),
        played=False,
    ),
)
"""What no stand-in can show."""


def played() -> Iterator[Knob]:
    """The rows that the stand-in can be set to, in the order of `Knobs`."""
    for each in fields(Knobs):
        about, readings, where = each.metadata["row"]
        yield Knob(each.name, about, readings, where)


def table() -> tuple[Knob, ...]:
    """Every row."""
    return (*played(), *UNPLAYED)
