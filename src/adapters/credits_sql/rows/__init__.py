"""How each table's row is written from a value of the core, and read back.

There is one pair per table: ``x_row`` writes and ``x_from`` reads.
"""

from .books import (
    answer_from,
    answer_row,
    balance_row,
    journal_from,
    journal_row,
    ledger_row,
)
from .credits import (
    changing_of_credit,
    credit_from,
    credit_row,
    facts_of_credit,
)
from .entries import (
    allocation_from,
    allocation_row,
    application_from,
    application_row,
)
from .found_credits import CREDIT_COLUMNS, CREDIT_SELECTION, credit_rows_from
from .invoices import (
    changing_of_invoice,
    facts_of_invoice,
    invoice_from,
    invoice_row,
    line_from,
    line_row,
)
from .owner import Owner
from .payments import (
    named_invoice_from,
    named_invoice_row,
    payment_from,
    payment_row,
    tender_from,
    tender_row,
)
from .returns import return_from, return_row, returned_line_from, returned_line_row

__all__ = [
    "CREDIT_COLUMNS",
    "CREDIT_SELECTION",
    "Owner",
    "allocation_from",
    "allocation_row",
    "answer_from",
    "answer_row",
    "application_from",
    "application_row",
    "balance_row",
    "changing_of_credit",
    "changing_of_invoice",
    "credit_from",
    "credit_row",
    "credit_rows_from",
    "facts_of_credit",
    "facts_of_invoice",
    "invoice_from",
    "invoice_row",
    "journal_from",
    "journal_row",
    "ledger_row",
    "line_from",
    "line_row",
    "named_invoice_from",
    "named_invoice_row",
    "payment_from",
    "payment_row",
    "return_from",
    "return_row",
    "returned_line_from",
    "returned_line_row",
    "tender_from",
    "tender_row",
]
