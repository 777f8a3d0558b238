"""What is where, once all money was followed as the other side sees it."""

from __future__ import annotations

from collections import defaultdict

import attrs

from credits_core.credit import Credit
from credits_core.identity import CreditId, InvoiceId, PaymentId

from .keys import CashKey, MemoKey, PairKey

Source = CashKey | MemoKey
"""What money comes from: a payment, or a credit that is a memo there."""


@attrs.frozen
class Placed:
    """How much of a *source* is on an *invoice*, by *way* of which use if any."""

    source: Source
    way: PairKey | None
    invoice_id: InvoiceId
    minor: int


@attrs.define
class Places:
    """All that is placed, and what of each source is open with other credits.

    *left* is what credits of lowered invoices have open of a source, and *forfeited*
    what was given up with them: there, that is open for ever.
    """

    rows: list[Placed] = attrs.field(factory=list)
    left: dict[Source, dict[CreditId, int]] = attrs.field(factory=dict)
    forfeited: dict[Source, int] = attrs.field(factory=dict)

    def cash_on(self, payment_id: PaymentId) -> dict[InvoiceId, int]:
        """What of the payment's own money is on each invoice."""
        found: dict[InvoiceId, int] = defaultdict(int)
        for row in self.rows:
            if row.source == CashKey(payment_id):
                found[row.invoice_id] += row.minor
        return dict(found)

    def memos_in(self, use: PairKey) -> dict[CreditId, int]:
        """What of each memo is on the invoice by way of one use."""
        found: dict[CreditId, int] = defaultdict(int)
        for row in self.rows:
            if row.way == use and isinstance(row.source, MemoKey):
                found[row.source.credit_id] += row.minor
        return dict(found)

    def ways_of(self, stem: str) -> list[PairKey]:
        """The uses whose receipts were read in from the payment of that *stem*."""
        ways = (row.way for row in self.rows)
        named = (way for way in ways if way is not None)
        mine = (way for way in named if way.payment_id.startswith(f"{stem}."))
        return list(dict.fromkeys(mine))


def source_of(credit: Credit) -> Source | None:
    """What the credit's money is there; none of its own for a lowered invoice's."""
    if credit.payment_id is not None:
        return CashKey(credit.payment_id)
    return None if credit.reduced_invoice is not None else MemoKey(credit.id)
