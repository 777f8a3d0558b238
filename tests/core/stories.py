"""Short stories told in commands: what the book of one customer comes to.

Amounts are whole cents, and each command is given on a day of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs
from returns.methods import unwrap_or_failure

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    Command,
    CompleteReturn,
    CreditUse,
    EditPayment,
    Exact,
    Fill,
    IssueCredit,
    Mode,
    Named,
    NamedCredit,
    NoCredits,
    ReceivePayment,
    RecordPaymentReversed,
    ReopenReturn,
    ReturnLine,
    VoidApplication,
    VoidInvoice,
    VoidMode,
    VoidPayment,
)
from credits_core.decide import Decision, decide
from credits_core.effects import effects_of
from credits_core.entry import Entry
from credits_core.exact import Quantity
from credits_core.fold import fold
from credits_core.identity import CreditId, InvoiceId, LineId, PaymentId, ReturnId
from credits_core.laws import Step, state_violations, step_violations
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.occasion import Occasion
from credits_core.policy import DEFAULT_POLICY, Policy
from credits_core.rejections import Rejection
from tests.core.worlds import ACME, LINE, cash, occasion, usd

EMPTY = Ledger(customer_id=ACME)
FILL = Fill()


def kind_of(value: object) -> str:
    """A short name for a case: what kind of value it is about."""
    return value if isinstance(value, str) else type(value).__name__


def outcome(
    ledger: Ledger, command: Command, day: int = 0, policy: Policy = DEFAULT_POLICY
) -> Decision | Rejection:
    """What comes of *command* on that *day*."""
    return unwrap_or_failure(decide(ledger, command, occasion(day, policy)))


def refusal(
    ledger: Ledger, command: Command, day: int = 90, policy: Policy = DEFAULT_POLICY
) -> Rejection:
    """Why *command* is refused."""
    answer = outcome(ledger, command, day, policy)
    assert not isinstance(answer, Decision), f"Carried out: {answer.events}"
    return answer


def told(
    *commands: Command, start: Ledger = EMPTY, policy: Policy = DEFAULT_POLICY
) -> Ledger:
    """The ledger after *commands*, which are all carried out."""
    for step in steps(commands, start, policy):
        start = step.after
    return start


def steps(
    commands: Iterable[Command], start: Ledger = EMPTY, policy: Policy = DEFAULT_POLICY
) -> Iterator[Step]:
    """Each of the *commands*, one a day, between the whole ledgers around it."""
    for day, command in enumerate(commands, start=start.version):
        step = step_of(start, command, day, policy)
        yield step
        start = step.after


def step_of(
    before: Ledger, command: Command, day: int = 90, policy: Policy = DEFAULT_POLICY
) -> Step:
    """One *command*, which is carried out."""
    when = occasion(day, policy)
    answer = outcome(before, command, day, policy)
    assert isinstance(answer, Decision), f"Refused: {answer.sentence}"
    entry = _entry(before, command, answer, when)
    return Step(before=before, entry=entry, after=answer.after, policy=policy)


def _entry(before: Ledger, command: Command, answer: Decision, when: Occasion) -> Entry:
    return Entry(
        customer_id=before.customer_id,
        version=answer.after.version,
        at=when.at,
        today=when.today,
        user_id=when.by.user_id,
        on_behalf_of=None,
        command=command,
        events=answer.events,
        effects=effects_of(before, answer.events, answer.after),
    )


def broken_by(step: Step) -> set[str]:
    """The names of the laws that a step breaks, or leaves broken; or "fold"."""
    found = (
        *state_violations(step.after),
        *step_violations(step.before, step.entry, step.after, step.policy),
    )
    folded = fold(step.before, step.entry.events) == step.after
    return {one.law for one in found} | (set() if folded else {"fold"})


def pay(
    name: str,
    minor: int,
    *invoices: str,
    credits: CreditUse | None = None,
    on: date | None = None,
) -> ReceivePayment:
    """A receipt of so much cash on those invoices."""
    return ReceivePayment(
        customer_id=ACME,
        payment_id=PaymentId(name),
        invoices=tuple(map(InvoiceId, invoices)),
        tenders=cash(minor),
        credits=credits or NoCredits(),
        date=on,
    )


def exact(minor: int) -> Exact:
    """So much from credits, the oldest first."""
    return Exact(usd(minor))


def of_credit(credit_id: str, minor: int) -> Named:
    """So much of the one credit."""
    return Named((NamedCredit(CreditId(credit_id), usd(minor)),))


def grant(name: str, minor: int, on: date | None = None) -> IssueCredit:
    """A manual credit."""
    return IssueCredit(
        customer_id=ACME, credit_id=CreditId(name), amount=usd(minor), effective_date=on
    )


def repay(name: str, minor: int, mode: Mode = Mode.CASCADE) -> EditPayment:
    """The receipt was of so much after all."""
    return EditPayment(
        customer_id=ACME, payment_id=PaymentId(name), amount=usd(minor), mode=mode
    )


def revoke(name: str, mode: Mode = Mode.CASCADE) -> VoidPayment:
    """The receipt's money is taken back."""
    return VoidPayment(customer_id=ACME, payment_id=PaymentId(name), mode=mode)


def bounce(name: str) -> RecordPaymentReversed:
    """The money of the receipt never arrived."""
    return RecordPaymentReversed(customer_id=ACME, payment_id=PaymentId(name))


def cancel(name: str, mode: CancelMode = CancelMode.BALANCE_ONLY) -> CancelCredit:
    """Give up what is left of a credit."""
    return CancelCredit(customer_id=ACME, credit_id=CreditId(name), mode=mode)


def unapply(payment: str, credit: str, invoice: str) -> VoidApplication:
    """Void one use of a credit."""
    return VoidApplication(
        customer_id=ACME,
        payment_id=PaymentId(payment),
        credit_id=CreditId(credit),
        invoice_id=InvoiceId(invoice),
    )


def void(name: str, mode: VoidMode = VoidMode.CASCADE) -> VoidInvoice:
    """Void an invoice and whatever has to go with it."""
    return VoidInvoice(customer_id=ACME, invoice_id=InvoiceId(name), mode=mode)


def bring_back(name: str, pieces: int, invoice: str | None = None) -> CompleteReturn:
    """So many pieces come back: those of an invoice, or at a cent each."""
    line = ReturnLine(
        id=LineId("r"),
        quantity=Quantity.of(pieces),
        value=None if invoice else usd(pieces),
        invoice_line=LINE if invoice else None,
    )
    return CompleteReturn(
        customer_id=ACME,
        return_id=ReturnId(name),
        lines=(line,),
        invoice_id=InvoiceId(invoice) if invoice else None,
    )


def reopen(name: str, mode: Mode = Mode.CASCADE) -> ReopenReturn:
    """The goods did not come back after all."""
    return ReopenReturn(customer_id=ACME, return_id=ReturnId(name), mode=mode)


def worth(goods: CompleteReturn, minor: int) -> CompleteReturn:
    """The same goods, each line worth so much."""
    lines = (attrs.evolve(line, value=usd(minor)) for line in goods.lines)
    return attrs.evolve(goods, lines=tuple(lines))


def dues(ledger: Ledger) -> dict[str, Money]:
    """What is due on each invoice."""
    return {name: invoice.due for name, invoice in ledger.invoices.items()}


def left(ledger: Ledger) -> dict[str, Money]:
    """What is available of each credit."""
    return {name: credit.available for name, credit in ledger.credits.items()}
