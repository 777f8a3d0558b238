"""Receiving a receipt: money and credits, on invoices in the order given (R10).

A receipt disturbs nothing that was settled: it only takes what is due and what
is available, so that no settling follows.
"""

from __future__ import annotations

import attrs
from returns.result import Failure, Result, Success

from ..commands import Exact, Fill, Named, NoCredits, ReceivePayment
from ..events import CreditApplied, PaymentReceived
from ..fold import Draft, record, the_credit, the_payment
from ..invoice import Invoice
from ..money import Money
from ..occasion import Occasion
from ..parts import PaymentsLike
from ..policy import Duplicates
from ..rejections import Rejection
from .duplicates import hold_duplicate, payment_like
from .own_money import allocate
from .receipt_guards import checked_invoices, shortfall
from .settle import follow_payments
from .spend import Need, Placed, place_named, place_oldest


@attrs.frozen
class _Plan:
    """What a receipt will do: credits and cash, each in order."""

    credits: list[Placed]
    cash: list[Need]
    left: Money


def receive_payment(
    draft: Draft, command: ReceivePayment, occasion: Occasion
) -> Result[None, Rejection]:
    """Apply credits and cash; cash that nothing needs becomes a credit (R8)."""
    checked = checked_invoices(draft, command, occasion)
    return checked.bind(lambda invoices: _receive(draft, command, invoices, occasion))


def _receive(
    draft: Draft,
    command: ReceivePayment,
    invoices: list[Invoice],
    occasion: Occasion,
) -> Result[None, Rejection]:
    currency = command.currency or invoices[0].currency
    plan = _plan(draft, command, invoices, currency, occasion)
    refusal = shortfall(command, plan.credits, currency)
    if refusal is not None:
        return Failure(refusal)
    _record_receipt(draft, command, plan, currency, occasion)
    if isinstance(command.credits, Fill):
        _pay_cash(draft, command, plan, currency, occasion)
        _apply(draft, command, plan, currency)
    else:
        _apply(draft, command, plan, currency)
        _pay_cash(draft, command, plan, currency, occasion)
    follow_payments(draft, [command.payment_id], occasion)
    holds = occasion.policy.possible_duplicates is Duplicates.HOLD
    if holds and the_payment(draft, command.payment_id).possible_duplicate_of:
        hold_duplicate(draft, command.payment_id)
    return Success(None)


def _plan(
    draft: Draft,
    command: ReceivePayment,
    invoices: list[Invoice],
    currency: str,
    occasion: Occasion,
) -> _Plan:
    """Credits first for exact amounts, cash first for "fill" (HC-11)."""
    needs = [Need(invoice.id, invoice.due.minor) for invoice in invoices]
    cash = sum(amount.minor for amount in command.amounts)
    if isinstance(command.credits, Fill):
        paid = _spread(needs, cash)
        rest = _less(needs, paid)
        missing = Money(_sum(rest), currency)
        placed = place_oldest(draft, rest, missing, occasion) if missing else []
    else:
        placed = _placed(draft, command.credits, needs, occasion)
        by_credit = [Need(one.invoice_id, one.minor) for one in placed]
        paid = _spread(_less(needs, by_credit), cash)
    return _Plan(placed, paid, Money(cash - _sum(paid), currency))


def _placed(
    draft: Draft,
    use: NoCredits | Exact | Named,
    needs: list[Need],
    occasion: Occasion,
) -> list[Placed]:
    """The credits that are used before any cash."""
    match use:
        case NoCredits():
            return []
        case Exact(amount):
            return place_oldest(draft, needs, amount, occasion)
        case Named(credits):
            named = [(the_credit(draft, one.credit_id), one.amount) for one in credits]
            return place_named(needs, named)


def _spread(needs: list[Need], minor: int) -> list[Need]:
    """Give *minor* to the invoices in their order, each at most what it needs."""
    given: list[Need] = []
    for need in needs:
        part = min(need.minor, minor)
        if part:
            given.append(Need(need.invoice_id, part))
            minor -= part
    return given


def _less(needs: list[Need], given: list[Need]) -> list[Need]:
    """What the invoices still need after they were *given* something."""
    taken: dict[str, int] = {}
    for one in given:
        taken[one.invoice_id] = taken.get(one.invoice_id, 0) + one.minor
    left = [Need(n.invoice_id, n.minor - taken.get(n.invoice_id, 0)) for n in needs]
    return [need for need in left if need.minor]


def _sum(parts: list[Need]) -> int:
    return sum(part.minor for part in parts)


def _record_receipt(
    draft: Draft,
    command: ReceivePayment,
    plan: _Plan,
    currency: str,
    occasion: Occasion,
) -> None:
    amount = Money(sum(one.minor for one in command.amounts), currency)
    date = command.date or occasion.today
    like = payment_like(draft, PaymentsLike(amount, date)) if plan.left else None
    record(
        draft,
        PaymentReceived(
            payment_id=command.payment_id,
            date=date,
            amount=amount,
            tenders=command.tenders,
            invoices=command.invoices,
            opening=amount.zero,
            replaces=command.replaces,
            possible_duplicate_of=like,
        ),
    )


def _apply(draft: Draft, command: ReceivePayment, plan: _Plan, currency: str) -> None:
    date = the_payment(draft, command.payment_id).date
    for one in plan.credits:
        record(
            draft,
            CreditApplied(
                number=draft.entries + 1,
                payment_id=command.payment_id,
                credit_id=one.credit_id,
                invoice_id=one.invoice_id,
                amount=Money(one.minor, currency),
                date=date,
            ),
        )


def _pay_cash(
    draft: Draft,
    command: ReceivePayment,
    plan: _Plan,
    currency: str,
    occasion: Occasion,
) -> None:
    for part in plan.cash:
        amount = Money(part.minor, currency)
        allocate(draft, command.payment_id, part.invoice_id, amount, occasion)
