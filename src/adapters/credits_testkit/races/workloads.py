"""The kinds of workloads: who meets whom at which customer, and with what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import attrs

from credits_core.commands import Command
from credits_core.identity import CustomerId

from .. import orders
from .drawing import Drawing, Workload
from .history import Doing, Submitted, Together
from .pens import Pen
from .recording import Errand

_CENTS: Final = 3_000
_CREDITS: Final = 10
_SPENDERS: Final = 120
"""How many operations are about the same credits, until all is spent."""


def workload(name: str, *, sessions: int, operations: int, seed: int) -> Workload:
    """So many *operations* in all, by so many *sessions*, of the kind called *name*.

    Raises ``KeyError`` for a name that is not in ``KINDS``.
    """
    return KINDS[name](Drawing(name, sessions, operations, seed))


def _hot(drawing: Drawing) -> Workload:
    """All sessions at one customer."""

    def turn(drawing: Drawing, number: int) -> list[Errand]:
        pen = drawing.pen("HOT", number)
        return [drawing.errand(pen) for _ in range(drawing.sessions)]

    return drawing.by_turns(turn)


def _apart(drawing: Drawing) -> Workload:
    """Each session at a customer of its own."""

    def turn(drawing: Drawing, number: int) -> list[Errand]:
        share = 1 / drawing.sessions
        names = [f"OWN{place}-" for place in range(drawing.sessions)]
        return [drawing.errand(drawing.pen(one, number, share)) for one in names]

    return drawing.by_turns(turn)


def _mixed(drawing: Drawing) -> Workload:
    """Half of it at one customer, the rest at some others."""

    def pen(drawing: Drawing, number: int) -> Pen:
        if drawing.is_now(0.5):
            return drawing.pen("HOT", number, 0.5)
        return drawing.pen(f"SIDE{drawing.random.randrange(5)}-", number, 0.1)

    def turn(drawing: Drawing, number: int) -> list[Errand]:
        return [drawing.errand(pen(drawing, number)) for _ in range(drawing.sessions)]

    return drawing.by_turns(turn)


def _together(drawing: Drawing) -> Workload:
    """Mostly several orders of several customers, in any order of the customers."""

    def turn(drawing: Drawing, number: int) -> list[Errand]:
        return [_several(drawing, number) for _ in range(drawing.sessions)]

    return drawing.by_turns(turn)


def _several(drawing: Drawing, turn: int) -> Errand:
    places = drawing.random.choices(range(4), k=drawing.random.choice((2, 2, 3)))
    pens = [drawing.pen(f"SIDE{place}-", turn, 0.5) for place in places]
    if drawing.is_now(0.4):
        return drawing.errand(pens[0])
    is_keyed = drawing.is_now(0.5)
    given = (
        Submitted(command=pen.command(), key=drawing.key() if is_keyed else None)
        for pen in pens
    )
    return Errand(doing=Together(orders=tuple(given)))


def _keys(drawing: Drawing) -> Workload:
    """Everybody sends the same, under the same key, and sends it again."""
    return drawing.by_turns(_one_key)


def _one_key(drawing: Drawing, turn: int) -> list[Errand]:
    """What all sessions send at about the same time, some of them by mistake."""
    pens = [drawing.pen(f"KEY{place}-", turn, 0.5) for place in range(2)]
    order = Submitted(command=pens[turn % 2].command(), key=drawing.key())
    doing: list[Doing] = [order] * drawing.sessions
    for place in range(drawing.sessions):
        if drawing.is_now(0.15):
            other = drawing.random.choice(pens)
            doing[place] = attrs.evolve(order, command=other.command())
        elif drawing.is_now(0.15):
            doing[place] = Together(orders=(order,))
        elif drawing.is_now(0.1) and drawing.sent:
            doing[place] = drawing.random.choice(drawing.sent)
        elif drawing.is_now(0.2):
            doing[place] = drawing.errand(pens[turn % 2]).doing
    drawing.sent.append(order)
    return [Errand(doing=one) for one in doing]


def _spending(drawing: Drawing) -> Workload:
    """Everybody spends a few cents of the same few credits on the same invoice."""

    def turn(drawing: Drawing, number: int) -> list[Errand]:
        return [_spend(drawing, number, place) for place in range(drawing.sessions)]

    customers = range(1 + drawing.operations // _SPENDERS)
    means = (one for number in customers for one in _means(f"RICH{number}"))
    return drawing.by_turns(turn, prelude=tuple(means))


def _means(customer: str) -> Iterator[Errand]:
    """An invoice that is never paid off, and credits of 3,000 cents in all."""
    yield _order(customer, orders.invoice(f"{customer}-I", 100 * _CENTS))
    for number in range(_CREDITS):
        grant = orders.grant(f"{customer}-C{number}", _CENTS // _CREDITS)
        yield _order(customer, grant)


def _spend(drawing: Drawing, turn: int, place: int) -> Errand:
    customer = f"RICH{turn * drawing.sessions // _SPENDERS}"
    cents = orders.exact(drawing.random.randint(1, 60))
    name, invoice = f"{customer}-P{turn}-{place}", f"{customer}-I"
    return _order(customer, orders.pay(name, 0, invoice, credits=cents), drawing.key())


def _order(customer: str, command: Command, key: str | None = None) -> Errand:
    own = attrs.evolve(command, customer_id=CustomerId(customer))
    return Errand(doing=Submitted(command=own, key=key))


KINDS: Final[Mapping[str, Callable[[Drawing], Workload]]] = {
    "hot": _hot,
    "apart": _apart,
    "mixed": _mixed,
    "together": _together,
    "keys": _keys,
    "spending": _spending,
}
"""The kinds of workloads, by their names."""
