"""Faults that strike single requests, planned ahead and repeatable."""

from .kinds import (
    KINDS,
    NAMES,
    Delay,
    Drop,
    Fault,
    FaultInSuccess,
    HtmlPage,
    LaggingQuery,
    ServerError,
    Stale,
    Throttled,
    Truncated,
    Unauthorized,
)
from .plan import FaultPlan, Matcher, Rule, rule_of
from .striking import Striker

__all__ = [
    "KINDS",
    "NAMES",
    "Delay",
    "Drop",
    "Fault",
    "FaultInSuccess",
    "FaultPlan",
    "HtmlPage",
    "LaggingQuery",
    "Matcher",
    "Rule",
    "ServerError",
    "Stale",
    "Striker",
    "Throttled",
    "Truncated",
    "Unauthorized",
    "rule_of",
]
