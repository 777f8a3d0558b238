"""What people do on either side, in one line each."""

from __future__ import annotations

from itertools import count
from typing import Any, Final

from credits_core.commands import EditInvoice, LineChange
from credits_core.identity import EditId, InvoiceId, LineId
from qbo_simulator import Done

from .bench import ACME, Bench, usd

_EDITS: Final = count(1)

Line = tuple[str, str, str]
"""The kind of what a payment's line is about, its id there, and the amount."""


def lines(*told: Line) -> list[dict[str, Any]]:
    """Lines of a payment."""
    return [
        {"Amount": amount, "LinkedTxn": [{"TxnId": of, "TxnType": kind}]}
        for kind, of, amount in told
    ]


def pay_there(bench: Bench, total: str, *told: Line) -> str:
    """A payment that a person writes there."""
    document = {
        "CustomerRef": {"value": bench.customer},
        "TotalAmt": total,
        "Line": lines(*told),
    }
    return str(bench.there("Payment", document)["Id"])


def edit_there(bench: Bench, entity: str, remote_id: str, **changes: object) -> None:
    """A person changes something there."""
    outcome = bench.company.person.edit(entity, remote_id, changes)
    assert isinstance(outcome, Done), outcome


def relink(bench: Bench, payment: str, *told: Line) -> None:
    """A person changes all lines of a payment there."""
    edit_there(bench, "Payment", payment, Line=lines(*told))


def reprice(bench: Bench, entity: str, remote_id: str, amount: str) -> None:
    """A person changes the amount of an invoice or a memo there."""
    outcome = bench.company.read(entity, remote_id)
    assert isinstance(outcome, Done)
    line = {**outcome.document["Line"][0], "Amount": amount}
    edit_there(bench, entity, remote_id, Line=[line])


def lower_there(bench: Bench, invoice: str, amount: str) -> None:
    """The invoice of that name gets another total there."""
    reprice(bench, "Invoice", bench.invoices[invoice], amount)


def lower_here(bench: Bench, invoice: str, total: str | int) -> None:
    """The invoice of that name gets another total here."""
    before = bench.ledger.invoices[InvoiceId(invoice)].total
    change = LineChange(line_id=LineId("1"), amount=usd(total) - before)
    bench.do(
        EditInvoice(
            customer_id=ACME,
            invoice_id=InvoiceId(invoice),
            edit_id=EditId(f"e{next(_EDITS)}"),
            changes=(change,),
        )
    )


def check_there(bench: Bench, amount: str, kind: str = "Check") -> str:
    """Money that goes out to the customer: a check or an expense."""
    paying = {"PaymentType": kind, "TotalAmt": amount}
    return str(bench.there("Purchase", paying)["Id"])


def open_of(bench: Bench, entity: str, remote_id: str) -> int:
    """What is open of a memo or a payment there, in cents."""
    outcome = bench.company.read(entity, remote_id)
    assert isinstance(outcome, Done), outcome
    name = "Balance" if entity == "CreditMemo" else "UnappliedAmt"
    return int(outcome.document.get(name, 0))


def only(found: list[dict[str, Any]]) -> dict[str, Any]:
    """The one document."""
    (document,) = found
    return document


def reduction(bench: Bench) -> str:
    """The id of the one credit of a lowered invoice."""
    (found,) = [one.id for one in bench.ledger.credits.values() if one.reduced_invoice]
    return found
