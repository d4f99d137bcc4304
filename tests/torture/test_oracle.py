"""The oracle of the torture sees what is wrong, and nothing where nothing is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sandbox.hosts.wire import Json
from tests.torture.false_addon import ANA, BO, FalseAddon, card, false_google, ready
from torture import violations
from torture.reading import read_answer, read_form
from torture.story import Trouble
from torture.weather import TroubledGoogle

RECORDED = "Will be recorded, not transcribed or noted."
TELLS = "This call will be recorded (Records for Google Meet)."
TELLS_OTHERWISE = "この会議では、録画が残ります（Records for Google Meet）。"
NOT_RECORDED = "Will not be recorded, transcribed or noted."


@pytest.fixture(scope="module")
def google() -> Iterator[TroubledGoogle]:
    """A stand-in for all tests of the module, each with a world of its own."""
    with false_google() as made:
        yield made


@pytest.fixture
def addon(google: TroubledGoogle) -> Iterator[FalseAddon]:
    """A false add-on."""
    google.weather.begin(())
    made = FalseAddon(google)
    yield made
    made.close()


def test_nothing_is_wrong_with_a_meet_that_is_made_as_chosen(addon: FalseAddon) -> None:
    """A press that makes one Meet, attaches it and says so is no violation."""
    with addon.press("create", {"recording": ["on"]}):
        space = addon.make_space("ON")
        addon.attach(space)
        addon.says(ready(space, RECORDED))

    assert [] == addon.seen


def test_a_field_that_nobody_asked_to_change_is_a_lost_edit(addon: FalseAddon) -> None:
    """A press of Create that writes the title loses what others wrote."""
    with addon.press("create"):
        addon.patch({"summary": "Mine"})

    assert [violations.LOST_EDIT] == addon.seen


def test_a_line_for_guests_stands_beside_what_others_wrote(addon: FalseAddon) -> None:
    """Where it was chosen it may be added, and then change and go; nothing else may."""
    with addon.oracle.others():
        addon.world.calendar.edit_event(ANA, addon.event_id, description="Agenda")
    for described in (f"Agenda\n\n{TELLS}", f"Agenda\n\n{TELLS_OTHERWISE}", "Agenda"):
        with addon.press("update", {"tell_guests": ["on"]}):
            addon.patch({"description": described})
    assert [] == addon.seen
    with addon.press("update", {"tell_guests": ["on"]}):
        addon.patch({"description": TELLS})
    assert [violations.LOST_EDIT] == addon.seen


@pytest.mark.parametrize(
    ("before", "after", "tells", "expected"),
    [
        ("Agenda", f"Agenda\n\n{TELLS}", [], violations.IGNORED),
        (f"Agenda\n\n{TELLS} So be it.", "Agenda", [], violations.LOST_EDIT),
        (f"Agenda\n\n{TELLS}\nPS", "Agenda", [], violations.LOST_EDIT),
        ("Agenda", f"Agenda\n\n{TELLS}\n\n{TELLS}", ["on"], violations.TWICE),
    ],
)
def test_what_must_not_become_of_a_description(
    addon: FalseAddon, before: str, after: str, tells: list[str], expected: str
) -> None:
    """Neither a line that nobody chose, nor two, nor one that takes others' words with it."""
    with addon.oracle.others():
        addon.world.calendar.edit_event(ANA, addon.event_id, description=before)
    with addon.press("update", {"tell_guests": tells}):
        addon.patch({"description": after})
    assert [expected] == addon.seen


def _schedule(addon: FalseAddon, title: str, typed: str) -> None:
    with addon.press("schedule", {"title": [typed]}, name="dialog"):
        addon.patch({"summary": title}, "abcde12345")


def _made(addon: FalseAddon, typed: str) -> None:
    with addon.press("schedule", {"title": [typed]}, name="dialog"):
        addon.call(
            "POST",
            f"/calendar/v3/calendars/{ANA}/events",
            {
                "id": "abcde12345",
                "summary": typed,
                "start": {"dateTime": "2030-01-01T10:00:00Z"},
                "end": {"dateTime": "2030-01-01T11:00:00Z"},
                "attendees": [{"email": BO}],
            },
        )


def test_a_second_press_may_write_what_was_typed_otherwise(addon: FalseAddon) -> None:
    """Who types another title in their own dialog gets it."""
    _made(addon, "First")
    _schedule(addon, "Second", typed="Second")

    assert [] == addon.seen


def test_a_second_press_may_not_write_over_a_rename(addon: FalseAddon) -> None:
    """What was typed as before does not win over what somebody else has written since."""
    _made(addon, "First")
    with addon.oracle.others():
        addon.world.calendar.edit_event(ANA, "abcde12345", summary="Theirs")
    _schedule(addon, "First", typed="First")

    assert [violations.LOST_EDIT] == addon.seen


def test_guests_whom_others_added_and_answers_are_edits(addon: FalseAddon) -> None:
    """A list of guests that is written whole loses a guest and an answer."""
    _made(addon, "First")
    guests = [{"email": BO, "responseStatus": "accepted"}, {"email": "eve@example.org"}]
    with addon.oracle.others():
        addon.world.calendar.edit_event(ANA, "abcde12345", attendees=guests)
    with addon.press("schedule", {"title": ["First"]}, name="dialog"):
        addon.patch({"attendees": [{"email": BO}]}, "abcde12345")

    assert [violations.LOST_EDIT, violations.LOST_EDIT] == addon.seen


def test_a_second_event_of_one_dialog_is_seen(addon: FalseAddon) -> None:
    """One dialog makes one event, as long as its first is there."""
    _made(addon, "First")
    with addon.press("schedule", name="dialog"):
        when = {"dateTime": "2030-01-01T10:00:00Z"}
        addon.call("POST", f"/calendar/v3/calendars/{ANA}/events", {"start": when, "end": when})

    assert [violations.TWICE] == addon.seen


def test_a_conference_is_replaced_only_by_who_agreed_to_that_very_one(
    addon: FalseAddon,
) -> None:
    """A Meet that came meanwhile is not the one that somebody agreed to replace."""
    old, new = (addon.world.meet.make_meet(BO) for _ in range(2))
    with addon.oracle.others():
        addon.world.calendar.edit_event(ANA, addon.event_id, conference=new)
    with addon.press("replace", agreed=(old.uri,)):
        addon.attach(addon.make_space())
    with addon.press("update"):
        addon.patch({"conferenceData": None})

    assert [violations.REPLACED, violations.REPLACED] == addon.seen


def test_two_spaces_for_one_event_are_one_too_many(addon: FalseAddon) -> None:
    """A second press that makes another space, though the first has its answer, is seen."""
    for _ in range(2):
        with addon.press("create"):
            addon.make_space()

    assert [violations.EXTRA_SPACE] == addon.seen


def test_a_meet_that_was_not_stored_is_lost_with_the_process(addon: FalseAddon) -> None:
    """Of a press that was killed another Meet may be made, once; no answer is no fault."""
    with addon.press("create"):
        addon.make_space()
        addon.is_killed()
    assert [] == addon.seen

    with addon.press("create"):
        addon.make_space()
    assert [] == addon.seen

    with addon.press("create"):
        addon.make_space()
    assert [violations.EXTRA_SPACE] == addon.seen


def test_a_meet_that_was_stored_is_used_after_a_kill(addon: FalseAddon) -> None:
    """What the store has, or the event, is not lost with the process."""
    with addon.press("create"):
        addon.stored.add(addon.make_space()["meetingUri"])
        addon.is_killed()
    with addon.press("create"):
        addon.make_space()
    assert [violations.EXTRA_SPACE] == addon.seen

    with addon.press("replace"):
        addon.attach(addon.make_space())
        addon.is_killed()
    assert [violations.EXTRA_SPACE, violations.EXTRA_SPACE] == addon.seen


def test_an_answer_that_never_came_is_a_fault_where_nobody_was_killed(addon: FalseAddon) -> None:
    """A press that is not answered was killed, or is a fault."""
    with addon.press("open"):
        addon.is_killed()
    with addon.press("open"):
        addon.says(status=None)

    assert [violations.STATUS] == addon.seen


def test_who_replaces_what_another_put_there_makes_a_meet_of_their_own(addon: FalseAddon) -> None:
    """Where Bo replaced Ana's Meet with his, Ana may replace his with another one of hers."""
    addon.world.calendar.share_calendar(ANA, BO, "writer")
    meets: list[str] = []
    for kind, user in (("create", ANA), ("replace", BO), ("replace", ANA)):
        with addon.press(kind, user=user, agreed=tuple(meets)):
            space = addon.make_space()
            addon.attach(space)
            meets.append(space["meetingUri"])

    assert [] == addon.seen


def test_a_create_is_not_repeated_after_a_lost_answer(addon: FalseAddon) -> None:
    """Within a press a create whose answer was spoiled is not sent again."""
    addon.google.weather.begin([Trouble("meet.spaces.create", 1, "503 done")])
    with addon.press("create"):
        addon.make_space()
        addon.make_space()

    assert [violations.BLIND_CREATE] == addon.seen


def test_on_for_off_is_seen(addon: FalseAddon) -> None:
    """A card that says On of a recording that is off is no longer believed."""
    with addon.press("create", {"recording": ["on"]}):
        space = addon.make_space("OFF")
        addon.attach(space)
        addon.says(ready(space, RECORDED))

    assert [violations.UNTRUE_STATE] == addon.seen


def test_a_choice_that_is_ignored_is_seen(addon: FalseAddon) -> None:
    """A recording that was chosen and is told as Off was ignored."""
    with addon.press("create", {"recording": ["on"]}):
        space = addon.make_space("OFF")
        addon.attach(space)
        addon.says(ready(space, NOT_RECORDED))

    assert [violations.IGNORED] == addon.seen


def test_what_an_administrator_keeps_on_is_told_as_kept(addon: FalseAddon) -> None:
    """Who turned a recording off that stays on is told so; that it is on is not enough."""
    addon.kept[ANA] = {"recording": "ON"}
    kept = {"Recording": "Could not be turned off"}
    for said, lines in ((RECORDED, kept), (RECORDED, {}), (NOT_RECORDED, {})):
        with addon.press("create", event=addon.world.calendar.add_event(ANA)) as press:
            space = addon.make_space("OFF")
            addon.attach(space, press.intent.event)
            addon.says(ready(space, said, **lines))

    assert [violations.UNTRUE, violations.UNTRUE_STATE] == addon.seen


def test_a_line_and_the_sentence_above_it_are_judged(addon: FalseAddon) -> None:
    """A sentence that is not so is seen, whatever the line below it says."""
    addon.kept[ANA] = {"recording": "ON"}
    with addon.press("create"):
        space = addon.make_space("OFF")
        addon.attach(space)
        addon.says(ready(space, NOT_RECORDED, Recording="Could not be turned off"))

    assert [violations.UNTRUE_STATE] == addon.seen


def test_nothing_will_be_recorded_is_held_against_what_is_on(addon: FalseAddon) -> None:
    """The headline counts like the sentence."""
    with addon.press("create"):
        space = addon.make_space("ON")
        addon.attach(space)
        link = space["meetingUri"]
        addon.says(card("Your Meet is ready. Nothing will be recorded.", link))

    assert [violations.UNTRUE_STATE] == addon.seen


def test_what_is_told_as_so_already_is_what_was_chosen(addon: FalseAddon) -> None:
    """Settings that are told as having been so already are those that were chosen, unwritten."""
    space = addon.world.meet.make_meet(ANA)
    addon.world.calendar.edit_event(ANA, addon.event_id, conference=space)
    with addon.press("update", {"recording": ["on"]}):
        addon.says(card("The settings were already so", NOT_RECORDED, space.uri))
    settings = {"recordingConfig": {"autoRecordingGeneration": "ON"}}
    with addon.press("update", {"recording": ["on"]}):
        addon.call("PATCH", f"/v2/spaces/{space.id}", {"config": {"artifactConfig": settings}})
        addon.says(card("The settings were already so", RECORDED, space.uri))

    assert [violations.IGNORED, violations.UNTRUE_NOTHING] == addon.seen


def new_card(on: dict[str, bool], *texts: str, lacking: str = "") -> Json:
    """The card of an event without a Meet, with the switches that it has."""
    made = card("Planning", *texts, **({"Not available": lacking} if lacking else {}))
    made["sections"][0]["widgets"] += [
        {
            "decoratedText": {
                "text": name,
                "switchControl": {"name": name, "value": "on", "selected": is_on},
            }
        }
        for name, is_on in on.items()
    ]
    return made


def would_be(sentence: str) -> str:
    """What is said of an event without a Meet."""
    return f"No Meet yet. With your defaults, it w{sentence[1:]}"


def _saves_recording(addon: FalseAddon) -> None:
    with addon.press("defaults", {"recording": ["on"]}):
        addon.says(card("Records", "Your defaults are saved."))


def test_other_defaults_than_were_saved_are_seen(addon: FalseAddon) -> None:
    """An event without a Meet shows what was saved, in its sentence and in its switches."""
    _saves_recording(addon)
    for said, recording in ((RECORDED, True), (NOT_RECORDED, True), (RECORDED, False)):
        on = {"recording": recording, "transcription": False, "smart_notes": False}
        with addon.press("open"):
            addon.says(new_card(on, would_be(said)))

    assert [violations.UNTRUE, violations.UNTRUE] == addon.seen


def test_what_is_not_available_has_no_switch_and_is_not_promised(addon: FalseAddon) -> None:
    """A default that the account lacks is not promised; a switch is missing for no other reason."""
    _saves_recording(addon)
    rest = {"transcription": False, "smart_notes": False}
    for said, lacking in ((NOT_RECORDED, "Recording"), (RECORDED, "Recording"), (RECORDED, "")):
        with addon.press("open"):
            addon.says(new_card(rest, would_be(said), lacking=lacking))

    assert [violations.UNTRUE, violations.UNTRUE] == addon.seen


def test_a_card_that_is_drawn_anew_keeps_what_was_chosen(addon: FalseAddon) -> None:
    """Choosing between a series and one event of it turns no switch."""
    rest = {"transcription": False, "smart_notes": False}
    for recording in (True, False):
        made = new_card({"recording": recording, **rest}, would_be(NOT_RECORDED))
        button = {
            "text": "Create Meet for the series",
            "onClick": {"openLink": {"url": "https://meet.google.com/"}},
        }
        made["fixedFooter"] = {"primaryButton": button}
        with addon.press("scope", {"recording": ["on"]}):
            addon.says(made)

    assert [violations.IGNORED] == addon.seen


def test_a_button_that_repeats_a_press_brings_what_was_chosen() -> None:
    """What was chosen is read off the button where no form comes along, and off the form else."""
    common = {"parameters": {"form": "recording=on&notify=all"}}
    filled = {"recording": {"stringInputs": {"value": ["off"]}}}

    read = [
        read_form({"commonEventObject": {**common, "formInputs": each}}) for each in ({}, filled)
    ]

    assert [{"recording": ["on"], "notify": ["all"]}, {"recording": ["off"]}] == read


def test_ready_without_the_link_is_seen(addon: FalseAddon) -> None:
    """A Meet that is told to be ready is on the event."""
    with addon.press("create"):
        space = addon.make_space()
        addon.says(ready(space))

    assert [violations.NO_LINK] == addon.seen


def test_nothing_was_done_is_held_against_what_was_done(addon: FalseAddon) -> None:
    """Who says that nothing was done has written nothing."""
    with addon.press("create"):
        addon.attach(addon.make_space())
        addon.says(card("Records", "The event changed in the meantime. Nothing was done."))

    assert [violations.UNTRUE_NOTHING] == addon.seen


def test_mail_that_was_not_chosen_is_seen(addon: FalseAddon) -> None:
    """Guests get mail only if that was chosen, by switch or by selection."""
    path = f"/calendar/v3/calendars/{ANA}/events/{addon.event_id}?sendUpdates=all"
    space = addon.world.meet.make_meet(ANA)
    for form in ({}, {"email_guests": ["on"]}, {"notify": ["all"]}, {"notify": ["none"]}):
        with addon.press("update", form):
            addon.call("PATCH", path, {"conferenceData": {"conferenceId": space.code}})

    assert [violations.IGNORED, violations.IGNORED] == addon.seen


def test_a_link_that_calendar_drops_is_not_on_the_event(addon: FalseAddon) -> None:
    """Calendar may take a write and keep no conference: whoever says ready then is seen."""
    addon.google.weather.begin([Trouble("calendar.events.patch", 1, "not kept")])
    with addon.press("create"):
        space = addon.make_space()
        addon.attach(space)
        addon.says(ready(space))

    assert [violations.NO_LINK] == addon.seen


def test_a_press_that_loses_leaves_what_the_other_has_set(addon: FalseAddon) -> None:
    """Who looked before another press attached a Meet, and did not, may not set it."""
    settings = {"recordingConfig": {"autoRecordingGeneration": "ON"}}
    path = f"/calendar/v3/calendars/{ANA}/events/{addon.event_id}"
    with addon.press("create"):
        space = addon.make_space("OFF")
    with addon.press("create") as late:
        addon.call("GET", path, {})
    with addon.press("create"):
        addon.attach(space)
    addon.goes_on(late)
    addon.call("PATCH", f"/v2/{space['name']}", {"config": {"artifactConfig": settings}})

    assert [violations.OVERRULED] == addon.seen


def test_mail_of_another_kind_than_chosen_is_seen(addon: FalseAddon) -> None:
    """Who wants guests without Calendar told does not want all of them told."""
    path = f"/calendar/v3/calendars/{ANA}/events/{addon.event_id}?sendUpdates="
    for kind in ("externalOnly", "all"):
        with addon.press("update", {"notify": ["external"]}):
            addon.call("PATCH", f"{path}{kind}", {"reminders": {"useDefault": False}})

    assert [violations.IGNORED] == addon.seen


def test_mail_that_was_chosen_and_not_sent_is_seen(addon: FalseAddon) -> None:
    """Guests whom somebody wanted told are told of the Meet."""
    with addon.press("create", {"notify": ["all"]}):
        space = addon.make_space()
        addon.attach(space)
        addon.says(ready(space))

    assert [violations.IGNORED] == addon.seen


def test_mail_that_is_told_and_was_not_chosen_is_seen(addon: FalseAddon) -> None:
    """A card says that guests are e-mailed only if they are."""
    told = "Calendar e-mails the guests about it."
    with addon.press("create"):
        space = addon.make_space()
        addon.attach(space)
        addon.says(ready(space, told))

    assert [violations.UNTRUE] == addon.seen


def test_an_event_that_is_made_otherwise_than_typed_is_seen(addon: FalseAddon) -> None:
    """Title, start, length and guests are as they were typed."""
    body = {
        "id": "abcde12345",
        "summary": "Other",
        "start": {"dateTime": "2030-01-01T10:00:00Z"},
        "end": {"dateTime": "2030-01-01T11:00:00Z"},
    }
    form = {"title": ["Plan"], "start": ["1"], "length": ["30"], "addresses": [BO]}
    with addon.press("schedule", form, name="dialog"):
        addon.call("POST", f"/calendar/v3/calendars/{ANA}/events", body)

    assert [violations.IGNORED] * 4 == addon.seen


def test_a_meet_with_other_settings_than_the_defaults_is_seen(addon: FalseAddon) -> None:
    """A Meet made in Chat has what was saved as defaults."""
    with addon.press("defaults", {"recording": ["on"]}):
        addon.says(card("Records", "Your defaults are saved."))
    with addon.press("meet", name="meet 1"):
        space = addon.make_space("OFF")
        addon.says(card("Google Meet", space["meetingUri"], Recording="Off"))

    assert [violations.IGNORED] == addon.seen


def test_every_event_is_not_said_of_a_series_with_one_apart(addon: FalseAddon) -> None:
    """An occurrence with a call of its own does not get the series' Meet."""
    series = addon.world.calendar.add_event(ANA, recurrence=["RRULE:FREQ=DAILY;COUNT=3"])
    first = next(iter(addon.world.calendar.instances(addon.world.calendar.find(ANA, series))))
    with addon.oracle.others():
        addon.world.calendar.edit_event(ANA, first.id, conference=addon.world.meet.make_meet(BO))
    with addon.press("create", event=series):
        space = addon.make_space()
        addon.attach(space, series)
        told = "All events of this series have this Meet."
        addon.says(ready(space, told))

    assert [violations.UNTRUE] == addon.seen


def test_the_text_in_place_of_a_message_is_read() -> None:
    """What a notification says of a message counts like the message."""
    posted = {"header": {"title": "Google Meet"}, "sections": []}
    message = {"fallbackText": "Plain.", "cardsV2": [{"card": posted}]}
    action = {"createMessageAction": {"message": message}}

    readings = read_answer({"hostAppDataAction": {"chatDataAction": action}})

    assert ["Google Meet\nPlain."] == [reading.text for reading in readings]


def test_odd_answers_are_seen(addon: FalseAddon) -> None:
    """Another status than 200, a card that is none, and one that came too late."""
    with addon.press("open"):
        addon.says(status=500)
    with addon.press("open"):
        addon.says({"sections": [{"widgets": [{"textParagraph": {"words": "x"}}]}]})
    with addon.press("open"):
        addon.says(card("Records"), milliseconds=25_001)

    assert [violations.STATUS, violations.INVALID, violations.SLOW] == addon.seen


def test_a_fault_that_the_addon_admits_is_seen(addon: FalseAddon) -> None:
    """No trouble of Google's is a fault of the add-on's, whatever its log says."""
    with addon.press("open"):
        addon.says(card("Records", "Something went wrong in the add-on itself. It was logged."))

    assert [violations.ERRORS] == addon.seen


def test_nobody_else_hosts_a_meet_that_is_made_now(addon: FalseAddon) -> None:
    """Who asks for a new Meet is not told that only its host may set it."""
    told = "Meet does not let you change this Meet's settings. Only its host can."
    for kind in ("update", "meet"):
        with addon.press(kind):
            addon.says(card("Records", told))

    assert [violations.UNTRUE] == addon.seen


def test_the_log_is_read(addon: FalseAddon) -> None:
    """ERROR lines, addresses and tokens in the log are seen; ordinary lines are not."""
    addon.oracle.judge_log(
        [
            '{"severity": "INFO", "message": "/calendar/event: NoConference"}',
            '{"severity": "ERROR", "message": "/chat: KeyError", "error": ["KeyError"]}',
            '{"severity": "INFO", "message": "ana@example.com"}',
            '{"severity": "INFO", "message": "ya29.abc"}',
        ]
    )

    assert [violations.ERRORS, violations.LEAKS, violations.LEAKS] == addon.seen
