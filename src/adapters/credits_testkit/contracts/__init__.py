"""Contracts: what every adapter of a port promises, one class a port.

An adapter's author writes a test class of a few lines, and says in it what the
adapter cannot do, if anything::

    class TestMyLedgers(LedgersContract):
        def ledgers(self, place: Place) -> MyLedgers:
            return MyLedgers(place.folder, place.tenant)
"""

from .accounting import AccountingContract
from .capabilities import IN_MEMORY, Capabilities, Concurrency, Need
from .certificate import certificate
from .clauses import Clause, Promise, clauses_of
from .clock import ClockContract
from .contract import Contract
from .ledgers import LedgersContract
from .place import Place
from .register import RegisterContract
from .verdicts import Outcome, Verdict, verdicts

__all__ = [
    "IN_MEMORY",
    "AccountingContract",
    "Capabilities",
    "Clause",
    "ClockContract",
    "Concurrency",
    "Contract",
    "LedgersContract",
    "Need",
    "Outcome",
    "Place",
    "Promise",
    "RegisterContract",
    "Verdict",
    "certificate",
    "clauses_of",
    "verdicts",
]
