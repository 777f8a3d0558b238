"""Rows of ledgers' heads, balances, journal entries and answers."""

from __future__ import annotations

import json

from credits_core.entry import Answer, Entry
from credits_core.identity import TenantId
from credits_core.ledger import Ledger
from credits_core.wire import answer_from as answer_from_data
from credits_core.wire import answer_text, entry_from, entry_text

from ..statements import Found, Row
from .owner import Owner


def ledger_row(owner: Owner, seen: Ledger, after: Ledger) -> Row:
    """The head of a ledger *after* a change; it must still be at what was *seen*."""
    return {
        "tenant_id": owner.tenant_id,
        "customer_id": owner.customer_id,
        "version": after.version,
        "entries": after.entries,
        "seen": seen.version,
    }


def balance_row(owner: Owner, currency: str, change: int) -> Row:
    """By how much the balance of one *currency* changes; *first* if it is new."""
    return {
        "tenant_id": owner.tenant_id,
        "customer_id": owner.customer_id,
        "currency": currency,
        "first": max(change, 0),
        "change": change,
    }


def journal_row(owner: Owner, entry: Entry) -> Row:
    """The row of a journal *entry*."""
    return {
        "tenant_id": owner.tenant_id,
        "customer_id": owner.customer_id,
        "version": entry.version,
        "at": entry.at.isoformat(),
        "user_id": entry.user_id,
        "on_behalf_of": entry.on_behalf_of,
        "command": type(entry.command).__name__,
        "key": entry.key,
        "body": entry_text(entry),
    }


def journal_from(body: str) -> Entry:
    """The journal entry whose text is *body*."""
    return entry_from(json.loads(body))


def answer_row(tenant_id: TenantId, answer: Answer, entry: Entry | None) -> Row:
    """The row of *answer*; if *entry* is its outcome, the journal has the text."""
    outcome = answer.outcome
    is_told = entry is not None and (outcome is entry or outcome == entry)
    return {
        "tenant_id": tenant_id,
        "key": answer.key,
        "fingerprint": answer.fingerprint,
        "customer_id": entry.customer_id if entry and is_told else None,
        "version": entry.version if entry and is_told else None,
        "body": None if is_told else answer_text(answer),
    }


def answer_from(row: Found, entry: str | None) -> Answer:
    """The answer in *row*, or the journal *entry* that it points to."""
    if entry is None:
        return answer_from_data(json.loads(row.body))
    outcome = journal_from(entry)
    return Answer(key=row.key, fingerprint=row.fingerprint, outcome=outcome)
