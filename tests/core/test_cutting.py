"""A slice that is cut out of a whole ledger is what the words of its parts say."""

from __future__ import annotations

import pytest
from hypothesis import given

from credits_core.cutting import cut, documents_of
from credits_core.fold import fold
from credits_core.identity import CreditId, CustomerId, InvoiceId, PaymentId
from credits_core.ledger import Ledger, Scope
from credits_core.parts import (
    AnApplication,
    AppliedBy,
    OldestCredits,
    OwnMoneyOf,
    Part,
    PaymentsLike,
    document_of,
)
from credits_testkit.contracts.definition import comes_with, every_part_of
from credits_testkit.contracts.found import (
    ABSENT,
    PARTS,
    Found,
    found_in,
    joined,
    without_others,
)
from credits_testkit.contracts.story import CHAPTERS
from credits_testkit.contracts.turns import Turns, histories, turns_of
from credits_testkit.occasions import BEGIN
from credits_testkit.orders import ACME, invoice, pay, repay, usd
from credits_testkit.telling import told

BETA = CustomerId("Beta")
DAY = BEGIN.date()


def _told() -> Ledger:
    ledger = Ledger(customer_id=ACME)
    for events in CHAPTERS:
        ledger = fold(ledger, events)
    return ledger


WHOLE = _told()


@pytest.mark.parametrize("part", [*PARTS, *ABSENT], ids=str)
def test_a_part_is_cut_out_of_the_story_as_the_table_says(part: Part) -> None:
    assert found_in(cut(WHOLE, frozenset({part}))) == PARTS.get(part, Found())


def test_parts_are_cut_out_together() -> None:
    slice_ = cut(WHOLE, frozenset(PARTS))

    assert found_in(slice_) == joined(*PARTS.values())
    assert slice_.scope == Scope(frozenset(PARTS))
    assert slice_ == without_others(WHOLE, slice_)


@given(histories())
def test_every_part_of_any_ledger_is_what_its_words_say(history: Turns) -> None:
    """The judge of all adapters looks it up in another way."""
    whole = Ledger(customer_id=ACME)
    for turn in turns_of(history):
        whole = turn.after

    for part in every_part_of(whole):
        assert found_in(cut(whole, frozenset({part}))) == comes_with(part, whole)


def test_a_payment_that_has_nothing_left_hides_no_other() -> None:
    """P gave 5 to A, and its 2 too much to B; Q has 3 left that are A's own money."""
    whole = told(
        *(invoice("A", 9), invoice("B", 2), pay("P", 7, "A"), repay("P", 5)),
        *(pay("Q", 7, "A"),),
    )

    slice_ = cut(whole, frozenset({OwnMoneyOf(InvoiceId("A"))}))

    assert set(slice_.payments) == {"Q"}


def test_what_is_about_no_single_document_is_told_under_itself() -> None:
    p, k, a = PaymentId("P"), CreditId("K"), InvoiceId("A")
    for part in (
        *(AnApplication(p, k, a), AppliedBy(p), OwnMoneyOf(a)),
        *(OldestCredits(usd(5), DAY), PaymentsLike(usd(5), DAY)),
    ):
        assert document_of(part) == part


def test_what_belongs_to_somebody_else_is_named_with_its_owner() -> None:
    owners = dict.fromkeys(documents_of(WHOLE), ACME)
    nothing = Ledger(customer_id=BETA)

    mine = cut(WHOLE, frozenset(PARTS), owners)
    theirs = cut(nothing, frozenset(PARTS), owners)

    assert mine.elsewhere == {}
    asked = {document_of(part) for part in PARTS}
    assert theirs.elsewhere == {one: ACME for one in asked if one in owners}
    assert found_in(theirs) == Found()
