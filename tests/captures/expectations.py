"""What is a right answer to a captured event, by the names that the files give it."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cards.languages import text_for
from cards.text import Text
from sandbox.hosts.wire import member
from tests.captures.answers import Answer, clicks, inputs, links, words
from tests.captures.deliveries import Delivered
from tests.captures.files import told
from tests.support.calls import CREATE_SPACE, PATCH_EVENT, PATCH_SPACE, calls_of
from tests.support.people import ANA
from tests.support.stage import Json, Stage
from tests.support.state import link

Check = Callable[["Case"], None]

INSERT = "calendar.events.insert"
SWITCHES = {"recording", "transcription", "smart_notes"}


@dataclass(frozen=True)
class Case:
    """An answer to judge, with all that it must fit.

    Attributes:
        stage: where it was given.
        delivered: what was delivered, and how often.
        answer: the answer.
    """

    stage: Stage
    delivered: Delivered
    answer: Answer

    @property
    def common(self) -> Json:
        """What the event says of the person's language, zone and click, in either dialect."""
        event = self.delivered.event
        return member(event, "commonEventObject") or member(event, "common") or {}

    @property
    def text(self) -> Text:
        """The words in the language of the event."""
        return text_for(str(self.common.get("userLocale") or "en"))

    @property
    def read(self) -> str:
        """What a person reads of the answer."""
        return html.unescape(words(self.answer))

    @property
    def post(self) -> Json:
        """The message that is posted."""
        assert self.answer.post is not None, self.answer.body
        return self.answer.post

    @property
    def card(self) -> Json:
        """The card that is shown."""
        assert self.answer.card is not None, self.answer.body
        return self.answer.card

    def private(self) -> None:
        """Only who acted sees it."""
        viewer = {"name": f"users/{self.stage.ana.sub}"}
        assert viewer == self.post.get("privateMessageViewer")

    def public(self) -> None:
        """Everybody in the conversation sees it."""
        assert "privateMessageViewer" not in self.post

    def in_thread(self) -> None:
        """It stands in the thread of what it answers."""
        said = told(self.delivered.event)
        thread = member(said.message, "thread") or member(said.payload, "thread")
        assert thread is not None
        assert thread["name"] == (self.post.get("thread") or {}).get("name")


@dataclass(frozen=True)
class Expected:
    """What a right answer is.

    Attributes:
        check: asserts it.
        writes: how often the event changes what at Google, however often it is delivered.
        reads: whether Google may be asked for anything besides.
    """

    check: Check
    writes: Mapping[str, int] = field(default_factory=dict)
    reads: bool = False


def check_answer(case: Case, *, again: bool) -> None:
    """Assert that an answer is right.

    Args:
        again: whether it answers a second delivery, to which another answer may be right: that
            Google is still at work, or that permission was declined. It blames nobody all the
            same, and nothing happens a second time.
    """
    delivered, text = case.delivered, case.text
    assert [] == delivered.lines.errors()
    for blame in (text.unexpected(), text.unexpected_in_chat()):
        assert blame not in case.read
    expected = EXPECTED[delivered.capture.expect]
    assert dict(expected.writes) == _counted(delivered)
    if again:
        return
    if not expected.reads:
        assert dict(expected.writes) == dict(delivered.calls)
    expected.check(case)
    for said in delivered.capture.says:
        assert said in case.read
    for avoided in delivered.capture.avoids:
        assert avoided not in case.read


def _counted(delivered: Delivered) -> dict[str, int]:
    """The writes, without those that change nothing more.

    An event that was just inserted may get its conference by a patch, and to set a Meet's settings
    once more leaves them as they are.
    """
    inserted = INSERT in delivered.writes
    return {
        name: 1 if name == PATCH_SPACE else count
        for name, count in delivered.writes.items()
        if not (inserted and name == PATCH_EVENT)
    }


def _meet_made(case: Case) -> None:
    case.public()
    scene = {case.delivered.scene.meet.id, case.delivered.scene.met_space.id}
    [made] = [space for space in case.stage.world.meet.spaces if space.id not in scene]
    assert ANA == made.owner
    assert made.uri in links(case.answer)
    assert case.text.meet_now() in case.read


def _meet_made_in_thread(case: Case) -> None:
    _meet_made(case)
    case.in_thread()


def _offers(function: str) -> Check:
    """A private button that leads to `function`, and not the help."""

    def check(case: Case) -> None:
        case.private()
        assert case.stage.function.url + function in clicks(case.answer)
        assert case.text.chat_unknown() not in case.read
        assert case.text.chat_intro() not in case.read

    return check


def _schedule_dialog(case: Case) -> None:
    assert case.text.schedule_title() in case.read
    assert {"title", "start", "length", *SWITCHES} <= inputs(case.answer).keys()
    assert f"{case.stage.function.url}/chat/schedule/submit" in clicks(case.answer)


def _settings_dialog(case: Case) -> None:
    assert case.text.defaults() in case.read
    assert inputs(case.answer).keys() >= SWITCHES
    assert f"{case.stage.function.url}/chat/settings/save" in clicks(case.answer)


def _meet_settings_dialog(case: Case) -> None:
    assert case.text.this_meeting() in case.read
    assert case.delivered.scene.meet.uri in case.read
    assert inputs(case.answer).keys() >= SWITCHES
    assert f"{case.stage.function.url}/chat/meet/settings/save" in clicks(case.answer)


def _dialog(case: Case) -> None:
    assert case.card
    assert case.read.strip()


def _scheduled(case: Case) -> None:
    case.public()
    scene = case.delivered.scene
    before = {scene.event, scene.draft, scene.met, scene.vendors}
    [made] = [entry for entry in case.stage.world.calendar.entries(ANA) if entry.id not in before]
    uri = link(case.stage, ANA, made.id)
    assert uri is not None
    assert uri in links(case.answer)
    [call] = [call for call in calls_of(case.stage, INSERT) if call.status == 200]
    if "timeZone" not in case.common:
        # The moment is known, and the calendar has a zone of its own: UTC is nobody's.
        assert "timeZone" not in (call.body or {})["start"]


def _dialog_closed(case: Case) -> None:
    assert case.answer.closes
    assert case.answer.post is None
    assert case.answer.redraw is None


def _help(case: Case) -> None:
    for word in ("/meet", "/schedule", "/settings", "/help"):
        assert word in case.read


def _help_intro(case: Case) -> None:
    assert case.post
    _help(case)
    assert case.text.chat_intro() in case.read
    assert case.text.chat_unknown() not in case.read


def _help_welcome(case: Case) -> None:
    _help_intro(case)
    case.public()


def _help_unknown(case: Case) -> None:
    case.private()
    _help(case)
    assert case.text.chat_unknown() in case.read


def _help_thread(case: Case) -> None:
    assert case.post
    _help(case)
    case.in_thread()


def _help_dialog(case: Case) -> None:
    assert case.card
    _help(case)
    assert case.text.chat_unknown() in case.read


def _welcome(case: Case) -> None:
    """Nothing is asked for by itself: a card says what will be."""
    text = case.text
    assert text.welcome_title() in case.read
    assert text.welcome_explanation() in case.read
    assert [f"{case.stage.function.url}/calendar/grant"] == clicks(case.answer)


def _scopes(case: Case) -> None:
    assert case.answer.scopes


def _empty(case: Case) -> None:
    assert {} == case.answer.body


def _any_post(case: Case) -> None:
    assert case.post
    assert case.read.strip()


def _private(case: Case) -> None:
    case.private()
    assert case.read.strip()


def _any_private_or_empty(case: Case) -> None:
    if case.answer.body:
        _private(case)


def _any(case: Case) -> None:
    assert not case.answer.body or case.read.strip() or case.answer.scopes or case.answer.closes


def _needs_addon(case: Case) -> None:
    assert case.text.needs_addon() in case.read
    if case.answer.post is not None:
        case.private()


def _home(case: Case) -> None:
    assert case.text.defaults() in case.read
    assert inputs(case.answer).keys() >= SWITCHES


def _card(case: Case) -> None:
    assert case.card.get("name") not in {"problem", "permission"}
    if case.delivered.capture.url.startswith("/calendar/event"):
        assert "Weekly" in case.read


def _card_unsaved(case: Case) -> None:
    assert case.text.not_saved() in case.read
    assert not _can_write(case)


def _card_problem(case: Case) -> None:
    assert case.card
    assert case.text.not_saved() not in case.read
    assert case.text.no_event_open() not in case.read
    assert not _can_write(case)


def _no_event(case: Case) -> None:
    assert case.text.no_event_open() in case.read


def _zone_5(case: Case) -> None:
    _card(case)
    assert "04:00" in case.read


def _updatable(case: Case) -> None:
    """The switches show the settings of the Meet that the event has."""
    _card(case)
    assert inputs(case.answer).keys() >= SWITCHES
    assert f"{case.stage.function.url}/calendar/event/update" in clicks(case.answer)


def _replaceable(case: Case) -> None:
    _card(case)
    assert "Acme Call" in case.read
    assert f"{case.stage.function.url}/calendar/event/replace" in clicks(case.answer)


def _created(case: Case) -> None:
    uri = link(case.stage, ANA, case.delivered.scene.event)
    assert uri is not None
    assert uri in links(case.answer)
    assert case.text.created() in case.read


def _updated(case: Case) -> None:
    assert case.text.updated() in case.read
    assert case.delivered.scene.met_space.uri in links(case.answer)


def _help_card(case: Case) -> None:
    assert case.text.help_subtitle() in case.read


def _can_write(case: Case) -> bool:
    writing = ("/create", "/update", "/replace", "/replace/confirm")
    return any(function.endswith(writing) for function in clicks(case.answer))


EXPECTED: Mapping[str, Expected] = {
    "meet-made": Expected(_meet_made, {CREATE_SPACE: 1}),
    "meet-made-thread": Expected(_meet_made_in_thread, {CREATE_SPACE: 1}),
    "meet-offered": Expected(_offers("/chat/meet")),
    "schedule-offered": Expected(_offers("/chat/schedule")),
    "settings-offered": Expected(_offers("/chat/settings")),
    "schedule-dialog": Expected(_schedule_dialog),
    "settings-dialog": Expected(_settings_dialog),
    "meet-settings-dialog": Expected(_meet_settings_dialog, reads=True),
    "dialog": Expected(_dialog, reads=True),
    "scheduled": Expected(_scheduled, {CREATE_SPACE: 1, INSERT: 1}, reads=True),
    "dialog-closed": Expected(_dialog_closed),
    "help-intro": Expected(_help_intro),
    "help-welcome": Expected(_help_welcome),
    "help-unknown": Expected(_help_unknown),
    "help-thread": Expected(_help_thread),
    "help-dialog": Expected(_help_dialog),
    "scopes": Expected(_scopes),
    "welcome": Expected(_welcome),
    "empty": Expected(_empty),
    "no-new-message": Expected(_empty),
    "any-post": Expected(_any_post),
    "any-private-or-empty": Expected(_any_private_or_empty),
    "any": Expected(_any),
    "needs-addon": Expected(_needs_addon),
    "home": Expected(_home, reads=True),
    "help-card": Expected(_help_card),
    "card": Expected(_card, reads=True),
    "card-unsaved": Expected(_card_unsaved, reads=True),
    "card-problem": Expected(_card_problem, reads=True),
    "no-event": Expected(_no_event),
    "zone-5": Expected(_zone_5, reads=True),
    "updatable": Expected(_updatable, reads=True),
    "replaceable": Expected(_replaceable, reads=True),
    "created": Expected(_created, {CREATE_SPACE: 1, PATCH_EVENT: 1}, reads=True),
    "updated": Expected(_updated, {PATCH_SPACE: 1}, reads=True),
}
