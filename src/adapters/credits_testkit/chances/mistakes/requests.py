"""Commands that are refused for what they say: sizes, ids, amounts, currencies."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from credits_core.commands import (
    CancelCredit,
    Command,
    EditCredit,
    RecordPaymentReversed,
    ReopenReturn,
    VoidInvoice,
)
from credits_core.exact import NONE
from credits_core.identity import CreditId, InvoiceId, PaymentId, ReturnId
from credits_core.ledger import Ledger
from credits_core.money import AMOUNT_MAX_MINOR, Money

from ..chance import Chance, Numbers
from ..returning import complete_return
from ..situation import Situation
from .plain import (
    a_grant,
    a_receipt,
    an_edit,
    an_invoice,
    credits_alone,
    other_currency,
    received,
    to_amount,
)

_FEW = 20
"""Limits up to this can be exceeded by a command that one can still look at."""

Mistakes = Iterator[Command]
"""The commands of one kind of mistake that are possible to make now."""


def beyond_limits(_: Chance, now: Situation) -> Mistakes:
    """More lines, tenders or invoices, or a higher total, than there may be."""
    limits, cent = now.policy.limits, Money(1, now.currencies[0])
    if limits.lines <= _FEW:
        yield an_invoice(now, 1, lines=limits.lines + 1)
    if limits.tenders <= _FEW:
        yield a_receipt(now, [], *[cent] * (limits.tenders + 1))
    if limits.invoices < min(len(now.ledger.invoices), _FEW):
        yield a_receipt(now, [*now.ledger.invoices][: limits.invoices + 1], cent)
    for one in now.invoices:
        if one.total.is_positive:
            yield an_edit(now, one.id, Money(AMOUNT_MAX_MINOR, one.currency))


def not_positive(chance: Chance, now: Situation) -> Mistakes:
    """Nothing, or less than nothing, where there must be something."""
    bad = Money(-chance.below(3), now.currencies[0])
    yield a_grant(now, bad, now.credit_id())
    yield a_receipt(now, [], bad)
    yield a_receipt(now, [one.id for one in now.invoices[:1]])
    for payment in now.payments:
        yield received(now, payment, Money(bad.minor, payment.currency))
    for credit in credits_alone(now):
        yield to_amount(now, credit, Money(bad.minor, credit.currency))
    goods = complete_return(Numbers(()), now)
    line = attrs.evolve(goods.lines[0], quantity=NONE)
    yield attrs.evolve(goods, lines=(line,))


def recorded_before(chance: Chance, now: Situation) -> Mistakes:
    """An id that a document has already, of this customer or of another one."""
    for ledger in (now.ledger, *now.others):
        yield from _again(chance, now, ledger)


def _again(chance: Chance, now: Situation, ledger: Ledger) -> Mistakes:
    cent = Money(1 + chance.below(3), now.currencies[0])
    for invoice_id in ledger.invoices:
        yield an_invoice(now, 1, invoice_id)
    for payment_id in ledger.payments:
        receipt = a_receipt(now, [], cent)
        yield attrs.evolve(receipt, payment_id=payment_id)
    for credit in ledger.credits.values():
        if credit.stands_alone:
            yield a_grant(now, cent, credit.id)


def of_another_customer(_: Chance, now: Situation) -> Mistakes:
    """Documents that another customer has."""
    for ledger in now.others:
        yield from _about(
            now,
            invoices=[*ledger.invoices],
            payments=[*ledger.payments],
            credits=[*ledger.credits],
            returns=[*ledger.returns],
        )


def unknown(chance: Chance, now: Situation) -> Mistakes:
    """Documents that nobody has."""
    name = f"nobody's {chance.below(3) + 1}"
    yield from _about(
        now,
        invoices=[InvoiceId(name)],
        payments=[PaymentId(name)],
        credits=[CreditId(name)],
        returns=[ReturnId(name)],
    )


def _about(
    now: Situation,
    *,
    invoices: list[InvoiceId],
    payments: list[PaymentId],
    credits: list[CreditId],
    returns: list[ReturnId],
) -> Mistakes:
    """Commands about documents that are not the customer's."""
    who, cent = now.customer_id, Money(1, now.currencies[0])
    for invoice in invoices:
        yield a_receipt(now, [invoice], cent)
        yield VoidInvoice(customer_id=who, invoice_id=invoice)
        yield an_edit(now, invoice, cent)
    for payment in payments:
        yield RecordPaymentReversed(customer_id=who, payment_id=payment)
    for credit in credits:
        yield CancelCredit(customer_id=who, credit_id=credit)
        yield EditCredit(customer_id=who, credit_id=credit, note="mine?")
    for one in returns:
        yield ReopenReturn(customer_id=who, return_id=one)


def in_another_currency(_: Chance, now: Situation) -> Mistakes:
    """Amounts that are not in the currency of the document."""
    for invoice in now.editable:
        strange = Money(1, other_currency(now, invoice.currency))
        yield a_receipt(now, [invoice.id], strange)
        yield an_edit(now, invoice.id, strange)
    for payment in now.payments:
        yield received(now, payment, Money(1, other_currency(now, payment.currency)))
    for credit in credits_alone(now):
        yield to_amount(now, credit, Money(1, other_currency(now, credit.currency)))


def in_a_closed_period(chance: Chance, now: Situation) -> Mistakes:
    """Documents dated on the last closed day, or before it."""
    closed = now.policy.closed_through
    if closed is None:
        return
    cent = Money(1 + chance.below(3), now.currencies[0])
    yield attrs.evolve(an_invoice(now, 1), date=closed)
    yield attrs.evolve(a_receipt(now, [], cent), date=closed)
    yield attrs.evolve(a_grant(now, cent, now.credit_id()), effective_date=closed)
