"""One command has its bounds; what is beyond them is refused and changes nothing."""

from __future__ import annotations

import attrs
import pytest
from returns.result import Failure

from credits_core.commands import (
    CancelMode,
    Command,
    CorrectReturn,
    EditInvoice,
    LineChange,
    Named,
    NamedCredit,
    ReceivePayment,
)
from credits_core.desk import Desk
from credits_core.exact import QUANTITY_MAX_MICROS, Quantity
from credits_core.identity import CreditId, EditId, InvoiceId, LineId, ReturnId
from credits_core.invoice import InvoiceLine
from credits_core.money import AMOUNT_MAX_MINOR
from credits_core.policy import Limits, Policy
from credits_core.rejections import LimitExceeded
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import (
    ACME,
    LINE,
    bring_back,
    cancel,
    cash,
    edit,
    exact,
    grant,
    invoice,
    of_credit,
    pay,
    repay,
    revoke,
    usd,
    void,
)
from credits_testkit.telling import kind_of, refusal, told

TWO = Policy(
    limits=Limits(invoices=2, tenders=2, lines=2, named_credits=2, cascade_steps=2)
)
BOOK = told(
    *(invoice("A", 5), invoice("B", 5), invoice("C", 5)),
    *(grant("K1", 1), grant("K2", 1), grant("K3", 1), bring_back("R", 1)),
)


def _lines(count: int) -> tuple[InvoiceLine, ...]:
    names = (LineId(str(number)) for number in range(count))
    return tuple(InvoiceLine(id=name, amount=usd(1)) for name in names)


def _save(*lines: str, pieces: int = 0, minor: int = 1) -> EditInvoice:
    changes = (
        LineChange(line_id=LineId(name), amount=usd(minor), quantity=Quantity(pieces))
        for name in lines
    )
    return EditInvoice(
        customer_id=ACME,
        invoice_id=InvoiceId("A"),
        edit_id=EditId("E"),
        changes=tuple(changes),
    )


def _in_parts(count: int) -> ReceivePayment:
    return attrs.evolve(pay("P", 0, "A"), tenders=cash(1) * count)


def _named(*names: str) -> Named:
    return Named(tuple(NamedCredit(CreditId(name), usd(1)) for name in names))


def _rows(count: int) -> CorrectReturn:
    (row,) = bring_back("R", 1).lines
    rows = (attrs.evolve(row, id=LineId(f"r{number}")) for number in range(count))
    return CorrectReturn(customer_id=ACME, return_id=ReturnId("R"), lines=tuple(rows))


@pytest.mark.parametrize(
    ("within", "beyond", "what"),
    [
        (pay("P", 1, "A", "B"), pay("P", 1, "A", "B", "C"), "invoices"),
        (_in_parts(2), _in_parts(3), "tenders"),
        (
            pay("P", 0, "A", credits=_named("K1", "K2")),
            pay("P", 0, "A", credits=_named("K1", "K2", "K3")),
            "named credits",
        ),
        (
            attrs.evolve(invoice("D", 0), lines=_lines(2)),
            attrs.evolve(invoice("D", 0), lines=_lines(3)),
            "lines",
        ),
        (_save("1", "2"), _save("2", "3"), "lines"),
        (_save("1", "2"), _save("1", "2", "3"), "lines"),
        (
            attrs.evolve(bring_back("R2", 1), lines=_rows(2).lines),
            attrs.evolve(bring_back("R2", 1), lines=_rows(3).lines),
            "lines",
        ),
        (_rows(2), _rows(3), "lines"),
    ],
    ids=kind_of,
)
def test_two_are_within_a_limit_of_two_and_three_are_not(
    within: Command, beyond: Command, what: str
) -> None:
    told(within, start=BOOK, policy=TWO)

    assert refusal(BOOK, beyond, policy=TWO) == LimitExceeded(what=what, most=2)


def test_an_invoice_that_is_full_can_still_be_edited() -> None:
    """Two lines are all that fit; changing both adds none."""
    full = told(_save("2"), start=BOOK, policy=TWO)

    again = told(
        attrs.evolve(_save("1", "2"), edit_id=EditId("E2")), start=full, policy=TWO
    )

    assert again.invoices[InvoiceId("A")].total == usd(8)


def test_no_line_grows_beyond_what_any_order_could_need() -> None:
    known = QUANTITY_MAX_MICROS - BOOK.lines[InvoiceId("A")][LINE].quantity.micros
    most = LimitExceeded(what="millionths of a line", most=QUANTITY_MAX_MICROS)

    told(_save("1", pieces=known), start=BOOK)

    assert refusal(BOOK, _save("1", pieces=known + 1)) == most


def test_no_invoice_grows_beyond_the_largest_amount() -> None:
    """5 cents and all but 5 are the most; one cent more is too much."""
    told(_save("1", minor=AMOUNT_MAX_MINOR - 5), start=BOOK)

    assert refusal(BOOK, _save("1", minor=AMOUNT_MAX_MINOR - 4)) == LimitExceeded(
        what="minor units", most=AMOUNT_MAX_MINOR
    )


def _spent(uses: int) -> tuple[Command, ...]:
    """P is 1 on A, and its credit paid so many other invoices 1 each."""
    others = [f"I{number}" for number in range(uses)]
    return (
        *(invoice("A", 1), *(invoice(name, 1) for name in others)),
        *(pay("P", 1 + uses, "A"), pay("Q", 0, *others, credits=exact(uses))),
    )


@pytest.fixture
def desk() -> Desk:
    """A desk where P is 1 on A, and its credit of 3 paid B, C and D 1 each."""
    desk = Desk(ledgers=MemoryLedgers(), clock=HandClock(BEGIN))
    for command in (
        *(invoice("A", 1), invoice("B", 1), invoice("C", 1), invoice("D", 1)),
        *(pay("P", 4, "A"), pay("Q", 0, "B", "C", "D", credits=exact(3))),
    ):
        desk.submit(command, BOSS).unwrap()
    return desk


def _within(desk: Desk, cascade_steps: int) -> Desk:
    policy = Policy(limits=Limits(cascade_steps=cascade_steps))
    return attrs.evolve(desk, policy=policy)


def test_settling_voids_as_many_applications_as_it_may(desk: Desk) -> None:
    entry = _within(desk, 3).submit(revoke("P"), BOSS).unwrap()

    assert len(entry.effects.voided) == 3


@pytest.mark.parametrize("most", [0, 1, 2])
def test_a_cascade_that_would_go_further_changes_nothing(desk: Desk, most: int) -> None:
    """The limit is looked at while it runs, and all of it is as if it never ran."""
    before = desk.ledgers.load_whole(ACME), list(desk.ledgers.journal(ACME))

    answer = _within(desk, most).submit(revoke("P"), BOSS)

    assert answer == Failure(LimitExceeded(what="voided applications", most=most))
    assert (desk.ledgers.load_whole(ACME), list(desk.ledgers.journal(ACME))) == before


def test_what_a_smaller_payment_gives_up_is_counted_too(desk: Desk) -> None:
    """P becomes 1 and has no credit left: B, C and D lose it, three steps."""
    smaller = repay("P", 1)

    refused = _within(desk, 2).submit(smaller, BOSS)
    entry = _within(desk, 3).submit(smaller, BOSS).unwrap()

    assert refused == Failure(LimitExceeded(what="voided applications", most=2))
    assert len(entry.effects.voided) == 3


def test_a_payment_without_a_credit_has_given_up_nothing() -> None:
    """A is lowered by 20, and that credit pays B; all of P is still on A.

    If P was 10 after all, only 10 of it can be on B: one step, the most there may be.
    """
    desk = Desk(ledgers=MemoryLedgers(), clock=HandClock(BEGIN))
    for command in (
        *(invoice("A", 100), pay("P", 100, "A"), edit("E", "A", -20)),
        *(invoice("B", 20), pay("Q", 0, "B", credits=exact(20))),
    ):
        desk.submit(command, BOSS).unwrap()

    entry = _within(desk, 1).submit(repay("P", 10), BOSS).unwrap()

    (voided,) = entry.effects.voided
    assert (voided.credit_id, voided.amount) == ("reduction:E", usd(20))


def test_a_limit_of_no_cascade_refuses_only_cascades(desk: Desk) -> None:
    """P gets back 1 of A, which serves nobody: no application has to go."""
    entry = _within(desk, 0).submit(void("A"), BOSS).unwrap()

    assert entry.effects.voided == ()


def test_what_a_command_names_is_not_counted(desk: Desk) -> None:
    """Cancel & Revert of three uses is one wish, not a cascade."""
    for command in (invoice("E", 3), grant("K", 3), _all_of_k("E")):
        desk.submit(command, BOSS).unwrap()

    revert = cancel("K", CancelMode.REVERT)
    entry = _within(desk, 0).submit(revert, BOSS).unwrap()

    assert [moved.credit_id for moved in entry.effects.voided] == ["K"]


def _all_of_k(invoice_id: str) -> ReceivePayment:
    return pay("R", 0, invoice_id, credits=of_credit("K", 3))
