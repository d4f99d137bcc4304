"""What is remembered is what the README says."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import timedelta

from addon.store.remembered import KINDS, Owner
from tests.support.chat import in_room, save_defaults
from tests.support.consent import grant_all
from tests.support.people import ANA
from tests.support.schedule import planned, pressed
from tests.support.stage import Stage
from tests.support.switches import ON

OWNERS = {"user": Owner.ACCOUNT, "chat": Owner.CONVERSATION, "anonymous": Owner.NOBODY}


def kept(stage: Stage) -> dict[tuple[Owner, str], float | None]:
    """By owner and kind of each note in the store, how many seconds the longest stays."""
    with closing(sqlite3.connect(stage.store)) as database:
        rows = database.execute("SELECT owner, name, expires FROM documents ORDER BY expires")
        return {
            (OWNERS[owner.partition(":")[0]], name.partition("-")[0]): expires
            and expires - time.time()
            for owner, name, expires in rows
        }


def told() -> dict[tuple[Owner, str], timedelta | None]:
    """The same as the table tells it."""
    rows = sorted(KINDS, key=lambda kind: kind.lifetime or timedelta())
    return {(kind.owner, kind.name): kind.lifetime for kind in rows}


def test_each_note_is_in_the_table_and_stays_no_longer_than_it_says(stage: Stage) -> None:
    """Who is asked, saves, makes a Meet and schedules leaves notes of the table's kinds only."""
    chat = in_room(stage, granted=[], consent=grant_all)
    chat.slash_command("/meet")
    save_defaults(chat, ON)
    pressed(planned(chat))
    host = stage.host()
    host.open_event(ANA, stage.world.calendar.add_event(ANA))
    host.press_primary()
    found = kept(stage)
    assert {
        (Owner.NOBODY, "asked"),
        (Owner.ACCOUNT, "asked"),
        (Owner.ACCOUNT, "minted"),
        (Owner.ACCOUNT, "preferences"),
        (Owner.ACCOUNT, "pressed"),
        (Owner.ACCOUNT, "wishes"),
        (Owner.CONVERSATION, "minted"),
    } == set(found)
    for kind, seconds in found.items():
        longest = told()[kind]
        assert (longest is None) == (seconds is None)
        assert longest is None or seconds is None or seconds <= longest.total_seconds()
