"""What the server answers to a request, apart from how it came."""

from __future__ import annotations

from .answering import answer
from .asked import Asked, Reply

__all__ = ["Asked", "Reply", "answer"]
