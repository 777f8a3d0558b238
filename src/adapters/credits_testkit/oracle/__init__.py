"""A second voice: what the product and its laws say, written down once more.

It shares no rule with the core and keeps no balance: every figure is added up
from facts that are only ever appended. Where it and the core differ, one of them
is wrong, or the product does not say.
"""

from .picture import (
    Picture,
    PicturedCredit,
    PicturedEntry,
    PicturedInvoice,
    PicturedPayment,
    PicturedReturn,
)
from .taking import picture_of
from .voice import Oracle

__all__ = [
    "Oracle",
    "Picture",
    "PicturedCredit",
    "PicturedEntry",
    "PicturedInvoice",
    "PicturedPayment",
    "PicturedReturn",
    "picture_of",
]
