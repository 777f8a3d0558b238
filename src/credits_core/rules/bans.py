"""Which invoices a credit may not pay: those that generated it (R12).

By default only the invoice itself counts. Under ``Ban.TRANSITIVE`` the ban also
follows the money: an invoice that was paid by a credit passes on its ancestors.
"""

from __future__ import annotations

from collections import deque

from ..credit import Credit
from ..fold import Draft, the_credit
from ..identity import CreditId, InvoiceId
from ..occasion import Occasion
from ..parts import TendersOn
from ..payment import Application
from ..policy import Ban
from .links import find_invoice, tenders_on


def may_pay(
    draft: Draft, credit: Credit, invoice_id: InvoiceId, occasion: Occasion
) -> bool:
    """Whether R12 lets *credit* pay that invoice."""
    if invoice_id in credit.generated_by:
        return False
    return loop_through(draft, credit, invoice_id, occasion) is None


def loop_through(
    draft: Draft, credit: Credit, invoice_id: InvoiceId, occasion: Occasion
) -> tuple[str, ...] | None:
    """The way from the invoice over credits back to it, if the policy asks (HC-28).

    It reads like ``A → C(A) → B → R(B) → A``.
    """
    if occasion.policy.ban is Ban.DIRECT:
        return None
    seen = {credit.id}
    waiting: deque[tuple[Credit, tuple[str, ...]]] = deque([(credit, (credit.id,))])
    while waiting:
        later, path = waiting.popleft()
        for origin in later.generated_by:
            if origin == invoice_id:
                return (origin, *path, invoice_id)
            for earlier in sorted(_paid_by_credits(draft, origin) - seen):
                seen.add(earlier)
                following = (earlier, origin, *path)
                waiting.append((the_credit(draft, earlier), following))
    return None


def _paid_by_credits(draft: Draft, invoice_id: InvoiceId) -> set[CreditId]:
    if invoice_id not in draft.invoices:
        draft.need([TendersOn(invoice_id)])
    invoice = find_invoice(draft, invoice_id)
    if invoice is None or not invoice.applied:
        return set()
    entries = tenders_on(draft, invoice)
    return {entry.credit_id for entry in entries if isinstance(entry, Application)}
