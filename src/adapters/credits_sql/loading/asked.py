"""What a footprint asks for, sorted by kind, so that each kind is asked for once."""

from __future__ import annotations

import attrs

from credits_core.identity import CreditId, InvoiceId, PaymentId, ReturnId
from credits_core.parts import (
    ACredit,
    AnApplication,
    AnInvoice,
    APayment,
    AppliedBy,
    AReturn,
    Footprint,
    LinesOf,
    OldestCredits,
    OwnMoneyOf,
    Part,
    PaymentsLike,
    ReductionsOf,
    TendersOn,
    UsesOf,
)


@attrs.define
class Asked:
    """The names in a footprint by what is to be read for them."""

    invoices: set[InvoiceId] = attrs.field(factory=set)
    lines: set[InvoiceId] = attrs.field(factory=set)
    payments: set[PaymentId] = attrs.field(factory=set)
    credits: set[CreditId] = attrs.field(factory=set)
    returns: set[ReturnId] = attrs.field(factory=set)
    applied_by: set[PaymentId] = attrs.field(factory=set)
    uses: set[CreditId] = attrs.field(factory=set)
    tenders: set[InvoiceId] = attrs.field(factory=set)
    reductions: set[InvoiceId] = attrs.field(factory=set)
    own_money: set[InvoiceId] = attrs.field(factory=set)
    applications: list[AnApplication] = attrs.field(factory=list)
    queues: list[OldestCredits] = attrs.field(factory=list)
    likes: list[PaymentsLike] = attrs.field(factory=list)

    @classmethod
    def of(cls, footprint: Footprint) -> Asked:
        """What *footprint* asks for."""
        asked = cls()
        for part in footprint:
            asked.add(part)
        return asked

    @property
    def all_invoices(self) -> set[InvoiceId]:
        """Every invoice that is named, whatever is asked to come with it."""
        return self.invoices | self.lines | self.tenders | self.reductions

    def add(self, part: Part) -> None:  # noqa: C901, PLR0912 - one case a part
        """Ask for *part* too."""
        match part:
            case AnInvoice(invoice_id):
                self.invoices.add(invoice_id)
            case LinesOf(invoice_id):
                self.lines.add(invoice_id)
            case APayment(payment_id):
                self.payments.add(payment_id)
            case ACredit(credit_id):
                self.credits.add(credit_id)
            case AReturn(return_id):
                self.returns.add(return_id)
            case UsesOf(credit_id):
                self.uses.add(credit_id)
            case AnApplication():
                self.applications.append(part)
            case AppliedBy(payment_id):
                self.applied_by.add(payment_id)
            case TendersOn(invoice_id):
                self.tenders.add(invoice_id)
            case ReductionsOf(invoice_id):
                self.reductions.add(invoice_id)
            case OwnMoneyOf(invoice_id):
                self.own_money.add(invoice_id)
            case OldestCredits():
                self.queues.append(part)
            case PaymentsLike():
                self.likes.append(part)
