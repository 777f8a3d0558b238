"""Spans of OpenTelemetry around any ledgers; it needs the extra ``otel``.

Only the API is used: without an SDK that the host sets up, nothing is recorded.
"""

from importlib.util import find_spec

if find_spec("opentelemetry") is None:
    raise ImportError(
        "credits_otel needs opentelemetry: pip install 'credits-core[otel]'",
        name="opentelemetry",
    )

from .ledgers import SpannedLedgers

__all__ = ["SpannedLedgers"]
