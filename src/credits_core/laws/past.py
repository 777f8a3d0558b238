"""L9 and L10: what a command leaves alone, and how far a loss may reach."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ..commands import (
    CompleteReturn,
    EditCredit,
    ImportCredit,
    IssueCredit,
    ReceivePayment,
    RegisterInvoice,
)
from ..identity import InvoiceId
from ..payment import Allocation, Application
from .law import Finding, Step
from .sources import Source, cascades, taken_back

_ADDING = (
    IssueCredit,
    EditCredit,
    RegisterInvoice,
    ReceivePayment,
    CompleteReturn,
    ImportCredit,
)


def past_stands(step: Step) -> Iterator[Finding]:
    """L9: an entry may be voided, never changed otherwise, never brought back.

    Cash of a payment may grow or shrink on its own invoice (L5). Commands that
    only add something touch no entry at all.
    """
    for number, application in step.before.applications.items():
        now = step.after.applications.get(number)
        if now != application and not _only_voided(application, now):
            yield str(number), "An application was changed after it was made."
    for number, allocation in step.before.allocations.items():
        kept = step.after.allocations.get(number)
        if not allocation.is_live and kept != allocation:
            yield str(number), "A voided allocation was changed."
    if isinstance(step.entry.command, _ADDING):
        yield from _touched(step)


def _only_voided(before: Application, after: Application | None) -> bool:
    if after is None or not before.is_live or after.is_live:
        return False
    return attrs.evolve(after, voided_on=None) == before


def _touched(step: Step) -> Iterator[Finding]:
    before: dict[int, Allocation | Application] = {
        **step.before.applications,
        **step.before.allocations,
    }
    after = {**step.after.applications, **step.after.allocations}
    for number, entry in before.items():
        if after.get(number) != entry:
            yield str(number), "A command that only adds changed an earlier entry."


def ripple_the_excess(step: Step) -> Iterator[Finding]:
    """L10: only what is missing at the source voids applications elsewhere.

    A source that lost applications keeps nothing unspent: neither a credit
    something available, nor an invoice money behind its spent reductions.
    """
    if not cascades(step):
        return
    for source in taken_back(step):
        left = _left_at(step, source)
        if left > 0:
            yield source, f"Applications were voided although {left} was left."


def _left_at(step: Step, source: Source) -> int:
    credit = next((c for c in step.after.credits.values() if c.id == source), None)
    if credit is not None:
        return credit.available.minor
    invoice = step.after.invoices[InvoiceId(source)]
    spent = sum(
        one.used.minor
        for one in step.after.credits.values()
        if one.reduced_invoice == invoice.id
    )
    return invoice.tendered.minor - spent
