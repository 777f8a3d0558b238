"""The command ``qbo-simulator``."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from pathlib import Path

from .control import Running, TickingClock
from .control.filling import fill
from .limits import UNLIMITED, Quotas
from .oauth import PLAYGROUND
from .service import Service
from .simulator import Simulator
from .web import TOP


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve simulated companies on this machine until the process is ended."""
    chosen = _parser().parse_args(arguments)
    clock = TickingClock()
    simulator = Simulator(clock=clock, state=chosen.state)
    service = Service(
        simulator,
        quotas=UNLIMITED if chosen.no_limits else Quotas(),
        state=chosen.state,
    )
    for seed in chosen.company or ([] if simulator.companies else [0]):
        _found(service, seed)
    try:
        running = Running(service, port=chosen.port, posts=True)
    except OSError as error:
        sys.exit(f"Nothing can listen on port {chosen.port}: {error.strerror}.")
    sys.stdout.write(_greeting(running))
    sys.stdout.flush()
    running.serve()


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="qbo-simulator",
        description="An offline QuickBooks Online, for this machine only.",
    )
    parser.add_argument(
        "--port", type=_port, default=8085, help="0 takes any that is free"
    )
    parser.add_argument(
        "--state", type=Path, metavar="FILE.sqlite", help="keep everything in this file"
    )
    parser.add_argument(
        "--company",
        type=int,
        action="append",
        metavar="SEED",
        help="a company with a history drawn from this number; may be repeated",
    )
    parser.add_argument(
        "--no-limits", action="store_true", help="let any number of requests in"
    )
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise ArgumentTypeError(f"{text} is not a port")
    return int(text)


def _found(service: Service, seed: int) -> None:
    """Found the company of a seed, unless the state has it already."""
    realm = f"9130{abs(seed):012d}"
    if service.simulator.company(realm) is None:
        fill(service.found(realm, f"Sample company {seed}"), seed)


def _greeting(running: Running) -> str:
    service = running.service
    lines = [
        f"QuickBooks Online is simulated at {running.url}",
        f"  accounting API   {running.v3}/company/<realm>",
        f"  discovery        {running.discovery}",
        f"  control          {running.url}/simulator",
        f"  the other side   {running.url}{TOP}",
        f"  client id        {PLAYGROUND.client_id}",
        f"  client secret    {PLAYGROUND.client_secret}",
    ]
    for realm, name in service.companies():
        lines.append(f"  company          {realm} ({name})")
        lines.append(f"  token            {service.access_token(realm)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
