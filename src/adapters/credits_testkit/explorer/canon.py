"""What two states have in common that differ in nothing but names and the past.

Documents are numbered by their age. Left out is what can never matter again: void
documents that nothing hangs on, what was used up and taken back, amounts of voided
entries, notes. Two states of one form have the same futures, up to names.
"""

from __future__ import annotations

import hashlib
from typing import Any

from credits_core.credit import Credit, FromReduction, FromReturn
from credits_core.customer_return import CustomerReturn
from credits_core.identity import CreditId, InvoiceId
from credits_core.invoice import InvoiceLine
from credits_core.ledger import Ledger
from credits_core.payment import Allocation, Application, Payment

from .world import EARLIER

Canon = tuple[Any, ...]
"""Tuples of numbers, texts and None, which print alike on every Python."""

Source = Payment | Credit
"""Where money on an invoice comes from; a payment stands for its own credit too."""


Entry = Allocation | Application
"""Money on an invoice."""


def canon_of(ledger: Ledger) -> Canon:
    """The canonical form of one customer's whole ledger."""
    form = _Form(ledger)
    return (
        tuple(form.invoice(one) for one in form.invoices),
        tuple(form.source(one) for one in form.sources),
        tuple(form.entry(one) for one in form.entries),
        tuple(form.goods(one) for one in form.returns),
    )


def digest_of(canon: Canon) -> bytes:
    """A short name of the form, the same on every Python and in every process."""
    return hashlib.blake2b(repr(canon).encode(), digest_size=16).digest()


class _Form:
    """The documents of a ledger that can still matter, each kind by its age."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        allocations, applications = ledger.allocations, ledger.applications
        entries: list[Entry] = [*allocations.values(), *applications.values()]
        live = [entry for entry in entries if entry.is_live]
        self.entries = sorted(live, key=lambda entry: entry.number)
        self.returns = [one for one in ledger.returns.values() if not one.is_reopened]
        on = {entry.invoice_id for entry in live}
        self.invoices = [
            name
            for name, one in ledger.invoices.items()
            if name in on or not one.is_void
        ]
        by = {entry.payment_id for entry in live}
        sources: list[Source] = [
            one for one in ledger.payments.values() if one.id in by or not one.is_void
        ]
        sources += [one for one in ledger.credits.values() if self._matters(one)]
        self.sources = sorted(sources, key=_age)
        self.places = {_credit_id(one): n for n, one in enumerate(self.sources)}

    def _matters(self, credit: Credit) -> bool:
        """Whether anything of it is left, spent, or given up of an invoice."""
        if credit.payment_id is not None:
            return False
        if isinstance(credit.origin, FromReturn):
            return any(one.credit_id == credit.id for one in self.returns)
        given_up = credit.cancelled and credit.reduced_invoice
        return bool(credit.used or credit.available or given_up)

    def invoice(self, invoice_id: InvoiceId) -> Canon:
        invoice = self.ledger.invoices[invoice_id]
        lines = self.ledger.lines[invoice_id].values()
        return (invoice.total.minor, invoice.is_void, *map(_line, lines))

    def source(self, source: Source) -> Canon:
        if isinstance(source, Payment):
            return self._payment(source)
        of: Canon = ("granted",)
        if isinstance(source.origin, FromReduction):
            of = ("reduction", self.invoices.index(source.origin.invoice_id))
        if isinstance(source.origin, FromReturn):
            of = ("return",)
        amounts = (source.amount.minor, source.cancelled.minor, source.is_cancelled)
        return (*of, source.effective_date == EARLIER, *amounts)

    def _payment(self, payment: Payment) -> Canon:
        credit = self.ledger.credits.get(payment.credit_id)
        is_held = credit is not None and credit.hold is not None
        if payment.is_void:
            return ("void payment", is_held)
        own = [one for one in payment.invoices if not self.ledger.invoices[one].is_void]
        return (
            "payment",
            payment.amount.minor,
            is_held,
            *map(self.invoices.index, own),
        )

    def entry(self, entry: Entry) -> Canon:
        payment = self.ledger.payments[entry.payment_id]
        of_credit = None
        if isinstance(entry, Application):
            of_credit = self.places[entry.credit_id]
        place = self.invoices.index(entry.invoice_id)
        return (self.places[payment.credit_id], of_credit, place, entry.amount.minor)

    def goods(self, goods: CustomerReturn) -> Canon:
        place = None
        if goods.invoice_id is not None:
            place = self.invoices.index(goods.invoice_id)
        rows = ((row.quantity.micros, row.value.minor) for row in goods.lines)
        return (place, self.places.get(goods.credit_id), *rows)


def _age(source: Source) -> tuple[Any, ...]:
    """Its place in FIFO, in which a payment stands for the credit that it may leave."""
    if isinstance(source, Payment):
        return (source.date, source.sequence, source.credit_id)
    return source.order


def _credit_id(source: Source) -> CreditId:
    return source.credit_id if isinstance(source, Payment) else source.id


def _line(line: InvoiceLine) -> Canon:
    sold = (line.amount.minor, line.quantity.micros)
    return (*sold, line.returned.minor, line.returned_quantity.micros)
