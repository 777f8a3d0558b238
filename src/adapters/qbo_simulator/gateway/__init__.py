"""What stands before the books: what a request is about, and refusals of its own."""

from .aim import Aim
from .answers import NOTHING, Answer, Books, Ending, json_reply
from .envelopes import (
    NOT_YOUR_COMPANY,
    ThrottleStyle,
    refused,
    throttled,
    unauthenticated,
)

__all__ = [
    "NOTHING",
    "NOT_YOUR_COMPANY",
    "Aim",
    "Answer",
    "Books",
    "Ending",
    "ThrottleStyle",
    "json_reply",
    "refused",
    "throttled",
    "unauthenticated",
]
