"""The stage of the story: one desk, one customer, two people, a calendar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from returns.methods import unwrap_or_failure
from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from credits_core.commands import Command
from credits_core.desk import Desk
from credits_core.entry import Entry
from credits_core.exact import Quantity
from credits_core.identity import CustomerId, InvoiceId, LineId, UserId
from credits_core.invoice import InvoiceLine
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.permission import EVERYTHING, Actor, Permission, Role
from credits_core.ports import Ledgers
from credits_core.rejections import Rejection
from credits_memory import HandClock

CUSTOMER: Final = CustomerId("Blue Bakery")
"""The customer of the story."""

MARA: Final = Actor(UserId("mara"), (Role("Credit manager", EVERYTHING),))
"""May do everything."""

TOM: Final = Actor(
    UserId("tom"),
    (
        Role(
            "Clerk",
            frozenset(
                {
                    Permission.VIEW_CREDITS,
                    Permission.RECEIVE_PAYMENTS,
                    Permission.APPLY_CREDITS,
                    Permission.EDIT_INVOICES,
                }
            ),
        ),
    ),
)
"""May write invoices and receive payments, but not create credits."""

_FIRST_DAY: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Stage:
    """Where the story is played; everything goes through the one public desk."""

    def __init__(self, ledgers: Ledgers, console: Console) -> None:
        """Open the desk on the first day of the story."""
        self.console = console
        self._ledgers = ledgers
        self._clock = HandClock(_FIRST_DAY)
        self._desk = Desk(ledgers=ledgers, clock=self._clock)
        self._chapters = 0

    @property
    def ledger(self) -> Ledger:
        """Everything of the customer, as it stands now."""
        return self._ledgers.load_whole(CUSTOMER)

    def chapter(self, title: str) -> None:
        """Begin a new chapter, on the next day."""
        self._chapters += 1
        self._clock.advance(timedelta(days=1))
        today = self._clock.today()
        day = f"{today.day} {today:%B %Y}"
        self.console.print()
        self.console.rule(
            f"[bold]{self._chapters}. {title}[/bold] · {day}", align="left"
        )

    def say(self, text: str) -> None:
        """One paragraph of the story."""
        self.console.print(text, markup=False)

    def show(self, picture: Table) -> None:
        """A table, a little to the right."""
        self.console.print(Padding(picture, (1, 0, 1, 2)))

    def done(self, command: Command, actor: Actor = MARA) -> Entry:
        """Carry out what the story knows to be possible."""
        answer = unwrap_or_failure(self._desk.submit(command, actor))
        if not isinstance(answer, Entry):
            raise RuntimeError(f"The story broke off: {answer.sentence}")
        return answer

    def refused(self, command: Command, actor: Actor = MARA) -> None:
        """Try what is not allowed, and print the sentence that comes back."""
        answer = unwrap_or_failure(self._desk.submit(command, actor))
        if isinstance(answer, Entry):
            raise RuntimeError(f"The story broke off: {command} was carried out.")
        self._say_refusal(answer)

    def preview(self, command: Command, actor: Actor = MARA) -> Entry | None:
        """Ask what would happen; print the refusal if it would be refused."""
        answer = unwrap_or_failure(self._desk.preview(command, actor))
        if isinstance(answer, Entry):
            return answer
        self._say_refusal(answer)
        return None

    def _say_refusal(self, refusal: Rejection) -> None:
        self.console.print(f"  Refused: {refusal.sentence}", style="red", markup=False)


def usd(amount: str) -> Money:
    """An amount in US dollars."""
    return Money.of(amount, "USD")


def goods(product: str, pieces: int, price: str) -> InvoiceLine:
    """The one line of an invoice of the story: so many *pieces* at that *price*."""
    each = usd(price)
    return InvoiceLine(
        id=LineId("1"),
        product=product,
        quantity=Quantity.of(pieces),
        unit_price=Quantity.of(price),
        amount=Money(each.minor * pieces, each.currency),
    )


def invoice(name: str) -> InvoiceId:
    """The id of an invoice of the story."""
    return InvoiceId(name)
