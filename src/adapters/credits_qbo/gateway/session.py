"""The session that python-quickbooks sends its requests through.

That library reads an answer carelessly and puts tokens into its exceptions. So it
builds the request, this session sends it and keeps what came back, and the library
is told nothing but that it went well.
"""

from __future__ import annotations

import threading
from typing import Final

import attrs
import requests

from .exchange import Broken, Exchange
from .redaction import redacted
from .secret import Secret

_CONNECT_SECONDS: Final = 5.0
_READ_SECONDS: Final = 130.0
"""QuickBooks Online gives up after 120 seconds; whoever gives up first knows less."""


@attrs.frozen
class _Taken:
    """An answer without content."""

    status_code: int = 200
    text: str = "{}"


class RecordingSession:
    """Sends for any number of threads; each has its own connections and record."""

    def __init__(
        self,
        *,
        connect_seconds: float = _CONNECT_SECONDS,
        read_seconds: float = _READ_SECONDS,
    ) -> None:
        """Wait for a connection and for an answer so long, and not for ever."""
        self._timeouts = (connect_seconds, read_seconds)
        self._own = threading.local()

    @property
    def access_token(self) -> str:
        """The token that this thread's requests carry."""
        token: Secret = self._own.token
        return token.reveal()

    def carry(self, token: Secret) -> None:
        """Let this thread's next requests carry *token*, and forget the record."""
        self._own.token = token
        self._own.exchange = Broken(reason="nothing was sent", was_sent=False)

    @property
    def exchange(self) -> Exchange | Broken:
        """What came of this thread's last request."""
        exchange: Exchange | Broken = self._own.exchange
        return exchange

    def request(
        self,
        method: str,
        url: str,
        *,
        headers: dict[str, str],
        params: dict[str, str | int],
        data: str,
    ) -> _Taken:
        """Send one request, keep what comes of it, and tell the library nothing."""
        try:
            answer = self._connections().request(
                method,
                url,
                headers=headers,
                params=params,
                data=data.encode() if data else None,
                timeout=self._timeouts,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            self._own.exchange = _broken(error)
        else:
            self._own.exchange = Exchange(
                status=answer.status_code,
                body=answer.content,
                tid=redacted(answer.headers.get("intuit_tid", ""))
                or redacted(answer.headers.get("Intuit-Tid", "")),
                retry_after=answer.headers.get("Retry-After", ""),
            )
        return _Taken()

    def close(self) -> None:
        """Close this thread's connections."""
        connections: requests.Session | None = getattr(self._own, "connections", None)
        if connections is not None:
            connections.close()
            self._own.connections = None

    def _connections(self) -> requests.Session:
        """This thread's connections; the machine's settings for others are left out."""
        found: requests.Session | None = getattr(self._own, "connections", None)
        if found is None:
            found = requests.Session()
            found.trust_env = False
            self._own.connections = found
        return found


def _broken(error: requests.RequestException) -> Broken:
    """What is known without an answer; the error's text may hold the address."""
    never = (requests.ConnectTimeout, requests.exceptions.InvalidURL)
    refused = "NewConnectionError" in repr(error)
    was_sent = not (isinstance(error, never) or refused)
    return Broken(reason=type(error).__name__, was_sent=was_sent)
