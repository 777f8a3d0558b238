"""A company with some history, always the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Any, Final

from ..company import Company
from ..outcomes import Done

NAMES: Final = (
    *("Amy's Bird Sanctuary", "Bill's Windsurf Shop", "Cool Cars", "Diego Rodriguez"),
    *("Dukes Basketball Camp", "Freeman Sporting Goods", "Geeta Kalapatapu"),
    *("Jeff's Jalopies", "John Melton", "Kookies by Kathy", "Mark Cho", "Paulsen"),
)


def fill(
    company: Company, seed: int, *, documents: int = 40, customers: int = 6
) -> None:
    """Write about so many *documents* of so many *customers* into a company.

    There are invoices, payments, credit memos, and uses of these.
    """
    chance = Random(seed)  # noqa: S311 - it shall be repeatable
    known = [
        _made(company, "Customer", {"DisplayName": name}) for name in _names(customers)
    ]
    for _ in range(documents // 2):
        customer = chance.choice(known)
        cents = chance.randrange(500, 50_000)
        invoice = _made(company, "Invoice", _sale(customer, cents))
        _settle(company, chance, customer, invoice, cents)


def _names(count: int) -> Iterator[str]:
    """As many names as are wanted, each of them once."""
    for number in range(count):
        again, place = divmod(number, len(NAMES))
        yield f"{NAMES[place]} {again + 1}" if again else NAMES[place]


def _settle(
    company: Company, chance: Random, customer: str, invoice: str, cents: int
) -> None:
    """Let a customer pay an invoice: in part, too much, by a credit, or not yet."""
    way = chance.choice(("part", "too much", "credit", "not yet"))
    if way == "part":
        paid = max(1, cents // 2)
        _made(
            company, "Payment", _payment(customer, paid, [("Invoice", invoice, paid)])
        )
    elif way == "too much":
        lines = [("Invoice", invoice, cents)]
        _made(company, "Payment", _payment(customer, cents + 1000, lines))
    elif way == "credit":
        memo = _made(company, "CreditMemo", _sale(customer, cents // 2))
        half = cents // 2
        lines = [("Invoice", invoice, half), ("CreditMemo", memo, half)]
        _made(company, "Payment", _payment(customer, 0, lines))


def _made(company: Company, entity: str, document: dict[str, Any]) -> str:
    outcome = company.create(entity, document)
    if not isinstance(outcome, Done):
        raise ValueError(f"A {entity} for the sample was refused: {outcome}")
    made: str = outcome.document["Id"]
    return made


def _sale(customer: str, cents: int) -> dict[str, Any]:
    line = {
        "Amount": _amount(cents),
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    return {"CustomerRef": {"value": customer}, "Line": [line]}


def _payment(
    customer: str, cents: int, lines: list[tuple[str, str, int]]
) -> dict[str, Any]:
    return {
        "CustomerRef": {"value": customer},
        "TotalAmt": _amount(cents),
        "Line": [
            {
                "Amount": _amount(amount),
                "LinkedTxn": [{"TxnId": object_id, "TxnType": kind}],
            }
            for kind, object_id, amount in lines
        ],
    }


def _amount(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)
