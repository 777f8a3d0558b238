"""Which credit paid which invoice, where QuickBooks Online does not say.

Inside one payment it only knows what each memo gave and what each invoice got. The
answer here follows from the ids alone, so that everybody arrives at the same one.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from credits_core.money import Money

from ..translate import Link, LinkKind, PaymentImage


@attrs.frozen(kw_only=True)
class Part:
    """An *amount* on an *invoice*: of a *memo*, or of the money itself.

    Without an invoice it was taken out, such as by a check.
    """

    memo: str
    invoice: str
    amount: Money


def attributed(image: PaymentImage) -> tuple[Part, ...]:
    """The parts of a payment: memos first, each in the order of the ids.

    What each memo gave and each invoice got is exactly what the payment says; money
    pays what the memos leave. Invoices come before what was taken out.
    """
    left = {
        one.id: one.amount.minor for one in image.links if one.kind is LinkKind.MEMO
    }
    invoices = [one for one in image.links if one.kind is LinkKind.INVOICE]
    outs = [one for one in image.links if one.kind.takes_out]
    return tuple(part for link in (*invoices, *outs) for part in _of(link, left))


def _of(link: Link, left: dict[str, int]) -> Iterator[Part]:
    """Who pays one link, of what the memos have *left*."""
    invoice = link.id if link.kind is LinkKind.INVOICE else ""
    currency = link.amount.currency
    due = link.amount.minor
    for memo, open_there in left.items():
        minor = min(due, open_there)
        if minor:
            yield _part(memo, invoice, minor, currency)
            left[memo] -= minor
            due -= minor
    if due:
        yield _part("", invoice, due, currency)


def _part(memo: str, invoice: str, minor: int, currency: str) -> Part:
    return Part(memo=memo, invoice=invoice, amount=Money(minor, currency))
