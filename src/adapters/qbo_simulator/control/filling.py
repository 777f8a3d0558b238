"""A company with some history, always the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final

from ..clock import pacific_date
from ..company import Company
from ..outcomes import Done

NAMES: Final = (
    *("Amy's Bird Sanctuary", "Bill's Windsurf Shop", "Cool Cars", "Diego Rodriguez"),
    *("Dukes Basketball Camp", "Freeman Sporting Goods", "Geeta Kalapatapu"),
    *("Jeff's Jalopies", "John Melton", "Kookies by Kathy", "Mark Cho", "Paulsen"),
)
ITEMS: Final = (
    *(("Design", 7500), ("Gardening", 3550), ("Trimming", 3500), ("Rocks", 1275)),
    *(("Sod by the yard", 1090), ("Sprinkler heads", 200), ("Pump", 1500)),
)
"""What is sold, and the price of one in cents."""
DAYS: Final = 90
"""The latest invoice is of today, and the oldest is that much older."""


def fill(
    company: Company, seed: int, *, documents: int = 40, customers: int = 6
) -> None:
    """Write about so many *documents* of so many *customers* into a company.

    There are invoices of a quarter, payments, credit memos, and uses of these.
    """
    chance = Random(seed)  # noqa: S311 - it shall be repeatable
    known = [
        _made(company, "Customer", {"DisplayName": name}) for name in _names(customers)
    ]
    items = [_made(company, "Item", _item(name, price)) for name, price in ITEMS]
    count = documents // 2
    for place in range(count):
        day = _day(company, DAYS * (count - 1 - place) // count)
        customer = chance.choice(known)
        lines = _lines(chance, items)
        invoice = _made(company, "Invoice", _sale(customer, day, lines))
        cents = sum(int(line["Amount"] * 100) for line in lines)
        _settle(company, chance, customer, invoice, cents)


def _day(company: Company, days_ago: int) -> date:
    return pacific_date(company.clock.now()) - timedelta(days=days_ago)


def _names(count: int) -> Iterator[str]:
    """As many names as are wanted, each of them once."""
    for number in range(count):
        again, place = divmod(number, len(NAMES))
        yield f"{NAMES[place]} {again + 1}" if again else NAMES[place]


def _settle(
    company: Company, chance: Random, customer: str, invoice: str, cents: int
) -> None:
    """Let a customer pay an invoice: in part, too much, by a credit, or not yet.

    Of a credit something is left, so that there is something to apply.
    """
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
        half = cents // 2
        returned = _sale(customer, _day(company, 0), [_line("1", half + 500)])
        memo = _made(company, "CreditMemo", returned)
        lines = [("Invoice", invoice, half), ("CreditMemo", memo, half)]
        _made(company, "Payment", _payment(customer, 0, lines))


def _made(company: Company, entity: str, document: dict[str, Any]) -> str:
    outcome = company.create(entity, document)
    if not isinstance(outcome, Done):
        raise ValueError(f"A {entity} for the sample was refused: {outcome}")
    made: str = outcome.document["Id"]
    return made


def _item(name: str, price: int) -> dict[str, Any]:
    account = {"IncomeAccountRef": {"value": "1"}}
    return {"Name": name, "Type": "Service", "UnitPrice": _amount(price), **account}


def _lines(chance: Random, items: list[str]) -> list[dict[str, Any]]:
    """One to three lines, each about another item."""
    chosen = chance.sample(range(len(items)), chance.randrange(1, 4))
    return [
        _line(items[place], ITEMS[place][1], chance.randrange(1, 9)) for place in chosen
    ]


def _line(item: str, price: int, quantity: int = 1) -> dict[str, Any]:
    detail = {
        "ItemRef": {"value": item},
        "Qty": quantity,
        "UnitPrice": _amount(price),
    }
    return {
        "Amount": _amount(price * quantity),
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": detail,
    }


def _sale(customer: str, day: date, lines: list[dict[str, Any]]) -> dict[str, Any]:
    dated = {"TxnDate": day.isoformat(), "Line": lines}
    return {"CustomerRef": {"value": customer}, **dated}


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
