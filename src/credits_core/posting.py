"""Many commands on one customer's ledger, one after another, without a repository.

This is for a first load: what each command would do is decided as the desk would,
on the whole ledger as it grows in memory, and written down once at the end.
"""

from __future__ import annotations

from returns.pipeline import is_successful
from returns.result import Result

from .commands import Command
from .decide import carry_out
from .effects import effects_of
from .entry import Entry
from .fold.running import RunningDraft
from .ledger import Ledger
from .occasion import Occasion
from .rejections import Rejection


class PostingRun:
    """A whole ledger on which one command after another is carried out.

    A run that refused a command is over: what it holds is good for nothing.
    """

    def __init__(self, ledger: Ledger) -> None:
        """Begin with *ledger*; raises ``ValueError`` if it is only a slice."""
        if not ledger.scope.is_whole:
            raise ValueError("A run of postings needs the whole ledger.")
        self._draft = RunningDraft(ledger)
        self._is_over = False

    def carry_out(
        self, command: Command, occasion: Occasion
    ) -> Result[Entry, Rejection]:
        """The entry of *command*, or why it is refused and the run is over.

        Raises ``ValueError`` after a refusal, or if it is another customer's.
        """
        draft = self._draft
        if self._is_over or command.customer_id != draft.ledger.customer_id:
            raise ValueError(f"No run of postings takes the command {command}.")
        draft.go_on()
        done = carry_out(draft, command, occasion)
        self._is_over = not is_successful(done)
        return done.map(lambda _: self._entry(command, occasion))

    def ledger(self) -> Ledger:
        """The whole ledger after all commands."""
        return self._draft.finished()

    def _entry(self, command: Command, occasion: Occasion) -> Entry:
        draft, events = self._draft, tuple(self._draft.events)
        return Entry(
            customer_id=command.customer_id,
            version=draft.sequence,
            at=occasion.at,
            today=occasion.today,
            user_id=occasion.by.user_id,
            on_behalf_of=occasion.by.on_behalf_of,
            command=command,
            events=events,
            effects=effects_of(draft.overwritten(), events, draft.written()),
        )
