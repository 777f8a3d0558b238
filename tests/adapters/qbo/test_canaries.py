"""Tokens, secrets and names of customers are planted, and looked for everywhere."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

import attrs
import pytest
from sqlalchemy import Engine, MetaData, select
from typing_extensions import override

from credits_core.commands import IssueCredit
from credits_core.desk import Desk
from credits_core.identity import CreditId, CustomerId, TenantId
from credits_qbo.connecting import Addresses, SqlTokens
from credits_qbo.engine import Sync, World, conflicts, parity, start
from credits_qbo.gateway import (
    Answered,
    Connection,
    Connector,
    Gateway,
    HandTimer,
    MemoryTokens,
    Pace,
    Secret,
    Tokens,
)
from credits_qbo.gateway.queries import Selection
from credits_qbo.schema import upgrade
from credits_qbo.settings import Settings
from credits_qbo.store import Binding, Place, SqlSyncStore
from credits_sql import SqlLedgers, create_schema
from credits_sql.engines import new_engine
from qbo_simulator import Done, Simulator
from qbo_simulator.control import Running
from qbo_simulator.faults import KINDS, rule_of
from qbo_simulator.oauth import PLAYGROUND
from qbo_simulator.service import Service

from .bench import ANNA, REALM, HandTime, _sale, usd
from .offline import addresses_of

pytestmark = pytest.mark.extras

NAME: Final = "Canary Bird & Sons"
MAIL: Final = "canary@bird.example"
FAULTS: Final = (
    *("drop", "server-error", "unauthorized", "html", "truncated"),
    *("fault-in-success", "stale", "throttled"),
)


class Ears(logging.Handler):
    """Hears everything that anybody logs, as it would be written."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.heard: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s %(message)s %(exc_text)s"))

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.format(record))
        self.heard.append(repr(vars(record)))


@pytest.fixture
def ears() -> Iterator[Ears]:
    """All loggers at their loudest, those of other libraries too."""
    ears, root = Ears(), logging.getLogger()
    names = [name for name in logging.root.manager.loggerDict if "uvicorn" not in name]
    levels = {name: logging.getLogger(name).level for name in names}
    before = root.level
    root.addHandler(ears)
    root.setLevel(logging.DEBUG)
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield ears
    root.removeHandler(ears)
    root.setLevel(before)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@attrs.frozen
class Nest:
    """A company with a customer who has a name, and an exchange that is connected."""

    service: Service
    sync: Sync
    engine: Engine
    tokens: MemoryTokens
    told: list[str]

    @classmethod
    def built(
        cls,
        service: Service,
        addresses: Addresses,
        engine: Engine,
        timer: HandTimer,
    ) -> Nest:
        """The exchange with tokens of its own, and its rows in a database."""
        tokens, minted = MemoryTokens(), service.grants.mint_for(REALM)
        first = Tokens(
            access=Secret(minted.access_token), refresh=Secret(minted.refresh_token)
        )
        tokens.replace(REALM, first, version=0)
        connection = Connection(
            client_id=PLAYGROUND.client_id,
            client_secret=Secret(PLAYGROUND.client_secret),
            api=addresses.api,
            token_url=addresses.token,
        )
        connector = Connector(connection=connection, store=tokens, timer=timer)
        create_schema(engine)
        upgrade(engine)
        world = World(
            settings=Settings(realm_id=REALM, installation="ours", item_id="1"),
            gateway=Gateway(REALM, connector, Pace(timer)),
            desk=Desk(ledgers=SqlLedgers(engine, TenantId("t")), clock=HandTime(timer)),
            store=SqlSyncStore(engine, "t", REALM),
            timer=timer,
        )
        secrets = [PLAYGROUND.client_secret, minted.refresh_token, NAME, MAIL]
        return cls(service, Sync(world=world, holder="w"), engine, tokens, secrets)

    @property
    def canaries(self) -> set[str]:
        """Everything that is not to be found anywhere."""
        grants = self.service.grants
        found = self.tokens.load(REALM)
        assert found is not None
        now = {found.access.reveal(), found.refresh.reveal()}
        return {*self.told, *grants.accesses, *now}

    def dumped(self) -> str:
        """Every row of every table."""
        metadata = MetaData()
        metadata.reflect(self.engine)
        with self.engine.connect() as connection:
            return "\n".join(
                f"{table.name} {tuple(row)}"
                for table in metadata.sorted_tables
                for row in connection.execute(select(table))
            )


def _seen(text: str, canaries: set[str]) -> set[str]:
    """The canaries that *text* shows."""
    return {one for one in canaries if one in text}


def _told(act: Callable[[], object]) -> str:
    """What *act* gives or raises, as anybody would print it, locals included."""
    try:
        return repr(act())
    except Exception as error:  # noqa: BLE001 - whatever it is, it is looked at
        told = traceback.TracebackException.from_exception(error, capture_locals=True)
        return repr(error) + "".join(told.format())


@pytest.fixture
def timer() -> HandTimer:
    return HandTimer(datetime(2026, 11, 2, 20, tzinfo=UTC))


@pytest.fixture
def nest(timer: HandTimer, tmp_path: Path) -> Iterator[Nest]:
    service = Service(Simulator(clock=HandTime(timer)))
    service.found(REALM, NAME)
    engine = new_engine(f"sqlite:///{tmp_path}/canaries.db")
    with Running(service) as running:
        yield Nest.built(service, addresses_of(running), engine, timer)
    engine.dispose()


def _faults(gateway: Gateway, selection: Selection) -> list[object]:
    """What goes wrong with a query; an answer holds names, and is for whoever asked."""
    return [one for one in gateway.pages(selection) if not isinstance(one, Answered)]


def _disturbed(nest: Nest, timer: HandTimer) -> Iterator[str]:
    """What is shown by an exchange that goes on under each fault there is."""
    person = nest.service.simulator.companies[0].person
    given = {"DisplayName": NAME, "PrimaryEmailAddr": {"Address": MAIL}}
    made = person.create("Customer", given)
    assert isinstance(made, Done)
    customer = str(made.document["Id"])
    world, gateway = nest.sync.world, nest.sync.world.gateway
    with world.store.unit() as unit:
        unit.put(Binding(entity="Customer", local_id="K1", remote_id=customer))
    yield _told(lambda: start(world))
    for number, kind in enumerate(FAULTS):
        nest.service.faults.clear()
        nest.service.faults.add(rule_of(KINDS[kind](), {"realm": REALM, "chance": 0.5}))
        person.create("CreditMemo", _sale(customer, "30.00"))
        credit = CreditId(f"C{number}")
        command = IssueCredit(
            customer_id=CustomerId("K1"), credit_id=credit, amount=usd(7), note="x"
        )
        world.desk.submit(command, ANNA).unwrap()
        for _ in range(3):
            timer.wait(1_300)
            yield _told(nest.sync.step)
        for entity in ("Customer", "CreditMemo"):
            selection = Selection(entity=entity)
            yield _told(partial(_faults, gateway, selection))
        yield _told(lambda: (conflicts(world), parity(world), nest.tokens))


def test_no_canary_is_in_any_log_error_repr_or_row(
    nest: Nest, timer: HandTimer, ears: Ears, capfd: pytest.CaptureFixture[str]
) -> None:
    """Under every fault, with tokens that expire, and when the company is gone."""
    shown = list(_disturbed(nest, timer))
    canaries = nest.canaries
    nest.service.grants.disconnect(REALM)
    timer.wait(4_000)
    shown.append(_told(nest.sync.step))
    shown.append(_told(lambda: nest.sync.world.gateway.read("Invoice", "1")))
    shown.append(repr((nest.sync, nest.sync.world, nest.tokens.load(REALM))))
    printed = capfd.readouterr()

    assert len(canaries) > 5
    assert any("urllib3" in one for one in ears.heard)
    assert _seen("\n".join(ears.heard), canaries) == set()
    assert _seen("\n".join(shown), canaries) == set()
    assert _seen(printed.out + printed.err, canaries) == set()
    rows = nest.dumped()
    assert "credits_qbo_tie" in rows
    assert "CreditIssued" in rows or "credit_issued" in rows or "journal" in rows
    assert _seen(rows, canaries) == set()


def test_no_log_of_the_database_shows_a_token(tmp_path: Path, ears: Ears) -> None:
    """SQLAlchemy tells of values and rows at its loudest."""
    engine = new_engine(f"sqlite:///{tmp_path}/tokens.db")
    upgrade(engine)
    kept = SqlTokens(engine, "t")
    first = Tokens(access=Secret("canary-access"), refresh=Secret("canary-refresh"))
    kept.replace(REALM, first, version=0)
    kept.claim(REALM, version=1, at=datetime(2026, 11, 2, tzinfo=UTC))
    kept.replace(REALM, first, version=1)

    assert kept.load(REALM) == attrs.evolve(first, version=2)

    heard = "\n".join(ears.heard)
    assert "credits_qbo_token" in heard
    assert _seen(heard, {"canary-access", "canary-refresh"}) == set()
    engine.dispose()


def test_a_canary_that_gets_out_is_seen(nest: Nest, ears: Ears) -> None:
    """Each place is looked at: a log, an error with its locals, and a row."""
    token = Secret(min(nest.canaries))

    def fail() -> None:
        shown = token.reveal()
        raise ValueError(len(shown))

    logging.getLogger("somebody").debug("It is %s.", NAME)
    with nest.sync.world.store.unit() as unit:
        unit.put(Place(name="leak", value=token.reveal()))

    assert _seen("\n".join(ears.heard), nest.canaries) == {NAME, token.reveal()}
    assert _seen(_told(fail), nest.canaries) == {token.reveal()}
    assert _seen(nest.dumped(), nest.canaries) == {token.reveal()}
