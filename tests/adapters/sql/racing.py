"""What other processes do to a store while a test looks on."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from multiprocessing.synchronize import Barrier

from returns.methods import unwrap_or_failure
from returns.pipeline import is_successful

from credits_core.commands import Exact, ReceivePayment
from credits_core.desk import Desk
from credits_core.identity import InvoiceId, PaymentId, UserId
from credits_core.permission import EVERYTHING, Actor, Role
from credits_core.rejections import InsufficientCredit
from credits_memory import HandClock
from credits_sql import SqlStore, open_store
from credits_testkit.contracts.events_given import issued
from credits_testkit.contracts.given import Writer, usd
from credits_testkit.orders import ACME

from .places import TENANT

ANNA = Actor(UserId("anna"), (Role("Everything", EVERYTHING),))


def desk_of(store: SqlStore) -> Desk:
    """A desk over the store, on one fixed day."""
    clock = HandClock(datetime(2025, 3, 31, 12, tzinfo=UTC), date(2025, 3, 31))
    return Desk(ledgers=store.ledgers(), clock=clock)


def meet(barrier: Barrier) -> None:
    """Wait until all processes of a race are there."""
    barrier.wait()


def spend(url: str, name: str, times: int) -> int:
    """Spend 1 from credits on I1, again and again; how often it could be done."""
    spent = 0
    with open_store(url, TENANT, create=False) as store:
        desk = desk_of(store)
        for number in range(times):
            command = ReceivePayment(
                customer_id=ACME,
                payment_id=PaymentId(f"{name}-{number}"),
                invoices=(InvoiceId("I1"),),
                credits=Exact(usd("1")),
            )
            result = desk.submit(command, ANNA, key=f"{name}-{number}")
            spent += is_successful(result)
            refusal = unwrap_or_failure(result)
            assert is_successful(result) or isinstance(refusal, InsufficientCredit)
    return spent


def write_and_wait(url: str, ready: str) -> None:
    """Write inside a block that is never left, and say so in the file *ready*."""
    with open_store(url, TENANT, create=False) as store:
        ledgers = store.ledgers()
        with ledgers.exclusively([ACME]):
            Writer(ledgers).write(issued("C1", "10"), key="k")
            with open(ready, "w", encoding="utf-8") as file:  # noqa: PTH123
                file.write("ready")
            time.sleep(600)
