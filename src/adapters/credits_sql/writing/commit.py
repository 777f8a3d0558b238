"""Storing one change: the head of the ledger first, then all that differs.

The head is a second fence behind the lock: it moves only from the version that
was seen. Updates come before inserts, so that an entry is voided before another
one takes its place.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import text, update

from credits_core.credit import Credit
from credits_core.identity import TenantId
from credits_core.ports import Change

from ..batch import Batch
from ..locks import add_ledgers
from ..rows import Owner, answer_row, balance_row, journal_row, ledger_row
from ..sending import write
from ..statements import Statement, given, inserting
from ..tables import PREFIX, answer, journal, ledger
from ..units import Unit
from .kinds import (
    ALLOCATIONS,
    APPLICATIONS,
    CREDITS,
    INVOICES,
    LINES,
    PAYMENTS,
    RETURNS,
    Differences,
)

_T: Final = ledger.c
_MOVE: Final = Statement(
    update(ledger)
    .values(version=given(_T.version), entries=given(_T.entries))
    .where(
        _T.tenant_id == given(_T.tenant_id),
        _T.customer_id == given(_T.customer_id),
        _T.version == given(_T.version, "seen"),
    )
)
_BALANCE: Final = Statement(
    text(
        f"INSERT INTO {PREFIX}balance (tenant_id, customer_id, currency, available)"  # noqa: S608
        " VALUES (:tenant_id, :customer_id, :currency, :first)"
        " ON CONFLICT (tenant_id, customer_id, currency) DO UPDATE"
        f" SET available = {PREFIX}balance.available + :change"
    )
)
_JOURNAL: Final = Statement(inserting(journal))
_ANSWER: Final = Statement(inserting(answer))


def store(unit: Unit, tenant_id: TenantId, change: Change) -> bool:
    """Write *change*; False, and nothing written, if the ledger has moved.

    What was read under its lock cannot have moved, and may wait for the commit;
    even then the journal takes no second entry of one version.
    """
    owner = Owner(tenant_id, change.seen.customer_id)
    batch = Batch()
    head = ledger_row(owner, change.seen, change.after)
    if unit.may_wait(owner, change.seen.version):
        batch.add(_MOVE, head)
        _add_all(batch, owner, change)
        unit.wait(batch)
        return True
    if not change.seen.version:
        add_ledgers(unit.connection, tenant_id, [owner.customer_id])
    if not write(unit.connection, _MOVE, [head]):
        return False
    _add_all(batch, owner, change)
    batch.run(unit.connection)
    unit.has_written = True
    return True


def _add_all(batch: Batch, owner: Owner, change: Change) -> None:
    _add_state(batch, owner, change)
    batch.add(_JOURNAL, journal_row(owner, change.entry))
    if change.answer is not None:
        row = answer_row(owner.tenant_id, change.answer, change.entry)
        batch.add(_ANSWER, row)


def _add_state(batch: Batch, owner: Owner, change: Change) -> None:
    credits = CREDITS.differences(change.seen, change.after)
    found = _differences(change, credits)
    for differences in found:
        differences.update(batch, owner)
    for differences in found:
        differences.insert(batch, owner)
    _add_balances(batch, owner, credits)


def _differences(
    change: Change, credits: Differences[Credit]
) -> list[Differences[Any]]:
    """All that differs; what other rows point to comes before them."""
    seen, after = change.seen, change.after
    return [
        INVOICES.differences(seen, after),
        LINES.differences(seen, after),
        PAYMENTS.differences(seen, after),
        RETURNS.differences(seen, after),
        credits,
        ALLOCATIONS.differences(seen, after),
        APPLICATIONS.differences(seen, after),
    ]


def _add_balances(batch: Batch, owner: Owner, credits: Differences[Credit]) -> None:
    moved: dict[str, int] = {}
    for credit in credits.new:
        more = credit.available.minor
        moved[credit.currency] = moved.get(credit.currency, 0) + more
    for old, new in credits.changed:
        more = new.available.minor - old.available.minor
        moved[new.currency] = moved.get(new.currency, 0) + more
    for currency, amount in moved.items():
        if amount:
            batch.add(_BALANCE, balance_row(owner, currency, amount))
