"""Faults: whether a store keeps its word when it, or its database, dies half-way.

A ``Watch`` sees every point at which a store on an SQL database reaches out; the
walk carries each of the acts out again and again, strikes it down at each point
once, and looks with other eyes at what is left. Other modules kill processes in
mid-load and cut logs. ``python -m credits_testkit.faults`` does all of it.
"""

from .acts import ACTS, Act
from .databases import Contents, Database
from .engines import connecting, look_on
from .judging import Finding, Harm
from .killing import Killings, kill_server, kill_writers
from .points import InterruptionError, Line, Moment, Point, Sending, Strike, Way
from .retries import Retries
from .sqlite_file import SqliteFile
from .stored import Stored, wrongs
from .subjects import Server, Subject
from .tally import Tally, Wound
from .wal import Truncations, truncate
from .walk import walk
from .watch import Habit, Watch

__all__ = [
    "ACTS",
    "Act",
    "Contents",
    "Database",
    "Finding",
    "Habit",
    "Harm",
    "InterruptionError",
    "Killings",
    "Line",
    "Moment",
    "Point",
    "Retries",
    "Sending",
    "Server",
    "SqliteFile",
    "Stored",
    "Strike",
    "Subject",
    "Tally",
    "Truncations",
    "Watch",
    "Way",
    "Wound",
    "connecting",
    "kill_server",
    "kill_writers",
    "look_on",
    "truncate",
    "walk",
    "wrongs",
]
