"""Amounts as whole cents, and documents that hold them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

Document = dict[str, Any]

AMOUNTS: Final = frozenset(
    {
        *("Amount", "TotalAmt", "Balance", "UnappliedAmt", "RemainingCredit"),
        *("HomeTotalAmt", "HomeBalance", "TotalTax", "NetAmountTaxable", "Deposit"),
        *("BalanceWithJobs", "DiscountAmt", "CurrentBalance", "OpenBalance"),
        *("CurrentBalanceWithSubAccounts", "HomeAmount", "TaxAmount", "CashBack"),
        *("OverrideDeltaAmount", "TaxInclusiveAmt", "FinanceCharge", "InitialAmt"),
    }
)
QUANTITIES: Final = frozenset(
    {
        *("Qty", "UnitPrice", "ExchangeRate", "TaxPercent", "DiscountPercent"),
        *("DiscountRate", "PurchaseCost", "QtyOnHand", "LineNum", "RateValue"),
        *("RatePercent", "MarkUpIncomePercent", "Percent", "ReorderPoint"),
    }
)
_CENT: Final = Decimal("0.01")
MOST_CENTS: Final = 10**15


class Cents(int):
    """A whole number of cents that is written as an amount."""

    __slots__ = ()


def cents(number: Decimal | int) -> Cents:
    """An amount in the currency as whole cents, halves rounded away from zero."""
    if isinstance(number, Cents):
        return number
    whole = Decimal(number).quantize(_CENT, rounding=ROUND_HALF_UP)
    return Cents(int(whole.scaleb(2)))


def amount_text(amount: int) -> str:
    """Cents as QuickBooks Online writes an amount: ``300.00``, and ``0`` for none."""
    if not amount:
        return "0"
    sign, whole = ("-", -amount) if amount < 0 else ("", amount)
    return f"{sign}{whole // 100}.{whole % 100:02d}"


def number_text(number: Decimal | int) -> str:
    """Any other number as it was written, and never with an exponent."""
    return format(number, "f") if isinstance(number, Decimal) else str(int(number))


def trimmed(number: Decimal | int) -> Decimal:
    """A number without the noughts that end its fraction."""
    plain = Decimal(number)
    if plain == plain.to_integral_value():
        return plain.quantize(Decimal(1)) if abs(plain) < 10**20 else plain
    return plain.normalize()
