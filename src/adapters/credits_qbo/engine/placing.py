"""Where the money of payments and memos is, as the other side sees it.

Here an invoice that was lowered keeps what was paid on it, and what it needs no
longer is a credit of its own. There is no such credit there: that money is open
again of the payment or the memo that it came from. So each cent is followed from
where it comes onto an invoice, out of it with such a credit, and onto the next.
The oldest entries of an invoice stay on it, and the newest are what is too much.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import attrs

from credits_core.credit import FromReduction
from credits_core.identity import CreditId, InvoiceId
from credits_core.ledger import Ledger
from credits_core.payment import Allocation, Application

from .keys import CashKey, PairKey
from .places import Placed, Places, Source, source_of


@attrs.define
class _Edge:
    """A use of a lowered invoice's credit, and what of it nobody has funded yet."""

    way: PairKey
    minor: int


@attrs.define
class _Flow:
    """The rooms that are still to be filled."""

    rooms: dict[InvoiceId, int]
    edges: dict[InvoiceId, list[_Edge]]
    opens: dict[InvoiceId, list[tuple[CreditId, int]]]
    places: Places = attrs.field(factory=Places)


def places_of(ledger: Ledger) -> Places:
    """Follow all money of *ledger* to where it is."""
    flow = _Flow(rooms=_rooms(ledger), edges=_edges(ledger), opens=_opens(ledger))
    _without_circles(flow.edges)
    for source, way, invoice_id, minor in _tenders(ledger):
        todo = [(way, invoice_id, minor)]
        while todo:
            todo.extend(_arrive(flow, source, *todo.pop()))
    return flow.places


def _rooms(ledger: Ledger) -> dict[InvoiceId, int]:
    """What each invoice holds in the end, once the money it lost is away."""
    return {
        one.id: (one.tendered - one.reductions - one.forfeited).minor
        for one in ledger.invoices.values()
    }


def _edges(ledger: Ledger) -> dict[InvoiceId, list[_Edge]]:
    edges: dict[InvoiceId, list[_Edge]] = defaultdict(list)
    for use in ledger.applications.values():
        origin = ledger.credits[use.credit_id].origin
        if use.is_live and isinstance(origin, FromReduction):
            edges[origin.invoice_id].append(_Edge(_way(use), use.amount.minor))
    return edges


def _opens(ledger: Ledger) -> dict[InvoiceId, list[tuple[CreditId, int]]]:
    opens: dict[InvoiceId, list[tuple[CreditId, int]]] = defaultdict(list)
    for credit in sorted(ledger.credits.values(), key=lambda one: one.order):
        if credit.reduced_invoice is not None and credit.available:
            available = (credit.id, credit.available.minor)
            opens[credit.reduced_invoice].append(available)
    return opens


def _tenders(
    ledger: Ledger,
) -> Iterator[tuple[Source, PairKey | None, InvoiceId, int]]:
    """What comes onto invoices from outside, the oldest first."""
    entries: list[Allocation | Application] = [
        *(one for one in ledger.allocations.values() if one.is_live),
        *(one for one in ledger.applications.values() if one.is_live),
    ]
    for entry in sorted(entries, key=lambda one: one.number):
        if isinstance(entry, Allocation):
            source: Source | None = CashKey(entry.payment_id)
            yield CashKey(entry.payment_id), None, entry.invoice_id, entry.amount.minor
            continue
        source = source_of(ledger.credits[entry.credit_id])
        if source is not None:
            yield source, _way(entry), entry.invoice_id, entry.amount.minor


def _way(use: Application) -> PairKey:
    return PairKey(use.payment_id, use.credit_id, use.invoice_id)


def _without_circles(edges: dict[InvoiceId, list[_Edge]]) -> None:
    """Take out what goes round in a circle of invoices: it is nobody's money."""
    while True:
        after = {
            one: {edge.way.invoice_id for edge in outs if edge.minor}
            for one, outs in edges.items()
        }
        try:
            TopologicalSorter(after).prepare()
        except CycleError as found:
            _cancel(edges, list(reversed(found.args[1])))
        else:
            return


def _cancel(edges: dict[InvoiceId, list[_Edge]], circle: list[InvoiceId]) -> None:
    around = [
        next(e for e in edges[one] if e.minor and e.way.invoice_id == other)
        for one, other in pairwise(circle)
    ]
    least = min(edge.minor for edge in around)
    for edge in around:
        edge.minor -= least


def _arrive(
    flow: _Flow, source: Source, way: PairKey | None, invoice_id: InvoiceId, minor: int
) -> Iterator[tuple[PairKey, InvoiceId, int]]:
    """Leave on the invoice what it has room for, and tell what goes on from it."""
    stays = min(minor, flow.rooms[invoice_id])
    flow.rooms[invoice_id] -= stays
    if stays:
        flow.places.rows.append(Placed(source, way, invoice_id, stays))
    minor -= stays
    for edge in flow.edges.get(invoice_id, ()):
        part = min(minor, edge.minor)
        edge.minor -= part
        minor -= part
        if part:
            yield edge.way, edge.way.invoice_id, part
    _leave_open(flow, source, invoice_id, minor)


def _leave_open(flow: _Flow, source: Source, invoice_id: InvoiceId, minor: int) -> None:
    if not minor:
        return
    opens = flow.opens.get(invoice_id, [])
    left = flow.places.left.setdefault(source, {})
    for at, (credit_id, available) in enumerate(opens):
        part = min(minor, available)
        opens[at] = (credit_id, available - part)
        minor -= part
        if part:
            left[credit_id] = left.get(credit_id, 0) + part
    if minor:
        lost = flow.places.forfeited
        lost[source] = lost.get(source, 0) + minor
