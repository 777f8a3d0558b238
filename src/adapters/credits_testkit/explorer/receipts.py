"""The receipts that are tried in a state: cash, credits, and both together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from credits_core.invoice import Invoice
from credits_core.ledger import Ledger

from .names import first_grant, first_invoice, new
from .world import World


def receipts(world: World, ledger: Ledger, other: Ledger) -> Iterator[str]:
    """Each receipt to try, as long as there may be one more."""
    standing = [one for one in ledger.payments.values() if not one.is_void]
    if len(standing) < world.payments:
        start = f'pay("{new(ledger, f"P{len(ledger.payments) + 1}")}"'
        for what in _contents(world, ledger, other):
            yield f"{start}, {what})"


def _contents(world: World, ledger: Ledger, other: Ledger) -> Iterator[str]:
    credits = ledger.credits.values()
    spendable = [one.id for one in credits if one.available and not one.is_cancelled]
    invoices = [one for one in ledger.invoices.values() if not one.is_void]
    yield "1"
    yield from (f'1, "{one}"' for one in first_invoice(other))
    for invoice in invoices:
        yield from _cash(world, invoice)
        if spendable:
            yield from _credits(invoice, [*first_grant(other), *spendable])
    if len(invoices) > 1:
        names = [f'"{one.id}"' for one in invoices]
        yield from _several(names, bool(spendable))


def _cash(world: World, invoice: Invoice) -> Iterator[str]:
    """Less than is due, exactly that, and more."""
    due = invoice.due.minor
    for minor in sorted({max(due - 1, 1), max(due, 1), due + 1}):
        if minor <= world.largest:
            yield f'{minor}, "{invoice.id}"'


def _credits(invoice: Invoice, spendable: Sequence[str]) -> Iterator[str]:
    due = invoice.due.minor
    yield f'0, "{invoice.id}", credits=FILL'
    for name in spendable:
        yield f'0, "{invoice.id}", credits=of_credit("{name}", 1)'
    for minor in range(1, due + 1):
        yield f'0, "{invoice.id}", credits=exact({minor})'
    if due:
        yield f'1, "{invoice.id}", credits=exact(1)'
        yield f'1, "{invoice.id}", credits=FILL'


def _several(names: list[str], has_credits: bool) -> Iterator[str]:  # noqa: FBT001
    there, back = ", ".join(names), ", ".join(reversed(names))
    yield f"2, {there}"
    yield f"3, {there}"
    yield f"2, {back}"
    if has_credits:
        yield f"0, {there}, credits=exact(2)"
        yield f"0, {back}, credits=FILL"
