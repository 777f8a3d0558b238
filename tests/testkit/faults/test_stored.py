"""What is stored is judged as a whole; each thing that can be wrong is told."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from credits_core.identity import CustomerId
from credits_testkit.faults import ACTS, Stored, Subject, Watch, wrongs
from credits_testkit.orders import ACME

pytestmark = pytest.mark.extras


@pytest.fixture(scope="module")
def stored(on_sqlite: Subject) -> Stored:
    """A customer with an invoice and an overpayment."""
    act = next(one for one in ACTS if one.name == "receive-cash-too-much")
    empty = on_sqlite.database.contents()
    with on_sqlite.opened(on_sqlite.database.url, Watch()) as ledgers:
        act.set(ledgers)
        act.play(ledgers)
    found = on_sqlite.all_stored(on_sqlite.database.url)
    on_sqlite.database.put(empty)
    return found


def _with(stored: Stored, **changed: Any) -> tuple[str, ...]:  # noqa: ANN401
    return wrongs(attrs.evolve(stored, **changed))


def test_what_a_store_has_written_is_in_order(stored: Stored) -> None:
    assert wrongs(stored) == ()


def test_a_state_that_is_missing_is_told(stored: Stored) -> None:
    assert _with(stored, ledgers={}, balances=None) == (
        "ACME: the journal tells another state than the tables.",
    )


def test_a_state_that_breaks_a_law_is_told(stored: Stored) -> None:
    whole = stored.ledgers[ACME]
    lawless = attrs.evolve(whole, credits={})

    told = _with(stored, ledgers={ACME: lawless}, balances=None)

    assert "ACME: the journal tells another state than the tables." in told
    assert any("L4 payment identity" in one for one in told)


def test_an_entry_that_is_missing_is_told(stored: Stored) -> None:
    first, second = stored.journals[ACME]

    told = _with(stored, journals={ACME: (second,)})

    assert told[0] == "ACME: entry 2 follows 0."
    assert told[1].startswith("ACME: entry 2 cannot follow: Not in this slice")
    assert f"{first.key}: its answer speaks of what did not happen." in told


def test_an_entry_whose_answer_is_missing_is_told(stored: Stored) -> None:
    assert _with(stored, answers={}) == (
        "scene 0: it had an effect that is not its answer.",
        "key: it had an effect that is not its answer.",
    )


def test_a_key_with_two_effects_is_told(stored: Stored) -> None:
    first, second = stored.journals[ACME]
    twice = attrs.evolve(second, key=first.key)

    told = _with(stored, journals={ACME: (first, twice)}, answers={})

    assert "scene 0: it had two effects." in told


@pytest.mark.parametrize("balances", [{}, {(ACME, "USD"): 19}, {(ACME, "EUR"): 1}])
def test_a_balance_that_is_not_that_of_the_credits_is_told(
    stored: Stored, balances: dict[tuple[CustomerId, str], int]
) -> None:
    told = _with(stored, balances=balances)

    assert told
    assert all("the balance is not that of the credits" in one for one in told)
