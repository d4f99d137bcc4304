"""Every word that a user sees, in English; gettext catalogues hold the other languages.

Card text is HTML, so whatever a person wrote is escaped where it is filled in. Notifications
are plain text and hold nothing that a person wrote.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from enum import Enum

from babel.dates import format_date
from babel.lists import format_list

from cards.actions import Permission
from cards.chat_text import ChatText
from cards.coming_text import ComingText
from cards.outside_text import OutsideText
from cards.policy_text import PolicyText
from cards.rules_text import RulesText
from cards.setup_text import SetupText
from cards.times import format_day, format_when
from cards.words import escape
from meeting.model import Apart, Artifact, EventKind, Notify, Switches, When
from meeting.states import Obstacle

MOST_DAYS = 5
"""As many dates as a line on a card takes."""


class Scope(Enum):
    """What a button of an event's card reaches: the event, one of a series, or the series."""

    ALONE = "alone"
    EVENT = "event"
    SERIES = "series"


class Text(ChatText, ComingText, OutsideText, PolicyText, RulesText, SetupText):
    """The words for one user."""

    # The add-on itself

    def app_name(self) -> str:
        return self._("Records for Google Meet")

    # Switches

    def artifacts(self, artifacts: Collection[Artifact]) -> str:
        """Several of them, as a list."""
        return format_list([self.artifact(each) for each in artifacts], locale=self.locale)

    def switch(self, artifact: Artifact) -> str:
        return {
            Artifact.RECORDING: self._("Record the call"),
            Artifact.TRANSCRIPTION: self._("Transcribe the call"),
            Artifact.SMART_NOTES: self._("Take notes with Gemini"),
        }[artifact]

    def will_be(self, switches: Switches) -> str:
        """What will happen in a call, in one sentence."""
        return {
            (True, True, True): self._("Will be recorded, transcribed and noted."),
            (True, True, False): self._("Will be recorded and transcribed, not noted."),
            (True, False, True): self._("Will be recorded and noted, not transcribed."),
            (True, False, False): self._("Will be recorded, not transcribed or noted."),
            (False, True, True): self._("Will be transcribed and noted, not recorded."),
            (False, True, False): self._("Will be transcribed, not recorded or noted."),
            (False, False, True): self._("Will be noted, not recorded or transcribed."),
            (False, False, False): self._("Will not be recorded, transcribed or noted."),
        }[switches.recording, switches.transcription, switches.smart_notes]

    def would_be(self, switches: Switches) -> str:
        """What would happen in the call of an event that has no Meet yet."""
        return {
            (True, True, True): self._(
                "No Meet yet. With your defaults, it will be recorded, transcribed and noted."
            ),
            (True, True, False): self._(
                "No Meet yet. With your defaults, it will be recorded and transcribed, not noted."
            ),
            (True, False, True): self._(
                "No Meet yet. With your defaults, it will be recorded and noted, not transcribed."
            ),
            (True, False, False): self._(
                "No Meet yet. With your defaults, it will be recorded, not transcribed or noted."
            ),
            (False, True, True): self._(
                "No Meet yet. With your defaults, it will be transcribed and noted, not recorded."
            ),
            (False, True, False): self._(
                "No Meet yet. With your defaults, it will be transcribed, not recorded or noted."
            ),
            (False, False, True): self._(
                "No Meet yet. With your defaults, it will be noted, not recorded or transcribed."
            ),
            (False, False, False): self._(
                "No Meet yet. With your defaults, it will not be recorded, transcribed or noted."
            ),
        }[switches.recording, switches.transcription, switches.smart_notes]

    def guest_line(self, records: Switches) -> str:
        """What an event's description tells its guests, as plain text; empty if that is nothing.

        A line that was written is found by its exact words: whoever changes one of them leaves the
        old line in people's events for good, as if it were somebody's own.
        """
        return {
            (True, True, True): self._(
                "This call will be recorded, transcribed and noted (Records for Google Meet)."
            ),
            (True, True, False): self._(
                "This call will be recorded and transcribed (Records for Google Meet)."
            ),
            (True, False, True): self._(
                "This call will be recorded and noted (Records for Google Meet)."
            ),
            (True, False, False): self._("This call will be recorded (Records for Google Meet)."),
            (False, True, True): self._(
                "This call will be transcribed and noted (Records for Google Meet)."
            ),
            (False, True, False): self._(
                "This call will be transcribed (Records for Google Meet)."
            ),
            (False, False, True): self._("This call will be noted (Records for Google Meet)."),
        }.get((records.recording, records.transcription, records.smart_notes), "")

    def tell_guests(self) -> str:
        return self._("Tell guests in the description")

    def guests_told(self) -> str:
        return self._("The event's description tells guests what will be recorded.")

    def guests_no_longer_told(self) -> str:
        return self._("The event's description no longer says what will be recorded.")

    def description_not_changed(self) -> str:
        return self._("The event's description could not be changed. Check what it tells guests.")

    def your_files(self) -> str:
        """Who hosts, where the files go and who gets them (google-apis.md 2.8)."""
        return self._(
            "You host it. Files go to your Google Drive; guests in your organization find them "
            "attached to the event."
        )

    def files_of_meetings(self) -> str:
        """The same of meetings to come."""
        return self._(
            "Files go to your Google Drive; guests in your organization find them attached to the "
            "event."
        )

    def lacking(self, day: date) -> str:
        """Why something cannot be switched on."""
        when = format_date(day, "medium", locale=self.locale)
        return self._(
            "Your Google Workspace edition or your administrator does not allow it (checked {day})."
        ).format(day=when)

    def check_again(self) -> str:
        return self._("Check again")

    # Home

    def home_subtitle(self) -> str:
        return self._("Defaults for new meetings")

    def save(self) -> str:
        return self._("Save")

    def saved(self) -> str:
        return self._("Your defaults are saved.")

    def reset(self) -> str:
        return self._("Turn all defaults off…")

    def reset_title(self) -> str:
        return self._("Turn all defaults off?")

    def reset_explanation(self) -> str:
        return self._(
            "New meetings then start with all three switches off, and Meet decides who may do "
            "what. Meetings that already have a Meet stay as they are."
        )

    def reset_confirm(self) -> str:
        return self._("Turn off")

    def was_reset(self) -> str:
        return self._("All defaults are off now.")

    def forget(self) -> str:
        return self._("Delete everything stored about me…")

    def forget_title(self) -> str:
        return self._("Delete everything stored about you?")

    def forget_explanation(self) -> str:
        return self._(
            "This deletes your defaults and all notes that the add-on keeps about you, such as "
            "which Meet it made for which event and what Meet refused your account. Your events, "
            "their Meets and their recordings stay as they are."
        )

    def forget_confirm(self) -> str:
        return self._("Delete")

    def keep(self) -> str:
        return self._("Keep")

    def cancel(self) -> str:
        return self._("Cancel")

    def forgotten(self) -> str:
        return self._("Everything stored about you is deleted.")

    def store_down(self) -> str:
        return self._("Your saved defaults cannot be reached at the moment. Try again in a minute.")

    def store_down_at_event(self) -> str:
        return self._("Meets can't be made at the moment. Press Refresh in a minute.")

    # Event

    def event_subtitle(self) -> str:
        return self._("This meeting")

    def title(self, title: str) -> str:
        """An event's title, escaped; Calendar shows a placeholder for none, and so do we."""
        return escape(self.plain_title(title))

    def plain_title(self, title: str) -> str:
        """The same as it stands."""
        return title or self._("(No title)")

    def when(self, when: When, *, shared: bool = False) -> str:
        """Start and end of an event.

        Args:
            shared: for the eyes of others, whose time zones may differ: name the zone.
        """
        return format_when(when, self.locale, self.zone, named=shared)

    def organizer(self, label: str) -> str:
        return self._fill(self._("Organizer: {organizer}"), organizer=label)

    def create(self, scope: Scope = Scope.ALONE) -> str:
        return {
            Scope.ALONE: self._("Create Meet"),
            Scope.SERIES: self._("Create Meet for the series"),
            Scope.EVENT: self._("Create Meet for this event"),
        }[scope]

    def update(self, scope: Scope = Scope.ALONE) -> str:
        if scope is Scope.SERIES:
            return self._("Update the series")
        return self._("Update settings")

    def join(self) -> str:
        return self._("Join")

    def refresh(self) -> str:
        return self._("Refresh")

    def replace(self) -> str:
        return self._("Replace with my Meet…")

    def remember(self) -> str:
        return self._("Use these for my next meetings too")

    def notify_of_change(self) -> str:
        return self._("E-mail the Meet link")

    def notify_of_invitation(self) -> str:
        return self._("E-mail an invitation")

    def notify(self, notify: Notify) -> str:
        return {
            Notify.NOBODY: self._("To nobody"),
            Notify.EXTERNAL: self._("To guests without Google Calendar"),
            Notify.EVERYBODY: self._("To all guests"),
        }[notify]

    def notify_all(self, guests: int) -> str:
        return self.translations.ngettext(
            "To the {count} guest", "To all {count} guests", guests
        ).format(count=guests)

    def notify_explanation(self) -> str:
        return self._(
            "Guests who use Google Calendar see it there. The others learn of it by e-mail only."
        )

    def applies_to(self) -> str:
        return self._("Add the Meet to")

    def whole_series(self, apart: Sequence[Apart] | None) -> str:
        """The whole series to choose, said as far as it is so; `None`: it is not known."""
        if apart is None:
            return self._("The series")
        return self.series_except(len(apart)) if apart else self._("Every event in the series")

    def series_except(self, count: int) -> str:
        return self.translations.ngettext(
            "The series, except {count} event that stands apart",
            "The series, except {count} events that stand apart",
            count,
        ).format(count=count)

    def standing_apart(self, apart: Sequence[Apart]) -> str:
        """Which occurrences do not follow their series, by their dates."""
        days = [format_day(each.day, self.locale, self.zone) for each in apart if each.day]
        shown = days[:MOST_DAYS] + ["…"] * (len(days) > MOST_DAYS)
        return self.translations.ngettext(
            "{count} event stands apart from the series and stays as it is: {days}.",
            "{count} events stand apart from the series and stay as they are: {days}.",
            len(apart),
        ).format(count=len(apart), days="; ".join(shown))

    def this_event(self) -> str:
        return self._("Only this event")

    def stands_apart(self) -> str:
        return self._("This event has its own Meet, apart from its series.")

    def series_shares_settings(self, *, every: bool) -> str:
        if every:
            return self._("All events of this series have this Meet, so its settings apply to all.")
        return self._("Events of the series share this Meet, so its settings apply to all of them.")

    def call_in_text(self, vendor: str) -> str:
        return self._fill(
            self._(
                "This event already has a call: a {vendor} link stands in its location or "
                "description. A Meet would be a second one."
            ),
            vendor=vendor,
        )

    def over(self) -> str:
        return self._("This event is over.")

    def host_all_the_same(self) -> str:
        return self._("You host its Meet, so you can change the Meet's settings all the same.")

    def public_calendar(self, *, birthdays: bool) -> str:
        if birthdays:
            return self.not_ordinary(EventKind.BIRTHDAY)
        return self._(
            "Google fills this calendar, with holidays for example. Its events can't have a Meet."
        )

    def you_will_host(self, organizer: str) -> str:
        return self._fill(
            self._(
                "You will host this meeting, not {organizer}, and its files go to your Google "
                "Drive."
            ),
            organizer=organizer,
        )

    def meet_not_made(self) -> str:
        return self._(
            "Google Calendar could not make a Meet for this event. Try again, or host it yourself."
        )

    def who_hosts(self) -> str:
        return self._("Who hosts the Meet")

    def i_host(self) -> str:
        return self._("Me")

    def organizer_will_host(self, organizer: str) -> str:
        """What follows from whose Meet it is (google-apis.md 9.1)."""
        return self._fill(
            self._(
                "{organizer} will host this meeting: its files go to their Google Drive, and only "
                "they can set what is recorded."
            ),
            organizer=organizer,
        )

    def requested(self, organizer: str) -> str:
        return self._fill(self._("The Meet is ready; {organizer} hosts it."), organizer=organizer)

    def requested_records(self, organizer: str) -> str:
        return self._fill(
            self._(
                "What it records is for {organizer} to set, in Google Calendar or with this add-on."
            ),
            organizer=organizer,
        )

    def organizer_is_cohost(self, organizer: str) -> str:
        return self._fill(self._("{organizer} is a co-host."), organizer=organizer)

    def organizer_no_cohost(self, organizer: str) -> str:
        return self._fill(
            self._(
                "{organizer} could not be made a co-host. You can try again on the event's card."
            ),
            organizer=organizer,
        )

    def made_for_you(self, maker: str, day: date) -> str:
        return self._fill(
            self._("{maker} added this Meet for you on {day}."),
            maker=maker,
            day=format_date(day, "medium", locale=self.locale),
        )

    def hosted_by_maker(self, maker: str, day: date) -> str:
        return self._fill(
            self._(
                "{maker} added this Meet with this add-on on {day} and hosts it. Only they can "
                "change what it records."
            ),
            maker=maker,
            day=format_date(day, "medium", locale=self.locale),
        )

    def you_host(self, organizer: str) -> str:
        return self._fill(
            self._(
                "You host this meeting, not {organizer}, and its files go to your Google Drive."
            ),
            organizer=organizer,
        )

    def unsaved_changes(self) -> str:
        return self._(
            "This event has changes that aren't saved yet; saving them later would overwrite the "
            "Meet. Save the event, then open it again."
        )

    def editing_hosted(self) -> str:
        return self._(
            "You are editing this event. What you set here goes to its Meet at once, whether or "
            "not you save the event."
        )

    def not_saved(self) -> str:
        return self._("This event isn't saved yet. Save the event, then open it again.")

    def cancelled(self) -> str:
        return self._("This event was cancelled, so it can't have a Meet.")

    def not_ordinary(self, kind: EventKind) -> str:
        return {
            EventKind.BIRTHDAY: self._("This is a birthday. Birthdays can't have a Meet."),
            EventKind.FOCUS_TIME: self._("This is focus time. Focus time can't have a Meet."),
            EventKind.FROM_GMAIL: self._(
                "Calendar made this event from an e-mail. Such events can't have a Meet."
            ),
            EventKind.OUT_OF_OFFICE: self._(
                "This marks you as out of office. Such events can't have a Meet."
            ),
            EventKind.WORKING_LOCATION: self._(
                "This is a working location. Working locations can't have a Meet."
            ),
        }.get(kind, self._("This isn't an ordinary event, so it can't have a Meet."))

    def own_event_elsewhere(self) -> str:
        return self._(
            "This is your event, seen on another calendar. Open it on your own to change it."
        )

    def obstacle(self, obstacle: Obstacle, organizer: str) -> str:
        if obstacle is Obstacle.LOCKED:
            return self._("This event is locked: its calendar does not let anybody change it.")
        if obstacle is Obstacle.READ_ONLY:
            return self._("You can see this calendar but not change its events.")
        if not organizer:
            return self._("Only the organizer can change this event.")
        return self._fill(
            self._("Only {organizer}, the organizer, can change this event."),
            organizer=organizer,
        )

    def change_it_there(self, organizer: str) -> str:
        return self._fill(
            self._("If {organizer} shares that calendar with you, open the event there."),
            organizer=organizer,
        )

    def settings_hidden(self) -> str:
        return self._("Only the host can see this Meet's settings.")

    def not_a_meet(self, vendor: str) -> str:
        if not vendor:
            return self._("This is no Google Meet; the add-on can set up Google Meet only.")
        return self._fill(
            self._("This is a {vendor} call; the add-on can set up Google Meet only."),
            vendor=vendor,
        )

    def settings_out_of_reach(self) -> str:
        """For a link that Meet shows nothing of: hidden, expired, or none of a space."""
        return self._(
            "Meet shows nothing about this link: somebody else hosts it, or it has expired."
        )

    def hosted_by_other(self, organizer: str) -> str:
        """Meet does not name a host; usually it is the organizer (google-apis.md 4.4)."""
        if not organizer:
            return self._(
                "Somebody else hosts this Meet, and only they can change what it records. "
                "Google does not say who."
            )
        return self._fill(
            self._(
                "Somebody else hosts this Meet, most likely {organizer}, and only they can change "
                "what it records."
            ),
            organizer=organizer,
        )

    def other_vendor(self, name: str) -> str:
        if not name:
            return self._("This event has a call that isn't Google Meet.")
        return self._fill(self._("This event has a {vendor} call."), vendor=name)

    def link_pending(self) -> str:
        return self._("Calendar is still making the Meet link. Press Refresh in a moment.")

    def replace_title(self, vendor: str, host: str) -> str:
        """What is asked, as card text.

        Args:
            vendor: whose call it is, or empty for Meet.
            host: who most likely hosts the Meet, or empty.
        """
        if vendor:
            return self._fill(self._("Replace the {vendor} link?"), vendor=vendor)
        if host:
            return self._fill(self._("Replace {host}'s Meet?"), host=host)
        return self._("Replace this call?")

    def replace_vendor(self) -> str:
        return self._(
            "A new Meet takes its place. You host it, and files go to your Google Drive. Guests "
            "who kept the old link will not find you there."
        )

    def replace_meet(self, host: str) -> str:
        if not host:
            return self._(
                "You become the host instead of somebody else, and files go to your Google Drive. "
                "What was switched on in the old Meet does not carry over. Guests who kept its "
                "link will not find you there."
            )
        return self._fill(
            self._(
                "You become the host instead of {host}, and files go to your Google Drive. What "
                "was switched on in the old Meet does not carry over. Guests who kept its link "
                "will not find you there."
            ),
            host=host,
        )

    def keep_link(self, vendor: str) -> str:
        """Button text, plain."""
        if not vendor:
            return self._("Keep")
        return self._("Keep {vendor}").format(vendor=vendor)

    def replace_confirm(self, scope: Scope = Scope.ALONE) -> str:
        return {
            Scope.ALONE: self._("Replace"),
            Scope.SERIES: self._("Replace for the series"),
            Scope.EVENT: self._("Replace for this event"),
        }[scope]

    def part(self) -> str:
        return self._("Give this event its own Meet…")

    def part_title(self) -> str:
        return self._("Give this event its own Meet?")

    def part_explanation(self) -> str:
        return self._(
            "The other events keep the Meet of the series, with its settings. This one gets a new "
            "link; guests who kept the old one will not find you there."
        )

    def part_keep(self) -> str:
        return self._("Keep the series' Meet")

    def drifted(self) -> str:
        return self._("Somebody changed this Meet since you set it")

    def changed_since(self, artifact: Artifact, *, on: bool) -> str:
        """How an artifact stands that the user had set the other way."""
        if on:
            return {
                Artifact.RECORDING: self._("Recording is on now, you had it off."),
                Artifact.TRANSCRIPTION: self._("The transcript is on now, you had it off."),
                Artifact.SMART_NOTES: self._("Notes are on now, you had them off."),
            }[artifact]
        return {
            Artifact.RECORDING: self._("Recording is off now, you had it on."),
            Artifact.TRANSCRIPTION: self._("The transcript is off now, you had it on."),
            Artifact.SMART_NOTES: self._("Notes are off now, you had them on."),
        }[artifact]

    def ruled_otherwise(self) -> str:
        """Above the names of rules."""
        return self._("Otherwise than you set it")

    def set_again(self) -> str:
        return self._("Set it again")

    def keep_as_is(self) -> str:
        return self._("Keep it so")

    def kept_as_is(self) -> str:
        return self._("Kept as it is now.")

    def event_changed(self) -> str:
        return self._(
            "The event changed in the meantime. Nothing was done. This is how it stands now."
        )

    # Result

    def created(self, *, nothing: bool = False) -> str:
        if nothing:
            return self._("Your Meet is ready. Nothing will be recorded.")
        return self._("Your Meet is ready")

    def updated(self, *, nothing: bool = False) -> str:
        if nothing:
            return self._("The settings are updated. Nothing will be recorded.")
        return self._("The settings are updated")

    def nothing_changed(self) -> str:
        return self._("Nothing was changed")

    def already_so(self) -> str:
        return self._("The settings were already so")

    def replaced(self, *, nothing: bool = False) -> str:
        if nothing:
            return self._("Your new Meet is ready. Nothing will be recorded.")
        return self._("Your new Meet is ready")

    def link(self) -> str:
        return self._("Link")

    def change_settings(self) -> str:
        return self._("Change settings")

    def unknown(self) -> str:
        return self._("Unknown")

    def refused(self) -> str:
        return self._("Not available")

    def still_on(self) -> str:
        return self._("Could not be turned off")

    def still_off(self) -> str:
        return self._("Could not be turned on")

    def starts_by_itself(self) -> str:
        return self._("It starts by itself when you join, or a colleague of yours who may record.")

    def refused_because(self) -> str:
        return self._("Your Google Workspace edition or your administrator does not allow it.")

    def kept_on(self, artifact: Artifact) -> str:
        return {
            Artifact.RECORDING: self._("Your organization keeps recording on."),
            Artifact.TRANSCRIPTION: self._("Your organization keeps transcripts on."),
            Artifact.SMART_NOTES: self._("Your organization keeps notes on."),
        }[artifact]

    def kept_off(self) -> str:
        return self._(
            "Meet took the change but shows it as off. Your Google Workspace administrator can "
            "say why."
        )

    def not_told(self) -> str:
        return self._("Meet took the change but did not say how it stands.")

    def applied_to_series(self, *, every: bool) -> str:
        if every:
            return self._("All events of this series have this Meet.")
        return self._("The events of this series that follow it have this Meet.")

    def will_apply_to_series(self, *, every: bool) -> str:
        if every:
            return self._("All events of this series get the Meet.")
        return self._("The events of this series that follow it get the Meet.")

    def occurrence_left_out(self) -> str:
        return self._(
            "This event was once edited apart from its series, so the series' Meet does not show "
            "here. Open it again to give it a Meet of its own."
        )

    def guests_emailed(self, notify: Notify) -> str:
        if notify is Notify.EVERYBODY:
            return self._("Calendar e-mails the guests about it.")
        return self._("Calendar e-mails the guests without Google Calendar about it.")

    def remembered(self) -> str:
        return self._("These switches are your defaults now.")

    def not_remembered(self) -> str:
        return self._("Your defaults could not be saved at the moment. The event is not affected.")

    def reopen_event(self) -> str:
        return self._(
            "If you have this event open for editing, reopen it before you save, "
            "so that Calendar does not overwrite the link."
        )

    # Permissions

    def welcome_title(self) -> str:
        return self._("Set up in one step")

    def welcome_explanation(self) -> str:
        return self._("Google will ask you once to let the add-on:")

    def welcome_confirm(self) -> str:
        return self._("Continue")

    def permission_title(self) -> str:
        return self._("A permission is missing")

    def permission_explanation(self) -> str:
        return self._("This works only if you let the add-on:")

    def permission_needed(self, permission: Permission) -> str:
        return {
            Permission.EXECUTE: self._("Run in your Calendar, to know which event is open."),
            Permission.READ_OPEN_EVENT: self._(
                "See the open event's video call, to find its settings."
            ),
            Permission.LOCALE: self._("See your language and time zone, to write dates as you do."),
            Permission.EMAIL: self._("See your e-mail address, to keep your defaults under it."),
            Permission.OWN_EVENTS: self._(
                "See and change events on calendars you own, to add the Meet link."
            ),
            Permission.ALL_EVENTS: self._(
                "See and change events on calendars shared with you, like this one."
            ),
            Permission.MEET_SETTINGS: self._(
                "See and change your Meets' settings, to switch recording and the rest on or off."
            ),
            Permission.MEET_CREATE: self._("Create Meets, which you host."),
            Permission.RECORDS: self._(
                "See your calls in Meet, to list their recordings, notes and participants."
            ),
            Permission.CHAT_MEMBERS: self._(
                "See who is in this conversation, to invite everybody."
            ),
            Permission.DIRECTORY: self._(
                "See addresses in your organization, to invite people you pick."
            ),
        }[permission]

    def grant(self) -> str:
        return self._("Give permission")

    # Problems

    def problem_title(self) -> str:
        return self._("That did not work")

    def again(self) -> str:
        return self._("Try again")

    def try_again(self) -> str:
        return self._(
            "Google is busy or cannot be reached. Nothing was changed. Try again in a minute."
        )

    def read_again(self) -> str:
        return self._("Google is busy or cannot be reached. Press Refresh in a minute.")

    def press_refresh(self) -> str:
        return self._("Press Refresh to see how the event stands.")

    def outcome_unknown(self) -> str:
        return self._(
            "Google's answer did not arrive, so it is unknown whether the change was made. "
            "Trying again will not make a second Meet."
        )

    def no_longer_its_meet(self) -> str:
        return self._(
            "The event no longer has the Meet that you changed. What you chose was set on that "
            "Meet all the same."
        )

    def set_unseen(self) -> str:
        return self._(
            "What you chose was set on the Meet, but Google Calendar could not be read to show how "
            "the event stands."
        )

    def still_working(self) -> str:
        return self._("An earlier press of this button is still at work.")

    def event_keeps_changing(self) -> str:
        return self._(
            "Somebody else is changing this event right now. To overwrite nothing, the add-on "
            "stopped."
        )

    def ask_organizer(self) -> str:
        return self._("Calendar does not let you change this event. Its organizer can.")

    def event_not_allowed(self) -> str:
        return self._(
            "Calendar does not let you make or change this event. "
            "Your Google Workspace administrator can tell you why."
        )

    def out_of_reach(self) -> str:
        return self._(
            "Calendar does not show this event to the add-on. Whoever owns the calendar can "
            "share it with you."
        )

    def not_the_host(self) -> str:
        return self._("Meet does not let you change this Meet's settings. Only its host can.")

    def reopen_addon(self) -> str:
        return self._("Google no longer accepts this session. Close the add-on and open it again.")

    def send_again(self) -> str:
        return self._("Google no longer accepts this session. Try once more.")

    def ask_administrator(self, service: str) -> str:
        return self._fill(
            self._(
                "A Google service that the add-on needs is switched off. Send this to your IT "
                "team: “Enable the {service} in the project of the Meet add-on.”"
            ),
            service=service,
        )

    def link_not_kept(self, uri: str) -> str:
        return self._with_link(
            self._(
                "A Meet was made, but Calendar did not keep its link on the event. Try again to "
                "use the same Meet, or paste the link yourself: {uri}"
            ),
            uri,
        )

    def refused_by_google(self) -> str:
        return self._(
            "Google refused this for a reason that the add-on does not know. Try once more. "
            "If it is refused again, tell your IT team: the add-on's log holds the reason."
        )

    def meet_unavailable(self) -> str:
        return self._(
            "Google Meet is not available to your account, so nothing was made. "
            "Your Google Workspace administrator can switch it on."
        )

    def settings_not_set(self) -> str:
        return self._(
            "The event has its Meet, but it is not certain that it has these settings. "
            "Try again to set them."
        )

    def links_not_allowed(self) -> str:
        return self._(
            "This calendar takes no Google Meet links, so none was put into it. "
            "Your Google Workspace administrator can allow them."
        )

    def invitation_limit(self) -> str:
        return self._(
            "Calendar does not let your account invite more guests at present. It can take hours "
            "until that has passed. Try again later, or with fewer guests."
        )

    def usage_limit(self) -> str:
        return self._(
            "Your account has reached a limit of Google Calendar's. It can take hours until that "
            "has passed. Try again later."
        )

    def addresses_hidden(self) -> str:
        return self._(
            "Google does not tell the app the addresses of these people. "
            "Type their addresses instead."
        )

    def address_refused(self) -> str:
        return self._("Calendar does not accept the address of a guest. Check the addresses.")

    def event_deleted(self) -> str:
        return self._("This event has been deleted.")

    def calendar_unavailable(self) -> str:
        return self._(
            "Google Calendar is not available to your account. "
            "Your Google Workspace administrator can switch it on."
        )

    def grant_not_accepted(self) -> str:
        return self._(
            "Google still misses a permission that you have given. Remove the add-on under the "
            "connections of your Google Account, then open it again and give the permissions anew."
        )

    def feature_unavailable(self) -> str:
        return self._(
            "Your account may not use this in Google Meet. Your Google Workspace administrator "
            "can tell you why, and can change that."
        )

    def store_unavailable(self) -> str:
        return self._(
            "The add-on cannot reach what it has stored, so it stopped before doing anything. "
            "Try again in a minute."
        )

    def no_event_open(self) -> str:
        return self._("Open an event in Calendar, then try again.")

    def unexpected(self) -> str:
        return self._("Something went wrong in the add-on itself. It has been logged.")

    # Help

    def help_subtitle(self) -> str:
        return self._("Help")

    def help_paragraphs(self) -> list[str]:
        return [
            self._(
                "Open an event, choose what Meet should record, transcribe and note, and press "
                "<b>Create Meet</b>. The event then has a Google Meet with exactly these settings."
            ),
            self._(
                "If the event already has a Meet that you host, the switches show its settings, "
                "and <b>Update settings</b> changes them. The link stays the same."
            ),
            self._(
                "Only the host of a Meet can change its settings. Recordings, transcripts and "
                "notes go to the host's Google Drive."
            ),
            self._(
                "Meet starts recording when somebody who may record joins. Which of the three "
                "you can use depends on your Google Workspace edition and your administrator."
            ),
        ]
