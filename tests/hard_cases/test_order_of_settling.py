"""Order and edges 4 and 5: what serves, and what is voided, first."""

from __future__ import annotations

import pytest

from credits_core.commands import Mode
from credits_core.events import CreditApplied

from .book import Book
from .stores import EVERYWHERE
from .writing import money


def _two_invoices_paid_once_more(book: Book) -> None:
    """A and B (10 each) paid by P1 (20); P2 (15) names B, then A."""
    book.invoice("A", "10")
    book.invoice("B", "10")
    book.pay("P1", "20", on=("A", "B"))
    book.pay("P2", "15", on=("B", "A"))


def test_order_3_4_of_several_due_invoices_the_oldest_is_served_first(
    book: Book,
) -> None:
    """P1 voided: of P2's 15, A gets 10 and B gets 5."""
    _two_invoices_paid_once_more(book)

    book.void_payment("P1")

    assert book.dues() == {"A": "0", "B": "5"}


def test_order_3_4_of_several_payments_the_newest_serves_first(book: Book) -> None:
    """P2 and P3 left 10 each on A (10): P1 voided, P3 pays it."""
    book.invoice("A", "10")
    for name in ("P1", "P2", "P3"):
        book.pay(name, "10", on=("A",))

    book.void_payment("P1")

    assert book.cash() == ["10 of P3 on A"]
    assert book.credits() == {"overpayment:P2": "10", "overpayment:P3": "0"}


def test_order_3_4_a_payment_edited_upward_serves_in_receipt_order(
    book: Book,
) -> None:
    """5 on B and A (10 each, A is older), to 12: B gets 10 in all, A gets 2."""
    book.invoice("A", "10")
    book.invoice("B", "10")
    book.pay("P1", "5", on=("B", "A"))

    book.edit_payment("P1", "12")

    assert book.cash() == ["10 of P1 on B", "2 of P1 on A"]


def _spent_in_three_ways(book: Book) -> None:
    """P1 (100): 30 on A, 30 on B, of the credit 15 on D and 10 on E, 15 unspent."""
    book.invoice("A", "30")
    book.invoice("B", "30")
    book.pay("P1", "100", on=("A", "B"))
    book.invoice("D", "15")
    book.invoice("E", "10")
    book.use("P2", exact="15", on=("D",))
    book.use("P3", exact="10", on=("E",))


@EVERYWHERE
def test_order_3_4_a_payment_edited_downward_gives_up_in_one_order(
    book: Book,
) -> None:
    """Its unspent credit, then its uses, newest first, then the last allocation."""
    _spent_in_three_ways(book)

    steps = []
    for amount in ("90", "80", "65", "55"):
        book.edit_payment("P1", amount, mode=Mode.CASCADE)
        steps.append((amount, book.available("overpayment:P1"), book.dues()))

    assert steps == [
        ("90", "5", {"A": "0", "B": "0", "D": "0", "E": "0"}),
        ("80", "0", {"A": "0", "B": "0", "D": "0", "E": "5"}),
        ("65", "0", {"A": "0", "B": "0", "D": "10", "E": "10"}),
        ("55", "0", {"A": "0", "B": "5", "D": "15", "E": "10"}),
    ]


@pytest.mark.parametrize("amount", ["10", "9"])
def test_order_3_4_what_a_smaller_payment_gave_up_is_due_before_others_serve(
    book: Book, amount: str
) -> None:
    """20 of P1's credit paid B and C; P2 has 10 for both: B, the older, gets them.

    Both uses go first, whether P1's own invoice loses something or not.
    """
    book.invoice("A", "10")
    book.pay("P1", "30", on=("A",))
    book.invoice("B", "10")
    book.invoice("C", "10")
    book.pay("P2", "10", on=("B", "C"), exact="20")

    book.edit_payment("P1", amount, mode=Mode.CASCADE)

    assert book.cash() == [f"{amount} of P1 on A", "10 of P2 on B"]


def test_order_3_4_growth_is_one_new_credit_and_shrinking_newest_first(
    book: Book,
) -> None:
    """To 80, 70 and 60 gives 20, 10 and 10; back to 85 leaves 15 of the first."""
    book.invoice("A", "100")
    book.pay("P1", "100", on=("A",))
    for edit, total in (("E1", "80"), ("E2", "70"), ("E3", "60")):
        book.lower("A", to=total, edit=edit)
    grown = book.credits()

    book.increase("A", to="85", edit="E4")

    assert grown == {"reduction:E1": "20", "reduction:E2": "10", "reduction:E3": "10"}
    assert book.credits() == {
        "reduction:E1": "15",
        "reduction:E2": "0",
        "reduction:E3": "0",
    }


def test_order_3_5_a_part_is_voided_whole_and_the_rest_applied_anew(
    book: Book,
) -> None:
    """15 on B, of which 5 must go: 15 are voided, 10 applied by the same receipt."""
    book.invoice("A", "100")
    book.pay("P1", "120", on=("A",))
    book.invoice("B", "15")
    book.use("P2", exact="15", on=("B",))
    (before,) = book.ledger.applications.values()

    entry = book.edit_payment("P1", "110", mode=Mode.CASCADE)

    (anew,) = [one for one in entry.events if isinstance(one, CreditApplied)]
    assert (anew.remainder_of, anew.amount) == (before.number, money("10"))
    assert (anew.payment_id, anew.credit_id, anew.invoice_id) == (
        before.payment_id,
        before.credit_id,
        before.invoice_id,
    )
    assert book.voided_uses() == ["15 of overpayment:P1 on B by P2"]
