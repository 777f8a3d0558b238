"""The sentences of the port ``Ledgers``, to be named by the clauses about them."""

from __future__ import annotations

from typing import Final

from credits_core.ports import Change, Ledgers

from ..clauses import promise

ONE_TENANT: Final = promise(Ledgers, "The ledgers of one tenant.")
TENANTS: Final = promise(
    Ledgers,
    "Tenants kept at one place see nothing of one another, and may use the same ids"
    " and keys.",
)
NAMES: Final = promise(
    Ledgers,
    "Ids and keys are told apart character by character, and are given back as they"
    " came.",
)
ONE_MOMENT: Final = promise(
    Ledgers, "Whatever is given away is of one moment, and stays as it was."
)

CHANGE: Final = promise(Change, "What one command does to one ledger.")
AFTER: Final = promise(
    Change,
    "*seen* is the slice it was decided on; *after* is that slice with the events of"
    " *entry* folded in.",
)
WITH_ANSWER: Final = promise(
    Change, "*answer* is to be remembered with it, if the command had a key."
)

KEPT_OUT: Final = promise(
    Ledgers.exclusively,
    "Keep everybody else from changing these ledgers until it is left.",
)
TOGETHER: Final = promise(
    Ledgers.exclusively,
    "What is committed inside happens together: it is seen inside at once, and by"
    " everybody else after the block was left.",
)
UNDONE: Final = promise(
    Ledgers.exclusively,
    "Leaving it by an exception, of whatever kind, undoes all that was committed or"
    " remembered inside.",
)
JOINED: Final = promise(
    Ledgers.exclusively,
    "A block inside another one of its thread joins it: left by an exception it"
    " undoes its own part only, and it is undone with the other one.",
)
ONE_ORDER: Final = promise(
    Ledgers.exclusively,
    "Ledgers are taken in one order, whatever the order they are named in.",
)
NEXT_IN_LINE: Final = promise(
    Ledgers.exclusively,
    "Whoever waits for a ledger gets it when it is left, and goes on from what is"
    " written there.",
)
GIVES_WAY: Final = promise(
    Ledgers.exclusively,
    "A block that others do not let finish is left by ``GaveWayError``.",
)

SLICE: Final = promise(
    Ledgers.load, "The slice of the customer's ledger that *footprint* names."
)
EMPTY: Final = promise(
    Ledgers.load,
    "A customer nobody has heard of has an empty ledger of version 0.",
)
ELSEWHERE: Final = promise(
    Ledgers.load,
    "A document asked for that belongs to another customer is named with its owner"
    " in ``elsewhere``.",
)
SCOPE: Final = promise(
    Ledgers.load, "The slice's scope holds every part of *footprint*."
)
EVERYTHING: Final = promise(
    Ledgers.load_whole,
    "Everything of the customer, voided entries too; its scope is whole.",
)

STORED: Final = promise(
    Ledgers.commit,
    "Store the change, its journal entry and its answer, or nothing of them.",
)
REST_STAYS: Final = promise(
    Ledgers.commit,
    "Only what differs between *seen* and *after* is written; the rest of the ledger"
    " stays as it is.",
)
STALE: Final = promise(
    Ledgers.commit,
    "It is refused if the ledger is no longer at the version of *seen*, or if"
    " somebody else meanwhile took an id or a key that the change uses.",
)
REFUSED: Final = promise(
    Ledgers.commit,
    "What is refused changes nothing, and undoes nothing of what its block committed"
    " before.",
)

ANSWERED: Final = promise(
    Ledgers.answer, "What was answered under this idempotency *key*, if anything."
)
REMEMBERED: Final = promise(
    Ledgers.remember, "Keep the answer of a command that was refused."
)
FIRST_STAYS: Final = promise(Ledgers.remember, "An answer that is there already stays.")

IN_ORDER: Final = promise(
    Ledgers.journal,
    "The customer's journal entries from version 1 on, in their order.",
)
AS_COMMITTED: Final = promise(
    Ledgers.journal,
    "Each is as it was committed; folded one after another, their events give the"
    " ledger.",
)
SLOW_READERS: Final = promise(
    Ledgers.journal,
    "Whoever reads slowly holds nobody up, and misses nothing that was there when"
    " they began.",
)

CUSTOMERS: Final = promise(
    Ledgers.customers, "Every customer who has a ledger, in the order of their ids."
)
CHANGED: Final = promise(
    Ledgers.customers, "A ledger is there once a command has changed it."
)
SORTED: Final = promise(
    Ledgers.customers,
    "The order is that of the numbers of the characters, as Python sorts text.",
)
