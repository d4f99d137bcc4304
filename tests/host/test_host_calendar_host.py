"""The player of Calendar's sidebar, against a real add-on over HTTP."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Response
from google.auth import jwt

from sandbox.addon import AddOn
from sandbox.google.clock import Clock
from sandbox.google.identity import Signer
from sandbox.google.world import World
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.exchange import HostRefusal, OpenedLink
from sandbox.hosts.installation import Header
from sandbox.hosts.parts import NoSuchPartError
from sandbox.hosts.wire import Complaint
from tests.host.chat_stage import without_tokens
from tests.support.people import ANA
from tests.support.tiny_addon import TinyAddon, running_addon

Json = dict[str, Any]
SCOPE = "https://www.googleapis.com/auth/"
EXECUTE = f"{SCOPE}calendar.addons.execute"
READ = f"{SCOPE}calendar.addons.current.event.read"
WRITE = f"{SCOPE}calendar.addons.current.event.write"
EMAIL = f"{SCOPE}userinfo.email"
LOCALE = f"{SCOPE}script.locale"
OWNED = f"{SCOPE}calendar.events.owned"
SCOPES = [EXECUTE, READ, LOCALE, EMAIL, OWNED]

ROBOT = "service-1@gcp-sa-gsuiteaddons.iam.gserviceaccount.com"
CLIENT = "1-addon.apps.googleusercontent.com"

COMMON = {
    "hostApp": "CALENDAR",
    "platform": "WEB",
    "userLocale": "en-US",
    "timeZone": {"id": "Europe/Madrid", "offset": 3_600_000},
}


@dataclass
class Google:
    """The part of the stand-in that the host uses."""

    world: World
    signer: Signer


MakeHost = Callable[..., CalendarHost]


@pytest.fixture(scope="module")
def signer() -> Signer:
    """One key for all tests of this module."""
    return Signer()


@pytest.fixture
def google(signer: Signer) -> Google:
    """A world on a morning in November, in which Ana has an account."""
    made = Google(World(clock=Clock(datetime(2026, 11, 20, 9, tzinfo=UTC))), signer)
    made.world.add_user(ANA, display_name="Ana")
    return made


@pytest.fixture
def addon() -> Iterator[TinyAddon]:
    """A running add-on."""
    with running_addon() as running:
        yield running


def deployment(**changes: object) -> Json:
    """A deployment with every trigger the host plays."""
    return {
        "oauthScopes": SCOPES,
        "addOns": {
            "common": {
                "name": "Tiny",
                "logoUrl": "https://www.example.com/logo.png",
                "useLocaleFromApp": True,
                "openLinkUrlPrefixes": ["https://meet.google.com/"],
                "universalActions": [
                    {"label": "Defaults", "runFunction": "${ADDON_URL}/defaults"},
                    {"label": "Help", "openLink": "https://www.example.com/help"},
                ],
            },
            "calendar": {
                "homepageTrigger": {"runFunction": "${ADDON_URL}/home"},
                "eventOpenTrigger": {"runFunction": "${ADDON_URL}/open"},
                "eventUpdateTrigger": {"runFunction": "${ADDON_URL}/update"},
                "currentEventAccess": "READ",
            },
            "httpOptions": {"granularOauthPermissionSupport": "OPT_IN"},
        },
        **changes,
    }


@pytest.fixture
def make_host(google: Google, addon: TinyAddon, tmp_path: Path) -> Iterator[MakeHost]:
    """Make Ana's Calendar with a deployment and options of the host."""
    players = AddOn(addon.url, google, folder=tmp_path, service_account=ROBOT, client_id=CLIENT)

    def make(resource: Json | None = None, **options: Any) -> CalendarHost:  # noqa: ANN401  # as the host takes them
        (tmp_path / "deployment.json").write_text(json.dumps(resource or deployment()))
        return players.calendar_of(google.world.people.user(ANA), **options)

    yield make
    players.close()


def card(title: str, *widgets: Json, **parts: object) -> Json:
    """A card with one section."""
    shown = widgets or ({"textParagraph": {"text": "Hello"}},)
    return {"header": {"title": title}, "sections": [{"widgets": list(shown)}], **parts}


def push(pushed: Json) -> Json:
    """An answer that pushes a card."""
    return {"action": {"navigations": [{"pushCard": pushed}]}}


def button(label: str, url: str, **action: object) -> Json:
    """A button that calls the add-on."""
    return {"text": label, "onClick": {"action": {"function": url, **action}}}


def switch(name: str, *, selected: bool = False, **control: object) -> Json:
    """A text with a switch."""
    return {
        "decoratedText": {
            "text": name,
            "switchControl": {"name": name, "value": "on", "selected": selected, **control},
        }
    }


def test_home_event_is_exact(make_host: MakeHost, addon: TinyAddon) -> None:
    """Opening the sidebar posts an event without a calendar object."""
    addon.answers["/home"] = push(card("Home"))
    host = make_host()
    exchange = host.open_home()
    assert f"{addon.url}/home" == exchange.url
    assert {"commonEventObject": COMMON} == without_tokens(addon.last.body)
    assert addon.last.body == exchange.request
    assert card("Home") == host.card
    assert 200 == exchange.status
    assert exchange.milliseconds > 0


def test_tokens_say_who_calls_and_who_acts(
    make_host: MakeHost, addon: TinyAddon, google: Google
) -> None:
    """Both ID tokens are signed for the right audience; the access token carries the grants."""
    addon.answers["/home"] = {}
    make_host().open_home()
    given = addon.last.body["authorizationEventObject"]
    certificates = google.signer.certificates()
    system = jwt.decode(given["systemIdToken"], certs=certificates, audience=f"{addon.url}/home")
    person = jwt.decode(given["userIdToken"], certs=certificates, audience=CLIENT)
    token = google.world.people.token(given["userOAuthToken"])
    assert token is not None
    assert ROBOT == system["email"]
    assert (ANA, google.world.people.user(ANA).sub) == (person["email"], person["sub"])
    assert frozenset(SCOPES) == token.scopes
    assert [*SCOPES, "openid"] == given["authorizedScopes"]
    assert f"Bearer {given['systemIdToken']}" == addon.last.headers["Authorization"]


def test_audience_can_be_the_base_url(
    make_host: MakeHost, addon: TinyAddon, google: Google
) -> None:
    """The audience of the system token can be the base URL instead of the invoked one."""
    addon.answers["/home"] = {}
    google.world.knobs.audience = "base URL"
    make_host().open_home()
    token = addon.last.body["authorizationEventObject"]["systemIdToken"]
    assert addon.url == jwt.decode(token, certs=google.signer.certificates(), verify=True)["aud"]


@pytest.mark.parametrize(
    ("header", "ending"),
    [(Header.SIGNATURE_REMOVED, ".SIGNATURE_REMOVED_BY_GOOGLE"), (Header.MISSING, None)],
)
def test_header_arrives_as_ordered(
    make_host: MakeHost, addon: TinyAddon, header: Header, ending: str | None
) -> None:
    """The Authorization header can lose its signature or be missing."""
    addon.answers["/home"] = {}
    host = make_host()
    host.installation.header = header
    host.open_home()
    given = addon.last.headers.get("Authorization")
    token = addon.last.body["authorizationEventObject"]["systemIdToken"]
    assert (ending and f"Bearer {token.rpartition('.')[0]}{ending}") == given


def test_tampering_changes_what_is_sent(make_host: MakeHost, addon: TinyAddon) -> None:
    """An event and its headers can be changed just before they are sent."""
    addon.answers["/home"] = {}
    host = make_host()
    host.installation.tamper = lambda event, headers: (
        event | {"gmail": {}},
        headers | {"X-Extra": "1"},
    )
    host.open_home()
    assert {} == addon.last.body["gmail"]
    assert "1" == addon.last.headers["X-Extra"]


def test_event_object_is_exact(make_host: MakeHost, addon: TinyAddon, google: Google) -> None:
    """Opening an event tells its ids, organizer, guests, conference and what one may see."""
    space = google.world.meet.make_meet(ANA)
    event_id = google.world.calendar.add_event(
        ANA, event_id="evt10", attendees=["bo@example.com"], conference=space
    )
    addon.answers["/open"] = push(card("Event"))
    make_host().open_event(ANA, event_id)
    told = addon.last.body["calendar"]
    conference = google.world.calendar.event(ANA, event_id, ANA)["conferenceData"]
    assert {
        "id": "evt10",
        "calendarId": ANA,
        "organizer": {"email": ANA},
        "attendees": [
            {"email": ANA, "responseStatus": "accepted", "organizer": True, "self": True},
            {"email": "bo@example.com", "responseStatus": "needsAction"},
        ],
        "conferenceData": {
            name: conference[name] for name in ("conferenceId", "conferenceSolution", "entryPoints")
        },
        "capabilities": {"canSeeAttendees": True, "canSeeConferenceData": True},
    } == told


def test_editor_can_differ_from_what_is_saved(
    make_host: MakeHost, addon: TinyAddon, google: Google
) -> None:
    """The conference in the editor may be another one than the saved one, or none."""
    google.world.calendar.add_event(
        ANA, event_id="evt10", conference=google.world.meet.make_meet(ANA)
    )
    addon.answers["/open"] = {}
    addon.answers["/update"] = {}
    host = make_host()
    host.open_event(ANA, "evt10", conference=None)
    assert "conferenceData" not in addon.last.body["calendar"]
    host.update_event(
        conference={"conferenceId": "abc-defg-hij", "signature": "x"},
        attendees=({"email": "cy@example.com", "optional": False},),
    )
    assert "/update" == addon.last.path
    assert {"conferenceId": "abc-defg-hij"} == addon.last.body["calendar"]["conferenceData"]
    assert [{"email": "cy@example.com"}] == addon.last.body["calendar"]["attendees"]


def test_draft_has_ids_only(make_host: MakeHost, addon: TinyAddon, google: Google) -> None:
    """An event that is not saved yet is told by its ids."""
    draft = google.world.calendar.add_draft(ANA)
    addon.answers["/open"] = {}
    make_host().open_event(ANA, draft)
    told = addon.last.body["calendar"]
    assert (draft, ANA) == (told["id"], told["calendarId"])
    assert {"id", "calendarId", "capabilities"} == told.keys()


def test_offset_is_that_of_the_date(make_host: MakeHost, addon: TinyAddon, google: Google) -> None:
    """The offset of the time zone follows daylight saving time."""
    google.world.clock.advance(timedelta(days=240))
    addon.answers["/home"] = {}
    make_host(time_zone="America/New_York", locale="de").open_home()
    common = addon.last.body["commonEventObject"]
    assert {"id": "America/New_York", "offset": -14_400_000} == common["timeZone"]
    assert "de" == common["userLocale"]


def test_without_grants_only_the_system_token_is_sent(
    make_host: MakeHost, addon: TinyAddon, google: Google
) -> None:
    """Before any consent the add-on learns neither who acts nor which event is open."""
    google.world.calendar.add_event(ANA, event_id="evt10")
    addon.answers["/open"] = {}
    make_host(granted=frozenset()).open_event(ANA, "evt10")
    assert {"systemIdToken"} == addon.last.body["authorizationEventObject"].keys()
    assert {"commonEventObject": {"hostApp": "CALENDAR", "platform": "WEB"}} == without_tokens(
        addon.last.body
    )


def test_click_sends_parameters_as_a_map_and_the_whole_form(
    make_host: MakeHost, addon: TinyAddon
) -> None:
    """A click carries the action's parameters and every input of the displayed card."""
    save = button("Save", f"{addon.url}/save", parameters=[{"key": "step", "value": "2"}])
    addon.answers["/home"] = push(
        card(
            "Home",
            switch("recording", selected=True),
            switch("transcription"),
            {"textInput": {"name": "title", "label": "Title"}},
            {"dateTimePicker": {"name": "when", "label": "When"}},
            fixedFooter={"primaryButton": save},
        )
    )
    addon.answers["/save"] = {"renderActions": {"action": {"notification": {"text": "Saved"}}}}
    host = make_host()
    host.open_home()
    host.set_switch("transcription", on=True)
    host.set_input("title", "Review")
    host.set_input("when", datetime(2026, 1, 1, tzinfo=UTC))
    exchange = host.press_primary()
    assert {
        "commonEventObject": {
            **COMMON,
            "formInputs": {
                "recording": {"stringInputs": {"value": ["on"]}},
                "transcription": {"stringInputs": {"value": ["on"]}},
                "title": {"stringInputs": {"value": ["Review"]}},
                "when": {
                    "dateTimeInput": {
                        "msSinceEpoch": 1_767_225_600_000,
                        "hasDate": True,
                        "hasTime": True,
                    }
                },
            },
            "parameters": {"step": "2"},
        }
    } == without_tokens(addon.last.body)
    assert "Saved" == exchange.notification == host.notification


def test_numbers_can_be_strings(make_host: MakeHost, addon: TinyAddon, google: Google) -> None:
    """Numbers can be written as strings, those of pickers too."""
    google.world.knobs.numbers = "string"
    addon.answers["/home"] = push(
        card(
            "Home",
            {"dateTimePicker": {"name": "day", "type": "DATE_ONLY", "valueMsEpoch": "86400000"}},
            {"buttonList": {"buttons": [button("Go", f"{addon.url}/go")]}},
        )
    )
    addon.answers["/go"] = {}
    host = make_host()
    host.open_home()
    host.press("Go")
    inputs = addon.last.body["commonEventObject"]["formInputs"]
    assert {"day": {"dateInput": {"msSinceEpoch": "86400000"}}} == inputs


def test_form_is_cleared_unless_values_persist(make_host: MakeHost, addon: TinyAddon) -> None:
    """An action without persistValues puts the form back to what the card proposes."""
    addon.answers["/home"] = push(
        card(
            "Home",
            switch("recording"),
            {
                "buttonList": {
                    "buttons": [
                        button("Keep", f"{addon.url}/go", persistValues=True),
                        button("Clear", f"{addon.url}/go"),
                    ]
                }
            },
        )
    )
    addon.answers["/go"] = {}
    host = make_host()
    host.open_home()
    host.set_switch("recording", on=True)
    sent = []
    for label in ("Keep", "Clear", "Keep"):
        host.press(label)
        sent.append("formInputs" in addon.last.body["commonEventObject"])
    assert [True, True, False] == sent


def test_clicks_in_an_event_carry_the_event(
    make_host: MakeHost, addon: TinyAddon, google: Google
) -> None:
    """A click on a card of an open event tells that event, one on the home card does not."""
    google.world.calendar.add_event(ANA, event_id="evt10")
    shown = card("Any", {"buttonList": {"buttons": [button("Go", f"{addon.url}/go")]}})
    addon.answers |= {"/home": push(shown), "/open": push(shown), "/go": {}}
    host = make_host()
    host.open_home()
    host.press("Go")
    assert "calendar" not in addon.last.body
    host.open_event(ANA, "evt10")
    host.press("Go")
    assert "evt10" == addon.last.body["calendar"]["id"]


def test_leaving_the_event_runs_the_homepage(
    make_host: MakeHost, addon: TinyAddon, google: Google
) -> None:
    """Closing an event drops its cards and runs the homepage trigger."""
    google.world.calendar.add_event(ANA, event_id="evt10")
    addon.answers |= {"/home": push(card("Home")), "/open": push(card("Event"))}
    host = make_host()
    host.open_event(ANA, "evt10")
    assert "Event" == host.card["header"]["title"]
    host.close_event()
    assert ["/open", "/home"] == [received.path for received in addon.received]
    assert "Home" == host.card["header"]["title"]


def test_refresh_runs_the_root_trigger_again(
    make_host: MakeHost, addon: TinyAddon, google: Google
) -> None:
    """Refreshing replaces the cards of the visible context with a new root."""
    google.world.calendar.add_event(ANA, event_id="evt10")
    addon.answers |= {"/home": push(card("Home")), "/open": push(card("Event"))}
    host = make_host()
    host.open_home()
    host.open_event(ANA, "evt10")
    host.refresh()
    assert ["/home", "/open", "/open"] == [received.path for received in addon.received]
    assert 1 == len(host.stack.cards)
    host.close_event()
    host.refresh()
    assert "/home" == addon.last.path


def test_pop_to_root_at_home_runs_the_homepage(make_host: MakeHost, addon: TinyAddon) -> None:
    """In the home stack popToRoot runs the homepage trigger again."""
    addon.answers["/home"] = push(
        card("Home", {"buttonList": {"buttons": [button("Go", f"{addon.url}/go")]}})
    )
    addon.answers["/go"] = {"action": {"navigations": [{"popToRoot": True}]}}
    host = make_host()
    host.open_home()
    host.press("Go")
    assert ["/home", "/go", "/home"] == [received.path for received in addon.received]


def test_consent_is_asked_and_the_action_re_executed(make_host: MakeHost, addon: TinyAddon) -> None:
    """A request for scopes prompts the person, then the same action runs with the new grants."""

    def go(event: Json) -> Json:
        if OWNED in event["authorizationEventObject"]["authorizedScopes"]:
            return push(card("Done"))
        return {"requesting_google_scopes": {"scopes": [OWNED]}}

    addon.answers["/home"] = push(
        card(
            "Home",
            switch("recording"),
            fixedFooter={"primaryButton": button("Go", f"{addon.url}/go")},
        )
    )
    addon.answers["/go"] = go
    host = make_host(granted=frozenset({EXECUTE, EMAIL}))
    host.open_home()
    host.set_switch("recording", on=True)
    host.press_primary()
    first, second = (received.body for received in addon.received[1:])
    assert [[OWNED]] == host.consents
    assert first["commonEventObject"] == second["commonEventObject"]
    assert [EXECUTE, EMAIL, OWNED, "openid"] == second["authorizationEventObject"][
        "authorizedScopes"
    ]
    assert "Done" == host.card["header"]["title"]


def test_declined_scopes_still_re_execute(make_host: MakeHost, addon: TinyAddon) -> None:
    """The action runs again even when the person declined, so the add-on can say so."""
    answers = iter([{"requestingGoogleScopes": {"allScopes": True}}, push(card("Declined"))])
    addon.answers["/home"] = lambda _event: next(answers)
    host = make_host(granted=frozenset({EXECUTE}), consent=lambda _asked: set())
    host.open_home()
    assert [SCOPES] == host.consents
    assert "Declined" == host.card["header"]["title"]
    assert frozenset({EXECUTE}) == host.granted


def test_endless_prompts_are_stopped(make_host: MakeHost, addon: TinyAddon) -> None:
    """An add-on that asks again and again is stopped after five re-executions."""
    addon.answers["/home"] = {"requestingGoogleScopes": {"scopes": [OWNED]}}
    host = make_host()
    with pytest.raises(HostRefusal, match="asks for consent more than 5 times"):
        host.open_home()
    assert 6 == len(addon.received)


def test_a_declined_prompt_may_be_the_end(
    make_host: MakeHost, addon: TinyAddon, google: Google
) -> None:
    """Under the other reading nothing runs again where nothing was granted; the card stays."""
    google.world.knobs.prompt_repeats_declined = False
    go = button("Go", f"{addon.url}/go")
    addon.answers["/home"] = push(card("Home", fixedFooter={"primaryButton": go}))
    addon.answers["/go"] = {"requestingGoogleScopes": {"scopes": [OWNED]}}
    host = make_host(granted=frozenset({EXECUTE}), consent=lambda _asked: set())
    host.open_home()
    host.press_primary()
    assert [[OWNED]] == host.consents
    assert ["/home", "/go"] == [received.path for received in addon.received]
    assert "Home" == host.card["header"]["title"]


def test_an_action_may_be_repeated_once(
    make_host: MakeHost, addon: TinyAddon, google: Google
) -> None:
    """Under the other reading a second prompt for one action is one too many."""
    google.world.knobs.consent_rounds = 1
    addon.answers["/home"] = {"requestingGoogleScopes": {"scopes": [OWNED]}}
    with pytest.raises(HostRefusal, match="asks for consent more than once"):
        make_host().open_home()
    assert 2 == len(addon.received)


def test_a_form_may_stay_as_it_is(make_host: MakeHost, addon: TinyAddon, google: Google) -> None:
    """Under the other reading an action without persistValues clears nothing."""
    google.world.knobs.redraw_resets_form = False
    clear = {"buttonList": {"buttons": [button("Clear", f"{addon.url}/go")]}}
    addon.answers["/home"] = push(card("Home", switch("recording"), clear))
    addon.answers["/go"] = {}
    host = make_host()
    host.open_home()
    host.set_switch("recording", on=True)
    host.press("Clear")
    assert host.shown is not None
    assert {"recording": ("on",)} == host.shown.form


def test_hosts_may_know_somebody_by_an_alias(
    make_host: MakeHost, addon: TinyAddon, google: Google
) -> None:
    """The address in the ID token may be none that a calendar has; the account is the same."""
    google.world.knobs.user_mail = "alias"
    addon.answers["/home"] = {}
    make_host().open_home()
    token = addon.last.body["authorizationEventObject"]["userIdToken"]
    claims = jwt.decode(token, certs=google.signer.certificates(), audience=CLIENT)
    ana = google.world.people.user(ANA)
    assert (ana.alias, ana.sub) == (claims["email"], claims["sub"])


def test_scopes_outside_the_deployment_are_refused(make_host: MakeHost, addon: TinyAddon) -> None:
    """Asking for a scope that oauthScopes does not list is an error."""
    addon.answers["/home"] = {"requestingGoogleScopes": {"scopes": [f"{SCOPE}drive"]}}
    host = make_host(strict=False)
    exchange = host.open_home()
    assert (
        Complaint("", f"asks for scopes not in oauthScopes: ['{SCOPE}drive']"),
    ) == exchange.complaints
    assert [] == host.consents


def test_strict_host_refuses_and_keeps_its_cards(make_host: MakeHost, addon: TinyAddon) -> None:
    """A strict host raises on a bad answer and shows what it showed before."""
    addon.answers["/home"] = push(card("Home"))
    host = make_host()
    host.open_home()
    addon.answers["/home"] = {"action": {"navigations": [{"popCard": True}]}}
    with pytest.raises(HostRefusal) as refused:
        host.open_home()
    assert [
        "action.navigations[0]",
        "action.navigations[0].popCard",
    ] == [complaint.path for complaint in refused.value.exchange.complaints]
    assert refused.value.exchange is host.exchanges[-1]
    assert "Home" == host.card["header"]["title"]


def test_lenient_host_shows_nothing_of_a_stripped_card(
    make_host: MakeHost, addon: TinyAddon
) -> None:
    """A card with a Chat-only dialog button is not shown in Calendar."""
    opens = button("Go", f"{addon.url}/go", interaction="OPEN_DIALOG")
    addon.answers["/home"] = push(card("Home", {"buttonList": {"buttons": [opens]}}))
    host = make_host(strict=False)
    exchange = host.open_home()
    assert [True] == [complaint.strips_card for complaint in exchange.complaints]
    with pytest.raises(NoSuchPartError, match="no card is visible"):
        assert host.card


@pytest.mark.parametrize(
    ("response", "complaint"),
    [
        (Response("{}", 500, content_type="application/json"), "answered with HTTP 500"),
        (Response("", 302, {"Location": "/home"}), "answered with HTTP 302"),
        (Response("oops", content_type="application/json"), "is not JSON"),
        (Response("NaN", content_type="application/json"), "is not JSON"),
        (Response("[]", content_type="application/json"), "is no JSON object"),
        (Response("{}", content_type="text/html"), "is text/html, not application/json"),
    ],
)
def test_answers_that_are_no_json_objects_are_refused(
    make_host: MakeHost, addon: TinyAddon, response: Response, complaint: str
) -> None:
    """Only a 2xx answer with a JSON object counts."""
    addon.answers["/home"] = lambda _event: response
    host = make_host(strict=False)
    assert [complaint] == [found.reason for found in host.open_home().complaints]
    assert 1 == len(addon.received)


def test_no_answer_in_time_is_a_complaint(make_host: MakeHost, addon: TinyAddon) -> None:
    """The host gives up after its timeout and does not ask twice."""
    release = threading.Event()

    def wait(_event: Json) -> Json:
        release.wait(10)
        return {}

    addon.answers["/home"] = wait
    exchange = make_host(strict=False, timeout=0.05).open_home()
    release.set()
    assert exchange.status is None
    assert [f"no answer from {addon.url}/home: ReadTimeoutError"] == [
        found.reason for found in exchange.complaints
    ]


def test_pressing_twice_sends_both_at_the_same_time(make_host: MakeHost, addon: TinyAddon) -> None:
    """A double press sends the same click twice before either is answered."""
    both = threading.Barrier(2)

    def create(_event: Json) -> Json:
        both.wait(10)
        return {"action": {"notification": {"text": "made"}}}

    addon.answers["/home"] = push(
        card("Home", fixedFooter={"primaryButton": button("Create", f"{addon.url}/create")})
    )
    addon.answers["/create"] = create
    host = make_host()
    host.open_home()
    first, second = host.press_twice()
    assert ("made", "made") == (first.notification, second.notification)
    assert first.request is not None
    assert second.request is not None
    assert without_tokens(first.request) == without_tokens(second.request)
    assert 3 == len(host.exchanges)


def test_links_are_opened_without_asking_the_addon(
    make_host: MakeHost, addon: TinyAddon, google: Google
) -> None:
    """A link button opens its URL; one that reloads runs the root trigger when it is closed."""
    google.world.calendar.add_event(ANA, event_id="evt10")
    link = {"url": "https://meet.google.com/abc", "openAs": "OVERLAY", "onClose": "RELOAD"}
    join = {"text": "Join", "onClick": {"openLink": link}}
    addon.answers["/open"] = push(card("Event", {"buttonList": {"buttons": [join]}}))
    host = make_host()
    host.open_event(ANA, "evt10")
    exchange = host.press("Join")
    assert (OpenedLink("https://meet.google.com/abc", "OVERLAY", reloads=True),) == exchange.links
    assert exchange.url is None
    assert 1 == len(addon.received)
    host.close_link(exchange)
    assert 2 == len(addon.received)


def test_dynamic_link_has_to_bring_a_link(make_host: MakeHost, addon: TinyAddon) -> None:
    """OpenDynamicLinkAction asks the add-on, which has to answer with a link."""
    ask = {"text": "Join", "onClick": {"openDynamicLinkAction": {"function": f"{addon.url}/go"}}}
    addon.answers["/home"] = push(card("Home", {"buttonList": {"buttons": [ask]}}))
    addon.answers["/go"] = {"action": {"link": {"url": "https://meet.google.com/abc"}}}
    host = make_host()
    host.open_home()
    assert (OpenedLink("https://meet.google.com/abc"),) == host.press("Join").links
    addon.answers["/go"] = {}
    with pytest.raises(HostRefusal, match="needs a link"):
        host.press("Join")


def test_menus_reach_the_addon(make_host: MakeHost, addon: TinyAddon) -> None:
    """The card's own menu and the universal actions post to their URLs or open their links."""
    reset = {"actionLabel": "Reset", "onClick": {"action": {"function": f"{addon.url}/reset"}}}
    addon.answers |= {
        "/home": push(card("Home", cardActions=[reset])),
        "/reset": {},
        "/defaults": {"renderActions": push(card("Defaults"))},
    }
    host = make_host()
    host.open_home()
    host.card_action("Reset")
    host.universal_action("Defaults")
    assert ["/home", "/reset", "/defaults"] == [received.path for received in addon.received]
    assert "Defaults" == host.card["header"]["title"]
    assert (OpenedLink("https://www.example.com/help"),) == host.universal_action("Help").links


def test_required_inputs_keep_the_client_from_sending(
    make_host: MakeHost, addon: TinyAddon
) -> None:
    """A click whose required input is empty sends nothing."""
    save = button("Save", f"{addon.url}/save", requiredWidgets=["title"])
    addon.answers["/home"] = push(
        card(
            "Home",
            {"textInput": {"name": "title", "label": "Title"}},
            {"buttonList": {"buttons": [save]}},
        )
    )
    addon.answers["/save"] = {}
    host = make_host()
    host.open_home()
    assert ("title",) == host.press("Save").missing
    assert 1 == len(addon.received)
    host.set_input("title", "Review")
    host.press("Save")
    assert 2 == len(addon.received)


def test_change_actions_fire_when_a_switch_is_touched(
    make_host: MakeHost, addon: TinyAddon
) -> None:
    """Touching a switch with an onChangeAction posts the form as it then stands."""
    changed = {"function": f"{addon.url}/changed", "persistValues": True}
    addon.answers["/home"] = push(card("Home", switch("recording", onChangeAction=changed)))
    addon.answers["/changed"] = {}
    host = make_host()
    host.open_home()
    assert host.set_switch("recording", on=True) is not None
    inputs = addon.last.body["commonEventObject"]["formInputs"]
    assert {"recording": {"stringInputs": {"value": ["on"]}}} == inputs


def test_completions_are_asked_for(make_host: MakeHost, addon: TinyAddon) -> None:
    """A text input with an autoCompleteAction posts the partial text."""
    text = {
        "name": "lang",
        "label": "Language",
        "autoCompleteAction": {"function": f"{addon.url}/c"},
    }
    addon.answers["/home"] = push(card("Home", {"textInput": text}))
    addon.answers["/c"] = {"autoComplete": {"items": [{"text": "Java"}]}}
    host = make_host()
    host.open_home()
    assert {"autoComplete": {"items": [{"text": "Java"}]}} == host.autocomplete(
        "lang", "Ja"
    ).response
    inputs = addon.last.body["commonEventObject"]["formInputs"]
    assert {"lang": {"stringInputs": {"value": ["Ja"]}}} == inputs


def test_calendar_edits_need_write_access(
    make_host: MakeHost, addon: TinyAddon, google: Google
) -> None:
    """A calendar action is refused under READ access and accepted under READ_WRITE."""
    google.world.calendar.add_event(ANA, event_id="evt10")
    edit = {"editAttendeesActionMarkup": {"addAttendeeEmails": ["cy@example.com"]}}
    addon.answers["/open"] = {"hostAppAction": {"calendarAction": edit}}
    with pytest.raises(HostRefusal, match="needs an open event, WRITE access"):
        make_host().open_event(ANA, "evt10")
    writable = deployment(oauthScopes=[*SCOPES, WRITE])
    writable["addOns"]["calendar"]["currentEventAccess"] = "READ_WRITE"
    assert () == make_host(writable).open_event(ANA, "evt10").complaints


def test_parts_that_are_not_there_are_named(make_host: MakeHost, addon: TinyAddon) -> None:
    """Pressing what the card does not have says what it has."""
    off = button("Later", f"{addon.url}/go") | {"disabled": True}
    addon.answers["/home"] = push(card("Home", {"buttonList": {"buttons": [off]}}))
    host = make_host()
    host.open_home()
    with pytest.raises(NoSuchPartError, match="0 parts are labelled 'Go'; there are 'Later'"):
        host.press("Go")
    with pytest.raises(NoSuchPartError, match="'Later' is disabled"):
        host.press("Later")
    with pytest.raises(NoSuchPartError, match="the card has no primaryButton"):
        host.press_primary()
    with pytest.raises(NoSuchPartError, match="0 switches are named 'recording'"):
        host.set_switch("recording", on=True)
    with pytest.raises(NoSuchPartError, match="no event is open"):
        host.close_event()


def test_text_shows_the_switches_as_they_stand(make_host: MakeHost, addon: TinyAddon) -> None:
    """The card as text follows what the person touched, and ends with the whole menu."""
    addon.answers["/home"] = push(card("Home", switch("recording")))
    host = make_host()
    host.open_home()
    host.set_switch("recording", on=True)
    lines = [line.strip("│ ") for line in host.text().splitlines()]
    assert [
        "Home",
        "[x] recording",
        "⋮ Defaults · Help",
    ] == [line for line in lines if line[0] not in "╭├╰"]


def test_card_links_are_pushed_by_the_client(make_host: MakeHost, addon: TinyAddon) -> None:
    """An onClick with a card shows it without a request, and the back arrow leads back."""
    more = {"text": "More", "onClick": {"card": card("More")}}
    addon.answers["/home"] = push(card("Home", {"buttonList": {"buttons": [more]}}))
    host = make_host()
    host.open_home()
    host.press(more)
    assert "More" == host.card["header"]["title"]
    assert 1 == len(addon.received)
    host.back()
    assert "Home" == host.card["header"]["title"]


def test_notification_is_that_of_the_last_gesture(make_host: MakeHost, addon: TinyAddon) -> None:
    """A notification does not outlive the next thing the person does."""
    addon.answers["/home"] = {"action": {"notification": {"text": "Hello"}}}
    host = make_host()
    host.open_home()
    assert "Hello" == host.notification
    host.universal_action("Help")
    assert host.notification is None


def test_trigger_pushes_one_card(make_host: MakeHost, addon: TinyAddon) -> None:
    """Several cards from one trigger are not documented over HTTP."""
    steps = [{"pushCard": card("One")}, {"pushCard": card("Two")}]
    addon.answers["/home"] = {"action": {"navigations": steps}}
    with pytest.raises(HostRefusal, match="a trigger should push one card"):
        make_host().open_home()


def test_peeking_card_is_opened_by_a_click(
    make_host: MakeHost, addon: TinyAddon, google: Google
) -> None:
    """With PEEK the home card stays in front; its clicks do not tell the event."""
    google.world.calendar.add_event(ANA, event_id="evt10")
    addon.answers |= {
        "/home": push(card("Home")),
        "/open": push(card("Event", displayStyle="PEEK")),
    }
    host = make_host()
    host.open_home()
    host.open_event(ANA, "evt10")
    assert "Home" == host.card["header"]["title"]
    host.open_peek()
    assert "Event" == host.card["header"]["title"]


def test_inputs_take_what_fits_them(make_host: MakeHost, addon: TinyAddon) -> None:
    """A selection takes its items' values, a picker moments, a text strings; empty clears."""
    room = {"name": "room", "items": [{"text": "A", "value": "a"}, {"text": "B", "value": "b"}]}
    addon.answers["/home"] = push(
        card(
            "Home",
            {"selectionInput": room},
            {"dateTimePicker": {"name": "at", "type": "TIME_ONLY"}},
            {"textInput": {"name": "title", "label": "Title", "value": "Old"}},
        )
    )
    host = make_host()
    host.open_home()
    host.set_input("room", ["a", "b"])
    host.set_input("title", "")
    assert host.shown is not None
    assert {"room": ("a", "b")} == host.shown.form
    with pytest.raises(NoSuchPartError, match="'room' has no item c"):
        host.set_input("room", "c")
    with pytest.raises(TypeError, match="'at' is a dateTimePicker"):
        host.set_input("at", "9:30")
    with pytest.raises(TypeError, match="'title' is a textInput"):
        host.set_input("title", timedelta(hours=1))
    with pytest.raises(NoSuchPartError, match="no input is named 'other'"):
        host.set_input("other", "x")
