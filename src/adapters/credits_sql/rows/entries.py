"""Rows of the entries on an invoice: cash allocations and credit applications."""

from __future__ import annotations

from credits_core.money import Money
from credits_core.payment import Allocation, Application

from ..statements import Found, Row
from .owner import Owner, day, day_or_none, text_or_none


def allocation_row(owner: Owner, allocation: Allocation) -> Row:
    """The row of *allocation*."""
    return {
        "tenant_id": owner.tenant_id,
        "customer_id": owner.customer_id,
        "number": allocation.number,
        "payment_id": allocation.payment_id,
        "invoice_id": allocation.invoice_id,
        "currency": allocation.amount.currency,
        "amount": allocation.amount.minor,
        "date": allocation.date.isoformat(),
        "voided_on": text_or_none(allocation.voided_on),
    }


def allocation_from(row: Found) -> Allocation:
    """The allocation in *row*."""
    return Allocation(
        number=row.number,
        payment_id=row.payment_id,
        invoice_id=row.invoice_id,
        amount=Money(row.amount, row.currency),
        date=day(row.date),
        voided_on=day_or_none(row.voided_on),
    )


def application_row(owner: Owner, application: Application) -> Row:
    """The row of *application*."""
    return {
        "tenant_id": owner.tenant_id,
        "customer_id": owner.customer_id,
        "number": application.number,
        "payment_id": application.payment_id,
        "credit_id": application.credit_id,
        "invoice_id": application.invoice_id,
        "currency": application.amount.currency,
        "amount": application.amount.minor,
        "date": application.date.isoformat(),
        "voided_on": text_or_none(application.voided_on),
    }


def application_from(row: Found) -> Application:
    """The application in *row*."""
    return Application(
        number=row.number,
        payment_id=row.payment_id,
        credit_id=row.credit_id,
        invoice_id=row.invoice_id,
        amount=Money(row.amount, row.currency),
        date=day(row.date),
        voided_on=day_or_none(row.voided_on),
    )
