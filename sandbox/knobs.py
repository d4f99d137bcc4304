"""What nobody has established about Google, in one place."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal


@dataclass
class Knobs:
    """What nobody has established about Google, each as a switch (the [I] of google-apis.md).

    Attributes:
        strict_parent_mask: a mask path that is no leaf is refused (2.4).
        missing_mask: what a PATCH without a mask does: apply what is present, or nothing (2.4).
        strict_create_needs_settings: creating with artifactConfig needs the settings scope (2.1).
        get_by_non_owner: what others than the owner get: the space without config, or 403 (2.1).
        off_refused_without_feature: an explicit OFF is refused like an ON (2.6).
        co_host_starts_artifacts: a co-host in the call is enough for artifacts to start (2.6).
        artifact_delay: how long after the end a file is generated (2.8).
        owned_scope_on_foreign_calendar: the status that `calendar.events.owned` gets on a calendar
            that the user does not own (4.1).
        locked_refuses_conference: a locked event refuses conference data too (4.4).
        create_request_owner: who owns a Meet that Calendar makes for a create request (4.4).
        create_request_pending_reads: how many reads answer `pending` before success (4.2).
        create_request_fails: create requests end in `failure`.
        put_without_conference_removes: PUT with version 1 and no conferenceData removes it (6).
        attach_checks_code: Calendar refuses to attach a Meet that does not exist (8).
        chat_space_missing: the status that Chat answers for a space that does not exist.
        chat_space_not_joined: the same for a space that the person is not in.
        chat_users_tell_email: members and senders carry `email`. chat.v1 says so of members of
            one's own spaces; older descriptions of User have no such field.
        strangers_in_people: People tells somebody of another domain to a token with
            `directory.readonly`, instead of NOT_FOUND.
    """

    strict_parent_mask: bool = True
    missing_mask: Literal["present", "nothing"] = "present"
    strict_create_needs_settings: bool = False
    get_by_non_owner: Literal["config-less", "403"] = "config-less"
    off_refused_without_feature: bool = False
    co_host_starts_artifacts: bool = True
    artifact_delay: timedelta = timedelta(minutes=5)
    owned_scope_on_foreign_calendar: Literal[403, 404] = 404
    locked_refuses_conference: bool = True
    create_request_owner: Literal["organizer", "caller"] = "organizer"
    create_request_pending_reads: int = 0
    create_request_fails: bool = False
    put_without_conference_removes: bool = True
    attach_checks_code: bool = False
    chat_space_missing: Literal[403, 404] = 404
    chat_space_not_joined: Literal[403, 404] = 403
    chat_users_tell_email: bool = False
    strangers_in_people: bool = False
