"""Each sentence of a port is a clause, and each clause is about a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest

from credits_core import parts, ports
from credits_testkit.contracts import (
    AccountingContract,
    ClockContract,
    Contract,
    LedgersContract,
    Promise,
    RegisterContract,
    clauses_of,
)
from credits_testkit.contracts.clauses import promises_in


def _methods(port: type[object]) -> Iterator[object]:
    return (
        value
        for name, value in vars(port).items()
        if callable(value) and not name.startswith("_")
    )


DOCUMENTED: dict[type[Contract], tuple[object, ...]] = {
    LedgersContract: (
        *(ports.Ledgers, *_methods(ports.Ledgers), ports.Change),
        *(parts, *get_args(parts.Part)),
    ),
    RegisterContract: (ports.Register, *_methods(ports.Register)),
    ClockContract: (ports.Clock, *_methods(ports.Clock)),
    AccountingContract: (
        *(ports.Accounting, *_methods(ports.Accounting), ports.RemoteFact),
    ),
}
"""Whose sentences each contract holds an adapter to."""


def _named(contract: type[Contract]) -> set[Promise]:
    return {promise for one in clauses_of(contract) for promise in one.promises}


def _said(contract: type[Contract]) -> set[Promise]:
    return {one for owner in DOCUMENTED[contract] for one in promises_in(owner)}


def _told(promises: set[Promise]) -> list[str]:
    return sorted(f"{one.owner}: {one.sentence}" for one in promises)


@pytest.mark.parametrize("contract", DOCUMENTED)
def test_every_sentence_of_a_port_has_a_clause(contract: type[Contract]) -> None:
    assert _told(_said(contract) - _named(contract)) == []


@pytest.mark.parametrize("contract", DOCUMENTED)
def test_every_clause_is_about_sentences_that_stand_in_the_port(
    contract: type[Contract],
) -> None:
    assert _told(_named(contract) - _said(contract)) == []
    assert [one.name for one in clauses_of(contract) if not one.promises] == []
