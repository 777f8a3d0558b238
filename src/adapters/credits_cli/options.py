"""The options that commands share, with the words of their help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

from cyclopts import Parameter

Stream: TypeAlias = Annotated[
    Path | None,
    Parameter(help="The stream, plain or gzipped; left out: the one shipped."),
]
Store: TypeAlias = Annotated[
    str,
    Parameter(help="memory, sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."),
]
Tenant: TypeAlias = Annotated[
    str | None,
    Parameter(help="Whose ledgers, as the host names them; left out: everybody's."),
]
Archive: TypeAlias = Annotated[
    Path | None,
    Parameter(help="The file that old journal entries were moved to."),
]
Out: TypeAlias = Annotated[
    Path | None,
    Parameter(help="A folder for the four tables and the outcome of each command."),
]
Currency: TypeAlias = Annotated[
    str, Parameter(help="What the amounts of the stream are in.")
]
Twice: TypeAlias = Annotated[
    bool,
    Parameter(negative="", help="Send each command twice under one idempotency key."),
]
Preview: TypeAlias = Annotated[
    bool,
    Parameter(negative="", help="Ask before each command what it would do; compare."),
]
Laws: TypeAlias = Annotated[
    bool, Parameter(negative="", help="Look at the ten laws after each command.")
]
