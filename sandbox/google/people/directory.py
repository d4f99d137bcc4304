"""Who has a Google account, and what they granted to whom."""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.google.identity import subject
from sandbox.google.people.accounts import AccessToken, User, full_scopes
from sandbox.google.shared import ID_LETTERS, Shared


class Directory:
    """The accounts, and the tokens that they granted.

    Attributes:
        users: the accounts by address.
        not_google: addresses that Meet refuses as members.
    """

    def __init__(self, shared: Shared) -> None:
        self.users: dict[str, User] = {}
        self.not_google: set[str] = set()
        self._shared = shared
        self._tokens: dict[str, AccessToken] = {}

    def add(self, user: User) -> None:
        """Open an account."""
        with self._shared.transaction():
            self.users[user.email] = user
            self._shared.changed("user", user.email)

    def user(self, who: User | str) -> User:
        """A user by address.

        Raises:
            KeyError: when there is none.
        """
        return who if isinstance(who, User) else self.users[who]

    def issue_token(
        self,
        user: User | str,
        scopes: Iterable[str],
        *,
        project: str = "addon",
        expired: bool = False,
    ) -> str:
        """An access token that a user granted to a project.

        Args:
            user: who granted it.
            scopes: URLs, or names without the common prefix such as `calendar.events`.
            project: the Cloud project of the app.
            expired: whether its hour has passed.
        """
        with self._shared.transaction():
            value = f"ya29.{self._shared.letters(ID_LETTERS, 40)}"
            self._tokens[value] = AccessToken(
                self.user(user), full_scopes(scopes), project, expired=expired
            )
            return value

    def issue_app_token(self, scopes: Iterable[str], *, project: str = "addon") -> str:
        """An access token of a project's own service account, which nobody has to grant."""
        with self._shared.transaction():
            email = f"meet-records-run@{project}.iam.gserviceaccount.com"
            account = User(email, subject(email), display_name=email)
            value = f"ya29.c.{self._shared.letters(ID_LETTERS, 40)}"
            self._tokens[value] = AccessToken(account, full_scopes(scopes), project, is_app=True)
            return value

    def token(self, value: str) -> AccessToken | None:
        """What an access token stands for, None for one that was never issued."""
        return self._tokens.get(value)
