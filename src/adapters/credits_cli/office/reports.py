"""The commands ``ageing`` and ``roll-forward``."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from credits_core.enquiries import (
    Ageing,
    Basis,
    CreditsAsOf,
    RollForward,
    RollForwardOfPeriod,
)
from credits_core.identity import CustomerId

from ..failures import CannotRunError, Exit
from .options import Recorded
from .sheets import Report, sheet
from .users import User


def ageing(
    *,
    who: User,
    day: date,
    customer: str | None = None,
    recorded: Recorded = False,
    known_on: date | None = None,
) -> int:
    """Show what was left of credits at the end of a day, by age."""
    query = CreditsAsOf(
        day=day,
        customer_id=None if customer is None else CustomerId(customer),
        basis=Basis.RECORDED if recorded else Basis.BUSINESS,
        known_on=known_on,
    )
    with who.at_the_desk() as seat:
        found = seat.ask(query)
    spans = (f"{a} to {b}>" if b else f"{a} or more>" for a, b in found.spans)
    columns = ("Customer", "Currency", "For later>", *spans, "Held>", "Total>")
    rows = [(one.customer_id, *_aged(one.ageing)) for one in found.customers]
    totals = [("", *_aged(one)) for one in found.totals]
    title = f"Left on {day}, by age in days"
    sheets = (sheet(title, columns, rows), sheet("Totals", columns, totals))
    who.show(Report(sheets=sheets))
    return Exit.FINE


def _aged(one: Ageing) -> tuple[str, ...]:
    amounts = (one.scheduled, *one.aged, one.held, one.total)
    return (one.scheduled.currency, *(amount.figures for amount in amounts))


def roll_forward(
    *,
    who: User,
    first: Annotated[date, Parameter(name="--from")],
    last: Annotated[date, Parameter(name="--to")],
    customer: str | None = None,
    recorded: Recorded = False,
    known_on: date | None = None,
) -> int:
    """Show what was left before a period, what moved in it, and what was left then."""
    try:
        query = RollForwardOfPeriod(
            first=first,
            last=last,
            customer_id=None if customer is None else CustomerId(customer),
            basis=Basis.RECORDED if recorded else Basis.BUSINESS,
            known_on=known_on,
        )
    except ValueError as error:
        raise CannotRunError(str(error)) from error
    with who.at_the_desk() as seat:
        found = seat.ask(query)
    names = ("Opening", "Issued", "Retracted", "Applied", "Returned", "Cancelled")
    figures = (f"{name}>" for name in (*names, "Written off", "Deleted", "Closing"))
    columns = ("Customer", "Currency", *figures)
    rows = [(one.customer_id, *_rolled(one.figures)) for one in found.customers]
    totals = [("", *_rolled(one)) for one in found.totals]
    title = f"From {first} to {last}"
    sheets = (sheet(title, columns, rows), sheet("Totals", columns, totals))
    who.show(Report(sheets=sheets))
    return Exit.FINE


def _rolled(one: RollForward) -> tuple[str, ...]:
    amounts = (
        *(one.opening, one.issued, one.retracted, one.applied, one.returned),
        *(one.cancelled, one.written_off, one.deleted, one.closing),
    )
    return (one.currency, *(amount.figures for amount in amounts))
