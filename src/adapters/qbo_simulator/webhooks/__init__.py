"""Notifications of changes: two forms, signed, retried on the simulated clock."""

from .deliveries import Attempt, Delivery, wait_after
from .endpoints import Endpoint, Form, Inbox, Receiver, described, signature
from .mishaps import Mishap
from .outbox import Habits, Outbox
from .payloads import Event, body_of
from .sending import Reply

__all__ = [
    "Attempt",
    "Delivery",
    "Endpoint",
    "Event",
    "Form",
    "Habits",
    "Inbox",
    "Mishap",
    "Outbox",
    "Receiver",
    "Reply",
    "body_of",
    "described",
    "signature",
    "wait_after",
]
