"""What a business may choose, as data that travels with every decision."""

from __future__ import annotations

import enum
from datetime import date

import attrs


class Ban(enum.Enum):
    """How far R12 reaches: the invoice that generated a credit, or its ancestors."""

    DIRECT = "direct"
    TRANSITIVE = "transitive"


class ClosedPeriod(enum.Enum):
    """What happens to a reversal of something dated in a closed period (HC-31)."""

    REFUSE = "refuse"
    REVERSE_TODAY = "reverse_today"


class Duplicates(enum.Enum):
    """What happens to the credit of a payment that looks like another (HC-15)."""

    NOTE = "note"
    HOLD = "hold"


class Differences(enum.Enum):
    """What happens when a remote credit falls below what is used here (HC-74)."""

    HOLD = "hold"
    REMOTE_WINS = "remote_wins"


@attrs.frozen(kw_only=True)
class Limits:
    """The bounds that keep one command from growing without end.

    *invoices*, *tenders* and *named_credits* per receipt, *lines* per document, and
    *cascade_steps*: applications that settling one command may void, beside those
    that the command names.
    """

    invoices: int = 10_000
    tenders: int = 1_000
    lines: int = 10_000
    named_credits: int = 1_000
    cascade_steps: int = 10_000


@attrs.frozen(kw_only=True)
class Policy:
    """The choices of one business; the defaults are those of the product.

    *returns_issue_credits*: a completed return becomes a credit (R7).
    *return_credit_may_pay_its_invoice*: such a credit may pay the invoice on which
    the goods were sold (HC-27). *release_credits_first*: lowering an invoice gives
    back credits that paid it, newest first, before it issues a new one (HC-06).
    *receiving_includes_applying*: whoever may receive payments may apply credits
    (HC-79). The others are told by their types.
    *closed_through* is the last day of the last closed period, if any is closed.
    """

    returns_issue_credits: bool = True
    return_credit_may_pay_its_invoice: bool = True
    release_credits_first: bool = False
    receiving_includes_applying: bool = True
    ban: Ban = Ban.DIRECT
    closed_through: date | None = None
    in_closed_period: ClosedPeriod = ClosedPeriod.REFUSE
    possible_duplicates: Duplicates = Duplicates.NOTE
    remote_differences: Differences = Differences.HOLD
    limits: Limits = attrs.field(factory=Limits)


DEFAULT_POLICY = Policy()
"""Every choice as the product describes it when nothing is configured."""
