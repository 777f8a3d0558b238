"""What the core needs from the world, as few promises as a use case can do with.

Each sentence of a method's docstring is a clause that every adapter must keep.
"""

from .accounting import Accounting, RemoteFact
from .clock import Clock
from .ledgers import Change, Ledgers

__all__ = ["Accounting", "Change", "Clock", "Ledgers", "RemoteFact"]
