"""What payments there say of memos and money, as far as it is known here."""

from __future__ import annotations

from collections import defaultdict

import attrs

from credits_core.commands import (
    CreditUsed,
    ImportChange,
    ImportPayment,
    RemoteAllocation,
)
from credits_core.identity import CreditId, CustomerId, InvoiceId
from credits_core.money import Money
from credits_core.payment import Method, Tender

from ..engine.attribution import Part, attributed
from ..engine.naming import memo_id, payment_id, use_id
from ..settings import SYSTEM
from ..translate import LinkKind, PaymentImage, SeenPayment
from .sheet import Sheet


@attrs.define
class Uses:
    """What payments say of the memos that are read in, as far as it is known here."""

    known: dict[str, int] = attrs.Factory(lambda: defaultdict(int))
    of: dict[str, list[Part]] = attrs.Factory(lambda: defaultdict(list))


def uses_of(sheet: Sheet, fresh: dict[str, CustomerId]) -> Uses:
    """The uses of *fresh* memos on invoices here that have room for them."""
    found = Uses()
    for payment in sorted(sheet.payments.values(), key=lambda one: int(one.id)):
        for part in _parts(payment.image):
            if part.memo in fresh and _take_room(sheet, part):
                found.known[part.memo] += part.amount.minor
                found.of[payment.id].append(part)
    return found


def _parts(image: PaymentImage | None) -> tuple[Part, ...]:
    if image is None or any(one.kind is LinkKind.OTHER for one in image.links):
        return ()
    return attributed(image)


def _take_room(sheet: Sheet, part: Part) -> bool:
    """Take what *part* needs of its invoice here, if there is so much due."""
    invoice_id = sheet.names.invoice_here(part.invoice)
    due = part.amount.zero
    if invoice_id is not None:
        due = sheet.due_here.get(invoice_id, due)
    if invoice_id is None or due < part.amount:
        return False
    sheet.due_here[invoice_id] = due - part.amount
    return True


def receipt(
    sheet: Sheet, seen: SeenPayment, image: PaymentImage, customer_id: CustomerId
) -> ImportPayment:
    """The money of a payment: what of it is on invoices here, and what is open."""
    sums: dict[InvoiceId, Money] = {}
    for part in attributed(image):
        if not part.memo and _take_room(sheet, part):
            invoice_id = sheet.names.invoice_here(part.invoice)
            if invoice_id is not None:
                sums[invoice_id] = sums.get(invoice_id, part.amount.zero) + part.amount
    on_known = sum(one.minor for one in sums.values())
    spent = image.total.minor - seen.unapplied.minor - on_known
    return ImportPayment(
        customer_id=customer_id,
        payment_id=payment_id(sheet.world.settings, seen.id),
        system=SYSTEM,
        tenders=(Tender(Method.OTHER, image.total),),
        allocations=tuple(
            RemoteAllocation(invoice_id=one, amount=amount)
            for one, amount in sums.items()
        ),
        opening=Money(spent, image.total.currency),
        date=seen.day,
    )


def use(
    sheet: Sheet, seen: SeenPayment, part: Part, customer_id: CustomerId
) -> ImportChange:
    """The command that uses a credit here as *part* says it was used there."""
    settings = sheet.world.settings
    credit_id = memo_id(settings, part.memo)
    invoice_id = sheet.names.invoice_here(part.invoice) or InvoiceId(part.invoice)
    named = use_id(settings, seen.id, seen.token, credit_id, invoice_id)
    change = CreditUsed(named, CreditId(credit_id), invoice_id, part.amount)
    return ImportChange(customer_id=customer_id, change=change)
