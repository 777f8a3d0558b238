"""Whether money can move as planned, and whether it did.

QuickBooks Online accepts a line of more than what is open and cuts it, and may say
that it went well where nothing moved. So what is open is read before a payment is
written, and what is applied is read after it.
"""

from __future__ import annotations

import attrs

from credits_core.money import Money

from ..gateway import Answered, Fault
from ..translate import (
    Link,
    LinkKind,
    PaymentImage,
    SeenMemo,
    read_object,
    standing_of_invoice,
)
from ..translate.images import Image
from .world import World


@attrs.frozen(kw_only=True)
class Standing:
    """What of a document is *open*, and what is *applied* of it or on it."""

    open: Money
    applied: Money


def uncovered(
    world: World, want: Image | None, base: Image | None = None
) -> str | Fault | None:
    """Why *want* cannot have its effect in full now, or None if it can.

    What *base* already has of it need not be open any more.
    """
    had = {(one.kind, one.id): one.amount for one in _links(base)}
    for link in _links(want):
        before = had.get((link.kind, link.id), link.amount.zero)
        if before >= link.amount:
            continue
        standing = _standing(world, link)
        if not isinstance(standing, Standing):
            return standing
        if standing.open + before < link.amount:
            return f"of {link.kind.value} {link.id} only {standing.open} is open there"
    return None


def unmoved(world: World, image: Image | None) -> str | Fault | None:
    """Which document did not get what *image* says, or None if all did."""
    for link in _links(image):
        standing = _standing(world, link)
        if not isinstance(standing, Standing):
            return standing
        if standing.applied < link.amount:
            return f"{link.kind.value} {link.id} did not move"
    return None


def _links(image: Image | None) -> tuple[Link, ...]:
    if not isinstance(image, PaymentImage):
        return ()
    return tuple(link for link in image.links if not link.kind.takes_out)


def _standing(world: World, link: Link) -> Standing | str | Fault:
    entity = link.kind.value
    if link.kind is LinkKind.OTHER:
        return "it is linked to what is not known here"
    outcome = world.gateway.read(entity, link.id)
    if not isinstance(outcome, Answered):
        return outcome
    document = outcome.body[entity]
    if link.kind is LinkKind.INVOICE:
        read = standing_of_invoice(document, world.settings)
        if read is None:
            return f"Invoice {link.id} makes no sense"
        total, balance = read
        return Standing(open=balance, applied=total - balance)
    seen = read_object(entity, document, world.settings)
    if not isinstance(seen, SeenMemo):
        return f"CreditMemo {link.id} makes no sense"
    total = seen.balance.zero if seen.image is None else seen.image.total
    return Standing(open=seen.balance, applied=total - seen.balance)
