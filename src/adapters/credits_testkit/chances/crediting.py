"""Commands about one credit, as far as they are possible."""

from __future__ import annotations

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    Command,
    DeleteCredit,
    EditCredit,
    IssueCredit,
    ReleaseHold,
)
from credits_core.credit import Credit
from credits_core.money import Money

from .chance import Chance
from .situation import Situation
from .values import a_currency, a_day, a_text, part_of, some_minor, some_money


def issue_credit(chance: Chance, now: Situation) -> Command:
    """A new manual credit: usable today, older, or only later."""
    return IssueCredit(
        customer_id=now.customer_id,
        credit_id=now.credit_id(),
        amount=some_money(chance, a_currency(chance, now)),
        effective_date=a_day(chance, now),
        number=a_text(chance),
        note=a_text(chance),
    )


def edit_credit(chance: Chance, now: Situation) -> Command | None:
    """Another amount, another note, or both; never below what is used."""
    credits = [one for one in now.alive if one.stands_alone]
    if not credits:
        return None
    credit = chance.of(credits)
    has_note = chance.once_in(3)
    return EditCredit(
        customer_id=now.customer_id,
        credit_id=credit.id,
        amount=None if has_note and chance.once_in(2) else _amount(chance, credit),
        note=a_text(chance) if has_note else None,
        revision=credit.revision if chance.once_in(4) else None,
    )


def _amount(chance: Chance, credit: Credit) -> Money:
    floor = (credit.used + credit.cancelled).minor
    more = floor + some_minor(chance)
    least = max(floor, 1)
    between = floor + part_of(chance, credit.available.minor)
    minor = chance.of((least, more, max(between, 1), credit.amount.minor or 1))
    return Money(minor, credit.currency)


def cancel_credit(chance: Chance, now: Situation) -> Command | None:
    """What is left of a credit is given up, or its uses are reverted as well."""
    choices: list[CancelCredit] = []
    for credit in now.alive:
        if credit.payment_id is None:
            uses = [one for one in now.uses if one.credit_id == credit.id]
            modes = [CancelMode.BALANCE_ONLY] if credit.available else []
            if (uses or credit.available) and all(
                now.may_change(one.date) for one in uses
            ):
                modes.append(CancelMode.REVERT)
            choices += [_cancel(now, credit, mode) for mode in modes]
    credits = now.ledger.credits
    generated = [one for one in choices if credits[one.credit_id].generated_by]
    return chance.rather(generated, choices) if choices else None


def _cancel(now: Situation, credit: Credit, mode: CancelMode) -> CancelCredit:
    return CancelCredit(customer_id=now.customer_id, credit_id=credit.id, mode=mode)


def delete_credit(chance: Chance, now: Situation) -> Command | None:
    """An unused credit that stands alone is taken back."""
    unused = [one for one in now.alive if one.stands_alone and not one.used]
    if not unused:
        return None
    return DeleteCredit(customer_id=now.customer_id, credit_id=chance.of(unused).id)


def release_hold(chance: Chance, now: Situation) -> Command | None:
    """A credit that was held is let free."""
    held = [one for one in now.ledger.credits.values() if one.hold is not None]
    if not held:
        return None
    return ReleaseHold(customer_id=now.customer_id, credit_id=chance.of(held).id)
