"""What the environment says of the app and of where QuickBooks Online is.

Secrets come from the environment alone: what stands on a command line can be read by
everybody on the machine.
"""

from __future__ import annotations

import os
from typing import Final

import attrs

from credits_qbo.connecting import PRODUCTION, SANDBOX, Addresses, look_up
from credits_qbo.gateway import Connection, Secret, Transient

from ..failures import CannotRunError, UnreachableError

CLIENT_ID: Final = "CREDITS_QBO_CLIENT_ID"
CLIENT_SECRET: Final = "CREDITS_QBO_CLIENT_SECRET"  # noqa: S105 - the name of a variable
ENVIRONMENT: Final = "CREDITS_QBO_ENVIRONMENT"
DISCOVERY: Final = "CREDITS_QBO_DISCOVERY"
REDIRECT: Final = "CREDITS_QBO_REDIRECT"
_KNOWN: Final = {"production": PRODUCTION, "sandbox": SANDBOX}
_DOCUMENT: Final = "/.well-known/openid_sandbox_configuration"


@attrs.frozen(kw_only=True)
class Configuration:
    """The app, where everything is, and where its owner's browser comes back to."""

    addresses: Addresses
    connection: Connection
    redirect_uri: str


def read_configuration() -> Configuration:
    """What the environment says; raises ``CannotRunError`` for what is missing."""
    client_id, secret = _needed(CLIENT_ID), _needed(CLIENT_SECRET)
    addresses = _addresses(os.environ.get(ENVIRONMENT) or "production")
    try:
        client_secret = Secret(secret)
    except ValueError:
        raise CannotRunError(f"{CLIENT_SECRET} is not printable ASCII.") from None
    connection = Connection(
        client_id=client_id,
        client_secret=client_secret,
        api=addresses.api,
        token_url=addresses.token,
    )
    redirect = os.environ.get(REDIRECT) or "http://localhost:8000/callback"
    return Configuration(
        addresses=addresses, connection=connection, redirect_uri=redirect
    )


def _needed(name: str) -> str:
    found = os.environ.get(name, "")
    if not found:
        raise CannotRunError(f"The environment variable {name} is not set.")
    return found


def _addresses(environment: str) -> Addresses:
    """The known ones, or those that the document at another address names."""
    known = _KNOWN.get(environment)
    discovery = os.environ.get(DISCOVERY)
    if known is not None and not discovery:
        return known
    api = environment.rstrip("/") if known is None else known.api
    try:
        attrs.evolve(PRODUCTION, api=api)
        found = look_up(discovery or api + _DOCUMENT, api)
    except ValueError as error:
        raise CannotRunError(
            f"{ENVIRONMENT} is production, sandbox or an address: {error}"
        ) from error
    if isinstance(found, Transient):
        raise UnreachableError(f"{api} does not answer ({found.reason}).")
    return found
