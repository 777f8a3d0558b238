"""What QuickBooks Online does with invoices, credit memos, payments and lists."""
