"""Statements are turned into SQL once, and values are put into their places."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from credits_sql.statements import Statement, among, given
from credits_sql.tables import ledger

pytestmark = pytest.mark.extras

PLACES = {"sqlite": "?", "postgresql": "%s"}


@pytest.mark.parametrize("database", sorted(PLACES))
def test_values_go_to_their_places_in_the_order_of_the_text(database: str) -> None:
    """However they are given, and as often as the text wants them."""
    statement = Statement(text("SELECT :b, :a, :b"))

    compiled = statement.on(database)

    assert compiled.text.count(PLACES[database]) == 3
    assert compiled.given({"a": 1, "other": 3, "b": 2}) == (2, 1, 2)


@pytest.mark.parametrize("database", sorted(PLACES))
def test_one_value_is_a_tuple_of_one_and_none_is_an_empty_one(database: str) -> None:
    assert Statement(text("SELECT :a")).on(database).given({"a": "ab"}) == ("ab",)
    assert Statement(text("SELECT 1")).on(database).given({"a": 1}) == ()


@pytest.mark.parametrize("database", sorted(PLACES))
def test_what_is_always_the_same_is_given_by_the_statement(database: str) -> None:
    statement = Statement(
        select(ledger.c.version).where(
            ledger.c.entries == 7, ledger.c.tenant_id == given(ledger.c.tenant_id)
        )
    )

    assert statement.on(database).given({"tenant_id": "T"}) == (7, "T")


def test_only_sqlite_reads_a_list_from_json_and_only_if_it_is_one() -> None:
    statement = Statement(select(ledger.c.version).where(among(ledger.c.customer_id)))

    assert statement.on("sqlite").reads_json
    assert not statement.on("sqlite", of_one=True).reads_json
    assert not statement.on("postgresql").reads_json
