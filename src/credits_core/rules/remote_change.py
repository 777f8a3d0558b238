"""Taking over a change that was made in another system (HC-73 to HC-75)."""

from __future__ import annotations

from returns.result import Failure, Result

from ..commands import (
    CreditAmount,
    CreditUnused,
    CreditUsed,
    ImportChange,
    Named,
    NamedCredit,
    PaymentAmount,
    ReceivePayment,
    VoidApplication,
)
from ..credit import Credit, FromReturn, Hold
from ..events import CreditGrew, CreditHeld, CreditRetracted, HoldReleased
from ..fold import Draft, record
from ..identity import CustomerId
from ..money import Money
from ..occasion import Occasion
from ..payment import Payment
from ..policy import Differences
from ..rejections import AlreadyCancelled, Rejection
from .cancel_credit import void_application
from .edit_payment import change_amount, live_payment
from .guards import in_currency, known_credit
from .manage_credit import not_alone, untouchable
from .receive_payment import receive_payment
from .settle import settle
from .void_payment import take_money


def import_change(
    draft: Draft, command: ImportChange, occasion: Occasion
) -> Result[None, Rejection]:
    """Do here what was done there; everything that has to follow does."""
    change = command.change
    match change:
        case CreditAmount(credit_id, amount):
            checked = known_credit(draft, credit_id)
            return checked.bind(lambda one: _credit(draft, one, amount, occasion))
        case PaymentAmount(payment_id, amount):
            live = live_payment(draft, payment_id)
            return live.bind(lambda one: _payment(draft, one, amount, occasion))
        case CreditUsed():
            receipt = _receipt(command.customer_id, change)
            return receive_payment(draft, receipt, occasion)
        case CreditUnused():
            return _unused(draft, command.customer_id, change, occasion)


def _credit(
    draft: Draft, credit: Credit, amount: Money, occasion: Occasion
) -> Result[None, Rejection]:
    refusal = _unfit(credit, amount)
    if refusal is not None:
        return Failure(refusal)
    least = _least(credit, amount, occasion)
    target = max(amount, least)
    if target > credit.amount:
        record(draft, CreditGrew(credit_id=credit.id, amount=target - credit.amount))
    elif target < credit.amount:
        less = credit.amount - target
        cause = "changed in the other system"
        record(draft, CreditRetracted(credit_id=credit.id, amount=less, cause=cause))
    if target == amount and credit.hold is Hold.CONFLICT:
        record(draft, HoldReleased(credit_id=credit.id))
    if target != amount:
        held = CreditHeld(credit_id=credit.id, hold=Hold.CONFLICT, remote_amount=amount)
        record(draft, held)
    return settle(draft, occasion)


def _unfit(credit: Credit, amount: Money) -> Rejection | None:
    if isinstance(credit.origin, FromReturn):
        refusal: Rejection | None = untouchable(credit)
    else:
        refusal = untouchable(credit) or not_alone(credit)
    if refusal is None and credit.is_cancelled:
        refusal = AlreadyCancelled(credit_id=credit.id)
    return refusal or in_currency("credit", credit, amount.currency)


def _least(credit: Credit, amount: Money, occasion: Occasion) -> Money:
    """What stays, whatever is said there: what is used, or only what was before."""
    remote_wins = occasion.policy.remote_differences is Differences.REMOTE_WINS
    if remote_wins or not amount:
        return credit.opening + credit.cancelled
    return credit.used + credit.cancelled


def _payment(
    draft: Draft, payment: Payment, amount: Money, occasion: Occasion
) -> Result[None, Rejection]:
    mismatch = in_currency("payment", payment, amount.currency)
    if mismatch is not None:
        return Failure(mismatch)
    if amount.is_positive:
        taken = change_amount(draft, payment, amount, occasion)
        return settle(draft, occasion, taken)
    take_money(draft, payment, occasion, is_reversed=True)
    return settle(draft, occasion)


def _receipt(customer_id: CustomerId, change: CreditUsed) -> ReceivePayment:
    """An application made there, as the receipt of 0 that it is (HC-50)."""
    return ReceivePayment(
        customer_id=customer_id,
        payment_id=change.payment_id,
        invoices=(change.invoice_id,),
        credits=Named((NamedCredit(change.credit_id, change.amount),)),
    )


def _unused(
    draft: Draft, customer_id: CustomerId, change: CreditUnused, occasion: Occasion
) -> Result[None, Rejection]:
    wanted = VoidApplication(
        customer_id=customer_id,
        payment_id=change.payment_id,
        credit_id=change.credit_id,
        invoice_id=change.invoice_id,
    )
    return void_application(draft, wanted, occasion)
