"""What is stored, as an independent reader tells it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from credits_core.entry import Answer, Entry
from credits_core.fold import fold
from credits_core.identity import CustomerId
from credits_core.laws import state_violations, step_violations
from credits_core.ledger import Ledger


@attrs.frozen(kw_only=True)
class Stored:
    """All that one tenant has stored, read with other hands than the adapter's.

    *balances* are what is stored as available, by customer and currency; leave
    them out if the adapter keeps none.
    """

    ledgers: Mapping[CustomerId, Ledger]
    journals: Mapping[CustomerId, tuple[Entry, ...]]
    answers: Mapping[str, Answer]
    balances: Mapping[tuple[CustomerId, str], int] | None = None


def wrongs(stored: Stored) -> tuple[str, ...]:
    """Every sentence that says what is wrong in what is *stored*; none if all is right.

    State and journal tell the same, laws hold of each state and each step, every
    key of the journal has its answer, and each balance is that of the credits.
    """
    return (*_told(stored), *_answered(stored), *_balanced(stored))


def _told(stored: Stored) -> Iterator[str]:
    for customer_id in stored.ledgers.keys() | stored.journals.keys():
        state = stored.ledgers.get(customer_id, Ledger(customer_id=customer_id))
        before = Ledger(customer_id=customer_id)
        for entry in stored.journals.get(customer_id, ()):
            if entry.version != before.version + 1:
                yield f"{customer_id}: entry {entry.version} follows {before.version}."
            try:
                after = fold(before, entry.events)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is wrong
                yield f"{customer_id}: entry {entry.version} cannot follow: {error}"
                break
            for one in step_violations(before, entry, after):
                yield f"{customer_id}: {one.law}: {one.sentence}"
            before = after
        if before != state:
            yield f"{customer_id}: the journal tells another state than the tables."
        for one in state_violations(state):
            yield f"{customer_id}: {one.law}: {one.sentence}"


def _answered(stored: Stored) -> Iterator[str]:
    told: dict[str, Entry] = {}
    for entry in (one for journal in stored.journals.values() for one in journal):
        if entry.key is None:
            continue
        if entry.key in told:
            yield f"{entry.key}: it had two effects."
        told[entry.key] = entry
        answer = stored.answers.get(entry.key)
        if answer is None or answer.outcome != entry:
            yield f"{entry.key}: it had an effect that is not its answer."
    for key, answer in stored.answers.items():
        if isinstance(answer.outcome, Entry) and told.get(key) != answer.outcome:
            yield f"{key}: its answer speaks of what did not happen."


def _balanced(stored: Stored) -> Iterator[str]:
    if stored.balances is None:
        return
    sums: dict[tuple[CustomerId, str], int] = {}
    for customer_id, ledger in stored.ledgers.items():
        for credit in ledger.credits.values():
            whose = (customer_id, credit.currency)
            sums[whose] = sums.get(whose, 0) + credit.available.minor
    for whose in sums.keys() | stored.balances.keys():
        if sums.get(whose, 0) != stored.balances.get(whose, 0):
            yield f"{whose}: the balance is not that of the credits."
