"""Hard cases 40 to 43 and 48: which credit comes first, and on which invoice."""

from __future__ import annotations

from datetime import date

from credits_core.identity import CreditId
from credits_core.rejections import InsufficientCredit, NotYetEffective

from .book import Book
from .stores import EVERYWHERE
from .writing import money


def test_hc40_credits_of_one_date_go_in_the_order_of_their_recording(
    book: Book,
) -> None:
    """Three of one day, recorded C, A, B, of 10, 5 and 20: 18 take 10, 5 and 3."""
    book.credit("C", "10", date="2026-02-01")
    book.credit("A", "5", date="2026-02-01")
    book.credit("B", "20", date="2026-02-01")
    book.invoice("I", "18")

    book.use("P1", exact="18", on=("I",))

    assert book.uses() == [
        "10 of C on I by P1",
        "5 of A on I by P1",
        "3 of B on I by P1",
    ]


def test_hc40_the_order_is_total(book: Book) -> None:
    """Date, then sequence, then id: no two credits of a customer share a place."""
    book.credit("C", "10", date="2026-02-01")
    book.credit("A", "10", date="2026-02-01")
    book.credit("B", "10", date="2026-01-31")
    book.pay("P1", "10", date="2026-02-01")

    orders = sorted(one.order for one in book.ledger.credits.values())

    assert orders == [
        (date(2026, 1, 31), 3, "B"),
        (date(2026, 2, 1), 1, "C"),
        (date(2026, 2, 1), 2, "A"),
        (date(2026, 2, 1), 4, "overpayment:P1"),
    ]


@EVERYWHERE
def test_hc41_a_backdated_credit_is_next_and_the_past_stays(book: Book) -> None:
    """C1 gave 20; C0, dated 30 days back, comes first from now on."""
    book.credit("C1", "50")
    book.invoice("A", "20")
    book.use("P1", exact="20", on=("A",))
    book.credit("C0", "50", date="2026-01-31")
    book.invoice("B", "60")

    book.use("P2", exact="60", on=("B",))

    assert book.uses() == [
        "20 of C1 on A by P1",
        "50 of C0 on B by P2",
        "10 of C1 on B by P2",
    ]
    assert book.credits() == {"C1": "20", "C0": "0"}


def test_hc42_a_credit_of_a_later_day_cannot_be_used_yet(book: Book) -> None:
    """Dated 12 March, on 2 March: refused by name, passed over by FIFO, yet there."""
    book.credit("C1", "50", date="2026-03-12")
    book.invoice("A", "50")

    by_name = book.refused.use("P1", named={"C1": "50"}, on=("A",))
    by_fifo = book.refused.use("P1", exact="50", on=("A",))

    assert by_name == NotYetEffective(
        credit_id=CreditId("C1"), effective_date=date(2026, 3, 12)
    )
    assert by_fifo == InsufficientCredit(asked=money("50"), available=money("0"))
    assert book.credits() == {"C1": "50"}


def test_hc42_on_its_day_it_can(book: Book) -> None:
    """The calendar shows 12 March."""
    book.credit("C1", "50", date="2026-03-12")
    book.invoice("A", "50")
    book.on("2026-03-12")

    book.use("P1", exact="50", on=("A",))

    assert book.dues() == {"A": "0"}


def test_hc43_what_comes_home_is_as_old_as_it_was(book: Book) -> None:
    """C1 of January comes home in June, and goes before C2 of February again."""
    book.credit("C1", "30", date="2026-01-15")
    book.credit("C2", "30", date="2026-02-15")
    book.invoice("A", "30")
    book.use("P1", exact="30", on=("A",))
    book.on("2026-06-01")
    book.void_use("P1", "C1", "A")

    book.use("P2", exact="30", on=("A",))

    assert book.uses() == ["30 of C1 on A by P2"]
    assert book.the_credit("C1").effective_date == date(2026, 1, 15)


def test_hc48_the_invoices_come_as_given_and_the_credits_oldest_first(
    book: Book,
) -> None:
    """Credits 50 and 30, invoices 80 and 30, exactly 80: the first takes all."""
    book.credit("C1", "50")
    book.credit("C2", "30")
    book.invoice("A", "80")
    book.invoice("B", "30")

    book.use("P1", exact="80", on=("A", "B"))

    assert book.uses() == ["50 of C1 on A by P1", "30 of C2 on A by P1"]
    assert book.dues() == {"A": "0", "B": "30"}


def test_hc48_in_the_other_order_the_second_takes_the_rest(book: Book) -> None:
    """The same, B first: B takes 30 of C1; A takes its 20 and the 30 of C2."""
    book.credit("C1", "50")
    book.credit("C2", "30")
    book.invoice("A", "80")
    book.invoice("B", "30")

    book.use("P1", exact="80", on=("B", "A"))

    assert book.uses() == [
        "30 of C1 on B by P1",
        "20 of C1 on A by P1",
        "30 of C2 on A by P1",
    ]
    assert book.dues() == {"A": "30", "B": "0"}


def test_hc48_it_stops_at_the_cap(book: Book) -> None:
    """50 against 80 and 30: the first gets 50, and nothing goes below zero."""
    book.credit("C1", "50")
    book.invoice("A", "80")
    book.invoice("B", "30")

    book.use("P1", exact="50", on=("A", "B"))

    assert book.uses() == ["50 of C1 on A by P1"]
    assert book.dues() == {"A": "30", "B": "30"}
