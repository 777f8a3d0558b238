"""A command that makes no sense cannot be built, whoever wrote it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from credits_core.commands import (
    EditInvoice,
    ImportCredit,
    ImportPayment,
    IssueCredit,
    LineChange,
    Named,
    NamedCredit,
    ReceivePayment,
    RegisterInvoice,
    ReturnLine,
)
from credits_core.desk import Order
from credits_core.exact import Quantity
from credits_core.identity import CreditId, EditId, InvoiceId, LineId, PaymentId
from credits_core.invoice import InvoiceLine
from credits_core.money import AMOUNT_MAX_MINOR
from credits_testkit.orders import ACME, cash, grant, usd

Build = Callable[..., object]
MOMENT = datetime(2026, 2, 1, tzinfo=UTC)


def _issue(**fields: object) -> object:
    given = {"customer_id": ACME, "credit_id": CreditId("K"), "amount": usd(1)}
    return IssueCredit(**{**given, **fields})  # type: ignore[arg-type]


def _memo(**fields: object) -> object:
    given = {
        "customer_id": ACME,
        "credit_id": CreditId("X"),
        "system": "qbo",
        "remote_id": "7",
        "amount": usd(1),
    }
    return ImportCredit(**{**given, **fields})  # type: ignore[arg-type]


def _paid(**fields: object) -> object:
    given = {
        "customer_id": ACME,
        "payment_id": PaymentId("P"),
        "system": "qbo",
        "tenders": cash(1),
    }
    return ImportPayment(**{**given, **fields})  # type: ignore[arg-type]


def _receipt(**fields: object) -> object:
    given = {"customer_id": ACME, "payment_id": PaymentId("P"), "tenders": cash(1)}
    return ReceivePayment(**{**given, **fields})  # type: ignore[arg-type]


def _invoice(**fields: object) -> object:
    given = {
        "customer_id": ACME,
        "invoice_id": InvoiceId("A"),
        "lines": (InvoiceLine(id=LineId("1"), amount=usd(1)),),
    }
    return RegisterInvoice(**{**given, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("build", "field"),
    [
        (_issue, "effective_date"),
        (_memo, "effective_date"),
        (_paid, "date"),
        (_receipt, "date"),
        (_invoice, "date"),
        (_invoice, "due_date"),
    ],
)
@pytest.mark.parametrize("wrong", [MOMENT, "2026-02-01", 20260201])
def test_a_day_is_a_date_and_no_moment_of_it(
    build: Build, field: str, wrong: object
) -> None:
    """A moment passes for a date in Python, and cannot be compared with one."""
    build(**{field: date(2026, 2, 1)})

    with pytest.raises(TypeError, match=f"{field} is a date"):
        build(**{field: wrong})


@pytest.mark.parametrize("build", [_memo, _paid])
@pytest.mark.parametrize("wrong", ["a:b", "", "q" * 41, "a\nb"])
def test_the_name_of_a_system_can_stand_in_an_id(build: Build, wrong: str) -> None:
    with pytest.raises(ValueError, match="system"):
        build(system=wrong)


@pytest.mark.parametrize("build", [_issue, _memo])
@pytest.mark.parametrize(
    "taken", ["overpayment:P", "reduction:E", "return:R", "qbo_unapplied:P"]
)
def test_the_id_of_a_derived_credit_is_nobody_s_to_give(
    build: Build, taken: str
) -> None:
    with pytest.raises(ValueError, match="derived"):
        build(credit_id=taken)


def test_what_contains_a_colon_is_not_derived_by_that_alone() -> None:
    _issue(credit_id=CreditId("2026:17"))


def test_a_credit_that_follows_the_longest_id_can_still_be_named() -> None:
    longest = CreditId(f"{'q' * 40}_unapplied:{'P' * 200}")

    NamedCredit(longest, usd(1))
    with pytest.raises(ValueError, match="credit_id"):
        NamedCredit(CreditId("P" * 300), usd(1))


@pytest.mark.parametrize(
    "build",
    [
        lambda half: _receipt(tenders=(*cash(half), *cash(half))),
        lambda half: _receipt(
            tenders=(), credits=Named((_named("K", half), _named("L", half)))
        ),
        lambda half: _paid(tenders=(*cash(half), *cash(half))),
        lambda half: _invoice(
            lines=tuple(InvoiceLine(id=LineId(n), amount=usd(half)) for n in "12")
        ),
        lambda half: EditInvoice(
            customer_id=ACME,
            invoice_id=InvoiceId("A"),
            edit_id=EditId("E"),
            changes=tuple(
                LineChange(line_id=LineId(n), amount=usd(-half)) for n in "12"
            ),
        ),
    ],
    ids=["tenders", "credits", "remote tenders", "lines", "changes"],
)
def test_parts_may_come_to_the_largest_amount_and_not_beyond(
    build: Callable[[int], object],
) -> None:
    build(AMOUNT_MAX_MINOR // 2)

    with pytest.raises(ValueError, match="minor units"):
        build(AMOUNT_MAX_MINOR // 2 + 1)


def _named(name: str, minor: int) -> NamedCredit:
    return NamedCredit(CreditId(name), usd(minor))


@pytest.mark.parametrize(
    "wrong", ["\x00", "\ud800", "x" * 4001], ids=["nought", "half", "long"]
)
def test_texts_can_be_stored(wrong: str) -> None:
    line, piece = LineId("1"), Quantity.of(1)

    with pytest.raises(ValueError, match="characters"):
        _issue(note=wrong)
    with pytest.raises(ValueError, match="characters"):
        InvoiceLine(id=line, amount=usd(1), product=wrong)
    with pytest.raises(ValueError, match="characters"):
        ReturnLine(id=line, quantity=piece, value=usd(1), batch=wrong)


@pytest.mark.parametrize("wrong", ["", "k" * 201, "\x00"])
def test_a_key_is_an_id(wrong: str) -> None:
    Order(command=grant("K", 1), key=None)

    with pytest.raises(ValueError, match="key"):
        Order(command=grant("K", 1), key=wrong)


def test_what_merely_looks_like_the_right_thing_is_refused_with_its_name() -> None:
    goods, five = LineId("r"), Quantity.of(5)
    ReturnLine(id=goods, quantity=five, value=usd(5))

    with pytest.raises(TypeError, match=r"^quantity is a Quantity, not 5\.$"):
        ReturnLine(id=goods, quantity=5, value=usd(5))  # type: ignore[arg-type]
