"""What goes without saying in a line of a story."""

from __future__ import annotations

import attrs

from credits_core.identity import CustomerId


@attrs.frozen
class Setting:
    """Whose ledger a line speaks of, and in which currency if it names none."""

    customer_id: CustomerId
    currency: str = "USD"
