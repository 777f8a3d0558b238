"""Playing a script: after each command everything is checked that can be."""

from __future__ import annotations

from credits_core.decide import Decision
from credits_core.laws import Step
from credits_core.ledger import Ledger
from credits_core.rejections import Rejection
from credits_testkit.occasions import occasion
from credits_testkit.oracle import Oracle, picture_of
from credits_testkit.orders import ACME
from credits_testkit.telling import EMPTY, broken_by, entry_of, outcome

from .scripts import Script


def play(script: Script, *amounts: int) -> tuple[Ledger, list[Rejection]]:
    """The ledger after *script*, and why commands were refused.

    Raises ``AssertionError`` where a law is broken, where folding the events does
    not give what was decided, and where the oracle decides or counts otherwise.
    """
    ledger, refused, oracle = EMPTY, list[Rejection](), Oracle(script.policy)
    for day, command in enumerate(script.commands(*amounts)):
        when = occasion(day, script.policy)
        answer = outcome(ledger, command, day, script.policy)
        said = oracle.tell(command, when.today)
        if not isinstance(answer, Decision):
            assert said == answer.code, type(command).__name__
            refused.append(answer)
            continue
        entry = entry_of(ledger, command, answer, when)
        step = Step(
            before=ledger, entry=entry, after=answer.after, policy=script.policy
        )
        assert broken_by(step) == set(), type(command).__name__
        assert said is None, type(command).__name__
        ledger = answer.after
    assert oracle.picture(ACME) == picture_of(ledger)
    return ledger, refused
