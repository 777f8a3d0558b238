"""Hard cases 30 to 34: credits that are given up."""

from __future__ import annotations

from datetime import date

from credits_core.entry import GivenUp
from credits_core.identity import CreditId, PaymentId
from credits_core.policy import ClosedPeriod, Policy
from credits_core.rejections import (
    AdjustThePayment,
    AlreadyCancelled,
    NothingToCancel,
    PeriodClosed,
)

from .book import Book
from .stores import EVERYWHERE
from .writing import money

JANUARY_IS_CLOSED = date(2026, 1, 31)


def _cancelled_after_use(book: Book) -> None:
    """C1 (50): 30 are on A, the balance of 20 was cancelled."""
    book.credit("C1", "50")
    book.invoice("A", "30")
    book.use("P1", exact="30", on=("A",))
    book.cancel("C1")


def test_hc30_what_comes_home_to_a_cancelled_credit_is_written_off(
    book: Book,
) -> None:
    """The 30 are voided: written off in the same command, and the reply says so."""
    _cancelled_after_use(book)

    entry = book.void_use("P1", "C1", "A")

    assert entry.effects.written_off == (
        GivenUp(credit_id=CreditId("C1"), amount=money("30")),
    )
    assert book.the_credit("C1").cancelled == money("50")
    assert book.credits() == {"C1": "0"}
    assert book.dues() == {"A": "30"}


@EVERYWHERE
def test_hc30_with_reopen_it_comes_home_usable(book: Book) -> None:
    """Asked to reopen: the 30 are available again, the 20 stay given up."""
    _cancelled_after_use(book)

    entry = book.void_use("P1", "C1", "A", reopen=True)

    assert entry.effects.written_off == ()
    assert book.the_credit("C1").cancelled == money("20")
    assert book.credits() == {"C1": "30"}
    assert book.dues() == {"A": "30"}


def _used_over_two_months(book: Book) -> None:
    """C1 (60): 20 on A in January, 20 on B and 20 on D in March."""
    book.credit("C1", "60", date="2026-01-05")
    for name in ("A", "B", "D"):
        book.invoice(name, "20", date="2026-01-05")
    january = book.order.pay("P1", None, on=("A",), exact="20", date="2026-01-20")
    book.write(january)
    book.use("P2", exact="20", on=("B",))
    book.use("P3", exact="20", on=("D",))


def test_hc31_a_revert_across_a_closed_period_is_refused_as_a_whole(
    book: Book,
) -> None:
    """One of three uses stands in January, which is closed: nothing is reverted."""
    _used_over_two_months(book)
    closed = book.under(Policy(closed_through=JANUARY_IS_CLOSED))

    refusal = closed.refused.cancel_and_revert("C1")

    assert refusal == PeriodClosed(
        closed_through=JANUARY_IS_CLOSED, entries=("C1 on A",)
    )
    assert book.dues() == {"A": "0", "B": "0", "D": "0"}


def test_hc31_a_policy_reverses_with_the_date_of_today(book: Book) -> None:
    """The same, allowed: all three are voided on 2 March, none in January."""
    _used_over_two_months(book)
    policy = Policy(
        closed_through=JANUARY_IS_CLOSED, in_closed_period=ClosedPeriod.REVERSE_TODAY
    )

    book.under(policy).cancel_and_revert("C1")

    assert book.dues() == {"A": "20", "B": "20", "D": "20"}
    voided = [one.voided_on for one in book.ledger.applications.values()]
    assert voided == [date(2026, 3, 2)] * 3


def test_hc32_an_overpayment_credit_is_not_cancelled_but_its_payment_adjusted(
    book: Book,
) -> None:
    """120 on 100: neither way of cancelling; the refusal names the payment."""
    book.invoice("A", "100")
    book.pay("P1", "120", on=("A",))

    balance_only = book.refused.cancel("overpayment:P1")
    revert = book.refused.cancel_and_revert("overpayment:P1")

    adjust = AdjustThePayment(
        credit_id=CreditId("overpayment:P1"), payment_id=PaymentId("P1")
    )
    assert (balance_only, revert) == (adjust, adjust)


def _lowered_and_spent(book: Book) -> None:
    """A (100) paid, to 80; 15 of the 20 pay B."""
    book.invoice("A", "100")
    book.pay("P1", "100", on=("A",))
    book.lower("A", to="80", edit="E1")
    book.invoice("B", "15")
    book.use("P2", exact="15", on=("B",))


def test_hc33_cancelling_a_reduction_credit_forfeits_its_balance(book: Book) -> None:
    """5 of 20 are left: 5 are forfeited, B stays paid, nothing is due on A."""
    _lowered_and_spent(book)

    book.cancel("reduction:E1")

    assert book.the_invoice("A").forfeited == money("5")
    assert book.dues() == {"A": "0", "B": "0"}
    assert book.credits() == {"reduction:E1": "0"}


def test_hc33_reverting_a_reduction_credit_restores_the_dues_first(
    book: Book,
) -> None:
    """Reverted: B is due 15 again, and then all 20 are forfeited."""
    _lowered_and_spent(book)

    book.cancel_and_revert("reduction:E1")

    assert book.the_invoice("A").forfeited == money("20")
    assert book.dues() == {"A": "0", "B": "15"}
    assert book.status("reduction:E1") == "Cancelled"


def test_hc34_a_second_cancellation_is_refused(book: Book) -> None:
    """Cancelled is cancelled, whichever way is asked for."""
    book.credit("C1", "50")
    book.cancel("C1")

    again = book.refused.cancel("C1"), book.refused.cancel_and_revert("C1")

    refusal = AlreadyCancelled(credit_id=CreditId("C1"))
    assert again == (refusal, refusal)


def test_hc34_a_balance_of_zero_cannot_be_cancelled(book: Book) -> None:
    """50 of 50 are used: the balance is nothing; to revert is still possible."""
    book.credit("C1", "50")
    book.invoice("A", "50")
    book.use("P1", exact="50", on=("A",))

    refusal = book.refused.cancel("C1")
    book.cancel_and_revert("C1")

    assert refusal == NothingToCancel(credit_id=CreditId("C1"))
    assert book.dues() == {"A": "50"}
