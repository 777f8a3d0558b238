"""What confirms decisions that no other test looks at: deciding and asking."""

from __future__ import annotations

from datetime import UTC, date, datetime
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import attrs
import pytest
from typing_extensions import override

from credits_core import (
    Actor,
    CreditId,
    CustomerId,
    Desk,
    EditPayment,
    Exact,
    InvoiceId,
    IssueCredit,
    Mode,
    PaymentId,
    Permission,
    Policy,
    ReceivePayment,
    Role,
    UserId,
    VoidApplication,
    VoidPayment,
)
from credits_core.authorize import authorize, needs
from credits_core.decide import decide
from credits_core.footprint import footprint
from credits_core.ledger import Ledger
from credits_core.occasion import Occasion
from credits_core.parts import Footprint, OutsideFootprintError
from credits_core.precedence import PRECEDENCE
from credits_core.rejections import NotPermitted, Rejection
from credits_memory import HandClock, MemoryLedgers
from examples.shop import ACME, ANNA, MORNING, Shop, usd

from .ladders import cash

VOID = VoidPayment(customer_id=ACME, payment_id=PaymentId("P1"), mode=Mode.CASCADE)


def _shop() -> Shop:
    """120 on A (100); 15 of what is left have paid B."""
    shop = Shop()
    shop.bill("A", "100.00")
    shop.receive("P1", "A", cash="120.00")
    shop.bill("B", "15.00")
    shop.receive("P2", "B", credits=Exact(usd("15.00")))
    return shop


def _occasion() -> Occasion:
    by = authorize(VOID, ANNA, Policy()).unwrap()
    return Occasion(at=MORNING, today=MORNING.date(), by=by)


def test_deciding_leaves_the_ledger_as_it_was() -> None:
    ledger, untouched = _shop().ledger, _shop().ledger

    decision = decide(ledger, VOID, _occasion()).unwrap()

    assert ledger == untouched
    assert decision.after.version == ledger.version + 1


def test_a_preview_is_what_submitting_then_does() -> None:
    shop = _shop()

    plan = shop.desk.preview(VOID, ANNA)

    assert plan == shop.desk.submit(VOID, ANNA)


def test_a_slice_that_is_too_small_says_what_it_lacks() -> None:
    shop, occasion = _shop(), _occasion()
    slice_ = shop.desk.ledgers.load(ACME, frozenset())

    with pytest.raises(OutsideFootprintError) as outside:
        decide(slice_, VOID, occasion)

    assert outside.value.wanted <= footprint(VOID, occasion)


class _Counted(MemoryLedgers):
    """Ledgers that note how they are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[Footprint] = []

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        self.loads.append(footprint)
        return super().load(customer_id, footprint)


def test_an_ordinary_receipt_needs_one_load() -> None:
    shop, ledgers = Shop(), _Counted()
    shop.desk = attrs.evolve(shop.desk, ledgers=ledgers)
    shop.bill("A", "100.00")
    shop.grant("gift", "30.00")
    ledgers.loads.clear()

    shop.receive("P1", "A", cash="70.00", credits=Exact(usd("30.00")))

    assert len(ledgers.loads) == 1


def test_a_refused_command_leaves_no_trace() -> None:
    shop = _shop()
    before = shop.ledger

    shop.refused(attrs.evolve(VOID, mode=Mode.STRICT))

    assert shop.ledger == before
    assert len(list(shop.desk.ledgers.journal(ACME))) == before.version


def test_no_single_order_of_refusals_is_possible() -> None:
    order = TopologicalSorter[type[Rejection]]()
    for codes in PRECEDENCE.values():
        for earlier, later in pairwise(codes):
            order.add(later, earlier)

    with pytest.raises(CycleError):
        order.prepare()


def test_a_refusal_for_lack_of_permission_is_not_remembered() -> None:
    shop = Shop()
    command = IssueCredit(
        customer_id=ACME, credit_id=CreditId("gift"), amount=usd("5.00")
    )
    stranger = Actor(UserId("ben"))

    refused = shop.desk.submit(command, stranger, key="request")

    assert isinstance(refused.failure(), NotPermitted)
    assert shop.desk.submit(command, ANNA, key="request").unwrap().version == 1


def test_voiding_an_application_needs_the_right_to_apply() -> None:
    command = VoidApplication(
        customer_id=ACME,
        payment_id=PaymentId("P2"),
        credit_id=CreditId("overpayment:P1"),
        invoice_id=InvoiceId("B"),
    )
    clerk = Actor(UserId("ben"), (Role("Clerk", {Permission.RECEIVE_PAYMENTS}),))
    apart = Policy(receiving_includes_applying=False)

    assert needs(command, apart) == {Permission.APPLY_CREDITS}
    assert _shop().desk.submit(command, clerk).unwrap().user_id == "ben"
    assert authorize(command, clerk, apart).failure() == NotPermitted(
        missing=(Permission.APPLY_CREDITS,)
    )


def test_the_business_date_is_the_clocks_and_not_the_date_in_utc() -> None:
    """Nine in the evening of 2 March in New York is 3 March in UTC."""
    clock = HandClock(datetime(2026, 3, 3, 2, 0, tzinfo=UTC), date(2026, 3, 2))
    desk = Desk(ledgers=MemoryLedgers(), clock=clock)
    command = ReceivePayment(
        customer_id=ACME,
        payment_id=PaymentId("P1"),
        tenders=cash(usd("5.00")),
    )

    entry = desk.submit(command, ANNA).unwrap()

    assert entry.today == date(2026, 3, 2)
    assert desk.ledgers.load_whole(ACME).payments[PaymentId("P1")].date == entry.today


def test_an_application_never_changes_its_amount() -> None:
    shop = _shop()
    lower = EditPayment(
        customer_id=ACME,
        payment_id=PaymentId("P1"),
        amount=usd("110.00"),
        mode=Mode.CASCADE,
    )

    shop.do(lower)

    old, new = shop.ledger.applications.values()
    assert (old.amount, old.is_live) == (usd("15.00"), False)
    assert (new.amount, new.is_live) == (usd("10.00"), True)
    assert (old.date, old.payment_id) == (new.date, new.payment_id)
