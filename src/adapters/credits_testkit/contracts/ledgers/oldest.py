"""Which credits come as the oldest ones, and in which order they are counted."""

from __future__ import annotations

from datetime import timedelta

from credits_core.credit import Hold
from credits_core.events import (
    CreditCancelled,
    CreditDeleted,
    CreditHeld,
    HoldReleased,
)
from credits_core.identity import CreditId, InvoiceId
from credits_core.money import Money
from credits_core.parts import OldestCredits
from credits_core.ports import Ledgers

from ...orders import ACME
from ..clauses import clause
from ..differences import same
from ..events_given import applied, issued, received, registered
from ..given import BETA, DAY, footprint, usd
from ..trials import LedgersTrial
from .part_promises import FIFO, NOT_COUNTED, OLDEST, USABLE

TOMORROW = DAY + timedelta(days=1)
YESTERDAY = DAY - timedelta(days=1)


def _oldest(
    ledgers: Ledgers, amount: Money, not_counted: tuple[str, ...] = ()
) -> set[str]:
    without = frozenset(map(InvoiceId, not_counted))
    part = OldestCredits(amount, DAY, without)
    return set(ledgers.load(ACME, footprint(part)).credits)


class OldestCreditsClauses:
    """Usable credits in FIFO order until they cover the amount."""

    @clause(OLDEST)
    def test_credits_come_until_they_cover_the_amount(
        self, trial: LedgersTrial
    ) -> None:
        trial.pen().write(*(issued(f"C{n}", "10") for n in range(1, 6)))

        same(_oldest(trial.ledgers, usd("10.00")), {"C1"})
        same(_oldest(trial.ledgers, usd("10.01")), {"C1", "C2"})
        same(_oldest(trial.ledgers, usd("30.00")), {"C1", "C2", "C3"})

    @clause(OLDEST)
    def test_all_there_are_come_if_they_do_not_cover_it(
        self, trial: LedgersTrial
    ) -> None:
        trial.pen().write(issued("C1", "10"), issued("C2", "10"))

        same(_oldest(trial.ledgers, usd("999")), {"C1", "C2"})

    @clause(FIFO)
    def test_the_earlier_effective_date_comes_first(self, trial: LedgersTrial) -> None:
        trial.pen().write(
            issued("C1", "10", sequence=1), issued("C2", "10", sequence=2, on=YESTERDAY)
        )

        same(_oldest(trial.ledgers, usd("5")), {"C2"})

    @clause(FIFO)
    def test_on_one_date_the_one_recorded_first_comes_first(
        self, trial: LedgersTrial
    ) -> None:
        """Sequence 9 is before 10, as numbers are and text is not."""
        trial.pen().write(
            issued("C1", "10", sequence=10), issued("C2", "10", sequence=9)
        )

        same(_oldest(trial.ledgers, usd("5")), {"C2"})

    @clause(FIFO)
    def test_recorded_together_the_lower_id_comes_first(
        self, trial: LedgersTrial
    ) -> None:
        """By the numbers of its letters: capitals before small ones, 10 before 9."""
        names = ("C 10", "C 9", "Z", "a", "é", "ß")
        trial.pen().write(*(issued(name, "10") for name in sorted(names)[::-1]))

        for place, name in enumerate(sorted(names), start=1):
            found = _oldest(trial.ledgers, usd(f"{place * 10}"))
            same(found, set(sorted(names)[:place]), f"the oldest up to {name}")

    @clause(USABLE, OLDEST)
    def test_only_what_is_available_counts_towards_the_cover(
        self, trial: LedgersTrial
    ) -> None:
        """C1 has 3 of its 10 left, so that 5 needs C2 too."""
        pen = trial.pen()
        pen.write(registered("I1", "50"), issued("C1", "10"), issued("C2", "10"))
        pen.write(received("R1", "0", "I1"), applied(1, "R1", "C1", "I1", "7"))

        same(_oldest(trial.ledgers, usd("3")), {"C1"})
        same(_oldest(trial.ledgers, usd("5")), {"C1", "C2"})

    @clause(USABLE)
    def test_a_used_up_credit_stays_away(self, trial: LedgersTrial) -> None:
        pen = trial.pen()
        pen.write(registered("I1", "50"), issued("C1", "10"), issued("C2", "10"))
        pen.write(received("R1", "0", "I1"), applied(1, "R1", "C1", "I1", "10"))

        same(_oldest(trial.ledgers, usd("99")), {"C2"})

    @clause(USABLE)
    def test_a_held_credit_stays_away_until_it_is_released(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.pen()
        held = CreditHeld(credit_id=CreditId("C1"), hold=Hold.POSSIBLE_DUPLICATE)
        pen.write(issued("C1", "10"), issued("C2", "10"), held)

        before = _oldest(trial.ledgers, usd("99"))
        pen.write(HoldReleased(credit_id=CreditId("C1")))

        same(before, {"C2"})
        same(_oldest(trial.ledgers, usd("99")), {"C1", "C2"})

    @clause(USABLE)
    def test_a_cancelled_or_deleted_credit_stays_away(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.pen()
        pen.write(*(issued(f"C{n}", "10") for n in (1, 2, 3)))
        pen.write(
            CreditCancelled(credit_id=CreditId("C1"), amount=usd("10")),
            CreditDeleted(credit_id=CreditId("C2"), amount=usd("10")),
        )

        same(_oldest(trial.ledgers, usd("99")), {"C3"})

    @clause(USABLE)
    def test_a_credit_of_a_later_day_stays_away(self, trial: LedgersTrial) -> None:
        trial.pen().write(issued("C1", "10", on=TOMORROW), issued("C2", "10"))

        same(_oldest(trial.ledgers, usd("99")), {"C2"})

    @clause(USABLE)
    def test_a_credit_of_another_currency_stays_away(self, trial: LedgersTrial) -> None:
        euros = issued("C1", Money.of("10", "EUR"), on=YESTERDAY)
        trial.pen().write(euros, issued("C2", "10"))

        same(_oldest(trial.ledgers, usd("99")), {"C2"})
        same(_oldest(trial.ledgers, Money.of("99", "EUR")), {"C1"})

    @clause(OLDEST)
    def test_a_credit_of_another_customer_stays_away(self, trial: LedgersTrial) -> None:
        trial.pen(BETA).write(issued("B1", "10"))
        trial.pen().write(issued("C1", "10"))

        same(_oldest(trial.ledgers, usd("99")), {"C1"})

    @clause(USABLE, OLDEST)
    def test_what_stays_away_covers_nothing(self, trial: LedgersTrial) -> None:
        """Four that are older and of no use stand before the one that is asked for."""
        pen = trial.pen()
        held = CreditHeld(credit_id=CreditId("C1"), hold=Hold.POSSIBLE_DUPLICATE)
        names = ("C1", "C2", "C3")
        pen.write(*(issued(name, "10", on=YESTERDAY) for name in names), held)
        pen.write(issued("C4", Money.of("10", "EUR"), on=YESTERDAY), issued("C5", "10"))
        pen.write(CreditCancelled(credit_id=CreditId("C2"), amount=usd("10")))
        pen.write(registered("I1", "50"), received("R1", "0", "I1"))
        pen.write(applied(1, "R1", "C3", "I1", "10"))

        same(_oldest(trial.ledgers, usd("5")), {"C5"})

    @clause(OLDEST)
    def test_as_many_come_as_are_needed(self, trial: LedgersTrial) -> None:
        """110 of 120 credits of a tenth, where a page might have ended before."""
        names = [f"C{number:03}" for number in range(120)]
        trial.pen().write(*(issued(name, "0.10") for name in names))

        same(_oldest(trial.ledgers, usd("11")), set(names[:110]))

    @clause(NOT_COUNTED)
    def test_what_is_not_counted_does_not_cover(self, trial: LedgersTrial) -> None:
        """Two of three come from I1: without them, 5 needs the third."""
        trial.pen().write(
            registered("I1", "0"),
            issued("C1", "10", sequence=1, generated_by=("I1",)),
            issued("C2", "10", sequence=2, generated_by=("I1", "I2")),
            issued("C3", "10", sequence=3, generated_by=("I2",)),
            issued("C4", "10", sequence=4),
        )

        assert "C3" in _oldest(trial.ledgers, usd("5"), ("I1",))
        assert "C4" in _oldest(trial.ledgers, usd("5"), ("I1", "I2"))
        assert "C4" not in _oldest(trial.ledgers, usd("10"), ("I1",))

    @clause(OLDEST)
    def test_none_come_for_nothing(self, trial: LedgersTrial) -> None:
        trial.pen().write(issued("C1", "10"))

        same(_oldest(trial.ledgers, usd("0")), set())
