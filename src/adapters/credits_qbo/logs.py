"""What the exchange tells its log: what happened to which ids, and nothing else.

No amount, no name or note of anybody and no secret ever gets there; a formatter that
writes JSON lets only the names through that are listed here.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Final

from typing_extensions import override

LOG: Final = logging.getLogger("credits_qbo")

IDS: Final = (
    *("realm_id", "holder", "entries", "rows", "looked", "settled", "left"),
    *("failures", "reason", "status", "noted"),
)
"""What a record may carry besides its message: ids, counts, and kinds of failures."""


def tell(message: str, **ids: str | int) -> None:
    """Log *message* with these *ids*, at the level of information."""
    if LOG.isEnabledFor(logging.INFO):
        LOG.info(message, extra=ids)


class JsonLines(logging.Formatter):
    """Writes each record as one line of JSON: when, what, and its ids."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        """The line; what is no id stays out of it, whoever put it into the record."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat()
        line = {"at": at, "level": record.levelname, "what": record.getMessage()}
        ids = {name: getattr(record, name) for name in IDS if hasattr(record, name)}
        return json.dumps({**line, **ids}, ensure_ascii=False)
