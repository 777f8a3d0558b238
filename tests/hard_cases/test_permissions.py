"""Hard cases 79 and 80: who may apply, and in whose name the system issues."""

from __future__ import annotations

from credits_core.commands import Mode
from credits_core.permission import Permission
from credits_core.policy import Policy
from credits_core.rejections import NotPermitted

from .book import Book
from .documents import goods


def _ready_to_pay(book: Book) -> None:
    book.credit("C1", "50")
    book.invoice("A", "50")


def test_hc79_whoever_receives_payments_may_apply_credits(book: Book) -> None:
    """By default the one right includes the other."""
    _ready_to_pay(book)
    clerk = book.by("ben", Permission.RECEIVE_PAYMENTS)

    clerk.use("P1", exact="50", on=("A",))

    assert book.dues() == {"A": "0"}


def test_hc79_a_policy_makes_applying_a_right_of_its_own(book: Book) -> None:
    """Kept apart: money may be received, credits not applied, until both are held."""
    _ready_to_pay(book)
    apart = book.under(Policy(receiving_includes_applying=False))
    clerk = apart.by("ben", Permission.RECEIVE_PAYMENTS)
    both = apart.by("eva", Permission.RECEIVE_PAYMENTS, Permission.APPLY_CREDITS)

    exact = clerk.refused.use("P1", exact="20", on=("A",))
    fill = clerk.refused.pay("P1", "20", on=("A",), fill=True)
    clerk.pay("P1", "20", on=("A",))
    both.use("P2", exact="30", on=("A",))

    missing = NotPermitted(missing=(Permission.APPLY_CREDITS,))
    assert (exact, fill) == (missing, missing)
    assert book.dues() == {"A": "0"}


def test_hc79_applying_alone_receives_no_payments(book: Book) -> None:
    """A receipt of 0 is a receipt."""
    _ready_to_pay(book)

    refusal = book.by("ben", Permission.APPLY_CREDITS).refused.use("P1", on=("A",))

    assert refusal == NotPermitted(missing=(Permission.RECEIVE_PAYMENTS,))


def test_hc80_the_system_issues_the_credit_on_behalf_of_the_user(book: Book) -> None:
    """Ben may only edit invoices: the credit is the system's, caused by Ben."""
    book.invoice("A", "100")
    book.pay("P1", "100", on=("A",))

    entry = book.by("ben", Permission.EDIT_INVOICES).lower("A", to="80", edit="E1")

    credit = book.the_credit("reduction:E1")
    assert (credit.issued_by, credit.caused_by) == ("system", "ben")
    assert entry.user_id == "ben"


def test_hc80_an_overpayment_is_issued_by_the_system_as_well(book: Book) -> None:
    """Ben may only receive payments."""
    book.invoice("A", "100")

    book.by("ben", Permission.RECEIVE_PAYMENTS).pay("P1", "120", on=("A",))

    credit = book.the_credit("overpayment:P1")
    assert (credit.issued_by, credit.caused_by) == ("system", "ben")


def test_hc80_a_manual_credit_is_its_user_s_own(book: Book) -> None:
    """Anna grants it herself; nobody else caused it."""
    book.credit("C1", "50")

    credit = book.the_credit("C1")

    assert (credit.issued_by, credit.caused_by) == ("anna", None)


def test_hc80_a_return_needs_the_right_to_create_credits(book: Book) -> None:
    """Completing returns is not enough, unless returns issue no credits."""
    clerk = book.by("ben", Permission.COMPLETE_RETURNS)

    refusal = clerk.refused.bring_back("R1", goods("1", value="5"))
    without = clerk.under(Policy(returns_issue_credits=False))
    without.bring_back("R1", goods("1", value="5"))

    assert refusal == NotPermitted(missing=(Permission.CREATE_CREDITS,))
    assert book.credits() == {}


def test_hc80_what_follows_needs_only_the_right_to_its_cause(book: Book) -> None:
    """A claw-back needs the right to edit, a cascade the right to receive."""
    book.invoice("A", "100")
    book.pay("P1", "120", on=("A",))
    book.lower("A", to="80", edit="E1")
    book.invoice("B", "40")
    book.use("P2", exact="40", on=("B",))

    book.by("ben", Permission.EDIT_INVOICES).increase("A", to="100", edit="E2")
    book.by("eva", Permission.RECEIVE_PAYMENTS).void_payment("P1", mode=Mode.CASCADE)

    assert book.dues() == {"A": "100", "B": "40"}


def test_hc80_cancel_and_revert_needs_the_right_to_edit_credits(book: Book) -> None:
    """Whoever may apply and receive may not cancel."""
    _ready_to_pay(book)
    book.use("P1", exact="50", on=("A",))
    clerk = book.by("ben", Permission.RECEIVE_PAYMENTS, Permission.APPLY_CREDITS)

    refusal = clerk.refused.cancel_and_revert("C1")
    book.by("eva", Permission.EDIT_CREDITS).cancel_and_revert("C1")

    assert refusal == NotPermitted(missing=(Permission.EDIT_CREDITS,))
    assert book.dues() == {"A": "50"}
