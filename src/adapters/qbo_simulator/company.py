"""One company's books, as its API and its people see them."""

from __future__ import annotations

from datetime import datetime

from .amounts import Document
from .changes import Change, Subscriber
from .clock import Clock
from .outcomes import FaultError, Outcome, Refused
from .switches import Switches


class Company:
    """A company of QuickBooks Online.

    Documents are plain dictionaries, with the keys of the real service.
    """

    def __init__(
        self, realm_id: str, *, name: str, clock: Clock, switches: Switches
    ) -> None:
        """Found the company *name* with its chart of accounts, and nothing else."""
        self.realm_id = realm_id
        self.name = name
        self.clock = clock
        self.switches = switches
        self._subscribers: list[Subscriber] = []

    def subscribe(self, subscriber: Subscriber) -> None:
        """Tell *subscriber* of each change, once it is in the books."""
        self._subscribers.append(subscriber)

    def _tell(self, change: Change) -> None:
        for subscriber in self._subscribers:
            subscriber(change)

    def create(self, entity: str, document: Document) -> Outcome:
        """Put a new object into the books."""
        del document
        return _unsupported(f"create {entity}")

    def read(self, entity: str, object_id: str) -> Outcome:
        """The object as it is now."""
        del object_id
        return _unsupported(f"read {entity}")

    def update(self, entity: str, document: Document) -> Outcome:
        """Change an object, in full or, if the document says so, sparsely."""
        del document
        return _unsupported(f"update {entity}")

    def delete(self, entity: str, document: Document) -> Outcome:
        """Take an object out of the books."""
        del document
        return _unsupported(f"delete {entity}")

    def void(self, entity: str, document: Document) -> Outcome:
        """Keep a transaction, and let it be about nothing."""
        del document
        return _unsupported(f"void {entity}")

    def query(self, text: str) -> Outcome:
        """What a query in QuickBooks Online's language finds."""
        return _unsupported(text)

    def cdc(self, entities: tuple[str, ...], changed_since: datetime) -> Outcome:
        """What changed since an instant, deleted objects included."""
        del changed_since
        return _unsupported(",".join(entities))

    def batch(self, document: Document) -> Outcome:
        """Several requests in one, each with its own answer."""
        del document
        return _unsupported("batch")


def _unsupported(what: str) -> Refused:
    detail = f"Operation {what} is not supported."
    return Refused((FaultError("500", "Unsupported Operation", detail),))
