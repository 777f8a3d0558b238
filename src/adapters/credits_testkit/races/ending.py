"""What the store holds when all is over: what the journals come to, and lawful."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import attrs

from credits_core.identity import CustomerId
from credits_core.laws import state_violations

from .contradictions import Contradiction, Kind
from .history import Balance, History
from .stored import Stored
from .world import World


def contradictions_at_the_end(
    history: History, world: World, broken: set[CustomerId]
) -> Iterator[Contradiction]:
    """Whatever of the stored ledgers is not as it has to be.

    The *world* is what the serial order comes to; of customers whose journal is
    *broken* there is nothing to compare with.
    """
    for stored in history.ledgers:
        if stored.customer_id not in broken:
            yield from _differences(stored, world)
        for one in state_violations(stored.ledger()):
            sentence = f"{stored.customer_id}, {one.subject}: {one.sentence}"
            yield Contradiction(kind=Kind.LAW, sentence=f"{one.law} of {sentence}")
    if history.balances:
        yield from _wrong_balances(history)


def _differences(stored: Stored, world: World) -> Iterator[Contradiction]:
    model = Stored.of(world.ledger(stored.customer_id))
    for field in attrs.fields(Stored):
        kept, wanted = getattr(stored, field.name), getattr(model, field.name)
        if kept != wanted:
            sentence = (
                f"The {field.name} of {stored.customer_id} are not what the journal"
                f" comes to: {_first_difference(kept, wanted)}"
            )
            yield Contradiction(kind=Kind.STATE, sentence=sentence)


def _first_difference(kept: object, wanted: object) -> str:
    if not isinstance(kept, tuple) or not isinstance(wanted, tuple):
        return f"{kept}, not {wanted}."
    for one in kept:
        if one not in wanted:
            return f"{one} is stored."
    missing = next((one for one in wanted if one not in kept), None)
    return f"{missing} is not stored."


def _wrong_balances(history: History) -> Iterator[Contradiction]:
    """Balances that are not the sums of the credits."""
    sums: Counter[tuple[CustomerId, str]] = Counter()
    for stored in history.ledgers:
        for credit in stored.credits:
            sums[stored.customer_id, credit.currency] += credit.available.minor
    for balance in history.balances:
        place = (balance.customer_id, balance.currency)
        if sums.pop(place, 0) != balance.available:
            yield _wrong_balance(balance)
    for (customer_id, currency), amount in sums.items():
        if amount:
            sentence = f"{customer_id} has no balance of {amount} {currency}."
            yield Contradiction(kind=Kind.BALANCE, sentence=sentence)


def _wrong_balance(balance: Balance) -> Contradiction:
    amount = f"{balance.available} {balance.currency}"
    sentence = (
        f"The balance of {balance.customer_id} is {amount}, not the credits' sum."
    )
    return Contradiction(kind=Kind.BALANCE, sentence=sentence)
