"""Voiding an application, and taking the remainder of one back where it was."""

from __future__ import annotations

from ..events import ApplicationVoided, CreditApplied, CreditWrittenOff
from ..fold import Draft, record, the_credit
from ..money import Money
from ..occasion import Occasion
from ..payment import Application


def void(draft: Draft, application: Application, occasion: Occasion) -> None:
    """Void *application* whole; a cancelled credit writes off what comes home.

    Both ends are touched by it, and settled later (L7, HC-30).
    """
    give_back(draft, application, application.amount, occasion)


def give_back(
    draft: Draft, application: Application, amount: Money, occasion: Occasion
) -> None:
    """Let *amount* of an application come home; to a cancelled credit, written off."""
    release(draft, application, amount, occasion)
    if the_credit(draft, application.credit_id).is_cancelled:
        written_off = CreditWrittenOff(credit_id=application.credit_id, amount=amount)
        record(draft, written_off)


def release(
    draft: Draft, application: Application, excess: Money, occasion: Occasion
) -> None:
    """Take *excess* of an application back, at most all of it.

    The application is voided whole and the remainder applied anew, with the same
    receipt, credit and invoice: an entry never changes its amount (R13).
    """
    take_back(draft, application, occasion)
    if excess < application.amount:
        record(
            draft,
            CreditApplied(
                number=draft.entries + 1,
                payment_id=application.payment_id,
                credit_id=application.credit_id,
                invoice_id=application.invoice_id,
                amount=application.amount - excess,
                date=application.date,
                remainder_of=application.number,
            ),
        )


def take_back(draft: Draft, application: Application, occasion: Occasion) -> None:
    """Void *application* whole and nothing else."""
    record(
        draft,
        ApplicationVoided(
            number=application.number,
            payment_id=application.payment_id,
            credit_id=application.credit_id,
            invoice_id=application.invoice_id,
            amount=application.amount,
            date=occasion.today,
        ),
    )
