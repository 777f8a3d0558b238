"""What happened to a return."""

from __future__ import annotations

import attrs

from ..customer_return import ReturnedLine
from ..identity import InvoiceId, ReturnId


@attrs.frozen(kw_only=True)
class ReturnCompleted:
    """Goods were accepted back."""

    return_id: ReturnId
    invoice_id: InvoiceId | None
    lines: tuple[ReturnedLine, ...]
    has_credit: bool


@attrs.frozen(kw_only=True)
class ReturnReopened:
    """A completed return was taken back; the goods count as sold again."""

    return_id: ReturnId


@attrs.frozen(kw_only=True)
class ReturnCorrected:
    """A completed return has other lines than was thought."""

    return_id: ReturnId
    lines: tuple[ReturnedLine, ...]
