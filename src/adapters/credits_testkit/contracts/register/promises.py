"""The sentences of the port ``Register``, to be named by the clauses about them."""

from __future__ import annotations

from typing import Final

from credits_core.ports import Register

from ..clauses import promise

TO_BE_READ: Final = promise(
    Register, "The credits of one tenant's customers, to be read."
)
ONE_TENANT: Final = promise(
    Register,
    "It shows what the ledgers of that tenant hold, and nothing of another one.",
)
ONE_MOMENT: Final = promise(Register, "Whatever is given away is of one moment.")

FOUND: Final = promise(
    Register.credits,
    "The credits that *search* is about, in its order, after a place.",
)
AT_MOST: Final = promise(
    Register.credits,
    "There are at most *most* rows, and none before the place *after*, nor at it.",
)
GOING_ON: Final = promise(
    Register.credits,
    "There may be fewer although more follow, where few credits of many are looked"
    " for; then ``end`` is a later place, and going on from place to place gives each"
    " of the credits once.",
)

LEFT: Final = promise(
    Register.balances,
    "What is left of the credits of each of these customers, by currency.",
)
SORTED: Final = promise(
    Register.balances,
    "The currencies are in the order of their names; one without anything left is not"
    " among them.",
)
NOBODY: Final = promise(
    Register.balances, "A customer nobody has heard of has no balance."
)

STANDING: Final = promise(
    Register.standing, "How the customer stands, all of one moment."
)
FIRST_ONES: Final = promise(
    Register.standing,
    "The open credits are in the order of FIFO and at most *most*; so are the entries"
    " of the journal, the latest first.",
)

LATEST_FIRST: Final = promise(
    Register.history,
    "The entries of the customer's journal before a version, the latest first.",
)
FROM_THE_END: Final = promise(
    Register.history,
    "There are at most *most*; before None, the latest of all comes first.",
)
