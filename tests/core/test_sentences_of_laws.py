"""What each broken law says: who breaks it, and how far. People read this."""

from __future__ import annotations

import pytest

from credits_core.laws import Violation, state_violations, step_violations
from credits_core.ledger import Ledger, Scope
from credits_testkit.gallery.lawless import states
from credits_testkit.gallery.lawless import steps as broken_steps
from credits_testkit.gallery.lawless.book import LAWFUL

STATES = {way.__name__: way for way in states.BROKEN}
STEPS = {way.__name__: way for way in broken_steps.BROKEN}

Told = tuple[str, str, str]

TOLD: dict[str, tuple[Told, ...]] = {
    "overspent": (("L1", "M", "50 of 40 is spent."),),
    "overspent_by_its_entries": (
        ("L1", "M", "50 of 40 is spent."),
        ("L7", "M", "What is used of it is not what invoices got."),
    ),
    "less_than_was_used_before": (("L1", "N", "2 of 1 is spent."),),
    "given_up_more_than_is_left": (("L1", "M", "30 of 40 is spent."),),
    "given_up_less_than_nothing": (("L1", "M", "Less than nothing was given up."),),
    "issued_twice": (("L2", "H", "Its reduction credits are 8, not 4."),),
    "never_clawed_back": (
        ("L2", "A", "Its reduction credits are 15, not 10."),
        ("L5", "P1", "A is due beside 0.10 USD."),
    ),
    "wrong_reductions": (
        ("L2", "A", "Its reduction credits are 15, not 15."),
        ("L5", "P1", "A is due beside 0.10 USD."),
        ("L6", "ACME", "1 USD was lost or invented."),
    ),
    "wrong_forfeits": (
        ("L2", "A", "Its reduction credits are 15, not 14."),
        ("L2", "A", "Its forfeits are not those of its credits."),
        ("L5", "P1", "A is due beside 0.10 USD."),
        ("L6", "ACME", "1 USD was lost or invented."),
    ),
    "negative_due": (
        ("L2", "F", "Its reduction credits are 0, not 5."),
        ("L3", "F", "-0.05 USD is due on a total of 0.15 USD."),
    ),
    "due_above_total": (
        ("L2", "G", "Its reduction credits are 0, not 0."),
        ("L3", "G", "10.70 USD is due on a total of 10.00 USD."),
        ("L6", "ACME", "100 USD was lost or invented."),
    ),
    "total_beside_its_lines": (("L3", "B", "Its lines are 51, its total 50."),),
    "more_back_than_sold": (("L3", "F", "More came back than was sold."),),
    "credit_missing": (
        ("L4", "P6", "0.05 USD is unapplied, its credit 0."),
        ("L6", "ACME", "5 USD was lost or invented."),
    ),
    "edited_view": (
        ("L4", "P6", "0.05 USD is unapplied, its credit 6."),
        ("L6", "ACME", "-1 USD was lost or invented."),
    ),
    "tenders_beside_their_amount": (("L4", "P6", "Its tenders are not its amount."),),
    "own_money_waits": (("L5", "P6", "F is due beside 0.10 USD."),),
    "lost_cent": (
        ("L5", "P6", "F is due beside 0.05 USD."),
        ("L6", "ACME", "1 USD was lost or invented."),
        ("L7", "F", "The cash on it is not what payments gave."),
    ),
    "crossed_currencies": (
        ("L6", "ACME", "30 USD was lost or invented."),
        ("L6", "ACME", "-30 EUR was lost or invented."),
    ),
    "forgotten_by_its_source": (
        ("L7", "M", "What is used of it is not what invoices got."),
    ),
    "forgotten_by_its_target": (
        ("L6", "ACME", "30 USD was lost or invented."),
        ("L7", "G", "What is applied on it is not what credits gave."),
    ),
    "forgotten_by_its_payment": (
        ("L4", "P6", "0.06 USD is unapplied, its credit 5."),
        ("L7", "P6", "What it gave is not what invoices got."),
    ),
    "rest_after_cancelling": (("L7", "K", "0.03 USD came home to a closed credit."),),
    "rest_after_deleting": (("L7", "X", "0.06 USD came home to a closed credit."),),
    "newest_used_first": (("L8", "K2", "It was used before K1, which is older."),),
    "older_retracted_first": (
        ("L8", "reduction:E1", "It shrank before reduction:E2, which is newer."),
    ),
    "older_taken_back_first": (
        ("L8", "overpayment:P", "Entry 2 was voided before 3."),
    ),
    "middle_one_taken_back": (("L8", "overpayment:P", "Entry 3 was voided before 4."),),
    "first_and_last_taken_back": (
        ("L8", "overpayment:P", "Entry 2 was voided before 3."),
    ),
    "older_use_of_another_reduction_taken_back": (
        ("L8", "A", "Entry 3 was voided before 4."),
    ),
    "application_changed": (
        ("L9", "7", "An application was changed after it was made."),
    ),
    "application_changed_and_voided": (
        ("L9", "7", "An application was changed after it was made."),
    ),
    "application_brought_back": (
        ("L9", "4", "An application was changed after it was made."),
    ),
    "application_vanished": (
        ("L9", "7", "An application was changed after it was made."),
    ),
    "voided_cash_changed": (("L9", "5", "A voided allocation was changed."),),
    "cash_touched_by_adding": (
        ("L9", "6", "A command that only adds changed an earlier entry."),
    ),
    "use_voided_by_adding": (
        ("L9", "7", "A command that only adds changed an earlier entry."),
    ),
    "needless_cascade_of_a_credit": (
        ("L10", "overpayment:P", "Applications were voided although 4 was left."),
    ),
    "needless_cascade_of_an_invoice": (
        ("L10", "A", "Applications were voided although 10 was left."),
    ),
    "needless_cascade_beside_cash_elsewhere": (
        ("L10", "A", "Applications were voided although 10 was left."),
    ),
}


def _told(violations: tuple[Violation, ...]) -> tuple[Told, ...]:
    return tuple((v.law.split()[0], v.subject, v.sentence) for v in violations)


@pytest.mark.parametrize("name", STATES)
def test_a_broken_ledger_is_told_in_these_words(name: str) -> None:
    assert _told(state_violations(STATES[name](LAWFUL))) == TOLD[name]


@pytest.mark.parametrize("name", STEPS)
def test_a_broken_step_is_told_in_these_words(name: str) -> None:
    step = STEPS[name]()

    found = step_violations(step.before, step.entry, step.after)

    assert _told(found) == TOLD[name]


def test_every_way_of_breaking_a_law_is_told() -> None:
    assert TOLD.keys() == STATES.keys() | STEPS.keys()


def test_a_part_of_a_ledger_is_not_judged() -> None:
    with pytest.raises(ValueError, match=r"^Only a whole ledger can be judged\.$"):
        state_violations(
            Ledger(customer_id=LAWFUL.customer_id, scope=Scope(frozenset()))
        )
