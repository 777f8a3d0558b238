"""A journal entry: who did what and when, what happened, and what it changed."""

from __future__ import annotations

from datetime import date, datetime

import attrs

from .commands import Command
from .events import Event
from .identity import CreditId, CustomerId, InvoiceId, PaymentId, UserId
from .money import Money
from .rejections import Rejection


@attrs.frozen(kw_only=True)
class DueNow:
    """What is due on an invoice afterwards."""

    invoice_id: InvoiceId
    due: Money


@attrs.frozen(kw_only=True)
class CreditNow:
    """The amount of a credit afterwards, and what of it is available."""

    credit_id: CreditId
    amount: Money
    available: Money


@attrs.frozen(kw_only=True)
class Moved:
    """An amount that went from a credit to an invoice, or came back from it."""

    payment_id: PaymentId
    credit_id: CreditId
    invoice_id: InvoiceId
    amount: Money


@attrs.frozen(kw_only=True)
class GivenUp:
    """What of a credit was cancelled, forfeited or written off."""

    credit_id: CreditId
    amount: Money


@attrs.frozen(kw_only=True)
class Effects:
    """What a command changed, in the figures a person looks at (R19, R32).

    *applied* are in the order made; *voided* in the order in which they had
    been made, with their full original amounts.
    """

    due: tuple[DueNow, ...] = ()
    credits: tuple[CreditNow, ...] = ()
    applied: tuple[Moved, ...] = ()
    voided: tuple[Moved, ...] = ()
    written_off: tuple[GivenUp, ...] = ()


@attrs.frozen(kw_only=True)
class Entry:
    """One command that was carried out on one customer's ledger (R32).

    *version* is the number of the entry in the customer's journal: 1, 2, 3 and
    so on. *today* was the business date. *user_id* acted, for *on_behalf_of* if it
    was the system.
    """

    customer_id: CustomerId
    version: int
    at: datetime
    today: date
    user_id: UserId
    on_behalf_of: UserId | None
    command: Command
    events: tuple[Event, ...]
    effects: Effects
    key: str | None = None


@attrs.frozen(kw_only=True)
class Answer:
    """What was answered to a command that carried an idempotency *key* (R33).

    *fingerprint* is of the command, so that another one with the same key is
    recognised.
    """

    key: str
    fingerprint: str
    outcome: Entry | Rejection
