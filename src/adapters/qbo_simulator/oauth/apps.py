"""The apps that may ask for a company's consent, and the secrets they are given."""

from __future__ import annotations

import base64
import hashlib
import hmac
import string
from datetime import datetime
from typing import Final

import attrs

ACCOUNTING: Final = "com.intuit.quickbooks.accounting"
"""The scope of the accounting API."""

LETTERS: Final = string.digits + string.ascii_letters


@attrs.frozen
class App:
    """An app as its developer has registered it."""

    client_id: str
    client_secret: str = attrs.field(repr=False)
    name: str = "An app"
    redirect_uris: tuple[str, ...] = ()

    def knows(self, redirect_uri: str) -> bool:
        """Whether a person may be sent back to this address, to the letter."""
        return redirect_uri in self.redirect_uris

    def is_shown_by(self, authorization: str | None) -> bool:
        """Whether an ``Authorization`` header holds this app's id and secret."""
        pair = basic_pair(authorization)
        if pair is None:
            return False
        given, own = (":".join(each) for each in (pair, self._pair))
        return hmac.compare_digest(given.encode(), own.encode())

    @property
    def _pair(self) -> tuple[str, str]:
        return self.client_id, self.client_secret


def basic_pair(authorization: str | None) -> tuple[str, str] | None:
    """The id and the secret of a ``Basic`` header, or ``None``."""
    scheme, _, encoded = (authorization or "").strip().partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        text = base64.b64decode(encoded.strip(), validate=True).decode()
    except ValueError:
        return None
    client_id, colon, secret = text.partition(":")
    return (client_id, secret) if colon else None


@attrs.define
class Mint:
    """Makes secrets that differ from one another and are the same for the same seed."""

    seed: str
    made: int = 0

    def word(self, length: int) -> str:
        """The next word of letters and digits."""
        self.made += 1
        digest = hashlib.shake_256(f"{self.seed}:{self.made}".encode()).digest(length)
        return "".join(LETTERS[byte % len(LETTERS)] for byte in digest)

    def token(self, prefix: str, expires_at: datetime) -> str:
        """A token in the service's form: a prefix, the second it ends, and a word."""
        return f"{prefix}{int(expires_at.timestamp())}{self.word(36)}"
