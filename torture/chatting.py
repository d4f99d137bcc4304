"""What people press and write in Chat."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

from sandbox.google.chat.conversations import ChatMessage
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.exchange import HostRefusal
from sandbox.hosts.parts import NoSuchPartError
from sandbox.hosts.wire import member
from torture import words
from torture.cast import Cast
from torture.presses import Intent
from torture.story import Step

MOST_AT_ONCE = 5
MEET_COMMAND = 1
SAID = {
    "help": "open",
    "what?": "open",
    "": "open",
    "settings": "open",
    "schedule Retro": "open",
    "schedule the retro for us": "open",
    "meet": "meet",
    "meet Standup": "meet",
    "/meet Retro of the team": "meet",
    "meet me at noon, please": "open",
    "meet?": "open",
}
"""What may be said to the app, and what is wanted with it: a sentence makes no Meet by itself."""
SENTENCES = ("meet me at noon, please", "meet you there tomorrow", "meet the new colleagues?")


def _tell(cast: Cast, step: Step, intent: Intent, action: Callable[[], object]) -> None:
    chat = cast.chats[step.person]
    with cast.meaning(intent):
        if step.delivery == "together":
            cast.together = True
            try:
                chat.deliver_twice(action, together=True)
            finally:
                cast.together = False
        elif step.delivery == "then again":
            chat.deliver_twice(action)
        else:
            action()


def _named(cast: Cast, kind: str, person: int) -> Intent:
    cast.count += 1
    return Intent(kind, cast.address(person), name=f"{kind} {cast.count}")


def do_meet(cast: Cast, step: Step, chance: random.Random) -> None:
    """`/meet`, with a title at times."""
    chat = cast.chats[step.person]
    title = f"Call {chance.randrange(100)}" if chance.random() < 0.5 else ""
    cast.storm(step)
    _tell(cast, step, _named(cast, "meet", step.person), lambda: chat.slash_command("/meet", title))


def do_change_meet(cast: Cast, step: Step, chance: random.Random) -> None:
    """Change the settings of a Meet that was posted."""
    chat = cast.chats[step.person]
    with cast.meaning(Intent("open", cast.address(step.person))):
        chat.click(words.CHANGE, _posted_meet(cast, step.person, words.CHANGE))
    if chat.dialog is not None:
        cast.fill(chat.dialog, chance)
    cast.storm(step)
    form = chat.form
    label = str((member(member(form.card, "fixedFooter"), "primaryButton") or {}).get("text", ""))
    kind = "update" if label == words.SAVE else "other"
    _tell(cast, step, Intent(kind, cast.address(step.person)), form.press_primary)


def do_end(cast: Cast, step: Step, chance: random.Random) -> None:
    """End the call of a posted Meet."""
    del chance
    chat = cast.chats[step.person]
    cast.storm(step)
    with cast.meaning(Intent("open", cast.address(step.person))):
        chat.click(words.END_CALL, _posted_meet(cast, step.person, words.END_CALL))
    _tell(cast, step, Intent("other", cast.address(step.person)), chat.form.press_primary)


def do_schedule(cast: Cast, step: Step, chance: random.Random) -> None:
    """`/schedule`, its dialog filled in and sent."""
    chat = cast.chats[step.person]
    intent = _named(cast, "schedule", step.person)
    cast.dialogs[step.person] = intent.name
    with cast.meaning(intent):
        chat.slash_command("/schedule", f"Plan {chance.randrange(100)}")
    _send_schedule(cast, step, chance, intent)


def do_schedule_again(cast: Cast, step: Step, chance: random.Random) -> None:
    """Press Schedule again in the open dialog, typed otherwise at times."""
    name = cast.dialogs.get(step.person)
    if name is None or cast.chats[step.person].dialog is None:
        do_schedule(cast, step, chance)
        return
    intent = Intent("schedule", cast.address(step.person), name=name)
    _send_schedule(cast, step, chance, intent, again=True)


def _send_schedule(
    cast: Cast, step: Step, chance: random.Random, intent: Intent, *, again: bool = False
) -> None:
    chat = cast.chats[step.person]
    button = member(member(chat.form.card, "fixedFooter"), "primaryButton") or {}
    if button.get("text") != words.SCHEDULE:
        return
    if not again or chance.random() < 0.5:
        cast.fill(chat.form, chance)
    cast.storm(step)
    try:
        _tell(cast, step, intent, chat.form.press_primary)
    finally:
        for event_id in cast.oracle.made_by(intent.name):
            cast.target = (cast.address(step.person), event_id)
            if cast.target not in cast.places:
                cast.places.append(cast.target)


def do_settings(cast: Cast, step: Step, chance: random.Random) -> None:
    """`/settings`, its dialog filled in and saved."""
    chat = cast.chats[step.person]
    user = cast.address(step.person)
    with cast.meaning(Intent("open", user)):
        chat.slash_command("/settings")
    cast.fill(chat.form, chance)
    cast.storm(step)
    _tell(cast, step, Intent("defaults", user), chat.form.press_primary)


def do_say(cast: Cast, step: Step, chance: random.Random) -> None:
    """Mention the app, or write to it directly, with words that may be a command."""
    chat, said = cast.chats[step.person], chance.choice(tuple(SAID))
    intent = _named(cast, SAID[said], step.person)
    cast.storm(step)
    if chance.random() < 0.6:
        _tell(cast, step, intent, lambda: chat.say(said, mention=True))
    else:
        with _direct(cast, chat):
            _tell(cast, step, intent, lambda: chat.say(said))


def do_offered(cast: Cast, step: Step, chance: random.Random) -> None:
    """Write a sentence that begins with a command's word, and press what is offered for it."""
    chat = cast.chats[step.person]
    with cast.meaning(Intent("open", cast.address(step.person))):
        chat.say(chance.choice(SENTENCES), mention=True)
    cast.storm(step)
    _tell(cast, step, _named(cast, "meet", step.person), lambda: chat.click(words.START))


def do_help(cast: Cast, step: Step, chance: random.Random) -> None:
    """`/help`, and one of its buttons."""
    chat = cast.chats[step.person]
    with cast.meaning(Intent("open", cast.address(step.person))):
        chat.slash_command("/help")
    cast.dialogs.pop(step.person, None)
    label = chance.choice((words.START, words.SCHEDULE, words.SETTINGS))
    kind = "meet" if label == words.START else "open"
    cast.storm(step)
    _tell(cast, step, _named(cast, kind, step.person), lambda: chat.click(label))


def do_quick(cast: Cast, step: Step, chance: random.Random) -> None:
    """Choose a quick command, or one from the menu of a message."""
    chat, number = cast.chats[step.person], chance.randrange(1, 6)
    message = chat.messages[-1] if chat.messages and chance.random() < 0.3 else None
    kind = "meet" if number == MEET_COMMAND and message is None else "open"
    cast.dialogs.pop(step.person, None)

    def choose() -> None:
        if message is None:
            chat.quick_command(number)
        else:
            chat.message_action(number, message)

    cast.storm(step)
    _tell(cast, step, _named(cast, kind, step.person), choose)


def do_close(cast: Cast, step: Step, chance: random.Random) -> None:
    """Open a dialog, and close it by its cross or its second button."""
    chat = cast.chats[step.person]
    with cast.meaning(Intent("open", cast.address(step.person))):
        cast.dialogs.pop(step.person, None)
        chat.slash_command(chance.choice(("/schedule", "/settings")))
    cast.storm(step)
    with cast.meaning(Intent("open", cast.address(step.person))):
        if chance.random() < 0.6:
            chat.form.close()
        else:
            chat.form.press_secondary()


def do_grant_in_chat(cast: Cast, step: Step, chance: random.Random) -> None:
    """Ask for a Meet in Chat, and press "Give permission", where it is asked for."""
    del chance
    chat = cast.chats[step.person]
    cast.declining = True
    try:
        with cast.meaning(_named(cast, "meet", step.person)):
            chat.slash_command("/meet")
    finally:
        cast.declining = False
    cast.storm(step)
    found = _newest(cast, step.person, words.GRANT)
    intent = Intent("other", cast.address(step.person))
    _tell(cast, step, intent, lambda: chat.click(words.GRANT, found))


def do_leave(cast: Cast, step: Step, chance: random.Random) -> None:
    """Take the app out of the conversation and back in, by a mention at times."""
    chat = cast.chats[step.person]
    said = chance.choice((None, "", "help"))
    cast.storm(step)
    with cast.meaning(Intent("open", cast.address(step.person))):
        chat.remove_from_space()
        chat.add_to_space(by_mention=said)


def _newest(cast: Cast, person: int, label: str) -> ChatMessage:
    """The newest message with a button that says so, the person's own where there is one.

    Raises:
        NoSuchPartError: there is none.
    """
    chat = cast.chats[person]
    found = [
        message
        for message in reversed(chat.messages)
        for index in range(len(message.cards))
        if any(part.label == label for part in chat.card(message, index).pressables())
    ]
    name = cast.chats[person].user.display_name
    own = [each for each in found if f"Hosted by {name}" in str(each.cards)]
    if not found:
        raise NoSuchPartError(label)
    return (own or found)[0]


def _posted_meet(cast: Cast, person: int, label: str) -> ChatMessage:
    """The same; a Meet is asked for first where none was posted."""
    try:
        return _newest(cast, person, label)
    except NoSuchPartError:
        with cast.meaning(_named(cast, "meet", person)):
            cast.chats[person].slash_command("/meet")
        return _newest(cast, person, label)


@contextmanager
def _direct(cast: Cast, chat: ChatHost) -> Iterator[None]:
    """In the direct message with the app."""
    room = chat.space
    try:
        with cast.meaning(Intent("open", chat.user.email)):
            chat.open_dm()
        yield
    finally:
        if room is not None:
            chat.in_space(room)


def do_all_command(cast: Cast, step: Step, chance: random.Random) -> None:
    """Several people give a command in the same conversation at the same moment."""
    people = range(len(cast.chats))
    some = chance.sample(people, min(len(people), chance.randrange(2, MOST_AT_ONCE + 1)))
    named = {person: _named(cast, "meet", person) for person in some}

    def command(person: int) -> None:
        with suppress(NoSuchPartError, HostRefusal), cast.meaning(named[person]):
            cast.chats[person].slash_command("/meet", f"Call {person}")

    cast.storm(step)
    with ThreadPoolExecutor(len(some)) as pool:
        list(pool.map(command, some))


PRESSES: dict[str, Callable[[Cast, Step, random.Random], None]] = {
    "/meet": do_meet,
    "change posted Meet": do_change_meet,
    "end call": do_end,
    "/schedule": do_schedule,
    "press Schedule again": do_schedule_again,
    "/settings": do_settings,
    "say": do_say,
    "press offered Meet": do_offered,
    "press in help": do_help,
    "quick command": do_quick,
    "close dialog": do_close,
    "give permission in Chat": do_grant_in_chat,
    "leave and join": do_leave,
    "all command": do_all_command,
}
