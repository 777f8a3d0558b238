"""What the exchange of one company works with, and the small steps all parts share."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, TypeVar

import attrs
from returns.methods import unwrap_or_failure
from typing_extensions import override

from credits_core.commands import Command
from credits_core.desk import Desk
from credits_core.entry import Entry
from credits_core.identity import CreditId, CustomerId, InvoiceId
from credits_core.ledger import Ledger
from credits_core.permission import Permission, SystemActor
from credits_core.ports import Ledgers
from credits_core.rejections import AlreadyRecorded, AlreadyVoided, Rejection

from ..gateway import Gateway, Timer
from ..settings import Settings
from ..store import Binding, Conflict, Dirty, Mark, SyncStore, Tie, Unit
from ..store.records import written
from ..translate import PaymentImage, image_from
from .journals import NewestLedgers
from .keys import Key, MemoKey, key_text, stem_of
from .wanted import Names

ACTOR: Final = SystemActor(frozenset({Permission.SYNCHRONISE}))
_PAUSE_MAX_SECONDS: Final = 3_600.0
_HURRY_SECONDS: Final = 5.0
_Row = TypeVar("_Row", Dirty, Mark)


class StoppedError(Exception):
    """Nothing more can be done for this company until somebody sees to it."""


class RowNames(Names):
    """Names that are found in the rows of a unit."""

    def __init__(self, unit: Unit, settings: Settings) -> None:
        """Look them up in *unit*, which is of the company of *settings*."""
        self._unit = unit
        self._settings = settings

    @override
    def customer(self, customer_id: CustomerId) -> str:
        found = self._unit.get(Binding, "Customer", customer_id)
        return "" if found is None else found.remote_id

    @override
    def invoice(self, invoice_id: InvoiceId) -> str:
        found = self._unit.get(Binding, "Invoice", invoice_id)
        return "" if found is None else found.remote_id

    @override
    def memo(self, credit_id: CreditId) -> str:
        found = self._unit.get(Tie, key_text(MemoKey(credit_id)))
        return "" if found is None or not found.base else found.remote_id

    @override
    def elsewhere(self, credit_id: CreditId) -> int | None:
        found = self._unit.get(Tie, key_text(MemoKey(credit_id)))
        if found is None:
            return 0
        return None if found.taking else found.elsewhere

    @override
    def agreed(self, key: Key) -> tuple[str, PaymentImage | None]:
        found = self._unit.get(Tie, key_text(key))
        if found is None or not found.remote_id:
            return "", None
        image = image_from(found.base)
        stem = stem_of(self._settings.realm_id, found.remote_id)
        return stem, image if isinstance(image, PaymentImage) else None


@attrs.frozen(kw_only=True)
class World:
    """One company's gateway, the ledgers of this side, and the rows between them."""

    settings: Settings
    gateway: Gateway
    desk: Desk
    store: SyncStore
    timer: Timer
    newest: NewestLedgers = attrs.field(factory=NewestLedgers, eq=False, repr=False)

    def whole(self, customer_id: CustomerId) -> Ledger:
        """Everything of the customer on this side."""
        return self.newest.of(self.ledgers, customer_id)

    @property
    def ledgers(self) -> Ledgers:
        """The ledgers of this side."""
        return self.desk.ledgers

    def now(self) -> str:
        """The present instant, as rows hold it."""
        return written(self.timer.now())

    def later(self, attempts: int) -> str:
        """When to try again after so many attempts: each time twice as late."""
        seconds = min(_HURRY_SECONDS * 2 ** min(attempts, 10), _PAUSE_MAX_SECONDS)
        return written(self.timer.now() + timedelta(seconds=seconds))

    def take_over(self, command: Command) -> Rejection | None:
        """Do here what was done there; what was taken over before stays as it is."""
        answer = unwrap_or_failure(self.desk.submit(command, ACTOR))
        known = (Entry, AlreadyRecorded, AlreadyVoided)
        return None if isinstance(answer, known) else answer


def put_off(unit: Unit, world: World, row: _Row, reason: str) -> None:
    """Leave *row* for later, and say why."""
    attempts = row.attempts + 1
    if _is_newest(unit, row):
        unit.put(
            attrs.evolve(
                row,
                attempts=attempts,
                not_before=world.later(attempts),
                reason=reason,
            )
        )


def done_with(unit: Unit, row: _Row) -> None:
    """Remove *row*, unless there was another change meanwhile."""
    if _is_newest(unit, row):
        unit.drop(type(row), *(str(getattr(row, name)) for name in row.names))


def _is_newest(unit: Unit, row: _Row) -> bool:
    name = tuple(str(getattr(row, one)) for one in row.names)
    found = unit.get(type(row), *name)
    return found is not None and found.stamp == row.stamp


def tie_of(unit: Unit, entity: str, remote_id: str) -> Tie | None:
    """What of this side is that object there."""
    for found in unit.find(Tie, entity=entity, remote_id=remote_id):
        return found
    return None


def disagree(
    unit: Unit, world: World, tie: Tie, kind: str, reason: str, *, there: str = ""
) -> None:
    """Let a person decide about *tie*; until then nothing is moved for it."""
    known = unit.get(Conflict, tie.key)
    unit.put(
        Conflict(
            key=tie.key,
            customer_id=tie.customer_id,
            kind=kind,
            entity=tie.entity,
            remote_id=tie.remote_id,
            here=tie.wanted or tie.base,
            there=there,
            reason=reason,
            since=known.since if known is not None else world.now(),
        )
    )
