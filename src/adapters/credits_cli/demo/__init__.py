"""The product's story, told to an accountant: each chapter really happens."""

from .story import tell_story

__all__ = ["tell_story"]
