"""The options that commands of the exchange share, with the words of their help."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from cyclopts import Parameter

Store: TypeAlias = Annotated[
    str,
    Parameter(
        env_var="CREDITS_STORE",
        help="sqlite:///FILE or postgresql://USER@HOST/NAME; it holds credits already.",
    ),
]
Tenant: TypeAlias = Annotated[
    str,
    Parameter(env_var="CREDITS_TENANT", help="Whose ledgers, as the host names them."),
]
Json: TypeAlias = Annotated[
    bool, Parameter(name="--json", negative="", help="Tell it as JSON.")
]
Realm: TypeAlias = Annotated[
    str | None,
    Parameter(name="--realm", help="A company's id; left out: the one connected now."),
]
