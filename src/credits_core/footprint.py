"""What a command touches at first, as data.

A cascade finds out only while it runs where it leads; it then asks for more.
What is named here makes that rare: an ordinary command needs one load.
"""

from __future__ import annotations

from collections.abc import Iterator

from .commands import (
    CancelCredit,
    Command,
    CompleteReturn,
    CorrectReturn,
    CreditAmount,
    CreditUnused,
    CreditUsed,
    DeleteCredit,
    EditCredit,
    EditInvoice,
    EditPayment,
    Exact,
    ImportChange,
    ImportCredit,
    ImportPayment,
    IssueCredit,
    Named,
    PaymentAmount,
    ReceivePayment,
    RecordPaymentReversed,
    RegisterInvoice,
    ReleaseHold,
    RemoteChange,
    ReopenReturn,
    VoidApplication,
    VoidInvoice,
    VoidPayment,
)
from .identity import (
    CreditId,
    InvoiceId,
    PaymentId,
    credit_of_return,
    overpayment_of,
    reduction_of,
)
from .occasion import Occasion
from .parts import (
    ACredit,
    AnApplication,
    AnInvoice,
    APayment,
    AppliedBy,
    AReturn,
    Footprint,
    LinesOf,
    OldestCredits,
    OwnMoneyOf,
    Part,
    PaymentsLike,
    ReductionsOf,
    TendersOn,
    UsesOf,
)


def footprint(command: Command, occasion: Occasion) -> Footprint:
    """The parts of the customer's ledger that *command* touches at first."""
    return frozenset(_parts(command, occasion))


def _parts(  # noqa: C901 - one case a kind of command
    command: Command, occasion: Occasion
) -> Iterator[Part]:
    match command:
        case ReceivePayment():
            yield from _receipt(command, occasion)
        case RegisterInvoice() | EditInvoice() | VoidInvoice():
            yield from _invoice(command)
        case EditPayment() | VoidPayment() | RecordPaymentReversed():
            yield from _payment(command.payment_id)
            if isinstance(command, VoidPayment) and command.including_credits:
                yield AppliedBy(command.payment_id)
        case VoidApplication():
            yield from _application(
                command.payment_id, command.credit_id, command.invoice_id
            )
        case CompleteReturn() | ReopenReturn() | CorrectReturn():
            yield from _return(command)
        case IssueCredit() | EditCredit() | ImportCredit():
            yield ACredit(command.credit_id)
        case CancelCredit() | DeleteCredit() | ReleaseHold():
            yield UsesOf(command.credit_id)
        case ImportPayment() | ImportChange():
            yield from _remote(command, occasion)


def _receipt(command: ReceivePayment, occasion: Occasion) -> Iterator[Part]:
    yield APayment(command.payment_id)
    yield from map(AnInvoice, command.invoices)
    match command.credits:
        case Exact(amount) if amount.is_positive:
            invoices = frozenset(command.invoices)
            yield OldestCredits(amount, occasion.today, invoices)
        case Named(credits):
            yield from (ACredit(one.credit_id) for one in credits)
        case _:
            return


def _invoice(command: RegisterInvoice | EditInvoice | VoidInvoice) -> Iterator[Part]:
    match command:
        case RegisterInvoice():
            yield AnInvoice(command.invoice_id)
        case EditInvoice():
            yield LinesOf(command.invoice_id)
            yield ReductionsOf(command.invoice_id)
            yield TendersOn(command.invoice_id)
            yield OwnMoneyOf(command.invoice_id)
            yield ACredit(reduction_of(command.edit_id))
        case VoidInvoice():
            yield LinesOf(command.invoice_id)
            yield ReductionsOf(command.invoice_id)
            yield TendersOn(command.invoice_id)


def _payment(payment_id: PaymentId) -> Iterator[Part]:
    yield APayment(payment_id)
    yield UsesOf(overpayment_of(payment_id))


def _application(
    payment_id: PaymentId, credit_id: CreditId, invoice_id: InvoiceId
) -> Iterator[Part]:
    yield AnApplication(payment_id, credit_id, invoice_id)
    yield ACredit(credit_id)
    yield AnInvoice(invoice_id)
    yield OwnMoneyOf(invoice_id)


def _return(command: CompleteReturn | ReopenReturn | CorrectReturn) -> Iterator[Part]:
    yield AReturn(command.return_id)
    if isinstance(command, CompleteReturn):
        if command.invoice_id is not None:
            yield LinesOf(command.invoice_id)
    else:
        yield UsesOf(credit_of_return(command.return_id))


def _remote(
    command: ImportPayment | ImportChange, occasion: Occasion
) -> Iterator[Part]:
    if isinstance(command, ImportPayment):
        yield APayment(command.payment_id)
        yield from map(AnInvoice, command.named)
        yield PaymentsLike(command.amount, command.date or occasion.today)
    else:
        yield from _change(command.change)


def _change(change: RemoteChange) -> Iterator[Part]:
    match change:
        case CreditAmount(credit_id, _):
            yield UsesOf(credit_id)
        case PaymentAmount(payment_id, _):
            yield APayment(payment_id)
        case CreditUsed(payment_id, credit_id, invoice_id, _):
            yield APayment(payment_id)
            yield ACredit(credit_id)
            yield AnInvoice(invoice_id)
        case CreditUnused(payment_id, credit_id, invoice_id):
            yield from _application(payment_id, credit_id, invoice_id)
