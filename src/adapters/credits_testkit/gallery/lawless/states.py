"""Books that no command makes: the lawful one, broken in one place by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from credits_core.exact import Quantity
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.ledger import Ledger
from credits_core.money import Money

from ...orders import LINE, cash, usd
from .book import ON_F, ON_G, having, with_cash, with_use

Break = Callable[[Ledger], Ledger]


def _credit(ledger: Ledger, name: str, **changes: object) -> Ledger:
    changed = having(ledger.credits, CreditId(name), **changes)
    return attrs.evolve(ledger, credits=changed)


def _invoice(ledger: Ledger, name: str, **changes: object) -> Ledger:
    changed = having(ledger.invoices, InvoiceId(name), **changes)
    return attrs.evolve(ledger, invoices=changed)


def _payment(ledger: Ledger, name: str, **changes: object) -> Ledger:
    changed = having(ledger.payments, PaymentId(name), **changes)
    return attrs.evolve(ledger, payments=changed)


def _line(ledger: Ledger, name: str, **changes: object) -> Ledger:
    invoice_id = InvoiceId(name)
    changed = having(ledger.lines[invoice_id], LINE, **changes)
    return attrs.evolve(ledger, lines={**ledger.lines, invoice_id: changed})


def overspent(ledger: Ledger) -> Ledger:
    """50 of the 40 of M are spent, at both ends."""
    ledger = with_use(ledger, ON_G, amount=usd(50))
    ledger = _invoice(ledger, "G", applied=usd(50))
    return _credit(ledger, "M", used=usd(50))


def overspent_by_its_entries(ledger: Ledger) -> Ledger:
    """50 of the 40 of M are on G, and M itself knows of 30."""
    ledger = with_use(ledger, ON_G, amount=usd(50))
    return _invoice(ledger, "G", applied=usd(50))


def less_than_was_used_before(ledger: Ledger) -> Ledger:
    """2 of N were used before it was read in, and N is 1."""
    return _credit(ledger, "N", amount=usd(1))


def given_up_more_than_is_left(ledger: Ledger) -> Ledger:
    """15 of M were given up, and only 10 were left."""
    return _credit(ledger, "M", cancelled=usd(15))


def given_up_less_than_nothing(ledger: Ledger) -> Ledger:
    """M has 5 more to spend than it is, as if −5 had been cancelled."""
    return _credit(ledger, "M", cancelled=usd(-5))


def issued_twice(ledger: Ledger) -> Ledger:
    """H was lowered by 4, and 8 came out."""
    ledger = _credit(ledger, "reduction:E2", amount=usd(8))
    return _invoice(ledger, "H", reductions=usd(8))


def never_clawed_back(ledger: Ledger) -> Ledger:
    """A was raised by 5; its reduction credit, of which 7 is unspent, stayed."""
    ledger = _line(ledger, "A", amount=usd(90))
    return _invoice(ledger, "A", total=usd(90))


def wrong_reductions(ledger: Ledger) -> Ledger:
    """A says that 16 came out of it, and its credit is 15."""
    return _invoice(ledger, "A", reductions=usd(16))


def wrong_forfeits(ledger: Ledger) -> Ledger:
    """A says that 1 was forfeited, and no credit tells of it."""
    return _invoice(ledger, "A", forfeited=usd(1))


def negative_due(ledger: Ledger) -> Ledger:
    """F was lowered by 5 and issued nothing: −5 due."""
    ledger = _line(ledger, "F", amount=usd(15))
    return _invoice(ledger, "F", total=usd(15))


def due_above_total(ledger: Ledger) -> Ledger:
    """G lent out 100 more than it ever had: 1070 due of 1000."""
    return _invoice(ledger, "G", reductions=usd(100))


def total_beside_its_lines(ledger: Ledger) -> Ledger:
    """B has a line of 51 and a total of 50."""
    return _line(ledger, "B", amount=usd(51))


def more_back_than_sold(ledger: Ledger) -> Ledger:
    """21 pieces came back of the 20 on F."""
    return _line(ledger, "F", returned_quantity=Quantity.of(21))


def credit_missing(ledger: Ledger) -> Ledger:
    """5 of P6 are unapplied, and no credit shows them."""
    left = {i: one for i, one in ledger.credits.items() if i != "overpayment:P6"}
    return attrs.evolve(ledger, credits=left)


def edited_view(ledger: Ledger) -> Ledger:
    """The overpayment credit of P6 was made 6 by itself."""
    return _credit(ledger, "overpayment:P6", amount=usd(6))


def tenders_beside_their_amount(ledger: Ledger) -> Ledger:
    """The tenders of P6 are 26, its amount is 25."""
    return _payment(ledger, "P6", tenders=cash(26))


def own_money_waits(ledger: Ledger) -> Ledger:
    """P6 names F, which is 5 due, and keeps 10 as a credit."""
    ledger = with_cash(ledger, ON_F, amount=usd(15))
    ledger = _payment(ledger, "P6", allocated=usd(15))
    ledger = _invoice(ledger, "F", cash=usd(15))
    return _credit(ledger, "overpayment:P6", amount=usd(10))


def lost_cent(ledger: Ledger) -> Ledger:
    """P6 gave 20 to F, and 19 arrived."""
    return _invoice(ledger, "F", cash=usd(19))


def crossed_currencies(ledger: Ledger) -> Ledger:
    """30 cents of M became 30 euro cents on Z."""
    ledger = with_use(ledger, ON_G, invoice_id=InvoiceId("Z"))
    ledger = _invoice(ledger, "G", applied=usd(0))
    return _invoice(ledger, "Z", applied=Money(30, "EUR"))


def forgotten_by_its_source(ledger: Ledger) -> Ledger:
    """G was paid 30 by M, and M is as if unused."""
    return _credit(ledger, "M", used=usd(0))


def forgotten_by_its_target(ledger: Ledger) -> Ledger:
    """M paid 30, and G is as if unpaid."""
    return _invoice(ledger, "G", applied=usd(0))


def forgotten_by_its_payment(ledger: Ledger) -> Ledger:
    """20 of P6 are on F, and P6 knows of 19."""
    return _payment(ledger, "P6", allocated=usd(19))


def rest_after_cancelling(ledger: Ledger) -> Ledger:
    """K was cancelled, and 3 of it can still be spent."""
    return _credit(ledger, "K", cancelled=usd(7))


def rest_after_deleting(ledger: Ledger) -> Ledger:
    """X was deleted, and all of it can still be spent."""
    return _credit(ledger, "X", deleted=usd(0))


BROKEN: Final[dict[Break, set[str]]] = {
    overspent: {"L1"},
    overspent_by_its_entries: {"L1", "L7"},
    less_than_was_used_before: {"L1"},
    given_up_more_than_is_left: {"L1"},
    given_up_less_than_nothing: {"L1"},
    issued_twice: {"L2"},
    never_clawed_back: {"L2", "L5"},
    wrong_reductions: {"L2", "L5", "L6"},
    wrong_forfeits: {"L2", "L5", "L6"},
    negative_due: {"L2", "L3"},
    due_above_total: {"L2", "L3", "L6"},
    total_beside_its_lines: {"L3"},
    more_back_than_sold: {"L3"},
    credit_missing: {"L4", "L6"},
    edited_view: {"L4", "L6"},
    tenders_beside_their_amount: {"L4"},
    own_money_waits: {"L5"},
    lost_cent: {"L5", "L6", "L7"},
    crossed_currencies: {"L6"},
    forgotten_by_its_source: {"L7"},
    forgotten_by_its_target: {"L6", "L7"},
    forgotten_by_its_payment: {"L4", "L7"},
    rest_after_cancelling: {"L7"},
    rest_after_deleting: {"L7"},
}
"""Each way to break the lawful book, and exactly the laws that tell of it."""
