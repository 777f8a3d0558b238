"""Many at once on the same ledgers, and a proof that some serial order explains it.

``crew`` lets real processes and threads work on one store and writes down what each
of them saw; ``verdict`` judges such a history, as data, wherever it came from.
``interleavings`` leaves nothing to chance: it plays every order of two sessions.
"""

from .history import (
    Asked,
    Balance,
    Done,
    History,
    NoAnswer,
    Operation,
    Previewed,
    Refused,
    Setting,
    Submitted,
    Together,
    Told,
)
from .verdict import Verdict, judge

__all__ = [
    "Asked",
    "Balance",
    "Done",
    "History",
    "NoAnswer",
    "Operation",
    "Previewed",
    "Refused",
    "Setting",
    "Submitted",
    "Together",
    "Told",
    "Verdict",
    "judge",
]
