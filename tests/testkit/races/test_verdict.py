"""The history checker: it accepts what can be, and says why the rest cannot."""

from __future__ import annotations

import attrs
import pytest

from credits_core.commands import Command
from credits_core.entry import Entry
from credits_core.identity import CreditId, InvoiceId
from credits_core.queries import CreditDetail, InvoiceDetail, Query
from credits_core.queries import History as WholeJournal
from credits_core.rejections import IdempotencyConflict, InsufficientCredit, StaleLedger
from credits_testkit.orders import ACME, cancel, exact, grant, invoice, pay, usd
from credits_testkit.races import (
    Balance,
    Done,
    History,
    Refused,
    Setting,
    Told,
    Verdict,
    judge,
)
from credits_testkit.races.confirming import unconfirmed
from credits_testkit.races.contradictions import Kind

from .written_histories import (
    CREDITS,
    OTHER,
    TODAY,
    Writing,
    all_of,
    asked,
    of,
    sent,
    tried,
    with_journal,
)

GRANT = sent(grant("C", 50))
BILL = sent(invoice("A", 100))
SPEND = sent(pay("P", 0, "A", credits=exact(50)))
AGAIN = sent(pay("Q", 0, "A", credits=exact(50)))


def _rich() -> Writing:
    """A credit of 50 and an invoice of 100, at the very beginning."""
    writing = Writing()
    writing.saw("p0", 0, 1, GRANT)
    writing.saw("p0", 2, 3, BILL)
    return writing


def _only(verdict: Verdict) -> Kind:
    """The one way in which a history contradicts itself."""
    (kind,) = {one.kind for one in verdict.contradictions}
    return kind


def test_a_history_in_which_nothing_happened_is_explained() -> None:
    empty = History(setting=Setting(today=TODAY), operations=(), journal=(), ledgers=())

    assert judge(empty).is_explained


def test_what_overlaps_may_have_happened_in_either_order() -> None:
    """The one that began last and ended last was first."""
    writing = _rich()
    writing.saw("p2", 12, 22, AGAIN)
    writing.saw("p1", 10, 20, SPEND)

    verdict = judge(writing.history())

    assert verdict.is_explained
    assert len(verdict.order) == 4


def test_a_look_may_see_what_only_ends_later() -> None:
    writing = _rich()
    writing.saw("p1", 10, 30, SPEND)
    writing.saw("p2", 11, 12, CREDITS)

    assert judge(writing.history()).is_explained


def test_a_look_may_see_what_was_before_a_change_that_is_over() -> None:
    """The question began before the change, and ended after it."""
    writing = _rich()
    writing.saw("p2", 9, 40, CREDITS)
    writing.saw("p1", 10, 30, SPEND)

    assert judge(writing.history()).is_explained


def test_previews_and_all_kinds_of_questions_are_explained() -> None:
    writing = _rich()
    writing.saw("p1", 10, 19, tried(SPEND.command))
    writing.saw("p1", 20, 29, SPEND)
    writing.saw("p2", 11, 30, tried(AGAIN.command))
    queries: tuple[Query, ...] = (
        CreditDetail(customer_id=ACME, credit_id=CreditId("C")),
        InvoiceDetail(customer_id=ACME, invoice_id=InvoiceId("A")),
        InvoiceDetail(customer_id=ACME, invoice_id=InvoiceId("none")),
        WholeJournal(customer_id=ACME),
    )
    for number, query in enumerate(queries):
        writing.saw("p3", 40 + 2 * number, 41 + 2 * number, asked(query))

    assert judge(writing.history()).is_explained


def test_whoever_was_not_heard_may_have_done_it_or_not() -> None:
    writing = _rich()
    writing.lost("p1", 10, SPEND)
    writing.never("p2", 11, AGAIN)
    writing.saw("p3", 20, 21, CREDITS)

    assert judge(writing.history()).is_explained


def test_what_nobody_heard_of_may_happen_long_after() -> None:
    """The first look does not see it; the second does."""
    writing = _rich()
    writing.saw("p3", 20, 21, CREDITS)
    writing.lost("p1", 10, SPEND)
    writing.saw("p3", 30, 31, CREDITS)

    assert judge(writing.history()).is_explained


def test_a_key_that_all_send_is_one_change_and_one_answer() -> None:
    """Who was answered first did not do it: it began after the other one."""
    writing = _rich()
    keyed = attrs.evolve(SPEND, key="k")
    writing.saw("p1", 10, 40, keyed)
    writing.saw("p2", 12, 20, keyed)
    writing.saw("p3", 50, 60, keyed)

    verdict = judge(writing.history())

    assert verdict.is_explained
    assert verdict.damage.is_none


def test_a_refusal_under_a_key_is_told_again_after_it_has_become_wrong() -> None:
    writing = _rich()
    keyed = sent(pay("P", 0, "A", credits=exact(60)), "k")
    writing.saw("p1", 10, 11, keyed)
    writing.saw("p1", 12, 13, sent(grant("D", 10)))
    writing.saw("p2", 20, 21, keyed)
    writing.saw("p3", 22, 23, sent(grant("E", 1), "k"))

    assert judge(writing.history()).is_explained


def test_orders_given_together_stand_in_one_place() -> None:
    """Both customers at once, and a refusal of the second undoes the first."""
    writing = _rich()
    theirs = sent(of(OTHER, grant("D", 5)))
    writing.saw("p1", 10, 20, all_of(SPEND, theirs))
    writing.saw("p2", 10, 20, all_of(sent(of(OTHER, grant("E", 5))), AGAIN))

    assert judge(writing.history()).is_explained


def test_a_refusal_may_be_about_what_another_customer_has() -> None:
    """The invoice of another customer is registered at the same time."""
    writing = _rich()
    writing.saw("p1", 10, 30, sent(of(OTHER, invoice("B", 5))))
    writing.saw("p2", 11, 20, sent(invoice("B", 5)))
    writing.saw("p3", 12, 20, sent(pay("P", 5, "B")))

    assert judge(writing.history()).is_explained


def test_whoever_is_told_that_others_were_faster_had_somebody_in_the_way() -> None:
    writing = _rich()
    late = writing.saw("p1", 10, 20, sent(cancel("none")))
    stale = Refused(rejection=StaleLedger(customer_id=ACME))
    writing.seen_as(late, outcome=stale)
    alone = judge(writing.history())
    writing.saw("p2", 15, 25, SPEND)

    assert _only(alone) is Kind.NO_RIVAL
    assert judge(writing.history()).is_explained


def test_a_lost_update_is_found() -> None:
    """Two were told entry 3; only one of them stands."""
    writing, other = _rich(), _rich()
    writing.saw("p1", 10, 20, SPEND)
    lost = other.saw("p2", 10, 20, AGAIN)
    writing.operations.append(lost)

    verdict = judge(writing.history())

    assert _only(verdict) is Kind.LOST
    assert verdict.damage.updates_lost == 1
    assert verdict.damage.cents_spent_twice == 50


def test_a_double_spend_is_found_though_both_stand_in_the_journal() -> None:
    """Entry 4 spends again what entry 3 has spent."""
    writing, other = _rich(), _rich()
    writing.saw("p1", 10, 20, SPEND)
    twice = other.saw("p2", 10, 20, AGAIN)
    (entry,) = twice.entries
    late = attrs.evolve(entry, version=4)
    writing.operations.append(attrs.evolve(twice, outcome=Done(entries=(late,))))

    history = with_journal(writing.history(), lambda journal: journal.append(late))
    verdict = judge(attrs.evolve(history, ledgers=()))

    assert _only(verdict) is Kind.IMPOSSIBLE
    assert "InsufficientCredit" in verdict.text()
    assert verdict.damage.cents_spent_twice == 50


def test_a_stale_read_is_found() -> None:
    """The look saw 50 although it began after they were spent."""
    writing = _rich()
    early = writing.saw("p2", 4, 5, CREDITS)
    writing.saw("p1", 10, 20, SPEND)
    writing.seen_as(early, start=30, end=40)

    verdict = judge(writing.history())

    assert _only(verdict) is Kind.STALE
    assert "saw version 1, 2, but it stood between version 3 and version 3" in (
        verdict.text()
    )


def test_a_look_into_the_future_is_found() -> None:
    writing = _rich()
    writing.saw("p1", 10, 20, SPEND)
    late = writing.saw("p2", 30, 40, CREDITS)
    writing.seen_as(late, start=5, end=6)

    assert _only(judge(writing.history())) is Kind.ORDER


def test_real_time_that_was_reordered_is_found() -> None:
    """The first to end is the second in the journal."""
    writing = _rich()
    writing.saw("p2", 30, 40, AGAIN)
    writing.saw("p1", 10, 20, sent(grant("D", 1)))

    assert _only(judge(writing.history())) is Kind.ORDER


def test_a_stale_refusal_is_found() -> None:
    """Refused for lack of credit after the credit had come."""
    writing = _rich()
    early = writing.saw("p1", 10, 20, sent(pay("P", 0, "A", credits=exact(60))))
    writing.saw("p2", 21, 22, sent(grant("D", 10)))
    writing.seen_as(early, start=30, end=40)

    assert _only(judge(writing.history())) is Kind.STALE


def test_a_refusal_that_was_never_right_is_found() -> None:
    writing = _rich()
    wrong = writing.saw("p1", 10, 20, sent(pay("P", 0, "A", credits=exact(60))))
    short = InsufficientCredit(asked=usd(60), available=usd(49))
    writing.seen_as(wrong, outcome=Refused(rejection=short))

    assert _only(judge(writing.history())) is Kind.IMPOSSIBLE


def test_an_answer_that_never_was_is_found() -> None:
    writing = _rich()
    wrong = writing.saw("p1", 10, 20, CREDITS)
    assert isinstance(wrong.outcome, Told)
    other = attrs.evolve(wrong.outcome, digest="0" * 16)
    writing.seen_as(wrong, outcome=other)

    assert _only(judge(writing.history())) is Kind.IMPOSSIBLE


def test_a_preview_of_a_state_that_never_was_is_found() -> None:
    writing = _rich()
    plan = writing.saw("p1", 10, 20, tried(SPEND.command))
    assert isinstance(plan.outcome, Done)
    later = attrs.evolve(plan.outcome.entries[0], version=9)
    writing.seen_as(plan, outcome=Done(entries=(later,)))

    assert _only(judge(writing.history())) is Kind.IMPOSSIBLE


def test_a_phantom_entry_is_found() -> None:
    writing = _rich()
    forgotten = writing.saw("p1", 10, 20, SPEND)
    writing.operations.remove(forgotten)

    assert _only(judge(writing.history())) is Kind.PHANTOM


def test_an_entry_that_is_missing_is_found() -> None:
    writing = _rich()
    writing.saw("p1", 10, 20, SPEND)

    history = with_journal(writing.history(), lambda journal: journal.pop(1))

    assert Kind.GAP in judge(history).kinds


def test_an_entry_that_was_changed_is_found() -> None:
    writing = _rich()

    def change(journal: list[Entry]) -> None:
        journal[1] = attrs.evolve(journal[1], command=invoice("A", 99))

    verdict = judge(with_journal(writing.history(), change))

    assert {Kind.LOST, Kind.PHANTOM} <= verdict.kinds.keys()


def test_a_version_that_stands_twice_is_found() -> None:
    writing = _rich()

    history = with_journal(writing.history(), lambda one: one.append(one[-1]))

    assert _only(judge(history)) is Kind.TWICE


@pytest.mark.parametrize("command", [grant("C", 51), grant("D", 50)])
def test_somebody_elses_answer_is_found(command: Command) -> None:
    writing = Writing()
    mine = writing.saw("p1", 0, 1, GRANT)
    writing.seen_as(mine, doing=sent(command))

    assert Kind.ALIEN in judge(writing.history()).kinds


def test_one_entry_that_two_were_told_without_a_key_is_found() -> None:
    writing = Writing()
    mine = writing.saw("p1", 0, 1, GRANT)
    writing.operations.append(attrs.evolve(mine, process="p2"))

    assert _only(judge(writing.history())) is Kind.ALIEN


def test_a_key_that_did_two_things_is_found() -> None:
    """The same command under the same key, and two entries of it."""
    writing = Writing()
    writing.saw("p1", 0, 10, sent(grant("C", 50), "k"))
    writing.saw("p2", 20, 30, sent(grant("D", 50)))
    second = writing.operations[1]
    (entry,) = second.entries
    keyed = attrs.evolve(entry, key="k")
    writing.seen_as(
        second, doing=sent(grant("D", 50), "k"), outcome=Done(entries=(keyed,))
    )

    history = with_journal(
        writing.history(), lambda journal: journal.__setitem__(1, keyed)
    )

    assert _only(judge(history)) is Kind.KEY


def test_two_answers_under_one_key_are_found() -> None:
    writing = _rich()
    keyed = sent(pay("P", 0, "A", credits=exact(60)), "k")
    first = writing.saw("p1", 10, 11, keyed)
    second = writing.saw("p2", 20, 21, keyed)
    assert first.outcome == second.outcome
    other = InsufficientCredit(asked=usd(60), available=usd(40))
    writing.seen_as(second, outcome=Refused(rejection=other))

    assert _only(judge(writing.history())) is Kind.KEY


def test_a_key_that_nobody_took_gives_no_conflict() -> None:
    writing = _rich()
    refused = writing.saw("p1", 10, 20, sent(cancel("none"), "k"))
    conflict = IdempotencyConflict(key="k")
    writing.seen_as(refused, outcome=Refused(rejection=conflict))

    assert Kind.IMPOSSIBLE in judge(writing.history()).kinds


def test_half_of_what_was_to_be_done_together_is_found() -> None:
    writing = Writing()
    writing.lost("p1", 0, all_of(GRANT, sent(of(OTHER, grant("D", 5)))))
    history = writing.history()

    half = with_journal(history, lambda journal: journal.pop())
    verdict = judge(attrs.evolve(half, ledgers=history.ledgers[:1]))

    assert _only(verdict) is Kind.HALF
    assert judge(history).is_explained


def test_two_pairs_in_opposite_orders_are_found() -> None:
    """Each of the two stands before the other one, with one of the customers."""
    writing = Writing()
    mine, theirs = sent(grant("C", 5)), sent(of(OTHER, grant("D", 5)))
    writing.saw("p1", 0, 10, all_of(mine, theirs))
    more, others = sent(grant("E", 5)), sent(of(OTHER, grant("F", 5)))
    second = writing.saw("p2", 0, 10, all_of(more, others))
    assert judge(writing.history()).is_explained
    crossed = Writing()
    crossed.saw("p2", 0, 10, all_of(mine, others))
    crossed.saw("p1", 0, 10, all_of(more, theirs))
    swapped = _swap_of_other(crossed)

    assert second.entries
    assert _only(judge(swapped)) is Kind.CIRCLE


def _swap_of_other(writing: Writing) -> History:
    """The history in which the other customer's two entries changed places."""
    turned = Writing()
    first, second = writing.operations
    turned.saw("p2", 0, 10, second.doing)
    turned.saw("p1", 0, 10, first.doing)
    entries = {e.command: e for one in turned.operations for e in one.entries}
    told = [
        attrs.evolve(
            one,
            outcome=Done(
                entries=tuple(
                    e
                    if e.customer_id == ACME
                    else attrs.evolve(entries[e.command], user_id=one.user_id)
                    for e in one.entries
                )
            ),
        )
        for one in writing.operations
    ]
    journal = sorted(
        (entry for one in told for entry in one.entries),
        key=lambda entry: (entry.customer_id, entry.version),
    )
    return attrs.evolve(
        writing.history(), operations=tuple(told), journal=tuple(journal), ledgers=()
    )


def test_a_document_of_two_customers_is_found() -> None:
    writing, other = Writing(), Writing()
    writing.saw("p1", 0, 10, GRANT)
    theirs = other.saw("p2", 0, 10, sent(of(OTHER, grant("C", 5))))
    writing.operations.append(theirs)

    history = with_journal(
        writing.history(), lambda journal: journal.extend(theirs.entries)
    )

    verdict = judge(history)
    assert Kind.IMPOSSIBLE in verdict.kinds
    assert "AlreadyRecorded: There is already credit C" in verdict.text()


def test_an_order_is_confirmed_by_the_oracle_and_by_the_clock() -> None:
    """Turned round, the order is neither that of the rules nor that of real time."""
    writing = _rich()
    writing.saw("p1", 10, 20, SPEND)
    writing.saw("p2", 30, 40, AGAIN)
    history = writing.history()
    order = judge(history).order

    right = list(unconfirmed(history, order, set()))
    wrong = {one.kind for one in unconfirmed(history, order[::-1], set())}

    assert right == []
    assert wrong == {Kind.ORDER, Kind.ORACLE}


def test_a_refusal_that_the_oracle_would_not_give_is_found() -> None:
    writing = _rich()
    refused = writing.saw("p1", 10, 20, sent(cancel("none")))
    order = judge(writing.history()).order
    short = InsufficientCredit(asked=usd(2), available=usd(1))
    other = attrs.evolve(refused, outcome=Refused(rejection=short))
    (*before, look) = order
    turned = attrs.evolve(look, operations=(other,))

    found = list(unconfirmed(writing.history(), (*before, turned), set()))

    assert [one.kind for one in found] == [Kind.ORACLE]
    assert "answers p1#1 with Unknown" in found[0].sentence


def test_a_state_that_is_not_what_the_journal_comes_to_is_found() -> None:
    history = _rich().history()
    (stored,) = history.ledgers
    (credit,) = stored.credits
    richer = attrs.evolve(credit, amount=usd(51))

    verdict = judge(
        attrs.evolve(history, ledgers=(attrs.evolve(stored, credits=(richer,)),))
    )

    assert Kind.STATE in verdict.kinds


def test_a_state_that_breaks_a_law_is_found() -> None:
    history = _rich().history()
    (stored,) = history.ledgers
    (credit,) = stored.credits
    overspent = attrs.evolve(credit, used=usd(51))

    verdict = judge(
        attrs.evolve(history, ledgers=(attrs.evolve(stored, credits=(overspent,)),))
    )

    assert Kind.LAW in verdict.kinds


@pytest.mark.parametrize(
    ("balances", "is_right"),
    [({"USD": 50}, True), ({"USD": 49}, False), ({"EUR": 50}, False)],
)
def test_balances_are_the_sums_of_the_credits(
    balances: dict[str, int], is_right: bool
) -> None:
    told = tuple(
        Balance(customer_id=ACME, currency=currency, available=amount)
        for currency, amount in balances.items()
    )

    verdict = judge(attrs.evolve(_rich().history(), balances=told))

    assert verdict.is_explained is is_right
    assert is_right or _only(verdict) is Kind.BALANCE
