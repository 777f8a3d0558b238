"""Where every cent of a credit came from and went (R22, R25)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs
from returns.result import Failure, Result, Success
from typing_extensions import override

from ..credit import Credit
from ..entry import Entry
from ..events import CreditIssued
from ..identity import CreditId, CustomerId, a_credit_id, an_id
from ..ledger import Ledger
from ..money import Money
from ..payment import Application
from ..rejections import Rejection, Unknown
from .enquiry import Enquiry, Sources
from .sentences import of_origin, of_tender
from .steps import Step, steps_of_credit


@attrs.frozen(kw_only=True)
class Whereabouts:
    """An *amount* of a credit, and *where* it is or what became of it."""

    amount: Money
    where: str


@attrs.frozen(kw_only=True)
class CreditExplained:
    """Where every cent of a credit came from and went.

    *came_from* says it in sentences. The amounts of *went_to* together are that of
    the credit. *steps* tell it entry by entry, each with what was left after it.
    """

    credit: Credit
    came_from: tuple[str, ...]
    went_to: tuple[Whereabouts, ...]
    uses: tuple[Application, ...]
    steps: tuple[Step, ...]


@attrs.frozen(kw_only=True)
class ExplainCredit(Enquiry[CreditExplained]):
    """The question where every cent of a credit came from and went (R22, R25)."""

    customer_id: CustomerId = attrs.field(validator=an_id)
    credit_id: CreditId = attrs.field(validator=a_credit_id)

    @override
    def answered(self, sources: Sources) -> Result[CreditExplained, Rejection]:
        """The answer, from the customer's ledger and journal."""
        with sources.ledgers.exclusively((self.customer_id,)):
            ledger = sources.whole(self.customer_id)
            entries = tuple(sources.ledgers.journal(self.customer_id))
        credit = ledger.credits.get(self.credit_id)
        if credit is None:
            return Failure(Unknown(what="credit", id=self.credit_id))
        uses = [u for u in ledger.applications.values() if u.credit_id == credit.id]
        uses.sort(key=lambda use: use.number)
        return Success(
            CreditExplained(
                credit=credit,
                came_from=tuple(_came_from(ledger, credit, entries)),
                went_to=tuple(_went_to(credit, uses)),
                uses=tuple(uses),
                steps=tuple(steps_of_credit(entries, credit.id)),
            )
        )


def _came_from(
    ledger: Ledger, credit: Credit, entries: Iterable[Entry]
) -> Iterator[str]:
    by = credit.issued_by
    whom = f"{by}, caused by {credit.caused_by}" if credit.caused_by else by
    yield f"Issued by {whom}: {of_origin(credit.origin)}."
    for entry in entries:
        for event in entry.events:
            if isinstance(event, CreditIssued) and event.credit_id == credit.id:
                for part in event.funded_by:
                    tender = ledger.allocations.get(part.number)
                    found = tender or ledger.applications[part.number]
                    yield f"{part.amount} of it is {of_tender(found)[3:]}."


def _went_to(credit: Credit, uses: Iterable[Application]) -> Iterator[Whereabouts]:
    for use in uses:
        if use.is_live:
            where = f"on invoice {use.invoice_id} since {use.date}"
            yield Whereabouts(amount=use.amount, where=where)
    for amount, where in (
        (credit.opening, "used before it was read in"),
        (credit.cancelled, "given up"),
        (credit.deleted, "deleted"),
        (credit.available, "left"),
    ):
        if amount:
            yield Whereabouts(amount=amount, where=where)
