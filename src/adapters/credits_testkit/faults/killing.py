"""Writers, or their server, are killed in mid-load, again and again.

Afterwards everything that somebody was told is done has to be there, exactly
once; what was under way is there whole or not at all; and giving it again is
right.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import Final

import attrs

from credits_core.identity import CustomerId

from .load import Asked, Diary, digest, give
from .stored import Stored, wrongs
from .subjects import Server, Subject
from .watch import Watch
from .writers import WriterProcess, wait_for

_WRITERS: Final = 2
_ANSWERS_MAX: Final = 30
_PATIENCE_SECONDS: Final = 60.0
_DELAY_SECONDS_MAX: Final = 0.02


@attrs.define(kw_only=True)
class Killings:
    """What came of killing again and again on one database.

    *under_way* is what was asked for and not answered when somebody died, of
    which so many were *done*; *trials* were given in vain while the server was
    away. The *wrongs* are sentences that tell what must not be.
    """

    database: str
    what: str
    seed: int
    rounds: int = 0
    answered: int = 0
    under_way: int = 0
    done: int = 0
    in_vain: int = 0
    wrongs: list[str] = attrs.field(factory=list[str])


def kill_writers(subject: Subject, *, rounds: int, seed: int) -> Killings:
    """Kill all writers at a random moment, so many *rounds*; each has new books."""
    killings = Killings(database=subject.name, what="writers", seed=seed)
    empty = subject.database.contents()
    for number in range(rounds):
        subject.database.put(empty)
        random = Random(f"{seed}-{number}")
        writers = _writers(subject, random, patience_seconds=0.0)
        wait_for(writers, 1 + random.randrange(_ANSWERS_MAX))
        time.sleep(random.random() * _DELAY_SECONDS_MAX)
        _end(subject, writers, killings)
    subject.database.put(empty)
    return killings


def kill_server(
    subject: Subject, server: Server, *, rounds: int, seed: int
) -> Killings:
    """Kill the *server* under its writers, so many *rounds*, and start it again.

    The writers live on and give again what they got no answer to. They are killed
    at the end.
    """
    killings = Killings(database=subject.name, what="server", seed=seed)
    random = Random(seed)
    writers = _writers(subject, random, patience_seconds=_PATIENCE_SECONDS)
    for number in range(rounds):
        wait_for(writers, 1 + random.randrange(_ANSWERS_MAX))
        time.sleep(random.random() * _DELAY_SECONDS_MAX)
        server.kill(server.deaths[number % len(server.deaths)])
        server.restart()
        killings.rounds += 1
    wait_for(writers, _ANSWERS_MAX)
    _end(subject, writers, killings)
    killings.rounds -= 1
    return killings


def _writers(
    subject: Subject, random: Random, *, patience_seconds: float
) -> list[WriterProcess]:
    """Two writers for the same two customers, who get into each other's way."""
    customers = (CustomerId("ACME"), CustomerId("Beta"))
    return [
        WriterProcess(
            subject,
            f"W{number}",
            customers,
            seed=random.randrange(1 << 30),
            patience_seconds=patience_seconds,
        )
        for number in range(_WRITERS)
    ]


def _end(
    subject: Subject, writers: Sequence[WriterProcess], killings: Killings
) -> None:
    """Kill the writers, and look at what they leave behind."""
    for writer in writers:
        writer.kill()
    subject.database.settle()
    diaries = [writer.diary for writer in writers]
    stored = subject.all_stored(subject.database.url)
    found = [*wrongs(stored), *_missing(stored, diaries)]
    left = [one for diary in diaries for one in diary.unanswered]
    found += _retried(subject, left)
    killings.rounds += 1
    killings.answered += sum(len(diary.answered) for diary in diaries)
    killings.under_way += len(left)
    killings.done += sum(one.key in stored.answers for one in left)
    killings.in_vain += sum(
        one.trials - 1 for diary in diaries for one in diary.asked.values()
    )
    killings.wrongs += [f"round {killings.rounds}: {one}" for one in found]


def _missing(stored: Stored, diaries: Iterable[Diary]) -> Iterator[str]:
    """What somebody was told, and what is not stored, or stored otherwise."""
    for asked in (one for diary in diaries for one in diary.answered):
        kept = stored.answers.get(asked.key)
        if kept is None:
            yield f"{asked.key}: it was answered, and is not there."
        elif digest(asked.key, asked.command, kept.outcome) != asked.answer:
            yield f"{asked.key}: it was answered otherwise than is stored."


def _retried(subject: Subject, left: Sequence[Asked]) -> Iterator[str]:
    """What is wrong after everything that was *left* unanswered is given again."""
    before = subject.all_stored(subject.database.url)
    with subject.opened(subject.database.url, Watch()) as ledgers:
        told = {one.key: give(ledgers, one.command, one.key) for one in left}
    after = subject.all_stored(subject.database.url)
    yield from wrongs(after)
    for key, outcome in told.items():
        kept = before.answers.get(key)
        if kept is not None and kept.outcome != outcome:
            yield f"{key}: the retry was answered otherwise than before."
        if key not in after.answers or after.answers[key].outcome != outcome:
            yield f"{key}: the retry was answered, and that is not stored."
    grown = len(after.answers) - len(before.answers)
    if grown != len(told.keys() - before.answers.keys()):
        yield f"The retries of {sorted(told)} left {grown} answers."
