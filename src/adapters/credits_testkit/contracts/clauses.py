"""Clauses: what a sentence of a docstring comes to, as a test that can fail.

A clause is a method whose name is a sentence. The decorator tells which promise
it is about, word by word, and what it needs of an adapter.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeVar

import attrs
from hypothesis.strategies import SearchStrategy

from .capabilities import Need

Run = Callable[..., None]
F = TypeVar("F", bound=Run)


@attrs.frozen
class Promise:
    """One *sentence* of the docstring of *owner*, a class, a method or a module."""

    owner: str
    sentence: str


def promise(owner: object, sentence: str) -> Promise:
    """The *sentence* that stands in the docstring of *owner*."""
    return Promise(_name_of(owner), sentence)


def promises_in(owner: object) -> Iterator[Promise]:
    """Every sentence of the docstring of *owner*, with one blank between words."""
    text = " ".join((inspect.getdoc(owner) or "").split())
    for sentence in re.split(r"(?<=[.!?]) (?=[A-Z*])", text) if text else ():
        yield promise(owner, sentence)


@attrs.frozen(kw_only=True)
class Clause:
    """A method of a contract, the *promises* it is about, and what it needs.

    *drawn* gives the values that the clause is to hold for, if it is to hold for
    many.
    """

    run: Run
    promises: tuple[Promise, ...] = ()
    needs: tuple[Need, ...] = ()
    drawn: Callable[[], SearchStrategy[Any]] | None = None

    @property
    def name(self) -> str:
        """The name of the method."""
        return self.run.__name__

    @property
    def title(self) -> str:
        """The name as words."""
        return self.name.removeprefix("test_").replace("_", " ")


_KNOWN: Final[dict[Run, Clause]] = {}
"""The clause of each method, and of whatever was made of it for one adapter."""


def clause(
    *promises: Promise,
    needs: tuple[Need, ...] = (),
    drawn: Callable[[], SearchStrategy[Any]] | None = None,
) -> Callable[[F], F]:
    """Say that a method is a clause about those *promises*.

    It is left out where an adapter does not have what it *needs*. One with
    something *drawn* takes that as its last argument, and is to hold for all of it.
    """

    def mark(method: F) -> F:
        _KNOWN[method] = Clause(run=method, promises=promises, needs=needs, drawn=drawn)
        return method

    return mark


def made_of(known: Clause, method: Run) -> Run:
    """Give *method* the name of the clause that it was made of, for one adapter."""
    method.__name__ = known.name
    method.__qualname__ = known.run.__qualname__
    method.__module__ = known.run.__module__
    method.__doc__ = known.run.__doc__
    _KNOWN[method] = known
    return method


def clauses_of(contract: type[object]) -> tuple[Clause, ...]:
    """All clauses of a *contract*, in the order they are written in."""
    found: dict[str, Clause] = {}
    for ancestor in reversed(contract.__mro__):
        for name, value in vars(ancestor).items():
            if inspect.isfunction(value) and value in _KNOWN:
                known = found.setdefault(name, _KNOWN[value])
                if known.run is not _KNOWN[value].run:
                    raise TypeError(f"{contract.__name__} has two clauses {name}.")
    return tuple(found.values())


def _name_of(owner: object) -> str:
    if inspect.ismodule(owner):
        return owner.__name__
    module, name = getattr(owner, "__module__"), getattr(owner, "__qualname__")  # noqa: B009
    return f"{module}.{name}"
