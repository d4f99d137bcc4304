"""The words for calls and what Meet keeps of them: see `cards.text`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from babel.dates import format_timedelta

from cards.times import format_clock, format_when
from cards.words import Words, escape
from meeting.model import Artifact, When
from meeting.records import Attendance, Attendee, Call, Entrance, Progress, Record

A_MINUTE = timedelta(minutes=1)


class RecordsText(Words):
    """The words of cards and messages about calls."""

    def artifact(self, artifact: Artifact) -> str:
        return {
            Artifact.RECORDING: self._("Recording"),
            Artifact.TRANSCRIPTION: self._("Transcript"),
            Artifact.SMART_NOTES: self._("Notes"),
        }[artifact]

    # A call that is running

    def call_running(self, since: datetime | None, present: int | None) -> str:
        """That a call is running, with what is known of it."""
        if since is None:
            return self._("A call is running in this Meet.")
        begun = format_clock(since, self.locale, self.zone)
        if present is None:
            return self._("A call is running in this Meet, since {time}.").format(time=begun)
        return self.translations.ngettext(
            "A call is running in this Meet, since {time}, with {count} person.",
            "A call is running in this Meet, since {time}, with {count} people.",
            present,
        ).format(time=begun, count=present)

    def end_for_everyone(self) -> str:
        return self._("End call for everyone")

    def cannot_end(self) -> str:
        """Why a call was not ended (google-apis.md 2.1): plain text, of more than one cause."""
        return self._(
            "Google lets the add-on end a call only for the Meet's host, and only where the "
            "add-on made the Meet. In Meet itself, its host can end it."
        )

    # Calls and what there is of them

    def records(self) -> str:
        return self._("Recordings and notes")

    def show_records(self) -> str:
        return self._("Show recordings and notes")

    def records_unavailable(self) -> str:
        return self._("Google does not show recordings and notes at the moment. Try again later.")

    def call_when(self, call: Call) -> str:
        """When a call was; one that is running has begun only."""
        if call.end is None:
            since = format_when(When(call.start, call.start), self.locale, self.zone, begun=True)
            return self._("Since {time}").format(time=since)
        return format_when(When(call.start, call.end), self.locale, self.zone)

    def call_title(self, title: str, code: str) -> str:
        """What a call is called, as it stands: by its event, or else by its Meet's code."""
        return title or code or self._("Call without an event")

    def duration(self, span: timedelta) -> str:
        if span < A_MINUTE:
            return self._("less than a minute")
        return format_timedelta(span, granularity="minute", threshold=10, locale=self.locale)

    def record_state(self, record: Record) -> str:
        """How far a file is, and how long it will be or is."""
        if record.progress is Progress.RUNNING:
            return self._("Running")
        if record.length is None:
            ready = record.progress is Progress.READY
            return self._("Ready") if ready else self._("Being prepared")
        if record.progress is Progress.READY:
            words = self._("{length}, ready")
        else:
            words = self._("{length}, being prepared")
        return words.format(length=self.duration(record.length))

    def open(self) -> str:
        return self._("Open")

    def call_not_shown(self) -> str:
        return self._("Meet does not show you all that there is of this call.")

    def nothing_kept(self) -> str:
        return self._("No recording, transcript or notes.")

    def call_hidden(self) -> str:
        """Why Meet says nothing of a call (google-apis.md 2.8)."""
        return self._(
            "Meet does not show you this call. It shows calls of the last 30 days, to their host "
            "and to those who took part."
        )

    def earlier_calls(self) -> str:
        return self._("Earlier calls")

    def no_earlier_calls(self) -> str:
        return self._("There are no earlier calls in the last 30 days.")

    def more(self) -> str:
        return self._("More")

    def no_call(self) -> str:
        return self._("Nobody joined: Meet knows of no call of this event.")

    def calls_expired(self) -> str:
        """What becomes of calls and their files (google-apis.md 2.8)."""
        return self._(
            "Meet lists calls for 30 days only. What was made of this one is in the Google Drive "
            "of its host."
        )

    # What was asked for and is not there

    def absent(self, artifact: Artifact, *, begun: bool) -> str:
        if begun:
            return {
                Artifact.RECORDING: self._(
                    "The recording was started, but its file never appeared."
                ),
                Artifact.TRANSCRIPTION: self._(
                    "The transcript was started, but its file never appeared."
                ),
                Artifact.SMART_NOTES: self._("Notes were started, but their file never appeared."),
            }[artifact]
        return {
            Artifact.RECORDING: self._("The call was to be recorded, but was not."),
            Artifact.TRANSCRIPTION: self._("The call was to be transcribed, but was not."),
            Artifact.SMART_NOTES: self._("Gemini was to take notes, but did not."),
        }[artifact]

    def causes_of_none(self) -> str:
        """Why nothing was begun: meet.v2, RecordingConfig; support.google.com/meet, 14754931."""
        return self._(
            "Meet starts this only when somebody who may record joins: you, or a colleague of "
            "yours. Whoever may record can also stop it."
        )

    def causes_of_no_file(self) -> str:
        """Why no file came of it: support.google.com/a, 12076932."""
        return self._(
            "A file needs space in your Google Drive and in your organization's, and the right to "
            "make new files there."
        )

    def too_short_for_notes(self) -> str:
        """See support.google.com/meet, 14754931."""
        return self._("Google recommends notes for calls of at least 15 minutes.")

    # Who was there

    def attendance(self) -> str:
        return self._("Who attended")

    def attended(self, count: int) -> str:
        return self.translations.ngettext(
            "{count} person attended", "{count} people attended", count
        ).format(count=count)

    def part_of(self, first: int, last: int, count: int) -> str:
        return self._("{first} to {last} of {count}").format(first=first, last=last, count=count)

    def attendee(self, attendee: Attendee) -> str:
        """What somebody is called, as card text."""
        return escape(attendee.label) or self._("Somebody without a name")

    def entrance(self, entrance: Entrance) -> str:
        """How somebody came in, where it was not with an account."""
        return {
            Entrance.ACCOUNT: "",
            Entrance.ANONYMOUS: self._("Not signed in"),
            Entrance.PHONE: self._("By phone"),
        }[entrance]

    def presence(self, attendance: Attendance) -> str:
        """From when until when somebody was there, and how long in total."""
        who, total = attendance.attendee, attendance.total
        if who.first is None:
            return self.duration(total) if total is not None else ""
        first = format_clock(who.first, self.locale, self.zone)
        last = format_clock(who.last, self.locale, self.zone) if who.last else ""
        if total is None:
            words = self._("{first} – {last}") if last else self._("Since {time}")
            return words.format(first=first, last=last, time=first)
        words = self._("{first} – {last}: {length}") if last else self._("Since {time}: {length}")
        return words.format(first=first, last=last, time=first, length=self.duration(total))

    # The last calls

    def last_days(self) -> str:
        return self._("The last seven days")

    def no_calls_lately(self) -> str:
        return self._("You had no calls in the last seven days.")

    def last_calls(self) -> str:
        return self._("Your last calls")

    def no_calls(self) -> str:
        return self._("You had no calls in the last 30 days.")

    def no_calls_about(self, words: Sequence[str]) -> str:
        """As card text."""
        return self._fill(
            self._("None of your calls in the last 30 days has “{words}” in its title."),
            words=" ".join(words),
        )

    def no_more_calls_about(self, words: Sequence[str]) -> str:
        """The same where others were listed, or looked through, before."""
        return self._fill(
            self._("None of your other calls in the last 30 days has “{words}” in its title."),
            words=" ".join(words),
        )

    def not_all_looked_through(self, words: Sequence[str]) -> str:
        """As card text, above the button that looks on."""
        return self._fill(
            self._("Not all meetings with “{words}” in their title have been looked through yet."),
            words=" ".join(words),
        )
