"""The tokens of companies, and who may renew them.

A refresh token that was used may not work again. So one process at a time renews,
and the new one is stored before it is used.
"""

from __future__ import annotations

from datetime import datetime
from threading import Lock
from typing import Protocol

import attrs
from typing_extensions import override

from .secret import Secret


@attrs.frozen(kw_only=True)
class Tokens:
    """The tokens of one company, as of their *version*."""

    access: Secret
    refresh: Secret
    refresh_until: datetime | None = None
    version: int = 1


class TokenStore(Protocol):
    """Where tokens are kept; a host that encrypts them does so here."""

    def load(self, realm_id: str) -> Tokens | None:
        """The newest tokens of the company, if it is connected."""
        ...

    def claim(self, realm_id: str, *, version: int, at: datetime) -> bool:
        """Get the right to renew the tokens of that *version*, for a minute.

        Only one claim at a time succeeds, and none for another version.
        """
        ...

    def replace(self, realm_id: str, tokens: Tokens, *, version: int) -> bool:
        """Store *tokens* in the place of those of *version*, and end the claim.

        It does nothing and says so if other tokens are there meanwhile; version 0
        stands for none.
        """
        ...

    def forget(self, realm_id: str) -> None:
        """Forget the tokens: the company is disconnected."""
        ...


CLAIM_SECONDS = 60
"""How long a claim is good for; a process that died with one holds nobody up."""


class MemoryTokens(TokenStore):
    """Tokens kept in memory, for tests and for processes that live alone."""

    def __init__(self) -> None:
        """Start without any."""
        self._tokens: dict[str, Tokens] = {}
        self._claims: dict[str, datetime] = {}
        self._lock = Lock()

    @override
    def load(self, realm_id: str) -> Tokens | None:
        with self._lock:
            return self._tokens.get(realm_id)

    @override
    def claim(self, realm_id: str, *, version: int, at: datetime) -> bool:
        with self._lock:
            found, claimed = self._tokens.get(realm_id), self._claims.get(realm_id)
            if found is None or found.version != version:
                return False
            if claimed is not None and (at - claimed).total_seconds() < CLAIM_SECONDS:
                return False
            self._claims[realm_id] = at
            return True

    @override
    def replace(self, realm_id: str, tokens: Tokens, *, version: int) -> bool:
        with self._lock:
            found = self._tokens.get(realm_id)
            if (0 if found is None else found.version) != version:
                return False
            self._tokens[realm_id] = attrs.evolve(tokens, version=version + 1)
            self._claims.pop(realm_id, None)
            return True

    @override
    def forget(self, realm_id: str) -> None:
        with self._lock:
            self._tokens.pop(realm_id, None)
            self._claims.pop(realm_id, None)
