"""What another system reports, as far as it can be taken over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from credits_core.commands import (
    Command,
    CreditAmount,
    CreditUnused,
    CreditUsed,
    ImportChange,
    ImportCredit,
    ImportPayment,
    PaymentAmount,
    ReceivePayment,
    RemoteAllocation,
    RemoteChange,
)
from credits_core.credit import Credit, FromReturn
from credits_core.invoice import Invoice
from credits_core.money import Money

from .chance import Chance
from .receiving import payable, seen_again, usable
from .situation import Situation
from .values import (
    a_currency,
    a_day,
    a_text,
    part_of,
    some_minor,
    some_money,
    tenders_of,
)

SYSTEM: Final = "books"
"""The other system of every story."""


def import_credit(chance: Chance, now: Situation) -> Command:
    """A credit memo of the other system, perhaps partly used there."""
    amount = some_money(chance, a_currency(chance, now))
    opening = part_of(chance, amount.minor) if chance.once_in(3) else None
    credit_id = now.credit_id("M")
    return ImportCredit(
        customer_id=now.customer_id,
        credit_id=credit_id,
        system=SYSTEM,
        remote_id=credit_id,
        amount=amount,
        opening=None if opening is None else Money(opening, amount.currency),
        effective_date=a_day(chance, now),
        number=a_text(chance),
        note=a_text(chance),
    )


def import_payment(chance: Chance, now: Situation) -> Command:
    """A payment of the other system, on invoices known here and on others."""
    again = seen_again(chance, now) if chance.once_in(4) else None
    return _as_before(now, again) if again else _new_payment(chance, now)


def _as_before(now: Situation, again: ReceivePayment) -> Command:
    """A payment that somebody seems to have recorded here before (HC-76)."""
    return ImportPayment(
        customer_id=now.customer_id,
        payment_id=now.payment_id("Q"),
        system=SYSTEM,
        tenders=again.tenders,
        date=again.date,
    )


def _new_payment(chance: Chance, now: Situation) -> Command:
    currency, invoices = payable(chance, now)
    due = sum(one.due.minor for one in invoices)
    minor = chance.of((due, due + some_minor(chance), some_minor(chance))) or 1
    tenders = tenders_of(chance, minor, currency)
    left = sum(one.amount.minor for one in tenders)
    allocations = _allocations(chance, invoices, left)
    left -= sum(one.amount.minor for one in allocations)
    opening = part_of(chance, left) if chance.once_in(4) else None
    return ImportPayment(
        customer_id=now.customer_id,
        payment_id=now.payment_id("Q"),
        system=SYSTEM,
        tenders=tenders,
        allocations=allocations,
        invoices=tuple(one.id for one in invoices),
        opening=None if opening is None else Money(opening, currency),
        date=a_day(chance, now),
    )


def _allocations(
    chance: Chance, invoices: list[Invoice], left: int
) -> tuple[RemoteAllocation, ...]:
    """What the other system put on each invoice; it may be more than is due here."""
    found: list[RemoteAllocation] = []
    for invoice in invoices:
        wanted = chance.of((invoice.due.minor, part_of(chance, left), 0))
        minor = min(wanted, left)
        if minor:
            amount = Money(minor, invoice.currency)
            found.append(RemoteAllocation(invoice_id=invoice.id, amount=amount))
            left -= minor
    return tuple(found)


def import_change(chance: Chance, now: Situation) -> Command | None:
    """A change that the other system made to something that both know."""
    kinds: tuple[Callable[[], RemoteChange | None], ...] = (
        lambda: _credit_amount(chance, now),
        lambda: _payment_amount(chance, now),
        lambda: _credit_used(chance, now),
        lambda: _credit_unused(chance, now),
    )
    change = chance.of(kinds)()
    if change is None:
        return None
    return ImportChange(customer_id=now.customer_id, change=change)


def _credit_amount(chance: Chance, now: Situation) -> RemoteChange | None:
    credits = [one for one in now.alive if _is_known_there(one)]
    if not credits:
        return None
    credit = chance.rather([one for one in credits if one.used], credits)
    used, minor = credit.used.minor, credit.amount.minor
    less = max(used - part_of(chance, used), 0)
    minor = chance.of((less, used, minor, minor + some_minor(chance), 0))
    return CreditAmount(credit.id, Money(minor, credit.currency))


def _is_known_there(credit: Credit) -> bool:
    return credit.stands_alone or isinstance(credit.origin, FromReturn)


def _payment_amount(chance: Chance, now: Situation) -> RemoteChange | None:
    if not now.payments:
        return None
    payment = chance.of(now.payments)
    minor = payment.amount.minor
    less = minor - part_of(chance, minor)
    minor = chance.of((less, minor + some_minor(chance), minor, 0))
    return PaymentAmount(payment.id, Money(minor, payment.currency))


def _credit_used(chance: Chance, now: Situation) -> RemoteChange | None:
    """A credit there paid an invoice that is due here and did not generate it."""
    if not now.unpaid:
        return None
    invoice = chance.of(now.unpaid)
    credits = [
        one
        for one in usable(now, invoice.currency)
        if invoice.id not in one.generated_by
    ]
    if not credits:
        return None
    credit = chance.of(credits)
    minor = part_of(chance, min(invoice.due.minor, credit.available.minor))
    amount = Money(minor, invoice.currency)
    return CreditUsed(now.payment_id(), credit.id, invoice.id, amount)


def _credit_unused(chance: Chance, now: Situation) -> RemoteChange | None:
    if not now.uses:
        return None
    use = chance.of(now.uses)
    return CreditUnused(use.payment_id, use.credit_id, use.invoice_id)
