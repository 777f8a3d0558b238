"""Run every benchmark and print its table: ``python -m benchmarks``."""

from __future__ import annotations

from . import first_load, mixed_payment_growth, simulated_books
from .machine import description

print(description())
for benchmark in (mixed_payment_growth, first_load, simulated_books):
    print()
    for line in benchmark.run():
        print(line, flush=True)
