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


def clause(owner: object, *sentences: str) -> Callable[[F], F]:
    """Say that a method is about these *sentences* of the docstring of *owner*."""
    promises = tuple(Promise(name_of(owner), sentence) for sentence in sentences)

    def mark(method: F) -> F:
        known = _KNOWN.get(method, Clause(run=method))
        _KNOWN[method] = attrs.evolve(known, promises=(*promises, *known.promises))
        return method

    return mark


def needs(*wanted: Need) -> Callable[[F], F]:
    """Say that a clause needs what not every adapter can do."""

    def mark(method: F) -> F:
        known = _KNOWN.get(method, Clause(run=method))
        _KNOWN[method] = attrs.evolve(known, needs=(*wanted, *known.needs))
        return method

    return mark


def for_any(drawn: Callable[[], SearchStrategy[Any]]) -> Callable[[F], F]:
    """Say that a clause is to hold for anything that is *drawn*."""

    def mark(method: F) -> F:
        known = _KNOWN.get(method, Clause(run=method))
        _KNOWN[method] = attrs.evolve(known, drawn=drawn)
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


def name_of(owner: object) -> str:
    """How a class, a method or a module is called in a promise."""
    if inspect.ismodule(owner):
        return owner.__name__
    module, name = getattr(owner, "__module__"), getattr(owner, "__qualname__")  # noqa: B009
    return f"{module}.{name}"


def promises_in(owner: object) -> Iterator[Promise]:
    """Every sentence of the docstring of *owner*."""
    text = " ".join((inspect.getdoc(owner) or "").split())
    for sentence in re.split(r"(?<=[.!?]) (?=[A-Z*])", text) if text else ():
        yield Promise(name_of(owner), sentence)
