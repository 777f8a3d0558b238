"""What a sale has, whether it is an invoice, a credit memo or a receipt."""

from __future__ import annotations

from datetime import date, timedelta

from ..amounts import Cents, Document
from ..books import Record
from ..books.records import reference
from ..refusals import refusal
from .currencies import CURRENCIES
from .lines import summed
from .references import check_open_period, currency_of, customer_reference
from .tax import added, taxed
from .work import Work

_TERM_DAYS = 30
_ONLINE = (
    *("AllowIPNPayment", "AllowOnlinePayment"),
    *("AllowOnlineCreditCardPayment", "AllowOnlineACHPayment"),
)
_TOTALLING = frozenset(
    {"Line", "TxnTaxDetail", "GlobalTaxCalculation", "ApplyTaxAfterDiscount"}
)


def addresses(customer: Record) -> Document:
    """The addresses that a new sale has from its customer."""
    known = customer.document()
    return {key: known[key] for key in ("BillAddr", "ShipAddr") if key in known}


def headed(work: Work, kind: str, customer: Record | None, given: Document) -> Document:
    """The sale with all that does not depend on its lines."""
    if "Line" not in given:
        raise refusal("2020", "Line", element="Line")
    document = {**_usual(work, kind), **given}
    check_open_period(work, document["TxnDate"])
    if customer is not None:
        document["CustomerRef"] = customer_reference(customer)
        document["CurrencyRef"] = currency_of(work, customer, given)
    else:
        home = work.settings.home_currency
        document["CurrencyRef"] = {"value": home, "name": CURRENCIES.get(home, home)}
    if work.settings.multi_currency:
        document.setdefault("ExchangeRate", 1)
    if work.settings.country == "US":
        document.pop("GlobalTaxCalculation", None)
    if kind == "Invoice":
        document.setdefault("DueDate", _due(document["TxnDate"]))
    return document


def retotals(given: Document) -> bool:
    """Whether an update changes what the lines come to."""
    return given.get("sparse") is not True or bool(_TOTALLING & given.keys())


def totalled(
    work: Work, customer: Record | None, document: Document, old: list[Document]
) -> Document:
    """The sale with its lines, its tax and its total."""
    sums = summed(work, document["Line"], old)
    known = customer.document() if customer is not None else {}
    tax = taxed(work, document, sums, reference(known, "DefaultTaxCodeRef"))
    total = Cents(sums.net + added(work, document, tax))
    if total < 0:
        raise refusal("6000", "Transaction amount must be 0 or greater.")
    return {**document, "Line": sums.lines, "TxnTaxDetail": tax, "TotalAmt": total}


def _usual(work: Work, kind: str) -> Document:
    """What a sale has unless it says otherwise."""
    usual: Document = dict.fromkeys(_ONLINE, False) if kind == "Invoice" else {}
    if work.settings.custom_fields:
        usual["CustomField"] = [
            {"DefinitionId": str(place), "Name": name, "Type": "StringType"}
            for place, name in enumerate(work.settings.custom_fields, start=1)
        ]
    return usual | {
        "TxnDate": work.today.isoformat(),
        "ApplyTaxAfterDiscount": False,
        "PrintStatus": "NeedToPrint",
        "EmailStatus": "NotSet",
    }


def _due(txn_date: str) -> str:
    try:
        return (date.fromisoformat(txn_date) + timedelta(_TERM_DAYS)).isoformat()
    except OverflowError:
        return txn_date
