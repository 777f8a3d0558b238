"""Ledgers that store always, never, or whatever is late."""

from __future__ import annotations

from typing import Final

import attrs
from returns.result import Result
from typing_extensions import override

from credits_core.fold import fold
from credits_core.ports import Change
from credits_core.rejections import StaleLedger

from ...passing import Passing
from ..bug import BrokenLedgers
from .misreading import wrapped

_DONE: Final[Result[None, StaleLedger]] = Result.from_value(None)


class _Unversioned(Passing):
    """Ledgers that write whatever comes, whoever was faster."""

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        now = self.inner.load_whole(change.seen.customer_id)
        if now.version == change.seen.version:
            return self.inner.commit(change)
        entry = attrs.evolve(change.entry, version=now.version + 1)
        after = fold(now, entry.events)
        late = attrs.evolve(change, seen=now, after=after, entry=entry)
        return self.inner.commit(late)


class _Forgetful(Passing):
    """Ledgers that say that they stored it."""

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        return _DONE


class _Polite(Passing):
    """Ledgers that never refuse, and store nothing where they should have."""

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        self.inner.commit(change)
        return _DONE


class _Eager(Passing):
    """Ledgers that store what was seen in the future."""

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        now = self.inner.load_whole(change.seen.customer_id)
        if now.version < change.seen.version:
            entry = attrs.evolve(change.entry, version=now.version + 1)
            after = fold(now, entry.events)
            change = attrs.evolve(change, seen=now, after=after, entry=entry)
        return self.inner.commit(change)


BUGS: Final = (
    BrokenLedgers(
        name="a commit forgets the version",
        costs="One credit of 50 pays two invoices of 50 at once: 50 are spent twice.",
        seen_in="envato/double_entry #114, ERPNext until 2025-11, Lago until 2026-02",
        breaks=wrapped(_Unversioned),
        caught={
            "journal",
            "late",
            "stored",
            "what is refused leaves no answer",
            "a commit on an earlier version is refused",
        },
    ),
    BrokenLedgers(
        name="a commit stores nothing",
        costs="10 were received, the clerk saw the receipt, and no book knows of it.",
        breaks=wrapped(_Forgetful),
        caught={
            "customers",
            "journal",
            "stored",
            "a return comes by itself",
            "every customer is told once",
        },
    ),
    BrokenLedgers(
        name="a late commit is called done",
        costs="Whoever was slower is told that 40 were applied; they were not, and the"
        " invoice is dunned.",
        seen_in="LAWS HC-36; R34, no update lost",
        breaks=wrapped(_Polite),
        caught={
            "late",
            "a commit on an earlier version is refused",
            "a customer nobody has heard of is kept as well",
        },
    ),
    BrokenLedgers(
        name="a commit believes in the future",
        costs="A change decided on books that were never written is written down: what"
        " it rests on does not exist.",
        breaks=wrapped(_Eager),
        caught={"journal", "late", "stored", "a commit on a later version is refused"},
    ),
)
"""Mistakes of a repository about whether it commits."""
