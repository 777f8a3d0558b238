"""Ledgers that store a part of each change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs
from returns.result import Result
from typing_extensions import override

from credits_core.fold import fold
from credits_core.ports import Change
from credits_core.rejections import StaleLedger

from ...contracts.trials import Opens
from ...passing import Passing
from ..bug import BrokenLedgers
from .misreading import wrapped


@attrs.define
class _Partial(Passing):
    """Ledgers that store a part of what each change comes to."""

    part: Callable[[Change], Change]

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        return self.inner.commit(self.part(change))


def _half(*kinds: str) -> Callable[[Change], Change]:
    """The change without what it does to those kinds of rows."""

    def part(change: Change) -> Change:
        kept = {kind: getattr(change.seen, kind) for kind in kinds}
        return attrs.evolve(change, after=attrs.evolve(change.after, **kept))

    return part


def _without_events(change: Change) -> Change:
    return attrs.evolve(change, entry=attrs.evolve(change.entry, events=()))


def _without_its_answer(change: Change) -> Change:
    return attrs.evolve(change, answer=None)


def _in_the_name_of_nobody(change: Change) -> Change:
    return attrs.evolve(change, entry=attrs.evolve(change.entry, on_behalf_of=None))


def _with_the_first_event(change: Change) -> Change:
    first = change.entry.events[:1]
    after = fold(change.seen, first)
    return attrs.evolve(change, after=after)


def _stores(part: Callable[[Change], Change]) -> Callable[[Opens], Opens]:
    """Ledgers that store that part of each change."""
    return wrapped(lambda inner: _Partial(inner, part))


BUGS: Final = (
    BrokenLedgers(
        name="a commit writes half: not the credits",
        costs="3 arrive at the invoice and stay in the credit, to be spent again.",
        breaks=_stores(_half("credits")),
        caught={
            "replay",
            "stored",
            "somebody whose only command was refused is no customer",
            "a credit comes by itself",
        },
    ),
    BrokenLedgers(
        name="a commit writes half: not the invoices",
        costs="3 leave the credit and the invoice stays due: they are lost.",
        breaks=_stores(_half("invoices")),
        caught={
            "replay",
            "stored",
            "an invoice comes without its lines",
            "a first command makes a ledger",
        },
    ),
    BrokenLedgers(
        name="a commit writes half: not the entries",
        costs="The sums say that 30 are applied, and no entry says where from.",
        breaks=_stores(_half("applications", "allocations")),
        caught={
            "laws",
            "replay",
            "stored",
            "the receipts of applications on an invoice come too",
            "voided entries do not come with what is live",
        },
    ),
    BrokenLedgers(
        name="a commit writes half: not the lines",
        costs="The total falls by 10 and the lines do not: the next return is valued at"
        " the old price.",
        breaks=_stores(_half("lines")),
        caught={
            "laws",
            "replay",
            "stored",
            "a first command makes a ledger",
            "an invoice is stored with its dates and its number",
        },
    ),
    BrokenLedgers(
        name="a commit writes the first event of several",
        costs="The receipt is there and what it paid is not: 120 on account, and the"
        " invoice of 100 still due.",
        breaks=_stores(_with_the_first_event),
        caught={
            "replay",
            "stored",
            "a payment that becomes void is stored with how it did",
            "payments of one amount on one day come by themselves",
        },
    ),
    BrokenLedgers(
        name="the journal is written without what happened",
        costs="120 are in the books and no journal says how: an auditor who replays it"
        " has nothing.",
        breaks=_stores(_without_events),
        caught={
            "journal",
            "replay",
            "a journal tells the entries of its customer alone",
            "events of every kind come as they were committed",
        },
    ),
    BrokenLedgers(
        name="a change is stored without its answer",
        costs="The network fails after the commit, the host asks again, and 50 are"
        " received twice.",
        seen_in="LAWS HC-70, breeze",
        breaks=_stores(_without_its_answer),
        caught={
            "retry",
            "an answer stays as it was given",
            "each key has its own answer",
        },
    ),
    BrokenLedgers(
        name="the journal names the system and not who caused it",
        costs="20 were granted by the nightly job for somebody, and nobody can say for"
        " whom.",
        breaks=_stores(_in_the_name_of_nobody),
        caught={"journal", "an answer has the entry with all there is in it"},
    ),
)
"""Mistakes of a repository about how much it commits."""
