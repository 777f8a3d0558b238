"""Cases that other systems published, played on every store."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from credits_cli.stream import Outcome, Replay
from credits_core.commands import (
    CompleteReturn,
    Exact,
    ImportPayment,
    ReceivePayment,
    RegisterInvoice,
    ReturnLine,
)
from credits_core.desk import Desk
from credits_core.exact import Quantity
from credits_core.identity import (
    CustomerId,
    InvoiceId,
    LineId,
    PaymentId,
    ReturnId,
    UserId,
)
from credits_core.invoice import InvoiceLine
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.payment import Application, Method, Tender
from credits_core.permission import EVERYTHING, Actor, Role
from credits_core.ports import Ledgers
from credits_memory import HandClock

from .lines_of_scenarios import Scenario, lines_of, scenarios

pytestmark = pytest.mark.extras

CUSTOMER = CustomerId("customer")
ANNA = Actor(UserId("anna"), (Role("Everything", EVERYTHING),))
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _played(scenario: Scenario, ledgers: Ledgers) -> list[Outcome]:
    return list(Replay(ledgers, currency=scenario.currency).play(lines_of(scenario)))


def _moved(applications: list[Application]) -> list[list[str]]:
    return [
        [one.payment_id, one.credit_id, one.invoice_id, one.amount.figures]
        for one in sorted(applications, key=lambda one: one.number)
    ]


def _found(ledger: Ledger, expected: dict[str, Any]) -> dict[str, Any]:
    """What the scenario asks about, as it is in the ledger."""
    credits = {one.id: one.available for one in ledger.credits.values()}
    entries = list(ledger.applications.values())
    everything = {
        "credits": {
            name: credits[name].figures for name in expected.get("credits") or credits
        },
        "invoices": {
            one.id: {"due": one.due.figures, "status": one.status.value}
            for one in ledger.invoices.values()
            if one.id in expected.get("invoices", {})
        },
        "applications": _moved([one for one in entries if one.is_live]),
        "applications_voided": _moved([one for one in entries if not one.is_live]),
        "available_total": _total([one.minor for one in credits.values()]),
        "payments": {
            one.id: {"cash": one.received.figures} for one in ledger.payments.values()
        },
    }
    return {name: everything[name] for name in expected}


def _total(minor: list[int]) -> str:
    return Money(sum(minor), "USD").figures


def test_no_scenario_is_left_out() -> None:
    kinds = ("executable", "import", "preview", "property")

    counts = {kind: len(scenarios(kind)) for kind in kinds}

    assert counts == {"executable": 67, "import": 4, "preview": 1, "property": 1}


@pytest.mark.parametrize(
    "scenario", [pytest.param(one, id=one.id) for one in scenarios("executable")]
)
def test_a_published_case_comes_out_as_the_laws_say(
    scenario: Scenario, ledgers: Ledgers
) -> None:
    outcomes = _played(scenario, ledgers)

    differences = [each for outcome in outcomes for each in outcome.differences]
    assert differences == []
    ledger = ledgers.load_whole(CUSTOMER)
    assert _found(ledger, scenario.expected) == scenario.expected


@pytest.mark.parametrize(
    "scenario", [pytest.param(one, id=one.id) for one in scenarios("import")]
)
def test_what_is_unapplied_elsewhere_becomes_a_credit_here(
    scenario: Scenario, ledgers: Ledgers
) -> None:
    desk = Desk(ledgers=ledgers, clock=HandClock(NOON))

    for step in scenario.steps:
        desk.submit(_import(step), ANNA).unwrap()

    ledger = ledgers.load_whole(CUSTOMER)
    assert _found(ledger, scenario.expected) == scenario.expected


def _import(step: dict[str, Any]) -> ImportPayment:
    total = Money.of(step["total"], "USD")
    return ImportPayment(
        customer_id=CUSTOMER,
        payment_id=PaymentId(step["payment"]),
        system="qbo",
        tenders=(Tender(Method.OTHER, total),),
        opening=total - Money.of(step["unapplied"], "USD"),
    )


@pytest.mark.parametrize(
    "scenario", [pytest.param(one, id=one.id) for one in scenarios("preview")]
)
def test_a_preview_tells_what_would_be_applied_and_leaves_no_trace(
    scenario: Scenario, ledgers: Ledgers
) -> None:
    _played(scenario, ledgers)
    before = ledgers.load_whole(CUSTOMER)
    desk = Desk(ledgers=ledgers, clock=HandClock(NOON))
    total = Money.of(scenario.expected["open_credit_total"], "USD")

    plan = desk.preview(
        ReceivePayment(
            customer_id=CUSTOMER,
            payment_id=PaymentId("P"),
            invoices=(InvoiceId("A"),),
            credits=Exact(total),
        ),
        ANNA,
    ).unwrap()

    applied = [[one.credit_id, one.amount.figures] for one in plan.effects.applied]
    assert applied == scenario.expected["preview_applications"]
    assert ledgers.load_whole(CUSTOMER) == before
    left = [one.available.minor for one in before.credits.values()]
    assert _total(left) == scenario.expected["open_credit_total"]


@pytest.mark.parametrize(
    "scenario", [pytest.param(one, id=one.id) for one in scenarios("property")]
)
def test_two_equal_pieces_returned_one_by_one_are_worth_the_whole_line(
    scenario: Scenario, ledgers: Ledgers
) -> None:
    desk = Desk(ledgers=ledgers, clock=HandClock(NOON))
    sold = InvoiceLine(
        id=LineId("1"),
        product="goods",
        quantity=Quantity.of(2),
        amount=Money.of(scenario.expected["sum"], "USD"),
    )
    invoice = RegisterInvoice(
        customer_id=CUSTOMER, invoice_id=InvoiceId("A"), lines=(sold,)
    )
    desk.submit(invoice, ANNA).unwrap()

    returned = [desk.submit(_one_piece(name), ANNA).unwrap() for name in ("r1", "r2")]

    values = [entry.effects.credits[0].amount for entry in returned]
    assert [one.figures for one in values] == scenario.expected["return_credits"]
    assert (values[0] + values[1]).figures == scenario.expected["sum"]


def _one_piece(name: str) -> CompleteReturn:
    piece = ReturnLine(
        id=LineId("1"),
        product="goods",
        quantity=Quantity.of(1),
        invoice_line=LineId("1"),
    )
    return CompleteReturn(
        customer_id=CUSTOMER,
        return_id=ReturnId(name),
        invoice_id=InvoiceId("A"),
        lines=(piece,),
    )
