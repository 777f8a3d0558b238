"""Sales tax: told by the request, or worked out from a tax code."""

from __future__ import annotations

from decimal import Decimal

from ..amounts import Cents, Document, cents
from ..books.records import reference
from ..refusals import refusal
from .lines import Sums
from .work import Work


def taxed(work: Work, document: Document, sums: Sums, usual_code: str) -> Document:
    """The tax detail of a sale.

    A tax code in it is worked out; without one, a total that is told is taken.
    Automated sales tax works out the *usual_code* if nothing is told.
    """
    told = document.get("TxnTaxDetail", {})
    _check_applicable(document, told)
    code = reference(told, "TxnTaxCodeRef")
    if code:
        return _worked_out(work, document, sums, code)
    if told.get("TotalTax"):
        return {key: told[key] for key in ("TotalTax", "TaxLine") if key in told}
    if work.settings.automated_tax and sums.taxable and usual_code:
        return _worked_out(work, document, sums, usual_code)
    return {"TotalTax": Cents(0)}


def added(work: Work, document: Document, tax: Document) -> int:
    """How many cents the tax adds to the sum of the lines."""
    inclusive = document.get("GlobalTaxCalculation") == "TaxInclusive"
    return 0 if inclusive and work.settings.country != "US" else int(tax["TotalTax"])


def _check_applicable(document: Document, told: Document) -> None:
    if document.get("GlobalTaxCalculation") != "NotApplicable":
        return
    if told.get("TotalTax") or told.get("TxnTaxCodeRef"):
        raise refusal("6170")


def _worked_out(work: Work, document: Document, sums: Sums, code: str) -> Document:
    found = work.draft.find("TaxCode", code)
    if found is None:
        raise refusal("2500", f"TaxCodes element id {code} not found")
    base = _base(document, sums)
    details = found.document().get("SalesTaxRateList", {}).get("TaxRateDetail", [])
    lines = [
        _tax_line(work, rate, base)
        for rate in (reference(detail, "TaxRateRef") for detail in details)
        if rate
    ]
    total = Cents(sum(line["Amount"] for line in lines))
    return {"TxnTaxCodeRef": {"value": code}, "TotalTax": total, "TaxLine": lines}


def _base(document: Document, sums: Sums) -> Cents:
    """What is taxed: the discount is taken off first, in proportion, if it says so."""
    if not document.get("ApplyTaxAfterDiscount") or not sums.subtotal:
        return Cents(sums.taxable)
    share = Decimal(sums.discount) * sums.taxable / sums.subtotal / 100
    return Cents(sums.taxable - cents(share))


def _tax_line(work: Work, rate_id: str, base: Cents) -> Document:
    rate = work.draft.find("TaxRate", rate_id)
    percent = rate.document().get("RateValue", Decimal(0)) if rate else Decimal(0)
    return {
        "Amount": cents(Decimal(base) * percent / 10000),
        "DetailType": "TaxLineDetail",
        "TaxLineDetail": {
            "TaxRateRef": {"value": rate_id},
            "PercentBased": True,
            "TaxPercent": percent,
            "NetAmountTaxable": base,
        },
    }
