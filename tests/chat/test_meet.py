"""`/meet`: a Meet now, with the user's defaults, posted for everybody."""

from __future__ import annotations

import pytest

from sandbox.google import errors
from sandbox.google.people.accounts import ALL, Feature, PolicyDefaults
from tests.support.calls import CREATE_SPACE, calls_of
from tests.support.cards import lines, paragraphs, switches, widgets
from tests.support.chat import (
    as_recorded,
    card_of,
    in_dm,
    in_room,
    labels,
    of_bo,
    only_seen_by,
    own,
    posted,
    private_words,
    records,
    save_defaults,
    shown,
    written,
)
from tests.support.log import log_lines, outcomes
from tests.support.stage import SCOPE, Json, Stage
from tests.support.state import only_space
from tests.support.switches import (
    OFF,
    ON,
    Three,
    all_three,
    artifacts,
    choose,
    each_combination,
    has,
    three,
)
from tests.support.words import SAYS

MEET_BUTTONS = [SAYS.join(), SAYS.change_settings(), SAYS.end_call()]


@each_combination
def test_a_meet_has_my_defaults(stage: Stage, wanted: Three) -> None:
    """One call makes a space with all three set as in my defaults, and the card tells them."""
    chat = in_room(stage)
    save_defaults(chat, wanted)
    stage.called()
    exchange = chat.slash_command("/meet")
    [create] = stage.google.calls
    assert (CREATE_SPACE, all_three(wanted), {"alt": "json"}) == (
        create.method_id,
        create.body,
        create.query,
    )
    assert as_recorded(wanted) == records(card_of(exchange))
    assert wanted == has(only_space(stage))


@each_combination
def test_the_sidebars_defaults_are_used(stage: Stage, wanted: Three) -> None:
    """Defaults that were saved in Calendar's sidebar are those of `/meet`."""
    sidebar = stage.host()
    sidebar.open_home()
    choose(sidebar, wanted)
    sidebar.press_primary()
    in_dm(stage).slash_command("/meet")
    assert [all_three(wanted)] == [call.body for call in calls_of(stage, CREATE_SPACE)]


def test_everybody_learns_who_hosts_and_what_is_recorded(stage: Stage) -> None:
    """The posted card is for the whole room: title, host, link, what is made of it, buttons."""
    chat = in_room(stage)
    save_defaults(chat, Three(recording=True))
    exchange = chat.slash_command("/meet", "Budget")
    space = only_space(stage)
    assert {"title": "Budget", "subtitle": "Hosted by Ana"} == card_of(exchange)["header"]
    assert [
        ("", f'<a href="{space.uri}">meet.google.com/{space.code}</a>', ""),
        ("", "Will be recorded", ""),
        ("", "Not transcribed, no notes by Gemini", ""),
    ] == lines(card_of(exchange))
    assert MEET_BUTTONS == labels(card_of(exchange))
    assert "A Google Meet is ready." == posted(exchange)["fallbackText"]
    assert "privateMessageViewer" not in posted(exchange)
    bo = of_bo(stage, chat)
    assert own(chat) == own(bo)
    assert space.uri == bo.click(SAYS.join()).links[0].url


def test_without_a_title_it_is_a_google_meet(stage: Stage) -> None:
    """A Meet without a title is called what it is."""
    exchange = in_room(stage).slash_command("/meet")
    assert {"title": "Google Meet", "subtitle": "Hosted by Ana"} == card_of(exchange)["header"]


def test_the_link_is_one_line(stage: Stage) -> None:
    """The link is not wrapped, so that nobody reads half a code; and Join is the main button."""
    card = card_of(in_room(stage).slash_command("/meet"))
    link, *_ = [widget["decoratedText"] for widget in widgets(card) if "decoratedText" in widget]
    assert link["wrapText"] is False
    [row] = [widget["buttonList"] for widget in widgets(card) if "buttonList" in widget]
    assert ["FILLED", None, None] == [each.get("type") for each in row["buttons"]]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Q&A <b>now</b>", "Q&\u2060A <\u2060b>now<\u2060/b>"),
        ("&lt;b> & &#60;", "&\u2060lt;b> &\u2060 &\u2060#60;"),
        ('"Budget" 🙂', '"Budget" 🙂'),
        ("<a href='https://example.com'>x</a>", "<\u2060a href='https://example.com'>x<\u2060/a>"),
        ("{title} %s", "{title} %s"),
        ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 199 + "…"),
    ],
)
def test_a_title_is_text(stage: Stage, title: str, shown: str) -> None:
    """Whether Chat reads HTML in a header or not, it reads as typed; a very long title is cut."""
    exchange = in_room(stage).slash_command("/meet", title)
    assert shown == card_of(exchange)["header"]["title"]


def test_the_hosts_name_is_text(stage: Stage) -> None:
    """A name with HTML in it shows as it is."""
    cy = stage.world.add_user("cy@example.com", display_name="Cy <i>& Co</i>")
    chat = stage.chat(cy)
    chat.open_dm()
    header = card_of(chat.slash_command("/meet"))["header"]
    assert "Hosted by Cy <\u2060i>&\u2060 Co<\u2060/i>" == header["subtitle"]


def test_two_commands_are_two_meets(stage: Stage) -> None:
    """Asking twice makes two Meets, with two links."""
    chat = in_room(stage)
    links = [written(card_of(chat.slash_command("/meet")))[2] for _ in range(2)]
    assert [f"meet.google.com/{space.code}" for space in stage.world.meet.spaces] == links
    assert 2 == len(set(links))


def test_everybody_has_their_own_defaults(stage: Stage) -> None:
    """Bo's Meet in the same room is made with Bo's defaults, not Ana's."""
    chat = in_room(stage)
    save_defaults(chat, ON)
    exchange = of_bo(stage, chat).slash_command("/meet")
    assert as_recorded(OFF) == records(card_of(exchange))
    assert "Hosted by Bo" == card_of(exchange)["header"]["subtitle"]
    assert [OFF] == [has(space) for space in stage.world.meet.spaces]


# Refusals


@pytest.mark.parametrize(
    ("feature", "name"),
    [
        (Feature.RECORDING, "recording"),
        (Feature.TRANSCRIPTION, "transcription"),
        (Feature.SMART_NOTES, "smart_notes"),
    ],
)
def test_a_feature_that_the_host_lacks_is_left_out_and_said(
    stage: Stage, feature: Feature, name: str
) -> None:
    """The Meet is made without it; the card says so in words that tell nothing of the account."""
    stage.ana.features = set(ALL - {feature})
    chat = in_room(stage)
    save_defaults(chat, ON)
    stage.called()
    exchange = chat.slash_command("/meet")
    left = {each: "ON" for each in ON._asdict() if each != name}
    assert [all_three(ON), artifacts(**left)] == [
        call.body for call in calls_of(stage, CREATE_SPACE)
    ]
    assert as_recorded(ON._replace(**{name: False})) == records(card_of(exchange))
    assert "privateMessageViewer" not in posted(exchange)


def test_a_host_who_lacks_all_three_has_a_meet_all_the_same(stage: Stage) -> None:
    """Each refusal costs one call more; the last asks for nothing."""
    stage.ana.features = set()
    chat = in_room(stage)
    save_defaults(chat, ON)
    stage.called()
    exchange = chat.slash_command("/meet")
    *_, last = calls_of(stage, CREATE_SPACE)
    assert (4, {}) == (len(calls_of(stage, CREATE_SPACE)), last.body)
    assert as_recorded(OFF) == records(card_of(exchange))
    assert OFF == has(only_space(stage))


def test_what_policy_keeps_on_is_told_as_on(stage: Stage) -> None:
    """Where all three are refused, what the organization turns on is told as on."""
    stage.ana.features = set()
    stage.ana.policy_defaults = PolicyDefaults(recording="ON")
    chat = in_room(stage)
    save_defaults(chat, ON)
    card = card_of(chat.slash_command("/meet"))
    assert as_recorded(Three(recording=True)) == records(card)


def refusal(status: int) -> Json:
    """A fault that Google answers."""
    body = errors.meet(status, "Bad & <b>worse</b>.").body
    return {"status": status, "body": body}


def forbidden() -> Json:
    """What an account without Meet is answered."""
    return {"error": errors.permission_denied("Space")}


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (refusal(400), SAYS.refused_by_google()),
        (refusal(404), SAYS.meet_unavailable()),
        (forbidden(), SAYS.meet_unavailable()),
        (refusal(500), SAYS.meet_unknown("/meet Secret")),
        ({"status": 429, "headers": {"Retry-After": "0"}}, SAYS.no_meet_made("/meet Secret")),
        ({"drop": "before"}, SAYS.meet_unknown("/meet Secret")),
        ({"drop": "after"}, SAYS.meet_unknown("/meet Secret")),
        ({"status": 401}, SAYS.send_again()),
    ],
)
def test_trouble_with_google_is_for_my_eyes_only(stage: Stage, fault: Json, words: str) -> None:
    """What went wrong is said to who asked and to nobody else, and nothing is made twice."""
    chat = in_room(stage)
    bo = of_bo(stage, chat)
    stage.google.faults.order(CREATE_SPACE, **fault)
    only_seen_by(chat, lambda: chat.slash_command("/meet", "Secret"), bo)
    assert [words] == private_words(chat, chat.exchanges[-1])
    assert [CREATE_SPACE] == stage.called()
    assert [] == own(bo)


def test_notifications_of_trouble_say_what_the_card_says(stage: Stage) -> None:
    """The words for notifications are the card's; what Google said is in neither."""
    chat = in_room(stage)
    stage.google.faults.order(CREATE_SPACE, **refusal(400))
    exchange = chat.slash_command("/meet")
    assert SAYS.refused_by_google() == posted(exchange)["fallbackText"]
    assert "worse" not in str(exchange.response)


def test_an_account_without_meet_is_told(stage: Stage) -> None:
    """Who has no Meet reads what stands against it and who can change that, and nobody else."""
    stage.ana.meet = False
    chat = in_room(stage)
    bo = of_bo(stage, chat)
    with log_lines() as log:
        [message] = only_seen_by(chat, lambda: chat.slash_command("/meet", "Secret"), bo)
    words = (
        "Google Meet is not available to your account, so nothing was made. "
        "Your Google Workspace administrator can switch it on."
    )
    assert [words] == paragraphs(message.card)
    assert [CREATE_SPACE] == stage.called()
    assert [] == stage.world.meet.spaces
    assert [("WARNING", "MeetUnavailable")] == outcomes(log)


def test_the_space_that_is_posted_to_is_where_it_was_asked(stage: Stage) -> None:
    """A Meet asked for in one room shows in no other."""
    here, there = in_room(stage), in_room(stage)
    before = shown(there)
    here.slash_command("/meet")
    assert before == shown(there)


def test_a_meet_takes_two_scopes_besides_ones_account(stage: Stage) -> None:
    """Making a Meet with its settings needs no access to calendars or people."""
    needed = ("userinfo.email", "meetings.space.created", "meetings.space.settings")
    chat = in_room(stage, granted=[f"{SCOPE}{name}" for name in needed])
    chat.slash_command("/meet")
    assert [] == chat.consents
    assert [CREATE_SPACE] == stage.called()


def test_defaults_show_as_they_are_after_a_meet(stage: Stage) -> None:
    """Making a Meet changes no defaults."""
    chat = in_room(stage)
    save_defaults(chat, Three(transcription=True))
    chat.slash_command("/meet")
    chat.slash_command("/settings")
    assert Three(transcription=True) == three(chat.form.card)


def test_what_meet_refused_in_chat_is_not_offered_in_the_sidebar(stage: Stage) -> None:
    """A refusal counts wherever it was met: the sidebar names it in place of a switch."""
    chat = in_room(stage)
    save_defaults(chat, ON)
    stage.ana.features -= {Feature.RECORDING}
    chat.slash_command("/meet")
    host = stage.host()
    host.open_home()
    assert {"transcription": True, "smart_notes": True} == switches(host.card)
    assert ["Recording"] == [
        text for above, text, _ in lines(host.card) if "Not available" == above
    ]
