"""Both sides added up against one another: each cent is equal, or told why not.

It only reads, and may be asked for while the exchange is at work; what is on its
way then is a difference with a cause.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from credits_core.money import Money

from ..gateway import Answered, Fault, Selection
from ..translate import SeenMemo, SeenPayment, read_object
from .books_there import Place, There
from .causes import Cause, causes_of
from .feed import ENTITIES
from .keys import key_text
from .reasons import why_unknown
from .sides import Here, Row, here_of
from .world import World


@attrs.frozen(kw_only=True)
class Difference:
    """One credit that is not worth the same on both sides.

    *key* is what it is here and *remote_id* what it is there; one of them is empty
    if that side does not know it. *causes* are what makes the difference, each with
    its amount, and *unexplained* is what they leave.
    """

    customer: str
    key: str
    entity: str
    remote_id: str
    here: Money | None
    there: Money | None
    causes: tuple[Cause, ...]
    unexplained: Money

    @property
    def reason(self) -> str:
        """The causes in words; empty unless they explain it to the last cent."""
        words = dict.fromkeys(one.why for one in self.causes)
        return "" if self.unexplained else "; ".join(words)


@attrs.frozen(kw_only=True)
class Parity:
    """The open credits of both sides: *equal* of them agree, to the cent."""

    equal: int
    differences: tuple[Difference, ...]

    @property
    def is_explained(self) -> bool:
        """Whether every difference has causes that add up to it."""
        return not any(one.unexplained for one in self.differences)


def parity(world: World) -> Parity | Fault:
    """Compare what is open of each credit here with its memo or payment there."""
    there = _there(world)
    if not isinstance(there, There):
        return there
    equal, differences = 0, list[Difference]()
    met: set[Place] = set()
    for customer_id in world.ledgers.customers():
        here = here_of(world, customer_id, there)
        for row in here.rows:
            met.add(row.place)
            if row.is_equal:
                equal += 1
            else:
                differences.append(_difference(here, row))
    differences.extend(_unknown(world, there, met))
    return Parity(equal=equal, differences=tuple(differences))


def _there(world: World) -> There | Fault:
    """All memos and payments there, as they are now."""
    there = There()
    for entity in ENTITIES:
        for page in world.gateway.pages(Selection(entity=entity)):
            if not isinstance(page, Answered):
                return page
            for document in page.body["QueryResponse"].get(entity, ()):
                seen = read_object(entity, document, world.settings)
                if isinstance(seen, (SeenMemo, SeenPayment)):
                    there.seen[entity, seen.id] = seen
    return there


def _difference(here: Here, row: Row) -> Difference:
    causes = tuple(causes_of(here, row))
    left = row.difference
    for cause in causes:
        left -= cause.amount
    entity, remote_id = row.place
    return Difference(
        customer=here.ledger.customer_id,
        key=key_text(row.source),
        entity=entity,
        remote_id=remote_id,
        here=row.here,
        there=row.there,
        causes=causes,
        unexplained=left,
    )


def _unknown(world: World, there: There, met: set[Place]) -> Iterator[Difference]:
    """What is open there and is no credit here."""
    for place in there.seen:
        amount = there.open_of(place)
        if place in met or not amount:
            continue
        with world.store.unit() as unit:
            why = why_unknown(unit, there, place)
        cause = Cause(why=why, key="", place=place, amount=amount.zero - amount)
        yield Difference(
            customer="",
            key="",
            entity=place[0],
            remote_id=place[1],
            here=None,
            there=amount,
            causes=(cause,) if why else (),
            unexplained=amount.zero if why else amount.zero - amount,
        )
