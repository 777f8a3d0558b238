"""Which keys hold what, wherever they stand in a document."""

from __future__ import annotations

from typing import Final

DATES: Final = frozenset(
    {"TxnDate", "DueDate", "ShipDate", "ServiceDate", "InvStartDate"}
    | {"OpenBalanceDate", "BookCloseDate", "CompanyStartDate"}
)
BOOLEANS: Final = frozenset(
    {
        *("sparse", "Active", "Taxable", "Job", "BillWithParent", "ProcessPayment"),
        *("ApplyTaxAfterDiscount", "AllowIPNPayment", "AllowOnlinePayment"),
        *("AllowOnlineCreditCardPayment", "AllowOnlineACHPayment", "AutoDocNumber"),
        *("TrackQtyOnHand", "SubItem", "SalesTaxIncluded", "PurchaseTaxIncluded"),
        *("PercentBased", "AutoApplyCredit", "AutoApplyPayments", "IsProject"),
        *("CustomTxnNumbers", "MultiCurrencyEnabled", "UsingSalesTax"),
        *("PartnerTaxEnabled", "Vendor1099"),
    }
)
LISTS: Final = frozenset({"Line", "LinkedTxn", "CustomField", "TaxLine"})
OBJECTS: Final = frozenset(
    {
        *("MetaData", "BillAddr", "ShipAddr", "ShipFromAddr", "TxnTaxDetail"),
        *("BillEmail", "BillEmailCc", "BillEmailBcc", "CustomerMemo", "PrimaryPhone"),
        *("AlternatePhone", "Mobile", "Fax", "PrimaryEmailAddr", "WebAddr"),
        *("SalesItemLineDetail", "SubTotalLineDetail", "DiscountLineDetail"),
        *("GroupLineDetail", "DescriptionLineDetail", "TaxLineDetail"),
        *("SalesFormsPrefs", "AccountingInfoPrefs", "CurrencyPrefs", "TaxPrefs"),
        *("DeliveryInfo", "LineEx", "CreditCardPayment", "JournalEntryLineDetail"),
    }
)
TEXTS: Final = {
    "DocNumber": 21,
    "PaymentRefNum": 21,
    "PrivateNote": 4000,
    "Description": 4000,
    "DisplayName": 500,
    "CompanyName": 500,
    "GivenName": 100,
    "FamilyName": 100,
    "Name": 100,
    "Id": 40,
    "SyncToken": 40,
    "TxnId": 40,
    "TxnType": 40,
    "DetailType": 60,
    "PrintStatus": 40,
    "EmailStatus": 40,
    "GlobalTaxCalculation": 40,
    "Address": 100,
}
MEMO: Final = 1000
_REFERENCE: Final = ("value", "name", "type")
_LINE: Final = (
    *("Id", "LineNum", "Description", "Amount", "Received", "LinkedTxn", "DetailType"),
    *("PaymentLineDetail", "DiscountLineDetail", "TaxLineDetail"),
    *("SalesItemLineDetail", "DescriptionLineDetail", "ItemBasedExpenseLineDetail"),
    *("AccountBasedExpenseLineDetail", "DepositLineDetail", "ProjectRef"),
    *("PurchaseOrderItemLineDetail", "ItemReceiptLineDetail", "TDSLineDetail"),
    *("JournalEntryLineDetail", "GroupLineDetail", "SubTotalLineDetail"),
    *("ReimburseLineDetail", "CustomField", "LineEx", "CostAmount", "HomeCostAmount"),
    *("SalesOrderItemLineDetail",),
)
_SALES_ITEM: Final = (
    *("ItemRef", "ClassRef", "UnitPrice", "RatePercent", "PriceLevelRef"),
    *("MarkupInfo", "Qty", "UOMRef", "ItemAccountRef", "InventorySiteRef"),
    *("TaxCodeRef", "SalesItemLineDetailEx", "ServiceDate", "TaxInclusiveAmt"),
    *("DiscountRate", "DiscountAmt", "DeferredRevenue", "TaxClassificationRef"),
)
INNER: Final = {
    "Line": ("Line", _LINE),
    "SalesItemLineDetail": ("SalesItemLineDetail", _SALES_ITEM),
    "CustomerRef": ("ReferenceType", _REFERENCE),
    "ItemRef": ("ReferenceType", _REFERENCE),
    "TaxCodeRef": ("ReferenceType", _REFERENCE),
    "CurrencyRef": ("ReferenceType", _REFERENCE),
    "CustomerMemo": ("MemoRef", (*_REFERENCE, "id")),
    "LinkedTxn": ("LinkedTxn", ("TxnId", "TxnType", "TxnLineId")),
}
