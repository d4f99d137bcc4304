"""What is built once at start and shared by every request."""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import cache

import urllib3
from googleapiclient.discovery import Resource

from addon.google.calendar import Events
from addon.google.chat_app import AppMessages
from addon.google.gate import Gates
from addon.google.meet import Spaces
from addon.google.people import build_members, build_people
from addon.google.records import RecordResources, build_records
from addon.google.transport import new_pool
from addon.identity.certificates import Certificates
from addon.identity.chat_tokens import ChatVerifier
from addon.identity.tokens import Verifier
from addon.settings import Settings
from addon.store.documents import Documents
from addon.store.opening import open_store
from meeting.values import dataclass

READERS = 64
WORKERS = 64


@dataclass(frozen=True)
class Services:
    """Everything that outlives a request. None of it holds anything of a user's.

    Attributes:
        pool: connections to Google.
        readers: threads for what can be read at the same time.
        workers: threads for what may outlast its answer.
        records: Meet's records of calls, built when first needed likewise.
        app_messages: posts into Chat as the app, where the function has an account of its own.
        gates: what limits how many requests of one user go out at the same time.
        people: Chat's members and the People API's people, built when first needed: few requests
            need them, and reading their documents would cost every cold start.
    """

    settings: Settings
    pool: urllib3.PoolManager
    readers: Executor
    workers: Executor
    calendar: Events
    meet: Spaces
    documents: Documents
    people: Callable[[], tuple[Resource, Resource]]
    records: Callable[[], RecordResources]
    app_messages: AppMessages | None
    verifier: Verifier
    chat_verifier: ChatVerifier
    gates: Gates

    def close(self) -> None:
        """Give connections and threads back."""
        self.workers.shutdown()
        self.readers.shutdown()
        self.pool.clear()


def build_services(settings: Settings, audiences: Collection[str], chat_path: str) -> Services:
    """Build them. Nothing is connected and no thread is started before the first request.

    Args:
        audiences: what a token for the add-on may be meant for.
        chat_path: the one that is registered with Chat.
    """
    pool = new_pool()
    endpoint = settings.calendar_endpoint
    certificates = Certificates(settings.certificates_url, pool)
    return Services(
        settings=settings,
        pool=pool,
        readers=ThreadPoolExecutor(READERS, thread_name_prefix="reader"),
        workers=ThreadPoolExecutor(WORKERS, thread_name_prefix="worker"),
        calendar=Events(f"{endpoint}/calendar/v3/" if endpoint else None),
        meet=Spaces(settings.meet_endpoint),
        documents=open_store(settings.store),
        people=cache(
            lambda: (build_members(settings.chat_endpoint), build_people(settings.people_endpoint))
        ),
        records=cache(lambda: build_records(settings.meet_endpoint)),
        app_messages=AppMessages(pool, settings.metadata_host, settings.chat_endpoint)
        if settings.metadata_host
        else None,
        verifier=Verifier(
            certificates,
            audiences=audiences,
            service_account=settings.service_account,
            client_id=settings.oauth_client_id,
        ),
        chat_verifier=ChatVerifier(
            certificates,
            Certificates(settings.chat_certificates_url, pool),
            endpoint=settings.addon_url + chat_path,
            project_number=settings.chat_project_number,
        ),
        gates=Gates(),
    )
