"""Rows that were found: their columns are attributes.

What makes a row of its values is the same for all that a statement finds.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from .statements import Compiled

_NEW_TYPE: Any = namedtuple
"""Untyped, because which columns there are is known only when they are found."""


def row_of(compiled: Compiled, cursor: Any) -> Callable[[Iterable[Any]], Any]:  # noqa: ANN401
    """What makes a row of its values, so that columns are attributes."""
    made = _row_type(tuple(column[0] for column in cursor.description))
    compiled.row = made
    return made


@cache
def _row_type(names: tuple[str, ...]) -> Callable[[Iterable[Any]], Any]:
    make: Callable[[Iterable[Any]], Any] = _NEW_TYPE("Found", names)._make
    return make
