"""Hard cases 27 to 29: credits that lead back to where they came from."""

from __future__ import annotations

from credits_core.identity import CreditId, InvoiceId
from credits_core.policy import Ban, Policy
from credits_core.rejections import (
    GeneratedByThisInvoice,
    InsufficientCredit,
    TransitiveLoop,
)

from .book import Book
from .documents import goods
from .stores import EVERYWHERE
from .writing import line, money


def _returned_unpaid(book: Book) -> None:
    """A (100) is unpaid; goods worth 20 of it came back."""
    book.invoice("A", lines=(line("1", "80"), line("2", "20")))
    book.bring_back("R1", goods("1", line="2"), of="A")


def test_hc27_a_return_credit_may_pay_the_invoice_of_its_goods(book: Book) -> None:
    """By default: 20 of the 100 are paid with what came back, 80 are due."""
    _returned_unpaid(book)

    book.use("P1", on=("A",))

    assert book.uses() == ["20 of return:R1 on A by P1"]
    assert book.dues() == {"A": "80"}


def test_hc27_a_policy_forbids_it(book: Book) -> None:
    """With the switch: refused by name, and passed over by FIFO."""
    strict = book.under(Policy(return_credit_may_pay_its_invoice=False))
    _returned_unpaid(strict)

    by_name = strict.refused.use("P1", named={"return:R1": "20"}, on=("A",))
    by_fifo = strict.refused.use("P1", exact="20", on=("A",))

    assert by_name == GeneratedByThisInvoice(
        credit_id=CreditId("return:R1"), invoice_id=InvoiceId("A")
    )
    assert by_fifo == InsufficientCredit(asked=money("20"), available=money("0"))


def _almost_a_circle(book: Book) -> None:
    """A's overpayment of 20 paid B; B lowered gives 20; A is raised by 20."""
    book.invoice("A", "100")
    book.pay("P1", "120", on=("A",))
    book.invoice("B", "20")
    book.use("P2", exact="20", on=("B",))
    book.lower("B", to="0", edit="E1")
    book.increase("A", to="120", edit="E2")


def test_hc28_the_direct_ban_lets_the_circle_close(book: Book) -> None:
    """A → C(A) → B → R(B) → A: only B generated R(B), so that it may pay A."""
    _almost_a_circle(book)

    book.use("P3", exact="20", on=("A",))

    assert book.dues() == {"A": "0", "B": "0"}
    assert book.uses() == [
        "20 of overpayment:P1 on B by P2",
        "20 of reduction:E1 on A by P3",
    ]


def test_hc28_the_transitive_ban_refuses_it_and_shows_the_way(book: Book) -> None:
    """The same, refused with the whole path; FIFO passes the credit over."""
    careful = book.under(Policy(ban=Ban.TRANSITIVE))
    _almost_a_circle(careful)

    by_name = careful.refused.use("P3", named={"reduction:E1": "20"}, on=("A",))
    by_fifo = careful.refused.use("P3", exact="20", on=("A",))

    assert by_name == TransitiveLoop(
        credit_id=CreditId("reduction:E1"),
        path=("A", "overpayment:P1", "B", "reduction:E1", "A"),
    )
    assert by_fifo == InsufficientCredit(asked=money("20"), available=money("0"))


def test_hc28_a_circle_unwinds_when_its_first_link_is_voided(book: Book) -> None:
    """The 20 on B voided: R(B) goes, A is due, and P1's own money pays it."""
    _almost_a_circle(book)
    book.use("P3", exact="20", on=("A",))

    book.void_use("P2", "overpayment:P1", "B")

    assert book.uses() == []
    assert book.cash() == ["120 of P1 on A"]
    assert book.dues() == {"A": "0", "B": "0"}
    assert book.credits() == {"overpayment:P1": "0", "reduction:E1": "0"}


def test_hc28_credit_that_comes_home_goes_to_its_own_due_invoice(book: Book) -> None:
    """A (1) paid with 2; the 1 pays B; A raised by 1; that use voided: A is paid."""
    book.invoice("A", "1")
    book.pay("P1", "2", on=("A",))
    book.invoice("B", "1")
    book.use("P2", exact="1", on=("B",))
    book.increase("A", to="2", edit="E1")

    book.void_use("P2", "overpayment:P1", "B")

    assert book.dues() == {"A": "0", "B": "1"}
    assert book.credits() == {"overpayment:P1": "0"}


@EVERYWHERE
def test_hc29_reverting_a_credit_leaves_what_its_invoice_paid_elsewhere(
    book: Book,
) -> None:
    """C1 (40) and 60 cash on B; B to 80, 15 of the 20 pay D; C1 is reverted.

    B is due 35, R(B) shrinks from 20 to 15, and D stays paid: the cash of 60 is
    45 on B and 15 on D.
    """
    book.credit("C1", "40")
    book.invoice("B", "100")
    book.pay("P1", "60", on=("B",), exact="40")
    book.lower("B", to="80", edit="E1")
    book.invoice("D", "15")
    book.use("P2", exact="15", on=("D",))

    book.cancel_and_revert("C1")

    assert book.dues() == {"B": "35", "D": "0"}
    assert book.the_credit("reduction:E1").amount == money("15")
    assert book.credits() == {"C1": "0", "reduction:E1": "0"}
    assert book.uses() == ["15 of reduction:E1 on D by P2"]
    assert book.status("C1") == "Cancelled"


def test_hc29_a_loss_ripples_on_once_nothing_is_left_to_stand_on(book: Book) -> None:
    """A (1) paid by C1, lowered to 0; the 1 pays B; the first use voided: B is due."""
    book.credit("C1", "1")
    book.invoice("A", "1")
    book.use("P1", exact="1", on=("A",))
    book.lower("A", to="0", edit="E1")
    book.invoice("B", "1")
    book.use("P2", exact="1", on=("B",))

    book.void_use("P1", "C1", "A")

    assert book.dues() == {"A": "0", "B": "1"}
    assert book.credits() == {"C1": "1", "reduction:E1": "0"}
