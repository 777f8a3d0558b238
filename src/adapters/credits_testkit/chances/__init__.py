"""Choosing the next command by numbers: any list of numbers is a history.

``Numbers`` chooses by numbers that are given, ``Dice`` by a generator of random
numbers; both choose among what is possible in a ``Situation``. A mistake is a
command that is refused there, together with the code of its refusal.
"""

from .actors import next_actor, next_clerk
from .chance import Chance, Dice, Numbers
from .mistakes import MISTAKES, Mistake, next_mistake
from .policies import SMALL_LIMITS, next_policy
from .possible import CHOICES, next_command
from .queries import next_query
from .situation import CURRENCIES, Situation

__all__ = [
    "CHOICES",
    "CURRENCIES",
    "MISTAKES",
    "SMALL_LIMITS",
    "Chance",
    "Dice",
    "Mistake",
    "Numbers",
    "Situation",
    "next_actor",
    "next_clerk",
    "next_command",
    "next_mistake",
    "next_policy",
    "next_query",
]
