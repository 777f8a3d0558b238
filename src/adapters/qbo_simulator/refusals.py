"""Saying no in the words of QuickBooks Online.

The words are those of recordings where there are some, and of Intuit's published
table of errors otherwise; a placeholder in a text of the table is what is told.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Final

from .outcomes import FaultError, Refused

# Message and detail of what was recorded or reported word for word.
_WORDS: Final = {
    "500": ("Unsupported Operation", "Operation {} is not supported."),
    "610": (
        "Object Not Found",
        (
            "Object Not Found : Something you're trying to use has been made inactive."
            " Check the fields with accounts, customers, items, vendors or employees."
        ),
    ),
    "2010": (
        "Request has invalid or unsupported property",
        "Property Name:{} specified is unsupported or invalid",
    ),
    "2020": (
        "Required param missing, need to supply the required value for the API",
        "Required parameter {} is missing in the request",
    ),
    "2030": ("Invalid ID", "Id should be a valid number. Supplied value:{}"),
    "2050": (
        "Invalid String Length",
        "String length is either shorter or longer than supported by specification. {}",
    ),
    "2500": ("Invalid Reference Id", "Invalid Reference Id : {}"),
    "4000": ("Error parsing query", "QueryParserError: {}"),
    "4001": ("Invalid query", "QueryValidationError: {}"),
    "5010": (
        "Stale Object Error",
        (
            "Stale Object Error : You and {0} were working on this at the same time."
            " {0} finished before you did, so your work was not saved."
        ),
    ),
    "6000": (
        "A business validation error has occurred while processing your request",
        "Business Validation Error: {}",
    ),
    "6070": (
        "Amount calculation incorrect in the request",
        "Amount is not equal to UnitPrice * Qty. Supplied value:{}",
    ),
    "6140": (
        "Duplicate Document Number Error",
        (
            "Duplicate Document Number Error : You must specify a different number."
            " This number has already been used. {}"
        ),
    ),
    "6210": (
        "Account Period Closed, Cannot Update Through Services API",
        (
            "The account period has closed and the account books cannot be updated"
            " through through the QBO Services API. Please use the QBO website to make"
            " these changes."
        ),
    ),
    "6240": ("Duplicate Name Exists Error", "The name supplied already exists. : null"),
}
# Where the published text goes over from the message to the detail.
_TITLES: Final = {
    "600": "Duplicate Request ID",
    "620": "Txn ID Cannot Be Linked",
    "700": "Parent Reference Invalid",
    "800": "Cannot delete object",
    "900": "Parent cannot be child",
    "1040": "Batch size exceeds allowed limit",
    "2000": "Invalid or unsupported object name",
    "2040": "Invalid String",
    "2060": "Invalid Date Format",
    "2070": "Invalid Date",
    "2080": "Invalid Number Format",
    "2090": "Invalid Number",
    "2100": "Invalid Decimal Format",
    "2110": "Invalid Decimal",
    "2120": "Invalid Type",
    "2130": "Invalid Request Id Format",
    "2140": "Invalid Amount",
    "2170": "Invalid Enumeration",
    "2230": "Invalid Boolean",
    "2240": "Invalid Number Range",
    "2250": "Missing lines",
    "2290": "NegativeAmount",
    "2600": "Invalid Request Conflict Element in Request",
    "5020": "Permission Denied",
    "5030": "Feature Not Supported",
    "6100": "Invalid Line TaxCode in the request",
    "6080": "No Name Provided",
    "6090": "Discount Line missing required info",
    "6170": "Invalid TxnTaxDetail Error",
    "6180": "Sub Level Limit",
    "6190": "Invalid Company Status Error",
    "6200": "Account Period Closed Error",
    "6220": "Delete Entity Has Balance Error",
    "6250": "InvalidSalesCustomer",
    "6450": "Attempt to Void Transaction failed",
    "6540": "Deposited Transaction cannot be changed",
}
_PLACEHOLDER: Final = 3 * "X"
_WITH_ELEMENT: Final = frozenset({"610", "620", "800", "2500", "5010", "6000", "6540"})


class Refusal(Exception):  # noqa: N818 - a refusal is no error of the simulator
    """Raised where something is found to be wrong; nothing was written then."""

    def __init__(self, refused: Refused) -> None:
        """Carry what will be answered."""
        super().__init__(refused.code)
        self.refused = refused


def refusal(code: str, told: str = "", *, element: str | None = None) -> Refusal:
    """A refusal with this *code*, about what is *told*."""
    if element is None and code in _WITH_ELEMENT:
        element = ""
    message, detail = words(code, told)
    return Refusal(Refused((FaultError(code, message, detail, element),)))


def words(code: str, told: str = "") -> tuple[str, str]:
    """The message and the detail of an error, with what is *told* put in."""
    if code in _WORDS:
        message, detail = _WORDS[code]
        return message, detail.replace("{0}", told).replace("{}", told)
    title = _TITLES[code]
    detail = published()[code].removeprefix(title).strip()
    return title, detail.replace(_PLACEHOLDER, told) if told else detail


@cache
def published() -> dict[str, str]:
    """The published table: the text of each code."""
    text = files("qbo_simulator").joinpath("data", "fault_codes.csv").read_text("utf-8")
    return {row["code"]: row["text"] for row in csv.DictReader(text.splitlines())}
