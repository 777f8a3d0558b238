"""Simulated books with many documents, and a server for them in its own process."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

import attrs

from qbo_simulator import Company, Simulator
from qbo_simulator.control import Running, TickingClock
from qbo_simulator.limits import UNLIMITED
from qbo_simulator.service import Service

REALM: Final = "9130"
CUSTOMERS: Final = 2_000
FIRST_CUSTOMER: Final = 1_000
FIRST: Final = 10_000
EACH: Final = ("Invoice", "Payment", "CreditMemo", "Invoice")
"""The kinds of four documents in a row: the payment pays a part of the first."""
_DATE: Final = "2026-01-{:02d}"
_NOW: Final = "2026-01-01T00:00:00-08:00"
_HEAD: Final = {
    "domain": "QBO",
    "sparse": False,
    "SyncToken": "0",
    "MetaData": {"CreateTime": _NOW, "LastUpdatedTime": _NOW},
    "CurrencyRef": {"value": "USD", "name": "United States Dollar"},
}


@attrs.frozen
class Served:
    """A server that another process runs, and how long its books took."""

    pid: int
    port: int
    token: str
    documents: int
    filled_in: float


def customer_of(number: int) -> str:
    """The id of the customer of a document; four in a row have the same."""
    return str(FIRST_CUSTOMER + number // len(EACH) % CUSTOMERS)


def ids_of(kind: str, documents: int) -> range:
    """The ids of the documents of a kind; of invoices, those that are open whole."""
    place = len(EACH) - 1 - EACH[::-1].index(kind)
    return range(FIRST + place, FIRST + documents, len(EACH))


def fill(company: Company, documents: int) -> None:
    """Put customers and so many documents into the books, as if recorded elsewhere."""
    with company.custody.one_transaction():
        for number in range(CUSTOMERS):
            named = {"DisplayName": f"Customer {number}", "Active": True}
            document = {**_HEAD, **named, "Id": str(FIRST_CUSTOMER + number)}
            company.custody.adopt("Customer", document)
        for number in range(documents):
            kind = EACH[number % len(EACH)]
            company.custody.adopt(kind, _document(kind, number))


def _document(kind: str, number: int) -> dict[str, Any]:
    head = {
        **_HEAD,
        "Id": str(FIRST + number),
        "TxnDate": _DATE.format(number % 28 + 1),
        "CustomerRef": {"value": customer_of(number), "name": "A customer"},
    }
    if kind == "Payment":
        link = {"TxnId": str(FIRST + number - 1), "TxnType": "Invoice"}
        lines = [{"Amount": 40, "LinkedTxn": [link]}]
        return {**head, "TotalAmt": 40, "UnappliedAmt": 0, "Line": lines}
    paid = number % len(EACH) == 0
    links = [{"TxnId": str(FIRST + number + 1), "TxnType": "Payment"}]
    left = {"LinkedTxn": links if paid else [], "Balance": 60 if paid else 100}
    if kind == "CreditMemo":
        left = {"Balance": 100, "RemainingCredit": 100}
    numbered = {"DocNumber": str(FIRST + number)}
    return {**head, **numbered, **left, "TotalAmt": 100, "Line": [_line(), _subtotal()]}


def _line() -> dict[str, Any]:
    item, tax = {"value": "1", "name": "Services"}, {"value": "NON"}
    detail = {"ItemRef": item, "TaxCodeRef": tax}
    kind = "SalesItemLineDetail"
    return {"Id": "1", "LineNum": 1, "Amount": 100, "DetailType": kind, kind: detail}


def _subtotal() -> dict[str, Any]:
    return {"Amount": 100, "DetailType": "SubTotalLineDetail", "SubTotalLineDetail": {}}


@contextmanager
def serving(documents: int, state: Path | None) -> Iterator[Served]:
    """A server in a process of its own, as long as the context is entered."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, documents, state))
    process.start()
    try:
        yield here.recv()
    finally:
        here.send("enough")
        process.join(30)
        process.kill()


def _serve(pipe: Connection, documents: int, state: Path | None) -> None:
    simulator = Simulator(clock=TickingClock(), state=state)
    service = Service(simulator, quotas=UNLIMITED, state=state)
    began = time.perf_counter()
    company = simulator.company(REALM)
    if company is None:
        company = service.found(REALM)
        fill(company, documents)
    filled_in = time.perf_counter() - began
    stored = sum(len(company.custody.books.shelves[each].records) for each in {*EACH})
    with Running(service) as running:
        token = service.access_token(REALM)
        pipe.send(Served(os.getpid(), running.port, token, stored, filled_in))
        pipe.recv()
