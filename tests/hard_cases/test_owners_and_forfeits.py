"""Order and edges 1 to 3: forfeits, and which invoices a payment owns."""

from __future__ import annotations

from datetime import date

from credits_core.commands import Mode
from credits_core.events import ForfeitShrank
from credits_core.identity import CreditId, InvoiceId
from credits_core.rejections import GeneratedByThisInvoice

from .book import Book
from .stores import EVERYWHERE
from .writing import money


def _forfeited_in_part(book: Book) -> None:
    """A (100) paid 15 and 85, to 70; of the 30, 10 pay B and 20 are forfeited."""
    book.invoice("A", "100")
    book.pay("P1", "15", on=("A",))
    book.pay("P2", "85", on=("A",))
    book.lower("A", to="70", edit="E1")
    book.invoice("B", "10")
    book.use("P3", exact="10", on=("B",))
    book.cancel("reduction:E1")


@EVERYWHERE
def test_order_3_1_forfeits_shrink_first(book: Book) -> None:
    """P2 voided leaves 15 on A: the forfeit shrinks from 20 to 5, B stays paid."""
    _forfeited_in_part(book)

    entry = book.void_payment("P2")

    shrank = ForfeitShrank(credit_id=CreditId("reduction:E1"), amount=money("15"))
    assert shrank in entry.events
    assert book.the_invoice("A").forfeited == money("5")
    assert book.dues() == {"A": "70", "B": "0"}


def test_order_3_1_forfeits_shrink_for_good(book: Book) -> None:
    """The 85 come again: 70 are needed, 15 left over, and the forfeit stays 5."""
    _forfeited_in_part(book)
    book.void_payment("P2")

    book.pay("P4", "85", on=("A",))

    assert book.the_invoice("A").forfeited == money("5")
    assert book.dues() == {"A": "0", "B": "0"}
    assert book.available("overpayment:P4") == "15"


def test_order_3_1_after_the_forfeit_the_uses_go(book: Book) -> None:
    """P1 voided as well leaves nothing on A: the 10 on B are voided."""
    _forfeited_in_part(book)
    book.void_payment("P2")

    book.void_payment("P1", mode=Mode.CASCADE)

    assert book.the_invoice("A").forfeited == money("0")
    assert book.dues() == {"A": "70", "B": "10"}


def test_order_3_2_a_receipt_owns_every_invoice_that_it_names(book: Book) -> None:
    """None of P2's cash is on A; it may not pay A as a credit, yet serves it."""
    book.invoice("A", "100")
    book.pay("P1", "100", on=("A",))
    book.pay("P2", "100", on=("A",))

    refusal = book.refused.use("P3", named={"overpayment:P2": "1"}, on=("A",))
    book.void_payment("P1")

    assert refusal == GeneratedByThisInvoice(
        credit_id=CreditId("overpayment:P2"), invoice_id=InvoiceId("A")
    )
    assert book.cash() == ["100 of P2 on A"]
    assert book.dues() == {"A": "0"}
    assert book.credits() == {"overpayment:P2": "0"}


def test_order_3_2_a_void_invoice_is_nobody_s_own(book: Book) -> None:
    """A is void: its payment's 100 stay a credit and do not go back to it."""
    book.invoice("A", "100")
    book.pay("P1", "100", on=("A",))

    book.void_invoice("A")

    assert book.cash() == []
    assert book.credits() == {"overpayment:P1": "100"}


def test_order_3_3_a_payment_has_one_credit_as_old_as_the_receipt(book: Book) -> None:
    """60 of January on A; A voided in June: the credit of 60 is of January."""
    book.invoice("A", "100", date="2026-01-10")
    book.pay("P1", "60", on=("A",), date="2026-01-20")
    book.credit("C1", "30", date="2026-02-01")
    book.on("2026-06-01")

    book.void_invoice("A")

    overpayment = book.the_credit("overpayment:P1")
    receipt = book.the_payment("P1")
    assert overpayment.order == (date(2026, 1, 20), receipt.sequence, overpayment.id)
    assert overpayment.order < book.the_credit("C1").order


def test_order_3_3_it_shrinks_to_nothing_and_grows_again(book: Book) -> None:
    """120 on 100: 20; A raised to 120: 0; the payment edited to 150: 30."""
    book.invoice("A", "100")
    book.pay("P1", "120", on=("A",), date="2026-02-20")
    first = book.the_credit("overpayment:P1")
    book.increase("A", to="120", edit="E1")
    nothing = book.credits()

    book.edit_payment("P1", "150")

    assert nothing == {"overpayment:P1": "0"}
    assert book.credits() == {"overpayment:P1": "30"}
    assert book.the_credit("overpayment:P1").order == first.order
