"""What a new company has from its first day on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from .amounts import Document
from .clock import pacific_date, pacific_seconds
from .facts import Facts

_ACCOUNTS = (
    ("1", "Services", "Income"),
    ("4", "Undeposited Funds", "Other Current Asset"),
    ("33", "Accounts Payable (A/P)", "Accounts Payable"),
    ("35", "Checking", "Bank"),
    ("79", "Sales of Product Income", "Income"),
    ("84", "Accounts Receivable (A/R)", "Accounts Receivable"),
)
_METHODS = (("1", "Cash"), ("2", "Check"), ("3", "Visa"), ("4", "MasterCard"))
_TERMS = (("1", "Due on receipt"), ("2", "Net 15"), ("3", "Net 30"), ("4", "Net 60"))
_TAX_CODES = (("NON", "Non"), ("TAX", "Tax"), ("2", "California"))


def first_objects(
    name: str, facts: Facts, at: datetime
) -> Iterator[tuple[str, Document]]:
    """The lists and settings of a company that is founded at that time."""
    yield "Preferences", {**_preferences(facts), **_stamp("1", at)}
    yield "CompanyInfo", {**_company(name, facts, at), **_stamp("1", at)}
    for object_id, told, sort in _ACCOUNTS:
        document = {**_named(told), "AccountType": sort}
        yield "Account", {**document, **_stamp(object_id, at)}
    for entity, listed in (("PaymentMethod", _METHODS), ("Term", _TERMS)):
        for object_id, told in listed:
            yield entity, {"Name": told, "Active": True, **_stamp(object_id, at)}
    yield from _taxes(at)
    yield "Item", {**_services(), **_stamp("1", at)}


def _stamp(object_id: str, at: datetime) -> Document:
    now = pacific_seconds(at)
    return {
        "domain": "QBO",
        "sparse": False,
        "Id": object_id,
        "SyncToken": "0",
        "MetaData": {"CreateTime": now, "LastUpdatedTime": now},
    }


def _named(name: str) -> Document:
    return {
        "Name": name,
        "SubAccount": False,
        "FullyQualifiedName": name,
        "Active": True,
    }


def _preferences(facts: Facts) -> Document:
    """Nothing is automated: what a company automates is turned on by its people."""
    return {
        "AccountingInfoPrefs": {
            "UseAccountNumbers": False,
            "TrackDepartments": False,
            "FirstMonthOfFiscalYear": "January",
            "TaxYearMonth": "January",
            "CustomerTerminology": "Customers",
        },
        "ProductAndServicesPrefs": {"ForSales": True, "ForPurchase": False},
        "SalesFormsPrefs": {
            "CustomTxnNumbers": False,
            "AllowDeposit": False,
            "AllowDiscount": False,
            "AllowEstimates": True,
            "AutoApplyCredit": False,
            "AutoApplyPayments": False,
        },
        "TaxPrefs": {"UsingSalesTax": False, "PartnerTaxEnabled": False},
        "CurrencyPrefs": {
            "MultiCurrencyEnabled": False,
            "HomeCurrency": {"value": facts.home_currency},
        },
        "ReportPrefs": {"ReportBasis": "Accrual"},
    }


def _company(name: str, facts: Facts, at: datetime) -> Document:
    return {
        "CompanyName": name,
        "LegalName": name,
        "CompanyStartDate": pacific_date(at).isoformat(),
        "FiscalYearStartMonth": "January",
        "Country": facts.country,
        "SupportedLanguages": "en",
    }


def _taxes(at: datetime) -> Iterator[tuple[str, Document]]:
    yield (
        "TaxRate",
        {"Name": "California", "Active": True, "RateValue": 8, **_stamp("3", at)},
    )
    for object_id, name in _TAX_CODES:
        document: Document = {
            "Name": name,
            "Active": True,
            "TaxGroup": object_id == "2",
        }
        if object_id == "2":
            detail = {"TaxRateRef": {"value": "3", "name": "California"}}
            document["SalesTaxRateList"] = {"TaxRateDetail": [detail]}
        yield "TaxCode", {**document, **_stamp(object_id, at)}


def _services() -> Document:
    return {
        "Name": "Services",
        "Active": True,
        "FullyQualifiedName": "Services",
        "Taxable": False,
        "UnitPrice": 0,
        "Type": "Service",
        "IncomeAccountRef": {"value": "1", "name": "Services"},
        "PurchaseCost": 0,
        "TrackQtyOnHand": False,
    }
