"""Whether an answer is what anybody would give who sees the whole ledger."""

from __future__ import annotations

from collections.abc import Iterator

from returns.methods import unwrap_or_failure

from credits_core.authorize import authorize
from credits_core.commands import Command
from credits_core.decide import Decision, decide
from credits_core.desk import Desk
from credits_core.entry import Entry
from credits_core.ledger import Ledger
from credits_core.occasion import Occasion
from credits_core.permission import AnyActor, Authority
from credits_core.rejections import AlreadyRecorded, CustomerMismatch, Rejection


def unplanned(planned: Entry | Rejection, answer: Entry | Rejection) -> Iterator[str]:
    """The preview must be what is carried out (R19)."""
    if isinstance(planned, Entry) and isinstance(answer, Entry):
        same = (planned.events, planned.effects, planned.version) == (
            answer.events,
            answer.effects,
            answer.version,
        )
    else:
        same = planned == answer
    if not same:
        yield "The preview is not what was carried out."


def unlike_the_whole(
    desk: Desk,
    actor: AnyActor,
    command: Command,
    before: Ledger,
    answer: Entry | Rejection,
) -> Iterator[str]:
    """Deciding on the part that was loaded must give what the whole ledger gives.

    A whole ledger does not know what other customers have; what is refused for
    that is not compared.
    """
    authority = unwrap_or_failure(authorize(command, actor, desk.policy))
    elsewhere = isinstance(answer, AlreadyRecorded | CustomerMismatch)
    if elsewhere or not isinstance(authority, Authority):
        return
    occasion = Occasion(
        at=desk.clock.now(),
        today=desk.clock.today(),
        by=authority,
        policy=desk.policy,
    )
    decided = unwrap_or_failure(decide(before, command, occasion))
    if isinstance(decided, Decision) and isinstance(answer, Entry):
        same = decided.events == answer.events
    else:
        same = decided == answer
    if not same:
        yield "The part that was loaded tells something else than the whole ledger."
