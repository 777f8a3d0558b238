"""The entry point: says what is missing, or hands over to the commands."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import Final

_NEEDED: Final = ("cyclopts", "rich", "sqlalchemy")


def main() -> None:
    """Run the command line; end with a sentence if its extra is not installed."""
    if any(find_spec(name) is None for name in _NEEDED):
        sys.exit("The command line needs more: pip install credits-core[cli]")
    from .application import run

    run(sys.argv[1:])


if __name__ == "__main__":
    main()
