"""Looking on while others write: whatever is seen is of one moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from credits_core.events import Event
from credits_core.identity import CreditId, InvoiceId
from credits_core.ledger import Ledger
from credits_core.parts import Footprint, TendersOn, UsesOf

from ...orders import ACME
from ..background import Doing
from ..capabilities import Need
from ..clauses import clause
from ..differences import same
from ..events_given import applied, issued, received, registered
from ..found import PARTS, without_others
from ..given import footprint
from ..story import CHAPTERS
from ..trials import LedgersTrial
from .promises import ONE_MOMENT, SLOW_READERS, STALE, TOGETHER

T = TypeVar("T")

COMMANDS_MAX = 400
CHANGES_SEEN = 12
LOOKS_MAX = 400
THREADS, HANDLES = (Need.THREADS,), (Need.HANDLES,)
LINKED: Footprint = footprint(TendersOn(InvoiceId("I1")), UsesOf(CreditId("C1")))


class WatchingClauses:
    """Somebody who reads while somebody else writes, and a second handle."""

    @clause(ONE_MOMENT)
    def test_what_is_loaded_again_shows_what_was_written_since(
        self, trial: LedgersTrial
    ) -> None:
        """Through one handle, which might remember what it read before."""
        pen = trial.pen()
        for events in CHAPTERS:
            pen.write(*events)
            loaded = trial.ledgers.load(ACME, footprint(*PARTS))
            same(loaded, without_others(pen.ledger, loaded), "the slice")

    @clause(ONE_MOMENT, needs=THREADS)
    def test_a_ledger_loaded_whole_while_others_write_is_of_one_moment(
        self, trial: LedgersTrial
    ) -> None:
        """Each command moves 1 from the credit to the invoice: both say the same."""
        others = trial.others
        for ledger in _seen_meanwhile(trial, lambda: others.load_whole(ACME)):
            _agrees(ledger)

    @clause(ONE_MOMENT, needs=THREADS)
    def test_a_slice_loaded_while_others_write_is_of_one_moment(
        self, trial: LedgersTrial
    ) -> None:
        others = trial.others
        for ledger in _seen_meanwhile(trial, lambda: others.load(ACME, LINKED)):
            _agrees(ledger)

    @clause(SLOW_READERS, needs=THREADS)
    def test_a_journal_read_while_others_write_has_no_gap(
        self, trial: LedgersTrial
    ) -> None:
        def versions() -> tuple[int, ...]:
            return tuple(entry.version for entry in trial.others.journal(ACME))

        for told in _seen_meanwhile(trial, versions):
            same(told, tuple(range(1, len(told) + 1)), "the versions")

    @clause(TOGETHER, needs=HANDLES)
    def test_what_one_handle_commits_another_one_sees(
        self, trial: LedgersTrial
    ) -> None:
        others = trial.others
        others.load_whole(ACME)
        pen = trial.pen()

        for number in range(3):
            change = pen.write(issued(f"C{number}", "10"), key=f"k{number}")
            same(others.load_whole(ACME), change.after, "the ledger by another handle")
            same(others.answer(f"k{number}"), change.answer, "the answer")
            same(len(tuple(others.journal(ACME))), number + 1, "entries")
        same(tuple(others.customers()), (ACME,), "the customers")

    @clause(STALE, needs=HANDLES)
    def test_what_another_handle_committed_makes_a_change_stale(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.pen()
        late = pen.change(issued("C1", "10"))
        pen.ledgers = trial.others
        kept = pen.write(issued("C2", "10"))

        refused = trial.ledgers.commit(late)

        same(str(refused), "<Failure: StaleLedger(customer_id='ACME')>", "commit(...)")
        same(trial.stored(), kept.after, "what is stored")


def _seen_meanwhile(trial: LedgersTrial, look: Callable[[], T]) -> list[T]:
    """What somebody else sees, until it has changed often enough."""
    stop = threading.Event()
    writing = Doing(lambda: _write(trial, stop))
    seen = [look()]
    changes = 0
    while writing.goes_on and changes < CHANGES_SEEN and len(seen) < LOOKS_MAX:
        seen.append(look())
        changes += seen[-1] != seen[-2]
    stop.set()
    writing.result()
    return seen


def _write(trial: LedgersTrial, stop: threading.Event) -> None:
    pen = trial.pen()
    pen.write(registered("I1", "900"), issued("C1", "900"))
    for number in range(1, COMMANDS_MAX + 1):
        if stop.is_set():
            return
        receipt: tuple[Event, ...] = (
            received(f"R{number}", "0", "I1"),
            applied(number, f"R{number}", "C1", "I1", "1"),
        )
        pen.write(*receipt)


def _agrees(ledger: Ledger) -> None:
    """The credit, the invoice, the entries and the version tell the same amount."""
    if ledger.is_new:
        same(dict(ledger.credits), {}, "the credits of an empty ledger")
        return
    used = ledger.credits[CreditId("C1")].used.minor // 100
    uses = [one for one in ledger.applications.values() if one.is_live]
    told = {
        "on the invoice": ledger.invoices[InvoiceId("I1")].applied.minor // 100,
        "applications": len(uses),
        "last number": ledger.entries,
        "commands since the first": ledger.version - 1,
    }
    same(told, dict.fromkeys(told, used), "amounts of one moment")
