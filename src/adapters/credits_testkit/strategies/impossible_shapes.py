"""Commands of a shape that cannot be: what they are made of, and what that raises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import attrs

from credits_core.commands import (
    CompleteReturn,
    CreditAmount,
    EditCredit,
    EditInvoice,
    EditPayment,
    Exact,
    ImportChange,
    ImportCredit,
    ImportPayment,
    LineChange,
    Named,
    NamedCredit,
    ReceivePayment,
    RegisterInvoice,
    RemoteAllocation,
    ReturnLine,
    VoidInvoice,
)
from credits_core.exact import Quantity
from credits_core.identity import CreditId, InvoiceId, LineId
from credits_core.invoice import InvoiceLine
from credits_core.money import Money

from ..orders import ACME, LINE, cash, usd


@attrs.frozen
class Shape:
    """The *fields* that no *kind* can be made of, and why not."""

    why: str
    kind: Callable[..., object]
    fields: Mapping[str, object]
    raises: type[Exception]

    def build(self) -> object:
        """Make it; this raises."""
        return self.kind(**self.fields)


_YEN: Final = Money(1, "JPY")
_WHO: Final[Mapping[str, object]] = {"customer_id": ACME}
_INVOICE: Final = {**_WHO, "invoice_id": "I1"}
_SAVE: Final = {**_INVOICE, "edit_id": "E1"}
_RECEIPT: Final = {**_WHO, "payment_id": "P1"}
_CREDIT: Final = {**_WHO, "credit_id": "C1"}
_RETURN: Final = {**_WHO, "return_id": "R1"}
_MEMO: Final = {**_CREDIT, "system": "books", "remote_id": "1", "amount": usd(2)}
_PAYMENT: Final = {**_RECEIPT, "system": "books", "tenders": cash(1)}

_LINE: Final = InvoiceLine(id=LINE, amount=usd(1))
_YEN_LINE: Final = InvoiceLine(id=LineId("2"), amount=_YEN)
_BACK: Final = InvoiceLine(id=LINE, amount=usd(1), returned_value=usd(1))
_CHANGE: Final = LineChange(line_id=LINE, amount=usd(1))
_NAMED: Final = NamedCredit(CreditId("C1"), usd(1))
_GOODS: Final = {"id": LineId("r"), "quantity": Quantity.of(1)}
_SOLD: Final = ReturnLine(id=LineId("r"), quantity=Quantity.of(1), invoice_line=LINE)
_GIFT: Final = ReturnLine(id=LineId("r"), quantity=Quantity.of(1), value=usd(1))
_PART: Final = RemoteAllocation(invoice_id=InvoiceId("I1"), amount=usd(1))
_PARTS: Final = RemoteAllocation(invoice_id=InvoiceId("I1"), amount=usd(2))


def _shape(
    why: str,
    kind: Callable[..., object],
    fields: Mapping[str, object],
    raises: type[Exception] = ValueError,
    **wrong: object,
) -> Shape:
    return Shape(why, kind, {**fields, **wrong}, raises)


SHAPES: Final = (
    _shape("no lines", RegisterInvoice, _INVOICE, lines=()),
    _shape("a line twice", RegisterInvoice, _INVOICE, lines=(_LINE, _LINE)),
    _shape("two currencies", RegisterInvoice, _INVOICE, lines=(_LINE, _YEN_LINE)),
    _shape("goods came back", RegisterInvoice, _INVOICE, lines=(_BACK,)),
    _shape("a list of lines", RegisterInvoice, _INVOICE, TypeError, lines=[_LINE]),
    _shape("a line twice", EditInvoice, _SAVE, changes=(_CHANGE, _CHANGE)),
    _shape("a mode in words", VoidInvoice, _INVOICE, TypeError, mode="strict"),
    _shape("an invoice twice", ReceivePayment, _RECEIPT, invoices=("I1", "I1")),
    _shape("a list", ReceivePayment, _RECEIPT, TypeError, invoices=["I1"]),
    _shape("no tenders", ReceivePayment, _RECEIPT, TypeError, tenders=(usd(1),)),
    _shape(
        "two currencies",
        ReceivePayment,
        _RECEIPT,
        tenders=cash(1),
        credits=Exact(_YEN),
    ),
    _shape("no use of credits", ReceivePayment, _RECEIPT, TypeError, credits=None),
    _shape("no credit named", Named, {}, credits=()),
    _shape("a credit twice", Named, {}, credits=(_NAMED, _NAMED)),
    _shape("a bare number", EditPayment, _RECEIPT, TypeError, amount=1),
    _shape("an edit of nothing", EditCredit, _CREDIT),
    _shape("a bare number", EditCredit, _CREDIT, TypeError, amount=1),
    _shape("no value", ReturnLine, _GOODS),
    _shape("nothing came back", CompleteReturn, _RETURN, lines=()),
    _shape("a line of no invoice", CompleteReturn, _RETURN, lines=(_SOLD,)),
    _shape("no line", CompleteReturn, _RETURN, lines=(_GIFT,), invoice_id="I1"),
    _shape("a line twice", CompleteReturn, _RETURN, lines=(_GIFT, _GIFT)),
    _shape("more used than there is", ImportCredit, _MEMO, opening=usd(3)),
    _shape("less used than nothing", ImportCredit, _MEMO, opening=usd(-1)),
    _shape("used in another currency", ImportCredit, _MEMO, opening=_YEN),
    _shape("a system with a colon", ImportCredit, _MEMO, system="bo:oks"),
    _shape("more spent than came", ImportPayment, _PAYMENT, allocations=(_PARTS,)),
    _shape("an invoice twice", ImportPayment, _PAYMENT, allocations=(_PART, _PART)),
    _shape("no payment", ImportPayment, _PAYMENT, tenders=()),
    _shape("less than nothing", CreditAmount, {}, credit_id="C1", amount=usd(-1)),
    _shape("no change", ImportChange, _WHO, TypeError, change=None),
)
"""All of them."""
