"""What of a footprint can be asked for before anything is known of the ledger."""

from __future__ import annotations

from collections.abc import Iterator

from . import queries
from .asked import Asked
from .pages import first_page
from .reading import Wanted


def foreseen(asked: Asked) -> Iterator[Wanted]:
    """All that does not depend on what else is found; the head before the rest."""
    yield Wanted(queries.HEAD)
    for statement, ids in (
        (queries.INVOICES, asked.all_invoices),
        (queries.LINES, asked.lines),
        (queries.PAYMENTS, asked.payments),
        (queries.CREDITS, asked.credits | asked.uses),
        (queries.RETURNS, asked.returns),
        (queries.USES_OF, asked.uses),
        (queries.USES_BY, asked.applied_by),
        (queries.CASH_ON, asked.tenders),
        (queries.USES_ON, asked.tenders),
        (queries.REDUCTIONS, asked.reductions),
        (queries.OWN_MONEY, asked.own_money),
    ):
        if ids:
            yield Wanted(statement, ids)
    yield from map(first_page, asked.queues)
