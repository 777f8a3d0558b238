"""Doing here what was done there to something that both sides know."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from credits_core.commands import (
    Command,
    CreditAmount,
    CreditUnused,
    CreditUsed,
    ImportChange,
    PaymentAmount,
    RemoteChange,
)
from credits_core.identity import CreditId, CustomerId, InvoiceId, PaymentId
from credits_core.ledger import Ledger
from credits_core.money import Money

from ..store import Tie, Unit
from ..translate import LinkKind, MemoImage, PaymentImage, image_from
from ..translate.images import Image
from .keys import CashKey, GroupKey, MemoKey, PairKey, key_from, key_text
from .naming import credit_named, invoice_named, use_id
from .wanted import money_on
from .world import World


@attrs.frozen(kw_only=True)
class Taken:
    """What came of taking over: all well, or why not.

    *waits* is what has to be known first, *refusal* why it cannot be, and *key* the
    new name of what is the same object there.
    """

    waits: str = ""
    refusal: str = ""
    key: str = ""


def take(
    world: World, tie: Tie, image: Image | None, ledger: Ledger, token: int
) -> Taken:
    """Follow the object of *tie* to *image*, whose version there is *token*."""
    base = image_from(tie.base)
    if base is not None and image is not None and image.customer != base.customer:
        return Taken(refusal="it belongs to another customer there now")
    match key_from(tie.key):
        case MemoKey(credit_id):
            return _memo(world, tie, credit_id, image)
        case PairKey() as key:
            return _pair(world, tie, key, image, token)
        case CashKey(payment_id):
            return _cash(world, tie, payment_id, image, ledger, token)
        case GroupKey():
            return Taken(refusal="a payment of several credits was changed there")


def _memo(world: World, tie: Tie, credit_id: CreditId, image: Image | None) -> Taken:
    base = image_from(tie.base)
    if isinstance(image, MemoImage):
        amount = image.total
    elif isinstance(base, MemoImage):
        amount = base.total.zero
    else:
        return Taken(refusal="it is no memo any more")
    return _do(world, tie, [CreditAmount(credit_id, amount)])


def _pair(
    world: World, tie: Tie, key: PairKey, image: Image | None, token: int
) -> Taken:
    """Void the use; if it is another amount now, use it again as that."""
    undo = CreditUnused(key.payment_id, key.credit_id, key.invoice_id)
    if image is None:
        return _do(world, tie, [undo])
    with world.store.unit() as unit:
        pair = _one_pair(unit, image)
    if isinstance(pair, Taken):
        return pair
    credit_id, invoice_id, amount = pair
    payment_id = use_id(world.settings, tie.remote_id, token, credit_id, invoice_id)
    done = _do(
        world, tie, [undo, CreditUsed(payment_id, credit_id, invoice_id, amount)]
    )
    return attrs.evolve(done, key=key_text(PairKey(payment_id, credit_id, invoice_id)))


def _one_pair(unit: Unit, image: Image) -> tuple[CreditId, InvoiceId, Money] | Taken:
    """The one credit and the one invoice that a payment of nothing links."""
    if not isinstance(image, PaymentImage) or image.total or len(image.links) != 2:
        return Taken(refusal="it is more than one credit on one invoice now")
    memo, invoice = image.links
    if (memo.kind, invoice.kind) != (LinkKind.MEMO, LinkKind.INVOICE):
        return Taken(refusal="it is linked to what is not known here")
    credit_id = credit_named(unit, memo.id)
    invoice_id = invoice_named(unit, invoice.id)
    if credit_id is None:
        return Taken(waits=f"memo {memo.id} is not known here")
    if invoice_id is None:
        return Taken(waits=f"invoice {invoice.id} is not known here")
    return credit_id, invoice_id, min(memo.amount, invoice.amount)


def _cash(
    world: World,
    tie: Tie,
    payment_id: PaymentId,
    image: Image | None,
    ledger: Ledger,
    token: int,
) -> Taken:
    payment = ledger.payments[payment_id]
    if not isinstance(image, PaymentImage):
        return _do(world, tie, [PaymentAmount(payment_id, payment.amount.zero)])
    if any(link.kind is not LinkKind.INVOICE for link in image.links):
        return Taken(refusal="it is linked to what is not known here")
    on_invoices = _by_invoice(world, image)
    if isinstance(on_invoices, Taken):
        return on_invoices
    changes: list[RemoteChange] = []
    if image.total != payment.received:
        changes.append(PaymentAmount(payment_id, image.total))
    moves = _moves(payment_id, ledger, on_invoices)
    if moves is None:
        return Taken(refusal="money was taken off an invoice there")
    uses = (
        CreditUsed(
            use_id(world.settings, tie.remote_id, token, payment.credit_id, one),
            payment.credit_id,
            one,
            amount,
        )
        for one, amount in moves
    )
    return _do(world, tie, [*changes, *uses])


def _by_invoice(world: World, image: PaymentImage) -> dict[InvoiceId, Money] | Taken:
    found: dict[InvoiceId, Money] = {}
    with world.store.unit() as unit:
        for link in image.links:
            invoice_id = invoice_named(unit, link.id)
            if invoice_id is None:
                return Taken(waits=f"invoice {link.id} is not known here")
            found[invoice_id] = link.amount
    return found


def _moves(
    payment_id: PaymentId,
    ledger: Ledger,
    there: dict[InvoiceId, Money],
) -> list[tuple[InvoiceId, Money]] | None:
    """What more of the payment is on each invoice there; None if anywhere less."""
    credit = ledger.credits.get(ledger.payments[payment_id].credit_id)
    here: dict[InvoiceId, int] = {}
    for invoice_id, amount in money_on(payment_id, credit, ledger):
        here[invoice_id] = here.get(invoice_id, 0) + amount.minor
    more: list[tuple[InvoiceId, Money]] = []
    for invoice_id, amount in there.items():
        difference = amount.minor - here.pop(invoice_id, 0)
        if difference < 0:
            return None
        if difference:
            more.append((invoice_id, Money(difference, amount.currency)))
    return None if here else more


def _do(world: World, tie: Tie, changes: list[RemoteChange]) -> Taken:
    customer_id = CustomerId(tie.customer_id)
    for command in _commands(customer_id, changes):
        refusal = world.take_over(command)
        if refusal is not None:
            return Taken(refusal=refusal.sentence)
    return Taken()


def _commands(
    customer_id: CustomerId, changes: list[RemoteChange]
) -> Iterator[Command]:
    for change in changes:
        yield ImportChange(customer_id=customer_id, change=change)
