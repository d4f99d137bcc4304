"""What `make live` is told: one table, read from the environment or from `NAME=VALUE` words."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from addon.settings import SETTINGS
from tools.words import Option, OptionError, checked, read_words

CODE = re.compile(r"[a-z]{3}-[a-z]{4}-[a-z]{3}")
_SPACE = r"spaces/[\w-]+"
_OURS = {"127.0.0.1", "::1", "localhost"}
_NO = {"", "0"}
_YES = {"1", "y", "yes"}


@dataclass(frozen=True)
class LiveOption(Option):
    """An option of `make live`.

    Attributes:
        meaning: for the page and for complaints.
    """

    meaning: str


@dataclass(frozen=True)
class Options:
    """What was asked for, checked.

    Attributes:
        token_file: where the token stands; None for gcloud's.
        dry_run: list the calls and send none.
        agreed: the question has been answered with yes beforehand.
        given: what of others' may be looked at, by the option's name.
        roots: the APIs' roots, by API.
    """

    token_file: Path | None
    dry_run: bool
    agreed: bool
    given: Mapping[str, str]
    roots: Mapping[str, str]


OPTIONS: tuple[LiveOption, ...] = (
    LiveOption(
        "TOKEN_FILE", r".+", "FILE", "a file with an access token; without it gcloud is asked"
    ),
    LiveOption("DRY_RUN", r".*", "1", "1: list the calls and send none"),
    LiveOption("YES", r".*", "1", "1: leave the spaces without asking"),
    LiveOption(
        "OTHERS_MEETING_CODE",
        CODE.pattern,
        "abc-mnop-xyz",
        "the code of a Meet that somebody else hosts",
    ),
    LiveOption(
        "OTHERS_CALENDAR",
        r"[^\s/]+",
        "somebody@example.com",
        "the id of a calendar that somebody else owns and shares with you",
    ),
    LiveOption("CHAT_SPACE", _SPACE, "spaces/AAAA1234", "a conversation that you are in"),
    LiveOption(
        "OTHERS_CHAT_SPACE", _SPACE, "spaces/AAAA1234", "a conversation that you are not in"
    ),
    LiveOption("STRANGER", r"(users|people)/\w+", "users/1234", "somebody of another domain"),
)
GIVEN = tuple(option.name for option in OPTIONS[3:])
"""What of others' the deployer may name; each is optional."""

_ROOTS = {
    "calendar": ("CALENDAR_API_ENDPOINT", "https://www.googleapis.com"),
    "meet": ("MEET_API_ENDPOINT", "https://meet.googleapis.com"),
    "chat": ("CHAT_API_ENDPOINT", "https://chat.googleapis.com"),
    "people": ("PEOPLE_API_ENDPOINT", "https://people.googleapis.com"),
}


def read_options(arguments: Sequence[str], environ: Mapping[str, str]) -> Options:
    """Read and check the options; an argument `NAME=VALUE` comes before the environment.

    Raises:
        OptionError: one is malformed or unknown.
    """
    told = {**environ, **read_words(arguments, OPTIONS, secret=True)}
    values = {option.name: checked(option, told) for option in OPTIONS}
    return Options(
        token_file=Path(values["TOKEN_FILE"]) if values["TOKEN_FILE"] else None,
        # Anything but a clear no, and only a clear yes: neither may leave spaces by mistake.
        dry_run=values["DRY_RUN"] not in _NO,
        agreed=values["YES"].lower() in _YES,
        given={name: values[name] for name in GIVEN if values[name]},
        roots={api: _root(name, told, usual) for api, (name, usual) in _ROOTS.items()},
    )


def read_token(file: Path | None) -> str:
    """The access token, from a file or else from gcloud.

    Raises:
        OptionError: there is none.
    """
    token = (_gcloud() if file is None else _content(file)).strip()
    # Only printable ASCII without a space can stand in a header.
    if not re.fullmatch(r"[!-~]+", token):
        source = "gcloud" if file is None else "TOKEN_FILE"
        raise OptionError(f"{source} gave no access token: it must be one word on one line")
    return token


def _root(name: str, told: Mapping[str, str], usual: str) -> str:
    """The root of an API, which gets the token: so it is https, or on this machine."""
    value = told.get(name) or usual
    setting = next(setting for setting in SETTINGS if setting.name == name)
    wrong = setting.check(value)
    if not wrong:
        parts = urlsplit(value)
        if parts.scheme != "https" and parts.hostname not in _OURS:
            wrong = "must be https, or on this machine"
    if wrong:
        raise OptionError(f"{name} {wrong}")
    return value


def _content(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")
    except (OSError, UnicodeError):
        raise OptionError("TOKEN_FILE cannot be read") from None


def _gcloud() -> str:
    program = shutil.which("gcloud")
    if program is None:
        raise OptionError("There is no TOKEN_FILE, and gcloud is not on the PATH")
    done = subprocess.run(  # noqa: S603  # fixed words
        [program, "auth", "print-access-token", "--quiet"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise OptionError("gcloud gave no access token: run `gcloud auth login`, or use TOKEN_FILE")
    return done.stdout
