"""What another system reports is taken over; what does not fit stays visible."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs
import pytest

from credits_core.commands import (
    Command,
    CreditAmount,
    CreditUnused,
    CreditUsed,
    DeleteCredit,
    ImportPayment,
    PaymentAmount,
    ReleaseHold,
)
from credits_core.credit import Credit, FromRemoteMemo, Hold
from credits_core.events import Event
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.payment import Method, Tender
from credits_core.permission import SYSTEM
from credits_core.policy import Differences, Policy
from credits_core.rejections import (
    AdjustThePayment,
    AlreadyCancelled,
    AlreadyDeleted,
    AlreadyRecorded,
    AlreadyVoided,
    CreditIsHeld,
    CurrencyMismatch,
    NonPositiveAmount,
    NotManual,
    Unknown,
)
from credits_testkit.orders import (
    ACME,
    bounce,
    bring_back,
    cancel,
    edit,
    exact,
    grant,
    invoice,
    of_credit,
    pay,
    unapply,
    usd,
)
from credits_testkit.telling import EMPTY, broken_by, kind_of, refusal, step_of, told
from tests.core.remote_orders import (
    FIRST_DAY,
    OF_P,
    X,
    credit_is,
    credit_of,
    invoice_of,
    memo,
    payment_is,
    remote_payment,
    says,
)

REMOTE_WINS: Final = Policy(remote_differences=Differences.REMOTE_WINS)


_GIVEN_UP: Final = cancel("reduction:E")


def _kinds(events: tuple[Event, ...]) -> list[str]:
    return [type(event).__name__ for event in events]


def test_a_memo_keeps_its_age_its_number_and_what_was_used_of_it() -> None:
    """5, of which 2 were used where nobody here looked: 3 are left (HC-77)."""
    assert credit_of(told(memo(5, opening=2))) == Credit(
        id=X,
        origin=FromRemoteMemo("qbo", "77"),
        amount=usd(5),
        used=usd(2),
        cancelled=usd(0),
        deleted=usd(0),
        opening=usd(2),
        effective_date=FIRST_DAY,
        sequence=1,
        number="CM 77",
        note="from QBO",
        generated_by=(),
        issued_by=SYSTEM,
        caused_by=credit_of(told(memo())).caused_by,
        revision=1,
    )


def test_a_memo_that_says_little_is_of_today_and_called_by_its_id() -> None:
    bare = attrs.evolve(memo(), effective_date=None, number="", note="")

    credit = credit_of(told(invoice("A", 1), bare))

    assert (credit.effective_date, credit.number) == (date(2026, 1, 2), X)
    assert credit.available == usd(5)


@pytest.mark.parametrize(
    ("start", "command", "answer"),
    [
        (EMPTY, memo(0), NonPositiveAmount(what="amount", amount=usd(0))),
        (told(memo()), memo(6), AlreadyRecorded(what="credit", id="X")),
        (EMPTY, remote_payment(0), NonPositiveAmount(what="tender", amount=usd(0))),
        (EMPTY, remote_payment(5, "A"), Unknown(what="invoice", id="A")),
        (EMPTY, remote_payment(5, A=1), Unknown(what="invoice", id="A")),
        (
            told(remote_payment()),
            remote_payment(),
            AlreadyRecorded(what="payment", id="P"),
        ),
        (EMPTY, credit_is(1), Unknown(what="credit", id="X")),
        (EMPTY, payment_is(1), Unknown(what="payment", id="P")),
        (told(remote_payment(), bounce("P")), payment_is(1), None),
        (
            EMPTY,
            says(CreditUnused(PaymentId("P"), X, InvoiceId("A"))),
            Unknown(what="credit", id="X"),
        ),
    ],
    ids=kind_of,
)
def test_what_cannot_be_a_fact_here_is_refused(
    start: Ledger, command: Command, answer: object
) -> None:
    expected = answer or AlreadyVoided(what="payment", id="P")

    assert refusal(start, command) == expected


def test_dollars_are_not_taken_for_euros() -> None:
    euros = Money(1, "EUR")
    ledger = told(invoice("A", 9), memo(), remote_payment())
    paid = ImportPayment(
        customer_id=ACME,
        payment_id=PaymentId("Q"),
        system="qbo",
        tenders=(Tender(Method.CASH, euros),),
        invoices=(InvoiceId("A"),),
    )
    for command, what, name, currency, expected in (
        (paid, "invoice", "A", "USD", "EUR"),
        (says(CreditAmount(X, euros)), "credit", "X", "USD", "EUR"),
        (says(PaymentAmount(PaymentId("P"), euros)), "payment", "P", "USD", "EUR"),
    ):
        assert refusal(ledger, command) == CurrencyMismatch(
            what=what, id=name, currency=currency, expected=expected
        )


@pytest.mark.parametrize(
    ("story", "of", "answer"),
    [
        (
            (pay("Q", 5),),
            CreditId("overpayment:Q"),
            AdjustThePayment(
                credit_id=CreditId("overpayment:Q"), payment_id=PaymentId("Q")
            ),
        ),
        (
            (remote_payment(),),
            OF_P,
            AdjustThePayment(credit_id=OF_P, payment_id=PaymentId("P")),
        ),
        (
            (invoice("A", 5), pay("Q", 5, "A"), edit("E", "A", -2)),
            CreditId("reduction:E"),
            NotManual(credit_id=CreditId("reduction:E")),
        ),
        (
            (invoice("A", 5), pay("Q", 5, "A"), edit("E", "A", -2), _GIVEN_UP),
            CreditId("reduction:E"),
            NotManual(credit_id=CreditId("reduction:E")),
        ),
        ((memo(), cancel("X")), X, AlreadyCancelled(credit_id=X)),
        (
            (memo(), DeleteCredit(customer_id=ACME, credit_id=X)),
            X,
            AlreadyDeleted(credit_id=X),
        ),
    ],
    ids=[
        *("overpayment", "unapplied", "reduction", "cancelled reduction"),
        *("cancelled", "deleted"),
    ],
)
def test_a_remote_amount_is_not_taken_for_a_credit_that_has_none(
    story: tuple[Command, ...], of: CreditId, answer: object
) -> None:
    assert refusal(told(*story), credit_is(1, of)) == answer


@pytest.mark.parametrize(
    ("amount", "kinds"),
    [(7, ["CreditGrew"]), (5, []), (3, ["CreditRetracted"]), (0, ["CreditRetracted"])],
)
@pytest.mark.parametrize("credit_id", [X, CreditId("K"), CreditId("return:R")])
def test_an_unused_credit_follows_what_the_other_system_says(
    credit_id: CreditId, amount: int, kinds: list[str]
) -> None:
    before = told(memo(), grant("K", 5), bring_back("R", 5))

    step = step_of(before, credit_is(amount, credit_id))

    credit = credit_of(step.after, credit_id)
    assert (credit.amount, credit.available, credit.hold) == (
        usd(amount),
        usd(amount),
        None,
    )
    assert _kinds(step.entry.events) == kinds
    assert broken_by(step) == set()


USED: Final = (invoice("A", 9), memo(5, opening=1), pay("Q", 0, "A", credits=exact(3)))
"""5, of which 1 was used before and 3 are on A."""


def test_a_credit_below_what_is_used_of_it_is_held_in_conflict() -> None:
    """The other system says 2, and 4 are used: 4 stay, and the 2 stay visible."""
    step = step_of(told(*USED), credit_is(2))

    assert credit_of(step.after) == attrs.evolve(
        credit_of(step.before),
        amount=usd(4),
        hold=Hold.CONFLICT,
        remote_amount=usd(2),
        revision=credit_of(step.before).revision + 2,
    )
    assert invoice_of(step.after).due == usd(6)
    assert broken_by(step) == set()


@pytest.mark.parametrize(
    ("decision", "left"),
    [(ReleaseHold(customer_id=ACME, credit_id=X), 0), (credit_is(6), 1)],
    ids=["somebody decides", "the other system agrees again"],
)
def test_a_credit_in_conflict_pays_nothing_until_it_is_over(
    decision: Command, left: int
) -> None:
    """All 5 are used; the other system says 3, and then perhaps 6 after all."""
    held = told(*USED, pay("Q1", 0, "A", credits=exact(1)), credit_is(3))

    refused = refusal(held, pay("Q2", 0, "A", credits=of_credit("X", 1)))
    over = told(decision, start=held)

    assert refused == CreditIsHeld(credit_id=X, hold=Hold.CONFLICT)
    assert (credit_of(over).hold, credit_of(over).remote_amount) == (None, None)
    assert credit_of(over).available == usd(left)


def test_a_credit_still_in_conflict_only_shows_the_new_amount() -> None:
    """4 are used; first 2 are said to be there, then 3: still 1 too little."""
    before = told(*USED, credit_is(2))

    step = step_of(before, credit_is(3))

    assert _kinds(step.entry.events) == ["CreditHeld"]
    assert credit_of(step.after) == attrs.evolve(
        credit_of(before), remote_amount=usd(3), revision=credit_of(before).revision + 1
    )


@pytest.mark.parametrize("policy", [Policy(), REMOTE_WINS], ids=["hold", "remote wins"])
def test_what_was_given_up_of_a_credit_stays_in_its_amount(policy: Policy) -> None:
    """Of 5, 2 were cancelled; the use of 3 came home. 1 is said to be there: 2 are."""
    reopened = attrs.evolve(unapply("Q", "K", "A"), reopen=True)
    before = told(
        *(invoice("A", 3), grant("K", 5), pay("Q", 0, "A", credits=exact(3))),
        *(cancel("K"), reopened),
    )

    step = step_of(before, credit_is(1, CreditId("K")), policy=policy)

    credit = credit_of(step.after, CreditId("K"))
    assert (credit.amount, credit.cancelled, credit.remote_amount) == (
        usd(2),
        usd(2),
        usd(1),
    )
    assert broken_by(step) == set()


def test_a_policy_lets_the_other_system_win() -> None:
    """It says 2: 1 was used before, so that 1 of the 3 on A can stay."""
    step = step_of(told(*USED), credit_is(2), policy=REMOTE_WINS)

    credit = credit_of(step.after)
    assert (credit.amount, credit.used, credit.hold) == (usd(2), usd(2), None)
    assert invoice_of(step.after).due == usd(8)
    assert broken_by(step) == set()


@pytest.mark.parametrize("policy", [Policy(), REMOTE_WINS], ids=["hold", "remote wins"])
def test_a_credit_deleted_elsewhere_takes_its_uses_along(policy: Policy) -> None:
    """Nothing is left on A; 1 that was used before cannot be taken back (HC-75)."""
    step = step_of(told(*USED), credit_is(0), policy=policy)

    credit = credit_of(step.after)
    assert (credit.amount, credit.used) == (usd(1), usd(1))
    assert (credit.hold, credit.remote_amount) == (Hold.CONFLICT, usd(0))
    assert invoice_of(step.after).due == usd(9)
    assert broken_by(step) == set()


def test_an_application_made_elsewhere_is_a_receipt_of_nothing_here() -> None:
    used = CreditUsed(PaymentId("Q"), X, InvoiceId("A"), usd(3))
    before = told(invoice("A", 4), memo())

    after = told(says(used), start=before)
    undone = told(
        says(CreditUnused(used.payment_id, used.credit_id, used.invoice_id)),
        start=after,
    )

    assert after.payments[PaymentId("Q")].amount == usd(0)
    assert [invoice_of(one).due for one in (before, after, undone)] == [
        usd(4),
        usd(1),
        usd(4),
    ]
    assert [credit_of(one).available for one in (after, undone)] == [usd(2), usd(5)]


def test_an_application_is_taken_back_once_and_only_if_it_was_made() -> None:
    unused = says(CreditUnused(PaymentId("Q"), X, InvoiceId("A")))
    never = told(invoice("A", 4), memo())
    once = told(pay("Q", 0, "A", credits=exact(3)), unused, start=never)

    assert refusal(never, unused) == Unknown(what="application", id="Q → X → A")
    assert refusal(once, unused) == AlreadyVoided(what="application", id="Q → X → A")
