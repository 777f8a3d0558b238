"""The connection to companies: which app this is, and renewing their tokens."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import attrs
import requests

from ..documents import Document, parse
from .outcomes import Disconnected, Transient
from .secret import Secret
from .tokens import CLAIM_SECONDS, Tokens, TokenStore
from .waiting import Timer

_TOKENS: Final = "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer"
_API: Final = "https://quickbooks.api.intuit.com"
_SECONDS: Final = (5.0, 30.0)
_LOOK_SECONDS: Final = 0.25


@attrs.frozen(kw_only=True)
class Connection:
    """The app as Intuit knows it, and where its servers are.

    *api* is the sandbox's, the simulator's or, left out, the real one.
    """

    client_id: str
    client_secret: Secret
    api: str = _API
    token_url: str = _TOKENS


@attrs.frozen(kw_only=True)
class Connector:
    """Gives the tokens of companies, and renews them: one process at a time."""

    connection: Connection
    store: TokenStore
    timer: Timer

    def current(self, realm_id: str) -> Tokens | Disconnected:
        """The newest tokens of the company."""
        found = self.store.load(realm_id)
        return found or Disconnected(code="", reason="The company is not connected.")

    def renewed(self, realm_id: str, old: Tokens) -> Tokens | Disconnected | Transient:
        """Other tokens than *old*: renewed here, or by whoever was faster."""
        for _ in range(int(CLAIM_SECONDS / _LOOK_SECONDS) + 1):
            newest = self.current(realm_id)
            if isinstance(newest, Disconnected) or newest.version != old.version:
                return newest
            now = self.timer.now()
            if self.store.claim(realm_id, version=old.version, at=now):
                return self._renew(realm_id, newest)
            self.timer.wait(_LOOK_SECONDS)
        return Transient(reason="somebody else has been renewing the tokens for long")

    def connect(
        self, realm_id: str, code: Secret, redirect_uri: str
    ) -> Tokens | Disconnected | Transient:
        """Take over the company after its owner agreed: *code* came with them."""
        form = {
            "grant_type": "authorization_code",
            "code": code.reveal(),
            "redirect_uri": redirect_uri,
        }
        got = self._ask(form)
        if not isinstance(got, Tokens):
            return got
        known = self.store.load(realm_id)
        version = 0 if known is None else known.version
        if not self.store.replace(realm_id, got, version=version):
            return Transient(reason="somebody else has connected the company")
        return attrs.evolve(got, version=version + 1)

    def _renew(self, realm_id: str, old: Tokens) -> Tokens | Disconnected | Transient:
        """Ask for new tokens and store them before anybody uses them."""
        got = self._ask(
            {"grant_type": "refresh_token", "refresh_token": old.refresh.reveal()}
        )
        if not isinstance(got, Tokens):
            return got
        if self.store.replace(realm_id, got, version=old.version):
            return attrs.evolve(got, version=old.version + 1)
        return self.current(realm_id)

    def _ask(self, form: dict[str, str]) -> Tokens | Disconnected | Transient:
        known = (self.connection.client_id, self.connection.client_secret.reveal())
        try:
            answer = requests.post(
                self.connection.token_url,
                data=form,
                auth=known,
                headers={"Accept": "application/json"},
                timeout=_SECONDS,
                allow_redirects=False,
            )
            body = parse(answer.content)
        except (requests.RequestException, ValueError) as error:
            return Transient(reason=f"tokens: {type(error).__name__}")
        if answer.status_code == 200:
            return self._tokens(body)
        if answer.status_code in {400, 401}:
            reason = str(body.get("error", "refused"))[:40]
            return Disconnected(code=reason, reason="The tokens were refused.")
        return Transient(reason=f"tokens: status {answer.status_code}")

    def _tokens(self, body: Document) -> Tokens | Transient:
        access, refresh = body.get("access_token"), body.get("refresh_token")
        if not isinstance(access, str) or not isinstance(refresh, str):
            return Transient(reason="tokens: an answer without tokens")
        lasts = body.get("x_refresh_token_expires_in")
        seconds = int(lasts) if lasts is not None and 0 < lasts < 10**9 else None
        until = None
        if seconds is not None:
            until = self.timer.now() + timedelta(seconds=seconds)
        return Tokens(
            access=Secret(access), refresh=Secret(refresh), refresh_until=until
        )
