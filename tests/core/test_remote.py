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
    ImportChange,
    ImportCredit,
    ImportPayment,
    PaymentAmount,
    ReleaseHold,
    RemoteAllocation,
    RemoteChange,
)
from credits_core.credit import Credit, FromRemoteMemo, FromRemotePayment, Hold
from credits_core.events import Event
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.invoice import Invoice
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.payment import Method, Payment, Tender
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
from tests.core.stories import (
    EMPTY,
    bounce,
    bring_back,
    broken_by,
    cancel,
    exact,
    grant,
    kind_of,
    of_credit,
    pay,
    refusal,
    step_of,
    told,
    unapply,
    void,
)
from tests.core.worlds import ACME, cash, edit, invoice, usd

X: Final = CreditId("X")
OF_P: Final = CreditId("qbo_unapplied:P")
REMOTE_WINS: Final = Policy(remote_differences=Differences.REMOTE_WINS)
_GIVEN_UP: Final = cancel("reduction:E")
FIRST_DAY: Final = date(2025, 11, 3)


def _memo(minor: int = 5, opening: int | None = None) -> ImportCredit:
    return ImportCredit(
        customer_id=ACME,
        credit_id=X,
        system="qbo",
        remote_id="77",
        amount=usd(minor),
        opening=None if opening is None else usd(opening),
        effective_date=FIRST_DAY,
        number="CM 77",
        note="from QBO",
    )


def _payment(
    minor: int = 5,
    *also: str,
    opening: int | None = None,
    on: date | None = None,
    **allocated: int,
) -> ImportPayment:
    return ImportPayment(
        customer_id=ACME,
        payment_id=PaymentId("P"),
        system="qbo",
        tenders=(Tender(Method.CHECK, usd(minor)),),
        allocations=tuple(
            RemoteAllocation(invoice_id=InvoiceId(name), amount=usd(part))
            for name, part in allocated.items()
        ),
        invoices=tuple(map(InvoiceId, also)),
        opening=None if opening is None else usd(opening),
        date=on,
    )


def _says(change: RemoteChange) -> ImportChange:
    return ImportChange(customer_id=ACME, change=change)


def _credit_is(minor: int, credit_id: CreditId = X) -> ImportChange:
    return _says(CreditAmount(credit_id, usd(minor)))


def _payment_is(minor: int, name: str = "P") -> ImportChange:
    return _says(PaymentAmount(PaymentId(name), usd(minor)))


def _credit(ledger: Ledger, credit_id: CreditId = X) -> Credit:
    return ledger.credits[credit_id]


def _invoice(ledger: Ledger, name: str = "A") -> Invoice:
    return ledger.invoices[InvoiceId(name)]


def _kinds(events: tuple[Event, ...]) -> list[str]:
    return [type(event).__name__ for event in events]


def test_a_memo_keeps_its_age_its_number_and_what_was_used_of_it() -> None:
    """5, of which 2 were used where nobody here looked: 3 are left (HC-77)."""
    assert _credit(told(_memo(5, opening=2))) == Credit(
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
        caused_by=_credit(told(_memo())).caused_by,
        revision=1,
    )


def test_a_memo_that_says_little_is_of_today_and_called_by_its_id() -> None:
    bare = attrs.evolve(_memo(), effective_date=None, number="", note="")

    credit = _credit(told(invoice("A", 1), bare))

    assert (credit.effective_date, credit.number) == (date(2026, 1, 2), X)
    assert credit.available == usd(5)


@pytest.mark.parametrize(
    ("start", "command", "answer"),
    [
        (EMPTY, _memo(0), NonPositiveAmount(what="amount", amount=usd(0))),
        (told(_memo()), _memo(6), AlreadyRecorded(what="credit", id="X")),
        (EMPTY, _payment(0), NonPositiveAmount(what="tender", amount=usd(0))),
        (EMPTY, _payment(5, "A"), Unknown(what="invoice", id="A")),
        (EMPTY, _payment(5, A=1), Unknown(what="invoice", id="A")),
        (told(_payment()), _payment(), AlreadyRecorded(what="payment", id="P")),
        (EMPTY, _credit_is(1), Unknown(what="credit", id="X")),
        (EMPTY, _payment_is(1), Unknown(what="payment", id="P")),
        (told(_payment(), bounce("P")), _payment_is(1), None),
        (
            EMPTY,
            _says(CreditUnused(PaymentId("P"), X, InvoiceId("A"))),
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
    ledger = told(invoice("A", 9), _memo(), _payment())
    paid = ImportPayment(
        customer_id=ACME,
        payment_id=PaymentId("Q"),
        system="qbo",
        tenders=(Tender(Method.CASH, euros),),
        invoices=(InvoiceId("A"),),
    )
    for command, what, name, currency, expected in (
        (paid, "invoice", "A", "USD", "EUR"),
        (_says(CreditAmount(X, euros)), "credit", "X", "USD", "EUR"),
        (_says(PaymentAmount(PaymentId("P"), euros)), "payment", "P", "USD", "EUR"),
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
            (_payment(),),
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
        ((_memo(), cancel("X")), X, AlreadyCancelled(credit_id=X)),
        (
            (_memo(), DeleteCredit(customer_id=ACME, credit_id=X)),
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
    assert refusal(told(*story), _credit_is(1, of)) == answer


@pytest.mark.parametrize(
    ("amount", "kinds"),
    [(7, ["CreditGrew"]), (5, []), (3, ["CreditRetracted"]), (0, ["CreditRetracted"])],
)
@pytest.mark.parametrize("credit_id", [X, CreditId("K"), CreditId("return:R")])
def test_an_unused_credit_follows_what_the_other_system_says(
    credit_id: CreditId, amount: int, kinds: list[str]
) -> None:
    before = told(_memo(), grant("K", 5), bring_back("R", 5))

    step = step_of(before, _credit_is(amount, credit_id))

    credit = _credit(step.after, credit_id)
    assert (credit.amount, credit.available, credit.hold) == (
        usd(amount),
        usd(amount),
        None,
    )
    assert _kinds(step.entry.events) == kinds
    assert broken_by(step) == set()


USED: Final = (invoice("A", 9), _memo(5, opening=1), pay("Q", 0, "A", credits=exact(3)))
"""5, of which 1 was used before and 3 are on A."""


def test_a_credit_below_what_is_used_of_it_is_held_in_conflict() -> None:
    """The other system says 2, and 4 are used: 4 stay, and the 2 stay visible."""
    step = step_of(told(*USED), _credit_is(2))

    assert _credit(step.after) == attrs.evolve(
        _credit(step.before),
        amount=usd(4),
        hold=Hold.CONFLICT,
        remote_amount=usd(2),
        revision=_credit(step.before).revision + 2,
    )
    assert _invoice(step.after).due == usd(6)
    assert broken_by(step) == set()


@pytest.mark.parametrize(
    ("decision", "left"),
    [(ReleaseHold(customer_id=ACME, credit_id=X), 0), (_credit_is(6), 1)],
    ids=["somebody decides", "the other system agrees again"],
)
def test_a_credit_in_conflict_pays_nothing_until_it_is_over(
    decision: Command, left: int
) -> None:
    """All 5 are used; the other system says 3, and then perhaps 6 after all."""
    held = told(*USED, pay("Q1", 0, "A", credits=exact(1)), _credit_is(3))

    refused = refusal(held, pay("Q2", 0, "A", credits=of_credit("X", 1)))
    over = told(decision, start=held)

    assert refused == CreditIsHeld(credit_id=X, hold=Hold.CONFLICT)
    assert (_credit(over).hold, _credit(over).remote_amount) == (None, None)
    assert _credit(over).available == usd(left)


def test_a_credit_still_in_conflict_only_shows_the_new_amount() -> None:
    """4 are used; first 2 are said to be there, then 3: still 1 too little."""
    before = told(*USED, _credit_is(2))

    step = step_of(before, _credit_is(3))

    assert _kinds(step.entry.events) == ["CreditHeld"]
    assert _credit(step.after) == attrs.evolve(
        _credit(before), remote_amount=usd(3), revision=_credit(before).revision + 1
    )


@pytest.mark.parametrize("policy", [Policy(), REMOTE_WINS], ids=["hold", "remote wins"])
def test_what_was_given_up_of_a_credit_stays_in_its_amount(policy: Policy) -> None:
    """Of 5, 2 were cancelled; the use of 3 came home. 1 is said to be there: 2 are."""
    reopened = attrs.evolve(unapply("Q", "K", "A"), reopen=True)
    before = told(
        *(invoice("A", 3), grant("K", 5), pay("Q", 0, "A", credits=exact(3))),
        *(cancel("K"), reopened),
    )

    step = step_of(before, _credit_is(1, CreditId("K")), policy=policy)

    credit = _credit(step.after, CreditId("K"))
    assert (credit.amount, credit.cancelled, credit.remote_amount) == (
        usd(2),
        usd(2),
        usd(1),
    )
    assert broken_by(step) == set()


def test_a_policy_lets_the_other_system_win() -> None:
    """It says 2: 1 was used before, so that 1 of the 3 on A can stay."""
    step = step_of(told(*USED), _credit_is(2), policy=REMOTE_WINS)

    credit = _credit(step.after)
    assert (credit.amount, credit.used, credit.hold) == (usd(2), usd(2), None)
    assert _invoice(step.after).due == usd(8)
    assert broken_by(step) == set()


@pytest.mark.parametrize("policy", [Policy(), REMOTE_WINS], ids=["hold", "remote wins"])
def test_a_credit_deleted_elsewhere_takes_its_uses_along(policy: Policy) -> None:
    """Nothing is left on A; 1 that was used before cannot be taken back (HC-75)."""
    step = step_of(told(*USED), _credit_is(0), policy=policy)

    credit = _credit(step.after)
    assert (credit.amount, credit.used) == (usd(1), usd(1))
    assert (credit.hold, credit.remote_amount) == (Hold.CONFLICT, usd(0))
    assert _invoice(step.after).due == usd(9)
    assert broken_by(step) == set()


def test_an_imported_payment_is_where_the_other_system_put_it() -> None:
    """10: 2 on A, 1 on what nobody here knows, and the rest waits for B too."""
    ledger = told(invoice("A", 2), invoice("B", 3), _payment(10, "B", opening=1, A=2))

    assert ledger.payments[PaymentId("P")] == Payment(
        id=PaymentId("P"),
        date=date(2026, 1, 3),
        sequence=3,
        tenders=(Tender(Method.CHECK, usd(10)),),
        invoices=(InvoiceId("A"), InvoiceId("B")),
        amount=usd(10),
        allocated=usd(5),
        opening=usd(1),
        system="qbo",
    )
    assert _credit(ledger, OF_P).origin == FromRemotePayment("qbo", PaymentId("P"))
    assert _credit(ledger, OF_P).amount == usd(4)
    assert [_invoice(ledger, name).due for name in "AB"] == [usd(0), usd(0)]


def test_an_allocation_above_what_is_due_is_cut_and_the_rest_is_its_credit() -> None:
    """B is void and takes nothing; A takes the 2 that it needs."""
    ledger = told(invoice("A", 2), invoice("B", 3), void("B"), _payment(10, A=6, B=3))

    assert [one.amount for one in ledger.allocations.values()] == [usd(2)]
    assert _credit(ledger, OF_P).available == usd(8)


def test_a_payment_typed_in_on_both_sides_is_held_until_somebody_decides() -> None:
    """It pays nothing at first, not even its own invoice when that is raised."""
    day = date(2026, 1, 2)
    story = (invoice("A", 3), pay("Q", 5, "A", on=day), _payment(5, "A", on=day))
    before = told(*story)
    raised = told(edit("E", "A", 4), start=before)
    released = told(ReleaseHold(customer_id=ACME, credit_id=OF_P), start=raised)

    held = _credit(before, OF_P)
    assert (held.hold, held.available) == (Hold.POSSIBLE_DUPLICATE, usd(5))
    assert before.payments[PaymentId("P")].possible_duplicate_of == "Q"
    assert [_invoice(one).due for one in (raised, released)] == [usd(2), usd(0)]
    assert _credit(released, OF_P).available == usd(3)


def test_what_two_systems_know_is_no_duplicate_of_what_one_knows_twice() -> None:
    """Two payments of one day and amount from the same system are told apart there."""
    day = date(2026, 1, 2)
    first, second = _payment(5, on=day), _payment(5, on=day)
    second = attrs.evolve(second, payment_id=PaymentId("P2"))
    third = attrs.evolve(second, payment_id=PaymentId("P3"), system="xero")

    ledger = told(first, second, third)

    assert {p.id: p.possible_duplicate_of for p in ledger.payments.values()} == {
        "P": None,
        "P2": None,
        "P3": "P2",
    }


@pytest.mark.parametrize(
    ("others", "like"),
    [
        ((pay("Q", 5, on=date(2026, 1, 2)),), "Q"),
        ((pay("Q", 5, on=date(2026, 1, 2)), pay("R", 5, on=date(2026, 1, 2))), "R"),
        ((pay("Q", 5, on=date(2026, 1, 3)),), None),
        ((pay("Q", 4, on=date(2026, 1, 2)),), None),
        ((pay("Q", 5, on=date(2026, 1, 2)), bounce("Q")), None),
    ],
    ids=["one", "the newest of two", "another day", "another amount", "a void one"],
)
def test_only_the_same_amount_of_the_same_day_is_alike(
    others: tuple[Command, ...], like: str | None
) -> None:
    ledger = told(*others, _payment(5, on=date(2026, 1, 2)))

    assert ledger.payments[PaymentId("P")].possible_duplicate_of == like


def test_a_possible_duplicate_that_left_nothing_has_nothing_to_hold() -> None:
    day = date(2026, 1, 2)
    story = (invoice("A", 9), pay("Q", 4, "A", on=day), _payment(4, A=4, on=day))

    ledger = told(*story)

    assert ledger.payments[PaymentId("P")].possible_duplicate_of == "Q"
    assert ledger.credits == {}


@pytest.mark.parametrize(
    ("amount", "due", "left", "opening"),
    [(9, 0, 4, 2), (5, 0, 0, 2), (4, 1, 0, 2), (2, 3, 0, 2), (1, 3, 0, 1)],
)
def test_a_payment_follows_what_the_other_system_says(
    amount: int, due: int, left: int, opening: int
) -> None:
    """6, of which 2 were spent before, 3 are on A, and 1 is left."""
    before = told(invoice("A", 3), _payment(6, opening=2, A=3))

    step = step_of(before, _payment_is(amount))

    payment = step.after.payments[PaymentId("P")]
    assert (payment.amount, payment.opening) == (usd(amount), usd(opening))
    assert _invoice(step.after).due == usd(due)
    assert _credit(step.after, OF_P).available == usd(left)
    assert broken_by(step) == set()


@pytest.mark.parametrize(("name", "due"), [("P", [2, 1, 0]), ("Q", [0, 1, 2])])
def test_a_payment_voided_elsewhere_takes_what_it_paid_along(
    name: str, due: list[int]
) -> None:
    """P, read in, paid A and 1 of B; Q, received here, paid C and the other 1."""
    before = told(
        *(invoice("A", 2), invoice("B", 2), invoice("C", 2)),
        *(_payment(3, A=2), pay("Q", 3, "C"), pay("R", 0, "B", credits=exact(2))),
    )

    step = step_of(before, _payment_is(0, name))

    payment = step.after.payments[PaymentId(name)]
    assert (payment.is_void, payment.is_reversed) == (True, True)
    assert [_invoice(step.after, one).due.minor for one in "ABC"] == due
    assert broken_by(step) == set()


def test_an_application_made_elsewhere_is_a_receipt_of_nothing_here() -> None:
    used = CreditUsed(PaymentId("Q"), X, InvoiceId("A"), usd(3))
    before = told(invoice("A", 4), _memo())

    after = told(_says(used), start=before)
    undone = told(
        _says(CreditUnused(used.payment_id, used.credit_id, used.invoice_id)),
        start=after,
    )

    assert after.payments[PaymentId("Q")].amount == usd(0)
    assert [_invoice(one).due for one in (before, after, undone)] == [
        usd(4),
        usd(1),
        usd(4),
    ]
    assert [_credit(one).available for one in (after, undone)] == [usd(2), usd(5)]


def test_an_application_is_taken_back_once_and_only_if_it_was_made() -> None:
    unused = _says(CreditUnused(PaymentId("Q"), X, InvoiceId("A")))
    never = told(invoice("A", 4), _memo())
    once = told(pay("Q", 0, "A", credits=exact(3)), unused, start=never)

    assert refusal(never, unused) == Unknown(what="application", id="Q → X → A")
    assert refusal(once, unused) == AlreadyVoided(what="application", id="Q → X → A")


def test_several_tenders_of_a_payment_are_one_amount() -> None:
    two = attrs.evolve(_payment(), tenders=(*cash(2), *cash(3)))

    assert told(two).payments[PaymentId("P")].amount == usd(5)
