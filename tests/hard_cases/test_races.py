"""Hard cases 36 and 66 to 68: two people at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from returns.methods import unwrap_or_failure

from credits_core.commands import Command
from credits_core.entry import Entry
from credits_core.identity import CreditId
from credits_core.rejections import (
    BelowUsed,
    InsufficientCredit,
    NothingToPay,
    Rejection,
    StaleCredit,
)

from .book import Book
from .reckoning import faults
from .stores import EVERYWHERE
from .writing import money

PATIENCE_SECONDS = 30

ROUNDS = [f"-{number}" for number in range(5)]
"""Each race is run several times, with names of its own."""


def _race(book: Book, *commands: Command) -> list[Entry | Rejection]:
    """What came of *commands*, each given by a thread of its own, all at once."""
    start = Barrier(len(commands))

    def give(command: Command) -> Entry | Rejection:
        start.wait(PATIENCE_SECONDS)
        return unwrap_or_failure(book.desk.submit(command, book.actor))

    with ThreadPoolExecutor(len(commands)) as people:
        given = [people.submit(give, command) for command in commands]
        outcomes = [one.result(PATIENCE_SECONDS) for one in given]
    assert faults(book.ledger) == []
    return outcomes


def test_hc36_an_edit_that_saw_an_older_credit_is_refused(book: Book) -> None:
    """50 seen; 40 applied meanwhile: an edit to 45 gets the credit as it is now."""
    book.credit("C1", "50")
    book.invoice("A", "40")
    seen = book.the_credit("C1").revision
    book.use("P1", exact="40", on=("A",))

    refusal = book.refused.edit_credit("C1", "45", revision=seen)

    assert refusal == StaleCredit(seen=seen, current=book.the_credit("C1"))
    assert book.the_credit("C1").used == money("40")


@EVERYWHERE
def test_hc36_of_an_edit_and_an_application_one_wins(book: Book) -> None:
    """50: one applies 40, another edits to 30; never 30 with 40 used."""
    for this in ROUNDS:
        credit = CreditId(f"C{this}")
        book.credit(credit, "50")
        book.invoice(f"A{this}", "40")
        seen = book.the_credit(credit).revision

        applied, edited = _race(
            book,
            book.order.use(f"P{this}", named={credit: "40"}, on=(f"A{this}",)),
            book.order.edit_credit(credit, "30", revision=seen),
        )

        if isinstance(applied, Entry):
            assert edited == StaleCredit(seen=seen, current=book.the_credit(credit))
            assert book.due(f"A{this}") == "0"
        else:
            assert isinstance(edited, Entry)
            assert applied == InsufficientCredit(
                asked=money("40"), available=money("30"), credit_id=credit
            )
            assert book.available(credit) == "30"


@EVERYWHERE
def test_hc66_two_who_spend_the_same_50_spend_it_once(book: Book) -> None:
    """Two invoices of 50, exactly 50 each: 50 in total, and nothing for the loser."""
    for this in ROUNDS:
        book.credit(f"C{this}", "50")
        book.invoice(f"A{this}", "50")
        book.invoice(f"B{this}", "50")

        outcomes = _race(
            book,
            book.order.use(f"P{this}", exact="50", on=(f"A{this}",)),
            book.order.use(f"Q{this}", exact="50", on=(f"B{this}",)),
        )

        refused = [one for one in outcomes if not isinstance(one, Entry)]
        assert refused == [InsufficientCredit(asked=money("50"), available=money("0"))]
        assert book.available(f"C{this}") == "0"
        assert sorted([book.due(f"A{this}"), book.due(f"B{this}")]) == ["0", "50"]


@pytest.mark.parametrize(("amount", "left"), [("50", ["0", "50"]), ("80", ["0", "20"])])
def test_hc66_the_loser_who_fills_gets_the_remainder(
    book: Book, amount: str, left: list[str]
) -> None:
    """Of 80 the second gets 30; of 50 nothing remains, and its receipt is refused."""
    book.credit("C1", amount)
    book.invoice("A", "50")
    book.invoice("B", "50")

    outcomes = _race(
        book, book.order.use("P1", on=("A",)), book.order.use("P2", on=("B",))
    )

    refused = [one for one in outcomes if not isinstance(one, Entry)]
    assert refused == ([NothingToPay()] if amount == "50" else [])
    assert book.credits() == {"C1": "0"}
    assert sorted(book.dues().values()) == left


@EVERYWHERE
def test_hc67_what_is_available_is_looked_at_when_nobody_can_change_it(
    book: Book,
) -> None:
    """50 applied while the credit becomes 20: all of it or nothing, never a part."""
    for this in ROUNDS:
        credit = CreditId(f"C{this}")
        book.credit(credit, "50")
        book.invoice(f"A{this}", "50")

        applied, edited = _race(
            book,
            book.order.use(f"P{this}", named={credit: "50"}, on=(f"A{this}",)),
            book.order.edit_credit(credit, "20"),
        )

        if isinstance(applied, Entry):
            assert edited == BelowUsed(credit_id=credit, floor=money("50"))
            assert book.due(f"A{this}") == "0"
        else:
            assert isinstance(edited, Entry)
            assert applied == InsufficientCredit(
                asked=money("50"), available=money("20"), credit_id=credit
            )
            assert book.due(f"A{this}") == "50"


@EVERYWHERE
def test_hc68_a_revert_and_an_application_come_one_after_the_other(
    book: Book,
) -> None:
    """Applied and reverted, or cancelled and refused: both end in the same state."""
    for this in ROUNDS:
        credit = CreditId(f"C{this}")
        book.credit(credit, "50")
        book.invoice(f"A{this}", "50")

        applied, cancelled = _race(
            book,
            book.order.use(f"P{this}", named={credit: "50"}, on=(f"A{this}",)),
            book.order.cancel_and_revert(credit),
        )

        assert isinstance(cancelled, Entry)
        if isinstance(applied, Entry):
            assert len(cancelled.effects.voided) == 1
        else:
            assert applied == InsufficientCredit(
                asked=money("50"), available=money("0"), credit_id=credit
            )
        assert book.uses() == []
        assert book.the_credit(credit).cancelled == money("50")
        assert book.due(f"A{this}") == "50"
