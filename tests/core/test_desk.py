"""The desk: once each, all or nothing, and whatever others do meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import pytest
from returns.methods import unwrap_or_failure
from returns.result import Failure, Success

from credits_core.commands import Command, Fill, ImportPayment
from credits_core.desk import Desk, Order
from credits_core.entry import CreditNow, DueNow, Effects, Entry
from credits_core.events import CreditIssued
from credits_core.identity import CreditId, CustomerId, PaymentId, UserId
from credits_core.laws import state_violations
from credits_core.parts import OutsideFootprintError, UsesOf
from credits_core.permission import EVERYTHING, Permission, SystemActor
from credits_core.ports import Ledgers
from credits_core.rejections import (
    AlreadyRecorded,
    IdempotencyConflict,
    InsufficientCredit,
    NotPermitted,
    StaleLedger,
    Unknown,
)
from credits_core.wire import fingerprint
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.occasions import BEGIN, BOSS
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
    usd,
    void,
)
from credits_testkit.racing import Forgetful, KeyTaken, Racing, Widening

ATTEMPTS_MAX = 20
OTHER = CustomerId("OTHER")


@pytest.fixture
def ledgers() -> MemoryLedgers:
    return MemoryLedgers()


@pytest.fixture
def clock() -> HandClock:
    return HandClock(BEGIN)


@pytest.fixture
def desk(ledgers: MemoryLedgers, clock: HandClock) -> Desk:
    return Desk(ledgers=ledgers, clock=clock)


def _all_of(ledgers: Ledgers, *keys: str) -> object:
    """Everything that is kept: ledgers, journals, and what those keys answer."""
    return (
        [(ledgers.load_whole(c), *ledgers.journal(c)) for c in ledgers.customers()],
        [ledgers.answer(key) for key in keys],
    )


def test_the_same_key_gives_the_same_answer_and_no_second_entry(desk: Desk) -> None:
    first = desk.submit(grant("K", 5), BOSS, "k")
    before = _all_of(desk.ledgers)

    again = desk.submit(grant("K", 5), BOSS, "k")

    assert again == first
    assert _all_of(desk.ledgers) == before


def test_a_refusal_is_answered_the_same_again_though_it_would_be_possible_now(
    desk: Desk,
) -> None:
    short = pay("P", 0, "A", credits=exact(3))
    desk.submit(invoice("A", 3), BOSS)
    first = desk.submit(short, BOSS, "k")
    desk.submit(grant("K", 5), BOSS)

    again = desk.submit(short, BOSS, "k")

    assert first == Failure(InsufficientCredit(asked=usd(3), available=usd(0)))
    assert again == first
    assert desk.preview(short, BOSS).unwrap().effects.due == (
        DueNow(invoice_id=invoice("A", 3).invoice_id, due=usd(0)),
    )


def test_without_a_key_a_refusal_is_not_remembered(desk: Desk) -> None:
    short = pay("P", 0, "A", credits=exact(3))
    desk.submit(invoice("A", 3), BOSS)
    refused = desk.submit(short, BOSS)
    desk.submit(grant("K", 5), BOSS)

    again = desk.submit(short, BOSS)

    assert isinstance(unwrap_or_failure(refused), InsufficientCredit)
    assert isinstance(unwrap_or_failure(again), Entry)


@pytest.mark.parametrize(
    "other",
    [grant("K", 6), grant("L", 5), attrs.evolve(grant("K", 5), customer_id=OTHER)],
    ids=["another amount", "another credit", "another customer"],
)
def test_a_key_is_for_one_command_of_one_customer(desk: Desk, other: Command) -> None:
    desk.submit(grant("K", 5), BOSS, "k")
    before = _all_of(desk.ledgers, "k")

    answer = desk.submit(other, BOSS, "k")

    assert answer == Failure(IdempotencyConflict(key="k"))
    assert _all_of(desk.ledgers, "k") == before


def test_the_key_stands_in_the_journal(desk: Desk) -> None:
    entry = desk.submit(grant("K", 5), BOSS, "k").unwrap()

    assert entry.key == "k"
    assert list(desk.ledgers.journal(ACME)) == [entry]


def test_together_all_are_carried_out_for_several_customers(desk: Desk) -> None:
    theirs = attrs.evolve(grant("K2", 2), customer_id=OTHER)
    orders = (Order(command=grant("K1", 1), key="k1"), Order(command=theirs))

    entries = desk.together(orders, BOSS).unwrap()

    assert [(one.customer_id, one.version, one.key) for one in entries] == [
        (ACME, 1, "k1"),
        (OTHER, 1, None),
    ]
    assert [*desk.ledgers.journal(ACME), *desk.ledgers.journal(OTHER)] == list(entries)


def test_together_one_refusal_undoes_everything_answers_too(desk: Desk) -> None:
    desk.submit(invoice("A", 3), BOSS)
    before = _all_of(desk.ledgers, "k1", "k2", "k3")
    theirs = attrs.evolve(grant("K2", 2), customer_id=OTHER)
    orders = (
        Order(command=grant("K1", 1), key="k1"),
        Order(command=theirs, key="k2"),
        Order(command=pay("P", 0, "A", credits=exact(3)), key="k3"),
    )

    answer = desk.together(orders, BOSS)

    refused = InsufficientCredit(asked=usd(3), available=usd(1))
    assert answer == Failure(refused)
    assert _all_of(desk.ledgers, "k1", "k2", "k3") == before


def test_together_what_was_done_before_is_answered_from_memory(desk: Desk) -> None:
    known = desk.submit(grant("K1", 1), BOSS, "k1").unwrap()
    orders = (Order(command=grant("K1", 1), key="k1"), Order(command=grant("K2", 2)))

    entries = desk.together(orders, BOSS).unwrap()

    assert entries[0] == known
    assert [one.version for one in desk.ledgers.journal(ACME)] == [1, 2]


def test_together_nothing_is_nothing(desk: Desk) -> None:
    assert desk.together((), BOSS) == Success(())
    assert list(desk.ledgers.customers()) == []


def test_together_each_command_needs_its_permission(desk: Desk) -> None:
    clerk = SystemActor({Permission.CREATE_CREDITS})
    orders = (Order(command=grant("K1", 1)), Order(command=invoice("A", 3)))

    answer = desk.together(orders, clerk)

    assert answer == Failure(NotPermitted(missing=(Permission.EDIT_INVOICES,)))
    assert list(desk.ledgers.customers()) == []


def test_a_preview_writes_nothing_and_says_what_submitting_then_does(
    desk: Desk,
) -> None:
    desk.submit(invoice("A", 3), BOSS)
    before = _all_of(desk.ledgers)

    shown = desk.preview(pay("P", 5, "A"), BOSS)
    after = _all_of(desk.ledgers)
    done = desk.submit(pay("P", 5, "A"), BOSS)

    assert after == before
    assert shown == done
    assert shown.unwrap().effects == Effects(
        due=(DueNow(invoice_id=invoice("A", 3).invoice_id, due=usd(0)),),
        credits=(
            CreditNow(
                credit_id=CreditId("overpayment:P"), amount=usd(2), available=usd(2)
            ),
        ),
    )


def test_a_preview_is_refused_as_submitting_would_be(desk: Desk) -> None:
    command = pay("P", 5, "A")

    assert desk.preview(command, BOSS) == desk.submit(command, BOSS)
    assert desk.preview(command, BOSS) == Failure(Unknown(what="invoice", id="A"))


def test_whoever_loses_a_race_is_decided_anew(
    desk: Desk, ledgers: MemoryLedgers, clock: HandClock
) -> None:
    """5 of K; somebody takes 3 of it first, so that a fill of 5 gets 2."""
    for command in (invoice("A", 5), invoice("B", 3), grant("K", 5)):
        desk.submit(command, BOSS).unwrap()
    racing = Racing(ledgers, clock, [pay("Q", 0, "B", credits=exact(3))])

    fill = pay("P", 0, "A", credits=Fill())
    entry = Desk(ledgers=racing, clock=clock).submit(fill, BOSS).unwrap()

    assert [moved.amount for moved in entry.effects.applied] == [usd(2)]
    assert entry.version == 5
    assert list(ledgers.journal(ACME))[-1] == entry


def test_whoever_loses_a_race_may_be_refused(
    ledgers: MemoryLedgers, clock: HandClock
) -> None:
    """The id was free when it was decided, and taken when it was written."""
    racing = Racing(ledgers, clock, [grant("K", 1)])

    answer = Desk(ledgers=racing, clock=clock).submit(grant("K", 5), BOSS)

    assert answer == Failure(AlreadyRecorded(what="credit", id="K"))


def test_whoever_loses_against_the_same_key_gets_its_answer(
    ledgers: MemoryLedgers, clock: HandClock
) -> None:
    """The same request came twice, at once: one entry, one answer."""
    racing = Racing(ledgers, clock, [grant("K", 5)], key="k")

    entry = Desk(ledgers=racing, clock=clock).submit(grant("K", 5), BOSS, "k").unwrap()

    assert list(ledgers.journal(ACME)) == [entry]


@pytest.mark.parametrize(
    "faster", [grant("K", 5), pay("Q", 0, "A", credits=exact(3))], ids=["done", "not"]
)
def test_whoever_is_refused_while_another_command_takes_the_key_gets_a_conflict(
    ledgers: MemoryLedgers, clock: HandClock, faster: Command
) -> None:
    """Two customers, so that nobody waits; else two commands had the one key."""
    theirs = attrs.evolve(faster, customer_id=OTHER)
    taken = KeyTaken(ledgers, clock, [theirs])

    answer = Desk(ledgers=taken, clock=clock).submit(cancel("K"), BOSS, "k")

    assert answer == Failure(IdempotencyConflict(key="k"))
    known = ledgers.answer("k")
    assert known is not None
    assert known.fingerprint == fingerprint(theirs)


def test_after_so_many_lost_races_the_ledger_is_stale_and_nothing_is_remembered(
    ledgers: MemoryLedgers, clock: HandClock
) -> None:
    """19 lost races are endured, the twentieth is the last."""
    others: list[Command] = [grant(f"K{n}", 1) for n in range(ATTEMPTS_MAX)]
    desk = Desk(ledgers=Racing(ledgers, clock, [*others]), clock=clock)
    enduring = Desk(ledgers=Racing(MemoryLedgers(), clock, others[1:]), clock=clock)

    answer = desk.submit(grant("K", 5), BOSS, "k")
    endured = enduring.submit(grant("K", 5), BOSS, "k")
    later = desk.submit(grant("K", 5), BOSS, "k")

    assert answer == Failure(StaleLedger(customer_id=ACME))
    assert endured.unwrap().version == ATTEMPTS_MAX
    assert later.unwrap().version == ATTEMPTS_MAX + 1


def test_a_slice_is_loaded_again_if_others_came_between_two_loads(
    desk: Desk, ledgers: MemoryLedgers, clock: HandClock
) -> None:
    """X paid B with its rest of 4; while its uses are looked up, C gets 1 of K."""
    imported = ImportPayment(
        customer_id=ACME, payment_id=PaymentId("X"), system="qbo", tenders=cash(4)
    )
    rest = pay("P", 0, "B", credits=exact(4))
    for command in (imported, invoice("B", 4), rest, invoice("C", 1), grant("K", 1)):
        desk.submit(command, BOSS).unwrap()
    widening = Widening(ledgers, clock, [pay("Q", 0, "C", credits=exact(1))])

    lowered = Desk(ledgers=widening, clock=clock).submit(repay("X", 3), BOSS).unwrap()

    assert lowered.version == 7
    assert [moved.amount for moved in lowered.effects.voided] == [usd(4)]
    assert [moved.amount for moved in lowered.effects.applied] == [usd(3)]
    first, missing, both = widening.loads[:3]
    assert UsesOf(CreditId("qbo_unapplied:X")) in missing
    assert both == first | missing


LINKS = 40


def _chain() -> Iterator[Command]:
    """P paid the first invoice; what each was lowered by paid the next one."""
    yield from (invoice("I0", 1), pay("P", 1, "I0"), edit("E0", "I0", -1))
    for link in range(1, LINKS):
        yield invoice(f"I{link}", 1)
        yield pay(f"Q{link}", 0, f"I{link}", credits=exact(1))
        yield edit(f"E{link}", f"I{link}", -1)


@pytest.mark.parametrize("undisturbed", [99, 1, 6, 8, 9])
def test_a_long_chain_is_unwound_link_by_link_whenever_others_disturb(
    desk: Desk, ledgers: MemoryLedgers, clock: HandClock, undisturbed: int
) -> None:
    """P bounces: all 39 uses fall, with at most three small loads a link."""
    for command in _chain():
        desk.submit(command, BOSS).unwrap()
    others: list[Command] = [grant("K", 1)]
    widening = Widening(ledgers, clock, others, undisturbed)

    entry = Desk(ledgers=widening, clock=clock).submit(bounce("P"), BOSS).unwrap()

    assert len(entry.effects.voided) == LINKS - 1
    assert len(widening.loads) < 3 * LINKS
    assert state_violations(ledgers.load_whole(ACME)) == ()


@pytest.mark.parametrize(
    ("forgotten", "command", "missing"),
    [
        ("allocations", repay("P", 1), "APayment"),
        ("applications", repay("P", 6), "UsesOf"),
        ("applications", void("B"), "TendersOn"),
        ("credits", edit("E2", "A", 1), "ReductionsOf"),
        ("credits", reopen("R"), "ACredit"),
        ("lines", edit("E2", "A", 1), "LinesOf"),
    ],
)
def test_ledgers_that_do_not_deliver_what_they_promise_are_an_error(
    desk: Desk, clock: HandClock, forgotten: str, command: Command, missing: str
) -> None:
    """It is a mistake of the adapter, not a refusal, and nobody loops over it."""
    for earlier in (
        *(invoice("A", 5), invoice("B", 3), pay("P", 8, "A"), bring_back("R", 3)),
        *(pay("Q", 0, "B", credits=exact(3)), edit("E1", "A", -2)),
    ):
        desk.submit(earlier, BOSS).unwrap()
    before = _all_of(desk.ledgers)
    forgetful = Desk(ledgers=Forgetful(desk.ledgers, forgotten), clock=clock)

    with pytest.raises(OutsideFootprintError, match=missing):
        forgetful.submit(command, BOSS)

    assert _all_of(desk.ledgers) == before


def test_what_the_system_does_for_a_user_names_both(desk: Desk) -> None:
    """A nightly job lowers a paid invoice in the name of anna (HC-80)."""
    job = SystemActor(EVERYTHING, on_behalf_of=UserId("anna"))
    desk.submit(invoice("A", 5), BOSS)
    desk.submit(pay("P", 5, "A"), BOSS)

    entry = desk.submit(edit("E", "A", -2), job).unwrap()

    issued = [event for event in entry.events if isinstance(event, CreditIssued)]
    assert (entry.user_id, entry.on_behalf_of) == ("system", "anna")
    assert [(one.issued_by, one.caused_by) for one in issued] == [("system", "anna")]
