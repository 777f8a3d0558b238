"""What a payment there says, in the names of this side."""

from __future__ import annotations

import attrs

from credits_core.identity import CreditId, InvoiceId
from credits_core.money import Money

from ..store import Unit
from ..translate import LinkKind, PaymentImage
from ..translate.images import Image
from .attribution import Part, attributed
from .naming import credit_named, invoice_named
from .taken import Taken


@attrs.define(kw_only=True)
class Target:
    """What is to be so here: money, what of it is where, and what of each memo.

    *out* is what was taken out of the money there, and *memos_out* of each memo.
    """

    total: int = 0
    currency: str = ""
    out: int = 0
    cash: dict[InvoiceId, int] = attrs.field(factory=dict)
    uses: dict[tuple[CreditId, InvoiceId], int] = attrs.field(factory=dict)
    memos_out: dict[CreditId, int] = attrs.field(factory=dict)

    def money(self, minor: int) -> Money:
        """So much, in the payment's currency."""
        return Money(minor, self.currency)

    @property
    def received(self) -> int:
        """The money less what was taken out of it."""
        return self.total - self.out


def target_of(unit: Unit, image: Image | None) -> Target | Taken:
    """The target that *image* says, or what of it nobody knows here."""
    if image is None:
        return Target()
    if not isinstance(image, PaymentImage):
        return Taken(refusal="it is no payment any more")
    if any(link.kind is LinkKind.OTHER for link in image.links):
        return Taken(refusal="it is linked to what is not known here")
    target = Target(total=image.total.minor, currency=image.total.currency)
    for part in attributed(image):
        unknown = _add(unit, target, part)
        if unknown:
            return Taken(waits=f"{unknown} is not known here")
    return target


def _add(unit: Unit, target: Target, part: Part) -> str:
    """Put *part* into the target; what of it is not known here, if anything."""
    minor = part.amount.minor
    credit_id = credit_named(unit, part.memo) if part.memo else None
    if part.memo and credit_id is None:
        return f"memo {part.memo}"
    invoice_id = invoice_named(unit, part.invoice) if part.invoice else None
    if part.invoice and invoice_id is None:
        return f"invoice {part.invoice}"
    if credit_id is None and invoice_id is None:
        target.out += minor
    elif credit_id is None and invoice_id is not None:
        target.cash[invoice_id] = target.cash.get(invoice_id, 0) + minor
    elif credit_id is not None and invoice_id is None:
        target.memos_out[credit_id] = target.memos_out.get(credit_id, 0) + minor
    elif credit_id is not None and invoice_id is not None:
        pair = (credit_id, invoice_id)
        target.uses[pair] = target.uses.get(pair, 0) + minor
    return ""
