"""The service around the books: tokens, limits, faults, webhooks, and a log.

Tests talk to its parts directly; over HTTP the same is at ``/simulator``.
"""

from __future__ import annotations

from pathlib import Path

import attrs

from .changes import Change
from .clock import Clock
from .company import Company
from .faults import FaultPlan, Striker
from .gateway import (
    NOT_YOUR_COMPANY,
    Aim,
    Answer,
    Books,
    refused,
    throttled,
    unauthenticated,
)
from .gateway.log import RequestLog
from .limits import Quotas, Throttle
from .oauth import Grants, Mint, Rules
from .oauth.keeping import Notes, kept
from .serving import Asked, Reply, answer
from .simulator import Simulator
from .switches import Derived
from .webhooks import Habits, Outbox

MALFORMED = "Malformed bearer token: too short or too long"


class Service:
    """A simulator with all that surrounds it."""

    def __init__(
        self,
        simulator: Simulator,
        *,
        quotas: Quotas | None = None,
        rules: Rules | None = None,
        habits: Habits | None = None,
        state: Path | None = None,
    ) -> None:
        """Surround *simulator*; what is left out is as the real service has it.

        Consents and tokens are kept in the file *state*, which may be that of the
        simulator.
        """
        self.simulator = simulator
        seed = simulator.seed
        self.grants = Grants(
            self.clock, rules=rules or Rules(), mint=Mint(f"{seed}:tokens")
        )
        if state:
            kept(self.grants, Notes(state))
        self.throttle = Throttle(quotas or Quotas())
        self.faults = FaultPlan(f"{seed}:faults")
        self.outbox = Outbox(
            self.clock, seed=f"{seed}:webhooks", habits=habits or Habits()
        )
        self.log = RequestLog(f"{seed}:requests")
        self._striker = Striker(
            self.clock, lambda: self.throttle.quotas.seconds_max, self._lagging
        )
        self._watched: set[str] = set()
        self.watch()

    @property
    def clock(self) -> Clock:
        """The simulated time."""
        return self.simulator.clock

    def watch(self) -> None:
        """Tell webhooks of companies that were founded since."""
        for company in self.simulator.companies:
            if company.realm_id not in self._watched:
                self._watched.add(company.realm_id)
                company.subscribe(self._tell)

    def found(self, realm_id: str, name: str = "A Company") -> Company:
        """Found a company whose changes are told; raises ``ValueError`` if taken."""
        company = self.simulator.found(realm_id, name)
        self.watch()
        return company

    def companies(self) -> list[tuple[str, str]]:
        """The realm and the name of each company, for the page of consent."""
        return [(each.realm_id, each.name) for each in self.simulator.companies]

    def access_token(self, realm_id: str) -> str:
        """A token that opens a company at once, for tests."""
        return self.grants.mint_for(realm_id).access_token

    def reset(self) -> None:
        """Forget faults, notifications, requests and counts; the books stay."""
        self.faults.clear()
        self.outbox.clear()
        self.log.clear()
        self.throttle.forget()

    async def handle(self, asked: Asked) -> Answer:
        """Answer a request to the accounting API as the real service would."""
        aim = Aim(asked)
        begun = self.log.begin(aim, self.clock.now())
        return self.log.end(begun, await self._answer(aim))

    async def _answer(self, aim: Aim) -> Answer:
        now = self.clock.now()
        refusal = self._refusal(aim)
        if refusal:
            return Answer(refusal)
        if not self.throttle.enter(aim.realm, now, batch=aim.resource == "batch"):
            quotas = self.throttle.quotas
            return Answer(throttled(quotas.style, now, quotas.retry_after))
        try:
            fault = self.faults.choose(aim)
            if fault is None:
                return Answer(await self._books(aim))
            return await self._striker.strike(fault, aim, self._books)
        finally:
            self.throttle.leave(aim.realm)

    def _refusal(self, aim: Aim) -> Reply | None:
        """What the gateway says to a token that does not open this company."""
        now = self.clock.now()
        scheme, _, token = aim.asked.header("authorization").partition(" ")
        if scheme.lower() != "bearer":
            return refused(unauthenticated(MALFORMED), now)
        trouble = self.grants.trouble_with(token)
        if trouble:
            return refused(unauthenticated(trouble), now)
        if aim.realm and self.grants.accesses[token].realm != aim.realm:
            return refused(NOT_YOUR_COMPANY, now)
        return None

    async def _books(self, aim: Aim) -> Reply:
        self.watch()
        return answer(self.simulator, aim.asked)

    def _lagging(self, seconds: float, aim: Aim, books: Books) -> Books:
        """The books, whose queries tell the state of some seconds ago."""
        company = self.simulator.company(aim.realm)

        async def lagging(aim: Aim) -> Reply:
            if company is None:
                return await books(aim)
            kept = company.switches
            company.switches = attrs.evolve(kept, query_lag_seconds=int(seconds))
            try:
                return answer(self.simulator, aim.asked)
            finally:
                company.switches = kept

        return lagging

    def _tell(self, change: Change) -> None:
        told = self.simulator.switches.derived_webhooks is Derived.TOLD
        if told or not change.derived:
            self.outbox.tell(change)
