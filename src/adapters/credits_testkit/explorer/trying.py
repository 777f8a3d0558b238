"""Trying one move: what the core answers, and everything that must hold of it.

The oracle must say the same, the smallest slice must tell the same as the whole
ledger, folding the events must give what was decided, and no law and no promise may
be broken.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from returns.methods import unwrap_or_failure

from credits_core.commands import Command
from credits_core.decide import Decision, decide
from credits_core.fold import fold
from credits_core.laws import Step, state_violations, step_violations
from credits_core.ledger import Ledger
from credits_core.rejections import Rejection

from ..occasions import occasion
from ..oracle import Oracle, picture_of
from ..promises import broken_promises
from ..slices import slice_of
from ..telling import EMPTY, entry_of
from .canon import canon_of, digest_of
from .state import State
from .words import BETA, command_of
from .world import NEIGHBOUR, World


@attrs.frozen(kw_only=True)
class Trial:
    """What came of one move: the *code* of a refusal, or the state *after* it.

    *digest* names the canonical form of that state; *faults* say what does not hold.
    """

    code: str | None = None
    after: State | None = None
    digest: bytes = b""
    faults: tuple[str, ...] = ()


class Bench:
    """Where moves of one *world* are tried.

    The laws of a state are looked at once for each canonical form.
    """

    def __init__(self, world: World) -> None:
        """Begin a bench for *world*."""
        self.world = world
        self._when = occasion(1, world.policy)
        self._lawful: set[bytes] = set()
        self._tried_twice: set[bytes] = set()
        self._begun = self._begin()

    def _begin(self) -> State:
        """Nothing at all, or what the neighbour has if only one customer acts."""
        empty = (EMPTY, Ledger(customer_id=BETA))
        state = State(empty, Oracle(self.world.policy))
        for text in NEIGHBOUR if self.world.customers == 1 else ():
            state = self._carry_out(state, text)
        return state

    def told(self, *story: str) -> State:
        """The state after a story of moves, which are all carried out."""
        state = self._begun
        for text in (*self.world.opening, *story):
            state = self._carry_out(state, text)
        return state

    def _carry_out(self, state: State, text: str) -> State:
        command, oracle = command_of(text), state.oracle.copy()
        answer = self._decided(state, command)
        assert isinstance(answer, Decision), f"{text}: {answer.sentence}"
        oracle.tell(command, self._when.today)
        return state.with_ledger(answer.after, oracle)

    def _decided(self, state: State, command: Command) -> Decision | Rejection:
        ledger = state.ledger_of(command.customer_id)
        return unwrap_or_failure(decide(ledger, command, self._when))

    def digest_of(self, state: State) -> bytes:
        """The name of the canonical form; who of two that act is who is no matter."""
        forms = [canon_of(one) for one in state.ledgers[: self.world.customers]]
        if len(forms) == 1:
            return digest_of(forms[0])
        return digest_of(tuple(sorted(digest_of(form).hex() for form in forms)))

    def tell(self, state: State, text: str) -> Trial:
        """Try the move that *text* writes."""
        command, oracle = command_of(text), state.oracle.copy()
        try:
            answer = self._decided(state, command)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is found
            return Trial(faults=(f"crash: {error!r}",))
        ours = oracle.tell(command, self._when.today)
        code = None if isinstance(answer, Decision) else answer.code
        if code != ours:
            return Trial(code=code, faults=(_told_apart(code, ours),))
        faults = tuple(self._faults(state, command, answer, oracle))
        if faults or not isinstance(answer, Decision):
            return Trial(code=code, faults=faults)
        after = state.with_ledger(answer.after, oracle)
        digest = self.digest_of(after)
        faults = tuple(self._unlawful(answer.after, digest))
        return Trial(after=after, digest=digest, faults=faults)

    def tell_again(self, trial: Trial, text: str) -> Trial:
        """The same trial, with what is wrong with making its move a second time.

        That is tried once for each form that a move leads to.
        """
        if trial.after is None or trial.digest in self._tried_twice:
            return trial
        self._tried_twice.add(trial.digest)
        again = self.tell(trial.after, text)
        faults = again.faults or (() if again.code else ("done a second time",))
        return attrs.evolve(trial, faults=tuple(f"again: {one}" for one in faults))

    def _faults(
        self,
        state: State,
        command: Command,
        answer: Decision | Rejection,
        oracle: Oracle,
    ) -> Iterator[str]:
        before = state.ledger_of(command.customer_id)
        if isinstance(answer, Decision):
            after = state.with_ledger(answer.after, oracle)
            for ledger in after.ledgers[: self.world.customers]:
                yield from _by_picture(ledger, oracle)
            yield from self._by_step(before, command, answer)
        yield from self._by_slice(before, command, answer)

    def _by_slice(
        self, ledger: Ledger, command: Command, answer: Decision | Rejection
    ) -> Iterator[str]:
        try:
            sliced = slice_of(ledger, command, self._when)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is found
            yield f"slice: {error!r}"
            return
        if _said(sliced) != _said(answer):
            yield f"slice: {_said(sliced)}, whole: {_said(answer)}"

    def _by_step(
        self, before: Ledger, command: Command, answer: Decision
    ) -> Iterator[str]:
        entry = entry_of(before, command, answer, self._when)
        policy = self.world.policy
        step = Step(before=before, entry=entry, after=answer.after, policy=policy)
        for one in (
            *step_violations(before, entry, answer.after, policy),
            *broken_promises(step),
        ):
            yield f"{one.law}, {one.subject}: {one.sentence}"
        if fold(before, answer.events) != answer.after:
            yield "fold: the events do not lead to what was decided"

    def _unlawful(self, ledger: Ledger, digest: bytes) -> Iterator[str]:
        """The laws of a state, once for each form."""
        if digest not in self._lawful:
            for one in state_violations(ledger):
                yield f"{one.law}, {one.subject}: {one.sentence}"
            self._lawful.add(digest)


def _by_picture(ledger: Ledger, oracle: Oracle) -> Iterator[str]:
    theirs, ours = picture_of(ledger), oracle.picture(ledger.customer_id)
    if theirs != ours:
        yield from (f"oracle: {line}" for line in theirs.differences(ours))


def _said(answer: Decision | Rejection) -> object:
    return answer.events if isinstance(answer, Decision) else answer


def _told_apart(core: str | None, oracle: str | None) -> str:
    done = "carried out"
    return f"oracle: the core says {core or done}, the oracle {oracle or done}"
