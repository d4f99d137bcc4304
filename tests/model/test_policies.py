"""Whatever an organization decides and whatever is sent: what comes out is what its policy allows.

Policies, meetings and presses are made up by hypothesis. Cards may be older than the policy, and
what is sent may hold what they do not have.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sandbox.google.calendar.book import Conferencing
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.surface import Surface
from tests.model.policy_model import (
    CALLED,
    NO_POLICY,
    Decided,
    Meeting,
    Policy,
    Saved,
    allowed,
    both,
    drift_lines,
    locked_lines,
)
from tests.model.policy_scene import (
    Invitation,
    check_switches,
    invitations,
    named_in,
    policies,
    said,
    threes,
)
from tests.support.calls import CREATE_SPACE, PATCH_SPACE
from tests.support.cards import offers, results, switches
from tests.support.chat import as_recorded, card_of, in_dm, labels, own, records
from tests.support.people import ANA, BO, TEAM
from tests.support.policy import force
from tests.support.schedule import START, fill, planned, pressed
from tests.support.sidebar import agree_to_replace, ask_to_replace
from tests.support.stage import Stage
from tests.support.state import link, only_space
from tests.support.switches import Three, choose, has
from tests.support.words import SAYS

TIMES = {"ci": 1, "deep": 40}[os.environ.get("HYPOTHESIS_PROFILE", "ci")]
OTHERS = "zoe@other.example"
"""Somebody of another organization who invites Ana."""


def examples(number: int) -> settings:
    """How often a story is played. Not made shorter: that takes longer than to read it."""
    return settings(
        max_examples=number * TIMES,
        deadline=None,
        database=None,
        derandomize=TIMES == 1,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


class Sent(NamedTuple):
    """What a press sends, and under what its card was drawn.

    Attributes:
        policy: the one that holds at the press.
        before: the one that held when the card was drawn.
        chosen: how the switches are set that the card has.
        forged: all three, as a browser sends them whatever the card has.
        saved: Ana's own defaults.
    """

    policy: Policy
    before: Policy
    chosen: Three
    forged: Three | None
    saved: Saved | None

    def wants(self, drawn: Decided) -> Three:
        """What the press asks for.

        Args:
            drawn: what has a line on the card: that stands for a choice, too.
        """
        return allowed(drawn, self.chosen) if self.forged is None else self.forged


@st.composite
def sent(draw: st.DrawFn) -> Sent:
    """A press under a policy, most with a card that was drawn under the same."""
    policy = draw(policies)
    before = draw(st.sampled_from([policy, policy, NO_POLICY]) | policies)
    own_defaults = st.builds(Saved, threes, st.none() | threes)
    return Sent(
        policy, before, draw(threes), draw(st.none() | threes), draw(st.none() | own_defaults)
    )


def held(sent: Sent) -> st.SearchStrategy[Invitation]:
    """Invitations in which the policies of a press find something."""
    return invitations(named_in(sent.policy, sent.before))


def save(stage: Stage, saved: Saved | None) -> None:
    """Save Ana's defaults, while nothing is decided."""
    if saved is None:
        return
    host = stage.host()
    host.universal_action("Defaults for new meetings")
    choose(host, saved.usual)
    host.press_primary()
    if saved.outside is not None:
        host.press(SAYS.outside_defaults())
        choose(host, saved.outside)
        host.press_primary()


def choose_offered(host: Surface, wanted: Three) -> None:
    """Set the switches that the visible card has."""
    for name in switches(host.card).keys() & {*CALLED}:
        host.set_switch(name, getattr(wanted, name))


# The card of an event


class Opened(NamedTuple):
    """A press on the card of an event.

    Attributes:
        invitation: the event.
        series: its series, if it has one.
        whole: the press is for the series.
        stands: the settings of the Meet that Ana hosts there; `elsewhere`: another vendor's call.
        home: whose calendar the event is from: Ana's, a team's, or somebody's who invited her.
        hidden: guests do not see one another.
        right: "set it as my organization has it" is pressed where that is offered.
    """

    sent: Sent
    invitation: Invitation
    series: Invitation | None
    whole: bool
    stands: Three | None
    elsewhere: bool
    home: str
    hidden: bool
    right: bool

    @property
    def doing(self) -> str:
        """What is pressed for: that Ana's Meet is set, that the event gets one of its own, …."""
        if self.elsewhere:
            return "replace"
        if self.stands is None:
            return "create"
        return "part" if self.series and not self.whole else "update"

    def decides(self, policy: Policy) -> Decided:
        """What a policy decides for the Meet that is made or set."""
        decided = policy.decides(self.invitation.meeting)
        if self.series is None or not self.whole:
            return decided
        return both(decided, policy.decides(self.series.meeting))


@st.composite
def opened_events(draw: st.DrawFn, *, of_series: bool) -> Opened:
    """A press on the card of an event, of a series' event or of one by itself."""
    sending = draw(sent())
    home = ANA if of_series else draw(st.sampled_from([ANA, ANA, ANA, TEAM, BO, OTHERS]))
    hidden = home in {BO, OTHERS} and draw(st.booleans())
    invitation = draw(held(sending))
    series = draw(held(sending)) if of_series else None
    if home == OTHERS or hidden:
        meeting = invitation.meeting._replace(outside=True)
        invitation = invitation._replace(meeting=meeting)
    stands = draw(st.none() | threes)
    elsewhere = stands is None and draw(st.booleans())
    whole, right = draw(st.booleans()), draw(st.booleans())
    return Opened(sending, invitation, series, whole, stands, elsewhere, home, hidden, right)


def put(stage: Stage, story: Opened) -> tuple[str, str]:
    """Put the event of a story into its calendar: which, and its id there."""
    fields = _fields(story.invitation)
    conference = _conference(stage, story.stands, elsewhere=story.elsewhere)
    book = stage.world.calendar
    if story.home == TEAM:
        book.add_calendar(TEAM, owner=ANA)
        return TEAM, book.add_event(TEAM, conference=conference, **fields)
    if story.home in {BO, OTHERS}:
        stage.world.add_user(OTHERS)
        guests = [ANA, *(each for each in story.invitation.guests if each != story.home)]
        fields |= {"attendees": guests, "guestsCanSeeOtherGuests": not story.hidden}
        event = book.add_event(story.home, conference=conference, guests_can_modify=True, **fields)
        return ANA, event
    if story.series is None:
        return ANA, book.add_event(ANA, conference=conference, **fields)
    series = book.add_event(
        ANA,
        start="2036-12-02T09:30:00+01:00",
        recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
        conference=conference,
        **_fields(story.series),
    )
    event = f"{series}_20361209T083000Z"
    attendees = [{"email": each} for each in story.invitation.guests]
    book.edit_event(ANA, event, summary=story.invitation.title, attendees=attendees)
    return ANA, event


def _fields(invitation: Invitation) -> dict[str, Any]:
    return {"summary": invitation.title, "attendees": invitation.guests}


def _conference(stage: Stage, stands: Three | None, *, elsewhere: bool = False) -> Conferencing:
    if elsewhere:
        return stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    return None if stands is None else stage.world.meet.make_meet(ANA, **stands._asdict())


def draw_card(host: CalendarHost, story: Opened) -> Decided:
    """Bring the card up that is to be pressed, and hold it to the model; what it has as lines."""
    sending, doing = story.sent, story.doing
    decided = story.decides(sending.before)
    if doing == "replace":
        ask_to_replace(host)
    if doing == "part":
        host.press(SAYS.part())
    if doing != "part" and offers(host.card, "applies_to"):
        host.set_input("applies_to", "series" if story.whole else "event")
    usual = sending.before.usual(sending.saved, outside=story.invitation.meeting.outside)
    stands = story.stands if doing == "update" and story.stands else usual
    check_switches(host.card, sending.before, decided, stands)
    drift = drift_lines(decided, stands) if doing == "update" else []
    assert drift == said(host.card, ", your organization has set ")
    return decided


def press(host: CalendarHost, doing: str) -> None:
    """Press the button of the visible card that does it."""
    match doing:
        case "replace":
            agree_to_replace(host)
        case "part":
            host.press_secondary()
        case "set right":
            host.press(SAYS.set_right())
        case _:
            host.press_primary()


def play_opened(stage: Stage, story: Opened) -> None:
    """Play a press on the card of an event, and judge what comes out."""
    stage.renew()
    sending = story.sent
    save(stage, sending.saved)
    calendar_id, event_id = put(stage, story)
    host = stage.host()
    with stage.under(sending.before.written):
        host.open_event(calendar_id, event_id)
        drawn = draw_card(host, story)
        assert {CREATE_SPACE, PATCH_SPACE}.isdisjoint(stage.called())
        choose_offered(host, sending.chosen)
    doing, wanted = story.doing, sending.wants(drawn)
    if story.right and SAYS.set_right() in labels(host.card) and story.stands:
        doing, wanted = "set right", story.stands
    if sending.forged is not None:
        force(host, sending.forged)
    now = story.decides(sending.policy)
    with stage.under(sending.policy.written):
        press(host, doing)
    comes_out = allowed(now, wanted)
    spaces = [has(space) for space in stage.world.meet.spaces]
    assert [*([story.stands] if doing == "part" else []), comes_out] == spaces
    assert dict(zip(CALLED.values(), comes_out.words, strict=True)) == results(host.card)
    assert locked_lines(now) == said(host.card, "set by your organization")


def test_a_press_on_an_events_card(stage: Stage) -> None:
    """The Meet has what was wanted as far as it is allowed, and the result says what was not.

    Opening the card writes nothing, however its Meet stands.
    """

    @examples(45)
    @given(opened_events(of_series=False))
    def play(story: Opened) -> None:
        play_opened(stage, story)

    play()


def test_a_press_on_the_card_of_a_series_event(stage: Stage) -> None:
    """For the series it is judged by both, for the event by its own title and guests alone."""

    @examples(30)
    @given(opened_events(of_series=True))
    def play(story: Opened) -> None:
        play_opened(stage, story)

    play()


# A Meet now


def test_a_meet_now_and_its_settings(stage: Stage) -> None:
    """Its title decides, for the command and for each later press in its settings."""

    @examples(25)
    @given(st.data())
    def play(data: st.DataObject) -> None:
        sending = data.draw(sent())
        play_now(stage, sending, data.draw(held(sending)).without_guests)

    play()


def play_now(stage: Stage, sending: Sent, invitation: Invitation) -> None:
    """Play `/meet`, and a press in the settings of what it posted."""
    stage.renew()
    save(stage, sending.saved)
    before, policy = sending.before, sending.policy
    drawn, now = before.decides(invitation.meeting), policy.decides(invitation.meeting)
    chat = in_dm(stage)
    with stage.under(before.written):
        stands = allowed(drawn, before.usual(sending.saved))
        card = card_of(chat.slash_command("/meet", invitation.title))
        assert as_recorded(stands) == records(card)
        assert stands == has(only_space(stage))
        chat.click(SAYS.change_settings(), own(chat)[-1])
        check_switches(chat.form.card, before, drawn, stands)
        choose_offered(chat.form, sending.chosen)
    save_settings(stage, chat, sending)
    assert allowed(now, sending.wants(drawn)) == has(only_space(stage))


def save_settings(stage: Stage, chat: ChatHost, sending: Sent) -> None:
    """Press the main button of a posted Meet's settings."""
    if sending.forged is not None:
        force(chat, sending.forged)
    with stage.under(sending.policy.written):
        chat.press(SAYS.save())


# An event and its Meet at once


def test_a_meeting_from_chat(stage: Stage) -> None:
    """What is typed decides, whatever the dialog had when it opened; then the event as it is."""

    @examples(25)
    @given(st.data())
    def play(data: st.DataObject) -> None:
        sending, again = data.draw(sent()), data.draw(sent())
        play_scheduled(stage, sending, data.draw(held(sending)), again)

    play()


def play_scheduled(stage: Stage, sending: Sent, invitation: Invitation, again: Sent) -> None:
    """Play `/schedule`, and a press in the settings of the Meet that it made."""
    stage.renew()
    save(stage, sending.saved)
    chat = in_dm(stage)
    with stage.under(sending.before.written):
        planned(chat, "")
        drawn = check_form(chat.form, sending)
        fill(chat, title=invitation.title, addresses=", ".join(invitation.guests))
    if sending.forged is not None:
        force(chat, sending.forged)
    with stage.under(sending.policy.written):
        card = card_of(pressed(chat))
    chat.installation.tamper = None
    stands = allowed(sending.policy.decides(invitation.meeting), sending.wants(drawn))
    assert as_recorded(stands) == records(card)
    assert stands == has(only_space(stage))
    drawn, now = again.before.decides(invitation.meeting), again.policy.decides(invitation.meeting)
    with stage.under(again.before.written):
        chat.click(SAYS.change_settings(), own(chat)[-1])
        check_switches(chat.form.card, again.before, drawn, stands)
        assert drift_lines(drawn, stands) == said(chat.form.card, ", your organization has set ")
        choose_offered(chat.form, again.chosen)
    save_settings(stage, chat, again)
    assert allowed(now, again.wants(drawn)) == has(only_space(stage))


def check_form(form: Surface, sending: Sent) -> Decided:
    """Hold the form of a new meeting to the model and choose on it; what it has as lines."""
    drawn = sending.before.decides(Meeting())
    check_switches(form.card, sending.before, drawn, sending.before.usual(sending.saved))
    choose_offered(form, sending.chosen)
    return drawn


def test_a_new_meeting_from_the_home_card(stage: Stage) -> None:
    """As from Chat."""

    @examples(25)
    @given(st.data())
    def play(data: st.DataObject) -> None:
        sending = data.draw(sent())
        play_new(stage, sending, data.draw(held(sending)))

    play()


def play_new(stage: Stage, sending: Sent, invitation: Invitation) -> None:
    """Play the form for a new meeting."""
    stage.renew()
    save(stage, sending.saved)
    host = stage.host()
    with stage.under(sending.before.written):
        host.open_home()
        host.press(SAYS.new_meeting())
        drawn = check_form(host, sending)
        host.set_input("title", invitation.title)
        host.set_input("start", START)
        host.set_input("addresses", ", ".join(invitation.guests))
    if sending.forged is not None:
        force(host, sending.forged)
    with stage.under(sending.policy.written):
        host.press_primary()
    now = sending.policy.decides(invitation.meeting)
    assert allowed(now, sending.wants(drawn)) == has(only_space(stage))
    assert locked_lines(now) == said(host.card, "set by your organization")


# Several at once


class Coming(NamedTuple):
    """A meeting on the home card.

    Attributes:
        repeats: it is the next one of a series.
        stands: the settings of the Meet that Ana hosts there, if it has one.
        picked: its box is ticked at the press.
    """

    invitation: Invitation
    repeats: bool
    stands: Three | None
    picked: bool

    def wants(self, policy: Policy, saved: Saved | None) -> Three:
        """What setting it up comes to."""
        meeting = self.invitation.meeting
        return allowed(policy.decides(meeting), policy.usual(saved, outside=meeting.outside))

    def is_ticked(self, policy: Policy, saved: Saved | None) -> bool:
        """Whether its box is before anybody ticks one."""
        wish, decided = self.wants(policy, saved), policy.decides(self.invitation.meeting)
        if not any(wish) or self.stands is None:
            return any(wish)
        has = self.stands._asdict()
        return any(
            decided.get(name) is False if has[name] else on for name, on in wish._asdict().items()
        )


@st.composite
def coming_meetings(draw: st.DrawFn) -> tuple[Sent, list[Coming]]:
    """A press on the home card, and the meetings there: all with guests, or they are not listed."""
    sending = draw(sent())
    meetings = st.builds(
        Coming,
        held(sending).filter(lambda each: any("resource" not in who for who in each.guests)),
        st.booleans(),
        st.none() | threes,
        st.booleans(),
    )
    return sending, draw(st.lists(meetings, min_size=1, max_size=3))


def test_several_at_once(stage: Stage) -> None:
    """Each comes out as the policy and its own title and guests say, the others stay.

    Ticked is what lacks what it is to have, or has what is decided to be off.
    """

    @examples(30)
    @given(coming_meetings())
    def play(story: tuple[Sent, list[Coming]]) -> None:
        play_several(stage, *story)

    play()


def play_several(stage: Stage, sending: Sent, meetings: list[Coming]) -> None:
    """Play a press on "Set up N" on the home card."""
    stage.renew()
    save(stage, sending.saved)
    ids = [invite(stage, number, each) for number, each in enumerate(meetings)]
    host = stage.host()
    with stage.under(sending.before.written):
        host.open_home()
        boxes = {offer.value.split()[-1]: offer for offer in offers(host.card, "meetings")}
        assert {
            event: each.is_ticked(sending.before, sending.saved)
            for event, each in zip(ids, meetings, strict=True)
        } == {event: box.selected for event, box in boxes.items()}
        picked = [event for event, each in zip(ids, meetings, strict=True) if each.picked]
        host.set_input("meetings", tuple(boxes[event].value for event in picked))
        assert {CREATE_SPACE, PATCH_SPACE}.isdisjoint(stage.called())
    if sending.forged is not None:
        force(host, sending.forged)
    with stage.under(sending.policy.written):
        host.press_primary()
    spaces = {space.uri: has(space) for space in stage.world.meet.spaces}
    assert [
        each.wants(sending.policy, sending.saved) if each.picked else each.stands
        for each in meetings
    ] == [spaces.get(link(stage, ANA, event) or "") for event in ids]


def invite(stage: Stage, number: int, coming: Coming) -> str:
    """Put a meeting into Ana's calendar, so many half hours from now; the id of what repeats."""
    start = datetime.now(UTC) + timedelta(minutes=30 * number + 5)
    return stage.world.calendar.add_event(
        ANA,
        start=start.isoformat(),
        end=(start + timedelta(minutes=20)).isoformat(),
        recurrence=["RRULE:FREQ=MONTHLY;COUNT=2"] if coming.repeats else None,
        conference=_conference(stage, coming.stands),
        **_fields(coming.invitation),
    )
