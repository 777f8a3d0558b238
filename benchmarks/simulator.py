"""How fast the offline QuickBooks Online is: ``python -m benchmarks.simulator``.

A server in a process of its own holds 100,000 documents, and is asked over one
connection, one request after the other.
Besides the rate on the clock, the time is told that the server's processor took, which
does not depend on what else the machine does.
The first argument is another number of documents, the second a file for the state.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from .machine import description
from .simulator_server import (
    CUSTOMERS,
    FIRST,
    FIRST_NUMBER,
    FIRST_SALE,
    customer_of,
)

REQUESTS = 300


class Client:
    """One connection to the server."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port)

    def ask(self, method: str, path: str, document: object = None) -> dict[str, Any]:
        """The answer, which is no refusal."""
        body = None if document is None else json.dumps(document)
        self._connection.request(method, f"/v3/company/1/{path}", body)
        response = self._connection.getresponse()
        answer: dict[str, Any] = json.loads(response.read())
        assert response.status == 200, answer
        return answer

    def find(self, query: str) -> dict[str, Any]:
        """The answer to a query."""
        return self.ask("GET", f"query?query={quote(query)}")


def main() -> None:
    """Load a server, ask it, and print a table."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    state = sys.argv[2] if len(sys.argv) > 2 else ""
    module = "benchmarks.simulator_server"
    command = [sys.executable, "-m", module, str(documents), state]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        client = Client(int(server.stdout.readline()))
        print(description())
        print(f"{documents} documents, {'a file' if state else 'in memory'}")
        print(f"{'request':<28}{'per second':>12}{'server ms':>12}")
        for name, act in _requests(client, documents).items():
            _measure(server.pid, name, act)
        server.kill()


def _measure(pid: int, name: str, act: Callable[[int], object]) -> None:
    begun, used = time.perf_counter(), _processor_seconds(pid)
    for number in range(REQUESTS):
        act(number)
    took = time.perf_counter() - begun
    each = (_processor_seconds(pid) - used) / REQUESTS * 1000
    print(f"{name:<28}{REQUESTS / took:>12.0f}{each:>12.2f}", flush=True)


def _processor_seconds(pid: int) -> float:
    """How long a process has had a processor, where the system tells it."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as told:  # noqa: PTH123
            fields = told.read().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _requests(client: Client, documents: int) -> dict[str, Callable[[int], object]]:
    draw = random.Random(7)  # noqa: S311 - which documents are asked for

    def any_invoice() -> int:
        return draw.randrange(documents // 2) * 2

    def pay(_: int) -> object:
        number = any_invoice()
        link = {"TxnId": str(FIRST_SALE + number), "TxnType": "Invoice"}
        return client.ask(
            "POST",
            "payment",
            {
                "CustomerRef": {"value": customer_of(number)},
                "TotalAmt": 5,
                "Line": [{"Amount": 5, "LinkedTxn": [link]}],
            },
        )

    def sell(number: int) -> object:
        lines = [{"Amount": 10, "SalesItemLineDetail": {"ItemRef": {"value": "1"}}}]
        customer = {"value": str(FIRST + draw.randrange(CUSTOMERS))}
        given = {"CustomerRef": customer, "Line": lines}
        return client.ask("POST", f"invoice?requestid=r{number}", given)

    def of_customer(_: int) -> object:
        customer = FIRST + draw.randrange(CUSTOMERS)
        return client.find(
            f"select * from Invoice where CustomerRef = '{customer}'"
            " and TxnDate >= '2026-01-10'"
        )

    since = "2026-01-05T00:00:00-08:00"
    return {
        "read an invoice": lambda _: client.ask(
            "GET", f"invoice/{FIRST_SALE + any_invoice()}"
        ),
        "write an invoice": sell,
        "receive a payment": pay,
        "invoices of a customer": of_customer,
        "an invoice by its number": lambda _: client.find(
            f"select * from Invoice where DocNumber = '{FIRST_NUMBER + any_invoice()}'"
        ),
        "the latest 20 invoices": lambda _: client.find(
            "select * from Invoice maxresults 20"
        ),
        "20 open credit memos": lambda _: client.find(
            "select * from CreditMemo where Balance > '0' maxresults 20"
        ),
        "20 changed since": lambda _: client.find(
            f"select * from Invoice where MetaData.LastUpdatedTime >= '{since}'"
            " orderby MetaData.LastUpdatedTime maxresults 20"
        ),
        "count invoices": lambda _: client.find("select count(*) from Invoice"),
    }


if __name__ == "__main__":
    main()
