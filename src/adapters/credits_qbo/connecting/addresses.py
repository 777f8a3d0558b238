"""Where the servers are: the real ones, the sandbox, or whichever a document names."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

import attrs
import requests

from ..documents import Document, parse
from ..gateway import Transient

_SECONDS: Final = (5.0, 30.0)
_HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def _is_safe(_: object, attribute: attrs.Attribute[str], value: str) -> None:
    """Secrets travel to these addresses: only encrypted, or within this machine."""
    parts = urlsplit(value)
    is_here = parts.scheme == "http" and parts.hostname in _HERE
    if parts.scheme != "https" and not is_here:
        raise ValueError(f"{attribute.name} has to begin with https://.")


@attrs.frozen(kw_only=True)
class Addresses:
    """The addresses of the *api*, of consent, of tokens and of revoking them.

    Raises ``ValueError`` for one that is neither encrypted nor on this machine.
    """

    api: str = attrs.field(validator=_is_safe)
    consent: str = attrs.field(validator=_is_safe)
    token: str = attrs.field(validator=_is_safe)
    revoke: str = attrs.field(validator=_is_safe)


PRODUCTION: Final = Addresses(
    api="https://quickbooks.api.intuit.com",
    consent="https://appcenter.intuit.com/connect/oauth2",
    token="https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer",  # noqa: S106 - an address
    revoke="https://developer.api.intuit.com/v2/oauth2/tokens/revoke",
)
"""The real companies."""

SANDBOX: Final = attrs.evolve(
    PRODUCTION, api="https://sandbox-quickbooks.api.intuit.com"
)
"""The companies that Intuit gives to developers."""


def addresses_in(document: Document, api: str) -> Addresses:
    """The addresses that a discovery document names, beside that of the *api*.

    Raises ``ValueError`` if one is missing or not safe.
    """
    names = ("authorization_endpoint", "token_endpoint", "revocation_endpoint")
    found = [document.get(name) for name in names]
    if not all(isinstance(one, str) for one in found):
        raise ValueError("The discovery document does not name all addresses.")
    consent, token, revoke = map(str, found)
    return Addresses(api=api, consent=consent, token=token, revoke=revoke)


def look_up(discovery: str, api: str) -> Addresses | Transient:
    """Read the document at *discovery*; raises ``ValueError`` if it is of no use."""
    try:
        answer = requests.get(discovery, timeout=_SECONDS, allow_redirects=False)
    except requests.RequestException as error:
        return Transient(reason=f"discovery: {type(error).__name__}")
    if answer.status_code != 200:
        return Transient(reason=f"discovery: status {answer.status_code}")
    return addresses_in(parse(answer.content), api)
