"""Whatever happens, every promise of the product is kept, step by step."""

from __future__ import annotations

from hypothesis import given

from credits_testkit.promises import broken_promises
from credits_testkit.strategies import History, histories, policies


@given(histories(policy=policies()))
def test_every_promise_is_kept_by_every_command(history: History) -> None:
    for step in history.steps:
        assert broken_promises(step) == (), step.entry.command
