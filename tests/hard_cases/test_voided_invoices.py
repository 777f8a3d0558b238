"""Hard cases 62 to 65: an invoice is voided."""

from __future__ import annotations

from datetime import date
from typing import get_args

from credits_core.commands import Command, VoidMode
from credits_core.events import ApplicationVoided, CashReleased, InvoiceVoided
from credits_core.identity import InvoiceId
from credits_core.invoice import InvoiceStatus
from credits_core.queries import InvoiceDetail, InvoiceRecord
from credits_core.rejections import AlreadyVoided, Blocker, CreditInUse
from credits_memory import MemoryAccounting

from .book import ANNA, Book
from .stores import EVERYWHERE
from .writing import money


def _paid_by_both(book: Book) -> None:
    """A (100): 60 cash and 40 of C1, which is of January."""
    book.credit("C1", "40", date="2026-01-05")
    book.invoice("A", "100")
    book.pay("P1", "60", on=("A",), exact="40")


def test_hc62_every_tender_goes_back_where_it_came_from(book: Book) -> None:
    """C1 gets its 40 back, as old as it was; the payment leaves a credit of 60."""
    _paid_by_both(book)

    book.void_invoice("A")

    assert book.credits() == {"C1": "40", "overpayment:P1": "60"}
    assert book.the_credit("C1").effective_date == date(2026, 1, 5)
    assert book.dues() == {"A": "0"}
    assert book.the_invoice("A").status is InvoiceStatus.VOID


def _lowered_and_spent(book: Book) -> None:
    """A (100) paid 100, to 70; 25 of the 30 pay B (25)."""
    book.invoice("A", "100")
    book.pay("P1", "100", on=("A",))
    book.lower("A", to="70", edit="E1")
    book.invoice("B", "25")
    book.use("P2", exact="25", on=("B",))


def test_hc63_strict_refuses_while_its_reduction_credit_is_spent(book: Book) -> None:
    """25 of the 30 are on B: refused, with B."""
    _lowered_and_spent(book)

    refusal = book.refused.void_invoice("A")

    assert refusal == CreditInUse(
        blockers=(
            Blocker(
                payment_id="P2",
                credit_id="reduction:E1",
                invoice_id=InvoiceId("B"),
                amount=money("25"),
            ),
        )
    )


def test_hc63_cascade_makes_the_other_invoice_due(book: Book) -> None:
    """B is due 25, and the whole payment of 100 is unapplied."""
    _lowered_and_spent(book)

    book.void_invoice("A", mode=VoidMode.CASCADE)

    assert book.dues() == {"A": "0", "B": "25"}
    assert book.credits() == {"reduction:E1": "0", "overpayment:P1": "100"}
    assert book.cash() == []


@EVERYWHERE
def test_hc63_keep_leaves_the_backing_behind(book: Book) -> None:
    """B stays paid: 25 of the cash stay on A, 75 are unapplied."""
    _lowered_and_spent(book)

    book.void_invoice("A", mode=VoidMode.KEEP)

    assert book.dues() == {"A": "0", "B": "0"}
    assert book.cash() == ["25 of P1 on A"]
    assert book.credits() == {"reduction:E1": "0", "overpayment:P1": "75"}


def test_hc64_an_invoice_is_voided_first_and_never_deleted(book: Book) -> None:
    """No command deletes an invoice; a void one still shows what was paid on it."""
    _paid_by_both(book)
    book.void_invoice("A")

    query = InvoiceDetail(customer_id=book.customer_id, invoice_id=InvoiceId("A"))
    record = book.desk.ask(query, ANNA).unwrap()

    assert isinstance(record, InvoiceRecord)
    assert [one.amount for one in record.tenders] == [money("40"), money("60")]
    assert not any(one.is_live for one in record.tenders)
    assert book.refused.void_invoice("A") == AlreadyVoided(what="invoice", id="A")
    names = {kind.__name__ for kind in get_args(Command)}
    assert {name for name in names if name.startswith("Delete")} == {"DeleteCredit"}


def test_hc65_the_plan_names_all_that_the_other_books_must_undo(book: Book) -> None:
    """Known before it is done, and in one entry: the void, the use, the cash."""
    _paid_by_both(book)

    plan = book.preview.void_invoice("A")
    done = book.keyed("void A").void_invoice("A")
    again = book.keyed("void A").void_invoice("A")

    assert (plan.events, plan.effects) == (done.events, done.effects)
    kinds = [type(one) for one in done.events]
    assert {InvoiceVoided, ApplicationVoided, CashReleased} <= set(kinds)
    assert again == done
    assert book.journal()[-1] == done


def test_hc65_the_journal_is_the_outbox(book: Book) -> None:
    """The other books hear of each entry once, however often it is delivered."""
    _paid_by_both(book)
    book.void_invoice("A")
    other_books = MemoryAccounting()

    for entry in (*book.journal(), *book.journal()):
        other_books.deliver(entry)

    assert list(other_books.entries) == book.journal()
