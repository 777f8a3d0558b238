"""The figures of a ledger, or of many: what a checkpoint and a certificate show."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from credits_core.credit import Credit, FromRemoteMemo, FromReturn, Manual
from credits_core.ledger import Ledger
from credits_core.money import Money


@attrs.frozen(kw_only=True)
class Figures:
    """Counts, and sums in minor units of one currency.

    *cash* is the money of payments that are not void, *granted* what manual and
    return credits and imported memos are worth, *settled* what is paid of the
    invoices, *written_off* what was cancelled, *unapplied* the money of payments
    on no invoice, *applied* the live applications.
    """

    open_credits: int = 0
    open_invoices: int = 0
    cash: int = 0
    granted: int = 0
    settled: int = 0
    available: int = 0
    written_off: int = 0
    receivable: int = 0
    unapplied: int = 0
    applied: int = 0

    def __add__(self, other: Figures) -> Figures:
        """The figures of both together."""
        return self._with(other, 1)

    def __sub__(self, other: Figures) -> Figures:
        """What is left without the *other*."""
        return self._with(other, -1)

    @property
    def is_conserved(self) -> bool:
        """Whether no cent was lost or invented (L6)."""
        came = self.cash + self.granted
        return came == self.settled + self.available + self.written_off

    def plain(self, currency: str) -> dict[str, str]:
        """All figures as text, by name: counts as they are, sums in major units."""
        named = attrs.asdict(self)
        return {
            name: str(held) if name in _COUNTS else Money(held, currency).figures
            for name, held in named.items()
        }

    def _with(self, other: Figures, sign: int) -> Figures:
        pairs = zip(attrs.asdict(self).items(), attrs.astuple(other), strict=True)
        return Figures(**{name: mine + sign * theirs for (name, mine), theirs in pairs})


_COUNTS = frozenset({"open_credits", "open_invoices"})


def currencies_of(ledger: Ledger) -> frozenset[str]:
    """Every currency that anything in the ledger is in."""
    invoices = {one.currency for one in ledger.invoices.values()}
    payments = {one.currency for one in ledger.payments.values()}
    credits = {one.currency for one in ledger.credits.values()}
    return frozenset(invoices | payments | credits)


def figures_of(ledger: Ledger, currency: str) -> Figures:
    """The figures of a whole *ledger*, of what is in *currency*."""
    invoices = [one for one in ledger.invoices.values() if one.currency == currency]
    payments = [one for one in ledger.payments.values() if one.currency == currency]
    credits = [one for one in ledger.credits.values() if one.currency == currency]
    applied = [one.amount for one in ledger.applications.values() if one.is_live]
    receivable = _sum(one.due for one in invoices)
    return Figures(
        open_credits=sum(one.available.is_positive for one in credits),
        open_invoices=sum(one.due.is_positive for one in invoices),
        cash=_sum(one.received - one.opening for one in payments),
        granted=_sum(one.amount - one.opening for one in credits if _counts(one)),
        settled=_sum(one.total for one in invoices) - receivable,
        available=_sum(one.available for one in credits),
        written_off=_sum(one.cancelled for one in credits),
        receivable=receivable,
        unapplied=_sum(one.unapplied for one in payments),
        applied=_sum(amount for amount in applied if amount.currency == currency),
    )


def _counts(credit: Credit) -> bool:
    """Whether the credit is value granted, not a view of money received."""
    granted = isinstance(credit.origin, (Manual, FromReturn, FromRemoteMemo))
    return granted and not credit.is_deleted


def _sum(amounts: Iterable[Money]) -> int:
    return sum(amount.minor for amount in amounts)
