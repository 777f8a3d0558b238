"""Simpler ways to do it, which the schedules have to find out about."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import attrs
from typing_extensions import override

from credits_qbo.documents import Document
from credits_qbo.engine import Sync
from credits_qbo.gateway import Answered, Gateway, Outcome, Selection
from credits_qbo.store import Mark, Place, Record, Tie, Unit
from credits_qbo.store.records import AnyRecord

from ..dying import PassingOn
from .lab import Lab
from .stopped import Rows, WatchedRows


class _NotedAfterwards(PassingOn):
    """A unit whose ties are rows only while no write is begun for them."""

    def __init__(self, unit: Unit, begun: dict[str, Tie]) -> None:
        super().__init__(unit)
        self._begun = begun

    @override
    def get(self, kind: type[AnyRecord], *name: str) -> AnyRecord | None:
        begun: object = self._begun.get(name[0])
        return begun if isinstance(begun, kind) else super().get(kind, *name)

    @override
    def put(self, record: Record) -> None:
        if isinstance(record, Tie):
            self._begun.pop(record.key, None)
            if record.is_open:
                self._begun[record.key] = record
                return
        super().put(record)


class NotedAfterwards(WatchedRows):
    """What belongs together is noted once the answer is there, and not before.

    What is begun is known to nobody but the process, for as long as its step lasts.
    """

    @override
    def go_back(self, rows: Rows) -> None:
        super().go_back(rows)
        self._begun: dict[str, Tie] = {}

    @override
    @contextmanager
    def unit(self) -> Generator[Unit]:
        with super().unit() as unit:
            begun: dict[str, Tie] = getattr(self, "_begun", {})
            yield _NotedAfterwards(unit, begun)


class WithoutMarks(Gateway):
    """Nothing but the request id says which objects are ours."""

    @override
    def read(self, entity: str, object_id: str) -> Outcome:
        outcome = super().read(entity, object_id)
        if not isinstance(outcome, Answered):
            return outcome
        return attrs.evolve(outcome, body=_without_notes(outcome.body))

    @override
    def pages(self, selection: Selection) -> Iterator[Outcome]:
        yield Answered(body={"QueryResponse": {}})


def _without_notes(body: Document) -> dict[str, Any]:
    return {
        key: {**one, "PrivateNote": ""} if isinstance(one, Mapping) else one
        for key, one in body.items()
    }


@attrs.frozen(kw_only=True)
class SkippingKnown(Sync):
    """An object whose token was seen before is not looked at again."""

    @override
    def _look(self) -> int:
        with self.world.store.unit() as unit:
            for mark in unit.find(Mark):
                token = self._token(mark)
                seen = unit.get(Place, f"seen:{mark.entity}:{mark.remote_id}")
                if seen is not None and seen.value == token:
                    unit.drop(Mark, mark.entity, mark.remote_id)
                name = f"seen:{mark.entity}:{mark.remote_id}"
                unit.put(Place(name=name, value=token))
        return super()._look()

    def _token(self, mark: Mark) -> str:
        """The token as a feed would tell it; nothing is asked for here."""
        gateway = self.world.gateway
        assert isinstance(gateway, Telling)
        return gateway.token(mark.entity, mark.remote_id)


class Telling(Gateway):
    """A gateway whose feed tells tokens with the ids, as the real one does."""

    def token(self, entity: str, remote_id: str) -> str:
        """The token of the object as it is now."""
        session: Any = self._session
        found = session._lab.company.custody.books.find(entity, remote_id)
        return "gone" if found is None else str(found.token)


class NotedAfterwardsLab(Lab):
    """A lab in which it is noted afterwards."""

    rows_kept = NotedAfterwards


class WithoutMarksLab(Lab):
    """A lab in which nothing bears a mark."""

    gateway_used = WithoutMarks


class SkippingKnownLab(Lab):
    """A lab in which known tokens are skipped."""

    gateway_used = Telling
    sync_used = SkippingKnown


NAIVE: Final[Mapping[str, type[Lab]]] = {
    "noted after the answer": NotedAfterwardsLab,
    "a request id alone": WithoutMarksLab,
    "known tokens are skipped": SkippingKnownLab,
}
