"""A server with many documents, for ``benchmarks.simulator``; it prints its port."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import uvicorn
from typing_extensions import override

from qbo_simulator import Company, Simulator, asgi

CUSTOMERS = 1000
FIRST = 1000
FIRST_SALE = FIRST + CUSTOMERS
FIRST_NUMBER = 5000
_NOW = "2026-01-01T00:00:00-08:00"
_HEAD = {
    "domain": "QBO",
    "sparse": False,
    "SyncToken": "0",
    "MetaData": {"CreateTime": _NOW, "LastUpdatedTime": _NOW},
}
_CURRENCY = {"value": "USD", "name": "United States Dollar"}
_LINE = {
    "Id": "1",
    "LineNum": 1,
    "Amount": 100,
    "DetailType": "SalesItemLineDetail",
    "SalesItemLineDetail": {
        "ItemRef": {"value": "1", "name": "Services"},
        "TaxCodeRef": {"value": "NON"},
    },
}


def customer_of(number: int) -> str:
    """The id of the customer of a sale."""
    return str(FIRST + number % CUSTOMERS)


def _customer(number: int) -> dict[str, Any]:
    name = {"DisplayName": f"Customer {number}", "Active": True}
    return {**_HEAD, **name, "CurrencyRef": _CURRENCY, "Id": str(FIRST + number)}


def _sale(number: int) -> dict[str, Any]:
    return {
        **_HEAD,
        "Id": str(FIRST_SALE + number),
        "DocNumber": str(FIRST_NUMBER + number),
        "TxnDate": f"2026-01-{number % 28 + 1:02d}",
        "CurrencyRef": _CURRENCY,
        "Line": [_LINE],
        "CustomerRef": {"value": customer_of(number), "name": "A customer"},
        "TotalAmt": 100,
        "Balance": 100,
    }


def fill(company: Company, documents: int) -> None:
    """Put invoices, at even places, and credit memos into the books."""
    with company.custody.one_transaction():
        for number in range(CUSTOMERS):
            company.custody.adopt("Customer", _customer(number))
        for number in range(documents):
            kind = "CreditMemo" if number % 2 else "Invoice"
            company.custody.adopt(kind, _sale(number))


class _Telling(uvicorn.Server):
    """A server that tells its port once it can be asked."""

    @override
    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        print(self.servers[0].sockets[0].getsockname()[1], flush=True)


def main(documents: int, state: str) -> None:
    """Serve until the process is ended."""
    simulator = Simulator(state=Path(state) if state else None)
    fill(simulator.found("1"), documents)
    _Telling(uvicorn.Config(asgi(simulator), port=0, log_level="critical")).run()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
