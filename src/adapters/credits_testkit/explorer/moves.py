"""Everything that is tried in a state of a tiny world, in the short notation.

Moves come in ladders: the higher rungs are tried only if the first was refused
because credits are in use, so that strict and cascade are both tried where they
differ. New documents are named by their age.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from credits_core.credit import Credit, Manual
from credits_core.ledger import Ledger

from .names import first_grant, first_invoice, new
from .receipts import receipts
from .world import EARLIER, World

Ladder = tuple[str, ...]
"""The same wish in a milder and in a harsher form."""

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVW"
"""The names of invoices; X is the neighbour's."""


def ladders(world: World, ledger: Ledger, other: Ledger) -> Iterator[Ladder]:
    """Everything to try in the state *ledger*, always in the same order.

    The first documents of the *other* customer are tried to be used, and their ids
    to be taken.
    """
    yield from _invoices(world, ledger)
    yield from _grants(world, ledger)
    yield from ((one,) for one in receipts(world, ledger, other))
    yield from _on_invoices(world, ledger)
    yield from _on_payments(world, ledger)
    yield from _on_credits(world, ledger)
    yield from _on_uses(ledger)
    yield from _returns(world, ledger)
    yield from _on_returns(ledger)
    yield from ((f'invoice("{one}", 1)',) for one in first_invoice(other))
    yield from ((f'grant("{one}", 1)',) for one in first_grant(other))


def _invoices(world: World, ledger: Ledger) -> Iterator[Ladder]:
    standing = [one for one in ledger.invoices.values() if not one.is_void]
    if len(standing) < world.invoices:
        name = new(ledger, LETTERS[len(ledger.invoices)])
        for minor in range(1, world.new + 1):
            yield (f'invoice("{name}", {minor})',)


def _grants(world: World, ledger: Ledger) -> Iterator[Ladder]:
    granted = [one for one in ledger.credits.values() if isinstance(one.origin, Manual)]
    if sum(map(_matters, granted)) < world.credits:
        name = new(ledger, f"K{len(granted) + 1}")
        for minor in range(1, world.new + 1):
            yield (f'grant("{name}", {minor})',)
        day = f"date({EARLIER.year}, {EARLIER.month}, {EARLIER.day})"
        yield (f'grant("{name}", 1, {day})',)


def _matters(credit: Credit) -> bool:
    return bool(credit.used or credit.available)


def _on_invoices(world: World, ledger: Ledger) -> Iterator[Ladder]:
    reductions = sum(one.reduced_invoice is not None for one in ledger.credits.values())
    edit_id = new(ledger, f"E{reductions + 1}")
    for name, invoice in ledger.invoices.items():
        if invoice.is_void:
            continue
        total = invoice.total.minor
        for by in (1, -1, -2):
            if total + by <= world.largest and (by > -2 or total >= 2):
                yield (f'edit("{edit_id}", "{name}", {by})',)
        modes = ("STRICT", "CASCADE", "KEEP")
        yield tuple(f'void("{name}", VoidMode.{mode})' for mode in modes)


def _on_payments(world: World, ledger: Ledger) -> Iterator[Ladder]:
    applied = {use.payment_id for use in ledger.applications.values() if use.is_live}
    for name, payment in ledger.payments.items():
        if payment.is_void:
            continue
        for by in (1, -1):
            if 0 < (amount := payment.amount.minor + by) <= world.largest:
                yield _both_modes(f'repay("{name}", {amount}')
        yield _both_modes(f'revoke("{name}"')
        yield (f'bounce("{name}")',)
        if name in applied:
            yield (f'revoke_all("{name}")',)


def _both_modes(call: str) -> Ladder:
    return (f"{call}, Mode.STRICT)", f"{call}, Mode.CASCADE)")


def _on_credits(world: World, ledger: Ledger) -> Iterator[Ladder]:
    for name, credit in ledger.credits.items():
        if credit.hold is not None:
            yield (f'release("{name}")',)
        if not _matters(credit):
            continue
        yield (f'cancel("{name}")',)
        if credit.used:
            yield (f'cancel("{name}", CancelMode.REVERT)',)
        yield (f'delete("{name}")',)
        for by in (1, -1) if isinstance(credit.origin, Manual) else (1,):
            if 0 < (amount := credit.amount.minor + by) <= world.new:
                yield (f'amend("{name}", {amount})',)


def _on_uses(ledger: Ledger) -> Iterator[Ladder]:
    for use in ledger.applications.values():
        if use.is_live:
            key = (use.payment_id, use.credit_id, use.invoice_id)
            names = ", ".join(f'"{one}"' for one in key)
            yield (f"unapply({names})",)
            if ledger.credits[use.credit_id].is_cancelled:
                yield (f"reinstate({names})",)


def _returns(world: World, ledger: Ledger) -> Iterator[Ladder]:
    standing = [one for one in ledger.returns.values() if not one.is_reopened]
    if len(standing) < world.returns:
        name = new(ledger, f"R{len(ledger.returns) + 1}")
        for invoice_id, invoice in ledger.invoices.items():
            if not invoice.is_void:
                yield (f'bring_back("{name}", 1, "{invoice_id}")',)


def _on_returns(ledger: Ledger) -> Iterator[Ladder]:
    for name, goods in ledger.returns.items():
        if not goods.is_reopened:
            yield _both_modes(f'reopen("{name}"')
            pieces = 3 - goods.lines[0].quantity.micros // 1_000_000
            yield _both_modes(f'correct("{name}", {pieces}, "{goods.invoice_id}"')
