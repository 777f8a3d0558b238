"""What an import tells of itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

import attrs

from credits_core.identity import CustomerId
from credits_core.rejections import Rejection

REFUSED_MAX: Final = 1_000
"""After so many refused customers the source is to be put right first."""


@attrs.frozen(kw_only=True)
class Refused:
    """A customer of whom nothing was imported, and why."""

    customer_id: CustomerId
    rejection: Rejection


@attrs.frozen(kw_only=True)
class Imported:
    """What an import has done so far.

    *customers* and *commands* were written; *known* customers were there already
    with these very commands. It *is_complete* unless too many were refused.
    """

    customers: int = 0
    commands: int = 0
    known: int = 0
    refused: tuple[Refused, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether it went on to the end: not too many were refused."""
        return len(self.refused) < REFUSED_MAX

    def and_then(self, more: Imported) -> Imported:
        """This and what was done after it."""
        return Imported(
            customers=self.customers + more.customers,
            commands=self.commands + more.commands,
            known=self.known + more.known,
            refused=self.refused + more.refused,
        )


Progress: TypeAlias = Callable[[Imported], object]
"""What is told, after each transaction, how far the import is."""
