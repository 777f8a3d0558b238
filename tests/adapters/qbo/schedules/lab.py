"""Both sides in one process, without a socket: each call and each commit is a point.

At a point something may go wrong, as the plan of a schedule says. What a step did is
the state that it ends in, and the points that it passed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs
from returns.result import Success
from typing_extensions import override

from credits_core.commands import (
    CancelCredit,
    Command,
    EditCredit,
    IssueCredit,
    Named,
    NamedCredit,
    ReceivePayment,
    RegisterInvoice,
)
from credits_core.desk import Desk
from credits_core.identity import CreditId, InvoiceId, LineId, PaymentId
from credits_core.invoice import InvoiceLine
from credits_core.ledger import Ledger
from credits_core.payment import Method, Tender
from credits_qbo.engine import Step, Sync, World, start
from credits_qbo.gateway import (
    Connection,
    Connector,
    Gateway,
    MemoryTokens,
    Pace,
    Secret,
    Tokens,
    Transient,
)
from credits_qbo.gateway.exchange import Broken, Exchange
from credits_qbo.gateway.session import RecordingSession
from credits_qbo.settings import Settings
from credits_qbo.store import Binding
from credits_qbo.webhooks import News, note
from qbo_simulator import Change, Done, Simulator, Switches
from qbo_simulator.serving import Asked, answer

from ..bench import ACME, ANNA, DAY, REALM, DiedError, usd
from .stopped import Books, HandClock, Rows, StillLedgers, TheirBooks, WatchedRows

LEASE_SECONDS: Final = 600
WRITES: Final = (
    *("request lost", "answer lost", "throttled", "token expired"),
    *("dies before it", "dies after it", "overtaken before it", "overtaken after it"),
)
READS: Final = (
    *("request lost", "throttled", "token expired"),
    *("dies before it", "overtaken before it", "overtaken after it"),
)
"""To lose the answer of a read, or to die after it, is the same as before it."""

COMMITS: Final = ("dies before it", "dies after it")
TOLD: Final = ("told at once",)
NEWS: Final = ("lost", "told again", "told late")

FORGETFUL: Final = Switches.of(requestid_retention=1)
_EXPIRED: Final = json.dumps(
    {"fault": {"error": [{"code": "3200", "message": "expired"}]}}
).encode()
_GRANTED: Final = Tokens(access=Secret("granted"), refresh=Secret("again"))


@attrs.frozen
class Point:
    """A place of a step at which something may go wrong: in one of these ways."""

    number: int
    site: str
    ways: tuple[str, ...]


@attrs.frozen
class Edit:
    """What a person did to an object there in the middle, and what they wrote."""

    entity: str
    id: str
    how: str
    value: str = ""
    is_planned: bool = False
    """Whether it belongs to the scenario."""


@attrs.frozen
class Moment:
    """Everything that is stored on both sides, and what is still to be told."""

    rows: Rows = attrs.field(repr=False)
    books: Books = attrs.field(repr=False)
    theirs: TheirBooks = attrs.field(repr=False)
    seconds: float
    news: tuple[News, ...] = ()
    late: tuple[News, ...] = ()
    edits: tuple[Edit, ...] = ()
    lives: int = 0
    acts: int = 0
    calm: int = 0


class Offline(RecordingSession):
    """A session whose requests go straight to the simulator."""

    def __init__(self, lab: Lab) -> None:
        super().__init__()
        self._lab = lab

    @override
    def request(self, method: str, url: str, **rest: Any) -> Any:
        self._own.exchange = self._lab.call(method, url, **rest)
        return _Taken()


@attrs.frozen
class _Taken:
    status_code: int = 200
    text: str = "{}"


@attrs.frozen(kw_only=True)
class OfflineConnector(Connector):
    """Renews tokens without asking anybody."""

    @override
    def _ask(self, form: dict[str, str]) -> Tokens | Transient:
        return _GRANTED


Act = Callable[["Lab"], object]
"""Something that happens on either side; false if it has to wait for something."""


class Lab:
    """One customer with two invoices of 100, known on both sides, and one exchange."""

    rows_kept: type[WatchedRows] = WatchedRows
    gateway_used: type[Gateway] = Gateway
    sync_used: type[Sync] = Sync

    def __init__(self, switches: Switches = FORGETFUL) -> None:
        self.clock = HandClock()
        self.simulator = Simulator(clock=self.clock, switches=switches)
        self.company = self.simulator.found(REALM)
        self.company.subscribe(self._told)
        self.ledgers = StillLedgers(lambda when: self._commit("ledger", when))
        self.store = self.rows_kept(lambda when: self._commit("rows", when))
        self.desk = Desk(ledgers=self.ledgers, clock=self.clock)
        self.session = Offline(self)
        self.points: list[Point] = []
        self.plan: Mapping[int, str] = {}
        self.edits: list[Edit] = []
        self.made: list[str] = []
        self.is_muted = True
        self.is_refused = False
        self.error = ""
        self.sites: dict[int, str] = {}
        self.calls = 0
        self._number = 0
        self._pending: list[News] = []
        self._late: list[News] = []
        self._lives = 0
        self._furnish()

    def _furnish(self) -> None:
        self.customer = self.there("Customer", {"DisplayName": "Acme"})
        self.invoices = {name: self._bill(name) for name in ("A", "B")}
        with self.store.unit() as unit:
            unit.put(_same("Customer", ACME, self.customer))
            for name, remote_id in self.invoices.items():
                unit.put(_same("Invoice", name, remote_id))
        self.clock.wait(60)
        assert start(self.world()) is None
        self.clock.wait(1)
        self._pending.clear()
        self.beginning = self.kept()

    def _bill(self, name: str) -> str:
        line = InvoiceLine(id=LineId("1"), amount=usd(100))
        self.here(
            RegisterInvoice(
                customer_id=ACME, invoice_id=InvoiceId(name), lines=(line,), date=DAY
            )
        )
        return self.there("Invoice", self.sale("100.00"))

    # One process of the exchange.

    def world(self) -> World:
        """What a process works with that knows nothing but what is stored."""
        tokens = MemoryTokens()
        tokens.replace(REALM, _GRANTED, version=0)
        connection = Connection(client_id="app", client_secret=Secret("s"), api="")
        connector = OfflineConnector(
            connection=connection, store=tokens, timer=self.clock
        )
        gateway = self.gateway_used(REALM, connector, Pace(self.clock), self.session)
        return World(
            settings=Settings(
                realm_id=REALM,
                installation="ours",
                item_id="1",
                lease_seconds=LEASE_SECONDS,
            ),
            gateway=gateway,
            desk=self.desk,
            store=self.store,
            timer=self.clock,
        )

    def process(self, holder: str) -> Sync:
        """A process, which has the lease under the name *holder*."""
        return self.sync_used(world=self.world(), holder=holder)

    # States, which are kept and gone back to.

    def kept(self, acts: int = 0) -> Moment:
        """Everything that is stored, as it is now, after so many *acts*."""
        return Moment(
            rows=self.store.rows,
            books=self.ledgers.books,
            theirs=TheirBooks.of(self.company),
            seconds=self.clock.at.timestamp(),
            news=tuple(self._pending),
            late=tuple(self._late),
            edits=tuple(self.edits),
            lives=self._lives,
            acts=acts,
        )

    def go_back(self, moment: Moment) -> None:
        """Let everything be as it was at *moment*."""
        self.store.go_back(moment.rows)
        self.ledgers.books = moment.books
        moment.theirs.put_into(self.company)
        self.clock.at = self.clock.at.fromtimestamp(
            moment.seconds, self.clock.at.tzinfo
        )
        self._pending, self._late = list(moment.news), list(moment.late)
        self.edits, self._lives = list(moment.edits), moment.lives

    # A step, and the points at which it may be disturbed.

    def step(
        self,
        moment: Moment,
        plan: Mapping[int, str],
        acts: tuple[Act, ...],
        pause: float,
    ) -> tuple[Moment, Step]:
        """What comes after *moment*: the next act, the news, and a step."""
        self.go_back(moment)
        self.points, self.plan, self._number = [], plan, 0
        self.is_refused, self.sites, self.error = False, {}, ""
        acted = moment.acts
        if acted < len(acts) and acts[acted](self) is not False:
            acted += 1
        self.clock.wait(pause)
        self.is_muted = False
        done = Step(stopped="died")
        try:
            self._deliver()
            done = self.process(f"worker {self._lives}").step()
        except DiedError:
            self._lives += 1
            self.clock.wait(LEASE_SECONDS + 1)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            self.error = repr(error)
        finally:
            self.is_muted = True
        return self.kept(acts=acted), done

    def _at(self, site: str, ways: Callable[[], tuple[str, ...]]) -> str:
        """What goes wrong here, if anything."""
        if self.is_muted:
            return ""
        self._number += 1
        planned = self.plan.get(self._number, "")
        if planned:
            self.sites[self._number] = site
        if not planned and self._number > max(self.plan, default=0):
            self.points.append(Point(self._number, site, ways()))
        return planned

    def _commit(self, site: str, when: str) -> None:
        """A point before each commit, and one after it."""
        if when == "before":
            self._way = self._at(site, lambda: COMMITS)
        if self._way == f"dies {when} it":
            raise DiedError

    _way = ""

    def _told(self, change: Change) -> None:
        """Notifications of what changed are told before the next step."""
        if change.entity not in {"CreditMemo", "Payment"} or change.derived:
            return
        news = News(REALM, change.entity, change.id)
        if self._at(f"news of {change.entity}", lambda: TOLD):
            self._note(news)
        else:
            self._pending.append(news)

    def _note(self, news: News) -> None:
        was, self.is_muted = self.is_muted, True
        note({REALM: self.store}, (news,))
        self.is_muted = was

    def _deliver(self) -> None:
        pending, self._pending = [*self._late, *self._pending], []
        self._late = []
        for news in pending:
            way = self._at(f"delivery of {news.entity}", lambda: NEWS)
            if way in {"told again", "told late"}:
                self._late.append(news)
            if way in {"", "told again"}:
                self._note(news)

    def call(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str],
        params: Mapping[str, str | int],
        data: str,
    ) -> Exchange | Broken:
        """Carry a request out, unless something goes wrong with it."""
        self.calls += 1
        path = url.partition("/v3/company")[2]
        is_write = method == "POST" and not path.endswith("/query")
        way = self._at(f"{method} {path}", lambda: self._ways(is_write=is_write))
        refused = self._before(way)
        if refused is not None:
            return refused
        exchange = self._answered(method, path, headers, params, data)
        return self._after(way, exchange)

    def _before(self, way: str) -> Exchange | Broken | None:
        """What goes wrong before a request is carried out; what is heard of it."""
        if way == "dies before it":
            raise DiedError
        if way == "overtaken before it":
            self._overtaken()
        if ":" in way:
            self.meddle(way)
        refused: Mapping[str, Exchange | Broken] = {
            "request lost": Broken(reason="ReadTimeout", was_sent=True),
            "throttled": Exchange(status=429, body=b""),
            "token expired": Exchange(status=401, body=_EXPIRED),
        }
        return refused.get(way)

    def _after(self, way: str, exchange: Exchange) -> Exchange | Broken:
        """What goes wrong after a request was carried out."""
        if way == "overtaken after it":
            self._overtaken()
        if way == "dies after it":
            raise DiedError
        if way == "answer lost":
            return Broken(reason="ReadTimeout", was_sent=True)
        return exchange

    def _answered(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        params: Mapping[str, str | int],
        data: str,
    ) -> Exchange:
        asked = Asked(
            method=method,
            path=f"/v3/company{path}",
            parameters=tuple((key, str(value)) for key, value in params.items()),
            headers=tuple((key.lower(), value) for key, value in headers.items()),
            body=data.encode() if data else b"",
        )
        reply = answer(self.simulator, asked)
        return Exchange(status=reply.status, body=reply.body)

    def _overtaken(self) -> None:
        """This process sleeps until its lease is over, and another does a step."""
        was, self.is_muted = self.is_muted, True
        self.clock.wait(LEASE_SECONDS + 1)
        exchange, token = self.session.exchange, self.session._own.token
        self.process("another").step()
        self.session._own.exchange, self.session._own.token = exchange, token
        self.is_muted = was

    # What people do on either side, in the middle of a step.

    def _ways(self, *, is_write: bool) -> tuple[str, ...]:
        return (*(WRITES if is_write else READS), *self._meddling())

    def _meddling(self) -> Iterator[str]:
        """What somebody may do just now: to the newest memo and payment, and here."""
        if memo := self._newest("CreditMemo"):
            yield f"memo {memo}: noted"
            yield f"memo {memo}: raised"
            yield f"memo {memo}: deleted"
            yield f"memo {memo}: applied"
        if payment := self._newest("Payment"):
            yield f"payment {payment}: noted"
            yield f"payment {payment}: deleted"
        if CreditId("C") in self.ledger.credits:
            yield "credit C: raised here"
            yield "credit C: cancelled here"

    def _newest(self, entity: str) -> str:
        found = self.company.custody.books.shelves[entity].records
        return max(found, key=int, default="")

    def meddle(self, way: str, *, is_planned: bool = False) -> None:
        """Let somebody do it; what is refused to them has not happened."""
        was, self.is_muted = self.is_muted, True
        thing, _, how = way.partition(": ")
        kind, name = thing.split()
        if kind == "credit":
            self._here(name, how)
        else:
            edit = self._there("CreditMemo" if kind == "memo" else "Payment", name, how)
            if edit is not None:
                self.edits.append(attrs.evolve(edit, is_planned=is_planned))
        self.is_muted = was

    def _here(self, name: str, how: str) -> None:
        credit = self.ledger.credits[CreditId(name)]
        amount = credit.live + usd(7)
        command: Command = CancelCredit(customer_id=ACME, credit_id=credit.id)
        if how == "raised here":
            command = EditCredit(customer_id=ACME, credit_id=credit.id, amount=amount)
        if isinstance(self.desk.submit(command, ANNA), Success):
            self.edits.append(Edit("here", name, how, str(amount.minor)))
        else:
            self.is_refused = True

    def _there(self, entity: str, name: str, how: str) -> Edit | None:
        person, value = self.company.person, ""
        record = self.company.custody.books.shelves[entity].records[name]
        match how:
            case "noted":
                value = f"{record.document().get('PrivateNote', '')}\nseen"
                done = person.edit(entity, name, {"PrivateNote": value})
            case "raised":
                value = f"{record.total // 100 + 5}.00"
                sale = self.sale(value)
                done = person.edit(entity, name, {"Line": sale["Line"]})
            case "deleted":
                done = person.delete(entity, name)
            case _:
                invoice = self.invoices["A"]
                done = person.apply(self.customer, [invoice], [name])
        if isinstance(done, Done):
            return Edit(entity, name, how, value)
        self.is_refused = True
        return None

    # What the acts of scenarios are made of.

    def here(self, command: Command) -> None:
        """Carry out a command here, if it is still allowed."""
        self.desk.submit(command, ANNA)

    def there(self, entity: str, document: dict[str, Any]) -> str:
        """Let a person write something there; its id."""
        outcome = self.company.person.create(entity, document)
        assert isinstance(outcome, Done), outcome
        return str(outcome.document["Id"])

    def sale(self, amount: str) -> dict[str, Any]:
        """A sale of *amount*, as a document there."""
        line = {
            "Amount": amount,
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
        }
        return {"CustomerRef": {"value": self.customer}, "Line": [line]}

    @property
    def gone(self) -> int:
        """How many memos were deleted there."""
        return len(self.company.custody.books.shelves["CreditMemo"].tombstones)

    @property
    def ledger(self) -> Ledger:
        """The customer's ledger here."""
        return self.ledgers.load_whole(ACME)

    def grant(self, amount: int = 30, name: str = "C") -> None:
        """Grant a credit."""
        self.here(
            IssueCredit(
                customer_id=ACME, credit_id=CreditId(name), amount=usd(amount), note="x"
            )
        )

    def use(
        self, amount: int, credit: str = "C", invoice: str = "A", receipt: str = "R"
    ) -> None:
        """Use a credit on an invoice."""
        self.here(
            ReceivePayment(
                customer_id=ACME,
                payment_id=PaymentId(receipt),
                invoices=(InvoiceId(invoice),),
                credits=Named((NamedCredit(CreditId(credit), usd(amount)),)),
            )
        )

    def pay(self, amount: int, invoice: str = "A", receipt: str = "P") -> None:
        """Take money."""
        self.here(
            ReceivePayment(
                customer_id=ACME,
                payment_id=PaymentId(receipt),
                invoices=(InvoiceId(invoice),),
                tenders=(Tender(Method.CASH, usd(amount)),),
            )
        )


def _same(entity: str, local_id: str, remote_id: str) -> Binding:
    return Binding(entity=entity, local_id=local_id, remote_id=remote_id)
