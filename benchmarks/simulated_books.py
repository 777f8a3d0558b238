"""How many requests a second the simulator answers with 100,000 documents stored.

The server is a process of its own, and the clients are threads of this one, each on
a connection that stays open. A cycle of ten requests has five reads, two queries and
three writes. Every answer is looked at: one that is not 200 ends the benchmark.
"""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import quote

import attrs

from qbo_simulator import Simulator
from qbo_simulator.control import Running, TickingClock
from qbo_simulator.control.filling import fill
from qbo_simulator.limits import UNLIMITED
from qbo_simulator.service import Service

DOCUMENTS: Final = 100_000
CUSTOMERS: Final = 2_000
SECONDS: Final = 10.0
THREADS: Final = 4
BAR: Final = 200
REALM: Final = "9130"
MIX: Final = ("read", "query", "read", "write", "read", "query", "write", "read")
MIXES: Final = {
    "mixed": (*MIX, "write", "read"),
    "reads": ("read",),
    "queries": ("query",),
    "writes": ("write",),
}


@attrs.frozen
class Served:
    """A server that another process runs, and how it was filled."""

    port: int
    token: str
    documents: int
    invoices: tuple[str, ...]
    filled_in: float


def run(documents: int = DOCUMENTS, seconds: float = SECONDS) -> Iterator[str]:
    """The lines of the table, each as soon as it is known."""
    yield f"Requests a second on simulated books (bar: {BAR} for the mix)"
    with TemporaryDirectory() as folder:
        for name, state in (("memory", None), ("SQLite", Path(folder, "x.sqlite"))):
            with _serving(documents, state) as served:
                yield (
                    f"  {name}: {served.documents:,} documents, written in"
                    f" {served.filled_in:.0f} s"
                )
                yield from _rows(served, seconds)


def _rows(served: Served, seconds: float) -> Iterator[str]:
    for name, mix in MIXES.items():
        taken = _load(served, mix, seconds)
        taken.sort()
        rate = len(taken) / seconds
        middle, late = (1000 * taken[int(len(taken) * part)] for part in (0.5, 0.99))
        yield (
            f"    {name:<8}{rate:>8,.0f}/s   median {middle:5.1f} ms"
            f"   99 % within {late:6.1f} ms"
        )


def _load(served: Served, mix: tuple[str, ...], seconds: float) -> list[float]:
    """How long each request took, of all that several clients got answered."""
    until = time.perf_counter() + seconds
    with ThreadPoolExecutor(THREADS) as pool:
        runs = [
            pool.submit(_client, served, mix, until, number)
            for number in range(THREADS)
        ]
        return [each for run in runs for each in run.result()]


def _client(
    served: Served, mix: tuple[str, ...], until: float, seed: int
) -> list[float]:
    chance = Random(seed)  # noqa: S311 - it shall be repeatable
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    taken: list[float] = []
    for kind in cycle(mix):
        asked = _request(kind, served, chance)
        began = time.perf_counter()
        if began >= until:
            connection.close()
            return taken
        _ask(connection, served.token, *asked)
        taken.append(time.perf_counter() - began)
    return taken


def _request(kind: str, served: Served, chance: Random) -> tuple[str, str, object]:
    invoice = chance.choice(served.invoices)
    if kind == "read":
        return "GET", f"invoice/{invoice}", None
    if kind == "query":
        return "GET", f"query?query={quote(_query(chance))}", None
    customer = {"CustomerRef": {"value": _customer(chance)}}
    if chance.random() < 0.5:
        return "POST", "payment", {**customer, "TotalAmt": 25}
    return "POST", "invoice", {**customer, "Line": [_line(chance)]}


def _query(chance: Random) -> str:
    customer = _customer(chance)
    return chance.choice(
        (
            f"select * from Invoice where CustomerRef = '{customer}' maxresults 20",  # noqa: S608 - QBO's language
            "select * from Payment orderby MetaData.LastUpdatedTime desc maxresults 20",
            f"select count(*) from CreditMemo where CustomerRef = '{customer}'",  # noqa: S608 - as above
        )
    )


def _customer(chance: Random) -> str:
    return str(85 + chance.randrange(CUSTOMERS))


def _line(chance: Random) -> dict[str, object]:
    return {
        "Amount": chance.randrange(1, 500),
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }


def _ask(
    connection: http.client.HTTPConnection,
    token: str,
    method: str,
    path: str,
    body: object,
) -> None:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    text = None if body is None else json.dumps(body)
    connection.request(method, f"/v3/company/{REALM}/{path}", text, headers)
    answer = connection.getresponse()
    told = answer.read()
    assert answer.status == 200, told


@contextmanager
def _serving(documents: int, state: Path | None) -> Iterator[Served]:
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
    """Fill a company and serve it until something is said."""
    simulator = Simulator(clock=TickingClock(), state=state)
    service = Service(simulator, quotas=UNLIMITED)
    company = service.found(REALM)
    began = time.perf_counter()
    with company.custody.one_transaction():
        fill(company, 7, documents=documents, customers=CUSTOMERS)
    filled_in = time.perf_counter() - began
    shelves = company.custody.books.shelves
    kinds = ("Invoice", "Payment", "CreditMemo")
    stored = sum(len(shelves[kind].records) for kind in kinds)
    with Running(service) as running:
        token = service.access_token(REALM)
        ids = tuple(shelves["Invoice"].records)
        pipe.send(Served(running.port, token, stored, ids, filled_in))
        pipe.recv()


if __name__ == "__main__":
    for told in run():
        print(told, flush=True)
