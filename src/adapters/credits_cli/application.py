"""The commands by name; each is imported only when it is called."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.metadata import version

from cyclopts import App, CycloptsError

from .failures import CannotRunError, Exit

app = App(
    name="credits",
    help="Customer credits for accounts receivable.",
    version=lambda: version("credits-core"),
    result_action="return_value",
)
app.command(
    "credits_cli.demonstrating:demo",
    name="demo",
    help="Play the story of a few credits on a small database, and check it.",
)
app.command(
    "credits_cli.replaying:replay",
    name="replay",
    help="Replay a command stream and compare everything it demands.",
)
app.command(
    "credits_cli.checking:check",
    name="check",
    help="Check a stored database against the ten laws.",
)
app.command(
    "credits_cli.permitting:permissions",
    name="permissions",
    help="Show which command and which question needs which permission.",
)


def run(arguments: Sequence[str]) -> None:
    """Run one command and end the process with its exit status."""
    try:
        status = app(arguments, exit_on_error=False, print_error=True)
    except CycloptsError:
        sys.exit(Exit.USAGE)
    except CannotRunError as error:
        print(error, file=sys.stderr)
        sys.exit(Exit.USAGE)
    except KeyboardInterrupt:
        sys.exit("Stopped.")
    sys.exit(status if isinstance(status, int) else Exit.FINE)
