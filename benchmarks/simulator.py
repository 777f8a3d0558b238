"""How fast the offline QuickBooks Online is: ``python -m benchmarks.simulator``.

A server in a process of its own holds 100,000 documents, in memory and then in a file.
First one client asks for each kind of thing in turn, one request after the other; then
four clients ask for a mix of five reads, two queries and three writes.
Besides the rate on the clock, the time is told that the server's processor took, which
depends less on what else the machine does.
The first argument is another number of documents.
"""

from __future__ import annotations

import http.client
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count, cycle
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final, TypeAlias
from urllib.parse import quote

from .machine import description
from .simulator_server import (
    CUSTOMERS,
    FIRST,
    FIRST_CUSTOMER,
    REALM,
    Served,
    customer_of,
    ids_of,
    serving,
)

DOCUMENTS: Final = 100_000
REQUESTS: Final = 300
SECONDS: Final = 10.0
CLIENTS: Final = 4
BAR: Final = 200
MIX: Final = (
    *("read an invoice", "invoices of a customer", "read an invoice"),
    *("write an invoice", "read an invoice", "20 changed since"),
    *("pay an invoice", "read an invoice", "apply a credit memo", "read an invoice"),
)

Asked: TypeAlias = tuple[str, str, object]


class Requests:
    """Requests of each kind, drawn from a seed; no two clients write the same."""

    def __init__(self, documents: int, seed: int) -> None:
        self._draw = Random(seed)  # noqa: S311 - it shall be repeatable
        self._invoices, self._memos = (
            ids_of(kind, documents) for kind in ("Invoice", "CreditMemo")
        )
        self._numbers = count(seed * 1_000_000)

    @property
    def kinds(self) -> dict[str, Callable[[], Asked]]:
        """What may be asked, by its name in the table."""
        return {
            "read an invoice": lambda: self._get(f"invoice/{self._invoice()}"),
            "write an invoice": self._sell,
            "pay an invoice": self._pay,
            "apply a credit memo": self._apply,
            "invoices of a customer": lambda: self._find(
                f"select * from Invoice where CustomerRef = '{self._customer()}'"
                " and TxnDate >= '2026-01-10'"
            ),
            "an invoice by its number": lambda: self._find(
                f"select * from Invoice where DocNumber = '{self._invoice()}'"
            ),
            "20 open credit memos": lambda: self._find(
                "select * from CreditMemo where Balance > '0' maxresults 20"
            ),
            "20 changed since": lambda: self._find(
                "select * from Invoice where MetaData.LastUpdatedTime >="
                " '2026-01-01T00:00:00-08:00'"
                " orderby MetaData.LastUpdatedTime maxresults 20"
            ),
            "count invoices": lambda: self._find("select count(*) from Invoice"),
        }

    def _invoice(self) -> int:
        return self._draw.choice(self._invoices)

    def _customer(self) -> int:
        return FIRST_CUSTOMER + self._draw.randrange(CUSTOMERS)

    def _get(self, path: str) -> Asked:
        return "GET", path, None

    def _find(self, query: str) -> Asked:
        return self._get(f"query?query={quote(query)}")

    def _sell(self) -> Asked:
        detail = {"ItemRef": {"value": "1"}}
        lines = [{"Amount": 10, "SalesItemLineDetail": detail}]
        customer = {"value": str(self._customer())}
        path = f"invoice?requestid=r{next(self._numbers)}"
        return "POST", path, {"CustomerRef": customer, "Line": lines}

    def _pay(self) -> Asked:
        return self._payment(5, {"Invoice": self._invoice()})

    def _apply(self) -> Asked:
        memo = self._draw.choice(self._memos)
        # The document behind a memo is an open invoice of the same customer.
        return self._payment(0, {"Invoice": memo + 1, "CreditMemo": memo})

    def _payment(self, total: int, links: dict[str, int]) -> Asked:
        lines = [
            {"Amount": total or 1, "LinkedTxn": [{"TxnId": str(n), "TxnType": kind}]}
            for kind, n in links.items()
        ]
        customer = {"value": customer_of(links["Invoice"] - FIRST)}
        path = f"payment?requestid=r{next(self._numbers)}"
        return (
            "POST",
            path,
            {"CustomerRef": customer, "TotalAmt": total, "Line": lines},
        )


class Client:
    """One connection that stays open; every answer is looked at."""

    def __init__(self, served: Served) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", served.port)
        self._token = served.token

    def ask(self, asked: Asked) -> None:
        """Ask and wait for the answer, which has to be 200."""
        method, path, document = asked
        body = None if document is None else json.dumps(document)
        kind = {"Content-Type": "application/json"} if body else {}
        heads = {"Authorization": f"Bearer {self._token}", **kind}
        self._connection.request(method, f"/v3/company/{REALM}/{path}", body, heads)
        answer = self._connection.getresponse()
        told = answer.read()
        assert answer.status == 200, told


def run(documents: int = DOCUMENTS) -> Iterator[str]:
    """The lines of the table, each as soon as it is known."""
    yield f"Requests a second on simulated books ({BAR} of the mix are the bar)"
    with TemporaryDirectory() as folder:
        file = Path(folder, "state.sqlite")
        for name, state in (("in memory", None), ("in a file", file)):
            with serving(documents, state) as served:
                took = f"put there in {served.filled_in:.0f} s"
                yield f"  {name}: {served.documents:,} documents, {took}"
                yield f"    {'':<26}{'per second':>12}{'server ms':>12}"
                yield from _one_by_one(served, documents)
                yield _mixed(served, documents)
        began = time.perf_counter()
        with serving(documents, file) as served:
            took = f"in {time.perf_counter() - began:.0f} s"
            yield f"  {served.documents:,} documents were read from the file {took}"


def _one_by_one(served: Served, documents: int) -> Iterator[str]:
    client = Client(served)
    for name, draw in Requests(documents, 7).kinds.items():
        begun, used = time.perf_counter(), _processor_seconds(served.pid)
        for _ in range(REQUESTS):
            client.ask(draw())
        rate = REQUESTS / (time.perf_counter() - begun)
        each = (_processor_seconds(served.pid) - used) / REQUESTS * 1000
        yield f"    {name:<26}{rate:>12,.0f}{each:>12.2f}"


def _mixed(served: Served, documents: int) -> str:
    """What several clients get answered at once, and how late the latest come."""
    used = _processor_seconds(served.pid)
    until = time.perf_counter() + SECONDS
    with ThreadPoolExecutor(CLIENTS) as pool:
        runs = [
            pool.submit(_load, served, documents, until, seed)
            for seed in range(1, CLIENTS + 1)
        ]
        taken = sorted(each for run in runs for each in run.result())
    rate = len(taken) / SECONDS
    each = (_processor_seconds(served.pid) - used) / len(taken) * 1000
    middle, late = (1000 * taken[int(len(taken) * part)] for part in (0.5, 0.99))
    verdict = "reached" if rate >= BAR else "MISSED"
    return (
        f"    {f'the mix, {CLIENTS} clients':<26}{rate:>12,.0f}{each:>12.2f}"
        f"   bar {verdict}; median {middle:.1f} ms, 99 % within {late:.1f} ms"
    )


def _load(served: Served, documents: int, until: float, seed: int) -> list[float]:
    client, kinds = Client(served), Requests(documents, seed).kinds
    taken: list[float] = []
    for name in cycle(MIX):
        asked, began = kinds[name](), time.perf_counter()
        if began >= until:
            return taken
        client.ask(asked)
        taken.append(time.perf_counter() - began)
    return taken


def _processor_seconds(pid: int) -> float:
    """How long a process has had a processor, where the system tells it."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except OSError:
        return 0.0
    fields = told.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print the table; the argument is another number of documents."""
    print(description())
    for line in run(int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS):
        print(line, flush=True)


if __name__ == "__main__":
    main()
