"""The commands ``table``, ``customer``, ``invoice`` and ``credit``."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from credits_core.credit import CreditStatus
from credits_core.enquiries import (
    CreditsTable,
    CustomerProfile,
    ExplainCredit,
    ExplainInvoice,
    OwnerOfCredit,
    OwnerOfInvoice,
)
from credits_core.identity import CreditId, CustomerId, InvoiceId
from credits_core.search import OPEN_STATUSES, CreditSearch, Sort, Source

from ..failures import CannotRunError, Exit
from .options import Open
from .pictures import (
    balances_sheet,
    credits_sheet,
    source_of,
    steps_sheet,
    tenders_sheet,
    uses_sheet,
)
from .sheets import Report, sheet
from .users import User


def table(
    *,
    who: User,
    customer: str | None = None,
    source: Source | None = None,
    status: tuple[CreditStatus, ...] = (),
    open_only: Open = False,
    currency: str | None = None,
    since: Annotated[date | None, Parameter(name="--from")] = None,
    until: Annotated[date | None, Parameter(name="--to")] = None,
    text: str = "",
    sort: Sort = Sort.DATE,
    descending: Annotated[bool, Parameter(negative="")] = False,
    size: int = 20,
    cursor: str | None = None,
) -> int:
    """Show the table of all credits, page by page.

    A page names the cursors of the pages before and after it; with the same filters,
    one of them leads there.
    """
    statuses = OPEN_STATUSES if open_only else frozenset(status)
    try:
        search = CreditSearch(
            customer_id=None if customer is None else CustomerId(customer),
            source=source,
            statuses=statuses,
            currency=currency,
            first=since,
            last=until,
            text=text,
            sort=sort,
            is_descending=descending,
        )
        enquiry = CreditsTable(search=search, size=size, cursor=cursor)
    except (TypeError, ValueError) as error:
        raise CannotRunError(str(error)) from error
    with who.at_the_desk() as seat:
        page = seat.ask(enquiry)
    ways = {"earlier": page.earlier, "later": page.later}
    hints = (f"{way} page: --cursor {text}" for way, text in ways.items() if text)
    shown = credits_sheet("Credits", page.rows)
    who.show(Report(sheets=(shown,), hint="\n".join(hints), cursors=ways))
    return Exit.FINE


def customer(name: str, *, who: User, size: int = 20) -> int:
    """Show how a customer stands: balances, open credits in order, latest entries."""
    with who.at_the_desk() as seat:
        found = seat.ask(CustomerProfile(customer_id=CustomerId(name), size=size))
    entries = (
        (
            *(str(one.version), one.today.isoformat(), one.user_id),
            type(one.command).__name__,
        )
        for one in found.history.entries
    )
    history = sheet("Latest entries", ("Entry>", "Day", "Who", "Command"), entries)
    opened = credits_sheet("Open credits, the next one first", found.open_credits)
    more = "There are more open credits." if found.more_credits else ""
    sheets = (balances_sheet(found.balances), opened, history)
    who.show(Report(sheets=sheets, hint=more))
    return Exit.FINE


def invoice(name: str, *, who: User) -> int:
    """Show an invoice and everything that was ever put on it."""
    invoice_id = InvoiceId(name)
    with who.at_the_desk() as seat:
        owner = seat.ask(OwnerOfInvoice(invoice_id=invoice_id))
        query = ExplainInvoice(customer_id=owner, invoice_id=invoice_id)
        found = seat.ask(query)
    one = found.invoice
    columns = ("Customer", "Invoice", "Date", "Total>", "Money>", "Credits>", "Due>")
    amounts = (one.total, one.cash, one.applied, one.due)
    figures = (amount.figures for amount in amounts)
    row = (owner, one.id, one.date.isoformat(), *figures, one.status.value)
    head = sheet("Invoice", (*columns, "Status"), [row])
    who.show(Report(sheets=(head, tenders_sheet(found.tenders))))
    return Exit.FINE


def credit(name: str, *, who: User) -> int:
    """Show a credit: its amounts, where it came from, its uses, and its history."""
    credit_id = CreditId(name)
    with who.at_the_desk() as seat:
        owner = seat.ask(OwnerOfCredit(credit_id=credit_id))
        found = seat.ask(ExplainCredit(customer_id=owner, credit_id=credit_id))
    one = found.credit
    columns = ("Customer", "Credit", "Source", "Amount>", "Used>", "Given up>", "Left>")
    gone = one.cancelled + one.deleted
    amounts = (one.amount, one.used, gone, one.available)
    figures = (amount.figures for amount in amounts)
    row = (owner, one.id, source_of(one), *figures, one.status.value)
    head = sheet("Credit", (*columns, "Status"), [row])
    steps = steps_sheet("What happened", "Left", found.steps)
    told = found.came_from
    who.show(Report(told=told, sheets=(head, uses_sheet(found.uses), steps)))
    return Exit.FINE
