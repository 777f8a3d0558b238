"""A checkout screen: preview what a receipt would do, then carry it out once.

Run it from the root of the project: ``python -m examples.checked_checkout``.
"""

from __future__ import annotations

from returns.methods import unwrap_or_failure
from returns.result import Result

from credits_core import (
    Entry,
    Fill,
    InvoiceId,
    Method,
    PaymentId,
    ReceivePayment,
    Rejection,
    Tender,
)
from credits_core.rejections import CreditExceedsDue, InsufficientCredit

from .shop import ACME, ANNA, Shop, usd


def told(result: Result[Entry, Rejection]) -> str:
    """What the screen shows for an answer."""
    match unwrap_or_failure(result):
        case Entry() as entry:
            used = [f"{one.amount} of {one.credit_id}" for one in entry.effects.applied]
            left = [f"{one.invoice_id} owes {one.due}" for one in entry.effects.due]
            return "; ".join((*used, *left))
        case CreditExceedsDue(due=due):
            return f"At most {due} can be paid."
        case InsufficientCredit(available=available):
            return f"At most {available} can come from credits."
        case rejection:
            return rejection.sentence


def main() -> None:
    """Tell the story."""
    shop = Shop()
    shop.bill("A", "100.00")
    shop.grant("gift", "30.00")
    receipt = ReceivePayment(
        customer_id=ACME,
        payment_id=PaymentId("P1"),
        invoices=(InvoiceId("A"),),
        tenders=(Tender(Method.CARD, usd("60.00")),),
        credits=Fill(),
    )
    print("Preview: ", told(shop.desk.preview(receipt, ANNA)))
    print("Submitted:", told(shop.desk.submit(receipt, ANNA, key="checkout-1")))
    print("Again:    ", told(shop.desk.submit(receipt, ANNA, key="checkout-1")))
    shop.show()


if __name__ == "__main__":
    main()
