"""Hard cases 69 and 70: the same command is given again."""

from __future__ import annotations

from returns.methods import unwrap_or_failure

from credits_core.desk import Desk, Order
from credits_core.entry import Entry
from credits_core.rejections import (
    AlreadyRecorded,
    IdempotencyConflict,
    InsufficientCredit,
)

from .book import ANNA, Book
from .documents import goods
from .stores import EVERYWHERE
from .writing import money


@EVERYWHERE
def test_hc69_the_same_key_gives_the_same_answer_and_no_second_effect(
    book: Book,
) -> None:
    """100 received twice under one key: one payment, one answer."""
    book.invoice("A", "80")

    first = book.keyed("k1").pay("P1", "100", on=("A",))
    second = book.keyed("k1").pay("P1", "100", on=("A",))

    assert second == first
    assert book.credits() == {"overpayment:P1": "20"}
    assert len(book.journal()) == 2


def test_hc69_the_same_key_for_another_command_is_refused(book: Book) -> None:
    """The key was used for 100; the same receipt of 90 is a conflict."""
    book.invoice("A", "80")
    book.keyed("k1").pay("P1", "100", on=("A",))

    other_amount = book.keyed("k1").refused.pay("P1", "90", on=("A",))
    other_customer = book.of("Beta").keyed("k1").refused.pay("P1", "100")

    conflict = IdempotencyConflict(key="k1")
    assert (other_amount, other_customer) == (conflict, conflict)


def test_hc69_a_refusal_is_remembered_as_well(book: Book) -> None:
    """Refused for want of credit; the credit comes later, the answer stays."""
    book.invoice("A", "50")
    first = book.keyed("k1").refused.use("P1", exact="50", on=("A",))
    book.credit("C1", "50")

    second = book.keyed("k1").refused.use("P1", exact="50", on=("A",))
    book.keyed("k2").use("P1", exact="50", on=("A",))

    assert first == InsufficientCredit(asked=money("50"), available=money("0"))
    assert second == first
    assert book.dues() == {"A": "0"}


@EVERYWHERE
def test_hc70_a_lost_answer_is_given_again_at_any_desk(book: Book) -> None:
    """The answer was lost; on the next day, at a new desk, it is the same one."""
    book.invoice("A", "100")
    lost = book.keyed("k1").pay("P1", "120", on=("A",))
    book.on("2026-03-03")
    command = book.order.pay("P1", "120", on=("A",))
    other_desk = Desk(ledgers=book.desk.ledgers, clock=book.clock)

    again = other_desk.submit(command, ANNA, key="k1").unwrap()

    assert again == lost
    assert book.journal()[-1] == lost
    assert book.credits() == {"overpayment:P1": "20"}


def test_hc70_what_was_undone_is_not_answered_from_memory(book: Book) -> None:
    """Given together with what is refused: undone, and carried out when given anew."""
    book.invoice("A", "50")
    receipt = book.order.pay("P1", "50", on=("A",))
    impossible = book.order.use("P2", exact="1", on=("A",))
    orders = [Order(command=receipt, key="k1"), Order(command=impossible, key="k2")]

    undone = unwrap_or_failure(book.desk.together(orders, ANNA))
    before = book.dues()
    book.keyed("k1").write(receipt)

    assert not isinstance(undone, Entry)
    assert before == {"A": "50"}
    assert book.dues() == {"A": "0"}


def test_hc70_a_retry_never_brings_back_what_was_deleted_meanwhile(
    book: Book,
) -> None:
    """C1 issued and deleted; the old key tells the old answer and makes no C1."""
    first = book.keyed("k1").credit("C1", "50")
    book.delete("C1")

    again = book.keyed("k1").credit("C1", "50")
    anew = book.keyed("k2").refused.credit("C1", "50")

    assert again == first
    assert book.status("C1") == "Deleted"
    assert anew == AlreadyRecorded(what="credit", id="C1")


def test_hc70_credits_that_arise_by_themselves_are_called_after_their_cause(
    book: Book,
) -> None:
    """Both sides of a retry arrive at the same ids, without asking each other."""
    book.invoice("A", "100")
    book.pay("P1", "120", on=("A",))
    book.lower("A", to="90", edit="E1")
    book.bring_back("R1", goods("1", value="5"))

    names = list(book.credits())

    assert names == ["overpayment:P1", "reduction:E1", "return:R1"]
