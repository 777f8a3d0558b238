"""Why a credit cannot pay an invoice (R25).

Nothing is judged anew: the reasons are those of the rule that receives payments.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import attrs
from returns.methods import unwrap_or_failure
from returns.result import Failure, Result, Success
from typing_extensions import override

from ..commands import Named, NamedCredit, ReceivePayment
from ..decide import Decision, decide
from ..fold import Draft
from ..identity import (
    CreditId,
    CustomerId,
    InvoiceId,
    PaymentId,
    a_credit_id,
    an_id,
)
from ..ledger import Ledger
from ..money import Money
from ..occasion import Occasion
from ..parts import ACredit, AnInvoice
from ..rejections import (
    CustomerMismatch,
    Rejection,
    Unknown,
)
from ..rules.receipt_guards import reasons
from .enquiry import Enquiry, Sources


@attrs.frozen(kw_only=True)
class Hindrances:
    """Every reason why a credit cannot pay an invoice, the first one first.

    Without any, *most* is what of it the invoice could take.
    """

    reasons: tuple[Rejection, ...]
    most: Money


@attrs.frozen(kw_only=True)
class WhyNot(Enquiry[Hindrances]):
    """The question why a credit cannot pay an invoice (R25).

    The first reason is the one that a receipt which names the credit would get.
    """

    customer_id: CustomerId = attrs.field(validator=an_id)
    credit_id: CreditId = attrs.field(validator=a_credit_id)
    invoice_id: InvoiceId = attrs.field(validator=an_id)

    @override
    def answered(self, sources: Sources) -> Result[Hindrances, Rejection]:
        """The reasons, as of now."""
        ledger = sources.whole(self.customer_id)
        invoice = ledger.invoices.get(self.invoice_id)
        if invoice is None:
            return Failure(self._missing(sources, AnInvoice(self.invoice_id)))
        credit = ledger.credits.get(self.credit_id)
        if credit is None:
            return Failure(self._missing(sources, ACredit(self.credit_id)))
        found = tuple(_hindrances(ledger, self.trial(ledger), sources.occasion))
        most = min(credit.available.minor, invoice.due.minor)
        nothing = credit.available.zero
        left = nothing if found else Money(most, credit.currency)
        return Success(Hindrances(reasons=found, most=left))

    def _missing(self, sources: Sources, part: AnInvoice | ACredit) -> Rejection:
        """A receipt tells apart what is another customer's and what is nobody's."""
        seen = sources.ledgers.load(self.customer_id, frozenset({part}))
        what, name = "invoice", str(self.invoice_id)
        if isinstance(part, ACredit):
            what, name = "credit", str(self.credit_id)
        if part in seen.elsewhere:
            customer_id = self.customer_id
            return CustomerMismatch(what=what, id=name, customer_id=customer_id)
        return Unknown(what=what, id=name)

    def trial(self, ledger: Ledger) -> ReceivePayment:
        """The smallest receipt that puts the credit on the invoice."""
        smallest = Money(1, ledger.credits[self.credit_id].currency)
        return ReceivePayment(
            customer_id=self.customer_id,
            payment_id=_free(ledger),
            invoices=(self.invoice_id,),
            credits=Named((NamedCredit(self.credit_id, smallest),)),
        )


def _hindrances(
    ledger: Ledger, trial: ReceivePayment, occasion: Occasion
) -> Iterator[Rejection]:
    """What the rule says, and what the decision says beyond it."""
    found = list(reasons(Draft(ledger), trial, occasion))
    yield from found
    decided = unwrap_or_failure(decide(ledger, trial, occasion))
    if not isinstance(decided, Decision) and decided not in found:
        yield decided


def _free(ledger: Ledger) -> PaymentId:
    """The id of a receipt that there is not."""
    names = (PaymentId(f"trial {number}") for number in count(1))
    return next(name for name in names if name not in ledger.payments)
