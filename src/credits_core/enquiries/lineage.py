"""Where credits come from and where they go, as a graph (R25)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs
from returns.result import Failure, Result, Success
from typing_extensions import override

from ..identity import CreditId, CustomerId, a_credit_id, an_id
from ..rejections import Rejection, Unknown
from .enquiry import Enquiry, Sources
from .graph import Arrow, Lineage, Node, arrows_in, credit_node


@attrs.frozen(kw_only=True)
class LineageOfCustomer(Enquiry[Lineage]):
    """The question where all credits of a customer came from and went (R25)."""

    customer_id: CustomerId = attrs.field(validator=an_id)

    @override
    def answered(self, sources: Sources) -> Result[Lineage, Rejection]:
        """The whole graph of the customer."""
        arrows = tuple(arrows_in(sources.whole(self.customer_id)))
        return Success(_graph(arrows))


@attrs.frozen(kw_only=True)
class LineageOfCredit(Enquiry[Lineage]):
    """The question where one credit came from, to the last source, and went (R25)."""

    customer_id: CustomerId = attrs.field(validator=an_id)
    credit_id: CreditId = attrs.field(validator=a_credit_id)

    @override
    def answered(self, sources: Sources) -> Result[Lineage, Rejection]:
        """All that leads to the credit, and all that it leads to."""
        ledger = sources.whole(self.customer_id)
        credit = ledger.credits.get(self.credit_id)
        if credit is None:
            return Failure(Unknown(what="credit", id=self.credit_id))
        arrows, start = tuple(arrows_in(ledger)), credit_node(credit)
        before = _reached(arrows, start, _target, _source)
        after = _reached(arrows, start, _source, _target)
        kept = [one for one in arrows if _is_among(one, before, after)]
        return Success(_graph(kept))


def _source(arrow: Arrow) -> Node:
    return arrow.source


def _target(arrow: Arrow) -> Node:
    return arrow.target


def _is_among(arrow: Arrow, before: set[Node], after: set[Node]) -> bool:
    return arrow.target in before or arrow.source in after


def _reached(
    arrows: Iterable[Arrow],
    start: Node,
    here: Callable[[Arrow], Node],
    there: Callable[[Arrow], Node],
) -> set[Node]:
    """All nodes that are reached from *start*, itself too, over the arrows."""
    following: dict[Node, list[Node]] = {}
    for arrow in arrows:
        following.setdefault(here(arrow), []).append(there(arrow))
    seen, waiting = {start}, [start]
    while waiting:
        for node in following.get(waiting.pop(), ()):
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return seen


def _graph(arrows: Iterable[Arrow]) -> Lineage:
    found = tuple(arrows)
    ends = (node for arrow in found for node in (arrow.source, arrow.target))
    return Lineage(nodes=tuple(dict.fromkeys(ends)), arrows=found)
