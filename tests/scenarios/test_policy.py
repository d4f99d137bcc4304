"""What the organization has decided, in the sidebar."""

from __future__ import annotations

import pytest

from sandbox.google.meet.meetings import RECORDING as RECORDS
from sandbox.google.meet.meetings import Space
from sandbox.google.people.accounts import Feature
from tests.scenarios.series import add_series, occurrence
from tests.support.calls import CREATE_SPACE, PATCH_SPACE, READ_EVENT, READ_SPACE, calls_of
from tests.support.cards import buttons, did, lines, offers, paragraphs, results, switches
from tests.support.coming import listed
from tests.support.people import ANA, BO, CY, DEE, TEAM
from tests.support.policy import (
    ASK_IT,
    INTERVIEWS,
    NO_RECORDING,
    OTHERWISE,
    OUTSIDERS,
    RECORDING,
    RECORDING_OFF,
    RECORDING_ON,
    TRANSCRIPT_OFF,
    force,
)
from tests.support.schedule import START
from tests.support.sidebar import agree_to_replace, ask_to_replace, defaults, opened
from tests.support.stage import Json, Stage
from tests.support.switches import OFF, ON, Three, all_three, choose, has, three
from tests.support.words import SAYS

OUTSIDE = "eve@other.example"
ROOM = {"email": "c_1@resource.calendar.google.com", "resource": True}
STANDS_ON = ("", "Recording is on, your organization has set it off.", "")
STANDS_OFF = ("", "Recording is off, your organization has set it on.", "")


def texts(card: Json) -> list[str]:
    """What the lines of a card say that are no switches, no links and no guests outside."""
    return [
        text
        for above, text, _ in lines(card)
        if not text.startswith("<a") and above != SAYS.outside_guests()
    ]


def hosted(stage: Stage, *, on: bool, **fields: object) -> tuple[str, Space]:
    """An event of Ana's with a Meet of hers that is recorded, or not."""
    space = stage.world.meet.make_meet(ANA, recording=on)
    return stage.world.calendar.add_event(ANA, conference=space, **fields), space  # type: ignore[arg-type]  # as add_event


# What is decided for all


def test_a_locked_switch_is_a_line(stage: Stage) -> None:
    """In its place, with whom to ask; the others are switches, and the sentence is true."""
    event = stage.world.calendar.add_event(ANA)
    with stage.under(NO_RECORDING | {"defaults": {"recording": True, "smart_notes": True}}):
        host = opened(stage, event)
        assert RECORDING_OFF == texts(host.card)[0]
        assert {"transcription", "smart_notes"} == switches(host.card).keys() - {"remember"}
        assert 1 == paragraphs(host.card).count(ASK_IT)
        assert (
            "No Meet yet. With your defaults, it will be noted, not recorded or transcribed."
            in paragraphs(host.card)
        )


def test_a_meet_is_made_as_decided(stage: Stage) -> None:
    """Nobody has to turn it on; the result says that it is, and who has decided it."""
    event = stage.world.calendar.add_event(ANA)
    with stage.under(RECORDING):
        host = opened(stage, event)
        host.press_primary()
        assert SAYS.created() == did(host.card)
        assert "Will be recorded, not transcribed or noted." in paragraphs(host.card)
        assert [RECORDING_ON] == texts(host.card)
        assert ASK_IT in paragraphs(host.card)
    [create] = calls_of(stage, CREATE_SPACE)
    assert all_three(Three(recording=True)) == create.body
    assert [Three(recording=True)] == [has(space) for space in stage.world.meet.spaces]


def test_a_forged_input_changes_nothing_of_it(stage: Stage) -> None:
    """What a browser says is made only where it is free, and the result says why not the rest."""
    event = stage.world.calendar.add_event(ANA)
    with stage.under(NO_RECORDING):
        host = opened(stage, event)
        force(host, ON)
        host.press_primary()
        assert [RECORDING_OFF] == texts(host.card)
        assert "Will be transcribed and noted, not recorded." in paragraphs(host.card)
    assert [all_three(Three(transcription=True, smart_notes=True))] == [
        call.body for call in calls_of(stage, CREATE_SPACE)
    ]


def test_a_stale_card_is_overruled(stage: Stage) -> None:
    """A card from before the policy is pressed under it: the result says what became of it."""
    event = stage.world.calendar.add_event(ANA)
    host = opened(stage, event)
    choose(host, ON)
    with stage.under(NO_RECORDING):
        host.press_primary()
        assert {"Recording": "Off", "Transcript": "On", "Notes": "On"} == results(host.card)
        assert [RECORDING_OFF] == texts(host.card)
    assert [Three(transcription=True, smart_notes=True)] == [
        has(space) for space in stage.world.meet.spaces
    ]


def test_a_card_from_before_its_end_is_as_it_said(stage: Stage) -> None:
    """A policy ends between card and press: what the card said to be on is on."""
    event = stage.world.calendar.add_event(ANA)
    with stage.under(RECORDING):
        host = opened(stage, event)
    host.press_primary()
    assert [Three(recording=True)] == [has(space) for space in stage.world.meet.spaces]
    assert [] == texts(host.card)


def test_a_policy_that_locks_nothing_costs_nothing(stage: Stage) -> None:
    """The same cards to the letter, and the same calls."""
    event = stage.world.calendar.add_event(ANA, attendees=[BO, OUTSIDE])
    met, _ = hosted(stage, on=True)

    def seen() -> list[Json]:
        cards = []
        for each in (event, met):
            host = stage.host()
            host.open_event(ANA, each)
            cards.append(host.card)
            host.universal_action("Defaults for new meetings")
            cards.append(host.card)
        return cards

    before, calls = seen(), sorted(stage.called())
    idle: list[Json] = [{}, {"contact": "it@example.com"}, {"words": [], "external": {}}]
    for policy in idle:
        with stage.under(policy):
            assert (before, calls) == (seen(), sorted(stage.called()))


def test_rules_about_the_event_cost_no_call(stage: Stage) -> None:
    """Title and guests come with the event, which is read anyway."""
    event, _ = hosted(stage, on=False, attendees=[OUTSIDE], summary="Interview")
    with stage.under(INTERVIEWS | OUTSIDERS):
        host = stage.host()
        host.open_event(ANA, event)
    assert [READ_EVENT, READ_SPACE] == sorted(stage.called())


# The title


@pytest.mark.parametrize(
    ("title", "contains"),
    [
        ("Interview Bo", "interview"),
        ("2. INTERVIEW", "Interview"),
        ("Interviewing", "interview"),
        ("ｉｎｔｅｒｖｉｅｗ", "interview"),
        ("Inter\u00adview", "interview"),
        ("Inter\u034fv\ufe0fie\u3164w", "interview"),
        ("Gespra\u200b\u0308ch", "gespräch"),
        ("Vorstellungs\u200bgespräch", "gespra\u0308ch"),
        ("Straße", "STRASSE"),
        ("Job  interview", "job interview"),
        ("面接：田中さん", "面接"),
    ],
)
def test_a_title_holds_a_word_however_it_is_written(
    stage: Stage, title: str, contains: str
) -> None:
    """In capitals, within longer words, with other signs for the same letters."""
    event = stage.world.calendar.add_event(ANA, summary=title)
    rule = {"contains": contains, "locked": {"recording": "off"}}
    with stage.under({"words": [rule]}):
        assert [RECORDING_OFF] == texts(opened(stage, event).card)


@pytest.mark.parametrize("title", ["", "Inter view", "Planning", "Introvert"])
def test_another_title_is_free(stage: Stage, title: str) -> None:
    """A title without the word decides nothing."""
    event = stage.world.calendar.add_event(ANA, summary=title)
    with stage.under(INTERVIEWS):
        assert [] == texts(opened(stage, event).card)


def test_off_wins(stage: Stage) -> None:
    """Where one rule says on and another off, whichever comes first."""
    event = stage.world.calendar.add_event(ANA, summary="Interview: sales", attendees=[OUTSIDE])
    words = [
        {"contains": "sales", "locked": {"recording": "on", "smart_notes": "on"}},
        {"contains": "interview", "locked": {"recording": "off"}},
    ]
    for order in (words, words[::-1]):
        policy = {"words": order, "external": {"transcription": "off"}}
        with stage.under(policy | {"locked": {"transcription": "on"}}):
            said = texts(opened(stage, event).card)
            assert [RECORDING_OFF, TRANSCRIPT_OFF, "Notes: on, set by your organization"] == said


def test_a_title_changed_meanwhile_decides(stage: Stage) -> None:
    """The event is judged as Calendar has it at the press, not as the card showed it."""
    event = stage.world.calendar.add_event(ANA)
    with stage.under(INTERVIEWS):
        host = opened(stage, event)
        choose(host, ON)
        stage.world.calendar.edit_event(ANA, event, summary="Interview")
        host.press_primary()
        assert [RECORDING_OFF] == texts(host.card)
    assert [Three(transcription=True, smart_notes=True)] == [
        has(space) for space in stage.world.meet.spaces
    ]


def test_a_title_changed_between_the_calls_decides(stage: Stage) -> None:
    """Somebody renames the event after its space is made: it is read again, and set anew."""
    event = stage.world.calendar.add_event(ANA)
    with stage.under(INTERVIEWS):
        host = opened(stage, event)
        choose(host, ON)

        def rename() -> None:
            stage.world.calendar.edit_event(ANA, event, summary="Interview")

        stage.google.faults.order("calendar.events.patch", then=rename)
        host.press_primary()
        assert "Will be transcribed and noted, not recorded." in paragraphs(host.card)
        assert [RECORDING_OFF] == texts(host.card)
    [space] = stage.world.meet.spaces
    assert Three(transcription=True, smart_notes=True) == has(space)


# Guests outside


@pytest.mark.parametrize(
    ("fields", "outside"),
    [
        ({}, False),
        ({"attendees": [BO, ROOM]}, False),
        ({"attendees": [BO, OUTSIDE]}, True),
        ({"attendees": ["BO@EXAMPLE.COM"]}, False),
        ({"attendees": ["bo@sub.example.com"]}, True),
        ({"attendees": ["bo@notexample.com"]}, True),
        ({"attendees": ["team@googlegroups.com"]}, True),
    ],
    ids=str,
)
def test_guests_outside_the_organizers_domain_decide(
    stage: Stage, fields: Json, outside: bool
) -> None:
    """Rooms are no guests; every other domain is outside."""
    event = stage.world.calendar.add_event(ANA, **fields)
    with stage.under(OUTSIDERS):
        said = texts(opened(stage, event).card)
    assert ([RECORDING_OFF, TRANSCRIPT_OFF] if outside else []) == said


def test_on_a_calendar_of_several_people_the_callers_domain_counts(stage: Stage) -> None:
    """A secondary calendar organizes its events and has no domain of anybody's."""
    stage.world.calendar.add_calendar(TEAM, owner=ANA)
    inside = stage.world.calendar.add_event(TEAM, attendees=[BO])
    outside = stage.world.calendar.add_event(TEAM, attendees=[OUTSIDE])
    with stage.under(OUTSIDERS):
        assert [] == texts(opened(stage, inside, TEAM).card)
        assert [RECORDING_OFF, TRANSCRIPT_OFF] == texts(opened(stage, outside, TEAM).card)


def test_who_is_invited_by_others_is_outside_their_domain(stage: Stage) -> None:
    """The guest whose calendar it is counts as any other."""
    organizer = stage.world.add_user(OUTSIDE)
    event = stage.world.calendar.add_event(organizer.email, attendees=[ANA], guests_can_modify=True)
    with stage.under(OUTSIDERS):
        assert [RECORDING_OFF, TRANSCRIPT_OFF] == texts(opened(stage, event).card)


def test_where_addresses_are_anybodys_everybody_is_outside(stage: Stage) -> None:
    """Two people at a public mail provider have no organization in common."""
    me = stage.world.add_user("me@gmail.com")
    alone = stage.world.calendar.add_event(me.email)
    two = stage.world.calendar.add_event(me.email, attendees=["you@gmail.com"])
    with stage.under(OUTSIDERS):
        assert [] == texts(opened(stage, alone, me.email, user=me).card)
        assert [RECORDING_OFF, TRANSCRIPT_OFF] == texts(opened(stage, two, me.email, user=me).card)


def test_guests_that_are_hidden_may_be_outside(stage: Stage) -> None:
    """Where guests do not see one another, a guest's card is locked as if somebody were outside."""
    event = stage.world.calendar.add_event(
        BO, attendees=[ANA, CY], guests_can_modify=True, guestsCanSeeOtherGuests=False
    )
    with stage.under(OUTSIDERS):
        assert [RECORDING_OFF, TRANSCRIPT_OFF] == texts(opened(stage, event).card)
        bo = stage.host(user=stage.bo)
        bo.open_event(BO, event)
        assert [] == texts(bo.card)


def test_a_guest_invited_meanwhile_decides(stage: Stage) -> None:
    """Also between card and press."""
    event = stage.world.calendar.add_event(ANA, attendees=[BO])
    with stage.under(OUTSIDERS):
        host = opened(stage, event)
        choose(host, ON)
        stage.world.calendar.edit_event(ANA, event, attendees=[{"email": OUTSIDE}])
        host.press_primary()
        assert [RECORDING_OFF, TRANSCRIPT_OFF] == texts(host.card)
    assert [Three(smart_notes=True)] == [has(space) for space in stage.world.meet.spaces]


# A Meet that is there


def test_what_stands_otherwise_is_told_and_left(stage: Stage) -> None:
    """Opening the event writes nothing; the card says how it stands and how it was decided."""
    event, space = hosted(stage, on=True)
    with stage.under(NO_RECORDING):
        host = opened(stage, event)
        assert OTHERWISE == paragraphs(host.card)[0]
        assert [STANDS_ON] == lines(host.card)[:1]
        assert [SAYS.set_right()] == buttons(host.card)[:1]
        assert "Will be recorded, not transcribed or noted." in paragraphs(host.card)
    assert [] == calls_of(stage, PATCH_SPACE)
    assert Three(recording=True) == has(space)


def test_it_is_set_right_in_one_press(stage: Stage) -> None:
    """Nothing else of the Meet changes, and nothing is told any more."""
    space = stage.world.meet.make_meet(ANA, recording=True, smart_notes=True)
    event = stage.world.calendar.add_event(ANA, conference=space)
    with stage.under(NO_RECORDING):
        host = opened(stage, event)
        host.press(SAYS.set_right())
        assert SAYS.updated() == did(host.card)
        assert [RECORDING_OFF] == texts(host.card)
        assert Three(smart_notes=True) == has(space)
        assert OTHERWISE not in paragraphs(opened(stage, event).card)


def test_so_is_what_is_to_be_on(stage: Stage) -> None:
    """A Meet that is not recorded although it is to be."""
    event, space = hosted(stage, on=False)
    with stage.under(RECORDING):
        host = opened(stage, event)
        assert [STANDS_OFF] == lines(host.card)[:1]
        host.press(SAYS.set_right())
    assert Three(recording=True) == has(space)


def test_an_update_writes_it_as_decided(stage: Stage) -> None:
    """Whoever changes another switch sets that right, too, and is told."""
    event, space = hosted(stage, on=True)
    with stage.under(NO_RECORDING):
        host = opened(stage, event)
        host.set_switch("smart_notes", True)
        host.press_primary()
        assert [RECORDING_OFF] == texts(host.card)
    assert Three(smart_notes=True) == has(space)


def test_a_forged_update_does_not_change_it(stage: Stage) -> None:
    """Neither with inputs that the card does not have, nor with a Meet that it left as it was."""
    event, space = hosted(stage, on=False)
    with stage.under(NO_RECORDING):
        for shown in ("", "recording", "recording transcription smart_notes"):
            host = opened(stage, event)
            force(host, ON, shown=shown)
            host.press_primary()
            assert not has(space).recording


def test_a_wish_of_ones_own_yields(stage: Stage) -> None:
    """What the user had set is no longer theirs to set again, and no change to be told of."""
    event = stage.world.calendar.add_event(ANA)
    host = opened(stage, event)
    choose(host, Three(recording=True))
    host.press_primary()
    [space] = stage.world.meet.spaces
    space.settings[RECORDS] = "OFF"
    stale = opened(stage, event)
    with stage.under(NO_RECORDING):
        host = opened(stage, event)
        assert {f"<b>{SAYS.drifted()}</b>", OTHERWISE}.isdisjoint(paragraphs(host.card))
        stale.press(SAYS.set_again())
        assert [RECORDING_OFF] == texts(stale.card)[:1]
    assert OFF == has(space)


def test_keeping_what_is_does_not_accept_it(stage: Stage) -> None:
    """A stale press of "Keep it so" writes nothing, and the policy's line stays."""
    event = stage.world.calendar.add_event(ANA)
    host = opened(stage, event)
    host.press_primary()
    [space] = stage.world.meet.spaces
    space.settings[RECORDS] = "ON"
    stale = opened(stage, event)
    with stage.under(NO_RECORDING):
        stale.press(SAYS.keep_as_is())
        assert OTHERWISE == paragraphs(stale.card)[0]
        assert OTHERWISE == paragraphs(opened(stage, event).card)[0]
    assert Three(recording=True) == has(space)


def test_what_the_account_lacks_is_told_as_that(stage: Stage) -> None:
    """What is to be on and is not allowed by Meet is refused, and then not promised."""
    stage.ana.features = {*stage.ana.features} - {Feature.RECORDING}
    event = stage.world.calendar.add_event(ANA)
    with stage.under(RECORDING):
        host = opened(stage, event)
        host.press_primary()
        assert ("Not available", "Recording") in [line[:2] for line in lines(host.card)]
        assert RECORDING_ON not in texts(host.card)
        host = opened(stage, event)
        assert RECORDING_ON not in texts(host.card)
        assert OTHERWISE not in paragraphs(host.card)
        assert SAYS.check_again() in buttons(host.card)


# Every other way


def test_replacing_obeys(stage: Stage) -> None:
    """The question has the line, and the Meet that is put there is as decided."""
    sooma = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    event = stage.world.calendar.add_event(ANA, conference=sooma)
    with stage.under(NO_RECORDING):
        host = opened(stage, event)
        ask_to_replace(host)
        assert [RECORDING_OFF] == texts(host.card)
        force(host, ON)
        agree_to_replace(host)
        assert [RECORDING_OFF] == texts(host.card)
    assert [Three(transcription=True, smart_notes=True)] == [
        has(space) for space in stage.world.meet.spaces
    ]


def test_parting_obeys_the_event_alone(stage: Stage) -> None:
    """An event of a series that is named otherwise is judged by its own title."""
    space = stage.world.meet.make_meet(ANA)
    series = add_series(stage, conference=space)
    stage.world.calendar.edit_event(ANA, occurrence(series), summary="Interview")
    with stage.under(INTERVIEWS):
        host = opened(stage, occurrence(series))
        host.press(SAYS.part())
        assert [RECORDING_OFF] == texts(host.card)
        force(host, ON)
        host.press_secondary()
    assert [OFF, Three(transcription=True, smart_notes=True)] == [
        has(each) for each in stage.world.meet.spaces
    ]


def test_a_series_counts_beside_its_event(stage: Stage) -> None:
    """A Meet for the series is judged by both; one for the event by its own title and guests."""
    series = add_series(stage, summary="Interview")
    stage.world.calendar.edit_event(ANA, occurrence(series), summary="Lunch")
    with stage.under(INTERVIEWS | {"defaults": {"recording": True}}):
        host = opened(stage, occurrence(series))
        assert [RECORDING_OFF] == texts(host.card)
        host.set_input("applies_to", "event")
        assert [] == texts(host.card)
        assert Three(recording=True) == three(host.card)
        host.set_input("applies_to", "series")
        assert [RECORDING_OFF] == texts(host.card)
        force(host, ON)
        host.press_primary()
        assert [RECORDING_OFF] == texts(host.card)
    assert [Three(transcription=True, smart_notes=True)] == [
        has(each) for each in stage.world.meet.spaces
    ]


def test_a_shared_meet_is_judged_by_its_series_too(stage: Stage) -> None:
    """From whichever event it is set."""
    space = stage.world.meet.make_meet(ANA, recording=True)
    series = add_series(stage, conference=space, summary="Interview")
    stage.world.calendar.edit_event(ANA, occurrence(series), summary="Lunch")
    with stage.under(INTERVIEWS):
        host = opened(stage, occurrence(series))
        assert OTHERWISE == paragraphs(host.card)[0]
        force(host, ON)
        host.press_primary()
    assert Three(transcription=True, smart_notes=True) == has(space)


def test_a_kept_space_is_brought_to_it(stage: Stage) -> None:
    """A space that an earlier press made otherwise is set when its event has it."""
    event = stage.world.calendar.add_event(ANA)
    host = opened(stage, event)
    choose(host, ON)
    stage.google.faults.order("calendar.events.patch", times=9, status=403)
    host.press_primary()
    assert "problem" == host.card["name"]
    stage.google.faults.clear()
    [space] = stage.world.meet.spaces
    assert ON == has(space)
    with stage.under(NO_RECORDING):
        host.back()
        host.press_primary()
    assert [space] == stage.world.meet.spaces
    assert Three(transcription=True, smart_notes=True) == has(space)


def test_what_the_organizer_hosts_is_theirs(stage: Stage) -> None:
    """Calendar is asked for a Meet that the user cannot set: no line promises how it stands."""
    stage.world.calendar.share_calendar(BO, ANA, "writer")
    event = stage.world.calendar.add_event(BO, attendees=[DEE])
    with stage.under(NO_RECORDING):
        host = opened(stage, event, BO)
        assert [] == texts(host.card)
        host.press_primary()
        assert [] == texts(host.card)
        host = opened(stage, stage.world.calendar.add_event(BO, attendees=[DEE]), BO)
        host.set_input("host", "me")
        assert [RECORDING_OFF] == texts(host.card)


# Defaults


def test_defaults_are_those_of_who_saved_none(stage: Stage) -> None:
    """They are shown, and used; whoever saves has their own from then on."""
    event = stage.world.calendar.add_event(ANA)
    with stage.under({"defaults": {"recording": True}}):
        assert Three(recording=True) == defaults(stage)
        assert Three(recording=True) == three(opened(stage, event).card)
        host = stage.host()
        host.universal_action("Defaults for new meetings")
        choose(host, Three(smart_notes=True))
        host.press_primary()
        assert Three(smart_notes=True) == defaults(stage)
        host.card_action(SAYS.reset_to_policy())
        assert "Back to your organization's defaults?" == host.card["header"]["title"]
        host.press_primary()
        assert SAYS.was_reset_to_policy() == host.notification
        assert Three(recording=True) == three(host.card)
        assert Three(recording=True) == defaults(stage)


def test_defaults_have_the_line_for_what_holds_always(stage: Stage) -> None:
    """What depends on the event has its switch; what was saved under a lock stays as it was."""
    host = stage.host()
    host.universal_action("Defaults for new meetings")
    choose(host, Three(recording=True))
    host.press_primary()
    with stage.under(NO_RECORDING | OUTSIDERS):
        host = stage.host()
        host.universal_action("Defaults for new meetings")
        assert [RECORDING_OFF] == texts(host.card)
        assert ASK_IT in paragraphs(host.card)
        assert {"transcription": False, "smart_notes": False} == switches(host.card)
        host.set_switch("smart_notes", True)
        host.press_primary()
        assert SAYS.saved() == host.notification
    assert Three(recording=True, smart_notes=True) == defaults(stage)


def test_remembering_leaves_what_was_decided(stage: Stage) -> None:
    """A press under a lock makes no default of it."""
    event = stage.world.calendar.add_event(ANA, summary="Interview")
    with stage.under(INTERVIEWS | {"defaults": {"recording": True}}):
        host = opened(stage, event)
        host.set_switch("smart_notes", True)
        host.set_switch("remember", True)
        host.press_primary()
        assert Three(recording=True, smart_notes=True) == defaults(stage)


# Several at once


def test_several_at_once_obey_each(stage: Stage) -> None:
    """Each by its own title and guests; the card says that something was decided otherwise."""
    meetings = {
        "Plan": ([BO], Three(recording=True)),
        "Interview": ([BO], OFF),
        "Sales": ([BO, OUTSIDE], OFF),
    }
    for title, (guests, _) in meetings.items():
        stage.world.calendar.add_event(ANA, summary=title, attendees=guests)
    policy = INTERVIEWS | OUTSIDERS | {"defaults": {"recording": True}, "contact": "it@example.com"}
    with stage.under(policy):
        host = stage.host()
        host.open_home()
        host.set_input("meetings", tuple(each.value for each in offers(host.card, "meetings")))
        host.press_primary()
        said = paragraphs(host.card)
        assert [SAYS.some_locked(), ASK_IT] == said
    made = {entry.event.fields["summary"]: entry for entry in stage.world.calendar.entries(ANA)}
    assert meetings.keys() == made.keys()
    assert sorted(wanted for _, wanted in meetings.values()) == sorted(
        has(space) for space in stage.world.meet.spaces
    )


def test_what_is_on_and_set_off_is_up_to_be_set_right(stage: Stage) -> None:
    """Its Meet has all that the defaults want; another one that has more is its host's choice."""
    make = stage.world.meet.make_meet
    spaces = {
        title: make(ANA, recording=True, transcription=True) for title in ("Plan", "Interview")
    }
    for title, space in spaces.items():
        stage.world.calendar.add_event(ANA, summary=title, attendees=[BO], conference=space)
    with stage.under(INTERVIEWS | {"defaults": {"transcription": True}}):
        host = stage.host()
        host.open_home()
        assert {"Plan": False, "Interview": True} == {
            title: ticked for title, (_, ticked) in listed(host).items()
        }
        host.press_primary()
    assert {
        "Plan": Three(recording=True, transcription=True),
        "Interview": Three(transcription=True),
    } == {title: has(space) for title, space in spaces.items()}


# A new meeting


@pytest.mark.parametrize(
    ("title", "guest", "wanted"),
    [
        ("Interview", BO, ON._replace(recording=False)),
        ("Plan", OUTSIDE, ON._replace(recording=False, transcription=False)),
        ("Plan", BO, ON),
    ],
    ids=["word", "outside", "free"],
)
def test_a_new_meeting_is_judged_by_what_is_typed(
    stage: Stage, title: str, guest: str, wanted: Three
) -> None:
    """Though the form had all its switches when nothing was typed yet."""
    with stage.under(INTERVIEWS | OUTSIDERS):
        host = stage.host()
        host.open_home()
        host.press(SAYS.new_meeting())
        assert [] == texts(host.card)
        host.set_input("title", title)
        host.set_input("start", START)
        host.set_input("addresses", guest)
        choose(host, ON)
        host.press_primary()
        [space] = stage.world.meet.spaces
        assert wanted == has(space)
        assert (RECORDING_OFF in texts(host.card)) is not wanted.recording


def test_a_new_meeting_has_the_line_for_what_holds_always(stage: Stage) -> None:
    """In the place of the switch, when the form opens."""
    with stage.under(NO_RECORDING):
        host = stage.host()
        host.open_home()
        host.press(SAYS.new_meeting())
        assert [RECORDING_OFF] == texts(host.card)
