"""Several companies under one clock: what a server serves."""

from __future__ import annotations

from pathlib import Path

from .clock import Clock, SimulatedClock
from .company import Company
from .facts import Facts
from .state import Memory, State, StateFile
from .switches import Switches


class Simulator:
    """Companies by realm id, with one clock, one seed and the same switches.

    *served* counts the requests that were answered.
    """

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        switches: Switches | None = None,
        seed: int = 0,
        state: Path | None = None,
    ) -> None:
        """Begin without companies, or with those that the file *state* holds."""
        self.clock = SimulatedClock() if clock is None else clock
        self.seed = seed
        self.served = 0
        self.state: State = Memory() if state is None else StateFile(state)
        self._switches = Switches() if switches is None else switches
        self._companies: dict[str, Company] = {}
        for header in self.state.headers():
            self._open(header.realm_id, header.name, Facts())

    @property
    def switches(self) -> Switches:
        """How all companies decide what nobody could verify."""
        return self._switches

    def turn(self, switches: Switches) -> None:
        """Let all companies decide by *switches* from now on."""
        self._switches = switches
        for company in self._companies.values():
            company.switches = switches

    def company(self, realm_id: str) -> Company | None:
        """The company of *realm_id*, if there is one."""
        return self._companies.get(realm_id)

    @property
    def companies(self) -> tuple[Company, ...]:
        """All companies, the oldest first."""
        return tuple(self._companies.values())

    def found(
        self, realm_id: str, name: str = "A Company", facts: Facts | None = None
    ) -> Company:
        """Found a new company; raises ``ValueError`` if the realm id is taken."""
        if realm_id in self._companies or not realm_id.isdecimal():
            raise ValueError(f"{realm_id} can't be the realm id of a new company.")
        company = self._open(realm_id, name, facts or Facts())
        self.state.finish()
        return company

    def _open(self, realm_id: str, name: str, facts: Facts) -> Company:
        company = Company(
            realm_id,
            name=name,
            clock=self.clock,
            switches=self._switches,
            state=self.state,
            facts=facts,
        )
        self._companies[realm_id] = company
        return company
