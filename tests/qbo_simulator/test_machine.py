"""Whatever apps and people do, in whichever order, the figures fit together."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from qbo_simulator import Company, Outcome, Refused, Switches
from qbo_simulator.switches import positions_of

from . import identities
from .bench import ACME, BOLT, EXAMPLES, company, line, payment, sale, use

pytestmark = pytest.mark.extras

AMOUNTS = st.integers(1, 12_000).map(lambda cents: f"{Decimal(cents) / 100:.2f}")
# Mostly one customer, so that documents meet.
CUSTOMERS = st.sampled_from([ACME, ACME, ACME, BOLT])
PLACES = st.integers(0, 5)
KINDS = st.sampled_from(["Invoice", "CreditMemo", "Payment"])
SALES = st.sampled_from(["Invoice", "CreditMemo"])
SWITCHES = st.fixed_dictionaries(
    {
        name: st.sampled_from(positions_of(name))
        for name in (
            "cm_delete_applied",
            "cm_shrink_below_applied",
            "invoice_below_paid",
            "payment_total_below_lines",
            "cm_token_bumps_on_apply",
            "creditmemo_void",
        )
    }
)
# What may refuse to be done; anything else would be a mistake of the machine.
REFUSALS = {"610", "620", "6000", "500", "6220", "6250", "6450", "6540", "6240"}


class Books(RuleBasedStateMachine):
    """Two customers, an app and a person."""

    company: Company

    @initialize(positions=SWITCHES, credit=st.booleans(), left_over=st.booleans())
    def begin(self, positions: dict[str, Any], credit: bool, left_over: bool) -> None:
        self.company = company()
        self.company.switches = Switches(**positions)
        self.company.person.apply_credits_automatically(credit)
        self.company.person.apply_payments_automatically(left_over)
        for amount in ("100.00", "40.00", "7.50"):
            self.company.create("Invoice", sale(ACME, amount))
            self.company.create("CreditMemo", sale(ACME, amount))
        self.company.create("Payment", payment("60.00"))

    def _seen(self, outcome: Outcome) -> None:
        assert not isinstance(outcome, Refused) or outcome.code in REFUSALS, outcome

    def _any(self, entity: str, place: int) -> str:
        ids = list(self.company.custody.books.shelves[entity].records)
        return ids[-1 - place % len(ids)] if ids else "999"

    def _live(self, entity: str, object_id: str, **others: Any) -> dict[str, Any]:
        record = self.company.custody.books.find(entity, object_id)
        token = str(record.token) if record else "0"
        return {"Id": object_id, "SyncToken": token, **others}

    def _lines(self, uses: list[tuple[str, int, str]]) -> list[dict[str, Any]]:
        return [use(kind, self._any(kind, at), amount) for kind, at, amount in uses]

    @rule(
        kind=SALES,
        customer=CUSTOMERS,
        amounts=st.lists(AMOUNTS, min_size=1, max_size=3),
    )
    def sell(self, kind: str, customer: str, amounts: list[str]) -> None:
        self._seen(self.company.create(kind, sale(customer, *amounts)))

    @rule(
        customer=CUSTOMERS,
        total=st.one_of(st.just("0"), AMOUNTS),
        uses=st.lists(st.tuples(SALES, PLACES, AMOUNTS), max_size=4),
    )
    def receive(
        self, customer: str, total: str, uses: list[tuple[str, int, str]]
    ) -> None:
        given = payment(total, *self._lines(uses), customer=customer)
        self._seen(self.company.create("Payment", given))

    @rule(customer=CUSTOMERS, invoice=PLACES, memo=PLACES, amount=AMOUNTS)
    def apply_in_one_line(
        self, customer: str, invoice: int, memo: int, amount: str
    ) -> None:
        links = [
            {"TxnType": "CreditMemo", "TxnId": self._any("CreditMemo", memo)},
            {"TxnType": "Invoice", "TxnId": self._any("Invoice", invoice)},
        ]
        given = payment("0", customer=customer)
        given["Line"] = [{"Amount": Decimal(amount), "LinkedTxn": links}]
        self._seen(self.company.create("Payment", given))

    @rule(kind=SALES, place=PLACES, amount=AMOUNTS)
    def reprice(self, kind: str, place: int, amount: str) -> None:
        changes = {"sparse": True, "Line": [line(amount)]}
        given = self._live(kind, self._any(kind, place), **changes)
        self._seen(self.company.update(kind, given))

    @rule(place=PLACES, amount=AMOUNTS)
    def change_total(self, place: int, amount: str) -> None:
        changes = {"sparse": True, "TotalAmt": Decimal(amount)}
        given = self._live("Payment", self._any("Payment", place), **changes)
        self._seen(self.company.update("Payment", given))

    @rule(place=PLACES, uses=st.lists(st.tuples(SALES, PLACES, AMOUNTS), max_size=4))
    def change_lines(self, place: int, uses: list[tuple[str, int, str]]) -> None:
        changes = {"sparse": True, "Line": self._lines(uses)}
        given = self._live("Payment", self._any("Payment", place), **changes)
        self._seen(self.company.update("Payment", given))

    @rule(kind=KINDS, place=PLACES)
    def delete(self, kind: str, place: int) -> None:
        given = self._live(kind, self._any(kind, place))
        self._seen(self.company.delete(kind, given))

    @rule(kind=KINDS, place=PLACES)
    def void(self, kind: str, place: int) -> None:
        given = self._live(kind, self._any(kind, place))
        self._seen(self.company.void(kind, given))

    @rule(kind=KINDS, place=PLACES)
    def void_in_person(self, kind: str, place: int) -> None:
        self._seen(self.company.person.void(kind, self._any(kind, place)))

    @rule(kind=KINDS, place=PLACES)
    def delete_in_person(self, kind: str, place: int) -> None:
        self._seen(self.company.person.delete(kind, self._any(kind, place)))

    @rule(kind=SALES, place=PLACES, amount=AMOUNTS)
    def reprice_in_person(self, kind: str, place: int, amount: str) -> None:
        edited = self.company.person.edit(
            kind, self._any(kind, place), {"Line": [line(amount)]}
        )
        self._seen(edited)

    @rule(kind=KINDS, place=PLACES)
    def copy(self, kind: str, place: int) -> None:
        self._seen(self.company.person.copy(kind, self._any(kind, place)))

    @rule(customer=CUSTOMERS, invoices=st.lists(PLACES), memos=st.lists(PLACES))
    def apply(self, customer: str, invoices: list[int], memos: list[int]) -> None:
        applied = self.company.person.apply(
            customer,
            [self._any("Invoice", place) for place in invoices],
            [self._any("CreditMemo", place) for place in memos],
        )
        self._seen(applied)

    @rule(place=PLACES)
    def deposit(self, place: int) -> None:
        self._seen(self.company.person.deposit(self._any("Payment", place)))

    @rule(place=PLACES)
    def undo_deposit(self, place: int) -> None:
        self._seen(self.company.person.delete("Deposit", self._any("Deposit", place)))

    @invariant()
    def the_figures_fit_together(self) -> None:
        if hasattr(self, "company"):
            identities.check(self.company)


Books.TestCase.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestBooks = Books.TestCase
