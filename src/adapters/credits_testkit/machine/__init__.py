"""Two desks in lock step: one over the ledgers under test, one over a reference.

An adapter's author subclasses ``DeskMachine``, which lets Hypothesis choose what is
done to both, or calls ``drive``, which lets dice choose and is many times faster.
"""

from .desk_machine import DeskMachine
from .differences import DifferenceError, tell
from .driving import Failure, Stores, drive, numbers_of, replay, text_of
from .lockstep import CUSTOMERS, LockStep
from .tally import Tally
from .turns import (
    Adopt,
    Ask,
    Clash,
    Delay,
    Err,
    Interrupt,
    Overtake,
    Retry,
    Submit,
    Together,
    Turn,
    Wait,
)

__all__ = [
    "CUSTOMERS",
    "Adopt",
    "Ask",
    "Clash",
    "Delay",
    "DeskMachine",
    "DifferenceError",
    "Err",
    "Failure",
    "Interrupt",
    "LockStep",
    "Overtake",
    "Retry",
    "Stores",
    "Submit",
    "Tally",
    "Together",
    "Turn",
    "Wait",
    "drive",
    "numbers_of",
    "replay",
    "tell",
    "text_of",
]
