"""Connecting companies, and parting from them: consent, tokens, and who is there."""

from __future__ import annotations

from .addresses import PRODUCTION, SANDBOX, Addresses, addresses_in, look_up
from .companies import Companies, Company
from .consent import Agreed, Consent, Denied, begin_consent
from .joining import Connections, NotConnected, Parted
from .kept_tokens import SqlTokens

__all__ = [
    "PRODUCTION",
    "SANDBOX",
    "Addresses",
    "Agreed",
    "Companies",
    "Company",
    "Connections",
    "Consent",
    "Denied",
    "NotConnected",
    "Parted",
    "SqlTokens",
    "addresses_in",
    "begin_consent",
    "look_up",
]
