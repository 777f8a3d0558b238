"""Bad input is refused where it comes in, and changes nothing (R35)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from returns.methods import unwrap_or_failure

from credits_core.commands import (
    CompleteReturn,
    CreditAmount,
    EditCredit,
    EditInvoice,
    Exact,
    ImportCredit,
    ImportPayment,
    IssueCredit,
    LineChange,
    Named,
    NamedCredit,
    ReceivePayment,
    RegisterInvoice,
    RemoteAllocation,
    ReturnLine,
    VoidInvoice,
)
from credits_core.decide import Decision, decide
from credits_core.exact import Quantity, scaled
from credits_core.fold import fold
from credits_core.identity import (
    CreditId,
    CustomerId,
    EditId,
    InvoiceId,
    LineId,
    PaymentId,
    ReturnId,
)
from credits_core.invoice import InvoiceLine
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.occasion import Occasion
from credits_core.payment import Method, Tender
from credits_core.policy import Limits, Policy
from credits_core.rejections import CurrencyMismatch, LimitExceeded, Rejection, Unknown
from credits_testkit.occasions import BEGIN, occasion
from credits_testkit.orders import ACME, cash, invoice, usd

EURO = Money.of("1.00", "EUR")


@pytest.mark.parametrize("wrong", [1.5, 0.1, True, None, b"1", 1j, [1]])
def test_money_takes_no_float_and_nothing_like_one(wrong: object) -> None:
    with pytest.raises(TypeError):
        Money.of(wrong, "USD")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Money(wrong, "USD")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "currency"),
    [
        ("10.005", "USD"),
        ("10.5", "JPY"),
        ("1.2345", "KWD"),
        (Decimal("0.001"), "EUR"),
        ("NaN", "USD"),
        ("Infinity", "USD"),
        (Decimal("-Infinity"), "USD"),
        ("ten", "USD"),
        ("", "USD"),
        ("1e30", "USD"),
        ("1E+1000000", "USD"),
        (Decimal("1E+1000000"), "USD"),
        ("1E-1000000", "USD"),
        (10**30, "USD"),
        (10**3000, "USD"),
        ("9" * 100, "USD"),
        ("10000000000000.01", "USD"),
        ("1", "XXX"),
        ("1", "usd"),
        ("1", ""),
    ],
    ids=str,
)
def test_money_is_never_rounded_and_never_without_a_currency(
    wrong: str | Decimal | int, currency: str
) -> None:
    """HC-51: 10.005 USD, 10.5 JPY and 1.2345 KWD are refused at the border."""
    with pytest.raises(ValueError, match=r"\w"):
        Money.of(wrong, currency)


def test_money_is_no_larger_than_a_database_can_store() -> None:
    with pytest.raises(ValueError, match="larger"):
        Money(2**63, "USD")
    with pytest.raises(ValueError, match="currency"):
        Money(1, "XYZ")


def test_two_currencies_never_meet() -> None:
    with pytest.raises(ValueError, match="different currencies"):
        _ = usd(1) + EURO
    with pytest.raises(ValueError, match="different currencies"):
        _ = usd(1) < EURO


@pytest.mark.parametrize("wrong", ["0.0000001", "1e12", "x", "NaN"])
def test_quantities_are_exact_too(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Quantity.of(wrong)
    with pytest.raises(TypeError):
        Quantity(1.0)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        scaled(1.0, places=2)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", ["", "x" * 201, "a\nb", "\x00"])
def test_ids_are_printable_and_not_endless(wrong: str) -> None:
    with pytest.raises(ValueError, match="printable"):
        VoidInvoice(customer_id=ACME, invoice_id=InvoiceId(wrong))
    with pytest.raises(TypeError, match="text"):
        VoidInvoice(customer_id=ACME, invoice_id=7)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "reserved", ["overpayment:P1", "reduction:E1", "return:R1", "qbo_unapplied:7"]
)
def test_nobody_takes_the_id_of_a_derived_credit(reserved: str) -> None:
    with pytest.raises(ValueError, match="derived"):
        IssueCredit(customer_id=ACME, credit_id=CreditId(reserved), amount=usd(1))


def test_notes_have_an_end() -> None:
    with pytest.raises(ValueError, match="characters"):
        _credit(note="x" * 4001)
    with pytest.raises(TypeError, match="text"):
        _credit(note=7)
    with pytest.raises(ValueError, match="amount, a note"):
        EditCredit(customer_id=ACME, credit_id=CreditId("c"))
    with pytest.raises(TypeError, match="Money"):
        EditCredit(customer_id=ACME, credit_id=CreditId("c"), amount=5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="characters"):
        EditCredit(customer_id=ACME, credit_id=CreditId("c"), note="x" * 4001)


def test_commands_take_money_tuples_and_modes_of_the_right_type() -> None:
    with pytest.raises(TypeError, match="Money"):
        _credit(amount="5")
    with pytest.raises(TypeError, match="tuple"):
        RegisterInvoice(customer_id=ACME, invoice_id=InvoiceId("i"), lines=[])  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="tuple"):
        ReceivePayment(customer_id=ACME, payment_id=PaymentId("p"), invoices=["i"])  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Tender"):
        ReceivePayment(customer_id=ACME, payment_id=PaymentId("p"), tenders=(usd(1),))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="VoidMode"):
        VoidInvoice(customer_id=ACME, invoice_id=InvoiceId("i"), mode="strict")  # type: ignore[arg-type]


def test_empty_lists_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        RegisterInvoice(customer_id=ACME, invoice_id=InvoiceId("i"), lines=())
    with pytest.raises(ValueError, match="at least one"):
        Named(())
    with pytest.raises(ValueError, match="at least one"):
        CompleteReturn(customer_id=ACME, return_id=ReturnId("r"), lines=())


def test_nothing_is_named_twice() -> None:
    twice = (InvoiceId("i"), InvoiceId("i"))
    with pytest.raises(ValueError, match="twice"):
        ReceivePayment(customer_id=ACME, payment_id=PaymentId("p"), invoices=twice)
    one = NamedCredit(CreditId("c"), usd(1))
    with pytest.raises(ValueError, match="twice"):
        Named((one, one))
    line = InvoiceLine(id=LineId("1"), amount=usd(1))
    with pytest.raises(ValueError, match="twice"):
        RegisterInvoice(customer_id=ACME, invoice_id=InvoiceId("i"), lines=(line, line))


def test_one_command_has_one_currency() -> None:
    """HC-49: nothing is converted, and a mixture is no command at all."""
    euros = Tender(Method.CASH, EURO)
    with pytest.raises(ValueError, match="one currency"):
        ReceivePayment(
            customer_id=ACME, payment_id=PaymentId("p"), tenders=(*cash(1), euros)
        )
    with pytest.raises(ValueError, match="one currency"):
        ReceivePayment(
            customer_id=ACME,
            payment_id=PaymentId("p"),
            tenders=cash(1),
            credits=Exact(EURO),
        )
    change = LineChange(line_id=LineId("1"), amount=EURO)
    with pytest.raises(ValueError, match="one currency"):
        EditInvoice(
            customer_id=ACME,
            invoice_id=InvoiceId("i"),
            edit_id=EditId("e"),
            changes=(change, LineChange(line_id=LineId("2"), amount=usd(1))),
        )


def test_a_new_invoice_has_no_returned_goods() -> None:
    back = InvoiceLine(id=LineId("1"), amount=usd(5), returned_value=usd(1))
    with pytest.raises(ValueError, match="returned"):
        RegisterInvoice(customer_id=ACME, invoice_id=InvoiceId("i"), lines=(back,))


def test_returned_lines_fit_their_invoice() -> None:
    free = ReturnLine(id=LineId("1"), quantity=Quantity.of(1), value=usd(1))
    sold = ReturnLine(id=LineId("1"), quantity=Quantity.of(1), invoice_line=LineId("1"))
    with pytest.raises(ValueError, match="needs its value"):
        ReturnLine(id=LineId("1"), quantity=Quantity.of(1))
    with pytest.raises(ValueError, match="needs its invoice"):
        CompleteReturn(customer_id=ACME, return_id=ReturnId("r"), lines=(sold,))
    with pytest.raises(ValueError, match="names its line"):
        CompleteReturn(
            customer_id=ACME,
            return_id=ReturnId("r"),
            lines=(free,),
            invoice_id=InvoiceId("i"),
        )


def test_what_another_system_reports_is_at_least_possible() -> None:
    with pytest.raises(ValueError, match="nothing or more"):
        CreditAmount(CreditId("c"), usd(-1))
    with pytest.raises(ValueError, match="between"):
        ImportCredit(
            customer_id=ACME,
            credit_id=CreditId("c"),
            system="qbo",
            remote_id="1",
            amount=usd(1),
            opening=usd(2),
        )
    for spent in (usd(-1), usd(9)):
        one = RemoteAllocation(invoice_id=InvoiceId("i"), amount=spent)
        with pytest.raises(ValueError, match=r"\w"):
            ImportPayment(
                customer_id=ACME,
                payment_id=PaymentId("p"),
                system="qbo",
                tenders=cash(5),
                allocations=(one,),
            )


def test_an_instant_is_aware_and_in_utc() -> None:
    good = occasion()
    with pytest.raises(ValueError, match="aware"):
        Occasion(at=BEGIN.replace(tzinfo=None), today=BEGIN.date(), by=good.by)


def test_a_ledger_refuses_the_command_of_another_customer() -> None:
    with pytest.raises(ValueError, match="is not"):
        decide(Ledger(customer_id=CustomerId("X")), invoice("i", 1), occasion())


def test_ten_thousand_invoices_fit_into_one_receipt_and_one_more_does_not() -> None:
    """10,000 invoices of a cent, paid at once; 10,001 are refused untouched."""
    ids = tuple(InvoiceId(f"i{n}") for n in range(10_001))
    ledger = _owing(ids)

    paid = _said(ledger, _receipt(ids[:-1], 10_000))
    refused = _said(ledger, _receipt(ids, 10_001))

    assert isinstance(paid, Decision)
    assert sum(i.due.minor for i in paid.after.invoices.values()) == 1
    assert refused == LimitExceeded(what="invoices", most=10_000)


def test_limits_are_a_policy() -> None:
    policy = Policy(limits=Limits(lines=1, named_credits=1, cascade_steps=1))
    lines = tuple(InvoiceLine(id=LineId(str(n)), amount=usd(1)) for n in range(2))
    command = RegisterInvoice(customer_id=ACME, invoice_id=InvoiceId("i"), lines=lines)

    refused = decide(Ledger(customer_id=ACME), command, occasion(0, policy))

    assert refused.failure() == LimitExceeded(what="lines", most=1)


def test_unknown_documents_and_other_currencies_are_typed_refusals() -> None:
    ledger = _owing((InvoiceId("i"),))
    pounds = (Tender(Method.CARD, Money.of("1", "GBP")),)
    command = ReceivePayment(
        customer_id=ACME,
        payment_id=PaymentId("p"),
        invoices=(InvoiceId("i"),),
        tenders=pounds,
    )

    assert _said(ledger, command) == CurrencyMismatch(
        what="invoice", id="i", currency="USD", expected="GBP"
    )
    assert _said(ledger, _receipt((InvoiceId("j"),), 1)) == Unknown(
        what="invoice", id="j"
    )


def _owing(ids: tuple[InvoiceId, ...]) -> Ledger:
    """A ledger with invoices of a cent each."""
    events = [
        event
        for name in ids
        for event in decide(Ledger(customer_id=ACME), invoice(name, 1), occasion())
        .unwrap()
        .events
    ]
    return fold(Ledger(customer_id=ACME), events)


def _receipt(invoices: tuple[InvoiceId, ...], minor: int) -> ReceivePayment:
    return ReceivePayment(
        customer_id=ACME,
        payment_id=PaymentId("p"),
        invoices=invoices,
        tenders=cash(minor),
    )


def _said(ledger: Ledger, command: ReceivePayment) -> Decision | Rejection:
    return unwrap_or_failure(decide(ledger, command, occasion()))


def _credit(**fields: object) -> IssueCredit:
    given = {"customer_id": ACME, "credit_id": CreditId("c"), "amount": usd(1)}
    return IssueCredit(**{**given, **fields})  # type: ignore[arg-type]
