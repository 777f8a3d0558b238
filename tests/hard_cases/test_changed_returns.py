"""Hard cases 58 to 61: a return is reopened, corrected, or has no invoice."""

from __future__ import annotations

from credits_core.commands import Mode
from credits_core.identity import CreditId, InvoiceId
from credits_core.queries import CreditDetail, CreditRecord
from credits_core.rejections import Blocker, CreditInUse

from .book import ANNA, Book
from .documents import goods
from .writing import line, money


def _returned(book: Book, *, pieces: str) -> None:
    """So many of 10 pieces, sold for 100 on A, came back."""
    book.invoice("A", lines=(line("1", "100", pieces="10"),))
    book.bring_back("R1", goods(pieces, line="1"), of="A")


def _spent_on_b(book: Book, amount: str) -> Blocker:
    """The credit of the return pays that much of B."""
    book.invoice("B", amount)
    book.use("P1", exact=amount, on=("B",))
    return Blocker(
        payment_id="P1",
        credit_id="return:R1",
        invoice_id=InvoiceId("B"),
        amount=money(amount),
    )


def test_hc58_reopening_retracts_an_unspent_credit_and_keeps_its_lines(
    book: Book,
) -> None:
    """5 pieces, 50: the credit goes to 0 and is Retracted; what came back is told."""
    _returned(book, pieces="5")

    book.reopen_return("R1")

    assert book.credits() == {"return:R1": "0"}
    assert book.status("return:R1") == "Retracted"
    query = CreditDetail(customer_id=book.customer_id, credit_id=CreditId("return:R1"))
    record = book.desk.ask(query, ANNA).unwrap()
    assert isinstance(record, CreditRecord)
    (kept,) = record.lines
    assert (kept.value, kept.package, kept.batch) == (money("50"), "crate", "B7")


def test_hc58_after_it_the_goods_can_come_back_again(book: Book) -> None:
    """Reopened, the 10 pieces count as sold: all of them may come back anew."""
    _returned(book, pieces="5")
    book.reopen_return("R1")

    book.bring_back("R2", goods("10", line="1"), of="A")

    assert book.credits() == {"return:R1": "0", "return:R2": "100"}


def test_hc59_reopening_a_return_whose_credit_is_spent_is_a_wish(book: Book) -> None:
    """30 of 50 are on B: strict refuses with B, cascade makes B due."""
    _returned(book, pieces="5")
    on_b = _spent_on_b(book, "30")

    refusal = book.refused.reopen_return("R1")
    book.reopen_return("R1", mode=Mode.CASCADE)

    assert refusal == CreditInUse(blockers=(on_b,))
    assert book.dues() == {"A": "100", "B": "30"}
    assert book.credits() == {"return:R1": "0"}
    assert book.voided_uses() == ["30 of return:R1 on B by P1"]


def test_hc60_a_correction_below_what_is_spent_is_refused_when_strict(
    book: Book,
) -> None:
    """5 corrected to 3 with 40 spent: refused, the least is 40; 4 pieces are taken."""
    _returned(book, pieces="5")
    on_b = _spent_on_b(book, "40")

    refusal = book.refused.correct_return("R1", goods("3", line="1"))
    book.correct_return("R1", goods("4", line="1"))

    assert refusal == CreditInUse(blockers=(on_b,), floor=money("40"))
    assert book.the_credit("return:R1").amount == money("40")
    assert book.credits() == {"return:R1": "0"}
    assert book.dues() == {"A": "100", "B": "0"}


def test_hc60_cascade_takes_the_difference_from_what_was_paid(book: Book) -> None:
    """5 corrected to 3 with 40 spent: 30 stay on B, 10 are due there."""
    _returned(book, pieces="5")
    _spent_on_b(book, "40")

    book.correct_return("R1", goods("3", line="1"), mode=Mode.CASCADE)

    assert book.uses() == ["30 of return:R1 on B by P1"]
    assert book.dues() == {"A": "100", "B": "10"}


def test_hc60_a_correction_upward_lets_the_credit_grow(book: Book) -> None:
    """5 corrected to 8: the same credit, now of 80."""
    _returned(book, pieces="5")

    book.correct_return("R1", goods("8", line="1"))

    assert book.credits() == {"return:R1": "80"}


def test_hc61_a_return_without_invoice_is_worth_what_is_said(book: Book) -> None:
    """3 pieces said to be worth 25: a credit that nothing generated; it pays A."""
    book.invoice("A", "25")
    book.bring_back("R1", goods("3", value="25"))
    generated_by = book.the_credit("return:R1").generated_by

    book.use("P1", exact="25", on=("A",))

    assert generated_by == ()
    assert book.dues() == {"A": "0"}
    assert book.credits() == {"return:R1": "0"}
    assert book.the_credit("return:R1").amount == money("25")
