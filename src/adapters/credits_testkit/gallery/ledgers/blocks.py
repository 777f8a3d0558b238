"""Ledgers that are not taken exclusively, or not given back whole."""

from __future__ import annotations

from collections.abc import Collection, Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Final

import attrs
from returns.methods import unwrap_or_failure
from returns.result import Result
from typing_extensions import override

from credits_core.identity import CustomerId
from credits_core.ports import Change
from credits_core.rejections import StaleLedger

from ...passing import Passing
from ..bug import BrokenLedgers
from .misreading import wrapped


class _ForgivenError(Exception):
    """Makes the inner block undo itself."""


class _Open(Passing):
    """Ledgers that anybody may change at any time, and of which nothing is undone."""

    @override
    def exclusively(
        self, customer_ids: Collection[CustomerId]
    ) -> AbstractContextManager[None]:
        return nullcontext()


class _Keeping(Passing):
    """Ledgers that keep what was written before an exception."""

    @override
    @contextmanager
    def exclusively(self, customer_ids: Collection[CustomerId]) -> Generator[None]:
        failure: BaseException | None = None
        with self.inner.exclusively(customer_ids):
            try:
                yield
            except BaseException as error:  # noqa: BLE001 - it is raised again below
                failure = error
        if failure is not None:
            raise failure


@attrs.define
class _Unforgiving(Passing):
    """Ledgers that undo the whole because an inner part was undone."""

    depth: int = 0
    doomed: bool = False

    @override
    @contextmanager
    def exclusively(self, customer_ids: Collection[CustomerId]) -> Generator[None]:
        outer = self.depth == 0
        self.depth += 1
        try:
            with self.inner.exclusively(customer_ids):
                yield from self._inside()
                if outer and self.doomed:
                    raise _ForgivenError  # noqa: TRY301 - an exception is what undoes
        except _ForgivenError:
            pass
        finally:
            self.depth -= 1
            self.doomed = self.doomed and self.depth > 0

    def _inside(self) -> Generator[None]:
        try:
            yield
        except BaseException:
            self.doomed = True
            raise


@attrs.define
class _Flat(Passing):
    """Ledgers of which only the outermost block can be undone."""

    depth: int = 0

    @override
    @contextmanager
    def exclusively(self, customer_ids: Collection[CustomerId]) -> Generator[None]:
        self.depth += 1
        try:
            if self.depth > 1:
                yield
            else:
                with self.inner.exclusively(customer_ids):
                    yield
        finally:
            self.depth -= 1


@attrs.define
class _Touchy(Passing):
    """Ledgers that undo all of a block because one commit in it was refused."""

    _refused: bool = False

    @override
    @contextmanager
    def exclusively(self, customer_ids: Collection[CustomerId]) -> Generator[None]:
        self._refused = False
        try:
            with self.inner.exclusively(customer_ids):
                yield
                if self._refused:
                    raise _ForgivenError  # noqa: TRY301 - an exception is what undoes
        except _ForgivenError:
            return

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        result = self.inner.commit(change)
        self._refused |= isinstance(unwrap_or_failure(result), StaleLedger)
        return result


BUGS: Final = (
    BrokenLedgers(
        name="ledgers are never taken exclusively",
        costs="Two processes read 3,000, both spend, and 3,553 cents are spent twice"
        " before anybody notices.",
        seen_in="SQLAlchemy's defaults, read and then write; sbc-pay HC-67",
        breaks=wrapped(_Open),
        caught={
            "journal",
            "stored",
            "together",
            "an exception undoes all that was committed inside",
            "an exception undoes what was committed in blocks inside",
        },
    ),
    BrokenLedgers(
        name="an exception undoes nothing",
        costs="The first of two receipts is kept and the second is not: the host was"
        " told that neither was, and gives both again.",
        seen_in="ERPNext, reconcile throws after part was committed",
        breaks=wrapped(_Keeping),
        caught={
            "journal",
            "stored",
            "together",
            "an exception undoes all that was committed inside",
            "an exception undoes what was committed in blocks inside",
        },
    ),
    BrokenLedgers(
        name="what fails inside undoes what is around it",
        costs="One of many receipts is refused and all the others, which were told to"
        " be done, are gone with it.",
        breaks=wrapped(_Unforgiving),
        caught={
            "journal",
            "stored",
            "a block inside another undoes its own part only",
            "a block undone first thing inside another leaves it open",
        },
    ),
    BrokenLedgers(
        name="what fails inside is not undone by itself",
        costs="A refused step of a larger job stays half in the books because only the"
        " whole job could be undone.",
        breaks=wrapped(_Flat),
        caught={
            "journal",
            "stored",
            "a block inside another undoes its own part only",
            "a block undone first thing inside another leaves it open",
        },
    ),
    BrokenLedgers(
        name="a refused commit undoes its neighbours",
        costs="One change comes too late, and 10 that were rightly written before it"
        " are taken back as well.",
        breaks=wrapped(_Touchy),
        caught={
            "journal",
            "stored",
            "a taken id in a block undoes nothing else",
            "a late commit in a block undoes nothing else",
        },
    ),
)
"""Mistakes of a repository about locks and about undoing."""
