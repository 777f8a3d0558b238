"""What only a whole value shows: each line, entry and refusal with all its fields."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

import attrs
import pytest
from typing_extensions import override

from credits_core.codec import codec_of
from credits_core.commands import CreditAmount, LineChange, Mode
from credits_core.cutting import cut
from credits_core.decide import decide
from credits_core.desk import Desk, Order
from credits_core.events import (
    ApplicationVoided,
    CreditApplied,
    CreditIssued,
    ForfeitShrank,
    Funding,
)
from credits_core.exact import QUANTITY_MAX_MICROS, Quantity
from credits_core.footprint import footprint
from credits_core.identity import (
    CreditId,
    CustomerId,
    InvoiceId,
    LineId,
    PaymentId,
    ReturnId,
    UserId,
)
from credits_core.invoice import InvoiceLine, LineKind
from credits_core.laws import Violation, state_violations
from credits_core.ledger import Ledger, Scope
from credits_core.money import Money
from credits_core.parts import (
    APayment,
    AppliedBy,
    AReturn,
    OldestCredits,
    OutsideFootprintError,
    Part,
    TendersOn,
)
from credits_core.permission import EVERYTHING, SystemActor
from credits_core.policy import Ban, Policy
from credits_core.rejections import (
    AlreadyRecorded,
    CreditInUse,
    CurrencyMismatch,
)
from credits_core.weighing import joined
from credits_core.wire import text_of
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.gallery.lawless.retold import voided, with_events
from credits_testkit.occasions import BEGIN, BOSS, occasion
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
    reopen,
    repay,
    revoke,
    usd,
)
from credits_testkit.passing import Passing
from credits_testkit.telling import broken_by, refusal, step_of, steps, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credits_core.commands import Command
    from credits_core.entry import Answer
    from credits_core.events import Event
    from credits_core.parts import Footprint

A, B = InvoiceId("A"), InvoiceId("B")
C, K, P, R = InvoiceId("C"), CreditId("K"), PaymentId("P"), ReturnId("R")
OTHER = CustomerId("OTHER")
TRANSITIVE = Policy(ban=Ban.TRANSITIVE)


def _events(*story: Command) -> tuple[Event, ...]:
    *_, step = steps(story)
    return step.entry.events


def test_a_line_that_an_edit_adds_is_kept_whole() -> None:
    added = LineChange(
        line_id=LineId("2"),
        amount=usd(7),
        quantity=Quantity.of(2),
        product="delivery",
        unit_price=Quantity.of(3),
        kind=LineKind.CHARGE,
    )

    book = told(invoice("A", 5), attrs.evolve(edit("E", "A", 1), changes=(added,)))

    assert book.lines[A][LineId("2")] == InvoiceLine(
        id=LineId("2"),
        amount=usd(7),
        quantity=Quantity.of(2),
        product="delivery",
        unit_price=Quantity.of(3),
        kind=LineKind.CHARGE,
    )


def test_a_line_may_hold_as_much_as_there_may_be() -> None:
    most = LineChange(
        line_id=LineId("2"), amount=usd(7), quantity=Quantity(QUANTITY_MAX_MICROS)
    )

    book = told(invoice("A", 5), attrs.evolve(edit("E", "A", 1), changes=(most,)))

    assert book.lines[A][LineId("2")].quantity == Quantity(QUANTITY_MAX_MICROS)


def test_an_edit_in_another_currency_names_the_invoice() -> None:
    euros = LineChange(line_id=LineId("2"), amount=Money(7, "EUR"))
    command = attrs.evolve(edit("E", "A", 1), changes=(euros,))

    assert refusal(told(invoice("A", 5)), command) == CurrencyMismatch(
        what="invoice", id="A", currency="USD", expected="EUR"
    )


def test_a_return_of_somebody_else_is_already_recorded() -> None:
    taken = Ledger(customer_id=ACME, elsewhere={AReturn(R): OTHER})

    assert refusal(taken, bring_back("R", 1)) == AlreadyRecorded(what="return", id="R")


def test_what_a_forfeit_counted_funds_no_other_reduction() -> None:
    """50, then 20 on 70; 20 less is written off, then 10 less is of the first 50."""
    paid = (invoice("A", 70), pay("P", 50, "A"), pay("Q", 20, "A"))
    lowered = (edit("E1", "A", -20), cancel("reduction:E1"), edit("E2", "A", -10))

    issued = [one for one in _events(*paid, *lowered) if isinstance(one, CreditIssued)]

    assert [one.funded_by for one in issued] == [
        (Funding(number=1, amount=usd(10)),),
    ]


@pytest.mark.parametrize(("left", "shrunk"), [(20, []), (19, [1])])
def test_a_forfeit_shrinks_by_what_is_missing_behind_it(
    left: int, shrunk: list[int]
) -> None:
    """20 are written off and backed by the 70 on A; of these *left* stay."""
    written_off = (edit("E", "A", -20), cancel("reduction:E"))

    events = _events(
        invoice("A", 70), pay("P", 70, "A"), *written_off, repay("P", left)
    )

    assert [one for one in events if isinstance(one, ForfeitShrank)] == [
        ForfeitShrank(credit_id=CreditId("reduction:E"), amount=usd(minor))
        for minor in shrunk
    ]


def test_the_remainder_of_a_use_has_the_next_number() -> None:
    """3 of the 5 that P overpaid are on B; P was only 2, and 2 stay on B."""
    events = _events(
        pay("P", 5), invoice("B", 3), pay("Q", 0, "B", credits=exact(3)), repay("P", 2)
    )

    assert [one for one in events if isinstance(one, CreditApplied)] == [
        CreditApplied(
            number=2,
            payment_id=PaymentId("Q"),
            credit_id=CreditId("overpayment:P"),
            invoice_id=B,
            amount=usd(2),
            date=occasion(2).today,
            remainder_of=1,
        )
    ]


@pytest.mark.parametrize("received", [10, 12])
def test_there_is_no_floor_where_the_payments_credit_is_not_in_use(
    received: int,
) -> None:
    """B has 3 of what A no longer needs; P pays A, and has a credit of 2 or none."""
    book = told(
        *(invoice("A", 10), pay("P", received, "A"), edit("E", "A", -6)),
        *(invoice("B", 3), pay("Q", 0, "B", credits=of_credit("reduction:E", 3))),
    )

    refused = refusal(book, repay("P", 1, Mode.STRICT))

    assert isinstance(refused, CreditInUse)
    assert [(one.invoice_id, one.amount) for one in refused.blockers] == [(B, usd(3))]
    assert refused.floor is None


def test_two_payments_on_an_invoice_are_added_up() -> None:
    book = told(invoice("A", 5), pay("P", 2, "A"), pay("Q", 3, "A"))

    assert state_violations(book) == ()


def test_two_spent_reductions_of_an_invoice_are_added_up() -> None:
    """Two credits of A are spent on B; then A is raised, and both stay with it."""
    book = told(
        *(invoice("A", 9), pay("P", 9, "A"), edit("E1", "A", -3), edit("E2", "A", -2)),
        *(invoice("B", 5), pay("Q", 0, "B", credits=exact(5)), edit("E3", "A", 5)),
    )

    assert state_violations(book) == ()


def test_what_was_deleted_of_money_is_missing_from_the_books() -> None:
    book = told(pay("P", 5))
    credit = attrs.evolve(book.credits[CreditId("overpayment:P")], deleted=usd(2))

    found = state_violations(attrs.evolve(book, credits={credit.id: credit}))

    lost = Violation("L6 conservation", ACME, "2 USD was lost or invented.")
    assert lost in found


def test_a_use_voided_for_nothing_is_told_even_if_it_was_a_cent() -> None:
    """P was 2 less; its credit has 1 left, which is on C and was voided."""
    before = told(pay("P", 3), invoice("C", 1), pay("Q", 0, "C", credits=exact(1)))
    step = step_of(before, repay("P", 1))
    edited, less = step.entry.events

    broken = with_events(step, edited, voided(before, 1), less)

    assert broken_by(broken) == {"L10 ripple the excess"}


def test_a_ring_of_credits_is_gone_round_once() -> None:
    """A's credit paid B, and B's credit A; D was paid from the ring, and pays C."""
    ring = told(
        *(invoice("A", 9), pay("P", 9, "A"), edit("E1", "A", -4)),
        *(invoice("B", 3), pay("Q", 0, "B", credits=of_credit("reduction:E1", 3))),
        *(invoice("D", 1), pay("S", 0, "D", credits=of_credit("reduction:E1", 1))),
        *(edit("E2", "B", -2), edit("E3", "A", 4)),
        pay("T", 0, "A", credits=of_credit("reduction:E2", 1)),
        *(edit("E4", "D", -1), invoice("C", 1)),
    )
    on_c = pay("U", 0, "C", credits=of_credit("reduction:E4", 1))

    assert step_of(ring, on_c, policy=TRANSITIVE).after.invoices[C].due == usd(0)


def test_the_documents_of_others_are_known_to_both_slices() -> None:
    one = Ledger(customer_id=ACME, elsewhere={AReturn(R): OTHER})
    other = Ledger(customer_id=ACME, elsewhere={APayment(P): OTHER})

    assert joined(one, other).elsewhere == {AReturn(R): OTHER, APayment(P): OTHER}


def test_text_is_as_short_as_it_can_be() -> None:
    assert text_of({"b": 1, "a": "é"}) == '{"a":"é","b":1}'


def test_what_is_below_nothing_or_no_money_cannot_be_reported() -> None:
    with pytest.raises(TypeError, match="amount is Money, not 5"):
        CreditAmount(K, 5)  # type: ignore[arg-type]


SPENT = told(
    *(invoice("A", 9), pay("P", 9, "A"), edit("E1", "A", -4), grant("K", 1)),
    *(invoice("B", 4), pay("Q", 0, "B", credits=of_credit("reduction:E1", 4))),
    *(edit("E2", "B", -3), invoice("C", 2), bring_back("R", 1)),
)


@pytest.mark.parametrize(
    ("command", "known", "wanted"),
    [
        (reopen("R"), frozenset[Part](), AReturn(R)),
        (
            attrs.evolve(revoke("Q"), including_credits=True),
            frozenset[Part]({APayment(PaymentId("Q"))}),
            AppliedBy(PaymentId("Q")),
        ),
        (
            pay("T", 0, "C", credits=of_credit("reduction:E2", 2)),
            None,
            TendersOn(B),
        ),
    ],
    ids=["a return", "the uses of a receipt", "what paid an invoice"],
)
def test_a_decision_asks_for_exactly_what_it_lacks(
    command: Command, known: Footprint | None, wanted: Part
) -> None:
    when = occasion(90, TRANSITIVE)
    seen = cut(SPENT, footprint(command, when) if known is None else known)

    with pytest.raises(OutsideFootprintError) as raised:
        decide(seen, command, when)

    assert raised.value.wanted == {wanted}


@attrs.define
class Noting(Passing):
    """Ledgers that note what they are asked."""

    noted: list[object] = attrs.field(factory=list)

    @override
    def exclusively(
        self, customer_ids: Collection[CustomerId]
    ) -> AbstractContextManager[None]:
        self.noted.append(frozenset(customer_ids))
        return self._watched(customer_ids)

    @contextmanager
    def _watched(self, customer_ids: Collection[CustomerId]) -> Iterator[None]:
        try:
            with self.inner.exclusively(customer_ids):
                yield
        except Exception as undone:
            self.noted.append(str(undone))
            raise

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        assert customer_id in (ACME, OTHER)
        return self.inner.load(customer_id, footprint)

    @override
    def answer(self, key: str) -> Answer | None:
        self.noted.append(key)
        return self.inner.answer(key)


def test_a_desk_asks_for_no_more_than_an_order_names() -> None:
    """Its customers alone, and an answer only under a key."""
    ledgers = Noting(MemoryLedgers())
    desk = Desk(ledgers=ledgers, clock=HandClock(BEGIN))
    elsewhere = attrs.evolve(grant("L", 5), customer_id=OTHER)
    orders = [Order(command=grant("M", 5)), Order(command=elsewhere)]

    desk.preview(grant("K", 5), BOSS)
    desk.submit(grant("K", 5), BOSS).unwrap()
    desk.together(orders, BOSS).unwrap()
    desk.submit(grant("N", 5), BOSS, key="once").unwrap()

    acme = frozenset({ACME})
    assert ledgers.noted == [acme, acme, frozenset({ACME, OTHER}), acme, "once"]


def test_ledgers_are_told_why_orders_are_undone() -> None:
    ledgers = Noting(MemoryLedgers())
    desk = Desk(ledgers=ledgers, clock=HandClock(BEGIN))
    twice = [Order(command=grant("K", 5)), Order(command=grant("K", 5))]

    refused = desk.together(twice, BOSS).failure()

    assert ledgers.noted == [frozenset({ACME}), refused.sentence]


def test_an_entry_is_of_the_moment_it_was_decided() -> None:
    """A chain that leads out of what was loaded first is told as of that moment."""
    ledgers = Noting(MemoryLedgers())
    desk = Desk(ledgers=ledgers, clock=HandClock(BEGIN))
    for command in (
        *(invoice("A", 9), pay("P", 9, "A"), edit("E1", "A", -4)),
        *(invoice("B", 4), pay("Q", 0, "B", credits=of_credit("reduction:E1", 4))),
    ):
        desk.submit(command, BOSS).unwrap()

    entry = desk.submit(bounce("P"), BOSS).unwrap()

    assert entry.at == BEGIN
    assert [one.number for one in entry.events if isinstance(one, ApplicationVoided)]


@attrs.define
class Withholding(Passing):
    """Ledgers that have a payment, and never deliver its cash."""

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        seen = self.inner.load(customer_id, footprint)
        scope = Scope(parts=frozenset({APayment(P)}))
        return attrs.evolve(seen, allocations={}, scope=scope)


def test_ledgers_that_withhold_what_they_promise_are_found_out() -> None:
    ledgers = MemoryLedgers()
    clock = HandClock(BEGIN)
    for command in (invoice("A", 9), pay("P", 9, "A")):
        Desk(ledgers=ledgers, clock=clock).submit(command, BOSS).unwrap()

    with pytest.raises(OutsideFootprintError) as raised:
        Desk(ledgers=Withholding(ledgers), clock=clock).submit(bounce("P"), BOSS)

    assert raised.value.wanted == {APayment(P)}


def test_a_credit_tells_for_whom_the_system_granted_it() -> None:
    desk = Desk(ledgers=MemoryLedgers(), clock=HandClock(BEGIN))
    night = SystemActor(EVERYTHING, on_behalf_of=UserId("ann"))

    granted = desk.submit(grant("K", 5), night).unwrap().events

    assert [one.caused_by for one in granted if isinstance(one, CreditIssued)] == [
        UserId("ann")
    ]


LOOPED = (
    *(invoice("A", 9), pay("P", 9, "A"), edit("E1", "A", -4), invoice("B", 4)),
    *(pay("Q", 0, "B", credits=of_credit("reduction:E1", 4)), edit("E2", "B", -3)),
    edit("E3", "A", 4),
)
"""A owes 4; the 3 that B has too much come from A, and may not go back there."""

TAKEN_BACK = (invoice("A", 10), bring_back("R", 5, "A"))
"""5 came back of A, which may not pay A."""


@pytest.mark.parametrize(
    ("story", "policy"),
    [
        ((*LOOPED, grant("K", 4), grant("L", 4)), TRANSITIVE),
        (
            (*TAKEN_BACK, grant("K", 4), grant("L", 4)),
            Policy(return_credit_may_pay_its_invoice=False),
        ),
    ],
    ids=["over others", "directly"],
)
def test_credits_that_may_not_pay_are_passed_over_without_reading_on(
    story: tuple[Command, ...], policy: Policy
) -> None:
    book, command = told(*story, policy=policy), pay("T", 0, "A", credits=exact(4))
    when = occasion(90, policy)

    seen = cut(book, footprint(command, when) | {TendersOn(B)})

    on_part = decide(seen, command, when).unwrap()

    used = [one for one in on_part.events if isinstance(one, CreditApplied)]
    assert [(one.credit_id, one.amount) for one in used] == [(K, usd(4))]


def test_more_credits_are_asked_for_once_those_at_hand_are_counted() -> None:
    """3 may not pay A, and 2 are not enough: as much again may be needed."""
    book = told(*LOOPED, grant("K", 2), grant("L", 2))
    command, when = pay("T", 0, "A", credits=exact(4)), occasion(90, TRANSITIVE)

    seen = cut(book, footprint(command, when) | {TendersOn(B)})

    with pytest.raises(OutsideFootprintError) as raised:
        decide(seen, command, when)

    assert raised.value.wanted == {
        OldestCredits(usd(8), when.today, frozenset({A})),
    }


def test_an_amount_with_two_spaces_is_refused() -> None:
    with pytest.raises(ValueError, match="USD"):
        codec_of(Money).read("1.00  USD")
