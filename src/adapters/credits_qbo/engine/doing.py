"""Small steps of taking over: commands here, and which credits pay for what."""

from __future__ import annotations

from collections.abc import Iterable

from credits_core.commands import ImportChange, RemoteChange
from credits_core.identity import (
    CreditId,
    CustomerId,
    InvoiceId,
    PaymentId,
)
from credits_core.ledger import Ledger

from ..store import Tie
from .naming import use_named
from .places import Places, Source
from .world import World


def do(world: World, tie: Tie, changes: Iterable[RemoteChange]) -> str:
    """Do each of *changes* here, in their order; why not, if one is refused."""
    for change in changes:
        command = ImportChange(customer_id=CustomerId(tie.customer_id), change=change)
        refusal = world.take_over(command)
        if refusal is not None:
            return refusal.sentence
    return ""


def drawn(
    ledger: Ledger,
    places: Places,
    source: Source,
    own: CreditId,
    wanted: tuple[InvoiceId, int],
) -> list[tuple[CreditId, int]]:
    """Which credits pay so much of a *source* on an invoice: its *own* one first.

    Then come those of lowered invoices that its money is open with. What nobody has
    is asked of its own one, which then refuses and says why.
    """
    invoice_id, minor = wanted
    credit = ledger.credits.get(own)
    offers = {own: 0 if credit is None else credit.available.minor}
    offers |= {
        other: left
        for other, left in places.left.get(source, {}).items()
        if invoice_id not in ledger.credits[other].generated_by
    }
    draws: list[tuple[CreditId, int]] = []
    for credit_id, offer in offers.items():
        part = min(offer, minor)
        minor -= part
        if part:
            draws.append((credit_id, part))
    return [*draws, (own, minor)] if minor else draws


def fresh(
    ledger: Ledger, named: str, credit_id: CreditId, invoice_id: InvoiceId
) -> PaymentId:
    """A name for the receipt of a use that no receipt here has."""
    return unused(ledger, use_named(named, credit_id, invoice_id))


def unused(ledger: Ledger, name: str) -> PaymentId:
    """The *name*, with a number behind it if a receipt here has it already."""
    found, number = PaymentId(name), 1
    while found in ledger.payments:
        number += 1
        found = PaymentId(f"{name}+{number}")
    return found
