"""What a dotted name stands for: an adapter to put on trial, and by which contract."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from typing import Any, Final

import attrs

from .accounting import AccountingContract
from .clock import ClockContract
from .contract import Contract
from .ledgers import LedgersContract
from .place import Place, new_place
from .register import RegisterContract

Hooks = dict[str, Any]

_BY_METHOD: Final[dict[str, tuple[type[Contract], str]]] = {
    "commit": (LedgersContract, "ledgers"),
    "deliver": (AccountingContract, "accounting"),
    "today": (ClockContract, "clock"),
    "register": (RegisterContract, "store"),
}
"""Each port by a method that only it has, and the hook that opens its adapter.

A register is opened together with its ledgers, by the store that has both.
"""


@attrs.frozen
class Subject:
    """A *contract*, and the hooks that it needs besides its own."""

    contract: type[Contract]
    hooks: Hooks = attrs.field(factory=dict)


def subject_named(name: str) -> Subject:
    """What ``package:object`` names: a contract with its hooks, or a factory.

    A factory gives the adapter. It is called with a ``Place``, or with nothing if it
    needs nothing.
    """
    found = object_named(name)
    if inspect.isclass(found) and issubclass(found, Contract):
        return Subject(found)
    if not callable(found):
        raise TypeError(f"{name} is neither a contract nor a factory.")
    opens = _from_place(found)
    with new_place() as place:
        adapter = opens(place)
        for method, (contract, hook) in _BY_METHOD.items():
            if hasattr(adapter, method):
                return Subject(contract, {hook: _hook(hook, opens)})
    raise TypeError(f"{name} gives a {type(adapter).__name__}, which has no port.")


def object_named(name: str) -> Any:  # noqa: ANN401 - whatever has that name
    """The object called ``package:object``."""
    module, colon, path = name.partition(":")
    if not colon:
        raise ValueError(f"Write package:object instead of {name!r}.")
    found: object = importlib.import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    return found


def _from_place(factory: Callable[..., object]) -> Callable[[Place], object]:
    parameters = inspect.signature(factory).parameters.values()
    takes_nothing = all(one.default is not one.empty for one in parameters)

    def open_at(place: Place) -> object:
        return factory() if takes_nothing else factory(place)

    return open_at


def _hook(hook: str, opens: Callable[[Place], object]) -> Callable[..., object]:
    """A clock is opened at no place."""
    if hook != "clock":
        return opens

    def open_clock() -> object:
        with new_place() as place:
            return opens(place)

    return open_clock
