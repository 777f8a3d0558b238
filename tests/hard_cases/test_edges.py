"""Order and edges 9 to 11: what is refused, and which refusal comes first."""

from __future__ import annotations

import pytest

from credits_core.commands import Mode, VoidMode
from credits_core.identity import CreditId, CustomerId, InvoiceId, LineId
from credits_core.policy import Policy
from credits_core.rejections import (
    AlreadyCancelled,
    CreditExceedsDue,
    CustomerMismatch,
    GeneratedByThisInvoice,
    InsufficientCredit,
    InvoiceIsVoid,
    LineHasCompletedReturn,
)

from .book import Book
from .documents import goods
from .writing import line, money


@pytest.mark.parametrize("mode", list(VoidMode))
def test_order_3_9_an_invoice_with_a_completed_return_is_not_voided(
    book: Book, mode: VoidMode
) -> None:
    """Goods of line 2 came back: no mode voids the invoice."""
    book.invoice("A", lines=(line("1", "80"), line("2", "20")))
    book.bring_back("R1", goods("1", line="2"), of="A")

    refusal = book.refused.void_invoice("A", mode=mode)

    assert refusal == LineHasCompletedReturn(
        invoice_id=InvoiceId("A"), lines=(LineId("2"),)
    )


@pytest.mark.parametrize("mode", list(VoidMode))
def test_order_3_9_a_forfeit_stays_as_backing_on_a_void_invoice(
    book: Book, mode: VoidMode
) -> None:
    """100 paid, to 80, the 20 forfeited: 80 are unapplied, 20 stay behind."""
    book.invoice("A", "100")
    book.pay("P1", "100", on=("A",))
    book.lower("A", to="80", edit="E1")
    book.cancel("reduction:E1")

    book.void_invoice("A", mode=mode)

    assert book.cash() == ["20 of P1 on A"]
    assert book.credits() == {"reduction:E1": "0", "overpayment:P1": "80"}
    assert book.the_invoice("A").forfeited == money("20")
    assert book.dues() == {"A": "0"}


def test_order_3_9_what_is_spent_gives_way_to_a_forfeit_on_a_void_invoice(
    book: Book,
) -> None:
    """100 paid, to 70; 10 of the 30 pay B, 20 are forfeited: B is due again."""
    book.invoice("A", "100")
    book.pay("P1", "100", on=("A",))
    book.lower("A", to="70", edit="E1")
    book.invoice("B", "10")
    book.use("P2", exact="10", on=("B",))
    book.cancel("reduction:E1")

    book.void_invoice("A", mode=VoidMode.CASCADE)

    assert book.cash() == ["20 of P1 on A"]
    assert book.credits() == {"reduction:E1": "0", "overpayment:P1": "80"}
    assert book.the_invoice("A").forfeited == money("20")
    assert book.dues() == {"A": "0", "B": "10"}


def test_order_3_10_refusals_of_a_receipt_come_in_one_order(book: Book) -> None:
    """One wish with every fault; each time the first one is mended."""
    book.of("Beta").invoice("X", "100")
    book.invoice("A", "100")
    book.pay("P1", "120", on=("A",))
    book.invoice("V", "10")
    book.void_invoice("V")
    book.invoice("B", "10")
    book.invoice("D", "900")
    wish = {"overpayment:P1": "500"}
    pages = [("X", "V", "A", "B"), ("V", "A", "B"), ("A", "B"), ("B",), ("B", "D")]

    refusals = [book.refused.use("P2", named=wish, on=one) for one in pages]

    mine = CreditId("overpayment:P1")
    assert refusals == [
        CustomerMismatch(what="invoice", id="X", customer_id=CustomerId("ACME")),
        InvoiceIsVoid(invoice_id=InvoiceId("V")),
        GeneratedByThisInvoice(credit_id=mine, invoice_id=InvoiceId("A")),
        CreditExceedsDue(asked=money("500"), due=money("10")),
        InsufficientCredit(asked=money("500"), available=money("20"), credit_id=mine),
    ]


def test_order_3_10_another_customer_s_credit_comes_before_a_void_invoice(
    book: Book,
) -> None:
    """Whose it is, is said before what it is."""
    book.of("Beta").credit("theirs", "50")
    book.invoice("V", "10")
    book.void_invoice("V")

    refusal = book.refused.use("P1", named={"theirs": "10"}, on=("V",))

    assert refusal == CustomerMismatch(
        what="credit", id="theirs", customer_id=CustomerId("ACME")
    )


@pytest.mark.parametrize(
    ("invoices", "placed"), [(("B", "A"), "10"), (("A", "B"), "20")]
)
def test_order_3_10_credits_that_fit_nowhere_in_that_order_are_insufficient(
    book: Book, invoices: tuple[str, ...], placed: str
) -> None:
    """C1 (10) and R1 (20, not for A) are 30, and A and B need more: not placed."""
    careful = book.under(Policy(return_credit_may_pay_its_invoice=False))
    careful.credit("C1", "10")
    careful.invoice("A", lines=(line("1", "80"), line("2", "20")))
    careful.bring_back("R1", goods("1", line="2"), of="A")
    careful.invoice("B", "10")

    refusal = careful.refused.use("P1", exact="30", on=invoices)

    assert refusal == InsufficientCredit(asked=money("30"), available=money(placed))


def test_order_3_11_a_return_whose_credit_was_cancelled_is_not_reopened(
    book: Book,
) -> None:
    """Strict or cascading: AlreadyCancelled."""
    book.bring_back("R1", goods("1", value="20"))
    book.cancel("return:R1")

    strict = book.refused.reopen_return("R1")
    cascade = book.refused.reopen_return("R1", mode=Mode.CASCADE)

    refusal = AlreadyCancelled(credit_id=CreditId("return:R1"))
    assert (strict, cascade) == (refusal, refusal)


def test_order_3_11_a_cancelled_credit_is_not_deleted(book: Book) -> None:
    """Given up is given up; there is nothing to take back."""
    book.credit("C1", "50")
    book.cancel("C1")

    refusal = book.refused.delete("C1")

    assert refusal == AlreadyCancelled(credit_id=CreditId("C1"))
