"""The model that a serial order is played on: the core itself, in plain memory.

There are no sessions here and no locks: one thing happens after the other, to
whole ledgers, as the core decides.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from types import MappingProxyType

import attrs
from returns.methods import unwrap_or_failure

from credits_core.commands import Command
from credits_core.decide import Decision, decide
from credits_core.effects import effects_of
from credits_core.entry import Entry
from credits_core.events import (
    CreditIssued,
    Event,
    InvoiceRegistered,
    PaymentReceived,
    ReturnCompleted,
)
from credits_core.fold import fold
from credits_core.identity import CustomerId, UserId
from credits_core.ledger import Ledger
from credits_core.occasion import Occasion
from credits_core.parts import ACredit, AnInvoice, APayment, AReturn, Part
from credits_core.rejections import Rejection
from credits_core.wire import fingerprint

from .acting import occasion_of, occasion_of_entry
from .contradictions import Contradiction, Kind, command_name, entry_name
from .digests import JournalDigest
from .history import Setting


@attrs.frozen
class Known:
    """What is under a key: the fingerprint of a command, and the answer to it."""

    fingerprint: str
    outcome: Entry | Rejection


class World:
    """All ledgers of a tenant, at one place of a serial order."""

    def __init__(
        self, setting: Setting, told_by: Mapping[str, int | None] | None = None
    ) -> None:
        """Begin with nothing; *told_by* is when each key had its answer for certain."""
        self.setting = setting
        self._told_by = told_by or {}
        self.keys: dict[str, Known] = {}
        self._digests: dict[CustomerId, JournalDigest] = {}
        self._ledgers: dict[CustomerId, Ledger] = {}
        self._owners: dict[Part, CustomerId] = {}

    def ledger(self, customer_id: CustomerId) -> Ledger:
        """The customer's whole ledger, as it is here."""
        known = self._ledgers.get(customer_id, Ledger(customer_id=customer_id))
        return attrs.evolve(known, elsewhere=MappingProxyType(self._owners))

    def version(self, customer_id: CustomerId) -> int:
        """How many commands the customer's journal holds here."""
        known = self._ledgers.get(customer_id)
        return 0 if known is None else known.version

    def digest(self, customer_id: CustomerId) -> JournalDigest:
        """The digest of the customer's journal, as it is here."""
        return self._digests.setdefault(customer_id, JournalDigest())

    def decided(self, command: Command, occasion: Occasion) -> Decision | Rejection:
        """What the core says to *command* here."""
        ledger = self.ledger(command.customer_id)
        return unwrap_or_failure(decide(ledger, command, occasion))

    def occasion(self, user_id: UserId) -> Occasion:
        """The day of the race, in the hands of somebody who may do everything."""
        return occasion_of(user_id, self.setting)

    def supposing(self) -> World:
        """The same world, in which something may be tried out."""
        other = copy.copy(self)
        other._ledgers = dict(self._ledgers)
        other._owners = dict(self._owners)
        return other

    def supposing_keys_of(self, instant: int) -> World:
        """The same, but with the keys alone that had their answers for certain."""
        other = self.supposing()
        other.keys = {
            key: known
            for key, known in self.keys.items()
            if (self._told_by.get(key) or 0) < instant
        }
        return other

    def suppose(self, decision: Decision) -> None:
        """Let what was decided be so."""
        customer_id = decision.after.customer_id
        self._ledgers[customer_id] = decision.after
        self._owners |= dict.fromkeys(registered(decision.events), customer_id)

    def carry_out(self, entry: Entry) -> Contradiction | None:
        """Let *entry* happen, if the core would have made the same of its command."""
        before = self.ledger(entry.customer_id)
        try:
            answer = self.decided(entry.command, occasion_of_entry(entry, self.setting))
            after = fold(before, entry.events)
        except Exception as error:  # noqa: BLE001 - anything may come of a torn journal
            return _impossible(entry, f"{type(error).__name__}: {error}")
        wrong = _difference(before, entry, answer)
        if wrong is None:
            self._ledgers[entry.customer_id] = after
            self.digest(entry.customer_id).add(entry)
            self._remember(entry)
        return wrong

    def _remember(self, entry: Entry) -> None:
        for part in registered(entry.events):
            self._owners[part] = entry.customer_id
        if entry.key is not None:
            self.keys[entry.key] = Known(fingerprint(entry.command), entry)


def registered(events: tuple[Event, ...]) -> list[Part]:
    """The documents that *events* record for the first time."""
    found: list[Part] = []
    for event in events:
        match event:
            case InvoiceRegistered():
                found.append(AnInvoice(event.invoice_id))
            case PaymentReceived():
                found.append(APayment(event.payment_id))
            case CreditIssued():
                found.append(ACredit(event.credit_id))
            case ReturnCompleted():
                found.append(AReturn(event.return_id))
            case _:
                continue
    return found


def _difference(
    before: Ledger, entry: Entry, answer: Decision | Rejection
) -> Contradiction | None:
    if not isinstance(answer, Decision):
        return _impossible(entry, f"{answer.code}: {answer.sentence}")
    if answer.events != entry.events:
        return _impossible(entry, "it comes to other events there.")
    if effects_of(before, answer.events, answer.after) != entry.effects:
        return _impossible(entry, "it comes to other figures there.")
    return None


def _impossible(entry: Entry, why: str) -> Contradiction:
    what = f"{command_name(entry.command)}, {entry_name(entry)}"
    sentence = f"{what}, cannot stand after version {entry.version - 1}: {why}"
    return Contradiction(kind=Kind.IMPOSSIBLE, sentence=sentence)
