"""Whatever happens, the laws hold, and a slice decides as the whole ledger does."""

from __future__ import annotations

import json
from collections.abc import Iterator

import attrs
from hypothesis import given
from hypothesis import strategies as st
from returns.methods import unwrap_or_failure

from credits_core.decide import Decision, decide
from credits_core.effects import effects_of
from credits_core.entry import Entry
from credits_core.fold import fold
from credits_core.laws import state_violations, step_violations
from credits_core.ledger import Ledger
from credits_core.policy import Ban, Differences, Duplicates, Policy
from credits_core.rejections import Rejection
from credits_core.wire import entry_from, entry_json
from credits_testkit.occasions import occasion
from credits_testkit.orders import ACME
from credits_testkit.slices import slice_of
from tests.core.worlds import Move, command_of

numbers = st.integers(0, 11)
moves = st.tuples(st.integers(0, 19), numbers, numbers, numbers, st.integers(0, 4))
histories = st.lists(moves, min_size=1, max_size=25)
policies = st.builds(
    Policy,
    release_credits_first=st.booleans(),
    returns_issue_credits=st.booleans(),
    return_credit_may_pay_its_invoice=st.booleans(),
    ban=st.sampled_from(Ban),
    possible_duplicates=st.sampled_from(Duplicates),
    remote_differences=st.sampled_from(Differences),
)


def walk(history: list[Move], policy: Policy) -> Iterator[tuple[Ledger, Entry, Ledger]]:
    """Each command that was carried out, between the whole ledgers around it."""
    ledger = Ledger(customer_id=ACME)
    for day, move in enumerate(history):
        command = command_of(move, ledger)
        when = occasion(day, policy)
        outcome = unwrap_or_failure(decide(ledger, command, when))
        if isinstance(outcome, Decision):
            entry = Entry(
                customer_id=ACME,
                version=outcome.after.version,
                at=when.at,
                today=when.today,
                user_id=when.by.user_id,
                on_behalf_of=None,
                command=command,
                events=outcome.events,
                effects=effects_of(ledger, outcome.events, outcome.after),
            )
            yield ledger, entry, outcome.after
            ledger = outcome.after


@given(histories, policies)
def test_every_law_holds_after_every_command(
    history: list[Move], policy: Policy
) -> None:
    for before, entry, after in walk(history, policy):
        assert state_violations(after) == (), entry.command
        assert step_violations(before, entry, after, policy) == (), entry.command


@given(histories, policies)
def test_folding_the_events_gives_what_was_decided(
    history: list[Move], policy: Policy
) -> None:
    for before, entry, after in walk(history, policy):
        assert fold(before, entry.events) == after


@given(histories, policies)
def test_a_slice_decides_as_the_whole_ledger_does(
    history: list[Move], policy: Policy
) -> None:
    ledger = Ledger(customer_id=ACME)
    for day, move in enumerate(history):
        command, when = command_of(move, ledger), occasion(day, policy)

        whole = unwrap_or_failure(decide(ledger, command, when))
        sliced = slice_of(ledger, command, when)

        assert _said(sliced) == _said(whole), command
        if isinstance(whole, Decision):
            ledger = whole.after


def _said(outcome: Decision | Rejection) -> object:
    return outcome.events if isinstance(outcome, Decision) else outcome


@given(histories, policies)
def test_the_journal_as_text_replays_to_the_same_ledger(
    history: list[Move], policy: Policy
) -> None:
    written: list[str] = []
    last = Ledger(customer_id=ACME)
    for _, entry, after in walk(history, policy):
        written.append(json.dumps(entry_json(entry)))
        last = after

    replayed = Ledger(customer_id=ACME)
    for text in written:
        replayed = fold(replayed, entry_from(json.loads(text)).events)

    assert replayed == last


@given(histories)
def test_money_that_is_due_is_never_blocked_by_the_ban(history: list[Move]) -> None:
    """No invoice is due while a credit with money of its own waits (L5, R12)."""
    for _, entry, after in walk(history, Policy()):
        for invoice in after.invoices.values():
            if not invoice.due.is_positive or invoice.is_void:
                continue
            banned = [
                credit
                for credit in after.credits.values()
                if invoice.id in credit.generated_by
                and credit.available
                and credit.hold is None
            ]
            assert banned == [], attrs.asdict(entry)
