"""Whose a document is, for whoever knows only its own id."""

from __future__ import annotations

import attrs
from returns.result import Failure, Result, Success
from typing_extensions import override

from ..identity import CreditId, CustomerId, InvoiceId, a_credit_id, an_id
from ..parts import ACredit, AnInvoice
from ..rejections import Rejection, Unknown
from .enquiry import Enquiry, Sources

_ANYBODY = CustomerId("anybody")


@attrs.frozen(kw_only=True)
class OwnerOfCredit(Enquiry[CustomerId]):
    """The question whose credit that is."""

    credit_id: CreditId = attrs.field(validator=a_credit_id)

    @override
    def answered(self, sources: Sources) -> Result[CustomerId, Rejection]:
        """The customer, or that there is no such credit."""
        part = ACredit(self.credit_id)
        seen = sources.ledgers.load(_ANYBODY, frozenset({part}))
        if self.credit_id in seen.credits:
            return Success(_ANYBODY)
        owner = seen.elsewhere.get(part)
        unknown = Unknown(what="credit", id=self.credit_id)
        return Failure(unknown) if owner is None else Success(owner)


@attrs.frozen(kw_only=True)
class OwnerOfInvoice(Enquiry[CustomerId]):
    """The question whose invoice that is."""

    invoice_id: InvoiceId = attrs.field(validator=an_id)

    @override
    def answered(self, sources: Sources) -> Result[CustomerId, Rejection]:
        """The customer, or that there is no such invoice."""
        part = AnInvoice(self.invoice_id)
        seen = sources.ledgers.load(_ANYBODY, frozenset({part}))
        if self.invoice_id in seen.invoices:
            return Success(_ANYBODY)
        owner = seen.elsewhere.get(part)
        unknown = Unknown(what="invoice", id=self.invoice_id)
        return Failure(unknown) if owner is None else Success(owner)
