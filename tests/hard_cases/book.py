"""The book of one customer: written line by line, and read as it stands.

Whatever is carried out, the book is reckoned up afterwards; whatever is refused
or only previewed must leave it as it was.
"""

from __future__ import annotations

from typing import Final

import attrs
from returns.methods import unwrap_or_failure
from typing_extensions import override

from credits_core.commands import Command
from credits_core.desk import Desk, Order
from credits_core.entry import Entry
from credits_core.identity import CustomerId, UserId
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.permission import EVERYTHING, Actor, AnyActor, Permission, Role
from credits_core.policy import Policy
from credits_core.rejections import Rejection
from credits_memory import HandClock

from .documents import FullNotation
from .pages import Pages
from .reckoning import faults
from .writing import at

ACME: Final = CustomerId("ACME")
ANNA: Final = Actor(UserId("anna"), (Role("Everything", EVERYTHING),))


@attrs.frozen(kw_only=True)
class Book(FullNotation[Entry], Pages):
    """Commands that are carried out, and what has come of them."""

    desk: Desk
    clock: HandClock
    customer_id: CustomerId = ACME
    actor: AnyActor = ANNA
    key: str | None = None

    @override
    def write(self, command: Command) -> Entry:
        answer = unwrap_or_failure(self.desk.submit(command, self.actor, self.key))
        assert isinstance(answer, Entry), f"Refused: {answer.sentence}"
        assert faults(self.ledger) == []
        return answer

    @property
    @override
    def ledger(self) -> Ledger:
        return self.desk.ledgers.load_whole(self.customer_id)

    @override
    def total_of(self, name: str) -> Money:
        return self.the_invoice(name).total

    @property
    def refused(self) -> Refused:
        """The same notation, for commands that must be refused."""
        return Refused(book=self)

    @property
    def preview(self) -> Preview:
        """The same notation, for what would happen."""
        return Preview(book=self)

    @property
    def order(self) -> Orders:
        """The same notation, for commands to be given together with others."""
        return Orders(book=self)

    def together(self, *commands: Command) -> tuple[Entry, ...] | Rejection:
        """Carry out all *commands*, of any customers, or none."""
        orders = [Order(command=command) for command in commands]
        answer = unwrap_or_failure(self.desk.together(orders, self.actor))
        assert faults(self.ledger) == []
        return answer

    def on(self, day: str) -> None:
        """Turn the calendar forward to that *day*."""
        self.clock.set(at(day))

    def of(self, customer: str) -> Book:
        """The book of another customer on the same desk."""
        return attrs.evolve(self, customer_id=CustomerId(customer))

    def under(self, policy: Policy) -> Book:
        """The same book in a business that chose another *policy*."""
        return attrs.evolve(self, desk=attrs.evolve(self.desk, policy=policy))

    def keyed(self, key: str) -> Book:
        """The same book, for commands that carry an idempotency *key*."""
        return attrs.evolve(self, key=key)

    def by(self, name: str, *permissions: Permission) -> Book:
        """The same book in the hands of somebody with those *permissions* only."""
        role = Role("Clerk", frozenset(permissions))
        return attrs.evolve(self, actor=Actor(UserId(name), (role,)))

    def journal(self) -> list[Entry]:
        """Every entry of the customer's journal."""
        return list(self.desk.ledgers.journal(self.customer_id))


@attrs.frozen(kw_only=True)
class _Unwritten:
    """What the other pens share: the book that they leave as it is."""

    book: Book

    @property
    def customer_id(self) -> CustomerId:
        """The customer of the book."""
        return self.book.customer_id

    def total_of(self, name: str) -> Money:
        """What an invoice comes to now."""
        return self.book.total_of(name)


class Refused(_Unwritten, FullNotation[Rejection]):
    """Commands that must be refused; each gives its refusal."""

    @override
    def write(self, command: Command) -> Rejection:
        book = self.book
        before = book.ledger, book.journal()
        answer = unwrap_or_failure(book.desk.submit(command, book.actor, book.key))
        assert not isinstance(answer, Entry), f"Carried out: {answer.effects}"
        assert (book.ledger, book.journal()) == before
        return answer


class Preview(_Unwritten, FullNotation[Entry]):
    """Commands that are only tried out; each gives the entry it would make."""

    @override
    def write(self, command: Command) -> Entry:
        book = self.book
        before = book.ledger, book.journal()
        answer = unwrap_or_failure(book.desk.preview(command, book.actor))
        assert isinstance(answer, Entry), f"Refused: {answer.sentence}"
        assert (book.ledger, book.journal()) == before
        return answer


class Orders(_Unwritten, FullNotation[Command]):
    """Commands that are only written down."""

    @override
    def write(self, command: Command) -> Command:
        return command
