"""Whichever way rows are found, they come in one order."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

import pytest

from qbo_simulator import Company, Done, SimulatedClock

from .bench import company, invoice


@pytest.fixture(scope="module")
def books() -> Company:
    """Twelve invoices, in threes of one second, with dates that go back."""
    at = company()
    clock = at.clock
    assert isinstance(clock, SimulatedClock)
    for number in range(12):
        date = f"2026-01-{20 - number // 2:02d}"
        invoice(at, str(100 + number % 2), TxnDate=date)
        if number % 3 == 2:
            clock.advance(60)
    return at


def _rows(at: Company, text: str) -> list[dict[str, Any]]:
    outcome = at.query(text)
    assert isinstance(outcome, Done), outcome
    rows: list[dict[str, Any]] = json.loads(outcome.text)["QueryResponse"]["Invoice"]
    return rows


def _place(row: dict[str, Any], name: str) -> Any:
    for part in name.split("."):
        row = row[part]
    return int(row) if name == "Id" else row  # type: ignore[call-overload]


@pytest.mark.parametrize("where", ["", "where TotalAmt > '99' ", "where Id > '0' "])
@pytest.mark.parametrize("way", ["asc", "desc"])
@pytest.mark.parametrize(
    "name", ["MetaData.LastUpdatedTime", "TxnDate", "Id", "TotalAmt", "Balance"]
)
def test_what_is_alike_goes_by_its_number_in_the_same_direction(
    books: Company, name: str, way: str, where: str
) -> None:
    rows = _rows(books, f"select * from Invoice {where}orderby {name} {way}")

    places = [(_place(row, name), int(row["Id"])) for row in rows]
    assert places == sorted(places, reverse=way == "desc")
    assert len(places) == 12
    assert name == "Id" or any(
        len(list(each)) > 1 for _, each in groupby(places, lambda place: place[0])
    )


@pytest.mark.parametrize("name", ["MetaData.LastUpdatedTime", "TxnDate"])
def test_a_stretch_in_either_order_is_the_same_stretch(
    books: Company, name: str
) -> None:
    every = _rows(books, f"select * from Invoice orderby {name}")
    low, high = _place(every[3], name), _place(every[8], name)
    where = f"where {name} >= '{low}' and {name} <= '{high}'"

    up = _rows(books, f"select * from Invoice {where} orderby {name}")
    down = _rows(books, f"select * from Invoice {where} orderby {name} desc")

    assert up == down[::-1]
    assert up == [row for row in every if low <= _place(row, name) <= high]
    assert 0 < len(up) < len(every)
