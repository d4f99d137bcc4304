"""Why a row is not tried, and how else to see it."""

from __future__ import annotations

from collections.abc import Mapping

_LOG = "takes a host"
_PRESS = f"{_LOG}: press a button of the add-on and read the request"
_CHAT = f"{_LOG}: in Chat,"
_DIALOG = f"{_LOG}: in a dialog of the Chat app,"
_CARD = f"{_LOG}: in Calendar's sidebar,"
_SCRATCH = "the scratch event or its Meet could not be made"
_NO_SPACE = "no space could be made"
_FEATURES = "this account lacks none of the three features: try one whose edition does"

REASONS: Mapping[str, str] = {
    # What the hosts send.
    "numbers": f"{_PRESS}: `timeZone.offset`, or a command's id in Chat",
    "scopes_told": f"{_PRESS}: `authorizationEventObject`",
    "zone_told": f"{_PRESS}: `commonEventObject.timeZone`",
    "argument_text_told": f"{_CHAT} mention the app and read the message",
    "command_told": f"{_CHAT} give a command and read where its id stands",
    "direct_told": f"{_CHAT} write to the app directly and read `space`",
    "empty_inputs_told": f"{_PRESS} of a form with an empty field: `formInputs`",
    "user_mail": f"{_LOG}: compare `email` of the user's ID token with the calendar's id",
    "audience": f"{_LOG}: read `aud` of the system's ID token",
    "empty_calendar_sent": f"{_CARD} open an event before its permission is granted",
    "set_capabilities_need_write": f"{_CARD} open an event as a guest and read `capabilities`",
    "clicks_tell_editor": f"{_CARD} change an open event's Meet, press a button, read the request",
    "folded_inputs_sent": f"{_CARD} press a button beside a folded section: `formInputs`",
    "radio_change_told": f"{_CARD} choose one event of a series and see whether a request comes",
    # What the hosts do with answers.
    "prompt_repeats_declined": f"{_CARD} decline the permission that an action asks for",
    "consent_rounds": f"{_CARD} decline a permission again and again",
    "only_touched_values_kept": f"{_CARD} change one switch and let the card be updated",
    "redraw_resets_form": f"{_CARD} change one switch and press another button",
    "dialog_carries_message": f"{_DIALOG} press a button and read whether `message` is there",
    "cancel_told": f"{_DIALOG} press the cross and see whether a request comes",
    "updated_dialog_keeps_values": f"{_DIALOG} fill in a field and let the card be updated",
    "submit_needs_an_answer": f"{_DIALOG} let a button be answered with `{{}}`",
    "click_needs_an_answer": f"{_CHAT} let a click on a message's card be answered with `{{}}`",
    "dialog_request_needs_a_dialog": f"{_CHAT} answer a dialog's command with a message",
    "update_replaces_message": f"{_CHAT} update the text of a message that has a card",
    "replies_stay_in_threads": f"{_CHAT} write to the app in a thread",
    "failed_status_keeps_dialog": f"{_DIALOG} answer with an `actionStatus` other than OK",
    # Calendar's API.
    "patch_objects": _SCRATCH,
    "hangout_link_answered": _SCRATCH,
    "attached_phones": _SCRATCH,
    "owned_scope_on_foreign_calendar": (
        "needs OTHERS_CALENDAR, the id of a calendar that somebody shares with you"
    ),
    "role_told": "Calendar was not reached",
    "locked_refuses_conference": "takes a locked event, which the API cannot make",
    "create_request_owner": "takes another person's calendar: see who hosts a Meet made there",
    "create_request_status": "Calendar made the Meet at once: nothing was pending",
    "create_request_pending_reads": _SCRATCH,
    "create_request_fails": _SCRATCH,
    "put_without_conference_removes": _SCRATCH,
    "shared_properties_taken": "takes an event that somebody else made and you may change",
    "attach_checks_code": _SCRATCH,
    "past_events_mailed": "mails cannot be seen: change an event that is over, ask its guest",
    # Meet's API.
    "create_needs_settings": (
        "the token may have meetings.space.settings: give one with meetings.space.created alone"
    ),
    "new_space_unseen_reads": "make a Meet, press Refresh at once, look for a 404 in the log",
    "patch_tells_settings": _NO_SPACE,
    "strict_parent_mask": _NO_SPACE,
    "missing_mask": _NO_SPACE,
    "get_by_non_owner": "needs OTHERS_MEETING_CODE, the code of a Meet that somebody else hosts",
    "off_refused_without_feature": _FEATURES,
    "smart_notes_feature": _FEATURES.replace("none of the three features", "no smart notes"),
    "co_host_starts_artifacts": "takes a call: let a co-host join alone and see what starts",
    "artifact_delay": "takes a call: record one, and see when the file is there",
    # Chat's and People's APIs.
    "chat_space_missing": "Chat was not reached",
    "chat_space_not_joined": "needs OTHERS_CHAT_SPACE, a conversation that you are not in",
    "chat_users_tell_email": "needs CHAT_SPACE, a conversation that you are in",
    "app_messages_taken": "takes the deployed function: record where you may not, read the reason",
    "metadata_scopes_heard": "takes the deployed function: the same, and its log for a 403",
    "strangers_in_people": "needs STRANGER, the id of somebody of another domain",
    # What no stand-in can show.
    "header_html": f"{_CARD} open an event whose title has a link in it",
    "total_heeds_filter": "takes a call of more than 250 people that some have left",
    "calls_before": "takes two calls: press Earlier calls on an event that had three",
    "entries_listed": "takes a series with an occurrence that was changed by itself",
    "usual_uid": "look at `iCalUID` of an event that was made in Calendar",
    "copy_has_same_id": "takes another person: compare an event with their copy of it",
    "null_clears": "takes a Calendar where `patch_objects` is `merge without null`",
    "edited_description": "write two lines into an event, change them in Calendar, read them",
    "longest_description": "write 9,000 characters into an event by the API, read them",
    "start_index_unit": f"{_CHAT} mention the app after an emoji",
    "public_calendars": f"{_CARD} open a birthday and a public holiday",
    "words_of_400s": "takes a refusal of each kind: see `messages` in answers",
    "series_shows": "takes a series: edit one occurrence, put a link on all, read that one",
    "likely_host": "takes another person: open a Meet that somebody else made for an event",
    "update_trigger_card": f"{_CARD} add a guest to an event that is open",
    "work_after_answer": "takes the deployed function: see whether a slow `/meet` is finished",
    "private_in_direct": f"{_CHAT} ask for help in a direct message",
    "chat_scopes_prompted": f"{_CHAT} give the first `/meet` of an account",
    "no_such_space": f"{_CARD} choose “Check my setup” in the menu",
    "app_missing": f"{_CARD} choose “Check my setup” before Chat's page of configuration is filled",
    "listed_etag": f"{_CARD} set up several meetings, and look at `googleRefusals` for a 412",
    "logo_served": f"{_CARD} see whether the logo is shown",
}
"""For every row of the table; what a probe finds, or a better reason, takes its place."""

PROBED = frozenset(
    {
        "patch_objects",
        "hangout_link_answered",
        "attached_phones",
        "owned_scope_on_foreign_calendar",
        "role_told",
        "create_request_status",
        "create_request_pending_reads",
        "create_request_fails",
        "put_without_conference_removes",
        "attach_checks_code",
        "create_needs_settings",
        "strict_parent_mask",
        "missing_mask",
        "get_by_non_owner",
        "off_refused_without_feature",
        "smart_notes_feature",
        "chat_space_missing",
        "chat_space_not_joined",
        "chat_users_tell_email",
        "strangers_in_people",
    }
)
"""The rows that a probe can decide."""
