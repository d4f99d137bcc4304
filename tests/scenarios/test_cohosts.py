"""Co-hosts: picked among an event's guests, and the Meet's members brought in step."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor

import pytest

from sandbox.google.errors import DOCUMENTED, Documented
from sandbox.google.faults import Call
from sandbox.google.meet.meetings import Space
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import AT_ONCE, READ_EVENT, READ_SPACE, calls_of
from tests.support.cards import footer, headline, lines, offers, paragraphs
from tests.support.people import ANA, BO, CY, DEE, EVE
from tests.support.sidebar import opened, told
from tests.support.stage import Stage
from tests.support.words import SAYS

LIST = "meet.spaces.members.list"
ADD = "meet.spaces.members.create"
CHANGE = "meet.spaces.members.patch"
REMOVE = "meet.spaces.members.delete"
CHOOSE = "Choose co-hosts"
EXPLAINED = (
    "Co-hosts help you run the call. Only you can change what is recorded and who may do what."
)
MAY_BE_IGNORED = "Meet may ignore them as long as host management is off."
ELSEWHERE = (
    "Google lets the add-on choose co-hosts only for a Meet that it made, and it did not make "
    "this one. You can choose them in Meet itself."
)
UNCONFIRMED = "Meet did not confirm this. Choose once more to be sure."
PEOPLE = "abcdefghijklmnopqrst"


def made(
    stage: Stage, *cohosts: str, guests: Collection[str] = (BO, CY, DEE), moderation: str = "ON"
) -> tuple[Space, str]:
    """A Meet that the add-on made, with these co-hosts, and an event with guests that has it."""
    space = stage.world.meet.make_meet(ANA, origin="api:addon", moderation=moderation)
    for email in cohosts:
        stage.world.meet.add_member(space, email)
    return space, stage.world.calendar.add_event(ANA, attendees=[*guests], conference=space)


def choosing(stage: Stage, event_id: str) -> CalendarHost:
    """Ana's Calendar with the card that picks co-hosts; the calls so far are forgotten."""
    host = opened(stage, event_id)
    host.press(CHOOSE)
    assert "co-hosts" == host.card["name"]
    stage.called()
    return host


def cohosts(space: Space) -> set[str]:
    """Who is a co-host of a space."""
    return {member.email for member in space.members.values() if member.role == "COHOST"}


def picked(host: CalendarHost) -> dict[str, bool]:
    """Who can be picked, and who is."""
    return {offer.value: offer.selected for offer in offers(host.card, "cohosts")}


def pick(host: CalendarHost, *emails: str) -> None:
    """Pick these guests and nobody else, and save."""
    host.set_input("cohosts", emails)
    host.press_primary()


# What is shown


def test_opening_an_event_asks_nothing_of_co_hosts(stage: Stage) -> None:
    """The event's card offers to choose; the members are read only then."""
    _, event_id = made(stage)
    host = stage.host()
    host.open_event(ANA, event_id)
    assert [READ_EVENT, READ_SPACE] == sorted(stage.called())
    host.press(CHOOSE)
    called = stage.called()
    assert ([READ_EVENT, READ_SPACE], [LIST]) == (sorted(called[:2]), called[2:])


def test_the_guests_are_to_be_picked_from(stage: Stage) -> None:
    """Each guest is there once, whoever is a co-host first and picked; the host is not."""
    _, event_id = made(stage, DEE, guests=(BO, CY, DEE, ANA))
    host = choosing(stage, event_id)
    assert [(DEE, True), (BO, False), (CY, False)] == [*picked(host).items()]
    assert ["<b>Co-hosts</b>", EXPLAINED] == paragraphs(host.card)
    assert [SAYS.save(), SAYS.cancel()] == footer(host.card)


def test_an_event_without_guests_offers_nothing(stage: Stage) -> None:
    """There is nobody to pick."""
    _, event_id = made(stage, guests=())
    assert CHOOSE not in [part.label for part in opened(stage, event_id).pressables()]


def test_that_meet_may_ignore_them_is_said(stage: Stage) -> None:
    """Without host management co-hosts may have no say."""
    _, event_id = made(stage, moderation="OFF")
    assert MAY_BE_IGNORED in paragraphs(choosing(stage, event_id).card)


def test_a_series_has_one_choice(stage: Stage) -> None:
    """Its Meet is one, so its co-hosts are those of all its events, which is said."""
    space = stage.world.meet.make_meet(ANA, origin="api:addon", moderation="ON")
    weekly = stage.world.calendar.add_event(
        ANA,
        attendees=[BO],
        conference=space,
        start="2036-12-02T08:30:00+00:00",
        recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
    )
    host = choosing(stage, f"{weekly}_20361202T083000Z")
    assert (
        "The series shares this Meet: they are co-hosts of all its events."
        == (paragraphs(host.card)[2])
    )


@pytest.mark.parametrize("origin", ["calendar", "api:another"])
def test_a_meet_that_the_add_on_did_not_make_has_none_to_choose(stage: Stage, origin: str) -> None:
    """Meet itself says whose it is, and the card says where they can be chosen."""
    space = stage.world.meet.make_meet(ANA, origin=origin)
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO], conference=space)
    host = choosing(stage, event_id)
    assert ["<b>Co-hosts</b>", ELSEWHERE] == paragraphs(host.card)
    assert ({}, []) == (picked(host), footer(host.card))


def test_co_hosts_who_are_no_guests_are_named_and_stay(stage: Stage) -> None:
    """Whom the add-on does not offer it does not take away."""
    space, event_id = made(stage, EVE, BO)
    host = choosing(stage, event_id)
    stays = "They are not guests of this event, and stay co-hosts."
    assert [("Also co-hosts", EVE, stays)] == lines(host.card)
    pick(host)
    assert {EVE} == cohosts(space)
    assert [("Co-hosts", EVE, "")] == lines(host.card)


def test_more_guests_than_a_list_holds_are_not_all_listed(stage: Stage) -> None:
    """A hundred are listed, whoever is a co-host among them; the others stay what they are."""
    crowd = [f"{one}{other}@example.com" for one in PEOPLE for other in PEOPLE[:6]]
    space, event_id = made(stage, crowd[-1], guests=crowd)
    host = choosing(stage, event_id)
    assert (100, True) == (len(picked(host)), picked(host)[crowd[-1]])
    assert "This event has more guests than can be listed here." == paragraphs(host.card)[-1]
    pick(host, crowd[0])
    assert {crowd[0]} == cohosts(space)


# Bringing them in step


def test_who_is_picked_is_added_and_who_is_not_is_removed(stage: Stage) -> None:
    """One call for each change, and none for who stays; the card says who they are then."""
    space, event_id = made(stage, BO, CY)
    host = choosing(stage, event_id)
    pick(host, CY, DEE)
    assert {CY, DEE} == cohosts(space)
    assert [{"email": DEE, "role": "COHOST"}] == [call.body for call in calls_of(stage, ADD)]
    called = stage.called()
    assert ([READ_EVENT, READ_SPACE], [LIST]) == (sorted(called[:2]), called[2:3])
    assert [ADD, REMOVE] == sorted(called[3:])
    assert "The co-hosts are set" == headline(host.card)
    assert [("Co-hosts", f"{CY}, {DEE}", "")] == lines(host.card)


def test_nobody_is_left_when_nobody_is_picked(stage: Stage) -> None:
    """An empty choice removes whom the card showed."""
    space, event_id = made(stage, BO)
    host = choosing(stage, event_id)
    pick(host)
    assert set() == cohosts(space)
    assert ["<b>The co-hosts are set</b>", "This Meet has no co-hosts."] == paragraphs(host.card)


def test_the_same_choice_changes_nothing(stage: Stage) -> None:
    """What is so already costs no further call, and is told."""
    _, event_id = made(stage, BO)
    host = choosing(stage, event_id)
    host.press_primary()
    assert {READ_EVENT, READ_SPACE, LIST} == set(stage.called())
    assert "The settings were already so" == headline(host.card)


def test_a_member_without_the_role_gets_it(stage: Stage) -> None:
    """Somebody whom Meet has among the members is made a co-host by a change of role."""
    space, event_id = made(stage)
    stage.world.meet.add_member(space, BO, "ROLE_UNSPECIFIED")
    host = choosing(stage, event_id)
    assert not picked(host)[BO]
    pick(host, BO)
    assert {BO} == cohosts(space)
    [change] = calls_of(stage, CHANGE)
    assert ({"role": "COHOST"}, "role") == (change.body, change.query["updateMask"])


def test_a_guest_without_a_google_account_is_named(stage: Stage) -> None:
    """The others become co-hosts all the same."""
    space, event_id = made(stage)
    stage.world.people.not_google.add(CY)
    host = choosing(stage, event_id)
    pick(host, BO, CY)
    assert {BO} == cohosts(space)
    assert "The co-hosts are set" == headline(host.card)
    assert [
        ("Co-hosts", BO, ""),
        ("Not available", CY, "Meet takes nobody without a Google Account."),
    ] == lines(host.card)


def test_who_was_added_meanwhile_counts_as_added(stage: Stage) -> None:
    """Meet's word that somebody is there already is as good."""
    space, event_id = made(stage)
    host = choosing(stage, event_id)
    stage.google.faults.order(ADD, then=lambda: stage.world.meet.add_member(space, BO))
    pick(host, BO)
    assert {BO} == cohosts(space)
    assert [("Co-hosts", BO, "")] == lines(host.card)


def test_who_was_added_meanwhile_without_the_role_gets_it(stage: Stage) -> None:
    """That somebody is a member already makes them no co-host: their role is looked up."""
    space, event_id = made(stage)
    host = choosing(stage, event_id)
    stage.google.faults.order(
        ADD, then=lambda: stage.world.meet.add_member(space, BO, "ROLE_UNSPECIFIED")
    )
    pick(host, BO, CY)
    assert {BO, CY} == cohosts(space)
    [change] = calls_of(stage, CHANGE)
    assert ({"role": "COHOST"}, "role") == (change.body, change.query["updateMask"])
    assert [("Co-hosts", f"{BO}, {CY}", "")] == lines(host.card)


@pytest.mark.parametrize("method", [LIST, CHANGE])
def test_who_may_be_a_plain_member_is_not_certain(stage: Stage, method: str) -> None:
    """Where their role cannot be looked up or changed, the card does not call them a co-host."""
    space, event_id = made(stage)
    host = choosing(stage, event_id)

    def join() -> None:
        stage.world.meet.add_member(space, BO, "ROLE_UNSPECIFIED")
        stage.google.faults.order(method, status=503, headers=AT_ONCE, times=4)

    stage.google.faults.order(ADD, then=join)
    pick(host, BO)
    assert set() == cohosts(space)
    assert [("Not certain", BO, UNCONFIRMED)] == lines(host.card)
    assert "Not certain" == headline(host.card)


def test_who_was_removed_meanwhile_counts_as_removed(stage: Stage) -> None:
    """Meet hides whom it does not have any longer."""
    space, event_id = made(stage, BO)
    host = choosing(stage, event_id)
    [member] = space.members
    stage.google.faults.order(REMOVE, then=lambda: stage.world.meet.remove_member(space, member))
    pick(host)
    assert "The co-hosts are set" == headline(host.card)


def test_two_who_choose_at_once_lose_nothing(stage: Stage) -> None:
    """Each press changes what was picked on its own card, and leaves the rest."""
    space, event_id = made(stage, BO)
    one, another = choosing(stage, event_id), choosing(stage, event_id)
    pick(one, BO, CY)
    pick(another, DEE)
    assert {CY, DEE} == cohosts(space)
    assert [("Co-hosts", f"{CY}, {DEE}", "")] == lines(another.card)


def test_no_meet_is_said_to_have_none_where_that_is_not_certain(stage: Stage) -> None:
    """Who may have become a co-host is named, and that there are none is not said."""
    space, event_id = made(stage)
    host = choosing(stage, event_id)

    def join() -> None:
        stage.world.meet.add_member(space, BO)
        stage.google.faults.order(LIST, status=503, headers=AT_ONCE, times=4)

    stage.google.faults.order(ADD, then=join)
    pick(host, BO)
    assert {BO} == cohosts(space)
    assert [("Not certain", BO, UNCONFIRMED)] == lines(host.card)
    assert ["<b>Not certain</b>"] == paragraphs(host.card)


def test_one_that_fails_holds_no_other_up(stage: Stage) -> None:
    """What is not certain is named, and choosing once more brings it in step."""
    space, event_id = made(stage)
    host = choosing(stage, event_id)

    def is_cy(call: Call) -> bool:
        return (call.body or {}).get("email") == CY

    stage.google.faults.order(ADD, status=500, headers=AT_ONCE, times=4, when=is_cy)
    pick(host, BO, CY, DEE)
    assert {BO, DEE} == cohosts(space)
    assert [
        ("Co-hosts", f"{BO}, {DEE}", ""),
        ("Not certain", CY, UNCONFIRMED),
    ] == lines(host.card)
    host.press(CHOOSE)
    pick(host, BO, CY, DEE)
    assert {BO, CY, DEE} == cohosts(space)


@pytest.mark.parametrize(
    "refusal", [each for each in DOCUMENTED if each.api == "meet"], ids=lambda each: each.name
)
@pytest.mark.parametrize("method", [ADD, REMOVE])
def test_whatever_meet_refuses_is_told_of_whom(
    stage: Stage, refusal: Documented, method: str
) -> None:
    """Each documented error leaves the other guest's step alone, and a line names this one."""
    space, event_id = made(stage, CY)
    host = choosing(stage, event_id)
    stage.google.faults.order(method, error=refusal.error, headers=AT_ONCE, times=4)
    pick(host, BO)
    by_name = {text: above for above, text, _ in lines(host.card)}
    if method == ADD:
        expected = "Not available" if refusal.status == 400 else "Not certain"
        assert (set(), expected) == (cohosts(space), by_name[BO])
    else:
        gone = refusal.name.startswith("resource ") or refusal.status == 404
        gone = gone and refusal.name != "Method not found"
        assert {BO, CY} == cohosts(space)
        told_of = {BO: "Co-hosts"} if gone else {f"{BO}, {CY}": "Co-hosts", CY: "Not certain"}
        assert told_of == by_name


def test_a_lost_answer_is_asked_for_again(stage: Stage) -> None:
    """The second try finds the guest there."""
    space, event_id = made(stage)
    host = choosing(stage, event_id)
    stage.google.faults.order(ADD, drop="after")
    pick(host, BO)
    assert {BO} == cohosts(space)
    assert [("Co-hosts", BO, "")] == lines(host.card)


def test_eight_are_changed_at_the_same_time_and_no_more(stage: Stage) -> None:
    """Of twelve, eight calls wait at Meet's door together, and the others for them."""
    crowd = [f"{letter}@example.com" for letter in PEOPLE[:12]]
    space, event_id = made(stage, guests=crowd)
    host = choosing(stage, event_id)
    gates = [stage.google.faults.hold(ADD) for _ in range(9)]
    host.set_input("cohosts", crowd)
    with ThreadPoolExecutor(1) as presser:
        press = presser.submit(host.press_primary)
        for gate in gates[:8]:
            assert gate.reached.wait(10)
        assert (False, 8) == (gates[8].reached.is_set(), len(calls_of(stage, ADD)))
        gates[0].open()
        assert gates[8].reached.wait(10)
        assert 9 == len(calls_of(stage, ADD))
        for gate in gates:
            gate.open()
        press.result(10)
    assert set(crowd) == cohosts(space)


# What stands in the way


def test_trouble_leaves_the_choice_as_it_is(stage: Stage) -> None:
    """The problem is shown over the card, whose choice can be saved once more."""
    space, event_id = made(stage, CY)
    host = choosing(stage, event_id)
    stage.google.faults.order(LIST, status=503, headers=AT_ONCE, times=4)
    pick(host, BO, CY)
    assert [SAYS.read_again()] == told(host)
    assert SAYS.again() not in [part.label for part in host.pressables()]
    host.back()
    host.press_primary()
    assert {BO, CY} == cohosts(space)


def test_a_meet_that_is_gone_meanwhile_shows_the_event_as_it_is(stage: Stage) -> None:
    """Nothing is changed when the event has another Meet by then."""
    space, event_id = made(stage)
    host = choosing(stage, event_id)
    stage.world.calendar.edit_event(ANA, event_id, conference=stage.world.meet.make_meet(BO))
    pick(host, BO)
    assert set() == cohosts(space)
    assert "event" == host.card["name"]
    assert SAYS.event_changed() == host.notification


def test_a_guest_who_left_is_not_made_a_co_host(stage: Stage) -> None:
    """Who is no guest any longer is neither added nor removed."""
    space, event_id = made(stage, CY)
    host = choosing(stage, event_id)
    stage.world.calendar.edit_event(ANA, event_id, attendees=[{"email": DEE}])
    pick(host, BO, DEE)
    assert {CY, DEE} == cohosts(space)
