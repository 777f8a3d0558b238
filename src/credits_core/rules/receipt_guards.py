"""Why a receipt may be refused, in the order in which the reasons are given."""

from __future__ import annotations

from collections.abc import Iterator

from returns.result import Failure, Result, Success

from ..commands import (
    Exact,
    Fill,
    Named,
    NamedCredit,
    NoCredits,
    ReceivePayment,
)
from ..credit import Credit
from ..fold import Draft, the_credit, the_invoice
from ..invoice import Invoice
from ..money import Money
from ..occasion import Occasion
from ..policy import Ban
from ..rejections import (
    CreditExceedsDue,
    CreditIsHeld,
    GeneratedByThisInvoice,
    InsufficientCredit,
    InvoiceIsVoid,
    LimitExceeded,
    NonPositiveAmount,
    NothingToPay,
    NotYetEffective,
    Rejection,
    TransitiveLoop,
)
from .bans import loop_through
from .guards import (
    in_currency,
    missing_credit,
    missing_invoice,
    new_payment,
    positive,
)
from .spend import Placed


def checked_invoices(
    draft: Draft, command: ReceivePayment, occasion: Occasion
) -> Result[list[Invoice], Rejection]:
    """The invoices of the receipt, or the first reason to refuse it."""
    for refusal in reasons(draft, command, occasion):
        return Failure(refusal)
    return Success([the_invoice(draft, one) for one in command.invoices])


def shortfall(
    command: ReceivePayment, placed: list[Placed], currency: str
) -> Rejection | None:
    """The refusal if the credits asked for could not be placed (HC-12)."""
    reached = Money(sum(one.minor for one in placed), currency)
    match command.credits:
        case Exact(amount) if reached < amount:
            return InsufficientCredit(asked=amount, available=reached)
        case Fill() if not placed and not command.tenders:
            return NothingToPay()
        case _:
            return None


def reasons(
    draft: Draft, command: ReceivePayment, occasion: Occasion
) -> Iterator[Rejection]:
    """Every reason, most pressing first; later ones rely on the earlier ones."""
    yield from _amounts(command)
    yield from _bounds(command, occasion)
    recorded = new_payment(draft, command.payment_id)
    if recorded is not None:
        yield recorded
    yield from _documents(draft, command)
    yield from _bans(draft, command, occasion)
    yield from _dues(draft, command)
    yield from _named_credits(draft, command, occasion)


def _amounts(command: ReceivePayment) -> Iterator[Rejection]:
    for what, amounts in (("tender", command.amounts), ("credit", command.asked)):
        for amount in amounts:
            refusal = positive(what, amount)
            if refusal is not None:
                yield refusal
    if not command.tenders and isinstance(command.credits, NoCredits):
        yield NonPositiveAmount(what="receipt")


def _bounds(command: ReceivePayment, occasion: Occasion) -> Iterator[Rejection]:
    limits = occasion.policy.limits
    if len(command.invoices) > limits.invoices:
        yield LimitExceeded(what="invoices", most=limits.invoices)
    if len(command.tenders) > limits.tenders:
        yield LimitExceeded(what="tenders", most=limits.tenders)
    if len(command.asked) > limits.named_credits:
        yield LimitExceeded(what="named credits", most=limits.named_credits)


def _documents(draft: Draft, command: ReceivePayment) -> Iterator[Rejection]:
    """Whose invoices and credits they are, in which currency, and whether void."""
    missing = (
        *(missing_invoice(draft, one) for one in command.invoices),
        *(missing_credit(draft, one.credit_id) for one in _named(command)),
    )
    yield from (refusal for refusal in missing if refusal is not None)
    yield from _currencies(draft, command)
    for invoice_id in command.invoices:
        if the_invoice(draft, invoice_id).is_void:
            yield InvoiceIsVoid(invoice_id=invoice_id)


def _currencies(draft: Draft, command: ReceivePayment) -> Iterator[Rejection]:
    """Documents of another currency; "fill" on nothing has no currency at all."""
    invoices = [the_invoice(draft, one) for one in command.invoices]
    currency = command.currency or next((one.currency for one in invoices), None)
    if currency is None:
        yield NothingToPay()
    else:
        credits = [the_credit(draft, one.credit_id) for one in _named(command)]
        mismatches = (
            *(in_currency("invoice", one, currency) for one in invoices),
            *(in_currency("credit", one, currency) for one in credits),
        )
        yield from (refusal for refusal in mismatches if refusal is not None)


def _bans(
    draft: Draft, command: ReceivePayment, occasion: Occasion
) -> Iterator[Rejection]:
    """Named credits that a paid invoice generated, directly or over others."""
    named = [the_credit(draft, one.credit_id) for one in _named(command)]
    for credit in named:
        generated = frozenset(credit.generated_by)
        for invoice_id in command.invoices if generated else ():
            if invoice_id in generated:
                yield GeneratedByThisInvoice(credit_id=credit.id, invoice_id=invoice_id)
    for credit in named if occasion.policy.ban is Ban.TRANSITIVE else ():
        for invoice_id in command.invoices:
            path = loop_through(draft, credit, invoice_id, occasion)
            if path is not None:
                yield TransitiveLoop(credit_id=credit.id, path=path)


def _dues(draft: Draft, command: ReceivePayment) -> Iterator[Rejection]:
    asked = sum(amount.minor for amount in command.asked)
    due = sum(the_invoice(draft, one).due.minor for one in command.invoices)
    for amount in command.asked[:1]:
        if asked > due:
            currency = amount.currency
            yield CreditExceedsDue(
                asked=Money(asked, currency), due=Money(due, currency)
            )


def _named_credits(
    draft: Draft, command: ReceivePayment, occasion: Occasion
) -> Iterator[Rejection]:
    """Named credits that are held, scheduled, or too small."""
    for one in _named(command):
        credit = the_credit(draft, one.credit_id)
        if credit.hold is not None:
            yield CreditIsHeld(credit_id=credit.id, hold=credit.hold)
        if credit.effective_date > occasion.today and credit.available:
            yield NotYetEffective(
                credit_id=credit.id, effective_date=credit.effective_date
            )
        if one.amount > _spendable(credit):
            yield InsufficientCredit(
                asked=one.amount, available=_spendable(credit), credit_id=credit.id
            )


def _spendable(credit: Credit) -> Money:
    return credit.available.zero if credit.is_cancelled else credit.available


def _named(command: ReceivePayment) -> tuple[NamedCredit, ...]:
    return command.credits.credits if isinstance(command.credits, Named) else ()
