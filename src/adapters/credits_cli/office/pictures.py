"""How answers are put into sheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from credits_core.credit import Credit
from credits_core.enquiries import Step
from credits_core.payment import Allocation, Application
from credits_core.ports import Balance
from credits_core.search import CreditRow, Source

from .sheets import Row, Sheet, sheet

CREDIT_COLUMNS = (
    *("Customer", "Credit", "Number", "Source", "Since", "Currency"),
    *("Amount>", "Used>", "Left>", "Status", "Note"),
)


def credits_sheet(title: str, rows: Iterable[CreditRow]) -> Sheet:
    """A sheet with one row a credit."""
    return sheet(title, CREDIT_COLUMNS, (_credit(row) for row in rows))


def _credit(row: CreditRow) -> tuple[str, ...]:
    one = row.credit
    return (
        *(row.customer_id, one.id, "" if one.number == one.id else one.number),
        *(source_of(one), one.effective_date.isoformat(), one.currency),
        *(one.amount.figures, one.used.figures, one.available.figures),
        *(one.status.value, one.note),
    )


def source_of(credit: Credit) -> str:
    """The word for where a credit came from."""
    return next(one.value for one in Source if isinstance(credit.origin, one.origin))


def balances_sheet(balances: Iterable[Balance]) -> Sheet:
    """What is left, a row for each currency."""
    columns = ("Currency", "Available>", "For later>", "Held>", "Total>")
    rows = (
        (
            *(one.available.currency, one.available.figures),
            *(one.scheduled.figures, one.held.figures, one.total.figures),
        )
        for one in balances
    )
    return sheet("Balances", columns, rows)


def steps_sheet(title: str, after: str, steps: Sequence[Step]) -> Sheet:
    """What happened, entry by entry; *after* names the figure afterwards."""
    columns = ("Entry>", "Day", "Who", "Command", "What happened", f"{after}>")
    rows = (
        (
            *(str(one.version), one.today.isoformat(), one.who, one.command),
            *(" ".join(one.sentences), one.after.figures),
        )
        for one in steps
    )
    return sheet(title, columns, rows)


def tenders_sheet(tenders: Iterable[Allocation | Application]) -> Sheet:
    """All that was ever put on an invoice; what was taken back is struck through."""
    columns = ("No.>", "Since", "What", "Receipt", "Amount>", "Taken back")
    return Sheet("Payments and credits", columns, tuple(map(_tender, tenders)))


def _tender(one: Allocation | Application) -> Row:
    what = f"credit {one.credit_id}" if isinstance(one, Application) else "money"
    taken = "" if one.voided_on is None else one.voided_on.isoformat()
    cells = (
        *(str(one.number), one.date.isoformat(), what, one.payment_id),
        *(one.amount.figures, taken),
    )
    return Row(cells, is_void=not one.is_live)


def uses_sheet(uses: Iterable[Application]) -> Sheet:
    """Every use of a credit; what was taken back is struck through."""
    columns = ("No.>", "Since", "Invoice", "Receipt", "Amount>", "Taken back")
    return Sheet("Uses", columns, tuple(map(_use, uses)))


def _use(one: Application) -> Row:
    taken = "" if one.voided_on is None else one.voided_on.isoformat()
    cells = (
        *(str(one.number), one.date.isoformat(), one.invoice_id, one.payment_id),
        *(one.amount.figures, taken),
    )
    return Row(cells, is_void=not one.is_live)
