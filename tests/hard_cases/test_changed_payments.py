"""Hard cases 20, 21 and 23 to 26: a payment was less than was thought, or nothing."""

from __future__ import annotations

from credits_core.commands import Mode
from credits_core.identity import CreditId, CustomerId, InvoiceId
from credits_core.rejections import Blocker, CreditInUse, CustomerMismatch

from .book import Book
from .stores import EVERYWHERE
from .writing import money

SPENT_ON_B = Blocker(
    payment_id="P2",
    credit_id="overpayment:P1",
    invoice_id=InvoiceId("B"),
    amount=money("15"),
)


def _overpaid_and_spent(book: Book) -> None:
    """120 on A (100); 15 of the 20 paid B (15)."""
    book.invoice("A", "100")
    book.pay("P1", "120", on=("A",))
    book.invoice("B", "15")
    book.use("P2", exact="15", on=("B",))


def test_hc20_a_payment_below_what_its_credit_paid_is_refused_when_strict(
    book: Book,
) -> None:
    """To 110: refused; the least that voids nothing is 115, and that is taken."""
    _overpaid_and_spent(book)

    refusal = book.refused.edit_payment("P1", "110")
    book.edit_payment("P1", "115")

    assert refusal == CreditInUse(blockers=(SPENT_ON_B,), floor=money("115"))
    assert book.dues() == {"A": "0", "B": "0"}
    assert book.credits() == {"overpayment:P1": "0"}


@EVERYWHERE
def test_hc20_cascade_voids_the_use_and_applies_what_is_left(book: Book) -> None:
    """To 110: the 15 on B are voided, 10 applied again, 5 are due on B."""
    _overpaid_and_spent(book)

    book.edit_payment("P1", "110", mode=Mode.CASCADE)

    assert book.voided_uses() == ["15 of overpayment:P1 on B by P2"]
    assert book.uses() == ["10 of overpayment:P1 on B by P2"]
    assert book.dues() == {"A": "0", "B": "5"}
    assert book.credits() == {"overpayment:P1": "0"}


def test_hc21_a_payment_below_its_invoice_takes_from_both_when_cascading(
    book: Book,
) -> None:
    """To 90: strict refuses; cascade leaves credit 0, 15 due on B, 10 on A."""
    _overpaid_and_spent(book)

    refusal = book.refused.edit_payment("P1", "90")
    book.edit_payment("P1", "90", mode=Mode.CASCADE)

    assert refusal == CreditInUse(blockers=(SPENT_ON_B,), floor=money("115"))
    assert book.dues() == {"A": "10", "B": "15"}
    assert book.credits() == {"overpayment:P1": "0"}
    assert book.cash() == ["90 of P1 on A"]


def test_hc23_voiding_a_payment_is_a_wish_that_strict_refuses(book: Book) -> None:
    """15 of its credit paid B: refused with the blocker; a preview is the plan."""
    _overpaid_and_spent(book)

    refusal = book.refused.void_payment("P1")
    plan = book.preview.void_payment("P1", mode=Mode.CASCADE)
    done = book.void_payment("P1", mode=Mode.CASCADE)

    assert refusal == CreditInUse(blockers=(SPENT_ON_B,))
    assert plan.effects == done.effects
    assert book.dues() == {"A": "100", "B": "15"}
    assert book.credits() == {"overpayment:P1": "0"}


@EVERYWHERE
def test_hc23_a_bounced_check_is_a_fact_and_always_cascades(book: Book) -> None:
    """The same payment, reversed by the bank: A due 100, B due 15, credit 0."""
    _overpaid_and_spent(book)

    book.bounced("P1")

    assert book.dues() == {"A": "100", "B": "15"}
    assert book.credits() == {"overpayment:P1": "0"}
    assert book.the_payment("P1").is_reversed


def _paid_by_two(book: Book) -> None:
    """A (100): P1 gives 70, P2 gives 30 of its 70 and leaves a credit of 40."""
    book.invoice("A", "100")
    book.pay("P1", "70", on=("A",))
    book.pay("P2", "70", on=("A",))


def test_hc24_the_other_payment_serves_the_invoice_with_its_leftover(
    book: Book,
) -> None:
    """P1 voided: the 40 of P2 go onto A, whose due is 30, and no credit is left."""
    _paid_by_two(book)

    book.void_payment("P1")

    assert book.cash() == ["70 of P2 on A"]
    assert book.dues() == {"A": "30"}
    assert book.credits() == {"overpayment:P2": "0"}


def test_hc24_a_leftover_that_was_spent_stays_where_it_is(book: Book) -> None:
    """The 40 paid B: with P1 voided, 70 are due on A, and B is untouched."""
    _paid_by_two(book)
    book.invoice("B", "40")
    book.use("P3", exact="40", on=("B",))

    book.void_payment("P1")

    assert book.dues() == {"A": "70", "B": "0"}
    assert book.uses() == ["40 of overpayment:P2 on B by P3"]


def test_hc25_a_payment_reinstated_is_a_new_receipt(book: Book) -> None:
    """100 bounced, 60 of C1 applied; 100 paid again: 40 are needed, 60 a credit."""
    book.invoice("A", "100")
    book.pay("P1", "100", on=("A",))
    book.bounced("P1")
    book.credit("C1", "60")
    book.use("P2", exact="60", on=("A",))

    book.pay("P3", "100", on=("A",), replaces="P1")

    assert book.cash() == ["40 of P3 on A"]
    assert book.credits() == {"C1": "0", "overpayment:P3": "60"}
    assert book.dues() == {"A": "0"}
    assert book.the_payment("P3").replaces == "P1"


def test_hc26_a_payment_moves_to_another_customer_while_its_credit_is_unused(
    book: Book,
) -> None:
    """120 on A were Beta's: A is due again, Beta's X (120) is paid, both linked."""
    beta = book.of("Beta")
    book.invoice("A", "100")
    book.pay("P1", "120", on=("A",))
    beta.invoice("X", "120")

    book.together(
        book.order.void_payment("P1"),
        beta.order.pay("P2", "120", on=("X",), replaces="P1"),
    )

    assert (book.dues(), beta.dues()) == ({"A": "100"}, {"X": "0"})
    assert (book.credits(), beta.credits()) == ({"overpayment:P1": "0"}, {})
    assert beta.the_payment("P2").replaces == "P1"


def test_hc26_a_payment_whose_credit_is_used_moves_nowhere(book: Book) -> None:
    """15 of its credit paid B: refused as a whole, and nothing comes to Beta."""
    _overpaid_and_spent(book)
    beta = book.of("Beta")
    beta.invoice("X", "120")
    before = book.ledger, beta.ledger

    refusal = book.together(
        beta.order.pay("P3", "120", on=("X",), replaces="P1"),
        book.order.void_payment("P1"),
    )

    assert refusal == CreditInUse(blockers=(SPENT_ON_B,))
    assert (book.ledger, beta.ledger) == before


def test_hc26_a_credit_never_crosses_customers(book: Book) -> None:
    """Beta cannot pay with what ACME overpaid."""
    beta = book.of("Beta")
    book.pay("P1", "50")
    beta.invoice("X", "50")

    refusal = beta.refused.use("P2", named={"overpayment:P1": "50"}, on=("X",))

    assert refusal == CustomerMismatch(
        what="credit", id=CreditId("overpayment:P1"), customer_id=CustomerId("Beta")
    )
