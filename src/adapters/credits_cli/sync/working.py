"""The commands ``sync run`` and ``sync step``."""

from __future__ import annotations

import json as json_text
import logging
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Annotated

import attrs
from cyclopts import Parameter

from credits_qbo.engine import BUSY
from credits_qbo.logs import LOG, JsonLines
from credits_qbo.worker import EndingTimer, Health, Rhythm, Worker

from ..failures import CannotRunError, Exit, UnreachableError
from ..screen import a_console
from .office import opened_office
from .options import Json, Store, Tenant
from .printing import print_json


def work(
    *,
    store: Store,
    tenant: Tenant = "default",
    poll: Annotated[
        float, Parameter(help="Seconds between two questions what changed there.")
    ] = 300.0,
    turn: Annotated[
        float, Parameter(help="Seconds between two looks at what changed here.")
    ] = 10.0,
    health: Annotated[
        Path | None, Parameter(help="A file that tells how the worker is doing.")
    ] = None,
) -> int:
    """Exchange until the process is asked to end, by SIGTERM or Ctrl-C.

    What is under way is finished first; a second signal ends it at once. The log
    goes to the standard error, one line of JSON for each thing that happened.
    """
    _log_to_stderr()
    end = Event()
    with opened_office(store, tenant) as office:
        sync = office.sync(EndingTimer(end))
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _ending(end))
        rhythm = Rhythm(poll=poll, turn=turn)
        Worker(sync, end, rhythm, _reporting(health)).run()
    return Exit.FINE


def _ending(end: Event) -> Callable[[int, FrameType | None], None]:
    def ask(number: int, _: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        end.set()

    return ask


def _reporting(file: Path | None) -> Callable[[Health], None]:
    """Write each report to *file* as a whole, so that nobody reads half of one."""
    if file is None:
        return lambda _: None
    beside = file.with_name(f"{file.name}.new")

    def write(health: Health) -> None:
        beside.write_text(json_text.dumps(health.data), encoding="utf-8")
        beside.replace(file)

    try:
        beside.touch()
    except OSError as error:
        raise CannotRunError(f"{file} cannot be written: {error.strerror}.") from error
    return write


def _log_to_stderr() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)


def step(*, store: Store, tenant: Tenant = "default", json: Json = False) -> int:
    """Exchange what is due now, once, for whoever has a scheduler of their own."""
    with opened_office(store, tenant) as office:
        try:
            done = office.sync().step()
        except ValueError as error:
            raise CannotRunError("Nothing is enabled: credits sync plan.") from error
    if json:
        print_json(attrs.asdict(done))
    else:
        a_console().print(
            f"{done.entries} entries and {done.rows} changes were read, {done.looked}"
            f" objects looked at, {done.settled} things told; {done.left} are left."
        )
    if done.stopped and done.stopped != BUSY:
        raise UnreachableError(f"The step was not finished: {done.stopped}.")
    if done.stopped:
        a_console().print("Somebody else is at work.")
    return Exit.FINE
