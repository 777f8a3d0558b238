"""Comparing how things stand with what a story says of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from ..grammar import Setting
from ..lines.claims import Claim, agrees
from ..lines.facts import fact_line
from ..story import Leaves, Said, Scene
from .failures import Fault
from .giving import Play
from .records import RECORDED, Known, records_of
from .summaries import View, summary

_IDS: Final = ("id", "credit_id", "payment_id", "invoice_id")


def misstated(leaves: Leaves, play: Play) -> Iterator[Fault]:
    """Every line of a block that is not so, and what an exact one leaves out."""
    for scene in leaves.customers:
        standing = _Standing(scene, play)
        for said in leaves.said:
            if said.scene.customer_id == scene.customer_id:
                yield from standing.compared(said)
        if leaves.is_exact:
            yield from standing.left_out(leaves.line)


class _Standing:
    """The records of one customer, of which those that were named are ticked off."""

    def __init__(self, scene: Scene, play: Play) -> None:
        desk = play.desk_in(scene)
        self.scene = scene
        self.view = View(desk, scene, play.books.of[scene.customer_id])
        self.records = list(records_of(self.view.ledger))
        self.left = list(self.records)
        self.last: dict[str, int] = {}

    def compared(self, said: Said) -> Iterator[Fault]:
        """Whether it is so what one line says."""
        if said.claim.about not in RECORDED:
            yield from self._summed_up(said)
            return
        found = next((k for k in self.left if _is(said.claim, k)), None)
        if found is None:
            yield Fault(said.line, tuple(self._instead(said)))
            return
        self.left.remove(found)
        place = self.records.index(found)
        if place < self.last.get(said.claim.about, -1) and _is_entry(found):
            yield Fault(said.line, ("It was made before the one above it.",))
        self.last[said.claim.about] = place

    def _summed_up(self, said: Said) -> Iterator[Fault]:
        so = summary(said.claim, self.view)
        setting = said.scene.setting
        if so is None:
            yield Fault(said.line, ("It is not so.",))
        elif not agrees(said.claim.values, so.values):
            names = frozenset(said.claim.values)
            told = fact_line(Known(so, names).brief, setting)
            yield Fault(said.line, (f"is:  {told}",))

    def _instead(self, said: Said) -> Iterator[str]:
        """What is so of the thing that the line names, told as the line tells it."""
        names, setting = frozenset(said.claim.values), said.scene.setting
        alike = [one for one in self.left if one.claim.about == said.claim.about]
        same = [one for one in alike if _same_thing(said.claim, one.claim)]
        for known in same:
            yield f"is:  {fact_line(known.only(names), setting)}"
        for known in same[:1]:
            self.left.remove(known)
        if not same:
            yield "There is none."
            yield from (f"there is {_line(one, setting)}" for one in alike)

    def left_out(self, line: int) -> Iterator[Fault]:
        """What is recorded and was not named."""
        lines = [f"  {_line(one, self.scene.setting)}" for one in self.left]
        if lines:
            yield Fault(line, ("Also there, and not said:", *lines))


def _is(claim: Claim, known: Known) -> bool:
    same_kind = claim.about == known.claim.about
    return same_kind and agrees(claim.values, known.claim.values)


def _same_thing(claim: Claim, other: Claim) -> bool:
    named = [name for name in _IDS if name in claim.values]
    return all(claim.values[name] == other.values.get(name) for name in named)


def _is_entry(known: Known) -> bool:
    return "is_live" in known.claim.values


def _line(known: Known, setting: Setting) -> str:
    return fact_line(known.brief, setting)


def stands(play: Play) -> Iterator[str]:
    """How everything stands, in the lines of a story."""
    for customer_id, book in play.books.of.items():
        if len(play.books.of) > 1:
            yield f"customer is {customer_id}"
        setting = attrs.evolve(play.calendar.scene.setting, customer_id=customer_id)
        yield "leaves exactly"
        for known in records_of(book.ledger):
            yield f"  {_line(known, setting)}"
