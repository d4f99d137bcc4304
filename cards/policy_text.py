"""The words about what an organization has decided: see `cards.text`."""

from __future__ import annotations

from cards.words import Words
from meeting.model import Artifact


class PolicyText(Words):
    """These words for one user."""

    def locked(self, artifact: Artifact, *, on: bool) -> str:
        """What stands in the place of a switch, and says why something was not done."""
        if on:
            return {
                Artifact.RECORDING: self._("Recording: on, set by your organization"),
                Artifact.TRANSCRIPTION: self._("Transcript: on, set by your organization"),
                Artifact.SMART_NOTES: self._("Notes: on, set by your organization"),
            }[artifact]
        return {
            Artifact.RECORDING: self._("Recording: off, set by your organization"),
            Artifact.TRANSCRIPTION: self._("Transcript: off, set by your organization"),
            Artifact.SMART_NOTES: self._("Notes: off, set by your organization"),
        }[artifact]

    def locked_contact(self, contact: str) -> str:
        """Whom to ask about what is set; it stands below that."""
        return self._fill(self._("Questions: {contact}"), contact=contact)

    def against_policy(self) -> str:
        """A heading above what stands otherwise."""
        return self._("Your organization has set this Meet otherwise")

    def stands_against(self, artifact: Artifact, *, on: bool) -> str:
        """How something stands that is set the other way."""
        if on:
            return {
                Artifact.RECORDING: self._("Recording is on, your organization has set it off."),
                Artifact.TRANSCRIPTION: self._(
                    "The transcript is on, your organization has set it off."
                ),
                Artifact.SMART_NOTES: self._("Notes are on, your organization has set them off."),
            }[artifact]
        return {
            Artifact.RECORDING: self._("Recording is off, your organization has set it on."),
            Artifact.TRANSCRIPTION: self._(
                "The transcript is off, your organization has set it on."
            ),
            Artifact.SMART_NOTES: self._("Notes are off, your organization has set them on."),
        }[artifact]

    def set_right(self) -> str:
        return self._("Set it as my organization has it")

    def some_locked(self) -> str:
        """Of several meetings that were set up."""
        return self._(
            "Your organization has set some of these otherwise than your defaults; what each "
            "records is written with it."
        )

    def reset_to_policy(self) -> str:
        return self._("Back to my organization's defaults…")

    def reset_to_policy_title(self) -> str:
        return self._("Back to your organization's defaults?")

    def reset_to_policy_explanation(self) -> str:
        return self._(
            "New meetings then start with the switches as your organization has them, and Meet "
            "decides who may do what. Meetings that already have a Meet stay as they are."
        )

    def reset_to_policy_confirm(self) -> str:
        return self._("Reset")

    def was_reset_to_policy(self) -> str:
        return self._("Your defaults are those of your organization now.")
