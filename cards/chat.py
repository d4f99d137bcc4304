"""Cards of Chat: help, a Meet made now, its dialogs, defaults, and notices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from cards.actions import Action, Command, Parameter, Permission
from cards.policy import drift_lines
from cards.rules import rules_section, written
from cards.scheduled import Scheduled
from cards.text import Text
from cards.widgets import (
    ICONS,
    Json,
    Kit,
    artifact_switches,
    button,
    buttons,
    check_again,
    dialog_card,
    fact,
    lacking_lines,
    message_card,
    open_link,
    paragraph,
    section,
)
from cards.words import escape, headline, link_text
from meeting.applying import ArtifactResult, ArtifactState
from meeting.model import Artifact, Space, Switches
from meeting.rules import Rules
from meeting.telling import Told
from meeting.values import dataclass


@dataclass(frozen=True)
class PostedMeet:
    """A Meet as a message in a conversation tells of it.

    Attributes:
        title: what it is about; may be empty.
        host: what its host is called.
        host_user: the host's resource name in Chat, `users/{sub}`.
        event: the event that it was scheduled with; without one it is for now.
        remarks: for its host, where nobody else reads them: see `remarks`.
    """

    space: Space
    title: str
    host: str
    host_user: str
    results: Sequence[ArtifactResult]
    event: Scheduled | None = None
    remarks: Sequence[str] = ()


@dataclass(frozen=True)
class Press:
    """What a posted Meet's buttons carry, for the dialogs that they open.

    Attributes:
        host: the host's resource name, `called` what they are called.
        scheduled: the event, as `Scheduled` writes it, or empty.
    """

    space: str
    title: str
    host: str
    called: str = ""
    scheduled: str = ""

    @property
    def parameters(self) -> dict[Parameter, str]:
        """As a button carries them."""
        always = {
            Parameter.SPACE: self.space,
            Parameter.TITLE: self.title,
            Parameter.HOST: self.host,
        }
        further = {
            Parameter.CALLED: self.called,
            Parameter.SCHEDULED: self.scheduled,
        }
        return always | {name: value for name, value in further.items() if value}


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
                    button(text.defaults(), kit.click(Action.CHAT_SETTINGS, opens_dialog=True)),
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


def meet_message(kit: Kit, meet: PostedMeet) -> Json:
    """A Meet for everybody in the conversation; its last two buttons are for its host."""
    text, event = kit.text, meet.event
    press = Press(
        meet.space.name,
        meet.title,
        meet.host_user,
        meet.host,
        event.written() if event else "",
    )
    join = button(text.join(), open_link(meet.space.uri))
    if event is None:
        # It is for now; a scheduled one's message is read long before and after its time, too.
        join["type"] = "FILLED"
    at_calendar = event.link if event else ""
    return message_card(
        headline(meet.title) or text.meet_now(),
        text.hosted_by(meet.host),
        [
            section(*(_of_event(text, event) if event else ()), meet_link(meet.space)),
            section(*artifact_lines(text, meet.results), *map(paragraph, meet.remarks)),
            section(
                buttons(
                    join,
                    *(
                        [button(text.open_in_calendar(), open_link(at_calendar))]
                        if at_calendar
                        else []
                    ),
                    button(
                        text.change_settings(),
                        kit.click(Action.CHAT_MEET_SETTINGS, press.parameters, opens_dialog=True),
                    ),
                    button(
                        text.end_call(),
                        kit.click(Action.CHAT_ASK_END, press.parameters, opens_dialog=True),
                    ),
                )
            ),
        ],
    )


def meet_link(space: Space) -> Json:
    """The link, to press, without what nobody reads; one line, so that its code stays whole."""
    line = fact(link_text(space.uri), icon="VIDEO_CAMERA")
    line["decoratedText"]["wrapText"] = False
    return line


def _of_event(text: Text, event: Scheduled) -> list[Json]:
    """When it is, and for whom."""
    found = []
    if event.when:
        found.append(fact(text.when(event.when, shared=True), icon="INVITE"))
    if event.count:
        named, more = ", ".join(map(escape, event.guests)), event.count - len(event.guests)
        found.append(
            fact(
                text.and_more(named, more) if more > 0 else named,
                above=text.guest_count(event.count),
                below=text.guests_mailed(event.notified, event.count),
                icon="MULTIPLE_PEOPLE",
            )
        )
    if event.left_out:
        found.append(paragraph(text.members_left_out(event.left_out)))
    return found


def artifact_lines(text: Text, results: Iterable[ArtifactResult]) -> list[Json]:
    """What is recorded, transcribed and noted, for everybody to know; what is not, in one line."""
    lines, off = [], []
    for result in results:
        if result.state in {ArtifactState.ON, ArtifactState.KEPT_ON}:
            words = text.is_made(result.artifact)
        elif result.state is ArtifactState.UNKNOWN:
            words = text.may_be_made(result.artifact)
        else:
            off.append(result.artifact)
            continue
        lines.append(fact(words, icon=ICONS[result.artifact]))
    return [*lines, fact(text.not_made(off))] if off else lines


def remarks(text: Text, results: Sequence[ArtifactResult], told: Told | None = None) -> list[str]:
    """What is otherwise than its host wanted, with the reason; nobody else is told.

    Args:
        told: what has become of the line that tells the event's guests.
    """
    words = {
        ArtifactState.REFUSED: text.not_for_your_account,
        ArtifactState.KEPT_OFF: text.could_not_turn_on,
        ArtifactState.KEPT_ON: text.kept_on,
    }
    found = [words[each.state](each.artifact) for each in results if each.state in words]
    reasons = [*found, text.administrator_can_change()] if found else []
    return [*reasons, text.description_not_changed()] if told is Told.FAILED else reasons


def meet_settings_dialog(
    kit: Kit,
    space: Space,
    press: Press,
    *,
    shown: Switches,
    rules: Rules,
    lacking: Mapping[Artifact, date],
) -> Json:
    """The settings that a Meet has, for its host to change.

    Args:
        shown: how the switches stand.
        rules: how the inputs of who may do what stand.
        press: of the button that asked for it.
        lacking: what Meet refused the account lately.
    """
    text = kit.text
    # What an administrator keeps on stays to be seen and tried.
    lacking = {each: day for each, day in lacking.items() if not space.switches[each]}
    told = press.parameters | {Parameter.RULES: written(space.rules)}
    event = Scheduled.read(press.scheduled) if press.scheduled else None
    choose = buttons(button(text.choose_cohosts(), kit.click(Action.CHAT_COHOSTS, told)))
    further = [choose] if event and event.id and event.count else []
    drift = drift_lines(kit, space, lacking)
    return dialog_card(
        text.this_meeting(),
        [
            section(
                paragraph(f"<b>{escape(press.title)}</b>") if press.title else None,
                meet_link(space),
            ),
            section(paragraph(f"<b>{text.against_policy()}</b>"), *drift) if drift else None,
            section(
                *artifact_switches(kit, shown, lacking),
                *lacking_lines(kit, lacking, check_again(kit, told)),
                paragraph(text.to_your_drive()),
            ),
            rules_section(text, rules, of_meet=True, more=further),
        ],
        primary=button(text.save(), kit.click(Action.CHAT_UPDATE_MEET, told)),
        secondary=button(text.cancel(), kit.click(Action.CHAT_CLOSE)),
    )


def end_dialog(kit: Kit, press: Press) -> Json:
    """Ask before a call is ended."""
    text = kit.text
    return dialog_card(
        text.end_title(),
        [
            section(
                paragraph(f"<b>{escape(press.title)}</b>") if press.title else None,
                paragraph(text.end_explanation()),
            )
        ],
        primary=button(text.end_call(), kit.click(Action.CHAT_END, press.parameters)),
        secondary=button(text.cancel(), kit.click(Action.CHAT_CLOSE)),
    )


def settings_dialog(
    kit: Kit, defaults: Switches, rules: Rules, lacking: Mapping[Artifact, date]
) -> Json:
    """The user's defaults, the same as the sidebar's home card.

    Args:
        rules: what they chose of who may do what.
        lacking: what Meet refused the account lately.
    """
    kit = kit.locked(kit.policy.locked)
    text = kit.text
    return dialog_card(
        text.defaults(),
        [
            section(paragraph(text.defaults_intro())),
            section(
                *artifact_switches(kit, defaults, lacking),
                *lacking_lines(kit, lacking, check_again(kit, {})),
                paragraph(text.to_your_drive()),
            ),
            section(
                buttons(button(text.outside_defaults(), kit.click(Action.CHAT_OUTSIDE_DEFAULTS)))
            ),
            rules_section(text, rules, of_meet=False),
        ],
        primary=button(text.save(), kit.click(Action.CHAT_SAVE_SETTINGS)),
        secondary=button(text.cancel(), kit.click(Action.CHAT_CLOSE)),
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


def notice_message(kit: Kit, *words: str, title: str = "") -> Json:
    """A sentence or two; `title` is what they are about, if not the app."""
    return message_card(
        headline(title) or kit.text.app_name(), "", [section(*map(paragraph, words))]
    )


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
