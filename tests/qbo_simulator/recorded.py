"""The recordings, and a company in which they could have been made."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs

from qbo_simulator import Company, SimulatedClock, Simulator, Switches
from qbo_simulator.facts import Facts
from qbo_simulator.json_text import parse
from qbo_simulator.serving import Asked, Reply, answer

FOLDER = Path(__file__).parent / "recordings"
REALM = "1234567890"


@attrs.frozen
class Recording:
    """A request, and the answer that the real service gave."""

    name: str
    method: str
    uri: str
    sent: Any
    status: int
    raw: str
    time: str

    @property
    def body(self) -> Any:
        """The answer, its numbers exact."""
        return parse(self.raw)

    @property
    def headers(self) -> set[str]:
        """Which heads the answer had, in lower case."""
        return {name.lower() for name in self._told()["response"]["headers"]}

    def _told(self) -> Any:
        return json.loads((FOLDER / f"{self.name}.json").read_text(encoding="utf-8"))


def recording(name: str) -> Recording:
    """The recording of that name."""
    told = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    response = told["response"]
    raw = response["body_raw"] or ""
    time = json.loads(raw).get("time", "") if raw else ""
    return Recording(
        name,
        told["request"]["method"].upper(),
        told["request"]["uri"],
        told["request"]["body"],
        response["status"]["code"],
        raw.replace("-COMPANY_ID-", REALM),
        str(time),
    )


def names() -> list[str]:
    """All recordings whose raw answer was kept."""
    found = sorted(path.stem for path in FOLDER.glob("vcr_*.json"))
    return [name for name in found if recording(name).raw]


def instant(text: str) -> datetime:
    """An instant of a recording."""
    return datetime.fromisoformat(text).astimezone(UTC)


def company_at(
    text: str, switches: Switches | None = None
) -> tuple[Simulator, Company, SimulatedClock]:
    """The sandbox company of the recordings, at the time that *text* tells."""
    clock = SimulatedClock(instant(text))
    simulator = Simulator(clock=clock, switches=switches)
    facts = Facts(custom_fields=("Crew #",), user="Christian Pelczarski")
    company = simulator.found(REALM, "Craig's Design and Landscaping Services", facts)
    return simulator, company, clock


def ask(
    simulator: Simulator,
    method: str,
    path: str,
    sent: object = None,
    /,
    **parameters: str,
) -> Reply:
    """The simulator's answer to a request for the company of the recordings."""
    body = b"" if sent is None else json.dumps(sent, default=str).encode()
    asked = Asked(
        method, f"/v3/company/{REALM}/{path}", tuple(parameters.items()), (), body
    )
    return answer(simulator, asked)
