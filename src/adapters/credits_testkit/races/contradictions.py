"""What no serial order can explain, told in a few readable lines."""

from __future__ import annotations

import enum

import attrs

from credits_core.commands import Command
from credits_core.entry import Entry

from .history import (
    Asked,
    Doing,
    Done,
    NoAnswer,
    Operation,
    Outcome,
    Previewed,
    Refused,
    Submitted,
    Together,
    Told,
)


class Kind(enum.Enum):
    """In which way a history contradicts itself."""

    LOST = "lost update"
    TWICE = "version twice"
    GAP = "missing version"
    PHANTOM = "phantom entry"
    ALIEN = "somebody else's answer"
    HALF = "half of it done"
    KEY = "key used twice"
    IMPOSSIBLE = "answer that never was"
    STALE = "stale read"
    ORDER = "real time reordered"
    CIRCLE = "no common order"
    NO_RIVAL = "stale without a rival"
    STATE = "state differs"
    LAW = "law broken"
    BALANCE = "balance differs"
    ORACLE = "oracle disagrees"


@attrs.frozen(kw_only=True)
class Contradiction:
    """One thing that cannot be explained, and the *operations* that show it."""

    kind: Kind
    sentence: str
    operations: tuple[Operation, ...] = ()

    def text(self, origin: int = 0) -> str:
        """The whole of it for a person; times are milliseconds after *origin*."""
        told = (f"  {line_of(one, origin)}" for one in self.operations)
        return "\n".join((f"{self.kind.value}: {self.sentence}", *told))


def line_of(operation: Operation, origin: int = 0) -> str:
    """One operation on one line: who, when, what, and what came back."""
    begin = (operation.start - origin) / 1e6
    end = (operation.end - origin) / 1e6
    when = f"{begin:.3f} to {end:.3f} ms"
    return f"{name_of(operation)} [{when}] {_doing(operation.doing)} -> " + _outcome(
        operation.outcome
    )


def name_of(operation: Operation) -> str:
    """Whose operation it was, and its number there."""
    return f"{operation.process}#{operation.number}"


def entry_name(entry: Entry) -> str:
    """An entry of a journal: its version and whose it is."""
    return f"entry {entry.version} of {entry.customer_id}"


def _doing(doing: Doing) -> str:
    match doing:
        case Submitted(command=command, key=key):
            return command_name(command) + (f" under key {key}" if key else "")
        case Previewed(command=command):
            return f"preview of {command_name(command)}"
        case Together(orders=orders):
            return "together: " + ", ".join(map(_doing, orders))
        case Asked(query=query):
            return f"{type(query).__name__} of {query.customer_id}"


def command_name(command: Command) -> str:
    """A command: its kind, what it is about, and whose it is."""
    for name in ("payment_id", "edit_id", "credit_id", "invoice_id", "return_id"):
        subject = getattr(command, name, None)
        if subject:
            return f"{type(command).__name__} {subject} of {command.customer_id}"
    return f"{type(command).__name__} of {command.customer_id}"


def _outcome(outcome: Outcome) -> str:
    match outcome:
        case Done(entries=entries):
            return ", ".join(map(entry_name, entries)) or "nothing to do"
        case Refused(rejection=rejection):
            return f"{rejection.code}: {rejection.sentence}"
        case Told(figures=figures):
            return figures
        case NoAnswer(why=why):
            return f"no answer: {why}"
