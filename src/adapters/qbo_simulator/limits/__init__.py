"""The limits of the service: requests a minute, batches a minute, requests at once."""

from .quotas import UNLIMITED, Quotas
from .throttle import Throttle

__all__ = ["UNLIMITED", "Quotas", "Throttle"]
