"""Whole stories as they are told afterwards, word for word (R22, R25)."""

from __future__ import annotations

from datetime import timedelta

import attrs
import pytest
from typing_extensions import override

from credits_core.commands import DeleteCredit
from credits_core.desk import Desk
from credits_core.enquiries import (
    CreditExplained,
    ExplainCredit,
    ExplainInvoice,
    InvoiceExplained,
    LineageOfCredit,
    LineageOfCustomer,
    NextCredits,
    NodeKind,
    Whereabouts,
    WhyNot,
    mermaid,
)
from credits_core.identity import CreditId, CustomerId, InvoiceId, UserId
from credits_core.ledger import Ledger
from credits_core.parts import Footprint
from credits_core.permission import EVERYTHING, SystemActor
from credits_core.policy import Ban, Policy
from credits_core.rejections import (
    CustomerMismatch,
    NotYetEffective,
    TransitiveLoop,
    Unknown,
)
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import (
    ACME,
    bring_back,
    cancel,
    edit,
    exact,
    grant,
    invoice,
    pay,
    reopen,
    unapply,
    usd,
    void,
)

from ..remote_orders import memo
from .kept import asked

A = InvoiceId("A")
K = CreditId("K")
GRANTED = "Issued by boss: granted."


@pytest.fixture
def desk() -> Desk:
    return Desk(ledgers=MemoryLedgers(), clock=HandClock(BEGIN))


def _of_invoice(desk: Desk, name: str) -> InvoiceExplained:
    query = ExplainInvoice(customer_id=ACME, invoice_id=InvoiceId(name))
    return asked(desk, query)


def _of_credit(desk: Desk, name: str) -> CreditExplained:
    query = ExplainCredit(customer_id=ACME, credit_id=CreditId(name))
    return asked(desk, query)


def test_the_life_of_an_invoice_is_told_entry_by_entry(desk: Desk) -> None:
    """100 by 60 of P and 25 of K, lowered by 5, K taken back, Q, then voided."""
    for command in (
        *(grant("K", 40), invoice("A", 100), pay("P", 60, "A", credits=exact(25))),
        *(edit("E", "A", -5), unapply("P", "K", "A"), pay("Q", 35, "A"), void("A")),
    ):
        desk.submit(command, BOSS).unwrap()

    told = _of_invoice(desk, "A")

    assert [step.sentences for step in told.steps] == [
        ("It was registered over 1.00 USD.",),
        (
            "0.25 USD of credit K went onto it with receipt P.",
            "0.60 USD of payment P went onto it.",
        ),
        ("Its total was changed from 1.00 USD to 0.95 USD.",),
        ("0.25 USD of credit K, applied with receipt P, was taken back.",),
        ("0.35 USD of payment Q went onto it.",),
        (
            "It was voided; its total had been 0.95 USD.",
            "0.35 USD of payment Q left it again.",
            "0.60 USD of payment P left it again.",
        ),
    ]
    with_k = "0.25 USD of credit K (receipt P)"
    assert told.why == (
        "Invoice A has a total of 0.00 USD.",
        f"{with_k} was taken back on 2026-01-01 by boss (void application).",
        "0.60 USD of payment P was taken back on 2026-01-01 by boss (void invoice).",
        "0.35 USD of payment Q was taken back on 2026-01-01 by boss (void invoice).",
        "It is void; nothing is due.",
    )


def test_what_is_due_is_told_last(desk: Desk) -> None:
    for command in (
        *(invoice("A", 5), invoice("B", 5), invoice("C", 5)),
        *(pay("P", 5, "B"), pay("Q", 2, "C")),
    ):
        desk.submit(command, BOSS).unwrap()

    assert [_of_invoice(desk, name).why[-1] for name in "ABC"] == [
        "All of it is due: 0.05 USD.",
        "Nothing is due: it is fully paid.",
        "0.03 USD is still due.",
    ]


def test_the_life_of_a_credit_is_told_entry_by_entry(desk: Desk) -> None:
    """40 granted, 25 on A and taken back, 10 on B, and the rest given up."""
    for command in (
        *(grant("K", 40), invoice("A", 25), invoice("B", 10)),
        *(pay("P", 0, "A", credits=exact(25)), unapply("P", "K", "A")),
        *(pay("Q", 0, "B", credits=exact(10)), cancel("K")),
    ):
        desk.submit(command, BOSS).unwrap()

    told = _of_credit(desk, "K")

    assert told.came_from == (GRANTED,)
    assert [step.sentences for step in told.steps] == [
        ("0.40 USD was issued: granted.",),
        ("0.25 USD went onto invoice A with receipt P.",),
        ("0.25 USD came back from invoice A.",),
        ("0.10 USD went onto invoice B with receipt Q.",),
        ("It was cancelled, and 0.30 USD given up.",),
    ]
    assert told.went_to == (
        Whereabouts(amount=usd(10), where="on invoice B since 2026-01-01"),
        Whereabouts(amount=usd(30), where="given up"),
    )


def test_credits_that_arise_by_themselves_tell_from_what(desk: Desk) -> None:
    for command in (
        *(invoice("A", 100), pay("P", 120, "A"), bring_back("R", 4, "A")),
        *(edit("E", "A", -7), memo(40, opening=30)),
    ):
        desk.submit(command, BOSS).unwrap()

    told = {
        name: _of_credit(desk, name)
        for name in ("overpayment:P", "return:R", "reduction:E", "X")
    }

    assert [one.steps[0].sentences[0] for one in told.values()] == [
        "0.20 USD was issued: payment P was more than what was due.",
        "0.04 USD was issued: goods came back with return R.",
        "0.07 USD was issued: edit E lowered invoice A below what was paid.",
        "0.40 USD was issued, 0.30 USD of it used before: credit memo 77 of qbo.",
    ]
    assert told["reduction:E"].came_from[1:] == ("0.07 USD of it is payment P.",)
    assert told["X"].went_to == (
        Whereabouts(amount=usd(30), where="used before it was read in"),
        Whereabouts(amount=usd(10), where="left"),
    )


def test_a_job_that_acts_for_a_person_is_told_as_the_cause(desk: Desk) -> None:
    job = SystemActor(EVERYTHING, on_behalf_of=UserId("anna"))
    desk.submit(grant("K", 4), job).unwrap()

    told = _of_credit(desk, "K")

    assert told.came_from == ("Issued by system, caused by anna: granted.",)
    assert [step.who for step in told.steps] == ["system for anna"]


def test_what_was_deleted_is_somewhere_too(desk: Desk) -> None:
    desk.submit(grant("K", 4), BOSS).unwrap()
    desk.submit(DeleteCredit(customer_id=ACME, credit_id=K), BOSS).unwrap()

    assert _of_credit(desk, "K").went_to == (
        Whereabouts(amount=usd(4), where="deleted"),
    )


def test_only_older_credits_are_passed_over_once_the_amount_is_reached(
    desk: Desk,
) -> None:
    """4 of C are looked for; B counts from tomorrow on, and D from the day after."""
    tomorrow = BEGIN.date() + timedelta(days=1)
    for command in (
        *(grant("B", 2, on=tomorrow), grant("C", 4)),
        grant("D", 2, on=tomorrow + timedelta(days=1)),
    ):
        desk.submit(command, BOSS).unwrap()

    enough = asked(desk, NextCredits(customer_id=ACME, amount=usd(4)))
    short = asked(desk, NextCredits(customer_id=ACME, amount=usd(5)))

    assert enough.passed_over == ()
    assert [one.credit.id for one in short.passed_over] == ["B", "D"]
    assert [type(one.reason) for one in short.passed_over] == [NotYetEffective] * 2
    assert short.short == usd(1)


def test_an_older_credit_that_may_not_pay_is_passed_over_with_its_way(
    desk: Desk,
) -> None:
    """HC-28: the credit of B, which A paid, may not pay A; the newer one does."""
    desk = attrs.evolve(desk, policy=Policy(ban=Ban.TRANSITIVE))
    for command in (
        *(invoice("A", 100), pay("P", 120, "A"), invoice("B", 20)),
        *(pay("Q", 0, "B", credits=exact(20)), edit("E", "B", -20)),
        *(edit("F", "A", 5), grant("N", 9), grant("O", 9)),
    ):
        desk.submit(command, BOSS).unwrap()
    query = NextCredits(customer_id=ACME, amount=usd(5), invoices=(A,))

    found = asked(desk, query)

    assert [(one.credit.id, one.amount) for one in found.taken] == [("N", usd(5))]
    assert [one.reason for one in found.passed_over] == [
        TransitiveLoop(
            credit_id=CreditId("reduction:E"),
            path=("A", "overpayment:P", "B", "reduction:E", "A"),
        )
    ]


def test_whose_document_it_is_stays_unsaid_but_not_that_it_is_anothers(
    desk: Desk,
) -> None:
    other = CustomerId("OTHER")
    for command in (
        *(grant("K", 4), invoice("A", 4)),
        attrs.evolve(grant("THEIRS", 4), customer_id=other),
    ):
        desk.submit(command, BOSS).unwrap()
    theirs = CreditId("THEIRS")

    query = WhyNot(customer_id=ACME, credit_id=theirs, invoice_id=A)

    refusal = desk.ask(query, BOSS).failure()
    assert refusal == CustomerMismatch(what="credit", id=theirs, customer_id=ACME)


class Watched(MemoryLedgers):
    """Ledgers that remember whose were read."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        super().__init__()
        self.read: list[CustomerId] = []

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        self.read.append(customer_id)
        return super().load(customer_id, footprint)


def test_whoever_asks_about_one_customer_reads_only_that_ones_ledger() -> None:
    ledgers = Watched()
    desk = Desk(ledgers=ledgers, clock=HandClock(BEGIN))
    query = WhyNot(customer_id=ACME, credit_id=K, invoice_id=A)

    assert desk.ask(query, BOSS).failure() == Unknown(what="invoice", id=A)
    assert ledgers.read == [ACME]


def test_a_trial_receipt_has_the_first_free_name(desk: Desk) -> None:
    desk.submit(grant("K", 4), BOSS).unwrap()
    query = WhyNot(customer_id=ACME, credit_id=K, invoice_id=A)
    ledger = desk.ledgers.load_whole(ACME)

    assert query.trial(ledger).payment_id == "trial 1"
    desk.submit(pay("trial 1", 1), BOSS).unwrap()
    ledger = desk.ledgers.load_whole(ACME)
    assert query.trial(ledger).payment_id == "trial 2"


def test_a_lineage_is_followed_over_any_number_of_documents(desk: Desk) -> None:
    """P paid A, whose reduction paid B, whose reduction paid C."""
    for command in (
        *(invoice("A", 9), pay("P", 9, "A"), edit("E1", "A", -9), invoice("B", 9)),
        *(pay("Q", 0, "B", credits=exact(9)), edit("E2", "B", -9), invoice("C", 9)),
        pay("R", 0, "C", credits=exact(9)),
    ):
        desk.submit(command, BOSS).unwrap()

    for name in ("reduction:E1", "reduction:E2"):
        query = LineageOfCredit(customer_id=ACME, credit_id=CreditId(name))
        arrows = asked(desk, query).arrows
        assert {(one.source.id, one.target.id) for one in arrows} == {
            *(("P", "A"), ("A", "reduction:E1"), ("reduction:E1", "B")),
            *(("B", "reduction:E2"), ("reduction:E2", "C")),
        }


def test_a_line_that_came_back_tells_its_value_and_where_it_was_sold(
    desk: Desk,
) -> None:
    for command in (invoice("A", 9), bring_back("R", 9, "A"), bring_back("S", 4)):
        desk.submit(command, BOSS).unwrap()

    arrows = [
        arrow
        for name in ("return:R", "return:S")
        for arrow in asked(
            desk, LineageOfCredit(customer_id=ACME, credit_id=CreditId(name))
        ).arrows
        if arrow.source.kind is NodeKind.RETURNED_LINE
    ]

    assert [(one.amount, one.text) for one in arrows] == [
        (usd(9), "sold on A"),
        (usd(4), "came back"),
    ]


def test_goods_tell_what_they_are_and_whether_they_went_back_again(
    desk: Desk,
) -> None:
    """R is reopened: what came with it is taken back, and S is not."""
    goods = attrs.evolve(bring_back("R", 4).lines[0], product="tiles", batch="7B")
    for command in (
        attrs.evolve(bring_back("R", 4), lines=(goods,)),
        *(bring_back("S", 2), reopen("R")),
    ):
        desk.submit(command, BOSS).unwrap()

    arrows = asked(desk, LineageOfCustomer(customer_id=ACME)).arrows

    assert [
        (one.source.id, one.source.text, one.is_live)
        for one in arrows
        if one.source.kind is NodeKind.RETURNED_LINE
    ] == [("R r", "4 tiles 7B", False), ("S r", "2", True)]


def test_every_credit_tells_what_it_came_from(desk: Desk) -> None:
    for command in (
        *(invoice("A", 9), pay("P", 12, "A"), edit("E", "A", -2)),
        *(bring_back("R", 4), grant("K", 1), memo(5)),
    ):
        desk.submit(command, BOSS).unwrap()

    arrows = asked(desk, LineageOfCustomer(customer_id=ACME)).arrows

    assert {
        one.target.id: (one.source.kind, one.source.id, one.source.text, one.text)
        for one in arrows
        if one.target.kind is NodeKind.CREDIT
    } == {
        "overpayment:P": (NodeKind.PAYMENT, "P", "", "paid too much"),
        "reduction:E": (NodeKind.INVOICE, "A", "0.00 USD of 0.07 USD due", "edit E"),
        "return:R": (NodeKind.RETURN, "R", "", "returned goods"),
        "K": (NodeKind.PERSON, "boss", "boss", "granted"),
        "X": (NodeKind.OTHER_SYSTEM, "qbo 77", "qbo 77", "read in"),
    }


def test_a_node_of_which_nothing_more_is_known_has_one_line(desk: Desk) -> None:
    for command in (invoice("A", 9), pay("P", 12, "A")):
        desk.submit(command, BOSS).unwrap()
    query = LineageOfCredit(customer_id=ACME, credit_id=CreditId("overpayment:P"))

    assert '[/"P"/]' in mermaid(asked(desk, query))
