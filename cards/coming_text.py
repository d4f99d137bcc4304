"""The words about meetings to come: see `cards.text`."""

from __future__ import annotations

from babel.lists import format_list

from cards.times import format_start
from cards.words import Words
from meeting.coming import Span
from meeting.model import Artifact, Switches, When


class ComingText(Words):
    """The words of the home card's list and of what became of it."""

    def coming(self, span: Span) -> str:
        """What is listed."""
        return {
            Span.NEXT_DAY: self._("Your meetings until the end of the next working day"),
            Span.THIS_WEEK: self._("Your meetings this week"),
            Span.NEXT_WEEK: self._("Your meetings this week and next"),
        }[span]

    def none_coming(self, span: Span) -> str:
        return {
            Span.NEXT_DAY: self._(
                "You have no meetings with guests until the end of the next working day."
            ),
            Span.THIS_WEEK: self._("You have no more meetings with guests this week."),
            Span.NEXT_WEEK: self._("You have no meetings with guests this week and next."),
        }[span]

    def show_span(self, span: Span) -> str:
        return {
            Span.NEXT_DAY: self._("Next working day"),
            Span.THIS_WEEK: self._("This week"),
            Span.NEXT_WEEK: self._("Next week"),
        }[span]

    def later_meetings(self) -> str:
        return self._("Later ones")

    def coming_meetings(self) -> str:
        return self._("Coming meetings")

    def starts(self, when: When) -> str:
        """When a meeting starts, as short as a list takes."""
        return format_start(when, self.locale, self.zone)

    def coming_line(self, when: str, title: str, state: str, *, series: bool) -> str:
        """A meeting in a list; plain text."""
        line = (
            self._("{when} {title} (series): {state}")
            if series
            else self._("{when} {title}: {state}")
        )
        return line.format(when=when, title=title, state=state)

    def no_meet(self) -> str:
        return self._("No Meet")

    def records_of(self, switches: Switches) -> str:
        """What a Meet makes, in few words; plain text."""
        names = {
            Artifact.RECORDING: self._("Recording"),
            Artifact.TRANSCRIPTION: self._("Transcript"),
            Artifact.SMART_NOTES: self._("Notes"),
        }
        on = [name for artifact, name in names.items() if switches[artifact]]
        return format_list(on, locale=self.locale) if on else self._("Not recorded")

    def hosted_by_somebody(self) -> str:
        return self._("Hosted by somebody else")

    def in_a_call(self, vendor: str) -> str:
        """Plain text."""
        if not vendor:
            return self._("In another call")
        return self._("In a {vendor} call").format(vendor=vendor)

    def link_on_its_way(self) -> str:
        return self._("Meet link on its way")

    def not_known(self) -> str:
        return self._("Not known at the moment")

    def your_defaults(self, switches: Switches) -> str:
        """What a Meet that is set up makes."""
        return self._("Your defaults: {records}").format(records=self.records_of(switches))

    def your_outside_defaults(self, switches: Switches) -> str:
        """The same for meetings with guests outside the organization."""
        return self._("With outside guests: {records}").format(records=self.records_of(switches))

    def new_meeting(self) -> str:
        return self._("New meeting")

    def change_defaults(self) -> str:
        return self._("Change my defaults")

    def set_up_ticked(self) -> str:
        return self._("Set up with my defaults")

    def set_up(self, count: int) -> str:
        return self.translations.ngettext(
            "Set up {count} with my defaults", "Set up {count} with my defaults", count
        ).format(count=count)

    def left_to_set_up(self, count: int) -> str:
        return self.translations.ngettext(
            "{count} meeting is still to be set up: it is ticked below.",
            "{count} meetings are still to be set up: they are ticked below.",
            count,
        ).format(count=count)

    def left_elsewhere(self, count: int) -> str:
        return self.translations.ngettext(
            "{count} meeting that is not listed here is still to be set up.",
            "{count} meetings that are not listed here are still to be set up.",
            count,
        ).format(count=count)

    def were_set_up(self, done: int, count: int) -> str:
        return self.translations.ngettext(
            "{done} of {count} meeting is set up", "{done} of {count} meetings are set up", count
        ).format(done=done, count=count)

    def none_ticked(self) -> str:
        return self._("Tick the meetings that are to be set up.")

    def go_on_with(self, count: int) -> str:
        return self.translations.ngettext("Go on with {count}", "Go on with {count}", count).format(
            count=count
        )

    def still_to_do(self, count: int) -> str:
        """What Meet lets a user make in a minute: google-apis.md 2.9."""
        return self.translations.ngettext(
            "{count} meeting is still to do. Meet makes ten new links a minute; go on in a moment.",
            "{count} meetings are still to do. Meet makes ten new links a minute; go on in a "
            "moment.",
            count,
        ).format(count=count)

    def left_out(self) -> str:
        return self._("Left out: open the event to see why.")

    def left_out_call(self) -> str:
        return self._("Left out: it has somebody else's call, which is not replaced.")

    def untold_meeting(self) -> str:
        return self._("A meeting")
