"""Reading the stored state with plain SQL, by other hands than the adapter's.

Nothing here uses the adapter: a mistake in how it reads cannot hide one in how it
writes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, text

from credits_core.credit import (
    Credit,
    FromOverpayment,
    FromReduction,
    FromRemoteMemo,
    FromRemotePayment,
    FromReturn,
    Hold,
    Manual,
    Origin,
)
from credits_core.customer_return import CustomerReturn, ReturnedLine
from credits_core.exact import Quantity
from credits_core.identity import CustomerId, TenantId
from credits_core.invoice import Invoice, InvoiceLine, LineKind
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.payment import Allocation, Application, Method, Payment, Tender

Table = list[RowMapping]


def read_raw(
    connection: Connection, tenant_id: TenantId, customer_id: CustomerId
) -> Ledger:
    """The customer's ledger as the rows of the tables tell it."""

    def rows(name: str, *, by_customer: bool = True) -> Table:
        query = f"SELECT * FROM credits_{name} WHERE tenant_id = :t"
        if by_customer:
            query += " AND customer_id = :c"
        return list(
            connection.execute(text(query), {"t": tenant_id, "c": customer_id})
            .mappings()
            .all()
        )

    pieces = {
        name: sorted(rows(name, by_customer=False), key=lambda row: row["position"])
        for name in ("invoice_line", "tender", "payment_invoice", "returned_line")
    }
    head = next(iter(rows("ledger")), {"version": 0, "entries": 0})
    return Ledger(
        customer_id=customer_id,
        version=head["version"],
        entries=head["entries"],
        invoices={row["id"]: _invoice(row) for row in rows("invoice")},
        lines={
            row["id"]: {
                line["id"]: _line(line)
                for line in pieces["invoice_line"]
                if line["invoice_id"] == row["id"]
            }
            for row in rows("invoice")
        },
        payments={row["id"]: _payment(row, pieces) for row in rows("payment")},
        credits={row["id"]: _credit(row) for row in rows("credit")},
        returns={
            row["id"]: _return(row, pieces["returned_line"])
            for row in rows("customer_return")
        },
        allocations={
            row["number"]: Allocation(**_entry(row)) for row in rows("allocation")
        },
        applications={
            row["number"]: Application(credit_id=row["credit_id"], **_entry(row))
            for row in rows("application")
        },
    )


def balances(connection: Connection, tenant_id: TenantId) -> dict[tuple[str, str], int]:
    """What is stored as available, by customer and currency."""
    query = text("SELECT * FROM credits_balance WHERE tenant_id = :t")
    found = connection.execute(query, {"t": tenant_id}).mappings()
    return {(row["customer_id"], row["currency"]): row["available"] for row in found}


def _moneys(row: RowMapping, *names: str) -> dict[str, Money]:
    return {name: Money(row[name], row["currency"]) for name in names}


def _date(value: Any) -> date:  # noqa: ANN401
    return value if isinstance(value, date) else date.fromisoformat(value)


def _maybe(read: Callable[[Any], Any], value: Any) -> Any:  # noqa: ANN401
    return None if value is None else read(value)


def _invoice(row: RowMapping) -> Invoice:
    invoice = Invoice(
        id=row["id"],
        number=row["number"],
        date=_date(row["date"]),
        due_date=_maybe(_date, row["due_date"]),
        sequence=row["sequence"],
        is_void=bool(row["is_void"]),
        **_moneys(row, "total", "cash", "applied", "reductions", "forfeited"),
    )
    assert invoice.due.minor == row["due"]
    return invoice


def _line(row: RowMapping) -> InvoiceLine:
    return InvoiceLine(
        id=row["id"],
        product=row["product"],
        quantity=Quantity(row["quantity"]),
        unit_price=Quantity(row["unit_price"]),
        kind=LineKind(row["kind"]),
        returned_quantity=Quantity(row["returned_quantity"]),
        returned_value=_maybe(
            lambda minor: Money(minor, row["currency"]), row["returned_value"]
        ),
        **_moneys(row, "amount"),
    )


def _payment(row: RowMapping, pieces: dict[str, Table]) -> Payment:
    def mine(name: str) -> Table:
        return [one for one in pieces[name] if one["payment_id"] == row["id"]]

    return Payment(
        id=row["id"],
        date=_date(row["date"]),
        sequence=row["sequence"],
        tenders=tuple(
            Tender(Method(one["method"]), Money(one["amount"], row["currency"]))
            for one in mine("tender")
        ),
        invoices=tuple(one["invoice_id"] for one in mine("payment_invoice")),
        is_void=bool(row["is_void"]),
        is_reversed=bool(row["is_reversed"]),
        replaces=row["replaces"],
        possible_duplicate_of=row["possible_duplicate_of"],
        system=row["system"],
        **_moneys(row, "amount", "allocated", "opening"),
    )


def _credit(row: RowMapping) -> Credit:
    credit = Credit(
        id=row["id"],
        origin=_origin(row),
        effective_date=_date(row["effective_date"]),
        sequence=row["sequence"],
        number=row["number"],
        note=row["note"],
        generated_by=tuple(json.loads(row["generated_by"])),
        issued_by=row["issued_by"],
        caused_by=row["caused_by"],
        is_cancelled=bool(row["is_cancelled"]),
        is_deleted=bool(row["is_deleted"]),
        hold=_maybe(Hold, row["hold"]),
        remote_amount=_maybe(
            lambda minor: Money(minor, row["currency"]), row["remote_amount"]
        ),
        revision=row["revision"],
        **_moneys(row, "amount", "used", "cancelled", "deleted", "opening"),
    )
    assert credit.available.minor == row["available"]
    assert credit.available.is_positive == bool(row["is_open"])
    return credit


def _origin(row: RowMapping) -> Origin:
    name = row["origin"]
    payment_id, system = row["origin_payment_id"], row["origin_system"]
    origins: dict[str, Origin] = {
        "Manual": Manual(),
        "FromReturn": FromReturn(row["origin_return_id"]),
        "FromOverpayment": FromOverpayment(payment_id),
        "FromReduction": FromReduction(row["origin_invoice_id"], row["origin_edit_id"]),
        "FromRemoteMemo": FromRemoteMemo(system, row["origin_remote_id"]),
        "FromRemotePayment": FromRemotePayment(system, payment_id),
    }
    return origins[name]


def _return(row: RowMapping, lines: Table) -> CustomerReturn:
    return CustomerReturn(
        id=row["id"],
        invoice_id=row["invoice_id"],
        lines=tuple(
            ReturnedLine(
                id=line["id"],
                product=line["product"],
                quantity=Quantity(line["quantity"]),
                value=Money(line["value"], row["currency"]),
                unit_price=Quantity(line["unit_price"]),
                package=line["package"],
                batch=line["batch"],
                invoice_line=line["invoice_line"],
            )
            for line in lines
            if line["return_id"] == row["id"]
        ),
        has_credit=bool(row["has_credit"]),
        is_reopened=bool(row["is_reopened"]),
    )


def _entry(row: RowMapping) -> dict[str, Any]:
    return {
        "number": row["number"],
        "payment_id": row["payment_id"],
        "invoice_id": row["invoice_id"],
        "date": _date(row["date"]),
        "voided_on": _maybe(_date, row["voided_on"]),
        **_moneys(row, "amount"),
    }
