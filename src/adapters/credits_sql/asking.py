"""The statement that looks for the answer under a key, with its journal entry."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from .statements import Statement, given
from .tables import answer, journal

ANSWER: Final = Statement(
    select(
        answer.c.key,
        answer.c.fingerprint,
        answer.c.customer_id,
        answer.c.version,
        answer.c.body,
        journal.c.body.label("entry"),
    )
    .outerjoin(
        journal,
        (journal.c.tenant_id == answer.c.tenant_id)
        & (journal.c.customer_id == answer.c.customer_id)
        & (journal.c.version == answer.c.version),
    )
    .where(
        answer.c.tenant_id == given(answer.c.tenant_id),
        answer.c.key == given(answer.c.key),
    )
)
