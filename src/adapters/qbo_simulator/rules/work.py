"""What a rule works with: a draft, the switches, and the company's settings."""

from __future__ import annotations

from datetime import date

import attrs

from ..amounts import Document
from ..books import Draft
from ..clock import pacific_date
from ..switches import Switches


@attrs.frozen
class Settings:
    """What the company has chosen in its preferences."""

    auto_apply_credit: bool = False
    auto_apply_payments: bool = False
    custom_numbers: bool = False
    multi_currency: bool = False
    home_currency: str = "USD"
    closed_until: str = ""
    closed_with_password: bool = False
    automated_tax: bool = False
    country: str = "US"
    custom_fields: tuple[str, ...] = ()

    @classmethod
    def of(cls, preferences: Document, **others: object) -> Settings:
        """The settings that a Preferences object tells."""
        sales = preferences.get("SalesFormsPrefs", {})
        currency = preferences.get("CurrencyPrefs", {})
        tax = preferences.get("TaxPrefs", {})
        told = {
            "auto_apply_credit": sales.get("AutoApplyCredit") is True,
            "auto_apply_payments": sales.get("AutoApplyPayments") is True,
            "custom_numbers": sales.get("CustomTxnNumbers") is True,
            "multi_currency": currency.get("MultiCurrencyEnabled") is True,
            "home_currency": currency.get("HomeCurrency", {}).get("value", "USD"),
            "closed_until": preferences.get("AccountingInfoPrefs", {}).get(
                "BookCloseDate", ""
            ),
            "automated_tax": tax.get("UsingSalesTax") is True
            and tax.get("PartnerTaxEnabled") is True,
        }
        return attrs.evolve(cls(), **told, **others)  # type: ignore[arg-type] # by name


@attrs.frozen
class Work:
    """One piece of work on a company's books.

    *by_person* is true for what somebody does in QuickBooks Online itself.
    """

    draft: Draft
    switches: Switches
    settings: Settings
    by_person: bool = False

    @property
    def today(self) -> date:
        """The company's date."""
        return pacific_date(self.draft.at)
