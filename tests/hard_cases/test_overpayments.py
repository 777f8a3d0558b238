"""Hard cases 11 to 15: more is paid than is due, in money and in credits."""

from __future__ import annotations

from credits_core.credit import Hold
from credits_core.identity import CreditId
from credits_core.policy import Duplicates, Policy
from credits_core.rejections import (
    CreditExceedsDue,
    CreditIsHeld,
    InsufficientCredit,
)

from .book import Book
from .writing import money


def test_hc11_an_exact_credit_goes_first_and_the_cash_overpays(book: Book) -> None:
    """100 due, exactly 30 from credits, 90 cash: cash pays 70, 20 are a credit."""
    book.credit("C1", "30")
    book.invoice("A", "100")

    book.pay("P1", "90", on=("A",), exact="30")

    assert book.uses() == ["30 of C1 on A by P1"]
    assert book.cash() == ["70 of P1 on A"]
    assert book.credits() == {"C1": "0", "overpayment:P1": "20"}


def test_hc11_fill_takes_from_credits_only_what_the_cash_leaves(book: Book) -> None:
    """100 due, 90 cash, filled with credits: 10 of C1, and no new credit."""
    book.credit("C1", "30")
    book.invoice("A", "100")

    book.pay("P1", "90", on=("A",), fill=True)

    assert book.cash() == ["90 of P1 on A"]
    assert book.uses() == ["10 of C1 on A by P1"]
    assert book.credits() == {"C1": "20"}


def test_hc12_an_exact_amount_above_what_is_due_is_refused(book: Book) -> None:
    """150 from credits on 100: refused, never silently trimmed."""
    book.credit("C1", "200")
    book.invoice("A", "100")

    refusal = book.refused.use("P1", exact="150", on=("A",))

    assert refusal == CreditExceedsDue(asked=money("150"), due=money("100"))


def test_hc12_an_exact_amount_above_what_is_available_is_refused(book: Book) -> None:
    """50 from credits with 40 available: refused, with the 40."""
    book.credit("C1", "40")
    book.invoice("A", "100")

    refusal = book.refused.use("P1", exact="50", on=("A",))

    assert refusal == InsufficientCredit(asked=money("50"), available=money("40"))


def test_hc12_one_receipt_serves_its_invoices_in_the_order_given(book: Book) -> None:
    """Exactly 50 from credits and 60 cash on A (30) and B (100): 20 are left."""
    book.credit("C1", "80")
    book.invoice("B", "100")
    book.invoice("A", "30")

    book.pay("P1", "60", on=("A", "B"), exact="50")

    assert book.uses() == ["30 of C1 on A by P1", "20 of C1 on B by P1"]
    assert book.cash() == ["60 of P1 on B"]
    assert book.dues() == {"B": "20", "A": "0"}


def test_hc13_fill_leaves_the_rest_of_a_larger_credit(book: Book) -> None:
    """150 available on 100: 100 are applied, 50 stay."""
    book.credit("C1", "150")
    book.invoice("A", "100")

    book.use("P1", on=("A",))

    assert book.uses() == ["100 of C1 on A by P1"]
    assert book.credits() == {"C1": "50"}


def test_hc14_overage_is_against_the_open_balance(book: Book) -> None:
    """4,500 of credit last month, now 94,500 cash on 90,000: a credit of 9,000."""
    book.credit("C1", "4500")
    book.invoice("A", "90000")
    book.use("P1", exact="4500", on=("A",))
    book.on("2026-04-02")

    book.pay("P2", "94500", on=("A",))

    assert book.cash() == ["85500 of P2 on A"]
    assert book.credits() == {"C1": "0", "overpayment:P2": "9000"}


def _paid_twice(book: Book) -> None:
    book.invoice("A", "100")
    book.pay("P1", "100", on=("A",))
    book.pay("P2", "100", on=("A",))


def test_hc15_a_second_payment_is_all_credit_and_noted_as_a_duplicate(
    book: Book,
) -> None:
    """100 paid twice on one day: the second 100 is a credit, with a note."""
    _paid_twice(book)

    later = book.the_payment("P2")

    assert later.possible_duplicate_of == "P1"
    assert book.cash() == ["100 of P1 on A"]
    assert book.credits() == {"overpayment:P2": "100"}
    assert book.the_credit("overpayment:P2").hold is None


def test_hc15_the_same_amount_on_another_day_is_no_duplicate(book: Book) -> None:
    """Noted is what has the same amount and the same date."""
    book.invoice("A", "100")
    book.pay("P1", "100", on=("A",))

    book.pay("P2", "100", on=("A",), date="2026-03-01")
    book.pay("P3", "99", on=("A",))

    assert book.the_payment("P2").possible_duplicate_of is None
    assert book.the_payment("P3").possible_duplicate_of is None


def test_hc15_a_policy_holds_the_credit_until_somebody_decides(book: Book) -> None:
    """Held, the 100 pay nothing, by name or by FIFO; released, they do."""
    careful = book.under(Policy(possible_duplicates=Duplicates.HOLD))
    _paid_twice(careful)
    careful.invoice("B", "40")

    by_name = careful.refused.use("P3", named={"overpayment:P2": "40"}, on=("B",))
    by_fifo = careful.refused.use("P3", exact="40", on=("B",))
    careful.release_hold("overpayment:P2")
    careful.use("P3", exact="40", on=("B",))

    assert by_name == CreditIsHeld(
        credit_id=CreditId("overpayment:P2"), hold=Hold.POSSIBLE_DUPLICATE
    )
    assert by_fifo == InsufficientCredit(asked=money("40"), available=money("0"))
    assert careful.credits() == {"overpayment:P2": "60"}
