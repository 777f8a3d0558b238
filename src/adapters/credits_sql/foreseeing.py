"""Asking PostgreSQL at once for all that a command is going to ask one by one.

The lock comes first, in a statement of its own: whatever is read after it is of the
moment when it was granted, or later.
"""

from __future__ import annotations

import attrs
from sqlalchemy import Connection

from credits_core.identity import CustomerId, TenantId
from credits_core.parts import Footprint, Part

from .asking import ANSWER
from .loading import Ahead, Asked, foreseen, read
from .locks import LOCK
from .rows import Owner
from .sending import fetch_all
from .statements import Rows, Statement, Value


@attrs.frozen
class Question:
    """What a block for one customer of a tenant is going to ask."""

    tenant_id: TenantId
    customer_id: CustomerId
    footprint: Footprint
    key: str | None


@attrs.define
class Foreseen:
    """What was asked for ahead; each part of it is taken once."""

    key: str | None = None
    answers: Rows = ()
    owner: Owner | None = None
    slices: dict[Statement | Part, Ahead] = attrs.field(factory=dict)

    def answer(self, key: str) -> Rows | None:
        """The rows of the answer under *key*, if they are known."""
        return self.answers if key == self.key else None

    def slice(self, owner: Owner) -> dict[Statement | Part, Ahead]:
        """What was read of the owner's ledger; nothing the second time."""
        found, self.slices = self.slices, {}
        return found if owner == self.owner else {}


def ask(connection: Connection, question: Question) -> Foreseen | None:
    """Lock the ledger and ask for all; None, and no lock, if it is not there yet."""
    owner = Owner(question.tenant_id, question.customer_id)
    wanted = list(foreseen(Asked.of(question.footprint)))
    asked: list[tuple[Statement, dict[str, Value]]] = [
        (LOCK, {"tenant_id": owner.tenant_id, "ids": [owner.customer_id]})
    ]
    if question.key is not None:
        asked.append((ANSWER, {"tenant_id": owner.tenant_id, "key": question.key}))
    first = len(asked)
    asked += [(one.by, one.of(owner)) for one in wanted]
    found = fetch_all(connection, asked)
    if not found[0]:
        return None
    answers = found[1] if question.key is not None else ()
    return Foreseen(question.key, answers, owner, read(wanted, found[first:]))
