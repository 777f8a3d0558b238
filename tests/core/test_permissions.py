"""Nobody does or sees anything without the permission that it names (R5, R6)."""

from __future__ import annotations

from datetime import date
from itertools import chain, combinations
from typing import NoReturn, get_args

import pytest

from credits_core import commands, enquiries, queries
from credits_core.authorize import NEEDS, Request, authorize, needs
from credits_core.commands import (
    CancelCredit,
    CompleteReturn,
    CorrectReturn,
    CreditAmount,
    DeleteCredit,
    EditCredit,
    EditPayment,
    Exact,
    ImportChange,
    ImportCredit,
    ImportPayment,
    IssueCredit,
    ReceivePayment,
    RecordPaymentReversed,
    ReleaseHold,
    ReopenReturn,
    ReturnLine,
    VoidApplication,
    VoidInvoice,
    VoidPayment,
)
from credits_core.desk import Desk, Order
from credits_core.enquiries import (
    AnyEnquiry,
    AvailableCredit,
    CreditsAsOf,
    CreditsTable,
    CustomerHistory,
    CustomerProfile,
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
from credits_core.exact import Quantity
from credits_core.identity import (
    CreditId,
    InvoiceId,
    LineId,
    PaymentId,
    ReturnId,
    UserId,
)
from credits_core.permission import (
    EVERYTHING,
    SYSTEM,
    Actor,
    Authority,
    Permission,
    Role,
    SystemActor,
)
from credits_core.policy import DEFAULT_POLICY, Policy
from credits_core.queries import CreditDetail, CustomerCredits, History, InvoiceDetail
from credits_core.rejections import NotPermitted
from credits_testkit.orders import ACME, cash, edit, invoice, usd

CR, INV, P = CreditId("c"), InvoiceId("i"), PaymentId("p")
GOODS = (ReturnLine(id=LineId("r"), quantity=Quantity.of(1), value=usd(1)),)
VIEW, CREATE = Permission.VIEW_CREDITS, Permission.CREATE_CREDITS
EDIT, DELETE = Permission.EDIT_CREDITS, Permission.DELETE_CREDITS
APPLY, RECEIVE = Permission.APPLY_CREDITS, Permission.RECEIVE_PAYMENTS
INVOICES, RETURNS = Permission.EDIT_INVOICES, Permission.COMPLETE_RETURNS
SYNC = Permission.SYNCHRONISE

DAY = date(2026, 1, 31)
ENQUIRIES: tuple[AnyEnquiry, ...] = (
    CreditsTable(),
    CustomerProfile(customer_id=ACME),
    CustomerHistory(customer_id=ACME),
    AvailableCredit(customer_ids=(ACME,)),
    CreditsAsOf(day=DAY),
    RollForwardOfPeriod(first=DAY, last=DAY),
    ExplainInvoice(customer_id=ACME, invoice_id=INV),
    ExplainCredit(customer_id=ACME, credit_id=CR),
    WhyNot(customer_id=ACME, credit_id=CR, invoice_id=INV),
    NextCredits(customer_id=ACME, amount=usd(1)),
    LineageOfCustomer(customer_id=ACME),
    LineageOfCredit(customer_id=ACME, credit_id=CR),
    OwnerOfCredit(credit_id=CR),
    OwnerOfInvoice(invoice_id=INV),
)

REQUESTS: list[tuple[Request, set[Permission]]] = [
    (IssueCredit(customer_id=ACME, credit_id=CR, amount=usd(1)), {CREATE}),
    (EditCredit(customer_id=ACME, credit_id=CR, amount=usd(1)), {EDIT}),
    (CancelCredit(customer_id=ACME, credit_id=CR), {EDIT}),
    (DeleteCredit(customer_id=ACME, credit_id=CR), {DELETE}),
    (ReleaseHold(customer_id=ACME, credit_id=CR), {EDIT}),
    (invoice("i", 1), {INVOICES}),
    (edit("e", "i", 1), {INVOICES}),
    (VoidInvoice(customer_id=ACME, invoice_id=INV), {INVOICES}),
    (ReceivePayment(customer_id=ACME, payment_id=P, tenders=cash(1)), {RECEIVE}),
    (
        ReceivePayment(customer_id=ACME, payment_id=P, credits=Exact(usd(1))),
        {RECEIVE, APPLY},
    ),
    (EditPayment(customer_id=ACME, payment_id=P, amount=usd(1)), {RECEIVE}),
    (VoidPayment(customer_id=ACME, payment_id=P), {RECEIVE}),
    (
        VoidPayment(customer_id=ACME, payment_id=P, including_credits=True),
        {RECEIVE, APPLY},
    ),
    (RecordPaymentReversed(customer_id=ACME, payment_id=P), {RECEIVE}),
    (
        VoidApplication(customer_id=ACME, payment_id=P, credit_id=CR, invoice_id=INV),
        {APPLY},
    ),
    (
        VoidApplication(
            customer_id=ACME, payment_id=P, credit_id=CR, invoice_id=INV, reopen=True
        ),
        {APPLY, EDIT},
    ),
    (
        CompleteReturn(customer_id=ACME, return_id=ReturnId("r"), lines=GOODS),
        {RETURNS, CREATE},
    ),
    (ReopenReturn(customer_id=ACME, return_id=ReturnId("r")), {RETURNS}),
    (
        CorrectReturn(customer_id=ACME, return_id=ReturnId("r"), lines=GOODS),
        {RETURNS, CREATE},
    ),
    (
        ImportCredit(
            customer_id=ACME, credit_id=CR, system="qbo", remote_id="1", amount=usd(1)
        ),
        {SYNC},
    ),
    (
        ImportPayment(customer_id=ACME, payment_id=P, system="qbo", tenders=cash(1)),
        {SYNC},
    ),
    (ImportChange(customer_id=ACME, change=CreditAmount(CR, usd(1))), {SYNC}),
    (CustomerCredits(customer_id=ACME), {VIEW}),
    (CreditDetail(customer_id=ACME, credit_id=CR), {VIEW}),
    (InvoiceDetail(customer_id=ACME, invoice_id=INV), {VIEW}),
    (History(customer_id=ACME), {VIEW}),
    *((enquiry, {VIEW}) for enquiry in ENQUIRIES),
]

NAMES = [f"{n}-{type(request).__name__}" for n, (request, _) in enumerate(REQUESTS)]

SUBSETS = [
    frozenset(some)
    for some in chain.from_iterable(
        combinations(Permission, size) for size in range(len(Permission) + 1)
    )
]
APART = Policy(receiving_includes_applying=False)


def test_every_command_and_every_query_is_in_the_table() -> None:
    """A request that the table does not name could not be asked for at all."""
    asked = {*get_args(queries.Query), *get_args(enquiries.AnyEnquiry)}
    known = {*get_args(commands.Command), *asked}

    assert set(NEEDS) == known
    assert {type(request) for request, _ in REQUESTS} == known


@pytest.mark.parametrize(("request_", "needed"), REQUESTS, ids=NAMES)
def test_exactly_the_subsets_that_hold_what_is_needed_may(
    request_: Request, needed: set[Permission]
) -> None:
    """512 subsets for each request, with both settings of R6."""
    for held in SUBSETS:
        allowed = authorize(request_, _actor(held), APART)
        assert _may(allowed) == (needed <= held)

        effective = held | ({APPLY} if RECEIVE in held else set())
        allowed = authorize(request_, _actor(held), DEFAULT_POLICY)
        assert _may(allowed) == (needed <= effective)


@pytest.mark.parametrize(("request_", "needed"), REQUESTS, ids=NAMES)
def test_the_refusal_names_just_what_is_missing(
    request_: Request, needed: set[Permission]
) -> None:
    refusal = authorize(request_, _actor(frozenset()), APART).failure()

    assert refusal.missing == tuple(p for p in Permission if p in needed)
    assert needs(request_, APART) == needed


def test_returns_need_no_create_permission_when_they_issue_no_credits() -> None:
    request_ = CompleteReturn(customer_id=ACME, return_id=ReturnId("r"), lines=GOODS)
    policy = Policy(returns_issue_credits=False)

    assert needs(request_, policy) == {RETURNS}


def test_nothing_is_read_before_permission_is_checked() -> None:
    """Ledgers and a clock that break on any touch are never touched."""
    wall = _Untouchable()
    desk = Desk(ledgers=wall, clock=wall, register=wall)
    nobody = _actor(frozenset())

    for request_, needed in REQUESTS:
        missing = tuple(p for p in Permission if p in needed)
        refused = NotPermitted(missing=missing)
        if isinstance(request_, queries.Query | enquiries.AnyEnquiry):
            assert desk.ask(request_, nobody).failure() == refused
        else:
            assert isinstance(request_, commands.Command)
            assert desk.submit(request_, nobody, "key").failure() == refused
            assert desk.preview(request_, nobody).failure() == refused
            orders = (Order(command=request_),)
            assert desk.together(orders, nobody).failure() == refused


def test_only_authorize_makes_an_authority() -> None:
    with pytest.raises(TypeError, match="Only authorize"):
        Authority(UserId("anna"), None)


def test_the_system_acts_in_the_name_of_a_user() -> None:
    """The authority names both, and the cause is the person (HC-80)."""
    robot = SystemActor(EVERYTHING, on_behalf_of=UserId("anna"))

    by = authorize(CustomerCredits(customer_id=ACME), robot, DEFAULT_POLICY).unwrap()

    assert (by.user_id, by.on_behalf_of, by.cause) == (SYSTEM, "anna", "anna")


def _actor(held: frozenset[Permission]) -> Actor:
    return Actor(UserId("anna"), (Role("Some", held),))


def _may(allowed: object) -> bool:
    return "Success" in type(allowed).__name__


class _Untouchable:
    """Raises whatever is asked of it; no double, just a wall."""

    def __getattr__(self, name: str) -> NoReturn:
        raise AssertionError(f"{name} was touched without permission.")
