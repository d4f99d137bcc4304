"""Calls that stand only in an event's location or description, as links of known vendors.

Zoom's and Outlook's own schedulers and booking tools put them there; such an event has no
`conferenceData` (google-apis.md 9.7).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from addon.wire.conferences import MEET_HOST, meeting_code
from meeting.model import Conference, ConferenceKind
from meeting.values import dataclass

LINK = re.compile(r"https://[^\s\"'<>\\^`{|}]+", re.IGNORECASE)
CLOSING = ".,;:!?)]"
LONGEST_READ = 50_000
"""Of a description: far more than invitations have."""
MOST_LINKS = 100
LONGEST_LINK = 1300
"""As long as Calendar lets the link of a call be (google-apis.md 4.2)."""


@dataclass(frozen=True)
class Vendor:
    """Whose calls are at which links.

    Attributes:
        hosts: a link's host is one of these, or below it.
        path: what the path of a call begins with, as a pattern.
    """

    name: str
    hosts: tuple[str, ...]
    path: str = r"/\w"


VENDORS: tuple[Vendor, ...] = (
    Vendor("Zoom", ("zoom.us", "zoom.com", "zoomgov.com"), r"/(j|w|s|my|wc)/\w"),
    Vendor(
        "Microsoft Teams",
        ("teams.microsoft.com", "teams.microsoft.us", "teams.cloud.microsoft"),
        r"/(l/meetup-join|meet|dl/launcher)/",
    ),
    Vendor("Microsoft Teams", ("teams.live.com",), r"/meet/"),
    Vendor("Webex", ("webex.com",), r"/([\w.-]+/)?(meet/|join/|j\.php|wbxmjs|webappng|m/)"),
    Vendor("GoTo Meeting", ("gotomeeting.com",), r"/(join|meeting)"),
    Vendor("GoTo Meeting", ("app.goto.com",), r"/meeting/"),
    Vendor("GoTo Meeting", ("meet.goto.com", "gotomeet.me", "gotomeet.at")),
    Vendor("Google Meet", (MEET_HOST,), r"/([a-z]{3}-[a-z]{4}-[a-z]{3}|lookup/)"),
    Vendor("Whereby", ("whereby.com",), r"/(?!information|user|org|blog)[\w-]+/?$"),
    Vendor("Jitsi Meet", ("meet.jit.si",)),
    Vendor("BlueJeans", ("bluejeans.com",), r"/\d"),
    Vendor("Amazon Chime", ("chime.aws",), r"/(\d|meetings/)"),
    Vendor("RingCentral", ("v.ringcentral.com", "meetings.ringcentral.com"), r"/(join|j|conf)/"),
    Vendor("8x8", ("8x8.vc",)),
    Vendor("Zoho Meeting", ("meeting.zoho.com", "meet.zoho.com", "meeting.zoho.eu")),
    Vendor("Slack", ("app.slack.com",), r"/huddle/"),
    Vendor("Lark", ("vc.larksuite.com", "vc.feishu.cn"), r"/j/"),
    Vendor("Tencent Meeting", ("meeting.tencent.com", "voovmeeting.com"), r"/(dm|p)/"),
    Vendor("Telemost", ("telemost.yandex.ru", "telemost.360.yandex.ru"), r"/j/"),
    Vendor("Skype", ("join.skype.com", "meet.lync.com")),
    Vendor("FaceTime", ("facetime.apple.com",), r"/join"),
    Vendor("Dialpad", ("meetings.dialpad.com",)),
    Vendor("Vonage", ("meetings.vonage.com",)),
    Vendor("kMeet", ("kmeet.infomaniak.com",)),
)
WRAPPERS = {"safelinks.protection.outlook.com": "url", "google.com": "q"}
"""Mail filters put links behind links of theirs, in that member of the query."""
DEFENCES = ("urldefense.com", "urldefense.proofpoint.com")
"""Another filter: in its third form the link stands between `__` and `__;`, in its second one in
the query's `u`, with `-` for `%` and `_` for `/`."""
DEFENDED = re.compile(r"/v3/__(https://.*?)__;", re.IGNORECASE)


def call_in_text(*texts: str) -> Conference | None:
    """The first call of a known vendor in an event's location and description (HTML)."""
    for written in texts:
        for link in _links(written):
            for vendor in VENDORS:
                if _is_call(link, vendor):
                    code = meeting_code(link)
                    kind = ConferenceKind.MEET if code else ConferenceKind.OTHER
                    return Conference(kind, code, vendor.name, link)
    return None


def _links(written: str) -> Iterator[str]:
    plain = html.unescape(written[:LONGEST_READ])
    for count, match in enumerate(LINK.finditer(plain)):
        if count == MOST_LINKS:
            return
        yield _unwrapped(match[0].rstrip(CLOSING))


def _unwrapped(link: str) -> str:
    try:
        parts = urlsplit(link)
        if any(_below(parts.hostname or "", host) for host in DEFENCES):
            return _undefended(link)
        for host, name in WRAPPERS.items():
            if _below(parts.hostname or "", host):
                inner = parse_qs(parts.query).get(name, [""])[0]
                return inner if inner.startswith("https://") else link
    except ValueError:
        return ""
    return link


def _undefended(link: str) -> str:
    third = DEFENDED.search(link)
    if third:
        return third[1]
    second = parse_qs(urlsplit(link).query).get("u", [""])[0]
    inner = unquote(second.replace("-", "%").replace("_", "/"))
    return inner if inner.startswith("https://") else link


def _is_call(link: str, vendor: Vendor) -> bool:
    if len(link) > LONGEST_LINK:
        return False
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        return False
    if not any(_below(host, known) for known in vendor.hosts):
        return False
    return re.match(vendor.path, unquote(parts.path), re.IGNORECASE) is not None


def _below(host: str, known: str) -> bool:
    return host == known or host.endswith(f".{known}")
