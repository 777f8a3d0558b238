"""Deciding a payment of many credits in memory, beside a bare loop over them.

Each case takes some of the oldest credits, and gives the applications and what is left
of each credit. The loop is the least that frozen values can do; the library checks the
command, decides, folds each event and keeps the laws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

import attrs

from credits_core.authorize import authorize
from credits_core.commands import Exact, ReceivePayment, RegisterInvoice
from credits_core.decide import decide
from credits_core.desk import Desk
from credits_core.footprint import footprint
from credits_core.identity import InvoiceId, LineId, PaymentId
from credits_core.invoice import InvoiceLine
from credits_core.money import Money
from credits_core.occasion import Occasion
from credits_core.policy import DEFAULT_POLICY
from credits_memory import HandClock, MemoryLedgers

from .credits_of_a_customer import ANNA, AT, CUSTOMER, TODAY, fill
from .rounds import Times, interleaved

HELD: Final = (10, 1_000, 100_000)
TAKEN: Final = (1, 5, 50, 500)
FLAT_MAX: Final = 1.2
_ONE: Final = 10_000
_ROUNDS: Final = 60
_WARM_UP: Final = 5


@attrs.frozen
class _Open:
    """A credit of the bare loop."""

    id: str
    left: int
    day: int
    sequence: int


@attrs.frozen
class _Use:
    """What the bare loop took of one."""

    credit: str
    amount: int


def run() -> Iterator[str]:
    """The lines of the table, each as soon as it is known."""
    yield f"Allocation in memory (bar: with {HELD[-1]:,} credits at most {FLAT_MAX}x)"
    yield "  taken    microseconds of the loop    of the library with held credits:"
    yield " " * 38 + "".join(f"{held:>10,}" for held in HELD) + "   largest to smallest"
    for taken in TAKEN:
        held = [one for one in HELD if one >= taken]
        yield _row(taken, held, measured(taken, held))


def measured(taken: int, held: list[int]) -> Times:
    """How long it takes to take that many credits of so many that are *held*."""
    loop = [_Open(f"C{number}", _ONE, number, number) for number in range(taken)]
    short = taken * _ONE - _ONE // 2
    cases: dict[str, Callable[[], Callable[[], object]]] = {
        "loop": lambda: partial(_bare, loop, short)
    }
    for one in held:
        cases[str(one)] = partial(_deciding, _ledgers(one, short), short)
    return interleaved(cases, _ROUNDS, _WARM_UP)


def _bare(credits: list[_Open], short: int) -> tuple[list[_Use], list[_Open]]:
    uses: list[_Use] = []
    after: list[_Open] = []
    for credit in credits:
        amount = min(credit.left, short)
        uses.append(_Use(credit.id, amount))
        left = credit.left - amount
        after.append(_Open(credit.id, left, credit.day, credit.sequence))
        short -= amount
    return uses, after


def _ledgers(held: int, short: int) -> MemoryLedgers:
    """Ledgers of a customer with so many open credits and one invoice."""
    ledgers = MemoryLedgers()
    fill(ledgers, held)
    line = InvoiceLine(id=LineId("1"), amount=Money(short, "USD"))
    bill = RegisterInvoice(
        customer_id=CUSTOMER, invoice_id=InvoiceId("I"), lines=(line,)
    )
    Desk(ledgers=ledgers, clock=HandClock(AT, TODAY)).submit(bill, ANNA).unwrap()
    return ledgers


def _deciding(ledgers: MemoryLedgers, short: int) -> Callable[[], object]:
    """Cutting the slice and deciding on it; nothing is written."""
    command = ReceivePayment(
        customer_id=CUSTOMER,
        payment_id=PaymentId("P"),
        invoices=(InvoiceId("I"),),
        credits=Exact(Money(short, "USD")),
    )
    by = authorize(command, ANNA, DEFAULT_POLICY).unwrap()
    occasion = Occasion(at=AT, today=TODAY, by=by)

    def run() -> None:
        ledger = ledgers.load(CUSTOMER, footprint(command, occasion))
        decide(ledger, command, occasion).unwrap()

    return run


def _row(taken: int, held: list[int], times: Times) -> str:
    missing = " " * 10 * (len(HELD) - len(held))
    figures = "".join(f"{1000 * times.median_ms(str(one)):>10.0f}" for one in held)
    ratio = times.ratio(str(held[-1]), str(held[0]))
    verdict = "holds" if ratio <= FLAT_MAX else "BROKEN"
    loop = 1000 * times.median_ms("loop")
    return f"  {taken:>5}{loop:>31.1f}{missing}{figures}   {ratio:.2f}: {verdict}"
