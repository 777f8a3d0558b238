"""Putting something wrong in the place of something right, for a while.

Only the gallery does this, and only inside a ``with`` block: whatever happens in
it, the right thing is back afterwards.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager

from .bug import Replacement


@contextmanager
def replaced(replacements: Iterable[Replacement]) -> Generator[None]:
    """Let each replacement stand in its place until the block is left.

    Raises ``AttributeError`` if there is nothing to replace: a bug whose place is
    gone is no bug any more, and says so.
    """
    wanted = tuple(replacements)
    before = [(where, name, _right(where, name)) for where, name, _ in wanted]
    try:
        for where, name, wrong in wanted:
            setattr(where, name, wrong)
        yield
    finally:
        for where, name, right in reversed(before):
            setattr(where, name, right)


def _right(where: object, name: str) -> object:
    if name not in vars(where):
        raise AttributeError(f"{where} has no {name} of its own.")
    return vars(where)[name]
