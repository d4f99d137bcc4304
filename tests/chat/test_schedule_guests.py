"""Whom `/schedule` invites: typed, picked, and everybody in the conversation."""

from __future__ import annotations

import pytest

from addon.permissions.scopes import CHAT_MEMBERS, DIRECTORY
from sandbox.google.chat.conversations import ChatSpace
from sandbox.google.people.accounts import User
from sandbox.hosts.chat.host import ChatHost
from tests.support.calls import INSERT, MEMBERS, PEOPLE, calls_of
from tests.support.cards import paragraphs
from tests.support.chat import card_of, in_dm, in_room, own, room
from tests.support.consent import without
from tests.support.people import ANA, BO, CY
from tests.support.schedule import MADE, complaints, event_id_of, fill, kept, planned, pressed
from tests.support.stage import Stage
from tests.support.words import SAYS

pytestmark = pytest.mark.usefixtures("hidden_addresses")

DEE = "dee@elsewhere.example"


def invited(stage: Stage) -> list[str]:
    """The attendees of the one event that was inserted."""
    [insert] = calls_of(stage, INSERT)
    return [each["email"] for each in (insert.body or {})["attendees"]]


def colleagues(stage: Stage, count: int) -> list[User]:
    """So many colleagues."""
    return [stage.world.add_user(f"guest{number}@example.com") for number in range(count)]


def crowd(stage: Stage, *others: User) -> ChatHost:
    """Ana's Chat in a room with these people."""
    return stage.chat().in_space(room(stage, *others))


def name(user: User) -> str:
    """Somebody as Chat names them."""
    return f"users/{user.sub}"


# Picked


def test_picked_people_are_looked_up_and_invited(stage: Stage) -> None:
    """The picker names people by id; the People API tells their addresses, in one request."""
    cy = stage.world.add_user(CY)
    pressed(planned(in_room(stage), picked=(BO, CY)))
    lookup, *rest = stage.google.calls
    assert [PEOPLE, *MADE] == [lookup.method_id, *(call.method_id for call in rest)]
    assert {
        "alt": "json",
        "personFields": "emailAddresses,names",
        "resourceNames": f"people/{stage.bo.sub},people/{cy.sub}",
    } == lookup.query
    assert [BO, CY] == invited(stage)


def test_somebody_whose_address_is_hidden_is_complained_of(stage: Stage) -> None:
    """Who was picked by name and cannot be found is to be typed; everything else stays."""
    stage.world.add_user(DEE)
    chat = planned(in_room(stage), picked=(BO, DEE, "users/123456789012345678901"))
    kept(chat, lambda: pressed(chat))
    assert [SAYS.hidden_guests(2)] == complaints(chat)
    assert [PEOPLE] == stage.called()

    chat.form.pick("guests", BO)
    fill(chat, addresses=DEE)
    pressed(chat)
    assert {BO, DEE} == set(invited(stage))


def test_typed_picked_and_members_are_invited_once(stage: Stage) -> None:
    """However often somebody is named, they are one guest, and I am none."""
    chat = planned(
        in_room(stage),
        picked=(BO, ANA),
        addresses="BO@example.com, bo@EXAMPLE.com, Ana@Example.com, cy@example.com",
        invite_members=True,
    )
    pressed(chat)
    assert ["bo@example.com", "cy@example.com"] == sorted(invited(stage))


def test_picking_oneself_takes_no_look_up(stage: Stage) -> None:
    """I am invited to my own event anyway."""
    pressed(planned(in_room(stage), picked=(ANA,)))
    assert MADE == stage.called()


# Everybody in the conversation


def test_everybody_in_the_conversation_is_invited(stage: Stage) -> None:
    """Members are listed with the user's own token, apps left out, then looked up."""
    cy = stage.world.add_user(CY)
    chat = planned(crowd(stage, stage.bo, cy), invite_members=True)
    pressed(chat)
    listing, lookup, *rest = stage.google.calls
    assert [MEMBERS, PEOPLE, *MADE] == [call.method_id for call in (listing, lookup, *rest)]
    assert chat.space is not None
    assert f"/v1/{chat.space.name}/members" == listing.path
    assert {"alt": "json", "pageSize": "1000", "filter": 'member.type = "HUMAN"'} == listing.query
    assert ANA == listing.user
    assert f"people/{stage.bo.sub},people/{cy.sub}" == lookup.query["resourceNames"]
    assert [BO, CY] == invited(stage)


def test_addresses_that_chat_tells_are_not_looked_up(stage: Stage) -> None:
    """Where Chat tells members' addresses the directory is not asked, nor its scope."""
    stage.world.knobs.chat_users_tell_email = True
    chat = in_room(stage, granted=without(DIRECTORY))
    pressed(planned(chat, invite_members=True))
    assert [MEMBERS, *MADE] == stage.called()
    assert [] == chat.consents


def test_members_without_a_visible_address_are_said(stage: Stage) -> None:
    """Whoever cannot be invited is left out, and the card says how many."""
    dee, eve = stage.world.add_user(DEE), stage.world.add_user("eve@elsewhere.example")
    exchange = pressed(planned(crowd(stage, stage.bo, dee, eve), invite_members=True))
    assert [BO] == invited(stage)
    assert [SAYS.members_left_out(2)] == paragraphs(card_of(exchange))


def test_members_who_were_typed_are_not_said_to_be_left_out(stage: Stage) -> None:
    """Somebody whose address the user typed is invited, whoever else is not."""
    chat = planned(crowd(stage, stage.bo), invite_members=True, addresses=DEE)
    exchange = pressed(chat)
    assert {BO, DEE} == set(invited(stage))
    assert [] == paragraphs(card_of(exchange))


def test_a_hidden_member_who_was_picked_is_complained_of_once(stage: Stage) -> None:
    """Picked by name weighs more than being a member: it is to be corrected."""
    dee = stage.world.add_user(DEE)
    chat = planned(crowd(stage, stage.bo, dee), picked=(DEE,), invite_members=True)
    kept(chat, lambda: pressed(chat))
    assert [SAYS.hidden_guests(1)] == complaints(chat)


def test_alone_in_a_room_there_is_nobody_to_invite(stage: Stage) -> None:
    """A room with nobody but me and the app makes an event without guests."""
    space = stage.world.chat.add_space("Mine", [stage.ana])
    stage.world.chat.join(space, stage.chat().app)
    pressed(planned(stage.chat().in_space(space), invite_members=True))
    assert [] == invited(stage)
    assert [MEMBERS, *MADE] == stage.called()
    assert [] == stage.world.calendar.notifications


def group(stage: Stage, *others: User) -> ChatSpace:
    """A conversation without a name."""
    space = stage.world.chat.add_group_chat([stage.ana, *others])
    stage.world.chat.join(space, stage.chat().app)
    return space


def test_a_conversation_without_a_name_can_be_invited(stage: Stage) -> None:
    """A group chat's members are invited as a room's are."""
    pressed(planned(stage.chat().in_space(group(stage, stage.bo)), invite_members=True))
    assert [BO] == invited(stage)


# Too many


@pytest.mark.parametrize(("typed", "made"), [(200, True), (201, False)])
def test_two_hundred_guests_may_be_typed(stage: Stage, typed: int, made: bool) -> None:
    """Two hundred are an event, one more is a complaint."""
    addresses = ", ".join(f"guest{number}@example.com" for number in range(typed))
    chat = planned(in_dm(stage), addresses=addresses)
    pressed(chat)
    assert made == (chat.dialog is None)
    if made:
        assert 200 == len(invited(stage))
    else:
        assert [SAYS.too_many_guests(201, 200)] == complaints(chat)
        assert [] == stage.called()


def test_oneself_and_doubles_do_not_count(stage: Stage) -> None:
    """Two hundred people typed twice, and oneself, are two hundred guests."""
    addresses = [f"guest{number}@example.com" for number in range(200)]
    written = [*addresses, *(each.upper() for each in addresses), "Ana@example.com"]
    pressed(planned(in_dm(stage), addresses=" ".join(written)))
    assert addresses == invited(stage)


@pytest.mark.parametrize(("members", "made"), [(199, True), (200, False)])
def test_members_count_too(stage: Stage, members: int, made: bool) -> None:
    """With the conversation's members it may be two hundred, and not one more."""
    people = colleagues(stage, members)
    chat = planned(crowd(stage, *people), invite_members=True, addresses="zoe@example.com")
    event_id = event_id_of(chat)
    if made:
        pressed(chat)
        assert 200 == len(invited(stage))
        return
    kept(chat, lambda: pressed(chat))
    assert [SAYS.too_many_guests(201, 200)] == complaints(chat)
    assert [MEMBERS, PEOPLE] == stage.called()
    assert [] == own(chat)

    fill(chat, invite_members=False)
    pressed(chat)
    assert ["zoe@example.com"] == invited(stage)
    assert event_id == (calls_of(stage, INSERT)[0].body or {})["id"]


def test_a_crowd_is_looked_up_in_parts(stage: Stage) -> None:
    """The People API takes two hundred names a request; hundreds of hidden ones are left out."""
    people = [
        *colleagues(stage, 120),
        *(stage.world.add_user(f"far{number}@elsewhere.example") for number in range(120)),
    ]
    exchange = pressed(planned(crowd(stage, *people), invite_members=True))
    assert [MEMBERS, PEOPLE, PEOPLE, *MADE] == [call.method_id for call in stage.google.calls]
    assert 120 == len(invited(stage))
    assert [SAYS.members_left_out(120)] == paragraphs(card_of(exchange))


def test_a_hundred_people_may_be_picked(stage: Stage) -> None:
    """The picker takes a hundred, and the redrawn dialog has them all."""
    names = tuple(name(user) for user in colleagues(stage, 100))
    chat = planned(in_room(stage), picked=names, addresses="nobody")
    kept(chat, lambda: pressed(chat))
    fill(chat, addresses="")
    pressed(chat)
    assert 100 == len(invited(stage))


def test_members_are_listed_only_when_everybody_is_invited(stage: Stage) -> None:
    """Without the switch nobody's membership is read, and its scope is not needed."""
    chat = in_room(stage, granted=without(CHAT_MEMBERS, DIRECTORY))
    pressed(planned(chat, addresses=BO))
    assert MADE == stage.called()
    assert [] == chat.consents
