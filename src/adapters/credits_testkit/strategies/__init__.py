"""Strategies for Hypothesis: all that this library speaks of, small and possible.

What they draw shrinks to stories that a person can read. What must not be possible
is drawn by ``credits_testkit.strategies.impossible`` alone.
"""

from ..drawn import values_of
from .documents import credits, invoices, payments, returns
from .histories import History, commands, entries, histories, ledgers
from .searches import searches
from .values import (
    FIRST_DAY,
    actors,
    amounts,
    chances,
    customers,
    days,
    names,
    policies,
    quantities,
)

__all__ = [
    "FIRST_DAY",
    "History",
    "actors",
    "amounts",
    "chances",
    "commands",
    "credits",
    "customers",
    "days",
    "entries",
    "histories",
    "invoices",
    "ledgers",
    "names",
    "payments",
    "policies",
    "quantities",
    "returns",
    "searches",
    "values_of",
]
