"""Lines about one credit."""

from __future__ import annotations

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    DeleteCredit,
    EditCredit,
    IssueCredit,
)
from credits_core.identity import CreditId

from .line import Line
from .named import credit_of, customer_of


def issue_manual_credit(line: Line) -> IssueCredit:
    """A credit is granted; its key says so and holds the id the line gives."""
    name = line.text("credit")
    return IssueCredit(
        customer_id=customer_of(line),
        credit_id=CreditId(f"manual:{name}"),
        amount=line.money("amount"),
        effective_date=line.day("effective_date"),
        number=name,
        note=line.optional("note") or "",
    )


def edit_credit(line: Line) -> EditCredit:
    """A granted credit has another amount."""
    return EditCredit(
        customer_id=customer_of(line),
        credit_id=credit_of(line),
        amount=line.money("amount"),
    )


def cancel_credit(line: Line) -> CancelCredit:
    """What is left of a credit is given up, and with *revert* its uses too.

    The field ``forfeit`` asks for what the core does anyway: the rest of a
    reduction credit is forfeited on its invoice.
    """
    return CancelCredit(
        customer_id=customer_of(line),
        credit_id=credit_of(line),
        mode=CancelMode(line.text("mode")),
    )


def delete_credit(line: Line) -> DeleteCredit:
    """An unused credit is taken back."""
    return DeleteCredit(customer_id=customer_of(line), credit_id=credit_of(line))
