"""What has to be installed before this package can be of use.

Importing it checks what the exchange needs, so that a missing extra is told in
one sentence instead of a traceback through another library.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

_SENTENCE: Final = "{package} needs {missing}: pip install 'credits-core[{extra}]'"


def need(module: str, *, extra: str) -> None:
    """Raise ``ImportError`` that names the *extra* if *module* is not installed."""
    try:
        import_module(module)
    except ImportError:
        sentence = _SENTENCE.format(
            package=__name__.partition(".")[0], missing=module, extra=extra
        )
        raise ImportError(sentence, name=module) from None
