"""Doing one turn to both desks."""

from __future__ import annotations

from returns.methods import unwrap_or_failure

from credits_core.answering import answer
from credits_core.commands import Command
from credits_core.desk import Order
from credits_core.entry import Entry
from credits_core.footprint import footprint
from credits_core.laws import Step
from credits_core.permission import AnyActor
from credits_core.ports import Change
from credits_core.rejections import NotPermitted, StaleLedger
from credits_core.weighing import weigh

from ..occasions import BOSS
from ..racing import Racing, Widening
from .both import Both
from .differences import DifferenceError
from .judging import CORE
from .races import given_between, is_stale, overtaken
from .reckoning import Outcome
from .turns import Ask, Err, Overtake, Together


def submit(both: Both, order: Order, actor: AnyActor = BOSS) -> Outcome:
    """Preview and give *order*; all that is kept is compared afterwards."""
    reckoning, command = both.reckoning, order.command
    before = reckoning.books.ledgers[command.customer_id]
    foreseen = reckoning.foresee(command, actor)
    shown = foreseen.entry if isinstance(foreseen, Step) else foreseen
    both.compare("preview", lambda desk: desk.preview(command, actor), shown)
    for side in both.each():
        side.look_at_version("version after a preview", before)
        if not isinstance(foreseen, NotPermitted):
            parts = footprint(command, reckoning.occasion(BOSS))
            side.look_at_slice(before, parts)
    expected = reckoning.take(order, foreseen)
    both.compare(
        "answer", lambda desk: desk.submit(command, actor, order.key), expected
    )
    both.look(command.customer_id, keys=[order.key])
    if order.key is not None:
        both.commands[order.key] = command
    return expected


def err(both: Both, turn: Err) -> None:
    """Give a command that must be refused, and look at the code."""
    outcome = submit(both, Order(command=turn.command))
    code = "carried out" if isinstance(outcome, Entry) else outcome.code
    if code != turn.code:
        raise DifferenceError("code of the refusal", CORE, code, turn.code)


def again(both: Both, order: Order) -> None:
    """Give *order* under a key that was used: nothing happens a second time."""
    expected = both.reckoning.give(order, BOSS)
    both.compare(
        "answer under a known key",
        lambda desk: desk.submit(order.command, BOSS, order.key),
        expected,
    )
    both.look(order.command.customer_id, keys=[order.key])


def overtake(both: Both, turn: Overtake) -> None:
    """Give a command while others are faster."""
    expected, others = overtaken(both.reckoning, turn)
    for side in both.each():
        racing = Racing(
            side.ledgers,
            both.reckoning.clock,
            [*turn.others],
            key=turn.key,
            policy=both.reckoning.policy,
        )
        desk = side.desk(both.reckoning, racing)
        got = unwrap_or_failure(desk.submit(turn.command, BOSS, turn.key))
        side.compare("answer of who was overtaken", got, expected)
        faster = [unwrap_or_failure(one) for one in racing.answers]
        side.compare("answers of who was faster", faster, others)
    concerned = (turn.command, *turn.others)
    both.look(*(one.customer_id for one in concerned), keys=[turn.key])
    if turn.key in both.reckoning.answers:
        both.commands[str(turn.key)] = _first_under(both, turn)


def _first_under(both: Both, turn: Overtake) -> Command:
    """The command whose answer is kept under the key of a race."""
    known = both.reckoning.answers[str(turn.key)]
    commands = (*turn.others, turn.command)
    return next(
        one for one in commands if both.reckoning.repeated(known, one) == known.outcome
    )


def interrupt(both: Both, command: Command, other: Command) -> None:
    """Give *other* between two loads of *command*, or after it if one is enough."""
    if min(_loads(both, command)) < 2:
        submit(both, Order(command=command))
        submit(both, Order(command=other))
        return
    expected, between = given_between(both.reckoning, command, other)
    for side in both.each():
        clock, policy = both.reckoning.clock, both.reckoning.policy
        widening = Widening(side.ledgers, clock, [other], policy=policy)
        desk = side.desk(both.reckoning, widening)
        got = unwrap_or_failure(desk.submit(command, BOSS))
        side.compare("answer of who was interrupted", got, expected)
        faster = [unwrap_or_failure(one) for one in widening.answers]
        side.compare("answer of who came between", faster, [between])
    both.look(command.customer_id, other.customer_id)


def _loads(both: Both, command: Command) -> list[int]:
    """How many loads *command* takes on each side."""
    counted: list[int] = []
    for side in both.each():
        counting = Widening(side.ledgers, both.reckoning.clock, [])
        side.desk(both.reckoning, counting).preview(command, BOSS)
        counted.append(len(counting.loads))
    return counted


def delay(both: Both, command: Command, other: Command) -> None:
    """Decide *command*, give *other*, then commit what was decided before."""
    reckoning = both.reckoning
    foreseen = reckoning.foresee(command, BOSS)
    shown = foreseen.entry if isinstance(foreseen, Step) else foreseen
    changes: list[Change] = []
    for side in both.each():
        weighed = weigh(side.ledgers, command, reckoning.occasion(BOSS))
        found = unwrap_or_failure(weighed)
        got = found.entry if isinstance(found, Change) else found
        side.compare("decision on a slice", got, shown)
        changes += [found] if isinstance(found, Change) else []
    submit(both, Order(command=other))
    if isinstance(foreseen, Step):
        _commit_late(both, command, foreseen, changes)


def _commit_late(
    both: Both, command: Command, foreseen: Step, changes: list[Change]
) -> None:
    expected: StaleLedger | None = None
    if is_stale(both.reckoning, foreseen, None):
        expected = StaleLedger(customer_id=command.customer_id)
    else:
        both.reckoning.take(Order(command=command), foreseen)
    for side, change in zip(both.each(), changes, strict=True):
        got = unwrap_or_failure(side.ledgers.commit(change))
        side.compare("answer to a late commit", got, expected)
    both.look(command.customer_id)


def together(both: Both, turn: Together) -> None:
    """Give all orders at once: all are carried out, or none."""
    before = {*both.reckoning.answers}
    expected = both.reckoning.give_together(turn.orders, BOSS)
    both.compare(
        "answer to orders together",
        lambda desk: desk.together(turn.orders, BOSS),
        expected,
    )
    keys = [one.key for one in turn.orders]
    both.look(*(one.command.customer_id for one in turn.orders), keys=keys)
    for one in turn.orders:
        if one.key in both.reckoning.answers.keys() - before:
            both.commands.setdefault(str(one.key), one.command)


def ask(both: Both, turn: Ask) -> None:
    """Ask a question: both answer what the whole ledger says."""
    reckoning, query = both.reckoning, turn.query
    permitted = reckoning.permitted(query, turn.actor)
    expected: object = permitted
    if not isinstance(permitted, NotPermitted):
        customer_id = query.customer_id
        ledger, today = reckoning.books.ledgers[customer_id], reckoning.clock.today()
        known = answer(ledger, query, today, reckoning.journals[customer_id])
        expected = unwrap_or_failure(known)
    both.compare("finding", lambda desk: desk.ask(query, turn.actor), expected)
