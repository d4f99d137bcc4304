"""Every message, private answer and dialog that the app has in Chat, seen by those in a room."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from addon.permissions.scopes import (
    CHAT_MEMBERS,
    DIRECTORY,
    EMAIL,
    MEET_CREATE,
    MEET_SETTINGS,
    OWN_EVENTS,
)
from cards.chat import notice_message
from cards.chat_problems import chat_problem_words
from cards.languages import text_for
from cards.text import Text
from cards.widgets import Kit
from sandbox.google import errors
from sandbox.google.chat.conversations import ChatMessage
from sandbox.google.faults import Gate
from sandbox.google.people.accounts import ALL, Feature, User
from sandbox.hosts.chat.configuration import Command
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.chat.surface import ChatDialog
from sandbox.hosts.wire import Host
from tests.support.calls import (
    CREATE_SPACE,
    INSERT,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
)
from tests.support.chat import forging_inputs, in_dm, in_room, labels, own, set_switches
from tests.support.consent import declines, grant_all, in_turn, weakened, without
from tests.support.deliveries import again
from tests.support.late import MOMENT, WORKS, outlasting
from tests.support.people import ANA, BO, CY, DEE, EVE
from tests.support.schedule import fill, meetless, planned
from tests.support.stage import Json, Stage, staged
from tests.support.store import Store
from tests.support.switches import OFF, ON, Three
from tests.support.tour import PROBLEMS
from tests.support.tour_of_policy import see_policy_in_chat

TITLE = "Budget"
CROWD = ", ".join(f"guest{number}@example.com" for number in range(1, 9))
LATER = {"Retry-After": "100"}
"""Longer than is ever waited for."""


@dataclass(frozen=True)
class Seen:
    """A card of Chat's.

    Attributes:
        where: what it stands in.
        private: nobody else sees it.
    """

    card: Json
    where: Host
    private: bool = False


@dataclass
class ChatTour:
    """What was seen.

    Attributes:
        seen: by what it was shown for.
        notifications: the lines that passed by, and what stands for messages in notifications.
    """

    stage: Stage
    locale: str
    seen: dict[str, Seen] = field(default_factory=dict)
    notifications: list[str] = field(default_factory=list)

    @property
    def cards(self) -> dict[str, Json]:
        """The cards by what they were shown for."""
        return {name: each.card for name, each in self.seen.items()}

    @property
    def text(self) -> Text:
        """The app's words in the language of the tour."""
        return text_for(self.locale)

    def room(self, **options: Any) -> ChatHost:  # noqa: ANN401  # as ChatHost
        """Ana's Chat with a room open that she shares with Bo and the app."""
        return in_room(self.stage, locale=self.locale, **options)

    def alone(self, **options: Any) -> ChatHost:  # noqa: ANN401  # as ChatHost
        """Ana's Chat with her direct message with the app open."""
        return in_dm(self.stage, locale=self.locale, **options)

    def of_bo(self, chat: ChatHost) -> ChatHost:
        """Bo's Chat with the same conversation open."""
        assert chat.space is not None
        return self.stage.chat(self.stage.bo, locale=self.locale).in_space(chat.space)

    def message(self, name: str, chat: ChatHost) -> None:
        """Look at the newest message of the app's."""
        message = own(chat)[-1]
        self._add(name, Seen(message.card, Host.CHAT_MESSAGE, private=message.viewer is not None))
        self.notifications.append(message.fallback_text)

    def dialog(self, name: str, dialog: ChatDialog) -> None:
        """Look at a dialog."""
        self._add(name, Seen(dialog.card, Host.CHAT_DIALOG))

    def closed(self, chat: ChatHost) -> None:
        """Look at the line that a dialog left behind when it closed."""
        assert chat.dialog is None
        assert chat.notification is not None
        self.notifications.append(chat.notification)

    def posted(self, chat: ChatHost) -> ChatMessage:
        """The app's newest message that everybody sees."""
        return [message for message in own(chat) if message.viewer is None][-1]

    def change(self, chat: ChatHost, wanted: Three) -> None:
        """Change the settings of the Meet that was posted last."""
        chat.click(self.text.change_settings(), self.posted(chat))
        if self.text.check_again() in labels(chat.form.card):
            chat.press(self.text.check_again())
        set_switches(chat, wanted)
        chat.form.press_primary()
        self.stage.function.settle()

    def _add(self, name: str, seen: Seen) -> None:
        assert name not in self.seen
        self.seen[name] = seen


def chat_tour(locale: str, folder: Path) -> ChatTour:
    """Visit every message and dialog in a language; the stores are made in `folder`."""
    with staged({"ADDON_STORE": f"sqlite:{folder / 'chat.db'}"}) as stage:
        tour = ChatTour(stage, locale)
        for visit in (
            _help,
            _meets,
            _buttons,
            _ending,
            _refusals,
            _waiting,
            _following,
            _dialogs,
            _complaints,
            _scheduled,
            _troubled,
            _late,
            _defaults,
            _permissions,
            _older_app,
            see_policy_in_chat,
            _problems,
        ):
            stage.renew()
            visit(tour)
    (folder / "a file").touch()
    with staged({"ADDON_STORE": f"sqlite:{folder / 'a file' / 'chat.db'}"}) as stage:
        _store_down(ChatTour(stage, locale, tour.seen, tour.notifications))
    return tour


def _help(tour: ChatTour) -> None:
    stage, chat = tour.stage, tour.stage.chat(locale=tour.locale)
    chat.in_space(stage.world.chat.add_space("Team", [stage.ana, stage.bo])).add_to_space()
    # In nobody's language: Chat tells none of those who add it.
    tour.seen["added"] = Seen(own(chat)[-1].card, Host.CHAT_MESSAGE)
    chat.slash_command("/help")
    tour.message("help", chat)
    chat.say("hello", mention=True)
    tour.message("unknown words", chat)
    chat.say("meet me at the station", mention=True)
    tour.message("a sentence with the word", chat)
    chat.say("schedule", mention=True)
    tour.message("schedule, by mention", chat)
    chat.say("settings", mention=True)
    tour.message("settings, by mention", chat)


def _meets(tour: ChatTour) -> None:
    chat = tour.room()
    chat.slash_command("/meet")
    tour.message("a Meet without a title, nothing recorded", chat)
    tour.change(chat, Three(recording=True))
    tour.message("a Meet, recorded", chat)
    _save(tour, chat, ON)
    chat.slash_command("/meet", TITLE)
    tour.message("a Meet, recorded, transcribed and noted", chat)
    tour.change(chat, Three(recording=True, smart_notes=True))
    tour.message("a Meet, recorded and noted", chat)


def _save(tour: ChatTour, chat: ChatHost, wanted: Three) -> None:
    chat.slash_command("/settings")
    set_switches(chat, wanted)
    chat.form.press_primary()
    tour.closed(chat)


def _buttons(tour: ChatTour) -> None:
    text, chat = tour.text, tour.room()
    chat.slash_command("/meet", TITLE)
    bo = tour.of_bo(chat)
    chat.click(text.change_settings())
    tour.dialog("this meeting", chat.form)
    chat.form.close()
    bo.click(text.change_settings())
    tour.dialog("this meeting, pressed by somebody else", bo.form)
    bo.click(text.end_call())
    tour.dialog("end call, pressed by somebody else", bo.form)
    # The card says that it is Ana's, Meet that it is not: Meet is believed.
    tour.stage.world.meet.spaces[-1].owner = BO
    chat.click(text.change_settings())
    tour.dialog("this meeting, no longer one's own", chat.form)
    chat.click(text.end_call())
    tour.dialog("end call, no longer one's own", chat.form)


def _ending(tour: ChatTour) -> None:
    stage, text, chat = tour.stage, tour.text, tour.room()
    chat.slash_command("/meet", TITLE)
    chat.click(text.end_call())
    tour.dialog("end call?", chat.form)
    chat.form.press_primary()
    tour.closed(chat)
    stage.world.meet.start_conference(stage.world.meet.spaces[-1], [stage.ana, stage.bo])
    chat.click(text.end_call())
    chat.form.press_primary()
    tour.closed(chat)


def _refusals(tour: ChatTour) -> None:
    stage, chat, alone = tour.stage, tour.room(), tour.alone()
    _save(tour, chat, ON)
    stage.ana.features = set(ALL - {Feature.TRANSCRIPTION})
    chat.slash_command("/meet", TITLE)
    stage.function.settle()
    tour.message("a feature refused, to its host", chat)
    chat.click(tour.text.change_settings(), tour.posted(chat))
    tour.dialog("this meeting, a feature refused", chat.form)
    chat.form.close()
    for command, name in (("/settings", "defaults"), ("/schedule", "schedule")):
        chat.slash_command(command)
        tour.dialog(f"{name}, a feature refused", chat.form)
        chat.form.close()
    alone.slash_command("/meet", TITLE)
    tour.message("a feature refused, in the direct message", alone)
    stage.ana.features = set()
    other = tour.room()
    other.slash_command("/meet", TITLE)
    stage.function.settle()
    tour.message("every feature refused, to its host", other)
    stage.ana.features = set(ALL)
    tour.change(chat, ON)
    stage.world.knobs.off_refused_without_feature = True
    stage.ana.features = set()
    tour.change(chat, OFF)
    tour.message("kept on, to its host", chat)
    stage.world.knobs.off_refused_without_feature = False
    stage.ana.features = set(ALL)
    tour.change(chat, OFF)
    unmoved = stage.world.meet.spaces[0].resource(with_config=True, with_conference=False)
    stage.google.faults.order(PATCH_SPACE, status=200, body=unmoved)
    tour.change(chat, ON)
    tour.message("kept off, to its host", chat)
    untold = {key: value for key, value in unmoved.items() if key != "config"}
    chat = tour.room()
    stage.google.faults.order(CREATE_SPACE, status=200, body=untold)
    chat.slash_command("/meet", TITLE)
    tour.message("a Meet of which Google tells no settings", chat)


def _waiting(tour: ChatTour) -> None:
    """Meets whose making lasts, or of which nothing is known."""
    stage = tour.stage
    for name, fault in (
        ("a Meet, outcome unknown", {"status": 503, "headers": LATER}),
        ("a Meet, Google is busy", {"status": 429, "headers": LATER}),
    ):
        chat = tour.room()
        stage.google.faults.order(CREATE_SPACE, **fault)  # type: ignore[arg-type]  # as order's
        chat.slash_command("/meet", TITLE)
        tour.message(name, chat)


def _following(tour: ChatTour) -> None:
    """Meets that the app posts by itself."""
    stage, chat, gate = tour.stage, tour.room(), Gate()
    stage.google.faults.order(CREATE_SPACE, then=gate.wait)
    stage.function.clock.spent = WORKS - MOMENT
    asked = chat.slash_command("/meet", TITLE)
    stage.function.clock.spent = 0.0
    tour.message("a Meet, still at work", chat)
    gate.open()
    stage.function.settle()
    tour.message("a Meet, posted by the app", chat)
    reply = again(stage, asked).json
    [entry] = reply["hostAppDataAction"]["chatDataAction"]["createMessageAction"]["message"][
        "cardsV2"
    ]
    tour.seen["a Meet, posted already"] = Seen(entry["card"], Host.CHAT_MESSAGE, private=True)
    chat = tour.room()
    outlasting(stage, CREATE_SPACE, lambda: chat.slash_command("/meet", TITLE), status=400)
    tour.message("a Meet that failed behind the answer", chat)
    chat = tour.room()
    outlasting(stage, INSERT, partial(_schedule, chat))
    tour.dialog("schedule, still at work", chat.form)
    tour.message("an event, posted by the app", chat)


def _schedule(chat: ChatHost, **filled: Any) -> None:  # noqa: ANN401  # as planned
    planned(chat, TITLE, **filled)
    chat.form.press_primary()


def _dialogs(tour: ChatTour) -> None:
    chat, alone = tour.room(), tour.alone()
    chat.slash_command("/schedule", TITLE)
    tour.dialog("schedule", chat.form)
    alone.slash_command("/schedule")
    tour.dialog("schedule, in the direct message", alone.form)


def _complaints(tour: ChatTour) -> None:
    stage, chat = tour.stage, tour.room()
    past = datetime(2020, 1, 7, 8, 30, tzinfo=UTC)
    many = ", ".join(f"guest{number}@example.com" for number in range(201))
    chat.slash_command("/schedule", TITLE)
    fill(chat, title="x" * 1025, start=past, addresses=f"nobody, {many}")
    chat.form.press_primary()
    tour.dialog("schedule, everything to be corrected", chat.form)
    forging_inputs(chat, start=None)
    fill(chat, title=TITLE, addresses="")
    chat.form.press_primary()
    tour.dialog("schedule, no start", chat.form)
    chat.installation.tamper = None
    stage.world.knobs.chat_users_tell_email = False
    planned(chat, TITLE, picked=("users/123456789012345678901",))
    chat.form.press_primary()
    tour.dialog("schedule, somebody's address is hidden", chat.form)
    chat.form.close()


def _scheduled(tour: ChatTour) -> None:
    chat = tour.room()
    _schedule(chat)
    tour.message("an event without guests", chat)
    _schedule(chat, addresses=BO, notify="none", wanted=ON)
    tour.message("an event, guests not e-mailed", chat)
    _schedule(chat, addresses=f"{BO}, {CY}", notify="external")
    tour.message("an event, some guests e-mailed", chat)
    _schedule(chat, addresses=CROWD, notify="all")
    tour.message("an event, many guests e-mailed", chat)
    chat.click(tour.text.change_settings())
    tour.dialog("this meeting, scheduled", chat.form)
    chat.form.close()
    tour.change(chat, ON)
    tour.message("an event, changed", chat)
    bo = tour.of_bo(chat)
    bo.click(tour.text.change_settings())
    tour.dialog("this meeting, scheduled by somebody else", bo.form)
    _cohosts(tour)
    _telling(tour)
    _with_members(tour)


def _cohosts(tour: ChatTour) -> None:
    """The co-hosts of a scheduled Meet, some of whom cannot be one."""
    text, chat, world = tour.text, tour.room(), tour.stage.world
    _schedule(chat, addresses=f"{BO}, {CY}, {DEE}")
    space = world.meet.spaces[-1]
    world.meet.add_member(space, EVE)
    chat.click(text.change_settings())
    chat.press(text.choose_cohosts())
    tour.dialog("co-hosts", chat.form)
    world.people.not_google.add(DEE)
    chat.form.set_input("cohosts", [BO, DEE])
    chat.press(text.save())
    tour.dialog("co-hosts set, one refused", chat.form)
    chat.press(text.change_settings())
    chat.press(text.choose_cohosts())
    tour.stage.google.faults.order("meet.spaces.members.create", status=503, times=9)
    chat.form.set_input("cohosts", [BO, CY])
    chat.press(text.save())
    tour.dialog("co-hosts, not certain", chat.form)
    tour.stage.google.faults.clear()
    tour.stage.google.faults.order("meet.spaces.members.list", status=404)
    chat.press(text.choose_cohosts())
    tour.dialog("no co-hosts here", chat.form)
    chat.form.close()


def _telling(tour: ChatTour) -> None:
    """An event whose description tells its guests, until that cannot be changed."""
    alone = tour.alone()
    _schedule(alone, addresses=BO, wanted=ON, tell_guests=True)
    tour.message("an event, guests told", alone)
    tour.stage.google.faults.order(PATCH_EVENT, status=403, times=9)
    tour.change(alone, OFF)
    tour.message("an event, its description not changed", alone)
    tour.stage.google.faults.clear()


def _with_members(tour: ChatTour) -> None:
    """An event for all in a room, not all of whose addresses can be seen."""
    stage = tour.stage
    stage.world.knobs.chat_users_tell_email = False
    people: list[User] = [stage.bo, stage.world.add_user("eve@elsewhere.example")]
    space = stage.world.chat.add_space("Team", [stage.ana, *people])
    chat = stage.chat(locale=tour.locale)
    stage.world.chat.join(space, chat.app)
    _schedule(chat.in_space(space), invite_members=True, notify="all")
    tour.message("an event for all members", chat)


NO_LINKS = "Invalid conference type value."
TROUBLES: list[tuple[str, str, dict[str, Any]]] = [
    ("lost", INSERT, {"status": 503, "headers": LATER}),
    ("busy", CREATE_SPACE, {"status": 429, "headers": LATER}),
    ("refused", CREATE_SPACE, {"status": 400}),
    ("token too old", CREATE_SPACE, {"status": 401}),
    ("no Meet for the account", CREATE_SPACE, {"error": errors.permission_denied("Space")}),
    ("no Calendar", INSERT, {"error": errors.calendar("notFound")}),
    (
        "no links in this calendar",
        INSERT,
        {"error": errors.calendar("invalid", "Invalid conference type value.")},
    ),
    ("too many invitations", INSERT, {"error": errors.calendar("quotaExceeded")}),
    ("address refused", INSERT, {"error": errors.calendar("invalid", "Invalid attendee email.")}),
]


TROUBLES_BEHIND: dict[str, dict[str, Any]] = {
    "unknown": {"status": 503, "headers": LATER},
    "busy": {"status": 429, "headers": LATER},
    "too many invitations": {"error": errors.calendar("quotaExceeded")},
}
MEETLESS_BEHIND: dict[str, dict[str, Any]] = {
    "Meet unknown": {"status": 503, "headers": LATER},
    "changes": {"status": 412, "times": 3},
    "forbidden": {"error": errors.calendar("forbidden")},
    "link not kept": {},
}


def _troubled(tour: ChatTour) -> None:
    """What keeps an event from being made, told in its dialog."""
    for name, method, fault in TROUBLES:
        tour.stage.renew()
        chat = tour.room()
        tour.stage.google.faults.order(method, **fault, times=2)
        _schedule(chat, addresses=BO)
        tour.dialog(f"schedule, {name}", chat.form)
    tour.stage.renew()
    chat = tour.room()
    planned(chat, TITLE)
    tour.stage.google.faults.order(INSERT, **meetless(tour.stage, chat, TITLE))
    chat.form.press_primary()
    tour.dialog("schedule, link not kept", chat.form)
    chat = tour.room()
    planned(chat, TITLE)
    refused = errors.calendar("forbidden")
    tour.stage.google.faults.order(INSERT, **meetless(tour.stage, chat, TITLE, error=refused))
    chat.form.press_primary()
    tour.dialog("schedule, without its Meet", chat.form)
    chat = tour.room()
    dialog = _made(chat)
    dialog.set_input("length", "60")
    dialog.press_primary()
    tour.dialog("schedule, scheduled already", dialog)
    chat = tour.room()
    dialog = _made(chat)
    tour.stage.world.calendar.edit_event(ANA, _event_id(dialog), status="cancelled")
    dialog.press_primary()
    tour.dialog("schedule, deleted since", dialog)


def _made(chat: ChatHost) -> ChatDialog:
    """The dialog of an event that has been made."""
    planned(chat, TITLE, addresses=BO)
    dialog = chat.form
    dialog.press_primary()
    return dialog


def _event_id(dialog: ChatDialog) -> str:
    action = dialog.card["fixedFooter"]["primaryButton"]["onClick"]["action"]
    return next(str(each["value"]) for each in action["parameters"] if each["key"] == "event")


def _late(tour: ChatTour) -> None:
    """What became of an event whose dialog may be closed."""
    stage = tour.stage
    for name, fault in TROUBLES_BEHIND.items():
        chat = tour.room()
        act = partial(_schedule, chat)
        outlasting(stage, INSERT, act, **fault)
        tour.message(f"an event behind the answer, {name}", chat)
    for name, patch in MEETLESS_BEHIND.items():
        chat = tour.room()
        planned(chat, TITLE)
        taken = meetless(stage, chat, TITLE, **patch)
        outlasting(stage, INSERT, chat.form.press_primary, **taken)
        tour.message(f"an event behind the answer, {name}", chat)
    chat = tour.room()
    dialog = _made(chat)
    dialog.set_input("length", "60")
    outlasting(stage, READ_EVENT, dialog.press_primary)
    tour.message("an event behind the answer, scheduled already", chat)
    chat = tour.room()
    dialog = _made(chat)
    dialog.set_switch("recording", on=True)
    denied = errors.permission_denied("Space")
    outlasting(stage, PATCH_SPACE, dialog.press_primary, error=denied)
    tour.message("an event behind the answer, settings not certain", chat)


def _defaults(tour: ChatTour) -> None:
    chat = tour.room()
    chat.slash_command("/settings")
    tour.dialog("settings", chat.form)
    chat.press(tour.text.outside_defaults())
    tour.dialog("settings with guests outside", chat.form)
    chat.slash_command("/settings")
    Store(tour.stage.store).spoil()
    chat.form.press_primary()
    tour.dialog("settings, not saved", chat.form)


def _permissions(tour: ChatTour) -> None:
    stage, text = tour.stage, tour.text
    for scope in (EMAIL, MEET_CREATE, MEET_SETTINGS):
        chat = tour.room(granted=without(scope), consent=in_turn(declines, grant_all))
        chat.slash_command("/meet")
        tour.message(f"permission {scope.name}", chat)
    chat.click(text.grant())
    tour.message("permission given", chat)
    chat = tour.room(granted=[], consent=declines)
    chat.slash_command("/meet")
    tour.message("permissions for a newcomer", chat)
    chat = tour.room(granted=without(EMAIL), consent=in_turn(declines, grant_all))
    chat.slash_command("/settings")
    tour.dialog("settings, permission declined", chat.form)
    chat.form.press_primary()
    tour.closed(chat)
    stage.world.knobs.chat_users_tell_email = False
    for scope in (CHAT_MEMBERS, DIRECTORY, OWN_EVENTS):
        chat = tour.room(granted=without(scope), consent=declines)
        _schedule(chat, invite_members=True)
        tour.dialog(f"schedule, permission {scope.name}", chat.form)
    chat = tour.room(consent=grant_all)
    weakened(stage, chat)
    _schedule(chat)
    tour.dialog("schedule, permission not accepted", chat.form)


def _older_app(tour: ChatTour) -> None:
    """Where the app is a Chat app, and no add-on; and a command of which it knows nothing."""
    stage, chat = tour.stage, tour.room()
    known = chat.config.commands
    forgotten = Command(77, "SLASH_COMMAND", "/forgotten", opens_dialog=True)
    chat.config = replace(chat.config, commands=(*known, forgotten))
    chat.slash_command("/forgotten")
    tour.dialog("help, in a dialog", chat.form)
    assert chat.space is not None
    classic = stage.addon.classic_chat_of(stage.ana, locale=tour.locale).in_space(chat.space)
    classic.slash_command("/meet", TITLE)
    words = classic.messages[-1]
    tour.seen["a Meet, not installed as an add-on"] = Seen(words.card, Host.CHAT_MESSAGE, True)
    classic.slash_command("/schedule", TITLE)
    tour.dialog("schedule, not installed as an add-on", classic.form)


def _problems(tour: ChatTour) -> None:
    kit = Kit(tour.text, tour.stage.function.url)
    for problem in PROBLEMS:
        card = notice_message(kit, chat_problem_words(tour.text, problem))
        tour.seen[f"problem {problem!r}"] = Seen(card, Host.CHAT_MESSAGE, private=True)

    for name, words in (
        ("a Meet, still at work, not posted", tour.text.still_making_meet("/meet", follows=False)),
        ("an event, still at work, not posted", tour.text.still_scheduling(follows=False)),
        ("too long", tour.text.too_long()),
    ):
        tour.seen[name] = Seen(notice_message(kit, words), Host.CHAT_MESSAGE, private=True)


def _store_down(tour: ChatTour) -> None:
    chat = tour.room()
    chat.slash_command("/meet", TITLE)
    tour.message("a Meet, store down", chat)
    chat.slash_command("/schedule", TITLE)
    tour.dialog("schedule, store down", chat.form)
    chat.slash_command("/settings")
    tour.dialog("settings, store down", chat.form)
