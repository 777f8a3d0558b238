"""Several companies under one clock: what a server serves."""

from __future__ import annotations

from pathlib import Path

from .clock import Clock, SimulatedClock
from .company import Company
from .switches import Switches


class Simulator:
    """Companies by realm id, with one clock, one seed and the same switches."""

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
        self.state = state
        self._switches = Switches() if switches is None else switches
        self._companies: dict[str, Company] = {}

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

    def found(self, realm_id: str, name: str = "A Company") -> Company:
        """Found a new company; raises ``ValueError`` if the realm id is taken."""
        if realm_id in self._companies or not realm_id.isdecimal():
            raise ValueError(f"{realm_id} can't be the realm id of a new company.")
        company = Company(
            realm_id, name=name, clock=self.clock, switches=self._switches
        )
        self._companies[realm_id] = company
        return company
