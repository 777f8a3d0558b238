"""Codes, grants and tokens, and how long each of them is good."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Literal

import attrs

CODE_LIFE: Final = timedelta(minutes=10)
ACCESS_LIFE: Final = timedelta(seconds=3600)
REFRESH_LIFE: Final = timedelta(seconds=8_726_400)
ROTATION: Final = timedelta(hours=24)
GRANT_LIFE: Final = timedelta(days=5 * 365)
"""The hard end of a consent; the refresh tokens in it only roll up to here."""


@attrs.frozen
class Rules:
    """What integrators report differently, as settings of the token endpoint."""

    rotation: timedelta = ROTATION
    """After this time, a refresh gives the refresh token a new value."""
    replaced: Literal["refused", "accepted"] = "refused"
    """What happens to the old value once there is a new one."""


@attrs.frozen
class Code:
    """What a person's consent is handed to the app as; it is good once."""

    value: str
    client_id: str
    realm: str
    redirect_uri: str
    scope: str
    expires_at: datetime


@attrs.frozen
class Grant:
    """A person's consent that an app may work with a company."""

    number: int
    client_id: str
    realm: str
    scope: str
    begun_at: datetime
    refresh_token: str = ""
    """The present value; the ones before it are in the past of the grant."""
    refreshed_at: datetime | None = None
    valued_at: datetime | None = None
    """When the present value was made."""
    revoked: bool = False

    @property
    def ends_at(self) -> datetime:
        """The hard end of five years."""
        return self.begun_at + GRANT_LIFE

    @property
    def expires_at(self) -> datetime:
        """When the refresh token ends unless it is used before."""
        return min((self.refreshed_at or self.begun_at) + REFRESH_LIFE, self.ends_at)

    def is_good(self, at: datetime) -> bool:
        """Whether the app may still refresh."""
        return not self.revoked and at < self.expires_at


@attrs.frozen
class Access:
    """An access token and what it opens."""

    value: str
    grant: int
    realm: str
    expires_at: datetime


@attrs.frozen
class Tokens:
    """What the token endpoint gives out."""

    access_token: str
    refresh_token: str
    expires_in: int
    refresh_expires_in: int
    hard_expires_in: int

    def answer(self, *, with_hard_end: bool) -> dict[str, str | int]:
        """The answer of the endpoint, in its own words."""
        words: dict[str, str | int] = {
            "x_refresh_token_expires_in": self.refresh_expires_in,
            "refresh_token": self.refresh_token,
            "access_token": self.access_token,
            "token_type": "bearer",
            "expires_in": self.expires_in,
        }
        if with_hard_end:
            words["x_refresh_token_hard_expires_in"] = self.hard_expires_in
        return words


@attrs.frozen
class Refused:
    """Why the endpoint gives out nothing."""

    error: str
    description: str = ""
    status: int = 400

    def answer(self) -> dict[str, str]:
        """The refusal in the words of OAuth."""
        words = {"error": self.error}
        if self.description:
            words["error_description"] = self.description
        return words


BAD_CLIENT: Final = Refused("invalid_client", status=401)
BAD_REFRESH_TOKEN: Final = Refused(
    "invalid_grant", "Incorrect or invalid refresh token"
)
BAD_CODE: Final = Refused("invalid_grant", "Invalid authorization code")
