"""Many values made at once are those that their constructors would make."""

from __future__ import annotations

import attrs
import pytest

from credits_core.commands import IssueCredit
from credits_core.credit import FromReduction
from credits_core.identity import EditId, InvoiceId
from credits_core.money import Money
from credits_sql.rows.making import made, money, moneys

pytestmark = pytest.mark.extras


def test_columns_become_values_field_by_field() -> None:
    found = made(FromReduction, 2, (InvoiceId("A"), InvoiceId("B")), ("E", "F"))

    assert found == [
        FromReduction(InvoiceId("A"), EditId("E")),
        FromReduction(InvoiceId("B"), EditId("F")),
    ]
    assert {hash(one) for one in found} == {
        hash(FromReduction(InvoiceId(a), EditId(b))) for a, b in ("AE", "BF")
    }
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found[0].edit_id = EditId("G")  # type: ignore[misc]  # it is tried on purpose


def test_nobody_can_tell_how_a_value_was_made() -> None:
    (found,) = made(FromReduction, 1, ("A",), ("E",))

    assert type(found) is FromReduction
    assert repr(found) == repr(FromReduction(InvoiceId("A"), EditId("E")))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del found.edit_id


def test_columns_of_another_length_make_no_values() -> None:
    with pytest.raises(ValueError, match="1 values and not 2"):
        made(FromReduction, 2, ("A", "B"), ("E",))


def test_what_is_checked_when_it_is_made_is_made_by_its_constructor_alone() -> None:
    """Money by its own check, a command by its validators."""
    for kind in (Money, IssueCredit):
        with pytest.raises(TypeError, match="constructor alone"):
            made(kind, 1, (1,), ("USD",))


def test_amounts_are_made_with_the_checks_of_one_amount() -> None:
    columns = ((0, 0), (5, 0), (-7, 2**63 - 1))

    found = moneys(columns, ("USD", "JPY"))

    assert found == [
        [
            Money(minor, currency)
            for minor, currency in zip(one, ("USD", "JPY"), strict=True)
        ]
        for one in columns
    ]


@pytest.mark.parametrize(
    "wrong", [(1.0, 2), (1, 2.5), ("1", "2"), (None, 1), (2**63, 1), (1, -(2**63))]
)
def test_no_amount_gets_in_that_money_would_refuse(wrong: tuple[int, int]) -> None:
    with pytest.raises((TypeError, ValueError)):
        moneys(((1, 1), wrong), ("USD", "EUR"))


def test_no_currency_gets_in_that_nobody_knows() -> None:
    with pytest.raises(ValueError, match="XXQ"):
        moneys(((0, 0),), ("USD", "XXQ"))


def test_one_amount_is_checked_as_its_constructor_does() -> None:
    assert money(5, "USD") == Money(5, "USD")
    assert money(0, "USD") == Money(0, "USD")
    assert money(0, "USD") is money(0, "USD"), "nothing is made once"
    with pytest.raises(ValueError, match="XXQ"):
        money(0, "XXQ")
    with pytest.raises(TypeError):
        money(None, "USD")  # type: ignore[arg-type]  # that is the point
