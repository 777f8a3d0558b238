"""Putting an adapter on trial without a test runner: one verdict a clause."""

from __future__ import annotations

import enum
import linecache
import threading
from collections.abc import Callable, Collection, Iterator
from typing import Final

import attrs
from hypothesis import settings

from .clauses import Clause, Promise, clauses_of
from .contract import Contract
from .place import new_place

_PATIENCE_SECONDS: Final = 120.0

Hook = object


class Outcome(enum.Enum):
    """What became of a clause."""

    PASSED = "passed"
    FAILED = "failed"
    LEFT_OUT = "left out"


@attrs.frozen(kw_only=True)
class Verdict:
    """What became of one *clause*, and why.

    *message* is how it failed or the reason it was left out, in one line;
    *promises* are the sentences that it is about.
    """

    clause: str
    promises: tuple[Promise, ...]
    outcome: Outcome
    message: str = ""

    @property
    def sentence(self) -> str:
        """What was promised, word by word."""
        return " ".join(one.sentence for one in self.promises)

    @property
    def is_failed(self) -> bool:
        """Whether the adapter broke the promise."""
        return self.outcome is Outcome.FAILED


def verdicts(
    contract: type[Contract],
    *,
    patience: float = _PATIENCE_SECONDS,
    only: str | Collection[str] = "",
    each_verdict: Callable[[Verdict], object] = lambda _: None,
    **hooks: Hook,
) -> tuple[Verdict, ...]:
    """What becomes of each clause of *contract* with these *hooks*.

    The hooks are those that a subclass would define, as functions without
    ``self``: ``ledgers`` and ``raw`` for ``LedgersContract``, and *capabilities*.
    A subclass that has its hooks needs none. The same adapter gets the same
    verdicts each time. A clause that takes longer than *patience* seconds has
    failed. *Only* looks at some clauses, of which there is one at least: those with
    a text in their names, or those whose names are listed. *Each verdict* is told
    as soon as it is known.
    """
    subject = subject_of(contract, hooks)
    found = [one for one in clauses_of(subject) if _is_wanted(one, only)]
    if not found:
        raise ValueError(f"{contract.__name__} has no clause with {only!r} in it.")
    known: list[Verdict] = []
    for verdict in _verdicts(subject, found, patience):
        each_verdict(verdict)
        known.append(verdict)
    return tuple(known)


def subject_of(contract: type[Contract], hooks: dict[str, Hook]) -> type[Contract]:
    """A subclass of *contract* that has the *hooks*."""
    unknown = [name for name in hooks if not hasattr(contract, name)]
    if unknown:
        raise TypeError(f"{contract.__name__} has no hooks {', '.join(unknown)}.")
    members: dict[str, Hook] = {
        name: staticmethod(hook) if callable(hook) else hook
        for name, hook in hooks.items()
    }
    drawing = hooks.get("drawing", contract.drawing)
    assert isinstance(drawing, settings)
    members["drawing"] = settings(drawing, derandomize=True, database=None)
    return type(contract.__name__, (contract,), members)


def _is_wanted(clause: Clause, only: str | Collection[str]) -> bool:
    if isinstance(only, str):
        return only in clause.name
    return clause.name in only


def _verdicts(
    subject: type[Contract], clauses: list[Clause], patience: float
) -> Iterator[Verdict]:
    for clause in clauses:
        reason = subject.capabilities.reason_to_leave_out(clause.needs)
        if reason is not None:
            outcome, message = Outcome.LEFT_OUT, reason
        else:
            outcome, message = _outcome(subject, clause, patience)
        yield Verdict(
            clause=clause.title,
            promises=clause.promises,
            outcome=outcome,
            message=message,
        )


def _outcome(
    subject: type[Contract], clause: Clause, patience: float
) -> tuple[Outcome, str]:
    def run() -> None:
        with new_place() as place:
            contract = subject()
            getattr(contract, clause.name)(contract.on_trial(place))

    error = _error_of(run, patience)
    return (Outcome.FAILED, _told(error)) if error else (Outcome.PASSED, "")


def _error_of(run: Callable[[], None], patience: float) -> BaseException | None:
    """What *run* raises, in a thread that is left behind if it does not end."""
    caught: list[BaseException] = []

    def catch() -> None:
        try:
            run()
        except BaseException as error:  # noqa: BLE001 - it is the verdict
            caught.append(error)

    thread = threading.Thread(target=catch, daemon=True)
    thread.start()
    thread.join(patience)
    if thread.is_alive():
        return TimeoutError(f"It did not end within {patience:g} seconds.")
    return caught[0] if caught else None


def _told(error: BaseException) -> str:
    """An error in one line; a bare assertion by the line of code it stands in."""
    words = " ".join(str(error).split())
    if isinstance(error, AssertionError):
        return words or _line_of(error)
    return f"{type(error).__name__}: {words}"


def _line_of(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    return linecache.getline(trace.tb_frame.f_code.co_filename, trace.tb_lineno).strip()
