"""Hard cases 35 and 37 to 39: credits that are edited and deleted."""

from __future__ import annotations

from credits_core.commands import CreditAmount, CreditUsed
from credits_core.credit import Hold
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.rejections import (
    AdjustThePayment,
    AlreadyDeleted,
    BelowUsed,
    Blocker,
    CreditInUse,
    NotManual,
)

from .book import Book
from .documents import goods
from .writing import money


def _used(book: Book) -> None:
    """C1 (50): 30 are on A."""
    book.credit("C1", "50")
    book.invoice("A", "30")
    book.use("P1", exact="30", on=("A",))


USED_ON_A = Blocker(
    payment_id="P1", credit_id="C1", invoice_id=InvoiceId("A"), amount=money("30")
)


def test_hc35_a_credit_cannot_be_less_than_what_is_used(book: Book) -> None:
    """50 with 30 used: 25 is refused, 30 uses it up, 40 leaves 10."""
    _used(book)

    refusal = book.refused.edit_credit("C1", "25")
    book.edit_credit("C1", "30")
    at_30 = book.available("C1"), book.status("C1")
    book.edit_credit("C1", "40")
    at_40 = book.available("C1"), book.status("C1")

    assert refusal == BelowUsed(credit_id=CreditId("C1"), floor=money("30"))
    assert at_30 == ("0", "Used")
    assert at_40 == ("10", "Partially Used")


def test_hc37_a_used_credit_is_not_deleted(book: Book) -> None:
    """30 of 50 are on A: refused, with what stands in the way."""
    _used(book)

    refusal = book.refused.delete("C1")

    assert refusal == CreditInUse(blockers=(USED_ON_A,))


def test_hc37_a_credit_whose_uses_were_voided_is_deleted_and_stays_readable(
    book: Book,
) -> None:
    """No live use: allowed; the record and its voided use can still be read."""
    _used(book)
    book.void_use("P1", "C1", "A")

    book.delete("C1")

    assert book.status("C1") == "Deleted"
    assert book.credits() == {"C1": "0"}
    assert book.the_credit("C1").amount == money("50")
    assert book.voided_uses() == ["30 of C1 on A by P1"]
    assert book.refused.delete("C1") == AlreadyDeleted(credit_id=CreditId("C1"))


def test_hc38_a_credit_that_arose_by_itself_is_not_deleted(book: Book) -> None:
    """Overpayment, reduction and return: what they come from must change."""
    book.invoice("A", "100")
    book.pay("P1", "120", on=("A",))
    book.lower("A", to="80", edit="E1")
    book.bring_back("R1", goods("1", value="10"))

    overpayment = book.refused.delete("overpayment:P1")
    reduction = book.refused.delete("reduction:E1")
    returned = book.refused.delete("return:R1")

    assert overpayment == AdjustThePayment(
        credit_id=CreditId("overpayment:P1"), payment_id=PaymentId("P1")
    )
    assert reduction == NotManual(credit_id=CreditId("reduction:E1"))
    assert returned == NotManual(credit_id=CreditId("return:R1"))


def test_hc39_a_use_that_was_reported_from_elsewhere_forbids_the_deletion(
    book: Book,
) -> None:
    """Reading the other system anew belongs to a synchronisation, not to the core.

    Once it reported that 20 of C1 are used there, the core refuses.
    """
    book.credit("C1", "50")
    book.invoice("A", "20")
    use = CreditUsed(PaymentId("qbo:7"), CreditId("C1"), InvoiceId("A"), money("20"))
    book.reported(use)

    refusal = book.refused.delete("C1")

    assert refusal == CreditInUse(
        blockers=(
            Blocker(
                payment_id="qbo:7",
                credit_id="C1",
                invoice_id=InvoiceId("A"),
                amount=money("20"),
            ),
        )
    )


def test_hc39_a_memo_used_before_it_was_read_in_is_not_deleted(book: Book) -> None:
    """20 of the memo of 50 were used there, on what nobody here knows."""
    book.import_credit("memo 1", "50", opening="20")

    refusal = book.refused.delete("memo 1")

    assert refusal == CreditInUse(blockers=())
    assert book.available("memo 1") == "30"


def test_hc39_a_credit_in_conflict_is_not_deleted(book: Book) -> None:
    """30 are used here, and 25 is all there is there: held, and refused."""
    _used(book)
    book.reported(CreditAmount(CreditId("C1"), money("25")))

    refusal = book.refused.delete("C1")

    assert refusal == CreditInUse(blockers=(USED_ON_A,))
    held = book.the_credit("C1")
    assert (held.hold, held.remote_amount) == (Hold.CONFLICT, money("25"))
