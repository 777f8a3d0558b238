"""Receipts that are refused for how they use credits."""

from __future__ import annotations

from collections import deque

from credits_core.commands import Fill
from credits_core.credit import Credit
from credits_core.identity import InvoiceId
from credits_core.invoice import Invoice
from credits_core.money import Money
from credits_core.policy import Ban

from ..chance import Chance
from ..receiving import placeable
from ..situation import Situation
from .plain import a_receipt, by_name, exactly
from .requests import Mistakes


def by_its_own_credit(_: Chance, now: Situation) -> Mistakes:
    """An invoice paid by a credit that it generated."""
    for credit in now.ledger.credits.values():
        for invoice_id in credit.generated_by:
            if not now.ledger.invoices[invoice_id].is_void:
                cent = Money(1, credit.currency)
                yield by_name(now, invoice_id, credit.id, cent)


def in_a_circle(_: Chance, now: Situation) -> Mistakes:
    """An invoice paid by a credit that goes back to it over others."""
    if now.policy.ban is not Ban.TRANSITIVE:
        return
    for credit in now.ledger.credits.values():
        for invoice_id in _ancestors(now, credit) - {*credit.generated_by}:
            if not now.ledger.invoices[invoice_id].is_void:
                cent = Money(1, credit.currency)
                yield by_name(now, invoice_id, credit.id, cent)


def _ancestors(now: Situation, credit: Credit) -> set[InvoiceId]:
    """Every invoice that the credit goes back to."""
    found: set[InvoiceId] = set()
    waiting = deque(credit.generated_by)
    while waiting:
        invoice_id = waiting.popleft()
        if invoice_id not in found:
            found.add(invoice_id)
            for use in now.uses:
                if use.invoice_id == invoice_id:
                    waiting += now.ledger.credits[use.credit_id].generated_by
    return found


def more_than_due(chance: Chance, now: Situation) -> Mistakes:
    """More from credits than the invoice needs."""
    for invoice in now.invoices:
        more = Money(1 + chance.below(3), invoice.currency)
        yield exactly(now, invoice.id, invoice.due + more)


def held(_: Chance, now: Situation) -> Mistakes:
    """Paying with a credit that is held."""
    for credit in now.ledger.credits.values():
        if credit.hold is not None:
            yield from _on_others(now, credit, Money(1, credit.currency))


def not_yet_usable(_: Chance, now: Situation) -> Mistakes:
    """Paying with a credit that is of a later day."""
    for credit in now.ledger.credits.values():
        is_later = credit.effective_date > now.today and credit.available
        if is_later and credit.hold is None:
            yield from _on_others(now, credit, Money(1, credit.currency))


def more_than_there_is(chance: Chance, now: Situation) -> Mistakes:
    """More of one credit, or of all together, than there is."""
    more = 1 + chance.below(3)
    for credit in now.usable:
        asked = credit.available + Money(more, credit.currency)
        yield from _on_others(now, credit, asked)
    for invoice in now.unpaid:
        there = placeable(now, [invoice], invoice.currency)
        if there + more <= invoice.due.minor:
            yield exactly(now, invoice.id, Money(there + more, invoice.currency))


def _on_others(now: Situation, credit: Credit, amount: Money) -> Mistakes:
    """Paying invoices with it that are due enough and that it does not come from."""
    banned = _ancestors(now, credit)
    for invoice in now.unpaid:
        fits = invoice.currency == credit.currency and amount.minor <= invoice.due.minor
        if fits and invoice.id not in banned:
            yield by_name(now, invoice.id, credit.id, amount)


def nothing_to_pay(_: Chance, now: Situation) -> Mistakes:
    """Filling up what is paid, or nothing at all."""
    yield a_receipt(now, [], credits=Fill())
    for invoice in now.invoices:
        if not invoice.due or not _has_credits(now, invoice):
            yield a_receipt(now, [invoice.id], credits=Fill())


def _has_credits(now: Situation, invoice: Invoice) -> bool:
    return any(one.currency == invoice.currency for one in now.usable)
