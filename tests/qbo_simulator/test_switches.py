"""Each position of each switch, and what it changes."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

import attrs
import pytest

from qbo_simulator import Company, Done, SimulatedClock, Simulator, Switches
from qbo_simulator.serving import Asked, Reply, answer
from qbo_simulator.switches import positions_of

from . import identities
from .bench import (
    ACME,
    code,
    company,
    done,
    invoice,
    line,
    live,
    memo,
    open_of,
    pay,
    query,
    told,
    use,
)

pytestmark = pytest.mark.extras


def _applied(**positions: str | int) -> tuple[Company, str, str]:
    """20 of a credit memo of 30 are applied to an invoice of 50."""
    at = company(**positions)
    bill, credit = invoice(at, "50"), memo(at, "30")
    pay(at, "0", use("Invoice", bill, "20"), use("CreditMemo", credit, "20"))
    return at, bill, credit


def test_an_applied_memo_is_not_deleted() -> None:
    at, bill, credit = _applied(cm_delete_applied="reject")

    assert code(at.delete("CreditMemo", live(at, "CreditMemo", credit))) == "6000"
    assert open_of(at, "Invoice", bill) == "30.00"


def test_an_applied_memo_is_deleted_and_its_links_are_cut() -> None:
    at, bill, credit = _applied(cm_delete_applied="unlink")

    done(at.delete("CreditMemo", live(at, "CreditMemo", credit)))

    assert open_of(at, "Invoice", bill) == "50.00"
    assert not at.custody.books.shelves["Payment"].records
    identities.check(at)


def test_an_applied_memo_does_not_shrink_below_what_is_applied() -> None:
    at, _, credit = _applied(cm_shrink_below_applied="reject")
    smaller = {"sparse": True, "Line": [line("15")]}

    refused = at.update("CreditMemo", live(at, "CreditMemo", credit, **smaller))

    assert code(refused) == "6000"
    enough = {"sparse": True, "Line": [line("20")]}
    done(at.update("CreditMemo", live(at, "CreditMemo", credit, **enough)))
    assert open_of(at, "CreditMemo", credit) == "0.00"


def test_an_applied_memo_shrinks_and_cuts_its_links() -> None:
    at, bill, credit = _applied(cm_shrink_below_applied="cut_links")
    smaller = {"sparse": True, "Line": [line("15")]}

    done(at.update("CreditMemo", live(at, "CreditMemo", credit, **smaller)))

    assert open_of(at, "Invoice", bill) == "35.00"
    assert open_of(at, "CreditMemo", credit) == "0.00"
    identities.check(at)


@pytest.mark.parametrize(
    ("position", "balance"), [("cap", "0.00"), ("reject", "10.00")]
)
def test_an_invoice_below_what_was_paid(position: str, balance: str) -> None:
    at = company(invoice_below_paid=position)
    bill = invoice(at, "50")
    pay(at, "40", use("Invoice", bill, "40"))

    changes = live(at, "Invoice", bill, sparse=True, Line=[line("30")])
    outcome = at.update("Invoice", changes)

    assert isinstance(outcome, Done) == (position == "cap")
    assert open_of(at, "Invoice", bill) == balance
    identities.check(at)


@pytest.mark.parametrize(
    ("position", "balance"), [("reject", "10.00"), ("cap", "25.00")]
)
def test_a_payment_below_its_lines(position: str, balance: str) -> None:
    at = company(payment_total_below_lines=position)
    bill = invoice(at, "50")
    cash = pay(at, "40", use("Invoice", bill, "40"))

    outcome = at.update("Payment", live(at, "Payment", cash, sparse=True, TotalAmt=25))

    assert isinstance(outcome, Done) == (position == "cap")
    assert open_of(at, "Invoice", bill) == balance
    identities.check(at)


def test_a_minimal_void_may_be_refused() -> None:
    at = company(sparse_void_minimal="2020")
    cash = pay(at, "40")
    minimal = live(at, "Payment", cash, sparse=True)

    assert code(at.void_by_update("Payment", minimal)) == "2020"
    done(at.void_by_update("Payment", {**told(at, "Payment", cash), **minimal}))


@pytest.mark.parametrize(("position", "token"), [("yes", "1"), ("no", "0")])
def test_an_application_may_move_the_token_of_the_memo(
    position: str, token: str
) -> None:
    at, bill, credit = _applied(cm_token_bumps_on_apply=position)

    assert told(at, "CreditMemo", credit)["SyncToken"] == token
    assert told(at, "Invoice", bill)["SyncToken"] == "1"


@pytest.mark.parametrize("position", ["500", "accept"])
def test_the_api_may_void_a_credit_memo(position: str) -> None:
    at, bill, credit = _applied(creditmemo_void=position)

    outcome = at.void("CreditMemo", live(at, "CreditMemo", credit))

    assert isinstance(outcome, Done) == (position == "accept")
    assert open_of(at, "Invoice", bill) == (
        "50.00" if position == "accept" else "30.00"
    )
    identities.check(at)


@pytest.mark.parametrize(
    ("position", "unapplied"), [("unapplied", "40.00"), ("line kept", "0.00")]
)
def test_the_payment_of_a_deleted_invoice(position: str, unapplied: str) -> None:
    at = company(deleted_invoice_payment=position)
    bill = invoice(at, "40")
    cash = pay(at, "40", use("Invoice", bill, "40"))

    done(at.delete("Invoice", live(at, "Invoice", bill)))

    assert open_of(at, "Payment", cash) == unapplied
    assert ("Line" in told(at, "Payment", cash)) == (position == "line kept")
    identities.check(at)


@pytest.mark.parametrize("position", ["accept", "2090"])
def test_amounts_may_be_strings(position: str) -> None:
    at = company(string_amounts=position)

    outcome = at.create(
        "Payment", {"CustomerRef": {"value": ACME}, "TotalAmt": "10.10"}
    )

    if position == "accept":
        assert done(outcome)["TotalAmt"] == 1010
    else:
        assert code(outcome) == "2090"


@pytest.mark.parametrize(("position", "rows"), [("inclusive", 1), ("exclusive", 0)])
def test_the_very_second_asked_for(position: str, rows: int) -> None:
    at = company(cdc_boundary=position)
    invoice(at, "10")

    outcome = at.cdc(("Invoice",), at.clock.now())

    assert isinstance(outcome, Done)
    (block,) = outcome.body["CDCResponse"][0]["QueryResponse"]
    assert len(block.get("Invoice", ())) == rows


@pytest.mark.parametrize("position", ["enforce", "lenient"])
def test_changes_of_more_than_thirty_days_ago(position: str) -> None:
    at = company(cdc_30_days=position)

    outcome = at.cdc(("Invoice",), datetime(2011, 10, 10, tzinfo=UTC))

    assert isinstance(outcome, Done) == (position == "lenient")


@pytest.mark.parametrize("position", ["refuse", "no_op"])
def test_a_payment_in_a_closed_period_may_be_changed_in_vain(position: str) -> None:
    at = company(closed_period_payment=position)
    bill, cash = invoice(at, "10"), pay(at, "10")
    at.person.close_books(date(2026, 1, 5))

    lines = [use("Invoice", bill, "10")]
    changes = live(at, "Payment", cash, sparse=True, Line=lines)
    outcome = at.update("Payment", changes)

    assert isinstance(outcome, Done) == (position == "no_op")
    assert open_of(at, "Invoice", bill) == "10.00"
    assert told(at, "Payment", cash)["SyncToken"] == "0"


def test_a_query_may_lag_behind() -> None:
    """For five seconds a query tells what was before; a read never does."""
    at = company(query_lag_seconds=5)
    clock = at.clock
    assert isinstance(clock, SimulatedClock)
    clock.advance(10)
    bill = invoice(at, "10")

    at_once = query(at, "select * from Invoice")
    clock.advance(5)
    later = query(at, "select * from Invoice")
    done(at.void("Invoice", live(at, "Invoice", bill)))
    before_the_void = query(at, "select * from Invoice where TotalAmt = '10'")

    assert (at_once, [each["Id"] for each in later]) == ([], [bill])
    assert [each["Id"] for each in before_the_void] == [bill]
    assert told(at, "Invoice", bill)["TotalAmt"] == 0


class _Server:
    """A simulator of one company, asked with request ids."""

    def __init__(self, **positions: str | int) -> None:
        self.clock = SimulatedClock()
        self.simulator = Simulator(clock=self.clock, switches=Switches.of(**positions))
        self.company = self.simulator.found("1")

    def post(self, document: dict[str, Any], **parameters: str) -> Reply:
        body = json.dumps(document).encode()
        path = "/v3/company/1/customer"
        return answer(
            self.simulator, Asked("POST", path, tuple(parameters.items()), (), body)
        )

    def customers(self) -> int:
        return len(self.company.custody.books.shelves["Customer"].records)


def test_a_repeated_request_is_answered_again_byte_for_byte() -> None:
    server = _Server()

    first = server.post({"DisplayName": "Acme"}, requestid="a")
    server.clock.advance(86_400 * 400)
    again = server.post({"DisplayName": "Acme"}, requestid="a")

    assert (again.status, again.body) == (200, first.body)
    assert server.customers() == 1


@pytest.mark.parametrize("position", ["replay", "600"])
def test_a_known_request_id_with_another_body(position: str) -> None:
    server = _Server(requestid_other_body=position)
    first = server.post({"DisplayName": "Acme"}, requestid="a")

    other = server.post({"DisplayName": "Bolt"}, requestid="a")

    told_of = json.loads(other.body)
    if position == "replay":
        assert other.body == first.body
    else:
        assert told_of["Fault"]["Error"][0]["code"] == "600"
    assert server.customers() == 1


@pytest.mark.parametrize(("position", "refused_again"), [("no", False), ("yes", True)])
def test_refusals_may_be_remembered(position: str, refused_again: bool) -> None:
    server = _Server(requestid_stores_failures=position)
    assert server.post({"DisplayName": "A:B"}, requestid="a").status == 400

    second = server.post({"DisplayName": "Acme"}, requestid="a")

    assert (second.status == 400) == refused_again


def test_an_answer_may_be_forgotten_after_some_minutes() -> None:
    server = _Server(requestid_retention=10)
    server.post({"DisplayName": "Acme"}, requestid="a")

    server.clock.advance(600)
    kept = server.post({"DisplayName": "Bolt"}, requestid="a")
    server.clock.advance(1)
    forgotten = server.post({"DisplayName": "Bolt"}, requestid="a")

    assert b"Acme" in kept.body
    assert b"Bolt" in forgotten.body


@pytest.mark.parametrize(
    ("position", "replayed"), [("forever", True), ("deleted", False)]
)
def test_an_answer_may_outlive_its_object(position: str, replayed: bool) -> None:
    """The answer of a payment that was deleted since is given again, or not."""
    simulator = Simulator(switches=Switches.of(requestid_retention=position))
    at = simulator.found("1")
    at.create("Customer", {"DisplayName": "Acme"})
    given = json.dumps({"CustomerRef": {"value": ACME}, "TotalAmt": 5}).encode()
    path = "/v3/company/1/payment"
    asked = Asked("POST", path, (("requestid", "a"),), (), given)
    first = json.loads(answer(simulator, asked).body)["Payment"]["Id"]
    done(at.delete("Payment", live(at, "Payment", first)))

    second = json.loads(answer(simulator, asked).body)["Payment"]["Id"]

    assert (second == first) == replayed


@pytest.mark.parametrize("bad", ["x" * 51, "two words", "a\nb"])
def test_a_request_id_of_a_wrong_form_is_refused(bad: str) -> None:
    reply = _Server().post({"DisplayName": "Acme"}, requestid=bad)

    assert json.loads(reply.body)["Fault"]["Error"][0]["code"] == "2130"


def test_every_switch_is_told_by_its_name() -> None:
    for name in attrs.fields_dict(Switches):
        first, *others = positions_of(name)
        assert getattr(Switches(), name) == first
        for position in (first, *others):
            value = position.value if isinstance(position, Enum) else position
            assert getattr(Switches.of(**{name: value}), name) == position


@pytest.mark.parametrize(
    "wrong", [{"nothing": "1"}, {"cdc_boundary": "x"}, {"requestid_retention": "x"}]
)
def test_what_is_no_switch_is_an_error(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"switch|valid|position"):
        Switches.of(**wrong)
