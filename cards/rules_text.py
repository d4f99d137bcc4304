"""The words for who may do what in a Meet, and for its co-hosts."""

from __future__ import annotations

from collections.abc import Collection

from babel.lists import format_list

from cards.words import Words
from meeting.rules import Door, Rule


class RulesText(Words):
    """These words for one user."""

    def rules(self) -> str:
        return self._("Who may do what")

    def rule(self, rule: Rule) -> str:
        return {
            Rule.ACCESS: self._("Who may join without asking"),
            Rule.MODERATION: self._("Host management"),
            Rule.RESTRICT_CHAT: self._("Chat for hosts only"),
            Rule.RESTRICT_PRESENT: self._("Presenting for hosts only"),
            Rule.RESTRICT_REACTIONS: self._("Reactions for hosts only"),
            Rule.JOIN_AS_VIEWER: self._("Guests join as viewers"),
            Rule.ATTENDANCE: self._("Attendance report"),
        }[rule]

    def rule_names(self, rules: Collection[Rule]) -> str:
        """Several of them, as a list."""
        return format_list([self.rule(each) for each in rules], locale=self.locale)

    def door(self, door: Door) -> str:
        return {
            Door.OPEN: self._("Anybody with the link"),
            Door.TRUSTED: self._("Your organization and invited guests"),
            Door.RESTRICTED: self._("Invited guests"),
        }[door]

    def door_of_meet(self) -> str:
        return self._("As Meet has it")

    def under_moderation(self) -> str:
        """What becomes of the restrictions (google-apis.md 2.2)."""
        return self._("The next four need it and switch it on. Turning it off ends them.")

    def off_leaves_it(self) -> str:
        return self._("What is off here stays as Meet has it.")

    def rules_set(self) -> str:
        return self._("Set as chosen")

    def rule_kept(self) -> str:
        return self._("Not changed")

    def rule_kept_because(self) -> str:
        return self._(
            "Meet took the change but shows something else. Your Google Workspace administrator "
            "can say why."
        )

    def rules_failed(self) -> str:
        return self._("Not set")

    def rules_failed_because(self) -> str:
        return self._("Meet did not take this. Change settings lets you try again.")

    def rules_uncertain(self) -> str:
        return self._("Not certain")

    def rules_uncertain_because(self) -> str:
        return self._("Meet did not confirm this. Change settings shows how it stands.")

    def rules_refused(self, rules: Collection[Rule]) -> str:
        return self._fill(
            self._("Your account may not set this in Google Meet: {rules}."),
            rules=self.rule_names(rules),
        )

    def rules_otherwise(self, rules: Collection[Rule]) -> str:
        return self._fill(
            self._("Meet took the change but shows something else: {rules}."),
            rules=self.rule_names(rules),
        )

    def rules_unconfirmed(self, rules: Collection[Rule]) -> str:
        return self._fill(
            self._("Meet did not confirm this: {rules}. The Meet's settings show how it stands."),
            rules=self.rule_names(rules),
        )

    def rules_not_taken(self, rules: Collection[Rule]) -> str:
        return self._fill(
            self._("Meet did not take this: {rules}. You can try again in the Meet's settings."),
            rules=self.rule_names(rules),
        )

    def moderation_implied(self) -> str:
        return self._("Host management was switched on, since what you chose needs it.")

    def moderation_needed(self) -> str:
        return self._("Host management stays on, since what you chose needs it.")

    def remembered_with_rules(self) -> str:
        return self._(
            "These switches are your defaults now, and so is what you chose under “Who may do "
            "what”."
        )

    # Co-hosts

    def choose_cohosts(self) -> str:
        return self._("Choose co-hosts")

    def cohosts(self) -> str:
        return self._("Co-hosts")

    def cohosts_explained(self) -> str:
        """What co-hosts may do (google-apis.md 2.1)."""
        return self._(
            "Co-hosts help you run the call. Only you can change what is recorded and who may do "
            "what."
        )

    def cohosts_need_moderation(self) -> str:
        """Reported of one organization (google-apis.md 2.6)."""
        return self._("Meet may ignore them as long as host management is off.")

    def cohosts_of_series(self) -> str:
        return self._("The series shares this Meet: they are co-hosts of all its events.")

    def cohosts_among_guests(self) -> str:
        return self._("Guests")

    def cohosts_beyond_guests(self) -> str:
        return self._("Also co-hosts")

    def cohosts_beyond_guests_stay(self) -> str:
        return self._("They are not guests of this event, and stay co-hosts.")

    def guests_not_listed(self) -> str:
        return self._("This event has more guests than can be listed here.")

    def no_cohosts_here(self) -> str:
        """Whose spaces have members for an app (google-apis.md 2.7)."""
        return self._(
            "Google lets the add-on choose co-hosts only for a Meet that it made, and it did not "
            "make this one. You can choose them in Meet itself."
        )

    def no_guests(self) -> str:
        return self._("This event has no guests to choose from.")

    def cohosts_set(self) -> str:
        return self._("The co-hosts are set")

    def no_cohosts(self) -> str:
        return self._("This Meet has no co-hosts.")

    def no_google_account(self) -> str:
        return self._("Meet takes nobody without a Google Account.")

    def cohosts_uncertain(self) -> str:
        return self._("Meet did not confirm this. Choose once more to be sure.")
