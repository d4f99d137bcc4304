"""Every word that a user sees, in English; gettext catalogues hold the other languages.

Card text is HTML, so whatever a person wrote is escaped where it is filled in. Notifications
are plain text and hold nothing that a person wrote.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from gettext import NullTranslations

from babel import Locale
from babel.dates import format_timedelta

from cards.actions import Command, Permission
from cards.times import format_day, format_when
from meeting.model import Apart, Artifact, EventKind, Notify, When
from meeting.states import Obstacle

MOST_DAYS = 5
"""As many dates as a line on a card takes."""


def escape(written: str) -> str:
    """What a person wrote, made safe for card text."""
    return html.escape(written, quote=False)


def shorten(written: str, most: int) -> str:
    """What a person wrote, cut to so many characters if it is longer."""
    return written if len(written) <= most else f"{written[: most - 1]}…"


@dataclass(frozen=True)
class Text:
    """The words for one user.

    Attributes:
        translations: the catalogue of their language.
        locale: how they write dates.
        zone: their time zone, or `None` where the host does not say.
    """

    translations: NullTranslations
    locale: Locale
    zone: tzinfo | None

    def _(self, message: str) -> str:
        return self.translations.gettext(message)

    def _fill(self, message: str, **written: str) -> str:
        return message.format(**{key: escape(value) for key, value in written.items()})

    # The add-on itself

    def app_name(self) -> str:
        return self._("Records for Google Meet")

    # Switches

    def artifact(self, artifact: Artifact) -> str:
        return {
            Artifact.RECORDING: self._("Recording"),
            Artifact.TRANSCRIPTION: self._("Transcript"),
            Artifact.SMART_NOTES: self._("Notes"),
        }[artifact]

    def switch(self, artifact: Artifact) -> str:
        return {
            Artifact.RECORDING: self._("Record the call"),
            Artifact.TRANSCRIPTION: self._("Transcribe the call"),
            Artifact.SMART_NOTES: self._("Take notes with Gemini"),
        }[artifact]

    def switch_outcome(self, artifact: Artifact) -> str:
        """Where the result goes and who gets it (google-apis.md 2.8)."""
        return {
            Artifact.RECORDING: self._(
                "A video in the host's Google Drive. Guests find it attached to the event."
            ),
            Artifact.TRANSCRIPTION: self._(
                "A document in the host's Google Drive with what was said. "
                "Guests find it attached to the event."
            ),
            Artifact.SMART_NOTES: self._(
                "A document in the host's Google Drive with a summary. "
                "Guests find it attached to the event."
            ),
        }[artifact]

    # Home

    def home_subtitle(self) -> str:
        return self._("Defaults for new meetings")

    def home_intro(self) -> str:
        return self._("A new Meet starts with these switches. You can change them for each event.")

    def save(self) -> str:
        return self._("Save")

    def saved(self) -> str:
        return self._("Your defaults are saved.")

    def reset(self) -> str:
        return self._("Reset: turn all defaults off")

    def was_reset(self) -> str:
        return self._("All defaults are off again.")

    def forget(self) -> str:
        return self._("Delete everything stored about me…")

    def forget_title(self) -> str:
        return self._("Delete everything stored about you?")

    def forget_explanation(self) -> str:
        return self._(
            "This deletes your defaults and the add-on's notes of which Meet it made for which "
            "event. Your events, their Meets and their recordings stay as they are."
        )

    def forget_confirm(self) -> str:
        return self._("Delete")

    def keep(self) -> str:
        return self._("Keep")

    def forgotten(self) -> str:
        return self._("Everything stored about you is deleted.")

    def store_down(self) -> str:
        return self._(
            "Your saved defaults cannot be reached at the moment. "
            "The switches show the built-in ones: all off."
        )

    # Event

    def event_subtitle(self) -> str:
        return self._("Records of this meeting")

    def title(self, title: str) -> str:
        """An event's title, escaped; Calendar shows a placeholder for none, and so do we."""
        return escape(title) or self._("(No title)")

    def when(self, when: When, *, shared: bool = False) -> str:
        """Start and end of an event.

        Args:
            shared: for the eyes of others, whose time zones may differ: name the zone.
        """
        return format_when(when, self.locale, self.zone, named=shared)

    def organizer(self, label: str) -> str:
        return self._fill(self._("Organizer: {organizer}"), organizer=label)

    def create(self) -> str:
        return self._("Create Meet")

    def update(self) -> str:
        return self._("Update settings")

    def join(self) -> str:
        return self._("Join")

    def refresh(self) -> str:
        return self._("Refresh")

    def replace(self) -> str:
        return self._("Replace with a Meet I host")

    def remember(self) -> str:
        return self._("Remember these as my defaults")

    def notify_of_change(self) -> str:
        return self._("E-mail about the change")

    def notify_of_invitation(self) -> str:
        return self._("E-mail an invitation")

    def notify(self, notify: Notify) -> str:
        return {
            Notify.NOBODY: self._("To nobody"),
            Notify.EXTERNAL: self._("To guests without Google Calendar"),
            Notify.EVERYBODY: self._("To all guests"),
        }[notify]

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

    def series_shares_settings(self, *, every: bool) -> str:
        if every:
            return self._("Every event in the series uses this Meet, so its settings apply to all.")
        return self._("Events of the series share this Meet, so its settings apply to all of them.")

    def call_in_text(self, vendor: str) -> str:
        return self._fill(
            self._(
                "This event already has a call: a {vendor} link stands in its location or "
                "description. A Meet would be a second one."
            ),
            vendor=vendor,
        )

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
                "You will be the host of this Meet, not {organizer}: "
                "its recordings, transcripts and notes go to your Google Drive."
            ),
            organizer=organizer,
        )

    def unsaved_changes(self) -> str:
        return self._(
            "You are editing this event, and saving may overwrite what the add-on puts into it. "
            "Save the event first, then press Refresh."
        )

    def not_saved(self) -> str:
        return self._("Calendar does not have this event yet. Save the event first, then refresh.")

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
            return self._("This event belongs to somebody else. Only its organizer can change it.")
        return self._fill(
            self._("This event belongs to {organizer}, who alone can change it."),
            organizer=organizer,
        )

    def settings_hidden(self) -> str:
        return self._("Only the host can see this Meet's settings.")

    def settings_out_of_reach(self) -> str:
        """For a link that Meet shows nothing of: hidden, expired, or none of a space."""
        return self._(
            "Meet shows nothing about this link: somebody else hosts it, or it has expired."
        )

    def hosted_by_other(self, organizer: str) -> str:
        """Meet does not name a host; usually it is the organizer (google-apis.md 4.4)."""
        if not organizer:
            return self._("Somebody else hosts this Meet. Google does not say who.")
        return self._fill(
            self._("Somebody else hosts this Meet, most likely {organizer}."), organizer=organizer
        )

    def other_vendor(self, name: str) -> str:
        if not name:
            return self._("This event has a conference that isn't Google Meet.")
        return self._fill(self._("This event uses {conference}."), conference=name)

    def replace_offer(self) -> str:
        return self._("You can replace it with a Meet that you host.")

    def link_pending(self) -> str:
        return self._("Calendar is still making the Meet link. Refresh in a moment.")

    def replace_title(self) -> str:
        return self._("Replace the conference?")

    def replace_explanation(self, name: str) -> str:
        return self._fill(
            self._(
                "The event's link to {conference} is removed and a new Meet, hosted by you, takes "
                "its place. Guests who kept the old link will not find you there."
            ),
            conference=name,
        )

    def replace_confirm(self) -> str:
        return self._("Replace")

    def event_changed(self) -> str:
        return self._(
            "The event changed in the meantime. Nothing was done. This is how it stands now."
        )

    # Result

    def created(self) -> str:
        return self._("Your Meet is ready")

    def updated(self) -> str:
        return self._("The settings are updated")

    def nothing_changed(self) -> str:
        return self._("Nothing was changed")

    def replaced(self) -> str:
        return self._("Your new Meet is ready")

    def meeting_code(self) -> str:
        return self._("Meeting code")

    def link(self) -> str:
        return self._("Link")

    def change_settings(self) -> str:
        return self._("Change settings")

    def on(self) -> str:
        return self._("On")

    def off(self) -> str:
        return self._("Off")

    def unknown(self) -> str:
        return self._("Unknown")

    def refused(self) -> str:
        return self._("Not available")

    def still_on(self) -> str:
        return self._("Still on")

    def still_off(self) -> str:
        return self._("Still off")

    def starts_by_itself(self) -> str:
        return self._("Meet starts it when somebody who may start it joins.")

    def refused_because(self) -> str:
        return self._(
            "Your Google Workspace administrator can tell you whether your account may use it, "
            "and can change that."
        )

    def kept_on(self) -> str:
        return self._(
            "Meet keeps it on. Your organization may require it; "
            "your Google Workspace administrator can change that."
        )

    def kept_off(self) -> str:
        return self._(
            "Meet accepted the change but shows it as off. Your Google Workspace "
            "administrator can say why, and change that."
        )

    def not_told(self) -> str:
        return self._("Meet took the change but did not say how it stands.")

    def applied_to_series(self, *, every: bool) -> str:
        if every:
            return self._("This applies to every event in the series.")
        return self._("This applies to the events of the series that follow it.")

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

    def permission_title(self) -> str:
        return self._("A permission is missing")

    def permission_explanation(self) -> str:
        return self._("The add-on cannot do this without your permission to:")

    def permission_needed(self, permission: Permission) -> str:
        needed = {
            Permission.EXECUTE: self._("Know which event is open in Calendar"),
            Permission.READ_OPEN_EVENT: self._("See the open event's conference"),
            Permission.EMAIL: self._("Know your account, to keep your defaults under it"),
            Permission.OWN_EVENTS: self._("See and change events on the calendars you own"),
            Permission.ALL_EVENTS: self._(
                "See and change events on calendars that others share with you, like this one "
                "(if you have just made the event, save it first)"
            ),
            Permission.MEET_SETTINGS: self._("See and change the settings of your Meets"),
            Permission.MEET_CREATE: self._("Make new Meets for you"),
            Permission.CHAT_MEMBERS: self._("See who is in this conversation"),
            Permission.DIRECTORY: self._("See the addresses of people in your organization"),
        }[permission]
        return self._("• {permission}.").format(permission=needed)

    def grant(self) -> str:
        return self._("Give permission")

    # Problems

    def problem_title(self) -> str:
        return self._("That did not work")

    def try_again(self) -> str:
        return self._(
            "Google is busy or cannot be reached, and nothing was changed. "
            "Go back and try again in a minute."
        )

    def read_again(self) -> str:
        return self._("Google is busy or cannot be reached. Refresh in a minute.")

    def try_again_in_chat(self) -> str:
        return self._("Google is busy or can't be reached. Try again in a minute.")

    def outcome_unknown(self) -> str:
        return self._(
            "Google's answer did not arrive, so it is unknown whether the change was made. "
            "Pressing the button again is safe."
        )

    def outcome_unknown_in_chat(self) -> str:
        return self._(
            "Google didn't answer, so a Meet may or may not have been made. "
            "Ask again to get one for sure."
        )

    def still_working(self) -> str:
        return self._(
            "An earlier press of this button is still at work. Refresh in a moment to see what "
            "came of it."
        )

    def event_keeps_changing(self) -> str:
        return self._(
            "Somebody else is changing this event right now. To overwrite nothing, the add-on "
            "stopped. Refresh, then try again."
        )

    def event_keeps_changing_in_chat(self) -> str:
        return self._(
            "Somebody else is changing this event right now. To overwrite nothing, the app "
            "stopped. Press again."
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
                "A Google service that the add-on needs is switched off for it: {service}. "
                "Whoever runs the add-on has to enable it."
            ),
            service=service,
        )

    def link_not_kept(self, uri: str) -> str:
        return self._fill(
            self._(
                "A Meet was made, but Calendar did not keep its link on the event. Press again "
                "to retry with the same Meet, or paste the link yourself: {uri}"
            ),
            uri=uri,
        )

    def refused_by_google(self) -> str:
        return self._(
            "Google refused this for a reason that the add-on does not know. Try once more. "
            "If it is refused again, tell whoever runs the add-on: the log holds the reason."
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
            "The add-on's own store cannot be reached, so it stopped before doing anything. "
            "Try again in a minute."
        )

    def no_event_open(self) -> str:
        return self._("Open an event in Calendar, then try again.")

    def unexpected(self) -> str:
        return self._(
            "Something went wrong in the add-on itself. It has been logged. "
            "Refresh to see how the event stands."
        )

    def unexpected_in_chat(self) -> str:
        return self._(
            "Something went wrong in the app itself. It has been logged. "
            "If you were scheduling, look in Calendar before you try again."
        )

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

    # Commands and help in Chat

    def chat_hello(self) -> str:
        return self._("Meetings with the records you want")

    def chat_intro(self) -> str:
        return self._(
            "I make Google Meets that record, transcribe and take notes just as you choose, "
            "now or in your calendar."
        )

    def chat_command(self, command: Command) -> str:
        """What a command does, as Chat's menu and the help say it."""
        return {
            Command.MEET: self._("Start a Meet now, with your defaults"),
            Command.SCHEDULE: self._("Schedule an event with its Meet"),
            Command.SETTINGS: self._("Choose your defaults"),
            Command.HELP: self._("What this app does"),
        }[command]

    def usage(self, command: Command) -> str:
        """How a command is written."""
        title = self._("[title]")
        return f"/{command} {title}" if command.takes_title else f"/{command}"

    def chat_unknown(self) -> str:
        return self._("I don't know that command. Here is what I can do:")

    def offer_meet(self) -> str:
        return self._(
            "Did you want to start a Meet? Press the button, and everybody here gets its link."
        )

    def start_meet(self) -> str:
        return self._("Start a Meet")

    def schedule(self) -> str:
        return self._("Schedule")

    def settings(self) -> str:
        return self._("Settings")

    def open_dialog(self) -> str:
        return self._("Open")

    def close(self) -> str:
        return self._("Close")

    def needs_addon(self) -> str:
        return self._(
            "Making Meets and events works only if this app is installed as a Google Workspace "
            "add-on, since only then does Chat pass on your permission to act for you. Settings "
            "and help work either way."
        )

    def permission_given(self) -> str:
        return self._("Thank you. Now send your command again.")

    # A Meet from Chat

    def meet_now(self) -> str:
        return self._("Google Meet")

    def hosted_by(self, host: str) -> str:
        return self._fill(self._("Hosted by {host}"), host=host)

    def meet_summary(self) -> str:
        return self._("A Google Meet is ready.")

    def schedule_summary(self) -> str:
        return self._("An event with a Google Meet was scheduled.")

    def meet_settings(self) -> str:
        return self._("Settings of this Meet")

    def end_call(self) -> str:
        return self._("End call")

    def end_title(self) -> str:
        return self._("End the call for everybody?")

    def end_explanation(self) -> str:
        return self._(
            "Everybody who is in the call is disconnected. The link keeps working: "
            "whoever opens it starts a new call."
        )

    def call_ended(self) -> str:
        return self._("The call has ended.")

    def only_host(self) -> str:
        return self._("Only the host of this Meet can do that.")

    # Scheduling from Chat

    def schedule_title(self) -> str:
        return self._("Schedule an event with a Meet")

    def event_title(self) -> str:
        return self._("Title")

    def untitled_event(self) -> str:
        return self._("Meeting")

    def event_start(self) -> str:
        return self._("Start")

    def event_length(self) -> str:
        return self._("Length")

    def minutes(self, minutes: int) -> str:
        return format_timedelta(
            timedelta(minutes=minutes), granularity="minute", threshold=10, locale=self.locale
        )

    def event_guests(self) -> str:
        return self._("Guests")

    def more_guests(self) -> str:
        return self._("More guests, by e-mail address")

    def more_guests_hint(self) -> str:
        return self._("Separate addresses with commas")

    def invite_members(self) -> str:
        return self._("Invite everybody in this conversation")

    def too_long(self) -> str:
        return self._("That is more than Chat can show. Make it shorter, then try again.")

    def correct_this(self) -> str:
        return self._("Please correct this:")

    def start_missing(self) -> str:
        return self._("Choose when it starts.")

    def start_past(self) -> str:
        return self._("The start is in the past.")

    def title_too_long(self, most: int) -> str:
        return self.translations.ngettext(
            "The title can have at most {most} character.",
            "The title can have at most {most} characters.",
            most,
        ).format(most=most)

    def unreadable_address(self, address: str) -> str:
        return self._fill(self._("“{address}” isn't an e-mail address."), address=address)

    def hidden_guests(self, count: int) -> str:
        return self.translations.ngettext(
            "{count} person you picked has a hidden address. Type the address instead.",
            "{count} people you picked have hidden addresses. Type the addresses instead.",
            count,
        ).format(count=count)

    def too_many_guests(self, count: int, most: int) -> str:
        return self.translations.ngettext(
            "That makes {count} guest. An event can have at most {most}.",
            "That makes {count} guests. An event can have at most {most}.",
            count,
        ).format(count=count, most=most)

    def members_left_out(self, count: int) -> str:
        return self.translations.ngettext(
            "{count} member of this conversation was not invited: the address is hidden.",
            "{count} members of this conversation were not invited: their addresses are hidden.",
            count,
        ).format(count=count)

    def guest_count(self, count: int) -> str:
        return self.translations.ngettext("{count} guest", "{count} guests", count).format(
            count=count
        )

    def open_in_calendar(self) -> str:
        return self._("Open in Calendar")

    def still_scheduling(self) -> str:
        return self._(
            "Google is still at work on it. Press again in a moment; you won't get a second event."
        )

    def still_making_meet(self) -> str:
        return self._(
            "Google is still making your Meet. Ask again in a moment to get it; "
            "you won't get a second one."
        )

    def event_maybe_without_meet(self) -> str:
        return self._(
            "The event is in your calendar, but Google's answer did not arrive, so it is unknown "
            "whether it has its Meet. Press again: it gets no second one."
        )

    def event_without_meet(self) -> str:
        return self._(
            "The event is in your calendar, without a Meet so far. Press again to give it one."
        )

    def event_stays_without_meet(self) -> str:
        return self._("The event is in your calendar, without a Meet.")

    def already_scheduled(self) -> str:
        return self._("The event has been made as you had typed it before. Change it in Calendar.")

    def event_gone(self) -> str:
        return self._("The event was made, but has been deleted or changed since.")
