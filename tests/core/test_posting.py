"""Many commands on one ledger in memory: each as the desk would decide it."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from returns.methods import unwrap_or_failure

from credits_core.fold.running import RunningDraft
from credits_core.identity import CustomerId, InvoiceId
from credits_core.ledger import Ledger, Scope
from credits_core.posting import PostingRun
from credits_core.rejections import AlreadyRecorded
from credits_testkit.occasions import occasion
from credits_testkit.orders import ACME, grant, invoice, pay
from credits_testkit.strategies import History, histories, policies


@settings(max_examples=50)
@given(history=histories(policy=policies(), max_size=40), data=st.data())
def test_a_run_of_postings_decides_and_leaves_what_single_commands_do(
    history: History, data: st.DataObject
) -> None:
    """It may begin anywhere: the ledger is the same, and so is each entry."""
    begin = data.draw(st.integers(0, len(history.steps)))
    before = history.steps[begin - 1].after if begin else Ledger(customer_id=ACME)
    run = PostingRun(before)

    for number, step in enumerate(history.steps[begin:], begin):
        result = run.carry_out(step.entry.command, occasion(number, history.policy))
        assert unwrap_or_failure(result) == step.entry

    assert run.ledger() == history.ledger


def test_a_run_that_refused_a_command_is_over() -> None:
    run = PostingRun(Ledger(customer_id=ACME))
    run.carry_out(grant("C", 5), occasion(0)).unwrap()

    refused = run.carry_out(grant("C", 5), occasion(1))

    assert refused.failure() == AlreadyRecorded(what="credit", id="C")
    with pytest.raises(ValueError, match="run of postings"):
        run.carry_out(grant("D", 5), occasion(2))


def test_a_run_is_of_one_customer_and_of_the_whole_ledger() -> None:
    other = PostingRun(Ledger(customer_id=CustomerId("Beta")))
    slice_of_it = Ledger(customer_id=ACME, scope=Scope())

    with pytest.raises(ValueError, match="run of postings"):
        other.carry_out(grant("C", 5), occasion(0))
    with pytest.raises(ValueError, match="whole ledger"):
        PostingRun(slice_of_it)


def test_a_running_draft_tells_how_things_were_before_the_command() -> None:
    run = PostingRun(Ledger(customer_id=ACME))
    run.carry_out(invoice("A", 5), occasion(0)).unwrap()
    run.carry_out(pay("P", 3, "A"), occasion(1)).unwrap()
    draft = RunningDraft(run.ledger())
    draft.go_on()
    (before,) = draft.invoices.values()

    draft.put_invoice(attrs.evolve(before, number="changed"))
    draft.put_invoice(attrs.evolve(before, id=InvoiceId("B")))

    assert dict(draft.ledger.invoices) == {before.id: before}
    assert len(draft.ledger.invoices) == 1
    assert draft.ledger.version == 2
    draft.go_on()
    assert draft.ledger.invoices == draft.invoices
    assert len(draft.ledger.invoices) == 2
