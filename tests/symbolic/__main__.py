"""Prove the cases: ``python -m tests.symbolic [seconds [part of a name]]``.

The seconds are those of the processor, for each case.
"""

from __future__ import annotations

import sys
import time

from .all_cases import CASES
from .proving import Verdict, prove

SECONDS = 20.0


def main(arguments: list[str]) -> int:
    """Print a line for each case, and answer 1 if a counterexample was found."""
    seconds = float(arguments[0]) if arguments else SECONDS
    part = " ".join(arguments[1:])
    begin = time.process_time()
    print(f"{'paths':>6} {'cut':>4} {'seconds':>8}  verdict            case")
    verdicts = [_shown(prove(case, seconds)) for case in CASES if part in case.name]
    proved = sum(one.proved for one in verdicts)
    broken = sum(bool(one.amounts) for one in verdicts)
    print(
        f"{len(verdicts)} cases, {proved} proved for all amounts, {broken} broken;"
        f" {sum(one.paths for one in verdicts)} paths in"
        f" {time.process_time() - begin:.0f} CPU seconds."
    )
    return 1 if broken else 0


def _shown(verdict: Verdict) -> Verdict:
    print(
        f"{verdict.paths:>6} {verdict.cut:>4} {verdict.seconds:>8.1f}"
        f"  {verdict.word:<18} {verdict.name}",
        flush=True,
    )
    if verdict.amounts:
        numbers = ", ".join(map(str, verdict.amounts))
        print("  Again: .venv/bin/python -c 'from tests.symbolic.all_cases import")
        print(f'  BY_NAME; BY_NAME["{verdict.name}"].check({numbers})\'')
    return verdict


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
