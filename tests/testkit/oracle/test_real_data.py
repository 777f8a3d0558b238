"""The oracle alone, without the core, against what real data demand of it."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

import pytest

from credits_cli.stream import CHECKPOINT, Line, read_lines
from credits_cli.stream.names import demanded
from credits_cli.stream.orders import order_of
from credits_core.commands import ImportPayment
from credits_core.identity import CustomerId, PaymentId
from credits_core.money import Money
from credits_core.payment import Method, Tender
from credits_testkit.oracle import Oracle, Picture
from tests.streams.lines_of_scenarios import DATA, Scenario, lines_of, scenarios

from .effects_of_pictures import effects_between
from .tables_of_pictures import tables_of

pytestmark = pytest.mark.extras

STREAM_NAMES = {None: "ok", "InvoiceIsVoid": "InvoiceVoided"}
CUSTOMER = "customer"


def _name(code: str | None) -> str | None:
    return STREAM_NAMES.get(code, code)


def _lines() -> Iterator[Line]:
    with (DATA / "small_commands.jsonl.gz").open("rb") as file:
        yield from read_lines(file, currency="GBP")


@pytest.mark.slow
def test_a_real_year_comes_out_to_the_cent() -> None:
    """6,328 commands of 40 customers: each answer, and four tables at the end."""
    oracle, customers, count = Oracle(), set[str](), 0

    for line in _lines():
        if line.name != CHECKPOINT:
            command = order_of(line)
            customers.add(command.customer_id)
            answer = _name(oracle.tell(command, line.at.date()))
            assert answer == demanded(line.text("expect")), line.seq
            count += 1

    pictures = [oracle.picture(one) for one in customers]
    assert count == 6_328
    assert tables_of(pictures, "GBP") == _demanded_tables()


def _demanded_tables() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in ("credits", "applications", "invoices", "customers"):
        packed = (DATA / f"small_{name}.csv.gz").read_bytes()
        _, *rows = csv.reader(gzip.decompress(packed).decode().splitlines())
        found[name] = sorted(map(tuple, rows))
    return found


def test_each_effect_of_a_quarter_is_the_demanded_one() -> None:
    """1,200 lines: what became due, what moved, what was voided and given up."""
    oracle, pictures = Oracle(), dict[str, Picture]()

    for line in islice(_lines(), 1_200):
        if line.name == CHECKPOINT:
            continue
        command = order_of(line)
        customer = command.customer_id
        before = pictures.get(customer) or oracle.picture(customer)
        oracle.tell(command, line.at.date())
        after = pictures[customer] = oracle.picture(customer)
        effects = effects_between(before, after, "GBP")
        assert effects == line.fields.get("effects", {}), line.seq


@pytest.mark.parametrize(
    "scenario", [pytest.param(one, id=one.id) for one in scenarios("executable")]
)
def test_a_published_case_comes_out_as_the_laws_say(scenario: Scenario) -> None:
    oracle = Oracle()

    for line in lines_of(scenario):
        answer = _name(oracle.tell(order_of(line), line.at.date()))
        assert answer == demanded(line.text("expect")), line.seq

    found = _found(oracle.picture(CUSTOMER), scenario)
    assert found == scenario.expected


@pytest.mark.parametrize(
    "scenario", [pytest.param(one, id=one.id) for one in scenarios("import")]
)
def test_what_is_unapplied_elsewhere_becomes_a_credit_here(scenario: Scenario) -> None:
    oracle = Oracle()

    for step in scenario.steps:
        assert oracle.tell(_import(step), date(2026, 3, 1)) is None

    found = _found(oracle.picture(CUSTOMER), scenario)
    assert found == scenario.expected


def _import(step: dict[str, Any]) -> ImportPayment:
    total = Money.of(step["total"], "USD")
    return ImportPayment(
        customer_id=CustomerId(CUSTOMER),
        payment_id=PaymentId(step["payment"]),
        system="qbo",
        tenders=(Tender(Method.OTHER, total),),
        opening=total - Money.of(step["unapplied"], "USD"),
    )


def _found(picture: Picture, scenario: Scenario) -> dict[str, Any]:
    """What the scenario asks about, as the oracle has it."""

    def figures(minor: int) -> str:
        return Money(minor, scenario.currency).figures

    credits = {one.id: figures(one.available) for one in picture.credits}
    uses = {
        is_live: [
            [one.payment_id, one.credit_id, one.invoice_id, figures(one.amount)]
            for one in picture.uses
            if one.is_live is is_live
        ]
        for is_live in (True, False)
    }
    expected = scenario.expected
    everything = {
        "credits": {one: credits[one] for one in expected.get("credits") or credits},
        "invoices": {
            one.id: {"due": figures(one.due), "status": one.status}
            for one in picture.invoices
            if one.id in expected.get("invoices", {})
        },
        "applications": uses[True],
        "applications_voided": uses[False],
        "available_total": figures(sum(one.available for one in picture.credits)),
        "payments": {
            one.id: {"cash": figures(0 if one.is_void else one.amount)}
            for one in picture.payments
        },
    }
    return {name: everything[name] for name in expected}
