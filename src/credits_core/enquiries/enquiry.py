"""What every enquiry is: a value that answers itself from what it may read.

The desk asks for the permission first; only then is an enquiry given its sources.
"""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

import attrs
from returns.result import Result

from ..identity import CustomerId
from ..ledger import Ledger
from ..occasion import Occasion
from ..ports import Ledgers, Register
from ..rejections import Rejection

Told_co = TypeVar("Told_co", covariant=True)


@attrs.frozen(kw_only=True)
class Sources:
    """What an enquiry may read, and when it was asked."""

    ledgers: Ledgers
    register: Register
    occasion: Occasion

    def whole(self, customer_id: CustomerId) -> Ledger:
        """Everything of one customer."""
        return self.ledgers.load_whole(customer_id)


class Enquiry(Protocol, Generic[Told_co]):
    """A question whose answer is of the type that it names."""

    def answered(self, sources: Sources) -> Result[Told_co, Rejection]:
        """The answer, read from *sources*, or that nothing is known."""
        ...
