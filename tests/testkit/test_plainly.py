"""Values are written as the shortest Python that makes them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from credits_core import commands, identity, invoice, money, payment
from credits_core.commands import Command, Mode
from credits_core.exact import Quantity
from credits_core.money import Money
from credits_core.policy import Ban, Policy
from credits_testkit.occasions import BOSS
from credits_testkit.orders import grant, pay, revoke
from credits_testkit.plainly import plainly
from credits_testkit.strategies import History, histories
from credits_testkit.telling import kind_of

NAMES = {
    **vars(commands),
    **vars(identity),
    **vars(invoice),
    **vars(money),
    **vars(payment),
    "Quantity": Quantity,
    "date": date,
}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Money(5, "USD"), "Money(5, 'USD')"),
        (Quantity.of("2.5"), "Quantity.of('2.5')"),
        (Mode.CASCADE, "Mode.CASCADE"),
        (date(2026, 1, 2), "date(2026, 1, 2)"),
        ((1,), "(1,)"),
        ((), "()"),
        (frozenset((Mode.STRICT,)), "frozenset({Mode.STRICT})"),
        (frozenset(Mode), "frozenset({Mode.CASCADE, Mode.STRICT})"),
        (BOSS, "BOSS"),
        (Policy(ban=Ban.TRANSITIVE), "Policy(ban=Ban.TRANSITIVE)"),
        (
            revoke("P1"),
            "VoidPayment(customer_id='ACME', payment_id='P1', mode=Mode.CASCADE)",
        ),
        (
            grant("C1", 5),
            "IssueCredit(customer_id='ACME', credit_id='C1', amount=Money(5, 'USD'))",
        ),
    ],
    ids=kind_of,
)
def test_only_what_must_be_said_is_said(value: object, text: str) -> None:
    assert plainly(value) == text


@given(histories())
def test_a_command_is_made_again_from_its_text(history: History) -> None:
    for command in history.commands:
        assert _made(plainly(command)) == command


def _made(text: str) -> Command:
    made: Command = eval(text, dict(NAMES))
    return made


def test_a_receipt_is_one_line() -> None:
    assert "\n" not in plainly(pay("P1", 5, "I1"))
