"""One step of the exchange, which any scheduler may drive, as often as it likes.

One process at a time works for a company. One that died is followed by another when
its lease has run out, and what it had begun is gone on with.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

import attrs

from ..store import Dirty, Lease, Mark, Tie, Unit
from ..store.records import written
from .conflicts import Choice, resolve
from .deciding import settle
from .feed import Found, poll
from .fencing import COMPANY, FencedStore
from .keys import CashKey, GroupKey, MemoKey, PairKey, key_from
from .looking import look
from .planning import plan
from .world import StoppedError, World

BUSY: Final = "somebody else is at work"
"""Why a step did nothing, or a decision was not carried out, while another holds it."""


@attrs.frozen(kw_only=True)
class Step:
    """What one step did; *stopped* says why nothing more can be done, if so.

    *entries* were read from journals, *rows* were told by the other side; *looked*
    and *settled* were worked on; *left* is what is still to be done or decided.
    """

    entries: int = 0
    rows: int = 0
    looked: int = 0
    settled: int = 0
    left: int = 0
    stopped: str = ""


@attrs.frozen(kw_only=True)
class Sync:
    """The exchange of one company, by one *holder* of its lease.

    A holder is a process or a thread; no two have the same name.
    """

    world: World
    holder: str

    def step(self, *, asks: bool = True) -> Step:
        """Do all that is due now; with *asks*, ask first what changed there."""
        if not self._lease():
            return Step(stopped=BUSY)
        fenced = attrs.evolve(self, world=self._fenced())
        try:
            return fenced._step(asks=asks)  # noqa: SLF001 - this very object, fenced in
        except StoppedError as stopped:
            return attrs.evolve(Step(stopped=str(stopped)), left=self._left())
        finally:
            self._release()

    def resolve(self, key: str, choice: Choice) -> str:
        """Settle the conflict about *key* as ``resolve`` does, with nobody at work.

        Whoever works meanwhile would write over it: then it stays, which is said.
        """
        with self.alone() as has_it:
            if not has_it:
                return BUSY
            try:
                return resolve(self._fenced(), key, choice)
            except StoppedError as stopped:
                return str(stopped)

    def _fenced(self) -> World:
        """The world, whose rows are written only while this holder has the lease."""
        store = FencedStore(self.world.store, self.holder)
        return attrs.evolve(self.world, store=store)

    @contextmanager
    def alone(self) -> Generator[bool]:
        """A block in which nobody else works for the company; no, if somebody does."""
        has_it = self._lease()
        try:
            yield has_it
        finally:
            if has_it:
                self._release()

    def _step(self, *, asks: bool) -> Step:
        found = poll(self.world) if asks else Found()
        entries = plan(self.world)
        looked = self._look()
        entries += plan(self.world)
        settled = self._settle()
        return Step(
            entries=entries,
            rows=found.rows if isinstance(found, Found) else 0,
            looked=looked,
            settled=settled,
            left=self._left(),
            stopped="" if isinstance(found, Found) else type(found).__name__,
        )

    def _look(self) -> int:
        """Look at marked objects: memos first, because payments name them."""
        with self.world.store.unit() as unit:
            marks = sorted(unit.find(Mark), key=_order_of_mark)
        due = [one for one in marks if one.not_before <= self.world.now()]
        for one in due:
            self._lease()
            look(self.world, one)
        return len(due)

    def _settle(self) -> int:
        """Tell what changed here: first what frees credits, last what uses them."""
        with self.world.store.unit() as unit:
            dirty = sorted(unit.find(Dirty), key=lambda one: _order(unit, one))
        due = [one for one in dirty if one.not_before <= self.world.now()]
        for one in due:
            self._lease()
            settle(self.world, one)
        return len(due)

    def _left(self) -> int:
        with self.world.store.unit() as unit:
            return len(unit.find(Dirty)) + len(unit.find(Mark))

    def _lease(self) -> bool:
        """Take or renew the lease; no, if somebody else has it."""
        now = self.world.timer.now()
        until = now + timedelta(seconds=self.world.settings.lease_seconds)
        with self.world.store.unit() as unit:
            held = unit.get(Lease, COMPANY)
            others = held is not None and held.holder != self.holder
            if held is not None and others and held.until > written(now):
                return False
            unit.put(Lease(name=COMPANY, holder=self.holder, until=written(until)))
        return True

    def _release(self) -> None:
        with self.world.store.unit() as unit:
            held = unit.get(Lease, COMPANY)
            if held is not None and held.holder == self.holder:
                unit.drop(Lease, COMPANY)


def _order_of_mark(one: Mark) -> tuple[bool, int]:
    return one.entity != "CreditMemo", int(one.remote_id)


def _order(unit: Unit, one: Dirty) -> tuple[int, str]:
    """Uses that are told already, then money, then memos, then new uses."""
    match key_from(one.key):
        case PairKey():
            tie = unit.get(Tie, one.key)
            return (0 if tie is not None and tie.base else 3), one.key
        case CashKey() | GroupKey():
            return 1, one.key
        case MemoKey():
            return 2, one.key
