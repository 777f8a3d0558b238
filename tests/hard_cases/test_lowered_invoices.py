"""Hard cases 01 to 06: an invoice is lowered, and raised, after it was paid."""

from __future__ import annotations

from credits_core.entry import Entry
from credits_core.events import CreditIssued, CreditRetracted, Funding
from credits_core.identity import CreditId
from credits_core.policy import Policy

from .book import Book
from .stores import EVERYWHERE
from .writing import money


def _paid_and_lowered_twice(book: Book) -> Entry:
    """100 paid in cash, lowered to 80 by E1 and to 70 by E2."""
    book.invoice("A", "100")
    book.pay("P1", "100", on=("A",))
    book.lower("A", to="80", edit="E1")
    return book.lower("A", to="70", edit="E2")


def _issued(entry: Entry) -> list[CreditIssued]:
    return [one for one in entry.events if isinstance(one, CreditIssued)]


@EVERYWHERE
def test_hc01_repeated_reductions_issue_20_then_10(book: Book) -> None:
    """100 paid, to 80, to 70: credits of 20 and of 10, each with its own edit."""
    book.invoice("A", "100")
    book.pay("P1", "100", on=("A",))

    first = book.lower("A", to="80", edit="E1")
    second = book.lower("A", to="70", edit="E2")

    assert book.credits() == {"reduction:E1": "20", "reduction:E2": "10"}
    assert [one.credit_id for one in _issued(first)] == ["reduction:E1"]
    assert [one.credit_id for one in _issued(second)] == ["reduction:E2"]
    assert book.dues() == {"A": "0"}


def test_hc02_raising_it_again_retracts_the_newest_credit_first(book: Book) -> None:
    """To 90: the credit of 10 goes to 0, the one of 20 to 10, and 0 is due."""
    _paid_and_lowered_twice(book)

    entry = book.increase("A", to="90", edit="E3")

    assert book.credits() == {"reduction:E1": "10", "reduction:E2": "0"}
    assert book.dues() == {"A": "0"}
    cause = "source invoice raised"
    assert entry.events[1:] == (
        CreditRetracted(
            credit_id=CreditId("reduction:E2"), amount=money("10"), cause=cause
        ),
        CreditRetracted(
            credit_id=CreditId("reduction:E1"), amount=money("10"), cause=cause
        ),
    )


@EVERYWHERE
def test_hc03_what_was_spent_elsewhere_stays_there(book: Book) -> None:
    """25 of the 30 paid B; to 90: 25 stay out, 15 are due on A, B stays paid."""
    _paid_and_lowered_twice(book)
    book.invoice("B", "25")
    book.use("P2", exact="25", on=("B",))

    book.increase("A", to="90", edit="E3")

    assert book.dues() == {"A": "15", "B": "0"}
    assert book.uses() == [
        "20 of reduction:E1 on B by P2",
        "5 of reduction:E2 on B by P2",
    ]
    assert book.credits() == {"reduction:E1": "0", "reduction:E2": "0"}
    assert book.the_invoice("A").reductions == money("25")


def test_hc04_raising_it_beyond_the_original_leaves_the_difference_due(
    book: Book,
) -> None:
    """100 paid, to 80, to 130: the credit of 20 goes to 0, and 30 are due."""
    book.invoice("A", "100")
    book.pay("P1", "100", on=("A",))
    book.lower("A", to="80", edit="E1")

    book.increase("A", to="130", edit="E2")

    assert book.dues() == {"A": "30"}
    assert book.credits() == {"reduction:E1": "0"}
    assert book.status("reduction:E1") == "Retracted"


def test_hc05_a_reduction_of_a_partly_paid_invoice_gives_only_the_surplus(
    book: Book,
) -> None:
    """100, paid 60: to 80 gives no credit and 20 due; to 50 a credit of 10."""
    book.invoice("A", "100")
    book.pay("P1", "60", on=("A",))

    book.lower("A", to="80", edit="E1")
    after_80 = book.credits(), book.due("A")
    book.lower("A", to="50", edit="E2")
    after_50 = book.credits(), book.due("A")

    assert after_80 == ({}, "20")
    assert after_50 == ({"reduction:E2": "10"}, "0")


def test_hc06_by_default_a_new_credit_says_which_tender_paid_it(book: Book) -> None:
    """60 cash, then 40 from C1; to 80: a credit of 20, out of the newer 40."""
    book.credit("C1", "40")
    book.invoice("A", "100")
    book.pay("P1", "60", on=("A",))
    book.use("P2", exact="40", on=("A",))

    (issued,) = _issued(book.lower("A", to="80", edit="E1"))

    assert issued.funded_by == (Funding(number=2, amount=money("20")),)
    assert issued.generated_by == ("A",)
    assert book.credits() == {"C1": "0", "reduction:E1": "20"}
    assert book.uses() == ["40 of C1 on A by P2"]


def test_hc06_newer_cash_is_what_paid_the_new_credit(book: Book) -> None:
    """40 from C1, then 60 cash; lowered by 70: 60 of the cash, 10 of C1."""
    book.credit("C1", "40")
    book.invoice("A", "100")
    book.pay("P1", "60", on=("A",), exact="40")

    (issued,) = _issued(book.lower("A", to="30", edit="E1"))

    assert issued.funded_by == (
        Funding(number=2, amount=money("60")),
        Funding(number=1, amount=money("10")),
    )
    assert book.credits() == {"C1": "0", "reduction:E1": "70"}


def test_hc06_a_policy_releases_the_applied_credit_instead(book: Book) -> None:
    """60 cash and 40 from C1; to 80: 20 of C1 come home, at its age; no new one."""
    book.credit("C1", "40", date="2026-01-05")
    book.invoice("A", "100")
    book.pay("P1", "60", on=("A",), exact="40")
    before = book.the_credit("C1")

    book.under(Policy(release_credits_first=True)).lower("A", to="80", edit="E1")

    assert book.credits() == {"C1": "20"}
    assert book.uses() == ["20 of C1 on A by P1"]
    assert book.voided_uses() == ["40 of C1 on A by P1"]
    assert book.the_credit("C1").order == before.order
    assert book.dues() == {"A": "0"}
