"""The words about guests outside the organization: see `cards.text`."""

from __future__ import annotations

from cards.words import Words


class OutsideText(Words):
    """What is said of them, and of the defaults for meetings with them."""

    def outside_guests(self) -> str:
        return self._("Outside the organization")

    def outside_several(self, count: int) -> str:
        return self._("Outside the organization ({count})").format(count=count)

    def outside_get_no_files(self) -> str:
        return self._(
            "They don't get the files by themselves; on joining they are told of the recording."
        )

    def outside_switches(self, names: str) -> str:
        """Of guests that were typed, when the switches were changed for them."""
        return self._fill(
            self._(
                "Outside your organization: {names}. The switches are now your defaults for such "
                "meetings. Look at them, then press again."
            ),
            names=names,
        )

    def outside_defaults(self) -> str:
        return self._("With outside guests")

    def outside_defaults_title(self) -> str:
        return self._("Defaults with outside guests")

    def outside_defaults_intro(self) -> str:
        return self._(
            "New meetings with a guest outside your organization start with these switches."
        )

    def outside_same_so_far(self) -> str:
        return self._("So far they start like all other meetings.")

    def outside_same(self) -> str:
        return self._("As for all meetings")

    def outside_saved(self) -> str:
        return self._("Your defaults with outside guests are saved.")

    def outside_is_same(self) -> str:
        return self._("All meetings have the same defaults now.")
