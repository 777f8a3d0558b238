"""Serve one company on this machine."""

from __future__ import annotations

import uvicorn

from .app import asgi
from .clock import WallClock
from .simulator import Simulator


def main() -> None:
    """Serve until the process is ended."""
    simulator = Simulator(clock=WallClock())
    simulator.found("1", "Craig's Design and Landscaping Services")
    uvicorn.run(asgi(simulator), host="127.0.0.1", port=8085)


if __name__ == "__main__":
    main()
