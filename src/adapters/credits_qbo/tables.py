"""Where the tables of the exchange are described, for whoever reads or writes them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import MetaData, Text

PREFIX: Final = "credits_qbo_"
"""What the names of all tables of the exchange begin with."""

METADATA: Final = MetaData()
"""All tables of the exchange, as the statements are written for them."""


def name_column_type() -> Text:
    """Text that is compared character by character on each database."""
    return Text().with_variant(Text(collation="C"), "postgresql")
