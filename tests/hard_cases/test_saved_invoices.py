"""Hard cases 07 to 10: what one save of an invoice means, and what it must not."""

from __future__ import annotations

from credits_core.commands import EditInvoice
from credits_core.events import InvoiceEdited
from credits_core.exact import Quantity
from credits_core.identity import InvoiceId, LineId
from credits_core.invoice import InvoiceStatus
from credits_core.rejections import LineHasCompletedReturn, ReturnExceedsLine

from .book import Book
from .documents import goods
from .writing import line, money


def test_hc07_a_reduction_to_zero_settles_and_does_not_void(book: Book) -> None:
    """100 cash, to 0: a credit of 100; the invoice is paid, with a total of 0."""
    book.invoice("A", "100")
    book.pay("P1", "100", on=("A",))

    book.lower("A", to="0", edit="E1")

    assert book.credits() == {"reduction:E1": "100"}
    invoice = book.the_invoice("A")
    assert (invoice.total, invoice.due) == (money("0"), money("0"))
    assert invoice.status is InvoiceStatus.FULLY_PAID


def test_hc08_one_save_of_several_lines_gives_one_credit_for_the_net(
    book: Book,
) -> None:
    """−10, −15 and +5 in one save: one credit of 20, with the three changes."""
    book.invoice("A", lines=(line("1", "60"), line("2", "40")))
    book.pay("P1", "100", on=("A",))

    entry = book.change_lines("A", {"1": "-10", "2": "-15", "3": "5"}, edit="E1")

    assert book.credits() == {"reduction:E1": "20"}
    edited = entry.events[0]
    assert isinstance(edited, InvoiceEdited)
    assert (edited.old_total, edited.new_total) == (money("100"), money("80"))
    assert isinstance(entry.command, EditInvoice)
    assert edited.changes == entry.command.changes


def test_hc08_changes_that_cancel_out_give_no_credit(book: Book) -> None:
    """−15 and +15 in one save: nothing was overpaid at its end."""
    book.invoice("A", lines=(line("1", "60"), line("2", "40")))
    book.pay("P1", "100", on=("A",))

    book.change_lines("A", {"1": "-15", "2": "15"}, edit="E1")

    assert book.credits() == {}
    assert book.dues() == {"A": "0"}


def _with_a_returned_line(book: Book) -> None:
    """100 paid; the line of 20 came back whole."""
    book.invoice("A", lines=(line("1", "80"), line("2", "20", pieces="2")))
    book.pay("P1", "100", on=("A",))
    book.bring_back("R1", goods("2", line="2"), of="A")


def test_hc09_a_returned_line_cannot_be_taken_off_its_invoice_as_well(
    book: Book,
) -> None:
    """A return of 20 was credited; the line of 20 goes neither by value nor number."""
    _with_a_returned_line(book)

    by_value = book.refused.change_lines("A", {"2": "-20"}, edit="E1")
    by_number = book.refused.change_lines(
        "A", {"2": "0"}, pieces={"2": "-1"}, edit="E1"
    )

    returned = LineHasCompletedReturn(invoice_id=InvoiceId("A"), lines=(LineId("2"),))
    assert (by_value, by_number) == (returned, returned)
    assert book.credits() == {"return:R1": "20"}


def test_hc09_reopening_the_return_is_the_way_out(book: Book) -> None:
    """Once the return is taken back, the line may go: one credit of 20 in all."""
    _with_a_returned_line(book)
    book.reopen_return("R1")

    book.change_lines("A", {"2": "-20"}, pieces={"2": "-2"}, edit="E1")

    assert book.credits() == {"return:R1": "0", "reduction:E1": "20"}


def test_hc09_a_line_taken_off_its_invoice_cannot_come_back_as_well(
    book: Book,
) -> None:
    """The other order: the line went from 20 to 0, so that 0 can come back."""
    book.invoice("A", lines=(line("1", "80"), line("2", "20", pieces="2")))
    book.pay("P1", "100", on=("A",))
    book.change_lines("A", {"2": "-20"}, pieces={"2": "-2"}, edit="E1")

    refusal = book.refused.bring_back("R1", goods("2", line="2"), of="A")

    assert refusal == ReturnExceedsLine(
        line_id=LineId("2"), quantity_left=Quantity.of("0"), value_left=money("0")
    )


def test_hc10_saving_again_does_not_issue_a_forfeited_credit_again(
    book: Book,
) -> None:
    """100 to 80, the 20 cancelled; saved without a change: nothing happens."""
    book.invoice("A", "100")
    book.pay("P1", "100", on=("A",))
    book.lower("A", to="80", edit="E1")
    book.cancel("reduction:E1")

    entry = book.change_lines("A", {}, edit="E2")

    assert (entry.effects.due, entry.effects.credits) == ((), ())
    assert book.credits() == {"reduction:E1": "0"}
    assert book.the_invoice("A").forfeited == money("20")
    assert book.dues() == {"A": "0"}
