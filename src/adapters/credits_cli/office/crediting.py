"""The commands ``issue``, ``cancel`` and ``delete``."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from credits_core.commands import CancelCredit, CancelMode, DeleteCredit, IssueCredit
from credits_core.identity import CreditId, CustomerId

from .options import Currency, money_of
from .ordering import How, carry_out
from .users import User


def issue(
    customer: str,
    credit: str,
    amount: str,
    *,
    who: User,
    how: How | None = None,
    currency: Currency,
    day: date | None = None,
    note: str = "",
) -> int:
    """Grant a credit; with another day, it is as old as that."""
    return carry_out(
        who,
        how or How(),
        lambda: IssueCredit(
            customer_id=CustomerId(customer),
            credit_id=CreditId(credit),
            amount=money_of(amount, currency),
            effective_date=day,
            note=note,
        ),
    )


def cancel(
    customer: str,
    credit: str,
    *,
    who: User,
    how: How | None = None,
    revert: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Give up what is left of a credit; ``--revert`` also takes back its uses."""
    return carry_out(
        who,
        how or How(),
        lambda: CancelCredit(
            customer_id=CustomerId(customer),
            credit_id=CreditId(credit),
            mode=CancelMode.REVERT if revert else CancelMode.BALANCE_ONLY,
        ),
    )


def delete(customer: str, credit: str, *, who: User, how: How | None = None) -> int:
    """Delete a granted credit of which nothing is used."""
    return carry_out(
        who,
        how or How(),
        lambda: DeleteCredit(
            customer_id=CustomerId(customer), credit_id=CreditId(credit)
        ),
    )
