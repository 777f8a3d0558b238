"""All kinds of objects.

Those without rules of their own are kept as they are: they can be created, read,
changed, deleted and asked for, and that is all.
"""

from __future__ import annotations

from typing import Final

from . import known, orders
from .kind import Family, Kind

_UNQUERYABLE: Final = frozenset(
    {"UnappliedAmt", "PrivateNote", "LinkedTxn", "Line", "TxnTaxDetail"}
)
_SALE: Final = frozenset(
    {
        *("Id", "SyncToken", "TxnDate", "DocNumber", "CustomerRef", "TotalAmt"),
        *("Balance", "DueDate", "MetaData.CreateTime", "MetaData.LastUpdatedTime"),
        *("SalesTermRef", "DepartmentRef", "ClassRef", "EmailStatus", "PrintStatus"),
        *("CurrencyRef", "ExchangeRate", "TxnStatus", "PaymentRefNum"),
    }
)
_PAYMENT: Final = frozenset(
    {
        *("Id", "SyncToken", "TxnDate", "CustomerRef", "TotalAmt", "PaymentRefNum"),
        *("MetaData.CreateTime", "MetaData.LastUpdatedTime", "CurrencyRef"),
        *("PaymentMethodRef", "DepositToAccountRef", "ExchangeRate", "DepartmentRef"),
    }
)


def _stub(name: str, *, in_feed: bool = True) -> Kind:
    return Kind(
        name,
        Family.TRANSACTION,
        orders.SALE,
        unqueryable=_UNQUERYABLE,
        in_feed=in_feed,
    )


def _named(name: str, *, in_feed: bool = True) -> Kind:
    return Kind(
        name,
        Family.NAMES,
        orders.NAMED,
        name_key="Name",
        register=name,
        in_feed=in_feed,
    )


def _person(name: str) -> Kind:
    return Kind(
        name,
        Family.NAMES,
        orders.PERSON,
        name_key="DisplayName",
        register="people",
    )


_ALL: Final = (
    Kind(
        "Invoice",
        Family.TRANSACTION,
        orders.INVOICE,
        known.INVOICE,
        _SALE,
        _UNQUERYABLE,
    ),
    Kind(
        "CreditMemo",
        Family.TRANSACTION,
        orders.CREDIT_MEMO,
        known.CREDIT_MEMO,
        _SALE,
        _UNQUERYABLE,
    ),
    Kind(
        "Payment",
        Family.TRANSACTION,
        orders.PAYMENT,
        known.PAYMENT,
        _PAYMENT,
        _UNQUERYABLE,
    ),
    Kind(
        "Customer",
        Family.NAMES,
        orders.CUSTOMER,
        known.CUSTOMER,
        name_key="DisplayName",
        register="people",
    ),
    Kind(
        "Item", Family.NAMES, orders.ITEM, known.ITEM, name_key="Name", register="Item"
    ),
    _person("Vendor"),
    _person("Employee"),
    *(_named(name) for name in ("Account", "Class", "Department", "Term")),
    _named("PaymentMethod"),
    _named("TaxCode", in_feed=False),
    _named("TaxRate", in_feed=False),
    *(_stub(name) for name in ("RefundReceipt", "JournalEntry", "Deposit")),
    *(_stub(name) for name in ("SalesReceipt", "Estimate", "Purchase")),
    *(_stub(name) for name in ("Bill", "BillPayment", "VendorCredit", "Transfer")),
    _stub("PurchaseOrder"),
    _stub("TimeActivity", in_feed=False),
    Kind("Preferences", Family.SETTINGS, orders.SETTINGS),
    Kind("CompanyInfo", Family.SETTINGS, orders.COMPANY),
)
KINDS: Final = {kind.name: kind for kind in _ALL}
_PATHS: Final = {kind.path: kind for kind in _ALL}


def kind_named(name: str) -> Kind | None:
    """The kind of that *name*, in exactly this case."""
    return KINDS.get(name)


def kind_at(path: str) -> Kind | None:
    """The kind whose objects are at that *path*."""
    return _PATHS.get(path)
