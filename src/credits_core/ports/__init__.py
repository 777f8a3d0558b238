"""What the core needs from the world, as few promises as a use case can do with.

Each sentence of a method's docstring is a clause that every adapter must keep.
"""

from .accounting import Accounting, RemoteFact
from .clock import Clock
from .ledgers import Change, Foresight, GaveWayError, Ledgers
from .register import Balance, Register, Standing, Stretch

__all__ = [
    "Accounting",
    "Balance",
    "Change",
    "Clock",
    "Foresight",
    "GaveWayError",
    "Ledgers",
    "Register",
    "RemoteFact",
    "Standing",
    "Stretch",
]
