"""The oracle by itself: what it answers, and what its pictures can tell apart."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from typing import Final

import attrs
import pytest

import credits_testkit.oracle
from credits_core.commands import Command, VoidInvoice
from credits_core.identity import CustomerId
from credits_core.ledger import Scope
from credits_testkit.oracle import Oracle, Picture, picture_of
from credits_testkit.orders import (
    ACME,
    cancel,
    edit,
    exact,
    grant,
    invoice,
    pay,
    unapply,
    void,
)
from credits_testkit.telling import EMPTY, told

TODAY: Final = date(2026, 3, 2)
BETA: Final = CustomerId("BETA")
USED: Final = (invoice("A", 5), grant("K", 3), pay("Q", 0, "A", credits=exact(3)))


def _after(*commands: Command) -> Oracle:
    oracle = Oracle()
    for command in commands:
        assert oracle.tell(command, TODAY) is None
    return oracle


def test_120_on_an_invoice_of_100_leaves_a_credit_of_20() -> None:
    oracle = _after(invoice("A", 100), pay("P", 120, "A"))

    picture = oracle.picture(ACME)

    (paid,) = picture.invoices
    (left,) = picture.credits
    assert (paid.status, paid.due, paid.cash) == ("fully_paid", 0, 100)
    assert (left.id, left.available, left.status) == ("overpayment:P", 20, "Open")


def test_on_a_void_invoice_a_forfeit_stays_and_what_is_spent_gives_way() -> None:
    """100 paid, to 70; 10 of the 30 pay B, 20 are given up: B is due again."""
    oracle = _after(
        *(invoice("A", 100), pay("P", 100, "A"), edit("E", "A", -30)),
        *(invoice("B", 10), pay("Q", 0, "B", credits=exact(10))),
        *(cancel("reduction:E"), void("A")),
    )

    a, b = oracle.picture(ACME).invoices

    assert (a.cash, a.forfeited, a.reductions) == (20, 20, 0)
    assert (b.due, b.applied) == (10, 0)


def test_a_refused_command_changes_nothing() -> None:
    oracle = _after(invoice("A", 100), void("A"))
    before = oracle.picture(ACME)

    answer = oracle.tell(pay("P", 1, "A"), TODAY)

    assert answer == "InvoiceIsVoid"
    assert oracle.picture(ACME) == before


def test_what_is_told_to_a_copy_is_not_told_to_the_other() -> None:
    oracle = _after(invoice("A", 100))
    copy = oracle.copy()

    copy.tell(pay("P", 100, "A"), TODAY)

    assert (oracle.picture(ACME).payments, len(copy.picture(ACME).payments)) == ((), 1)


def test_a_document_of_another_customer_is_neither_unknown_nor_free() -> None:
    oracle = _after(invoice("A", 100))
    theirs = VoidInvoice(customer_id=BETA, invoice_id=invoice("A", 1).invoice_id)
    taken = attrs.evolve(invoice("A", 1), customer_id=BETA)

    answers = [oracle.tell(command, TODAY) for command in (theirs, taken)]

    assert answers == ["CustomerMismatch", "AlreadyRecorded"]
    assert oracle.picture(BETA) == Picture(customer_id=BETA)


def test_a_voided_use_keeps_its_amount_in_the_picture() -> None:
    oracle = _after(*USED, unapply("Q", "K", "A"))

    (use,) = oracle.picture(ACME).uses

    assert (use.amount, use.date, use.voided_on) == (3, TODAY, TODAY)
    assert use.is_live is False


def test_pictures_tell_what_differs_between_them() -> None:
    five, six, two = (
        _after(*story).picture(ACME)
        for story in (
            (grant("K", 5),),
            (grant("K", 6),),
            (grant("K", 5), grant("L", 1)),
        )
    )

    assert five.differences(six) == (
        "credit K: amount is 5, not 6",
        "credit K: available is 5, not 6",
    )
    assert five.differences(five) == ()
    commands, more = five.differences(two)
    assert more.startswith("credit L: None, not PicturedCredit(id='L'")
    assert commands == "commands: 1, not 2"


def test_an_empty_ledger_and_an_oracle_that_knows_nothing_look_alike() -> None:
    assert picture_of(EMPTY) == Oracle().picture(ACME)


def test_no_picture_is_taken_of_a_slice() -> None:
    slice_of_it = attrs.evolve(told(*USED), scope=Scope())

    with pytest.raises(ValueError, match="Only a whole ledger"):
        picture_of(slice_of_it)


ALLOWED: Final = {
    "credits_core.commands",
    "credits_core.money",
    "credits_core.payment",
    "credits_core.policy",
}
"""What the oracle reads of the core: commands and what they are made of."""

TAKING: Final = {
    "credits_core.credit",
    "credits_core.customer_return",
    "credits_core.identity",
    "credits_core.invoice",
    "credits_core.ledger",
}
"""What a picture of the core's own state has to know besides."""


def test_the_oracle_shares_no_rule_with_the_core() -> None:
    """Nor does it call anything of the core's values: it only reads them."""
    folder = Path(credits_testkit.oracle.__file__).parent
    for module in folder.glob("*.py"):
        known = ALLOWED | (TAKING if module.name == "taking.py" else set())
        tree = ast.parse(module.read_text(encoding="utf-8"))
        assert {one for one in _imported(tree) if "credits" in one} <= known, module


def _imported(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.level < 2:
            found.add(node.module or "")
        if isinstance(node, ast.ImportFrom) and node.level >= 2:
            found.add(f"credits_testkit of level {node.level}")
    return found
