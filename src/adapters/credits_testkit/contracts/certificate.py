"""A certificate: what became of all clauses, in as few lines as tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .clauses import Promise
from .verdicts import Outcome, Verdict


def certificate(found: tuple[Verdict, ...]) -> str:
    """The verdicts *found* as text: the counts, each failure, what was left out."""
    return "\n".join(_lines(found))


def _lines(found: tuple[Verdict, ...]) -> Iterator[str]:
    of = {one: [v for v in found if v.outcome is one] for one in Outcome}
    passed, failed, left_out = (len(of[one]) for one in Outcome)
    yield f"{len(found)} clauses: {passed} kept, {failed} broken, {left_out} left out."
    yield _about_sentences(found)
    for verdict in of[Outcome.FAILED]:
        yield f"BROKEN: {verdict.clause}: {verdict.message}"
    if failed:
        yield "What does not hold:"
    for promise in dict.fromkeys(p for v in of[Outcome.FAILED] for p in v.promises):
        yield f"    {_quoted(promise)}"
    for reason, count in Counter(v.message for v in of[Outcome.LEFT_OUT]).items():
        yield f"Left out: {count} clauses; {reason}."


def _about_sentences(found: tuple[Verdict, ...]) -> str:
    """A sentence is kept if one of its clauses was, and none was broken."""
    kept, broken = _sentences(found, Outcome.PASSED), _sentences(found, Outcome.FAILED)
    everything = {one for verdict in found for one in verdict.promises}
    unseen = everything - kept - broken
    told = f"{len(everything)} sentences: {len(kept - broken)} kept"
    return f"{told}, {len(broken)} broken, {len(unseen)} not looked at."


def _sentences(found: tuple[Verdict, ...], outcome: Outcome) -> set[Promise]:
    of = (one for one in found if one.outcome is outcome)
    return {promise for verdict in of for promise in verdict.promises}


def _quoted(promise: Promise) -> str:
    _, _, owner = promise.owner.partition("ports.")
    name = (owner or promise.owner).split(".", 1)[-1]
    return f"{name}: {promise.sentence}"
