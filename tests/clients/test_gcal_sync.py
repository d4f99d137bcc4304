"""Bo keeps a copy of his calendars with gcal_sync."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import aiohttp
from gcal_sync.api import GoogleCalendarService, LocalListEventsRequest
from gcal_sync.auth import AbstractAuth
from gcal_sync.model import DateOrDatetime, Event
from gcal_sync.store import InMemoryCalendarStore
from gcal_sync.sync import CalendarEventSyncManager, CalendarListSyncManager

from sandbox.google.server import GoogleServer
from tests.support.google_client import Stage
from tests.support.people import BO

TEN = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)
WEEK = LocalListEventsRequest(start_time=TEN - DAY, end_time=TEN + 14 * DAY)


class _Auth(AbstractAuth):
    """One access token for the stand-in."""

    def __init__(self, session: aiohttp.ClientSession, google: GoogleServer, token: str) -> None:
        super().__init__(session, f"{google.url}/calendar/v3")
        self._token = token

    async def async_get_access_token(self) -> str:
        return self._token


@dataclass
class Copies:
    """What Bo's device holds: his calendars and the events on his own."""

    service: GoogleCalendarService
    calendars: CalendarListSyncManager
    events: CalendarEventSyncManager

    async def titles(self) -> list[tuple[str, date]]:
        """The events of the two weeks after a sync."""
        await self.events.run()
        listed = await self.events.store_service.async_list_events(WEEK)
        return [(event.summary, event.start.value) for event in listed.events]

    async def names(self) -> set[str]:
        """The ids of the calendars after a sync."""
        await self.calendars.run()
        listed = await self.calendars.store_service.async_list_calendars()
        return {calendar.id for calendar in listed.calendars}


def played(stage: Stage, story: Callable[[Copies], Awaitable[None]]) -> None:
    """Play a story with Bo's device, and close its connections."""

    async def play() -> None:
        token = stage.world.people.issue_token(BO, ["calendar"])
        async with aiohttp.ClientSession() as session:
            service = GoogleCalendarService(_Auth(session, stage.google, token))
            store = InMemoryCalendarStore()
            await story(
                Copies(
                    service,
                    CalendarListSyncManager(service, store),
                    CalendarEventSyncManager(service, BO, store),
                )
            )

    # A thread of its own: the browser's tests may have left a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, play()).result()


def test_changed_and_cancelled_instances_reach_a_copy(stage: Stage) -> None:
    """Between two syncs one instance is renamed, one is cancelled, and another event is new."""
    series = stage.world.calendar.add_event(
        BO, summary="Standup", start=TEN, recurrence=["RRULE:FREQ=DAILY;COUNT=3"]
    )

    async def story(copies: Copies) -> None:
        assert [("Standup", TEN), ("Standup", TEN + DAY), ("Standup", TEN + 2 * DAY)] == (
            await copies.titles()
        )
        stage.world.calendar.edit_event(BO, f"{series}_20261124T090000Z", summary="Cake")
        stage.world.calendar.edit_event(BO, f"{series}_20261125T090000Z", status="cancelled")
        stage.world.calendar.add_event(BO, summary="Dinner", start=TEN + 3 * DAY)
        assert [("Standup", TEN), ("Cake", TEN + DAY), ("Dinner", TEN + 3 * DAY)] == (
            await copies.titles()
        )

    played(stage, story)
    queries = [call.query for call in stage.google.calls_of("calendar.events.list")]
    assert [False, True] == ["syncToken" in query for query in queries]


def test_a_first_sync_knows_what_was_cancelled_before(stage: Stage) -> None:
    """A copy that is made afterwards shows no instance that is gone."""
    series = stage.world.calendar.add_event(
        BO, summary="Standup", start=TEN, recurrence=["RRULE:FREQ=DAILY;COUNT=2"]
    )
    stage.world.calendar.edit_event(BO, f"{series}_20261123T090000Z", status="cancelled")

    async def story(copies: Copies) -> None:
        assert [("Standup", TEN + DAY)] == await copies.titles()

    played(stage, story)


def test_a_device_makes_and_deletes_events(stage: Stage) -> None:
    """An event that the device adds comes back with the next sync; a deleted one goes."""

    async def story(copies: Copies) -> None:
        event = Event(
            summary="Trip",
            start=DateOrDatetime(dateTime=TEN, timeZone="Europe/Berlin"),
            end=DateOrDatetime(dateTime=TEN + timedelta(hours=1), timeZone="Europe/Berlin"),
            recurrence=["RRULE:FREQ=WEEKLY;COUNT=2"],
        )
        store = copies.events.store_service
        await store.async_add_event(event)
        assert [("Trip", TEN), ("Trip", TEN + 7 * DAY)] == await copies.titles()
        [kept] = stage.world.calendar.entries(BO)
        uid = f"{kept.id}@google.com"
        await store.async_delete_event(uid, f"{kept.id}_20261130T090000Z")
        assert [("Trip", TEN)] == await copies.titles()
        await store.async_delete_event(uid)
        assert [] == await copies.titles()

    played(stage, story)


def test_a_list_of_calendars_is_kept(stage: Stage) -> None:
    """A calendar that is shared between two syncs is there after the second."""

    async def story(copies: Copies) -> None:
        assert {BO} == await copies.names()
        stage.world.calendar.share_calendar("ana@example.com", BO, "reader")
        assert {BO, "ana@example.com"} == await copies.names()

    played(stage, story)
    queries = [call.query for call in stage.google.calls_of("calendar.calendarList.list")]
    assert [False, True] == ["syncToken" in query for query in queries]


def test_an_old_sync_token_is_answered_with_a_full_sync(stage: Stage) -> None:
    """A 410 makes the client begin anew, by itself."""
    stage.world.calendar.add_event(BO, summary="Standup", start=TEN)

    async def story(copies: Copies) -> None:
        await copies.titles()
        stage.google.faults.order("calendar.events.list", status=410)
        assert [("Standup", TEN)] == await copies.titles()

    played(stage, story)
    queries = [call.query for call in stage.google.calls_of("calendar.events.list")]
    assert [False, True, False] == ["syncToken" in query for query in queries]
