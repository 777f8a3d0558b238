from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from credits_core.commands import ImportCredit, IssueCredit
from credits_core.entry import Effects, Entry
from credits_core.identity import CreditId, CustomerId, UserId
from credits_core.money import Money
from credits_memory import MemoryAccounting


def _entry(version: int, customer: str = "ACME") -> Entry:
    customer_id = CustomerId(customer)
    command = IssueCredit(
        customer_id=customer_id,
        credit_id=CreditId(f"{customer}-{version}"),
        amount=Money.of("5.00", "USD"),
    )
    return Entry(
        customer_id=customer_id,
        version=version,
        at=datetime(2025, 1, 1, tzinfo=UTC),
        today=datetime(2025, 1, 1, tzinfo=UTC).date(),
        user_id=UserId("anna"),
        on_behalf_of=None,
        command=command,
        events=(),
        effects=Effects(),
    )


def _import(name: str) -> ImportCredit:
    return ImportCredit(
        customer_id=CustomerId("ACME"),
        credit_id=CreditId(name),
        system="books",
        remote_id=name,
        amount=Money.of("5.00", "USD"),
        effective_date=date(2025, 1, 1),
    )


def test_it_remembers_entries_in_the_order_they_came() -> None:
    accounting = MemoryAccounting()

    for entry in (_entry(1), _entry(1, "Beta"), _entry(2)):
        accounting.deliver(entry)

    assert accounting.entries == (_entry(1), _entry(1, "Beta"), _entry(2))


def test_an_entry_that_comes_after_a_later_one_is_a_mistake() -> None:
    accounting = MemoryAccounting()
    accounting.deliver(_entry(2))

    with pytest.raises(ValueError, match="comes after entry 2"):
        accounting.deliver(_entry(1))


def test_a_fact_may_be_told_again_under_the_same_key() -> None:
    accounting = MemoryAccounting()
    first = accounting.report("a", _import("a"))

    again = accounting.report("a", _import("a"))

    assert again.key == first.key
    assert again.position > first.position
