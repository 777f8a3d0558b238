"""In which order the keys of an object are written.

The orders are those of recordings; of what no recording shows, that of the schema.
"""

from __future__ import annotations

from typing import Final

_HEAD: Final = ("domain", "status", "sparse", "Id", "SyncToken", "MetaData")
_TRANSACTION: Final = (
    *_HEAD,
    *("CustomField", "DocNumber", "TxnDate", "DepartmentRef", "CurrencyRef"),
    *("ExchangeRate", "PrivateNote", "TxnStatus", "LinkedTxn", "Line"),
    *("TxnTaxDetail", "TxnSource", "TransactionLocationType", "RecurDataRef"),
)
_SALE: Final = (
    *_TRANSACTION,
    *("AutoDocNumber", "CustomerRef", "CustomerMemo", "BillAddr", "ShipAddr"),
    *("ShipFromAddr", "FreeFormAddress", "RemitToRef", "ClassRef", "SalesTermRef"),
    *("DueDate", "SalesRepRef", "PONumber", "FOB", "ShipMethodRef", "ShipDate"),
    *("TrackingNum", "GlobalTaxCalculation", "TotalAmt", "HomeTotalAmt"),
    *("ApplyTaxAfterDiscount", "TemplateRef", "PrintStatus", "EmailStatus"),
    *("BillEmail", "BillEmailCc", "BillEmailBcc", "ARAccountRef", "Balance"),
    *("HomeBalance", "FinanceCharge", "PaymentMethodRef", "PaymentRefNum"),
    *("PaymentType", "DepositToAccountRef", "DeliveryInfo"),
)
INVOICE: Final = (
    *("Deposit", "AllowIPNPayment", "AllowOnlinePayment"),
    *("AllowOnlineCreditCardPayment", "AllowOnlineACHPayment", "InvoiceLink"),
    *("EInvoiceStatus", "ECloudStatusTimeStamp"),
    *_SALE,
)
CREDIT_MEMO: Final = ("RemainingCredit", "InvoiceRef", *_SALE)
SALE: Final = _SALE
PAYMENT: Final = (
    *("CustomerRef", "ARAccountRef", "DepositToAccountRef", "PaymentMethodRef"),
    *("PaymentRefNum", "PaymentType", "CreditCardPayment", "TotalAmt"),
    *("UnappliedAmt", "ProcessPayment"),
    *_TRANSACTION,
)
_NAME: Final = (
    *_HEAD,
    *("CustomField", "Title", "GivenName", "MiddleName", "FamilyName", "Suffix"),
    *("FullyQualifiedName", "CompanyName", "DisplayName", "PrintOnCheckName"),
    *("Active", "V4IDPseudonym", "PrimaryPhone", "AlternatePhone", "Mobile", "Fax"),
    *("PrimaryEmailAddr", "WebAddr", "OtherContactInfo", "DefaultTaxCodeRef"),
)
CUSTOMER: Final = (
    *("Taxable", "BillAddr", "ShipAddr", "OtherAddr", "ContactName", "Notes"),
    *("Job", "BillWithParent", "RootCustomerRef", "ParentRef", "Level"),
    *("CustomerTypeRef", "SalesTermRef", "PaymentMethodRef", "Balance"),
    *("OpenBalanceDate", "BalanceWithJobs", "AcctNum", "CurrencyRef"),
    *("PreferredDeliveryMethod", "ResaleNum", "IsProject"),
    *_NAME,
)
PERSON: Final = ("Balance", "Vendor1099", "CurrencyRef", *_NAME)
ITEM: Final = (
    *("Name", "Sku", "Description", "Active", "SubItem", "ParentRef", "Level"),
    *("FullyQualifiedName", "Taxable", "SalesTaxIncluded", "UnitPrice"),
    *("RatePercent", "Type", "IncomeAccountRef", "PurchaseDesc", "PurchaseCost"),
    *("ExpenseAccountRef", "AssetAccountRef", "TrackQtyOnHand", "QtyOnHand"),
    *("InvStartDate", "SalesTaxCodeRef"),
    *_HEAD,
)
NAMED: Final = ("Name", "SubAccount", "FullyQualifiedName", "Active")
ANY: Final = _TRANSACTION
SETTINGS: Final = (
    *("AccountingInfoPrefs", "ProductAndServicesPrefs", "SalesFormsPrefs"),
    *("EmailMessagesPrefs", "VendorAndPurchasesPrefs", "TimeTrackingPrefs"),
    *("TaxPrefs", "CurrencyPrefs", "ReportPrefs", "OtherPrefs"),
    *_HEAD,
)
COMPANY: Final = (
    *("CompanyName", "LegalName", "CompanyAddr", "CustomerCommunicationAddr"),
    *("LegalAddr", "CustomerCommunicationEmailAddr", "PrimaryPhone"),
    *("CompanyStartDate", "FiscalYearStartMonth", "Country", "Email", "WebAddr"),
    *("SupportedLanguages", "NameValue"),
    *_HEAD,
)
