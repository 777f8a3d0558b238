"""Customers in their order, and names that are nobody else's."""

from __future__ import annotations

from credits_core.events import Event
from credits_core.identity import CreditId, CustomerId, InvoiceId, PaymentId, ReturnId
from credits_core.parts import ACredit, AnInvoice, APayment, AReturn

from ...orders import ACME
from ..clauses import clause
from ..differences import same
from ..events_given import issued, received, registered, returned
from ..given import BETA, footprint
from ..trials import LedgersTrial
from .promises import CHANGED, CUSTOMERS, NAMES, REFUSED, SORTED

ALIKE = (
    *("a", "A", "a ", " a", "\u00e1", "a\u0301", "\uff41", "ß", "ss"),
    *("1", "01", "1.0", "10", "9", "None", "null", "true", "{}", "[]"),
    *("../a", "a/b", "a\\b", ".", "..", "a:b", "CON", "a.json", "~", "%61", "a%"),
    *("'", '"', "';--", "_", "*", "?", "🍎", "x" * 200, "x" * 199 + "y"),
)
"""Names that one or the other place might take for another one, or for its own."""


class NamesClauses:
    """Which customers there are, and names told apart."""

    @clause(CUSTOMERS)
    def test_every_customer_is_told_once(self, trial: LedgersTrial) -> None:
        for customer_id in (ACME, BETA):
            pen = trial.pen(customer_id)
            for number in range(3):
                pen.write(issued(f"{number} of {customer_id}", "10"))

        same(tuple(trial.ledgers.customers()), (ACME, BETA), "the customers")

    @clause(CUSTOMERS)
    def test_many_customers_are_all_told(self, trial: LedgersTrial) -> None:
        names = [CustomerId(f"customer {number:03}") for number in range(60)]
        for name in names:
            trial.pen(name).write(issued(f"of {name}", "1"))

        same(list(trial.ledgers.customers()), names, "the customers")

    @clause(SORTED)
    def test_customers_come_in_the_order_of_their_ids(
        self, trial: LedgersTrial
    ) -> None:
        """Capitals come before small letters, 10 before 9, and ß after all of them."""
        names = [CustomerId(one) for one in ("ACME", "Zoe", "a", "b 10", "b 9", "ß")]
        for name in reversed(names):
            trial.pen(name).write(issued(f"of {name}", "10"))

        same(list(trial.ledgers.customers()), names, "the customers")

    @clause(CHANGED)
    def test_somebody_who_was_only_asked_for_is_no_customer(
        self, trial: LedgersTrial
    ) -> None:
        trial.ledgers.load(ACME, footprint(AnInvoice(InvoiceId("I1"))))
        trial.ledgers.load_whole(BETA)
        with trial.ledgers.exclusively([ACME, BETA]):
            trial.ledgers.load_whole(ACME)

        same(tuple(trial.ledgers.customers()), (), "the customers")

    @clause(CHANGED, REFUSED)
    def test_somebody_whose_only_command_was_refused_is_no_customer(
        self, trial: LedgersTrial
    ) -> None:
        late = trial.pen(BETA).change(issued("C1", "10"))
        trial.pen().write(issued("C1", "10"))

        trial.ledgers.commit(late)

        same(tuple(trial.ledgers.customers()), (ACME,), "the customers")

    @clause(NAMES, SORTED)
    def test_customers_are_told_apart_character_by_character(
        self, trial: LedgersTrial
    ) -> None:
        names = [CustomerId(name) for name in ALIKE]
        changes = [
            trial.pen(name).write(issued(f"C{number}", f"{number + 1}"))
            for number, name in enumerate(names)
        ]

        same(list(trial.ledgers.customers()), sorted(names), "the customers")
        for name, change in zip(names, changes, strict=True):
            same(trial.stored(name), change.after, f"the ledger of {name!r}")
            same(next(trial.ledgers.journal(name)), change.entry, f"entry of {name!r}")

    @clause(NAMES)
    def test_documents_are_told_apart_character_by_character(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.pen()
        for name in ALIKE:
            pen.write(*_everything(name))

        same(trial.stored(), pen.ledger, "what is stored")
        for name in ALIKE:
            asked = footprint(AnInvoice(InvoiceId(name)), APayment(PaymentId(name)))
            asked |= footprint(ACredit(CreditId(name)), AReturn(ReturnId(name)))
            loaded = trial.ledgers.load(ACME, asked)
            found = (loaded.invoices, loaded.payments, loaded.credits, loaded.returns)
            same([list(one) for one in found], [[name]] * 4, f"documents of {name!r}")

    @clause(NAMES)
    def test_a_document_of_somebody_else_is_told_apart_character_by_character(
        self, trial: LedgersTrial
    ) -> None:
        """Beta asks for what differs from ACME's by one character."""
        trial.pen().write(*_everything("a"))

        for name in ALIKE[1:]:
            asked = footprint(AnInvoice(InvoiceId(name)), APayment(PaymentId(name)))
            asked |= footprint(ACredit(CreditId(name)), AReturn(ReturnId(name)))
            elsewhere = trial.ledgers.load(BETA, asked).elsewhere
            same(dict(elsewhere), {}, f"elsewhere of {name!r}")


def _everything(name: str) -> tuple[Event, ...]:
    """A document of each kind, all called the same."""
    money = (received(name, "0"), issued(name, "1"))
    return (registered(name, "1"), *money, returned(name, None, "1"))
