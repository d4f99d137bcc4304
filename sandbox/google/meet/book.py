"""Google Meet's memory: spaces, who has a role in them, and the conferences held there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, timedelta
from typing import Any

from sandbox.google.meet.meetings import (
    CODE_LIFETIME,
    RECORDING,
    SMART_NOTES,
    TRANSCRIPTION,
    Artifact,
    Conference,
    Member,
    Participant,
    Session,
    Space,
    default_settings,
    flatten,
)
from sandbox.google.people.accounts import Feature, PolicyDefaults, User
from sandbox.google.people.directory import Directory
from sandbox.google.shared import ID_LETTERS, Shared

_CODE_LETTERS = "abcdefghijkmnopqrstuvwxyz"
_SHORT_SETTINGS = {
    "recording": RECORDING,
    "transcription": TRANSCRIPTION,
    "smart_notes": SMART_NOTES,
}
_ARTIFACTS = (
    ("recordings", RECORDING, Feature.RECORDING),
    ("transcripts", TRANSCRIPTION, Feature.TRANSCRIPTION),
    ("smartNotes", SMART_NOTES, Feature.SMART_NOTES),
)


_SHARES = {"smartNotes": 1 / 3, "transcripts": 2 / 3, "recordings": 1.0}
"""Of the time that all files take: texts are there before a film is."""


class MeetBook:
    """Spaces and conferences.

    Every public method may be called from any thread.
    """

    def __init__(self, shared: Shared, people: Directory) -> None:
        self._shared = shared
        self._people = people
        self._spaces: dict[str, Space] = {}
        self._conferences: dict[str, Conference] = {}

    def make_meet(self, owner: User | str, *, origin: str = "calendar", **config: object) -> Space:
        """Make a meeting space.

        Args:
            owner: whose it is; an address outside this world will do.
            origin: `calendar`, or `api:` and the project whose app made it.
            config: fields of SpaceConfig, and `recording`, `transcription`, `smart_notes` as
                `ON`, `OFF` or a bool.
        """
        with self._shared.transaction():
            email = owner.email if isinstance(owner, User) else owner
            known = self._people.users.get(email)
            policy = known.policy_defaults if known else PolicyDefaults()
            space = Space(
                id=self._shared.letters(ID_LETTERS, 11) + "B",
                code=self._new_code(),
                owner=email,
                origin=origin,
                settings=default_settings(policy),
                last_used=self._shared.clock.now(),
                phones=known.phones if known else (),
                sip_gateway=known.sip_gateway if known else "",
            )
            space.change(_settings(config))
            self._spaces[space.id] = space
            self._shared.changed("space", space.id)
            return space

    @property
    def spaces(self) -> list[Space]:
        """All spaces, the oldest first."""
        with self._shared.lock:
            return list(self._spaces.values())

    def space(self, space_id: str) -> Space | None:
        """A space by its id, or by its name `spaces/{space}`; case-sensitive."""
        return self._spaces.get(space_id.removeprefix("spaces/"))

    def space_by_code(self, code: str) -> Space | None:
        """A space by its meeting code, in any case, unless the code has expired."""
        with self._shared.lock:
            living = self._shared.clock.now() - CODE_LIFETIME
            matches = (
                space
                for space in self._spaces.values()
                if space.code == code.lower() and space.last_used > living
            )
            return next(matches, None)

    def change_space(self, space: Space, settings: dict[str, str]) -> None:
        """Change settings of a space by their paths below `config`."""
        with self._shared.transaction():
            space.change(settings)
            self._shared.changed("space", space.id)

    def edit_space(self, space: Space, **config: object) -> None:
        """The owner changes settings in Meet's own pages; arguments as for `make_meet`."""
        self.change_space(space, _settings(config))

    def policy_of(self, space: Space) -> PolicyDefaults:
        """What the owner's policy sets where nothing else does."""
        owner = self._people.users.get(space.owner)
        return owner.policy_defaults if owner else PolicyDefaults()

    def add_member(self, space: Space, email: str, role: str = "COHOST") -> Member:
        """Give somebody a role in a space."""
        with self._shared.transaction():
            member = Member(self._shared.digits(21), email, role)
            space.members[member.id] = member
            self._shared.changed("space", space.id)
            return member

    def change_member(self, space: Space, member: Member, role: str) -> None:
        """Give a member of a space another role."""
        with self._shared.transaction():
            member.role = role
            self._shared.changed("space", space.id)

    def remove_member(self, space: Space, member_id: str) -> None:
        """Take somebody's role in a space away."""
        with self._shared.transaction():
            del space.members[member_id]
            self._shared.changed("space", space.id)

    # conferences held in spaces

    @property
    def conferences(self) -> list[Conference]:
        """The conference records that Meet still has, the oldest first."""
        with self._shared.lock:
            now = self._shared.clock.now()
            return [held for held in self._conferences.values() if not held.expired(now)]

    def conference(self, conference_id: str) -> Conference | None:
        """A conference record by its id."""
        return next((held for held in self.conferences if held.id == conference_id), None)

    def start_conference(
        self,
        space: Space,
        joined: Iterable[User | str] = (),
        anonymous: Iterable[str] = (),
        phones: Iterable[str] = (),
    ) -> Conference:
        """People join a space and a conference runs.

        Artifacts start as the space is set, once somebody with the privilege is in the call.

        Args:
            space: where.
            joined: users of this world.
            anonymous: names of guests without an account.
            phones: numbers that dial in, as Meet shows them.
        """
        with self._shared.transaction():
            now = self._shared.clock.now()
            held = Conference(self._shared.letters(ID_LETTERS, 20), space, now)
            self._conferences[held.id] = held
            space.active_conference = held.id
            space.last_used = now
            for name in anonymous:
                self._enter(held, Participant(self._shared.digits(21), name, []))
            for number in phones:
                self._enter(held, Participant(self._shared.digits(21), number, [], by_phone=True))
            for who in joined:
                self.join(held, who)
            self._shared.changed("conference", held.id)
            return held

    def join(self, held: Conference, who: User | str) -> Participant:
        """A user joins a conference that runs, for the first time, again or on another device."""
        with self._shared.transaction():
            user = self._people.user(who)
            now = self._shared.clock.now()
            known = (each for each in held.participants if each.user is user)
            person = next(known, None) or Participant(user.sub, user.display_name, [], user=user)
            self._enter(held, person)
            for kind, setting, feature in _ARTIFACTS:
                running = any(artifact.kind == kind for artifact in held.artifacts)
                wanted = held.space.settings[setting] == "ON"
                if wanted and not running and self._may_start(held.space, user, feature):
                    document = self._shared.letters(ID_LETTERS, 33)
                    held.artifacts.append(Artifact(kind, self._shared.digits(20), document, now))
            self._shared.changed("conference", held.id)
            return person

    def leave(self, held: Conference, person: Participant, session: Session | None = None) -> None:
        """Somebody leaves a conference that goes on.

        Args:
            session: the one device that leaves; all of theirs by default.
        """
        with self._shared.transaction():
            for each in person.sessions if session is None else [session]:
                each.left = each.left or self._shared.clock.now()
            self._shared.changed("conference", held.id)

    def _enter(self, held: Conference, person: Participant) -> None:
        now = self._shared.clock.now()
        person.sessions.append(Session(self._shared.digits(20), now))
        if person not in held.participants:
            held.participants.append(person)

    def end_conference(self, held: Conference) -> None:
        """Everybody leaves; files are generated a while later."""
        with self._shared.transaction():
            now = self._shared.clock.now()
            held.ended = now
            held.space.active_conference = None
            held.space.last_used = now
            for session in (each for person in held.participants for each in person.sessions):
                session.left = session.left or now
            for artifact in held.artifacts:
                artifact.ended = now
                artifact.ready = now + _SHARES[artifact.kind] * self._shared.knobs.artifact_delay
            self._shared.changed("conference", held.id)

    def hold_conference(
        self,
        space: Space,
        joined: Iterable[User | str] = (),
        *,
        anonymous: Iterable[str] = (),
        phones: Iterable[str] = (),
        length: timedelta = timedelta(minutes=30),
    ) -> Conference:
        """A whole conference takes place while the clock moves on by its length."""
        held = self.start_conference(space, joined, anonymous, phones)
        self._shared.clock.advance(length)
        self.end_conference(held)
        return held

    def say(self, held: Conference, who: User | str, text: str) -> None:
        """Somebody says something; where a transcript runs it gets an entry."""
        with self._shared.transaction():
            now = self._shared.clock.now()
            for artifact in held.artifacts:
                if artifact.kind == "transcripts" and not artifact.ended:
                    stamp = now.astimezone(UTC).isoformat(timespec="milliseconds")
                    moment = stamp.replace("+00:00", "Z")
                    parent = f"{held.name}/transcripts/{artifact.id}"
                    artifact.entries.append(
                        {
                            "name": f"{parent}/entries/{self._shared.digits(20)}",
                            "participant": f"{held.name}/participants/{self._people.user(who).sub}",
                            "text": text,
                            "languageCode": "en-US",
                            "startTime": moment,
                            "endTime": moment,
                        }
                    )

    def _may_start(self, space: Space, user: User, feature: Feature) -> bool:
        owner = self._people.users.get(space.owner)
        allowed = feature in (owner.features if owner else user.features)
        co_hosts = {member.email for member in space.members.values() if member.role == "COHOST"}
        privileged = user.email == space.owner or (
            self._shared.knobs.co_host_starts_artifacts and user.email in co_hosts
        )
        return allowed and privileged

    def _new_code(self) -> str:
        while True:
            letters = self._shared.letters(_CODE_LETTERS, 10)
            code = f"{letters[:3]}-{letters[3:7]}-{letters[7:]}"
            if all(space.code != code for space in self._spaces.values()):
                return code


def _settings(config: dict[str, Any]) -> dict[str, str]:
    short = {
        _SHORT_SETTINGS[name]: value for name, value in config.items() if name in _SHORT_SETTINGS
    }
    switches = {
        path: ("ON" if value else "OFF") if isinstance(value, bool) else str(value)
        for path, value in short.items()
    }
    rest = {name: value for name, value in config.items() if name not in _SHORT_SETTINGS}
    return flatten(rest) | switches
