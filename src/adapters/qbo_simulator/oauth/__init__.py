"""OAuth 2 as the simulated service speaks it: consent, tokens, rotation, revocation."""

from .apps import ACCOUNTING, App, Mint
from .endpoints import Endpoints
from .grants import PLAYGROUND, Grants
from .tokens import Rules, Tokens

__all__ = [
    "ACCOUNTING",
    "PLAYGROUND",
    "App",
    "Endpoints",
    "Grants",
    "Mint",
    "Rules",
    "Tokens",
]
