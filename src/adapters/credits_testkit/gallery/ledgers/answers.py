"""Ledgers that lose answers, mix them up, or keep them where they do not belong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs
from returns.result import Result
from typing_extensions import override

from credits_core.entry import Answer
from credits_core.ports import Change
from credits_core.rejections import StaleLedger

from ...passing import Passing
from ..bug import BrokenLedgers
from .misreading import wrapped


@attrs.define
class _Apart(Passing):
    """Ledgers that keep answers beside the books, where nothing is undone."""

    kept: dict[str, Answer] = attrs.field(factory=dict)

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        if change.answer is not None:
            self.kept.setdefault(change.answer.key, change.answer)
        return self.inner.commit(attrs.evolve(change, answer=None))

    @override
    def answer(self, key: str) -> Answer | None:
        return self.kept.get(key)

    @override
    def remember(self, answer: Answer) -> None:
        self.kept.setdefault(answer.key, answer)


class _Careless(Passing):
    """Ledgers that do not keep what was refused."""

    @override
    def remember(self, answer: Answer) -> None:
        return


class _Deaf(Passing):
    """Ledgers that know of no answer."""

    @override
    def answer(self, key: str) -> Answer | None:
        return None


@attrs.define
class _Latest(Passing):
    """Ledgers where the last answer under a key counts, not the first."""

    kept: dict[str, Answer] = attrs.field(factory=dict)

    @override
    def answer(self, key: str) -> Answer | None:
        return self.kept.get(key) or self.inner.answer(key)

    @override
    def remember(self, answer: Answer) -> None:
        self.kept[answer.key] = answer
        self.inner.remember(answer)


@attrs.define
class _Blurred(Passing):
    """Ledgers that take different keys for the same one, which came first."""

    blur: Callable[[str], str]
    first: dict[str, str] = attrs.field(factory=dict)

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        answer = change.answer and self._blurred(change.answer)
        return self.inner.commit(attrs.evolve(change, answer=answer))

    @override
    def answer(self, key: str) -> Answer | None:
        blurred = self.blur(key)
        found = self.inner.answer(blurred)
        return found and attrs.evolve(found, key=self.first[blurred])

    @override
    def remember(self, answer: Answer) -> None:
        self.inner.remember(self._blurred(answer))

    def _blurred(self, answer: Answer) -> Answer:
        blurred = self.blur(answer.key)
        self.first.setdefault(blurred, answer.key)
        return attrs.evolve(answer, key=blurred)


class _Unsigned(Passing):
    """Ledgers that keep answers without what they were answers to."""

    @override
    def answer(self, key: str) -> Answer | None:
        found = self.inner.answer(key)
        return found and attrs.evolve(found, fingerprint="")


BUGS: Final = (
    BrokenLedgers(
        name="answers are kept apart from the books",
        costs="The receipt of 50 is undone and its answer is not: the retry is told"
        " that it is done, and 50 are nowhere.",
        seen_in="LAWS HC-70, breeze",
        breaks=wrapped(_Apart),
        caught={
            "together",
            "what is refused leaves no answer",
            "an exception undoes the answers that were given inside",
        },
    ),
    BrokenLedgers(
        name="what was refused is forgotten",
        costs="A receipt was refused, the host booked 50 otherwise, and the retry of"
        " next day is carried out: 50 twice.",
        breaks=wrapped(_Careless),
        caught={
            "journal",
            "retry",
            "stored",
            "the answer of a refused command is kept",
            "a refusal under a known key changes nothing",
        },
    ),
    BrokenLedgers(
        name="no answer is ever found",
        costs="Each retry is a new receipt: 50 come in once and stand there twice.",
        seen_in="LAWS HC-69",
        breaks=wrapped(_Deaf),
        caught={
            "retry",
            "the answer of a refused command is kept",
            "a refusal under a known key changes nothing",
        },
    ),
    BrokenLedgers(
        name="the last answer counts",
        costs="A retry that was refused overwrites the receipt: the host is told that"
        " 50 which are in the books were refused, and asks for them again.",
        breaks=wrapped(_Latest),
        caught={
            "a refusal under a known key changes nothing",
            "an exception undoes the answers that were given inside",
            "machine",
        },
    ),
    BrokenLedgers(
        name="keys are cut short",
        costs="Two receipts whose keys differ in the last letters are one: 50 came in"
        " and are not booked, and the host has the receipt of another.",
        breaks=wrapped(lambda inner: _Blurred(inner, lambda key: key[:16])),
        caught={
            "answer",
            "journal",
            "stored",
            "keys are told apart character by character",
        },
    ),
    BrokenLedgers(
        name="keys are the same in capitals",
        costs="Key a1 and key A1 are one: the second receipt of 50 is never booked.",
        breaks=wrapped(lambda inner: _Blurred(inner, str.casefold)),
        caught={
            "answer",
            "journal",
            "stored",
            "keys are told apart character by character",
        },
    ),
    BrokenLedgers(
        name="an answer forgets the question",
        costs="Another payment under a used key is answered with the first one instead"
        " of being refused: 70 are taken for the 50 of last week.",
        seen_in="LAWS HC-69, other payload",
        breaks=wrapped(_Unsigned),
        caught={
            "retry",
            "the answer of a refused command is kept",
            "a refusal under a known key changes nothing",
        },
    ),
)
"""Mistakes of a repository about idempotency keys."""
