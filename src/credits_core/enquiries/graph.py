"""The graph of where value came from and went, read off a ledger (R25).

An arrow shows which way value went. Whatever was taken back stays in the graph and
says so.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator

import attrs

from ..credit import (
    Credit,
    FromOverpayment,
    FromReduction,
    FromRemoteMemo,
    FromRemotePayment,
    FromReturn,
    Manual,
)
from ..customer_return import CustomerReturn
from ..identity import InvoiceId
from ..ledger import Ledger
from ..money import Money


class NodeKind(enum.Enum):
    """What a node of the graph stands for."""

    CREDIT = "credit"
    INVOICE = "invoice"
    PAYMENT = "payment"
    RETURN = "return"
    RETURNED_LINE = "returned line"
    PERSON = "person"
    OTHER_SYSTEM = "other system"


@attrs.frozen
class Node:
    """A document, or whoever granted something; *text* is what is known of it."""

    kind: NodeKind
    id: str
    text: str = attrs.field(eq=False)


@attrs.frozen(kw_only=True)
class Arrow:
    """An *amount* that went from *source* to *target*; not *is_live*: taken back."""

    source: Node
    target: Node
    amount: Money
    text: str
    is_live: bool = True


@attrs.frozen(kw_only=True)
class Lineage:
    """The *nodes* of a graph in a fixed order, and the *arrows* between them."""

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]


def arrows_in(ledger: Ledger) -> Iterator[Arrow]:
    """All arrows there are for one customer, in a fixed order."""
    for goods in sorted(ledger.returns.values(), key=lambda one: one.id):
        yield from _of_return(goods)
    for credit in sorted(ledger.credits.values(), key=lambda one: one.order):
        yield _into(ledger, credit)
    for cash in sorted(ledger.allocations.values(), key=lambda one: one.number):
        yield Arrow(
            source=_payment(cash.payment_id),
            target=_invoice(ledger, cash.invoice_id),
            amount=cash.amount,
            text="money",
            is_live=cash.is_live,
        )
    for use in sorted(ledger.applications.values(), key=lambda one: one.number):
        yield Arrow(
            source=credit_node(ledger.credits[use.credit_id]),
            target=_invoice(ledger, use.invoice_id),
            amount=use.amount,
            text=f"receipt {use.payment_id}",
            is_live=use.is_live,
        )


def _of_return(goods: CustomerReturn) -> Iterator[Arrow]:
    """What came back, line by line; a credit is issued for all lines together."""
    for line in goods.lines:
        told = f"{line.quantity} {line.product} {line.package} {line.batch}"
        yield Arrow(
            source=Node(
                NodeKind.RETURNED_LINE,
                f"{goods.id} {line.id}",
                " ".join(told.split()),
            ),
            target=_return(goods.id),
            amount=line.value,
            text=f"sold on {goods.invoice_id}" if goods.invoice_id else "came back",
            is_live=not goods.is_reopened,
        )


def _into(ledger: Ledger, credit: Credit) -> Arrow:
    """The arrow from what the credit came from."""
    source, text = _origin(ledger, credit)
    return Arrow(
        source=source, target=credit_node(credit), amount=credit.amount, text=text
    )


def _origin(ledger: Ledger, credit: Credit) -> tuple[Node, str]:
    match credit.origin:
        case Manual():
            by = credit.caused_by or credit.issued_by
            return Node(NodeKind.PERSON, by, by), "granted"
        case FromReturn(return_id):
            return _return(return_id), "returned goods"
        case FromOverpayment(payment_id) | FromRemotePayment(_, payment_id):
            return _payment(payment_id), "paid too much"
        case FromReduction(invoice_id, edit_id):
            return _invoice(ledger, invoice_id), f"edit {edit_id}"
        case FromRemoteMemo(system, remote_id):
            name = f"{system} {remote_id}"
            return Node(NodeKind.OTHER_SYSTEM, name, name), "read in"


def credit_node(credit: Credit) -> Node:
    """The node of a credit."""
    text = f"{credit.available} of {credit.amount} left"
    return Node(NodeKind.CREDIT, credit.id, text)


def _invoice(ledger: Ledger, invoice_id: InvoiceId) -> Node:
    invoice = ledger.invoices[invoice_id]
    text = f"{invoice.due} of {invoice.total} due"
    return Node(NodeKind.INVOICE, invoice_id, text)


def _payment(payment_id: str) -> Node:
    return Node(NodeKind.PAYMENT, payment_id, "")


def _return(return_id: str) -> Node:
    return Node(NodeKind.RETURN, return_id, "")
