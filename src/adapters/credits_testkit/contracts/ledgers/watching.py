"""Looking on while others write: whatever is seen is of one moment."""

from __future__ import annotations

import threading

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

COMMANDS = 25
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
        for ledger in _seen_meanwhile(trial, None):
            _agrees(ledger)

    @clause(ONE_MOMENT, needs=THREADS)
    def test_a_slice_loaded_while_others_write_is_of_one_moment(
        self, trial: LedgersTrial
    ) -> None:
        for ledger in _seen_meanwhile(trial, LINKED):
            _agrees(ledger)

    @clause(SLOW_READERS, needs=THREADS)
    def test_a_journal_read_while_others_write_has_no_gap(
        self, trial: LedgersTrial
    ) -> None:
        stop = threading.Event()
        writing = Doing(lambda: _write(trial, stop))
        lengths = [0]
        while len(lengths) < 40 and writing.goes_on:
            versions = [entry.version for entry in trial.others.journal(ACME)]
            same(versions, list(range(1, len(versions) + 1)), "the versions")
            lengths.append(len(versions))
        stop.set()
        writing.result()

        same(lengths, sorted(lengths), "how many entries there were, one after another")

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


def _seen_meanwhile(trial: LedgersTrial, asked: Footprint | None) -> list[Ledger]:
    """What somebody else loads again and again while commands are committed."""
    stop = threading.Event()
    writing = Doing(lambda: _write(trial, stop))
    seen: list[Ledger] = []
    others = trial.others

    def look() -> Ledger:
        return others.load_whole(ACME) if asked is None else others.load(ACME, asked)

    while len(seen) < 200 and writing.goes_on:
        seen.append(look())
    stop.set()
    writing.result()
    return seen


def _write(trial: LedgersTrial, stop: threading.Event) -> None:
    pen = trial.pen()
    pen.write(registered("I1", "100"), issued("C1", "100"))
    for number in range(1, COMMANDS + 1):
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
