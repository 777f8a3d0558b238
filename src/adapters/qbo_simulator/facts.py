"""What a company is, besides its objects."""

from __future__ import annotations

import attrs


@attrs.frozen
class Facts:
    """Where a company is, and how its people have set it up.

    *user* is who is named when two have worked on an object at the same time.
    *custom_fields* are the names of the fields that its sales have besides.
    """

    country: str = "US"
    home_currency: str = "USD"
    custom_fields: tuple[str, ...] = ()
    closed_with_password: bool = False
    user: str = "Craig Carlson"
