"""Which credits come next, and why those (R25).

Nothing is chosen anew: it is the rule that spends credits which is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs
from returns.result import Failure, Result, Success
from typing_extensions import override

from ..commands.shape import money
from ..credit import Credit
from ..fold import Draft
from ..identity import (
    CustomerId,
    InvoiceId,
    an_id,
    ids,
)
from ..ledger import Ledger
from ..money import Money
from ..occasion import Occasion
from ..rejections import (
    CreditIsHeld,
    CurrencyMismatch,
    GeneratedByThisInvoice,
    InvoiceIsVoid,
    NotYetEffective,
    Rejection,
    TransitiveLoop,
    Unknown,
)
from ..rules.bans import loop_through
from ..rules.spend import Need, place_oldest
from .enquiry import Enquiry, Sources


@attrs.frozen(kw_only=True)
class CreditTaken:
    """An *amount* of a credit that goes to an invoice; to None if none is named."""

    credit: Credit
    amount: Money
    invoice_id: InvoiceId | None


@attrs.frozen(kw_only=True)
class PassedOver:
    """A credit that is older than one that is taken, and why it is not used."""

    credit: Credit
    reason: Rejection


@attrs.frozen(kw_only=True)
class CreditsNext:
    """The credits that FIFO takes, in its order, and the older ones that it leaves.

    *short* is what they are missing of the amount.
    """

    taken: tuple[CreditTaken, ...]
    passed_over: tuple[PassedOver, ...]
    short: Money


@attrs.frozen(kw_only=True)
class NextCredits(Enquiry[CreditsNext]):
    """The question which credits come next, up to an *amount*, and why those (R25).

    With *invoices*, it is what a receipt of that exact amount would take for them.
    """

    customer_id: CustomerId = attrs.field(validator=an_id)
    amount: Money = attrs.field(validator=money)
    invoices: tuple[InvoiceId, ...] = attrs.field(default=(), validator=ids)

    def __attrs_post_init__(self) -> None:
        """Refuse to look for nothing."""
        if not self.amount.is_positive:
            raise ValueError("An amount above zero is looked for.")

    @override
    def answered(self, sources: Sources) -> Result[CreditsNext, Rejection]:
        """The credits, as of now."""
        ledger, occasion = sources.whole(self.customer_id), sources.occasion
        for one in self.invoices:
            refusal = _refused(ledger, one, self.amount.currency)
            if refusal is not None:
                return Failure(refusal)
        taken = tuple(self._taken(ledger, occasion))
        reached = sum(one.amount.minor for one in taken)
        left = self._passed_over(ledger, taken, occasion)
        short = self.amount - Money(reached, self.amount.currency)
        return Success(CreditsNext(taken=taken, passed_over=tuple(left), short=short))

    def _taken(self, ledger: Ledger, occasion: Occasion) -> Iterator[CreditTaken]:
        if not self.invoices:
            yield from _oldest(ledger, self.amount, occasion)
            return
        needs = [Need(one, ledger.invoices[one].due.minor) for one in self.invoices]
        for part in place_oldest(Draft(ledger), needs, self.amount, occasion):
            yield CreditTaken(
                credit=ledger.credits[part.credit_id],
                amount=Money(part.minor, self.amount.currency),
                invoice_id=part.invoice_id,
            )

    def _passed_over(
        self, ledger: Ledger, taken: tuple[CreditTaken, ...], occasion: Occasion
    ) -> Iterator[PassedOver]:
        last = max((one.credit.order for one in taken), default=None)
        is_short = sum(one.amount.minor for one in taken) < self.amount.minor
        used = {one.credit.id for one in taken}
        for credit in _left(ledger, self.amount.currency):
            is_older = is_short or (last is not None and credit.order < last)
            reason = self._reason(ledger, credit, occasion)
            if credit.id not in used and is_older and reason is not None:
                yield PassedOver(credit=credit, reason=reason)

    def _reason(
        self, ledger: Ledger, credit: Credit, occasion: Occasion
    ) -> Rejection | None:
        """Why FIFO passes over a credit of which something is left."""
        if credit.hold is not None:
            return CreditIsHeld(credit_id=credit.id, hold=credit.hold)
        if credit.effective_date > occasion.today:
            day = credit.effective_date
            return NotYetEffective(credit_id=credit.id, effective_date=day)
        return next(_banned(ledger, credit, self.invoices, occasion), None)


def _banned(
    ledger: Ledger,
    credit: Credit,
    invoices: Iterable[InvoiceId],
    occasion: Occasion,
) -> Iterator[Rejection]:
    for one in invoices:
        if one in credit.generated_by:
            yield GeneratedByThisInvoice(credit_id=credit.id, invoice_id=one)
        path = loop_through(Draft(ledger), credit, one, occasion)
        if path is not None:
            yield TransitiveLoop(credit_id=credit.id, path=path)


def _refused(ledger: Ledger, invoice_id: InvoiceId, currency: str) -> Rejection | None:
    invoice = ledger.invoices.get(invoice_id)
    if invoice is None:
        return Unknown(what="invoice", id=invoice_id)
    if invoice.currency != currency:
        return CurrencyMismatch(
            what="invoice", id=invoice_id, currency=invoice.currency, expected=currency
        )
    return InvoiceIsVoid(invoice_id=invoice_id) if invoice.is_void else None


def _left(ledger: Ledger, currency: str) -> list[Credit]:
    """The credits in that currency of which something is left, in order of FIFO."""
    credits = ledger.credits.values()
    found = [one for one in credits if one.currency == currency and one.available]
    return sorted(found, key=lambda credit: credit.order)


def _oldest(ledger: Ledger, amount: Money, occasion: Occasion) -> Iterator[CreditTaken]:
    rest = amount.minor
    for credit in _left(ledger, amount.currency):
        if rest and credit.usable_on(occasion.today):
            part = min(rest, credit.available.minor)
            rest -= part
            taken = Money(part, amount.currency)
            yield CreditTaken(credit=credit, amount=taken, invoice_id=None)
