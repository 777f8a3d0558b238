"""What is promised of credits: who grants them, how much, and how old they are."""

from __future__ import annotations

from collections.abc import Iterator

from credits_core.commands import (
    CreditAmount,
    EditCredit,
    ImportChange,
    ImportCredit,
    IssueCredit,
)
from credits_core.credit import Credit, FromRemoteMemo, Manual
from credits_core.events import ForfeitShrank
from credits_core.identity import CreditId
from credits_core.laws import Step
from credits_core.laws.law import Finding
from credits_core.permission import SYSTEM


def amounts_granted(step: Step) -> Iterator[Finding]:
    """A credit that stands alone is of the amount that somebody said last."""
    said = _said_of_credits(step)
    for credit in step.after.credits.values():
        if not credit.stands_alone:
            continue
        known = step.before.credits.get(credit.id)
        wanted = said.get(credit.id, known.amount.minor if known else 0)
        if wanted is not None and credit.amount.minor != wanted:
            yield credit.id, f"It is {credit.amount}, not {wanted}."
    yield from _read_in_wrongly(step)


def _said_of_credits(step: Step) -> dict[CreditId, int | None]:
    """The amounts said; None where the other system says, and use may forbid it."""
    command = step.entry.command
    match command:
        case IssueCredit() | ImportCredit():
            return {command.credit_id: command.amount.minor}
        case EditCredit(amount=amount) if amount is not None:
            return {command.credit_id: amount.minor}
        case ImportChange(change=CreditAmount(credit_id, _)):
            return {credit_id: None}
        case _:
            return {}


def _read_in_wrongly(step: Step) -> Iterator[Finding]:
    command = step.entry.command
    if isinstance(command, ImportCredit):
        credit = step.after.credits[command.credit_id]
        spent = command.opening or command.amount.zero
        if (credit.opening, credit.used) != (spent, spent):
            yield credit.id, f"{spent} of it was spent before, not {credit.used}."


def ages_kept(step: Step) -> Iterator[Finding]:
    """Neither use nor correction makes a credit younger, older or another's."""
    for known in step.before.credits.values():
        credit = step.after.credits.get(known.id)
        if credit is None:
            yield known.id, "The credit is not on record any more."
        elif _birth(credit) != _birth(known):
            yield known.id, f"It was {known.order} and is {credit.order}."
    for payment in step.after.payments.values():
        credit = step.after.credits.get(payment.credit_id)
        if credit is not None and credit.order[:2] != (payment.date, payment.sequence):
            yield credit.id, f"It is not as old as {payment.id}."


def _birth(credit: Credit) -> tuple[object, ...]:
    born = credit.origin, credit.order, credit.generated_by
    return (*born, credit.issued_by, credit.caused_by)


def changed_at_their_source(step: Step) -> Iterator[Finding]:
    """Nobody cancels what a payment left, or deletes what is used or automatic."""
    for credit in step.after.credits.values():
        if credit.payment_id is not None and (credit.is_cancelled or credit.cancelled):
            yield credit.id, f"It was cancelled beside payment {credit.payment_id}."
        known = step.before.credits.get(credit.id, credit)
        if _given_up(credit, step) < known.cancelled.minor + known.deleted.minor:
            yield credit.id, "What was given up came back."
        if credit.is_deleted and (credit.used or not credit.stands_alone):
            yield credit.id, "It was deleted though it is used or arose by itself."
    command = step.entry.command
    edited = command.credit_id if isinstance(command, EditCredit) else None
    if edited is not None and not step.after.credits[edited].stands_alone:
        yield edited, "It was edited beside its source."


def _given_up(credit: Credit, step: Step) -> int:
    """What was given up of a credit, with what was forfeited and lost its money."""
    shrunk = sum(
        event.amount.minor
        for event in step.entry.events
        if isinstance(event, ForfeitShrank) and event.credit_id == credit.id
    )
    return credit.cancelled.minor + credit.deleted.minor + shrunk


def issued_in_whose_name(step: Step) -> Iterator[Finding]:
    """A user grants in the user's name; the system issues in its own."""
    entry = step.entry
    cause = entry.on_behalf_of or entry.user_id
    for credit in step.after.credits.values():
        if credit.id in step.before.credits:
            continue
        by_hand = isinstance(credit.origin, Manual)
        wanted = (entry.user_id, entry.on_behalf_of) if by_hand else (SYSTEM, cause)
        if (credit.issued_by, credit.caused_by) != wanted:
            yield credit.id, f"It was issued by {credit.issued_by}, not {wanted[0]}."
        if isinstance(credit.origin, FromRemoteMemo) and credit.generated_by:
            yield credit.id, "A memo of the other system names an origin here."
