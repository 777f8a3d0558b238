"""Order and edges 6 to 8: what is reverted, and what strict minds."""

from __future__ import annotations

from credits_core.commands import Mode

from .book import Book
from .writing import money


def _lowered_and_spent(book: Book) -> None:
    """A (100) paid, to 80; 15 of the 20 pay B."""
    book.invoice("A", "100")
    book.pay("P1", "100", on=("A",))
    book.lower("A", to="80", edit="E1")
    book.invoice("B", "15")
    book.use("P2", exact="15", on=("B",))


def test_order_3_6_a_reverted_reduction_serves_its_own_invoice_first(
    book: Book,
) -> None:
    """A raised to 90, 5 due: of the 20, 10 settle A, 10 are forfeited, B is due."""
    _lowered_and_spent(book)
    book.increase("A", to="90", edit="E2")
    before = book.dues()

    book.cancel_and_revert("reduction:E1")

    assert before == {"A": "5", "B": "0"}
    assert book.dues() == {"A": "0", "B": "15"}
    assert book.the_invoice("A").forfeited == money("10")
    assert book.the_credit("reduction:E1").amount == money("10")


def test_order_3_6_a_use_of_a_cancelled_reduction_comes_home_as_forfeited(
    book: Book,
) -> None:
    """5 are forfeited; the 15 on B are voided: 20 are forfeited, none due on A."""
    _lowered_and_spent(book)
    book.cancel("reduction:E1")

    book.void_use("P2", "reduction:E1", "B")

    assert book.the_invoice("A").forfeited == money("20")
    assert book.dues() == {"A": "0", "B": "15"}
    assert book.credits() == {"reduction:E1": "0"}


def _paid_in_one_receipt(book: Book) -> None:
    """A (100): 40 of C1 and 60 cash, both by P1."""
    book.credit("C1", "40")
    book.invoice("A", "100")
    book.pay("P1", "60", on=("A",), exact="40")


def test_order_3_7_voiding_a_payment_voids_its_cash_only(book: Book) -> None:
    """The 60 are gone and due; the 40 of C1 stand."""
    _paid_in_one_receipt(book)

    book.void_payment("P1")

    assert book.dues() == {"A": "60"}
    assert book.uses() == ["40 of C1 on A by P1"]


def test_order_3_7_unless_the_whole_receipt_goes(book: Book) -> None:
    """Including its credits: 100 are due, and the 40 are back in C1."""
    _paid_in_one_receipt(book)

    book.void_payment("P1", including_credits=True)

    assert book.dues() == {"A": "100"}
    assert book.credits() == {"C1": "40"}


def test_order_3_8_strict_does_not_mind_what_is_on_the_object_itself(
    book: Book,
) -> None:
    """A is paid by C1 and becomes void; strict has no reason to refuse."""
    _paid_in_one_receipt(book)

    book.void_invoice("A")

    assert book.credits() == {"C1": "40", "overpayment:P1": "60"}


def test_order_3_8_strict_does_not_mind_that_an_invoice_becomes_due(
    book: Book,
) -> None:
    """120 on A, 20 of it on credit and unspent: both ways down are open."""
    book.invoice("A", "100")
    book.pay("P1", "120", on=("A",))

    book.edit_payment("P1", "70")
    after_edit = book.dues()
    book.void_payment("P1")

    assert after_edit == {"A": "30"}
    assert book.dues() == {"A": "100"}


def test_order_3_8_strict_minds_a_use_that_a_ripple_would_void(book: Book) -> None:
    """P1 is all that A has; voided, the 15 on B would go: strict refuses."""
    _lowered_and_spent(book)

    refusal = book.refused.void_payment("P1")
    book.void_payment("P1", mode=Mode.CASCADE)

    assert refusal.code == "CreditInUse"
    assert book.dues() == {"A": "80", "B": "15"}
