"""The properties that a class of QuickBooks Online knows.

The first 61 of an invoice, in this order, are those of a recorded refusal, which
also says that there are 83; the others are from Intuit's published schema.
"""

from __future__ import annotations

from typing import Final

_ENTITY: Final = (
    *("Id", "SyncToken", "MetaData", "CustomField", "AttachableRef"),
    *("domain", "status", "sparse"),
)
_TRANSACTION: Final = (
    *_ENTITY,
    *("DocNumber", "TxnDate", "DepartmentRef", "CurrencyRef", "ExchangeRate"),
    *("PrivateNote", "TxnStatus", "LinkedTxn", "Line", "TxnTaxDetail", "TxnSource"),
    *("TaxFormType", "TaxFormNum", "TransactionLocationType", "Tag"),
    *("TxnApprovalInfo", "RecurDataRef", "RecurringInfo", "ProjectRef"),
)
_SALE: Final = (
    *_TRANSACTION,
    *("AutoDocNumber", "CustomerRef", "CustomerMemo", "BillAddr", "ShipAddr"),
    *("RemitToRef", "ClassRef", "SalesTermRef", "DueDate", "SalesRepRef"),
    *("PONumber", "FOB", "ShipMethodRef", "ShipDate", "TrackingNum"),
    *("GlobalTaxCalculation", "TotalAmt", "HomeTotalAmt", "ApplyTaxAfterDiscount"),
    *("TemplateRef", "PrintStatus", "EmailStatus", "BillEmail", "BillEmailCc"),
    *("BillEmailBcc", "ARAccountRef", "Balance", "HomeBalance", "FinanceCharge"),
    *("PaymentMethodRef", "PaymentRefNum", "PaymentType", "CheckPayment"),
    *("CreditCardPayment", "DepositToAccountRef", "DeliveryInfo", "DiscountRate"),
    *("DiscountAmt", "GovtTxnRefIdentifier", "ShipFromAddr", "FreeFormAddress"),
)
_RECORDED: Final = (
    *("DocNumber", "HomeTotalAmt", "TotalAmt", "TxnSource", "AllowOnlinePayment"),
    *("RecurringInfo", "EmailStatus", "callToAction", "AutoDocNumber"),
    *("ECloudStatusTimeStamp", "TaxFormNum", "TxnDate", "FOB", "ClassRef"),
    *("AllowOnlineACHPayment", "DepositToAccountRef", "InvoiceEx"),
    *("AllowOnlineCreditCardPayment", "CurrencyRef", "InvoiceLink", "PONumber"),
    *("ShipDate", "PaymentMethodRef", "TrackingNum", "TxnTaxDetail", "CustomerRef"),
    *("ShipFromAddr", "BillAddr", "EInvoiceStatus", "Id", "RecurDataRef"),
    *("ApplyTaxAfterDiscount", "DepartmentRef", "SalesRepRef", "ExchangeRate"),
    *("domain", "invoiceStatusLog", "TaxFormType", "BillEmailBcc", "LessCIS"),
    *("CustomerMemo", "TxnStatus", "HomeBalance", "PrintStatus"),
    *("ConvenienceFeeDetail", "DiscountRate", "DeliveryInfo", "FreeFormAddress"),
    *("AllowIPNPayment", "CustomField", "PaymentDetailsMessage"),
    *("TransactionLocationType", "MetaData", "LinkedTxn", "status", "RemitToRef"),
    *("PrivateNote", "ShipMethodRef", "PaymentRefNum", "Tag", "TxnApprovalInfo"),
)
INVOICE: Final = tuple(dict.fromkeys((*_RECORDED, *_SALE, "Deposit", "invoiceStatus")))
CREDIT_MEMO: Final = (*_SALE, "RemainingCredit", "InvoiceRef", "CreditMemoEx")
PAYMENT: Final = (
    *_TRANSACTION,
    *("CustomerRef", "RemitToRef", "ARAccountRef", "DepositToAccountRef"),
    *("PaymentMethodRef", "PaymentRefNum", "PaymentType", "CheckPayment"),
    *("CreditCardPayment", "TotalAmt", "UnappliedAmt", "ProcessPayment"),
    *("PaymentEx", "HomeTotalAmt"),
)
_NAME: Final = (
    *_ENTITY,
    *("IntuitId", "Organization", "Title", "GivenName", "MiddleName", "FamilyName"),
    *("Suffix", "FullyQualifiedName", "CompanyName", "DisplayName"),
    *("PrintOnCheckName", "UserId", "Active", "V4IDPseudonym", "PrimaryPhone"),
    *("AlternatePhone", "Mobile", "Fax", "PrimaryEmailAddr", "WebAddr"),
    *("OtherContactInfo", "DefaultTaxCodeRef", "HomeLocation"),
)
CUSTOMER: Final = (
    *_NAME,
    *("Taxable", "BillAddr", "ShipAddr", "OtherAddr", "ContactName"),
    *("AltContactName", "Notes", "Job", "BillWithParent", "RootCustomerRef"),
    *("ParentRef", "Level", "CustomerTypeRef", "SalesTermRef", "SalesRepRef"),
    *("TaxGroupCodeRef", "TaxRateRef", "PaymentMethodRef", "CCDetail"),
    *("PriceLevelRef", "Balance", "OpenBalanceDate", "BalanceWithJobs"),
    *("CreditLimit", "AcctNum", "CurrencyRef", "OverDueBalance", "TotalRevenue"),
    *("TotalExpense", "PreferredDeliveryMethod", "ResaleNum", "JobInfo"),
    *("TDSEnabled", "CustomerEx", "SecondaryTaxIdentifier", "ARAccountRef"),
    *("PrimaryTaxIdentifier", "TaxExemptionReasonId", "IsProject"),
    *("BusinessNumber", "GSTIN", "GSTRegistrationType", "ClientEntityId"),
    *("Source", "ClientCompanyId", "V4ID"),
)
ITEM: Final = (
    *_ENTITY,
    *("Name", "Sku", "Description", "Active", "SubItem", "ParentRef", "Level"),
    *("FullyQualifiedName", "Taxable", "SalesTaxIncluded", "PercentBased"),
    *("UnitPrice", "RatePercent", "Type", "ItemCategoryType", "PaymentMethodRef"),
    *("UOMSetRef", "IncomeAccountRef", "PurchaseDesc", "PurchaseTaxIncluded"),
    *("PurchaseCost", "ExpenseAccountRef", "COGSAccountRef", "AssetAccountRef"),
    *("PrefVendorRef", "AvgCost", "TrackQtyOnHand", "QtyOnHand", "ReorderPoint"),
    *("QtyOnPurchaseOrder", "QtyOnSalesOrder", "ManPartNum", "InvStartDate"),
    *("DepositToAccountRef", "SalesTaxCodeRef", "PurchaseTaxCodeRef", "ClassRef"),
    *("TaxClassificationRef", "DeferredRevenue", "ServiceType", "AbatementRate"),
    *("ReverseChargeRate", "ItemGroupDetail", "ItemAssemblyDetail", "Source"),
    *("BuildPoint", "PrintGroupedItems", "SpecialItem", "SpecialItemType"),
    *("UQCDisplayText", "UQCId", "ItemEx", "HSNCode", "LabelAttribute"),
)
