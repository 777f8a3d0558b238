"""``credits sync``: a company from its consent to parity, as an operator does it."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
import requests

from credits_cli.failures import CannotRunError, UnreachableError
from credits_cli.sync.callback import wait_for_browser
from credits_cli.sync.configuration import _addresses
from credits_core.commands import EditCredit, IssueCredit, RegisterInvoice
from credits_core.desk import Desk
from credits_core.identity import (
    CreditId,
    CustomerId,
    InvoiceId,
    LineId,
    TenantId,
    UserId,
)
from credits_core.invoice import InvoiceLine
from credits_core.money import Money
from credits_core.permission import EVERYTHING, Actor, Role
from credits_memory import WallClock
from credits_qbo import connecting
from credits_qbo.schema import upgrade
from credits_sql import open_store
from qbo_simulator import Company, Done
from qbo_simulator.control import Running
from qbo_simulator.oauth import PLAYGROUND
from qbo_simulator.service import Service
from tests.adapters.qbo.offline import (
    clicked,
    connections_of,
    new_service,
    query_of,
)

from .sessions import Answer, Session, command_session

pytestmark = pytest.mark.extras

ANNA = Actor(UserId("anna"), (Role("Bookkeeper", EVERYTHING),))
ACME = CustomerId("ACME")
BACK = "http://localhost:8000/callback"
"""What the app has registered from the beginning; nothing listens there."""


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


@attrs.frozen
class Bench:
    """Books here, a company there, and a command line that knows of both."""

    running: Running
    service: Service
    run: Session
    store: str
    environment: dict[str, str]

    @property
    def company(self) -> Company:
        found = self.service.simulator.company("9130")
        assert found is not None
        return found

    def __call__(self, *arguments: str, typed: str = "") -> Answer:
        return self.run("sync", *arguments, "--store", self.store, typed=typed)

    def grant(self, name: str, amount: str) -> None:
        with open_store(self.store, TenantId("default")) as store:
            desk = Desk(ledgers=store.ledgers(), clock=WallClock())
            desk.submit(
                IssueCredit(
                    customer_id=ACME, credit_id=CreditId(name), amount=usd(amount)
                ),
                ANNA,
            ).unwrap()

    def there(self, entity: str, document: dict[str, Any]) -> str:
        outcome = self.company.person.create(entity, document)
        assert isinstance(outcome, Done), outcome
        return str(outcome.document["Id"])

    def memo_there(self, customer: str, amount: str) -> str:
        return self.there("CreditMemo", sale(customer, amount))


def sale(customer: str, amount: str) -> dict[str, Any]:
    line = {
        "Amount": Decimal(amount),
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    return {"CustomerRef": {"value": customer}, "Line": [line]}


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with Running(new_service("1")) as running:
        yield running


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def environment(running: Running) -> dict[str, str]:
    return {
        "CREDITS_QBO_ENVIRONMENT": running.url,
        "CREDITS_QBO_CLIENT_ID": PLAYGROUND.client_id,
        "CREDITS_QBO_CLIENT_SECRET": PLAYGROUND.client_secret,
        "CREDITS_QBO_REDIRECT": f"http://127.0.0.1:{_free_port()}/callback",
        "COLUMNS": "200",
    }


@pytest.fixture(scope="module")
def session(environment: dict[str, str]) -> Iterator[Session]:
    with command_session(**environment) as session:
        yield session


@pytest.fixture
def bench(
    running: Running, session: Session, environment: dict[str, str], tmp_path: Path
) -> Bench:
    """One customer with an invoice of 100, who has the same names on both sides."""
    service = new_service("9130", "9131")
    addresses = (BACK, environment["CREDITS_QBO_REDIRECT"])
    service.grants.register(attrs.evolve(PLAYGROUND, redirect_uris=addresses))
    running.show(service)
    store = f"sqlite:///{tmp_path}/books.sqlite3"
    line = InvoiceLine(id=LineId("1"), amount=usd("100"))
    bill = RegisterInvoice(
        customer_id=ACME, invoice_id=InvoiceId("INV-1"), lines=(line,)
    )
    with open_store(store, TenantId("default")) as opened:
        Desk(ledgers=opened.ledgers(), clock=WallClock()).submit(bill, ANNA).unwrap()
    bench = Bench(running, service, session, store, environment)
    customer = bench.there("Customer", {"DisplayName": "ACME"})
    bench.there("Invoice", {**sale(customer, "100.00"), "DocNumber": "INV-1"})
    return bench


@pytest.fixture
def customer(bench: Bench) -> str:
    outcome = bench.company.query("SELECT * FROM Customer")
    assert isinstance(outcome, Done)
    return str(outcome.body["QueryResponse"]["Customer"][0]["Id"])


def connected(bench: Bench) -> None:
    """Connect without the command line, and choose the item."""
    with open_store(bench.store, TenantId("default")) as store:
        upgrade(store.engine)
        connections = connections_of(bench.running, store.engine)
        consent = connections.ask(BACK)
        query = query_of(clicked(consent.url, "9130"))
        assert isinstance(connections.take(consent, query), connecting.Company)
    assert bench("item", "1").status == 0


def browse(bench: Bench, realm: str, *more: str, decision: str = "connect") -> Answer:
    """``sync connect`` in a process, while a person clicks."""
    command = [
        *(sys.executable, "-u", "-m", "credits_cli", "sync", "connect"),
        *("--store", bench.store, "--seconds", "120", *more),
    ]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **bench.environment},
    )
    assert process.stdout is not None
    told = ""
    while "state=" not in told:
        told = process.stdout.readline()
        assert told or process.poll() is None, process.communicate()
    address = clicked(told.strip(), realm, decision)
    page_of = address.partition("/callback")[0]
    nowhere = requests.get(f"{page_of}/favicon.ico", timeout=60)
    forged = requests.get(f"{address.partition('?')[0]}?state=forged", timeout=60)
    page = requests.get(address, timeout=60)
    out, err = process.communicate(timeout=120)
    assert (nowhere.status_code, forged.status_code) == (404, 400)
    assert "code=" not in out + err
    return Answer(process.returncode, told + out + page.text, err)


def test_a_company_is_connected_planned_enabled_and_comes_to_parity(
    bench: Bench, customer: str
) -> None:
    bench.grant("C", "30")
    bench.memo_there(customer, "7.00")
    before = bench("plan")
    connected(bench)
    early = bench("step")
    plan = bench("plan")
    data = json.loads(bench("plan", "--json").out)
    nothing = bench.company.query("SELECT * FROM CreditMemo")
    refused = bench("enable")
    enabled = bench("enable", "--plan", data["mark"])
    step = bench("step", "--json")
    parity = bench("parity")
    status = bench("status", "--json")

    assert (before.status, before.said) == (
        4,
        "No company is connected: credits sync connect.",
    )
    assert (early.status, early.said) == (2, "Nothing is enabled: credits sync plan.")
    assert plan.status == 0
    for words in ("From there to here", "From here to there", data["mark"]):
        assert words in plan.out
    assert data["counts"] == {"match": 2, "import": 1, "export": 1, "leave": 0}
    assert isinstance(nothing, Done)
    assert len(nothing.body["QueryResponse"]["CreditMemo"]) == 1
    assert refused.status == 2
    assert "give its mark as --plan" in refused.said
    assert enabled.status == 0, enabled.said
    assert json.loads(step.out)["settled"] >= 1
    assert parity.status == 0
    assert "2 credits are worth the same on both sides, 0 are not." in parity.said
    told = json.loads(status.out)
    assert (told["connected"], told["enabled"], told["conflicts"]) == (True, True, 0)


def test_a_plan_that_is_not_what_would_happen_any_more_is_not_carried_out(
    bench: Bench, customer: str
) -> None:
    connected(bench)
    bench.grant("C", "30")
    mark = json.loads(bench("plan", "--json").out)["mark"]
    bench.memo_there(customer, "7.00")

    changed = bench("enable", "--plan", mark)

    assert changed.status == 1
    assert "What would happen has changed; nothing was done." in changed.said
    assert not json.loads(bench("status", "--json").out)["enabled"]


def test_the_owner_may_say_no_and_the_terminal_says_so(bench: Bench) -> None:
    answer = browse(bench, "9130", decision="cancel")

    assert answer.status == 4
    assert "No company was connected: access_denied." in answer.err
    assert "see the terminal" in answer.out


def test_another_company_needs_to_be_said_and_parting_is_told(
    bench: Bench,
) -> None:
    connected(bench)
    other = browse(bench, "9131")
    parted = bench("disconnect")
    asked = bench("status", "--realm", "9130")

    assert other.status == 4
    assert "company 9130 is connected, and this is 9131" in other.err
    assert parted.said == "Company 9130 is not connected any more."
    assert asked.status == 4


def test_conflicts_are_shown_and_decided(bench: Bench) -> None:
    connected(bench)
    bench.grant("C", "30")
    bench("enable", "--plan", json.loads(bench("plan", "--json").out)["mark"])
    bench("step")
    _change_both(bench)
    bench("step")
    told = bench("conflicts")
    listed = json.loads(bench("conflicts", "--json").out)
    parity = json.loads(bench("parity", "--json").out)

    assert told.status == 1
    assert "both_changed" in told.said
    assert "here: 40.00 USD" in told.said
    assert "there: 50.00 USD" in told.said
    assert (bench("parity").status, bench("parity", "--strict").status) == (0, 1)
    assert parity["differences"][0]["reason"] == "conflict: both_changed"
    assert bench("resolve", "7", "keep-here").status == 2
    assert bench("resolve", "1", "sing").status == 2
    assert bench("resolve", listed[0]["key"], "keep-here").status == 0
    _wait_for(lambda: "There are no conflicts." in bench("conflicts").said)
    _wait_for(lambda: _is_equal_after_a_step(bench))


def _is_equal_after_a_step(bench: Bench) -> bool:
    return bench("step").status == bench("parity", "--strict").status == 0


def _change_both(bench: Bench) -> None:
    with open_store(bench.store, TenantId("default")) as store:
        desk = Desk(ledgers=store.ledgers(), clock=WallClock())
        desk.submit(
            EditCredit(customer_id=ACME, credit_id=CreditId("C"), amount=usd("40")),
            ANNA,
        ).unwrap()
    outcome = bench.company.query("SELECT * FROM CreditMemo")
    assert isinstance(outcome, Done)
    (memo,) = outcome.body["QueryResponse"]["CreditMemo"]
    line = {**sale("1", "50.00")["Line"][0]}
    bench.company.person.edit("CreditMemo", memo["Id"], {"Line": [line]})


def _wait_for(condition: Callable[[], object], seconds: float = 120.0) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.2)


def test_a_worker_exchanges_and_ends_when_it_is_asked_to(
    bench: Bench, tmp_path: Path
) -> None:
    connected(bench)
    bench("enable", "--plan", json.loads(bench("plan", "--json").out)["mark"])
    health = tmp_path / "health.json"
    command = [
        *(sys.executable, "-m", "credits_cli", "sync", "run", "--store", bench.store),
        *("--turn", "0.1", "--poll", "0.5", "--health", str(health)),
    ]
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **bench.environment},
    )
    try:
        _wait_for(health.exists)
        bench.grant("C", "31.41")
        _wait_for(lambda: _memos(bench) == [3141])
    finally:
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=120)

    assert process.returncode == 0
    told = [json.loads(line) for line in log.splitlines()]
    assert (told[0]["what"], told[-1]["what"]) == (
        "A worker begins.",
        "A worker ends.",
    )
    assert any(line.get("settled") for line in told)
    assert json.loads(health.read_text())["state"] == "ended"
    for secret in ("ACME", "31.41", "simulated-client-secret", "AB0", "AB1"):
        assert secret not in log


def _memos(bench: Bench) -> list[int]:
    outcome = bench.company.query("SELECT * FROM CreditMemo")
    assert isinstance(outcome, Done)
    found = outcome.body["QueryResponse"].get("CreditMemo", [])
    return [int(one["TotalAmt"]) for one in found]


def test_bindings_are_read_from_a_file_all_or_none(
    bench: Bench, customer: str, tmp_path: Path
) -> None:
    connected(bench)
    file = tmp_path / "names.csv"

    def told(text: str) -> Answer:
        file.write_text(text)
        return bench("bind", str(file))

    good = told(f"entity,here,there\nCustomer,ACME,{customer}\nInvoice,INV-1,99\n")
    taken = told("entity,here,there\nInvoice,INV-2,98\nInvoice,INV-3,99\n")
    again = told(f"entity,here,there\nCustomer,ACME,{customer}\n")

    assert good.said == "2 customers and invoices are known."
    assert taken.status == 2
    assert "names.csv: " in taken.said
    assert again.status == 0
    assert told("here,there\n").status == 2
    assert told("entity,here,there\nVendor,V,1\n").status == 2
    assert told("entity,here,there\nCustomer,V,\n").status == 2
    assert bench("bind", str(tmp_path / "nothing.csv")).status == 2


def test_an_address_that_is_pasted_has_to_answer_this_very_question(
    bench: Bench,
) -> None:
    query = f"{BACK}?state=forged&code=x&realmId=9130"
    answer = bench("connect", "--paste", typed=query)

    assert answer.status == 4
    assert "Nobody came back with an answer to this question." in answer.err
    assert re.search(r"state=[\w-]{40,}", answer.out)


def test_a_secret_that_is_missing_is_a_sentence(bench: Bench) -> None:
    changes = {"CREDITS_QBO_CLIENT_SECRET": ""}
    with command_session(**{**bench.environment, **changes}) as session:
        answer = session("sync", "connect", "--store", bench.store)

    told = "The environment variable CREDITS_QBO_CLIENT_SECRET is not set."
    assert (answer.status, answer.said) == (2, told)


def test_where_the_other_side_is_has_to_make_sense() -> None:
    with pytest.raises(UnreachableError, match="does not answer"):
        _addresses("http://127.0.0.1:9")
    with pytest.raises(CannotRunError, match="production, sandbox or an address"):
        _addresses("nowhere")
    assert _addresses("sandbox") == connecting.SANDBOX


@pytest.mark.parametrize("address", ["https://example.com/back", "http://192.0.2.1/"])
def test_the_browser_cannot_come_back_to_another_machine(address: str) -> None:
    with pytest.raises(CannotRunError, match="use --paste"):
        wait_for_browser(address, lambda _: True, seconds=1)


def test_nobody_is_waited_for_longer_than_was_said() -> None:
    address = f"http://localhost:{_free_port()}/"

    came = wait_for_browser(address, lambda _: True, seconds=0.1)

    assert not came


def test_a_store_without_books_is_not_made(bench: Bench, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere.db"

    answer = bench.run("sync", "status", "--store", f"sqlite:///{nowhere}")

    assert answer.status == 2
    assert not nowhere.exists()
