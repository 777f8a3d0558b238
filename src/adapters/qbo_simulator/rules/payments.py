"""Payments: money received, and what it and credits are used for."""

from __future__ import annotations

from ..amounts import Cents, Document, amount_text, cents
from ..books import Record, Use
from ..books.draft import Note
from ..changes import Operation
from ..refusals import refusal
from ..switches import ClosedPeriodPayment
from .references import (
    check_open_period,
    currency_of,
    customer_of,
    customer_reference,
    is_closed,
)
from .settling import SETTLED, in_home_currency, retell, settled, tokens_for
from .stamping import created, merged, touched
from .using import (
    asked_for,
    balanced,
    check_links,
    fitting,
    unapplied,
)
from .work import Work

AUTOMATIC_NOTE = "Created by QB Online to link credits to charges."
_KEPT = ("UnappliedAmt", "HomeTotalAmt")
UNDEPOSITED = "4"


def create_payment(work: Work, given: Document) -> Document:
    """Receive money, or apply credits with a total of nothing."""
    document = _composed(work, given, {})
    uses = fitting(work, document["TotalAmt"], asked_for(given), None)
    document = created(work.draft, document)
    return keep(work, document, uses, Note(Operation.CREATE))


def update_payment(work: Work, old: Record, given: Document) -> Document:
    """Change a payment; its lines are all replaced, or stay if none is told."""
    before = old.document()
    lenient = work.switches.closed_period_payment is ClosedPeriodPayment.NO_OP
    if lenient and is_closed(work, old.date):
        return before
    lines = given.get("Line", before.get("Line", []))
    document = merged(before, {**given, "Line": lines}, _KEPT)
    document = _composed(work, document, before)
    check_open_period(work, old.date)
    _check_deposited(work, old, document)
    uses = fitting(work, document["TotalAmt"], asked_for(document), old)
    document = touched(work.draft, document)
    return keep(work, document, uses, Note(Operation.UPDATE))


def _composed(work: Work, given: Document, before: Document) -> Document:
    customer = customer_of(work, given)
    if "TotalAmt" not in given:
        raise refusal("2020", "TotalAmt", element="TotalAmt")
    if given["TotalAmt"] < 0:
        raise refusal("2240", amount_text(given["TotalAmt"]), element="TotalAmt")
    usual: Document = {
        "DepositToAccountRef": {"value": UNDEPOSITED},
        "ProcessPayment": False,
        "TxnDate": work.today.isoformat(),
    }
    document = {**usual, **given, "CustomerRef": customer_reference(customer)}
    check_open_period(work, str(document["TxnDate"]))
    document["CurrencyRef"] = currency_of(work, customer, given)
    if work.settings.multi_currency:
        document.setdefault("ExchangeRate", 1)
    check_links(work, customer, asked_for(document), before)
    return document


def _check_deposited(work: Work, old: Record, document: Document) -> None:
    """A payment in a deposit may be used, and nothing else of it changed."""
    same = old.total == document["TotalAmt"] and old.date == document["TxnDate"]
    if deposited(work, old) and not same:
        raise refusal("6540")


def deposited(work: Work, payment: Record) -> bool:
    """Whether a deposit holds the *payment*."""
    return bool(work.draft.applied("Payment", payment.id))


def keep(work: Work, document: Document, uses: tuple[Use, ...], note: Note) -> Document:
    """Write a payment down with these *uses*, and let balances follow."""
    old = work.draft.find("Payment", document["Id"])
    total = cents(document["TotalAmt"])
    document = {
        **document,
        "Line": [_line(work, use, old) for use in uses],
        "UnappliedAmt": Cents(unapplied(work, total, uses)),
    }
    if not uses:
        del document["Line"]
    document = in_home_currency(document)
    document.pop("HomeBalance", None)
    work.draft.save("Payment", document, note)
    ripple(work, (*(old.uses if old else ()), *uses))
    return document


def ripple(work: Work, uses: tuple[Use, ...]) -> None:
    """Let the balances of all that *uses* concern follow."""
    for kind, object_id in dict.fromkeys((use.kind, use.id) for use in uses):
        retell(work, kind, object_id, tokens=tokens_for(work, kind))


def _line(work: Work, use: Use, old: Record | None) -> Document:
    link = {"TxnId": use.id, "TxnType": use.kind}
    line: Document = {"Amount": Cents(use.amount), "LinkedTxn": [link]}
    record = work.draft.find(use.kind, use.id) if use.kind in SETTLED else None
    if record is not None:
        own = sum(
            each.amount
            for each in (old.uses if old else ())
            if (each.kind, each.id) == (use.kind, use.id)
        )
        opened = record.total - settled(work, record) + own
        line["LineEx"] = {"any": _extras(use.id, opened, record.number)}
    return line


def _extras(object_id: str, opened: int, number: str) -> list[Document]:
    values = {"txnId": object_id, "txnOpenBalance": amount_text(opened)}
    if number:
        values["txnReferenceNumber"] = number
    return [
        {
            "name": "{http://schema.intuit.com/finance/v3}NameValue",
            "declaredType": "com.intuit.schema.finance.v3.NameValue",
            "scope": "javax.xml.bind.JAXBElement$GlobalScope",
            "value": {"Name": name, "Value": value},
            "nil": False,
            "globalScope": True,
            "typeSubstituted": False,
        }
        for name, value in values.items()
    ]


def recut(work: Work, payment: Record, uses: tuple[Use, ...]) -> None:
    """Let a payment have only these *uses*, because of a change of what it pays.

    One of nothing that links nothing any more is taken out.
    """
    left = balanced(work, payment.total, uses)
    if not left and not payment.total:
        work.draft.remove(payment, Note(Operation.DELETE, derived=True))
        ripple(work, payment.uses)
        return
    document = touched(work.draft, payment.document())
    keep(work, document, left, Note(Operation.UPDATE, derived=True))


def release(work: Work, kind: str, object_id: str, most: int) -> None:
    """Let payments settle *most* of an object, and take back from the latest."""
    draft = work.draft
    over = sum(draft.applied(kind, object_id).values()) - most
    for payment_id in reversed(draft.applied(kind, object_id)):
        payment = draft.find("Payment", payment_id)
        if over <= 0 or payment is None:
            continue
        kept: list[Use] = []
        for use in reversed(payment.uses):
            concerned = (use.kind, use.id) == (kind, object_id)
            taken = min(over, use.amount) if concerned and over > 0 else 0
            over -= taken
            kept.insert(0, Use(use.kind, use.id, use.amount - taken))
        recut(work, payment, tuple(use for use in kept if use.amount))
