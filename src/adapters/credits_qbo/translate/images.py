"""What both sides must agree on about one object, and nothing else.

Two images are compared as values. A change of anything that is not in them, such as
a note or a SyncToken, is no change for the exchange.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Iterable

import attrs

from credits_core.money import Money


class LinkKind(enum.Enum):
    """What a payment's line is about.

    A check, an expense and a journal entry take money out, such as a refund; what
    brings money in from elsewhere, or is not known at all, is *other*.
    """

    INVOICE = "Invoice"
    MEMO = "CreditMemo"
    CHECK = "Check"
    EXPENSE = "Expense"
    JOURNAL = "JournalEntry"
    OTHER = "Other"

    @property
    def takes_out(self) -> bool:
        """Whether what is linked took money out of the customer's account."""
        return self in {LinkKind.CHECK, LinkKind.EXPENSE, LinkKind.JOURNAL}


@attrs.frozen(kw_only=True)
class Link:
    """How much of a payment's line goes to, or comes from, one document."""

    kind: LinkKind
    id: str
    amount: Money


@attrs.frozen(kw_only=True)
class MemoImage:
    """A credit memo: whose it is, and how much."""

    customer: str
    total: Money


def _in_order(links: Iterable[Link]) -> tuple[Link, ...]:
    """One link for each document, in one order."""
    sums: dict[tuple[str, str], Link] = {}
    for link in links:
        place = (link.kind.value, link.id)
        known = sums.get(place)
        amount = link.amount if known is None else known.amount + link.amount
        sums[place] = attrs.evolve(link, amount=amount)
    return tuple(sums[place] for place in sorted(sums) if sums[place].amount)


@attrs.frozen(kw_only=True)
class PaymentImage:
    """A payment: whose it is, how much money, and what it links."""

    customer: str
    total: Money
    links: tuple[Link, ...] = attrs.field(converter=_in_order)

    def sum_of(self, kind: LinkKind) -> Money:
        """What all links of one kind come to."""
        minor = sum(link.amount.minor for link in self.links if link.kind is kind)
        return Money(minor, self.total.currency)

    @property
    def unapplied(self) -> Money:
        """Money and memos together, less what invoices got and what was taken out."""
        left = self.total + self.sum_of(LinkKind.MEMO) - self.sum_of(LinkKind.INVOICE)
        for kind in LinkKind:
            left -= self.sum_of(kind) if kind.takes_out else left.zero
        return left


Image = MemoImage | PaymentImage


def image_text(image: Image | None) -> str:
    """The image as text for storage; nothing for an object that is not there."""
    match image:
        case None:
            return ""
        case MemoImage(customer=customer, total=total):
            return json.dumps(["memo", customer, total.minor, total.currency])
        case PaymentImage(customer=customer, total=total, links=links):
            told = [[one.kind.value, one.id, one.amount.minor] for one in links]
            return json.dumps(["payment", customer, total.minor, total.currency, told])


def image_from(text: str) -> Image | None:
    """The image that was stored as *text*."""
    if not text:
        return None
    kind, customer, minor, currency, *rest = json.loads(text)
    total = Money(minor, currency)
    if kind == "memo":
        return MemoImage(customer=customer, total=total)
    links = tuple(
        Link(kind=LinkKind(one), id=of, amount=Money(part, currency))
        for one, of, part in rest[0]
    )
    return PaymentImage(customer=customer, total=total, links=links)
