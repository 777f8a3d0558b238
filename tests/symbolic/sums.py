"""What is said of arithmetic and of allocation, for any amounts."""

from __future__ import annotations

from typing import Final

from credits_core.exact import Quantity, share_of
from credits_core.fold import Draft
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.rules.spend import Need, Placed, place_named, place_oldest
from credits_testkit.occasions import occasion
from credits_testkit.orders import grant, usd
from credits_testkit.telling import told

from .cases import Case
from .paper import alter, bill, receive, send_back


def _adds_up(a: int, b: int, c: int) -> None:
    one, two, three = usd(a), usd(b), usd(c)

    assert one + two - two == one
    assert one + two == two + one
    assert (one + two) + three == one + (two + three)
    assert one - two == -(two - one)
    assert (one + two).minor == a + b


def _is_ordered(a: int, b: int) -> None:
    one, two = usd(a), usd(b)

    assert [one < two, one == two, one > two].count(True) == 1
    assert (one <= two) == (not one > two)
    assert (one >= two) == (not one < two)
    assert max(one, two) - min(one, two) >= one.zero
    assert (one - two).is_positive == (one > two)


def _quantities_add_up(a: int, b: int) -> None:
    one, two = Quantity(a), Quantity(b)

    assert one + two - two == one
    assert (one < two) == (two - one > Quantity(0))


def _shares(minor: int) -> None:
    """Of seven pieces, so many cost their share, and half a cent goes up."""
    whole = Quantity.of(7)
    before = 0
    for pieces in range(1, 8):
        share = share_of(minor, Quantity.of(pieces), whole)
        assert before <= share
        assert -7 < 2 * (7 * share - pieces * minor) <= 7
        before = share
    assert before == minor


def _oldest_first(a: int, b: int, c: int, d: int, e: int) -> None:
    """Two credits of *a* and *b* pay two invoices of *c* and *d*, at most *e*."""
    ledger = told(grant("K1", a), grant("K2", b), bill("A", c), bill("B", d))
    needs = [Need(InvoiceId("A"), c), Need(InvoiceId("B"), d)]

    placed = place_oldest(Draft(ledger), needs, usd(e), occasion(9))

    _fits(placed, {"K1": a, "K2": b}, {"A": c, "B": d})
    assert _sum(placed) == min(a + b, c + d, e)
    assert _of(placed, "K1") == min(a, _sum(placed))
    assert _on(placed, "A") == min(c, _sum(placed))


def _as_named(a: int, b: int, c: int, d: int) -> None:
    """*a* of one credit and *b* of another go onto invoices of *c* and *d*."""
    ledger = told(grant("K1", a), grant("K2", b))
    first, second = (ledger.credits[CreditId(name)] for name in ("K1", "K2"))
    needs = [Need(InvoiceId("A"), c), Need(InvoiceId("B"), d)]

    placed = place_named(needs, [(second, usd(b)), (first, usd(a))])

    _fits(placed, {"K1": a, "K2": b}, {"A": c, "B": d})
    assert _sum(placed) == min(a + b, c + d)
    assert _of(placed, "K2") == min(b, _sum(placed))
    assert _on(placed, "A") == min(c, _sum(placed))


def _spread(a: int, b: int, c: int, cash: int) -> None:
    """A receipt serves three invoices in their order; the rest is its credit."""
    bills = (bill("A", a), bill("B", b), bill("C", c))

    ledger = told(*bills, receive("P", cash, "A", "B", "C"))

    rest = cash
    for name, total in (("A", a), ("B", b), ("C", c)):
        part = min(total, rest)
        rest -= part
        assert ledger.invoices[InvoiceId(name)].cash == usd(part)
    assert ledger.payments[PaymentId("P")].unapplied == usd(rest)


def _returned(minor: int) -> None:
    """Three pieces come back one by one: each share is fair, all are the whole."""
    commands = [bill("A", minor)]
    ledger = told(*commands, send_back("R1", 1, "A"), send_back("R2", 1, "A"))
    ledger = told(send_back("R3", 1, "A"), start=ledger)

    worth = [ledger.credits[CreditId(f"return:R{n}")].amount.minor for n in (1, 2, 3)]
    assert sum(worth) == minor
    assert all(-3 < 3 * one - minor < 3 for one in worth)


def _surplus(total: int, paid: int, down: int, up: int) -> None:
    """Only the total in the end counts, whichever way it came about (L2)."""
    start = told(bill("A", total + down), receive("P", paid, "A"))

    there_and_back = told(
        alter("E1", "A", -down),
        alter("E2", "A", up),
        alter("E3", "A", -up),
        start=start,
    )
    at_once = told(alter("E1", "A", -down), start=start)

    for ledger in (there_and_back, at_once):
        invoice = ledger.invoices[InvoiceId("A")]
        assert invoice.due == usd(max(total - paid, 0))
        free = sum(credit.available.minor for credit in ledger.credits.values())
        assert free == max(paid - total, 0)


def _fits(placed: list[Placed], credits: dict[str, int], needs: dict[str, int]) -> None:
    assert all(one.minor > 0 for one in placed)
    assert all(_of(placed, name) <= most for name, most in credits.items())
    assert all(_on(placed, name) <= most for name, most in needs.items())


def _sum(placed: list[Placed]) -> int:
    return sum(one.minor for one in placed)


def _of(placed: list[Placed], credit: str) -> int:
    return sum(one.minor for one in placed if one.credit_id == credit)


def _on(placed: list[Placed], invoice: str) -> int:
    return sum(one.minor for one in placed if one.invoice_id == invoice)


SUMS: Final = (
    Case(name="money adds up like whole numbers", check=_adds_up, like=(5, 7, 9)),
    Case(name="money is ordered like whole numbers", check=_is_ordered, like=(5, 7)),
    Case(
        name="quantities add up like whole numbers",
        check=_quantities_add_up,
        like=(5, 7),
    ),
    Case(name="shares of a value are fair (HC-54)", check=_shares, like=(100,)),
    Case(
        name="credits are placed oldest first (R11)",
        check=_oldest_first,
        like=(10, 20, 15, 15, 25),
    ),
    Case(
        name="credits are placed as they are named (R11)",
        check=_as_named,
        like=(10, 20, 15, 15),
    ),
    Case(
        name="a receipt is spread over three invoices (R10)",
        check=_spread,
        like=(10, 20, 30, 70),
    ),
    Case(
        name="three pieces that come back are worth the line (HC-54)",
        check=_returned,
        like=(100,),
        least=4,
    ),
    Case(
        name="only the total in the end counts (L2)",
        check=_surplus,
        like=(70, 100, 30, 20),
    ),
)
