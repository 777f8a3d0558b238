"""One customer's open items, as one immutable value: all of them or a slice.

A slice knows what it knows: asking it for something that was not loaded is told
apart from asking for something that does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

from .credit import Credit
from .customer_return import CustomerReturn
from .identity import (
    CreditId,
    CustomerId,
    InvoiceId,
    LineId,
    PaymentId,
    ReturnId,
)
from .invoice import Invoice, InvoiceLine
from .parts import Footprint, Part
from .payment import Allocation, Application, Payment

Lines = Mapping[LineId, InvoiceLine]
"""The lines of one invoice, in their order."""

_NOTHING: Final[Mapping[Part, CustomerId]] = MappingProxyType({})


@attrs.frozen
class Scope:
    """What a ledger value speaks of: everything, or the parts that were loaded."""

    parts: Footprint = frozenset()
    is_whole: bool = False

    def covers(self, part: Part) -> bool:
        """Whether *part* was loaded, with all that comes with it."""
        return self.is_whole or part in self.parts


WHOLE: Final = Scope(is_whole=True)
"""The scope of a ledger that holds everything there is of its customer."""


@attrs.frozen(kw_only=True)
class Ledger:
    """The open items of one customer at one *version*.

    *version* counts the commands that changed it and is the sequence number of
    the last one; *entries* is the last number given to an allocation or an
    application. *elsewhere* tells the owner of a document that was asked for and
    belongs to another customer, under ``AnInvoice``, ``APayment``, ``ACredit`` or
    ``AReturn`` of its id.
    """

    customer_id: CustomerId
    version: int = 0
    entries: int = 0
    invoices: Mapping[InvoiceId, Invoice] = attrs.field(factory=dict)
    lines: Mapping[InvoiceId, Lines] = attrs.field(factory=dict)
    payments: Mapping[PaymentId, Payment] = attrs.field(factory=dict)
    credits: Mapping[CreditId, Credit] = attrs.field(factory=dict)
    returns: Mapping[ReturnId, CustomerReturn] = attrs.field(factory=dict)
    allocations: Mapping[int, Allocation] = attrs.field(factory=dict)
    applications: Mapping[int, Application] = attrs.field(factory=dict)
    elsewhere: Mapping[Part, CustomerId] = _NOTHING
    scope: Scope = WHOLE

    @property
    def is_new(self) -> bool:
        """Whether no command has ever changed it."""
        return self.version == 0
