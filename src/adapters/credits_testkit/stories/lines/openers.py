"""The lines at the margin, under which the others are indented."""

from __future__ import annotations

from typing import Final

from ..grammar import Register
from .claims import claim

OPENERS: Final = Register(
    "opener",
    (
        claim("given", "given"),
        claim("tried", "tried"),
        claim("when previewed", "when previewed"),
        claim("when together", "when together"),
        claim("when", "when"),
        claim("then exactly", "then exactly"),
        claim("then the same answer", "then the same answer"),
        claim("then cannot", "then cannot be written down [<reason:text>]"),
        claim("then", "then"),
        claim("leaves exactly", "leaves exactly"),
        claim("leaves", "leaves"),
    ),
)
"""The lines that begin a block; behind ``then refused`` stands a refusal."""
