"""Commands about receipts and what they were spent on."""

from __future__ import annotations

from datetime import date as Date

import attrs

from ..identity import (
    CreditId,
    CustomerId,
    InvoiceId,
    PaymentId,
    a_credit_id,
    a_note,
    an_id,
    ids,
)
from ..money import Money
from ..payment import Tender
from .shape import (
    Mode,
    a_date,
    a_tuple,
    money,
    no_repeats,
    of_type,
    one_currency,
    some,
    within_bounds,
)


@attrs.frozen
class NoCredits:
    """The receipt uses no credits."""


@attrs.frozen
class Exact:
    """Exactly this *amount* from credits, oldest first, before any cash (HC-11)."""

    amount: Money = attrs.field(validator=money)


@attrs.frozen
class Fill:
    """As much from credits, oldest first, as the cash leaves due (HC-11, HC-13)."""


@attrs.frozen
class NamedCredit:
    """An exact *amount* of one credit."""

    credit_id: CreditId = attrs.field(validator=a_credit_id)
    amount: Money = attrs.field(validator=money)


@attrs.frozen
class Named:
    """Exact amounts of named credits, in the order given, before any cash (R11)."""

    credits: tuple[NamedCredit, ...] = attrs.field(validator=some)

    def __attrs_post_init__(self) -> None:
        """Refuse a credit named twice and two currencies."""
        one_currency(one.amount for one in self.credits)
        no_repeats("credit", [one.credit_id for one in self.credits])


CreditUse = NoCredits | Exact | Fill | Named
"""How a receipt uses credits."""


@attrs.frozen(kw_only=True)
class ReceivePayment:
    """Receive one receipt: money and credits, on invoices in the order given (R10).

    No *invoices* is a payment on account (HC-19); no *tenders* is the receipt of
    0 that only applies credits (HC-50). *date* is its business date, today if
    left out. *replaces* links a payment that this one takes the place of (HC-25,
    HC-26).
    """

    customer_id: CustomerId = attrs.field(validator=an_id)
    payment_id: PaymentId = attrs.field(validator=an_id)
    invoices: tuple[InvoiceId, ...] = attrs.field(default=(), validator=ids)
    tenders: tuple[Tender, ...] = attrs.field(default=(), validator=a_tuple)
    credits: CreditUse = attrs.field(
        factory=NoCredits,
        validator=attrs.validators.instance_of((NoCredits, Exact, Fill, Named)),
    )
    date: Date | None = attrs.field(default=None, validator=a_date)
    replaces: PaymentId | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse two currencies in one receipt."""
        if not all(isinstance(tender, Tender) for tender in self.tenders):
            raise TypeError("tenders are Tender values.")
        one_currency((*self.amounts, *self.asked))
        within_bounds((*self.amounts, *self.asked))

    @property
    def amounts(self) -> tuple[Money, ...]:
        """The amount of each tender."""
        return tuple(tender.amount for tender in self.tenders)

    @property
    def asked(self) -> tuple[Money, ...]:
        """The exact amounts asked from credits."""
        match self.credits:
            case Exact(amount):
                return (amount,)
            case Named(credits):
                return tuple(one.amount for one in credits)
            case NoCredits() | Fill():
                return ()

    @property
    def currency(self) -> str | None:
        """The currency of the receipt; only "fill" alone leaves it to the invoices."""
        for amount in (*self.amounts, *self.asked):
            return amount.currency
        return None


@attrs.frozen(kw_only=True)
class EditPayment:
    """Change the money of a receipt to *amount*; its credit follows (HC-20 to HC-22).

    The difference goes to the last tender; a lower amount is taken from the last
    tender back to the first.
    """

    customer_id: CustomerId = attrs.field(validator=an_id)
    payment_id: PaymentId = attrs.field(validator=an_id)
    amount: Money = attrs.field(validator=money)
    mode: Mode = attrs.field(default=Mode.STRICT, validator=of_type(Mode))


@attrs.frozen(kw_only=True)
class VoidPayment:
    """Void the money of a receipt: a wish, which strict may refuse (HC-23).

    Credits applied by the same receipt stand, unless *including_credits*.
    """

    customer_id: CustomerId = attrs.field(validator=an_id)
    payment_id: PaymentId = attrs.field(validator=an_id)
    mode: Mode = attrs.field(default=Mode.STRICT, validator=of_type(Mode))
    including_credits: bool = attrs.field(default=False, validator=of_type(bool))


@attrs.frozen(kw_only=True)
class RecordPaymentReversed:
    """Record that the money of a receipt did not arrive: a fact, always done (HC-23).

    *reason* is what the bank or the person said.
    """

    customer_id: CustomerId = attrs.field(validator=an_id)
    payment_id: PaymentId = attrs.field(validator=an_id)
    reason: str = attrs.field(default="", validator=a_note)


@attrs.frozen(kw_only=True)
class VoidApplication:
    """Void what a receipt applied of one credit on one invoice, and nothing else.

    *reopen* takes back the cancellation of the credit, so that the amount comes
    home usable instead of being written off (HC-30).
    """

    customer_id: CustomerId = attrs.field(validator=an_id)
    payment_id: PaymentId = attrs.field(validator=an_id)
    credit_id: CreditId = attrs.field(validator=a_credit_id)
    invoice_id: InvoiceId = attrs.field(validator=an_id)
    reopen: bool = attrs.field(default=False, validator=of_type(bool))
