"""Whatever happened: any history leaves what the core says it leaves."""

from __future__ import annotations

from functools import partial, reduce

from returns.result import Success

from credits_core.cutting import documents_of
from credits_core.entry import Entry
from credits_core.fold import fold
from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.ports import Ledgers

from ...orders import ACME
from ..capabilities import Need
from ..clauses import clause
from ..definition import comes_with, every_part_of, may_come_with
from ..differences import same
from ..found import found_in, joined, missing, without_others
from ..given import BETA, footprint
from ..trials import LedgersTrial
from ..turns import Turn, Turns, histories, turns_of
from .nesting import lose_heart_after
from .part_promises import EXACTLY, WHOLE_AND_LIVE
from .promises import (
    AFTER,
    AS_COMMITTED,
    ELSEWHERE,
    EVERYTHING,
    STORED,
    TOGETHER,
    UNDONE,
)


class HistoriesClauses:
    """Clauses that hold for every history."""

    @clause(AFTER, STORED, drawn=histories)
    def test_any_history_is_stored_as_it_is_folded(
        self, trial: LedgersTrial, history: Turns
    ) -> None:
        """After each of its commands, which were decided without the adapter."""
        for turn in turns_of(history):
            after = _committed(trial.ledgers, turn)
            same(trial.stored(turn.customer_id), after, f"stored after {turn.key}")

    @clause(EVERYTHING, AS_COMMITTED, drawn=histories)
    def test_any_journal_gives_the_ledger_that_is_loaded(
        self, trial: LedgersTrial, history: Turns
    ) -> None:
        entries: dict[str, list[Entry]] = {ACME: [], BETA: []}
        for turn in turns_of(history):
            _committed(trial.ledgers, turn)
            if turn.change is not None:
                entries[turn.customer_id].append(turn.change.entry)

        for customer_id in (ACME, BETA):
            journal = list(trial.ledgers.journal(customer_id))
            same(journal, entries[customer_id], f"the journal of {customer_id}")
            events = (entry.events for entry in journal)
            folded = reduce(fold, events, Ledger(customer_id=customer_id))
            whole = trial.ledgers.load_whole(customer_id)
            same(whole, folded, f"the ledger of {customer_id}")

    @clause(EXACTLY, WHOLE_AND_LIVE, drawn=histories)
    def test_any_part_of_any_ledger_is_cut_out_of_it_exactly(
        self, trial: LedgersTrial, history: Turns
    ) -> None:
        wholes = _lived(trial.ledgers, history)

        for customer_id, whole in wholes.items():
            for part in every_part_of(whole):
                loaded = trial.ledgers.load(customer_id, footprint(part))
                same(loaded, without_others(whole, loaded), str(part))
                found, wanted = found_in(loaded), comes_with(part, whole)
                most = joined(wanted, may_come_with(part, whole))
                same(missing(wanted, found), {}, f"what {part} lacks")
                same(missing(found, most), {}, f"what comes with {part} besides")

    @clause(ELSEWHERE, drawn=histories)
    def test_any_document_of_somebody_else_is_named_with_its_owner(
        self, trial: LedgersTrial, history: Turns
    ) -> None:
        wholes = _lived(trial.ledgers, history)

        asked = frozenset(every_part_of(wholes[ACME]))
        loaded = trial.ledgers.load(BETA, asked)

        owned = dict.fromkeys(documents_of(wholes[ACME]), ACME)
        same(dict(loaded.elsewhere), owned, "elsewhere")

    @clause(UNDONE, drawn=histories)
    def test_any_history_can_be_undone_from_any_point_on(
        self, trial: LedgersTrial, history: Turns
    ) -> None:
        """Its second half is undone, and then lived again."""
        turns = list(turns_of(history))
        half = len(turns) // 2
        _live(trial.ledgers, turns[:half])
        before = [trial.stored(one) for one in (ACME, BETA)]

        live_on = partial(_live, trial.ledgers, turns[half:])
        lose_heart_after(trial.ledgers, live_on)
        same([trial.stored(one) for one in (ACME, BETA)], before, "what is stored")
        live_on()

        wholes = {turn.customer_id: turn.after for turn in turns}
        for customer_id, whole in wholes.items():
            same(trial.stored(customer_id), whole, f"the ledger of {customer_id}")

    @clause(STORED, drawn=histories, needs=(Need.DURABILITY,))
    def test_any_history_goes_on_when_it_is_opened_again(
        self, trial: LedgersTrial, history: Turns
    ) -> None:
        """After every third command."""
        for turn in turns_of(history):
            after = _committed(trial.ledgers, turn)
            if turn.number % 3 == 2:
                again = trial.reopen().load_whole(turn.customer_id)
                same(again, after, f"the ledger, opened again after {turn.key}")

    @clause(TOGETHER, drawn=histories, needs=(Need.HANDLES,))
    def test_any_history_may_be_written_by_several_handles_in_turn(
        self, trial: LedgersTrial, history: Turns
    ) -> None:
        handles = (trial.ledgers, trial.others)
        for turn in turns_of(history):
            after = _committed(handles[turn.number % 2], turn)
            for ledgers in handles:
                whole = ledgers.load_whole(turn.customer_id)
                same(whole, after, f"the ledger after {turn.key}")


def _committed(ledgers: Ledgers, turn: Turn) -> Ledger:
    """Commit what the core decided; the ledger as it is then."""
    if turn.change is not None:
        same(ledgers.commit(turn.change), Success(None), f"commit of {turn.key}")
    return turn.after


def _live(ledgers: Ledgers, turns: list[Turn]) -> None:
    for turn in turns:
        _committed(ledgers, turn)


def _lived(ledgers: Ledgers, history: Turns) -> dict[CustomerId, Ledger]:
    """Commit a history; the whole ledgers that it leaves."""
    wholes = {one: Ledger(customer_id=one) for one in (ACME, BETA)}
    for turn in turns_of(history):
        wholes[turn.customer_id] = _committed(ledgers, turn)
    return wholes
