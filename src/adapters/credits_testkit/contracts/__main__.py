"""Certify an adapter on the command line: ``python -m credits_testkit.contracts``."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from typing import Any, Final

import attrs

from .capabilities import Concurrency
from .certificate import certificate
from .contract import Contract
from .subjects import Hooks, object_named, subject_named
from .verdicts import Outcome, Verdict, verdicts

_WORDS: Final = {
    Outcome.PASSED: "kept",
    Outcome.FAILED: "BROKEN",
    Outcome.LEFT_OUT: "left out",
}
_WITHOUT: Final = ("durability", "tenants", "time_travel")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the certificate of what is named; 0 if no clause is broken, 1 if one is."""
    parser = _parser()
    options = parser.parse_args(arguments)
    sys.path.insert(0, "")
    try:
        contract, hooks = _subject(options)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        parser.error(f"{options.adapter}: {error}")
    begin = time.perf_counter()
    print(f"{options.adapter} by {contract.__name__}", flush=True)
    found = verdicts(contract, only=options.only, each_verdict=_tell, **hooks)
    print(certificate(found))
    print(f"In {time.perf_counter() - begin:.1f} seconds.")
    return int(any(one.is_failed for one in found))


def _tell(verdict: Verdict) -> None:
    """One line as soon as it is known, so that nobody waits for the last."""
    print(f"{_WORDS[verdict.outcome]:8}  {verdict.clause}", flush=True)


def _subject(options: argparse.Namespace) -> tuple[type[Contract], Hooks]:
    subject = subject_named(options.adapter)
    declared: dict[str, Any] = dict.fromkeys(options.without, False)
    if options.concurrency:
        declared["concurrency"] = Concurrency[options.concurrency.upper()]
    capabilities = attrs.evolve(subject.contract.capabilities, **declared)
    hooks: Hooks = {**subject.hooks, "capabilities": capabilities}
    if options.raw:
        hooks["raw"] = object_named(options.raw)
    return subject.contract, hooks


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m credits_testkit.contracts",
        description="Hold an adapter to every sentence of its port.",
        epilog="What the adapter cannot do is declared, and left out with a reason.",
    )
    parser.add_argument(
        "adapter", help="package:object, a contract with its hooks or a factory"
    )
    parser.add_argument(
        "--without", nargs="+", default=[], choices=_WITHOUT, help="what it cannot do"
    )
    parser.add_argument(
        "--concurrency", choices=[one.name.lower() for one in Concurrency]
    )
    parser.add_argument("--raw", help="package:object, a raw reader of ledgers")
    parser.add_argument("--only", default="", help="part of the names of some clauses")
    return parser


if __name__ == "__main__":
    sys.exit(main())
