"""What the journal tells of a command: each event whole, with its cause and figures."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs
import pytest

from credits_core.commands import Command, CorrectReturn, EditCredit, ReleaseHold
from credits_core.credit import FromReduction, FromRemoteMemo, FromReturn
from credits_core.events import (
    ApplicationVoided,
    CreditEdited,
    CreditIssued,
    CreditRetracted,
    Event,
    Funding,
    InvoiceVoided,
    PaymentEdited,
    PaymentVoided,
)
from credits_core.identity import (
    CreditId,
    EditId,
    InvoiceId,
    PaymentId,
    ReturnId,
    UserId,
)
from credits_core.money import Money
from credits_core.rejections import (
    CurrencyMismatch,
    InvoiceIsVoid,
    NotHeld,
    Rejection,
)
from credits_testkit.orders import (
    ACME,
    bounce,
    bring_back,
    cancel,
    cash,
    edit,
    exact,
    grant,
    invoice,
    pay,
    reopen,
    repay,
    revoke,
    unapply,
    usd,
    void,
)
from credits_testkit.telling import refusal, steps, told

from .remote_orders import FIRST_DAY, X, credit_is, memo

A, K, P, R = InvoiceId("A"), CreditId("K"), PaymentId("P"), ReturnId("R")
OF_E, OF_P, OF_R = (
    CreditId(name) for name in ("reduction:E", "overpayment:P", "return:R")
)
BOSS, SYSTEM = UserId("boss"), UserId("system")

LOWERED: Final = CreditIssued(
    credit_id=OF_E,
    origin=FromReduction(A, EditId("E")),
    amount=usd(20),
    opening=usd(0),
    effective_date=date(2026, 1, 3),
    sequence=3,
    number="reduction:E",
    note="",
    generated_by=(A,),
    funded_by=(Funding(number=1, amount=usd(20)),),
    issued_by=SYSTEM,
    caused_by=BOSS,
)
RETURNED: Final = CreditIssued(
    credit_id=OF_R,
    origin=FromReturn(R),
    amount=usd(5),
    opening=usd(0),
    effective_date=date(2026, 1, 1),
    sequence=1,
    number="return:R",
    note="",
    generated_by=(),
    funded_by=(),
    issued_by=SYSTEM,
    caused_by=BOSS,
)
READ_IN: Final = CreditIssued(
    credit_id=X,
    origin=FromRemoteMemo(system="qbo", remote_id="77"),
    amount=usd(5),
    opening=usd(0),
    effective_date=FIRST_DAY,
    sequence=1,
    number="CM 77",
    note="from QBO",
    generated_by=(),
    funded_by=(),
    issued_by=SYSTEM,
    caused_by=BOSS,
)
FEWER: Final = CorrectReturn(
    customer_id=ACME, return_id=R, lines=bring_back("R", 3).lines
)


def _shrank(credit_id: CreditId, minor: int, cause: str) -> CreditRetracted:
    return CreditRetracted(credit_id=credit_id, amount=usd(minor), cause=cause)


def _regranted(minor: int | None, note: str | None) -> EditCredit:
    amount = None if minor is None else usd(minor)
    return EditCredit(customer_id=ACME, credit_id=K, amount=amount, note=note)


@pytest.mark.parametrize(
    ("story", "last"),
    [
        ((invoice("A", 100), pay("P", 100, "A"), edit("E", "A", -20)), LOWERED),
        ((bring_back("R", 5),), RETURNED),
        ((memo(5),), READ_IN),
        ((bring_back("R", 5), reopen("R")), _shrank(OF_R, 5, "return reopened")),
        ((bring_back("R", 5), FEWER), _shrank(OF_R, 2, "return corrected")),
        ((memo(5), credit_is(3)), _shrank(X, 2, "changed in the other system")),
        ((pay("P", 20), repay("P", 15)), _shrank(OF_P, 5, "payment changed")),
        (
            (invoice("A", 100), void("A")),
            InvoiceVoided(invoice_id=A, old_total=usd(100)),
        ),
        (
            (grant("K", 5), _regranted(7, None)),
            CreditEdited(credit_id=K, old_amount=usd(5), amount=usd(7), note=""),
        ),
        (
            (grant("K", 5), _regranted(None, "n"), _regranted(7, None)),
            CreditEdited(credit_id=K, old_amount=usd(5), amount=usd(7), note="n"),
        ),
    ],
    ids=lambda one: type(one).__name__,
)
def test_the_last_event_of_a_story_is_told_whole(
    story: tuple[Command, ...], last: Event
) -> None:
    *_, step = steps(story)

    assert step.entry.events[-1] == last


def test_an_edited_payment_tells_what_it_was_before() -> None:
    *_, step = steps((pay("P", 20), repay("P", 15)))

    assert step.entry.events[0] == PaymentEdited(
        payment_id=P,
        old_amount=usd(20),
        amount=usd(15),
        tenders=cash(15),
        opening=usd(0),
    )


def test_a_bounced_payment_tells_what_the_bank_said() -> None:
    bounced = attrs.evolve(bounce("P"), reason="no funds")

    *_, step = steps((pay("P", 20), bounced))

    assert step.entry.events[0] == PaymentVoided(
        payment_id=P, amount=usd(20), is_reversed=True, reason="no funds"
    )


def test_a_voided_payment_is_not_one_that_bounced() -> None:
    *_, step = steps((pay("P", 20), revoke("P")))

    assert step.entry.events[0] == PaymentVoided(
        payment_id=P, amount=usd(20), is_reversed=False, reason=""
    )


def test_the_uses_of_a_receipt_are_voided_the_newest_first() -> None:
    """The receipt applied a credit to A, then to B; it is voided with its credits."""
    void_all = attrs.evolve(revoke("P"), including_credits=True)
    bills = (grant("K", 9), invoice("A", 2), invoice("B", 3))

    *_, step = steps((*bills, pay("P", 1, "A", "B", credits=exact(4)), void_all))

    voided = [one for one in step.entry.events if isinstance(one, ApplicationVoided)]
    assert [(one.number, one.invoice_id) for one in voided] == [(2, "B"), (1, "A")]


def test_a_credit_that_is_open_again_says_so_plainly() -> None:
    story = (grant("K", 9), invoice("A", 2), pay("P", 0, "A", credits=exact(2)))
    opened = attrs.evolve(unapply("P", "K", "A"), reopen=True)

    book = told(*story, cancel("K"), opened)

    assert book.credits[K].is_cancelled is False


@pytest.mark.parametrize(
    ("story", "command", "refused"),
    [
        (
            (grant("K", 5),),
            ReleaseHold(customer_id=ACME, credit_id=K),
            NotHeld(credit_id=K),
        ),
        (
            (grant("K", 5),),
            EditCredit(customer_id=ACME, credit_id=K, amount=Money(5, "EUR")),
            CurrencyMismatch(what="credit", id="K", currency="USD", expected="EUR"),
        ),
        (
            (pay("P", 5),),
            attrs.evolve(repay("P", 5), amount=Money(5, "EUR")),
            CurrencyMismatch(what="payment", id="P", currency="USD", expected="EUR"),
        ),
        (
            (invoice("A", 5), void("A")),
            edit("E", "A", 1),
            InvoiceIsVoid(invoice_id=A),
        ),
        (
            (invoice("A", 5), void("A")),
            bring_back("R", 1, "A"),
            InvoiceIsVoid(invoice_id=A),
        ),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_refusal_names_what_it_is_about(
    story: tuple[Command, ...], command: Command, refused: Rejection
) -> None:
    assert refusal(told(*story), command) == refused


def test_two_reductions_are_funded_by_the_newest_tenders_in_turn() -> None:
    """30 by credit, then 40 in cash on 70; 25 less, then 25 less again.

    The cash came last: it funds all of the first reduction, 15 of the second, and
    the credit funds 10.
    """
    story = (
        *(grant("K", 30), invoice("A", 70)),
        *(pay("P", 0, "A", credits=exact(30)), pay("Q", 40, "A")),
        *(edit("E1", "A", -25), edit("E2", "A", -25)),
    )

    *_, first, second = steps(story)

    funded = [
        [(one.number, one.amount.minor) for one in _issued(step.entry.events).funded_by]
        for step in (first, second)
    ]
    assert funded == [[(2, 25)], [(2, 15), (1, 10)]]


def _issued(events: tuple[Event, ...]) -> CreditIssued:
    return next(one for one in events if isinstance(one, CreditIssued))
