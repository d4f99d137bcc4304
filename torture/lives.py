"""The function in this process as one that can be killed: lives, one after the other.

What a process does to the outside goes through its doors: its calls of Google's, its store, and
its answers to a host. Each life has doors of its own: a path below which it finds Google, a folder
in which it finds the store. Of a life that is killed all of them are shut from that moment: its
calls are dropped unhandled, its store refuses without having done anything, and who waits for its
answer has the connection closed. Its threads cannot be ended as a kill would end them, but nothing
that they still do reaches anybody, and its log ends with it. What it had in memory stays with it:
the next life is made from the settings alone, as a new process is. The modules of the function are
imported once; they keep nothing but what they make of constants.
"""

from __future__ import annotations

import io
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest import mock

import functions_framework

from sandbox.addon import ROOT
from torture.weather import DOOR

Environ = dict[str, Any]
Begin = Callable[..., Any]
Application = Callable[[Environ, Begin], Iterable[bytes]]


class Life:
    """The function from its start to its end.

    Args:
        name: of its doors.
        app: the application.
        addon: the add-on in it.
    """

    def __init__(self, name: str, app: Application, addon: Any) -> None:  # noqa: ANN401
        self.name = name
        self.app = app
        self._addon = addon
        self._requests = 0
        self._ended = threading.Condition()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """In the context it works on a request."""
        with self._ended:
            self._requests += 1
        try:
            yield
        finally:
            with self._ended:
                self._requests -= 1
                self._ended.notify_all()

    def run_out(self) -> None:
        """Wait until its threads have nothing left to do, and free what it held."""
        with self._ended:
            while self._requests:
                self._ended.wait()
        self._addon.close()  # waits for what outlasts its answer


class Lives:
    """Serves with one life at a time, and begins the next when that is dead.

    Args:
        settings: the function's environment; `google` are those of them that point at Google.
        folder: of the store, whose file is `store`.
        log: what all of them write.
    """

    def __init__(
        self, settings: Mapping[str, str], google: Mapping[str, str], folder: Path, log: io.StringIO
    ) -> None:
        self._settings = settings
        self._google = google
        self._policy = ""
        self._folder = folder
        self._log = log
        self._count = 0
        self._shut: set[str] = set()
        self._beginning = threading.Lock()
        self._dying = threading.Lock()
        self._logged = 0
        self.store = folder / "store" / "addon.db"
        self.store.parent.mkdir()
        self._life = self._begin()

    def __call__(self, environ: Environ, begin: Begin) -> Iterable[bytes]:
        """Answer a request, as WSGI has it.

        Raises:
            ConnectionAbortedError: the life that was to answer has been killed.
        """
        life, head = self._life, list[tuple[Any, ...]]()
        with life.at_work():
            answer = life.app(environ, lambda *parts: head.append(parts))
            body = b"".join(answer)
        if self.is_shut(life.name):
            with suppress(OSError):  # whoever asked may have gone away
                environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            raise ConnectionAbortedError
        begin(*head[-1])
        return [body]

    @property
    def killed(self) -> bool:
        """Whether nobody lives."""
        return self.is_shut(self._life.name)

    def is_shut(self, name: str) -> bool:
        """Whether the doors of that name are."""
        return name in self._shut

    def kill(self, hear: Callable[[], None]) -> None:
        """End the present life, if there is one; `hear` is told before anybody can notice."""
        with self._dying:
            if not self.killed:
                hear()
                self._shut.add(self._life.name)
                self._logged = len(self._log.getvalue())

    def go_on(self, hear: Callable[[], None]) -> None:
        """Begin the next life if the last was killed; `hear` is told before it is asked."""
        with self._beginning:
            if not self.killed:
                return
            self._life.run_out()
            self._log.seek(self._logged)
            self._log.truncate()
            hear()
            self._life = self._begin()

    def go_by(self, policy: str) -> None:
        """Go on with a life that goes by an organization's policy, if the present one does not."""
        with self._beginning:
            if policy != self._policy:
                self._life.run_out()
                self._policy = policy
                self._life = self._begin()

    def close(self) -> None:
        """End the last one."""
        self._life.run_out()

    def _begin(self) -> Life:
        self._count += 1
        name = f"{DOOR}{self._count}"
        (self._folder / name).symlink_to(self.store.parent, target_is_directory=True)
        environ = {
            **self._settings,
            "ADDON_POLICY": self._policy,
            "ADDON_STORE": f"sqlite:{self._folder / name / self.store.name}",
            **{key: _through(name, url) for key, url in self._google.items()},
        }
        with mock.patch.dict("os.environ", environ), mock.patch.object(sys, "stderr", self._log):
            app = functions_framework.create_app("handle_event", str(ROOT / "main.py"))
        main: Any = sys.modules["main"]
        return Life(name, app, main.ADDON)


def _through(name: str, url: str) -> str:
    """A URL of Google's as it is called through a door."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host}/{name}{slash}{path}"
