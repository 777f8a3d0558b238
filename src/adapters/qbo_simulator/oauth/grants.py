"""The authorization server: who consented to what, and which tokens are out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import RLock
from typing import Final

import attrs

from ..clock import Clock
from .apps import ACCOUNTING, App, Mint, basic_pair
from .tokens import (
    ACCESS_LIFE,
    BAD_CLIENT,
    BAD_CODE,
    BAD_REFRESH_TOKEN,
    CODE_LIFE,
    REFRESH_LIFE,
    Access,
    Code,
    Grant,
    Refused,
    Rules,
    Tokens,
)

MEMORY: Final = timedelta(days=30)
"""How long a token that has ended is still known as one."""

PLAYGROUND: Final = App(
    client_id="ABsimulatedClientId",
    client_secret="simulated-client-secret",  # noqa: S106 - it opens nothing real
    name="Simulated app",
    redirect_uris=(
        "http://localhost:8000/callback",
        "http://127.0.0.1:8000/callback",
    ),
)
"""The app that is there from the beginning."""


@attrs.define
class Grants:
    """Consents and tokens of all companies, on the simulated clock."""

    clock: Clock
    rules: Rules = attrs.Factory(Rules)
    mint: Mint = attrs.Factory(lambda: Mint("tokens"))
    apps: dict[str, App] = attrs.Factory(lambda: {PLAYGROUND.client_id: PLAYGROUND})
    codes: dict[str, Code] = attrs.Factory(dict)
    grants: dict[int, Grant] = attrs.Factory(dict)
    accesses: dict[str, Access] = attrs.Factory(dict)
    refreshes: dict[str, int] = attrs.Factory(dict)
    """The grant of every refresh token there ever was."""
    changed: Callable[[], None] = attrs.field(default=lambda: None, repr=False)
    """Called after each change, so that it can be kept."""
    _lock: RLock = attrs.field(factory=RLock, repr=False, eq=False)

    def register(self, app: App) -> None:
        """Let an app in, or change what it may do."""
        self.apps[app.client_id] = app
        self.changed()

    def app_of(self, authorization: str | None) -> App | None:
        """The app whose id and secret a header holds."""
        pair = basic_pair(authorization)
        app = self.apps.get(pair[0]) if pair else None
        return app if app and app.is_shown_by(authorization) else None

    def consent(self, app: App, realm: str, redirect_uri: str, scope: str) -> str:
        """A person says yes; the app gets a code that is good once."""
        with self._lock:
            code = Code(
                value=f"AB1{self.mint.word(40)}",
                client_id=app.client_id,
                realm=realm,
                redirect_uri=redirect_uri,
                scope=scope,
                expires_at=self.clock.now() + CODE_LIFE,
            )
            self.codes[code.value] = code
            self.changed()
            return code.value

    def exchange(
        self, authorization: str | None, code: str, redirect_uri: str
    ) -> Tokens | Refused:
        """The first tokens of a consent, for its code."""
        with self._lock:
            app = self.app_of(authorization)
            if app is None:
                return BAD_CLIENT
            found = self.codes.pop(code, None)
            if found is None or self.clock.now() >= found.expires_at:
                return BAD_CODE
            if (found.client_id, found.redirect_uri) != (app.client_id, redirect_uri):
                return BAD_CODE
            return self._begin(app.client_id, found.realm, found.scope)

    def mint_for(self, realm: str, client_id: str = PLAYGROUND.client_id) -> Tokens:
        """Tokens at once, as if a person had just consented."""
        with self._lock:
            return self._begin(client_id, realm, ACCOUNTING)

    def refresh(self, authorization: str | None, token: str) -> Tokens | Refused:
        """A new access token, and after a day a new refresh token too."""
        with self._lock:
            app = self.app_of(authorization)
            if app is None:
                return BAD_CLIENT
            grant = self.grants.get(self.refreshes.get(token, -1))
            now = self.clock.now()
            if grant is None or grant.client_id != app.client_id:
                return BAD_REFRESH_TOKEN
            if not grant.is_good(now) or not self._may_use(grant, token):
                return BAD_REFRESH_TOKEN
            return self._hand_out(attrs.evolve(grant, refreshed_at=now), now)

    def revoke(self, authorization: str | None, token: str) -> Refused | None:
        """Take a consent back, by either of its tokens."""
        with self._lock:
            app = self.app_of(authorization)
            if app is None:
                return BAD_CLIENT
            access = self.accesses.get(token)
            number = access.grant if access else self.refreshes.get(token, -1)
            grant = self.grants.get(number)
            if grant is None or grant.client_id != app.client_id:
                return Refused("invalid_request")
            self.grants[number] = attrs.evolve(grant, revoked=True)
            self.changed()
            return None

    def disconnect(self, realm: str) -> None:
        """A person removes every app from a company, in its settings."""
        with self._lock:
            for number, grant in self.grants.items():
                if grant.realm == realm:
                    self.grants[number] = attrs.evolve(grant, revoked=True)
            self.changed()

    def trouble_with(self, token: str) -> str | None:
        """Why an access token does not open anything; ``None`` if it does."""
        access = self.accesses.get(token)
        if access is None:
            return "Malformed bearer token: too short or too long"
        if self.grants[access.grant].revoked:
            return f"Token revoked: {token}"
        if self.clock.now() >= access.expires_at:
            return f"Token expired: {token}"
        return None

    def _begin(self, client_id: str, realm: str, scope: str) -> Tokens:
        now = self.clock.now()
        number = len(self.grants) + 1
        return self._hand_out(Grant(number, client_id, realm, scope, now), now)

    def _may_use(self, grant: Grant, token: str) -> bool:
        return token == grant.refresh_token or self.rules.replaced == "accepted"

    def _hand_out(self, grant: Grant, now: datetime) -> Tokens:
        valued = grant.valued_at
        if valued is None or now - valued >= self.rules.rotation:
            value = self.mint.token("AB1", now + REFRESH_LIFE)
            grant = attrs.evolve(grant, refresh_token=value, valued_at=now)
            self.refreshes[value] = grant.number
        self.grants[grant.number] = grant
        ends = now + ACCESS_LIFE
        access = Access(self.mint.token("AB0", ends), grant.number, grant.realm, ends)
        self.accesses[access.value] = access
        self._forget(now)
        self.changed()
        return Tokens(
            access_token=access.value,
            refresh_token=grant.refresh_token,
            expires_in=int(ACCESS_LIFE.total_seconds()),
            refresh_expires_in=int((grant.expires_at - now).total_seconds()),
            hard_expires_in=int((grant.ends_at - now).total_seconds()),
        )

    def _forget(self, now: datetime) -> None:
        """Let go of the oldest access tokens that ended long ago."""
        for value, access in list(self.accesses.items()):
            if access.expires_at + MEMORY > now:
                return
            del self.accesses[value]
