"""Hard cases 44 to 47: a use of a credit is taken back."""

from __future__ import annotations

from typing import get_args

from credits_core.commands import Command, Mode
from credits_core.entry import Moved
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.policy import Policy
from credits_core.rejections import AlreadyRecorded, AlreadyVoided

from .book import Book
from .stores import EVERYWHERE
from .writing import money


def test_hc44_a_partial_reversal_takes_the_newest_link_first(book: Book) -> None:
    """100 paid by 60 of C1 and 40 of C2; 50 go back: 40 to C2 and 10 to C1."""
    book.credit("C1", "60")
    book.credit("C2", "40")
    book.invoice("A", "100")
    book.use("P1", exact="100", on=("A",))

    book.under(Policy(release_credits_first=True)).lower("A", to="50", edit="E1")

    assert book.credits() == {"C1": "10", "C2": "40"}
    assert book.uses() == ["50 of C1 on A by P1"]
    assert book.dues() == {"A": "0"}


def test_hc44_a_smaller_payment_takes_the_newest_use_first(book: Book) -> None:
    """100 on account, used 60 on A and 40 on B; 50 less: B loses 40, A loses 10."""
    book.pay("P1", "100")
    book.invoice("A", "60")
    book.invoice("B", "40")
    book.use("P2", exact="60", on=("A",))
    book.use("P3", exact="40", on=("B",))

    book.edit_payment("P1", "50", mode=Mode.CASCADE)

    assert book.uses() == ["50 of overpayment:P1 on A by P2"]
    assert book.dues() == {"A": "10", "B": "40"}


def test_hc45_voiding_one_of_two_credits_on_an_invoice_leaves_the_other(
    book: Book,
) -> None:
    """A note of 5 and a payment's 10 on one invoice: only the 5 come home."""
    book.credit("CN", "5")
    book.invoice("A", "15")
    book.pay("P1", "10", on=("A",), exact="5")

    entry = book.void_use("P1", "CN", "A")

    assert book.credits() == {"CN": "5"}
    assert book.cash() == ["10 of P1 on A"]
    assert book.dues() == {"A": "5"}
    assert entry.effects.voided == (
        Moved(
            payment_id=PaymentId("P1"),
            credit_id=CreditId("CN"),
            invoice_id=InvoiceId("A"),
            amount=money("5"),
        ),
    )


def test_hc45_voiding_one_of_two_uses_of_a_credit_leaves_the_other(
    book: Book,
) -> None:
    """One credit of 100 on two invoices of 5, in one receipt: only A is due again."""
    book.credit("C1", "100")
    book.invoice("A", "5")
    book.invoice("B", "5")
    book.use("P1", on=("A", "B"))

    book.void_use("P1", "C1", "A")

    assert book.uses() == ["5 of C1 on B by P1"]
    assert book.voided_uses() == ["5 of C1 on A by P1"]
    assert book.credits() == {"C1": "95"}
    assert book.dues() == {"A": "5", "B": "0"}


@EVERYWHERE
def test_hc46_a_use_is_voided_only_once(book: Book) -> None:
    """The second time is refused, and the 30 come home only once."""
    book.credit("C1", "30")
    book.invoice("A", "30")
    book.use("P1", exact="30", on=("A",))
    book.void_use("P1", "C1", "A")

    refusal = book.refused.void_use("P1", "C1", "A")

    assert refusal == AlreadyVoided(what="application", id="P1 → C1 → A")
    assert book.credits() == {"C1": "30"}


def test_hc47_a_voided_use_is_applied_anew_and_linked(book: Book) -> None:
    """The new use has a number of its own; its receipt says what it replaces."""
    book.credit("C1", "30")
    book.invoice("A", "30")
    book.use("P1", exact="30", on=("A",))
    book.void_use("P1", "C1", "A")

    book.use("P2", exact="30", on=("A",), replaces="P1")

    assert book.voided_uses() == ["30 of C1 on A by P1"]
    assert book.uses() == ["30 of C1 on A by P2"]
    assert book.the_payment("P2").replaces == "P1"
    assert book.credits() == {"C1": "0"}


def test_hc47_nothing_can_be_unvoided(book: Book) -> None:
    """No command undoes a void, and the old receipt cannot be given again."""
    book.credit("C1", "30")
    book.invoice("A", "30")
    book.use("P1", exact="30", on=("A",))
    book.void_use("P1", "C1", "A")

    refusal = book.refused.use("P1", exact="30", on=("A",))

    assert refusal == AlreadyRecorded(what="payment", id="P1")
    names = {kind.__name__.lower() for kind in get_args(Command)}
    assert not {name for name in names if "unvoid" in name or "restore" in name}
