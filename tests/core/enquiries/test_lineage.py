"""The graph of where credits came from and went, and its two languages (R25)."""

from __future__ import annotations

from collections import Counter

import attrs
import pytest
from hypothesis import given, settings
from returns.result import Failure

from credits_core.desk import Desk
from credits_core.enquiries import (
    Lineage,
    LineageOfCredit,
    LineageOfCustomer,
    NodeKind,
    graphviz,
    mermaid,
)
from credits_core.enquiries.graph import arrows_in
from credits_core.identity import CreditId
from credits_core.rejections import Unknown
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
)
from credits_testkit.strategies import History, histories

from .kept import asked, desk_over


@pytest.fixture
def desk() -> Desk:
    """P pays A, which is lowered; that credit and a granted one pay B."""
    desk = Desk(ledgers=MemoryLedgers(), clock=HandClock(BEGIN))
    for command in (
        *(invoice("A", 100), pay("P", 100, "A"), edit("E", "A", -20), invoice("B", 25)),
        *(grant("K", 5), pay("Q", 0, "B", credits=exact(25)), unapply("Q", "K", "B")),
        bring_back("R", 4, "A"),
    ):
        desk.submit(command, BOSS).unwrap()
    return desk


def _of(desk: Desk, credit_id: str) -> Lineage:
    query = LineageOfCredit(customer_id=ACME, credit_id=CreditId(credit_id))
    return asked(desk, query)


def test_a_credit_is_followed_to_its_last_source_and_to_where_it_went(
    desk: Desk,
) -> None:
    lineage = _of(desk, "reduction:E")

    arrows = [(one.source.id, one.target.id, one.text) for one in lineage.arrows]
    assert arrows == [
        ("A", "reduction:E", "edit E"),
        ("P", "A", "money"),
        ("reduction:E", "B", "receipt Q"),
    ]


def test_a_return_is_followed_to_its_lines_and_a_grant_to_the_person(
    desk: Desk,
) -> None:
    goods, granted = _of(desk, "return:R"), _of(desk, "K")

    assert [(n.kind, n.id) for n in goods.nodes] == [
        (NodeKind.RETURNED_LINE, "R r"),
        (NodeKind.RETURN, "R"),
        (NodeKind.CREDIT, "return:R"),
    ]
    assert [(one.source.id, one.is_live) for one in granted.arrows] == [
        ("boss", True),
        ("K", False),
    ]


def test_a_credit_that_is_not_there_has_no_lineage(desk: Desk) -> None:
    query = LineageOfCredit(customer_id=ACME, credit_id=CreditId("Z"))

    assert desk.ask(query, BOSS) == Failure(Unknown(what="credit", id="Z"))


@given(history=histories(max_size=20, min_credits=1, min_payments=1))
@settings(max_examples=40)
def test_the_arrows_carry_the_amounts_of_the_ledger(history: History) -> None:
    lineage = asked(desk_over(history), LineageOfCustomer(customer_id=ACME))

    ledger = history.ledger
    spent: Counter[str] = Counter()
    paid: Counter[str] = Counter()
    for arrow in (one for one in lineage.arrows if one.is_live):
        if arrow.target.kind is NodeKind.INVOICE:
            paid[arrow.target.id] += arrow.amount.minor
            if arrow.source.kind is NodeKind.CREDIT:
                spent[arrow.source.id] += arrow.amount.minor
    for credit in ledger.credits.values():
        assert spent[credit.id] == (credit.used - credit.opening).minor
    for bill in ledger.invoices.values():
        assert paid[bill.id] == bill.tendered.minor
    into = [one.target.id for one in lineage.arrows]
    assert all(credit_id in into for credit_id in ledger.credits)


@given(history=histories(max_size=20, min_credits=1, min_payments=1))
@settings(max_examples=20)
def test_what_a_credit_has_to_do_with_is_part_of_the_whole(history: History) -> None:
    desk = desk_over(history)
    whole = asked(desk, LineageOfCustomer(customer_id=ACME))

    for credit_id in history.ledger.credits:
        part = _of(desk, credit_id)
        assert {attrs.astuple(one) for one in part.arrows} <= {
            attrs.astuple(one) for one in whole.arrows
        }
        assert CreditId(credit_id) in {node.id for node in part.nodes}


def test_mermaid_shows_every_node_and_dots_what_was_taken_back(desk: Desk) -> None:
    assert mermaid(_of(desk, "K")) == (
        "flowchart LR\n"
        '    n0(("boss"))\n'
        '    n1(["K<br/>0.05 USD of 0.05 USD left"])\n'
        '    n2["B<br/>0.05 USD of 0.25 USD due"]\n'
        '    n0 -->|"0.05 USD granted"| n1\n'
        '    n1 -.->|"0.05 USD receipt Q (taken back)"| n2\n'
    )


def test_graphviz_shows_every_node_and_dashes_what_was_taken_back(desk: Desk) -> None:
    assert graphviz(_of(desk, "K")) == (
        "digraph lineage {\n"
        "    rankdir=LR;\n"
        '    n0 [label="boss", shape=ellipse];\n'
        '    n1 [label="K\\n0.05 USD of 0.05 USD left", shape=box, style=rounded];\n'
        '    n2 [label="B\\n0.05 USD of 0.25 USD due", shape=box];\n'
        '    n0 -> n1 [label="0.05 USD granted", style=solid];\n'
        '    n1 -> n2 [label="0.05 USD receipt Q (taken back)", style=dashed];\n'
        "}\n"
    )


def test_no_name_of_a_document_can_break_out_of_its_label() -> None:
    """Quotes, tags, hashes and backslashes are only letters there."""
    desk = Desk(ledgers=MemoryLedgers(), clock=HandClock(BEGIN))
    name = 'a"]; <b>#1; \\'
    desk.submit(grant(name, 5), BOSS).unwrap()
    lineage = _of(desk, name)

    label = "a#34;]; #60;b#62;#35;1; #92;<br/>0.05 USD of 0.05 USD left"
    assert f'    n1(["{label}"])' in mermaid(lineage).splitlines()
    assert 'label="a\\"]; <b>#1; \\\\\\n0.05 USD' in graphviz(lineage)


@given(history=histories(max_size=15, min_credits=2))
@settings(max_examples=20)
def test_the_order_does_not_depend_on_how_a_store_keeps_its_documents(
    history: History,
) -> None:
    ledger = history.ledger
    turned = attrs.evolve(
        ledger,
        credits=dict(reversed(tuple(ledger.credits.items()))),
        returns=dict(reversed(tuple(ledger.returns.items()))),
    )

    assert tuple(arrows_in(turned)) == tuple(arrows_in(ledger))
