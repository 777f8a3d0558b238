"""What is struck down: every kind of command, in the shapes that matter.

They are plain commands with a scene each; add your own by making more acts.
"""

from typing import Final

from .act import Act, StoppedClock, Told, act, once_more, refused, together
from .credits import OF_CREDITS
from .imports import OF_IMPORTS
from .invoices import OF_INVOICES
from .kinds import first_of_each_kind, kind_of
from .receipts import OF_RECEIPTS
from .requests import OF_REQUESTS
from .returns import OF_RETURNS

ACTS: Final[tuple[Act, ...]] = (
    *OF_CREDITS,
    *OF_INVOICES,
    *OF_RECEIPTS,
    *OF_RETURNS,
    *OF_IMPORTS,
    *OF_REQUESTS,
)
"""All of them."""

__all__ = [
    "ACTS",
    "Act",
    "StoppedClock",
    "Told",
    "act",
    "first_of_each_kind",
    "kind_of",
    "once_more",
    "refused",
    "together",
]
