"""What is open of each credit here, and what of it each payment there should have."""

from __future__ import annotations

import attrs

from credits_core.identity import CreditId, CustomerId
from credits_core.ledger import Ledger
from credits_core.money import Money

from ..store import Tie, Unit
from ..translate import Link, LinkKind, PaymentImage, image_from
from .attribution import attributed
from .books_there import NOWHERE, Place, There
from .keys import CashKey, GroupKey, MemoKey, PairKey, key_from, key_text
from .naming import owner_of
from .places import Places, Source, source_of
from .placing import places_of
from .reasons import reasons_of, why_not_told, why_unknown
from .world import World


def here_of(world: World, customer_id: CustomerId, there: There) -> Here:
    """One customer's side, compared with the other one."""
    ledger = world.whole(customer_id)
    entries = tuple(world.ledgers.journal(customer_id))
    places = places_of(ledger)
    with world.store.unit() as unit:
        ties = {one.key: one for one in unit.find(Tie, customer_id=customer_id)}
        here = Here(
            world=world,
            ledger=ledger,
            places=places,
            there=there,
            ties=ties,
            reasons=reasons_of(unit, ledger, entries, there),
            owners=_owners(unit, places),
        )
        for key in (*_own(ledger, places, ()), *_ways(places)):
            if key_text(key) not in ties:
                why = why_not_told(unit, ledger, key)
                here.reasons[key_text(key)] = here.reasons.get(key_text(key)) or why
    for source, own in _own(ledger, places, tuple(ties)).items():
        here.rows.append(_row(here, source, own))
    return here


def _own(ledger: Ledger, places: Places, known: tuple[str, ...]) -> dict[Source, Money]:
    """What each source of money has open itself; nothing, if it has no credit."""
    sources = ((source_of(one), one.available) for one in ledger.credits.values())
    found = {source: own for source, own in sources if source is not None}
    for source in (*places.left, *places.forfeited, *map(key_from, known)):
        if isinstance(source, CashKey):
            payment = ledger.payments[source.payment_id]
            found.setdefault(source, payment.amount.zero)
    return found


def _ways(places: Places) -> list[PairKey]:
    return [row.way for row in places.rows if row.way is not None]


def _owners(unit: Unit, places: Places) -> dict[PairKey, Tie]:
    found = {way: owner_of(unit, key_text(way)) for way in _ways(places)}
    return {way: tie for way, tie in found.items() if tie is not None}


def _row(here: Here, source: Source, own: Money) -> Row:
    """What is open of a source, also by way of credits of lowered invoices."""
    place = here.place_of(key_text(source))
    left = sum(here.places.left.get(source, {}).values())
    return Row(
        source=source,
        place=place,
        here=own + Money(left, own.currency),
        there=here.there.open_of(place),
    )


@attrs.frozen(kw_only=True)
class Row:
    """What is open of one *source* of money on both sides; None where it is not."""

    source: Source
    place: Place
    here: Money
    there: Money | None

    @property
    def difference(self) -> Money:
        """What this side has more."""
        return self.here - (self.there or self.here.zero)

    @property
    def is_equal(self) -> bool:
        """Whether both sides have the same."""
        return not self.difference

    def money(self, minor: int) -> Money:
        """So much, in the currency of the row."""
        return Money(minor, self.here.currency)


@attrs.define(kw_only=True)
class Here:
    """One customer's side, what the exchange knows of it, and the other side.

    *owners* are the payments there that uses here were read in from, and *reasons*
    tell by keys, and by marked objects, why both sides may differ about them.
    """

    world: World
    ledger: Ledger
    places: Places
    there: There
    ties: dict[str, Tie]
    reasons: dict[str, str]
    owners: dict[PairKey, Tie]
    rows: list[Row] = attrs.field(factory=list)

    def place_of(self, key: str) -> Place:
        """The object there that is known under *key*."""
        tie = self.ties.get(key)
        known = tie is not None and tie.remote_id
        return (tie.entity, tie.remote_id) if tie is not None and known else NOWHERE

    def total_of(self, credit_id: CreditId) -> int:
        """What the memo of a credit should be there."""
        tie = self.ties.get(key_text(MemoKey(credit_id)))
        elsewhere = 0 if tie is None else tie.elsewhere
        return self.ledger.credits[credit_id].live.minor + elsewhere

    def uses_of(self, credit_id: CreditId) -> dict[str, int]:
        """What each payment there should have of the memo, by the payment's key."""
        found: dict[str, int] = {}
        for row in self.places.rows:
            if row.source == MemoKey(credit_id) and row.way is not None:
                owner = self.owners.get(row.way)
                key = key_text(row.way) if owner is None else owner.key
                found[key] = found.get(key, 0) + row.minor
        memo = self.place_of(key_text(MemoKey(credit_id)))[1]
        for tie in self.ties.values():
            out = _went_out(tie, memo) if memo else 0
            if out:
                found[tie.key] = found.get(tie.key, 0) + out
        return found

    def linked_before(self, memo: str) -> dict[str, int]:
        """What payments of before the first connection had of the memo."""
        return {
            tie.key: link.amount.minor
            for tie in self.ties.values()
            for link in _links_of(tie)
            if (link.kind, link.id) == (LinkKind.MEMO, memo)
        }

    def key_at(self, place: Place) -> str:
        """What the object there is here."""
        found = (t.key for t in self.ties.values() if (t.entity, t.remote_id) == place)
        return next(found, "")

    def why(self, key: str, place: Place) -> str:
        """Why both sides differ about one thing; nothing if that is a fault."""
        found = self.reasons.get(key) or self.reasons.get(" ".join(place))
        if found or place not in self.there.seen:
            return found or ""
        # Only what differs is looked into: nearly everything there is as it should be.
        with self.world.store.unit() as unit:
            return why_unknown(unit, self.there, place)


def _links_of(tie: Tie) -> tuple[Link, ...]:
    key, base = key_from(tie.key), image_from(tie.base)
    is_left = isinstance(key, GroupKey) and key.is_from_before
    return base.links if is_left and isinstance(base, PaymentImage) else ()


def _went_out(tie: Tie, memo: str) -> int:
    base = image_from(tie.base)
    parts = attributed(base) if isinstance(base, PaymentImage) else ()
    return sum(p.amount.minor for p in parts if p.memo == memo and not p.invoice)
