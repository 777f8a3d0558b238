"""Many commands on one ledger in memory: each as the desk would decide it."""

from __future__ import annotations

from typing import TypeVar

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from returns.methods import unwrap_or_failure

from credits_core.authorize import authorize
from credits_core.commands import Command
from credits_core.fold.running import RunningDraft
from credits_core.identity import (
    CreditId,
    CustomerId,
    InvoiceId,
    PaymentId,
    ReturnId,
    UserId,
)
from credits_core.ledger import Ledger, Scope
from credits_core.permission import EVERYTHING, SystemActor
from credits_core.posting import PostingRun
from credits_core.rejections import AlreadyRecorded
from credits_testkit.occasions import occasion
from credits_testkit.orders import ACME, bring_back, exact, grant, invoice, pay
from credits_testkit.strategies import History, histories, policies

K = TypeVar("K")
V = TypeVar("V")


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


def test_a_run_notes_for_whom_the_system_acts() -> None:
    job = SystemActor(EVERYTHING, on_behalf_of=UserId("anna"))
    now = occasion(0)
    by = authorize(grant("C", 5), job, now.policy).unwrap()
    run = PostingRun(Ledger(customer_id=ACME))

    entry = run.carry_out(grant("C", 5), attrs.evolve(now, by=by)).unwrap()

    assert (entry.user_id, entry.on_behalf_of) == ("system", "anna")


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
    with pytest.raises(
        ValueError, match=r"^A run of postings needs the whole ledger\.$"
    ):
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


def test_every_table_of_a_running_draft_is_as_before_until_it_goes_on() -> None:
    run = PostingRun(Ledger(customer_id=ACME))
    first: tuple[Command, ...] = (
        invoice("A", 9),
        grant("K", 5),
        pay("P", 3, "A", credits=exact(5)),
    )
    for number, command in enumerate((*first, bring_back("R", 1, "A"))):
        run.carry_out(command, occasion(number)).unwrap()
    before = run.ledger()
    draft = RunningDraft(before)
    draft.go_on()

    _write(draft.invoices, InvoiceId("new"))
    _write(draft.payments, PaymentId("new"))
    _write(draft.credits, CreditId("new"))
    _write(draft.returns, ReturnId("new"))
    _write(draft.allocations, 99)
    _write(draft.applications, 99)

    assert draft.ledger == before
    written, overwritten = draft.written(), draft.overwritten()
    assert (written.customer_id, overwritten.customer_id) == (ACME, ACME)
    assert set(written.credits) == {*before.credits, "new"}
    assert dict(overwritten.credits) == dict(before.credits)
    draft.go_on()
    assert draft.ledger.credits == draft.credits
    assert draft.ledger.returns == draft.returns
    assert draft.ledger.allocations == draft.allocations
    assert draft.ledger.applications == draft.applications


def _write(table: dict[K, V], new: K) -> None:
    """Write what was there once more, and something new."""
    for key, value in tuple(table.items()):
        table[key] = table[new] = value
