"""Which documents and entries of the story each part must bring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from credits_core.identity import (
    CreditId,
    InvoiceId,
    PaymentId,
    ReturnId,
    overpayment_of,
)
from credits_core.ledger import Ledger
from credits_core.parts import (
    ACredit,
    AnApplication,
    AnInvoice,
    APayment,
    AppliedBy,
    AReturn,
    LinesOf,
    OldestCredits,
    OwnMoneyOf,
    Part,
    PaymentsLike,
    ReductionsOf,
    TendersOn,
    UsesOf,
)

from .given import (
    DAY,
    usd,
)

I1, I2, I3 = map(InvoiceId, ("I1", "I2", "I3"))
P1, P3, R1, R2, R3 = map(PaymentId, ("P1", "P3", "R1", "R2", "R3"))
C1, C2, E1 = map(CreditId, ("C1", "C2", "reduction:E1"))
REST: Final = overpayment_of(P1)


def _ids(given: Iterable[str]) -> frozenset[str]:
    return frozenset(given)


def _numbers(given: Iterable[int]) -> frozenset[int]:
    return frozenset(given)


@attrs.frozen(kw_only=True)
class Found:
    """The ids and numbers of what a slice holds."""

    invoices: frozenset[str] = attrs.field(default=frozenset(), converter=_ids)
    lines: frozenset[str] = attrs.field(default=frozenset(), converter=_ids)
    payments: frozenset[str] = attrs.field(default=frozenset(), converter=_ids)
    credits: frozenset[str] = attrs.field(default=frozenset(), converter=_ids)
    returns: frozenset[str] = attrs.field(default=frozenset(), converter=_ids)
    allocations: frozenset[int] = attrs.field(default=frozenset(), converter=_numbers)
    applications: frozenset[int] = attrs.field(default=frozenset(), converter=_numbers)


PARTS: Final[Mapping[Part, Found]] = {
    AnInvoice(I1): Found(invoices=[I1]),
    LinesOf(I1): Found(invoices=[I1], lines=[I1]),
    LinesOf(I2): Found(invoices=[I2], lines=[I2]),
    APayment(P1): Found(payments=[P1], credits=[REST], allocations=[1], invoices=[I1]),
    APayment(P3): Found(payments=[P3], invoices=[I2]),
    APayment(R1): Found(payments=[R1], invoices=[I2]),
    ACredit(C1): Found(credits=[C1]),
    AReturn(ReturnId("RT1")): Found(returns=["RT1"]),
    UsesOf(C1): Found(credits=[C1], applications=[2], invoices=[I2]),
    UsesOf(C2): Found(credits=[C2], applications=[5], invoices=[I2]),
    UsesOf(REST): Found(credits=[REST], applications=[3], invoices=[I2]),
    AnApplication(R2, C2, I2): Found(applications=[4, 5]),
    AnApplication(R1, C1, I2): Found(applications=[2]),
    AppliedBy(R1): Found(applications=[2, 3], credits=[C1, REST], invoices=[I2]),
    AppliedBy(R2): Found(applications=[5], credits=[C2], invoices=[I2]),
    TendersOn(I1): Found(invoices=[I1], allocations=[1], payments=[P1]),
    TendersOn(I2): Found(
        invoices=[I2],
        applications=[2, 3, 5],
        credits=[C1, C2, REST],
        payments=[R1, R2],
    ),
    ReductionsOf(I1): Found(invoices=[I1], credits=[E1], applications=[6]),
    ReductionsOf(I3): Found(invoices=[I3]),
    OwnMoneyOf(I1): Found(
        payments=[P1], credits=[REST], allocations=[1], invoices=[I1]
    ),
    OldestCredits(usd("15"), DAY): Found(credits=[REST]),
    OldestCredits(usd("20"), DAY): Found(credits=[REST, C2]),
    PaymentsLike(usd("120"), DAY): Found(payments=[P1]),
    PaymentsLike(usd("0"), DAY): Found(payments=[R1, R2, R3]),
}
"""What must come with each part of the story, at least."""

ABSENT: Final[tuple[Part, ...]] = (
    AnInvoice(InvoiceId("I9")),
    LinesOf(InvoiceId("I9")),
    APayment(PaymentId("P9")),
    ACredit(CreditId("C9")),
    AReturn(ReturnId("RT9")),
    UsesOf(CreditId("C9")),
    AnApplication(R1, C1, I1),
    AppliedBy(P1),
    TendersOn(InvoiceId("I9")),
    ReductionsOf(InvoiceId("I9")),
    OwnMoneyOf(I2),
    OldestCredits(usd("5"), DAY.replace(year=2024)),
    PaymentsLike(usd("60"), DAY),
    PaymentsLike(usd("120"), DAY.replace(year=2024)),
)
"""Parts that nothing of the story belongs to: P3 of 60 is void, for one."""

DOCUMENTS: Final[Mapping[Part, Part]] = {
    AnInvoice(I1): AnInvoice(I1),
    LinesOf(I1): AnInvoice(I1),
    TendersOn(I1): AnInvoice(I1),
    ReductionsOf(I1): AnInvoice(I1),
    APayment(P1): APayment(P1),
    ACredit(C1): ACredit(C1),
    UsesOf(C1): ACredit(C1),
    AReturn(ReturnId("RT1")): AReturn(ReturnId("RT1")),
}
"""Under which document somebody else's part is told."""


def found_in(ledger: Ledger) -> Found:
    """What a slice holds."""
    return Found(
        invoices=ledger.invoices,
        lines=ledger.lines,
        payments=ledger.payments,
        credits=ledger.credits,
        returns=ledger.returns,
        allocations=ledger.allocations,
        applications=ledger.applications,
    )


def joined(*found: Found) -> Found:
    """All that was found, as one."""
    kinds = [one.name for one in attrs.fields(Found)]
    sets = {kind: [getattr(one, kind) for one in found] for kind in kinds}
    return Found(**{kind: frozenset().union(*sets[kind]) for kind in kinds})


def missing(wanted: Found, found: Found) -> Mapping[str, object]:
    """What is wanted and was not found, by its kind."""
    kinds = [one.name for one in attrs.fields(Found)]
    gaps = {kind: getattr(wanted, kind) - getattr(found, kind) for kind in kinds}
    return {kind: gap for kind, gap in gaps.items() if gap}


def without_others(whole: Ledger, loaded: Ledger) -> Ledger:
    """The whole ledger without all that is not in the slice."""
    return attrs.evolve(
        whole,
        invoices={key: whole.invoices[key] for key in loaded.invoices},
        lines={key: whole.lines[key] for key in loaded.lines},
        payments={key: whole.payments[key] for key in loaded.payments},
        credits={key: whole.credits[key] for key in loaded.credits},
        returns={key: whole.returns[key] for key in loaded.returns},
        allocations={key: whole.allocations[key] for key in loaded.allocations},
        applications={key: whole.applications[key] for key in loaded.applications},
        elsewhere=loaded.elsewhere,
        scope=loaded.scope,
    )
