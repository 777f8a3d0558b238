"""Goods that come back: what they are worth, how often, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credits_core.commands import (
    Command,
    CompleteReturn,
    CorrectReturn,
    CreditAmount,
    ImportChange,
    Mode,
    RegisterInvoice,
    ReturnLine,
)
from credits_core.credit import Credit, CreditStatus
from credits_core.customer_return import CustomerReturn, ReturnedLine
from credits_core.decide import Decision
from credits_core.events import ReturnCompleted, ReturnCorrected, ReturnReopened
from credits_core.exact import NONE, Quantity
from credits_core.fold import fold
from credits_core.identity import CreditId, InvoiceId, LineId, ReturnId
from credits_core.invoice import InvoiceLine
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.policy import Policy
from credits_core.rejections import (
    AlreadyCancelled,
    AlreadyRecorded,
    CurrencyMismatch,
    NonPositiveAmount,
    NotCompleted,
    ReturnExceedsLine,
    Unknown,
)
from credits_testkit.orders import (
    ACME,
    LINE,
    bring_back,
    cancel,
    exact,
    invoice,
    pay,
    reopen,
    unapply,
    usd,
)
from credits_testkit.telling import (
    EMPTY,
    broken_by,
    kind_of,
    outcome,
    refusal,
    step_of,
    told,
)

OF_R = CreditId("return:R")
R = ReturnId("R")
WITHOUT_CREDIT = Policy(returns_issue_credits=False)


def _sold(pieces: str, minor: int, price: str = "0") -> RegisterInvoice:
    """An invoice A of one line: so many pieces for so much altogether."""
    line = InvoiceLine(
        id=LINE,
        amount=usd(minor),
        quantity=Quantity.of(pieces),
        unit_price=Quantity.of(price),
    )
    return attrs.evolve(invoice("A", 0), lines=(line,))


def _goods(
    pieces: str = "1",
    value: Money | None = None,
    on: str | None = "1",
    name: str = "r",
    price: str = "0",
) -> ReturnLine:
    return ReturnLine(
        id=LineId(name),
        quantity=Quantity.of(pieces),
        value=value,
        invoice_line=None if on is None else LineId(on),
        unit_price=Quantity.of(price),
    )


def _back(*lines: ReturnLine, name: str = "R", on: str | None = "A") -> CompleteReturn:
    return CompleteReturn(
        customer_id=ACME,
        return_id=ReturnId(name),
        lines=lines,
        invoice_id=None if on is None else InvoiceId(on),
    )


def _correct(*lines: ReturnLine, mode: Mode = Mode.CASCADE) -> CorrectReturn:
    return CorrectReturn(customer_id=ACME, return_id=R, lines=lines, mode=mode)


def _another(*lines: ReturnLine) -> CompleteReturn:
    return _back(*lines, name="R2")


def _credit(ledger: Ledger) -> Credit:
    return ledger.credits[OF_R]


def _row(ledger: Ledger) -> InvoiceLine:
    return ledger.lines[InvoiceId("A")][LINE]


@given(
    st.integers(1, 10**9),
    st.lists(st.integers(1, 9), min_size=1, max_size=6),
)
def test_in_however_many_parts_goods_come_back_they_are_worth_what_was_paid(
    minor: int, parts: Sequence[int]
) -> None:
    """Each part is a return of its own; the last one closes the line (HC-54)."""
    ledger = told(_sold(str(sum(parts)), minor))
    for number, pieces in enumerate(parts):
        back = _back(_goods(str(pieces)), name=f"R{number}")
        answer = outcome(ledger, back)
        if isinstance(answer, Decision):
            ledger = answer.after
    row = _row(ledger)

    if row.returned_quantity == row.quantity:
        assert row.returned == usd(minor)
    assert sum(c.amount.minor for c in ledger.credits.values()) == row.returned.minor


def test_a_value_that_is_given_is_taken_and_the_price_is_that_of_the_sale() -> None:
    """3 of 4 pieces, damaged, at 0.50 altogether instead of 0.75."""
    ledger = told(_sold("4", 100, price="0.25"), _back(_goods("3", usd(50))))

    (item,) = ledger.returns[R].lines
    assert (item.value, item.unit_price) == (usd(50), Quantity.of("0.25"))
    assert (_row(ledger).returned, _credit(ledger).amount) == (usd(50), usd(50))


def test_a_price_that_is_given_stands_in_the_record() -> None:
    ledger = told(_sold("4", 100, price="0.25"), _back(_goods("1", price="0.2")))

    assert ledger.returns[R].lines[0].unit_price == Quantity.of("0.2")


def test_what_was_given_too_much_is_not_taken_back_from_the_next() -> None:
    """1 of 4 came back at 0.90 of 1.00: the next piece is worth nothing more.

    A return of nothing but that is none; together with the last it is worth 0.10.
    """
    ledger = told(_sold("4", 100), _back(_goods("1", usd(90)), name="R0"))

    alone = refusal(ledger, _back(_goods("1")))
    rest = told(_back(_goods("1"), _goods("2", name="s")), start=ledger)

    assert alone == NonPositiveAmount(what="value of the return")
    assert [one.value for one in rest.returns[R].lines] == [usd(0), usd(10)]


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (_goods("0"), NonPositiveAmount(what="quantity of line r")),
        (_goods("-1"), NonPositiveAmount(what="quantity of line r")),
        (
            _goods(value=usd(0)),
            NonPositiveAmount(what="value of line r", amount=usd(0)),
        ),
        (
            _goods(value=usd(-1)),
            NonPositiveAmount(what="value of line r", amount=usd(-1)),
        ),
        (_goods(on="9"), Unknown(what="invoice line", id="9")),
        (
            _goods(value=Money(1, "EUR")),
            CurrencyMismatch(what="line", id="r", currency="EUR", expected="USD"),
        ),
        (
            _goods("4.000001"),
            ReturnExceedsLine(
                line_id=LINE, quantity_left=Quantity.of(4), value_left=usd(100)
            ),
        ),
        (
            _goods("1", usd(101)),
            ReturnExceedsLine(
                line_id=LINE, quantity_left=Quantity.of(4), value_left=usd(100)
            ),
        ),
    ],
    ids=kind_of,
)
def test_what_cannot_have_come_back_is_refused(
    line: ReturnLine, answer: object
) -> None:
    assert refusal(told(_sold("4", 100)), _back(line)) == answer


def test_the_second_row_finds_what_the_first_left() -> None:
    """3 and 2 of 4 pieces in one return are one too many (HC-56)."""
    rows = (_goods("3"), _goods("2", name="s"))

    assert refusal(told(_sold("4", 100)), _back(*rows)) == ReturnExceedsLine(
        line_id=LINE, quantity_left=Quantity.of(1), value_left=usd(25)
    )


def test_of_what_is_left_neither_pieces_nor_value_are_exceeded() -> None:
    """After 3 of 4 pieces, 2 for a cent are too many, and 1 for 0.26 too much."""
    ledger = told(_sold("4", 100), _back(_goods("3"), name="R0"))
    left = ReturnExceedsLine(
        line_id=LINE, quantity_left=Quantity.of(1), value_left=usd(25)
    )

    assert refusal(ledger, _back(_goods("2", usd(1)))) == left
    assert refusal(ledger, _back(_goods("1", usd(26)))) == left


def test_a_return_is_completed_once() -> None:
    ledger = told(_sold("4", 100), _back(_goods("1")))

    assert refusal(ledger, _back(_goods("1"))) == AlreadyRecorded(what="return", id="R")


def test_where_the_ban_reaches_returns_it_is_about_their_invoice() -> None:
    policy = Policy(return_credit_may_pay_its_invoice=False)
    free = _back(_goods(value=usd(1), on=None), name="R2", on=None)

    ledger = told(_sold("4", 100), _back(_goods("1")), free, policy=policy)

    banned = {one.id: one.generated_by for one in ledger.credits.values()}
    assert banned == {"return:R": ("A",), "return:R2": ()}


def test_without_an_invoice_goods_are_worth_what_is_said_in_any_currency() -> None:
    """5 EUR of a shop nobody knows: a credit in EUR that nothing generated (HC-61)."""
    ledger = told(_back(_goods("2", Money(500, "EUR"), on=None), on=None))

    credit = _credit(ledger)
    assert (credit.amount, credit.generated_by) == (Money(500, "EUR"), ())


def test_where_returns_issue_no_credits_only_the_goods_are_counted() -> None:
    """Completed, corrected and reopened: 2, 3 and 0 of 4 pieces, and no credit."""
    sold = told(_sold("4", 100))

    completed = told(_back(_goods("2")), start=sold, policy=WITHOUT_CREDIT)
    corrected = told(_correct(_goods("3")), start=completed)
    reopened = told(reopen("R"), start=corrected)

    ledgers = (completed, corrected, reopened)
    counted = [_row(ledger).returned_quantity for ledger in ledgers]
    assert counted == [Quantity.of(2), Quantity.of(3), NONE]
    assert [dict(ledger.credits) for ledger in ledgers] == [{}, {}, {}]


@pytest.mark.parametrize(("pieces", "worth"), [("3", 75), ("1", 25), ("2", 50)])
def test_a_corrected_return_and_its_credit_are_as_if_made_so_at_once(
    pieces: str, worth: int
) -> None:
    sold = told(_sold("4", 100))
    at_once = told(_back(_goods(pieces)), start=sold)

    corrected = told(_back(_goods("2")), _correct(_goods(pieces)), start=sold)

    assert corrected.returns == at_once.returns
    assert _row(corrected) == _row(at_once)
    assert (_credit(corrected).amount, _credit(corrected).available) == (
        usd(worth),
        usd(worth),
    )


def test_a_correction_that_changes_no_value_leaves_the_credit_alone() -> None:
    """Another batch, the same 50: the credit has not even a new revision."""
    before = told(_sold("4", 100), _back(_goods("2")))
    same = attrs.evolve(_goods("2"), batch="B-7")

    step = step_of(before, _correct(same))

    assert _credit(step.after) == _credit(before)
    assert [type(event) for event in step.entry.events] == [ReturnCorrected]
    assert broken_by(step) == set()


def test_a_correction_takes_no_more_than_is_left_of_a_lowered_credit() -> None:
    """5, of which the other system says 1; corrected to 2, then to 1: 0 is left."""
    five = _back(_goods("5", usd(5), on=None), on=None)
    lowered = told(
        five, ImportChange(customer_id=ACME, change=CreditAmount(OF_R, usd(1)))
    )

    two = told(_correct(_goods("2", usd(2), on=None)), start=lowered)
    one = told(_correct(_goods("1", usd(1), on=None)), start=two)

    assert [_credit(ledger).amount for ledger in (lowered, two, one)] == [
        usd(1),
        usd(0),
        usd(0),
    ]
    assert _credit(one).status is CreditStatus.RETRACTED


@pytest.mark.parametrize(
    ("first", "second", "unknown"),
    [
        (_back(_goods()), _goods(value=usd(1), on=None), "r"),
        (_back(_goods(value=usd(1), on=None), on=None), _goods(on="7"), "7"),
    ],
    ids=["on an invoice", "on none"],
)
def test_a_correction_stays_with_the_invoice_or_without_one(
    first: CompleteReturn, second: ReturnLine, unknown: str
) -> None:
    answer = refusal(told(_sold("4", 100), first), _correct(second))

    assert answer == Unknown(what="invoice line", id=unknown)


def test_a_correction_stays_in_its_currency() -> None:
    dollars = told(_back(_goods(value=usd(1), on=None), on=None))

    answer = refusal(dollars, _correct(_goods(value=Money(1, "EUR"), on=None)))

    assert answer == CurrencyMismatch(
        what="line", id="r", currency="EUR", expected="USD"
    )


@pytest.mark.parametrize("command", [_correct, _another], ids=["corrected", "new"])
def test_a_line_that_nobody_knows_is_told_before_its_currency(
    command: Callable[[ReturnLine], Command],
) -> None:
    """Both are wrong, and what is unknown is the more pressing reason."""
    book = told(_sold("4", 100), _back(_goods()))
    euros = _goods(value=Money(1, "EUR"), on="9")

    assert refusal(book, command(euros)) == Unknown(what="invoice line", id="9")


def test_a_correction_is_checked_like_the_return_itself() -> None:
    """The goods it replaces count as not yet back: 4 of 4 are fine, 5 are not."""
    ledger = told(_sold("4", 100), _back(_goods("3")))

    nothing = refusal(ledger, _correct(_goods("0")))
    more = refusal(ledger, _correct(_goods("5")))
    all_of_them = told(_correct(_goods("4")), start=ledger)

    assert nothing == NonPositiveAmount(what="quantity of line r")
    assert more == ReturnExceedsLine(
        line_id=LINE, quantity_left=Quantity.of(4), value_left=usd(100)
    )
    assert _credit(all_of_them).amount == usd(100)


def test_a_return_is_reopened_once_and_then_neither_corrected_nor_reopened() -> None:
    ledger = told(_sold("4", 100), _back(_goods("2")), reopen("R"))

    answers = [refusal(ledger, one) for one in (reopen("R"), _correct(_goods()))]

    assert answers == [NotCompleted(return_id=R)] * 2
    assert ledger.returns[R].is_reopened is True
    assert _row(ledger).has_return is False


def test_a_return_whose_credit_was_given_up_stays_as_it_is() -> None:
    ledger = told(_sold("4", 100), _back(_goods("2")), cancel("return:R"))

    answers = [refusal(ledger, one) for one in (reopen("R"), _correct(_goods()))]

    assert answers == [AlreadyCancelled(credit_id=OF_R)] * 2


def test_a_return_of_whose_credit_a_part_was_given_up_stays_as_it_is() -> None:
    """1 of 4 was cancelled; the other 3 are usable again, but not all is as it was."""
    reopened = attrs.evolve(unapply("P", "return:R", "B"), reopen=True)
    ledger = told(
        *(bring_back("R", 4), invoice("B", 3), pay("P", 0, "B", credits=exact(3))),
        *(cancel("return:R"), reopened),
    )

    assert refusal(ledger, reopen("R")) == AlreadyCancelled(credit_id=OF_R)
    assert _credit(ledger).available == usd(3)


def test_reopening_takes_back_what_the_credit_paid() -> None:
    """4 came back, 3 of them paid B; reopened, B is due again and nothing is left."""
    before = told(
        *(bring_back("R", 4), invoice("B", 3), pay("P", 0, "B", credits=exact(3)))
    )

    step = step_of(before, reopen("R"))

    assert step.after.invoices[InvoiceId("B")].due == usd(3)
    assert _credit(step.after).amount == usd(0)
    assert broken_by(step) == set()


def test_reopening_retracts_nothing_where_nothing_is_left() -> None:
    """The other system took the credit back first; the goods go out again now."""
    lowered = ImportChange(customer_id=ACME, change=CreditAmount(OF_R, usd(0)))
    before = told(bring_back("R", 4), lowered)

    step = step_of(before, reopen("R"))

    assert step.entry.events == (ReturnReopened(return_id=R),)
    assert _credit(step.after).status is CreditStatus.RETRACTED


def test_rows_of_an_old_journal_that_name_no_line_leave_the_invoice_alone() -> None:
    """No command records them any more; they are read all the same."""
    row = ReturnedLine(
        id=LineId("r"),
        product="",
        quantity=Quantity.of(1),
        value=usd(9),
        unit_price=NONE,
    )
    completed = ReturnCompleted(
        return_id=R, invoice_id=InvoiceId("A"), lines=(row,), has_credit=False
    )
    sold = told(_sold("4", 100))

    after = fold(sold, (completed, ReturnReopened(return_id=R)))

    assert after.lines == sold.lines
    assert after.returns == {
        R: CustomerReturn(
            id=R,
            invoice_id=InvoiceId("A"),
            lines=(row,),
            has_credit=False,
            is_reopened=True,
        )
    }


def test_an_empty_book_has_no_return_to_reopen() -> None:
    assert refusal(EMPTY, reopen("R")) == Unknown(what="return", id="R")
