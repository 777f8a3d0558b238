"""Giving a command from the command line, and showing what it did."""

from __future__ import annotations

from collections.abc import Callable

import attrs
from cyclopts import Parameter

from credits_core.commands import Command
from credits_core.entry import Effects, Entry, Moved

from ..failures import CannotRunError, Exit
from .options import Key, Preview
from .sheets import Report, Row, Sheet, sheet
from .users import User


@Parameter(name="*")
@attrs.frozen(kw_only=True)
class How:
    """Whether a command is only tried, and under which key it is given."""

    preview: Preview = False
    key: Key = None


def carry_out(who: User, how: How, make: Callable[[], Command]) -> int:
    """Give the command that *make* makes, and show what it did or would do."""
    try:
        command = make()
    except (TypeError, ValueError) as error:
        raise CannotRunError(str(error)) from error
    with who.at_the_desk(create=not how.preview) as seat:
        entry = seat.order(command, preview=how.preview, key=how.key)
    who.show(_report(entry, how))
    return Exit.FINE


def _report(entry: Entry, how: How) -> Report:
    done = "would be" if how.preview else "is"
    name = type(entry.command).__name__
    told = f"{name} {done} entry {entry.version} of {entry.customer_id}."
    return Report(told=(told,), sheets=(_figures(entry.effects), _moves(entry.effects)))


def _figures(effects: Effects) -> Sheet:
    columns = ("What", "Name", "Currency", "Due>", "Amount>", "Left>")
    dues = (
        ("invoice", one.invoice_id, one.due.currency, one.due.figures, "", "")
        for one in effects.due
    )
    credits = (
        (
            *("credit", one.credit_id, one.amount.currency, ""),
            *(one.amount.figures, one.available.figures),
        )
        for one in effects.credits
    )
    return sheet("Afterwards", columns, (*dues, *credits))


def _moves(effects: Effects) -> Sheet:
    columns = ("Credit", "Invoice", "Receipt", "Currency", "Amount>")
    rows = (
        *(Row(_moved(one), is_void=True) for one in effects.voided),
        *(Row(_moved(one)) for one in effects.applied),
    )
    return Sheet("Uses of credits", columns, rows)


def _moved(one: Moved) -> tuple[str, ...]:
    return (
        *(one.credit_id, one.invoice_id, one.payment_id),
        *(one.amount.currency, one.amount.figures),
    )
