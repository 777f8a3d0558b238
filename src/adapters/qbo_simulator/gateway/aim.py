"""What a request is about: which company, which kind of object, and which operation.

Faults are matched by it, limits count by it, and the log shows it.
"""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import Any, Final

import attrs

from ..serving import Asked

COMPANY: Final = re.compile(r"^/v3/company/([^/]+)(?:/([^/]+))?")
FROM: Final = re.compile(r"\bfrom\s+(\w+)", re.IGNORECASE)
WHOLE: Final = frozenset({"query", "cdc", "batch"})
"""Resources that are not one kind of object: they are operations themselves."""


@attrs.frozen
class Aim:
    """A request, and what can be told of it before it is carried out."""

    asked: Asked

    @cached_property
    def _parts(self) -> tuple[str, str]:
        found = COMPANY.match(self.asked.path)
        realm, resource = found.groups() if found else (None, None)
        return realm or "", (resource or "").lower()

    @property
    def realm(self) -> str:
        """The company that is asked for, or nothing."""
        return self._parts[0]

    @property
    def resource(self) -> str:
        """What stands behind the company in the path, in lower case."""
        return self._parts[1]

    @property
    def requestid(self) -> str | None:
        """The id that makes a write repeatable, if one was sent."""
        return self.asked.parameter("requestid")

    @cached_property
    def json(self) -> Any:
        """The body as JSON, or ``None`` when it is none."""
        try:
            return json.loads(self.asked.body)
        except (ValueError, RecursionError):
            return None

    @cached_property
    def entity(self) -> str:
        """The kind of object that is meant, in lower case, or nothing."""
        if self.resource == "query":
            found = FROM.search(self._query)
            return found.group(1).lower() if found else ""
        return "" if self.resource in WHOLE else self.resource

    @cached_property
    def operation(self) -> str:
        """What is to be done: create, read, update, delete, void, query, and so on."""
        if self.resource in WHOLE:
            return self.resource
        if self.asked.method == "GET":
            return "read"
        wanted = (self.asked.parameter("operation") or "").lower()
        include = (self.asked.parameter("include") or "").lower()
        if wanted == "update" and include == "void":
            return "void"
        return wanted or ("update" if self._has_id else "create")

    @property
    def _query(self) -> str:
        text = self.asked.parameter("query")
        return self.asked.body.decode("utf-8", "replace") if text is None else text

    @property
    def _has_id(self) -> bool:
        return (
            b'"Id"' in self.asked.body
            and isinstance(self.json, dict)
            and "Id" in self.json
        )
