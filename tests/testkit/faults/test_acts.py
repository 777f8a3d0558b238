"""What is struck down covers every kind of command, and comes to what it is about."""

from __future__ import annotations

from typing import get_args

import pytest

from credits_core.commands import (
    Command,
    CreditUse,
    ImportChange,
    ReceivePayment,
    RemoteChange,
)
from credits_memory import MemoryLedgers
from credits_testkit.faults import ACTS, Act
from credits_testkit.faults.acts import first_of_each_kind, kind_of

COMMANDS = [order.command for act in ACTS for order in act.orders]


def test_every_kind_of_command_is_struck_down() -> None:
    kinds = {type(command) for command in COMMANDS}
    uses = {type(one.credits) for one in COMMANDS if isinstance(one, ReceivePayment)}
    changes = {type(one.change) for one in COMMANDS if isinstance(one, ImportChange)}

    assert kinds == set(get_args(Command))
    assert uses == set(get_args(CreditUse))
    assert changes == set(get_args(RemoteChange))


def test_two_customers_together_and_refusals_are_struck_down_too() -> None:
    together = [act for act in ACTS if len(act.orders) > 1]
    customers = {order.command.customer_id for order in together[0].orders}

    assert len(customers) == 2
    assert {act.is_refused for act in together} == {True, False}
    assert any(act.is_refused for act in ACTS if act not in together)


def test_each_act_has_a_name_of_its_own() -> None:
    assert len({act.name for act in ACTS}) == len(ACTS)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_an_act_is_refused_if_it_says_so(act: Act) -> None:
    ledgers = MemoryLedgers()
    act.set(ledgers)

    told = act.play(ledgers)

    assert isinstance(told, tuple) != act.is_refused


def test_there_is_one_act_of_each_kind_among_the_firsts() -> None:
    firsts = first_of_each_kind(ACTS)

    assert {kind_of(act) for act in firsts} == {kind_of(act) for act in ACTS}
    assert len(firsts) < len(ACTS)
