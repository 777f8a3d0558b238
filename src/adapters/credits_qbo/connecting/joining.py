"""Connecting a company once its owner agreed, and parting from it again."""

from __future__ import annotations

import secrets
import string
from typing import Final

import attrs
import requests

from ..documents import Document
from ..gateway import (
    Answered,
    Connector,
    Disconnected,
    Gateway,
    Pace,
    Secret,
    Tokens,
    redacted,
)
from .addresses import Addresses
from .companies import Companies, Company
from .consent import Agreed, Consent, Denied, begin_consent

_LETTERS: Final = string.ascii_lowercase + string.digits
_SECONDS: Final = (5.0, 30.0)


@attrs.frozen(kw_only=True)
class NotConnected:
    """No company was connected, and nothing changed; *is_final* if nobody comes back.

    A callback that answers another question leaves the question open.
    """

    reason: str
    is_final: bool = True


@attrs.frozen(kw_only=True)
class Parted:
    """The company's tokens are forgotten here; *left* is what is still to be done."""

    realm_id: str
    left: str = ""


@attrs.frozen(kw_only=True)
class Connections:
    """Connects the companies of one tenant, one at a time."""

    addresses: Addresses
    companies: Companies
    connector: Connector

    def ask(self, redirect_uri: str) -> Consent:
        """The question for the company's owner, who comes back to *redirect_uri*."""
        client_id = self.connector.connection.client_id
        return begin_consent(self.addresses, client_id, redirect_uri)

    def take(
        self, consent: Consent, query: str, *, replaces: bool = False
    ) -> Company | NotConnected:
        """Connect the company whose owner came back with *query*.

        It has to be the company that was connected last, unless it *replaces* it:
        then what belonged together with the other one stays as it is and rests.
        """
        answer = consent.answer(query)
        if isinstance(answer, Denied):
            return NotConnected(reason=answer.reason, is_final=answer.is_ours)
        known = self.companies.find(answer.realm_id)
        trouble = self._trouble(answer.realm_id, known, replaces=replaces)
        if trouble:
            return NotConnected(reason=trouble)
        return self._connect(answer, consent, known)

    def disconnect(self, realm_id: str) -> Parted:
        """Take the consent back, and forget the tokens whatever comes of it."""
        tokens = self.connector.store.load(realm_id)
        left = "" if tokens is None else self._revoke(tokens.refresh)
        self.connector.store.forget(realm_id)
        company = self.companies.find(realm_id)
        if company is not None:
            self.companies.put(attrs.evolve(company, is_connected=False))
        return Parted(realm_id=realm_id, left=left)

    def _trouble(self, realm_id: str, known: Company | None, *, replaces: bool) -> str:
        """Why that company may not be connected, as the rest of a sentence."""
        if known is not None and known.api != self.addresses.api:
            return f"company {realm_id} is known at {known.api}"
        now = self.companies.connected()
        if replaces or (now is not None and now.realm_id == realm_id):
            return ""
        if now is not None:
            return f"company {now.realm_id} is connected, and this is {realm_id}"
        others = [one.realm_id for one in self.companies.every()]
        if known is None and others:
            return f"company {others[-1]} was connected, and this is {realm_id}"
        return ""

    def _connect(
        self, agreed: Agreed, consent: Consent, known: Company | None
    ) -> Company | NotConnected:
        realm_id = agreed.realm_id
        got = self.connector.connect(realm_id, agreed.code, consent.redirect_uri)
        if not isinstance(got, Tokens):
            return NotConnected(reason=got.reason)
        told = Gateway(
            realm_id, self.connector, Pace(self.connector.timer)
        ).preferences()
        if not isinstance(told, Answered):
            if isinstance(told, Disconnected):
                self.connector.store.forget(realm_id)
            reason = getattr(told, "reason", "too much was asked for")
            return NotConnected(reason=redacted(reason))
        return self._put(realm_id, known, home_currency(told.body))

    def _put(self, realm_id: str, known: Company | None, currency: str) -> Company:
        """Write down that the company is connected now, and no other one is."""
        now = self.companies.connected()
        if now is not None and now.realm_id != realm_id:
            self.disconnect(now.realm_id)
        company = known or Company(
            realm_id=realm_id,
            installation=_new_installation(),
            api=self.addresses.api,
        )
        company = attrs.evolve(
            company,
            home_currency=currency or company.home_currency,
            is_connected=True,
        )
        self.companies.put(company)
        return company

    def _revoke(self, token: Secret) -> str:
        """What the owner has still to do, if the consent could not be taken back."""
        known = self.connector.connection
        try:
            answer = requests.post(
                self.addresses.revoke,
                json={"token": token.reveal()},
                auth=(known.client_id, known.client_secret.reveal()),
                headers={"Accept": "application/json"},
                timeout=_SECONDS,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            return f"the consent could not be taken back: {type(error).__name__}"
        if answer.status_code not in {200, 400}:
            return f"the consent could not be taken back: status {answer.status_code}"
        return ""


def home_currency(body: Document) -> str:
    """The currency of a company, as its preferences tell it; nothing if they don't."""
    for preferences in body.get("QueryResponse", {}).get("Preferences", ()):
        held = preferences.get("CurrencyPrefs", {}).get("HomeCurrency", {})
        value = held.get("value", "") if isinstance(held, dict) else ""
        if isinstance(value, str) and len(value) == 3:
            return value
    return ""


def _new_installation() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(10))
