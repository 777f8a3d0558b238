"""Whatever happens, every promise of the product is kept, step by step."""

from __future__ import annotations

from hypothesis import given

from credits_core.laws import Step
from credits_core.policy import Policy
from credits_testkit.promises import broken_promises
from tests.core.test_laws_hold import histories, policies, walk
from tests.core.worlds import Move


@given(histories, policies)
def test_every_promise_is_kept_by_every_command(
    history: list[Move], policy: Policy
) -> None:
    for before, entry, after in walk(history, policy):
        step = Step(before=before, entry=entry, after=after, policy=policy)
        assert broken_promises(step) == (), entry.command
