"""No clause is kept by everybody: for each there is an adapter that breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from hypothesis import Phase, settings

from credits_testkit.contracts import (
    IN_MEMORY,
    AccountingContract,
    Capabilities,
    ClockContract,
    Contract,
    LedgersContract,
    Place,
    RegisterContract,
    clauses_of,
    verdicts,
)

from .broken_books import BOOKS, CLOCKS
from .broken_ledgers import BROKEN, opened
from .broken_registers import STORES

EVERYTHING = Capabilities()
QUICKLY = settings(max_examples=15, phases=[Phase.generate])
THE_PRESENT = Capabilities(time_travel=False)


def _kept_by_all(
    contract: type[Contract], hooks: Iterable[dict[str, object]]
) -> list[str]:
    """The clauses of *contract* that none of the adapters breaks.

    Each adapter is tried with what the ones before it have not broken.
    """
    left = {one.title: one.name for one in clauses_of(contract)}
    for hook in hooks:
        if left:
            hooks_and_drawing: dict[str, Any] = {**hook, "drawing": QUICKLY}
            found = verdicts(contract, only=left.values(), **hooks_and_drawing)
            left = {one.clause: left[one.clause] for one in found if not one.is_failed}
    return sorted(left)


def test_every_clause_about_ledgers_is_broken_by_somebody() -> None:
    """Also those about a second handle, which memory cannot give."""
    ledgers = [partial(opened, kind) for kind in BROKEN]
    hooks: list[dict[str, object]] = [
        {"ledgers": one, "capabilities": declared}
        for one in ledgers
        for declared in (IN_MEMORY, EVERYTHING)
    ]

    assert _kept_by_all(LedgersContract, hooks) == []


def test_every_clause_about_clocks_is_broken_by_somebody() -> None:
    hooks: list[dict[str, object]] = [
        {"clock": kind, "capabilities": declared}
        for kind in CLOCKS
        for declared in (EVERYTHING, THE_PRESENT)
    ]

    assert _kept_by_all(ClockContract, hooks) == []


def test_every_clause_about_other_books_is_broken_by_somebody() -> None:
    """Reopening opens new books, which have forgotten everything."""

    def opener(kind: Callable[[], object]) -> Callable[[Place], object]:
        return lambda _: kind()

    hooks: list[dict[str, object]] = [{"accounting": opener(kind)} for kind in BOOKS]

    assert _kept_by_all(AccountingContract, hooks) == []


def test_every_clause_about_registers_is_broken_by_somebody() -> None:
    hooks: list[dict[str, object]] = [{"store": store} for store in STORES]

    assert _kept_by_all(RegisterContract, hooks) == []
