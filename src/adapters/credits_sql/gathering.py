"""A cursor of psycopg that lets a pipeline gather what it has to send.

psycopg hands each statement of a pipeline to the network at once, so that the
server is woken for each of them, and it waits for the answer to BEGIN. Here all of
them wait in libpq's buffer for the end of the pipeline, and travel together.
"""

# ruff: noqa: SLF001 - steps that psycopg keeps to itself are what this is about

from __future__ import annotations

from collections.abc import Callable, Generator, Hashable
from functools import cache
from importlib.metadata import version
from typing import Any, Final

_IDLE: Final = 0
_STEPS: Final = (
    *("_start_query", "_convert_query", "_maybe_prepare_gen"),
    *("_exec_command", "_get_tx_start_command"),
)
"""Steps of the driver's own that are taken here; without them, it does it all."""

_TRIED: Final = "3.3."
"""The versions of psycopg whose steps were looked at; with others, it does it all."""


def gathering_cursor(driver: Any) -> Any:  # noqa: ANN401 - psycopg is an extra
    """A cursor on a connection of psycopg, in a pipeline or not."""
    line: Any = type(driver)
    kind = _gathering(driver.cursor_factory, line)
    return kind(driver, row_factory=driver.row_factory)


@cache
def _gathering(kind: Any, line: Hashable) -> Callable[..., Any]:  # noqa: ANN401
    """The cursors of that *kind* on that kind of *line*, and that they gather."""
    known = all(hasattr(kind, name) or hasattr(line, name) for name in _STEPS)
    if not known or not version("psycopg").startswith(_TRIED):
        return kind  # type: ignore[no-any-return]  # it is a class of cursors
    name = f"Gathering{kind.__name__}"
    return type(name, (kind,), {"_execute_gen": _execute_gen})


def _execute_gen(
    cursor: Any,  # noqa: ANN401
    query: Any,  # noqa: ANN401
    params: Any = None,  # noqa: ANN401
    *,
    prepare: bool | None = None,
    binary: bool | None = None,
) -> Generator[Any, Any, None]:
    """As the driver's own step of that name, which would send at its end."""
    line = cursor._conn
    yield from _begin_gen(line)
    yield from cursor._start_query(query)
    ready = cursor._convert_query(query, params)
    yield from cursor._maybe_prepare_gen(ready, prepare=prepare, binary=binary)
    cursor._last_query = query
    yield from line._prepared.maintain_gen(line)
    _gather(line)


def _begin_gen(line: Any) -> Generator[Any, Any, None]:  # noqa: ANN401
    """Begin a transaction without waiting for the answer; it comes with the rest."""
    if line._pipeline is None or line.autocommit:
        return
    if line.pgconn.transaction_status == _IDLE:
        yield from line._exec_command(line._get_tx_start_command())
        _gather(line)


def _gather(line: Any) -> None:  # noqa: ANN401
    """Put what the pipeline has to send into the buffer of libpq, in its order."""
    waiting = () if line._pipeline is None else line._pipeline.command_queue
    while waiting:
        waiting.popleft()()
