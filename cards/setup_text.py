"""The words about whether everything is in place for a user: see `cards.text`."""

from __future__ import annotations

from cards.words import Words


class SetupText(Words):
    """What was found when it was looked for, and what is decided."""

    def setup_title(self) -> str:
        """Of the card, and in the add-on's menu."""
        return self._("Check my setup")

    def setup_well(self) -> str:
        return self._("Everything works.")

    def setup_not_well(self) -> str:
        return self._("Not everything works. What is missing stands below.")

    def setup_store(self) -> str:
        """What is kept about the user."""
        return self._("Your defaults")

    def setup_works(self) -> str:
        return self._("Works")

    def setup_not_tried(self) -> str:
        return self._("Not tried: a permission is missing.")

    def setup_permissions(self) -> str:
        return self._("Permissions")

    def setup_given(self) -> str:
        return self._("Given")

    def setup_not_given(self) -> str:
        return self._("Missing")

    def setup_given_later(self) -> str:
        return self._("Asked for only when needed")

    def setup_permissions_untold(self) -> str:
        return self._("Calendar does not say which permissions you have given.")

    def setup_account(self) -> str:
        return self._("Your account")

    def setup_nothing_refused(self) -> str:
        return self._("Meet has refused you nothing lately.")

    def setup_organization(self) -> str:
        return self._("Your organization")

    def setup_nothing_decided(self) -> str:
        return self._("Your organization has decided nothing: the switches are yours.")

    def setup_organization_defaults(self) -> str:
        """Above what new meetings start with."""
        return self._("On until you choose")

    def setup_titles_with(self, word: str) -> str:
        return self._fill(self._("Titles with “{word}”"), word=word)

    def setup_version(self) -> str:
        return self._("Version")

    def copy_for_it(self) -> str:
        return self._("Copy for IT")

    def copy_for_it_explanation(self) -> str:
        return self._(
            "Select this text, copy it, and send it to your IT team. It holds no names of "
            "meetings or people."
        )

    def copy_for_it_text(self) -> str:
        """A label."""
        return self._("Text for IT")
