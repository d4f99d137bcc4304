"""Cards of Chat: help, a Meet made now, its dialogs, defaults, and notices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cards.actions import Action, Command, Parameter, Permission
from cards.text import Text, escape
from cards.widgets import (
    ICONS,
    Json,
    Kit,
    artifact_switches,
    button,
    buttons,
    dialog_card,
    fact,
    message_card,
    open_link,
    paragraph,
    section,
)
from meeting.applying import ArtifactResult, ArtifactState
from meeting.model import Space, Switches


@dataclass(frozen=True)
class MeetNow:
    """A Meet that was made in a conversation.

    Attributes:
        title: what it is about; may be empty.
        host: what its host is called.
        host_user: the host's resource name in Chat, `users/{sub}`.
    """

    space: Space
    title: str
    host: str
    host_user: str
    results: Sequence[ArtifactResult]


def help_message(kit: Kit, opening: str) -> Json:
    """The commands, and buttons that run them.

    Args:
        opening: what to say first.
    """
    text = kit.text
    return message_card(
        text.app_name(),
        text.chat_hello(),
        [
            _usage(text, opening),
            section(
                buttons(
                    button(text.start_meet(), kit.click(Action.CHAT_MEET)),
                    button(text.schedule(), kit.click(Action.CHAT_SCHEDULE, opens_dialog=True)),
                    button(text.settings(), kit.click(Action.CHAT_SETTINGS, opens_dialog=True)),
                )
            ),
        ],
    )


def help_dialog(kit: Kit, opening: str) -> Json:
    """The commands, where Chat waits for a dialog."""
    text = kit.text
    return dialog_card(
        text.app_name(),
        [_usage(text, opening)],
        primary=button(text.close(), kit.click(Action.CHAT_CLOSE)),
    )


def _usage(text: Text, opening: str) -> Json | None:
    return section(
        paragraph(opening),
        *(fact(text.usage(command), below=text.chat_command(command)) for command in Command),
    )


def meet_message(kit: Kit, meet: MeetNow) -> Json:
    """A Meet for everybody in the conversation; its last two buttons are for its host."""
    text = kit.text
    parameters = {
        Parameter.SPACE: meet.space.name,
        Parameter.TITLE: meet.title,
        Parameter.HOST: meet.host_user,
    }
    return message_card(
        text.meet_now(),
        text.app_name(),
        [
            section(
                fact(
                    f"<b>{escape(meet.title)}</b>" if meet.title else escape(meet.space.uri),
                    above=text.hosted_by(meet.host),
                    below=escape(meet.space.uri) if meet.title else "",
                    icon="VIDEO_CAMERA",
                )
            ),
            section(*artifact_lines(text, meet.results)),
            section(
                buttons(
                    button(text.join(), open_link(meet.space.uri)),
                    button(
                        text.change_settings(),
                        kit.click(Action.CHAT_MEET_SETTINGS, parameters, opens_dialog=True),
                    ),
                    button(
                        text.end_call(),
                        kit.click(Action.CHAT_ASK_END, parameters, opens_dialog=True),
                    ),
                )
            ),
        ],
    )


def artifact_lines(text: Text, results: Iterable[ArtifactResult]) -> list[Json]:
    """What is recorded, transcribed and noted, for everybody to know."""
    words = {
        ArtifactState.ON: text.on(),
        ArtifactState.OFF: text.off(),
        ArtifactState.REFUSED: text.refused(),
        ArtifactState.KEPT_ON: text.on(),
        ArtifactState.KEPT_OFF: text.off(),
        ArtifactState.UNKNOWN: text.unknown(),
    }
    return [
        fact(words[result.state], above=text.artifact(result.artifact), icon=ICONS[result.artifact])
        for result in results
    ]


def meet_settings_dialog(kit: Kit, space: Space, title: str, host_user: str) -> Json:
    """The settings that a Meet has now, for its host to change."""
    text = kit.text
    parameters = {
        Parameter.SPACE: space.name,
        Parameter.TITLE: title,
        Parameter.HOST: host_user,
    }
    return dialog_card(
        text.meet_settings(),
        [
            section(fact(escape(space.uri), above=text.link(), icon="VIDEO_CAMERA")),
            section(*artifact_switches(text, space.switches)),
        ],
        primary=button(text.save(), kit.click(Action.CHAT_UPDATE_MEET, parameters)),
        secondary=button(text.close(), kit.click(Action.CHAT_CLOSE)),
    )


def end_dialog(kit: Kit, space_name: str, host_user: str) -> Json:
    """Ask before a call is ended."""
    text = kit.text
    parameters = {Parameter.SPACE: space_name, Parameter.HOST: host_user}
    return dialog_card(
        text.end_title(),
        [section(paragraph(text.end_explanation()))],
        primary=button(text.end_call(), kit.click(Action.CHAT_END, parameters)),
        secondary=button(text.close(), kit.click(Action.CHAT_CLOSE)),
    )


def settings_dialog(kit: Kit, defaults: Switches, *, store_down: bool = False) -> Json:
    """The user's defaults, the same as the sidebar's home card."""
    text = kit.text
    return dialog_card(
        text.home_subtitle(),
        [
            section(
                paragraph(text.store_down()) if store_down else None,
                paragraph(text.home_intro()),
            ),
            section(*artifact_switches(text, defaults)),
        ],
        primary=button(text.save(), kit.click(Action.CHAT_SAVE_SETTINGS)),
        secondary=button(text.close(), kit.click(Action.CHAT_CLOSE)),
    )


def opener_message(
    kit: Kit, title: str, action: Action, parameters: dict[Parameter, str] | None = None
) -> Json:
    """A button that opens a dialog, for where a dialog cannot be opened at once."""
    opening = button(kit.text.open_dialog(), kit.click(action, parameters, opens_dialog=True))
    return message_card(title, kit.text.app_name(), [section(buttons(opening))])


def offer_message(kit: Kit, title: str) -> Json:
    """A button that starts a Meet, for whoever wrote a sentence that begins like the command."""
    text = kit.text
    start = kit.click(Action.CHAT_MEET, {Parameter.TITLE: title} if title else None)
    return message_card(
        text.app_name(),
        "",
        [section(paragraph(text.offer_meet())), section(buttons(button(text.start_meet(), start)))],
    )


def notice_message(kit: Kit, words: str) -> Json:
    """A sentence or two."""
    return message_card(kit.text.app_name(), "", [section(paragraph(words))])


def notice_dialog(kit: Kit, title: str, words: str) -> Json:
    """A sentence or two in a dialog."""
    text = kit.text
    return dialog_card(
        title,
        [section(paragraph(words))],
        primary=button(text.close(), kit.click(Action.CHAT_CLOSE)),
    )


def permission_message(kit: Kit, scopes: Sequence[Permission], attempt: str) -> Json:
    """Say what a declined permission is for, and offer to ask again."""
    text = kit.text
    again = button(text.grant(), _grant(kit, scopes, attempt))
    return message_card(
        text.permission_title(), text.app_name(), [_needed(text, scopes), section(buttons(again))]
    )


def permission_dialog(kit: Kit, scopes: Sequence[Permission], attempt: str) -> Json:
    """The same in a dialog."""
    text = kit.text
    return dialog_card(
        text.permission_title(),
        [_needed(text, scopes)],
        primary=button(text.grant(), _grant(kit, scopes, attempt)),
        secondary=button(text.close(), kit.click(Action.CHAT_CLOSE)),
    )


def permission_words(text: Text, scopes: Sequence[Permission]) -> list[str]:
    """What is missing, and what cannot be done without."""
    needed = [text.permission_needed(scope) for scope in scopes]
    return [text.permission_explanation(), *needed]


def _needed(text: Text, scopes: Sequence[Permission]) -> Json | None:
    return section(*(paragraph(words) for words in permission_words(text, scopes)))


def _grant(kit: Kit, scopes: Sequence[Permission], attempt: str) -> Json:
    return kit.click(
        Action.CHAT_GRANT, {Parameter.SCOPES: " ".join(scopes), Parameter.ATTEMPT: attempt}
    )
