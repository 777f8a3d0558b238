"""Whatever happens, the laws hold, and a slice decides as the whole ledger does."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from returns.methods import unwrap_or_failure

from credits_core.decide import Decision, decide
from credits_core.fold import fold
from credits_core.laws import state_violations, step_violations
from credits_core.ledger import Ledger
from credits_core.wire import entry_from, entry_json
from credits_testkit.chances import Situation
from credits_testkit.occasions import occasion
from credits_testkit.slices import slice_of
from credits_testkit.strategies import History, histories, policies
from credits_testkit.strategies.impossible import refused_commands

told = histories(policy=policies())


@given(told)
def test_every_law_holds_after_every_command(history: History) -> None:
    for step in history.steps:
        entry = step.entry
        broken = step_violations(step.before, entry, step.after, step.policy)
        assert state_violations(step.after) == (), entry.command
        assert broken == (), entry.command


@given(told)
def test_folding_the_events_gives_what_was_decided(history: History) -> None:
    for step in history.steps:
        assert fold(step.before, step.entry.events) == step.after


@given(told)
def test_a_slice_decides_as_the_whole_ledger_does(history: History) -> None:
    for day, step in enumerate(history.steps):
        when = occasion(day, history.policy)

        sliced = slice_of(step.before, step.entry.command, when)

        assert isinstance(sliced, Decision), step.entry.command
        assert sliced.events == step.entry.events


@given(told, st.data())
def test_a_slice_refuses_as_the_whole_ledger_does(
    history: History, data: st.DataObject
) -> None:
    when = occasion(len(history.steps), history.policy)
    now = Situation(ledger=history.ledger, today=when.today, policy=history.policy)
    mistake = data.draw(refused_commands(now))

    whole = unwrap_or_failure(decide(history.ledger, mistake.command, when))
    sliced = slice_of(history.ledger, mistake.command, when)

    assert sliced == whole
    assert getattr(whole, "code", "carried out") == mistake.code


@given(told)
def test_the_journal_as_text_replays_to_the_same_ledger(history: History) -> None:
    written = [json.dumps(entry_json(entry)) for entry in history.entries]

    replayed = Ledger(customer_id=history.customer_id)
    for text in written:
        replayed = fold(replayed, entry_from(json.loads(text)).events)

    assert replayed == history.ledger


@given(histories())
def test_money_that_is_due_is_never_blocked_by_the_ban(history: History) -> None:
    """No invoice is due while a credit with money of its own waits (L5, R12)."""
    for step in history.steps:
        for invoice in step.after.invoices.values():
            if not invoice.due.is_positive or invoice.is_void:
                continue
            banned = [
                credit
                for credit in step.after.credits.values()
                if invoice.id in credit.generated_by
                and credit.available
                and credit.hold is None
            ]
            assert banned == [], step.entry.command
