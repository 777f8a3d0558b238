"""Whether what an operation saw is what the world looks like at one place.

Only what changed nothing is explained here: refusals, previews and questions. What
was carried out is in a journal and explains itself.
"""

from __future__ import annotations

import attrs
from returns.methods import unwrap_or_failure

from credits_core.answering import answer
from credits_core.authorize import authorize
from credits_core.commands import Command
from credits_core.decide import Decision
from credits_core.effects import effects_of
from credits_core.entry import Entry
from credits_core.permission import Actor, Authority, Role
from credits_core.queries import (
    CreditRecord,
    CreditsOfCustomer,
    InvoiceRecord,
    Journal,
    Query,
)
from credits_core.queries import History as JournalAsked
from credits_core.rejections import IdempotencyConflict, NotPermitted, Rejection
from credits_core.wire import fingerprint

from .digests import told
from .history import (
    Asked,
    Done,
    Operation,
    Outcome,
    Previewed,
    Refused,
    Submitted,
    Together,
)
from .world import World


def explains(world: World, operation: Operation) -> bool:
    """Whether *operation* could have come back with what it did, in this *world*."""
    forbidden = _forbidden(world, operation)
    if forbidden is not None:
        return operation.outcome == Refused(rejection=forbidden)
    match operation.doing:
        case Submitted() as order:
            found = _answer_to(world, operation, order)
            if operation.is_answered:
                return found == _rejection(operation)
            return not isinstance(found, Decision)
        case Previewed(command=command):
            return _is_preview(world, operation, command)
        case Together(orders=orders):
            return _is_refused_so(world, operation, orders)
        case Asked(query=query):
            return _finding(world, query) == operation.outcome


def refusal_under_key(world: World, operation: Operation) -> Rejection | None:
    """The refusal that is remembered of it here, whether anybody heard of it or not."""
    (order,) = operation.orders
    found = _answer_to(world, operation, order)
    return None if isinstance(found, Decision | Entry) else found


def _rejection(operation: Operation) -> Rejection | None:
    outcome = operation.outcome
    return outcome.rejection if isinstance(outcome, Refused) else None


def _forbidden(world: World, operation: Operation) -> NotPermitted | None:
    """What the one who asked lacks, if anything; looked at before all else."""
    actor = Actor(operation.user_id, (Role("Given", operation.permissions),))
    for request in _requests(operation):
        found = unwrap_or_failure(authorize(request, actor, world.setting.policy))
        if not isinstance(found, Authority):
            return found
    return None


def _requests(operation: Operation) -> tuple[Command | Query, ...]:
    match operation.doing:
        case Asked(query=query):
            return (query,)
        case Previewed(command=command):
            return (command,)
        case Submitted() | Together():
            return tuple(order.command for order in operation.orders)


def _answer_to(
    world: World, operation: Operation, order: Submitted
) -> Decision | Entry | Rejection:
    """What the desk would say to one *order*: by its key, or by deciding."""
    known = None if order.key is None else world.keys.get(order.key)
    if known is None:
        return world.decided(order.command, world.occasion(operation.user_id))
    if known.fingerprint != fingerprint(order.command):
        return IdempotencyConflict(key=str(order.key))
    return known.outcome


def _is_refused_so(
    world: World, operation: Operation, orders: tuple[Submitted, ...]
) -> bool:
    """Whether the orders are refused, before or after others had their answers.

    A key that gets its answer meanwhile may have been free yet: it is left free by
    a refusal of several, which therefore need not stand behind it.
    """
    wanted = _rejection(operation)
    earlier = world.supposing_keys_of(operation.start)
    return any(
        _refusal_of(trial, operation, orders) == wanted
        for trial in (world.supposing(), earlier)
    )


def _refusal_of(
    trial: World, operation: Operation, orders: tuple[Submitted, ...]
) -> Rejection | None:
    """The first refusal, if the *orders* were carried out one after the other."""
    for order in orders:
        found = _answer_to(trial, operation, order)
        if isinstance(found, Decision):
            trial.suppose(found)
        elif not isinstance(found, Entry):
            return found
    return None


def _is_preview(world: World, operation: Operation, command: Command) -> bool:
    before, outcome = world.ledger(command.customer_id), operation.outcome
    if isinstance(outcome, Done) and outcome.entries[0].version != before.version + 1:
        return False
    found = world.decided(command, world.occasion(operation.user_id))
    if not isinstance(found, Decision):
        return found == _rejection(operation)
    if not isinstance(outcome, Done):
        return False
    (entry,) = outcome.entries
    return entry == attrs.evolve(
        entry,
        customer_id=before.customer_id,
        today=world.setting.today,
        user_id=operation.user_id,
        command=command,
        events=found.events,
        effects=effects_of(before, found.events, found.after),
        key=None,
    )


def _finding(world: World, query: Query) -> Outcome:
    if isinstance(query, JournalAsked):
        return world.digest(query.customer_id).told()
    ledger = world.ledger(query.customer_id)
    match unwrap_or_failure(answer(ledger, query, world.setting.today, ())):
        case Journal() | CreditsOfCustomer() | CreditRecord() | InvoiceRecord() as one:
            return told(one)
        case refusal:
            return Refused(rejection=refusal)
