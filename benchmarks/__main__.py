"""Run the benchmarks and print their tables: ``python -m benchmarks [NAME ...]``.

Without names all are run, except for the peers, which are installed for it.
"""

from __future__ import annotations

import sys
from typing import Final

from . import (
    allocation,
    credits_table,
    first_load,
    history_growth,
    lookup_indexes,
    many_processes,
    mixed_payment,
    mixed_payment_growth,
    parts_of_a_payment,
    peers,
    simulator,
    sync_cost,
)
from .machine import description

BENCHMARKS: Final = {
    "allocation": allocation.run,
    "payment": mixed_payment.run,
    "parts": parts_of_a_payment.run,
    "processes": many_processes.run,
    "credits": mixed_payment_growth.run,
    "history": history_growth.run,
    "load": first_load.run,
    "table": credits_table.run,
    "indexes": lookup_indexes.run,
    "simulator": simulator.run,
    "sync": sync_cost.run,
    "peers": peers.run,
}
_names = sys.argv[1:] or [name for name in BENCHMARKS if name != "peers"]

print(description())
for _name in _names:
    print()
    for line in BENCHMARKS[_name]():
        print(line, flush=True)
