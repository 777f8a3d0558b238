"""Apps, people and faults at once: the figures fit after every single request.

An app asks over the gateway, and while faults strike it tries again under the same
request id until it gets an answer. Meanwhile people work, books are closed and
opened, automation goes on and off, and time passes.
"""

from __future__ import annotations

import asyncio
import json
from datetime import date
from typing import Any, TypeAlias

import attrs
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule
from typing_extensions import override

from qbo_simulator import Outcome, Refused, SimulatedClock, Simulator, Switches
from qbo_simulator.faults import (
    Delay,
    Drop,
    Fault,
    FaultInSuccess,
    HtmlPage,
    LaggingQuery,
    ServerError,
    Stale,
    Throttled,
    Truncated,
    Unauthorized,
)
from qbo_simulator.gateway import Answer, Ending
from qbo_simulator.limits import UNLIMITED
from qbo_simulator.service import Service
from qbo_simulator.serving import Asked
from qbo_simulator.switches import positions_of

from . import identities
from .bench import EXAMPLES, payment, sale
from .test_machine import AMOUNTS, CUSTOMERS, KINDS, PLACES, REFUSALS, SALES, Books

pytestmark = pytest.mark.extras

REALM = "1"
WHEN = st.sampled_from(["before", "after"])
FAULTS: st.SearchStrategy[Fault] = st.one_of(
    st.builds(Drop, when=WHEN, how=st.sampled_from(["closed", "reset"])),
    st.builds(ServerError, when=WHEN, status=st.sampled_from([500, 502, 503, 504])),
    st.builds(HtmlPage, when=WHEN),
    st.builds(FaultInSuccess, when=WHEN),
    st.builds(Truncated, how=st.sampled_from(["whole", "cut"])),
    st.builds(Delay, seconds=st.just(0.0001), by=st.just("wall"), when=WHEN),
    st.builds(Stale),
    st.builds(Throttled, style=st.sampled_from(["json", "xml", "403"])),
    st.builds(Unauthorized),
    st.builds(LaggingQuery, seconds=st.sampled_from([1.0, 60.0])),
)
BURSTS = st.lists(FAULTS, max_size=4)
NAMES = [field.name for field in attrs.fields(Switches)]
SWITCHES = st.fixed_dictionaries(
    {name: st.sampled_from(positions_of(name)) for name in NAMES}
)
QUERIES = st.sampled_from(
    [
        "select * from Invoice where Balance > '0' orderby Id maxresults 3",
        "select count(*) from CreditMemo",
        "select * from Payment orderby MetaData.LastUpdatedTime desc",
        "select nothing from Nowhere",
    ]
)
# These never get as far as the books, whatever else they do.
KEPT_OUT = (Stale, Throttled, Unauthorized)
State: TypeAlias = dict[tuple[str, str], str]


def hides_what_was_done(fault: Fault | None) -> bool:
    """Whether the books are written and the app does not learn of it."""
    if isinstance(fault, Truncated):
        return True
    later = getattr(fault, "when", "before") == "after"
    return later and not isinstance(fault, Delay)


def lets_nothing_through(fault: Fault | None) -> bool:
    """Whether the request does not reach the books."""
    if isinstance(fault, KEPT_OUT):
        return True
    early = isinstance(fault, Drop | ServerError | HtmlPage | FaultInSuccess)
    return early and not hides_what_was_done(fault)


class UnderFaults(Books):
    """The books of the other machine, behind a gateway that faults strike."""

    @override
    @initialize(positions=SWITCHES, credit=st.booleans(), left_over=st.booleans())
    def begin(self, positions: dict[str, Any], credit: bool, left_over: bool) -> None:
        self.clock = SimulatedClock()
        simulator = Simulator(clock=self.clock, switches=Switches(**positions))
        self.service = Service(simulator, quotas=UNLIMITED)
        self.company = self.service.found(REALM)
        self.requests = 0
        for name in ("Acme", "Bolt"):
            self.company.create("Customer", {"DisplayName": name})
        self.choose(credit, left_over)
        for amount in ("100.00", "40.00", "7.50"):
            self.company.create("Invoice", sale("85", amount))
            self.company.create("CreditMemo", sale("85", amount))
        self.company.create("Payment", payment("60.00"))

    @override
    def _seen(self, outcome: Outcome) -> None:
        """In closed books, and by some switches, there is more that is refused."""
        more = {"6200", "6210"}
        assert not isinstance(outcome, Refused) or outcome.code in REFUSALS | more

    @rule(credit=st.booleans(), left_over=st.booleans())
    def choose(self, credit: bool, left_over: bool) -> None:
        self.company.person.apply_credits_automatically(credit)
        self.company.person.apply_payments_automatically(left_over)

    @rule(closed=st.booleans(), password=st.booleans())
    def close_or_open(self, closed: bool, password: bool) -> None:
        until = date(2026, 1, 31) if closed else None
        self.company.person.close_books(until, with_password=password)

    @rule(seconds=st.sampled_from([1, 30, 700, 3_000_000]))
    def wait(self, seconds: int) -> None:
        self.clock.advance(seconds)

    @rule(kind=SALES, customer=CUSTOMERS, amount=AMOUNTS, faults=BURSTS)
    def app_sells(
        self, kind: str, customer: str, amount: str, faults: list[Fault]
    ) -> None:
        self._write(kind, sale(customer, amount), faults)

    @rule(
        customer=CUSTOMERS,
        total=st.one_of(st.just("0"), AMOUNTS),
        uses=st.lists(st.tuples(SALES, PLACES, AMOUNTS), max_size=4),
        faults=BURSTS,
    )
    def app_receives(
        self,
        customer: str,
        total: str,
        uses: list[tuple[str, int, str]],
        faults: list[Fault],
    ) -> None:
        given = payment(total, *self._lines(uses), customer=customer)
        self._write("Payment", given, faults)

    @rule(kind=KINDS, place=PLACES, amount=AMOUNTS, faults=BURSTS)
    def app_changes(
        self, kind: str, place: int, amount: str, faults: list[Fault]
    ) -> None:
        changes = sale("85", amount) if kind != "Payment" else {"TotalAmt": amount}
        changes.pop("CustomerRef", None)
        given = self._live(kind, self._any(kind, place), sparse=True, **changes)
        self._write(kind, given, faults)

    @rule(kind=KINDS, place=PLACES, void=st.booleans(), faults=BURSTS)
    def app_takes_out(
        self, kind: str, place: int, void: bool, faults: list[Fault]
    ) -> None:
        given = self._live(kind, self._any(kind, place), sparse=True)
        how = {"operation": "void" if void else "delete"}
        if void and kind == "Payment":
            how = {"operation": "update", "include": "void"}
        self._write(kind, given, faults, **how)

    @rule(amounts=st.lists(AMOUNTS, min_size=1, max_size=3), faults=BURSTS)
    def app_writes_a_batch(self, amounts: list[str], faults: list[Fault]) -> None:
        items = [
            {"bId": str(place), "operation": "create", kind: sale("85", amount)}
            for place, amount in enumerate(amounts)
            for kind in ("Invoice", "CreditMemo")
        ]
        self._write("batch", {"BatchItemRequest": items}, faults)

    @rule(query=QUERIES, changed=st.booleans(), faults=BURSTS)
    def app_looks(self, query: str, changed: bool, faults: list[Fault]) -> None:
        since = {"entities": "Invoice,Payment", "changedSince": "2026-01-05"}
        path, told = ("cdc", since) if changed else ("query", {"query": query})
        before = self._state()
        for fault in [*faults, None]:
            self._ask("GET", path, b"", fault, told)
            assert self._state() == before

    def _write(self, path: str, given: object, faults: list[Fault], **how: str) -> None:
        """Ask until there is an answer; the books are changed once at the most."""
        self.requests += 1
        told = {"requestid": f"r{self.requests}", **how}
        body = json.dumps(given, default=str).encode()
        done: Answer | None = None
        for fault in [*faults, None]:
            before = self._state()
            answer = self._ask("POST", path.lower(), body, fault, told)
            changed = self._state() != before
            assert not (changed and lets_nothing_through(fault)), fault
            assert not (changed and done), "The books were changed twice."
            if changed:
                done = answer
            self._check_answer(answer, fault, changed)
            if not faults or not _needs_another(answer):
                return

    def _check_answer(self, answer: Answer, fault: Fault | None, changed: bool) -> None:
        """What changed the books is told as done, unless a fault hides it."""
        identities.check(self.company)
        self._check_tokens()
        if changed and not hides_what_was_done(fault):
            assert (answer.reply.status, answer.ending) == (200, Ending.KEPT), answer

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes,
        fault: Fault | None,
        told: dict[str, str],
    ) -> Answer:
        token = self.service.access_token(REALM)
        if fault:
            self.service.faults.strike(fault)
        heads = (("authorization", f"Bearer {token}"),)
        parameters = tuple(told.items())
        asked = Asked(method, f"/v3/company/{REALM}/{path}", parameters, heads, body)
        answer = asyncio.run(self.service.handle(asked))
        self.service.faults.clear()
        return answer

    def _state(self) -> State:
        """All that the company has, as text."""
        shelves = self.company.custody.books.shelves.values()
        records = (each for shelf in shelves for each in shelf.records.values())
        return {record.key: record.text for record in records}

    def _check_tokens(self) -> None:
        """A SyncToken never goes back."""
        shelves = self.company.custody.books.shelves.values()
        now = {r.key: r.token for shelf in shelves for r in shelf.records.values()}
        before: dict[tuple[str, str], int] = getattr(self, "tokens", {})
        back = {key for key in now.keys() & before.keys() if now[key] < before[key]}
        assert not back, back
        self.tokens = now


def _needs_another(answer: Answer) -> bool:
    """Whether the app has learned nothing, and has to try again."""
    if answer.ending is not Ending.KEPT or answer.fault:
        return True
    return answer.reply.status >= 500


UnderFaults.TestCase.settings = settings(
    max_examples=max(EXAMPLES // 2, 1),
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestUnderFaults = UnderFaults.TestCase
