"""``python -m credits_testkit.machine``: the long run in lock step.

Two desks are given the same commands, one over the ledgers under test and one over
a reference, until so many commands were given or something differs.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence

from .differences import DifferenceError
from .driving import numbers_of, replay
from .running import Plan, Report, run
from .tally import Tally


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the *arguments* say; the exit status is 0 if nothing differs."""
    options = _parser().parse_args(arguments)
    plan = Plan(options.ledgers, options.reference, options.commands, options.seed)
    if options.replay is not None:
        return _again(plan, options.replay)
    report = run(plan, options.processes, _progress)
    _print_report(plan, report)
    return 0 if report.failed is None else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m credits_testkit.machine",
        description="Drive two desks in lock step and compare all they do.",
    )
    add = parser.add_argument
    add("--ledgers", required=True, help="package:callable that gives empty ledgers")
    add("--reference", required=True, help="the same for the ledgers to compare with")
    add("--commands", type=int, default=100_000, help="how many commands to give")
    add("--seed", type=int, default=1, help="another number tells other stories")
    add("--processes", type=int, default=1, help="how many processes share the work")
    add("--replay", help="the numbers of one story, as a failed run prints them")
    return parser


def _again(plan: Plan, text: str) -> int:
    try:
        world = replay(plan.stores(), numbers_of(text))
    except DifferenceError as difference:
        print(difference)
        return 1
    print(f"No difference in {len(world.story)} turns.")
    return 0


def _progress(tally: Tally) -> None:
    print(f"{tally.commands:>12,} commands", file=sys.stderr, flush=True)


def _print_report(plan: Plan, report: Report) -> None:
    tally, seconds = report.tally, max(report.seconds, 0.001)
    print(f"ledgers      {plan.ledgers}")
    print(f"reference    {plan.reference}")
    print(f"seed         {plan.seed}")
    print(f"stories      {tally.stories:,}, turns {tally.turns.total():,}")
    print(f"commands     {tally.commands:,} in {seconds:,.0f} s")
    print(f"rate         {tally.commands / seconds:,.0f} commands/s")
    print(f"carried out  {tally.carried_out.total():,}")
    print(f"refused      {tally.refused.total():,}")
    _print_counts("turns", tally.turns)
    _print_counts("commands carried out", tally.carried_out)
    _print_counts("commands refused", tally.refused)
    _print_counts("codes of refusals", tally.codes)
    print(f"codes never met: {', '.join(tally.missing) or 'none'}")
    print(f"differences: {0 if report.failed is None else 1}")
    if report.failed is not None:
        print(report.failed.story)
        print(f"Play it again: {_line(plan, report.failed.numbers)}")


def _print_counts(title: str, counts: Counter[str]) -> None:
    print(f"{title}:")
    for name, count in counts.most_common():
        print(f"  {name:<24}{count:>12,}")


def _line(plan: Plan, numbers: str) -> str:
    """The command that plays exactly that story."""
    return (
        f"python -m credits_testkit.machine --ledgers {plan.ledgers}"
        f" --reference {plan.reference} --replay {numbers}"
    )


if __name__ == "__main__":
    sys.exit(main())
