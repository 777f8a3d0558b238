"""What each command touches at first, so that an ordinary one loads only once."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs
import pytest

from credits_core.commands import (
    Command,
    CorrectReturn,
    CreditAmount,
    CreditUnused,
    CreditUsed,
    DeleteCredit,
    EditCredit,
    ImportChange,
    ImportCredit,
    ImportPayment,
    PaymentAmount,
    ReleaseHold,
    RemoteAllocation,
    RemoteChange,
)
from credits_core.footprint import footprint
from credits_core.identity import CreditId, InvoiceId, PaymentId, ReturnId
from credits_core.parts import (
    ACredit,
    AnApplication,
    AnInvoice,
    APayment,
    AppliedBy,
    AReturn,
    LinesOf,
    OldestCredits,
    OwnMoneyOf,
    Part,
    PaymentsLike,
    ReductionsOf,
    TendersOn,
    UsesOf,
)
from credits_testkit.occasions import occasion
from credits_testkit.orders import (
    ACME,
    FILL,
    bounce,
    bring_back,
    cancel,
    cash,
    edit,
    exact,
    grant,
    invoice,
    of_credit,
    pay,
    reopen,
    repay,
    revoke,
    unapply,
    usd,
    void,
)

A, B = InvoiceId("A"), InvoiceId("B")
K, P, R = CreditId("K"), PaymentId("P"), ReturnId("R")
OF_P, OF_R, OF_E = (
    CreditId(name) for name in ("overpayment:P", "return:R", "reduction:E")
)
TODAY: Final = date(2026, 1, 4)
LATER: Final = date(2026, 2, 1)

GOODS: Final = bring_back("R", 1, "A")
REMOTE: Final = ImportPayment(
    customer_id=ACME,
    payment_id=P,
    system="qbo",
    tenders=cash(5),
    allocations=(RemoteAllocation(invoice_id=A, amount=usd(3)),),
    invoices=(B,),
)


def _says(change: RemoteChange) -> ImportChange:
    return ImportChange(customer_id=ACME, change=change)


EXACTLY: Final = OldestCredits(usd(4), TODAY, frozenset({A, B}))

TOUCHED: Final[tuple[tuple[Command, set[Part]], ...]] = (
    (pay("P", 5, "A", "B"), {APayment(P), AnInvoice(A), AnInvoice(B)}),
    (pay("P", 5, "A", credits=FILL), {APayment(P), AnInvoice(A)}),
    (pay("P", 5), {APayment(P)}),
    (
        pay("P", 0, "A", "B", credits=exact(4)),
        {APayment(P), AnInvoice(A), AnInvoice(B), EXACTLY},
    ),
    (pay("P", 0, "A", credits=exact(0)), {APayment(P), AnInvoice(A)}),
    (
        pay("P", 0, "A", credits=of_credit("K", 2)),
        {APayment(P), AnInvoice(A), ACredit(K)},
    ),
    (invoice("A", 5), {AnInvoice(A)}),
    (
        edit("E", "A", -1),
        {LinesOf(A), ReductionsOf(A), TendersOn(A), OwnMoneyOf(A), ACredit(OF_E)},
    ),
    (void("A"), {LinesOf(A), ReductionsOf(A), TendersOn(A)}),
    (repay("P", 4), {APayment(P), UsesOf(OF_P)}),
    (revoke("P"), {APayment(P), UsesOf(OF_P)}),
    (
        attrs.evolve(revoke("P"), including_credits=True),
        {APayment(P), UsesOf(OF_P), AppliedBy(P)},
    ),
    (bounce("P"), {APayment(P), UsesOf(OF_P)}),
    (
        unapply("P", "K", "A"),
        {AnApplication(P, K, A), ACredit(K), AnInvoice(A), OwnMoneyOf(A)},
    ),
    (GOODS, {AReturn(R), LinesOf(A)}),
    (bring_back("R", 1), {AReturn(R)}),
    (reopen("R"), {AReturn(R), UsesOf(OF_R)}),
    (
        CorrectReturn(customer_id=ACME, return_id=R, lines=GOODS.lines),
        {AReturn(R), UsesOf(OF_R)},
    ),
    (grant("K", 5), {ACredit(K)}),
    (EditCredit(customer_id=ACME, credit_id=K, note="n"), {ACredit(K)}),
    (
        ImportCredit(
            customer_id=ACME, credit_id=K, system="qbo", remote_id="1", amount=usd(1)
        ),
        {ACredit(K)},
    ),
    (cancel("K"), {UsesOf(K)}),
    (DeleteCredit(customer_id=ACME, credit_id=K), {UsesOf(K)}),
    (ReleaseHold(customer_id=ACME, credit_id=K), {UsesOf(K)}),
    (
        REMOTE,
        {APayment(P), AnInvoice(A), AnInvoice(B), PaymentsLike(usd(5), TODAY)},
    ),
    (
        attrs.evolve(REMOTE, date=LATER),
        {APayment(P), AnInvoice(A), AnInvoice(B), PaymentsLike(usd(5), LATER)},
    ),
    (_says(CreditAmount(K, usd(1))), {UsesOf(K)}),
    (_says(PaymentAmount(P, usd(1))), {APayment(P)}),
    (
        _says(CreditUsed(P, K, A, usd(1))),
        {APayment(P), ACredit(K), AnInvoice(A)},
    ),
    (
        _says(CreditUnused(P, K, A)),
        {AnApplication(P, K, A), ACredit(K), AnInvoice(A), OwnMoneyOf(A)},
    ),
)


@pytest.mark.parametrize(
    ("command", "parts"),
    TOUCHED,
    ids=[f"{type(one).__name__}-{n}" for n, (one, _) in enumerate(TOUCHED)],
)
def test_a_command_touches_at_first_what_it_names(
    command: Command, parts: set[Part]
) -> None:
    assert footprint(command, occasion(3)) == parts
