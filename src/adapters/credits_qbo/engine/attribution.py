"""Which credit paid which invoice, where QuickBooks Online does not say.

Inside one payment it only knows what each memo gave and what each invoice got. The
answer here follows from the ids alone, so that everybody arrives at the same one.
"""

from __future__ import annotations

import attrs

from credits_core.money import Money

from ..translate import LinkKind, PaymentImage


@attrs.frozen(kw_only=True)
class Part:
    """An *amount* on an *invoice*: of a *memo*, or of the money itself."""

    memo: str
    invoice: str
    amount: Money


def attributed(image: PaymentImage) -> tuple[Part, ...]:
    """The parts of a payment: memos first, each in the order of the ids.

    What each memo gave and each invoice got is exactly what the payment says; money
    pays what the memos leave.
    """
    currency = image.total.currency
    left = {
        one.id: one.amount.minor for one in image.links if one.kind is LinkKind.MEMO
    }
    parts: list[Part] = []
    for link in image.links:
        if link.kind is not LinkKind.INVOICE:
            continue
        due = link.amount.minor
        for memo, open_there in left.items():
            minor = min(due, open_there)
            if minor:
                parts.append(_part(memo, link.id, minor, currency))
                left[memo] -= minor
                due -= minor
        if due:
            parts.append(_part("", link.id, due, currency))
    return tuple(parts)


def _part(memo: str, invoice: str, minor: int, currency: str) -> Part:
    return Part(memo=memo, invoice=invoice, amount=Money(minor, currency))
