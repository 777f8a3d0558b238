"""The heads of the ledgers, their balances, their journals, and answers given."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, DateTime

from .metadata import (
    an_id,
    an_id_or_none,
    figure,
    key,
    law,
    link,
    table,
    whole,
    words,
)

ledger: Final = table(
    "ledger",
    key("customer_id"),
    figure("version"),
    figure("entries"),
    law("counts_up", "version >= 0 AND entries >= 0"),
    clustered=True,
)
"""One row a customer: what is locked before anything is read."""

balance: Final = table(
    "balance",
    key("customer_id"),
    key("currency"),
    figure("available"),
    law("not_negative", "available >= 0"),
    link("ledger", ["customer_id"], "ledger", ["customer_id"]),
    clustered=True,
)
"""What is available of all credits together, held and scheduled ones included."""

journal: Final = table(
    "journal",
    key("customer_id"),
    whole("version", primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    an_id("user_id"),
    an_id_or_none("on_behalf_of"),
    an_id("command"),
    an_id_or_none("key"),
    words("body"),
    law("counts_from_one", "version >= 1"),
    link("ledger", ["customer_id"], "ledger", ["customer_id"]),
)
"""One row a command that was carried out; only ever added to."""

answer: Final = table(
    "answer",
    key("key"),
    an_id("fingerprint"),
    an_id_or_none("customer_id"),
    Column("version", BigInteger),
    an_id_or_none("body"),
    law("entry_or_body", "(version IS NULL) = (body IS NOT NULL)"),
    law("entry_is_whole", "(version IS NULL) = (customer_id IS NULL)"),
    link("journal", ["customer_id", "version"], "journal", ["customer_id", "version"]),
)
"""What was answered under a key: a journal entry, or the text of a refusal."""
