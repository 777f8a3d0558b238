"""Who may give which command and ask which question: one pure function (R5, R6).

Nothing is read before it has said yes. Its table names every command and every
query; one that it does not name cannot be asked for at all.
"""

from __future__ import annotations

from typing import Final

from returns.result import Failure, Result, Success

from .commands import (
    CancelCredit,
    Command,
    CompleteReturn,
    CorrectReturn,
    DeleteCredit,
    EditCredit,
    EditInvoice,
    EditPayment,
    ImportChange,
    ImportCredit,
    ImportPayment,
    IssueCredit,
    NoCredits,
    ReceivePayment,
    RecordPaymentReversed,
    RegisterInvoice,
    ReleaseHold,
    ReopenReturn,
    VoidApplication,
    VoidInvoice,
    VoidPayment,
)
from .enquiries import (
    AvailableCredit,
    CreditsAsOf,
    CreditsTable,
    CustomerHistory,
    CustomerProfile,
    Enquiry,
    ExplainCredit,
    ExplainInvoice,
    LineageOfCredit,
    LineageOfCustomer,
    NextCredits,
    OwnerOfCredit,
    OwnerOfInvoice,
    RollForwardOfPeriod,
    WhyNot,
)
from .permission import AnyActor, Authority, Permission, granted
from .policy import Policy
from .queries import CreditDetail, CustomerCredits, History, InvoiceDetail, Query
from .rejections import NotPermitted

Request = Command | Query | Enquiry[object]
"""Anything an actor may ask for."""

NEEDS: Final[dict[type[object], frozenset[Permission]]] = {
    IssueCredit: frozenset({Permission.CREATE_CREDITS}),
    EditCredit: frozenset({Permission.EDIT_CREDITS}),
    CancelCredit: frozenset({Permission.EDIT_CREDITS}),
    DeleteCredit: frozenset({Permission.DELETE_CREDITS}),
    ReleaseHold: frozenset({Permission.EDIT_CREDITS}),
    RegisterInvoice: frozenset({Permission.EDIT_INVOICES}),
    EditInvoice: frozenset({Permission.EDIT_INVOICES}),
    VoidInvoice: frozenset({Permission.EDIT_INVOICES}),
    ReceivePayment: frozenset({Permission.RECEIVE_PAYMENTS}),
    EditPayment: frozenset({Permission.RECEIVE_PAYMENTS}),
    VoidPayment: frozenset({Permission.RECEIVE_PAYMENTS}),
    RecordPaymentReversed: frozenset({Permission.RECEIVE_PAYMENTS}),
    VoidApplication: frozenset({Permission.APPLY_CREDITS}),
    CompleteReturn: frozenset({Permission.COMPLETE_RETURNS}),
    ReopenReturn: frozenset({Permission.COMPLETE_RETURNS}),
    CorrectReturn: frozenset({Permission.COMPLETE_RETURNS}),
    ImportCredit: frozenset({Permission.SYNCHRONISE}),
    ImportPayment: frozenset({Permission.SYNCHRONISE}),
    ImportChange: frozenset({Permission.SYNCHRONISE}),
    CustomerCredits: frozenset({Permission.VIEW_CREDITS}),
    CreditDetail: frozenset({Permission.VIEW_CREDITS}),
    InvoiceDetail: frozenset({Permission.VIEW_CREDITS}),
    History: frozenset({Permission.VIEW_CREDITS}),
    CreditsTable: frozenset({Permission.VIEW_CREDITS}),
    CustomerProfile: frozenset({Permission.VIEW_CREDITS}),
    CustomerHistory: frozenset({Permission.VIEW_CREDITS}),
    AvailableCredit: frozenset({Permission.VIEW_CREDITS}),
    CreditsAsOf: frozenset({Permission.VIEW_CREDITS}),
    RollForwardOfPeriod: frozenset({Permission.VIEW_CREDITS}),
    ExplainInvoice: frozenset({Permission.VIEW_CREDITS}),
    ExplainCredit: frozenset({Permission.VIEW_CREDITS}),
    WhyNot: frozenset({Permission.VIEW_CREDITS}),
    NextCredits: frozenset({Permission.VIEW_CREDITS}),
    LineageOfCustomer: frozenset({Permission.VIEW_CREDITS}),
    LineageOfCredit: frozenset({Permission.VIEW_CREDITS}),
    OwnerOfCredit: frozenset({Permission.VIEW_CREDITS}),
    OwnerOfInvoice: frozenset({Permission.VIEW_CREDITS}),
}
"""What each kind of request needs in any case."""


def authorize(
    request: Request, actor: AnyActor, policy: Policy
) -> Result[Authority, NotPermitted]:
    """The proof that *actor* may ask for *request*, or what is missing.

    Whoever may receive payments may also apply credits, unless the policy keeps
    both apart (HC-79).
    """
    held = actor.permissions
    if policy.receiving_includes_applying and Permission.RECEIVE_PAYMENTS in held:
        held |= {Permission.APPLY_CREDITS}
    missing = needs(request, policy) - held
    if missing:
        ordered = sorted(missing, key=list(Permission).index)
        return Failure(NotPermitted(missing=tuple(ordered)))
    return Success(granted(actor))


def needs(request: Request, policy: Policy) -> frozenset[Permission]:
    """Every permission that *request* needs, as it stands, under *policy*.

    Credits that the system issues by itself need no permission of their own; a
    return is the exception: it needs *Create Credits* when returns issue credits.
    """
    return NEEDS[type(request)] | _besides(request, policy)


def _besides(request: Request, policy: Policy) -> frozenset[Permission]:
    """What a request needs because of what it says."""
    match request:
        case ReceivePayment() if not isinstance(request.credits, NoCredits):
            return frozenset({Permission.APPLY_CREDITS})
        case VoidPayment(including_credits=True):
            return frozenset({Permission.APPLY_CREDITS})
        case VoidApplication(reopen=True):
            return frozenset({Permission.EDIT_CREDITS})
        case CompleteReturn() | CorrectReturn() if policy.returns_issue_credits:
            return frozenset({Permission.CREATE_CREDITS})
        case _:
            return frozenset()
