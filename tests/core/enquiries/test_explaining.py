"""Why an invoice is paid or not, where a credit went, and what comes next (R25)."""

from __future__ import annotations

from itertools import product

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from returns.methods import unwrap_or_failure
from returns.result import Failure

from credits_core.commands import Exact, Named, NamedCredit, ReceivePayment
from credits_core.desk import Desk
from credits_core.enquiries import (
    CreditsNext,
    ExplainCredit,
    ExplainInvoice,
    NextCredits,
    OwnerOfCredit,
    OwnerOfInvoice,
    Whereabouts,
    WhyNot,
)
from credits_core.entry import Entry, Moved
from credits_core.identity import CreditId, CustomerId, InvoiceId, PaymentId
from credits_core.money import Money
from credits_core.policy import Ban, Policy
from credits_core.rejections import (
    CreditExceedsDue,
    CurrencyMismatch,
    CustomerMismatch,
    GeneratedByThisInvoice,
    InsufficientCredit,
    InvoiceIsVoid,
    NotYetEffective,
    Rejection,
    Unknown,
)
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import (
    ACME,
    bring_back,
    edit,
    exact,
    grant,
    invoice,
    pay,
    unapply,
    usd,
    void,
)
from credits_testkit.strategies import History, histories, policies

from .kept import asked, desk_over

A, B = InvoiceId("A"), InvoiceId("B")
FEW = settings(max_examples=40)


@given(history=histories(max_size=20, min_invoices=1, min_payments=1))
@FEW
def test_the_steps_of_an_invoice_tell_what_was_due_each_time(history: History) -> None:
    desk = desk_over(history)

    for invoice_id, now in history.ledger.invoices.items():
        query = ExplainInvoice(customer_id=ACME, invoice_id=invoice_id)
        found = asked(desk, query)

        dues = {
            step.entry.version: step.after.invoices[invoice_id].due
            for step in history.steps
            if invoice_id in step.after.invoices
        }
        told = {step.version: step.after for step in found.steps}
        assert told.items() <= dues.items()
        assert found.steps[-1].after == now.due
        before = None
        for version, due in dues.items():
            assert due == before or version in told
            before = due


@given(history=histories(max_size=20, min_credits=1, min_payments=1))
@FEW
def test_every_cent_of_a_credit_is_somewhere(history: History) -> None:
    desk = desk_over(history)

    for credit in history.ledger.credits.values():
        query = ExplainCredit(customer_id=ACME, credit_id=credit.id)
        found = asked(desk, query)

        total = sum((one.amount for one in found.went_to), start=credit.amount.zero)
        assert total == credit.amount
        assert found.steps[-1].after == credit.available
        assert found.came_from
        for step in found.steps:
            after = history.steps[step.version - 1].after
            assert step.after == after.credits[credit.id].available


@given(history=histories(max_size=15, min_credits=1, min_invoices=1, policy=policies()))
@FEW
def test_the_first_reason_is_the_one_that_a_receipt_would_get(history: History) -> None:
    """Every credit on every invoice; without a reason, the receipt is carried out."""
    desk = desk_over(history)
    ledger = history.ledger

    for credit_id, invoice_id in product(ledger.credits, ledger.invoices):
        query = WhyNot(customer_id=ACME, credit_id=credit_id, invoice_id=invoice_id)
        found = asked(desk, query)
        answer = unwrap_or_failure(desk.preview(query.trial(ledger), BOSS))

        if found.reasons:
            assert answer == found.reasons[0]
            assert not found.most
        else:
            assert isinstance(answer, Entry), answer
            named = Named((NamedCredit(credit_id, found.most),))
            everything = attrs.evolve(query.trial(ledger), credits=named)
            assert isinstance(unwrap_or_failure(desk.preview(everything, BOSS)), Entry)


@given(
    history=histories(max_size=15, min_credits=2, min_invoices=1, policy=policies()),
    minor=st.integers(1, 60),
    size=st.integers(1, 3),
)
@FEW
def test_the_next_credits_are_those_that_a_receipt_takes(
    history: History, minor: int, size: int
) -> None:
    """As the preview of a receipt over that exact amount says."""
    desk = desk_over(history)
    ledger = history.ledger
    payable = [one.id for one in ledger.invoices.values() if one.currency == "USD"]
    payable = [one for one in payable if not ledger.invoices[one].is_void][:size]
    if not payable:
        return
    query = NextCredits(customer_id=ACME, amount=usd(minor), invoices=tuple(payable))

    found = asked(desk, query)

    receipt = ReceivePayment(
        customer_id=ACME,
        payment_id=PaymentId("trial"),
        invoices=tuple(payable),
        credits=Exact(usd(minor)),
    )
    _agree(found, unwrap_or_failure(desk.preview(receipt, BOSS)), minor)


def _agree(found: CreditsNext, answer: Entry | Rejection, minor: int) -> None:
    taken = [
        Moved(
            payment_id=PaymentId("trial"),
            credit_id=one.credit.id,
            invoice_id=InvoiceId(str(one.invoice_id)),
            amount=one.amount,
        )
        for one in found.taken
    ]
    if isinstance(answer, Entry):
        assert (list(answer.effects.applied), found.short) == (taken, usd(0))
    elif isinstance(answer, InsufficientCredit):
        assert answer.available == usd(minor) - found.short
        assert found.short


@pytest.fixture
def desk() -> Desk:
    return Desk(ledgers=MemoryLedgers(), clock=HandClock(BEGIN))


def test_why_an_invoice_is_still_due_is_told_in_sentences(desk: Desk) -> None:
    """60 in money and 25 by credit on 100; another 15 by credit was taken back."""
    for command in (
        *(invoice("A", 100), grant("CR-7", 25), grant("CR-8", 15)),
        *(pay("P", 60, "A"), pay("Q", 0, "A", credits=exact(40))),
        unapply("Q", "CR-8", "A"),
    ):
        desk.submit(command, BOSS).unwrap()

    found = asked(desk, ExplainInvoice(customer_id=ACME, invoice_id=A))

    assert found.why == (
        "Invoice A has a total of 1.00 USD.",
        "0.60 USD of payment P is on it since 2026-01-01.",
        "0.25 USD of credit CR-7 (receipt Q) is on it since 2026-01-01.",
        (
            "0.15 USD of credit CR-8 (receipt Q) was taken back on 2026-01-01 by boss"
            " (void application)."
        ),
        "0.15 USD is still due.",
    )
    assert [step.after for step in found.steps] == [usd(100), usd(40), usd(0), usd(15)]
    assert found.steps[-1].sentences == (
        "0.15 USD of credit CR-8, applied with receipt Q, was taken back.",
    )
    assert (found.steps[-1].command, found.steps[-1].who) == ("VoidApplication", "boss")


def test_where_a_credit_of_a_lowered_invoice_came_from_and_went(desk: Desk) -> None:
    """20 of 100 paid in money came back as a credit, and 5 of it pay another one."""
    for command in (
        *(invoice("A", 100), pay("P", 100, "A"), edit("E", "A", -20), invoice("B", 5)),
        pay("Q", 0, "B", credits=exact(5)),
    ):
        desk.submit(command, BOSS).unwrap()

    query = ExplainCredit(customer_id=ACME, credit_id=CreditId("reduction:E"))
    found = asked(desk, query)

    assert found.came_from == (
        (
            "Issued by system, caused by boss: edit E lowered invoice A below what was"
            " paid."
        ),
        "0.20 USD of it is payment P.",
    )
    assert found.went_to == (
        Whereabouts(amount=usd(5), where="on invoice B since 2026-01-01"),
        Whereabouts(amount=usd(15), where="left"),
    )


def test_all_reasons_are_told_at_once(desk: Desk) -> None:
    """The credit came from the invoice, which is paid, and is of another currency."""
    euros = attrs.evolve(grant("K", 1), amount=Money(5, "EUR"))
    for command in (invoice("A", 5), pay("P", 9, "A"), euros, invoice("B", 1)):
        desk.submit(command, BOSS).unwrap()
    desk.submit(void("B"), BOSS).unwrap()
    over = CreditId("overpayment:P")

    own = asked(desk, WhyNot(customer_id=ACME, credit_id=over, invoice_id=A))
    foreign = WhyNot(customer_id=ACME, credit_id=CreditId("K"), invoice_id=B)

    assert own.reasons == (
        GeneratedByThisInvoice(credit_id=over, invoice_id=A),
        CreditExceedsDue(asked=usd(1), due=usd(0)),
    )
    assert [type(one) for one in asked(desk, foreign).reasons] == [
        CurrencyMismatch,
        InvoiceIsVoid,
        CreditExceedsDue,
    ]


def test_what_is_another_customers_is_told_as_a_receipt_tells_it(desk: Desk) -> None:
    other = CustomerId("OTHER")
    desk.submit(grant("K", 1), BOSS).unwrap()
    desk.submit(attrs.evolve(invoice("A", 1), customer_id=other), BOSS).unwrap()
    query = WhyNot(customer_id=ACME, credit_id=CreditId("K"), invoice_id=A)

    assert desk.ask(query, BOSS) == Failure(
        CustomerMismatch(what="invoice", id="A", customer_id=ACME)
    )
    nowhere = attrs.evolve(query, invoice_id=InvoiceId("Z"))
    assert desk.ask(nowhere, BOSS) == Failure(Unknown(what="invoice", id="Z"))
    desk.submit(invoice("B", 1), BOSS).unwrap()
    unheard = attrs.evolve(query, invoice_id=B, credit_id=CreditId("L"))
    assert desk.ask(unheard, BOSS) == Failure(Unknown(what="credit", id="L"))


def test_older_credits_that_are_left_aside_are_named_with_the_reason(
    desk: Desk,
) -> None:
    """The oldest came from the invoice itself, another is for later."""
    day = BEGIN.date()
    for command in (
        *(invoice("A", 5), pay("P", 9, "A", on=day.replace(year=2025))),
        *(edit("E", "A", 9), grant("K", 3), grant("L", 50, on=day.replace(month=3))),
        bring_back("R", 4),
    ):
        desk.submit(command, BOSS).unwrap()
    desk.submit(pay("Q", 7, "A", on=day.replace(year=2024)), BOSS).unwrap()
    due = desk.ledgers.load_whole(ACME).invoices[A].due
    query = NextCredits(customer_id=ACME, amount=usd(9), invoices=(A,))

    found = asked(desk, query)

    over = CreditId("overpayment:Q")
    assert due < usd(9)
    assert found.short == usd(9) - min(due, usd(7))
    reasons = {one.credit.id: one.reason for one in found.passed_over}
    assert reasons[CreditId("L")] == NotYetEffective(
        credit_id=CreditId("L"), effective_date=day.replace(month=3)
    )
    if over in desk.ledgers.load_whole(ACME).credits:
        assert reasons[over] == GeneratedByThisInvoice(credit_id=over, invoice_id=A)


def test_without_invoices_the_oldest_come_first(desk: Desk) -> None:
    """10 are wanted of 4, 5 and 9."""
    for command in (grant("K", 4), grant("L", 5), grant("M", 9)):
        desk.submit(command, BOSS).unwrap()

    found = asked(desk, NextCredits(customer_id=ACME, amount=usd(10)))

    taken = [(one.credit.id, one.amount, one.invoice_id) for one in found.taken]
    assert taken == [
        *(("K", usd(4), None), ("L", usd(5), None)),
        ("M", usd(1), None),
    ]
    assert (found.passed_over, found.short) == ((), usd(0))


@pytest.mark.parametrize(
    ("invoice_id", "amount", "refusal"),
    [
        ("Z", usd(1), Unknown(what="invoice", id="Z")),
        ("V", usd(1), InvoiceIsVoid(invoice_id=InvoiceId("V"))),
        (
            "A",
            Money(1, "EUR"),
            CurrencyMismatch(what="invoice", id="A", currency="USD", expected="EUR"),
        ),
    ],
)
def test_next_credits_are_for_invoices_that_could_be_paid(
    desk: Desk, invoice_id: str, amount: Money, refusal: Rejection
) -> None:
    for command in (invoice("A", 1), invoice("V", 1), void("V")):
        desk.submit(command, BOSS).unwrap()
    query = NextCredits(
        customer_id=ACME, amount=amount, invoices=(InvoiceId(invoice_id),)
    )

    assert desk.ask(query, BOSS) == Failure(refusal)


def test_nothing_is_no_amount_to_look_for() -> None:
    with pytest.raises(ValueError, match="above zero"):
        NextCredits(customer_id=ACME, amount=usd(0))


@pytest.mark.parametrize(
    "query",
    [
        ExplainInvoice(customer_id=ACME, invoice_id=A),
        ExplainCredit(customer_id=ACME, credit_id=CreditId("K")),
    ],
)
def test_what_is_not_there_is_unknown(
    desk: Desk, query: ExplainInvoice | ExplainCredit
) -> None:
    assert isinstance(unwrap_or_failure(desk.ask(query, BOSS)), Unknown)


def test_a_circle_over_other_invoices_is_a_reason_too(desk: Desk) -> None:
    """HC-28: 20 of A pays B, B is lowered, and its credit wants to pay A."""
    desk = attrs.evolve(desk, policy=Policy(ban=Ban.TRANSITIVE))
    for command in (
        *(invoice("A", 100), pay("P", 120, "A"), invoice("B", 20)),
        *(pay("Q", 0, "B", credits=exact(20)), edit("E", "B", -20)),
        invoice("C", 1),
    ):
        desk.submit(command, BOSS).unwrap()
    reduction = CreditId("reduction:E")

    found = asked(desk, WhyNot(customer_id=ACME, credit_id=reduction, invoice_id=A))
    skipped = NextCredits(customer_id=ACME, amount=usd(1), invoices=(A,))

    assert [one.code for one in found.reasons] == ["TransitiveLoop", "CreditExceedsDue"]
    (left,) = asked(desk, skipped).passed_over
    assert (left.credit.id, left.reason.code) == (reduction, "TransitiveLoop")


def test_a_document_tells_whose_it_is(desk: Desk) -> None:
    """Also where the customer is called as nobody else would be."""
    for name in ("OTHER", "anybody"):
        one = CustomerId(name)
        bill = attrs.evolve(invoice(f"A of {name}", 1), customer_id=one)
        desk.submit(bill, BOSS).unwrap()
        credit = attrs.evolve(grant(f"K of {name}", 1), customer_id=one)
        desk.submit(credit, BOSS).unwrap()

        assert asked(desk, OwnerOfInvoice(invoice_id=bill.invoice_id)) == one
        assert asked(desk, OwnerOfCredit(credit_id=credit.credit_id)) == one
    assert desk.ask(OwnerOfInvoice(invoice_id=B), BOSS) == Failure(
        Unknown(what="invoice", id="B")
    )
    assert desk.ask(OwnerOfCredit(credit_id=CreditId("L")), BOSS) == Failure(
        Unknown(what="credit", id="L")
    )
