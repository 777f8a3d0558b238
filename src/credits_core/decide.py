"""The one decision: what happens if this command is given to this ledger now.

It is pure: no clock, no setting, no storage. Deciding without committing is a
preview (R19); deciding again is a retry.
"""

from __future__ import annotations

import attrs
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
    ReceivePayment,
    RecordPaymentReversed,
    RegisterInvoice,
    ReleaseHold,
    ReopenReturn,
    VoidApplication,
    VoidInvoice,
    VoidPayment,
)
from .events import Event
from .fold import Draft
from .ledger import Ledger
from .occasion import Occasion
from .rejections import Rejection
from .rules.cancel_credit import cancel_credit, void_application
from .rules.closed_period import period_refusal
from .rules.edit_invoice import edit_invoice
from .rules.edit_payment import edit_payment
from .rules.imports import import_credit, import_payment
from .rules.manage_credit import delete_credit, edit_credit, issue_credit, release_hold
from .rules.receive_payment import receive_payment
from .rules.register_invoice import register_invoice
from .rules.remote_change import import_change
from .rules.returns import complete_return, correct_return, reopen_return
from .rules.strict import strict_refusal
from .rules.void_invoice import void_invoice
from .rules.void_payment import record_payment_reversed, void_payment

_OnCredit = IssueCredit | EditCredit | CancelCredit | DeleteCredit | ReleaseHold
_OnDocument = (
    RegisterInvoice
    | EditInvoice
    | VoidInvoice
    | CompleteReturn
    | ReopenReturn
    | CorrectReturn
)
_OnReceipt = (
    ReceivePayment | EditPayment | VoidPayment | RecordPaymentReversed | VoidApplication
)
_OnImport = ImportCredit | ImportPayment | ImportChange


@attrs.frozen(kw_only=True)
class Decision:
    """What will have happened, and the slice as it will be."""

    events: tuple[Event, ...]
    after: Ledger


def decide(
    ledger: Ledger, command: Command, occasion: Occasion
) -> Result[Decision, Rejection]:
    """The events that *command* makes of *ledger*, or why it is refused.

    Raises ``OutsideFootprintError`` if the slice is too small to tell, and
    ``ValueError`` if it is another customer's.
    """
    if ledger.customer_id != command.customer_id:
        raise ValueError(f"{command.customer_id} is not {ledger.customer_id}.")
    draft = Draft(ledger)
    done = carry_out(draft, command, occasion)
    return done.map(
        lambda _: Decision(events=tuple(draft.events), after=draft.finished())
    )


def carry_out(
    draft: Draft, command: Command, occasion: Occasion
) -> Result[None, Rejection]:
    """Let *command* happen in *draft*; one that refused it is of no further use."""
    done = _carry_out(draft, command, occasion)
    return done.bind(lambda _: _lawful(draft, command, occasion))


def _lawful(
    draft: Draft, command: Command, occasion: Occasion
) -> Result[None, Rejection]:
    """What strict and closed periods forbid can only be told from the events."""
    refusal = strict_refusal(draft, command) or period_refusal(draft, command, occasion)
    return Success(None) if refusal is None else Failure(refusal)


def _carry_out(
    draft: Draft, command: Command, occasion: Occasion
) -> Result[None, Rejection]:
    if isinstance(command, _OnCredit):
        return _on_credit(draft, command, occasion)
    if isinstance(command, _OnDocument):
        return _on_document(draft, command, occasion)
    if isinstance(command, _OnReceipt):
        return _on_receipt(draft, command, occasion)
    return _on_import(draft, command, occasion)


def _on_credit(
    draft: Draft, command: _OnCredit, occasion: Occasion
) -> Result[None, Rejection]:
    """What is done to a credit itself."""
    match command:
        case IssueCredit():
            return issue_credit(draft, command, occasion)
        case EditCredit():
            return edit_credit(draft, command)
        case CancelCredit():
            return cancel_credit(draft, command, occasion)
        case DeleteCredit():
            return delete_credit(draft, command)
        case ReleaseHold():
            return release_hold(draft, command, occasion)


def _on_document(
    draft: Draft, command: _OnDocument, occasion: Occasion
) -> Result[None, Rejection]:
    """What is done to an invoice or a return."""
    match command:
        case RegisterInvoice():
            return register_invoice(draft, command, occasion)
        case EditInvoice():
            return edit_invoice(draft, command, occasion)
        case VoidInvoice():
            return void_invoice(draft, command, occasion)
        case CompleteReturn():
            return complete_return(draft, command, occasion)
        case ReopenReturn():
            return reopen_return(draft, command, occasion)
        case CorrectReturn():
            return correct_return(draft, command, occasion)


def _on_receipt(
    draft: Draft, command: _OnReceipt, occasion: Occasion
) -> Result[None, Rejection]:
    """What is done to a receipt and its entries."""
    match command:
        case ReceivePayment():
            return receive_payment(draft, command, occasion)
        case EditPayment():
            return edit_payment(draft, command, occasion)
        case VoidPayment():
            return void_payment(draft, command, occasion)
        case RecordPaymentReversed():
            return record_payment_reversed(draft, command, occasion)
        case VoidApplication():
            return void_application(draft, command, occasion)


def _on_import(
    draft: Draft, command: _OnImport, occasion: Occasion
) -> Result[None, Rejection]:
    """What another system did."""
    match command:
        case ImportCredit():
            return import_credit(draft, command, occasion)
        case ImportPayment():
            return import_payment(draft, command, occasion)
        case ImportChange():
            return import_change(draft, command, occasion)
