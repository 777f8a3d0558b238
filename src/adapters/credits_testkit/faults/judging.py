"""What is looked at after each death, and what may not be."""

from __future__ import annotations

import enum

import attrs

from credits_core.rejections import IdempotencyConflict

from .acts import Act, Told
from .attempts import Outcome
from .databases import Contents
from .stored import Stored, wrongs


class Harm(enum.Enum):
    """What a death may never do.

    *Torn*: the command happened in part. *Lost*: it was answered, and did not
    happen. *Doubled*: a retry had another effect than the command has once.
    *Otherwise*: another answer was given than without the death. *Stuck*: the
    store, or a lock, could not be used afterwards.
    """

    TORN = "torn"
    LOST = "lost"
    DOUBLED = "doubled"
    OTHERWISE = "otherwise"
    STUCK = "stuck"


@attrs.frozen
class Finding:
    """A *harm* that was done, in one *sentence*."""

    harm: Harm
    sentence: str


@attrs.frozen(kw_only=True)
class Undisturbed:
    """An act without any trouble: the contents around it and its answer."""

    before: Contents
    after: Contents
    answer: Told

    def known_as(self, found: Contents) -> tuple[bool, bool]:
        """Whether what was *found* is what was there before, and what comes after."""
        return (found == self.before, found == self.after)

    def is_done(self, found: Contents) -> bool:
        """Whether the act has happened, for one who only sees what was *found*."""
        return found == self.after and self.before != self.after


def whole_or_nothing(
    undisturbed: Undisturbed, found: Contents, outcome: Outcome
) -> Finding | None:
    """What is wrong right after a death, by what was *found*; or nothing is."""
    if found not in (undisturbed.before, undisturbed.after):
        tables = found.differing(undisturbed.before)
        return Finding(Harm.TORN, f"It happened in part: {tables}.")
    if outcome.kept:
        return Finding(Harm.STUCK, f"Afterwards {outcome.kept}.")
    if outcome.answer is None:
        return None
    if outcome.answer != undisturbed.answer:
        return Finding(Harm.OTHERWISE, f"It was answered {_told(outcome.answer)}.")
    if found != undisturbed.after:
        return Finding(Harm.LOST, "It was answered, and did not happen.")
    return None


def exactly_once(
    undisturbed: Undisturbed, found: Contents, outcome: Outcome
) -> Finding | None:
    """What is wrong after the last retry, which nothing disturbed."""
    if outcome.answer is None:
        return Finding(Harm.STUCK, f"The retry failed: {outcome.error}.")
    if found == undisturbed.before != undisturbed.after:
        return Finding(Harm.LOST, "The retry was answered, and nothing happened.")
    if found != undisturbed.after:
        tables = found.differing(undisturbed.after)
        return Finding(Harm.DOUBLED, f"The retry came to something else: {tables}.")
    if outcome.answer != undisturbed.answer:
        told = _told(outcome.answer)
        return Finding(Harm.OTHERWISE, f"The retry was answered {told}.")
    if outcome.kept:
        return Finding(Harm.STUCK, f"After the retry {outcome.kept}.")
    return None


def _told(answer: Told) -> str:
    if isinstance(answer, tuple):
        return ", ".join(f"entry {entry.version}" for entry in answer)
    return answer.sentence


def out_of_order(
    act: Act, undisturbed: Undisturbed, stored: Stored | None
) -> Finding | None:
    """What is wrong with an act that nothing disturbed, by what it *stored*."""
    answer = undisturbed.answer
    if isinstance(answer, tuple) == act.is_refused:
        raise AssertionError(f"{act.name} came to {_told(answer)}.")
    is_lost = act.is_new and undisturbed.before == undisturbed.after
    if is_lost or (stored and not _is_booked(act, answer, stored)):
        return Finding(Harm.LOST, "Undisturbed it was answered, and did not happen.")
    wrong = wrongs(stored) if stored else ()
    return Finding(Harm.TORN, f"Undisturbed: {wrong[0]}") if wrong else None


def _is_booked(act: Act, answer: Told, stored: Stored) -> bool:
    """Whether each entry that was told is in its journal, or the refusal is kept."""
    if isinstance(answer, tuple):
        return all(one in stored.journals.get(one.customer_id, ()) for one in answer)
    order, *others = act.orders
    if others or isinstance(answer, IdempotencyConflict):
        return True
    kept = stored.answers.get(str(order.key))
    return kept is not None and kept.outcome == answer
