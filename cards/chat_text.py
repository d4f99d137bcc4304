"""Chat's part of the words: see `cards.text`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from babel.dates import format_timedelta

from cards.actions import Command
from cards.records_text import RecordsText
from cards.words import headline
from meeting.model import Artifact, Notify


class ChatText(RecordsText):
    """The words of Chat's messages and dialogs."""

    # Commands and help in Chat

    def chat_hello(self) -> str:
        return self._("Recording, transcript, notes")

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
            Command.SETTINGS: self._("See and change your defaults"),
            Command.HELP: self._("What this app does"),
            Command.RECORDS: self._("Recordings and notes of your last calls"),
        }[command]

    def chat_menu(self, command: Command, *, about_message: bool = False) -> str:
        """What a command is called in Chat's menus."""
        if about_message:
            return self._("Schedule a meeting about this")
        return {
            Command.MEET: self._("Start a Meet"),
            Command.SCHEDULE: self._("Schedule a meeting"),
            Command.SETTINGS: self._("My defaults"),
        }[command]

    def usage(self, command: Command) -> str:
        """How a command is written."""
        if command is Command.RECORDS:
            words = self._("[words]")
            return f"/{command} {words}"
        title = self._("[title]")
        return f"/{command} {title}" if command.takes_title else f"/{command}"

    def chat_unknown(self) -> str:
        return self._("I only understand these commands:")

    def offer_meet(self) -> str:
        return self._(
            "Did you want to start a Meet? Press the button, and everybody here gets its link."
        )

    def start_meet(self) -> str:
        return self._("Start a Meet")

    def schedule(self) -> str:
        return self._("Schedule")

    def defaults(self) -> str:
        return self._("Defaults")

    def defaults_intro(self) -> str:
        return self._("New meetings start with these switches. Each meeting can have its own.")

    def open_dialog(self) -> str:
        return self._("Open")

    def close(self) -> str:
        return self._("Close")

    def cancel(self) -> str:
        return self._("Cancel")

    def to_your_drive(self) -> str:
        """Where the three go to (google-apis.md 2.8)."""
        return self._("Recordings, transcripts and notes go to your Google Drive.")

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
        """For a header: see `headline`."""
        return headline(self._("Hosted by {host}").format(host=host))

    def is_made(self, artifact: Artifact) -> str:
        return {
            Artifact.RECORDING: self._("Will be recorded"),
            Artifact.TRANSCRIPTION: self._("Will be transcribed"),
            Artifact.SMART_NOTES: self._("Gemini will take notes"),
        }[artifact]

    def may_be_made(self, artifact: Artifact) -> str:
        """Google does not say how it stands."""
        return {
            Artifact.RECORDING: self._("May be recorded"),
            Artifact.TRANSCRIPTION: self._("May be transcribed"),
            Artifact.SMART_NOTES: self._("Gemini may take notes"),
        }[artifact]

    def not_made(self, off: Collection[Artifact]) -> str:
        """All that is off, in one sentence; nothing where nothing is."""
        recording, transcription, notes = Artifact
        return {
            frozenset({recording}): self._("Not recorded"),
            frozenset({transcription}): self._("Not transcribed"),
            frozenset({notes}): self._("No notes by Gemini"),
            frozenset({recording, transcription}): self._("Not recorded, not transcribed"),
            frozenset({recording, notes}): self._("Not recorded, no notes by Gemini"),
            frozenset({transcription, notes}): self._("Not transcribed, no notes by Gemini"),
            frozenset(Artifact): self._("Not recorded, not transcribed, no notes by Gemini"),
        }.get(frozenset(off), "")

    def not_for_your_account(self, artifact: Artifact) -> str:
        return {
            Artifact.RECORDING: self._(
                "Recording: your Google Workspace edition or your administrator does not allow it."
            ),
            Artifact.TRANSCRIPTION: self._(
                "Transcript: your Google Workspace edition or your administrator does not allow it."
            ),
            Artifact.SMART_NOTES: self._(
                "Notes: your Google Workspace edition or your administrator does not allow it."
            ),
        }[artifact]

    def could_not_turn_on(self, artifact: Artifact) -> str:
        return {
            Artifact.RECORDING: self._("Recording could not be turned on."),
            Artifact.TRANSCRIPTION: self._("The transcript could not be turned on."),
            Artifact.SMART_NOTES: self._("Notes could not be turned on."),
        }[artifact]

    def administrator_can_change(self) -> str:
        return self._("Your Google Workspace administrator can say why, and can change it.")

    def meet_summary(self) -> str:
        return self._("A Google Meet is ready.")

    def schedule_summary(self) -> str:
        return self._("An event with a Google Meet was scheduled.")

    def this_meeting(self) -> str:
        return self._("This meeting")

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

    def nobody_in_call(self) -> str:
        return self._("Nobody is in the call.")

    def only_host_sets(self, host: str) -> str:
        """Who may change a Meet's settings; `host` may be unknown."""
        if not host:
            return self._("Only the host of this Meet can change its settings.")
        return self._fill(
            self._("Only {host}, who hosts this Meet, can change its settings."), host=host
        )

    def only_host_ends(self, host: str) -> str:
        """Who may end a Meet's call; `host` may be unknown."""
        if not host:
            return self._("Only the host of this Meet can end its call.")
        return self._fill(self._("Only {host}, who hosts this Meet, can end its call."), host=host)

    # Scheduling from Chat

    def schedule_title(self) -> str:
        return self._("Schedule an event with a Meet")

    def event_title(self) -> str:
        return self._("Title")

    def untitled_event(self) -> str:
        return self._("Meeting")

    def untitled_hint(self) -> str:
        """What the dialog says of an empty title."""
        return self._("Without a title the event is called “{title}”.").format(
            title=self.untitled_event()
        )

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

    def and_more(self, names: str, count: int) -> str:
        """Some guests by their names, as card text, and how many more there are."""
        return self.translations.ngettext(
            "{names} and {count} more", "{names} and {count} more", count
        ).format(names=names, count=count)

    def guests_mailed(self, notify: Notify, count: int) -> str:
        """Whom Calendar has e-mailed of so many guests."""
        if notify is Notify.NOBODY:
            return self._("Guests were not e-mailed")
        if notify is Notify.EXTERNAL:
            return self._("Guests without Google Calendar were e-mailed")
        return self.translations.ngettext(
            "{count} guest was e-mailed", "{count} guests were e-mailed", count
        ).format(count=count)

    def open_in_calendar(self) -> str:
        return self._("Open in Calendar")

    def still_scheduling(self, *, follows: bool) -> str:
        """That the event is still being made; `follows`: the app posts it by itself."""
        if follows:
            return self._(
                "Google is still creating the event. It is posted here as soon as it is ready, so "
                "you can close this. If it isn't here in two minutes, press Schedule again: you "
                "won't get a second event."
            )
        return self._(
            "Google is still creating the event. Press Schedule again in a moment: you won't get a "
            "second event."
        )

    def store_down_in_chat(self) -> str:
        return self._("Meets can't be made at the moment. Try again in a minute.")

    def look_at_settings(self) -> str:
        return self._(
            "The event has its Meet, but it is not certain that it has these settings. Look at it "
            "in Calendar."
        )

    def look_for_meet(self) -> str:
        return self._(
            "The event is in your calendar, but it is unknown whether it has its Meet. Look at it "
            "in Calendar."
        )

    def paste_link(self, uri: str) -> str:
        return self._with_link(
            self._(
                "The event is in your calendar, but Calendar did not keep the link of its Meet. "
                "You can paste it there: {uri}"
            ),
            uri,
        )

    def event_posted(self) -> str:
        return self._("The event is scheduled. The app has posted it in this conversation.")

    def still_making_meet(self, command: str, *, follows: bool) -> str:
        """That a Meet is still being made; `follows`: the app posts it by itself."""
        if follows:
            return self._fill(
                self._(
                    "Google is still creating your Meet. It is posted here as soon as it is ready. "
                    "If it isn't here in two minutes, send “{command}” again: you won't get a "
                    "second one."
                ),
                command=command,
            )
        return self._fill(
            self._(
                "Google is still creating your Meet. Send “{command}” again in a moment to get it: "
                "you won't get a second one."
            ),
            command=command,
        )

    def meet_posted(self, command: str) -> str:
        return self._fill(
            self._(
                "Your Meet has just been posted in this conversation. If you can't see it, send "
                "“{command}” again."
            ),
            command=command,
        )

    def meet_unknown(self, command: str) -> str:
        return self._fill(
            self._(
                "Google didn't answer, so a Meet may or may not have been made. Send “{command}” "
                "again to get one."
            ),
            command=command,
        )

    def no_meet_made(self, command: str) -> str:
        return self._fill(
            self._(
                "Google is busy or can't be reached, so no Meet was made. Send “{command}” again "
                "in a minute."
            ),
            command=command,
        )

    def send_command_again(self, command: str) -> str:
        """What to do after a failure behind the answer."""
        return self._fill(self._("To try again, send “{command}”."), command=command)

    def event_unknown(self) -> str:
        return self._(
            "Google didn't answer, so it is unknown whether the event was made. Look in Calendar "
            "before you schedule it again."
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

    # Problems in Chat

    def try_again_in_chat(self) -> str:
        return self._("Google is busy or can't be reached. Try again in a minute.")

    def event_keeps_changing_in_chat(self) -> str:
        return self._(
            "Somebody else is changing this event right now. To overwrite nothing, the app "
            "stopped. Press again."
        )

    def unexpected_in_chat(self) -> str:
        return self._(
            "Something went wrong in the app itself. It has been logged. "
            "If you were scheduling, look in Calendar before you try again."
        )
