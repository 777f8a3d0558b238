"""The consent of a company's owner: the question, and reading what comes back.

Whoever comes back has to bring the *state* that was sent along. Otherwise somebody
could send a person of this side to the callback with a code of their own company.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Final
from urllib.parse import parse_qs, urlencode

import attrs

from ..gateway import Secret, redacted
from .addresses import Addresses

SCOPE: Final = "com.intuit.quickbooks.accounting"
_REALM_MAX: Final = 20


@attrs.frozen(kw_only=True)
class Agreed:
    """The owner of *realm_id* agreed; the *code* is good once, for minutes."""

    realm_id: str
    code: Secret


@attrs.frozen(kw_only=True)
class Denied:
    """Nothing came of it; *is_ours* if it was an answer to this very question."""

    reason: str
    is_ours: bool


@attrs.frozen(kw_only=True)
class Consent:
    """A question to a person: they open *url*, and come back to *redirect_uri*.

    A host keeps it with the person's session until they are back.
    """

    url: str
    redirect_uri: str
    state: Secret

    def answer(self, query: str) -> Agreed | Denied:
        """What the query of the callback's address says."""
        fields = {name: held[0] for name, held in parse_qs(query).items()}
        told = fields.get("state", "").encode()
        if not hmac.compare_digest(told, self.state.reveal().encode()):
            return Denied(reason="it answers another question", is_ours=False)
        if "error" in fields:
            return Denied(reason=redacted(fields["error"])[:40], is_ours=True)
        realm_id, code = fields.get("realmId", ""), fields.get("code", "")
        is_number = realm_id.isascii() and realm_id.isdecimal()
        if not is_number or len(realm_id) > _REALM_MAX or not code:
            return Denied(reason="it names no company or no code", is_ours=True)
        try:
            return Agreed(realm_id=realm_id, code=Secret(code))
        except ValueError:
            return Denied(reason="its code is none", is_ours=True)


def begin_consent(addresses: Addresses, client_id: str, redirect_uri: str) -> Consent:
    """The question whether the app *client_id* may work with a company's books."""
    state = secrets.token_urlsafe(32)
    asked = {
        "client_id": client_id,
        "response_type": "code",
        "scope": SCOPE,
        "redirect_uri": redirect_uri,
        "state": state,
    }
    return Consent(
        url=f"{addresses.consent}?{urlencode(asked)}",
        redirect_uri=redirect_uri,
        state=Secret(state),
    )
