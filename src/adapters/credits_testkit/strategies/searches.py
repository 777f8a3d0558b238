"""Strategies for searches of credits: any filter with any other, in any order."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from credits_core.credit import CreditStatus
from credits_core.identity import CustomerId
from credits_core.search import OPEN_STATUSES, CreditSearch, Sort, Source

from ..chances.situation import CURRENCIES
from ..occasions import BEGIN
from ..orders import ACME


def searches(
    customers: tuple[CustomerId, ...] = (ACME,),
) -> SearchStrategy[CreditSearch]:
    """Searches of the credits of those *customers*; most have few filters."""
    return st.one_of(_any_order(customers), _by_amount(customers))


def _any_order(customers: tuple[CustomerId, ...]) -> SearchStrategy[CreditSearch]:
    days = st.one_of(
        st.none(), st.integers(-5, 25).map(lambda n: BEGIN.date() + timedelta(days=n))
    )
    return st.builds(
        CreditSearch,
        customer_id=st.sampled_from([None, None, *customers]),
        source=st.sampled_from([None, None, *Source]),
        statuses=st.one_of(
            st.just(frozenset[CreditStatus]()),
            st.just(OPEN_STATUSES),
            st.frozensets(st.sampled_from(CreditStatus), max_size=3),
        ),
        currency=st.sampled_from([None, None, *CURRENCIES]),
        first=days,
        last=days,
        text=st.sampled_from(["", "", "", "c", "1", "P"]),
        sort=st.sampled_from([Sort.DATE, Sort.CUSTOMER]),
        is_descending=st.booleans(),
    )


def _by_amount(customers: tuple[CustomerId, ...]) -> SearchStrategy[CreditSearch]:
    return st.builds(
        CreditSearch,
        customer_id=st.sampled_from([None, *customers]),
        statuses=st.sampled_from([OPEN_STATUSES, frozenset({CreditStatus.OPEN})]),
        currency=st.sampled_from(CURRENCIES),
        sort=st.just(Sort.AVAILABLE),
        is_descending=st.booleans(),
    )
