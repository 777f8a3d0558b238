"""Trying again when others were faster, for a while."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from returns.methods import unwrap_or_failure
from returns.result import Failure, Result

from .identity import CustomerId
from .ports import GaveWayError
from .rejections import Rejection, StaleLedger

T = TypeVar("T")

_ATTEMPTS_MAX: Final = 20
"""How often a command is decided anew when others were faster."""


class UndoneError(Exception):
    """Leaves an exclusive block, so that what was committed in it is undone."""

    def __init__(self, refusal: Rejection) -> None:
        """Remember the *refusal* that it is left for."""
        super().__init__(refusal.sentence)
        self.refusal = refusal


def patiently(
    attempt: Callable[[], Result[T, Rejection]], customer_id: CustomerId
) -> Result[T, Rejection]:
    """What *attempt* comes to once nobody else is faster; each decides anew.

    It is refused with ``StaleLedger`` when too many were made in vain (R34).
    """
    for _ in range(_ATTEMPTS_MAX):
        try:
            result = attempt()
        except GaveWayError:
            continue
        if not isinstance(unwrap_or_failure(result), StaleLedger):
            return result
    return Failure(StaleLedger(customer_id=customer_id))
