"""Following a payment there: its uses of memos, its money, and what went out.

What counts is the state: what this side already has of it stays, whatever does not
fit is taken back first, and what is missing is done. So whoever was interrupted
simply begins again.
"""

from __future__ import annotations

from datetime import date

import attrs

from credits_core.commands import CreditAmount, CreditUnused, CreditUsed
from credits_core.identity import CreditId, CustomerId, InvoiceId, PaymentId
from credits_core.ledger import Ledger
from credits_core.money import Money

from ..store import Tie
from ..translate import MemoImage, PaymentImage, image_from
from ..translate.images import Image
from .attribution import attributed
from .doing import do, drawn, fresh
from .following_money import follow_money
from .keys import CashKey, GroupKey, Key, MemoKey, PairKey, key_from, key_text, stem_of
from .naming import credit_named
from .placing import places_of
from .taken import Taken
from .targets import Target, target_of
from .world import World


@attrs.frozen(kw_only=True)
class Version:
    """One version of a payment there, and on which *day* it was."""

    token: int
    day: date | None = None


def follow(world: World, tie: Tie, image: Image | None, version: Version) -> Taken:
    """Let this side have what *image* says of the payment of *tie*."""
    with world.store.unit() as unit:
        target = target_of(unit, image)
    if isinstance(target, Taken):
        return target
    elsewhere = _elsewhere(world, tie, target)
    if isinstance(elsewhere, Taken):
        return elsewhere
    named = f"{stem_of(world.settings.realm_id, tie.remote_id)}.{version.token}"
    refusal = _unuse(world, tie, target)
    money = follow_money(world, tie, target, named, version.day)
    refusal = refusal or money.refusal
    refusal = _use(world, tie, target, named) or refusal
    refusal = _spend_elsewhere(world, tie, elsewhere) or refusal
    told = tuple((key_text(MemoKey(one)), minor) for one, minor in elsewhere.items())
    key = _key(world, tie, target, money.receipt)
    return Taken(key=key_text(key), refusal=refusal, elsewhere=told)


def _key(world: World, tie: Tie, target: Target, money: PaymentId | None) -> Key:
    """Money makes it a receipt, one use a pair, and anything else a group."""
    if money is not None:
        return CashKey(money)
    stem = stem_of(world.settings.realm_id, tie.remote_id)
    uses = _live_uses(world, tie)
    if len(uses) == 1 and not target.memos_out:
        return uses[0]
    if not uses and not target.memos_out and tie.key:
        return key_from(tie.key)
    return GroupKey(stem)


def _live_uses(world: World, tie: Tie) -> list[PairKey]:
    """The uses here that belong to the payment there."""
    ledger = world.whole(CustomerId(tie.customer_id))
    stem = stem_of(world.settings.realm_id, tie.remote_id)
    known = key_from(tie.key) if tie.key else None
    live = (
        PairKey(one.payment_id, one.credit_id, one.invoice_id)
        for one in ledger.applications.values()
        if one.is_live and ledger.credits[one.credit_id].payment_id is None
    )
    return [
        use for use in live if use == known or use.payment_id.startswith(f"{stem}.")
    ]


def _unuse(world: World, tie: Tie, target: Target) -> str:
    """Take back each use that the payment there does not have as it is here.

    What stays is taken out of *target*, which then says what is missing.
    """
    ledger = world.whole(CustomerId(tie.customer_id))
    places = places_of(ledger)
    for use in _live_uses(world, tie):
        had = places.memos_in(use)
        pairs = {(memo, use.invoice_id): minor for memo, minor in had.items()}
        if all(target.uses.get(pair, 0) >= minor for pair, minor in pairs.items()):
            for pair, minor in pairs.items():
                target.uses[pair] -= minor
            continue
        if _is_shared(ledger, use, had):
            return "part of one use here is in another payment there"
        undo = CreditUnused(use.payment_id, use.credit_id, use.invoice_id)
        refusal = do(world, tie, [undo])
        if refusal:
            return refusal
    return ""


def _is_shared(ledger: Ledger, use: PairKey, had: dict[CreditId, int]) -> bool:
    """Whether other money than that of these memos pays a part of the use."""
    found = (
        one.amount.minor
        for one in ledger.applications.values()
        if one.is_live and (one.payment_id, one.credit_id, one.invoice_id) == _of(use)
    )
    return ledger.credits[use.credit_id].reduced_invoice is not None and sum(
        found
    ) > sum(had.values())


def _of(use: PairKey) -> tuple[PaymentId, CreditId, InvoiceId]:
    return use.payment_id, use.credit_id, use.invoice_id


def _use(world: World, tie: Tie, target: Target, named: str) -> str:
    """Use what of each memo is missing on each invoice."""
    for (memo, invoice_id), minor in target.uses.items():
        if not minor:
            continue
        ledger = world.whole(CustomerId(tie.customer_id))
        places = places_of(ledger)
        draws = drawn(ledger, places, MemoKey(memo), memo, (invoice_id, minor))
        for credit_id, part in draws:
            receipt = fresh(ledger, named, credit_id, invoice_id)
            amount = target.money(part)
            use = CreditUsed(receipt, credit_id, invoice_id, amount)
            refusal = do(world, tie, [use])
            if refusal:
                return refusal
    return ""


def _elsewhere(world: World, tie: Tie, target: Target) -> dict[CreditId, int] | Taken:
    """What of each memo is used elsewhere from now on; the memos wait until then."""
    before: dict[CreditId, int] = {}
    base = image_from(tie.base)
    mark = f"{tie.entity}:{tie.remote_id}"
    found: dict[CreditId, int] = {}
    with world.store.unit() as unit:
        for part in attributed(base) if isinstance(base, PaymentImage) else ():
            memo = credit_named(unit, part.memo) if part.memo else None
            if memo is not None and not part.invoice:
                before[memo] = before.get(memo, 0) + part.amount.minor
        moved = unit.find(Tie, entity="CreditMemo", taking=mark)
        keys = {key_text(MemoKey(one)) for one in (*before, *target.memos_out)}
        for key in sorted(keys | {one.key for one in moved}):
            row = unit.get(Tie, key)
            memo_key = key_from(key)
            if row is None or not isinstance(memo_key, MemoKey):
                continue
            if row.taking not in {"", mark} or row.is_open:
                return Taken(waits="one of its memos is being moved")
            unit.put(attrs.evolve(row, taking=mark))
            one = memo_key.credit_id
            change = target.memos_out.get(one, 0) - before.get(one, 0)
            found[one] = row.elsewhere + change
    return found


def _spend_elsewhere(world: World, tie: Tie, elsewhere: dict[CreditId, int]) -> str:
    """Let each credit be worth what is left of its memo, less what went elsewhere."""
    changes: list[CreditAmount] = []
    credits_here = world.whole(CustomerId(tie.customer_id)).credits
    with world.store.unit() as unit:
        for credit_id, minor in elsewhere.items():
            row = unit.get(Tie, key_text(MemoKey(credit_id)))
            memo = None if row is None else image_from(row.base)
            if isinstance(memo, MemoImage):
                left = Money(memo.total.minor - minor, memo.total.currency)
                credit = credits_here.get(credit_id)
                given_up = left.zero if credit is None else credit.cancelled
                changes.append(CreditAmount(credit_id, left + given_up))
    return do(world, tie, changes)
