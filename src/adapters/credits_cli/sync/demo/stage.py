"""The stage of the story: books here, books there, and real HTTP between them."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from returns.methods import unwrap_or_failure
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from typing_extensions import override

from credits_core.commands import Command
from credits_core.desk import Desk
from credits_core.entry import Entry
from credits_core.identity import CustomerId, TenantId, UserId
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.permission import EVERYTHING, Actor, Role
from credits_core.ports import Clock
from credits_qbo.connecting import SqlTokens
from credits_qbo.engine import Sync, World
from credits_qbo.gateway import (
    Connection,
    Connector,
    Gateway,
    HandTimer,
    Pace,
    Secret,
    Tokens,
)
from credits_qbo.schema import upgrade
from credits_qbo.settings import Settings
from credits_qbo.store import SqlSyncStore
from credits_sql import SqlStore, open_store
from qbo_simulator import Company, Done, Simulator
from qbo_simulator.clock import Clock as SimulatorClock
from qbo_simulator.control import Running
from qbo_simulator.limits import UNLIMITED
from qbo_simulator.oauth import PLAYGROUND
from qbo_simulator.service import Service

CUSTOMER: Final = CustomerId("Blue Bakery")
"""The customer of the story, who has the same name on both sides."""

REALM: Final = "9130"
_TENANT: Final = TenantId("default")
_MARA: Final = Actor(UserId("mara"), (Role("Credit manager", EVERYTHING),))
_FIRST_DAY: Final = datetime(2026, 3, 2, 17, tzinfo=UTC)


class _OneClock(Clock, SimulatorClock):
    """The clock of both sides, which moves when somebody waits."""

    def __init__(self, timer: HandTimer) -> None:
        self._timer = timer

    @override
    def now(self) -> datetime:
        return self._timer.now()

    @override
    def today(self) -> date:
        return self._timer.now().date()


class BothSides:
    """What happens here goes through the desk, and there a person does it."""

    def __init__(
        self, console: Console, store: SqlStore, running: Running, timer: HandTimer
    ) -> None:
        """Begin with one customer there, who is not known to be ours yet."""
        self.console = console
        self.service = running.service
        self._timer = timer
        self._desk = Desk(ledgers=store.ledgers(), clock=_OneClock(timer))
        self.sync = _new_sync(store, running, timer, self._desk)
        self._chapters = 0
        self.customer_there = self.there("Customer", {"DisplayName": CUSTOMER})

    @property
    def company(self) -> Company:
        """The company there."""
        found = self.service.simulator.company(REALM)
        if found is None:
            raise RuntimeError("The company is gone.")
        return found

    @property
    def ledger(self) -> Ledger:
        """Everything of the customer here, as it stands now."""
        return self._desk.ledgers.load_whole(CUSTOMER)

    @property
    def today(self) -> date:
        """The day on both sides."""
        return self._timer.now().date()

    def chapter(self, title: str) -> None:
        """Begin a new chapter, on the next day."""
        self._chapters += 1
        self._timer.wait(timedelta(days=1).total_seconds())
        self.console.print()
        self.console.rule(f"[bold]{self._chapters}. {title}[/bold]", align="left")

    def say(self, text: str) -> None:
        """One paragraph of the story."""
        self.console.print(text, markup=False)

    def show(self, picture: Table) -> None:
        """A table, a little to the right."""
        self.console.print(Padding(picture, (1, 0, 1, 2)))

    def here(self, command: Command) -> None:
        """Carry out on this side what the story knows to be possible."""
        answer = unwrap_or_failure(self._desk.submit(command, _MARA))
        if not isinstance(answer, Entry):
            raise RuntimeError(f"The story broke off: {answer.sentence}")

    def there(self, entity: str, document: dict[str, Any]) -> str:
        """Let a person write something on the other side; its id."""
        outcome = self.company.person.create(entity, document)
        if not isinstance(outcome, Done):
            raise RuntimeError(f"The story broke off: {outcome}")
        return str(outcome.document["Id"])

    def all_there(self, entity: str) -> list[dict[str, Any]]:
        """All objects of one kind on the other side."""
        query = f"SELECT * FROM {entity} ORDERBY Id"  # noqa: S608 - a name of ours
        outcome = self.company.query(query)
        found: list[dict[str, Any]] = []
        if isinstance(outcome, Done):
            found = outcome.body["QueryResponse"].get(entity, [])
        return found

    def exchange(self) -> None:
        """Steps of the exchange until nothing is left to do, a minute apart."""
        for _ in range(12):
            self._timer.wait(60)
            step = self.sync.step()
            if not (step.left or step.looked or step.settled or step.entries):
                return


@contextmanager
def opened_stage(console: Console, place: str) -> Generator[BothSides]:
    """Both sides: the database *place*, and a simulator on this machine."""
    timer = HandTimer(_FIRST_DAY)
    service = Service(Simulator(clock=_OneClock(timer)), quotas=UNLIMITED)
    service.found(REALM, "The books of the story")
    with open_store(place, _TENANT) as store, Running(service) as running:
        yield BothSides(console, store, running, timer)


def sale(customer: str, amount: str) -> dict[str, Any]:
    """An invoice or a credit memo of one line, as a person there writes it."""
    line = {
        "Amount": Decimal(amount),
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    return {"CustomerRef": {"value": customer}, "Line": [line]}


def usd(amount: str) -> Money:
    """An amount in US dollars."""
    return Money.of(amount, "USD")


def _new_sync(store: SqlStore, running: Running, timer: HandTimer, desk: Desk) -> Sync:
    """The exchange of the company, whose owner has agreed."""
    upgrade(store.engine)
    granted = running.service.grants.mint_for(REALM)
    tokens = SqlTokens(store.engine, _TENANT)
    access, refresh = Secret(granted.access_token), Secret(granted.refresh_token)
    tokens.replace(REALM, Tokens(access=access, refresh=refresh), version=0)
    connection = Connection(
        client_id=PLAYGROUND.client_id,
        client_secret=Secret(PLAYGROUND.client_secret),
        api=running.url,
        token_url=f"{running.url}/oauth2/v1/tokens/bearer",
    )
    connector = Connector(connection=connection, store=tokens, timer=timer)
    world = World(
        settings=Settings(realm_id=REALM, installation="demo", item_id="1"),
        gateway=Gateway(REALM, connector, Pace(timer)),
        desk=desk,
        store=SqlSyncStore(store.engine, _TENANT, REALM),
        timer=timer,
    )
    return Sync(world=world, holder="demo")
