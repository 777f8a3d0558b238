"""Questions beyond one ledger as it stands: tables, the past, and explanations.

Each is a value that names the type of its answer, and needs *View Credits*.
"""

from .ages import Ageing, CreditAt
from .as_of import (
    AgeingOfCustomer,
    Basis,
    CreditsAsOf,
    CreditsAtDay,
)
from .credits_table import CreditsPage, CreditsTable
from .drawing import graphviz, mermaid
from .enquiry import Enquiry, Sources
from .explain_credit import CreditExplained, ExplainCredit, Whereabouts
from .explain_invoice import ExplainInvoice, InvoiceExplained
from .graph import Arrow, Lineage, Node, NodeKind
from .lineage import LineageOfCredit, LineageOfCustomer
from .next_credits import CreditsNext, CreditTaken, NextCredits, PassedOver
from .owners import OwnerOfCredit, OwnerOfInvoice
from .profiles import (
    AvailableCredit,
    BalancesOfCustomers,
    CustomerHistory,
    CustomerProfile,
    HistoryPage,
    Profile,
    open_credits_of,
)
from .roll_forward import (
    RolledForward,
    RollForward,
    RollForwardOfCustomer,
    RollForwardOfPeriod,
)
from .steps import Step
from .why_not import Hindrances, WhyNot

AnyEnquiry = (
    CreditsTable
    | CustomerProfile
    | CustomerHistory
    | AvailableCredit
    | CreditsAsOf
    | RollForwardOfPeriod
    | ExplainInvoice
    | ExplainCredit
    | WhyNot
    | NextCredits
    | LineageOfCustomer
    | LineageOfCredit
    | OwnerOfCredit
    | OwnerOfInvoice
)
"""Every enquiry there is."""

__all__ = [
    "Ageing",
    "AgeingOfCustomer",
    "AnyEnquiry",
    "Arrow",
    "AvailableCredit",
    "BalancesOfCustomers",
    "Basis",
    "CreditAt",
    "CreditExplained",
    "CreditTaken",
    "CreditsAsOf",
    "CreditsAtDay",
    "CreditsNext",
    "CreditsPage",
    "CreditsTable",
    "CustomerHistory",
    "CustomerProfile",
    "Enquiry",
    "ExplainCredit",
    "ExplainInvoice",
    "Hindrances",
    "HistoryPage",
    "InvoiceExplained",
    "Lineage",
    "LineageOfCredit",
    "LineageOfCustomer",
    "NextCredits",
    "Node",
    "NodeKind",
    "OwnerOfCredit",
    "OwnerOfInvoice",
    "PassedOver",
    "Profile",
    "RollForward",
    "RollForwardOfCustomer",
    "RollForwardOfPeriod",
    "RolledForward",
    "Sources",
    "Step",
    "Whereabouts",
    "WhyNot",
    "graphviz",
    "mermaid",
    "open_credits_of",
]
