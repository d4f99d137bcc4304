"""The commands of the Chat app: Chat's configuration and the routing are made of this table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from addon.chat.helping import show_help
from addon.chat.outcomes import ChatOutcome
from addon.chat.turn import ChatTurn
from addon.later import Later
from addon.permissions.scopes import EMAIL, MEET_CREATE, MEET_SETTINGS, Scope, needing
from cards.actions import Command
from meeting.values import dataclass

if TYPE_CHECKING:
    from addon.chat import meet, records, schedule, settings
else:
    meet = Later("addon.chat.meet")
    records = Later("addon.chat.records")
    schedule = Later("addon.chat.schedule")
    settings = Later("addon.chat.settings")

SENTENCE_MARKS = frozenset("?!.,;:…。，、？！")


@dataclass(frozen=True)
class SlashCommand:
    """A command as it is registered with Chat, and how it is carried out.

    Attributes:
        id: as registered in Chat's configuration.
        handle: gets the words that follow.
        needs: the scopes without which it is not called.
        opens_dialog: registered as opening a dialog.
    """

    id: int
    command: Command
    handle: Callable[[ChatTurn, str], ChatOutcome]
    needs: tuple[Scope, ...] = ()
    opens_dialog: bool = False

    def run(self, turn: ChatTurn, rest: str) -> ChatOutcome:
        """Carry it out.

        Args:
            rest: the words that follow it.

        Raises:
            NeedsScopes: some of what it needs is missing.
        """
        with needing(self.needs, turn.caller.scopes):
            return self.handle(turn, rest)


MEET = SlashCommand(1, Command.MEET, meet.start_meet, (EMAIL, MEET_CREATE, MEET_SETTINGS))
SCHEDULE = SlashCommand(2, Command.SCHEDULE, schedule.open_schedule, (EMAIL,), opens_dialog=True)
SETTINGS = SlashCommand(3, Command.SETTINGS, settings.open_settings, (EMAIL,), opens_dialog=True)

COMMANDS: tuple[SlashCommand, ...] = (
    MEET,
    SCHEDULE,
    SETTINGS,
    SlashCommand(4, Command.HELP, show_help),
    SlashCommand(5, Command.RECORDS, records.list_calls),
)


@dataclass(frozen=True)
class MenuCommand:
    """A command that people choose from a menu, with no words to follow.

    Attributes:
        id: as registered in Chat's configuration.
        does: what it does as a slash command.
        about_message: it stands in the menu of each message, and is about that one; else it is a
            quick command, in the menu beside the text box.
    """

    id: int
    does: SlashCommand
    about_message: bool = False


MENU: tuple[MenuCommand, ...] = (
    MenuCommand(11, MEET),
    MenuCommand(12, SCHEDULE),
    MenuCommand(13, SETTINGS),
    MenuCommand(21, SCHEDULE, about_message=True),
)


def command_of(number: int | None) -> SlashCommand | None:
    """The command with that id, unless it is about a message."""
    listed = {each.id: each.does for each in MENU if not each.about_message}
    return next((each for each in COMMANDS if each.id == number), listed.get(number or 0))


def action_of(number: int | None) -> SlashCommand | None:
    """What the command with that id does with a message."""
    return next((each.does for each in MENU if each.about_message and each.id == number), None)


@dataclass(frozen=True)
class Meant:
    """A command that words begin with.

    Attributes:
        rest: what follows it.
        certain: the words are the command and no sentence that begins like it.
    """

    command: SlashCommand
    rest: str
    certain: bool


def command_in(words: str, *, direct: bool) -> Meant | None:
    """The command that words begin with, with or without its slash.

    Without the slash the command's word counts alone: whoever writes more may well be talking to
    somebody. To the app alone, in a direct message, a title of one word may follow.
    """
    first, *following = words.split(maxsplit=1) or [""]
    name = first.removeprefix("/").casefold()
    found = next((each for each in COMMANDS if each.command == name), None)
    if found is None:
        return None
    rest = "".join(following).strip()
    return Meant(found, rest, first.startswith("/") or _is_title(rest, most=1 if direct else 0))


def _is_title(rest: str, *, most: int) -> bool:
    """Whether so few words are spoken, beside links and emoji, and none ends like a sentence."""
    spoken = [word for word in rest.split() if "://" not in word and any(map(str.isalnum, word))]
    return len(spoken) <= most and not any(word[-1] in SENTENCE_MARKS for word in rest.split())
